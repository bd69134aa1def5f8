"""Entry: one line of the logbook, chained to the one before it by its hash.

What is hashed is the head: node, number, previous hash, clock, and the *seal*, a hash of the words with a salt. So words can be
destroyed, or withheld from a reader, while the chain still verifies; and nobody can guess short words from their seal.
"""

import secrets
from functools import cached_property
from typing import Annotated, Any, Literal

from pydantic import Field, ValidationError

from mamarr.document import Document
from mamarr.logbook.facts.any import FACTS, Fact
from mamarr.logbook.facts.records import Hash
from mamarr.logbook.stable import sha256, stable

Node = Annotated[str, Field(pattern=r"^[0-9a-f]{16}$")]
"""Name of a desk: sixteen random hexadecimal digits."""
FIRST = ""
"""The hash before the first entry of a node."""


class Entry(Document):
    """One line: its head, and its words unless they were destroyed or withheld."""

    mamarr: Literal[1] = 1
    """Version of the form."""
    node: Node
    """Desk that wrote it."""
    number: Annotated[int, Field(ge=1, le=2**53 - 1)]
    """Which of that desk's entries, from 1."""
    previous: Annotated[str, Field(pattern=r"^([0-9a-f]{64})?$")]
    """Hash of that desk's entry before; nothing for the first."""
    clock_ms: Annotated[int, Field(ge=0, le=2**53 - 1)]
    """Hybrid logical clock: milliseconds. It orders, and says nothing about the time."""
    clock_count: Annotated[int, Field(ge=0, le=2**31 - 1)] = 0
    """Hybrid logical clock: entries within the same millisecond."""
    seal: Hash
    """SHA-256 of salt and words in their stable form."""
    hash: Hash
    """SHA-256 of the head in its stable form. It is the name of the entry."""
    salt: Annotated[str, Field(pattern=r"^[0-9a-f]{32}$")] | None = None
    """What the words were hashed with; goes with them."""
    words: str | None = None
    """What the entry says, in its stable form; none where it was destroyed or withheld."""

    @property
    def head(self) -> dict[str, Any]:
        """What the hash is taken of."""
        return head_of(self.node, self.number, self.previous, (self.clock_ms, self.clock_count), self.seal)

    @cached_property
    def fact(self) -> Fact | None:
        """What the entry says; None where it was destroyed or withheld, or where only a later version can read it."""
        if self.words is None:
            return None
        try:
            return FACTS.validate_json(self.words)
        except ValidationError:
            return None

    @property
    def order(self) -> tuple[int, int, str, str]:
        """A total order in which whatever a desk could have known comes before what it wrote."""
        return (self.clock_ms, self.clock_count, self.node, self.hash)


def seal(salt: str, words: str) -> str:
    """Return the seal of *words*: a later version that reads them otherwise still finds the same."""
    return sha256(bytes.fromhex(salt), words.encode())


def write_entry(fact: Fact, *, node: str, number: int, previous: str, clock: tuple[int, int]) -> Entry:
    """Return the entry that says *fact* after the entry called *previous*.

    Raises
    ------
    MamarrError
        log.unstable.
    """
    salt, words = secrets.token_hex(16), stable(fact.content()).decode()
    sealed = seal(salt, words)
    head = head_of(node, number, previous, clock, sealed)
    return Entry(
        node=node,
        number=number,
        previous=previous,
        clock_ms=clock[0],
        clock_count=clock[1],
        seal=sealed,
        hash=sha256(stable(head)),
        salt=salt,
        words=words,
    )


def head_of(node: str, number: int, previous: str, clock: tuple[int, int], sealed: str) -> dict[str, Any]:
    """Return what the hash of an entry is taken of."""
    return {"mamarr": 1, "node": node, "number": number, "previous": previous, "clock": list(clock), "seal": sealed}
