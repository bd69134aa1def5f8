"""The small worlds of the planning room, for regressions that need a timetable written by hand."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "rooms" / "planning"))
