"""What was agreed and what is known: releases, links, limits, conditions, commitments, aid, weather, hazards; and shelter."""

from collections.abc import Iterable, Sequence

from mamarr.planning.exposure import exposure_person_s
from mamarr.planning.timetable import Plan
from mamarr.reporting.blocks import Block, Column, Heading, Items, Table
from mamarr.reporting.wording import names
from mamarr.reporting.wording.bundles import listed, say
from mamarr.reporting.wording.numbers import duration, number, percent, short_time, time_of, zulu
from mamarr.scenario.checks import visible
from mamarr.scenario.places import AssemblyPoint, Checkpoint
from mamarr.scenario.scenario import Scenario
from mamarr.scenario.spells import Spell


def agreements(plan: Plan, language: str, anchor: str) -> list[Block]:
    """Return every agreement and condition of the scenario; nothing where it holds none."""
    told = _Told(plan.scenario, language)
    blocks = [
        *told.sentences(),
        *told.releases(),
        *told.closures(),
        *told.weather(),
        *told.conditions(),
        *told.commitments(),
        *told.aid(plan),
        *told.hazards(plan),
    ]
    return [Heading(say("heading-agreements", language), 3, anchor), *blocks] if blocks else []


def shelter(scenario: Scenario, language: str, anchor: str) -> list[Block]:
    """Return for each leg the last point of return, the shelter and what a convoy does; nothing where none is written."""
    told = [leg for leg in scenario.legs if leg.last_return or leg.shelter or leg.abort]
    if not told:
        return []
    rows = tuple(
        (
            names.leg(scenario, leg.id, language),
            *(
                names.written(each, "", language) or say("not-written", language)
                for each in (leg.last_return, leg.shelter, leg.abort)
            ),
        )
        for leg in told
    )
    columns = tuple(Column(say(f"column-{code}", language)) for code in ("leg", "last-return", "shelter", "abort"))
    return [Heading(say("heading-shelter", language), 3, anchor), Table(say("table-shelter", language), columns, rows)]


class _Told:
    def __init__(self, scenario: Scenario, language: str) -> None:
        self.scenario, self.language = scenario, language

    def _table(self, caption: str, codes: Sequence[str], rows: Iterable[Sequence[str]]) -> list[Block]:
        found = tuple(tuple(row) for row in rows)
        columns = tuple(Column(say(f"column-{code}", self.language)) for code in codes)
        return [Table(say(f"table-{caption}", self.language), columns, found)] if found else []

    def _at(self, second: int | None) -> str:
        if second is None:
            return ""
        utc = zulu(second, self.scenario)
        local = short_time(second, self.scenario, self.language, dated=True)
        return f"{local} ({utc})" if utc else local

    def _where(self, spots: Sequence[str]) -> str:
        if not spots:
            return say("everywhere", self.language)
        return listed((names.spot(self.scenario, spot, self.language) for spot in spots), self.language)

    def _spell(self, spell: Spell) -> tuple[str, str]:
        if not spell.daily:
            return self._at(spell.from_s), self._at(spell.until_s)
        clock = self.scenario.clock
        ends = [clock.local(each) for each in (spell.from_s, spell.until_s)]
        times = [
            f"{each:%H:%M}" if each else self._at(second)
            for each, second in zip(ends, (spell.from_s, spell.until_s), strict=True)
        ]
        return say("daily-from", self.language, time=times[0]), say("daily-until", self.language, time=times[1])

    def sentences(self) -> list[Block]:
        """Return limits of waiting, rules of convoys beyond the road, and links, in sentences."""
        scenario, language, found = self.scenario, self.language, []
        if scenario.limits.aboard_s is not None:
            found.append(say("limit-of-aboard", language, time=duration(scenario.limits.aboard_s, language)))
        if scenario.limits.outdoors_s is not None:
            found.append(say("limit-of-outdoors", language, time=duration(scenario.limits.outdoors_s, language)))
        if scenario.convoys.escorts:
            found.append(say("rule-escorts", language, n=scenario.convoys.escorts))
        if scenario.convoys.together:
            found.append(say("rule-together", language))
        for link in scenario.linked:
            terms = {
                "these": listed((names.place(scenario, each, language) for each in link.these), language),
                "step": say("people", language, n=link.step),
                "received": say("people", language, n=link.others_step),
                "ahead": number(link.ahead, language),
            }
            others = [names.place(scenario, each, language) for each in link.others]
            others += [self._elsewhere(each.persons, each.at_s) for each in link.elsewhere]
            found.append(say("rule-link", language, others=listed(others, language), **terms))
        return [Items(tuple(found))] if found else []

    def _elsewhere(self, persons: int, second: int) -> str:
        people = say("people", self.language, n=persons)
        return say("link-elsewhere", self.language, people=people, time=time_of(second, self.scenario, self.language))

    def releases(self) -> list[Block]:
        """Return who lets go where, how many at a time and how often."""
        language, rows = self.language, []
        for place in self.scenario.places:
            release = place.release if isinstance(place, AssemblyPoint | Checkpoint) else None
            if release is None:
                continue
            batch = say("vehicles" if release.vehicles is not None else "people", language, n=release.batch)
            boards = say("yes" if release.boards_before else "no", language)
            by = visible(release.by) or say("nobody-named", language)
            name = names.place(self.scenario, place.id, language)
            rows.append((name, by, batch, self._at(release.first_s), duration(release.every_s, language), boards))
        return self._table(
            "releases", ("place", "released-by", "batch", "first-release", "every", "boards-before"), rows
        )

    def closures(self) -> list[Block]:
        """Return when nobody drives where, and when a leg or a checkpoint is different."""
        scenario, language, rows = self.scenario, self.language, []
        for ban in scenario.bans:
            name = names.written(ban.name, ban.id, language)
            rows.append((say("rule-ban", language, name=name), self._where(ban.where), *self._spell(ban)))
        for leg in scenario.legs:
            where = names.leg(scenario, leg.id, language)
            rows += [(say("rule-closed", language), where, *self._spell(each)) for each in leg.closed]
            for change in leg.changes:
                told = []
                if change.speed_kmh is not None:
                    told.append(say("change-speed", language, n=f"{change.speed_kmh:g}"))
                if change.travel_s is not None:
                    told.append(say("change-travel", language, time=duration(change.travel_s, language)))
                if change.lanes is not None:
                    told.append(say("change-lanes", language, n=change.lanes))
                if change.traffic is not None:
                    told.append(say(f"traffic-{change.traffic}", language))
                rows.append((listed(told, language), where, *self._spell(change)))
        for place in scenario.checkpoints:
            where = names.place(scenario, place.id, language)
            rows += [(say("rule-open", language), where, *self._spell(each)) for each in place.opening_hours]
        return self._table("closures", ("what", "where", "from-time", "until-time"), rows)

    def weather(self) -> list[Block]:
        """Return what weather slows, and what it allows."""
        language = self.language
        rows = [
            (
                names.written(each.name, each.id, language),
                self._where(each.where),
                *self._spell(each),
                percent(each.speed_share, language),
                "" if each.temperature is None else say("celsius", language, n=number(each.temperature, language)),
                "" if each.outdoors_s is None else duration(each.outdoors_s, language),
                "" if each.aboard_s is None else duration(each.aboard_s, language),
            )
            for each in self.scenario.weather
        ]
        codes = ("weather", "where", "from-time", "until-time", "speed-share", "temperature", "outdoors", "aboard")
        return self._table("weather", codes, rows)

    def conditions(self) -> list[Block]:
        """Return what a convoy needs in order to go."""
        language = self.language
        rows = [
            (
                names.written(each.name, each.id, language),
                names.anything(self.scenario, each.applies_to, language),
                visible(each.owner),
                visible(each.needs),
                "" if each.expires_s is None else duration(each.expires_s, language),
            )
            for each in self.scenario.conditions
        ]
        return self._table("conditions", ("condition", "for", "owner", "evidence", "holds"), rows)

    def commitments(self) -> list[Block]:
        """Return what is under way or notified."""
        scenario, language = self.scenario, self.language
        rows = [
            (
                names.vehicle(scenario, each.vehicle, language),
                say(f"commitment-{each.kind}", language),
                names.spot(scenario, each.at, language),
                self._at(each.until_s),
                names.load(scenario, each.load, language),
            )
            for each in scenario.commitments
        ]
        return self._table("commitments", ("vehicle", "commitment", "where", "until-time", "load"), rows)

    def aid(self, plan: Plan) -> list[Block]:
        """Return what was asked for, and what comes in time."""
        language, brought = self.language, plan.aid_delivered
        rows = [
            (
                names.written(each.name, each.id, language),
                names.spot(self.scenario, each.to_place, language),
                say("tonnes-short", language, n=number(each.tonnes, language)),
                say("tonnes-short", language, n=number(brought[each.id], language)),
                self._at(each.latest_s),
            )
            for each in self.scenario.aid
        ]
        return self._table("aid", ("aid", "to", "asked", "delivered", "latest"), rows)

    def hazards(self, plan: Plan) -> list[Block]:
        """Return every hazard with the person-minutes under it."""
        language, rows = self.language, []
        for each in self.scenario.hazards:
            exposed = exposure_person_s(self.scenario.replace(hazards=(each,)), plan.trips)
            minutes = number(-(-exposed // 60), language)
            name = names.written(each.name, each.id, language)
            times = self._at(max(0, each.opens_s)), self._at(each.closes_s)
            rows.append((name, self._where(each.where), *times, minutes))
        return self._table("hazards", ("hazard", "where", "from-time", "until-time", "exposure"), rows)
