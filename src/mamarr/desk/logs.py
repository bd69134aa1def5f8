"""The logbook at the terminal: what was said and seen is added, shown, verified, handed on and joined."""

import os
import stat
import sys
from collections.abc import Callable, Iterable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from mamarr.desk.edge import JSON, LANGUAGE, Commands, clean, command, line, print_json

if TYPE_CHECKING:
    from mamarr import Finding
    from mamarr.logbook.entries import Entry
    from mamarr.logbook.intake import Received
    from mamarr.logbook.store import Logbook

_LATE: dict[str, str] = {
    "confirm": "mamarr.desk.gates",
    "exchange": "mamarr.desk.exchanges",
    "gate": "mamarr.desk.gates",
    "serve-exchange": "mamarr.desk.exchanges",
    "situation": "mamarr.desk.situations",
}
"""Commands that stand in files of their own."""
_PLAIN = click.option(
    "--plain", is_flag=True, help="A new logbook is not locked: everybody who holds the file can read it."
)
_SECRET = click.option(
    "--passphrase-file",
    type=click.Path(exists=True, dir_okay=False),
    help="Read the passphrase from the first line of this file instead of asking.",
)


@click.group(cls=Commands, late=_LATE)
@click.argument("logbook")
@_PLAIN
@_SECRET
@click.pass_context
def log(context: click.Context, logbook: str, plain: bool, passphrase_file: str | None) -> None:
    """The logbook LOGBOOK, a file or postgresql://… address: what was said and what was seen."""
    context.ensure_object(dict)
    context.obj |= {"logbook": logbook, "plain": plain, "passphrase_file": passphrase_file}


def opening(function: Callable[..., None]) -> Callable[..., None]:
    """Give a command the options with which a logbook is opened."""
    return _PLAIN(_SECRET(function))


def open_here(plain: bool, passphrase_file: str | None, *, create: bool = False) -> "Logbook":
    """Return the logbook that the command line names; the passphrase is read from a file or asked for, never from the command line."""
    from mamarr.logbook.engines import PLAIN, is_server
    from mamarr.logbook.opening import open_log

    settings = click.get_current_context().obj
    address, plain = settings["logbook"], plain or settings["plain"]
    file, path = passphrase_file or settings["passphrase_file"], Path(address)
    if is_server(address):
        return open_log(address, create=create)
    is_new = not path.exists()
    needs = not plain if is_new else path.is_file() and _start(path) not in (PLAIN, b"")
    if is_new and not create:
        needs = False  # the error says that there is none
    passphrase = _passphrase(file, is_new=is_new) if needs else None
    found = open_log(path, passphrase=passphrase, plain=plain, create=create)
    if found.is_plain and is_new:
        click.echo(f"{clean(path.name)}: not locked; everybody who holds the file can read it", err=True)
    return found


def _start(path: Path) -> bytes:
    try:
        with path.open("rb") as stream:
            return stream.read(16)
    except OSError:
        return b""


def _passphrase(file: str | None, *, is_new: bool) -> str:
    if file is not None:
        path = Path(file)
        if path.stat().st_mode & (stat.S_IRGRP | stat.S_IROTH) and os.name == "posix":
            click.echo(f"{clean(path.name)}: others can read this file; chmod 600 it", err=True)
        with path.open(encoding="utf-8") as stream:
            return stream.readline(10_000).rstrip("\r\n")
    answer: str = click.prompt("passphrase", hide_input=True, confirmation_prompt=is_new, err=True)
    return answer


@log.command()
@click.argument("kind", required=False)
@click.argument("fields", nargs=-1, metavar="FIELD=VALUE…")
@click.option("--happened", metavar="TIME", help="When it happened; now, if nothing is said.")
@click.option("--by", default="desk", show_default=True, help="Function of the person who writes it.")
@click.option("--source", help="Who says so.")
@click.option("--known", help="seen, counted, told, official, relayed, list, tally or rumour.")
@click.option("--from", "origin", metavar="FILE", help="Facts as one JSON object a line; '-' for standard input.")
@click.option("--once", metavar="KEY", help="A second time with this key adds nothing.")
@opening
@JSON
@LANGUAGE
@command
def add(
    kind: str | None,
    fields: tuple[str, ...],
    happened: str | None,
    by: str,
    source: str | None,
    known: str | None,
    origin: str | None,
    once: str | None,
    plain: bool,
    passphrase_file: str | None,
    as_json: bool,
    language: str,
) -> int:
    """Add an entry of KIND; 'scenario FILE' and 'plan PLAN.json' put one in force. Makes the logbook where there is none."""
    from mamarr.desk.adopting import in_force
    from mamarr.desk.dictation import facts_of, read_fact, said_now

    if (kind is None) == (origin is None):
        raise click.UsageError("give a KIND of entry, or --from FILE")
    with open_here(plain, passphrase_file, create=True) as book:
        zone, zero = in_force(book)
        said = said_now(by, source, known)
        if happened is not None:
            said["happened"] = happened
        if origin is not None:
            facts = facts_of(_text(origin), said, zone)
        elif kind in ("scenario", "plan"):
            facts = [_adopted(kind, fields, said, zone, zero)]
        else:
            facts = [read_fact(str(kind), fields, said, zone)]
        entries = book.append(facts, once=once)
        _told(book, entries, as_json=as_json)
    return 0


def _text(origin: str) -> str:
    from mamarr.scenario.files import read_bytes
    from mamarr.scenario.text import decode

    return decode(read_bytes(origin))


def _adopted(kind: str, fields: tuple[str, ...], said: dict[str, Any], zone: str | None, zero: datetime | None) -> Any:
    import mamarr
    from mamarr.desk.adopting import adopted_of, planned_of
    from mamarr.scenario.quantities import moment_of

    files = [field for field in fields if "=" not in field]
    zeros = [field.removeprefix("zero=") for field in fields if field.startswith("zero=")]
    if len(files) != 1 or len(files) + len(zeros) != len(fields):
        raise click.UsageError(f"add {kind} FILE [zero=TIME]")
    if kind == "scenario":
        scenario = mamarr.load(files[0])
        begins = moment_of(zeros[0], scenario.time_zone) if zeros else None
        return adopted_of(scenario, _settled(said, scenario.time_zone), begins)
    begins = moment_of(zeros[0], zone) if zeros else zero
    return planned_of(mamarr.open_plan(files[0]), _settled(said, zone), begins)


def _settled(said: dict[str, Any], zone: str | None) -> dict[str, Any]:
    from mamarr.scenario.quantities import moment_of

    return {**said, **{name: moment_of(said[name], zone) for name in ("happened", "recorded")}}


def _told(book: "Logbook", entries: Iterable["Entry"], *, as_json: bool) -> None:
    head = book.head()
    if as_json:
        print_json(
            {
                "entries": [{"number": e.number, "hash": e.hash} for e in entries],
                "head": head,
                "is_plain": book.is_plain,
            }
        )
        return
    for entry in entries:
        click.echo(f"{entry.number} {entry.hash[:12]}")
    click.echo(f"head {head[:12]}{_openness(book)}")


def _openness(book: "Logbook") -> str:
    """Say of a log that is not locked that it is not: whoever types into it has to see that."""
    return ", not locked" if book.is_plain else ""


@log.command()
@click.option("--since", metavar="TIME", help="Only what was written down since.")
@click.option("--kind", "chosen", multiple=True, help="Only this kind; may be repeated.")
@opening
@JSON
@LANGUAGE
@command
def show(
    since: str | None, chosen: tuple[str, ...], plain: bool, passphrase_file: str | None, as_json: bool, language: str
) -> int:
    """Every entry, in the order of the log."""
    from mamarr.desk.adopting import in_force
    from mamarr.scenario.quantities import moment_of

    with open_here(plain, passphrase_file) as book:
        zone, _ = in_force(book)
        found = book.entries(kinds=chosen, since=moment_of(since, zone) if since else None)
        if as_json:
            rows = [_row(entry) for entry in found]
            print_json({"head": book.head(), "node": book.node, "is_plain": book.is_plain, "entries": rows})
            return 0
        for entry in found:
            click.echo(_shown(entry, zone))
        click.echo(f"head {book.head()[:12]}, {len(book)} entries, {'not locked' if book.is_plain else 'locked'}")
    return 0


def _row(entry: "Entry") -> dict[str, Any]:
    fact = entry.fact
    head = {
        "node": entry.node,
        "number": entry.number,
        "hash": entry.hash,
        "clock": [entry.clock_ms, entry.clock_count],
    }
    return {
        **head,
        "words": "here" if fact is not None else "unread" if entry.words else "gone",
        "fact": fact.content() if fact else None,
    }


def _shown(entry: "Entry", zone: str | None) -> str:
    from zoneinfo import ZoneInfo

    from mamarr.desk.dictation import summary
    from mamarr.logbook.moments import written

    name, fact = entry.hash[:12], entry.fact
    if fact is None:
        return f"{name} {'cannot be read by this version' if entry.words else 'no words here: destroyed or withheld'}"
    when = fact.happened.astimezone(ZoneInfo(zone)).isoformat(timespec="seconds") if zone else written(fact.happened)
    source = f", {fact.source}" if fact.source else ""
    return clean(f"{name} {when} {fact.kind} {summary(fact)} ({fact.by}, {fact.known}{source})")


@log.command()
@click.option(
    "--head", "heads", multiple=True, metavar="DIGITS", help="A head that stands on paper, 12 digits or more."
)
@opening
@JSON
@LANGUAGE
@command
def verify(heads: tuple[str, ...], plain: bool, passphrase_file: str | None, as_json: bool, language: str) -> int:
    """Every hash, seal, gap, broken link and fork, and whether a printed head is still in the log."""
    from mamarr.errors import MamarrError

    for head in heads:
        if not 12 <= len(head) <= 64 or set(head.lower()) - set("0123456789abcdef"):
            raise MamarrError("log.entry", name="--head", found=head[:80], wanted="12 to 64 hexadecimal digits")
    with open_here(plain, passphrase_file) as book:
        findings = book.verify(heads)
        is_broken = any(finding.severity == "error" for finding in findings)
        if as_json:
            from mamarr.desk.answers import finding_answer

            answers = [finding_answer(finding) for finding in findings]
            print_json({"whole": not is_broken, "head": book.head(), "entries": len(book), "findings": answers})
        else:
            _print_findings(findings, language)
            click.echo(
                f"{'broken' if is_broken else 'whole'}: {len(book)} entries, head {book.head()[:12]}{_openness(book)}"
            )
    return 1 if is_broken else 0


def _print_findings(findings: Iterable["Finding"], language: str) -> None:
    for finding in findings:
        click.echo(f"{finding.severity}: {finding.code}: {line(finding, language)}")


@log.command()
@click.option("-o", "--output", required=True, help="The bundle, a .jsonl file; '-' for standard output.")
@click.option(
    "--for",
    "role",
    type=click.Choice(["planner", "dispatcher", "field-reporter", "liaison", "auditor"]),
    default="planner",
    show_default=True,
    help="Who reads it: what the role may not read goes without words.",
)
@opening
@LANGUAGE
@command
def export(output: str, role: Any, plain: bool, passphrase_file: str | None, language: str) -> int:
    """Write a bundle, whole or for one role. A bundle is not locked."""
    from mamarr.logbook.exchange import bundle, export_file

    with open_here(plain, passphrase_file) as book:
        if output == "-":
            for part in bundle(book, role):
                sys.stdout.buffer.write(part)
            sys.stdout.buffer.flush()
            return 0
        head = export_file(book, Path(output), role)
        click.echo(f"{clean(output)}: for {role}, head {head[:12]}; not locked")
    return 0


@log.command()
@click.argument("bundles", nargs=-1, required=True, metavar="FILE…")
@opening
@JSON
@LANGUAGE
@command
def join(bundles: tuple[str, ...], plain: bool, passphrase_file: str | None, as_json: bool, language: str) -> int:
    """Join bundles: the log becomes the union of all, whatever the order and however often."""
    from mamarr.logbook import exchange

    with open_here(plain, passphrase_file, create=True) as book:
        answers = []
        for name in bundles:
            is_piped = name == "-"
            received = exchange.join(book, sys.stdin.buffer) if is_piped else exchange.join_file(book, Path(name))
            answers.append((name, received))
        is_wrong = any(finding.severity == "error" for _, received in answers for finding in received.findings)
        _print_joined(book, answers, as_json=as_json, language=language)
    return 1 if is_wrong else 0


def _print_joined(book: "Logbook", answers: list[tuple[str, "Received"]], *, as_json: bool, language: str) -> None:
    if as_json:
        from mamarr.desk.answers import finding_answer

        rows = [
            {
                "file": name,
                "new": received.new,
                "known": received.known,
                "filled": received.filled,
                "refused": received.refused,
                "findings": [finding_answer(finding) for finding in received.findings],
            }
            for name, received in answers
        ]
        print_json({"joined": rows, "head": book.head(), "entries": len(book)})
        return
    for name, received in answers:
        _print_findings(received.findings, language)
        click.echo(f"{clean(name)}: {received.new} new, {received.known} known, {received.refused} refused")
    click.echo(f"head {book.head()[:12]}, {len(book)} entries{_openness(book)}")


@log.command()
@click.argument("copy", metavar="COPY")
@opening
@LANGUAGE
@command
def backup(copy: str, plain: bool, passphrase_file: str | None, language: str) -> int:
    """Copy the logbook to a new file while others go on writing; it is locked as this one is, and goes on as another desk."""
    with open_here(plain, passphrase_file) as book:
        book.back_up(copy)
        click.echo(f"{clean(copy)}: {len(book)} entries, {'not locked' if book.is_plain else 'locked'}")
    return 0
