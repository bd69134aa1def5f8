"""A city planned: the flow that has everybody out first, the labels that prove it, in the columns of a plan."""

import time
from itertools import chain, repeat
from typing import Literal

import numpy as np

from mamarr.corridor.city import FAR, City, build_city
from mamarr.corridor.flow import Clearance, Cut, Sample, earliest_arrival, least_clearance
from mamarr.errors import MamarrError
from mamarr.planning.answers import certified
from mamarr.planning.flows import SAFETY, Ceiling, Flows, Labels
from mamarr.planning.timetable import Bound, Plan, Term
from mamarr.scenario.network import Network
from mamarr.scenario.network_checks import step_findings
from mamarr.scenario.scenario import Scenario

METHOD = "flow over time, Newton on cuts"
_LONGEST_STEP_S = 3600


Method = Literal["clearance", "certified", "curve"]
"""Everybody out first; as many as can be by some thirty steps, too; or by every step."""

_SAMPLES = 32
"""Steps at which a certified curve is best."""
_MOST_LABELS = 2_000_000
"""Labels in a plan; beyond it, ceilings are kept for fewer steps."""


def plan_city(scenario: Scenario, step_s: int, method: Method = "clearance") -> Plan:
    """Return the plan that has everybody with a way out as soon as can be, in whole steps of *step_s* seconds, with its proof.

    It is exact for the model: travel in whole steps, capacities in whole persons a step, waiting only where people are at
    the start, no slowing down with density. People without a way are named as remaining.

    Raises
    ------
    MamarrError
        network.step; network.too-late where the scenario ends before everybody is out; plan.refused.
    """
    network = scenario.network
    if network is None:
        raise ValueError("a scenario without a network")
    if not 1 <= step_s <= _LONGEST_STEP_S:
        raise MamarrError("network.step", found=f"{step_s} s")
    began = time.monotonic()
    city = build_city(network, step_s)
    if not city.people:
        found_steps = step_findings(network, step_s)
        raise MamarrError("network.nobody-reaches", found_steps, found=len(network.waiting.place))
    found = least_clearance(city)
    if found.cut.step * step_s > scenario.ends_s:
        raise MamarrError("network.too-late", found=found.cut.step * step_s)
    samples: tuple[Sample, ...] = ()
    if method != "clearance":
        stride = 1 if method == "curve" else -(-found.step // _SAMPLES)
        found, samples = earliest_arrival(city, found, stride)
    labels = Labels(place=(*network.places, SAFETY), step=_labels(city, network, found.cut))
    plan = Plan(
        scenario=scenario,
        method=f"{METHOD}; {method}",
        iterations=found.rounds,
        seconds=round(time.monotonic() - began, 3),
        trips=(),
        step_s=step_s,
        flows=_columns(city, found, step_s),
        labels=labels,
        ceilings=_ceilings(city, network, samples, step_s) if samples else None,
        bounds=(*_clearance_bound(city, labels, step_s), *_people_bound(city, network)),
    )
    return certified(plan)


def _columns(city: City, found: Clearance, step_s: int) -> Flows:
    """Return the flow in columns; equal numbers are one object, for there are millions of entries."""
    table = found.flood.flow.reshape(-1, city.tail.size)
    order = np.argsort(city.leg)
    seconds = [step * step_s for step in range(table.shape[0])]
    legs: list[tuple[int, int]] = []
    enters: list[list[int]] = []
    persons: list[list[int]] = []
    for column in order.tolist():
        entries = table[:, column]
        steps = np.flatnonzero(entries)
        if steps.size:
            legs.append((int(city.leg[column]), int(steps.size)))
            enters.append([seconds[step] for step in steps.tolist()])
            persons.append(entries[steps].tolist())
    return Flows(
        leg=tuple(chain.from_iterable(repeat(leg, count) for leg, count in legs)),
        enters_s=tuple(chain.from_iterable(enters)),
        persons=tuple(chain.from_iterable(persons)),
    )


def _labels(city: City, network: Network, cut: Cut) -> tuple[int, ...]:
    """Return the labels of all places; those without a way to safety are on the side of the people from the start."""
    label = np.where(city.to_safety >= FAR, 0, cut.label)
    label[list(network.exits)] = cut.step
    label[city.places] = cut.step
    return tuple(label.tolist())


def _ceilings(city: City, network: Network, samples: tuple[Sample, ...], step_s: int) -> tuple[Ceiling, ...]:
    apart = -(-len(samples) * (city.places + 1) // _MOST_LABELS)
    kept = [*samples[:-1:apart], samples[-1]]
    return tuple(
        Ceiling(by_s=each.last * step_s, persons=each.persons, step=_labels(city, network, each.cut)) for each in kept
    )


def _clearance_bound(city: City, labels: Labels, step_s: int) -> list[Bound]:
    """Return the bound with its sum: those outside the cut, and what its legs can let through in the steps before."""
    label = np.array(labels.step, np.int64)
    open_for = np.maximum(0, label[city.head] - label[city.tail] - city.travel)
    outside = int(city.supply[label[city.source] > 0].sum())
    terms = [Term(code="outside", persons=outside)] if outside else []
    columns = np.flatnonzero(open_for)
    for column in columns[np.argsort(city.leg[columns])].tolist():
        leg = int(city.leg[column])
        terms.append(Term(code="through", count=int(open_for[column]), each=int(city.capacity[column]), of=str(leg)))
    step = labels.step[-1]
    return [Bound(kind="city-cut", of="clearance_s", proof="hand", value=step * step_s, terms=tuple(terms))]


def _people_bound(city: City, network: Network) -> list[Bound]:
    if city.people == network.people_total:
        return []
    return [
        Bound(
            kind="city-ways",
            of="people",
            proof="hand",
            value=city.people,
            terms=(Term(code="with-a-way", persons=city.people),),
        )
    ]
