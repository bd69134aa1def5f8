"""What the tables of each version look like, as a hash: a foreign file is compared before anything in it is believed."""

from collections.abc import Iterable, Mapping
from typing import Any

from mamarr.logbook.stable import sha256, stable

SHAPES: Mapping[str, str] = {
    "2026_11_20": "1b4be99f723b92bb2aa719890fda3f7da4cc8eb87bf1fd38517e39ab0aa33f2e",
    "2026_11_25": "8dab8f17ad9a63ce16859b4e6a142ad4542d1b3c84095d82f12725c76ceb9505",
}
"""Hash of the list of tables and indexes of every version, by its date."""
NEWEST = max(SHAPES)
"""Version of the tables that this program writes."""


def shape_of(rows: Iterable[Any]) -> str:
    """Return the hash of a list of tables: type, name and text of each, in whatever order and with whatever spaces."""
    return sha256(stable(sorted([str(kind), str(name), " ".join(str(sql or "").split())] for kind, name, sql in rows)))
