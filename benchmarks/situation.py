"""How long a long log takes: 200,000 entries folded from the beginning, and a saved fold opened with the situation of now.

By hand: `python benchmarks/situation.py [entries]`.
"""

import json
import random
import sys
import time
from datetime import UTC, datetime, timedelta

import mamarr
from mamarr.logbook.entries import Entry, write_entry
from mamarr.logbook.facts.any import FACTS
from mamarr.logbook.fold import Fold

ZERO = datetime(2016, 12, 9, 4, tzinfo=UTC)
STATIONS = (
    ("departure", "sukkari", 0),
    ("waypoint", "ramousa", 20),
    ("waypoint", "corridor", 25),
    ("arrival", "rashideen", 50),
)


def history(count: int) -> list[Entry]:
    """Return a log of *count* entries: movements of 800 vehicles, now and then a wrong count, an incident, a correction."""
    scenario, draw = mamarr.load("aleppo-2016"), random.Random(1)
    entries: list[Entry] = []
    previous = dict.fromkeys(("a" * 16, "b" * 16), "")
    numbers = dict.fromkeys(previous, 0)

    def write(content: dict[str, object], minute: int) -> Entry:
        when = (ZERO + timedelta(minutes=minute)).isoformat()
        node = draw.choice(sorted(previous))
        numbers[node] += 1
        fact = FACTS.validate_python(
            {"happened": when, "recorded": when, "by": "dispatcher", "known": "seen", **content}
        )
        entry = write_entry(
            fact,
            node=node,
            number=numbers[node],
            previous=previous[node],
            clock=(1_481_256_000_000 + 60_000 * minute, numbers[node]),
        )
        previous[node] = entry.hash
        entries.append(entry)
        return entry

    document = json.dumps(scenario.content(), ensure_ascii=False)
    write(
        {
            "kind": "scenario",
            "fingerprint": scenario.fingerprint_of_content(),
            "document": document,
            "zero": ZERO.isoformat(),
        },
        0,
    )
    groups = [group.id for group in scenario.groups]
    movement = 0
    while len(entries) < count:
        movement += 1
        minute, load = movement // 8, {draw.choice(groups): 50}
        head = {"movement": f"t{movement}", "vehicle": f"bus/{movement % 800 + 1}"}
        for kind, at, later in STATIONS:
            counted = load if draw.random() > 0.001 else {group: persons - 1 for group, persons in load.items()}
            content = {"kind": kind, **head, "at": at, **({} if at == "ramousa" else {"load": counted})}
            entry = write(content, minute + later)
            if draw.random() < 0.01:
                stands = json.loads(entry.words or "{}")
                write({"kind": "correction", "of": entry.hash, "stands": stands}, minute + later)
        if draw.random() < 0.02:
            write({"kind": "incident", "incident": f"i{movement}", "state": draw.choice(("open", "closed"))}, minute)
        if draw.random() < 0.1:
            write(
                {"kind": "count", "counter": draw.choice(("UN", "ICRC")), "of": "out in all", "persons": 50 * movement},
                minute,
            )
    return entries[:count]


def timed(what: str, function: object) -> object:
    began, worked = time.perf_counter(), time.process_time()
    result = function()  # type: ignore[operator]
    print(f"{what}: {time.perf_counter() - began:.2f} s, of which {time.process_time() - worked:.2f} s at work")
    return result


def begun(text: str) -> Fold:
    """Open a saved fold and look at the situation of now."""
    fold = Fold.load(text)
    fold.situation()
    return fold


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 200_000
    entries = history(count)
    print(f"{len(entries)} entries")
    fold = timed("folded from the beginning", lambda: Fold.of(entries))
    text = timed("saved", fold.dump)
    print(f"{len(text) / 1e6:.1f} MB")
    opened = timed("opened, with the situation of now", lambda: begun(text))
    situation = timed("the situation again", opened.situation)
    print(situation.totals.content(), len(situation.movements), "movements open,", len(situation.doubts), "doubts")
    shelf: dict[str, list[Entry]] = {}
    for entry in entries:
        for subject in (f"entry:{entry.hash}", *(entry.fact.subjects if entry.fact else ())):
            shelf.setdefault(subject, []).append(entry)

    def about(subjects: object) -> list[Entry]:
        return entries if subjects is None else [entry for each in subjects for entry in shelf.get(each, ())]

    fresh = Fold.of(entries[:-1])
    fresh = Fold.load(fresh.dump())
    timed("one entry more", lambda: fresh.add(entries[-1:], about))
    timed("and another", lambda: fresh.add(entries[-1:], about))
    assert fresh.dump() == text
    past = ZERO + timedelta(minutes=count // 64)
    timed("the situation of a past instant", lambda: fold.situation(past, about))


if __name__ == "__main__":
    main()
