"""Stress tests at the terminal."""

from typing import TYPE_CHECKING, Any, Literal

import click

import mamarr
from mamarr.desk.edge import JSON, LANGUAGE, QUIET, STOPPED, clean, command, print_json

if TYPE_CHECKING:
    from mamarr import Plan, StressTest


@click.command()
@click.argument("plan_file", metavar="PLAN")
@click.option(
    "--replications", type=click.IntRange(min=1), default=10_000, show_default=True, help="How many futures at most."
)
@click.option("--seed", type=click.IntRange(min=0), default=0, show_default=True, help="Seed of the futures.")
@click.option("--workers", type=click.IntRange(min=1), help="Processes; by default a thread a core in this one.")
@click.option(
    "--cluster", metavar="ADDRESS", help="A Dask scheduler whose workers have mamarr, in place of processes here."
)
@click.option(
    "--precision", type=click.FloatRange(min=1e-5, max=0.5), help="Stop at intervals of this half width, such as 0.01."
)
@click.option("--goal", type=click.FloatRange(min=0, max=1), help="Chance that everybody who comes is received.")
@click.option("-o", "--output", type=click.Path(dir_okay=False), help="Write the stress test here. Confidential.")
@JSON
@QUIET
@LANGUAGE
@command
def stress(
    plan_file: str,
    replications: int,
    seed: int,
    workers: int | None,
    cluster: str | None,
    precision: float | None,
    goal: float | None,
    output: str | None,
    as_json: bool,
    quiet: bool,
    language: Literal["en", "ar"],
) -> int:
    """Many futures of one PLAN: is anybody caught inside, is everybody out, who is left where, what is to blame."""
    from mamarr.desk.cli import watched
    from mamarr.reporting import wording

    if workers is not None and cluster is not None:
        raise click.UsageError("--workers is about this machine, --cluster about another: one of them")
    plan = mamarr.open_plan(plan_file)
    with watched(quiet) as (watch, stop):
        test = mamarr.stress(
            plan,
            replications=replications,
            seed=seed,
            workers=workers,
            cluster=cluster,
            precision=precision,
            watch=watch,
            stop=stop,
        )
    if output:
        mamarr.save(test, output)
    if as_json:
        print_json(stress_answer(test, plan))
    else:
        for line in wording.odds(test, plan.scenario, language):
            click.echo(clean(wording.plain(line)))
    if stop():
        return STOPPED
    return 1 if goal is not None and test.chance_all_out.low < goal else 0


def stress_answer(test: "StressTest", plan: "Plan") -> dict[str, Any]:
    """Return the figures of a stress test by the keys that others script against."""
    from mamarr.reporting import wording

    content = test.content()
    chances = {}
    for key in ("chance_nobody_caught", "chance_all_out"):
        chance = getattr(test, key)
        chances[key] = [chance.low, chance.estimate, chance.high]
        chances[f"{key}_inputs"] = [chance.worst, chance.best]
    causes = [
        {
            **cause.content(),
            **{lang: wording.plain(wording.say(f"odds-cause-{cause.code}", lang)) for lang in ("en", "ar")},
        }
        for cause in test.causes
    ]
    sentences = {
        lang: [wording.plain(line) for line in wording.odds(test, plan.scenario, lang)] for lang in ("en", "ar")
    }
    speed = round(test.replications_per_second)
    return {**content, **chances, "causes": causes, "sentences": sentences, "replications_per_second": speed}
