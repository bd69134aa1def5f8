"""The edge of the terminal: how a command ends, what an error looks like, and the options that many commands share."""

import json
import sys
from collections.abc import Callable, Mapping
from functools import wraps
from importlib import import_module
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from mamarr import Finding, MamarrError

STOPPED = 4
"""Exit code of an answer that a limit or Ctrl-C cut short."""

LANGUAGE = click.option("--language", type=click.Choice(["en", "ar"]), default="en", help="Language of the output.")
JSON = click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
QUIET = click.option("--quiet", is_flag=True, help="No progress and no messages.")


class Commands(click.Group):
    """Commands, some of which stand in files that are opened when they are asked for, each under its own name."""

    def __init__(self, *args: Any, late: Mapping[str, str] | None = None, **options: Any) -> None:
        super().__init__(*args, **options)
        self.late = dict(late or {})
        """The file of each such command, by its name."""

    def list_commands(self, context: click.Context) -> list[str]:
        """Return the names of all commands."""
        return sorted([*super().list_commands(context), *self.late])

    def get_command(self, context: click.Context, cmd_name: str) -> click.Command | None:
        """Return the command of that name."""
        if cmd_name not in self.late:
            return super().get_command(context, cmd_name)
        found: click.Command = getattr(import_module(self.late[cmd_name]), cmd_name.replace("-", "_"))
        return found


def command(function: Callable[..., int]) -> Callable[..., None]:
    """Turn a function that returns an exit code into a command that never shows a traceback of its own accord."""

    @wraps(function)
    def run(*args: Any, **options: Any) -> None:
        context = click.get_current_context()
        as_json = bool(options.get("as_json"))
        try:
            code = function(*args, **options)
        except KeyboardInterrupt:
            click.echo("stopped", err=True)
            code = STOPPED
        except (click.ClickException, click.exceptions.Exit, click.Abort):
            raise
        except BrokenPipeError:
            sys.stderr.close()
            code = 0
        except Exception as error:  # the outermost edge: everything below says what went wrong by name
            from mamarr.errors import MamarrError

            if (context.find_root().obj or {}).get("debug"):
                raise
            if not isinstance(error, MamarrError):
                click.echo(
                    f"error: {type(error).__name__}: {error}; run again with 'mamarr --debug ...' and report it",
                    err=True,
                )
                code = 70
            else:
                print_error(error, as_json=as_json, language=spoken(options.get("language")))
                code = error.exit_code
        context.exit(code)

    return run


def spoken(language: str | None) -> str:
    """Return the language of messages: a page in both languages is made in English."""
    return language if language in {"en", "ar"} else "en"


def print_error(error: "MamarrError", *, as_json: bool, language: str) -> None:
    """Print every finding of *error*: one object with --json, else a line each on stderr."""
    if as_json:
        from mamarr.desk.answers import error_answer

        print_json(error_answer(error))
        return
    for finding in error.findings:
        click.echo(f"error: {line(finding, language)}", err=True)


def line(finding: "Finding", language: str) -> str:
    """Return a finding as one line: what, where, what was expected and what to do."""
    if language == "en":  # the English stands in the problem list, so that a check loads no words
        sentence, expected, do = finding.english()
        tail = f"expected: {expected}; do: {do}"
    else:
        from mamarr.reporting import wording

        sentence, expected, do = wording.finding_sentence(finding, language)
        tail = wording.plain(wording.say("finding-tail", language, expected=expected, do=do))
        sentence = wording.plain(sentence)
    place = ":".join(str(part) for part in (finding.line, finding.path) if part not in ("", None))
    return f"{clean(sentence)}{f' ({place})' if place else ''} {clean(tail)}"


def clean(text: str) -> str:
    """Names from a file never move the cursor or turn the line around."""
    from mamarr.scenario.checks import visible

    return visible(text)


def print_json(answer: dict[str, Any]) -> None:
    """Print one object."""
    click.echo(json.dumps(answer, ensure_ascii=False, indent=1))
