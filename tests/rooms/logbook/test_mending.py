"""Words are mended where nobody knows them, and never where they are words of their own."""

import pytest

from mamarr.logbook.reading.folding import fold, fold_word
from mamarr.logbook.reading.mending import is_slip, lookalikes, mended_word
from mamarr.logbook.reading.tokens import mark


def read_as(text: str, language: str) -> list[str]:
    return [token.word for token in mark(fold(text), language).tokens]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("one", "other", "slip"),
    [
        ("convoy", "convoy", False),
        ("conoy", "convoy", True),
        ("convoyy", "convoy", True),
        ("comvoy", "convoy", True),
        ("covnoy", "convoy", True),
        ("cnovyo", "convoy", False),
        ("conv", "convoy", False),
    ],
)
def test_a_slip_is_one_letter(one: str, other: str, slip: bool) -> None:  # noqa: FBT001
    assert is_slip(one, other) is slip
    assert is_slip(other, one) is slip


def test_a_slip_agrees_with_the_distance_that_counts_swaps() -> None:
    """The plain table of edits says the same of every pair of short words over three letters."""
    from itertools import product

    words = ["".join(letters) for size in (2, 3, 4) for letters in product("abc", repeat=size)]
    for one in words[::3]:
        for other in words:
            assert is_slip(one, other) is (edits(one, other) == 1), (one, other)


def edits(one: str, other: str) -> int:
    """Edits between two words: left out, put in, put wrong, two neighbours swapped; every word touched once."""
    table = [[i + j if i * j == 0 else 0 for j in range(len(other) + 1)] for i in range(len(one) + 1)]
    for i in range(1, len(one) + 1):
        for j in range(1, len(other) + 1):
            changed = table[i - 1][j - 1] + (one[i - 1] != other[j - 1])
            table[i][j] = min(table[i - 1][j] + 1, table[i][j - 1] + 1, changed)
            if i > 1 and j > 1 and one[i - 2 : i] == other[j - 2 : j][::-1]:
                table[i][j] = min(table[i][j], table[i - 2][j - 2] + 1)
    return table[-1][-1]


def test_slips_and_short_forms_are_written_out() -> None:
    assert read_as("evacution frm checkpiont w/ 3 amb tmrw", "en") == [
        "evacuation", "from", "checkpoint", "with", "3", "amb", "tomorrow",
    ]  # fmt: skip


def test_what_dialect_writes_onto_a_word_is_set_apart() -> None:
    assert read_as("ماشافو الباص عالحاجز", "ar") == list(map(fold_word, ["ما", "شافو", "الباص", "علي", "الحاجز"]))


@pytest.mark.parametrize("language", ["en", "ar"])
def test_words_of_their_own_are_left_alone(language: str) -> None:
    words = lookalikes(language)  # type: ignore[arg-type]
    assert len(words) > 1000
    assert all(mended_word(word, language) == word for word in words)  # type: ignore[arg-type]


def test_names_are_not_mended() -> None:
    assert read_as("Doctor Convoi said", "en")[1] == "convoy"  # a short form that is listed
    assert read_as("said Evacution Marsh", "en")[1:] == ["evacution", "marsh"]


def test_a_mended_claim_points_at_the_words_as_written() -> None:
    marked = mark(fold("the convoyy left"), "en")
    assert marked.text(1, 2) == "convoyy"
