"""Asks at the terminal: what to ask for, what each brings, and the least that suffices. For the planner, never for the other side."""

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Literal

import click

from mamarr.desk.cli import WITH, changes_of, watched
from mamarr.desk.edge import JSON, LANGUAGE, QUIET, STOPPED, clean, command, print_json

if TYPE_CHECKING:
    from mamarr import Ask, Asks, Plan
    from mamarr.negotiation.agenda import Told

SHARE_OF_PLAN = 0.3
"""Of the seconds, where the scenario is changed and planned first."""


@click.command()
@click.argument("plan_file", metavar="PLAN")
@WITH
@click.option(
    "--goal", type=float, metavar="CHANCE", help="Chance that all are out, such as 0.95; else all out as planned."
)
@click.option("--seconds", type=click.FloatRange(min=0.1), default=30.0, show_default=True, help="Time for everything.")
@click.option("--asks", "asks_file", metavar="FILE", help="Asks of one's own, and what each costs (.yaml).")
@click.option("--seed", type=click.IntRange(min=0), default=0, show_default=True, help="Seed of the searches.")
@click.option("-o", "--output", type=click.Path(dir_okay=False), help="Write the asks here: confidential.")
@click.option("--table", is_flag=True, help="Only the paragraph that may be read out at the table.")
@JSON
@QUIET
@LANGUAGE
@command
def negotiate(
    plan_file: str,
    changes: tuple[str, ...],
    goal: float | None,
    seconds: float,
    asks_file: str | None,
    seed: int,
    output: str | None,
    table: bool,
    as_json: bool,
    quiet: bool,
    language: Literal["en", "ar"],
) -> int:
    """What to ask for about PLAN: what each ask brings, and the least that suffices, with proof that less will not do."""
    import mamarr
    from mamarr.reporting import wording
    from mamarr.reporting.wording.asks import Advocate

    plan = mamarr.open_plan(plan_file)
    began = time.monotonic()
    with watched(quiet=True) as (_, stop), shown(quiet) as watch:
        if changes:
            scenario = mamarr.change(plan.scenario, changes_of(changes))
            plan = mamarr.plan(scenario, seconds=SHARE_OF_PLAN * seconds, seed=seed, stop=stop)
        left = max(0.1, seconds - (time.monotonic() - began))
        asks = _own(asks_file, plan) if asks_file is not None else None
        found = mamarr.negotiate(plan, goal=goal, seconds=left, seed=seed, asks=asks, watch=watch, stop=stop)
    if output:
        mamarr.save(found, output)
    advocate = Advocate(found, plan, language)
    if as_json:
        print_json(asks_answer(found, plan))
    elif table:
        click.echo(clean(wording.plain(advocate.paragraph())))
    else:
        for line in advocate.lines():
            click.echo(clean(wording.plain(line)))
    if found.is_stopped:
        return STOPPED
    return 0 if found.least is not None else 1


def _own(name: str, plan: "Plan") -> "tuple[Ask, ...]":
    from mamarr.negotiation.levers import levers
    from mamarr.negotiation.own import read_asks
    from mamarr.scenario.files import read_bytes
    from mamarr.scenario.text import decode

    return read_asks(decode(read_bytes(name)), levers(plan.scenario))


@contextmanager
def shown(quiet: bool) -> "Iterator[Callable[[Told], None] | None]":
    """Yield a watcher that says on stderr whatever is decided, as soon as it is."""
    if quiet:
        yield None
        return
    known: set[tuple[str, ...]] = set()

    def watch(told: "Told") -> None:
        each = told.combination
        if each.verdict != "not decided" and each.proof not in ("contains", "within") and each.asks not in known:
            known.add(each.asks)
            what = " + ".join(each.asks) or "as things stand"
            line = f"{told.elapsed_s:.1f} s | {told.decided} of {told.total} decided | {each.verdict}: {what}"
            sys.stderr.write(line + "\n")
            sys.stderr.flush()

    yield watch


def asks_answer(asks: "Asks", plan: "Plan") -> dict[str, Any]:
    """Return what is known of every ask and combination, with the sentences in both languages."""
    from mamarr.reporting import wording
    from mamarr.reporting.wording.asks import Advocate, request

    advocates = {language: Advocate(asks, plan, language) for language in wording.LANGUAGES}

    def both(text: "Callable[[Advocate], str]") -> dict[str, str]:
        return {language: wording.plain(text(advocates[language])) for language in ("en", "ar")}

    entries = []
    for value in asks.values:
        ask, known = asks.ask(value.ask), asks.alone(value.ask)
        entries.append(
            {
                "id": ask.id,
                "change": [str(each) for each in ask.changes],
                "cost": ask.cost,
                **both(lambda advocate, value=value: advocate.ask(value)),  # type: ignore[misc]
                "verdict": known.verdict,
                "proof": known.proof,
                "people_gained": value.people_gained,
                "people_gained_most": value.people_gained_most,
                "minutes_gained": None if value.seconds_gained is None else value.seconds_gained / 60,
                "chance_gained": value.chance_gained,
                "clause": ask.clause,
            }
        )
    protections = [
        {"id": ask.id, **{lang: wording.plain(request(ask, plan.scenario, lang)) for lang in ("en", "ar")}}
        for ask in asks.asks
        if ask.is_protection
    ]
    least = asks.least
    return {
        "goal": asks.goal,
        "plan": asks.plan,
        "fingerprint": asks.fingerprint,
        "confidential": both(lambda advocate: advocate.say("asks-confidential")),
        "as_things_stand": both(lambda advocate: advocate.base()),
        "asks": entries,
        "protections": protections,
        "least": None
        if least is None
        else {
            **both(lambda advocate: advocate.least()),
            **least.content(),
            "proof": _proof(asks),
        },
        "frontier": [each.content() for each in asks.frontier],
        "robust": None if asks.robust is None else list(asks.robust),
        "doubts": [each.content() for each in asks.doubts],
        "sizes": [each.content() for each in asks.sizes],
        "combinations": [
            {
                "asks": list(each.asks),
                "cost": each.cost,
                "verdict": each.verdict,
                "proof": each.proof,
                "by": None if each.by is None else list(each.by),
                "people_out": each.people_out,
                "people_most": each.people_most,
            }
            for each in asks.combinations
        ],
        "decided": asks.decided,
        "table": both(lambda advocate: advocate.paragraph()),
        "seed": asks.seed,
        "seconds": asks.seconds,
    }


def _proof(asks: "Asks") -> dict[str, int]:
    """Return how the smaller combinations fail, counted."""
    found: dict[str, int] = {}
    for each in asks.least.smaller if asks.least is not None else ():
        found[each.how] = found.get(each.how, 0) + 1
    return found
