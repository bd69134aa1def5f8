"""From an OpenStreetMap extract and a drawn zone to a page, each part in seconds on the wall.

    python benchmarks/city_maps.py --maps ../shared/data/osm

The zone is a disc around a point; 20,000 people are spread evenly over its places.
"""

import argparse
import json
import math
import tempfile
import time
from itertools import pairwise
from pathlib import Path

import mamarr

PEOPLE = 20_000
ZONES = {
    "helsinki-centre.osm.pbf": (60.1715, 24.944, 500),
    "krems.osm.gz": (48.41, 15.60, 1500),
    "monaco.osm.pbf": (43.739, 7.424, 700),
    "west-oakland.osm.bz2": (37.811, -122.302, 450),
}
"""Latitude and longitude of the middle, and the radius in metres."""


def disc(latitude: float, longitude: float, radius_m: float) -> dict[str, object]:
    wide, high = radius_m / 111_320 / math.cos(math.radians(latitude)), radius_m / 111_320
    turns = [2 * math.pi * number / 24 for number in range(24)]
    corners = [[longitude + wide * math.cos(turn), latitude + high * math.sin(turn)] for turn in turns]
    return {"type": "Polygon", "coordinates": [[*corners, corners[0]]]}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--maps", type=Path, default=Path("../shared/data/osm"))
    chosen = parser.parse_args()
    mamarr.plan(mamarr.load("one-bridge"), method="curve")  # kernels are compiled
    print(
        f"{'map':26} {'places':>7} {'legs':>6} {'exits':>6} {'clearance':>10} {'build s':>8} {'plan s':>7} {'page s':>7}"
    )
    with tempfile.TemporaryDirectory() as folder:
        zone = Path(folder) / "zone.geojson"
        for name, where in ZONES.items():
            zone.write_text(json.dumps(disc(*where)), encoding="utf-8")
            marks = [time.perf_counter()]
            scenario = mamarr.build(str(chosen.maps / name), people=PEOPLE, zone=str(zone))
            marks.append(time.perf_counter())
            plan = mamarr.plan(scenario, method="curve")
            marks.append(time.perf_counter())
            mamarr.report(plan, to=Path(folder) / "page.html")
            marks.append(time.perf_counter())
            network = scenario.network
            assert network is not None
            assert plan.is_complete
            sizes = f"{len(network.places):7} {len(network.legs.travel_s):6} {len(network.exits):6}"
            took = [after - before for before, after in pairwise(marks)]
            print(f"{name:26} {sizes} {plan.clearance_s / 60:7.0f} min {took[0]:8.2f} {took[1]:7.2f} {took[2]:7.2f}")


if __name__ == "__main__":
    main()
