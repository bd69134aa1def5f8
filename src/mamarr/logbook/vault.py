"""The key of a locked logbook: made from a passphrase, slowly, and never written anywhere.

The salt is what a locked file begins with (SQLCipher's own), so that one file is all there is to carry. The cost of the derivation
is part of the format: were it raised, both would be tried, the newer first.
"""

import secrets
from pathlib import Path

from mamarr.errors import MamarrError

SHORTEST = 12
"""Signs of a passphrase."""
SALT = 16
"""Bytes of the salt."""
ROUNDS = 4
"""Times that Argon2id goes over its memory."""
MEMORY_KIB = 256 * 1024
"""Memory that each attempt at the passphrase costs."""
LANES = 1
"""Threads of one attempt: who attacks with more of them gains nothing on the one who waits."""


def checked(passphrase: str | None) -> str:
    """Return *passphrase* if it may lock a new logbook.

    Raises
    ------
    MamarrError
        log.passphrase.
    """
    signs = len((passphrase or "").strip())
    if passphrase is None or signs < SHORTEST or len(set(passphrase)) < 5:
        raise MamarrError("log.passphrase", found=signs, wanted=SHORTEST)
    return passphrase


def new_salt() -> bytes:
    """Return a salt for a new file."""
    return secrets.token_bytes(SALT)


def salt_of(path: Path, plain: bytes) -> bytes | None:
    """Return the salt with which a file begins; None where it begins with *plain*: it is not locked.

    Raises
    ------
    MamarrError
        file.unreadable, log.not-a-log.
    """
    try:
        with path.open("rb") as stream:
            start = stream.read(SALT)
    except OSError as error:
        raise MamarrError("file.unreadable", found=f"{path.name}: {error.strerror}") from None
    if len(start) < SALT:
        raise MamarrError("log.not-a-log", found=path.name)
    return None if start == plain else start


def key_of(passphrase: str | None, salt: bytes, name: str) -> bytes:
    """Return the key for a file with *salt*. Takes half a second or more, and a quarter of a gigabyte.

    Raises
    ------
    MamarrError
        log.locked: no passphrase was given.
    """
    if passphrase is None:
        raise MamarrError("log.locked", found=name)
    from argon2.low_level import Type, hash_secret_raw

    return hash_secret_raw(passphrase.encode(), salt, ROUNDS, MEMORY_KIB, LANES, 32, Type.ID)
