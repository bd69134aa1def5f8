"""No file hurts: a clear error, no traceback, no hang, no flood of memory, nothing half-written."""

import json
import resource
import subprocess
import sys
from pathlib import Path

import pytest

import mamarr

SHARED = Path(__file__).resolve().parents[3] / "shared" / "data" / "hostile"
BASE = (Path(mamarr.__file__).parent / "scenario" / "library" / "short-pause.yaml").read_text(encoding="utf-8")
SECONDS = 10
MEMORY = 512 * 2**20


def limited() -> None:
    resource.setrlimit(resource.RLIMIT_DATA, (MEMORY, MEMORY))


def run(*words: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "mamarr", *words],
        cwd=cwd, capture_output=True, text=True, timeout=SECONDS, check=False, preexec_fn=limited,
    )  # fmt: skip


def refuse(done: subprocess.CompletedProcess[str], folder: Path, before: set[str]) -> None:
    assert done.returncode in {1, 2, 3}, done.stderr
    assert "Traceback" not in done.stderr
    assert "error: " in done.stderr or "error: " in done.stdout
    assert {path.name for path in folder.iterdir()} == before


def test_the_shared_set_is_there() -> None:
    assert SHARED.is_dir(), f"the starter set of hostile files is missing: {SHARED}"


@pytest.mark.slow
@pytest.mark.parametrize("name", sorted(path.name for path in SHARED.iterdir()) if SHARED.is_dir() else [])
@pytest.mark.parametrize("command", [("check",), ("judge",), ("plan",), ("report", "--to", "x.html")])
def test_a_hostile_file_gets_a_clear_error(name: str, command: tuple[str, ...], tmp_path: Path) -> None:
    words = (command[0], str(SHARED / name), *command[1:])
    refuse(run(*words, cwd=tmp_path), tmp_path, set())


ALTERED = {
    "half a person": ("headcount: 90", "headcount: 90.5", "groups[0].headcount"),
    "minus three buses": ("count: 1,", "count: -3,", "fleet[0].count"),
    "no zone": ("ends: 4 h", "starts: 2026-05-01 06:00\nends: 4 h", "starts"),
    "unknown place": ("destinations: [hall]", "destinations: [hal]", "hall"),
    "seconds by the thousand": ("boarding: 5 min", f"boarding: {'9' * 400} min", "boarding"),
    "a number that is a list": ("headcount: 90", "headcount: [9, 0]", "groups[0].headcount"),
    "a sexagesimal time": ("boarding: 5 min", "boarding: 5:00", "boarding"),
    "a yes": ("may_stay: true", "may_stay: yes", "choice.may_stay"),
}


@pytest.mark.parametrize("what", ALTERED)
def test_one_wrong_value_is_named_with_its_place(what: str, tmp_path: Path) -> None:
    old, new, said = ALTERED[what]
    assert old in BASE
    (tmp_path / "case.yaml").write_text(BASE.replace(old, new, 1), encoding="utf-8")
    done = run("check", "case.yaml", cwd=tmp_path)
    refuse(done, tmp_path, {"case.yaml"})
    assert said in done.stdout + done.stderr


def test_a_bomb_of_aliases_is_refused_at_the_first(tmp_path: Path) -> None:
    lines = ["mamarr: 1", "a0: &a0 [x, x]", *(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 12)}]" for n in range(1, 9))]
    (tmp_path / "bomb.yaml").write_text("\n".join(lines), encoding="utf-8")
    refuse(run("check", "bomb.yaml", cwd=tmp_path), tmp_path, {"bomb.yaml"})


def test_utf16_is_named(tmp_path: Path) -> None:
    (tmp_path / "office.yaml").write_bytes(BASE.encode("utf-16"))
    done = run("check", "office.yaml", cwd=tmp_path)
    refuse(done, tmp_path, {"office.yaml"})
    assert "UTF-8" in done.stderr


@pytest.mark.parametrize(
    "name", ["<script>document.title=1</script>", "=1+1", "a\u202eb", "\u2066x", "'; DROP", "&amp;<b>"]
)
def test_names_are_text_everywhere(name: str, tmp_path: Path) -> None:
    written = json.dumps(name)
    (tmp_path / "case.yaml").write_text(BASE.replace("en: the school", f"en: {written}", 1), encoding="utf-8")
    assert run("plan", "case.yaml", "--seconds", "0.2", "--quiet", "-o", "plan.json", cwd=tmp_path).returncode == 1
    for ending in ("html", "xlsx", "csv", "geojson"):
        assert run("report", "plan.json", "--to", f"page.{ending}", cwd=tmp_path).returncode == 0
    page = (tmp_path / "page.html").read_text(encoding="utf-8")
    assert "<script>document" not in page
    assert "\u202e" not in page
    rows = (tmp_path / "page.csv").read_text(encoding="utf-8").splitlines()
    assert not any(cell.strip('"').startswith(("=", "+", "@")) for row in rows for cell in row.split(","))


@pytest.mark.parametrize(
    "text",
    [
        "[" * 50_000,
        '{"kind": "plan", "mamarr": 1, "scenario": ' + "[" * 50_000,
        "9" * 10_000,
        '{"a": NaN}',
        "null",
        '""',
        "\x00",
    ],
)
def test_a_plan_file_of_nonsense_is_refused(text: str, tmp_path: Path) -> None:
    (tmp_path / "plan.json").write_text(text, encoding="utf-8")
    refuse(run("judge", "plan.json", cwd=tmp_path), tmp_path, {"plan.json"})
