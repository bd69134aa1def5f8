"""A claim is written into a log by hand: it stands there, it counts for what it is about, and what is no claim is refused."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from mamarr.desk.cli import cli

CLAIM = {
    "id": "c1",
    "spans": [{"start": 0, "end": 20, "quote": "the corridor is open"}],
    "speaker": {"name": "liaison officer", "normalised": "liaison_officer", "role": "liaison", "party": None},
    "relayed_by": [],
    "stance": "asserts",
    "subject": "corridor",
    "predicate": "corridor.opens",
    "polarity": "positive",
    "quantities": [],
    "said_at": None,
    "about_time": None,
    "place": None,
    "towards": None,
    "links": [],
}


@pytest.fixture
def log(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.chdir(tmp_path)
    assert run("day.log", "add", "scenario", "aleppo-2016", "--plain").exit_code == 0
    return "day.log"


def run(*words: str) -> Result:
    return CliRunner().invoke(cli, ["log", *words])


def added(log: str, claim: object, *more: str) -> Result:
    return run(log, "add", "claim", f"claim={json.dumps(claim)}", "--happened", "2016-12-09 08:00", *more)


def test_a_claim_stands_in_the_log_as_it_was_written(log: str) -> None:
    done = added(log, CLAIM, "--source", "liaison")
    assert done.exit_code == 0, done.output
    shown = json.loads(run(log, "show", "--kind", "claim", "--json").stdout)["entries"]
    assert json.loads(shown[0]["fact"]["claim"]) == CLAIM


def test_a_claim_counts_for_what_a_person_says_it_is_about(log: str) -> None:
    assert added(log, CLAIM, "--source", "liaison").exit_code == 0
    silent = json.loads(run(log, "gate", "day", "--at", "2016-12-09 09:00", "--json").stdout)
    assert added(log, CLAIM, "about=day", "--source", "liaison").exit_code == 0
    heard = json.loads(run(log, "gate", "day", "--at", "2016-12-09 09:00", "--json").stdout)
    assert "liaison" not in json.dumps(silent)
    assert "liaison" in json.dumps(heard)


def test_a_claim_without_its_words_is_refused(log: str) -> None:
    done = run(log, "add", "claim", "about=day", "--happened", "2016-12-09 08:00", "--json")
    assert done.exit_code == 3, done.output
    assert json.loads(done.stdout)["error"]["code"].startswith("log.")
