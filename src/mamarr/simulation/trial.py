"""stress(): replications of a plan into a StressTest."""

import time
from collections.abc import Collection, Iterator, Mapping

from mamarr.corridor.futures import PARTS, Chances, Ints, Results, ends
from mamarr.errors import MamarrError
from mamarr.planning.judge import judge
from mamarr.planning.progress import Progress, Stop, Watch
from mamarr.planning.timetable import Plan
from mamarr.simulation.assumptions import Believed
from mamarr.simulation.odds import CAUSES, lay_odds
from mamarr.simulation.outcome import Band, Category, Cause, Chance, Left, Quantiles, StressTest
from mamarr.simulation.statistics import interval, quantile
from mamarr.simulation.tally import Tally
from mamarr.simulation.tracks import lay_tracks
from mamarr.simulation.workers import Batch, Workers, batches
from mamarr.simulation.workers import workers as find_workers

ROUND = 1024
"""Replications between two looks at the width of the interval."""
COMPARED = 256
"""Replications that are played again for each cause and each end of a range."""


def stress(
    plan: Plan,
    *,
    replications: int = 10_000,
    seed: int = 0,
    workers: int | None = None,
    cluster: str | None = None,
    precision: float | None = None,
    watch: Watch | None = None,
    stop: Stop | None = None,
) -> StressTest:
    """Return what many futures make of *plan*: chances with intervals, who is left where, and what is to blame.

    The plan is not changed on the way: vehicles keep to it as far as the day lets them, by the policy of
    `docs/background/futures.md`. The same seed gives the same futures, whatever the plan and the number of workers.

    Parameters
    ----------
    plan
        A plan that the judge allows.
    replications
        How many futures at most.
    seed
        Of the futures.
    workers
        Processes; by default a thread a core in this process. A script that asks for processes has to stand behind
        ``if __name__ == "__main__":``, as with any processes of Python.
    cluster
        Address of a Dask scheduler whose workers have mamarr installed, in place of processes here.
    precision
        Stop when the intervals of both chances are at most twice this wide, for example 0.01.
    watch, stop
        As for `plan`; when asked to stop, what is counted so far is returned.

    Raises
    ------
    MamarrError
        stress.plan-refused: the judge does not accept *plan*. stress.not-yet, stress.not-allowed, stress.not-reproduced.
    """
    answer = judge(plan)
    if not answer.plan_allowed:
        raise MamarrError("stress.plan-refused", [each for each in answer.findings if each.severity == "error"])
    with find_workers(workers, cluster) as by:
        return _Trial(plan, seed, by, watch, stop or (lambda: False)).run(replications, precision)


class _Trial:
    """One call of `stress`."""

    def __init__(self, plan: Plan, seed: int, by: Workers, watch: Watch | None, stop: Stop) -> None:
        self.plan, self.seed, self.by, self.watch, self.stop = plan, seed, by, watch, stop
        self.began = time.monotonic()
        self.tracks = lay_tracks(plan)
        self.believed = Believed(plan.scenario)
        self.categories = [str(group.category) for group in plan.scenario.groups]

    def odds(self, *, ends: Mapping[str, float] | None = None, without: Collection[str] = ()) -> Chances:
        """Return the tables with some causes silent, or with some ranges at an end."""
        return lay_odds(self.plan, self.tracks, self.believed, ends=ends, without=without)

    def play(self, chances: Chances, last: int) -> Iterator[Results]:
        """Yield the first replications, batch by batch, in order."""
        return batches(Batch(self.tracks, chances, self.seed), 0, last, self.by)

    def run(self, replications: int, precision: float | None) -> StressTest:
        """Play, count, compare."""
        chances = self.odds()
        tally = Tally(self.tracks, chances, self.categories)
        for results in self.play(chances, replications):
            tally.add(results)
            if tally.replications % ROUND == 0 or tally.replications == replications:
                self._tell("stress", tally.replications, replications)
                if self.stop() or (precision is not None and _is_narrow(tally, precision)):
                    break
        compared = min(COMPARED, tally.replications)
        base = self._ends(chances, compared)
        causes = self._causes(base, compared)
        reached = self._ranges(compared)
        found = self._found(tally, causes, reached, compared)
        return found.replace(seconds=round(time.monotonic() - self.began, 3))

    def _ends(self, chances: Chances, compared: int) -> list[tuple[int, int, int]]:
        """Return (out, came, caught) of the first replications."""
        found: list[tuple[int, int, int]] = []
        columns = (ends.OUT, ends.CAME, ends.CAUGHT)
        for results in self.play(chances, compared):
            found += map(tuple, results.ints[:, columns].tolist())
        return found

    def _causes(self, base: list[tuple[int, int, int]], compared: int) -> tuple[Cause, ...]:
        failed = [number for number, (out, came, caught) in enumerate(base) if out < came or caught]
        causes = []
        for number, code in enumerate(CAUSES):
            if not failed or self.stop():
                return ()
            self._tell("causes", number, len(CAUSES))
            other = self._ends(self.odds(without=[code]), compared)
            saved = sum(other[each][0] == other[each][1] and not other[each][2] for each in failed)
            more = sum(base[each][1] - base[each][0] - (other[each][1] - other[each][0]) for each in failed)
            causes.append(Cause(code=code, share=saved / len(failed), people=round(more / len(failed), 1)))
        return tuple(sorted(causes, key=lambda cause: (-cause.share, -cause.people)))

    def _ranges(self, compared: int) -> list[tuple[float, float, list[float]]]:
        """Return the chances at the ends of the ranges: one after the other, then all at once."""
        ranged = sorted({f"{_kind(self, a.path)}.{a.what}" for a in self.believed.assumptions if a.is_range})
        corners: list[dict[str, float]] = [{}]
        corners += [{what: end} for what in ranged for end in (0.0, 1.0)]
        corners += [dict.fromkeys(ranged, end) for end in (0.0, 1.0)]
        found = []
        for number, corner in enumerate(corners):
            if self.stop() and number:
                break
            self._tell("ranges", number, len(corners))
            chances = self.odds(ends=corner)
            tally = Tally(self.tracks, chances, self.categories)
            for results in self.play(chances, compared):
                tally.add(results)
            kinds = [int(count) / compared for count in tally.kind_complete]
            found.append((tally.safe / compared, tally.complete / compared, kinds))
        return found

    def _found(
        self, tally: Tally, causes: tuple[Cause, ...], reached: list[tuple[float, float, list[float]]], compared: int
    ) -> StressTest:
        scenario, total = self.plan.scenario, tally.replications
        categories = tuple(
            Category(
                category=kind,
                chance_all_out=_chance(int(tally.kind_complete[number]), total, [each[2][number] for each in reached]),
                people_out=_quantiles(tally.by_kind[number], tally.width),
            )
            for number, kind in enumerate(tally.kinds)
        )
        names = [*(place.id for place in scenario.places), "road"]
        left = [
            Left(place=name, mean=round(int(tally.left_sum[n]) / total, 1), share=int(tally.left_times[n]) / total)
            for n, name in enumerate(names)
            if tally.left_sum[n]
        ]
        horizon = scenario.ends_s
        return StressTest(
            plan=self.plan.fingerprint_of_content(),
            replications=total,
            seed=self.seed,
            people_total=scenario.people_total,
            people_planned=self.plan.people_out,
            chance_nobody_caught=_chance(tally.safe, total, [each[0] for each in reached]),
            chance_all_out=_chance(tally.complete, total, [each[1] for each in reached]),
            people_came=_quantiles(tally.came, tally.width),
            people_out=_quantiles(tally.out, tally.width),
            clearance_s=_quantiles(tally.clearance, tally.step_s),
            categories=categories,
            left=tuple(sorted(left, key=lambda each: -each.mean)),
            causes=causes,
            compared=compared,
            curve=Band(
                second=tuple((part + 1) * horizon // PARTS for part in range(PARTS)),
                **{
                    name: tuple(quantile(counts, share) * tally.width for counts in tally.curve)
                    for name, share in (("p05", 0.05), ("p50", 0.5), ("p95", 0.95))
                },
            ),
            assumptions=tuple(self.believed.assumptions),
        )

    def _tell(self, stage: str, done: int, of: int) -> None:
        if self.watch is not None:
            elapsed = time.monotonic() - self.began
            self.watch(Progress(stage, elapsed, self.plan.people_total, done=done, of=of))


def _kind(trial: _Trial, path: str) -> str:
    section, number = path.rstrip("]").split("[")
    if section == "places":
        return trial.plan.scenario.places[int(number)].kind
    return {"legs": "leg", "groups": "group", "fleet": "vehicle class", "pauses": "pause"}[section]


def _is_narrow(tally: Tally, precision: float) -> bool:
    chances = (interval(count, tally.replications) for count in (tally.safe, tally.complete))
    return all(high - low <= 2 * precision for low, _, high in chances)


def _chance(successes: int, trials: int, reached: list[float]) -> Chance:
    low, estimate, high = interval(successes, trials)
    shift = estimate - reached[0]  # the ends are compared on fewer futures; what counts is how far they move
    moved = [min(1.0, max(0.0, each + shift)) for each in reached]
    ends = (round(each, 6) for each in (low, estimate, high, min(estimate, *moved), max(estimate, *moved)))
    return Chance(**dict(zip(("low", "estimate", "high", "worst", "best"), ends, strict=True)))


def _quantiles(counts: Ints, width: int) -> Quantiles:
    p05, p50, p95 = (quantile(counts, share) * width for share in (0.05, 0.5, 0.95))
    return Quantiles(p05=p05, p50=p50, p95=p95)
