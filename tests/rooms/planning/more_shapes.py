"""The worlds of the sums by hand: that of `every_shape` with something in it twice, or of another kind."""

from every_shape import (
    ALLEY,
    BUS,
    CAMP,
    CARS,
    CLINIC,
    FAMILIES,
    GATE,
    LANE,
    LYING,
    PATIENTS,
    ROAD,
    SCHOOL,
    Tree,
    camp,
    scenario,
)

from mamarr import Scenario

BOTH: Tree = BUS | {"id": "both", "seats": 4, "stretchers": 2, "count": 1}
SLOW_CLINIC: Tree = {
    "places": [SCHOOL, GATE, CAMP, CLINIC | {"boarding": "1000 s"}],
    "legs": [LANE, ROAD, ALLEY | {"travel": "100 s"}],
    "groups": [FAMILIES, PATIENTS],
}
"""Beside the school a clinic 100 s from the gate, where boarding takes 1,000 s."""
QUICK_CARS = CARS | {"ready": "0 s"}
ONCE = BUS | {"points_per_trip": 1}
LATE = FAMILIES | {"id": "late", "headcount": 5, "ready": "5000 s"}
NEAR_CLINIC: Tree = {
    "places": [SCHOOL, GATE, CAMP, CLINIC],
    "legs": [LANE, ROAD, ALLEY | {"travel": "100 s"}],
    "groups": [FAMILIES, PATIENTS],
}
"""Beside the school a clinic 100 s from the gate."""
TWO_KINDS: Tree = {
    "places": [*camp(capacity=99), CLINIC],
    "legs": [LANE, ROAD, ALLEY],
    "groups": [FAMILIES | {"headcount": 11}, PATIENTS | {"headcount": 11}, LYING | {"headcount": 1}],
    "fleet": [ONCE | {"stretchers": 2}],
}
"""Eleven who sit at each of two points, and one who lies; a bus has room for ten and two."""
OR_TOWN: Tree = {
    "places": [SCHOOL, GATE, CAMP, CAMP | {"id": "town"}, CLINIC],
    "legs": [LANE, ROAD, ROAD | {"id": "street", "to": "town"}, ALLEY],
    "groups": [FAMILIES, PATIENTS | {"destinations": ["camp", "town"]}],
}
"""The families accept the camp alone, the patients of a clinic a town too."""
BESIDES: Tree = {
    "places": [SCHOOL, GATE, CAMP, CAMP | {"id": "town"}],
    "legs": [LANE, ROAD, ROAD | {"id": "street", "to": "town", "travel": "100 s"}],
}
"""A town that is nearer, and that nobody accepts."""
IN_WHEELCHAIRS: Tree = FAMILIES | {"id": "wheels", "headcount": 3, "needs": ["wheelchair"]}
FOR_A_TIME: Tree = {"from": "80000 s", "until": "81000 s"}
MIXED: Tree = {"groups": [FAMILIES, LYING | {"headcount": 6}], "fleet": [BUS, BOTH]}
"""Three vehicles, one of them with four seats and room for two who lie."""
NO_WAY_BACK: Tree = {"traffic": "one-way"}
COLUMNS = FAMILIES | {"travels": "own vehicle", "persons_per_vehicle": 20}


def two_centres(*, at_camp: Tree | None = None, at_town: Tree | None = None, street: str = "600 s") -> Scenario:
    """The families may go to a town too, which a street leads to."""
    return scenario(
        places=[SCHOOL, GATE, CAMP | (at_camp or {}), CAMP | {"id": "town"} | (at_town or {})],
        legs=[LANE, ROAD, ROAD | {"id": "street", "to": "town", "travel": street}],
        groups=[FAMILIES | {"destinations": ["camp", "town"]}],
    )
