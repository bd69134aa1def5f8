"""Asks about hours: when pauses open and close, when a checkpoint works, whether anybody moves by night."""

from collections.abc import Iterator

from mamarr.negotiation.asks import Ask, Scale, changed
from mamarr.scenario.pauses import PauseWindow
from mamarr.scenario.scenario import Scenario

LATER_MIN = (20, 60, 120)
"""Minutes by which a pause is asked to close later."""
HOUR_S = 3600


def later_and_earlier(scenario: Scenario) -> Iterator[Ask]:
    """Yield the asks for longer pauses: of the one pause in a few sizes, of several pauses all alike."""
    if len(scenario.pauses) == 1:
        yield from _closes(scenario, scenario.pauses[0])
        yield from _opens(scenario.pauses[0])
    elif scenario.pauses:
        yield from _all_pauses(scenario)


def _closes(scenario: Scenario, pause: PauseWindow) -> Iterator[Ask]:
    """Later closing in a few sizes, and an end by completion in place of an hour."""
    family = f"closes {pause.id}"
    for cost, minutes in enumerate(LATER_MIN, 2):
        closes = pause.closes_s + 60 * minutes
        if closes < scenario.ends_s:
            yield Ask(
                id=f"later_{minutes}_{pause.id}",
                code="closes",
                terms={"pause": pause.id, "until_s": closes, "more_s": 60 * minutes},
                changes=(changed(pause.id, "closes", f"{closes} s"),),
                scale=Scale(before=pause.closes_s, asked=closes, step=60, unit="s"),
                family=family,
                cost=cost,
            )
    if pause.closes_s < scenario.ends_s:
        yield Ask(
            id=f"completion_{pause.id}",
            code="until-complete",
            terms={"pause": pause.id},
            changes=(changed(pause.id, "closes", f"{scenario.ends_s} s"),),
            scale=Scale(before=pause.closes_s, asked=scenario.ends_s, step=60, unit="s"),
            family=family,
            cost=6,
        )


def _opens(pause: PauseWindow) -> Iterator[Ask]:
    """Earlier opening, where the clock of the scenario begins before the pause."""
    opens = max(0, pause.opens_s - HOUR_S)
    if opens < pause.opens_s:
        yield Ask(
            id=f"earlier_{pause.id}",
            code="opens",
            terms={"pause": pause.id, "from_s": opens, "more_s": pause.opens_s - opens},
            changes=(changed(pause.id, "opens", f"{opens} s"),),
            scale=Scale(before=pause.opens_s, asked=opens, step=60, unit="s"),
            family=f"opens {pause.id}",
            cost=2,
        )


def _all_pauses(scenario: Scenario) -> Iterator[Ask]:
    """Every pause an hour longer, or an hour earlier, as far as its neighbours and the horizon allow."""
    longer, earlier = [], []
    for pause in scenario.pauses:
        after = [each.opens_s for each in scenario.pauses if each.opens_s >= pause.closes_s]
        before = [each.closes_s for each in scenario.pauses if each.closes_s <= pause.opens_s]
        closes = min([pause.closes_s + HOUR_S, scenario.ends_s, *after])
        opens = max([pause.opens_s - HOUR_S, 0, *before])
        if closes > pause.closes_s:
            longer.append(changed(pause.id, "closes", f"{closes} s"))
        if opens < pause.opens_s:
            earlier.append(changed(pause.id, "opens", f"{opens} s"))
    for code, changes in (("close-all", longer), ("open-all", earlier)):
        if changes:
            yield Ask(
                id=code.replace("-", "_"),
                code=code,
                terms={"n": len(changes), "more_s": HOUR_S},
                changes=tuple(changes),
                family=code,
                cost=4,
            )


def hours(scenario: Scenario) -> Iterator[Ask]:
    """Yield the asks for movement by night with lights, and for a checkpoint that works at every hour.

    A ban that is lifted is put behind the horizon: a change sets fields, it takes nothing away.
    """
    for ban in scenario.bans:
        yield Ask(
            id=f"no_ban_{ban.id}",
            code="night",
            terms={"ban": ban.id},
            changes=(
                changed(ban.id, "daily", "false"),
                changed(ban.id, "from", f"{scenario.ends_s} s"),
                changed(ban.id, "until", f"{scenario.ends_s + 1} s"),
            ),
            family=f"ban {ban.id}",
            cost=5,
        )
    for gate in scenario.checkpoints:
        if gate.opening_hours:
            yield Ask(
                id=f"always_open_{gate.id}",
                code="always-open",
                terms={"place": gate.id},
                changes=(changed(gate.id, "opening_hours", []),),
                family=f"hours {gate.id}",
                cost=3,
            )
