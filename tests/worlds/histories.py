"""Random histories: what several desks may write, right or wrong, corrected, destroyed, withheld, refused, joined in any order."""

import json
import random
from datetime import UTC, datetime, timedelta
from typing import Any, get_args

import mamarr
from mamarr.logbook.entries import Entry, write_entry
from mamarr.logbook.facts.any import FACTS, KINDS, Fact
from mamarr.logbook.facts.people import Became
from mamarr.logbook.facts.words import Notification

ZERO = datetime(2016, 12, 9, 4, tzinfo=UTC)
SCENARIO = mamarr.load("aleppo-2016")
DOCUMENT = json.dumps(SCENARIO.content(), ensure_ascii=False)
GROUPS = ("sukkari_civilians", "sukkari_stretcher", "zibdiya_fighters", "nobody_knows")
VEHICLES = ("bus/1", "bus/2", "ambulance/1", "C7", "bus/999")
MOVEMENTS = ("t1", "t2", "t3", "t4")
PLACES = ("sukkari", "ramousa", "corridor", "rashideen", "nowhere")
NODES = ("a" * 16, "b" * 16, "c" * 16)
BECAME = get_args(Became)
WAS = (None, None, None, "held", "turned back", "received", "declined")


class History:
    """Entries of three desks that join now and then; each entry follows the one before of its desk."""

    def __init__(self, seed: int, length: int) -> None:
        self.draw = random.Random(seed)
        self.entries: list[Entry] = []
        self.number = dict.fromkeys(NODES, 0)
        self.previous = dict.fromkeys(NODES, "")
        self.clock = 1_481_256_000_000
        for _ in range(length):
            self.write(self.fact())
        self.entries = [self.damaged(entry) for entry in self.entries]

    def write(self, content: dict[str, Any], node: str | None = None) -> Entry:
        """Write one entry more."""
        node = node or self.draw.choice(NODES)
        self.number[node] += 1
        self.clock += self.draw.choice((0, 1, 1000))
        fact: Fact = FACTS.validate_python(content)
        entry = write_entry(
            fact,
            node=node,
            number=self.number[node],
            previous=self.previous[node],
            clock=(self.clock, self.number[node]),
        )
        self.previous[node] = entry.hash
        self.entries.append(entry)
        return entry

    def damaged(self, entry: Entry) -> Entry:
        """Now and then the words are withheld, or are those of a later version."""
        if self.draw.random() < 0.02:
            return entry.model_copy(update={"words": None, "salt": None})
        if self.draw.random() < 0.01:
            return entry.model_copy(update={"words": '{"kind":"later"}'})
        return entry

    def fact(self) -> dict[str, Any]:
        """Draw what somebody writes."""
        kind = self.draw.choice(
            (*KIND_NAMES, *("departure", "arrival", "waypoint", "people", "count") * 6, *("correction",) * 12)
        )
        return self.said(kind) | getattr(self, kind)()

    def said(self, kind: str) -> dict[str, Any]:
        happened = ZERO + timedelta(minutes=self.draw.randrange(0, 600, 5))
        recorded = happened + timedelta(minutes=self.draw.choice((0, 0, 5, 60, -5)))
        return {
            "kind": kind,
            "happened": happened,
            "recorded": recorded,
            "by": self.draw.choice(("dispatcher", "reporter")),
        }

    def moment(self) -> datetime:
        return ZERO + timedelta(minutes=self.draw.randrange(0, 900, 5))

    def load(self) -> dict[str, int]:
        return {group: self.draw.randrange(0, 60) for group in self.draw.sample(GROUPS, self.draw.randrange(0, 3))}

    def pick(self, *choices: Any) -> Any:
        return self.draw.choice(choices)

    def movement(self) -> dict[str, Any]:
        return {"movement": self.pick(*MOVEMENTS), "vehicle": self.pick(*VEHICLES)}

    def departure(self) -> dict[str, Any]:
        return {**self.movement(), "at": self.pick(*PLACES), "load": self.load(), "towards": self.pick(None, *PLACES)}

    def waypoint(self) -> dict[str, Any]:
        state = self.pick("passed", "entered", "stopped", "sheltering", "returned")
        return {**self.movement(), "at": self.pick(*PLACES), "state": state, "load": self.pick(None, self.load())}

    def arrival(self) -> dict[str, Any]:
        return {**self.movement(), "at": self.pick(*PLACES), "load": self.load()}

    def vehicle(self) -> dict[str, Any]:
        state = self.pick("out of service", "back in service", "standing", "lost")
        return {
            "vehicle": self.pick(*VEHICLES),
            "state": state,
            "at": self.pick(None, *PLACES),
            "until": self.pick(None, self.moment()),
        }

    def release(self) -> dict[str, Any]:
        return {"at": self.pick(*PLACES), "vehicles": self.draw.randrange(9), "held": self.pick(False, True)}

    def count(self) -> dict[str, Any]:
        figures = self.pick(
            {"persons": 100}, {"persons": 90, "low": 80, "high": 95}, {"load": self.load()}, {"low": 120}
        )
        at = self.pick(None, *PLACES, *MOVEMENTS)
        return {
            "counter": self.pick("UN", "ICRC"),
            "of": self.pick("waiting", "aboard", "received", "out in all", "staying"),
            "at": at,
            **figures,
        }

    def people(self) -> dict[str, Any]:
        return {
            "group": self.pick(*GROUPS), "became": self.pick(*BECAME), "persons": self.draw.randrange(30), "was": self.pick(*WAS),
            "at": self.pick(None, *PLACES), "movement": self.pick(None, *MOVEMENTS), "reference": self.pick(None, "SY-001"),
        }  # fmt: skip

    def group(self) -> dict[str, Any]:
        state = self.pick("ready", "not ready", "grown", "shrunk", "declined")
        return {"group": self.pick(*GROUPS), "state": state, "persons": self.draw.randrange(50)}

    def staying(self) -> dict[str, Any]:
        return {"at": self.pick(*PLACES), "persons": self.pick(None, 0, 12)}

    def sector(self) -> dict[str, Any]:
        return {"sector": self.pick("s1", "s2"), "state": self.pick("called on", "refused", "clear", "returned")}

    def closure(self) -> dict[str, Any]:
        return {"at": self.pick(*PLACES), "until": self.pick(None, self.moment())}

    def reopening(self) -> dict[str, Any]:
        return {"at": self.pick(*PLACES)}

    def window(self) -> dict[str, Any]:
        state = self.pick("agreed", "changed", "suspended", "resumed", "cancelled")
        return {
            "pause": self.pick("day", "night"),
            "state": state,
            "opens": self.pick(None, self.moment()),
            "closes": self.pick(None, self.moment()),
        }

    def incident(self) -> dict[str, Any]:
        return {
            "incident": self.pick("i1", "i2"),
            "state": self.pick("open", "explained", "closed"),
            "at": self.pick(None, *PLACES),
        }

    def notification(self) -> dict[str, Any]:
        state = self.pick(*get_args(Notification.model_fields["state"].annotation))
        return {
            "notification": self.pick("n1", "n2"), "recipient": "party", "state": state, "expires": self.pick(None, self.moment()),
            "instrument": self.pick("notification", "permission"), "movements": self.pick((), ("t1", "t9")),
        }  # fmt: skip

    def guarantee(self) -> dict[str, Any]:
        level = self.pick("capital", "operations room", "local commander", "at the barrier")
        state = self.pick("asked", "given", "re-confirmed", "refused", "withdrawn")
        return {
            "at": self.pick(*PLACES),
            "actor": "north",
            "level": level,
            "state": state,
            "expires": self.pick(None, self.moment()),
        }

    def agreement(self) -> dict[str, Any]:
        return {
            "agreement": "a",
            "clause": self.pick("1", "2"),
            "state": self.pick("signed", "disputed", "broken", "settled"),
            "condition": self.pick(None, "monitors"),
        }

    def talks(self) -> dict[str, Any]:
        return {
            "talks": "geneva",
            "state": self.pick("set", "held", "cancelled"),
            "when": self.pick(None, self.moment()),
        }

    def decision(self) -> dict[str, Any]:
        return {
            "about": self.pick("C7", "all"),
            "decision": self.pick("go", "stop"),
            "name": "N. N.",
            "function": "head",
            "valid_until": self.pick(None, self.moment()),
        }

    def condition(self) -> dict[str, Any]:
        return {
            "condition": self.pick("monitors", "mines"),
            "state": self.pick("met", "not met"),
            "expires": self.pick(None, self.moment()),
        }

    def note(self) -> dict[str, Any]:
        return {"text": self.pick("quiet", "هدوء")}

    def handover(self) -> dict[str, Any]:
        return {"to": self.pick("night shift", "day shift"), "open": ("i1",)}

    def desk(self) -> dict[str, Any]:
        state = self.pick("opened", "closed", "opened", "closed", "opened", "refused")
        return {"node": self.pick(*NODES), "state": state, "last": self.pick(None, 5, 20)}

    def scenario(self) -> dict[str, Any]:
        return {
            "fingerprint": self.pick("a" * 64, "b" * 64),
            "document": self.pick(DOCUMENT, DOCUMENT, "not a scenario"),
            "zero": ZERO,
        }

    def plan(self) -> dict[str, Any]:
        later = [
            {
                "movement": name, "vehicle": "bus/1", "load": {"sukkari_civilians": 50}, "at": "sukkari", "to": "rashideen",
                "leaves": self.moment(), "received": self.moment(), "passes": [("ramousa", self.moment())],
            }
            for name in ("t1", "t9")
        ]  # fmt: skip
        return {"fingerprint": "c" * 64, "scenario": "a" * 64, "movements": later}

    def target(self) -> str:
        if self.draw.random() < 0.05 or not self.entries:
            return f"{self.draw.randrange(16**8):064x}"
        recent = self.entries[-8:] if self.draw.random() < 0.6 else self.entries
        return self.draw.choice(recent).hash

    def report(self) -> dict[str, Any]:
        return {"report": self.pick("r1", "r2"), "text": "the road is open"}

    def claim(self) -> dict[str, Any]:
        return {"claim": "{}", "about": self.pick((), ("day",), ("corridor", "t1"))}

    def verification(self) -> dict[str, Any]:
        return {
            "of": self.target(),
            "result": self.pick("seen", "corroborated", "contradicted"),
            "at": self.pick(*PLACES),
        }

    def correction(self) -> dict[str, Any]:
        kind = self.pick("departure", "arrival", "people", "note", "group")
        stands = None
        if self.draw.random() < 0.7:
            stands = json.loads(json.dumps({**self.said(kind), **getattr(self, kind)()}, default=_written))
        if self.draw.random() < 0.05:
            stands = {"kind": "departure", "nonsense": 1}
        return {"of": self.target(), "stands": stands}

    def redaction(self) -> dict[str, Any]:
        return {"of": self.target()}


KIND_NAMES = tuple(str(kind.model_fields["kind"].default) for kind in KINDS)


def _written(moment: datetime) -> str:
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")
