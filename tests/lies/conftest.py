"""The small worlds of the planning room, for lies about plans written by hand."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "rooms" / "planning"))
