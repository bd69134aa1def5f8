"""Exchange with another laptop, at the terminal."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from mamarr.desk.edge import JSON, LANGUAGE, clean, command, line, print_json
from mamarr.desk.logs import open_here, opening

if TYPE_CHECKING:
    from mamarr.logbook.intake import Received

_FOR = click.option(
    "--for",
    "role",
    type=click.Choice(["planner", "dispatcher", "field-reporter", "liaison", "auditor"]),
    default="planner",
    show_default=True,
    help="Who reads what is handed on: what the role may not read goes without words.",
)
_CODE = click.option(
    "--code-file", type=click.Path(exists=True, dir_okay=False), help="Read the code from the first line of this file."
)


def _code(file: str | None, *, is_host: bool) -> str:
    """Return the signs of the code: from a file, asked for, or new where we are the host."""
    from mamarr.logbook.handshake import new_code, read_code

    if file is not None:
        with Path(file).open(encoding="utf-8", errors="replace") as stream:
            return read_code(stream.readline(1_000))
    if is_host:
        code = new_code()
        click.echo(f"code {code}", err=True)
        return read_code(code)
    return read_code(click.prompt("code", hide_input=True, err=True))


@click.command()
@click.argument("url")
@_FOR
@_CODE
@opening
@JSON
@LANGUAGE
@command
def exchange(
    url: str,
    role: Any,
    code_file: str | None,
    plain: bool,
    passphrase_file: str | None,
    as_json: bool,
    language: str,
) -> int:
    """Exchange with the logbook that another laptop offers at URL: both become the union of both."""
    from mamarr.desk.guest import exchange as exchanged

    with open_here(plain, passphrase_file, create=True) as book:
        found = exchanged(book, url, _code(code_file, is_host=False), role)
        received = found.received
        if as_json:
            from mamarr.desk.answers import finding_answer

            findings = [finding_answer(finding) for finding in received.findings]
            counts = dict(zip(("new", "known", "filled", "refused"), received[:4], strict=True))
            print_json(
                {**counts, "given": found.given, "findings": findings, "head": book.head(), "entries": len(book)}
            )
        else:
            for finding in received.findings:
                click.echo(f"{finding.severity}: {finding.code}: {line(finding, language)}")
            click.echo(f"{_told(received)}, {found.given} given")
            click.echo(f"head {book.head()[:12]}, {len(book)} entries")
    return 1 if any(finding.severity == "error" for finding in received.findings) else 0


@click.command(name="serve-exchange")
@click.option("--address", default="127.0.0.1", show_default=True, help="Address of this machine to listen on.")
@click.option("--port", type=click.IntRange(0, 65_535), default=0, help="Port; any that is free, if nothing is said.")
@click.option(
    "--certificate",
    type=click.Path(exists=True, dir_okay=False),
    help="A certificate with its key, as one PEM file; needed beyond this machine.",
)
@click.option("--once", "is_once", is_flag=True, help="End after one exchange.")
@_FOR
@_CODE
@opening
@LANGUAGE
@command
def serve_exchange(
    address: str,
    port: int,
    certificate: str | None,
    is_once: bool,
    role: Any,
    code_file: str | None,
    plain: bool,
    passphrase_file: str | None,
    language: str,
) -> int:
    """Offer the logbook for exchange until Ctrl-C. A new code is shown; whoever is to exchange is told it."""
    import threading

    from mamarr.desk.host import Host

    with open_here(plain, passphrase_file) as book:

        def told(received: "Received") -> None:
            for finding in received.findings:
                click.echo(f"{finding.severity}: {finding.code}: {line(finding, language)}")
            click.echo(f"{_told(received)}; head {book.head()[:12]}, {len(book)} entries")
            if is_once:
                threading.Thread(target=host.shutdown).start()

        file = Path(certificate) if certificate is not None else None
        code = _code(code_file, is_host=True)
        with Host(book, code, (address, port), role=role, certificate=file, told=told) as host:
            click.echo(f"listening on {clean(host.url)}, for {role}")
            host.serve_forever(poll_interval=0.1)
    return 0


def _told(received: "Received") -> str:
    return f"{received.new} new, {received.known} known, {received.refused} refused"
