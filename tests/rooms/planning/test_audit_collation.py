"""The collation beside arguments that are made up: what is said of each difference, and what of a plan that beats a bound."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import pytest
from ferry import SCENARIO

from mamarr import Scenario
from mamarr.planning.collation import Quantity, Sum, collate
from mamarr.planning.docket import Docket
from mamarr.planning.timetable import Bound, Plan, Term

WHOLE = Scenario.model_validate(SCENARIO)
FIRST, STEPS, LAST = Term(code="first-use", s=20), Term(code="steps", count=3, each_s=10), Term(code="onward", s=5)
LOADS = Term(code="loads", count=4, each=10)


@dataclass
class MadeUp:
    """Arguments about whatever a test says."""

    forms: list[Sum] = field(default_factory=lambda: [(("gate",), (FIRST, STEPS, LAST))])
    everybody: int = 40
    quantities: Mapping[str, Quantity] = field(default_factory=lambda: {"narrow": "clearance_s", "room": "people"})
    asked: list[tuple[str, int]] = field(default_factory=list)

    def carriable(self) -> int:
        return self.everybody

    def sums(self, kind: str, people: int) -> list[Sum]:
        self.asked.append((kind, people))
        return self.forms


def hand(
    *terms: Term, kind: str = "narrow", of: Any = "clearance_s", places: tuple[str, ...] = ("gate",), more: int = 0
) -> Bound:
    value = sum(term.amount for term in terms) + more
    return Bound(kind=kind, of=of, proof="hand", value=value, places=places, terms=terms)


def solved(value: int, of: Any = "clearance_s") -> Bound:
    return Bound(kind="search", of=of, proof="solver", value=value)


def found(
    *bounds: Bound, people: int = 40, clearance_s: int = 55, about: MadeUp | None = None
) -> list[tuple[str, str, dict[str, Any]]]:
    """Code, path and terms of everything that is found."""
    docket = Docket()
    plan = Plan(scenario=WHOLE, method="", trips=(), bounds=bounds)
    collate(plan, people, clearance_s, about or MadeUp(), docket)
    return [(each.code, each.path, dict(each.terms)) for each in docket.findings]


def test_a_sum_that_is_derived_again_is_true() -> None:
    assert found(hand(FIRST, STEPS, LAST)) == []


def test_the_arguments_are_asked_about_the_people_whom_the_plan_brings_out() -> None:
    for people, of, asked in ((30, "clearance_s", 30), (41, "clearance_s", 40), (30, "complete_s", 40)):
        about = MadeUp()
        found(hand(FIRST, STEPS, LAST, of=of), people=people, about=about)
        assert about.asked == [("narrow", asked)]
    about = MadeUp([((), (LOADS,))])
    found(hand(LOADS, kind="room", of="people", places=()), people=30, about=about)
    assert about.asked == [("room", 30)]


def test_each_difference_has_its_name_and_its_place() -> None:
    assert found(hand(FIRST, STEPS, LAST, kind="moon")) == [
        ("bound.unknown-kind", "bounds[0].kind", {"found": "moon", "wanted": "narrow, room"})
    ]
    assert found(hand(FIRST, STEPS, LAST, more=-1)) == [
        ("bound.sum", "bounds[0].value", {"kind": "narrow", "found": 54})
    ]
    assert found(hand(FIRST, STEPS, LAST, places=("gate", "moon"))) == [
        ("bound.places", "bounds[0].places", {"kind": "narrow", "found": "gate, moon", "wanted": "gate"})
    ]
    assert found(hand(FIRST, STEPS, LAST), about=MadeUp([])) == [("bound.not-here", "bounds[0]", {"found": "narrow"})]
    wrong = found(hand(FIRST, STEPS, LAST, of="people"), people=1)
    assert wrong == [
        ("bound.wrong-quantity", "bounds[0].of", {"kind": "narrow", "found": "people", "wanted": "clearance_s"})
    ]
    wrong = found(hand(LOADS, kind="room", of="complete_s", places=()), people=1, about=MadeUp([((), (LOADS,))]))
    assert wrong == [
        ("bound.wrong-quantity", "bounds[0].of", {"kind": "room", "found": "complete_s", "wanted": "people"})
    ]


def test_a_term_that_differs_is_shown_beside_the_one_that_is_derived() -> None:
    other = Term(code="steps", count=2, each_s=10)
    assert found(hand(FIRST, other, LAST)) == [
        (
            "bound.term",
            "bounds[0].terms[1]",
            {"kind": "narrow", "found": "steps", "wanted": "code: steps, count: 3, each_s: 10"},
        )
    ]
    assert found(hand(FIRST, STEPS)) == [
        ("bound.term", "bounds[0].terms[2]", {"kind": "narrow", "found": "", "wanted": "code: onward, s: 5"})
    ]
    nothing = Term(code="wait", s=0)
    assert found(hand(FIRST, STEPS, LAST, nothing)) == [
        ("bound.term", "bounds[0].terms[3]", {"kind": "narrow", "found": "wait", "wanted": "no further term"})
    ]
    assert found(solved(70), hand(STEPS, STEPS, LAST), clearance_s=99)[-1][1] == "bounds[1].terms[0]"


OTHER_GATE: Sum = (("post",), (FIRST, STEPS, LAST))
SHORTER: Sum = (("gate",), (FIRST, LAST))
LATER: Sum = (("gate",), (Term(code="first-use", s=21), STEPS, LAST))


@pytest.mark.parametrize(
    "forms", [[OTHER_GATE, SHORTER, LATER], [LATER, SHORTER, OTHER_GATE], [SHORTER, LATER, OTHER_GATE]]
)
def test_of_several_forms_each_is_true_and_the_likest_is_held_against_a_false_one(forms: list[Sum]) -> None:
    about = MadeUp(forms)
    for places, terms in forms:
        assert found(hand(*terms, places=places), about=about, clearance_s=99) == []
    # Three terms as they stand at the post count for more than the place
    assert [(code, path) for code, path, _ in found(hand(FIRST, STEPS, LAST), about=about)] == [
        ("bound.places", "bounds[0].places")
    ]
    # Of as many terms alike, as many terms in all, and then the place
    assert found(hand(FIRST, Term(code="steps", s=9)), about=about)[0][2]["wanted"] == "code: onward, s: 5"


PLACE_AND_LENGTH: Sum = (("gate",), (LAST, LAST))
PLACE: Sum = (("gate",), (LAST, LAST, LAST))
LENGTH: Sum = (("post",), (LAST, STEPS))
ONE_TERM: Sum = (("post",), (FIRST, LAST, LAST))


@pytest.mark.parametrize(
    ("likest", "other"), [(ONE_TERM, PLACE_AND_LENGTH), (PLACE_AND_LENGTH, LENGTH), (LENGTH, PLACE)]
)
def test_a_term_alike_counts_for_more_than_place_and_length_and_length_for_more_than_place(
    likest: Sum, other: Sum
) -> None:
    for forms in ([likest, other], [other, likest]):
        said = found(hand(FIRST, Term(code="steps", s=9)), about=MadeUp(forms))
        assert said == found(hand(FIRST, Term(code="steps", s=9)), about=MadeUp([likest]))


@pytest.mark.parametrize(
    ("bound", "people", "clearance_s", "reached"),
    [
        (solved(55), 40, 55, None),
        (solved(56), 40, 55, 55),
        (solved(56), 1, 55, 55),
        (solved(56), 0, 0, None),
        (solved(56, "complete_s"), 40, 55, 55),
        (solved(56, "complete_s"), 39, 55, None),
        (solved(55, "complete_s"), 40, 55, None),
        (solved(40, "people"), 40, 55, None),
        (solved(39, "people"), 40, 55, 40),
    ],
)
def test_a_bound_that_the_plan_beats(bound: Bound, people: int, clearance_s: int, reached: int | None) -> None:
    beaten = ("bound.beaten-by-plan", "bounds[0].value", {"kind": "search", "found": bound.value, "wanted": reached})
    unchecked = ("bound.solver-only", "bounds[0]", {"kind": "search"})
    assert found(bound, people=people, clearance_s=clearance_s) == [unchecked, *([] if reached is None else [beaten])]


@pytest.mark.parametrize("everybody", [0, 1])
def test_where_nobody_can_come_out_no_plan_has_brought_out_everybody(everybody: int) -> None:
    said = found(solved(56, "complete_s"), people=everybody, clearance_s=0, about=MadeUp(everybody=everybody))
    assert ("bound.beaten-by-plan" in {code for code, _, _ in said}) == bool(everybody)


@pytest.mark.parametrize(
    ("of", "strong", "equal", "weak"), [("clearance_s", 54, 55, 56), ("complete_s", 54, 55, 56), ("people", 41, 40, 39)]
)
def test_a_hand_is_never_stronger_than_the_solver(of: Any, strong: int, equal: int, weak: int) -> None:
    """The hand says 55 s, or 40 people."""
    is_people = of == "people"
    about = MadeUp([((), (LOADS,))] if is_people else [(("gate",), (FIRST, STEPS, LAST))])
    mine = hand(LOADS, kind="room", of=of, places=()) if is_people else hand(FIRST, STEPS, LAST, of=of)
    for value, is_wrong in ((strong, True), (equal, False), (weak, False)):
        said = found(mine, solved(value, of), people=30, clearance_s=99, about=about)
        wrong = [("bound.contradiction", "bounds", {"found": mine.value, "wanted": value})] if is_wrong else []
        assert [each for each in said if each[0] == "bound.contradiction"] == wrong
    other = "clearance_s" if is_people else "people"
    others = [solved(1, other), solved(9999, other)]
    assert "bound.contradiction" not in {code for code, _, _ in found(mine, *others, people=0, about=about)}


def test_of_several_bounds_the_strongest_of_each_proof_are_held_against_each_other() -> None:
    weak = hand(FIRST)
    about = MadeUp([(("gate",), (FIRST, STEPS, LAST)), (("gate",), (FIRST,))])
    for bounds in (
        [weak, hand(FIRST, STEPS, LAST), solved(50), solved(30)],
        [hand(FIRST, STEPS, LAST), weak, solved(30), solved(50)],
    ):
        said = [
            each for each in found(*bounds, people=30, clearance_s=99, about=about) if each[0] == "bound.contradiction"
        ]
        assert said == [("bound.contradiction", "bounds", {"found": 55, "wanted": 50})]
