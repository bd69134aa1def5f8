"""Choice under doubt: what combinations are worth if the other side does not keep its word."""

from collections.abc import Iterator, Mapping, Sequence

from mamarr.negotiation.asks import Ask, Combination, Doubt
from mamarr.negotiation.inverse import reaches


def doubts(
    chosen: Sequence[Combination], combinations: Sequence[Combination], asks: Mapping[str, Ask], goal: float | None
) -> tuple[Doubt, ...]:
    """Return what each of *chosen* is worth when promises are broken, each independently with its own chance.

    People out when only some promises are kept are those of the best plan in hand for what is kept: an expectation of plans
    in hand, not of proofs.
    """
    known = {frozenset(each.asks): each for each in combinations}
    return tuple(_doubt(each, known, asks, goal) for each in chosen)


def robust(combinations: Sequence[Combination], goal: float | None) -> Combination | None:
    """Return the combination of least cost that reaches the goal whichever one promise of it is broken; None without any."""
    known = {frozenset(each.asks): each for each in combinations}
    found = [
        each
        for each in combinations
        if each.asks and all(reaches(known[frozenset(each.asks) - {name}], goal) for name in each.asks)
    ]
    return min(found, key=lambda each: (each.cost, len(each.asks), each.asks), default=None)


def kept(ids: Sequence[str], asks: Mapping[str, Ask]) -> Iterator[tuple[frozenset[str], float]]:
    """Yield every set of promises that may be kept, with its chance; sets without a chance are left out."""
    sets: list[tuple[frozenset[str], float]] = [(frozenset(), 1.0)]
    for name in ids:
        promise = asks[name].promise
        sets = [
            (names | more, chance * share)
            for names, chance in sets
            for more, share in ((frozenset({name}), promise), (frozenset[str](), 1.0 - promise))
            if share > 0
        ]
    yield from sets


def _doubt(
    each: Combination, known: Mapping[frozenset[str], Combination], asks: Mapping[str, Ask], goal: float | None
) -> Doubt:
    ways = [(known[names], chance) for names, chance in kept(each.asks, asks)]
    sure = sum(chance for found, chance in ways if reaches(found, goal))
    may_be = sum(chance for found, chance in ways if _may_reach(found, goal))
    parts = [known[frozenset(each.asks) - {name}].people_out for name in each.asks]
    return Doubt(
        asks=each.asks,
        cost=each.cost,
        people_expected=round(sum(chance * found.people_out for found, chance in ways), 3),
        people_one_broken=min(parts, default=each.people_out),
        people_worst=known[frozenset()].people_out,
        chance_reached=(round(sure, 6), round(may_be, 6)),
    )


def _may_reach(found: Combination, goal: float | None) -> bool:
    if goal is None:
        return found.verdict != "useless"
    return found.chance is None or found.chance[2] >= goal
