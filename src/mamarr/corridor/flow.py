"""Least clearance: the first step by which everybody can be safe, the flow that shows it and the labels that prove it.

Newton on cuts. A set of sources and its shortest ways give a step before which that set cannot be out: a valid bound,
whatever the set. A maximum flow up to that step brings everybody out, or its minimum cut names a set with a later step.
Good sets are first looked for in steps many times as long, which costs almost nothing and cannot make a bound wrong.

Hoppe & Tardos 2000; Fleischer 2001; Schloeter, Skutella & Tran 2022; docs/background/city.md.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from mamarr.corridor.city import FAR, City, Ints, Longs, coarsened
from mamarr.corridor.downhill import downhill
from mamarr.corridor.kernels.augment import Flood, drain, send_back
from mamarr.corridor.kernels.shortest import Ways, first_step, most_before
from mamarr.errors import MamarrError

_LEVELS = (16, 8)
"""Longer steps, in which good sets of sources are looked for."""
_MOST_COPIES = 1_000_000
"""Copies of legs above which a curve of every step takes ways as they come: straight ones took half as long again."""
_LARGEST = 400_000_000
"""Copies of legs, four bytes each, that a flow may have."""
_FEWEST_STEPS = 8
"""Fewer long steps than these say nothing."""

Chosen = NDArray[np.uint8]


class Cut(NamedTuple):
    """A set of sources, and the first step by which it can be out: no plan for everybody is faster."""

    chosen: Chosen  # (S,) 1 for the sources of the set
    step: int
    label: Ints  # (N + 1,) first step at which a place lies on the side of the people; `step` at safety


class Clearance(NamedTuple):
    """The least clearance with its proof."""

    step: int
    """First step by which everybody can be safe."""
    flood: Flood
    """A flow that shows it."""
    cut: Cut
    """The labels that prove that by the step before not everybody can be."""
    is_downhill: NDArray[np.bool_]
    """Legs (M,) that a flow without circles uses."""
    rounds: int
    """Maximum flows that were made in whole steps."""


def least_clearance(city: City) -> Clearance:
    """Return the first step by which everybody can be safe; `step` is 0 without people.

    Raises
    ------
    ValueError
        Somebody has no way to safety: a defect of the caller.
    MamarrError
        network.too-large: the flow would not fit into the memory of a laptop.
    """
    cut = cut_of(city, np.ones(city.source.size, np.uint8))
    if city.people and cut.step >= FAR:
        raise ValueError("a source without a way to safety")
    _must_fit(city, cut.step)
    rough = None
    for times in _LEVELS:
        cut, rough = _sharpened(city, cut, times)
    is_downhill = downhill(city, _persons(city, rough or _drained(city, cut.step)))
    flood, rounds = None, 0
    while True:
        flood = empty_flood(city, cut.step) if flood is None else lengthened(city, flood, cut.step)
        settle(city, flood, is_downhill, cut.step)
        rounds += 1
        if is_drained(flood):
            return Clearance(cut.step, flood, cut, is_downhill, rounds)
        later = cut_of(city, held_back(flood))
        if later.step <= cut.step:
            raise ArithmeticError("a minimum cut proves nothing: flow and shortest ways disagree")
        cut = later
        _must_fit(city, cut.step)


def _must_fit(city: City, last: int) -> None:
    copies = (last + 1) * max(city.tail.size, city.places)
    if copies > _LARGEST:
        raise MamarrError("network.too-large", found=last, wanted=city.tail.size, limit=_LARGEST)


def settle(city: City, flood: Flood, is_downhill: NDArray[np.bool_], last: int) -> int:
    """Bring as many as can be to safety by step *last*, downhill before any other way; return how many arrived."""
    latest = latest_entries(city, last)
    arrived = drain(city, flood, np.where(is_downhill, latest, -1).astype(np.int32), last)
    send_back(city, flood, last)
    return int(arrived + drain(city, flood, latest, last))


def _drained(city: City, last: int) -> Flood:
    flood = empty_flood(city, last)
    drain(city, flood, latest_entries(city, last), last)
    return flood


def _persons(city: City, flood: Flood) -> Longs:
    persons: Longs = flood.flow.reshape(-1, city.tail.size).sum(axis=0, dtype=np.int64)
    return persons


def _sharpened(city: City, cut: Cut, times: int) -> tuple[Cut, Flood | None]:
    """Return a cut that proves at least as much, from flows in steps *times* as long, and the last of these flows."""
    rough, flood = coarsened(city, times), None
    while cut.step >= _FEWEST_STEPS * times:
        flood = _drained(rough, -(-cut.step // times))
        if is_drained(flood):
            break
        later = cut_of(city, held_back(flood))
        if later.step <= cut.step:
            break
        cut = later
    return cut, flood


def cut_of(city: City, chosen: Chosen) -> Cut:
    """Return what the set of *chosen* sources proves."""
    ways, supply = _ways(city), int(city.supply[chosen > 0].sum())
    step = int(first_step(city, chosen, supply, ways)) if supply else 0
    return Cut(chosen, step, _label(city, ways, step))


def ceiling_of(city: City, chosen: Chosen, step: int) -> tuple[Cut, int]:
    """Return a cut of the *chosen* sources before *step*, and how many can be safe before it at most."""
    ways = _ways(city)
    persons = int(most_before(city, chosen, step, ways)) if chosen.any() else 0
    cut = Cut(chosen, step, _label(city, ways, step))
    return cut, persons + int(city.supply[chosen == 0].sum())


def _ways(city: City) -> Ways:
    places = city.places + 1
    return Ways(
        used=np.zeros(city.tail.size, np.int64),
        length=np.full(places, FAR, np.int32),
        came=np.zeros(places, np.int64),
        queue=np.zeros(places + 1, np.int64),
        queued=np.zeros(places, np.uint8),
    )


def _label(city: City, ways: Ways, step: int) -> Ints:
    label = np.minimum(ways.length, step).astype(np.int32)
    label[city.places] = step
    return label


class Sample(NamedTuple):
    """How many can be safe by the end of a step, and the cut that proves that nobody more can."""

    last: int
    persons: int
    cut: Cut


def earliest_arrival(city: City, clearance: Clearance, stride: int) -> tuple[Clearance, tuple[Sample, ...]]:
    """Return a flow with as many as can be safe by every *stride*-th step and by the last, and what proves it.

    Who has arrived stays arrived while the last step moves, so that one flow is best at all these steps: an earliest arrival
    flow where *stride* is 1. It takes no longer than *clearance* for everybody.

    Raises
    ------
    ArithmeticError
        A cut proves another number than the flow reaches: a defect.
    """
    flood, arrived, samples = empty_flood(city, clearance.step), 0, []
    is_plain = stride == 1 and flood.flow.size > _MOST_COPIES
    first = int(city.to_safety[city.source].min()) if city.people else 0
    for last in range(first + (clearance.step - first) % stride, clearance.step + 1, stride):
        latest = latest_entries(city, last)
        arrived += (
            int(drain(city, flood, latest, last)) if is_plain else settle(city, flood, clearance.is_downhill, last)
        )
        cut, most = ceiling_of(city, held_back(flood), last + 1)
        if most != arrived:
            raise ArithmeticError(f"by step {last} the flow reaches {arrived} and the cut {most}")
        samples.append(Sample(last, arrived, cut))
    return clearance._replace(flood=flood, rounds=clearance.rounds + len(samples)), tuple(samples)


def empty_flood(city: City, last: int) -> Flood:
    """Return a preflow up to step *last* in which everybody still waits."""
    copies, pools = (last + 1) * city.places, city.source.size
    return Flood(
        flow=np.zeros((last + 1) * city.tail.size, np.int32),
        leaving=np.zeros((last + 1) * pools, np.int32),
        excess=np.zeros(copies, np.int32),
        pool=city.supply.copy(),
        label=np.zeros(copies, np.int32),
        pool_label=np.zeros(pools, np.int32),
        queue=np.zeros(copies + pools + 1, np.int32),
        queued=np.zeros(copies, np.uint8),
    )


def lengthened(city: City, flood: Flood, last: int) -> Flood:
    """Return *flood* with more steps; everybody on the way stays where they are."""
    longer = empty_flood(city, last)
    for name in ("flow", "leaving", "excess"):
        getattr(longer, name)[: getattr(flood, name).size] = getattr(flood, name)
    longer.pool[:] = flood.pool
    return longer


def latest_entries(city: City, last: int) -> Ints:
    """Return the last step at which each leg may be entered by whoever is to be safe by step *last*."""
    return (last - city.to_safety[city.head] - city.travel).astype(np.int32)


def is_drained(flood: Flood) -> bool:
    """Tell whether everybody has arrived."""
    return not flood.pool.any() and not flood.excess.any()


def held_back(flood: Flood) -> Chosen:
    """Return the sources from which nobody more can be safe: those of a minimum cut."""
    return (flood.pool_label >= FAR).astype(np.uint8)
