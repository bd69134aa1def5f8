"""The command `read`: JSON Lines in the order given, standard input, and what is missing said clearly."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from mamarr.desk.cli import cli

ENGLISH = "9 March 2031 - A driver said twelve buses left Sukkari on Sunday.\n"
ARABIC = "قالت البعثة إن القافلة وصلت إلى الراشدين.\n"


@pytest.fixture
def files(tmp_path: Path) -> tuple[str, str]:
    one, two = tmp_path / "one.txt", tmp_path / "two.txt"
    one.write_text(ENGLISH, encoding="utf-8")
    two.write_text(ARABIC, encoding="utf-8")
    return str(two), str(one)


def test_several_files_give_one_line_each_in_the_order_given(files: tuple[str, str]) -> None:
    done = CliRunner().invoke(cli, ["read", *files, "--published", "2031-03-10", "--zone", "Asia/Damascus", "--json"])
    assert done.exit_code == 0, done.output
    readings = [json.loads(line) for line in done.stdout.splitlines()]
    assert [(r["id"], r["report"]["language"], r["report"]["zone"]) for r in readings] == [
        ("two", "ar", "+03:00"),
        ("one", "en", "+03:00"),
    ]
    assert readings[1]["claims"][0]["speaker"]["name"] == "A driver"


def test_standard_input_is_read_and_its_date_found() -> None:
    done = CliRunner().invoke(cli, ["read", "-"], input=ENGLISH.encode())
    assert json.loads(done.stdout)["report"]["published_at"] == "2031-03-09"


def test_a_report_without_a_date_is_refused(files: tuple[str, str]) -> None:
    done = CliRunner().invoke(cli, ["read", files[0], "--json"])
    assert done.exit_code == 3
    assert json.loads(done.stdout)["error"]["code"] == "reading.no-date"


def test_places_of_a_scenario_are_known(files: tuple[str, str]) -> None:
    done = CliRunner().invoke(cli, ["read", files[1], "--places", "aleppo-2016"])
    assert json.loads(done.stdout)["claims"][0]["place"]["id"] == "sukkari"
