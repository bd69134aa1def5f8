"""The stable form: vectors that every later version and every other program has to reproduce."""

import pytest

from mamarr import MamarrError
from mamarr.logbook.entries import head_of, seal
from mamarr.logbook.stable import is_stable, sha256, stable

VECTORS = [
    ({}, b"{}", "44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a"),
    ({"b": 1, "a": [True, None, -7]}, b'{"a":[true,null,-7],"b":1}', None),
    ({"ع": "حافلة", "z": "é", "𐀀": 1, "ﬀ": 2}, '{"z":"é","ع":"حافلة","ﬀ":2,"𐀀":1}'.encode(), None),
    ({"t": 'a"b\\c\n\x01/'}, b'{"t":"a\\"b\\\\c\\n\\u0001/"}', None),
    ([2**53 - 1, -(2**53 - 1)], b"[9007199254740991,-9007199254740991]", None),
]


@pytest.mark.parametrize(("value", "form", "digest"), VECTORS)
def test_a_value_has_one_form(value: object, form: bytes, digest: str | None) -> None:
    assert stable(value) == form
    assert is_stable(form.decode())
    assert digest is None or sha256(form) == digest


@pytest.mark.parametrize("value", [1.5, float("nan"), "a\x00b", "\ud800", {1: 2}, 2**53, {"k": b"x"}, {"\udfff": 1}])
def test_what_cannot_be_written_in_one_way_is_refused(value: object) -> None:
    with pytest.raises(MamarrError) as refused:
        stable(value)
    assert refused.value.code == "log.unstable"


def test_nesting_is_bounded() -> None:
    value: object = 1
    for _ in range(41):
        value = [value]
    with pytest.raises(MamarrError):
        stable(value)


@pytest.mark.parametrize("text", ['{"a":1,"a":2}', '{"b":1,"a":2}', '{"a": 1}', '{"a":1.0}', '{"a":"\\u0000"}', '{"a":"\\u00e9"}', "NaN", "{", "[" * 9999])  # fmt: skip  # noqa: E501
def test_another_form_of_a_value_is_noticed(text: str) -> None:
    assert not is_stable(text)


def test_the_hash_of_an_entry_is_that_of_1_may_2026() -> None:
    """The vector of docs/background/logbook.md."""
    sealed = seal("000102030405060708090a0b0c0d0e0f", '{"kind":"note","text":"حافلة"}')
    head = head_of("00000000000000aa", 1, "", (1777615200000, 0), sealed)
    assert sealed == "9878b9bf80c44d09c79427eeb7ae3dfbca87da645a79e720f622ea180cfa4bca"
    assert sha256(stable(head)) == "cde9e3c5a0da0b867dff81b77fa8a92b40a89b4f374d465bc807a6ab9ad3b28d"
