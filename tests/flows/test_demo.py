"""The main job, as a stranger runs it."""

from pathlib import Path

import pytest

import mamarr
from mamarr.desk.demo import show


@pytest.mark.slow
@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_demo_goes_from_the_case_to_a_page_and_its_chances(tmp_path: Path, language: str) -> None:
    lines = show(tmp_path, 12, language)
    assert lines[-1] == str((tmp_path / "page.html").resolve())
    written = {path.name for path in tmp_path.iterdir()}
    assert {"benchmark.json", "plan.json", "stress.json", "page.html", "movements.xlsx", "map.geojson"} <= written
    test, plan = mamarr.open_stress(tmp_path / "stress.json"), mamarr.open_plan(tmp_path / "benchmark.json")
    assert test.plan == plan.fingerprint
    assert test.chance_nobody_caught.low < 1
    assert "stress" not in (tmp_path / "page.html").read_text()
