"""Ledger: who is still to be brought out, what the centres still take, and who belongs together."""

from mamarr.scenario.people import Group
from mamarr.scenario.quantities import UNLIMITED
from mamarr.scenario.references import ISOLATION, WHEELCHAIR
from mamarr.scenario.scenario import Scenario


class Ledger:
    """People and places left, as bookings go."""

    def __init__(self, scenario: Scenario) -> None:
        self.scenario = scenario
        self.groups = {group.id: group for group in scenario.groups}
        self.patients_of = {group.companions.group: group for group in scenario.groups if group.companions is not None}
        """The group of patients of each group of companions."""
        self.kinds = {group.id: kinds_of(group) for group in scenario.groups}
        self.needs = {
            group.id: frozenset(need for need in group.needs if need not in (WHEELCHAIR, ISOLATION))
            for group in scenario.groups
        }
        self.apart = {group.id: set(group.apart_from) for group in scenario.groups}
        for group in scenario.groups:
            for other in group.apart_from:
                self.apart[other].add(group.id)
        self.clear()

    def clear(self) -> None:
        """Begin again: nobody is brought out."""
        scenario = self.scenario
        self.left = {group.id: group.to_move for group in scenario.groups}
        self.out = dict.fromkeys(self.groups, 0)
        self.out_at: dict[tuple[str, str], int] = {}
        self.centre_left = {centre.id: centre.capacity for centre in scenario.reception_centres}
        self.kind_left = {
            (centre.id, kind): limit
            for centre in scenario.reception_centres
            for kind, limit in centre.places_for.items()
        }
        self.family_at: dict[str, dict[str, int]] = {}
        self.aid_left = {aid.id: aid.tonnes for aid in scenario.aid}

    def hold(self, load: dict[str, int]) -> None:
        """Keep *load* for a vehicle that has it aboard, or is promised it: nobody else takes these people."""
        for group, persons in load.items():
            self.left[group] -= persons

    def add(self, load: dict[str, int], centre: str, is_held: bool) -> None:  # noqa: FBT001 - a booking
        """Book the reception of *load*."""
        self._change(load, centre, 1, is_held=is_held)

    def remove(self, load: dict[str, int], centre: str, is_held: bool) -> None:  # noqa: FBT001 - a booking
        """Give back what `add` booked."""
        self._change(load, centre, -1, is_held=is_held)

    def _change(self, load: dict[str, int], centre: str, sign: int, *, is_held: bool) -> None:
        for name, persons in load.items():
            group, amount = self.groups[name], sign * persons
            if not is_held:
                self.left[name] -= amount
            self.out[name] += amount
            self.out_at[name, centre] = self.out_at.get((name, centre), 0) + amount
            if self.centre_left[centre] < UNLIMITED // 2:
                self.centre_left[centre] -= amount
            for kind in self.kinds[name]:
                if (centre, kind) in self.kind_left:
                    self.kind_left[centre, kind] -= amount
            if group.family is not None:
                at = self.family_at.setdefault(group.family, {})
                at[centre] = at.get(centre, 0) + amount

    def family_allows(self, group: Group, centre: str) -> bool:
        """Return whether the family of *group* is received at *centre*, or nowhere yet and everybody of it may go there."""
        if group.family is None:
            return True
        taken = [name for name, persons in self.family_at.get(group.family, {}).items() if persons]
        return not taken or taken == [centre]

    def places_for(self, group: str, centre: str) -> int:
        """Return how many of *group* the centre still takes, by kind."""
        return min(
            (self.kind_left[centre, kind] for kind in self.kinds[group] if (centre, kind) in self.kind_left),
            default=UNLIMITED,
        )


class Goods:
    """Aid that is still to be brought, as bookings go."""

    def __init__(self, ledger: Ledger) -> None:
        self.ledger = ledger

    def add(self, aid: str, tonnes: int) -> None:
        """Book a delivery."""
        self.ledger.aid_left[aid] -= tonnes

    def remove(self, aid: str, tonnes: int) -> None:
        """Give back what `add` booked."""
        self.ledger.aid_left[aid] += tonnes


def kinds_of(group: Group) -> frozenset[str]:
    """Return the kinds of people that a centre may have places for."""
    lies = "stretcher" if group.travels == "stretcher" else "seat"
    kinds = {group.category, lies, *group.needs}
    if group.triage is not None:
        kinds.add(group.triage)
    if group.category == "wounded" and group.triage is None:
        kinds.add("stable")
    return frozenset(kinds)


def urgency_of(group: Group) -> int:
    """Return 0 immediate, 1 urgent, 2 stable, 3 for all others."""
    return 3 if group.urgency is None else group.urgency
