"""What a new plan changes, in words: people, the last reception, departures by point, and who has to be told."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from mamarr.logbook.situation import Situation
from mamarr.reporting.blocks import Block, Heading, Items, Paragraph
from mamarr.reporting.situations import Teller
from mamarr.reporting.wording.bundles import Language, listed, say
from mamarr.reporting.wording.numbers import signed
from mamarr.reporting.wording.verdicts import verdict
from mamarr.scenario.scenario import Scenario

if TYPE_CHECKING:
    from mamarr.planning.adherence import Replanned


def replan_blocks(answer: "Replanned", situation: Situation, scenario: Scenario, language: Language) -> list[Block]:
    """Return the verdict on the new plan and what it changes."""
    return [
        Paragraph(verdict(answer.plan, language), "lead"),
        Heading(say("heading-day-replan", language), 2, f"{language}-replan"),
        Items(tuple(changes(answer, situation, scenario, language))),
    ]


def changes(answer: "Replanned", situation: Situation, scenario: Scenario, language: Language) -> Iterable[str]:
    """Yield what changes, one sentence each; broken notifications first, for somebody has to be told."""
    found, teller = answer.difference, Teller(situation, scenario, language)
    for broken in found.broken:
        yield say(
            "replan-broken" if broken.is_within_notice else "replan-moved",
            language,
            movement=teller.shown(broken.movement),
            vehicle=teller.vehicle(broken.vehicle),
            place=teller.spot(broken.at),
            time=teller.when(broken.leaves),
            recipients=listed((teller.shown(name) for name in broken.recipients), language),
        )
    if found.kept:
        yield say("replan-kept", language, n=found.kept)
    if found.aside:
        yield say("replan-aside", language, people=teller.people(found.aside))
    after = teller.people(found.people_after)
    if not situation.plan:
        yield say("replan-out-first", language, after=after)
        return
    difference = signed(found.people_after - found.people_before, language)
    yield say("replan-out", language, after=after, before=teller.number(found.people_before), difference=difference)
    if found.last_before and found.last_after and found.last_before != found.last_after:
        yield say("replan-last", language, after=teller.when(found.last_after), before=teller.when(found.last_before))
    for point in found.points:
        terms = {"place": teller.spot(point.at), "before": teller.number(point.before)}
        terms["people_before"] = teller.people(point.persons_before)
        if point.next_after is None:
            yield say("replan-point-none", language, **terms)
            continue
        terms |= {"after": teller.number(point.after), "people": teller.people(point.persons_after)}
        yield say("replan-point", language, **terms, next=teller.when(point.next_after))
    if not found.points:
        yield say("replan-unchanged", language)
