"""The page on uncertainty gives every default, and no other."""

import re
from pathlib import Path

from mamarr.simulation.assumptions import DEFAULTS

PAGE = Path(__file__).resolve().parents[2] / "docs" / "background" / "uncertainty.md"


def test_the_page_gives_every_default_and_its_standing() -> None:
    rows = re.findall(r"^\| [\w ]+ \| `(\w+)` \| `([^`]+)` \| (\w+) \|", PAGE.read_text(encoding="utf-8"), re.MULTILINE)
    written = {(what, says) for what, says, _ in rows}
    assert written == {pair for defaults in DEFAULTS.values() for pair in defaults.items()}
    assert {standing for *_, standing in rows} <= {"measured", "shape", "ours"}
