"""Every number word that the grammar makes is read back as the number it came from."""

import os

import pytest
from arabic_numbers import every_way

from mamarr.logbook.reading.folding import fold
from mamarr.logbook.reading.numerals_arabic import number_at
from mamarr.logbook.reading.tokens import Marked, Token, mark

STEP = 1 if os.environ.get("MAMARR_SOAK") else 7


def read_back(text: str) -> tuple[float, int, int] | None:
    folded = fold(text)
    tokens, place = [], 0
    for word in folded.text.split():
        start = folded.text.index(word, place)
        place = start + len(word)
        tokens.append(Token(start, place, word, word))
    number = number_at(Marked(folded, "ar", tokens), 0)
    return number and (number.value, number.last, len(tokens))


@pytest.mark.parametrize("thousands", range(10))
def test_every_number_below_ten_thousand_is_read_back(thousands: int) -> None:
    for number in range(thousands * 1000, (thousands + 1) * 1000, STEP):
        for text in every_way(number):
            found = read_back(text)
            assert found is not None, text
            assert found == (number, found[2], found[2]), text


def test_a_noun_after_the_number_is_left_alone() -> None:
    marked = mark(fold("مئتان وستة وعشرون جريحاً"), "ar")
    number = number_at(marked, 0)
    assert number is not None
    assert (number.value, number.last) == (226, 3)
