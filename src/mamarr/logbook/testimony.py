"""Testimony: every claim about one subject with its source, read out of what a log says. What cannot be read is a finding."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from pydantic import ValidationError

from mamarr.errors import Finding
from mamarr.logbook.claims import Actor, Claim, Span, Stance
from mamarr.logbook.facts.any import Fact
from mamarr.logbook.facts.claims import Heard, Verification
from mamarr.logbook.facts.roads import Window
from mamarr.logbook.senses import interval
from mamarr.logbook.sources import DESK, Keys, Kind, Register, fold, kind_of, origin, own, stands_apart

_MOST = 10**15
_OWN_KNOWN = ("seen", "counted")
_TURNING = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_STANCES: dict[str, Stance] = {
    "seen": "asserts",
    "corroborated": "confirms",
    "contradicted": "denies",
    "could not confirm": "could_not_confirm",
    "withdrawn": "withdraws",
}


@dataclass(frozen=True)
class Testimony:
    """One claim with who says it, when, and what kind of source that is."""

    hash: str
    """Entry that brought it."""
    claim: Claim
    """What is said."""
    said: datetime
    """When it was said."""
    keys: Keys
    """Keys of its origin."""
    kind: Kind
    """Kind of source."""
    name: str
    """The speaker as written."""
    own_at: str | None = None
    """Where our own staff stood; none where others speak."""
    neutral: bool = False
    """Whether the source takes no side."""


@dataclass
class Reader:
    """Reads testimony about one subject out of the facts in force."""

    facts: Mapping[str, Fact]
    register: Register
    subject: str
    findings: list[Finding] = field(default_factory=list)

    def read(self) -> list[Testimony]:
        """Return all testimony about the subject, by the hash of its entry."""
        return [each for name in sorted(self.facts) for each in self._of(name, self.facts[name])]

    def _of(self, name: str, fact: Fact) -> Iterator[Testimony]:
        if isinstance(fact, Heard) and self.subject in fact.about:
            claim = self._claim(name, fact)
            if claim is not None:
                self._note(name, fact, claim)
                yield self._heard(name, fact, claim)
        elif isinstance(fact, Verification):
            yield from self._verified(name, fact)
        elif isinstance(fact, Window) and fact.state == "agreed" and fact.pause == self.subject:
            keys = self.register.widened({fold(fact.source) or DESK})
            yield Testimony(name, _AGREED, fact.happened, keys, "official", fact.source or DESK)

    def _heard(self, name: str, fact: Heard, claim: Claim) -> Testimony:
        kind = kind_of(fact, claim, self.register)
        if kind == "seen":
            return _seen(name, fact.happened, claim, _place(claim))
        keys = origin(fact, claim, self.facts, self.register)
        return Testimony(
            name,
            claim,
            fact.happened,
            keys,
            kind,
            _speaker(fact, claim),
            None,
            stands_apart(claim, keys, self.register),
        )

    def _verified(self, name: str, fact: Verification) -> Iterator[Testimony]:
        target = self.facts.get(fact.of)
        if target is None:
            self.findings.append(Finding("claim.unknown-target", name[:12], None, {"found": fact.of[:12]}))
        if not isinstance(target, Heard) or self.subject not in target.about:
            return
        claim = read_claim(target)
        if claim is None:
            return
        stance = _STANCES[fact.result]
        if fact.result == "corroborated" and claim.stance == "announces_plan":
            stance = claim.stance
        said = claim.model_copy(
            update={"stance": stance, "links": (), "relayed_by": ()}
        )  # checked parts of a checked claim
        if fact.result == "seen":
            yield _seen(name, fact.happened, said, fact.at or _place(claim))
        elif fact.result == "withdrawn":
            first = self._heard(name, target, claim)
            yield Testimony(
                name, said, fact.happened, first.keys, first.kind, first.name, first.own_at, first.neutral
            )  # fmt: skip
        elif not fold(fact.source) and fact.result == "corroborated":
            self.findings.append(Finding("claim.no-source", name[:12], None, {"found": name[:12]}))
        else:
            keys = self.register.widened({fold(fact.source) or DESK})
            kind: Kind = fact.known if fact.known in ("official", "rumour", "relayed") else "told"
            neutral = all(party.kind == "neutral" for party in self.register.of(keys))
            yield Testimony(name, said, fact.happened, keys, kind, fact.source or DESK, None, neutral)

    def _claim(self, name: str, fact: Heard) -> Claim | None:
        claim = read_claim(fact)
        if claim is None:
            self.findings.append(Finding("claim.unreadable", name[:12], None, {"found": name[:12]}))
        return claim

    def _note(self, name: str, fact: Heard, claim: Claim) -> None:
        if fact.happened > fact.recorded:
            self.findings.append(Finding("log.future", name[:12], None, {"found": f"{fact.happened:%Y-%m-%dT%H:%MZ}"}))
        words = [span.quote for span in claim.spans] + [
            claim.speaker.name or "",
            *(relay.name for relay in claim.relayed_by),
        ]
        if any(sign in _TURNING for word in words for sign in word):
            self.findings.append(Finding("log.bidi", name[:12], None, {"found": name[:12]}))


def read_claim(fact: Heard) -> Claim | None:
    """Return the claim of an entry; None where it is no claim, has no words, or holds times or figures that cannot be meant."""
    try:
        claim = Claim.model_validate_json(fact.claim)
        interval(claim)
    except (ValidationError, ValueError, OverflowError, RecursionError):
        return None
    figures = [
        figure for each in claim.quantities for figure in (each.value, each.low, each.high) if figure is not None
    ]
    if not all(abs(figure) <= _MOST for figure in figures):  # what is no number at all compares as false
        return None
    return claim if any(span.quote.strip() for span in claim.spans) else None


def _seen(name: str, said: datetime, claim: Claim, place: str) -> Testimony:
    return Testimony(name, claim, said, own(place), "seen", place, place)


def _place(claim: Claim) -> str:
    return (claim.place.id if claim.place is not None else None) or ""


def _speaker(fact: Heard, claim: Claim) -> str:
    relay = claim.relayed_by[0].name if claim.relayed_by else ""
    return claim.speaker.name or claim.speaker.normalised or relay or fact.source or "unknown"


_AGREED = Claim(
    id="c1",
    spans=(Span(start=0, end=1, quote="-"),),
    speaker=Actor(name=None, normalised=None, role="unknown", party=None),
    relayed_by=(),
    stance="asserts",
    subject="pause",
    predicate="pause.agreed",
    polarity="positive",
    quantities=(),
    said_at=None,
    about_time=None,
    place=None,
    towards=None,
    links=(),
)
