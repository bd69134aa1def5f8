"""A reading, confirmed and asked about, at the terminal."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

SEED = Path(__file__).resolve().parents[1] / "data" / "reports" / "000-ar-seed.json"
SEVEN = ("--at", "2016-12-09 07:00")


def run(folder: Path, *words: str) -> tuple[int, str, str]:
    done = subprocess.run(
        [sys.executable, "-m", "mamarr", "log", *words],
        cwd=folder,
        env={**os.environ, "NO_COLOR": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert "Traceback" not in done.stderr
    return done.returncode, done.stdout, done.stderr


@pytest.mark.slow
def test_the_seed_is_confirmed_and_the_gate_says_what_is_missing(tmp_path: Path) -> None:
    assert run(tmp_path, "--plain", "day.log", "add", "scenario", "aleppo-2016")[0] == 0
    code, said, _ = run(tmp_path, "day.log", "confirm", str(SEED), "--claims", "c1,c3,c16", "--about", "day", "--json")
    assert (code, len(json.loads(said)["entries"])) == (0, 3)
    code, said, _ = run(tmp_path, "day.log", "gate", "day", *SEVEN, "--json")
    answer = json.loads(said)
    line = next(line for line in answer["lines"] if line["code"] == "pause-standing")
    assert (code, answer["met"], line["terms"]["standing"], line["terms"]["questioned"]) == (1, False, "announced", 1)
    assert line["en"] == "Friday's pause: reported, questioned; needed: corroborated by an independent source"
    code, said, _ = run(tmp_path, "day.log", "gate", "day", *SEVEN, "--language", "ar", "--voices")
    assert "مُبلَّغ عنه، غير معزَّز بمصدر مستقل" in said
    assert "المصدر نفسه مرة أخرى" in said


@pytest.mark.slow
def test_what_is_no_reading_and_what_it_does_not_hold_are_refused(tmp_path: Path) -> None:
    (tmp_path / "no.json").write_text('{"claims": "run this"}')
    code, _, error = run(tmp_path, "--plain", "day.log", "confirm", "no.json")
    assert (code, "no reading" in error) == (3, True)
    code, _, error = run(tmp_path, "--plain", "day.log", "confirm", str(SEED), "--claims", "c1,c99")
    assert (code, "c99" in error) == (3, True)
    assert run(tmp_path, "--plain", "day.log", "add", "note", "text=begun")[0] == 0
    code, _, error = run(tmp_path, "day.log", "gate")
    assert (code, "No scenario" in error) == (3, True)
