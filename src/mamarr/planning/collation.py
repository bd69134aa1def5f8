"""The collation: each bound of a plan beside what is derived from its scenario, term by term.

An argument may be true in several forms (for example one for each kind of people); a bound is true when it equals one of them.
"""

from collections.abc import Mapping
from typing import Literal, Protocol

from mamarr.planning.docket import Docket
from mamarr.planning.timetable import Bound, Plan, Term

Quantity = Literal["clearance_s", "complete_s", "people"]
Sum = tuple[tuple[str, ...], tuple[Term, ...]]
"""Where a bound bites, and its terms."""


class Arguments(Protocol):
    """What a hand can add up about a scenario."""

    quantities: Mapping[str, Quantity]
    """What each kind of argument limits."""

    def carriable(self) -> int:
        """Return how many people can come out at all."""

    def sums(self, kind: str, people: int) -> list[Sum]:
        """Return every form in which the argument *kind* is true, for plans that bring out *people*; none where it is not."""


def collate(plan: Plan, people: int, clearance_s: int, arguments: Arguments, docket: Docket) -> None:
    """Enter into *docket* whatever is wrong with the bounds of *plan*, which brings out *people* by *clearance_s*."""
    carriable = arguments.carriable()
    for index, bound in enumerate(plan.bounds):
        path = f"bounds[{index}]"
        if bound.proof == "hand":
            _check_hand(bound, path, min(people, carriable), arguments, docket)
        else:
            docket.add("bound.solver-only", path, kind=bound.kind)
        reached = people if bound.of == "people" else clearance_s
        has_reached = people > 0 if bound.of == "clearance_s" else people >= carriable > 0
        beaten = reached > bound.value if bound.of == "people" else has_reached and reached < bound.value
        if beaten:
            docket.add("bound.beaten-by-plan", f"{path}.value", kind=bound.kind, found=bound.value, wanted=reached)
    for of in ("clearance_s", "complete_s", "people"):
        _check_order(plan, of, docket)


def _check_order(plan: Plan, of: Quantity, docket: Docket) -> None:
    """A hand's sum stronger than the solver's bound of the same quantity: one of the two is wrong."""
    sign = -1 if of == "people" else 1
    strength = {
        proof: max(
            (sign * bound.value for bound in plan.bounds if (bound.of, bound.proof) == (of, proof)), default=None
        )
        for proof in ("hand", "solver")
    }
    hand, solver = strength["hand"], strength["solver"]
    if hand is not None and solver is not None and hand > solver:
        docket.add("bound.contradiction", "bounds", found=sign * hand, wanted=sign * solver)


def _check_hand(bound: Bound, path: str, people: int, arguments: Arguments, docket: Docket) -> None:
    of = arguments.quantities.get(bound.kind)
    if of is None:
        known = ", ".join(arguments.quantities)
        docket.add("bound.unknown-kind", f"{path}.kind", found=bound.kind, wanted=known)
        return
    if bound.of == "complete_s" and of == "clearance_s":
        people = arguments.carriable()  # the same argument, for everybody
    elif bound.of != of:
        docket.add("bound.wrong-quantity", f"{path}.of", kind=bound.kind, found=bound.of, wanted=of)
    if bound.value != sum(term.amount for term in bound.terms):
        docket.add("bound.sum", f"{path}.value", kind=bound.kind, found=bound.value)
    sums = arguments.sums(bound.kind, people)
    if not sums:
        docket.add("bound.not-here", path, found=bound.kind)
        return
    places, terms = max(sums, key=lambda found: _likeness(bound, found))
    if bound.places != places:
        docket.add(
            "bound.places", f"{path}.places", kind=bound.kind, found=", ".join(bound.places), wanted=", ".join(places)
        )
    for number in range(max(len(terms), len(bound.terms))):
        said = bound.terms[number] if number < len(bound.terms) else None
        wanted = terms[number] if number < len(terms) else None
        if said != wanted:
            docket.add(
                "bound.term",
                f"{path}.terms[{number}]",
                kind=bound.kind,
                found=said.code if said else "",
                wanted=_written(wanted),
            )


def _likeness(bound: Bound, found: Sum) -> tuple[int, bool, bool]:
    """How much of *found* stands in *bound*: first the terms, then their number, then the place. The most of the form that was meant."""
    places, terms = found
    same = sum(said == wanted for said, wanted in zip(bound.terms, terms, strict=False))
    return same, len(terms) == len(bound.terms), places == bound.places


def _written(term: Term | None) -> str:
    if term is None:
        return "no further term"
    return ", ".join(f"{name}: {value}" for name, value in term.model_dump(exclude_none=True).items())
