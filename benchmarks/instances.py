"""Plan every corridor of instances/, have each plan judged, and keep the best figures in instances/best.csv.

python benchmarks/instances.py --seconds 60             # all of them, one after the other
python benchmarks/instances.py lane-03 days-1           # only these
python benchmarks/instances.py --summary                # only the mean and median gap of the table

A row is replaced by a better plan (more people out, or as many and sooner); bounds are kept where they are stronger.
"""

import argparse
import csv
import statistics
import time
from pathlib import Path

import mamarr
from mamarr import MamarrError, Plan

FOLDER = Path(__file__).resolve().parent.parent / "instances"
TABLE = FOLDER / "best.csv"
COLUMNS = (
    "instance", "people_total", "people_out", "clearance_s", "bound_people", "bound_s", "proof", "gap", "gap_people", "method", "seconds",
)  # fmt: skip
Row = dict[str, str]


def row_of(name: str, plan: Plan) -> Row:
    """Return the figures of a judged plan."""
    most, least = plan.strongest("people"), plan.strongest("clearance_s")
    proof = (least if plan.is_complete else most) or least or most
    row = {
        "instance": name,
        "people_total": plan.people_total,
        "people_out": plan.people_out,
        "clearance_s": plan.clearance_s,
        "bound_people": most.value if most else plan.people_total,
        "bound_s": least.value if least else 0,
        "proof": proof.proof if proof else "",
        "method": plan.method,
        "seconds": round(plan.seconds),
    }
    return with_gaps({column: str(value) for column, value in row.items()})


def with_gaps(row: Row) -> Row:
    """Return *row* with the share by which its clearance and its people are away from their bounds."""
    clearance, bound = int(row["clearance_s"]), int(row["bound_s"])
    people, most = int(row["people_out"]), int(row["bound_people"])
    gap = (clearance - bound) / clearance if clearance else 0.0
    return row | {"gap": f"{gap:.4f}", "gap_people": f"{(most - people) / most if most else 0.0:.4f}"}


def better(old: Row | None, new: Row) -> Row:
    """Return the better of two plans, with the stronger bounds of both."""
    if old is None:
        return new
    rank = {id(row): (-int(row["people_out"]), int(row["clearance_s"])) for row in (old, new)}
    kept = dict(new if rank[id(new)] < rank[id(old)] else old)
    kept["bound_people"] = str(min(int(old["bound_people"]), int(new["bound_people"])))
    if old["people_out"] == new["people_out"]:  # a bound on the clearance is one for so many people
        kept["bound_s"] = str(max(int(old["bound_s"]), int(new["bound_s"])))
    return with_gaps(kept)


def read() -> dict[str, Row]:
    """Return the table by instance."""
    if not TABLE.exists():
        return {}
    with TABLE.open(encoding="utf-8", newline="") as stream:
        return {row["instance"]: row for row in csv.DictReader(stream)}


def write(rows: dict[str, Row]) -> None:
    with TABLE.open("w", encoding="utf-8", newline="") as stream:
        table = csv.DictWriter(stream, COLUMNS, lineterminator="\n")
        table.writeheader()
        table.writerows(rows[name] for name in sorted(rows))


def summary(rows: dict[str, Row]) -> None:
    """Print how far the plans are from their bounds: in time where everybody is out, else in people."""
    complete = [row for row in rows.values() if row["people_out"] == row["people_total"]]
    others = [row for row in rows.values() if row["people_out"] != row["people_total"]]
    for words, column, chosen in (
        ("everybody out: gap in time", "gap", complete),
        ("not all out: gap in people", "gap_people", others),
    ):
        gaps = sorted(float(row[column]) for row in chosen)
        if gaps:
            print(
                f"{words}: {len(gaps)} corridors, mean {statistics.mean(gaps):.2%}, median {statistics.median(gaps):.2%}, worst {gaps[-1]:.2%}"
            )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("names", nargs="*")
    parser.add_argument("--seconds", type=float, default=60.0, help="for each corridor")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--summary", action="store_true")
    parser.add_argument("--plans", type=Path, help="folder for the plans")
    asked = parser.parse_args()
    rows = read()
    names = asked.names or sorted(path.stem for path in FOLDER.glob("*.yaml"))
    for name in [] if asked.summary else names:
        began = time.monotonic()
        try:
            plan = mamarr.plan(mamarr.load(FOLDER / f"{name}.yaml"), seconds=asked.seconds, seed=asked.seed)
        except MamarrError as error:
            print(
                f"{name}: {error.code}: {', '.join(sorted({finding.code for finding in error.findings}))}", flush=True
            )
            continue
        answer = mamarr.judge(plan)
        if not (answer.plan_allowed and answer.bound_true):
            print(f"{name}: refused by the judge", flush=True)
            continue
        rows[name] = better(rows.get(name), row_of(name, plan))
        write(rows)
        if asked.plans:
            mamarr.save(plan, asked.plans / f"{name}.json.gz")
        row = rows[name]
        print(f"{name}: {plan.people_out} of {plan.people_total}, {plan.clearance_s} s, best {row['people_out']} and {row['clearance_s']} s, "
              f"gap {row['gap']}, of people {row['gap_people']}, {time.monotonic() - began:.0f} s", flush=True)  # fmt: skip
    summary(rows)


if __name__ == "__main__":
    main()
