"""Handshake: two sides of an exchange show each other that they hold the same code, without saying it.

The code is made by the program, so that it cannot be guessed, and told from mouth to ear. Each side answers with a keyed digest of
both sides' random numbers and of the certificate that it sees: whoever stands between with a certificate of his own has no answer.
"""

import hmac
import re
import secrets
from typing import Literal

from mamarr.errors import MamarrError
from mamarr.logbook.stable import sha256

SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Digits and letters that are not taken for each other when they are read aloud."""
LENGTH = 24
"""Signs of a code: 120 bits."""
_ALIKE = str.maketrans({"O": "0", "I": "1", "L": "1", "-": None, " ": None})
_NUMBER = re.compile(r"[0-9a-f]{32}")
Side = Literal["host", "guest"]


def new_code() -> str:
    """Return a new code, in groups of four signs."""
    signs = "".join(secrets.choice(SIGNS) for _ in range(LENGTH))
    return "-".join(signs[start : start + 4] for start in range(0, LENGTH, 4))


def read_code(text: str) -> str:
    """Return the signs of a code that somebody typed.

    Raises
    ------
    MamarrError
        log.exchange-code: it is none that the program makes.
    """
    signs = text.strip().upper().translate(_ALIKE)
    if len(signs) != LENGTH or set(signs) - set(SIGNS):
        raise MamarrError("log.exchange-code")
    return signs


def new_number() -> str:
    """Return a random number that is used once, as 32 hexadecimal digits."""
    return secrets.token_hex(16)


def is_number(text: str) -> bool:
    """Say whether *text* may be such a number."""
    return _NUMBER.fullmatch(text) is not None


def proof(code: str, side: Side, numbers: tuple[str, str], certificate: bytes) -> str:
    """Return what *side* shows, as hexadecimal digits.

    Parameters
    ----------
    code
        The signs of the code.
    side
        Who shows it: nobody can answer with what the other side said.
    numbers
        The random number of the host, then that of the guest.
    certificate
        The host's certificate in its binary form; nothing on the loopback address.
    """
    words = f"mamarr exchange 1 {side} {numbers[0]} {numbers[1]} {sha256(certificate)}"
    return hmac.digest(code.encode(), words.encode(), "sha256").hex()


def agrees(expected: str, shown: str) -> bool:
    """Say whether both are the same, in a time that does not tell where they differ."""
    return hmac.compare_digest(expected.encode(), shown.encode("utf-8", "replace"))
