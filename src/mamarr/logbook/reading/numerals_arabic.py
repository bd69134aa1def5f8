"""Arabic number words: both genders, all cases, construct duals, fused hundreds, definite forms and Levantine speech.

ستة وعشرون is 26: the unit stands before the ten, and و joins every part. ألفا is two thousand in construct, but a thousand with
tanwin or after eleven to ninety-nine; the exact text decides where it writes the tanwin.
"""

from mamarr.logbook.reading.folding import fold_word
from mamarr.logbook.reading.numbers import Number, figure_at
from mamarr.logbook.reading.tokens import Marked


def _table(**rows: str) -> dict[str, int]:
    return {fold_word(form): int(key[1:]) for key, forms in rows.items() for form in forms.split()}


UNITS = _table(
    n0="صفر",
    n1="واحد واحدة واحدا إحدى أحد",
    n2="اثنان اثنين اثنتان اثنتين اثنا اثني اثنتا اثنتي اتنين تنين تنتين اتنان",
    n3="ثلاث ثلاثة ثلاثا تلات تلاتة تلت",
    n4="أربع أربعة أربعا",
    n5="خمس خمسة خمسا",
    n6="ست ستة ستا",
    n7="سبع سبعة سبعا",
    n8="ثمان ثماني ثمانية ثمانيا تمان تمانة تمانية تمنية تمن",
    n9="تسع تسعة تسعا",
    n10="عشر عشرة عشرا",
)
TEENS = _table(
    n11="أحدعش حدعش إحدعش احدعشر حداعش",
    n12="اثنعش اتنعش تنعش اطنعش اتناعش",
    n13="تلتعش ثلاثطعش تلطعش تلتطعش تلاتعش",
    n14="أربعتعش أربعطعش أربعتاعش",
    n15="خمستعش خمسطعش خمستاعش",
    n16="ستعش سطعش ستاعش",
    n17="سبعتعش سبعطعش سبعتاعش",
    n18="تمنتعش تمانتعش تمنطعش تمنتاعش",
    n19="تسعتعش تسعطعش تسعتاعش",
)
TENS = _table(
    n20="عشرون عشرين",
    n30="ثلاثون ثلاثين تلاتين",
    n40="أربعون أربعين",
    n50="خمسون خمسين",
    n60="ستون ستين",
    n70="سبعون سبعين",
    n80="ثمانون ثمانين تمانين",
    n90="تسعون تسعين",
)
_HUNDRED = {fold_word(form) for form in ("مئة", "مائة", "ميه", "مية", "مئه", "مائه", "ميت", "مئ")}
_STEMS = {
    3: "ثلاث ثلاثة تلات تلت", 4: "أربع أربعة ربع", 5: "خمس خمسة", 6: "ست ستة", 7: "سبع سبعة", 8: "ثمان ثماني ثمانية تمن تمان", 9: "تسع تسعة",
}  # fmt: skip
HUNDREDS = dict.fromkeys(_HUNDRED, 100) | {
    fold_word(form): 200
    for form in ["مئتان", "مئتين", "مئتا", "مئتي", "مائتان", "مائتين", "مائتا", "مائتي", "ميتين", "ميتان"]
}
for _times, _stems in _STEMS.items():
    for _stem in _stems.split():
        for _hundred in ("مئة", "مائة", "ميه", "ميت"):
            HUNDREDS[fold_word(_stem + _hundred)] = _times * 100
THOUSANDS = {"الف": 1000, "الفان": 2000, "الفين": 2000, "الفي": 2000, "الفا": 2000}
_TIMES = {"الف": 1000, "الاف": 1000, "الفا": 1000, "تلاف": 1000, "مليون": 10**6, "مليونا": 10**6, "ملايين": 10**6}
MILLIONS = {"مليون": 10**6, "مليونا": 2 * 10**6, "مليونان": 2 * 10**6, "مليونين": 2 * 10**6, "مليوني": 2 * 10**6}
TANWIN = "\u064b"


def number_at(marked: Marked, index: int) -> Number | None:
    """Return the number that begins at a token, in words, in digits, or in digits with آلاف after them."""
    start = figure_at(marked, index, whole=True)
    if start is not None:
        return _with_multiplier(marked, start)
    first = _stripped(marked.tokens[index].word)
    if first is None:
        return None
    return _Reader(marked, index, first).read()


def _with_multiplier(marked: Marked, start: Number) -> Number:
    """8 آلاف, 3 آلاف وخمسمئة, 1.2 مليون."""
    after = marked.tokens[start.last].word if start.last < len(marked.tokens) else ""
    if after not in _TIMES:
        return start
    exact = figure_at(marked, start.first, whole=False) or start
    total, last = exact.value * _TIMES[after], start.last + 1
    if last < len(marked.tokens) and marked.tokens[last].word.startswith("و"):
        rest = marked.tokens[last].word[1:]
        if _known(rest):
            more = _Reader(marked, last, rest).read()
            if more and more.value < _TIMES[after]:
                return Number(total + more.value, start.first, more.last)
    return Number(total, start.first, last)


def _known(word: str) -> bool:
    return word in UNITS or word in TEENS or word in TENS or word in HUNDREDS or word in THOUSANDS or word in MILLIONS


def _stripped(word: str) -> str | None:
    """Return the number word in *word*, without the letters before it."""
    candidates = [word]
    if word[:1] in "وفبلك":
        candidates.append(word[1:])
        if word[1:2] in "بلك":
            candidates.append(word[2:])
    if word.startswith("لل"):
        candidates.append(word[2:])
    for candidate in list(candidates):
        if candidate.startswith("ال") and candidate not in THOUSANDS:
            candidates.append(candidate[2:])
    for candidate in candidates:
        for form in (candidate, candidate.removesuffix("ر") if candidate.endswith("عشر") else candidate):
            if _known(form):
                return form
    return None


class _Reader:
    """Adds up the parts of one number."""

    def __init__(self, marked: Marked, index: int, first: str) -> None:
        self.marked, self.first, self.index = marked, index, index
        self.word = first
        self.total, self.current = 0, 0
        self.parts = 0

    def read(self) -> Number | None:
        while self.index < len(self.marked.tokens) and self._take(self.word):
            self.parts += 1
            self.index += 1
            self._multiply()
            if not self._next():
                break
        if self.parts == 0:
            return None
        return Number(float(self.total + self.current), self.first, self.index)

    def _take(self, word: str) -> bool:
        """Add one part; False where it does not continue the number."""
        if word in UNITS:
            return self._take_unit(UNITS[word])
        if word in TEENS and self.current % 100 == 0:
            self.current += TEENS[word]
        elif word in TENS and self.current % 100 < 10:
            self.current += TENS[word]
        elif word in HUNDREDS and self.current == 0:
            self.current += HUNDREDS[word]
        elif word in MILLIONS and self.total == self.current == 0:
            self.total += MILLIONS[word]
        elif word in THOUSANDS and self.current == 0 and self.total % 10**6 == 0:
            self.total += 1000 if word == "الفا" and self._has_tanwin() else THOUSANDS[word]
        else:
            return False
        return True

    def _take_unit(self, unit: int) -> bool:
        if self.current % 100 or (self.parts and unit == 0):
            return False
        after = self._word(self.index + 1)
        if after in {"عشر", "عشره"} and 1 <= unit <= 9:
            self.current += unit + 10
            self.index += 1
            return True
        if after in _HUNDRED and 3 <= unit <= 9 and self.current == 0:
            self.current += unit * 100
            self.index += 1
            return True
        if self._word(self.index) in {"احد", "الاحد"} and not self._ten_follows():
            return False  # one of them, or Sunday
        self.current += unit
        return True

    def _ten_follows(self) -> bool:
        after = self._word(self.index + 1)
        return after.startswith("و") and after[1:].removeprefix("ال") in TENS

    def _multiply(self) -> None:
        """ثمانية آلاف: what was added so far counts thousands or millions."""
        while self.current and (after := self._word(self.index)) in _TIMES:
            times = _TIMES[after]
            self.total = self.total + self.current * times if times == 1000 else (self.total + self.current) * times
            self.current = 0
            self.index += 1

    def _next(self) -> bool:
        """Go on to the next part, which has و before it."""
        after = self._word(self.index)
        if after in {"ونصف", "ونص"} and self.total and not self.current:
            self.total += self.total // 2 if self.total in {1000, 10**6} else 500 if self.total < 10**6 else 5 * 10**5
            self.index += 1
            return False
        if not after.startswith("و"):
            return False
        rest = after[1:]
        if not _known(rest) and rest.startswith("ال"):
            rest = rest[2:]
        if rest in TEENS or _known(rest) or (rest.endswith("ر") and rest[:-1] in TEENS):
            self.word = rest if _known(rest) else rest[:-1]
            return True
        return False

    def _word(self, index: int) -> str:
        return self.marked.tokens[index].word if index < len(self.marked.tokens) else ""

    def _has_tanwin(self) -> bool:
        token = self.marked.tokens[self.index]
        exact = self.marked.folded.exact
        place = self.marked.folded.at[token.end - 1]
        return TANWIN in exact[place - 1 : place + 2]
