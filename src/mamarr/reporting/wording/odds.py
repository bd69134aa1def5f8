"""The words of a stress test: conditions first, then chances, each with both intervals."""

from mamarr.reporting.wording import names
from mamarr.reporting.wording.bundles import say
from mamarr.reporting.wording.numbers import number, percent, time_of
from mamarr.scenario.scenario import Scenario
from mamarr.simulation.outcome import Cause, Chance, StressTest

_MOST = 5


def odds(test: StressTest, scenario: Scenario, language: str) -> list[str]:
    """Return the sentences of *test*, the people caught inside first."""
    lines = [
        say("odds-basis", language, n=number(test.replications, language), seed=str(test.seed)),
        say("odds-caught", language, **_chance(test.chance_nobody_caught, language)),
        say("odds-all-out", language, **_chance(test.chance_all_out, language)),
        say(
            "odds-came", language, **_three(test.people_came.p05, test.people_came.p50, test.people_came.p95, language)
        ),
        say("odds-out", language, **_three(test.people_out.p05, test.people_out.p50, test.people_out.p95, language)),
    ]
    if test.clearance_s.p95:
        times = {name: time_of(getattr(test.clearance_s, name), scenario, language) for name in ("p05", "p50", "p95")}
        lines.append(say("odds-clearance", language, **times))
    lines += [
        say(
            "odds-category",
            language,
            category=say(f"odds-category-{each.category.replace(' ', '-')}", language),
            **_chance(each.chance_all_out, language),
        )
        for each in test.categories
    ]
    lines += [
        say(
            "odds-left",
            language,
            place=say("odds-road", language) if each.place == "road" else names.place(scenario, each.place, language),
            mean=number(round(each.mean), language),
            share=percent(each.share, language),
        )
        for each in test.left[:_MOST]
    ]
    lines += [_cause(cause, language) for cause in test.causes[:_MOST] if cause.share > 0 or cause.people >= 1]
    ours = sum(each.by == "default" for each in test.assumptions)
    lines.append(say("odds-assumed", language, n=number(len(test.assumptions), language), ours=number(ours, language)))
    lines.append(say("odds-confidential", language))
    return lines


def _cause(cause: Cause, language: str) -> str:
    terms = {"cause": say(f"odds-cause-{cause.code}", language), "share": percent(cause.share, language)}
    if cause.people < 1:
        return say("odds-cause-alone", language, **terms)
    return say("odds-cause", language, people=number(round(cause.people), language), **terms)


def _chance(chance: Chance, language: str) -> dict[str, str]:
    return {name: percent(getattr(chance, name), language) for name in ("low", "estimate", "high", "worst", "best")}


def _three(p05: int, p50: int, p95: int, language: str) -> dict[str, str]:
    return {"p05": number(p05, language), "p50": number(p50, language), "p95": number(p95, language)}
