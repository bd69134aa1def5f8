"""The main job on the library's case: the benchmark with its proof, and beside it the plan one would hand over."""

from collections.abc import Callable
from pathlib import Path

import mamarr
from mamarr import Change, Plan, Scenario
from mamarr.planning.strategy import Stop, Watch, described
from mamarr.reporting import wording
from mamarr.scenario.scenario import DEFAULT_OBJECTIVE

CASE = "aleppo-2016"

STEPS = (
    ("default-order", f"objective=[{', '.join(DEFAULT_OBJECTIVE)}]"),
    ("nobody-separated", "groups.companions.may_go_alone=false"),
    ("margin", "pauses.margin=30 min"),
)
"""From the benchmark to the plan one would hand over, one change after another."""

BENCHMARK_SHARE = 0.5
STEP_SHARE = 0.12


def show(folder: Path, seconds: float, language: str, watch: Watch | None, stop: Stop) -> list[str]:
    """Plan both, write both with their pages to *folder*, and return the lines to print."""
    folder.mkdir(parents=True, exist_ok=True)
    scenario = mamarr.load(CASE)
    benchmark = mamarr.plan(scenario, seconds=BENCHMARK_SHARE * seconds, watch=watch, stop=stop)
    handed = handed_over(scenario, seconds * (1 - BENCHMARK_SHARE), watch, stop)
    mamarr.save(benchmark, folder / "benchmark.json")
    mamarr.save(handed, folder / "plan.json")
    for name in ("page.html", "movements.xlsx", "movements.csv", "map.geojson"):
        documents = (benchmark, handed) if name.endswith("html") else (handed,)
        mamarr.report(*documents, to=folder / name, language="both")
    return [*_sentences(benchmark, handed, language), str((folder / "page.html").resolve())]


def handed_over(scenario: Scenario, seconds: float, watch: Watch | None, stop: Stop) -> Plan:
    """Return the plan one would hand over; what each step from *scenario* to it costs stands in its alternatives."""
    prices = []
    for number, (code, text) in enumerate(STEPS, start=1):
        scenario = mamarr.change(scenario, [Change.read(text)])
        is_last = number == len(STEPS)
        share = 1 - STEP_SHARE * 2 * (len(STEPS) - 1) if is_last else STEP_SHARE * 2
        found = mamarr.plan(scenario, seconds=share * seconds, watch=watch, stop=stop)
        if is_last:
            return mamarr.certified(found.replace(alternatives=(*prices, *found.alternatives)))
        prices.append(described(code, found))
    raise AssertionError(STEPS)


def _sentences(benchmark: Plan, handed: Plan, language: str) -> list[str]:
    return [
        wording.plain(wording.verdict(benchmark, language)),
        *([wording.plain(wording.bottleneck(benchmark.bottleneck, benchmark.scenario, language))] if benchmark.bottleneck else []),
        wording.plain(wording.verdict(handed, language)),
    ]
