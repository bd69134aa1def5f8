"""The shared reports with their claims made by hand: what the reader reaches on them, in each language."""

import importlib.util
import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from mamarr.logbook.claims import Reading
from mamarr.logbook.reading.reader import read

FOLDER = Path(__file__).resolve().parents[3] / "shared" / "data" / "reports"
UNSEEN = Path(__file__).resolve().parents[1] / "data" / "reports-unseen" / "a"
"""Reports of our own that are scored while the reader is written and whose sentences nobody reads for it."""

FLOORS = {"ar": 0.90, "en": 0.86}
UNSEEN_FLOOR = 0.70
ATTRIBUTES = {"speaker": 0.85, "stance": 0.95, "quantities": 0.88, "about_time": 0.83, "place": 0.80}


def scorer() -> Any:
    assert FOLDER.is_dir(), f"the shared reports are missing: {FOLDER}"
    spec = importlib.util.spec_from_file_location("reports_score", FOLDER / "score.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@cache
def sums(folder: Path) -> dict[str, Any]:
    module = scorer()
    gold = dict(module.reports(folder))
    return dict(module.score(gold, {name: reading(name, report, folder).content() for name, report in gold.items()}))


def reading(name: str, gold: dict[str, Any], folder: Path | None = None) -> Reading:
    about = gold["report"]
    text = ((folder or FOLDER) / gold["text_file"]).read_bytes().decode("utf-8")
    return read(
        text, about["published_at"], about["zone"], language=about["language"], author=about["author"], name=name
    )


@pytest.mark.parametrize("language", ["ar", "en"])
def test_claims_are_found(language: str) -> None:
    found = sums(FOLDER)[language]
    assert 2 * found["matched"] / (found["gold"] + found["pred"]) >= FLOORS[language]


@pytest.mark.parametrize("language", ["ar", "en"])
def test_claims_of_reports_that_nobody_read_are_found(language: str) -> None:
    found = sums(UNSEEN)[language]
    assert 2 * found["matched"] / (found["gold"] + found["pred"]) >= UNSEEN_FLOOR


@pytest.mark.parametrize("folder", [FOLDER, UNSEEN])
def test_reports_without_claims_stay_empty(folder: Path) -> None:
    assert sums(folder)["all"]["empty_right"] == sums(folder)["all"]["empty"] > 0


@pytest.mark.parametrize("attribute", ATTRIBUTES)
@pytest.mark.parametrize("language", ["ar", "en"])
def test_what_is_found_is_read_right(language: str, attribute: str) -> None:
    found = sums(FOLDER)[language]
    assert found[attribute] / found["matched"] >= ATTRIBUTES[attribute]


def test_a_reading_follows_the_schema() -> None:
    module = scorer()
    schema = json.loads((FOLDER / "report.schema.json").read_text(encoding="utf-8"))
    for name, report in module.reports(FOLDER).items():
        content = reading(name, report).content()
        assert list(module.findings(content, schema, schema)) == []


def test_the_seed_gives_the_case_of_the_library() -> None:
    """8,000 persons, 5 km, Saturday 10 December, and the non-confirmation linked to the halt."""
    gold = json.loads((FOLDER / "000-ar-seed.json").read_text(encoding="utf-8"))
    claims = {claim.id: claim for claim in reading("000-ar-seed", gold).claims}
    corridor = next(claim for claim in claims.values() if claim.predicate == "corridor.opens")
    assert {(q.value, q.unit) for q in corridor.quantities} == {(8000, "persons"), (5, "km")}
    assert corridor.stance == "announces_plan"
    talks = next(claim for claim in claims.values() if claim.predicate == "talks.scheduled")
    assert talks.about_time is not None
    assert talks.about_time.interval.startswith("2016-12-10")
    doubt = next(c for c in claims.values() if c.predicate == "pause.begins" and c.stance == "could_not_confirm")
    assert {(link.type, claims[link.claim].predicate) for link in doubt.links} == {("questions", "pause.begins")}
