"""Lies about plans of every shape: each the smallest alteration that breaks one rule of one honest plan."""

from dataclasses import dataclass
from typing import Any

from hand_made_plans import held
from valley import Change, Tree, said


@dataclass(frozen=True)
class Tale:
    """What is altered in which plan, and the codes that name the rule."""

    name: str
    plan: str
    codes: str
    tell: Change


def more(path: str, by: int = 1) -> Change:
    """What stands at *path* becomes so much more."""

    def change(values: Tree) -> None:
        here: Any = values
        *parts, last = path.split(".")
        for part in parts:
            here = here[int(part)] if isinstance(here, list) else here[part]
        here[int(last) if isinstance(here, list) else last] += by

    return change


def put(path: str, value: object) -> Change:
    def change(values: Tree) -> None:
        here: Any = values
        *parts, last = path.split(".")
        for part in parts:
            here = here[int(part)] if isinstance(here, list) else here[part]
        here[int(last) if isinstance(here, list) else last] = value

    return change


def later(trip: int, by: int = 1, first: int = 0) -> Change:
    """A trip is later from one of its stops on; what the vehicle does afterwards stays."""
    return lambda values: held(values["trips"][trip], by, first)


def both(*changes: Change) -> Change:
    def change(values: Tree) -> None:
        for each in changes:
            each(values)

    return change


def gone(path: str) -> Change:
    def change(values: Tree) -> None:
        here: Any = values
        *parts, last = path.split(".")
        for part in parts:
            here = here[int(part)] if isinstance(here, list) else here[part]
        del here[int(last) if isinstance(here, list) else last]

    return change


TALES: tuple[Tale, ...] = (
    # Convoys: trips are e1 t1 t2 e2, e3 t3 e4, x
    Tale("a headway a second too short", "escorted", "headway", later(1, -1, 2)),
    Tale("a convoy that follows a second too early", "escorted", "convoys|convoy-size", later(4, -1, 2)),
    Tale("a fifth vehicle in a convoy of four", "escorted", "convoys|convoy-size", put("trips.7.stops.2.lane", 1)),
    Tale("a lane that is not there", "escorted", "lane", put("trips.7.stops.2.lane", 3)),
    Tale("a road with a lane less", "escorted", "lane", said("legs.2.lanes", 1)),
    Tale("an escort that comes a second after the first has entered", "escorted", "together", later(3, 1, 0)),
    Tale("no escort at the tail", "escorted", "escort-place|escorts", put("trips.3.vehicle", "bus/8")),
    Tale("no escort at the head", "escorted", "escort-place|escorts", put("trips.4.vehicle", "bus/8")),
    Tale("an escort more than there is", "escorted", "escorts", said("convoys.escorts", 3)),
    Tale(
        "an escort that carries somebody",
        "escorted",
        "seats|not-waiting|not-received",
        put("trips.0.load", {"people": 1}),
    ),
    Tale("a convoy in another order", "escorted", "convoys", put("convoys.0", ["e1", "t2", "t1", "e2"])),
    Tale("the second lane not on the list", "escorted", "convoys", gone("convoys.2")),
    Tale(
        "an empty vehicle with a passenger",
        "escorted",
        "not-waiting|not-received|escorts",
        put("trips.7.load", {"people": 1}),
    ),
    # Columns, cars and snow
    Tale(
        "a column that walks a second too fast",
        "walkers",
        "drive",
        both(more("trips.0.stops.2.leaves", -1), later(0, -1, 3)),
    ),
    Tale(
        "a car that the snow does not slow for a second",
        "walkers",
        "drive",
        both(more("trips.2.stops.2.leaves", -1), later(2, -1, 3)),
    ),
    Tale("a car that enters in the first second of the snow", "walkers", "drive", later(1, 61)),
    Tale("snow a second earlier than the cars", "walkers", "drive", said("weather.0.from", 939)),
    Tale("one more in a car", "walkers", "own-room|headcount", more("trips.1.load.cars")),
    Tale("a car more than there are", "walkers", "vehicle", put("trips.2.vehicle", "cars/3")),
    Tale("a car that makes two trips", "walkers", "own-twice|not-free", put("trips.2.vehicle", "cars/1")),
    Tale("a stranger in a car", "walkers", "own-load", put("trips.1.load", {"cars": 4, "people": 1})),
    Tale("a car that boards for a second", "walkers", "sets-out", both(more("trips.1.stops.0.leaves"), later(1, 1, 1))),
    Tale("a car that alights for a second", "walkers", "alighting", more("trips.1.stops.5.received")),
    Tale("a column outdoors a second too long", "walkers", "outdoors|opposite|drive", later(0, 1, 5)),
    Tale("people called forward before clock zero", "walkers", "gather", said("places.0.gather_s", 101)),
    Tale("a point with one place less", "walkers", "crowd", said("places.0.capacity", 14)),
    Tale("a coach that comes in a second before the column is out", "walkers", "opposite", later(3, -1)),
    # The gate: trips 1 2 3, 4 too long for today, 5 short enough, 6 empty and inward
    Tale("a person inspected in no time", "gate", "inspection", more("trips.0.load.people")),
    Tale(
        "an empty vehicle inspected for a second",
        "gate",
        "inspection|opening-hours",
        both(more("trips.5.stops.2.leaves"), later(5, 1, 3)),
    ),
    Tale("an empty vehicle that is not inspected", "gate", "not-inspected", gone("trips.5.stops.2")),
    Tale(
        "an inspection that ends a second after the day",
        "gate",
        "opening-hours",
        said("places.3.opening_hours.0.until", 999),
    ),
    Tale("a day that opens a second later", "gate", "opening-hours", said("places.3.opening_hours.0.from", 401)),
    Tale("a morning that opens a second earlier", "gate", "idle-lane", said("places.3.opening_hours.1.from", 1199)),
    Tale(
        "an evening in which the last bus would fit",
        "gate",
        "idle-lane|turn",
        said("places.3.opening_hours.0.until", 1010),
    ),
    Tale(
        "who waits is taken a second late",
        "gate",
        "idle-lane",
        both(more("trips.1.stops.3.begins"), more("trips.1.stops.3.leaves"), later(1, 1, 4)),
    ),
    Tale("two in one lane for a second", "gate", "lanes", later(0, 1, 3)),
    Tale("somebody waits where nobody has room", "gate", "room", said("places.3.room", 0)),
    Tale(
        "two wait where one has room",
        "gate",
        "room",
        both(
            more("trips.2.stops.3.arrives", -1),
            later(2, -1, 0),
            more("trips.2.stops.3.begins"),
            more("trips.2.stops.3.leaves"),
            later(2, 1, 4),
        ),
    ),
    # Kin: patients with companions twice, ill, wheelchairs, people, foes and the whole
    Tale(
        "a companion in the other vehicle",
        "kin",
        "other-vehicle",
        both(more("trips.0.load.kin"), more("trips.1.load.kin", -1)),
    ),
    Tale("a patient fewer than companions", "kin", "other-vehicle|separated|alighting", more("trips.0.load.lying", -1)),
    Tale("a handover forgotten", "kin", "alighting", more("trips.0.stops.5.received", -10)),
    Tale("somebody rides with the ill", "kin", "isolation", put("trips.2.load", {"ill": 2, "people": 1})),
    Tale(
        "a wheelchair more than places",
        "kin",
        "wheelchairs|headcount",
        both(more("trips.3.load.chairs"), said("groups.5.headcount", 3)),
    ),
    Tale("oxygen that nobody offers", "kin", "need", said("fleet.2.offers", [])),
    Tale(
        "one of the foes with the people",
        "kin",
        "apart",
        both(put("trips.4.load", {"people": 40, "foes": 1}), more("trips.5.load.foes", -1)),
    ),
    Tale("one of the whole stays", "kin", "split", more("trips.5.load.whole", -1)),
    Tale("one who declined comes nevertheless", "kin", "headcount|full", more("trips.5.load.whole")),
    Tale("the load factor forgotten", "kin", "seats", more("trips.4.load.people")),
    Tale("a centre with one place less", "kin", "full", said("places.4.capacity", 62)),
    Tale("a centre with a stretcher place less", "kin", "full-for", said("places.4.places_for.stretcher", 3)),
    Tale("a centre with one place less an hour", "kin", "full-hour", said("places.4.capacity_per_hour", 62)),
    Tale("aboard a second longer than the oxygen lasts", "kin", "aboard", later(3, 1, 4)),
    # Camps: home and away, then patients and companions in one convoy
    Tale(
        "a family received at two centres",
        "camps",
        "family",
        both(put("trips.1.stops.4.leg", "cr"), put("trips.1.stops.5.at", "r")),
    ),
    Tale("companions a second behind the convoy of their patients", "camps", "other-convoy|convoys", later(3)),
    Tale("companions of one patient too many", "camps", "other-convoy|separated", more("trips.2.load.lying", -1)),
    Tale(
        "patients brought where they did not choose to go",
        "camps",
        "destination",
        both(put("trips.2.stops.4.leg", "cc"), put("trips.2.stops.5.at", "camp")),
    ),
    # Promises: under way, notified, tied, released
    Tale("under way with one fewer aboard", "promises", "committed", more("trips.0.load.people", -1)),
    Tale("under way and a second early", "promises", "not-free", later(0, -1)),
    Tale("under way and a second late", "promises", "committed-arrival", later(0)),
    Tale(
        "under way, and sent for others instead",
        "promises",
        "committed|not-there|not-free|boarding|order|headcount|ends-inside",
        put("trips.0.load", {}),
    ),
    Tale("notified and a second late", "promises", "notified|link", later(1)),
    Tale("notified with one fewer", "promises", "notified|link", more("trips.1.load.people", -1)),
    Tale("notified and given to another bus", "promises", "notified", put("trips.1.vehicle", "bus/9")),
    Tale("boarding before the others are received", "promises", "link", later(2, -1)),
    Tale("one more than the step", "promises", "link", more("trips.2.load.others")),
    Tale("two in one release", "promises", "release", later(3, -1)),
    Tale(
        "boarding a second before the first release", "promises", "release-early", said("places.0.release.first_s", 601)
    ),
    Tale("one person more than a release at the checkpoint", "promises", "release", more("trips.3.load.people")),
    # Crews and aid
    Tale("a rest a second too short", "crews", "duty", later(2, -1)),
    Tale("a crew a second too long on duty", "crews", "duty", later(1)),
    Tale("a filling a second too short", "crews", "range|duty", said("fleet.0.refuel_s", 501)),
    Tale("a kilometre farther", "crews", "range|drive", said("legs.0.length_m", 1001)),
    Tale("a truck that stays inside", "crews", "not-home", gone("trips.5")),
    Tale("a bus that stays outside", "crews", "not-home", gone("trips.3")),
    Tale("a tonne too many", "crews", "tonnes|too-much-aid", more("trips.4.load.flour")),
    Tale("more flour than is asked for", "crews", "too-much-aid", said("aid.0.tonnes", 9)),
    Tale("flour unloaded a second too fast", "crews", "unloading", more("trips.4.stops.4.received", -1)),
    Tale("flour at the fork", "crews", "aid-place", said("aid.0.to_place", "b")),
    Tale(
        "flour that is loaded inside", "crews", "loading-place|mixed-load|aid-place", put("trips.5.load", {"flour": 1})
    ),
    Tale("somebody with the flour", "crews", "mixed-load", put("trips.4.load", {"flour": 9, "people": 1})),
    Tale("aboard a second too long", "crews", "aboard", said("limits.aboard_s", 719)),
    # Roads over time
    Tale("on the road a second after the pause", "roads", "pause", later(2)),
    Tale("a margin a second longer", "roads", "pause", said("pauses.0.margin_s", 101)),
    Tale("on the road a second before the second pause", "roads", "pause", later(1, -1, 2)),
    Tale("a closure a second earlier", "roads", "closed", said("legs.0.closed.0.from", 499)),
    Tale("a closure a second longer", "roads", "closed", said("legs.0.closed.0.until", 901)),
    Tale("the slow hour a second later", "roads", "drive", said("legs.3.changes.0.from", 1001)),
    Tale("the slow hour driven fast", "roads", "drive", both(more("trips.2.stops.4.leaves", -300), later(2, -300, 5))),
    Tale("the second lane in the narrow hour", "roads", "lane", put("trips.2.stops.4.lane", 2)),
    Tale("a night that ends a minute later", "roads", "closed", said("bans.0.until", 401)),
    Tale("a limit of one less an hour", "roads", "capacity", said("legs.2.capacity", 2)),
    Tale("a closed leg left out", "roads", "no-way", gone("trips.0.stops.1")),
)
