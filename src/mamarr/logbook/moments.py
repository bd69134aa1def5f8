"""Instants of the logbook: whole seconds with a zone, kept in UTC."""

from datetime import UTC, datetime
from typing import Annotated

from pydantic import AfterValidator, PlainSerializer, WithJsonSchema

from mamarr.scenario.quantities import problem


def _in_utc(moment: datetime) -> datetime:
    if moment.tzinfo is None:
        raise problem("quantity.unreadable", found=str(moment), what="an instant", wanted="2016-12-15T14:10:00+02:00")
    return moment.astimezone(UTC).replace(microsecond=0)


def written(moment: datetime) -> str:
    """Return *moment* as it stands in files: 2016-12-15T12:10:00Z."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


Moment = Annotated[
    datetime,
    AfterValidator(_in_utc),
    PlainSerializer(written, return_type=str),
    WithJsonSchema({"type": "string", "format": "date-time", "examples": ["2016-12-15T12:10:00Z"]}),
]
"""An instant with its zone; parts of a second are dropped."""
