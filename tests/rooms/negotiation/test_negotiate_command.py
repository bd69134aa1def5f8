"""The command: exit codes, keys, the table copy, Ctrl-C, and who never gets the document."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from click.testing import CliRunner
from gate import gate

import mamarr
from mamarr.desk.cli import cli

KEYS = {
    "goal",
    "asks",
    "least",
    "frontier",
    "protections",
    "combinations",
    "sizes",
    "doubts",
    "table",
    "plan",
    "fingerprint",
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("asks")
    mamarr.save(mamarr.plan(gate(), iterations=1), folder / "gate.json")
    return folder


def run(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "mamarr", *words], cwd=folder, capture_output=True, text=True, check=False
    )


def test_the_answer_has_the_keys_that_others_script_against(folder: Path) -> None:
    done = run(folder, "negotiate", "gate.json", "--seconds", "4", "--json", "-o", "asks.json")
    assert done.returncode == 0, done.stderr
    answer = json.loads(done.stdout)
    assert set(answer) >= KEYS
    first = answer["asks"][0]
    assert set(first) >= {"change", "en", "ar", "people_gained", "minutes_gained", "chance_gained", "proof"}
    assert answer["least"]["asks"] == ["later_20_hour"]
    assert answer["least"]["proof"] == {"hand": 3}
    saved = json.loads((folder / "asks.json").read_text())
    assert (saved["kind"], saved["confidential"], saved["fingerprint"]) == ("asks", True, answer["fingerprint"])


def test_what_is_said_while_it_runs_goes_to_stderr_and_the_answer_to_stdout(folder: Path) -> None:
    done = run(folder, "negotiate", "gate.json", "--seconds", "3")
    assert "decided | enough: lane_gate" in done.stderr
    assert done.stdout.startswith("Confidential")
    assert run(folder, "negotiate", "gate.json", "--seconds", "3", "--quiet").stderr == ""


def test_out_of_reach_is_an_answer_of_its_own(folder: Path) -> None:
    (folder / "only.yaml").write_text("mamarr: 1\nonly: true\nasks: [{id: more_bus}]\n")
    done = run(folder, "negotiate", "gate.json", "--seconds", "2", "--asks", "only.yaml", "--quiet")
    assert done.returncode == 1
    assert "No combination in hand reaches the goal." in done.stdout


def test_the_scenario_may_be_changed_on_the_way(folder: Path) -> None:
    done = run(folder, "negotiate", "gate.json", "--with", "hour.closes=90 min", "--seconds", "3", "--quiet", "--json")
    assert json.loads(done.stdout)["least"]["asks"] == []


def test_the_paragraph_for_the_table_says_nothing_we_would_settle_for(folder: Path) -> None:
    done = run(folder, "negotiate", "gate.json", "--seconds", "3", "--quiet", "--table")
    assert "weight" not in done.stdout
    assert "Confidential" not in done.stdout
    assert len(done.stdout.strip().splitlines()) == 1


def test_bad_files_are_refused(folder: Path) -> None:
    assert run(folder, "negotiate", "nothing.json").returncode == 3
    (folder / "bad.yaml").write_text("mamarr: 1\nasks: [{id: nobody}]\n")
    done = run(folder, "negotiate", "gate.json", "--asks", "bad.yaml")
    assert done.returncode == 3
    assert "nobody" in done.stderr


def test_a_goal_as_a_chance_is_refused_where_nobody_can_weigh_it(folder: Path) -> None:
    assert run(folder, "negotiate", "gate.json", "--goal", "7").returncode == 3


def test_no_report_carries_asks(folder: Path) -> None:
    run(folder, "negotiate", "gate.json", "--seconds", "1", "--quiet", "-o", "kept.json")
    done = run(folder, "report", "kept.json", "--to", "page.html")
    assert done.returncode == 3
    assert not (folder / "page.html").exists()


@pytest.mark.slow
def test_ctrl_c_keeps_the_best_so_far(folder: Path) -> None:
    mamarr.save(mamarr.plan(mamarr.load("aleppo-2016"), iterations=0), folder / "r1.json")
    words = [sys.executable, "-m", "mamarr", "negotiate", "r1.json", "--seconds", "300", "-o", "stopped.json"]
    child = subprocess.Popen(words, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert child.stderr is not None
    said = child.stderr.readline()
    assert "decided" in said
    os.kill(child.pid, signal.SIGINT)
    began = time.monotonic()
    child.communicate(timeout=60)
    assert child.returncode == 4
    assert time.monotonic() - began < 30
    saved = json.loads((folder / "stopped.json").read_text())
    assert saved["is_stopped"] is True
    assert saved["combinations"][0]["verdict"] == "useless"


def test_a_city_is_refused_before_anything_else(tmp_path: Path) -> None:
    plan = mamarr.plan(mamarr.load("one-bridge"))
    mamarr.save(plan, tmp_path / "city.json")
    for command in (["negotiate"], ["stress"]):
        answer = CliRunner().invoke(cli, [*command, str(tmp_path / "city.json"), "--quiet"])
        assert answer.exit_code == 3, answer.output
        assert "city" in answer.stderr
