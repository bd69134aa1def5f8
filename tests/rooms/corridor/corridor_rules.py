"""Is a passage allowed? Every rule of the corridor, looked at one after the other in plain Python."""

from itertools import pairwise

from mamarr.corridor.passage import Passage
from mamarr.corridor.tables import NEVER, Corridor

Trip = dict[str, int]


def trips_of(passage: Passage) -> list[Trip]:
    """Return the rows of *passage* by name."""
    return [dict(zip(passage._fields, map(int, row), strict=True)) for row in zip(*passage, strict=True)]


def most_at_once(stays: list[tuple[int, int]]) -> int:
    """Return the greatest number of half-open stays that overlap."""
    events = sorted([(ends, -1) for begins, ends in stays if ends > begins] + [(b, 1) for b, e in stays if e > b])
    now = most = 0
    for _, step in events:
        now += step
        most = max(most, now)
    return most


def check(corridor: Corridor, passage: Passage) -> None:
    """Raise AssertionError at the first rule that is broken."""
    trips = trips_of(passage)
    for trip in trips:
        check_times(corridor, trip)
    check_vehicles(corridor, trips)
    check_people(corridor, trips)
    check_bays(corridor, trips)
    check_checkpoint(corridor, trips)
    check_lane(corridor, trips)


def check_times(corridor: Corridor, trip: Trip) -> None:
    """Every duration of one trip."""
    points, kind, point = corridor.points, trip["kind"], trip["point"]
    assert trip["depart_s"] >= points.opens_s[point]
    assert trip["arrive_s"] == trip["depart_s"] + points.inward_s[point, kind]
    assert trip["board_s"] >= max(trip["arrive_s"], points.ready_s[point])
    assert trip["leave_s"] >= trip["board_s"] + points.boarding_s[point]
    assert trip["hub_s"] == trip["leave_s"] + points.outward_s[point, kind] <= points.closes_s[point]
    assert trip["inspect_s"] >= trip["hub_s"]
    assert trip["inspected_s"] == trip["inspect_s"] + corridor.classes.inspection_s[kind]
    assert trip["enter_s"] >= max(trip["inspected_s"], corridor.lane.opens_s)
    assert trip["exit_s"] == trip["enter_s"] + corridor.classes.transit_s[kind] <= corridor.lane.closes_s
    assert trip["alight_s"] >= trip["exit_s"]
    assert trip["received_s"] == trip["alight_s"] + corridor.reception.alighting_s
    if trip["back_s"] < NEVER:
        assert trip["back_s"] >= max(trip["received_s"], corridor.lane.opens_s)
        assert trip["home_s"] == trip["back_s"] + corridor.classes.transit_s[kind] <= corridor.lane.closes_s


def check_vehicles(corridor: Corridor, trips: list[Trip]) -> None:
    """One vehicle, one place; no load above seats and stretchers."""
    for trip in trips:
        kind = trip["kind"]
        assert 0 <= trip["vehicle"] < corridor.classes.count[kind]
        assert trip["stretchers"] <= corridor.classes.stretchers[kind]
        assert trip["wounded"] + trip["tied"] + trip["others"] <= corridor.classes.seats[kind]
        assert trip["stretchers"] + trip["wounded"] + trip["tied"] + trip["others"] > 0
    for vehicle in {(trip["kind"], trip["vehicle"]) for trip in trips}:
        own = sorted((t for t in trips if (t["kind"], t["vehicle"]) == vehicle), key=lambda trip: trip["depart_s"])
        assert all(before["home_s"] <= after["depart_s"] for before, after in pairwise(own))


def check_people(corridor: Corridor, trips: list[Trip]) -> None:
    """Nobody is made up, and no tied companion leaves without the patient."""
    for point in range(len(corridor.points.bays)):
        out = {
            name: sum(t[name] for t in trips if t["point"] == point)
            for name in ("stretchers", "wounded", "tied", "others")
        }
        assert all(out[name] <= getattr(corridor.points, name)[point] for name in out)
        patients = int(corridor.points.stretchers[point])
        if patients:
            assert out["tied"] <= int(corridor.points.tied[point]) * out["stretchers"] // patients


def check_bays(corridor: Corridor, trips: list[Trip]) -> None:
    """No more vehicles board or alight at once than there are bays."""
    for point, bays in enumerate(corridor.points.bays):
        length = int(corridor.points.boarding_s[point])
        assert most_at_once([(t["board_s"], t["board_s"] + length) for t in trips if t["point"] == point]) <= bays
    assert most_at_once([(t["alight_s"], t["received_s"]) for t in trips]) <= corridor.reception.bays


def check_checkpoint(corridor: Corridor, trips: list[Trip]) -> None:
    """No lane too many, none free while somebody waits, nobody passed over by a worse rank or a later arrival."""
    lanes = int(corridor.checkpoint.lanes)
    assert most_at_once([(t["inspect_s"], t["inspected_s"]) for t in trips]) <= lanes
    rank = corridor.classes.rank
    for trip in trips:
        since, begins = trip["hub_s"], trip["inspect_s"]
        if since == begins:
            continue
        for at in {since} | {t["inspected_s"] for t in trips if since < t["inspected_s"] < begins}:
            assert sum(t["inspect_s"] <= at < t["inspected_s"] for t in trips) >= lanes
        for other in trips:
            if since <= other["inspect_s"] < begins:
                own, its = rank[trip["kind"]], rank[other["kind"]]
                assert its < own or (its == own and other["hub_s"] <= since)


def check_lane(corridor: Corridor, trips: list[Trip]) -> None:
    """Headways, convoys, and one direction at a time."""
    lane = corridor.lane
    outward = sorted((t["enter_s"], t["exit_s"]) for t in trips)
    inward = sorted((t["back_s"], t["home_s"]) for t in trips if t["back_s"] < NEVER)
    for entries in (outward, inward):
        run = 1
        for (before, _), (after, _) in pairwise(entries):
            assert after - before >= lane.headway_s
            run = run + 1 if after - before < lane.interval_s else 1
            assert run <= lane.largest
    if lane.is_alternating:
        for entry, leaves in outward:
            assert all(back >= leaves or entry >= home for back, home in inward)
