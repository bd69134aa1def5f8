"""Logs that come with the package: exercises on public figures."""

import io
from importlib import resources

from mamarr.errors import MamarrError
from mamarr.logbook.entries import Entry
from mamarr.logbook.exchange import Bundle


def library() -> list[str]:
    """Return the names of the logs that come with the package."""
    folder = resources.files("mamarr.logbook") / "library"
    return sorted(each.name.removesuffix(".jsonl") for each in folder.iterdir() if each.name.endswith(".jsonl"))


def read_library(name: str) -> list[Entry]:
    """Return the entries of a log that comes with the package.

    Raises
    ------
    MamarrError
        file.missing.
    """
    if name not in library():
        raise MamarrError("file.missing", found=name, choices=", ".join(library()))
    data = (resources.files("mamarr.logbook") / "library" / f"{name}.jsonl").read_bytes()
    return list(Bundle(io.BytesIO(data)))
