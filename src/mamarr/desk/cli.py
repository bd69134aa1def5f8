"""The terminal: arguments in, documents and sentences out. Results on stdout, progress and messages on stderr."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import click

import mamarr
from mamarr.desk.edge import JSON as _JSON
from mamarr.desk.edge import LANGUAGE as _LANGUAGE
from mamarr.desk.edge import QUIET as _QUIET
from mamarr.desk.edge import STOPPED, Commands
from mamarr.desk.edge import clean as _clean
from mamarr.desk.edge import command as _command
from mamarr.desk.edge import line as _line
from mamarr.desk.edge import print_json as _print_json

os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")  # nothing of the machine is loaded into documents

if TYPE_CHECKING:
    from mamarr import Plan

WITH = click.option(
    "--with",
    "changes",
    multiple=True,
    metavar="PLACE.FIELD=VALUE",
    help="The scenario with this change; or a file of changes.",
)


_LATE = {
    "build": "mamarr.desk.building",
    "log": "mamarr.desk.logs",
    "negotiate": "mamarr.desk.asks",
    "replan": "mamarr.desk.situations",
    "stress": "mamarr.desk.stress",
}
"""Commands that stand in files of their own."""


@click.group(cls=Commands, late=_LATE, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(mamarr.__version__, prog_name="mamarr")
@click.option("--debug", is_flag=True, help="Show tracebacks.")
@click.pass_context
def cli(context: click.Context, debug: bool) -> None:
    """From the announcement of a corridor to a proven plan: who can be brought out, what limits it, and why."""
    context.obj = {"debug": debug}


def changes_of(texts: tuple[str, ...]) -> list["mamarr.Change"]:
    """Return the changes that `--with` names, each written out or in a file."""
    found = []
    for text in texts:
        lines = [text] if "=" in text else _lines(text)
        found += [mamarr.Change.read(line) for line in lines if line.strip() and not line.lstrip().startswith("#")]
    return found


def _lines(path: str) -> list[str]:
    from mamarr.scenario.files import read_bytes
    from mamarr.scenario.text import decode

    if not Path(path).exists():
        return [path]
    return decode(read_bytes(path)).splitlines()


@cli.command()
@click.argument("file")
@WITH
@_JSON
@_LANGUAGE
@_command
def check(file: str, changes: tuple[str, ...], as_json: bool, language: str) -> int:
    """Every finding of a scenario FILE at once, with place, found, expected and what to do."""
    from mamarr.scenario.files import read_bytes
    from mamarr.scenario.text import decode

    scenario, findings = mamarr.examine(decode(read_bytes(file)), changes_of(changes))
    errors = [finding for finding in findings if finding.severity == "error"]
    if as_json:
        from mamarr.desk.answers import check_answer

        _print_json(check_answer(scenario, findings))
    else:
        for finding in findings:
            click.echo(f"{finding.severity}: {finding.code}: {_line(finding, language)}")
        if scenario is not None and not errors:
            network = scenario.network
            sizes = (
                f"{len(scenario.groups)} groups, {len(scenario.places)} places, {len(scenario.legs)} legs"
                if network is None
                else f"{len(network.places)} places, {len(network.legs.travel_s)} legs, {len(network.exits)} exits"
            )
            mark = scenario.fingerprint_of_content()[:12]
            click.echo(f"{file}: {scenario.people_total} people, {sizes}; fingerprint {mark}")
    return 3 if errors else 0


@cli.command()
@click.argument("file")
@WITH
@click.option(
    "--seconds", type=click.FloatRange(min=0.1), default=60.0, show_default=True, help="Time for search and bounds."
)
@click.option("--seed", type=click.IntRange(min=0), default=0, show_default=True, help="Seed of the search.")
@click.option(
    "--iterations", type=click.IntRange(min=0), help="Rounds of the search, in place of its share of the time."
)
@click.option("--step", metavar="DURATION", help="Length of a step, for a city; 60s where it is not given.")
@click.option(
    "--method",
    type=click.Choice(["clearance", "certified", "curve"]),
    help="For a city: everybody out first (the default); best by some thirty steps too; or by every step.",
)
@click.option("--objective", help="Order of what counts, for example people,wounded,curve.")
@click.option("-o", "--output", type=click.Path(dir_okay=False), help="Write the plan here (.json or .json.gz).")
@_JSON
@_QUIET
@_LANGUAGE
@_command
def plan(
    file: str,
    changes: tuple[str, ...],
    seconds: float,
    seed: int,
    iterations: int | None,
    step: str | None,
    method: Literal["clearance", "certified", "curve"] | None,
    objective: str | None,
    output: str | None,
    as_json: bool,
    quiet: bool,
    language: str,
) -> int:
    """Plan the scenario FILE: the timetable, its bound, what limits it, and the judge's certificate."""
    scenario = mamarr.load(file, changes_of(changes))
    if objective is not None:
        from mamarr.scenario.files import change

        scenario = change(scenario, [mamarr.Change(target="objective", value=objective.replace(" ", "").split(","))])
    step_s = _step(scenario, step, method, language)
    with watched(quiet) as (watch, stop):
        found = mamarr.plan(
            scenario,
            seconds=seconds,
            seed=seed,
            iterations=iterations,
            watch=watch,
            stop=stop,
            step_s=step_s,
            method=method or "clearance",
        )
    if output:
        mamarr.save(found, output)
    if as_json:
        from mamarr.desk.answers import plan_answer

        _print_json(plan_answer(found))
    else:
        _print_plan(found, language)
    if stop():
        return STOPPED
    return 0 if found.is_complete else 1


def _step(scenario: "mamarr.Scenario", step: str | None, method: str | None, language: str) -> int:
    """Return the seconds of a step, after saying what whole steps take away from a city."""
    from mamarr.scenario.quantities import step_of

    for name, value in (("--step", step), ("--method", method)):
        if value is not None and scenario.network is None:
            raise mamarr.MamarrError("use.option", found=f"{name} {value}", wanted=f"{name} with a city")
    step_s = step_of(step or "60s")
    if scenario.network is not None:
        from mamarr.scenario.network_checks import step_findings

        for finding in step_findings(scenario.network, step_s):
            click.echo(f"{finding.severity}: {finding.code}: {_line(finding, language)}", err=True)
    return step_s


def _print_plan(found: "Plan", language: str) -> None:
    from mamarr.reporting import wording

    click.echo(_clean(wording.plain(wording.verdict(found, language))))
    bound = found.bottleneck
    if bound is not None:
        click.echo(_clean(wording.plain(wording.bottleneck(bound, found.scenario, language))))
    for entry in found.alternatives:
        click.echo(_clean(wording.plain(wording.alternative(entry, found, language))))


@contextmanager
def watched(quiet: bool) -> Iterator[tuple[Callable[[Any], None] | None, Callable[[], bool]]]:
    """Yield a watcher that shows progress on a terminal, and a question that Ctrl-C answers with yes."""
    import signal

    asked: list[int] = []

    def ask(number: int, _frame: object) -> None:
        if asked:
            raise KeyboardInterrupt
        asked.append(number)

    before = signal.signal(signal.SIGINT, ask)
    try:
        if quiet:
            yield None, lambda: bool(asked)
        else:
            from mamarr.desk.progress import shown

            with shown() as watch:
                yield watch, lambda: bool(asked)
    finally:
        signal.signal(signal.SIGINT, before)


@cli.command()
@click.argument("plan_file", metavar="PLAN")
@_JSON
@_LANGUAGE
@_command
def judge(plan_file: str, as_json: bool, language: str) -> int:
    """The independent judge: is every rule kept, is every bound true? It trusts only the scenario and the movements."""
    from mamarr.reporting import wording

    answer = mamarr.judge(mamarr.open_plan(plan_file))
    is_yes = answer.plan_allowed and answer.bound_true
    if as_json:
        from mamarr.desk.answers import judge_answer

        _print_json(judge_answer(answer))
    else:
        for finding in answer.findings:
            click.echo(f"{finding.severity}: {finding.code}: {_line(finding, language)}")
        plan_words = wording.say(f"judge-plan-{'yes' if answer.plan_allowed else 'no'}", language)
        bound_words = wording.say(f"judge-bound-{'yes' if answer.bound_true else 'no'}", language)
        click.echo(wording.plain(wording.say("judge-both", language, plan=plan_words, bound=bound_words)))
    return 0 if is_yes else 1


@cli.command()
@click.argument("documents", nargs=-1, required=True, metavar="PLAN...")
@click.option(
    "--to",
    "target",
    required=True,
    type=click.Path(dir_okay=False),
    help="html, pdf, xlsx, csv (HXL), geojson, gpkg, kml, gpx, ics, svg or png.",
)
@click.option(
    "--form",
    type=click.Choice(["plan", "movements", "brief", "notification", "card", "map", "curve", "timeline"]),
    help="Which paper (pdf) or picture (svg, png); the plan or the map where nothing is said.",
)
@click.option("--party", default="", metavar="PARTY", help="The party to which a notification goes.")
@click.option(
    "--language",
    type=click.Choice(["ar", "en", "both"]),
    default="both",
    show_default=True,
    help="Language of the page.",
)
@click.option(
    "--for",
    "audience",
    type=click.Choice(["planner", "dispatcher", "field-reporter", "liaison", "auditor"]),
    help="Who reads it: the planner; of a notification the liaison, of a card the dispatcher.",
)
@_command
def report(
    documents: tuple[str, ...],
    target: str,
    form: str | None,
    party: str,
    language: Literal["ar", "en", "both"],
    audience: str | None,
) -> int:
    """One page or file of one or two plans; the ending of FILE says the format."""
    plans = [_judged(name) for name in documents]
    mamarr.report(*plans, to=target, language=language, audience=audience, form=form, party=party)
    click.echo(target)
    return 0


def _judged(name: str) -> "Plan":
    """Return the plan of a file with the judge's own answer: what a file says of itself is not printed."""
    found = mamarr.open_plan(name)
    answer = mamarr.judge(found)
    for finding in answer.findings:
        click.echo(f"{finding.severity}: {finding.code}: {_line(finding, 'en')}", err=True)
    certificate = mamarr.Certificate(plan_allowed=answer.plan_allowed, bound_true=answer.bound_true)
    return found.replace(certificate=certificate)


@cli.command()
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@click.option("--published", metavar="TIME", help="When it was published: 2031-06-15 or 2031-06-15T09:30+03:00.")
@click.option("--zone", metavar="ZONE", help="Zone of times that say none: +03:00, Z or Asia/Damascus.")
@click.option("--language", type=click.Choice(["ar", "en"]), default=None, help="Language of the text; else found.")
@click.option("--author", metavar="WHO", help="Who sends the report.")
@click.option("--places", metavar="FILE", help="Scenario or GeoJSON with named places; else those of the library.")
@_JSON
@_command
def read(
    files: tuple[str, ...],
    published: str | None,
    zone: str | None,
    language: Literal["ar", "en"] | None,
    author: str | None,
    places: str | None,
    as_json: bool,
) -> int:
    """Claims out of Arabic or English reports FILE..., as drafts: who said what, through whom, in which words."""
    import sys

    from mamarr.desk.reading import as_line, listing, readings

    for reading in readings(files, published, zone, language, author, places):
        for finding in reading.warnings:
            click.echo(f"{finding.severity}: {finding.code}: {_line(finding, 'en')}", err=True)
        if as_json or not sys.stdout.isatty():
            click.echo(as_line(reading))
        else:
            for line in listing(reading):
                click.echo(line)
    return 0


@cli.command()
@click.argument("first")
@click.argument("second")
@_JSON
@_LANGUAGE
@_command
def compare(first: str, second: str, as_json: bool, language: str) -> int:
    """Two plans side by side: what changed in the scenario, and what it cost."""
    from mamarr.desk.answers import compare_answer

    plans = mamarr.open_plan(first), mamarr.open_plan(second)
    answer = compare_answer(*plans)
    if as_json:
        _print_json(answer)
        return 0
    from mamarr.reporting import wording
    from mamarr.reporting.comparison import changes

    for sentence in changes(*plans, language):
        click.echo(wording.plain(sentence))
    for entry in answer["changes"]:
        click.echo(_clean(f"{entry['path']}: {entry['first']} -> {entry['second']}"))
    for key, amount in answer["difference"].items():
        label = wording.plain(wording.say(f"figure-{key.replace('_', '-')}", language))
        click.echo(f"{label}: {answer['first'][key]} -> {answer['second'][key]} ({amount:+d})")
    return 0


@cli.command()
@click.argument("name", required=False)
@_command
def schema(name: str | None) -> int:
    """JSON Schema of the document NAME, or the list of problems, printed from the code; without NAME, the names."""
    from mamarr.desk.schemas import names, schema_of

    if name is None:
        click.echo("\n".join(names()))
        return 0
    if name not in names():
        raise click.UsageError(f"no document is called {name!r}; one of {', '.join(names())}")
    _print_json(schema_of(name))
    return 0


@cli.command()
@_JSON
@_command
def doctor(as_json: bool) -> int:
    """What is installed, what is missing, and a self-test."""
    from mamarr.desk.doctor import examined

    answer = examined()
    if as_json:
        _print_json(answer)
    else:
        for entry in answer["parts"]:
            click.echo(f"{'ok  ' if entry['ok'] else 'FAIL'} {entry['name']}: {entry['detail']}")
    return 0 if answer["ok"] else 1


@cli.command()
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
@_command
def completion(shell: str) -> int:
    """Completion script for a shell: eval "$(mamarr completion bash)"."""
    from click.shell_completion import get_completion_class

    kind = get_completion_class(shell)
    if kind is None:
        raise click.UsageError(f"no completion for {shell}")
    click.echo(kind(cli, {}, "mamarr", "_MAMARR_COMPLETE").source())
    return 0


@cli.command()
@click.option(
    "--to", "folder", type=click.Path(file_okay=False), default="demo", show_default=True, help="Folder for the files."
)
@click.option(
    "--seconds", type=click.FloatRange(min=1), default=120.0, show_default=True, help="Time for all plans together."
)
@click.option(
    "--case",
    type=click.Choice(["aleppo-2016", "december-2016"]),
    default="aleppo-2016",
    show_default=True,
    help="The main job, or the week of December 2016 played from its log.",
)
@_QUIET
@_LANGUAGE
@_command
def demo(folder: str, seconds: float, case: str, quiet: bool, language: Literal["en", "ar"]) -> int:
    """A case of the library, shown: 8,000 people over 5 km from announcement to proof, or the week of December 2016."""
    with watched(quiet) as (watch, stop):
        if case == "december-2016":
            from mamarr.desk.week import show as play

            for line in play(Path(folder), seconds, language, watch=watch, stop=stop):
                click.echo(_clean(line))
        else:
            from mamarr.desk.demo import show

            lines = show(Path(folder), seconds, language, watch=watch, stop=stop)
    if case != "december-2016":
        for line in lines:
            click.echo(_clean(line))
    return STOPPED if stop() else 0


def main() -> None:
    """Run the terminal."""
    cli(prog_name="mamarr")
