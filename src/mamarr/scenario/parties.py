"""Parties: who fights, who stands for an agreement, who takes no side; by which names, on which side."""

from typing import Literal

from mamarr.document import Document, Name


class Party(Document):
    """A body whose word or whose weapons matter here. Never a private person."""

    id: str
    """Name of the party in this file."""
    name: Name | None = None
    """The party in both scripts; claims by either name are its own."""
    also: tuple[str, ...] = ()
    """Other names and names of those who speak for it."""
    kind: Literal["party", "guarantor", "neutral"] = "party"
    """A party to the conflict, one that stands for an agreement, or one that takes no side."""
    side: str | None = None
    """Parties of one side do not corroborate each other."""
