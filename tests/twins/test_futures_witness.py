"""The product and a simpy model of the same plan agree on R1: exactly without chance, in their means with it."""

from functools import cache

import pytest
from futures_witness import Spreads, witness

import mamarr
from mamarr import Change, Plan
from mamarr.corridor.futures import Chances, Tracks, ends, nothing_drawn, rehearse
from mamarr.scenario.scenario import Scenario
from mamarr.simulation.assumptions import Believed
from mamarr.simulation.odds import lay_odds
from mamarr.simulation.tracks import lay_tracks

DAYS = 150


@cache
def plan() -> Plan:
    scenario = mamarr.load("aleppo-2016", [Change.read("ramousa.lanes=3")])
    return mamarr.plan(scenario, seconds=3, iterations=200)


def said(scenario: Scenario, **uncertain: dict[str, str]) -> Scenario:
    """The scenario in which only this is uncertain: what is said of a thing replaces its defaults."""
    certain = {"point": {"boarding": "1 x"}, "centre": {"alighting": "1 x"}, "leg": {"drive": "1 x"}}
    certain |= {"checkpoint": {"service_time": "1 x"}, "fleet": {"lost": "0"}, "pause": {"holds": "1"}}
    certain |= {"group": {"turnout": "1"}}
    words = certain | uncertain
    kinds = {"assembly point": "point", "checkpoint": "checkpoint"}
    places = [place.replace(uncertain=words[kinds.get(place.kind, "centre")]) for place in scenario.places]
    ruled = scenario.convoys.where
    return scenario.replace(
        places=tuple(places),
        legs=tuple(
            leg.replace(uncertain={**words["leg"], **(words.get("ruled", {}) if leg.id in ruled else {})})
            for leg in scenario.legs
        ),
        groups=tuple(group.replace(uncertain=words["group"]) for group in scenario.groups),
        fleet=tuple(vehicle.replace(uncertain=words["fleet"]) for vehicle in scenario.fleet),
        pauses=tuple(pause.replace(uncertain=words["pause"]) for pause in scenario.pauses),
    )


def laid(**uncertain: dict[str, str]) -> tuple[Tracks, Chances]:
    scenario = said(plan().scenario, **uncertain)
    tracks = lay_tracks(plan())
    return tracks, lay_odds(plan().replace(scenario=scenario), tracks, Believed(scenario))


def places(kind: str) -> list[int]:
    return [number for number, place in enumerate(plan().scenario.places) if place.kind == kind]


def agree(tracks: Tracks, chances: Chances, spreads: Spreads) -> None:
    """Means of persons out, persons caught and of the clearance lie within four standard errors of their difference."""
    ours = rehearse(tracks, chances, 1, 0, 20 * DAYS).ints
    theirs = witness(tracks, spreads, range(DAYS))
    for column, other in ((ends.OUT, 0), (ends.CAME, 1), (ends.CLEARANCE, 2), (ends.CAUGHT, 3)):
        mine, its = ours[:, column], theirs[:, other]
        error = (mine.var() / len(mine) + its.var(ddof=1) / len(its)) ** 0.5
        assert abs(mine.mean() - its.mean()) <= max(4 * error, 1e-9), (column, mine.mean(), its.mean(), error)


def test_without_chance_both_are_the_plan() -> None:
    tracks = lay_tracks(plan())
    ours = rehearse(tracks, nothing_drawn(tracks), 0, 0, 1).ints[0]
    theirs = witness(tracks, Spreads(), range(1))[0]
    assert theirs.tolist() == [ours[ends.OUT], ours[ends.CAME], ours[ends.CLEARANCE], ours[ends.CAUGHT]]
    assert theirs.tolist() == [plan().people_out, plan().people_total, plan().clearance_s, 0]


@pytest.mark.slow
def test_uneven_services_and_a_slow_crew() -> None:
    words = {"checkpoint": {"service_time": "lognorm(s=0.35) x", "all_day": "lognorm(s=0.15) x"}}
    words |= {"point": {"boarding": "lognorm(s=0.3) x"}, "centre": {"alighting": "lognorm(s=0.25) x"}}
    gates, points, centres = places("checkpoint"), places("assembly point"), places("transfer point")
    centres += places("reception centre")
    sigmas = dict.fromkeys(gates, 0.35) | dict.fromkeys(points, 0.3) | dict.fromkeys(centres, 0.25)
    agree(*laid(**words), Spreads(service=sigmas, all_day=dict.fromkeys(gates, 0.15)))


@pytest.mark.slow
def test_people_who_stay_or_come_late() -> None:
    words = {"group": {"turnout": "triang(c=0.7, loc=0.85, scale=0.15)", "ready": "expon(scale=20 min)"}}
    agree(*laid(**words), Spreads(turnout=(0.85, 0.955, 1.0), ready_s=1200))


@pytest.mark.slow
def test_a_pause_that_opens_late_and_breaks_down() -> None:
    words = {"pause": {"opens_late": "expon(scale=15 min)", "collapse": "0.05 per h"}}
    agree(*laid(**words), Spreads(late_s=900, collapse_per_s=0.05 / 3600))


@pytest.mark.slow
def test_slow_drives_breakdowns_and_a_blocked_road() -> None:
    words = {"leg": {"drive": "lognorm(s=0.05) x", "all_day": "lognorm(s=0.1) x"}}
    words |= {"ruled": {"blocked": "2 per 24 h", "blocked_for": "lognorm(s=0.7, scale=30 min)"}}
    words |= {"fleet": {"breakdown": "1 per 1000 km", "recovery": "lognorm(s=0.6, scale=35 min)", "lost": "0.5"}}
    legs = plan().scenario.legs
    ruled = frozenset(n for n, leg in enumerate(legs) if leg.id in plan().scenario.convoys.where)
    speed_m_s = 20 / 3.6  # of every leg of R1
    spreads = Spreads(
        drive=0.05,
        drive_all_day=0.1,
        breakdown_per_s=speed_m_s / 1e6,
        blocked_per_s=2 / 86400,
        ruled=ruled,
    )
    agree(*laid(**words), spreads)
