"""The main job on the library's case: the benchmark with its proof, and beside it the plan one would hand over."""

from pathlib import Path
from typing import Any

import mamarr
from mamarr import Plan
from mamarr.reporting import wording

CASE = "aleppo-2016"
FUTURES = 2000
"""Futures of the benchmark; the plan handed over ties companions to their patients, which a stress test does not follow yet."""


def show(folder: Path, seconds: float, language: str, **listeners: Any) -> list[str]:
    """Plan both, write both with their pages to *folder*, and return the lines to print."""
    folder.mkdir(parents=True, exist_ok=True)
    scenario = mamarr.load(CASE)
    benchmark = mamarr.plan(scenario, seconds=seconds / 2, **listeners)
    handed = mamarr.handover(scenario, seconds=seconds / 2, **listeners)
    mamarr.save(benchmark, folder / "benchmark.json")
    mamarr.save(handed, folder / "plan.json")
    page = folder / "page.html"
    mamarr.report(benchmark, handed, to=page, language="both")
    for name in ("movements.xlsx", "movements.csv", "map.geojson"):
        mamarr.report(handed, to=folder / name, language="both")
    test = mamarr.stress(benchmark, replications=FUTURES, **listeners)
    mamarr.save(test, folder / "stress.json")
    futures = [wording.plain(line) for line in wording.odds(test, benchmark.scenario, language)[:3]]
    return [*_sentences(benchmark, language), *futures, *_sentences(handed, language)[:1], str(page.resolve())]


def _sentences(plan: Plan, language: str) -> list[str]:
    lines = [wording.verdict(plan, language)]
    if plan.bottleneck is not None:
        lines.append(wording.bottleneck(plan.bottleneck, plan.scenario, language))
    return [wording.plain(text) for text in lines]
