"""The logbook at the terminal."""

import json
from pathlib import Path
from typing import Any

import pytest
from books import PASSPHRASE
from click.testing import CliRunner, Result

import mamarr
from mamarr.desk.cli import cli


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


pytestmark = pytest.mark.usefixtures("folder")


def run(*words: str, text: str | None = None) -> Result:
    return CliRunner().invoke(cli, ["log", *words], input=text)


def answer(*words: str, text: str | None = None) -> Any:
    return json.loads(run(*words, "--json", text=text).stdout)


def test_entries_are_added_shown_and_verified() -> None:
    assert run("day.log", "add", "note", "text=hello", "--plain").exit_code == 0
    done = run(
        "day.log", "add", "departure", "movement=t1", "vehicle=bus/1", "at=sukkari", "load=sukkari_seat:45,other:2"
    )
    assert done.exit_code == 0
    shown = answer("day.log", "show", "--kind", "departure")["entries"][0]["fact"]
    assert shown["load"] == {"sukkari_seat": 45, "other": 2}
    whole = answer("day.log", "verify")
    assert (whole["whole"], whole["entries"]) == (True, 2)
    assert "2 entries, not locked" in run("day.log", "show").stdout


def test_a_retry_with_a_key_adds_nothing() -> None:
    first = answer("day.log", "add", "note", "text=a", "--once", "k", "--plain")
    assert answer("day.log", "add", "note", "text=a", "--once", "k") == first


def test_local_times_are_those_of_the_scenario_in_force() -> None:
    run("day.log", "--help")
    assert run("day.log", "add", "scenario", "aleppo-2016", "--plain").exit_code == 0
    run("day.log", "add", "note", "text=x", "--happened", "2016-12-09 14:10")
    entry = answer("day.log", "show", "--kind", "note")["entries"][0]["fact"]
    assert entry["happened"] == "2016-12-09T12:10:00Z"
    assert "2016-12-09T14:10:00+02:00 note text=x" in run("day.log", "show").stdout


def test_a_time_without_a_zone_is_refused_by_name() -> None:
    done = run("day.log", "add", "note", "text=x", "--happened", "2016-12-09 14:10", "--plain")
    assert done.exit_code == 3
    assert "2016-12-09 14:10" in done.stderr
    assert "zone" in done.stderr


@pytest.mark.parametrize(
    ("words", "named"),
    [
        (("note",), "text"),
        (("note", "txt=x"), "txt"),
        (("departure", "movement=t1", "vehicle=bus/1", "at=a", "load=x:many"), "load.x"),
        (("departure", "movement=t1", "vehicle=bus/1", "at=a", "load=nonsense"), "load"),
        (("people", "group=g", "became=eaten", "persons=4"), "became"),
        (("people", "group=g", "became=died", "persons=-4"), "persons"),
        (("teleport", "to=x"), "teleport"),
        (("note", "text=x", "--known", "guess"), "known"),
    ],
)
def test_a_field_that_does_not_fit_is_named(words: tuple[str, ...], named: str) -> None:
    done = run("day.log", "add", *words, "--plain")
    assert done.exit_code == 3
    assert named in done.stderr
    assert "log.entry" in run("day.log", "add", *words, "--plain", "--json").stdout or words[0] == "teleport"


def test_facts_come_line_by_line_and_all_or_none() -> None:
    good = '{"kind":"note","text":"a","happened":"2016-12-09T12:10:00Z"}\n{"kind":"closure","at":"ramousa"}\n'
    assert run("day.log", "add", "--from", "-", "--plain", text=good).exit_code == 0
    done = run("day.log", "add", "--from", "-", text=good + '{"kind":"note"}\n{"kind":"what"}\nnothing\n')
    assert done.exit_code == 3
    assert all(f"({line}" in done.stderr for line in ("3:text", "4:kind", "5"))
    assert len(answer("day.log", "show")["entries"]) == 2


def test_a_plan_becomes_movements_on_the_wall_clock() -> None:
    plan = mamarr.plan(mamarr.load("one-road"), seconds=2)
    mamarr.save(plan, "plan.json")
    done = run("day.log", "add", "plan", "plan.json", "zero=2026-05-01T06:00:00+03:00", "--plain")
    assert done.exit_code == 0, done.stderr
    planned = answer("day.log", "show")["entries"][0]["fact"]
    assert planned["fingerprint"] == plan.fingerprint_of_content()
    people = sum(sum(each["load"].values()) for each in planned["movements"] if "load" in each)
    assert people == plan.people_out
    assert all(each["leaves"] <= each["received"] for each in planned["movements"])
    assert max(each["received"] for each in planned["movements"] if each.get("load")) == planned["clearance"]
    assert run("day.log", "add", "plan", "plan.json").exit_code == 3


def test_bundles_are_exported_for_a_role_and_joined() -> None:
    run("a.log", "add", "note", "text=secret", "--plain")
    assert run("a.log", "export", "-o", "a.jsonl", "--for", "dispatcher").exit_code == 0
    done = run("b.log", "join", "a.jsonl", "--plain")
    assert done.exit_code == 0
    assert "log.withheld" in done.stdout
    whole = run("a.log", "export", "-o", "-").stdout
    joined = answer("b.log", "join", "-", text=whole)
    assert (joined["joined"][0]["filled"], joined["head"]) == (1, answer("a.log", "show")["head"])


def test_verify_ends_with_one_when_the_log_is_broken() -> None:
    run("a.log", "add", "note", "text=x", "--plain")
    head = answer("a.log", "show")["head"]
    assert run("a.log", "verify", "--head", head[:12]).exit_code == 0
    done = run("a.log", "verify", "--head", "0" * 12)
    assert done.exit_code == 1
    assert "log.truncated" in done.stdout
    assert run("a.log", "verify", "--head", "xyz").exit_code == 3


def test_a_new_log_is_locked_unless_it_is_to_be_plain() -> None:
    Path("key").write_text(PASSPHRASE + "\n")
    Path("key").chmod(0o600)
    assert run("day.log", "add", "note", "text=hidden", "--passphrase-file", "key").exit_code == 0
    assert b"hidden" not in Path("day.log").read_bytes()
    assert run("day.log", "show", text="wrong words and more\n").exit_code == 3
    assert "text=hidden" in run("day.log", "show", text=f"{PASSPHRASE}\n").stdout
    asked = run("other.log", "add", "note", "text=x", text=f"{PASSPHRASE}\n{PASSPHRASE}\n")
    assert asked.exit_code == 0, asked.stderr
    assert "locked" in run("other.log", "show", "--passphrase-file", "key").stdout
    short = run("third.log", "add", "note", "text=x", text="short\nshort\n")
    assert short.exit_code == 3
    assert not Path("third.log").exists()


def test_a_passphrase_never_stands_on_the_command_line() -> None:
    for command in ("add", "show", "verify", "export", "join", "backup"):
        shown = run("x.log", command, "--help").stdout
        assert "--passphrase-file" in shown
        assert "--passphrase " not in shown


def test_a_backup_is_a_log_with_the_same_head() -> None:
    run("a.log", "add", "note", "text=x", "--plain")
    assert run("a.log", "backup", "copy.log").exit_code == 0
    a, copy = answer("a.log", "show"), answer("copy.log", "show")
    assert a["head"] == copy["head"]
    assert a["node"] != copy["node"]
    assert run("a.log", "backup", "copy.log").exit_code == 4


def test_a_log_that_is_not_there_is_said(folder: Path) -> None:
    done = run("none.log", "show")
    assert done.exit_code == 3
    assert "no logbook none.log" in done.stderr
    assert not list(folder.iterdir())
