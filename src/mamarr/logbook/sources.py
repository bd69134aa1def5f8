"""Sources: who is the origin of a claim, what kind of source that is, and which origins are one.

A relay is no witness. A body and its spokesperson, the Arabic and the English name of one man, and one official quoted by
five agencies are one source. Nobody is graded. The rules are those of docs/background/claims.md, section 2.
"""

import json
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from typing import Literal

from mamarr.logbook.claims import Claim
from mamarr.logbook.facts.any import Fact
from mamarr.logbook.facts.claims import Heard, Received
from mamarr.scenario.parties import Party

Kind = Literal["seen", "told", "official", "relayed", "rumour"]
"""Kinds of source. They say where words come from, not how good they are."""
Keys = frozenset[str]

UNKNOWN = "unknown"
DESK = "desk"
OWN = "own staff at "
NEUTRAL = frozenset({"humanitarian", "medical", "rescue", "observer"})
"""Roles of those who take no side."""
_THERE = NEUTRAL | {"witness", "liaison"}
_OFFICE = frozenset({"minister", "official", "spokesperson", "military", "armed_group", "government"})
_LONGEST = 400
_ALIKE = str.maketrans({"أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ة": "ه", "ؤ": "و", "ئ": "ي", "ـ": None})
_SILENT = frozenset({"Mn", "Me", "Cc", "Cf"})


def fold(text: str) -> str:
    """Return *text* so that spellings of one name are one: `الرّاموسة` and `راموسه`, `The River Radio` and `river_radio`."""
    plain = unicodedata.normalize("NFKC", text[:_LONGEST]).casefold()
    plain = "".join(sign for sign in plain if unicodedata.category(sign) not in _SILENT).translate(_ALIKE)
    words = "".join(sign if sign.isalnum() else " " for sign in plain).split()
    bare = (word[2:] if word.startswith("ال") and len(word) >= 4 else word for word in words)
    return "_".join(word for word in bare if word != "the")


class Register:
    """The parties of a scenario by every name they go by."""

    def __init__(self, parties: Iterable[Party]) -> None:
        self.parties = {party.id: party for party in parties}
        self._named: dict[str, list[Party]] = {}
        for party in self.parties.values():
            names = [party.id, *party.also, *((party.name.en, party.name.ar) if party.name else ())]
            for name in {fold(name) for name in names}:
                self._named.setdefault(name, []).append(party)

    def knows(self, name: str) -> bool:
        """Tell whether a folded *name* is that of a party."""
        return name in self._named

    def of(self, keys: Iterable[str]) -> tuple[Party, ...]:
        """Return the parties that *keys* name."""
        found = {party.id: party for key in keys for party in self._named.get(key, ())}
        return tuple(found[name] for name in sorted(found))

    def widened(self, keys: Iterable[str]) -> Keys:
        """Return *keys* with the id and the side of every party they name."""
        whole = set(keys)
        for party in self.of(whole):
            whole.add(fold(party.id))
            if party.side:
                whole.add(f"side {party.side}")
        return frozenset(whole)


def origin(heard: Heard, claim: Claim, facts: Mapping[str, Fact], register: Register) -> Keys:
    """Return the keys of the innermost speaker of *claim*. Who is not named counts as the outlet that quotes him."""
    keys = _named(claim, register)
    if not keys and claim.relayed_by:
        first = claim.relayed_by[0]
        keys = {fold(word) for word in (first.normalised, first.name) if word} - {""}
    if not keys:
        keys = {fold(heard.source)} - {""} or {fold(_author(heard, facts))} - {""}
    return register.widened(keys or {UNKNOWN})


def is_anonymous(claim: Claim, register: Register) -> bool:
    """Tell whether the speaker of *claim* can be told from any other only by who quotes him."""
    return not _named(claim, register)


def own(place: str) -> Keys:
    """Return the key of our own staff at *place*."""
    return frozenset({f"{OWN}{place}"})


def kind_of(heard: Heard, claim: Claim, register: Register) -> Kind:
    """Return what kind of source speaks in *claim*."""
    if heard.known in ("seen", "counted"):
        return "seen"
    if heard.known == "rumour":
        return "rumour"
    role = claim.speaker.role
    if role in _THERE:
        return "told"
    in_office = role in _OFFICE or (role == "unknown" and claim.speaker.party is not None)
    return "official" if in_office and not is_anonymous(claim, register) else "relayed"


def stands_apart(claim: Claim, keys: Keys, register: Register) -> bool:
    """Tell whether a source is a neutral observer: by what the scenario says of it, else by its role."""
    parties = register.of(keys)
    if parties:
        return all(party.kind == "neutral" for party in parties)
    return claim.speaker.role in NEUTRAL


def one_source(origins: Sequence[Keys]) -> list[int]:
    """Return for each of *origins* a number; origins that share a key, directly or through others, have the same."""
    parent = list(range(len(origins)))

    def root(index: int) -> int:
        while parent[index] != index:
            parent[index] = parent[parent[index]]
            index = parent[index]
        return index

    first: dict[str, int] = {}
    for index, keys in enumerate(origins):
        for key in keys:
            parent[root(index)] = root(first.setdefault(key, index))
    return [root(index) for index in range(len(origins))]


def _named(claim: Claim, register: Register) -> set[str]:
    speaker = claim.speaker
    name = fold(speaker.name or "")
    keys = {fold(key) for key in (speaker.normalised, speaker.party) if key} - {""}
    if speaker.normalised and name:
        keys.add(name)
    if not keys and name and register.knows(name):
        keys = {name}
    return keys


def _author(heard: Heard, facts: Mapping[str, Fact]) -> str:
    report = facts.get(heard.report) if heard.report else None
    if not isinstance(report, Received):
        return ""
    try:
        envelope = json.loads(report.envelope or "{}")
    except (ValueError, RecursionError):
        return ""
    author = envelope.get("author") if isinstance(envelope, dict) else None
    return author if isinstance(author, str) else ""
