"""Two laptops at their terminals: one offers its log, the other exchanges with it."""

import json
import re
import subprocess
import sys
from pathlib import Path

from click.testing import CliRunner

from mamarr.desk.cli import cli

CODE = "0123-4567-89AB-CDEF-GHJK-MNPQ"


def run(*words: str) -> str:
    done = CliRunner().invoke(cli, words)
    assert done.exit_code == 0, (words, done.output, done.exception)
    return done.output


def test_one_offers_and_the_other_exchanges(tmp_path: Path) -> None:
    a, b, code = (str(tmp_path / name) for name in ("a.log", "b.log", "code"))
    run("log", a, "add", "--plain", "note", "text=from a")
    run("log", b, "add", "--plain", "note", "text=from b")
    Path(code).write_text(CODE + "\n")
    words = [sys.executable, "-m", "mamarr", "log", a, "serve-exchange", "--once", "--code-file", code]
    with subprocess.Popen(words, stdout=subprocess.PIPE, text=True) as host:
        assert host.stdout is not None
        found = re.search(r"http://127\.0\.0\.1:\d+", host.stdout.readline())
        assert found is not None
        answer = json.loads(run("log", b, "exchange", found[0], "--code-file", code, "--json"))
        assert (answer["new"], answer["given"], answer["entries"]) == (1, 1, 2)
        assert "1 new, 0 known" in host.stdout.read()
    assert host.returncode == 0
    assert answer["head"][:12] in run("log", a, "verify")


def test_a_code_that_is_none_is_said(tmp_path: Path) -> None:
    a, code = str(tmp_path / "a.log"), tmp_path / "code"
    run("log", a, "add", "--plain", "note", "text=from a")
    code.write_text("secret")
    done = CliRunner().invoke(cli, ["log", a, "exchange", "http://127.0.0.1:9", "--code-file", str(code)])
    assert done.exit_code == 3
    assert "log.exchange-code" in done.output or "code of the exchange" in done.output
    done = CliRunner().invoke(cli, ["log", a, "serve-exchange", "--address", "0.0.0.0"])  # noqa: S104 - it is refused
    assert done.exit_code == 3
    assert "--certificate" in done.output
