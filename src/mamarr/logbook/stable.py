"""The stable form: the one way in which a plain value is written before it is hashed.

JSON in UTF-8 without spaces, keys in the order of their code points, strings escaped only where JSON demands it, whole numbers
only. No number with a point, no NUL, no half of a surrogate pair, no key twice. Test vectors stand in the tests.
"""

import hashlib
import json
from typing import Any

from mamarr.errors import MamarrError

DEEPEST = 40
"""Levels of nesting."""
WIDEST = 2**53 - 1
"""Largest whole number, either sign: what every reader of JSON keeps exactly."""


def stable(value: Any) -> bytes:
    """Return the stable form of a plain value.

    Raises
    ------
    MamarrError
        log.unstable: a number with a point, a NUL, half a surrogate pair, a key that is no text, or nesting too deep.
    """
    _refuse(value, 0)
    return _WRITER.encode(value).encode()


def is_stable(text: str) -> bool:
    """Say whether *text* is the stable form of some value: written otherwise, two readers could read two things."""
    try:
        return _WRITER.encode(_READER.decode(text)) == text and "\\u0000" not in text
    except (ValueError, RecursionError):
        return False


def _no_point(text: str) -> None:
    raise ValueError(text)


_READER = json.JSONDecoder(parse_float=_no_point, parse_constant=_no_point)
_WRITER = json.JSONEncoder(sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)


def sha256(*parts: bytes) -> str:
    """Return the SHA-256 of *parts*, one after the other, in small hexadecimal digits."""
    digest = hashlib.sha256()
    for part in parts:
        digest.update(part)
    return digest.hexdigest()


def _refuse(value: Any, depth: int) -> None:
    if depth > DEEPEST:
        raise MamarrError("log.unstable", found=f"more than {DEEPEST} levels")
    if value is None or value is True or value is False:
        return
    if isinstance(value, str):
        _refuse_text(value)
    elif isinstance(value, int):
        if abs(value) > WIDEST:
            raise MamarrError("log.unstable", found="a number beyond 2^53")
    elif isinstance(value, dict):
        for key, inner in value.items():
            if not isinstance(key, str):
                raise MamarrError("log.unstable", found=f"the key {key!r}")
            _refuse_text(key)
            _refuse(inner, depth + 1)
    elif isinstance(value, list | tuple):
        for inner in value:
            _refuse(inner, depth + 1)
    else:
        raise MamarrError("log.unstable", found=f"a value of type {type(value).__name__}")


def _refuse_text(text: str) -> None:
    if "\x00" in text:
        raise MamarrError("log.unstable", found="a NUL sign")
    if any("\ud800" <= sign <= "\udfff" for sign in text):
        raise MamarrError("log.unstable", found="half a surrogate pair")
