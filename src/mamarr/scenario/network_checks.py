"""The checks of a network: rows that exist, numbers that can be true, people with a way to an exit."""

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TypeVar

from mamarr.errors import Finding, MamarrError
from mamarr.scenario.network import Network
from mamarr.scenario.scenario import Scenario

Row = TypeVar("Row")

_MOST = 20
_LONGEST = 7 * 86_400
_LONGEST_NAME = 200


def network_findings(scenario: Scenario) -> list[Finding]:
    """Return every finding about the network of *scenario*; twenty of a kind at most."""
    network = scenario.network
    if network is None:
        return []
    found = [*_beside(scenario), *_shape(network)]
    if not found:
        found = [*_rows(network), *_people(network)]
    if not any(finding.severity == "error" for finding in found):
        found += _ways(network)
    return found


def refuse_city(scenario: Scenario, what: str) -> None:
    """Refuse a scenario with a network where *what* is done with corridors alone.

    Raises
    ------
    MamarrError
        scenario.not-yet.
    """
    if scenario.network is not None:
        terms = {"found": f"{what} of a city", "wanted": f"{what} of a corridor"}
        raise MamarrError("scenario.not-yet", [Finding("scenario.not-yet", "network", None, terms)])


def _at(path: str, code: str, **terms: str | int) -> Finding:
    return Finding(code, path, None, terms)


def _beside(scenario: Scenario) -> Iterator[Finding]:
    """What may not yet stand beside a network: whatever a corridor has."""
    for name in sorted(Scenario.model_fields):
        if name in ("mamarr", "kind", "name", "note", "time_zone", "starts", "ends_s", "network"):
            continue
        if getattr(scenario, name) != Scenario.model_fields[name].get_default() and getattr(scenario, name):
            yield _at(
                name,
                "scenario.not-yet",
                found=name,
                wanted="a network without places, legs, groups and vehicles of a corridor",
            )


def _shape(network: Network) -> Iterator[Finding]:
    legs, positions = network.legs, network.positions
    groups: list[tuple[str, int, dict[str, int]]] = [
        ("network.legs", len(legs.from_place), {name: len(getattr(legs, name)) for name in type(legs).model_fields}),
        ("network.waiting", len(network.waiting.place), {"persons": len(network.waiting.persons)}),
    ]
    if positions is not None:
        sizes = {name: len(getattr(positions, name)) for name in type(positions).model_fields}
        groups.append(("network.positions", len(network.places), sizes))
    if network.titles is not None:
        groups.append(("network", len(network.places), {"titles": len(network.titles)}))
    for path, rows, sizes in groups:
        for name, size in sizes.items():
            if size != rows:
                yield _at(f"{path}.{name}", "scenario.wrong-shape", found=f"{size} rows", wanted=f"{rows} rows")


def _rows(network: Network) -> Iterator[Finding]:
    places, legs = len(network.places), network.legs
    for path, rows in (
        ("legs.from", legs.from_place),
        ("legs.to", legs.to_place),
        ("waiting.place", network.waiting.place),
        ("exits", network.exits),
    ):
        wrong = ((row, place) for row, place in enumerate(rows) if not 0 <= place < places)
        for row, place in _few(wrong):
            yield _at(
                f"network.{path}[{row}]", "scenario.wrong-shape", found=place, wanted=f"a row from 0 to {places - 1}"
            )
    for row, seconds in _few((r, s) for r, s in enumerate(legs.travel_s) if not 0 <= s <= _LONGEST):
        yield _at(f"network.legs.travel_s[{row}]", "network.travel", found=seconds, limit=_LONGEST)
    for row, persons in _few((r, p) for r, p in enumerate(legs.capacity_per_h) if p < 1):
        yield _at(f"network.legs.capacity_per_h[{row}]", "network.capacity", found=persons, name=row)
    for name, count in _few((name, count) for name, count in Counter(network.places).items() if count > 1):
        yield _at("network.places", "network.place-twice", found=name[:80], name=count)
    for row, name in _few((r, n) for r, n in enumerate(network.places) if not 0 < len(n) <= _LONGEST_NAME):
        yield _at(f"network.places[{row}]", "scenario.text", found=name[:40], limit=_LONGEST_NAME)
    if network.positions is not None:
        for name, most in (("latitude_e6", 90_000_000), ("longitude_e6", 180_000_000)):
            column = getattr(network.positions, name)
            for row, angle in _few((r, a) for r, a in enumerate(column) if abs(a) > most):
                yield _at(f"network.positions.{name}[{row}]", "network.position", found=angle)


def _people(network: Network) -> Iterator[Finding]:
    for row, persons in _few((r, p) for r, p in enumerate(network.waiting.persons) if p < 1):
        yield _at(f"network.waiting.persons[{row}]", "scenario.wrong-shape", found=persons, wanted="1 or more persons")
    twice = (place for place, count in Counter(network.waiting.place).items() if count > 1)
    for place in _few(twice):
        yield _at("network.waiting.place", "network.place-twice", found=place, name="waiting")
    if not network.waiting.place:
        yield _at("network.waiting", "plan.nothing-to-do")
    if not network.exits:
        yield _at("network.exits", "network.no-exit", found="")
    safe = set(network.exits)
    for row, place in _few((r, p) for r, p in enumerate(network.waiting.place) if p in safe):
        yield _at(f"network.waiting.place[{row}]", "network.people-at-exit", found=_name(network, place))


def _ways(network: Network) -> Iterator[Finding]:
    """Who has no way: alone in a part without exits, or behind a road that only leads in."""
    cut_off = network.cut_off(list(network.legs.capacity_per_h))
    if not cut_off:
        return
    if len(cut_off) == len(network.waiting.place):
        yield _at("network.exits", "network.nobody-reaches", found=len(cut_off))
    leaving = set(network.legs.from_place)
    inward = set(network.legs.to_place)
    for place, persons in cut_off[:_MOST]:
        name = _name(network, place)
        code = "network.cut-off"
        if place not in leaving:  # whether roads lead there or none touches it
            code = "network.one-way-trap" if place in inward else "network.no-road"
        yield _at(f"network.places[{place}]", code, found=name, persons=persons)


def _name(network: Network, place: int) -> str:
    return network.places[place] if 0 <= place < len(network.places) else str(place)


def _few(found: Iterable[Row]) -> Iterator[Row]:
    return islice(found, _MOST)


def step_findings(network: Network, step_s: int) -> list[Finding]:
    """Return what whole steps of *step_s* seconds take away: capacities are whole persons a step."""
    _, capacity = network.steps_of(step_s)
    wanted = sum(network.legs.capacity_per_h) * step_s / 3600
    share = 1 - sum(capacity) / wanted if wanted else 0.0
    closed = capacity.count(0)
    before = sum(persons for _, persons in network.cut_off(list(network.legs.capacity_per_h)))
    lost = sum(persons for _, persons in network.cut_off(capacity)) - before
    found = []
    if lost:
        terms: dict[str, str | int] = {"found": step_s, "wanted": closed, "persons": lost}
        found.append(Finding("network.small-step", "--step", None, terms))
    if share > 0.001:
        found.append(Finding("network.rounding", "--step", None, {"found": step_s, "share": f"{share:.1%}"}))
    return found
