"""The second reading of the bounds names every row that a program has, and every sum that the pencil gives."""

import re
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "rooms" / "planning"))

from alternating import eastern_aleppo

from mamarr import Scenario
from mamarr.planning import exact, pace
from mamarr.planning.bounds import hand_bounds
from mamarr.planning.means import read_means

PAGE = Path(__file__).resolve().parents[2] / "docs" / "background" / "bounds-second-reading.md"


def read_rows() -> set[str]:
    """Everything that stands in the first column of a table."""
    columns = re.findall(r"^\| ([^|]*) \|", PAGE.read_text(encoding="utf-8"), flags=re.MULTILINE)
    return {name.strip(" `") for column in columns for name in re.split(r", (?:and )?", column)}


def test_every_row_of_a_program_was_read() -> None:
    means = read_means(eastern_aleppo(lanes=3))._replace(headway_s=90)
    task = exact._Clearance(means, 7000)
    task.paces[0] = pace.Pace(0.0, 1.0, 1)
    program = task.windows(4).program
    steps = pace.Windows(means.only(0), 2, 10**6, is_first=False).program
    names = {name for name, _ in [*program.rows, *steps.rows]} | {"claim", "below the line"}
    assert len(names) > 25
    missing = {name for name in names if not name.startswith("same")} - read_rows()
    assert not missing
    assert {"same", "switched"} <= read_rows()  # "same, switched" is read as two


def test_every_sum_was_read(aleppo: Scenario) -> None:
    kinds = {bound.kind for bound in hand_bounds(aleppo, 8000)}
    assert len(kinds) > 8
    assert kinds <= read_rows()
    assert "checkpoint-work" in read_rows()
