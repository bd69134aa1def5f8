"""Reading: read() turns the text of a report into claims, Arabic or English, by rules and small lexicons."""

from mamarr.logbook.reading.reader import read

__all__ = ["read"]
