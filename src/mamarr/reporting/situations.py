"""The situation in words: one list of blocks for the terminal, the page and the board, in either language."""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from mamarr.errors import Finding
from mamarr.logbook.holding import Ledger, OpenIncident
from mamarr.logbook.ledger import STATES
from mamarr.logbook.situation import Situation
from mamarr.reporting.blocks import Block, Column, Heading, Items, Page, Paragraph, Part, Table
from mamarr.reporting.wording import names
from mamarr.reporting.wording.bundles import Language, isolate, listed, plain, say
from mamarr.reporting.wording.findings import finding_sentence
from mamarr.reporting.wording.numbers import day, duration, number, short_time
from mamarr.scenario.quantities import elapsed_s
from mamarr.scenario.scenario import Scenario

if TYPE_CHECKING:
    from mamarr.planning.adherence import Adherence

_MOST_ROWS = 60
_DAY_S = 24 * 3600
_NEVER_LEFT_OUT = ("waiting", "aboard", "received")


class Teller:
    """Tells one situation in one language."""

    def __init__(self, situation: Situation, scenario: Scenario | None, language: Language) -> None:
        self.situation, self.scenario, self.language = situation, scenario, language

    # Words

    def say(self, code: str, **terms: str | int) -> str:
        """Return a message."""
        return say(code, self.language, **terms)

    def people(self, persons: int) -> str:
        """Return how many people."""
        return self.say("people", n=persons)

    def number(self, amount: int | None) -> str:
        """Return a number, nothing for none."""
        return "" if amount is None else number(amount, self.language)

    def when(self, moment: datetime | None) -> str:
        """Return the local time with the day where it is another; Zulu where no scenario tells the zone."""
        if moment is None:
            return "–"
        if self.scenario is None or self.scenario.starts is None:
            return f"{moment.astimezone(UTC):%d/%m %H:%MZ}"
        second, is_long = elapsed_s(self.scenario.starts, moment), self.scenario.ends_s > _DAY_S
        return short_time(second, self.scenario, self.language, dated=is_long)

    def spot(self, name: str) -> str:
        """Return the name of a place or leg; a dash for none."""
        if not name:
            return "–"
        return (
            names.spot(self.scenario, name, self.language)
            if self.scenario
            else names.written(None, name, self.language)
        )

    def shown(self, text: str) -> str:
        """Return words of the log as they may be printed: invisible signs shown, never obeyed."""
        return names.written(None, text, self.language)

    def group(self, name: str) -> str:
        """Return the name of a group."""
        known = self.scenario is not None and any(group.id == name for group in self.scenario.groups)
        return names.group(self.scenario, name, self.language) if known and self.scenario else self.shown(name)

    def vehicle(self, name: str) -> str:
        """Return the name of a vehicle."""
        return names.vehicle(self.scenario, name, self.language) if self.scenario and "/" in name else self.shown(name)

    def condition(self, name: str) -> str:
        """Return the name of a condition or a pause."""
        return names.anything(self.scenario, name, self.language) if self.scenario else self.shown(name)

    def section(self, code: str, items: Iterable[str], *, anchor: str = "") -> list[Block]:
        """Return a heading with a list; nothing where the list is empty."""
        found = tuple(item for item in items if item)
        if not found:
            return []
        if len(found) > _MOST_ROWS:
            found = (*found[:_MOST_ROWS], f"… +{len(found) - _MOST_ROWS}")
        return [Heading(self.say(f"heading-day-{code}"), 2, anchor or f"{self.language}-{code}"), Items(found)]

    # Blocks

    def blocks(self, adherence: "Adherence | None" = None) -> list[Block]:
        """Return the whole situation."""
        return [
            *self.head(),
            *self.persons(),
            *self.section("open", (self.incident(each) for each in self.situation.incidents)),
            *self.counters(),
            *self.movements(),
            *self.section("roads", self.roads()),
            *self.section("vehicles", self.vehicles()),
            *self.section("conditions", self.conditions()),
            *self.section("papers", self.papers()),
            *self.section("decisions", self.decisions()),
            *self.section("sectors", self.sectors()),
            *(self.kept(adherence) if adherence is not None else ()),
            *self.section("handover", self.handover()),
            *self.section("doubts", self.doubts()),
        ]

    def head(self) -> list[Block]:
        """Return the title, and the sentences that everybody reads."""
        totals, scenario = self.situation.totals, self.scenario
        local = (
            None
            if scenario is None or scenario.starts is None
            else scenario.clock.local(elapsed_s(scenario.starts, self.situation.at))
        )
        shown = local or self.situation.at.astimezone(UTC)
        time = {
            "time": f"{shown:%H:%M}",
            "zulu": f"{self.situation.at.astimezone(UTC):%H:%MZ}",
            "day": day(shown, self.language),
        }
        found: list[Block] = [Paragraph(self.say("day-kind"), "small")]
        if scenario is not None:
            found.append(Heading(isolate(names.written(scenario.name, "", self.language)), 1, f"{self.language}-title"))
            if scenario.note is not None:
                found.append(Paragraph(isolate(names.written(scenario.note, "", self.language)), "note"))
        found.append(Heading(self.say("day-title", **time), 2, f"{self.language}-verdict"))
        others = totals.total - totals.received - totals.aboard - totals.waiting
        told = self.say(
            "day-sum",
            received=self.number(totals.received),
            total=self.people(totals.total),
            aboard=self.number(totals.aboard),
            waiting=self.number(totals.waiting),
        )
        found.append(
            Paragraph(
                " ".join([told, *([self.say("day-others", others=self.number(others))] if others else [])]), "lead"
            )
        )
        if totals.not_explained:
            found.append(Paragraph(self.say("day-missing", people=self.people(totals.not_explained)), "warning"))
        if totals.unannounced:
            found.append(Paragraph(self.say("day-unannounced", people=self.people(totals.unannounced)), "warning"))
        found.append(Paragraph(self.complete()))
        return found

    def complete(self) -> str:
        """Return whether the operation is complete, and who stays."""
        if self.situation.is_complete:
            return self.say("day-complete")
        told = []
        for each in self.situation.staying:
            terms = {"place": self.spot(each.at), "presence": self.shown(each.presence)}
            if each.persons is None:
                told.append(self.say("day-staying-nobody-knows", **terms))
            else:
                told.append(self.say("day-staying", people=self.people(each.persons), **terms))
        told = [" ".join(each.split()) for each in told]
        unknown = not told or any(each.persons is None for each in self.situation.staying)
        return " ".join(
            [self.say("day-not-complete"), *told, *([self.say("day-staying-unknown")] if unknown else [])]
        ).strip()

    def persons(self) -> list[Block]:
        """Return the ledger by place and by group."""
        ledgers = self.situation.people
        if not ledgers:
            return []
        by_place: dict[str, list[Ledger]] = {}
        for each in ledgers:
            by_place.setdefault(each.at, []).append(each)
        rows = [(self.spot(at), _added(found)) for at, found in by_place.items()]
        blocks: list[Block] = [Heading(self.say("heading-day-people"), 2, f"{self.language}-people")]
        blocks.append(self.ledger("table-day-places", "column-place", rows))
        if any(_state(each, state) for each in ledgers for state in STATES if state != "waiting"):
            groups = [(self.group(each.group), _added([each])) for each in ledgers]
            blocks.append(self.ledger("table-day-people", "column-group", groups))
        return blocks

    def ledger(self, caption: str, first: str, rows: Sequence[tuple[str, dict[str, int]]]) -> Table:
        """Return one table of the ledger."""
        states = [state for state in STATES if state in _NEVER_LEFT_OUT or any(row[state] for _, row in rows)]
        columns = (
            Column(self.say(first)),
            Column(self.say("column-everybody"), is_number=True),
            *(Column(self.say(f"state-{state.replace(' ', '-')}"), is_number=True) for state in states),
        )
        body = [
            (name, self.number(row["everybody"]), *(self.number(row[state]) for state in states)) for name, row in rows
        ]
        total = [self.number(sum(row[key] for _, row in rows)) for key in ("everybody", *states)]
        return Table(self.say(caption), columns, (*body, (self.say("column-total"), *total)), last_is_total=True)

    def counters(self) -> list[Block]:
        """Return what counters say, side by side."""
        if not self.situation.counted:
            return []
        rows = []
        for each in self.situation.counted:
            of = self.say(f"count-{each.of.replace(' ', '-')}")
            what = self.say("count-at", of=of, place=self.spot(each.at)) if each.at else of
            figure = each.persons if each.persons is not None else sum(each.load.values()) if each.load else None
            figures = (self.number(figure), self.number(each.low), self.number(each.high))
            rows.append(
                (self.shown(each.counter), what, *figures, self.when(each.when), self.say(f"known-{each.known}"))
            )
        columns = (
            Column(self.say("column-counter")),
            Column(self.say("column-counted")),
            *(Column(self.say(f"column-{code}"), is_number=True) for code in ("people", "low", "high")),
            Column(self.say("column-when")),
            Column(self.say("column-known")),
        )
        return [
            Heading(self.say("heading-day-counters"), 2, f"{self.language}-counters"),
            Table(self.say("table-day-counters"), columns, tuple(rows[-_MOST_ROWS:])),
        ]

    def movements(self) -> list[Block]:
        """Return what is under way, with where it was seen last."""
        if not self.situation.movements:
            return []
        rows = []
        for each in self.situation.movements[:_MOST_ROWS]:
            seen = self.say("seen-line", place=self.spot(each.seen), time=self.when(each.seen_at)) if each.seen else "–"
            figures = (self.number(sum(each.aboard.values())), self.number(sum(each.missing.values())))
            rows.append(
                (
                    self.shown(each.movement),
                    self.vehicle(each.vehicle),
                    self.say(f"moving-{each.state.replace(' ', '-')}"),
                    seen,
                    *figures,
                )
            )
        columns = (
            *(Column(self.say(f"column-{code}")) for code in ("movement", "vehicle", "state", "seen")),
            Column(self.say("state-aboard"), is_number=True),
            Column(self.say("column-missing"), is_number=True),
        )
        return [
            Heading(self.say("heading-day-movements"), 2, f"{self.language}-movements"),
            Table(self.say("table-day-movements"), columns, tuple(rows)),
        ]

    # Sentences

    def incident(self, each: OpenIncident) -> str:
        """Return what is open."""
        name = self.shown(each.incident)
        if each.persons is None:
            owner = self.shown(each.owner) or self.say("incident-nobody")
            return self.say(
                "incident-line", name=name, what=self.say(f"what-{each.what}"), time=self.when(each.since), owner=owner
            )
        code = "incident-count-line" if each.persons > 0 else "incident-many-line"
        terms = {
            "left": self.number(each.left),
            "counted": self.number(each.counted),
            "persons": self.people(abs(each.persons)),
        }
        return self.say(code, name=name, place=self.spot(each.at), time=self.when(each.since), **terms)

    def roads(self) -> Iterable[str]:
        """Yield what is closed, agreed and let go."""
        for closed in self.situation.closures:
            terms = {"place": self.spot(closed.at), "time": self.when(closed.since)}
            if closed.until is None:
                yield self.say("closed-line", **terms)
            elif closed.is_overdue:
                yield self.say("closed-overdue-line", place=terms["place"], until=self.when(closed.until))
            else:
                yield self.say("closed-until-line", **terms, until=self.when(closed.until))
        for pause in self.situation.pauses:
            terms = {"pause": self.condition(pause.pause), "time": self.when(pause.since)}
            if pause.state == "changed":
                terms["window"] = self.say("pause-window", opens=self.when(pause.opens), closes=self.when(pause.closes))
            elif pause.state == "agreed":
                del terms["time"]
            yield self.say(f"pause-{pause.state}-line", **terms)
        for release in self.situation.releases:
            if release.is_held:
                yield self.say("released-held-line", place=self.spot(release.at), time=self.when(release.last))
            if release.times:
                yield self.say(
                    "released-line",
                    place=self.spot(release.at),
                    vehicles=self.say("vehicles", n=release.vehicles),
                    people=self.people(release.persons),
                    times=self.say("times", n=release.times),
                )

    def vehicles(self) -> Iterable[str]:
        """Yield the vehicles that cannot be used."""
        for each in self.situation.vehicles:
            if each.use != "in service":
                code = "vehicle-lost-line" if each.use == "lost" else "vehicle-out-line"
                yield self.say(code, vehicle=self.vehicle(each.vehicle), place=self.spot(each.at))

    def conditions(self) -> Iterable[str]:
        """Yield what is met and what is not, and why."""
        for met in self.situation.conditions:
            name, owner = self.condition(met.condition), self.shown(met.owner) or self.say("incident-nobody")
            if met.is_met:
                yield self.say("condition-met-line", condition=name)
            elif met.why == "broken clause":
                yield self.say("condition-broken-clause-line", condition=name, clause=self.shown(met.clause))
            else:
                yield self.say(f"condition-{met.why.replace(' ', '-')}-line", condition=name, owner=owner)
        for each in self.situation.guarantees:
            terms = {"place": self.spot(each.at), "actor": self.shown(each.actor)}
            if each.why == "expired":
                terms["time"] = self.when(each.expires)
            yield self.say(f"guarantee-{each.why.replace(' ', '-') or 'met'}-line", **terms)
        if self.situation.guarantees and self.situation.without_guarantee:
            spots = listed((self.spot(name) for name in self.situation.without_guarantee), self.language)
            yield self.say("guarantee-nobody-line", list=spots)

    def papers(self) -> Iterable[str]:
        """Yield how notifications, permissions, clauses and talks stand."""
        for each in self.situation.notifications:
            state = self.say(f"paper-{each.state}")
            about = listed((self.shown(name) for name in each.movements), self.language) if each.movements else ""
            terms = {"name": self.shown(each.notification), "recipient": self.shown(each.recipient)}
            yield self.say(
                "notification-line", **terms, state=state, time=self.when(each.since), movements=about
            ).strip()
        if any(each.state == "acknowledged" for each in self.situation.notifications):
            yield self.say("notification-note")
        for clause in self.situation.clauses:
            terms = {"agreement": self.shown(clause.agreement), "clause": self.shown(clause.clause)}
            yield self.say(
                "clause-line", **terms, state=self.say(f"paper-{clause.state}"), time=self.when(clause.since)
            )
        for talks in self.situation.talks:
            yield self.say("talks-line", name=self.shown(talks.talks), state=self.say(f"talks-{talks.state}"))

    def decisions(self) -> Iterable[str]:
        """Yield the decisions in force, with who decided."""
        for each in self.situation.decisions:
            if each.is_in_force:
                decision = self.say(f"decision-{each.decision.replace(' ', '-')}")
                terms = {
                    "about": self.shown(each.about),
                    "name": self.shown(each.name),
                    "function": self.shown(each.function),
                }
                yield self.say("decision-line", **terms, decision=decision, time=self.when(each.since))

    def sectors(self) -> Iterable[str]:
        """Yield the blocks of a town."""
        for each in self.situation.sectors:
            yield self.say(
                "sector-line", sector=self.shown(each.sector), state=self.say(f"sector-{each.state.replace(' ', '-')}")
            )

    def kept(self, adherence: "Adherence") -> list[Block]:
        """Return how the plan was kept."""
        if not adherence.plan:
            return []
        counts = [self.say(f"kept-{kept.replace(' ', '-')}", n=count) for kept, count in adherence.counts.items()]
        others = sum(each.is_other_load for each in adherence.movements)
        if others:
            counts.append(self.say("kept-other-load", n=others))
        text = self.say(
            "adherence-line",
            movements=self.say("movements", n=len(adherence.movements)),
            list=listed(counts, self.language),
            delay=duration(max(0, adherence.latest_s), self.language),
        )
        return [Heading(self.say("heading-day-adherence"), 2, f"{self.language}-adherence"), Paragraph(text)]

    def handover(self) -> Iterable[str]:
        """Yield what whoever takes over has to know beside what is open."""
        sheet = self.situation.handover
        yield from (self.say("handover-expiring", what=self.shown(each)) for each in sheet.expiring)
        yield from (self.say("handover-promised", what=self.shown(each)) for each in sheet.promised)
        if sheet.last:
            yield self.say("handover-last", who=self.shown(sheet.last))

    def doubts(self) -> Iterable[str]:
        """Yield what cannot be right, as the problem list says it."""
        for each in self.situation.doubts:
            yield finding_sentence(Finding(each.code, each.about, None, dict(each.terms)), self.language)[0]


def situation_page(
    situation: Situation, scenario: Scenario | None, languages: Sequence[Language], adherence: "Adherence | None" = None
) -> Page:
    """Return the page of one situation."""
    parts = tuple(Part(each, tuple(Teller(situation, scenario, each).blocks(adherence))) for each in languages)
    title = " / ".join(plain(say("day-kind", each)) for each in languages)
    facts = (("generator", "mamarr"), ("scenario", situation.scenario[:12]), ("plan", situation.plan[:12]))
    return Page(title, parts, facts)


def _state(ledger: Ledger, state: str) -> int:
    return int(getattr(ledger, state.replace(" ", "_")))


def _added(ledgers: Iterable[Ledger]) -> dict[str, int]:
    found = dict.fromkeys((*STATES, "everybody"), 0)
    for each in ledgers:
        found["everybody"] += each.total
        for state in STATES:
            found[state] += _state(each, state)
    return found
