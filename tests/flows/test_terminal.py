"""The terminal as others script against it: exit codes, streams, keys, no traceback, Ctrl-C keeps the best."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

import mamarr as package

pytestmark = pytest.mark.slow

PLAN_KEYS = {
    "scenario", "fingerprint", "people_total", "people_out", "people_remaining", "is_complete", "clearance_s",
    "clearance_90_s", "bound_s", "bound_people", "bound_by_hand_s", "bound_people_by_hand", "proof", "gap", "gap_people",
    "alternatives", "bottleneck", "certificate", "method", "seconds", "iterations",
}  # fmt: skip


def mamarr(*words: str, cwd: Path | None = None, text: str | None = None) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "mamarr", *words]
    return subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=False, input=text)


@pytest.fixture(scope="module")
def plan_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("plans")
    done = mamarr("plan", "short-pause", "--seconds", "1", "--json", "-o", "plan.json", cwd=folder)
    assert done.returncode == 1
    assert set(json.loads(done.stdout)) >= PLAN_KEYS
    return folder / "plan.json"


def test_a_plan_that_leaves_people_behind_ends_with_one(plan_file: Path) -> None:
    document = json.loads(plan_file.read_text(encoding="utf-8"))
    assert (document["kind"], document["mamarr"]) == ("plan", 1)
    assert document["certificate"] == {"plan_allowed": True, "bound_true": True}


def test_a_complete_plan_ends_with_zero_and_is_proven() -> None:
    done = mamarr("plan", "narrow-checkpoint", "--seconds", "1", "--json")
    answer = json.loads(done.stdout)
    assert done.returncode == 0
    assert answer["clearance_s"] == answer["bound_s"] == 90 * 60
    assert (answer["proof"], answer["gap"], answer["certificate"]["bound_true"]) == ("hand", 0.0, True)


def test_the_judge_reads_the_plan_back(plan_file: Path) -> None:
    done = mamarr("judge", str(plan_file), "--json")
    assert (done.returncode, json.loads(done.stdout)["plan_allowed"]) == (0, True)


def test_the_judge_refuses_one_second(plan_file: Path, tmp_path: Path) -> None:
    document = json.loads(plan_file.read_text(encoding="utf-8"))
    document["trips"][0]["stops"][1]["begins"] -= 1
    (tmp_path / "altered.json").write_text(json.dumps(document), encoding="utf-8")
    done = mamarr("judge", str(tmp_path / "altered.json"), "--json")
    answer = json.loads(done.stdout)
    assert (done.returncode, answer["plan_allowed"]) == (1, False)
    assert all(finding["en"] and finding["ar"] for finding in answer["findings"])


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("check", "nowhere.yaml"), 3, "There is no file"),
        (("plan", "one-road", "--with", "bus.cuont=2"), 3, "not known"),
        (("plan", "one-road", "--with", "bas.count=2"), 2, "names nothing"),
        (("plan", "one-road", "--with", "nonsense"), 2, "cannot be read"),
        (("judge", "README.md"), 3, "There is no file"),
        (("report", "one-road", "--to", "page.docx"), 3, ""),
        (("plan",), 2, "Missing argument"),
        (("plan", "one-road", "--objective", "speed"), 3, "not a choice"),
    ],
)
def test_a_wrong_question_has_one_line_and_its_exit_code(
    words: tuple[str, ...], code: int, said: str, tmp_path: Path
) -> None:
    done = mamarr(*words, cwd=tmp_path)
    assert done.returncode == code, done.stderr
    assert said in done.stderr
    assert "Traceback" not in done.stderr
    assert done.stdout == ""


def test_an_error_as_json_stands_on_stdout_in_both_languages() -> None:
    done = mamarr("check", "nowhere.yaml", "--json")
    error = json.loads(done.stdout)["error"]
    assert (error["code"], done.returncode) == ("file.missing", 3)
    assert all((error["en"], error["ar"], error["findings"][0]["do"]))


def test_a_scenario_is_read_from_stdin() -> None:
    library = Path(package.__file__).parent / "scenario" / "library"
    done = mamarr("check", "-", text=(library / "one-road.yaml").read_text(encoding="utf-8"))
    assert (done.returncode, "90 people" in done.stdout) == (0, True)


def test_a_gzipped_plan_is_read_and_written(tmp_path: Path) -> None:
    mamarr("plan", "one-road", "--seconds", "1", "-o", "plan.json.gz", cwd=tmp_path)
    assert (tmp_path / "plan.json.gz").read_bytes()[:2] == b"\x1f\x8b"
    assert mamarr("judge", "plan.json.gz", cwd=tmp_path).returncode == 0


def test_ctrl_c_keeps_the_best_so_far(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "mamarr", "plan", "aleppo-2016", "--seconds", "300", "--json", "-o", "kept.json"]
    running = subprocess.Popen(command, cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert running.stderr is not None
    while "searching" not in running.stderr.readline():
        assert running.poll() is None
    os.kill(running.pid, signal.SIGINT)
    shown, said = running.communicate(timeout=60)
    assert running.returncode == 4, said
    assert json.loads(shown)["people_out"] > 0
    assert mamarr("judge", "kept.json", cwd=tmp_path).returncode == 0


def test_the_terminal_answers_at_once() -> None:
    """Figures are in benchmarks; here only what would make start-up heavy is refused."""
    code = (
        "import sys; sys.argv = ['mamarr', 'check', 'aleppo-2016'];"
        "import mamarr.desk.cli as c\n"
        "try: c.main()\n"
        "except SystemExit: pass\n"
        "heavy = {'numpy', 'numba', 'highspy', 'fluent', 'openpyxl', 'rich', 'sqlalchemy'} & set(sys.modules)\n"
        "sys.exit(bool(heavy))"
    )
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, check=False).returncode == 0


def test_help_opens_no_room() -> None:
    code = "import sys, click.testing, mamarr.desk.cli as c; click.testing.CliRunner().invoke(c.cli, ['--help']); "
    code += "sys.exit(bool({'sqlalchemy', 'pydantic', 'mamarr.logbook.store'} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_every_document_has_a_schema_with_a_sentence_for_each_field() -> None:
    for name in set(mamarr("schema").stdout.split()) - {"problems"}:
        schema = json.loads(mamarr("schema", name).stdout)
        parts = {schema["title"]: schema, **schema.get("$defs", {})}
        silent = [
            f"{title}.{key}"
            for title, part in parts.items()
            for key, entry in part.get("properties", {}).items()
            if "description" not in entry
        ]
        assert [entry for entry in silent if not entry.endswith((".kind", ".en", ".ar"))] == []


def test_doctor_finds_everything_well() -> None:
    done = mamarr("doctor", "--json")
    assert (done.returncode, json.loads(done.stdout)["ok"]) == (0, True)


def test_two_plans_are_laid_side_by_side(plan_file: Path, tmp_path: Path) -> None:
    mamarr("plan", "short-pause", "--with", "hour.margin=0 min", "--seconds", "1", "-o", "other.json", cwd=tmp_path)
    done = mamarr("compare", str(plan_file), str(tmp_path / "other.json"), "--json")
    answer = json.loads(done.stdout)
    assert (done.returncode, answer["changes"]) == (
        0,
        [{"path": "pauses.hour.margin", "first": "900 s", "second": "0 s"}],
    )
    assert answer["difference"]["people_out"] == 40  # the second trip leaves the corridor at 65, before 75


@pytest.mark.parametrize("ending", ["html", "xlsx", "csv", "geojson"])
def test_a_plan_becomes_a_file_of_each_kind(plan_file: Path, tmp_path: Path, ending: str) -> None:
    done = mamarr("report", str(plan_file), "--to", f"page.{ending}", "--language", "ar", cwd=tmp_path)
    assert (done.returncode, (tmp_path / f"page.{ending}").stat().st_size > 100) == (0, True), done.stderr


def test_a_forged_certificate_is_not_printed(plan_file: Path, tmp_path: Path) -> None:
    document = json.loads(plan_file.read_text(encoding="utf-8"))
    document["trips"][0]["stops"][1]["begins"] -= 1
    (tmp_path / "forged.json").write_text(json.dumps(document), encoding="utf-8")
    for name, plan in (("forged", tmp_path / "forged.json"), ("honest", plan_file)):
        mamarr("report", str(plan), "--to", f"{name}.html", "--language", "en", cwd=tmp_path)
    forged, honest = ((tmp_path / f"{name}.html").read_text(encoding="utf-8") for name in ("forged", "honest"))
    assert "checked every rule and added up" in honest
    assert "checked every rule and added up" not in forged


def test_a_reader_whose_role_is_not_yet_known_gets_nothing(plan_file: Path, tmp_path: Path) -> None:
    done = mamarr("report", str(plan_file), "--to", "page.html", "--for", "liaison", cwd=tmp_path)
    assert (done.returncode, list(tmp_path.iterdir())) == (2, [])


def test_the_same_seed_and_iterations_make_the_same_plan(tmp_path: Path) -> None:
    first = mamarr("plan", "aleppo-2016", "--seconds", "3", "--seed", "7", "--json", "-o", "first.json", cwd=tmp_path)
    rounds = json.loads(first.stdout)["iterations"]
    words = ("plan", "aleppo-2016", "--seconds", "1", "--seed", "7", "--iterations", str(rounds), "-o", "again.json")
    mamarr(*words, cwd=tmp_path)
    plans = [json.loads((tmp_path / name).read_text(encoding="utf-8")) for name in ("first.json", "again.json")]
    assert plans[0]["trips"] == plans[1]["trips"]
    assert plans[0]["alternatives"] == plans[1]["alternatives"]
