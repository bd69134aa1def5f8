"""Call forward: when which people are called to their point, by convoy; nobody has to wait there since dawn."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from mamarr.planning.timetable import Plan
from mamarr.reporting.blocks import Block, Column, Heading, Paragraph, Table
from mamarr.reporting.lines import movements
from mamarr.reporting.times import times_of
from mamarr.reporting.wording import names
from mamarr.reporting.wording.bundles import say
from mamarr.reporting.wording.numbers import number
from mamarr.scenario.places import AssemblyPoint

QUARTER_S = 900


@dataclass
class Call:
    """People of one group who are called together."""

    group: str
    point: str
    convoy: int | None
    gather_s: int
    persons: int = 0
    vehicles: int = 0
    begins: list[int] = field(default_factory=list)
    leaves: list[int] = field(default_factory=list)

    @property
    def called_s(self) -> int:
        """When the first of them have to stand at the point."""
        return min(self.begins) - self.gather_s


def calls(plan: Plan) -> list[Call]:
    """Return the calls of *plan* by time: one for each group and convoy, or quarter of an hour where no convoy is formed."""
    points = {place.id: place for place in plan.scenario.places if isinstance(place, AssemblyPoint)}
    groups = {group.id: group for group in plan.scenario.groups}
    found: dict[tuple[str, tuple[str, int] | int], Call] = {}
    for line in movements(plan):
        for halt in line.boardings:
            begins = halt.begins or 0
            key = line.convoys[0] if line.convoys else begins // QUARTER_S
            for name, persons in line.load.items():
                if name not in groups or groups[name].at != halt.place:
                    continue
                gather = 0 if groups[name].moves_itself else points[halt.place].gather_s
                call = found.setdefault((name, key), Call(name, halt.place, line.convoy, gather))
                call.persons += persons
                call.vehicles += 1
                call.begins.append(begins)
                call.leaves.append(halt.ends or begins)
    return sorted(found.values(), key=lambda call: (call.called_s, call.point, call.group))


def call_forward(plan: Plan, language: str, anchor: str) -> list[Block]:
    """Return the table of calls."""
    found = calls(plan)
    if not found:
        return []
    return [
        Heading(say("heading-calls", language), 3, anchor),
        Paragraph(say("calls-note", language)),
        call_table(found, plan, language),
    ]


def call_table(found: Iterable[Call], plan: Plan, language: str) -> Table:
    """Return one line for each call."""
    scenario, times = plan.scenario, times_of(plan, language)
    columns = [Column(say(f"column-{code}", language)) for code in ("point", "group")]
    columns += [Column(say(f"column-{code}", language), is_number=True) for code in ("convoy", "people", "vehicles")]
    columns += [*times.columns("column-called"), Column(say("column-first-boards", language), is_number=True)]
    columns.append(Column(say("column-last-boards", language), is_number=True))
    columns += times.columns("column-last-departs")
    rows = []
    for call in found:
        cells = [names.place(scenario, call.point, language), names.group(scenario, call.group, language)]
        cells += [str(call.convoy or ""), number(call.persons, language), number(call.vehicles, language)]
        cells += [*times.both(call.called_s), times.local(min(call.begins)), times.local(max(call.begins))]
        rows.append((*cells, *times.both(max(call.leaves))))
    return Table(say("table-calls", language), tuple(columns), tuple(rows), heads=2, is_wide=True)
