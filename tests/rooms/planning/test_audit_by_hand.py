"""Sums of every shape where something is there twice: classes, kinds of people, points, centres, times. Added up by hand.

The worlds are those of `every_shape`, whose figures its docstring tells, and of `more_shapes`.
"""

import pytest
import sums_of_people
import sums_of_roads
import sums_of_work
from every_shape import (
    ALTERNATING,
    BUS,
    CONVOYS,
    FAMILIES,
    LANE,
    ROAD,
    VAN,
    bound,
    camp,
    gate,
    scenario,
    school,
    uses,
)
from more_shapes import MIXED, NO_WAY_BACK, two_centres
from test_audit_every_shape import codes

from mamarr import Scenario
from mamarr.planning.audit_throats import Throats
from mamarr.planning.timetable import Term

SUMS = sums_of_people.SUMS | sums_of_roads.SUMS | sums_of_work.SUMS

NOT_HERE: dict[str, tuple[Scenario, int, str]] = {
    "one of two centres holds everybody": (two_centres(at_camp={"capacity": 25}), 35, "capacity-people"),
    "one of two centres receives everybody": (
        two_centres(at_camp={"capacity_per_hour": 15}), 40, "throat-reception-hour",
    ),
    "one of two centres has bays for everybody": (two_centres(at_camp={"bays": 1}), 40, "throat-alighting"),
    "one of two centres takes no time": (
        two_centres(at_camp={"bays": 1}, at_town={"bays": 1, "alighting": "0 s"}), 40, "throat-alighting",
    ),
    "received a second too late": (scenario(1379), 40, "throat-ready"),
    "some are inspected in no time": (
        scenario(places=gate(service_time={"bus": "0 s", "van": "20 s"}), fleet=[BUS, VAN]), 40, "throat-checkpoint",
    ),
    "as many lanes as anybody wants": (scenario(places=gate(lanes="unlimited")), 40, "throat-checkpoint"),
    "turns of a road shorter than an interval": (
        scenario(legs=[LANE, ALTERNATING], convoys=CONVOYS | {"interval": "601 s"}), 40, "throat-leg-turns",
    ),
    "as many bays as anybody wants": (scenario(), 40, "throat-alighting"),
    "as many lanes as anybody wants, for work": (scenario(places=gate(lanes="unlimited")), 40, "throat-checkpoint-work"),
    "as much room as anybody wants": (scenario(), 40, "capacity-people"),
    "as many places as anybody wants": (scenario(places=camp(places_for={"seat": "unlimited"})), 40, "places-people"),
    "roads that are always open": (scenario(), 40, "throat-fleet-drive-people"),
    "everybody is aboard": (
        scenario(
            places=camp(capacity=99), groups=[FAMILIES | {"headcount": 10}],
            commitments=[{"vehicle": "bus/1", "at": "gate", "until": "60 s", "load": {"families": 10}}],
        ),
        10, "capacity-people",
    ),
    "persons are inspected": (scenario(places=gate(serves="persons", service_time="2 s")), 40, "throat-checkpoint-work"),
    "boarding takes no time": (scenario(places=school(bays=1, boarding="0 s")), 40, "throat-bays"),
    "nobody comes back": (
        scenario(legs=[LANE | NO_WAY_BACK, ROAD | NO_WAY_BACK], fleet=[BUS | {"stationed": "school"}]), 40, "throat-rounds",
    ),
    "a road of no time": (scenario(legs=[LANE, ALTERNATING | {"travel": "0 s"}]), 40, "throat-leg-turns"),
    "places for whom there is nobody": (scenario(places=camp(places_for={"stretcher": 3})), 40, "places-people"),
    "persons for whom no lane is there": (
        scenario(places=gate(serves="persons", service_time="2 s", lanes=0)), 40, "throat-checkpoint-persons",
    ),
    "people by persons for whom no lane is there": (
        scenario(places=gate(serves="persons", service_time="2 s", lanes=0)), 40, "throat-checkpoint-persons-people",
    ),
    # 10 x 180 s are what two buses need not do at the end
    "all work is the way back": (scenario(fleet=[BUS | {"seats": 11}]), 10, "throat-fleet-time"),
}  # fmt: skip


@pytest.mark.parametrize("name", list(SUMS))
def test_the_sum_by_hand_is_true_and_none_of_another_size(name: str) -> None:
    scene, people, said = SUMS[name]
    assert said.value == sum(term.amount for term in said.terms)
    assert codes(scene, people, said) == []
    for number, term in enumerate(said.terms):
        for field in ("s", "count", "each_s", "persons", "each"):
            for change in (-1, 1):
                if getattr(term, field) is not None:
                    other = term.replace(**{field: getattr(term, field) + change})
                    terms = (*said.terms[:number], other, *said.terms[number + 1 :])
                    lie = said.replace(terms=terms, value=sum(each.amount for each in terms))
                    assert codes(scene, people, lie) == ["bound.term"], (term, field, change)


def test_shares_are_a_form_of_their_own() -> None:
    """By shares people are counted where some vehicle has room for two kinds, and where both kinds are meant."""
    alone = Throats(scenario(3000)).sums("throat-rounds-people", 40)
    assert alone == [((), (uses(2), Term(code="loads", count=2, each=10)))] * 2  # of anybody, and of those who sit
    # Loads of anybody; who lies takes half of the one vehicle, which leaves nothing for who sits; who sits first takes a tenth of each;
    # then those who lie, and those who sit
    forms = Throats(scenario(3000, **MIXED)).sums("throat-rounds-people", 46)
    assert [terms[1].of for _, terms in forms] == [None, "seat", "seat", None, None]
    assert [terms[1].amount for _, terms in forms] == [30, 40, 30, 2, 30]


@pytest.mark.parametrize("name", list(NOT_HERE))
def test_a_limit_that_is_none_makes_no_sum(name: str) -> None:
    scene, people, kind = NOT_HERE[name]
    assert codes(scene, people, bound(kind, 0, ())) == ["bound.not-here"]
