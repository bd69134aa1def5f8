"""Resumption: what is left of the plan in force, as missions and windows that the planner tries before anything of its own."""

from collections.abc import Iterable, Mapping

from mamarr.logbook.facts.records import Intended
from mamarr.logbook.situation import Situation
from mamarr.planning.dispatch import NOTHING_BEGUN, USUAL, Begun, Line, Pair, Turns
from mamarr.scenario.quantities import elapsed_s
from mamarr.scenario.roads import Leg
from mamarr.scenario.scenario import Scenario


def resumption(situation: Situation, rest: Scenario) -> Begun:
    """Return what is left of the plan in force at *situation*, none of it earlier than it was planned.

    Missions that have not left, in the order in which they enter the alternating leg that they pass, and the windows in which
    that leg was to be driven; where no leg alternates, the last that they pass, and no windows. What was notified and stays is no
    mission here: *rest* demands it anyhow. Empty where nothing of the plan is left.

    Parameters
    ----------
    situation
        What holds at the instant, with what is under way and ahead of the plan in force.
    rest
        What is left of the scenario; its clock zero is the instant.
    """
    people = {group.id for group in rest.groups}
    narrow = {leg.id: leg for leg in rest.legs if leg.traffic == "alternating"}
    legs = narrow or {leg.id: leg for leg in rest.legs}
    passages = [
        _Passage(each, legs[name], number, situation, is_out=bool(people & set(each.load)))
        for each in (*situation.intended, *situation.ahead)
        for number, name in _last(each, legs)
    ]
    ahead = {each.movement for each in situation.ahead}
    kept = {(each.vehicle, each.at, each.until_s) for each in rest.commitments if each.kind == "notified"}
    lines = _lines([each for each in passages if each.movement.movement in ahead], kept)
    turns = {
        leg.id: _turns(leg, [each for each in passages if each.leg is leg and each.enters >= 0])
        for leg in narrow.values()
        if any(each.leg is leg and each.enters >= 0 for each in passages)
    }
    return Begun(lines, turns) if lines else NOTHING_BEGUN


def _last(movement: Intended, legs: Mapping[str, Leg]) -> list[tuple[int, str]]:
    """Return the last of *legs* that a movement passes, with its place among what it passes."""
    return [(number, name) for number, (name, _) in enumerate(movement.passes) if name in legs][-1:]


class _Passage:
    """One planned passage of an alternating leg, in seconds from the instant on."""

    def __init__(self, movement: Intended, leg: Leg, number: int, situation: Situation, *, is_out: bool) -> None:
        self.movement, self.leg, self.is_out = movement, leg, is_out
        self.leaves = elapsed_s(situation.at, movement.leaves)
        self.enters = elapsed_s(situation.at, movement.passes[number][1])
        self.before = elapsed_s(situation.at, movement.passes[number - 1][1]) if number else self.leaves
        """When it comes to the mouth of the leg."""


def _lines(passages: Iterable[_Passage], kept: set[tuple[str, str, int]]) -> tuple[Line, ...]:
    back: dict[str, int] = {}
    lines: list[Line] = []
    for each in sorted(passages, key=lambda each: each.leaves):
        vehicle, at = each.movement.vehicle, each.movement.at
        if not each.is_out:
            back[vehicle] = max(0, each.enters)
            continue
        inward = back.pop(vehicle, 0)
        if (vehicle, at, each.leaves) not in kept:
            lines.append(Line(vehicle, at, each.leg.id, inward, max(0, each.before), max(0, each.enters)))
    return tuple(sorted(lines, key=lambda line: line.out_from))


def _turns(leg: Leg, passages: Iterable[_Passage]) -> Turns:
    """Return the windows in which *leg* is entered: each as long as vehicles follow each other in one direction."""
    runs: list[tuple[bool, int, int]] = []
    for each in sorted(passages, key=lambda each: each.enters):
        begins = runs.pop()[1] if runs and runs[-1][0] == each.is_out else each.enters
        runs.append((each.is_out, begins, each.enters + 1))
    clear = leg.drive_s
    second = first = runs[0][1]
    pairs: list[Pair] = []
    for is_out, _, until in runs:
        lasts = max(0, until - second)
        if is_out:
            pairs.append((lasts, 0))
        else:  # the window inward belongs to the one outward before it, where there is one
            pairs.append((pairs.pop()[0] if pairs else 0, lasts))
        second = until + clear
    return Turns(first, clear, (*pairs, USUAL))
