"""Tables of roads and of people: CSV with a head, plain or gzipped, every bad row with its line.

A table of roads has `from`, `to`; `travel_s`, or `length_m` and `speed_kmh`; `capacity_per_h` in persons, or `lanes`. One of
people has `node` and `persons`. One of places has `node`, `latitude` and `longitude`.
"""

import csv
import io
import math
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from mamarr.errors import Finding, MamarrError
from mamarr.scenario.files import read_bytes
from mamarr.scenario.quantities import LARGEST
from mamarr.scenario.sources.classes import RoadClasses
from mamarr.scenario.sources.roads import Roads, Stretch

_MOST_FINDINGS = 50
_MOST_ROWS = 5_000_000


@dataclass
class _Rows:
    """The rows of one table, and what is wrong in them."""

    name: str
    findings: list[Finding] = field(default_factory=list)

    def read(self, required: tuple[str, ...]) -> Iterator[tuple[int, dict[str, str]]]:
        """Yield (line, row) of every row that is as long as the head.

        Raises
        ------
        MamarrError
            file.not-utf8, network.column.
        """
        try:
            text = read_bytes(self.name).decode("utf-8-sig")
        except UnicodeDecodeError as error:
            raise MamarrError("file.not-utf8", found=error.start) from None
        rows = csv.reader(io.StringIO(text, newline=""))
        try:
            head = [title.strip() for title in next(rows, [])]
            for title in required:
                if title not in head:
                    self.refuse("network.column", 1, title, found=", ".join(head)[:120] or "an empty file", name=title)
            self.end()
            for row in rows:
                if not row:
                    continue
                if len(row) != len(head):
                    self.refuse("network.cells", rows.line_num, "", found=len(row), wanted=len(head))
                    continue
                if rows.line_num > _MOST_ROWS:
                    raise MamarrError("file.too-many", limit=_MOST_ROWS)
                yield rows.line_num, {title: cell.strip() for title, cell in zip(head, row, strict=True)}
        except csv.Error as error:
            raise MamarrError(
                "file.unreadable", [Finding("file.unreadable", self.path(""), rows.line_num, {"found": str(error)})]
            ) from None

    def path(self, column: str) -> str:
        return f"{Path(self.name).name}:{column}" if column else Path(self.name).name

    def refuse(self, code: str, line: int, column: str, **terms: str | int) -> None:
        if len(self.findings) < _MOST_FINDINGS:
            self.findings.append(Finding(code, self.path(column), line, terms))

    def number(self, row: dict[str, str], line: int, column: str, least: float = 0) -> float | None:
        """Return a number of *row*; None where it is none, with a finding."""
        text = row[column]
        try:
            value = float(text)
        except ValueError:
            value = math.nan
        if math.isfinite(value) and least <= value <= LARGEST:
            return value
        code = (
            "network.capacity" if column in ("capacity_per_h", "lanes") and not math.isnan(value) else "network.number"
        )
        self.refuse(code, line, column, found=text[:40] or "nothing", name=column, limit=LARGEST)
        return None

    def end(self) -> None:
        """Raise every finding, where there is any."""
        if self.findings:
            raise MamarrError(self.findings[0].code, self.findings)


def read_roads(name: str, classes: RoadClasses) -> Roads:
    """Return the roads of a table.

    Raises
    ------
    MamarrError
        Every row that cannot be true: network.column, network.cells, network.number, network.capacity, network.same-place.
    """
    rows = _Rows(name)
    roads = Roads()
    suppositions: set[str] = set()
    for line, row in rows.read(("from", "to")):
        before = len(rows.findings)
        travel = _travel(rows, row, line)
        capacity = _capacity(rows, row, line, classes, suppositions)
        if row["from"] == row["to"] or not row["from"] or not row["to"]:
            rows.refuse("network.same-place", line, "to", found=row["to"][:80] or "nothing")
        if len(rows.findings) == before and travel is not None and capacity is not None:
            roads.stretches.append(Stretch(row["from"], row["to"], travel, capacity))
    if not roads.stretches and not rows.findings:
        rows.refuse("network.no-roads", 1, "", found=Path(name).name)
    rows.end()
    if suppositions:
        roads.supposed.append(classes.said_of_lanes)
    return roads


def _travel(rows: _Rows, row: dict[str, str], line: int) -> int | None:
    if row.get("travel_s"):
        seconds = rows.number(row, line, "travel_s")
        return None if seconds is None else math.ceil(seconds)
    for column in ("length_m", "speed_kmh"):
        if column not in row:
            rows.refuse("network.column", line, column, found=", ".join(row)[:120], name=f"travel_s, or {column}")
            return None
    length, speed = rows.number(row, line, "length_m"), rows.number(row, line, "speed_kmh", 0.1)
    if length is None or speed is None:
        return None
    return math.ceil(length * 3.6 / speed)


def _capacity(rows: _Rows, row: dict[str, str], line: int, classes: RoadClasses, supposed: set[str]) -> int | None:
    if row.get("capacity_per_h"):
        persons = rows.number(row, line, "capacity_per_h", 1)
        return None if persons is None else math.floor(persons)
    if "lanes" not in row:
        rows.refuse(
            "network.column", line, "capacity_per_h", found=", ".join(row)[:120], name="capacity_per_h, or lanes"
        )
        return None
    lanes = rows.number(row, line, "lanes", 1)
    if lanes is None:
        return None
    supposed.add("lanes")
    return classes.persons_per_h("", lanes)


def read_people(name: str) -> dict[str, int]:
    """Return the persons by place of a table with `node` and `persons`; rows of one place add up.

    Raises
    ------
    MamarrError
        network.column, network.cells, network.number.
    """
    rows = _Rows(name)
    people: dict[str, int] = {}
    for line, row in rows.read(("node", "persons")):
        persons = rows.number(row, line, "persons")
        if persons is not None and persons != int(persons):
            rows.refuse("network.number", line, "persons", found=row["persons"], name="persons", limit=LARGEST)
        elif persons:
            people[row["node"]] = people.get(row["node"], 0) + int(persons)
    rows.end()
    return people


def read_positions(name: str) -> dict[str, tuple[float, float]]:
    """Return [latitude, longitude] by place of a table with `node`, `latitude` and `longitude` in degrees.

    Raises
    ------
    MamarrError
        network.column, network.cells, network.number; network.projection where the numbers are no degrees.
    """
    rows = _Rows(name)
    positions: dict[str, tuple[float, float]] = {}
    for line, row in rows.read(("node", "latitude", "longitude")):
        latitude, longitude = (rows.number(row, line, title, -LARGEST) for title in ("latitude", "longitude"))
        if latitude is None or longitude is None:
            continue
        if abs(latitude) > 90 or abs(longitude) > 180:
            rows.refuse("network.projection", line, "latitude", found=f"{latitude:g}, {longitude:g}")
            continue
        positions[row["node"]] = (latitude, longitude)
    rows.end()
    return positions
