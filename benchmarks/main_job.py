"""Figures of the main job, each beside a peer, a twin or a known figure in the same run.

python benchmarks/main_job.py            # everything, about ten minutes on two cores
python benchmarks/main_job.py start      # only the parts named: start, plans, kernel, judge, memory
"""

import argparse
import json
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests" / "twins"))

KNOWN = {
    # what: (changes, objective, seconds, known figure of algorithms read in trials, its unit)
    "people out by 18:00": ([], "people,wounded,curve", 120, "people_out", 7940),
    "all out, pause lifted": (["day.closes=24:00"], "people,wounded,curve", 120, "clearance_s", 837.5 * 60),
    "a third lane": (["ramousa.lanes=3"], "people,wounded,curve", 60, "clearance_s", 720 * 60),
    "25 ambulances, pause lifted": (
        ["day.closes=24:00", "ambulance.count=25"],
        "people,wounded,curve",
        120,
        "clearance_s",
        748 * 60,
    ),
    "4 stretchers, pause lifted": (
        ["day.closes=24:00", "ambulance.stretchers=4"],
        "people,wounded,curve",
        60,
        "clearance_s",
        548 * 60,
    ),
}


def main() -> None:
    """Run the parts named on the command line."""
    parts: dict[str, Callable[[], None]] = {"start": start, "kernel": kernel, "judge": judge, "plans": plans}
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("parts", nargs="*", choices=[*parts, []], default=[])
    for name in parser.parse_args().parts or parts:
        print(f"## {name}", flush=True)
        parts[name]()


def timed(command: list[str], runs: int = 9) -> float:
    """Return the median wall seconds of *command*."""
    seconds = []
    for _ in range(runs):
        began = time.perf_counter()
        subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
        seconds.append(time.perf_counter() - began)
    return statistics.median(seconds)


def start() -> None:
    """Start-up beside importing click alone: --help at most twice, check of R1 at most six times."""
    peer = timed([sys.executable, "-c", "import click"])
    for words, limit in ((["--help"], 2), (["check", "aleppo-2016"], 6)):
        own = timed([sys.executable, "-m", "mamarr", *words])
        print(f"mamarr {' '.join(words)}: {own * 1000:.0f} ms, {own / peer:.2f} times 'import click' (limit {limit})")


def plans() -> None:
    """R1 and its variants: what was reached, what is proven, and what was known."""
    for name, (changes, objective, seconds, key, known) in KNOWN.items():
        options = [word for change in changes for word in ("--with", change)]
        command = [sys.executable, "-m", "mamarr", "plan", "aleppo-2016", *options, "--objective", objective]
        began = time.perf_counter()
        done = subprocess.run(
            [*command, "--seconds", str(seconds), "--json", "--quiet"], capture_output=True, text=True, check=False
        )
        wall = time.perf_counter() - began
        answer = json.loads(done.stdout)
        peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
        print(
            f"{name}: {key} {answer[key]} (known {known:g}), out {answer['people_out']}, clearance {answer['clearance_s'] / 60:.2f} min, "
            f"bound {(answer['bound_s'] or 0) / 60:.2f} min (hand {(answer['bound_by_hand_s'] or 0) / 60:.2f}), "
            f"people bound {answer['bound_people']} (hand {answer['bound_people_by_hand']}), gap {answer['gap']:.2%}, "
            f"{wall:.0f} s, peak so far {peak:.0f} MB",
            flush=True,
        )


def kernel() -> None:
    """One run of the compiled corridor beside its twin in plain Python."""
    import corridor_twin

    import mamarr
    from mamarr.corridor.build import build_corridor
    from mamarr.corridor.passage import measure
    from mamarr.planning.construct import construct

    corridor = build_corridor(mamarr.load("aleppo-2016"))
    decision = construct(corridor)
    measure(corridor, decision)
    own = best_of(lambda: measure(corridor, decision), 200)
    twin = best_of(lambda: corridor_twin.measure(corridor, decision), 5)
    print(
        f"R1 driven once: {own * 1e3:.2f} ms compiled (python face included), {twin * 1e3:.0f} ms twin, {twin / own:.0f} times"
    )


def best_of(call: Callable[[], object], runs: int) -> float:
    """Return the median seconds of *call*."""
    seconds = []
    for _ in range(runs):
        began = time.perf_counter()
        call()
        seconds.append(time.perf_counter() - began)
    return statistics.median(seconds)


def judge() -> None:
    """The judge on R1's plan beside making the first plan, and the first plan from a cold and a warm cache."""
    import mamarr

    found = mamarr.plan(mamarr.load("aleppo-2016"), seconds=1)
    print(f"judge of R1: {best_of(lambda: mamarr.judge(found), 20) * 1e3:.0f} ms for {len(found.trips)} trips")
    code = (
        "import time; t = time.time(); import mamarr; from mamarr.corridor.build import build_corridor; "
        "from mamarr.planning.construct import construct; from mamarr.corridor.passage import drive; "
        "c = build_corridor(mamarr.load('aleppo-2016')); drive(c, construct(c)); print(round(time.time() - t, 2))"
    )
    with tempfile.TemporaryDirectory() as folder:
        import os

        environment = {**os.environ, "NUMBA_CACHE_DIR": folder}
        runs = [
            subprocess.run(
                [sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True
            ).stdout.strip()
            for _ in range(3)
        ]
    print(
        f"first plan: {runs[0]} s cold, {runs[1]} and {runs[2]} s with a warm kernel cache (start of Python included)"
    )


if __name__ == "__main__":
    main()
