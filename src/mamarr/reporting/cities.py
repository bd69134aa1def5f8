"""What a page says of a plan for a city: verdict, map, curve under its ceiling, bottleneck, exits, ways, what is supposed."""

from mamarr.planning.timetable import Plan
from mamarr.planning.walks import Walk, walks
from mamarr.reporting.blocks import Block, Column, Figure, Heading, Items, Number, Numbers, Paragraph, Table
from mamarr.reporting.ceiling import Ceiling
from mamarr.reporting.city_maps import bottleneck_legs, city_map, persons_by_leg
from mamarr.reporting.curves import curve_of
from mamarr.reporting.proof import proof, warnings
from mamarr.reporting.wording import bounds, verdicts
from mamarr.reporting.wording.bundles import isolate, plain, say
from mamarr.reporting.wording.numbers import duration, number, percent, short_time, time_of
from mamarr.scenario.network import Network

_MOST_ROWS = 15


def city(plan: Plan, network: Network, language: str, anchor: str) -> list[Block]:
    """Return everything that is said of a plan for a city."""
    return [
        *_verdict(plan, network, language, f"{anchor}-verdict"),
        *_map(plan, network, language, f"{anchor}-map"),
        *_curve(plan, language, f"{anchor}-curve"),
        *_bottleneck(plan, network, language, f"{anchor}-bottleneck"),
        *_ways(plan, network, language, f"{anchor}-ways"),
        *_remaining(plan, network, language, f"{anchor}-remaining"),
        *_model(plan, network, language, f"{anchor}-model"),
        *warnings(plan, language, f"{anchor}-warnings"),
        *proof(plan, language, f"{anchor}-proof"),
    ]


def _verdict(plan: Plan, network: Network, language: str, anchor: str) -> list[Block]:
    total = say("remark-of", language, n=number(plan.people_total, language))
    found = [Number(say("figure-people-out", language), number(plan.people_out, language), total)]
    for code in ("clearance_s", "clearance_90_s"):
        label = say(f"figure-{code.replace('_', '-')}", language)
        found.append(Number(label, time_of(getattr(plan, code), plan.scenario, language)))
    bound = plan.strongest("clearance_s")
    if bound is not None:
        found.append(Number(say("figure-gap", language), percent(plan.gap, language), bounds.proof(bound, language)))
    return [
        Heading(say("heading-verdict", language), 3, anchor),
        Paragraph(verdicts.verdict(plan, language), "lead"),
        *([Paragraph(isolate(network.attribution), "small")] if network.attribution else []),
        Numbers(tuple(found)),
    ]


def _map(plan: Plan, network: Network, language: str, anchor: str) -> list[Block]:
    heading = Heading(say("heading-city-map", language), 3, anchor)
    drawing = city_map(plan, network, language, anchor)
    if drawing is None:
        return [heading, Paragraph(say("city-no-map", language))]
    caption = say("city-map-caption", language, attribution=network.attribution or "")
    return [heading, Figure(drawing, caption, _exits(plan, network, language))]


def ceiling_of(plan: Plan) -> Ceiling:
    """Return what no plan exceeds: the ceiling of the next instant that is proven, and in the end everybody."""
    bound = plan.strongest("clearance_s", "hand")
    step_s = plan.step_s or 1
    steps, starts = [], 0
    for each in plan.ceilings or ():
        steps.append((starts, each.persons))
        starts = each.by_s + step_s
    if not steps and bound is not None:
        steps.append((0, min(plan.people_out, sum(term.amount for term in bound.terms))))
        steps.append((bound.value, plan.people_out))
    return Ceiling(tuple(steps), ("city-cut",))


def _curve(plan: Plan, language: str, anchor: str) -> list[Block]:
    if not plan.people_out:
        return []
    over = ceiling_of(plan)
    ceilings = plan.ceilings or ()
    caption = say("city-curve-caption", language, n=max(1, len(ceilings)))
    if ceilings:
        met = sum(each.persons == _received(plan, each.by_s) for each in ceilings)
        caption += " " + say(
            "city-curve-best", language, met=number(met, language), all=number(len(ceilings), language)
        )
    seconds = sorted({round(plan.clearance_s * share / 10) // 60 * 60 for share in range(1, 10)} | {plan.clearance_s})
    rows = tuple(
        (
            short_time(second, plan.scenario, language),
            number(_received(plan, second), language),
            number(over.at(second), language),
        )
        for second in seconds
    )
    columns = tuple(Column(say(f"column-{code}", language), is_number=True) for code in ("time", "received", "ceiling"))
    table = Table(say("table-curve", language), columns, rows)
    return [
        Heading(say("heading-curve", language), 3, anchor),
        Figure(curve_of(plan, over, language, anchor), caption, table),
    ]


def _received(plan: Plan, second: int) -> int:
    return max((persons for start, persons in plan.evacuation_curve if start <= second), default=0)


def _bottleneck(plan: Plan, network: Network, language: str, anchor: str) -> list[Block]:
    bound = plan.strongest("clearance_s", "hand")
    if bound is None:
        return []
    legs = sorted(bottleneck_legs(plan).items(), key=lambda pair: -pair[1][0] * pair[1][1])
    rows = [
        (_leg(network, leg, language), number(steps, language), number(each, language), number(steps * each, language))
        for leg, (steps, each) in legs[:_MOST_ROWS]
    ]
    outside = sum(term.amount for term in bound.terms if term.code == "outside")
    if len(legs) > _MOST_ROWS:
        rest = sum(steps * each for _, (steps, each) in legs[_MOST_ROWS:])
        words = say("city-bottleneck-rest", language, n=number(len(legs) - _MOST_ROWS, language))
        rows.append((words, "", "", number(rest, language)))
    if outside:
        rows.append((say("term-outside", language), "", "", number(outside, language)))
    total = sum(term.amount for term in bound.terms)
    rows.append((say("city-total", language), "", "", number(total, language)))
    columns = tuple(
        Column(say(f"column-city-{code}", language), is_number=code != "road")
        for code in ("road", "open", "each", "persons")
    )
    return [
        Heading(say("heading-bottleneck", language), 3, anchor),
        Paragraph(bounds.bottleneck(bound, plan.scenario, language), "sum"),
        Table(say("city-bottleneck-table", language), columns, tuple(rows), last_is_total=True),
    ]


def _leg(network: Network, leg: int, language: str) -> str:
    start, end = network.legs.from_place[leg], network.legs.to_place[leg]
    return say("leg-between", language, start=network.title(start), end=network.title(end))


def _exits(plan: Plan, network: Network, language: str) -> Table:
    """Return how many leave by each exit."""
    persons: dict[int, int] = {}
    for leg, load in persons_by_leg(plan).items():
        end = network.legs.to_place[leg]
        if end in network.exits:
            persons[end] = persons.get(end, 0) + load
    ranked = sorted(persons.items(), key=lambda pair: -pair[1])
    rows = tuple((isolate(network.title(place)), number(count, language)) for place, count in ranked)
    columns = (Column(say("column-city-exit", language)), Column(say("column-city-persons", language), is_number=True))
    return Table(say("city-exits-table", language), columns, rows)


def _ways(plan: Plan, network: Network, language: str, anchor: str) -> list[Block]:
    """Return the most used ways, each with when people set out."""
    found = walks(plan)
    if not found:
        return []
    rows = [
        (
            isolate(network.title(network.legs.from_place[walk.legs[0]])),
            _along(network, walk, language),
            isolate(network.title(network.legs.to_place[walk.legs[-1]])),
            number(walk.persons, language),
            short_time(walk.first_s, plan.scenario, language),
            short_time(walk.last_s, plan.scenario, language),
            short_time(walk.received_s, plan.scenario, language),
        )
        for walk in found[:_MOST_ROWS]
    ]
    codes = ("place", "along", "exit", "persons", "leaves-first", "leaves-last", "last")
    numbers = codes[3:]
    columns = tuple(Column(say(f"column-city-{code}", language), is_number=code in numbers) for code in codes)
    shown = sum(walk.persons for walk in found[:_MOST_ROWS])
    words = say(
        "city-ways",
        language,
        ways=number(len(found), language),
        shown=number(len(rows), language),
        persons=say("people", language, n=shown),
    )
    return [
        Heading(say("heading-city-routes", language), 3, anchor),
        Paragraph(words),
        Table(say("city-ways-table", language), columns, tuple(rows), is_wide=True),
    ]


def _along(network: Network, walk: Walk, language: str) -> str:
    """Return the streets of a way in order, each once; where none is known, the number of its stretches."""
    streets: dict[str, None] = {}
    for leg in walk.legs:
        ends = (network.legs.from_place[leg], network.legs.to_place[leg])
        names = [set(network.titles[place].split(" / ")) - {""} for place in ends] if network.titles else []
        for name in sorted(names[0] & names[1]) if names else ():
            streets.setdefault(name)
    if not streets:
        return say("road-ways", language, n=len(walk.legs))
    joint = " ← " if language == "ar" else " → "
    shown = list(streets)[:6]
    return joint.join(isolate(name) for name in shown) + (" …" if len(streets) > len(shown) else "")


def _remaining(plan: Plan, network: Network, language: str, anchor: str) -> list[Block]:
    if plan.is_complete:
        return []
    row = {name: place for place, name in enumerate(network.places)}
    left = sorted(plan.remaining, key=lambda entry: -entry.persons)
    rows = [(isolate(network.title(row[e.place])), number(e.persons, language)) for e in left[: 4 * _MOST_ROWS]]
    rest = left[4 * _MOST_ROWS :]
    if rest:
        people = say("people", language, n=sum(entry.persons for entry in rest))
        rows.append((say("city-zones-rest", language, n=number(len(rest), language), people=people), ""))
    columns = (Column(say("column-city-place", language)), Column(say("column-city-persons", language), is_number=True))
    return [
        Heading(say("heading-city-remaining", language), 3, anchor),
        Table(say("city-remaining-table", language), columns, tuple(rows)),
    ]


def _model(plan: Plan, network: Network, language: str, anchor: str) -> list[Block]:
    sentences = [say("city-model", language, step=duration(plan.step_s or 0, language))]
    sentences += [isolate(plain(each.ar if language == "ar" else each.en)) for each in network.supposed]
    return [Heading(say("heading-city-model", language), 3, anchor), Items(tuple(sentences))]
