"""Make the log of the exercise *December 2016* from the chronology of public reports.

By hand: `python benchmarks/make_december_log.py CHRONOLOGY.csv [-o FILE]`. Figures, sources and certainty come from the rows of the
table; a figure of one counter among several is written here and has to stand in the words of its row. Batches of people are
the exercise's own: they are cut so that what was received lies within what the counters say at the five instants of its README.
"""

import csv
import json
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import mamarr
from mamarr.logbook import entries as writing
from mamarr.logbook.entries import Entry, write_entry
from mamarr.logbook.exchange import Cover, line_of
from mamarr.logbook.facts.any import FACTS
from mamarr.logbook.heads import Tip, head_over

NODE = "2016121522000000"
ZONE = ZoneInfo("Asia/Damascus")
TARGET = Path(__file__).resolve().parents[1] / "src/mamarr/logbook/library/december-2016.jsonl"
PLACES = {"sukkari": 0.40, "ansari_mashhad": 0.25, "salaheddin": 0.20, "zibdiya": 0.15}
EXERCISE = (
    "EXERCISE on rounded public figures of 15 to 22 December 2016; not a record. Counts of several counters stand side by side; "
    "the batches are the exercise's own, cut to lie within them. Who lived through it may read this."
)
BATCHES = (
    # name, leaves, received, people, of whom patients, kind of the others
    ("b1", "15 14:30", "15 15:30", 1000, 40, "first"),
    ("b2", "15 17:30", "15 19:00", 2000, 20, "first"),
    ("b3", "15 20:30", "15 22:00", 900, 40, "first"),
    ("b4", "15 22:30", "16 00:00", 900, 30, "first"),
    ("b5", "16 00:30", "16 02:00", 900, 20, "first"),
    ("b6", "16 02:00", "16 03:30", 900, 20, "first"),
    ("b7", "16 03:30", "16 05:00", 900, 14, "first"),
    ("b8", "16 05:15", "16 06:45", 1000, 10, "first"),
    ("b10", "18 23:00", "19 00:30", 350, 0, "families"),
    ("b11", "19 01:30", "19 03:30", 1500, 20, "children"),
    ("b12", "19 03:00", "19 05:30", 1500, 30, "families"),
    ("b13", "19 07:00", "19 10:00", 2000, 17, "families"),
    ("b14", "19 11:00", "19 15:00", 2000, 10, "families"),
    ("b15", "19 16:00", "19 21:00", 2000, 10, "families"),
    ("b16", "19 22:00", "20 03:00", 1600, 10, "families"),
    ("b17", "20 04:00", "20 08:30", 1050, 5, "families"),
    ("b18", "20 09:20", "20 10:20", 500, 3, "families"),
    ("b19", "20 10:40", "20 12:00", 500, 2, "families"),
    ("b21", "21 03:20", "21 04:30", 100, 60, "families"),
    ("b22", "21 05:00", "21 08:00", 1900, 239, "families"),
    ("b23", "21 08:30", "21 11:00", 1500, 200, "families"),
    ("b24", "21 12:30", "21 16:00", 500, 0, "families"),
    ("b25", "21 16:00", "21 18:00", 1500, 0, "families"),
    ("c1", "21 17:30", "21 19:30", 2000, 0, "cars"),
    ("c2", "21 22:00", "22 04:30", 2000, 0, "cars"),
    ("b26", "22 08:00", "22 12:00", 400, 0, "families"),
    ("b27", "22 13:00", "22 16:00", 400, 0, "families"),
    ("b28", "22 20:25", "22 21:20", 200, 0, "families"),
)
COUNTERS = (
    # row of the table (words of its `what` and its date), instant, of, at, counter, figure; no figure: the row's own
    ("2016-12-15", "Running total after", "15 20:00", "out in all", None, "ICRC", None),
    ("2016-12-15", "First convoy", "15 15:30", "received", "rashideen", "ICRC", None),
    ("2016-12-16", "Running total when", "16 07:30", "out in all", None, "Russian centre", 6000),
    ("2016-12-16", "Running total when", "16 07:30", "out in all", None, "SANA", 8000),
    ("2016-12-16", "Running total when", "16 07:30", "out in all", None, "press", 8500),
    ("2016-12-16", "Running total when", "16 07:30", "out in all", None, "ICRC", 10000),
    ("2016-12-19", "Running total", "19 18:00", "out in all", None, "Turkish foreign minister", 20000),
    ("2016-12-19", "Running total", "19 18:00", "out in all", None, "Red Cross", 15000),
    ("2016-12-20", "Ten buses leave", "20 09:20", "out in all", None, "UN", None),
    ("2016-12-20", "Running totals of", "20 12:00", "out in all", None, "ICRC", 25000),
    ("2016-12-20", "Running totals of", "20 12:00", "out in all", None, "Turkish foreign minister", 37500),
    ("2016-12-21", "Running total; all", "21 17:00", "out in all", None, "ICRC", None),
    ("2016-12-22", "Running total", "22 08:00", "out in all", None, "ICRC", None),
    ("2016-12-22", "Final total", "22 22:00", "out in all", None, "ICRC", 35000),
    ("2016-12-22", "Final total", "22 22:00", "out in all", None, "WHO", 36086),
)
NOTES = (
    ("2016-12-16", "Reasons given", "16 09:00"),
    ("2016-12-16", "The returned convoy", "16 13:00"),
    ("2016-12-17", "No movement", "17 12:00"),
    ("2016-12-19", "Security Council", "19 22:00"),
    ("2016-12-21", "Snowstorm", "21 08:00"),
)


def local(text: str) -> datetime:
    """Return the instant of "16 07:30", a day of December 2016 on the clock of the place."""
    day, clock = text.split()
    hour, minute = clock.split(":")
    return datetime(2016, 12, int(day), int(hour), int(minute), tzinfo=ZONE).astimezone(UTC)


class Table:
    """The rows of the chronology."""

    def __init__(self, path: Path) -> None:
        with path.open(encoding="utf-8", newline="") as stream:
            self.rows = list(csv.DictReader(stream))

    def row(self, date: str, what: str) -> dict[str, str]:
        """Return the one row of a day that begins with these words."""
        found = [row for row in self.rows if row["date"] == date and row["what"].startswith(what)]
        return found[0]


def remark(row: dict[str, str]) -> str:
    """Return certainty, counts of vehicles and what to know before using a row."""
    parts = (f"certainty: {row['certainty']}", row["what"], row["vehicles"], row["note"])
    return ". ".join(part.rstrip(".") for part in parts if part)


def facts(table: Table) -> Iterator[dict[str, Any]]:
    """Yield every fact, in no order."""
    scenario = mamarr.load("december-2016")
    zero = local("15 12:00")
    document = json.dumps({**scenario.content(), "fingerprint": scenario.fingerprint_of_content()}, ensure_ascii=False)
    yield {"kind": "note", "happened": zero, "known": "told", "source": "the exercise", "text": EXERCISE}
    yield {
        "kind": "scenario",
        "happened": zero,
        "fingerprint": scenario.fingerprint_of_content(),
        "document": document,
        "zero": zero,
    }
    yield from counters(table)
    yield from windows(table)
    yield from batches(table, {group.id: group.headcount for group in scenario.groups})
    for date, what, when in NOTES:
        row = table.row(date, what)
        yield {
            "kind": "note",
            "happened": local(when),
            "known": "relayed",
            "source": row["source"],
            "text": remark(row),
        }


def counters(table: Table) -> Iterator[dict[str, Any]]:
    """Yield what each counter said; a figure of one among several has to stand in the words of its row."""
    for date, what, when, of, at, counter, figure in COUNTERS:
        row = table.row(date, what)
        words = " ".join(row.values()).replace(",", "")
        assert figure is None or str(figure) in words, (date, what, figure)
        said: dict[str, Any] = {"persons": figure if figure is not None else int(row["people"])}
        if figure is None:
            said |= {key: int(row[f"people_{key}"]) for key in ("low", "high") if row[f"people_{key}"]}
        known = "counted" if row["certainty"] == "solid" else "relayed"
        yield {
            "kind": "count", "happened": local(when), "counter": counter, "of": of, "known": known, "source": row["source"],
            "remark": remark(row), **({"at": at} if at else {}), **said,
        }  # fmt: skip


def windows(table: Table) -> Iterator[dict[str, Any]]:
    """Yield the pauses, what was held, and the incidents."""
    agreement = table.row("2016-12-13", "Evacuation agreement")
    head = {"kind": "agreement", "agreement": "evacuation", "clause": "departure"}
    yield {
        **head,
        "happened": local("15 12:00"),
        "state": "disputed",
        "source": agreement["source"],
        "remark": remark(agreement),
    }
    stop = table.row("2016-12-16", "SUSPENDED")
    yield said("window", "16 07:30", stop, pause="first", state="suspended")
    yield said("release", "16 07:30", stop, at="ramousa", held=True)
    burnt = table.row("2016-12-18", "Buses sent")
    yield said("incident", "18 12:00", burnt, incident="burnt buses", what="fire", owner="liaison")
    yield said("incident", "19 06:00", burnt, incident="burnt buses", what="fire", state="closed")
    aboard = table.row("2016-12-18", "People sit")
    yield said(
        "incident", "18 13:00", aboard, incident="people aboard since 13:00", what="held", at="ramousa", owner="liaison"
    )
    yield said("incident", "18 23:00", aboard, incident="people aboard since 13:00", what="held", state="closed")
    again = table.row("2016-12-18", "RESUMED")
    yield said("window", "18 23:00", again, pause="second", state="agreed")
    yield said("release", "18 23:00", again, at="ramousa", vehicles=5, persons=350)
    held = table.row("2016-12-20", "HELD")
    yield said("window", "20 12:30", held, pause="second", state="suspended")
    yield said("release", "20 12:30", held, at="ramousa", held=True)
    yield said("incident", "20 13:00", held, incident="sixty loaded buses", what="held", at="ramousa", owner="liaison")
    yield said("incident", "21 12:30", held, incident="sixty loaded buses", what="held", state="closed")
    yield said("window", "21 03:00", table.row("2016-12-21", "Arrivals at"), pause="third", state="agreed")
    last = table.row("2016-12-22", "LAST")
    yield {**said("staying", "22 21:30", last, at="sukkari"), "remark": "OCHA: nobody knows how many remain"}


def said(kind: str, when: str, row: dict[str, str], **values: Any) -> dict[str, Any]:
    """Return a fact with the source and certainty of a row."""
    known = "official" if row["certainty"] == "solid" else "relayed"
    return {
        "kind": kind,
        "happened": local(when),
        "known": known,
        "source": row["source"],
        "remark": remark(row),
        **values,
    }


def batches(table: Table, left: dict[str, int]) -> Iterator[dict[str, Any]]:
    """Yield the departures and arrivals of the exercise, and the two convoys that did not arrive at once."""
    for name, leaves, received, people, patients, kind in BATCHES:
        load = taken(left, people, patients, kind)
        yield from movement(name, leaves, received, load)
    # The convoy of the morning of the 16th: stopped on the road and sent back, so its people wait again.
    row = table.row("2016-12-16", "The returned convoy")
    back = {"sukkari_families": int(row["people"])}
    head = {"movement": "b9", "vehicle": "b9"}
    yield {**said("departure", "16 07:15", row, **head, at="sukkari", towards="rashideen", load=back), "convoy": "b9"}
    yield said("waypoint", "16 07:40", row, **head, at="ramousa", state="stopped")
    yield said("waypoint", "16 12:40", row, **head, at="sukkari", state="returned")
    # Sixty buses stood loaded for nearly a day.
    row = table.row("2016-12-20", "HELD")
    load = taken(left, int(row["people"]), 0, "families")
    head = {"movement": "b20", "vehicle": "b20"}
    yield {**said("departure", "20 12:00", row, **head, at="sukkari", towards="rashideen", load=load), "convoy": "b20"}
    yield said("waypoint", "20 12:45", row, **head, at="ramousa", state="stopped")
    yield said("waypoint", "21 12:00", row, **head, at="ramousa", state="passed")
    yield said("arrival", "21 12:40", row, **head, at="rashideen", load=load)
    assert not any(left.values()), left


def movement(name: str, leaves: str, received: str, load: dict[str, int]) -> Iterator[dict[str, Any]]:
    """Yield the departure and the arrival of a batch."""
    head = {"movement": name, "vehicle": name, "load": load, "known": "relayed", "source": "the exercise"}
    words = "A batch of the exercise, cut to lie within what the counters say"
    start = max(load, key=lambda group: load[group]).rpartition("_")[0]
    point = next(place for place in PLACES if start.startswith(place))
    yield {
        "kind": "departure",
        "happened": local(leaves),
        "at": point,
        "towards": "rashideen",
        "convoy": name,
        "remark": words,
        **head,
    }
    yield {"kind": "arrival", "happened": local(received), "at": "rashideen", "remark": words, **head}


def taken(left: dict[str, int], people: int, patients: int, kind: str) -> dict[str, int]:
    """Take so many people from those who are left: patients with their companions, then the kind, spread over the places."""
    load: dict[str, int] = {}
    if patients:
        beds, seats = (sum(n for name, n in left.items() if name.endswith(kind)) for kind in ("_stretcher", "_wounded"))
        lying = max(min(beds, -(-patients * 27 // 80)), patients - seats)
        spread(left, load, "stretcher", lying)
        spread(left, load, "wounded", patients - lying)
        spread(left, load, "companions", lying)
    if kind == "children":
        spread(left, load, "children", 47)
    if kind == "cars":
        spread(left, load, "cars", people)
    if kind == "first":
        spread(
            left,
            load,
            "fighters",
            min(353 * people // 1000, sum(n for name, n in left.items() if name.endswith("fighters"))),
        )
    for rest in ("families", "fighters", "companions"):
        missing = people - sum(load.values())
        if missing > 0:
            spread(left, load, rest, missing, is_exact=False)
    assert sum(load.values()) == people, (people, load)
    return load


def spread(left: dict[str, int], load: dict[str, int], kind: str, people: int, *, is_exact: bool = True) -> None:
    """Take people of a kind in proportion to how many are left at each place, the largest remainders first."""
    groups = [f"{place}_{kind}" for place in PLACES if f"{place}_{kind}" in left]
    total = sum(left[group] for group in groups)
    people = people if is_exact else min(people, total)
    assert people <= total, (kind, people, total)
    shares = {group: left[group] * people // total if total else 0 for group in groups}
    missing = people - sum(shares.values())
    for group in sorted(groups, key=lambda each: (-(left[each] * people % total if total else 0), each)):
        more = min(missing, left[group] - shares[group], 1)
        shares[group] += more
        missing -= more
    for group, persons in shares.items():
        if persons:
            left[group] -= persons
            load[group] = load.get(group, 0) + persons


def made(path: Path) -> list[Entry]:
    """Return the entries: the same salts each time, so that the file is the same."""
    found: list[Entry] = []
    previous = ""
    written = sorted(facts(Table(path)), key=lambda fact: fact["happened"])
    count = 0

    def salt(_: int) -> str:
        return f"{count:032x}"

    before, writing.secrets.token_hex = writing.secrets.token_hex, salt  # type: ignore[assignment]
    try:
        for content in written:
            count += 1
            recorded = content["happened"] + timedelta(minutes=10)
            fact = FACTS.validate_python({"recorded": recorded, "by": "exercise", **content})
            clock = (int(recorded.timestamp() * 1000), count)
            entry = write_entry(fact, node=NODE, number=count, previous=previous, clock=clock)
            found.append(entry)
            previous = entry.hash
    finally:
        writing.secrets.token_hex = before
    return found


def bundle(path: Path) -> bytes:
    """Return the whole file."""
    found = made(path)
    tips = (Tip(NODE, len(found), found[-1].hash),)
    cover = Cover(role="planner", head=head_over(tips), heads=tuple(tuple(tip) for tip in tips))
    return cover.model_dump_json().encode() + b"\n" + b"".join(line_of(entry) for entry in found)


def main() -> None:
    target = Path(sys.argv[3]) if "-o" in sys.argv else TARGET
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(bundle(Path(sys.argv[1])))
    print(target, target.stat().st_size)


if __name__ == "__main__":
    main()
