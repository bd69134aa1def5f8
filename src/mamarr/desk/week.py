"""The week of 15 to 22 December 2016, played from its log: what was known at each turn, and a plan from there."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any, Literal, NamedTuple
from zoneinfo import ZoneInfo

import mamarr
from mamarr.logbook.library import read_library
from mamarr.logbook.today import Today
from mamarr.reporting.formats.html import html
from mamarr.reporting.formats.text import text_lines
from mamarr.reporting.replans import changes
from mamarr.reporting.situations import Teller, situation_page
from mamarr.reporting.wording import LANGUAGES, plain, say, verdict
from mamarr.scenario.files import write

CASE = "december-2016"
_ZONE = ZoneInfo("Asia/Damascus")


class Turn(NamedTuple):
    """An instant at which things changed."""

    code: str
    """Its words."""
    at: datetime
    """When."""
    low: int | None = None
    """Public figures of people out by then: the lowest."""
    high: int | None = None
    """The highest."""
    plans: bool = True
    """Whether there is still something to plan."""


TURNS = (
    Turn("suspended", datetime(2016, 12, 16, 7, 45, tzinfo=_ZONE), 6_000, 10_000),
    Turn("burnt", datetime(2016, 12, 18, 15, tzinfo=_ZONE)),
    Turn("count", datetime(2016, 12, 20, 9, 20, tzinfo=_ZONE), 19_000, 25_000, plans=False),
    Turn("held", datetime(2016, 12, 20, 13, 30, tzinfo=_ZONE)),
    Turn("snow", datetime(2016, 12, 21, 9, tzinfo=_ZONE)),
    Turn("snow", datetime(2016, 12, 21, 18, tzinfo=_ZONE), 28_000, 32_000, plans=False),
    Turn("morning", datetime(2016, 12, 22, 8, tzinfo=_ZONE), 33_500, 34_500),
    Turn("end", datetime(2016, 12, 22, 23, tzinfo=_ZONE), 35_000, 36_086, plans=False),
)
"""The turns of the week, with the five intervals of the exercise: a fair test is against these, never against one figure."""


def show(folder: Path, seconds: float, language: Literal["en", "ar"], **listeners: Any) -> Iterator[str]:
    """Yield the lines to print, turn by turn; pages and plans are written to *folder*."""
    folder.mkdir(parents=True, exist_ok=True)
    today = Today.of_entries(read_library(CASE))
    scenario = today.scenario()
    if scenario is None:
        raise mamarr.MamarrError("log.no-scenario")
    if scenario.note is not None:
        yield plain(say("day-exercise", language, note=getattr(scenario.note, language)))
    share = seconds / sum(turn.plans for turn in TURNS)
    for number, turn in enumerate(TURNS, 1):
        situation = today.situation(turn.at)
        teller = Teller(situation, scenario, language)
        yield ""
        yield plain(say("demo-turn", language, time=teller.when(turn.at), what=say(f"turn-{turn.code}", language)))
        yield from text_lines(teller.head()[4:5])
        if turn.low is not None and turn.high is not None:
            terms = {"low": teller.number(turn.low), "high": teller.number(turn.high)}
            yield plain(say("demo-interval", language, received=teller.number(situation.totals.received), **terms))
        for incident in situation.incidents:
            yield plain(teller.incident(incident))
        page = folder / f"situation-{number}.html"
        write(html(situation_page(situation, scenario, LANGUAGES)), page)
        if turn.plans:
            answer = mamarr.replan(situation, scenario, seconds=share, names=today.movements(turn.at), **listeners)
            mamarr.save(answer.plan, folder / f"plan-{number}.json")
            yield plain(verdict(answer.plan, language))
            yield from (plain(text) for text in changes(answer, situation, scenario, language))
        yield str(page.resolve())
