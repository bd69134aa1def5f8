"""Road classes: lanes, speed and capacity of a road where its source does not say them, from a table that can be edited."""

import csv
import io
from dataclasses import dataclass
from importlib import resources

from mamarr.document import Name
from mamarr.errors import MamarrError
from mamarr.scenario.files import read_bytes

COLUMNS = ("class", "lanes", "speed_kmh", "vehicles_per_h_lane", "source")
PERSONS_PER_VEHICLE = 2.0
"""Persons in a car that leaves, where nothing better is known: a household car with its people."""


@dataclass(frozen=True)
class RoadClass:
    """One row: what a road of a class has in one direction."""

    lanes: float
    speed_kmh: float
    vehicles_per_h_lane: float
    source: str


@dataclass(frozen=True)
class RoadClasses:
    """The table, and how many persons a vehicle holds."""

    rows: dict[str, RoadClass]
    persons_per_vehicle: float = PERSONS_PER_VEHICLE

    def row(self, name: str) -> RoadClass:
        """Return the row of class *name*, or that called `default`."""
        return self.rows.get(name, self.rows["default"])

    def persons_per_h(self, name: str, lanes: float | None = None) -> int:
        """Return the persons that *lanes* lanes of class *name* let in in an hour; without lanes those of the table."""
        row = self.row(name)
        return max(1, int((row.lanes if lanes is None else lanes) * row.vehicles_per_h_lane * self.persons_per_vehicle))

    @property
    def said_of_lanes(self) -> Name:
        """What is supposed where capacities come from lanes."""
        each, held = f"{self.rows['default'].vehicles_per_h_lane:g}", f"{self.persons_per_vehicle:g}"
        return Name(
            en=f"Roads without a capacity let in {each} vehicles an hour and lane, with {held} persons each.",
            ar=f"الطرق التي لا تُذكر سعتها يدخلها {each} مركبة في الساعة لكل مسرب، في كل منها {held} من الأشخاص.",
        )


def road_classes(name: str | None = None, persons_per_vehicle: float = PERSONS_PER_VEHICLE) -> RoadClasses:
    """Return the table of the package, or of the CSV file *name* with the same head.

    Raises
    ------
    MamarrError
        network.class-table: a column or the row `default` is missing, or a number is none or not above 0.
    """
    own = resources.files("mamarr.scenario") / "sources" / "road-classes.csv"
    data = own.read_bytes() if name is None else read_bytes(name)
    rows: dict[str, RoadClass] = {}
    reader = csv.DictReader(io.StringIO(data.decode("utf-8-sig", "replace")))
    if not set(COLUMNS) <= set(reader.fieldnames or ()):
        raise MamarrError("network.class-table", found=", ".join(reader.fieldnames or ()) or "nothing")
    for row in reader:
        try:
            figures = [float(row[title]) for title in COLUMNS[1:4]]
        except (TypeError, ValueError):
            figures = [0.0]
        if not all(0 < figure < 1e6 for figure in figures) or not row["source"]:
            raise MamarrError("network.class-table", found=f"line {reader.line_num}: {row['class']}")
        lanes, speed_kmh, per_lane = figures
        rows[row["class"]] = RoadClass(lanes, speed_kmh, per_lane, row["source"])
    if "default" not in rows:
        raise MamarrError("network.class-table", found="no row called default")
    return RoadClasses(rows, persons_per_vehicle)
