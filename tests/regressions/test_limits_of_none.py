"""No lane, no bay, no vehicle in a convoy: the window machine divided by it, or made a plan that its judge refused."""

import pytest
from ferry import at, plan_with

from mamarr.scenario import shape


@pytest.mark.parametrize(
    ("path", "where"),
    [
        ("places.0.lanes", "places[0].lanes"),
        ("places.1.bays", "places[1].bays"),
        ("places.2.bays", "places[2].bays"),
        ("convoys.largest", "convoys.largest"),
    ],
)
def test_a_limit_of_none_is_no_single_lane(path: str, where: str) -> None:
    changes = (at(f"scenario.{path}", 0), at("trips", []), at("convoys", []))
    assert shape.beyond(plan_with(*changes).scenario) == [where]


def test_convoys_that_rule_nowhere_may_have_any_size() -> None:
    free = (at("scenario.convoys.where", []), at("scenario.convoys.largest", 0))
    assert shape.beyond(plan_with(*free).scenario) == []
