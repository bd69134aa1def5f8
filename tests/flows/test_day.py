"""The day at the terminal: a log is made, looked at in both languages, planned again, and the new plan is judged."""

import json
import sys
from pathlib import Path

import pypdfium2
import pytest
from click.testing import CliRunner

from mamarr.desk.cli import cli
from mamarr.reporting.wording import plain

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "rooms" / "logbook"))


def run(*words: str) -> str:
    done = CliRunner().invoke(cli, words)
    assert done.exit_code in (0, 1), (words, done.output, done.exception)
    return done.output


@pytest.mark.slow
def test_a_log_is_looked_at_and_planned_again(tmp_path: Path) -> None:
    log, plan, page = (str(tmp_path / name) for name in ("day.log", "plan.json", "page.html"))
    run("log", log, "add", "--plain", "--happened", "2016-12-09T06:00:00+02:00", "scenario", "aleppo-2016")
    at = ["--at", "2016-12-09 08:00"]
    answer = json.loads(run("log", log, "situation", *at, "--json", "--to", page))
    assert answer["totals"]["waiting"] == 8000
    assert answer["is_complete"] is False
    assert "الوضع الراهن" in run("log", log, "situation", *at, "--language", "ar")
    assert b"8,000" in Path(page).read_bytes()
    paper = str(tmp_path / "situation.pdf")
    run("log", log, "situation", *at, "--to", paper)
    text = plain("".join(each.get_textpage().get_text_range() for each in pypdfium2.PdfDocument(paper)))
    assert {"تقرير", "Situation", "8,000", "people"} <= set(text.split()), (
        "by words: lines of both languages run as Arabic does"
    )
    found = json.loads(run("replan", log, *at, "--json", "--seconds", "1", "-o", plan))
    assert found["certificate"] == {"plan_allowed": True, "bound_true": True}
    assert set(found["changes"]) == {"en", "ar"}
    assert "the plan is allowed" in run("judge", plan)


def test_an_instant_that_cannot_be_read_is_said(tmp_path: Path) -> None:
    log = str(tmp_path / "day.log")
    run("log", log, "add", "--plain", "--happened", "2016-12-09T06:00:00+02:00", "scenario", "aleppo-2016")
    done = CliRunner().invoke(cli, ["log", log, "situation", "--at", "tomorrow"])
    assert done.exit_code == 3
    assert "tomorrow" in done.output
