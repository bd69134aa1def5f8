"""The situation and planning again, at the terminal."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import click

from mamarr.desk.edge import JSON, LANGUAGE, QUIET, STOPPED, clean, command, print_json
from mamarr.desk.logs import open_here, opening

if TYPE_CHECKING:
    from mamarr import Scenario
    from mamarr.logbook.today import Today
    from mamarr.planning.adherence import Adherence, Replanned

_AT = click.option("--at", metavar="TIME", help="The instant, such as 2016-12-16 12:00; now, if nothing is said.")


@click.command()
@_AT
@click.option(
    "--to", "target", type=click.Path(dir_okay=False), help="Write a page (.html, .pdf) or the document (.json) too."
)
@opening
@JSON
@LANGUAGE
@command
def situation(
    at: str | None,
    target: str | None,
    plain: bool,
    passphrase_file: str | None,
    as_json: bool,
    language: Literal["en", "ar"],
) -> int:
    """What holds at an instant: people, movements, roads, what is open, what is promised, what cannot be right."""
    from mamarr.reporting.formats.text import text_lines
    from mamarr.reporting.situations import Teller

    with opened(plain, passphrase_file) as today:
        moment = instant(at, today)
        found, scenario = today.situation(moment), today.scenario(moment)
        kept = kept_of(today, moment)
    if target is not None:
        write_page(target, found, scenario, kept)
    if as_json:
        print_json(situation_answer(found, kept))
    else:
        for line in text_lines(Teller(found, scenario, language).blocks(kept)):
            click.echo(clean(line))
    return 0


@click.command()
@click.argument("logbook")
@_AT
@click.option("-o", "output", type=click.Path(dir_okay=False), help="Write the plan to this file.")
@click.option("--seconds", type=click.FloatRange(min=0.5), default=5.0, show_default=True, help="Time for planning.")
@click.option("--seed", type=int, default=0, show_default=True, help="Seed of the search.")
@click.option("--move-notified", is_flag=True, help="Movements that were notified may be moved too.")
@opening
@QUIET
@JSON
@LANGUAGE
@command
def replan(
    logbook: str,
    at: str | None,
    output: str | None,
    seconds: float,
    seed: int,
    move_notified: bool,
    plain: bool,
    passphrase_file: str | None,
    quiet: bool,
    as_json: bool,
    language: Literal["en", "ar"],
) -> int:
    """What is left to do, planned again from now: movements under way go on, what was notified stays."""
    import mamarr
    from mamarr.desk.cli import watched
    from mamarr.errors import MamarrError
    from mamarr.reporting.formats.text import text_lines
    from mamarr.reporting.replans import replan_blocks

    context = click.get_current_context()
    context.ensure_object(dict)
    context.obj |= {"logbook": logbook, "plain": plain, "passphrase_file": passphrase_file}
    with opened(plain, passphrase_file) as today:
        moment = instant(at, today)
        found, scenario = today.situation(moment), today.scenario(moment)
        names = list(today.movements(moment))
    if scenario is None:
        raise MamarrError("log.no-scenario")
    with watched(quiet or as_json) as (watch, stop):
        answer = mamarr.replan(
            found,
            scenario,
            seconds=seconds,
            seed=seed,
            move_notified=move_notified,
            names=names,
            watch=watch,
            stop=stop,
        )
    if output:
        mamarr.save(answer.plan, output)
    if as_json:
        print_json(replan_answer(answer, found, scenario))
    else:
        for line in text_lines(replan_blocks(answer, found, scenario, language)):
            click.echo(clean(line))
    if stop():
        return STOPPED
    return 0 if answer.plan.is_complete else 1


@contextmanager
def opened(plain: bool, passphrase_file: str | None) -> "Iterator[Today]":
    """Yield what the logbook that the command line names amounts to; of a bundle, which is only looked at, too."""
    from mamarr.logbook.library import library, read_library
    from mamarr.logbook.today import Today

    name = str(click.get_current_context().obj["logbook"])
    if name.endswith(".jsonl"):
        yield Today.of_entries(entries_of(Path(name)))
        return
    if name in library() and not Path(name).exists():
        yield Today.of_entries(read_library(name))
        return
    with open_here(plain, passphrase_file) as book:
        yield Today.of_store(book)


def entries_of(path: Path) -> list[Any]:
    """Return the entries of a bundle; what is wrong with it is said on stderr.

    Raises
    ------
    MamarrError
        file.missing, file.kind, file.version.
    """
    from mamarr.errors import MamarrError
    from mamarr.logbook.exchange import Bundle

    if not path.is_file():
        raise MamarrError("file.missing", found=str(path), choices="")
    with path.open("rb") as stream:
        bundle = Bundle(stream)
        found = list(bundle)
    for finding in bundle.findings:
        click.echo(f"{finding.severity}: {clean(finding.english()[0])}", err=True)
    return found


def instant(at: str | None, today: "Today") -> datetime:
    """Return the instant that the command line names, in the zone of the scenario where it names none; else now."""
    if at is None:
        return today.now(datetime.now(UTC))
    from pydantic_core import PydanticCustomError

    from mamarr.errors import MamarrError
    from mamarr.scenario.quantities import moment_of

    scenario = today.scenario()
    try:
        return moment_of(at.strip(), scenario.time_zone if scenario is not None else None)
    except PydanticCustomError as error:
        terms = dict(error.context or {})
        raise MamarrError(str(terms.pop("code")), **terms) from None


def kept_of(today: "Today", at: datetime) -> "Adherence | None":
    """Return how the plan in force was kept; None where no plan is."""
    from mamarr.planning.adherence import adherence

    planned = today.planned(at)
    if planned is None:
        return None
    return adherence(planned.movements, today.movements(at), at, planned.fingerprint)


def write_page(target: str, found: Any, scenario: "Scenario | None", kept: "Adherence | None") -> None:
    """Write the situation as a page in both languages, or as a document."""
    from mamarr.errors import MamarrError
    from mamarr.reporting.formats.html import html
    from mamarr.reporting.situations import situation_page
    from mamarr.reporting.wording import LANGUAGES
    from mamarr.scenario.files import save, write

    suffix = Path(target).suffix.lower()
    if suffix == ".json":
        save(found, target)
    elif suffix == ".html":
        write(html(situation_page(found, scenario, LANGUAGES, kept)), target)
    elif suffix == ".pdf":
        from mamarr.reporting.formats.pdf import pdf
        from mamarr.reporting.papers import of_situation

        write(pdf(of_situation(situation_page(found, scenario, LANGUAGES, kept))), target)
    else:
        raise MamarrError("file.format", found=suffix or target, choices=".html, .pdf, .json")


def situation_answer(found: Any, kept: "Adherence | None") -> dict[str, Any]:
    """Return the situation, whether it is complete, which conditions are met, and how the plan was kept."""
    from mamarr.desk.answers import finding_answer
    from mamarr.errors import Finding

    content: dict[str, Any] = found.content()
    content["is_complete"] = found.is_complete
    content["conditions_met"] = found.conditions_met
    if kept is not None:
        content["adherence"] = {
            "counts": kept.counts,
            "latest_s": kept.latest_s,
            "movements": kept.content()["movements"],
        }
    content["doubts"] = [
        {"about": each.about, **finding_answer(Finding(each.code, each.about, None, dict(each.terms)))}
        for each in found.doubts
    ]
    return content


def replan_answer(answer: "Replanned", found: Any, scenario: "Scenario") -> dict[str, Any]:
    """Return the figures of the new plan, and what it changes in both languages."""
    from mamarr.desk.answers import plan_answer
    from mamarr.reporting.replans import changes
    from mamarr.reporting.wording import LANGUAGES, plain

    said = {each: [plain(text) for text in changes(answer, found, scenario, each)] for each in LANGUAGES}
    return {
        "at": answer.content()["at"],
        **plan_answer(answer.plan),
        "difference": answer.difference.content(),
        "changes": said,
    }
