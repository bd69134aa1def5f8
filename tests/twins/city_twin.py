"""A small city solved from the definition: the network written out step by step, one person's way after another.

No labels, no cuts, no shortest ways: copies of every place at every step, a search in breadth, and the horizon raised by one
until everybody is safe.
"""

from collections import deque
from collections.abc import Iterator
from random import Random

from mamarr.document import Name
from mamarr.scenario.network import Network, Stretches, Waiting
from mamarr.scenario.scenario import Scenario


def city(seed: int) -> Scenario:
    """Return a small city: one-way stretches, some that take no time, some twice; a few places with people, one or two exits."""
    dice = Random(seed)
    places = dice.randint(3, 7)
    exits = dice.randint(1, 2)
    rows = range(places)
    legs = [(dice.choice(rows), dice.choice(rows)) for _ in range(dice.randint(places, 4 * places))]
    legs = [(start, end) for start, end in legs if start != end] or [(places - 1, 0)]
    sources = dice.sample(range(exits, places), dice.randint(1, places - exits))
    network = Network(
        places=tuple(f"p{row}" for row in rows),
        legs=Stretches(
            from_place=tuple(start for start, _ in legs),
            to_place=tuple(end for _, end in legs),
            travel_s=tuple(60 * dice.randint(0 if seed % 3 == 0 else 1, 4) for _ in legs),
            capacity_per_h=tuple(60 * dice.randint(1, 4) for _ in legs),
        ),
        waiting=Waiting(place=tuple(sources), persons=tuple(dice.randint(1, 25) for _ in sources)),
        exits=tuple(range(exits)),
    )
    name = Name(en="small", ar="صغيرة")
    return Scenario(name=name, ends_s=10**7, places=(), legs=(), groups=(), fleet=(), network=network)


def most_by(network: Network, last: int) -> int:
    """Return how many can be safe by the end of step *last*."""
    room: dict[tuple[object, object], int] = {}

    def add(start: object, end: object, persons: int) -> None:
        room[start, end] = room.get((start, end), 0) + persons
        room.setdefault((end, start), 0)

    legs = network.legs
    for place, persons in zip(network.waiting.place, network.waiting.persons, strict=True):
        add("all", ("home", place), persons)
        for step in range(last + 1):
            add(("home", place), (place, step), persons)
    rows = zip(legs.from_place, legs.to_place, legs.travel_s, legs.capacity_per_h, strict=True)
    for number, (start, end, travel_s, per_hour) in enumerate(rows):
        for step in range(last + 1 - travel_s // 60):
            way = ("leg", number, step)
            reached = "safe" if end in network.exits else (end, step + travel_s // 60)
            if start not in network.exits:
                add((start, step), way, per_hour // 60)
                add(way, reached, per_hour // 60)
    neighbours: dict[object, list[object]] = {}
    for start, end in room:
        neighbours.setdefault(start, []).append(end)
    return sum(_augmented(room, neighbours))


def _augmented(room: dict[tuple[object, object], int], neighbours: dict[object, list[object]]) -> Iterator[int]:
    while True:
        came: dict[object, object] = {"all": "all"}
        front = deque(["all"])
        while front and "safe" not in came:
            here: object = front.popleft()
            for there in neighbours.get(here, ()):
                if there not in came and room[here, there] > 0:
                    came[there] = here
                    front.append(there)  # type: ignore[arg-type]
        if "safe" not in came:
            return
        way, end = [], "safe"
        while end != "all":
            way.append((came[end], end))
            end = came[end]  # type: ignore[assignment]
        persons = min(room[each] for each in way)
        for start, there in way:
            room[start, there] -= persons
            room[there, start] += persons
        yield persons


def curve(network: Network, people: int) -> list[int]:
    """Return how many can be safe by the end of step 0, 1, 2, …, up to the first step by which *people* are."""
    found = [most_by(network, 0)]
    while found[-1] < people:
        found.append(most_by(network, len(found)))
    return found
