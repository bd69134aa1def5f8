"""English number words: eighteen hundred, two and a half thousand, half a dozen, figures one two zero, sixty-odd."""

from mamarr.logbook.reading.numbers import Number, figure_at
from mamarr.logbook.reading.tokens import Marked

SMALL = {
    word: value
    for value, word in enumerate(
        [
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen",
        ]
    )
} | {"nought": 0, "niner": 9, "fower": 4, "tree": 3, "fife": 5}
TENS = {
    word: 10 * value
    for value, word in enumerate(["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"], 2)
}
TENS["fourty"] = 40
TIMES = {"hundred": 100, "thousand": 1000, "million": 10**6, "dozen": 12, "score": 20, "k": 1000}


def number_at(marked: Marked, index: int) -> Number | None:
    """Return the number that begins at a token, in words, in digits, or in digits with thousand after them."""
    start = figure_at(marked, index, whole=True)
    if start is not None:
        exact = figure_at(marked, index, whole=False) or start
        return _multiplied(marked, exact, start)
    word = marked.tokens[index].word
    if word == "one" and index and marked.tokens[index - 1].word == "no":
        return None
    if word == "half" and _words(marked, index + 1, 2) == ["a", "dozen"]:
        return Number(6, index, index + 3)
    if word in {"a", "one"} and _words(marked, index + 1, 2) == ["pair", "of"]:
        return Number(2, index, index + 3)
    if word in {"a", "an"} and _word(marked, index + 1) in {"hundred", "thousand", "dozen", "score"}:
        return _Reader(marked, index, index + 1, 1).read()
    if word == "a" and _words(marked, index + 1, 2) == ["couple", "of"]:
        return Number(2, index, index + 3)
    if word in SMALL or word in TENS:
        return _spelled(marked, index) or _Reader(marked, index, index, 0).read()
    return None


def _multiplied(marked: Marked, exact: Number, whole: Number) -> Number:
    after = _word(marked, whole.last)
    if after in TIMES and after not in {"score", "k"}:
        return Number(exact.value * TIMES[after], whole.first, whole.last + 1)
    if after == "k" and marked.tokens[whole.last].start == marked.tokens[whole.last - 1].end:
        return Number(exact.value * 1000, whole.first, whole.last + 1)
    return whole


def _word(marked: Marked, index: int) -> str:
    return marked.tokens[index].word if 0 <= index < len(marked.tokens) else ""


def _words(marked: Marked, index: int, count: int) -> list[str]:
    return [_word(marked, index + step) for step in range(count)]


def _spelled(marked: Marked, index: int) -> Number | None:
    """Figures read out one by one, as on the radio: one two zero."""
    digits: list[int] = []
    while _word(marked, index + len(digits)) in SMALL and SMALL[_word(marked, index + len(digits))] < 10:
        digits.append(SMALL[_word(marked, index + len(digits))])
    return Number(float("".join(map(str, digits))), index, index + len(digits)) if len(digits) > 1 else None


class _Reader:
    """Adds up the words of one number."""

    def __init__(self, marked: Marked, first: int, index: int, current: int) -> None:
        self.marked, self.first, self.index = marked, first, index
        self.total, self.current = 0.0, float(current)
        self.half = False

    def read(self) -> Number:
        while self._take():
            pass
        return Number(self.total + self.current, self.first, self.index)

    def _take(self) -> bool:
        word = _word(self.marked, self.index)
        if word in SMALL and self.current % 10 == 0 and (self.current % 100 >= 20 or self.current % 100 == 0):
            if self.index > self.first and self.current % 100 == 0 and self.current == 0 and self.total == 0:
                return False
            self.current += SMALL[word]
        elif word in TENS and self.current % 100 == 0:
            self.current += TENS[word]
        elif word in TIMES and word != "k" and (self.current or self.total):
            self._multiply(TIMES[word])
        elif word == "-" and self._continues(self.index + 1) and self.current % 100 >= 20:
            pass
        elif word == "and" and _words(self.marked, self.index + 1, 2) == ["a", "half"] and self.current:
            self.current += 0.5
            self.index += 2
        elif (
            word == "and"
            and self._continues(self.index + 1)
            and (self.current >= 100 or self.total)
            and not self.current % 100
        ):
            pass
        else:
            return False
        self.index += 1
        return True

    def _multiply(self, times: int) -> None:
        if times in {12, 20, 100}:
            self.current *= times
        else:
            self.total += self.current * times
            self.current = 0

    def _continues(self, index: int) -> bool:
        return _word(self.marked, index) in SMALL or _word(self.marked, index) in TENS
