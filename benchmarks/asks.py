"""Asks on the reference case: 128 combinations against the clock, and the table of single asks beside figures known from trials.

python benchmarks/asks.py            # both, about two minutes on two cores
python benchmarks/asks.py combinations | table
"""

import argparse
import time
from collections import Counter
from collections.abc import Callable

import mamarr
from mamarr import Change
from mamarr.negotiation.agenda import Told
from mamarr.negotiation.attempt import attempt
from mamarr.negotiation.refutation import refuted
from mamarr.planning.bounds import hand_bounds

CASE = "aleppo-2016"
WITHIN_S = 20.0
"""All combinations are to be looked at within this; the first answers within a second, 120 of 128 decided."""
ROUNDS = (8, 24, 64, 128)

TABLE = (
    # what, changes, what trials knew: (bound, plan in minutes after the opening, verdict)
    ("buses: 166", ["bus.count=166"], "748 / 748, useless"),
    ("ambulances: 206", ["ambulance.count=206"], "748 / 748, useless"),
    ("120 km/h in the corridor", ["corridor.speed=120 km/h"], "748 / -, useless"),
    ("a third lane", ["ramousa.lanes=3"], "690 / 720, enough"),
    ("ambulances inspected in 2 min", ["ramousa.service_time.ambulance=2 min"], "646 / 698.5, enough"),
    ("ambulances inspected in 3 min", ["ramousa.service_time.ambulance=3 min"], "- / 723 to 741, not decided"),
    ("4 stretchers", ["ambulance.stretchers=4"], "548 / 548, enough"),
    ("20 min and 5 ambulances", ["day.closes=2016-12-09 18:20", "ambulance.count=25"], "748 / 748, enough"),
    ("19 min and 5 ambulances", ["day.closes=2016-12-09 18:19", "ambulance.count=25"], "748 / -, useless"),
    ("pause 78 min longer", ["day.closes=2016-12-09 19:18"], "806 / -, 1 h 18 needed"),
    ("pause 110 min longer", ["day.closes=2016-12-09 19:50"], "806 / 837.5, 1 h 50 enough"),
)


def main() -> None:
    """Run the parts named on the command line."""
    parts: dict[str, Callable[[], None]] = {"combinations": combinations, "table": table}
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("parts", nargs="*", choices=[*parts, []], default=[])
    for name in parser.parse_args().parts or parts:
        print(f"## {name}", flush=True)
        parts[name]()


def combinations() -> None:
    """Decide 128 combinations of seven asks: when the first answers come, when 120 are decided, when all are."""
    plan = mamarr.plan(mamarr.load(CASE), seconds=20)
    print(f"plan: {plan.people_out} people, bound {min(b.value for b in plan.bounds if b.of == 'people')}")
    mamarr.negotiate(plan, seconds=0.5)  # compile
    told: list[Told] = []
    began = time.monotonic()
    asks = mamarr.negotiate(plan, seconds=WITHIN_S, watch=told.append)
    elapsed = time.monotonic() - began
    decided_at = {n: next((t.elapsed_s for t in told if t.decided >= n), None) for n in (1, 64, 120, 128)}
    for n, second in decided_at.items():
        print(f"{n:4d} decided after {'never' if second is None else f'{second:.2f} s'}")
    within = len({t.combination.asks for t in told if t.elapsed_s <= 1 and t.combination.verdict != "not decided"})
    print(f"answers of their own within 1 s: {within}; everything took {elapsed:.1f} s")
    print(Counter(f"{each.verdict} ({each.proof})" for each in asks.combinations))
    print(
        "least:", asks.least.asks if asks.least else None, "proven" if asks.least and asks.least.is_proven else "found"
    )
    assert asks.decided >= 120
    for size in asks.sizes:
        print(
            f"size of {size.ask} beside {size.beside}: useless until {size.useless_until}, enough from {size.enough_from}"
        )


def table() -> None:
    """Prove or plan single asks, each beside what trials knew."""
    scenario = mamarr.load(CASE)
    for what, texts, known in TABLE:
        began = time.monotonic()
        changed = mamarr.change(scenario, [Change.read(text) for text in texts])
        bound = max(b.value for b in hand_bounds(changed, changed.people_total) if b.of != "people")
        no, most = refuted(changed)
        plan, rounds = None, 0
        if no is None:
            tried = attempt(changed)
            plan = tried.construct()
            for more in ROUNDS:
                if not plan.is_complete:
                    plan = tried.search(more, 0, lambda: False)
            rounds = tried.rounds
        verdict = "useless" if no is not None else "enough" if plan is not None and plan.is_complete else "not decided"
        reached = (
            "-" if plan is None else f"{plan.clearance_s / 60:.1f}" if plan.is_complete else f"{plan.people_out} out"
        )
        print(
            f"{what:32s} bound {bound / 60:6.1f} plan {reached:>8s} {verdict:12s} most {most}  "
            f"[{rounds} rounds, {time.monotonic() - began:.1f} s]  known: {known}",
            flush=True,
        )


if __name__ == "__main__":
    main()
