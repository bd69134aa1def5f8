"""Figures with what they count: number, unit, "about", "at least", running totals, duals and vague plurals."""

from dataclasses import dataclass, replace
from typing import cast

from mamarr.logbook.claims import Counted, Quantity, Unit
from mamarr.logbook.reading import numerals_arabic, numerals_english
from mamarr.logbook.reading.duals import duals
from mamarr.logbook.reading.lexicon import lines_of
from mamarr.logbook.reading.numbers import GREATEST, Number, figure
from mamarr.logbook.reading.tokens import Hit, Marked
from mamarr.logbook.reading.wordlists import wordlist

UNITS = tuple(section for section, _ in lines_of("en-units.txt") if section[0].islower())
_VAGUE = tuple(
    {section for name in ("ar", "en") for section, _ in lines_of(f"{name}-units.txt") if section.startswith("VAGUE")}
)
_FILLERS_EN = wordlist("quantities fillers_en")
_SKIPPED_AR = wordlist("quantities skipped_ar")


@dataclass(frozen=True)
class Count:
    """A figure found in tokens *first* to *last* (exclusive)."""

    first: int
    last: int
    unit: str
    of: str
    value: float | None = None
    low: float | None = None
    high: float | None = None
    approximate: bool = False
    total: bool = False

    def quantity(self, marked: Marked, of: str | None = None) -> Quantity:
        """Return it as the format has it."""
        return Quantity(
            value=_plain(self.value),
            low=_plain(self.low),
            high=_plain(self.high),
            unit=cast("Unit", self.unit),
            of=cast("Counted", of or self.of),
            approximate=self.approximate,
            total=True if self.total else None,
            span=marked.folded.span(marked.tokens[self.first].start, marked.tokens[self.last - 1].end),
        )


def _plain(value: float | None) -> float | int | None:
    if value is None:
        return None
    value = round(value, 6)
    return int(value) if value == int(value) else value


def find_numbers(marked: Marked) -> dict[int, Number]:
    """Return every number of the text by the token at which it begins."""
    read = numerals_arabic.number_at if marked.language == "ar" else numerals_english.number_at
    found: dict[int, Number] = {}
    index = 0
    while index < len(marked.tokens):
        number = read(marked, index)
        if number:
            if number.value < GREATEST:
                found[index] = number
            index = number.last
        else:
            index += 1
    return found


def find_counts(marked: Marked, numbers: dict[int, Number], taken: list[bool]) -> list[Count]:
    """Return every figure that counts something; *taken* says which tokens belong to times and names."""
    finder = _Finder(marked, numbers, taken)
    found: list[Count] = []
    index = 0
    while index < len(marked.tokens):
        count = None if taken[index] else finder.at(index)
        if count:
            found.append(count)
            index = max(count.last, index + 1)
        else:
            index += 1
    return found


class _Finder:
    def __init__(self, marked: Marked, numbers: dict[int, Number], taken: list[bool]) -> None:
        self.marked, self.numbers, self.taken = marked, numbers, taken
        self._ends = {number.last - 1 for number in numbers.values()}
        self.duals = duals() if marked.language == "ar" else {}

    def at(self, index: int) -> Count | None:
        number = self.numbers.get(index)
        count = self._numbered(number) if number else self._vague(index) or self._dual(index)
        if count is None and number is None:
            count = self._labelled(index)
        elif count is None and number is not None:
            count = self._after_label(number)
        return self._turned(count) if count else None

    def _numbered(self, number: Number) -> Count | None:
        """A number, or a range of two, and its noun."""
        high, last = self._range_end(number)
        found = self._noun(last, number)
        if found is None:
            return None
        unit, of, end = found
        values = [number.value] if high is None else sorted((number.value, high))
        values = [self._exact(number, unit), *values[1:]] if high is None else values
        if unit == "cm":
            unit, values = "m", [value / 100 for value in values]
        if unit == "weeks":
            unit, values = "days", [value * 7 for value in values]
        if len(values) == 1:
            return Count(number.first, end, unit, of, value=values[0])
        return Count(number.first, end, unit, of, low=values[0], high=values[1])

    def _exact(self, number: Number, unit: str) -> float:
        """9.84 m is no thousand: decide by the unit."""
        token = self.marked.tokens[number.first]
        if (
            number.last == number.first + 1
            and token.is_figure
            and unit in {"km", "m", "cm", "tonnes", "hours", "days", "minutes"}
        ):
            return figure(token.word, whole=False) or number.value
        return number.value

    def _range_end(self, number: Number) -> tuple[float | None, int]:
        """2,400 to 2,600; between 30 and 40; ما بين 2,400 و2,600."""
        tokens, last = self.marked.tokens, number.last
        if last >= len(tokens):
            return None, last
        word = tokens[last].word
        other = self.numbers.get(last + 1)
        before = [token.word for token in tokens[max(0, number.first - 2) : number.first]]
        between = bool({"between", "from", "بين", "وبين", "من"} & set(before)) or (
            bool(before) and before[-1] in {"بين", "ببين"}
        )
        if other and (
            word in {"-", "to", "الي", "حتي", "او", "or", "maybe", "perhaps", "يمكن"}
            or (word in {"and", "و"} and between)
        ):
            if other.value > number.value:
                return other.value, other.last
        if self.marked.language == "ar" and between and last in self.numbers and word.startswith("و"):
            return self.numbers[last].value, self.numbers[last].last
        return None, last

    def _noun(self, index: int, number: Number) -> tuple[str, str, int] | None:
        """Return unit, kind and end of the noun after a number."""
        tokens = self.marked.tokens
        start = index
        for _ in range(4):
            if start >= len(tokens):
                return None
            if self.marked.at(start, "NOCOUNT"):
                return None
            hit = self._unit(start)
            if hit:
                return self._of(hit, number)
            word = tokens[start].word
            if self.marked.language == "en":
                if word in _FILLERS_EN or (word == "-" and tokens[start].start == tokens[start - 1].end):
                    start += 1
                    continue
                return None
            if word == "واحد" and number.value > 2:
                return "persons", "persons", start + 1
            if word in _SKIPPED_AR or word.startswith("اضاف"):
                start += 1
                continue
            return None
        return None

    def _unit(self, index: int) -> Hit | None:
        hits = [
            hit for hit in self.marked.starting.get(index, ()) if hit.kind in UNITS and not hit.joined.startswith("و")
        ]
        hits = [
            hit
            for hit in hits
            if not (hit.kind == "m corridor" and len(self.marked.tokens[index].word) == 1 and not self._touches(index))
        ]
        return max(hits, key=lambda hit: hit.last, default=None)

    def _touches(self, index: int) -> bool:
        """A single letter is a unit only right after its figure."""
        before = self.marked.tokens[index - 1]
        return before.is_figure and self.marked.tokens[index].start - before.end <= 1

    def _of(self, hit: Hit, number: Number) -> tuple[str, str, int] | None:
        unit, of = hit.kind.split()
        last = hit.last
        tokens = self.marked.tokens
        if (
            unit == "vehicles"
            and last + 1 < len(tokens)
            and tokens[last].word in {"an", "per", "a", "each", "في", "بالساعه", "/"}
        ):
            if tokens[last].word == "بالساعه":
                return "per_hour", of, last + 1
            if tokens[last + 1].word in {"hour", "h", "الساعه", "hr"}:
                return "per_hour", of, last + 2
        if unit in {"km", "m", "cm"} and last < len(tokens) and tokens[last].word == "/":
            return None
        if unit == "persons" and of == "persons" and last < len(tokens):
            after = self.marked.at(last, *(kind for kind in UNITS if kind.startswith("persons ")))
            if after and after.last == last + 1 and self.marked.language == "ar" and not after.joined:
                return unit, after.kind.split()[1], after.last
        if self.marked.language == "en" and last < len(tokens):
            follow = self.marked.at(last, "persons wounded", "persons dead")
            if (
                unit == "persons"
                and follow
                and tokens[last].word in {"dead", "killed", "wounded", "injured", "died", "lying"}
            ):
                return unit, follow.kind.split()[1], follow.last
            again = self._unit(last)
            if again and tokens[last - 1].word in {
                "aid",
                "relief",
                "food",
                "hygiene",
                "stretcher",
                "inspection",
                "critical",
                "wounded",
            }:
                return (*cast("tuple[str, str]", tuple(again.kind.split())), again.last)
        _ = number
        return unit, of, last

    def _vague(self, index: int) -> Count | None:
        hits = [
            hit
            for hit in self.marked.starting.get(index, ())
            if hit.kind in _VAGUE and not (hit.joined and "ال" in hit.joined)
        ]
        hit = max(hits, key=lambda hit: hit.last, default=None)
        if hit is None:
            return None
        low, high = map(float, hit.kind.split()[1:])
        found = self._noun(hit.last, Number(low, hit.first, hit.last))
        if found is None:
            if self.marked.language == "ar" and hit.kind in {"VAGUE 30 90", "VAGUE 300 900"}:
                return Count(hit.first, hit.last, "persons", "persons", low=low, high=high, approximate=True)
            return None
        unit, of, end = found
        if (
            unit in {"minutes", "hours", "days", "years", "weeks"}
            and self.marked.language == "ar"
            and hit.kind == "VAGUE 3 9"
        ):
            unit = "days" if unit == "weeks" else unit
        return Count(hit.first, end, unit, of, low=low, high=high, approximate=True)

    def _dual(self, index: int) -> Count | None:
        """حافلتان is two."""
        word = self.marked.tokens[index].word
        for form in (word, word[1:] if word[:1] in "وبلف" else "", word[2:] if word[:1] in "وف" else ""):
            for stem in (form, form.removeprefix("ال")):
                if stem in self.duals:
                    unit, of = self.duals[stem].split()
                    last = index + 1
                    if of == "cars" and last < len(self.marked.tokens) and self.marked.tokens[last].word == "اسعاف":
                        of, last = "ambulances", last + 1
                    return Count(
                        index, last, "days" if unit == "weeks" else unit, of, value=14 if unit == "weeks" else 2
                    )
        hit = self._unit(index)
        after = self.marked.tokens[index + 1].word if index + 1 < len(self.marked.tokens) else ""
        if hit and hit.last == index + 1 and self.marked.language == "ar" and after in {"واحد", "واحده"}:
            unit, of = hit.kind.split()
            return Count(index, index + 2, unit, of, value=1)
        if self.marked.language == "en" and word in {"no", "nil"} and self._said_before(index):
            found = self._noun(index + 1, Number(0, index, index + 1))
            if found and found[1] in {"dead", "wounded"}:
                return Count(index, found[2], found[0], found[1], value=0)
        if (
            self.marked.language == "en"
            and word == "another"
            and (hit := self._unit(index + 1) if index + 1 < len(self.marked.tokens) else None)
        ):
            unit, of = hit.kind.split()
            if unit in {"weeks", "days", "hours"}:
                return Count(
                    index, hit.last, "days" if unit == "weeks" else unit, of, value=7 if unit == "weeks" else 1
                )
        if self.marked.language == "en" and word in {"a", "an"} and index + 1 < len(self.marked.tokens):
            hit = self.marked.at(index + 1, "weeks pause", "days pause", "hours pause")
            if hit and self.marked.tokens[index - 1].word in {"for", "by"}:
                unit = hit.kind.split()[0]
                return Count(
                    index, hit.last, "days" if unit == "weeks" else unit, "pause", value=7 if unit == "weeks" else 1
                )
        return None

    def _said_before(self, index: int) -> bool:
        """A figure of nobody is one only beside other figures: four wounded, no dead."""
        return any(place in self.numbers for place in range(max(0, index - 6), index))

    def _labelled(self, index: int) -> Count | None:
        """Pax 640, count 638, العدد المستلم ٨١٢."""
        hit = self.marked.at(index, "COUNTWORD")
        if hit is None:
            return None
        start = self._after_time(hit.last)
        number = self.numbers.get(start)
        if number is None or (start < len(self.taken) and self.taken[start]) or self._noun(number.last, number):
            return None
        summed = self.marked.tokens[index].word.startswith("المجموع") or self._is_summed(index, start)
        return Count(index, number.last, "persons", "persons", value=number.value, total=summed)

    def _after_time(self, start: int) -> int:
        """Return the token after what may stand between a label and its figure: evacuated since 8 June: 9,310."""
        tokens = self.marked.tokens
        limit = min(len(tokens), start + 8)
        while start < limit and (
            tokens[start].word in wordlist("quantities joins") or self.taken[start] or tokens[start].word in {":", "="}
        ):
            start += 1
        return start

    def _is_summed(self, first: int, last: int) -> bool:
        return self.marked.has(max(0, first - 3), last, "TOTAL") or any(
            t.word in {"since", "منذ"} for t in self.marked.tokens[first:last]
        )

    def _counted(self, number: Number) -> Count | None:
        """Busses left, I counted 7 maybe 8: the figure counts what stands before it in the sentence."""
        tokens = self.marked.tokens
        before = tokens[number.first - 1].word if number.first else ""
        if before not in wordlist("quantities counted"):
            return None
        for back in range(number.first - 2, max(-1, number.first - 16), -1):
            if tokens[back].word == "\n":
                return None
            hit = self._unit(back)
            if hit is not None and hit.kind.startswith(("vehicles", "persons")):
                unit, of = hit.kind.split()
                high, last = self._range_end(number)
                if high is not None:
                    return Count(number.first, last, unit, of, low=number.value, high=high)
                return Count(number.first, number.last, unit, of, value=number.value)
        return None

    def _struck(self, number: Number) -> Count | None:
        """Killing three; 11 were hurt; وأصيب اثنان: who is killed or hurt is a person."""
        tokens = self.marked.tokens
        after = number.last
        while after < len(tokens) and tokens[after].word in wordlist("quantities between"):
            after += 1
        before = number.first - 1
        while before > 0 and tokens[before].word in wordlist("quantities between"):
            before -= 1
        for index in (after, before):
            if not 0 <= index < len(tokens):
                continue
            of = "dead" if self.marked.at(index, "DIED") else "wounded" if self.marked.at(index, "HURT") else None
            if of and index < number.first and index and self._unit(index) and index - 1 in self._ends:
                continue  # 22 wounded 1930: the word belongs to the figure before it
            if of:
                return Count(
                    number.first,
                    max(number.last, index + 1 if index > number.first else 0),
                    "persons",
                    of,
                    value=number.value,
                )
        return None

    def _after_label(self, number: Number) -> Count | None:
        """640 aboard; 19 of them children is found by its noun."""
        tokens, last = self.marked.tokens, number.last
        counted = self._counted(number) or self._struck(number)
        if counted is not None:
            return counted
        if self.marked.language == "en" and last < len(tokens):
            words = [token.word for token in tokens[last : last + 3]]
            if words[:1] in (["aboard"], ["pob"], ["out"]) or words[:2] == ["on", "board"]:
                return Count(
                    number.first, last + (2 if words[0] == "on" else 1), "persons", "persons", value=number.value
                )
            if words[:2] == ["of", "them"] or words[:2] == ["of", "whom"]:
                hit = next(
                    (self._unit(place) for place in range(last + 2, min(last + 4, len(tokens))) if self._unit(place)),
                    None,
                )
                if hit and hit.kind.startswith("persons"):
                    return Count(number.first, hit.last, "persons", hit.kind.split()[1], value=number.value)
        return None

    # ---- about, at least, at most, in all ---------------------------------------------------------------------------------

    def _turned(self, count: Count) -> Count:
        before = self._before(count.first)
        for hit in before:
            count = self._with(count, hit.kind, hit.first, count.last)
        for start in (count.last, count.last + 1):
            hit_after = (
                self.marked.at(start, "APPROX", "ATLEAST", "ATMOST") if start < len(self.marked.tokens) else None
            )
            if hit_after and self._stands_after(hit_after):
                count = self._with(count, hit_after.kind, count.first, hit_after.last)
        if self._is_total(count):
            count = replace(count, total=True)
        return count

    def _before(self, index: int) -> list[Hit]:
        found: list[Hit] = []
        start = index
        for _ in range(3):
            hit = next(
                (
                    hit
                    for back in (4, 3, 2, 1)
                    if start - back >= 0
                    for hit in self.marked.starting.get(start - back, ())
                    if hit.kind in {"APPROX", "ATLEAST", "ATMOST"} and hit.last == start
                ),
                None,
            )
            if hit is None:
                if start and self.marked.tokens[start - 1].word in {"a", "an", "the"} and start == index:
                    start -= 1
                    continue
                break
            found.append(hit)
            start = hit.first
        return found

    def _stands_after(self, hit: Hit) -> bool:
        word = self.marked.tokens[hit.first].word
        return (word in {"at", "or", "minimum", "max", "maximum", "plus", "min"} and hit.last > hit.first) or word in {
            "علي", "تقريبا", "كحد", "بحد", "فاكثر", "فما",
        }  # fmt: skip

    @staticmethod
    def _with(count: Count, kind: str, first: int, last: int) -> Count:
        count = replace(count, first=min(first, count.first), last=max(last, count.last))
        if kind == "APPROX":
            return replace(count, approximate=True)
        if count.value is None:
            return count
        if kind == "ATLEAST":
            return replace(count, low=count.value, value=None)
        return replace(count, high=count.value, value=None)

    def _is_total(self, count: Count) -> bool:
        if count.total:
            return True
        if count.unit in {"km", "m", "minutes", "hours", "days", "per_hour", "lanes"}:
            return False
        start = max(0, count.first - 6)
        for hit in self.marked.within(start, min(len(self.marked.tokens), count.last + 4), "TOTAL"):
            between = range(min(hit.last, count.last), max(hit.first, count.first))
            if all(self.marked.tokens[place].word not in {",", ".", ";", "\n", "|"} for place in between):
                return True
        return False
