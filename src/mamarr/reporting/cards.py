"""Convoy cards: what the head of one convoy carries on paper: order, people, times, where to turn back, and blanks."""

from collections.abc import Sequence

from mamarr.errors import MamarrError
from mamarr.planning.timetable import Plan
from mamarr.reporting import tallies
from mamarr.reporting.blocks import Blanks, Block, Column, Heading, Items, Paper, Paragraph, Part, Sheet, Table
from mamarr.reporting.lines import Line, lines
from mamarr.reporting.movements import points_of
from mamarr.reporting.papers import foot
from mamarr.reporting.request import Request
from mamarr.reporting.runs import Run, runs
from mamarr.reporting.times import times_of
from mamarr.reporting.waypoints import Halt
from mamarr.reporting.wording import names
from mamarr.reporting.wording.bundles import Language, isolate, plain, say
from mamarr.reporting.wording.numbers import day, number, zone
from mamarr.scenario.scenario import Scenario

_HALTS = {
    "begins": (None, None, "leaves"),
    "boards": (None, "boards", "leaves"),
    "inspected": ("arrives", None, "inspected"),
    "waits": ("arrives", None, "leaves"),
    "received": ("arrives", None, "received"),
    "unloads": ("arrives", None, "unloaded"),
    "ends": ("arrives", None, None),
}
"""What a card says of the arrival, the beginning and the end of each kind of stop."""


def cards(request: Request) -> Paper:
    """Return one A5 card for each convoy with people.

    Raises
    ------
    MamarrError
        report.nothing: the plan has no convoy with people.
    """
    plan, languages = request.plan, request.languages
    found = [run for run in runs(plan) if run.persons and run.is_convoy]
    if not found:
        raise MamarrError("report.nothing", found="card", wanted="a plan in which people ride in convoys")
    by_trip = {line.trip: line for line in lines(plan)}
    several = len({run.leg for run in found}) > 1
    sheets = tuple(
        Sheet(tuple(Part(each, tuple(_card(run, plan, by_trip, each, several=several))) for each in languages))
        for run in found
    )
    title = " / ".join(
        plain(say("paper-cards", each, name=names.written(plan.scenario.name, "", each))) for each in languages
    )
    return Paper(title, sheets, {each: foot(plan, each, request.audience) for each in languages}, "a5")


def _card(run: Run, plan: Plan, by_trip: dict[str, Line], language: Language, *, several: bool) -> list[Block]:
    scenario, riding = plan.scenario, [by_trip[trip] for trip in run.trips]
    starts = scenario.clock.local(riding[0].starts_s)
    code = "card-title-on-leg" if several else "card-title"
    leg = {"leg": names.leg(scenario, run.leg, language)} if several else {}
    when = f"{isolate(day(starts, language))}. " if starts else ""
    return [
        Heading(say(code, language, n=run.number, **leg), 1),
        Paragraph(f"{when}{zone(scenario, language)}", "small"),
        Paragraph(_carries(run, riding, language), "lead"),
        _way(riding, plan, language),
        _order(run, riding, plan, language),
        Heading(say("heading-shelter", language), 2),
        *_turning_back(riding, scenario, language),
        Heading(say("card-by-hand", language), 2),
        Blanks(tuple(say(f"blank-{each}", language) for each in _BY_HAND)),
    ]


_BY_HAND = (
    "call-sign", "head", "frequency", "frequency-second", "duty-phone", "medical",
    "word-stop", "word-return", "word-checkpoint", "word-casualties",
)  # fmt: skip


def _carries(run: Run, riding: Sequence[Line], language: Language) -> str:
    """Return how many vehicles and people ride in it, and how many vehicles escort them."""
    told = say(
        "card-carries",
        language,
        vehicles=say("vehicles", language, n=len(riding)),
        people=say("people", language, n=run.persons),
    )
    return f"{told} {say('card-escorts', language, n=len(run.escorts))}" if run.escorts else told


def _way(riding: Sequence[Line], plan: Plan, language: Language) -> Table:
    """Return every waypoint with the first and the last of its vehicles."""
    scenario, times = plan.scenario, times_of(plan, language)
    found: dict[tuple[str, str], list[int]] = {}
    for line in riding:
        for each in line.waypoints:
            if isinstance(each, Halt):
                instants = zip(_HALTS[each.role], (each.arrives, each.begins, each.ends), strict=True)
                told = [(each.place, what, second) for what, second in instants if what and second is not None]
            else:
                told = [(each.leg, "enters", each.enters), (each.leg, "exits", each.leaves)]
            for spot, what, second in told:
                found.setdefault((spot, what), []).append(second)
    rows = []
    for (spot, what), seconds in sorted(found.items(), key=lambda pair: (min(pair[1]), max(pair[1]))):
        first, last = min(seconds), max(seconds)
        cells = [names.spot(scenario, spot, language), say(f"card-{what}", language), number(len(seconds), language)]
        rows.append((*cells, *times.both(first), *times.both(last)))
    columns = [Column(say(f"column-{code}", language)) for code in ("waypoint", "what")]
    columns += [Column(say("column-vehicles", language), is_number=True)]
    columns += [*times.columns("column-first"), *times.columns("column-last")]
    return Table(say("table-card-way", language), tuple(columns), tuple(rows))


def _order(run: Run, riding: Sequence[Line], plan: Plan, language: Language) -> Table:
    """Return the vehicles in their order with the people aboard by kind."""
    scenario, times = plan.scenario, times_of(plan, language)
    kinds = [kind for kind in tallies.kinds_present(scenario) if any(line.people.get(kind) for line in riding)]
    escorting = set(run.escorts)
    columns = [Column(say("column-nr", language), is_number=True)]
    columns += [Column(say(f"column-{code}", language)) for code in ("vehicle", "from")]
    columns += [Column(names.kind(kind, language), is_number=True) for kind in kinds]
    columns.append(Column(say("column-people", language), is_number=True))
    rows = []
    for place, line in enumerate(riding, start=1):
        start = say("card-escort", language) if line.vehicle in escorting else points_of(line, times)
        counts = [number(line.people[kind], language) if line.people.get(kind) else "" for kind in kinds]
        persons = number(line.persons, language) if line.persons else ""
        rows.append((str(place), names.vehicle(scenario, line.vehicle, language), start, *counts, persons))
    sums = [number(sum(line.people.get(kind, 0) for line in riding), language) for kind in kinds]
    rows.append(("", say("column-total", language), "", *sums, number(run.persons, language)))
    return Table(say("table-card-order", language), tuple(columns), tuple(rows), heads=2, last_is_total=True)


def _turning_back(riding: Sequence[Line], scenario: Scenario, language: Language) -> list[Block]:
    """Return for each leg of the way the last point of return, the shelter and the rule; else that none is written."""
    driven = {each.leg for line in riding for each in line.passings}
    told = []
    for leg in scenario.legs:
        for code, text in (("last-return", leg.last_return), ("shelter", leg.shelter), ("abort", leg.abort)):
            if leg.id in driven and text is not None:
                terms = {"leg": names.leg(scenario, leg.id, language), "text": names.written(text, "", language)}
                told.append(say(f"card-{code}-line", language, **terms))
    if told:
        return [Items(tuple(told))]
    blanks = tuple(say(f"column-{code}", language) for code in ("last-return", "shelter", "abort"))
    return [Paragraph(say("card-nothing-written", language), "small"), Blanks(blanks)]
