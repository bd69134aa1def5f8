"""Random worlds are shared with the twins."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[3] / "worlds"))
