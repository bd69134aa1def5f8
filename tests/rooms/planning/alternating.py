"""Corridors used in turns and plans for them: the eastern Aleppo case as tables, and small random ones."""

import random
from dataclasses import dataclass
from itertools import groupby, product

import numpy as np

from mamarr.corridor.passage import Decision, Passage, drive
from mamarr.corridor.tables import NEVER, UNLIMITED, Checkpoint, Classes, Corridor, Ints, Lane, Points, Reception

CORRIDOR_M = 5000
INNER_M = (500, 800, 1100, 1400, 1700, 2000)
SHARES = (25, 20, 20, 15, 12, 8)  # per cent of each kind
SPEED_KMH = 20
PAUSE_S = 12 * 3600
ALEPPO_AMBULANCES = tuple(400 * share // 100 // 2 for share in SHARES)
ALEPPO_BUSES = tuple(-(-7600 * share // 100 // 50) for share in SHARES)


def ints(rows: object) -> Ints:
    return np.array(rows, dtype=np.int64)


def drive_s(length_m: int) -> int:
    """Whole seconds, never rounded down."""
    return -(-length_m * 36 // (SPEED_KMH * 10))


def eastern_aleppo(*, closes_s: int = PAUSE_S, lanes: int = 2, ambulances: int = 20) -> Corridor:
    """8,000 people, 60 buses, 20 ambulances, two inspection lanes of four minutes, one lane of 5 km in turns."""
    drives = ints([[drive_s(length)] * 2 for length in INNER_M])
    shares, none = ints(SHARES), ints([0] * len(SHARES))
    points = Points(
        inward_s=drives,
        outward_s=drives.copy(),
        boarding_s=none + 600,
        bays=none + 5,
        opens_s=none,
        closes_s=none + closes_s,
        stretchers=400 * shares // 100,
        wounded=800 * shares // 100,
        tied=none,
        others=6800 * shares // 100,
        ready_s=none,
    )
    classes = Classes(
        seats=ints([50, 0]),
        stretchers=ints([0, 2]),
        count=ints([60, ambulances]),
        inspection_s=ints([240, 240]),
        rank=ints([1, 0]),
        transit_s=ints([drive_s(CORRIDOR_M)] * 2),
    )
    return Corridor(
        points=points,
        classes=classes,
        checkpoint=Checkpoint(lanes=np.int64(lanes)),
        lane=Lane(*(np.int64(each) for each in (1, 30, 180, 20, 0, closes_s))),
        reception=Reception(alighting_s=np.int64(480), bays=np.int64(UNLIMITED)),
        horizon_s=np.int64(24 * 3600),
    )


def rounds_of_all_ambulances() -> Decision:
    """A timetable for eastern Aleppo without end of the pause: ten openings, in each all 20 ambulances, near points first.

    Buses go out while ambulances are inspected; lanes wait a little at the end of a round, so that no bus keeps an ambulance waiting.
    """
    ambulances, buses = (nearest_first(trips, 10) for trips in (ALEPPO_AMBULANCES, ALEPPO_BUSES))
    trips = ints([buses + [-1] * (len(ambulances) - len(buses)), ambulances])
    by_bus = (0, 21, 20, 22, 20, 22, 21, 19, 9, 1)
    outward = ints([[buses_out, 20] for buses_out in by_bus])
    inward = ints([[60, 20]] * 9 + [[0, 0]])
    return Decision(trips, outward, inward, ints([300, 210, 180, 180, 180, 180, 180, 180, 120, 120]))


def nearest_first(trips: tuple[int, ...], rounds: int) -> list[int]:
    """The points in the order of *rounds*, each with its share of every point's trips, nearest points first."""
    shares = [[round(number * turn / rounds) for number in trips] for turn in range(rounds + 1)]
    return [
        p for turn in range(rounds) for p in range(len(trips)) for _ in range(shares[turn + 1][p] - shares[turn][p])
    ]


def draw_corridor(rng: random.Random) -> Corridor:
    """A small corridor used in turns: one to three classes, every kind of rule, a pause that is long or short."""
    kinds, places, pace = rng.choice((1, 1, 2, 2, 3)), range(rng.randint(1, 3)), rng.choice((7, 30))
    closes = rng.choice((10**6, 10**6, rng.randint(40, 160) * pace))
    transit = rng.randint(1, 10 * pace)
    loads = [rng.choice(((5, 0), (8, 0), (0, 1), (0, 2), (3, 1), (2, 2))) for _ in range(kinds)]
    return Corridor(
        points=Points(
            inward_s=ints([[rng.randint(0, 6 * pace) for _ in range(kinds)] for _ in places]),
            outward_s=ints([[rng.randint(0, 6 * pace) for _ in range(kinds)] for _ in places]),
            boarding_s=ints([rng.randint(0, 8 * pace) for _ in places]),
            bays=ints([rng.choice((1, 2, 3, UNLIMITED)) for _ in places]),
            opens_s=ints([rng.choice((0, 0, 3 * pace)) for _ in places]),
            closes_s=ints([closes for _ in places]),
            stretchers=ints([rng.choice((0, 1, 5, 9, 14)) for _ in places]),
            wounded=ints([rng.choice((0, 0, 3, 8)) for _ in places]),
            tied=ints([0 for _ in places]),
            others=ints([rng.choice((0, 5, 25, 60)) for _ in places]),
            ready_s=ints([rng.choice((0, 0, rng.randint(0, 20 * pace))) for _ in places]),
        ),
        classes=Classes(
            seats=ints([seats for seats, _ in loads]),
            stretchers=ints([stretchers for _, stretchers in loads]),
            count=ints([rng.randint(1, 5) for _ in loads]),
            inspection_s=ints([rng.choice((0, rng.randint(1, 9 * pace))) for _ in loads]),
            rank=ints([rng.randrange(kinds) for _ in loads]),
            transit_s=ints([transit if rng.random() < 0.7 else rng.randint(1, 10 * pace) for _ in loads]),
        ),
        checkpoint=Checkpoint(lanes=np.int64(rng.choice((1, 1, 2, 3, 6, UNLIMITED)))),
        lane=Lane(
            is_alternating=np.int64(1),
            headway_s=np.int64(rng.randint(0, 2 * pace)),
            interval_s=np.int64(rng.randint(0, 5 * pace)),
            largest=np.int64(rng.choice((1, 2, 4, UNLIMITED))),
            opens_s=np.int64(rng.choice((0, 0, 10 * pace))),
            closes_s=np.int64(closes),
        ),
        reception=Reception(
            alighting_s=np.int64(rng.randint(0, 8 * pace)), bays=np.int64(rng.choice((1, 3, UNLIMITED)))
        ),
        horizon_s=np.int64(10**7),
    )


def draw_decision(rng: random.Random, corridor: Corridor) -> Decision:
    """Anything of the right shape; enough openings that most people come out of most corridors."""
    kinds, places = corridor.classes.seats.size, corridor.points.bays.size
    openings, most = rng.randint(1, 12), int(corridor.classes.count.max())
    numbers = [[[rng.randint(0, most) for _ in range(kinds)] for _ in range(openings)] for _ in range(2)]
    trips = [[rng.randrange(places) for _ in range(60)] for _ in range(kinds)]
    patience = [rng.choice((0, rng.randint(0, 300))) for _ in range(openings)]
    return Decision(ints(trips), ints(numbers[0]), ints(numbers[1]), ints(patience))


def people_of(passage: Passage) -> int:
    """People received."""
    return int((passage.stretchers + passage.wounded + passage.tied + passage.others).sum())


@dataclass(frozen=True)
class Seen:
    """The numbers of a plan that rows over windows speak of: opening r is at position r - 1."""

    first_out: list[int]
    last_out: list[int]
    first_back: list[int]
    last_back: list[int]
    out: list[list[int]]  # by the end of each opening, for each class
    back: list[list[int]]


def see(passage: Passage, kinds: tuple[int, ...], enough: Ints) -> Seen:
    """Read a timetable: trips beyond *enough* (class x point) are struck out, windows are what is left between turns."""
    kept, made = [], np.zeros_like(enough)
    for row in np.argsort(passage.enter_s, kind="stable"):
        kind = int(passage.kind[row])
        if kind in kinds:
            place = (kinds.index(kind), int(passage.point[row]))
            made[place] += 1
            if made[place] <= enough[place]:
                kept.append(int(row))
    entries = [(int(passage.enter_s[row]), 0, int(passage.kind[row])) for row in kept]
    entries += [(int(passage.back_s[row]), 1, int(passage.kind[row])) for row in kept if passage.back_s[row] < NEVER]
    runs = [list(run) for _, run in groupby(sorted(entries), key=lambda entry: entry[1])]
    if runs and runs[-1][0][1] == 1:
        runs.pop()
    sides = [runs[0::2], runs[1::2]]
    counts = [np.cumsum([[sum(e[2] == k for e in run) for k in kinds] for run in side], axis=0) for side in sides]
    first, last = ([[run[end][0] for run in side] for side in sides] for end in (0, -1))
    return Seen(first[0], last[0], first[1], last[1], counts[0].tolist(), counts[1].tolist())


def some_plans(rng: random.Random, number: int) -> "list[tuple[Corridor, Passage]]":
    """Random corridors, each with a timetable that brings somebody out."""
    plans: list[tuple[Corridor, Passage]] = []
    while len(plans) < number:
        corridor = draw_corridor(rng)
        passages = [drive(corridor, draw_decision(rng, corridor)) for _ in range(4)]
        plans += [(corridor, passage) for passage in passages if people_of(passage) > 0]
    return plans[:number]


def tiny_corridor(rng: random.Random) -> Corridor:
    """Two vehicles of one class, two to four trips from one place, no end of the pause."""
    corridor = draw_corridor(rng)
    while len(corridor.classes.seats) > 1:
        corridor = draw_corridor(rng)
    place = {name: table[:1] for name, table in corridor.points._asdict().items()}
    people = {"stretchers": ints([0]), "wounded": ints([0]), "others": ints([rng.randint(6, 20)])}
    endless = {"closes_s": np.int64(10**6)}
    return corridor._replace(
        points=Points(**{**place, **people, "closes_s": ints([10**6])}),
        classes=corridor.classes._replace(seats=ints([5]), stretchers=ints([0]), count=ints([2])),
        lane=corridor.lane._replace(**endless),
    )


def whole_timetables(corridor: Corridor) -> list[Passage]:
    """Everything that can be decided in a tiny corridor and brings everybody out."""
    people, made = int(corridor.points.others.sum()), []
    trips = -(-people // 5)
    for openings in range(1, trips + 1):
        for outward in product((1, 2), repeat=openings):
            for inward in product((1, 2), repeat=openings - 1):
                out, back = (ints([[each] for each in numbers]) for numbers in (outward, (*inward, 0)))
                made.append(drive(corridor, Decision(ints([[0] * trips]), out, back, ints([0] * openings))))
    return [passage for passage in made if people_of(passage) == people]
