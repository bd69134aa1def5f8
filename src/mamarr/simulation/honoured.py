"""What the simulation does not honour yet: named, never ignored."""

from collections.abc import Iterator

from mamarr.errors import Finding, MamarrError
from mamarr.scenario.network_checks import refuse_city
from mamarr.scenario.places import AssemblyPoint, Checkpoint, ReceptionCentre
from mamarr.scenario.quantities import UNLIMITED
from mamarr.scenario.scenario import Scenario


def refuse(scenario: Scenario) -> None:
    """Refuse a scenario with rules that a replication would break.

    Raises
    ------
    MamarrError
        scenario.not-yet: a city. stress.not-yet, with every path.
    """
    refuse_city(scenario, "a stress test")
    found = [Finding("stress.not-yet", path, None, {"found": path}) for path in beyond(scenario)]
    if found:
        raise MamarrError("stress.not-yet", found)


def beyond(scenario: Scenario) -> list[str]:
    """Return the path of everything in *scenario* that a replication does not follow."""
    found = [name for name in ("commitments", "linked", "aid") if getattr(scenario, name)]
    found += [f"convoys.{name}" for name in ("escorts", "together") if getattr(scenario.convoys, name)]
    waits = [("limits", scenario.limits), *((f"weather[{n}]", each) for n, each in enumerate(scenario.weather))]
    found += [
        f"{path}.{name}"
        for path, each in waits
        for name in ("aboard", "outdoors")
        if getattr(each, f"{name}_s") is not None
    ]
    return [*found, *_places(scenario), *_roads(scenario), *_people(scenario), *_fleet(scenario)]


def _places(scenario: Scenario) -> Iterator[str]:
    for index, place in enumerate(scenario.places):
        path = f"places[{index}]"
        if isinstance(place, AssemblyPoint | Checkpoint) and place.release is not None:
            yield f"{path}.release"
        if isinstance(place, Checkpoint) and place.room < UNLIMITED:
            yield f"{path}.room"
        if isinstance(place, ReceptionCentre) and place.capacity_per_hour < UNLIMITED:
            yield f"{path}.capacity_per_hour"
        if isinstance(place, ReceptionCentre) and place.handover_s:
            yield f"{path}.handover"
        if isinstance(place, AssemblyPoint) and place.capacity < UNLIMITED:
            yield f"{path}.capacity"


def _roads(scenario: Scenario) -> Iterator[str]:
    for index, leg in enumerate(scenario.legs):
        if any(change.traffic is not None or change.lanes is not None for change in leg.changes):
            yield f"legs[{index}].changes"


def _people(scenario: Scenario) -> Iterator[str]:
    for index, group in enumerate(scenario.groups):
        if group.moves_itself:
            yield f"groups[{index}].travels"
        if group.companions is not None and not (
            group.companions.may_go_alone and group.companions.ride == "any vehicle"
        ):
            yield f"groups[{index}].companions"
        if group.longest_aboard_s is not None:
            yield f"groups[{index}].longest_aboard"


def _fleet(scenario: Scenario) -> Iterator[str]:
    for index, vehicle in enumerate(scenario.fleet):
        for name in ("duty_s", "range_m"):
            if getattr(vehicle, name) is not None:
                yield f"fleet[{index}].{name.removesuffix('_s').removesuffix('_m')}"
