"""Corners of the judge where one rule meets another: what a plan leaves out, two ways to a place, stations inside, times of nothing."""

from typing import Any

import pytest
from ferry import at, codes, judged, out

Found = list[tuple[str, str, dict[str, Any]]]


def told(*changes: Any, code: str = "") -> Found:
    """Code, path and terms of every finding, or of those with *code*."""
    findings = judged(*changes).findings
    return [(found.code, found.path, dict(found.terms)) for found in findings if code in ("", found.code)]


def added(section: str, *rows: dict[str, Any]) -> Any:
    """A change that adds *rows* to a list of the scenario."""
    return lambda plan: plan["scenario"][section].extend(rows)


def only(*trips: dict[str, Any], convoys: list[list[str]]) -> tuple[Any, ...]:
    return at("trips", list(trips)), at("convoys", convoys)


def followed_by(*trips: dict[str, Any]) -> Any:
    return lambda plan: plan["trips"].extend(trips)


VAN = {"id": "van", "seats": 0, "count": 1, "stationed": "gate"}


def of_van(*trips: list[dict[str, Any]]) -> tuple[Any, ...]:
    """A van at the gate, inspected in no time, that makes *trips* beside the ferry's."""
    rows = [{"id": f"v{number}", "vehicle": "van/1", "stops": stops} for number, stops in enumerate(trips)]
    return added("fleet", VAN), at("scenario.places.0.service_time_s.van", 0), followed_by(*rows)


# What does not follow from what was said


def test_a_vehicle_is_taken_up_again_at_the_last_second_that_was_named() -> None:
    """After an unknown leg until 100, and after a known one until 500, nobody leaves the gate sooner."""
    nowhere = {"leg": "nowhere", "enters": 0, "leaves": 100}
    lane = {"leg": "lane", "enters": 200, "leaves": 500}
    unknown = ("judge.unknown", "trips[7].stops[0].leg", {"what": "leg", "found": "nowhere"})

    def early(second: int, wanted: int) -> Found:
        terms = {"place": "gate", "found": second, "wanted": wanted}
        return [unknown, ("judge.not-free", "trips[8]", terms), ("judge.not-free", "trips[8].stops[0].arrives", terms)]

    gate = {"at": "gate"}
    assert told(*of_van([nowhere, gate], [{"at": "gate", "arrives": 100}])) == [unknown]
    assert told(*of_van([nowhere, gate], [{"at": "gate", "arrives": 99}])) == early(99, 100)
    assert told(*of_van([nowhere, lane, gate], [{"at": "gate", "arrives": 500}])) == [unknown]
    assert told(*of_van([nowhere, lane, gate], [{"at": "gate", "arrives": 499}])) == early(499, 500)


def test_after_a_place_of_no_name_the_latest_second_counts() -> None:
    unknown = {"at": "nowhere", "arrives": 100, "leaves": 150}
    first = ("judge.unknown", "trips[7].stops[0].at", {"what": "place", "found": "nowhere"})
    assert told(*of_van([unknown, {"at": "gate"}], [{"at": "gate", "arrives": 150}])) == [first]
    late = told(*of_van([unknown, {"at": "gate"}], [{"at": "gate", "arrives": 149}]))
    assert late[:2] == [first, ("judge.not-free", "trips[8]", {"place": "gate", "found": 149, "wanted": 150})]


def test_a_leg_that_nobody_can_reach_is_told_once() -> None:
    """Two camps with a leg between them and none to the gate; the van says that it drives it."""
    camps = [{"id": name, "kind": "reception centre", "bays": 1, "alighting_s": 0} for name in ("here", "there")]
    isle = {"id": "isle", "from": "here", "to": "there", "travel_s": 10, "traffic": "both"}
    stops = [{"leg": "isle", "enters": 50, "leaves": 60}, {"at": "there", "arrives": 60}]
    found = told(added("places", *camps), added("legs", isle), *of_van(stops))
    assert found == [("judge.no-way", "trips[7].stops[0].leg", {"start": "gate", "end": "isle"})]


def test_a_trip_without_any_second_begins_whenever_it_may() -> None:
    """Before the other trip of the van, which drives in and out from second 0 on, as well as alone."""
    in_and_out = [{"at": "gate", "arrives": 0, "leaves": 0}, {"at": "village", "arrives": 100, "leaves": 100},
                  {"at": "gate", "arrives": 200}]  # fmt: skip
    assert told(*of_van([{"at": "gate"}])) == []
    assert told(*of_van(in_and_out, [{"at": "gate"}])) == []


def test_leaving_before_arriving_is_told_though_the_beginning_is_missing() -> None:
    missing = ("judge.time-missing", "trips[0].stops[0].begins", {"name": "begins"})
    for leaves, is_early in ((100, False), (99, True)):
        stop = {"at": "village", "arrives": 100, "leaves": leaves}
        found = [code for code, path, _ in told(at("trips.0.stops.0", stop)) if path.startswith("trips[0].stops[0]")]
        assert ("judge.order" in found) == is_early
        assert missing in told(at("trips.0.stops.0", stop))


# Ways


def loop(seconds: int) -> Any:
    """A second way between village and gate, written out of the gate."""
    return added("legs", {"id": "loop", "from": "gate", "to": "village", "travel_s": seconds, "traffic": "both"})


def test_a_slower_second_way_is_no_reason_to_refuse() -> None:
    """The drives of 100 s are over the leg of 100 s, and not over that of 150 s."""
    assert codes(loop(150)) == set()


def test_a_drive_of_150_s_is_over_the_leg_of_150_s() -> None:
    later = [{"at": "village", "arrives": 100, "begins": 100, "leaves": 220},
             {"at": "gate", "arrives": 370, "begins": 370, "leaves": 430}]  # fmt: skip
    assert codes(at("trips.0.stops.0", later[0]), at("trips.0.stops.1", later[1]), loop(150)) == set()
    assert codes(at("trips.0.stops.1", later[1]), loop(151)) == {"judge.drive"}


def hamlet(*, first: str | None = None, second: str | None = None, boards: str | None = None) -> tuple[Any, ...]:
    """A hamlet 50 s beyond a crossing 50 s from the gate, with legs and place under the pauses named."""
    places = [{"id": "crossing", "kind": "junction"},
              {"id": "hamlet", "kind": "assembly point", "bays": 1, "boarding_s": 0, "pause": boards}]  # fmt: skip
    legs = [{"id": "near", "from": "crossing", "to": "gate", "travel_s": 50, "pause": first},
            {"id": "far", "from": "hamlet", "to": "crossing", "travel_s": 50, "pause": second}]  # fmt: skip
    group = {
        "id": "few",
        "category": "civilian",
        "at": "hamlet",
        "headcount": 1,
        "travels": "seat",
        "destinations": ["hall"],
    }
    pauses = [{"id": "late", "opens_s": 50, "closes_s": 7000, "margin_s": 0},
              {"id": "brief", "opens_s": 0, "closes_s": 100, "margin_s": 0}]  # fmt: skip
    return added("places", *places), added("legs", *legs), added("groups", group), added("pauses", *pauses)


def from_hamlet(begins: int, leaves: int) -> tuple[Any, ...]:
    trip = out(
        "t1", "bus/1", {"few": 1}, ("hamlet", 100, begins, leaves), (leaves + 100, leaves + 100, leaves + 160, 900)
    )
    return only(trip, convoys=[["t1"]])


def test_the_second_leg_of_a_way_is_driven_after_the_first() -> None:
    """In from 0: near until 50, far until 100. A pause that opens at 50 allows that of the far leg alone."""
    assert told(*hamlet(second="late"), *from_hamlet(100, 100), code="judge.pause") == []
    near = told(*hamlet(first="late"), *from_hamlet(100, 100), code="judge.pause")
    assert near == [("judge.pause", "trips[0].stops[0]", {"place": "near", "found": 0, "opens": 50, "closes": 7000})]


def without_gate(*, leaves: int | None) -> tuple[Any, ...]:
    """From the hamlet into the lane at 900 without a stop at the gate, which is a finding of its own."""
    trip = out("t1", "bus/1", {"few": 1}, ("hamlet", 100, 100, 100), (0, 0, 0, 900))
    del trip["stops"][1]
    trip["stops"][0]["leaves"] = leaves
    return only(trip, convoys=[["t1"]])


def test_whoever_waits_for_the_lane_waits_at_the_gate() -> None:
    """There before 900 and entering at 900: the wait is at the gate, where one may wait, and not at the crossing."""
    assert {code for code, _, _ in told(*hamlet(), *without_gate(leaves=100))} == {"judge.not-inspected"}


def test_a_stay_at_a_point_ends_with_the_drive_to_the_lane() -> None:
    """The pause over the hamlet ends at 100: leaving at 100 is allowed, at 101 not."""
    assert told(*hamlet(boards="brief"), *without_gate(leaves=100), code="judge.pause") == []
    late = told(*hamlet(boards="brief"), *without_gate(leaves=101), code="judge.pause")
    assert late == [("judge.pause", "trips[0].stops[0]", {"place": "hamlet", "found": 101, "opens": 0, "closes": 100})]


@pytest.mark.parametrize(("place", "paused"), [("hamlet", hamlet(boards="brief")), ("far", hamlet(second="brief"))])
def test_where_no_leaving_is_named_the_latest_that_fits_is_taken(place: str, paused: tuple[Any, ...]) -> None:
    """Into the lane at 900 means out of the hamlet at 800, when the pause over it, or over the leg, has ended."""
    found = told(*paused, *without_gate(leaves=None), code="judge.pause")
    assert [(terms["place"], terms["found"]) for _, _, terms in found] == [(place, 800)]


def test_the_stop_without_its_leaving_is_named() -> None:
    """The hamlet is the second of the stops here, and the third in a trip that looks in at the gate twice."""
    for gates in (0, 1, 2):

        def look_in(plan: dict[str, Any], gates: int = gates) -> None:
            plan["trips"][0]["stops"][:0] = [{"at": "gate", "arrives": 0, "leaves": 0}] * gates

        found = told(*hamlet(), *without_gate(leaves=None), look_in, code="judge.time-missing")
        assert ("judge.time-missing", f"trips[0].stops[{gates}]", {"name": "leaves"}) in found


def test_who_is_met_again_has_been_there_since_then() -> None:
    """The pause over the village opens at 50. The van was on an unknown leg until 40, and is at the village from 60 on."""

    def stay(arrives: int) -> Found:
        stops = [{"leg": "nowhere", "enters": 0, "leaves": 40}, {"at": "village", "arrives": arrives, "leaves": 80},
                 {"at": "gate", "arrives": 180}]  # fmt: skip
        return told(*hamlet(), *of_van(stops), at("scenario.places.2.pause", "late"), code="judge.pause")

    assert [terms for _, path, terms in stay(60) if path.startswith("trips[7]")] == []
    early = [terms for _, path, terms in stay(45) if path.startswith("trips[7]")]
    assert early == [{"place": "village", "found": 45, "opens": 50, "closes": 7000}]


def test_a_leg_is_entered_at_the_end_that_is_nearer() -> None:
    """From the depot 10 s to one end of the isle and 50 s to the other, both on legs that lead there; at 10 the van enters."""
    places = [
        {"id": name, "kind": "reception centre", "bays": 1, "alighting_s": 0} for name in ("depot", "here", "there")
    ]
    legs = [{"id": name, "from": start, "to": end, "travel_s": seconds} for name, start, end, seconds in (
        ("west", "depot", "here", 10), ("east", "there", "depot", 50), ("isle", "here", "there", 20))]  # fmt: skip
    stops = [{"at": "depot", "leaves": 0}, {"leg": "isle", "enters": 10, "leaves": 30}, {"at": "there", "arrives": 30}]
    trip = {"id": "v0", "vehicle": "van/1", "stops": stops}
    found = told(added("places", *places), added("legs", *legs), added("fleet", VAN | {"stationed": "depot"}),
                 at("scenario.places.0.service_time_s.van", 0), followed_by(trip))  # fmt: skip
    assert [code for code, _, _ in found if code.startswith("judge.")] == []


def test_less_than_one_kilometre_an_hour_is_slow_and_meant() -> None:
    lane = {
        "id": "lane",
        "from": "gate",
        "to": "hall",
        "length_m": 75,
        "speed_kmh": 0.9,
        "traffic": "alternating",
        "pause": "day",
    }
    assert codes(at("scenario.legs.0", lane)) == set()  # 75 m take the same 300 s


# Stations inside


@pytest.mark.parametrize("pause", [None, "day"])
def test_a_vehicle_stationed_at_a_point_may_stay_there_only_where_no_pause_ends(pause: str | None) -> None:
    van = VAN | {"stationed": "village"}
    trip = {"id": "v0", "vehicle": "van/1", "stops": [{"at": "village", "arrives": 7000}]}
    found = told(added("fleet", van), at("scenario.places.0.service_time_s.van", 0), at("scenario.places.2.pause", pause),
                 followed_by(trip), code="judge.ends-inside")  # fmt: skip
    assert [terms["found"] for _, _, terms in found] == ([] if pause is None else ["village"])


def test_where_a_vehicle_stands_before_its_first_trip_is_nobody_s_business() -> None:
    """The pause opens at 50 and the van drives off then; it stands there since second 0 (rule 3.5)."""
    van = VAN | {"stationed": "village"}
    trip = {
        "id": "v0",
        "vehicle": "van/1",
        "stops": [{"leg": "to_village", "enters": 50, "leaves": 150}, {"at": "gate", "arrives": 150}],
    }
    changes = (*hamlet(), added("fleet", van), at("scenario.places.0.service_time_s.van", 0))
    changes = (*changes, at("scenario.places.2.pause", "late"), followed_by(trip))
    of_van = [path for _, path, _ in told(*changes, code="judge.pause") if path.startswith("trips[7]")]
    assert of_van == []
    trip["stops"][0] = {"leg": "to_village", "enters": 49, "leaves": 149}
    trip["stops"][1] = {"at": "gate", "arrives": 149}
    early = [path for _, path, _ in told(*changes, code="judge.pause") if path.startswith("trips[7]")]
    assert early


# Times of nothing


def test_a_plan_in_which_nothing_takes_time_is_over_at_once() -> None:
    nothing = [at(f"scenario.{path}", 0) for path in (
        "legs.0.travel_s", "legs.1.travel_s", "places.1.alighting_s", "places.2.boarding_s", "places.0.service_time_s.bus")]  # fmt: skip
    trip = out("t1", "bus/1", {"families": 20}, ("village", 0, 0, 0), (0, 0, 0, 0))
    trip["stops"][2]["leaves"] = 0
    trip["stops"][3] = {"at": "hall", "arrives": 0, "begins": 0, "received": 0}
    assert codes(*nothing, *only(trip, convoys=[["t1"]])) == set()
    late = at("trips.0.stops.3.received", 1)
    assert told(*nothing, *only(trip, convoys=[["t1"]]), late) == [
        ("judge.alighting", "trips[0].stops[3].received", {"found": 1, "wanted": 0})
    ]


def quick_ambulance(arrives: int) -> tuple[Any, ...]:
    """A bus at the gate from 320 to 380, and an ambulance inspected in no time when it *arrives*."""
    bus = out("t1", "bus/1", {"families": 20}, ("village", 100, 100, 220), (320, 320, 380, 380))
    ambulance = out(
        "t2", "ambulance/1", {"lying": 2}, ("town", 200, 200, arrives - 200), (arrives, arrives, arrives, 900)
    )
    return at("scenario.places.0.service_time_s.ambulance", 0), *only(bus, ambulance, convoys=[["t1"], ["t2"]])


@pytest.mark.parametrize(("arrives", "is_full"), [(520, False), (380, False), (379, True)])
def test_an_inspection_of_no_time_needs_a_free_lane_too(arrives: int, is_full: bool) -> None:  # noqa: FBT001
    """The boarding of the town may take no time, so that the ambulance can be there at 379."""
    found = told(*quick_ambulance(arrives), at("scenario.places.3.boarding_s", 0), at("scenario.legs.2.travel_s", 100),
                 at("trips.1.stops.0", {"at": "town", "arrives": 200, "begins": 200, "leaves": arrives - 100}))  # fmt: skip
    full = ("judge.lanes", "trips[1].stops[1].begins", {"place": "gate", "found": 2, "wanted": 1})
    assert found == ([full] if is_full else [])


def test_an_inspection_of_no_time_frees_no_lane() -> None:
    """The ambulance passes at 400; the two buses after it overlap in the one lane all the same."""
    ambulance = out("t1", "ambulance/1", {"lying": 2}, ("town", 100, 100, 300), (400, 400, 400, 900))
    first = out("t2", "bus/1", {"families": 20}, ("village", 100, 100, 400), (500, 500, 560, 930))
    second = out("t3", "bus/2", {"families": 20}, ("village", 100, 100, 410), (510, 510, 570, 1030))
    found = told(at("scenario.places.0.service_time_s.ambulance", 0), at("scenario.legs.2.travel_s", 100),
                 at("scenario.places.2.bays", 2), *only(ambulance, first, second, convoys=[["t1", "t2"], ["t3"]]))  # fmt: skip
    assert found == [("judge.lanes", "trips[2].stops[1].begins", {"place": "gate", "found": 2, "wanted": 1})]


def test_a_lane_that_idles_is_told_once_for_each_who_waits() -> None:
    """t1 waits beside the free lane from 320 to 450; t2 comes at 440 and waits for t1 until 510."""
    late = [at(f"trips.{number}.stops.1.{name}", second) for number, name, second in (
        (0, "begins", 450), (0, "leaves", 510), (1, "begins", 510), (1, "leaves", 570))]  # fmt: skip
    assert told(*late, code="judge.idle-lane") == [
        ("judge.idle-lane", "trips[0].stops[1].begins", {"place": "gate", "found": 320})
    ]


# People and convoys


def test_people_who_drive_themselves_are_in_no_other_vehicle() -> None:
    cars = at("scenario.groups.0.travels", "own vehicle"), at("scenario.groups.0.persons_per_vehicle", 20)
    found = told(*cars, at("scenario.places.0.service_time_s.families", 60), code="judge.travels")
    assert [(path, terms) for _, path, terms in found] == [
        (f"trips[{number}].load.families", {"found": "families"}) for number in (0, 1, 5)
    ]


def test_one_person_is_somebody() -> None:
    """t7 is received at 2160 with one companion aboard, t6 at 1930."""
    bound = {"kind": "x", "of": "clearance_s", "proof": "solver", "value": 10**6}
    found = told(at("trips.6.load", {"kin": 1}), at("bounds", [bound]), code="bound.beaten-by-plan")
    assert found[0][2]["wanted"] == 2160


def test_the_last_reception_may_be_at_the_last_second_of_the_horizon() -> None:
    """The horizon ends with the last reception, at 2160; a second before, the last one in time is that of 1930."""
    bound = {"kind": "x", "of": "clearance_s", "proof": "solver", "value": 10**6}
    pause = at("scenario.pauses.0", {"id": "day", "opens_s": 0, "closes_s": 2150, "margin_s": 50})
    for ends_s, last_s in ((2160, 2160), (2159, 1930)):
        found = told(at("scenario.ends_s", ends_s), pause, at("bounds", [bound]), code="bound.beaten-by-plan")
        assert found[0][2]["wanted"] == last_s


def test_the_first_vehicle_too_many_is_named() -> None:
    """One vehicle a convoy, all within 91 s: t2 is the first too many, and in return t5."""
    found = told(at("scenario.convoys.largest", 1), at("scenario.convoys.interval_s", 91), code="judge.convoy-size")
    assert [path for _, path, _ in found] == ["trips[1].stops[2].enters", "trips[4].stops[1].enters"]
