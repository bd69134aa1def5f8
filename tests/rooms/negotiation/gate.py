"""A gate under a pause: small enough to know by hand what each ask brings.

Six buses of 50 seats, 300 people, one inspection lane, 10 minutes a vehicle. No bus is at the gate before
5 + 5 + 5 = 15 min; the n-th has been inspected at 15 + 10 n, and 10 min later it is out of the corridor. The pause ends at
minute 75: five buses get out, 250 people.
"""

from mamarr import Change, Scenario
from mamarr.scenario.files import build, change

GATE = {
    "mamarr": "1",
    "name": {"en": "A gate under a pause", "ar": "حاجز تحت هدنة"},
    "ends": "4 h",
    "places": [
        {"id": "gate", "kind": "checkpoint", "lanes": "1", "service_time": "10 min", "room": "unlimited"},
        {"id": "square", "kind": "assembly point", "bays": "6", "boarding": "5 min", "pause": "hour"},
        {
            "id": "hall",
            "kind": "reception centre",
            "bays": "unlimited",
            "alighting": "5 min",
            "capacity": "unlimited",
            "capacity_per_hour": "unlimited",
        },
    ],
    "legs": [
        {"id": "corridor", "from": "gate", "to": "hall", "travel": "10 min", "traffic": "both", "pause": "hour"},
        {"id": "inner", "from": "square", "to": "gate", "travel": "5 min", "traffic": "both", "pause": "hour"},
    ],
    "groups": [
        {
            "id": "families",
            "category": "civilian",
            "at": "square",
            "headcount": "300",
            "travels": "seat",
            "destinations": ["hall"],
        }
    ],
    "fleet": [{"id": "bus", "seats": "50", "count": "6", "stationed": "gate"}],
    "pauses": [{"id": "hour", "opens": "0 min", "closes": "75 min", "margin": "0 min"}],
}


def gate(*changes: str) -> Scenario:
    """Return the gate with *changes*."""
    scenario, found = build(GATE)
    assert scenario is not None, found
    return change(scenario, [Change.read(text) for text in changes])
