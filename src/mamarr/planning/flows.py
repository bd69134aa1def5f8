"""Flows and labels: the parts of a plan for people who move by themselves, in columns, and what they say."""

from mamarr.document import Document
from mamarr.scenario.columns import Column
from mamarr.scenario.network import Network

Curve = tuple[tuple[int, int], ...]
"""(second, persons received so far)."""


class Flows(Document):
    """Who enters which leg when, one row an entry, in order of legs and then of time."""

    leg: Column
    """Row of the leg in the network."""
    enters_s: Column
    """Second at which they enter it: the beginning of a step."""
    persons: Column
    """How many."""


class Labels(Document):
    """The proof that nobody can be faster: the first step at which each place is on the side of those who cannot be out."""

    place: tuple[str, ...]
    """Every place of the network, and last `safety`."""
    step: Column
    """Its step. At safety it is the step of the bound: by the step before it not everybody can be out."""


class Ceiling(Document):
    """How many can be received by a second at most, with the labels that prove it."""

    by_s: int
    """The second: the end of a step."""
    persons: int
    """How many."""
    step: Column
    """Labels in the order of `Labels.place`; safety has the step after the one that ends at `by_s`."""


PEOPLE = "people"
"""What everybody on a network is called where a group is named."""
SAFETY = "safety"
"""What the row of all exits together is called."""


def curve_of(network: Network, flows: Flows, step_s: int) -> Curve:
    """Return how many are received by when, one entry for each second at which somebody is."""
    travel, _ = network.steps_of(step_s)
    exits, ends = set(network.exits), network.legs.to_place
    leads_out = [end in exits for end in ends]
    received: dict[int, int] = {}
    for leg, enters, persons in zip(flows.leg, flows.enters_s, flows.persons, strict=True):
        if leads_out[leg]:
            second = enters + travel[leg] * step_s
            received[second] = received.get(second, 0) + persons
    total, curve = 0, []
    for second in sorted(received):
        total += received[second]
        curve.append((second, total))
    return tuple(curve)


def left_at(network: Network, flows: Flows) -> dict[int, int]:
    """Return the persons who stay, by row of their place."""
    gone: dict[int, int] = dict.fromkeys(network.waiting.place, 0)
    starts, ends = network.legs.from_place, network.legs.to_place
    by_leg: dict[int, int] = {}
    for leg, persons in zip(flows.leg, flows.persons, strict=True):
        by_leg[leg] = by_leg.get(leg, 0) + persons
    for leg, persons in by_leg.items():
        if starts[leg] in gone:
            gone[starts[leg]] += persons
        if ends[leg] in gone:
            gone[ends[leg]] -= persons
    rows = zip(network.waiting.place, network.waiting.persons, strict=True)
    return {place: persons - gone[place] for place, persons in rows if persons > gone[place]}
