"""Vehicles so far apart that headways, not trips, take the time: the solver called any plan known the best."""

import random

import numpy as np
import pytest
from alternating import Corridor, ints, tiny_corridor, whole_timetables

from mamarr.corridor.tables import UNLIMITED, Lane
from mamarr.planning.exact import clearance_bound

TRANSIT_S, INSPECTION_S, HEADWAY_S = 10, 10, 1000


def four_trips() -> Corridor:
    """Two vehicles of five seats, 20 people at the hub's door, nothing that takes time but lane, lane's turn and inspection."""
    corridor, none = tiny_corridor(random.Random(1)), ints([0])
    drives = {"inward_s": ints([[0]]), "outward_s": ints([[0]])}
    people = {"others": ints([20]), "boarding_s": none, "ready_s": none, "opens_s": none, "bays": ints([UNLIMITED])}
    return corridor._replace(
        points=corridor.points._replace(**drives, **people),
        classes=corridor.classes._replace(inspection_s=ints([INSPECTION_S]), transit_s=ints([TRANSIT_S])),
        checkpoint=corridor.checkpoint._replace(lanes=np.int64(1)),
        lane=Lane(*(np.int64(each) for each in (1, HEADWAY_S, HEADWAY_S, 10**9, 0, 10**7))),
        reception=corridor.reception._replace(alighting_s=np.int64(0)),
    )


@pytest.mark.parametrize("known", [None, 3020, 3021, 6000, 10**6])
def test_a_plan_known_to_be_bad_does_not_become_the_bound(known: int | None) -> None:
    corridor = four_trips()
    least = min(int(passage.received_s.max()) for passage in whole_timetables(corridor))
    assert least == INSPECTION_S + 3 * HEADWAY_S + TRANSIT_S
    assert clearance_bound(corridor, seconds=5, known=known).value == least
