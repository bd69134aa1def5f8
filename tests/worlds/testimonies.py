"""Random histories of claims about one small road under a pause: one for each seed. And the entries of a log made by hand."""

import json
import random
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from mamarr import Scenario
from mamarr.logbook.entries import Entry, head_of, seal
from mamarr.logbook.facts.any import FACTS
from mamarr.logbook.stable import sha256, stable
from mamarr.scenario.files import examine

Tree = dict[str, Any]
START = datetime(2016, 12, 9, 6, 0, tzinfo=UTC)
SUBJECTS = ("day", "corridor", "gate", "t1")
TEN = timedelta(minutes=10)

ROAD = """
mamarr: 1
name: {en: "A road under a pause", ar: "طريق في هدنة"}
time_zone: UTC
starts: 2016-12-09 06:00
ends: 48 h
parties:
  - {id: army, name: {en: the Army, ar: الجيش}, also: [Army Command], side: north}
  - {id: ally, name: {en: Ally, ar: الحليف}, side: north}
  - {id: front, name: {en: Northern Front, ar: الجبهة الشمالية}, side: south}
  - {id: icrc, name: {en: ICRC, ar: اللجنة الدولية للصليب الأحمر}, kind: neutral}
places:
  - {id: gate, kind: junction}
  - {id: school, kind: assembly point, bays: 1, boarding: 5 min, pause: day}
  - {id: hall, kind: reception centre, bays: unlimited, alighting: 5 min}
  - {id: market, kind: junction}
legs:
  - {id: corridor, from: gate, to: hall, travel: 10 min, traffic: both, pause: day, can_be_blocked_by: [army, front]}
  - {id: lane, from: school, to: gate, travel: 5 min, traffic: both, pause: day, can_be_blocked_by: []}
groups:
  - {id: families, category: civilian, at: school, headcount: 90, travels: seat, destinations: [hall], turnout: 1.0}
fleet:
  - {id: bus, seats: 50, count: 1, stationed: gate}
pauses:
  - {id: day, opens: 0 min, closes: 12 h, margin: 30 min, needs: corroborated}
"""


def road() -> Scenario:
    """Return one road from the school through the gate to the hall, under a pause of twelve hours."""
    scenario = examine(ROAD)[0]
    assert scenario is not None
    return scenario


def written(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def entry(content: Tree, number: int, node: str = "0" * 15 + "1") -> Entry:
    """Return an entry whose hash depends on nothing but what is given."""
    words = stable(FACTS.validate_python(content).content()).decode()
    salt = f"{number:032x}"
    clock = (1_481_263_200_000 + number, 0)
    sealed = seal(salt, words)
    head = head_of(node, number, "", clock, sealed)
    return Entry(
        node=node, number=number, previous="", clock_ms=clock[0], seal=sealed, hash=sha256(stable(head)), salt=salt, words=words
    )  # fmt: skip


def log_of(contents: Sequence[Tree]) -> list[Entry]:
    """Return the entries that say *contents*, in this order."""
    return [entry(content, number) for number, content in enumerate(contents, 1)]


def claim(predicate: str = "pause.begins", stance: str = "asserts", **changes: Any) -> Tree:
    """Return a claim of the report format, by a minister unless *changes* say otherwise."""
    whole: Tree = {
        "id": "c1",
        "spans": [{"start": 0, "end": 5, "quote": "words"}],
        "speaker": {"name": "Lavrov", "normalised": "lavrov", "role": "minister", "party": "russia"},
        "relayed_by": [],
        "stance": stance,
        "subject": predicate.partition(".")[0],
        "predicate": predicate,
        "polarity": "positive",
        "quantities": [],
        "said_at": None,
        "about_time": None,
        "place": None,
        "towards": None,
        "links": [],
    }
    return whole | changes


def heard(what: Tree, at: datetime = START, about: Sequence[str] = ("day",), **changes: Any) -> Tree:
    """Return what an entry says that heard *what* at *at*."""
    text = json.dumps(what, ensure_ascii=False)
    fact: Tree = {
        "kind": "claim",
        "claim": text,
        "about": list(about),
        "happened": written(at),
        "recorded": written(at),
    }
    return fact | {"by": "reporter", "known": "told"} | changes


def speaker(name: str | None, key: str | None, role: str, party: str | None = None) -> Tree:
    return {"name": name, "normalised": key, "role": role, "party": party}


SPEAKERS = (
    speaker("سيرغي لافروف", "lavrov", "minister", "russia"),
    speaker("Lavrov", "lavrov", "minister"),
    speaker("The Army Command", None, "military", None),
    speaker("قيادة الجيش", "army", "military", "army"),
    speaker("the ally's spokesman", None, "spokesperson", "ally"),
    speaker("Rima Odeh", "rima_odeh", "spokesperson", "front"),
    speaker("الجبهة الشماليّة", None, "armed_group"),
    speaker("اللجنة الدولية للصليب الأحمر", "icrc", "humanitarian"),
    speaker("ICRC", None, "spokesperson"),
    speaker("residents", None, "witness"),
    speaker("an official", None, "official"),
    speaker(None, None, "media"),
    speaker(None, "operations_room", "observer", "observers"),
    speaker("they", None, "unknown", "both_parties"),
)
PREDICATES = {
    "day": ("pause.begins",) * 6
    + ("pause.agreed", "pause.extended", "pause.ends", "pause.violated", "incident.attack", "incident.breakdown", "talks.progress"),
    "corridor": ("corridor.opens",) * 4 + ("corridor.closes", "corridor.limited", "incident.hazard", "movement.arrived"),
    "t1": ("movement.departed", "movement.departed", "movement.planned", "movement.arrived", "movement.suspended"),
}  # fmt: skip
STANCES = ("asserts",) * 6 + (
    "confirms", "denies", "denies", "could_not_confirm", "could_not_confirm", "calls_for",
    "announces_plan", "announces_plan", "conditional", "withdraws",
)  # fmt: skip
RELAYS = ({"name": "River Radio", "normalised": "river_radio"}, {"name": "وكالة الشمال", "normalised": None})


def history(seed: int) -> tuple[str, list[Tree], datetime]:
    """Return the subject, what the entries of a log say, and an instant: all times are whole tens of minutes."""
    dice = random.Random(f"testimonies {seed}")
    subject = dice.choice(("day", "day", "day", "corridor", "gate", "t1"))
    stretch = dice.choice((12, 36, 144, 500))
    count = dice.choice((0, 1, 2, 3, 4, 6, 9, 14))
    begun = START - TEN * dice.randint(0, stretch // 2)
    facts = [_claim(dice, subject, begun + TEN * dice.randint(0, stretch)) for _ in range(count)]
    if facts and dice.random() < 0.4:
        facts += _own(dice, subject, begun, stretch)
    if dice.random() < 0.2:
        facts.append(_desk(dice, subject, begun + TEN * dice.randint(0, stretch)))
    entries = log_of(facts)
    for _ in range(dice.choice((0, 0, 0, 1, 2, 3)) if facts else 0):
        target = dice.choice(entries).hash
        happened = begun + TEN * dice.randint(0, stretch)
        facts.append(_about(dice, target, happened, facts))
        entries = log_of(facts)
    at = begun + TEN * dice.randint(0, stretch + (stretch // 2))
    shape = dice.random()
    if shape < 0.12:
        facts = [fact for fact in facts if '"denies"' not in fact.get("claim", "")] + _round(subject, at)
    elif shape < 0.2:
        facts = _given_up(dice, subject, at)
    elif shape < 0.4:
        facts = facts[:3] + _choir(dice, subject, at)
    if facts and dice.random() < 0.35:  # the very minute at which a word lapses
        said = datetime.fromisoformat(dice.choice(facts)["happened"])
        at = said + timedelta(minutes=dice.choice((0, 30, 360, 720, 1440, 4320)))
    return subject, facts, at


def _claim(dice: random.Random, subject: str, happened: datetime) -> Tree:
    predicate = dice.choice(PREDICATES["corridor" if subject == "gate" else subject])
    what = claim(predicate, dice.choice(STANCES), speaker=dice.choice(SPEAKERS))
    what["polarity"] = "negative" if dice.random() < 0.12 else "positive"
    if dice.random() < 0.3:
        what["relayed_by"] = [dice.choice(RELAYS)]
    if dice.random() < 0.25:
        start = happened + TEN * dice.randint(-12, 12)
        ends = dice.choice((start, start + TEN * dice.randint(1, 144), None))
        what["about_time"] = {
            "interval": f"{written(start)[:-4]}Z/{written(ends)[:-4] + 'Z' if ends else '..'}",
            "span": None,
        }
    if dice.random() < 0.25:
        what["place"] = {"id": dice.choice(("gate", "school", "market", "elsewhere", None)), "name": "there"}
    if dice.random() < 0.3:
        what["quantities"] = [_quantity(dice)]
    if dice.random() < 0.15:
        what["links"] = [{"type": dice.choice(("questions", "contradicts", "repeats", "comments")), "claim": "c9"}]
    known = dice.choice(("told", "told", "told", "told", "official", "relayed", "rumour"))
    about = [subject] if dice.random() < 0.95 else ["another"]
    return heard(what, happened, about, known=known, source=dice.choice(("", "", "River Radio", "Desk of the UN")))


def _quantity(dice: random.Random) -> Tree:
    whole: Tree = {
        "unit": "persons",
        "of": "persons",
        "approximate": dice.random() < 0.3,
        "span": {"start": 0, "end": 1, "quote": "n"},
    }
    low = dice.choice((500, 800, 812, 8000))
    whole |= dice.choice(({"value": low}, {"low": low}, {"high": low}, {"low": low, "high": low + 400}))
    return whole | ({"total": True} if dice.random() < 0.3 else {})


def _own(dice: random.Random, subject: str, begun: datetime, stretch: int) -> list[Tree]:
    predicate = PREDICATES["corridor" if subject == "gate" else subject][0]
    around = begun + TEN * dice.randint(0, stretch)
    found = []
    for place in ("gate", "school", "hall"):
        if dice.random() < 0.8:
            what = claim(
                predicate, "denies" if dice.random() < 0.08 else "asserts", speaker=speaker(None, None, "observer")
            )
            what["place"] = {"id": place, "name": place}
            found.append(heard(what, around + TEN * dice.randint(0, 2), [subject], known="seen"))
    return found


def _round(subject: str, at: datetime) -> list[Tree]:
    """Return what a patrol saw: every point, within the last half hour."""
    what = claim(PREDICATES["corridor" if subject == "gate" else subject][0], speaker=speaker(None, None, "observer"))
    places = ("gate", "school", "hall")
    return [
        heard(what | {"place": {"id": place, "name": place}}, at - TEN * number, [subject], known="counted")
        for number, place in enumerate(places)
    ]


def _choir(dice: random.Random, subject: str, at: datetime) -> list[Tree]:
    """Return what several speakers say within hours: the same, or nearly."""
    found = []
    for _ in range(dice.randint(2, 4)):
        what = claim(PREDICATES["corridor" if subject == "gate" else subject][0], dice.choice(("asserts", "confirms")))
        what["speaker"] = dice.choice(SPEAKERS)
        if dice.random() < 0.4:
            what["quantities"] = [_quantity(dice)]
        if dice.random() < 0.3:
            what["place"] = {"id": dice.choice(("gate", "school", None)), "name": "there"}
        if dice.random() < 0.3:
            start = at - TEN * dice.randint(0, 90)
            what["about_time"] = {"interval": f"{written(start)[:-4]}Z/{written(start + TEN * 6)[:-4]}Z", "span": None}
        found.append(heard(what, at - TEN * dice.randint(0, 40), [subject]))
    return found


def _given_up(dice: random.Random, subject: str, at: datetime) -> list[Tree]:
    """Return one speaker's word and its withdrawal, in any order, and another's."""
    what = claim(PREDICATES["corridor" if subject == "gate" else subject][0], speaker=SPEAKERS[0])
    hours = [at - TEN * dice.randint(0, 120) for _ in range(3)]
    other = what | {"speaker": dice.choice(SPEAKERS), "stance": dice.choice(STANCES)}
    return [
        heard(what, min(hours), [subject]),
        heard(what | {"stance": "withdraws"}, max(hours), [subject]),
        heard(other, hours[1], [subject]),
    ]


def _desk(dice: random.Random, subject: str, happened: datetime) -> Tree:
    base = {"happened": written(happened), "recorded": written(happened), "by": "duty officer"}
    if subject == "day":
        state = dice.choice(("agreed", "agreed", "suspended", "resumed", "cancelled", "changed"))
        closes = {"closes": written(happened + TEN * dice.randint(1, 60))} if state == "changed" else {}
        return (
            base
            | {"kind": "window", "pause": "day", "state": state, "source": dice.choice(("", "Army Command"))}
            | closes
        )
    return base | {"kind": dice.choice(("closure", "reopening")), "at": subject}


def _about(dice: random.Random, target: str, happened: datetime, facts: list[Tree]) -> Tree:
    base = {"happened": written(happened), "recorded": written(happened), "by": "duty officer", "of": target}
    if dice.random() < 0.35:
        stands = dice.choice((None, dice.choice([fact for fact in facts if fact["kind"] != "correction"])))
        return base | {"kind": "correction"} | ({"stands": stands} if stands else {})
    result = dice.choice(("seen", "corroborated", "contradicted", "withdrawn", "could not confirm"))
    whole = base | {
        "kind": "verification",
        "result": result,
        "source": dice.choice(("", "ICRC", "الهلال الأحمر", "Army Command")),
    }
    return (
        whole
        | {"known": dice.choice(("told", "official", "relayed", "rumour"))}
        | ({"at": "gate"} if dice.random() < 0.5 else {})
    )
