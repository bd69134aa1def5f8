"""Two derivations of every sum, written apart: on corridors of a few seconds the judge has the sums of the planner, and no other."""

import pytest
from every_sum import known
from tiny_corridors import COUNT, tiny_corridors

from mamarr import Scenario
from mamarr.planning.audit_throats import Throats


def sums(scenario: Scenario, of: str, people: int) -> dict[str, list[object]]:
    """The judge's sums by kind."""
    throats = Throats(scenario)
    return {
        kind: [(kind, *found) for found in throats.sums(kind, people)]
        for kind in throats.quantities
        if throats.quantities[kind] == of
    }


@pytest.mark.parametrize("number", range(COUNT))
def test_the_sums_on_the_clearance_are_those_of_the_planner(number: int) -> None:
    scenario, wanted = tiny_corridors()[number], known(number)
    assert Throats(scenario).carriable() == wanted.carriable
    for people in wanted.people:
        mine = sums(scenario, "clearance_s", people)
        assert {each for found in mine.values() for each in found} == wanted.on_clearance[people]


@pytest.mark.parametrize("number", range(COUNT))
def test_the_sums_on_the_people_are_those_of_the_planner(number: int) -> None:
    mine = sums(tiny_corridors()[number], "people", 1)
    assert {each for found in mine.values() for each in found} == known(number).on_people
