"""Ceilings: limits on the people of any plan that no time can mend. Taken from the scenario, by the judge alone."""

from collections.abc import Iterable, Iterator

from mamarr.planning.collation import Sum
from mamarr.planning.muster import Muster, Party, waiting
from mamarr.planning.timetable import Term
from mamarr.scenario.people import Group
from mamarr.scenario.quantities import UNLIMITED


def elsewhere(muster: Muster, parties: Iterable[Party]) -> list[Term]:
    """Return everybody but *parties* as a term; none where that is nobody."""
    others = muster.carriable() - waiting(parties)
    return [Term(code="elsewhere", persons=others)] if others else []


def capacity(muster: Muster) -> Iterator[Sum]:
    """No more are received in a set of centres than these hold."""
    for names, parties in sets_of_centres(muster):
        limits = [centre.capacity for centre in muster.scenario.reception_centres if centre.id in names]
        if max(limits) < UNLIMITED:
            most = min(sum(limits), waiting(parties))
            yield names, (Term(code="persons", persons=most), *elsewhere(muster, parties))


def places(muster: Muster) -> Iterator[Sum]:
    """No more of one kind are received in a centre than it has places for."""
    for centre in muster.scenario.reception_centres:
        for kind, limit in centre.places_for.items():
            parties = [
                party
                for party in muster.parties
                if set(party.group.destinations) == {centre.id} and kind in words(party.group)
            ]
            if limit < UNLIMITED and parties:
                most = min(limit, waiting(parties))
                yield (centre.id,), (Term(code="persons", persons=most, of=kind), *elsewhere(muster, parties))


def words(group: Group) -> set[str]:
    """Return every kind of people that *group* counts as in `places_for`; who moves itself neither lies nor sits."""
    triage = group.triage or ("stable" if group.category == "wounded" else None)
    return {group.category, group.travels, *group.needs, *([triage] if triage else ())}


def links(muster: Muster) -> Iterator[Sum]:
    """No more of these board than the steps let go that the others can ever open."""
    for link in muster.scenario.linked:
        these = [party for party in muster.parties if party.point.id in link.these]
        others = waiting(party for party in muster.parties if party.point.id in link.others)
        others += muster.aboard_from(link.others) + sum(each.persons for each in link.elsewhere)
        if these:
            steps = link.ahead + others // link.others_step
            yield tuple(link.these), (Term(code="linked-steps", count=steps, each=link.step), *elsewhere(muster, these))


def sets_of_centres(muster: Muster) -> list[tuple[tuple[str, ...], tuple[Party, ...]]]:
    """Return each set of centres that some group accepts, with the parties that accept nothing else."""
    sets = sorted({tuple(sorted(set(party.group.destinations))) for party in muster.parties})
    return [
        (names, tuple(party for party in muster.parties if set(party.group.destinations) <= set(names)))
        for names in sets
    ]
