"""Asks are derived from the scenario: each can be made, none makes a bound worse, and protections are always among them."""

from collections import Counter

import pytest
from gate import gate

import mamarr
from mamarr import Scenario
from mamarr.negotiation.asks import Scale
from mamarr.negotiation.levers import PROTECTIONS, levers
from mamarr.planning.bounds import hand_bounds
from mamarr.scenario.files import library


@pytest.mark.parametrize("name", library())
def test_every_ask_of_the_library_can_be_granted(name: str) -> None:
    scenario = mamarr.load(name)
    for ask in levers(scenario):
        if not ask.is_protection:
            assert mamarr.change(scenario, ask.changes) != scenario, ask.id
        if ask.further:
            mamarr.change(scenario, ask.further)


@pytest.mark.parametrize("name", library())
def test_ids_are_unique_and_protections_are_never_missing(name: str) -> None:
    asks = levers(mamarr.load(name))
    assert max(Counter(ask.id for ask in asks).values()) == 1
    always = {"aid-and-heating", "no-boarding-before-release"}
    assert always <= {ask.code for ask in asks if ask.is_protection} <= set(PROTECTIONS)


def most(scenario: Scenario) -> tuple[int, int]:
    bounds = hand_bounds(scenario, scenario.people_total)
    return (
        max((bound.value for bound in bounds if bound.of != "people"), default=0),
        -min(bound.value for bound in bounds if bound.of == "people"),
    )


def test_no_ask_that_relaxes_makes_a_bound_worse(aleppo: Scenario) -> None:
    for scenario in (aleppo, gate(), mamarr.load("short-pause")):
        before = most(scenario)
        for ask in levers(scenario):
            if ask.changes and ask.relaxes:
                after = most(mamarr.change(scenario, ask.changes))
                assert (after[0] <= before[0], after[1] <= before[1]) == (True, True), ask.id


def test_nobody_asks_for_what_is_not_there() -> None:
    codes = {ask.code for ask in levers(mamarr.load("one-road")) if not ask.is_protection}
    assert codes == {"vehicles", "bays"}


def test_what_binds_many_days_is_asked_about() -> None:
    codes = {ask.code for ask in levers(mamarr.load("many-days"))}
    assert {"night", "always-open", "close-all", "open-all", "reception", "aid-later", "ambulances-first"} <= codes


def test_an_order_at_the_checkpoint_relaxes_nothing() -> None:
    kinds = {ask.relaxes for ask in levers(mamarr.load("many-days")) if ask.code == "ambulances-first"}
    assert kinds == {False}


def test_releases_links_and_escorts_are_asked_about_where_they_bind() -> None:
    release = {"vehicles": 5, "every": "20 min", "first": "30 min"}
    scenario = gate("convoys.where=[corridor]", "convoys.escorts=1", "convoys.largest=2 vehicles")
    tree = scenario.content()
    tree["places"][0]["release"] = release
    tree["fleet"].append({"id": "lead", "seats": 0, "escort": "true", "count": 2, "stationed": "gate"})
    from mamarr.scenario.files import build

    bound, found = build(tree)
    assert bound is not None, found
    asks = {ask.code: ask for ask in levers(bound)}
    assert {"no-release", "larger-release", "no-escort", "escorts", "convoy-size"} <= set(asks)
    free = mamarr.change(bound, asks["no-release"].changes)
    first = free.checkpoints[0].release
    assert first is not None
    assert (first.batch, first.first_s) == (1_000_000, 0)


def test_sizes_run_from_what_stands_to_what_is_asked_for() -> None:
    assert Scale(before=240, asked=205, step=10).sizes == (240, 230, 220, 210, 205)
    assert Scale(before=20, asked=22, step=1).sizes == (20, 21, 22)
