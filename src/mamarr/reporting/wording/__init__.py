"""Every human-facing word, in Arabic and English, keyed by its code."""

from mamarr.reporting.wording.bounds import SumLine, bottleneck, limit, proof, sum_lines
from mamarr.reporting.wording.bundles import LANGUAGES, isolate, plain, say
from mamarr.reporting.wording.findings import finding_sentence
from mamarr.reporting.wording.numbers import (
    day,
    duration,
    number,
    percent,
    short_time,
    signed,
    spoken,
    time_of,
    zone,
    zulu,
)
from mamarr.reporting.wording.odds import odds
from mamarr.reporting.wording.verdicts import alternative, alternative_name, order, remaining, separated, verdict

__all__ = [
    "LANGUAGES",
    "SumLine",
    "alternative",
    "alternative_name",
    "bottleneck",
    "day",
    "duration",
    "finding_sentence",
    "isolate",
    "limit",
    "number",
    "odds",
    "order",
    "percent",
    "plain",
    "proof",
    "remaining",
    "say",
    "separated",
    "short_time",
    "signed",
    "spoken",
    "sum_lines",
    "time_of",
    "verdict",
    "zone",
    "zulu",
]
