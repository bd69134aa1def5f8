"""Gates at the terminal: what a log says is met, what is missing and from whom; and readings taken over as claims."""

import sys
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import click

from mamarr.desk.edge import JSON, LANGUAGE, clean, command, print_json
from mamarr.desk.logs import open_here, opening

if TYPE_CHECKING:
    from mamarr import Scenario
    from mamarr.logbook.entries import Entry
    from mamarr.logbook.gate import Gate
    from mamarr.logbook.lines import Line


@click.command()
@click.argument("subject", required=False, metavar="[PAUSE|LEG|MOVEMENT]")
@click.option("--at", "moment", metavar="TIME", help="The instant; now, if nothing is said.")
@click.option("--voices", is_flag=True, help="Every claim, and why it counts or does not.")
@opening
@JSON
@LANGUAGE
@command
def gate(
    subject: str | None,
    moment: str | None,
    voices: bool,
    plain: bool,
    passphrase_file: str | None,
    as_json: bool,
    language: str,
) -> int:
    """Which conditions are met and which are missing, from whom they could come, and who decided. It never says go."""
    from mamarr.logbook.gate import gate_of
    from mamarr.reporting.gates import gate_lines, standing_lines
    from mamarr.scenario.quantities import moment_of

    with open_here(plain, passphrase_file) as book:
        entries = list(book.entries())
    scenario = _scenario(entries)
    at = moment_of(moment, scenario.time_zone) if moment else datetime.now(UTC)
    found = gate_of(entries, scenario, subject, at)
    if as_json:
        print_json(_answer(found, scenario))
        return 0 if found.met else 1
    lines = gate_lines(found, language, scenario)
    if voices:
        for each in found.assessments:
            lines += standing_lines(each, language, scenario, voices=True)
    for sentence in lines:
        click.echo(_plain(sentence))
    return 0 if found.met else 1


@click.command()
@click.argument("reading", metavar="READING.json")
@click.option("--claims", metavar="c1,c5", help="Claims that are taken over; all, if nothing is said.")
@click.option("--about", metavar="ID,ID", help="Pauses, legs, places, movements or conditions they are about.")
@click.option("--by", default="desk", show_default=True, help="Function of the person who confirms.")
@click.option("--report", metavar="HASH", help="Entry with the report.")
@click.option("--once", metavar="KEY", help="A second time with this key adds nothing.")
@opening
@JSON
@LANGUAGE
@command
def confirm(
    reading: str,
    claims: str | None,
    about: str | None,
    by: str,
    report: str | None,
    once: str | None,
    plain: bool,
    passphrase_file: str | None,
    as_json: bool,
    language: str,
) -> int:
    """Take claims of a reading over: somebody said this. Whether it is true is another question."""
    from mamarr.logbook.confirm import Confirmed, reading_of
    from mamarr.logbook.confirm import confirm as confirmed
    from mamarr.scenario.files import read_bytes

    text = sys.stdin.buffer.read(_LARGEST) if reading == "-" else read_bytes(reading)
    says = Confirmed(by=by, recorded=datetime.now(UTC), about=_listed(about), report=report)
    facts = confirmed(reading_of(text), says, _listed(claims) or None)
    with open_here(plain, passphrase_file, create=True) as book:
        entries = book.append(facts, once=once)
        if as_json:
            print_json({"entries": [{"number": e.number, "hash": e.hash} for e in entries], "head": book.head()})
            return 0
        for entry in entries:
            click.echo(f"{entry.number} {entry.hash[:12]}")
        click.echo(f"head {book.head()[:12]}")
    return 0


_LARGEST = 5_000_000


def _listed(text: str | None) -> tuple[str, ...]:
    return tuple(part.strip() for part in (text or "").split(",") if part.strip())


def _plain(sentence: str) -> str:
    from mamarr.reporting.wording import plain

    return clean(plain(sentence))


def _scenario(entries: "list[Entry]") -> "Scenario":
    """Return the scenario adopted last.

    Raises
    ------
    MamarrError
        log.no-scenario.
    """
    import mamarr
    from mamarr.logbook.facts.records import Adopted
    from mamarr.logbook.inforce import in_force

    adopted = [(fact.happened, name, fact) for name, fact in in_force(entries).items() if isinstance(fact, Adopted)]
    if not adopted:
        raise mamarr.MamarrError("log.no-scenario")
    scenario, findings = mamarr.examine(max(adopted, key=lambda each: each[:2])[2].document)
    if scenario is None:
        raise mamarr.MamarrError(findings[0].code, findings)
    return scenario


def _answer(found: "Gate", scenario: "Scenario") -> dict[str, Any]:
    """Return the gate as plain values, each line with its sentence in both languages."""
    from mamarr.desk.answers import finding_answer

    content = found.model_dump(mode="json", exclude={"findings", "lines", "assessments"})
    assessments = [each.model_dump(mode="json", exclude={"findings"}) for each in found.assessments]
    return {
        **content,
        "lines": [_line(line, scenario) for line in found.lines],
        "assessments": assessments,
        "findings": [finding_answer(finding) for finding in found.findings],
    }


def _line(line: "Line", scenario: "Scenario") -> dict[str, Any]:
    from mamarr.reporting.gates import line_sentence

    said = {language: _plain(line_sentence(line, language, scenario)) for language in ("en", "ar")}
    return {**line.model_dump(mode="json"), **said}
