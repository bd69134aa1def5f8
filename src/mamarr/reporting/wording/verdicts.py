"""The verdict of a plan in three sentences, what other plans bring, and who stays."""

from collections.abc import Sequence

from mamarr.planning.timetable import Alternative, Bound, Plan, Remaining
from mamarr.reporting.wording import names
from mamarr.reporting.wording.bounds import limit, proof
from mamarr.reporting.wording.bundles import knows, listed, say
from mamarr.reporting.wording.numbers import number, signed, time_of, within_minute
from mamarr.scenario.scenario import Aim, Scenario

_LONGEST_LIST = 8


def verdict(plan: Plan, language: str) -> str:
    """Return who can be brought out by when, what no plan can do better, what limits, and how much aid comes in."""
    is_idle = plan.people_total == 0
    sentences = (
        [say("verdict-nobody", language)] if is_idle else [_brought_out(plan, language), _proven(plan, language)]
    )
    limiting = plan.bottleneck
    if limiting is not None and plan.people_total:
        sentences.append(say("limits", language, limit=limit(limiting, plan.scenario, language)))
    if plan.scenario.aid:
        wanted = sum(aid.tonnes for aid in plan.scenario.aid)
        brought = sum(plan.aid_delivered.values())
        sentences.append(
            say("verdict-aid", language, brought=number(brought, language), tonnes=say("tonnes", language, n=wanted))
        )
    return " ".join(sentences)


def separated(plan: Plan, language: str) -> str:
    """Return the sentence on companions who leave although their patient stays; empty where there is none."""
    companions = plan.separated
    return (
        say("verdict-separated", language, companions=say("companions", language, n=companions)) if companions else ""
    )


def _brought_out(plan: Plan, language: str) -> str:
    total = say("people", language, n=plan.people_total)
    if plan.people_out == 0:
        return say("verdict-none", language, total=total)
    time = time_of(within_minute(plan.clearance_s), plan.scenario, language)
    if plan.is_complete:
        return say("verdict-all", language, total=total, time=time)
    left = say("people", language, n=plan.people_total - plan.people_out)
    return say("verdict-some", language, out=number(plan.people_out, language), total=total, time=time, left=left)


def _proven(plan: Plan, language: str) -> str:
    bound = plan.strongest("clearance_s" if plan.is_complete else "people")
    if bound is None:
        return say("proven-nothing", language)
    how = proof(bound, language)
    if plan.is_complete:
        if bound.value == plan.clearance_s:
            return say("proven-all-best", language, proof=how)
        return say("proven-all", language, time=time_of(bound.value // 60 * 60, plan.scenario, language), proof=how)
    if bound.value == plan.people_out:
        return say("proven-some-best", language, proof=how)
    people = say("people", language, n=bound.value)
    by_hand: Bound | None = plan.strongest("people", "hand")
    if bound.proof == "hand" or by_hand is None:
        return say("proven-some", language, people=people, proof=how)
    return say("proven-some-both", language, people=people, proof=how, by_hand=number(by_hand.value, language))


def order(objective: Sequence[Aim], language: str, length: int = 2) -> str:
    """Return what counts first, in words."""
    joint = "، ثم " if language == "ar" else ", then "
    return joint.join(say(f"aim-{aim}", language) for aim in objective[:length])


def alternative_name(alternative: Alternative, language: str) -> str:
    """Return what another plan is called."""
    code = f"alternative-{alternative.code}"
    return say(code if knows(code, language) else "alternative-other", language)


def alternative(alternative: Alternative, plan: Plan, language: str) -> str:
    """Return what another plan of the same question brings, beside *plan*."""
    return say(
        "alternative-sentence",
        language,
        name=alternative_name(alternative, language),
        order=order(alternative.objective, language),
        people=say("people", language, n=alternative.people_out),
        difference=signed(alternative.people_out - plan.people_out, language),
        wounded=number(alternative.by_category.get("wounded", 0), language),
        stretcher=number(alternative.by_category.get("stretcher", 0), language),
        separated=number(alternative.separated, language),
        time=time_of(within_minute(alternative.clearance_s), plan.scenario, language),
    )


def remaining(entries: Sequence[Remaining], scenario: Scenario, language: str) -> str:
    """Return who stays: by group and place where these are few, else by kind of people."""
    if not entries:
        return say("remaining-nobody", language)
    if len(entries) <= _LONGEST_LIST:
        named = {entry.group: names.group(scenario, entry.group, language) for entry in entries}
    else:
        named = {group.id: names.kind(names.kind_of(group), language) for group in scenario.groups}
    counts: dict[str, int] = {}
    for entry in entries:
        name = named[entry.group]
        counts[name] = counts.get(name, 0) + entry.persons
    parts = (
        say("remaining-entry", language, place=name, persons=number(persons, language))
        for name, persons in sorted(counts.items(), key=lambda pair: -pair[1])
    )
    people = say("people", language, n=sum(entry.persons for entry in entries))
    shown = listed(parts, language, "؛ " if language == "ar" else "; ")
    return say("remaining-some", language, people=people, list=shown)
