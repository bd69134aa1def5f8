"""A city with f times the people, all else equal: least clearance, time and memory; and how the cost follows the horizon.

    python benchmarks/city_scaling.py --jobs ../shared/data/tntp/jobs [--job sioux-falls-20k] [--factors 1,10,100]

Time is CPU seconds of `least_clearance`, tables included. The flow is one number for each leg and step, so that the cost grows
with legs x steps: ten times the people on the same roads need about ten times the steps.
"""

import argparse
import resource
import time
from pathlib import Path

import mamarr
from mamarr.corridor.city import build_city
from mamarr.corridor.flow import least_clearance
from mamarr.scenario.network import Waiting


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--jobs", type=Path, default=Path("../shared/data/tntp/jobs"))
    parser.add_argument("--job", default="sioux-falls-20k")
    parser.add_argument("--factors", default="1,10,100")
    chosen = parser.parse_args()
    folder = chosen.jobs / chosen.job
    scenario = mamarr.build(str(folder / "links.csv.gz"), people=str(folder / "sources.csv"), exits=["safe"])
    network = scenario.network
    assert network is not None
    least_clearance(build_city(network, 60))  # kernels are compiled
    print(f"{chosen.job}: {len(network.legs.travel_s):,} legs")
    print(f"{'f':>6} {'people':>12} {'steps':>7} {'copies':>12} {'CPU s':>8} {'MB':>6}")
    for factor in (float(text) for text in chosen.factors.split(",")):
        persons = tuple(max(1, round(count * factor)) for count in network.waiting.persons)
        more = network.replace(waiting=Waiting(place=network.waiting.place, persons=persons))
        began = time.process_time()
        city = build_city(more, 60)
        found = least_clearance(city)
        seconds = time.process_time() - began
        copies = found.flood.flow.size
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        print(f"{factor:6g} {city.people:12,} {found.step:7,} {copies:12,} {seconds:8.2f} {memory:6}", flush=True)


if __name__ == "__main__":
    main()
