"""Cities against their peers, in one run: the same network, the same step, CPU seconds and their ratio to ours.

    python benchmarks/city.py --jobs ../shared/data/tntp/jobs [--peers or-tools,scipy,networkx,highs,ccrp] [--curve] [JOB...]

*Clearance* is the whole of ours: tables, cuts, flows. A peer solves one maximum flow on the written-out network up to the
least clearance, which it is told: an advantage of two or three flows. OR-Tools, scipy and networkx are not installed with
mamarr; a peer that is missing is said to be missing. CCRP is the greedy planner that reserves capacity way by way
(Lu, George & Shekhar 2005): it needs no clearance, and its loss is shown.
"""

import argparse
import heapq
import json
import resource
import time
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path

import numpy as np

import mamarr
from mamarr.corridor import flow
from mamarr.corridor.city import City, build_city

LIMITS = {"networkx": 300_000, "highs": 300_000, "ccrp": 60_000, "scipy": 4_000_000, "or-tools": 20_000_000}
"""Copies of legs beyond which a peer is not asked: it would take minutes or more."""


class Expansion:
    """The network written out: nodes, arcs, capacities; node 0 is everybody, node 1 safety."""

    def __init__(self, city: City, last: int) -> None:
        steps, places = last + 1, city.places
        pools = 2 + steps * places
        legs = np.repeat(np.arange(city.tail.size), steps)
        times = np.tile(np.arange(steps), city.tail.size)
        latest = flow.latest_entries(city, last)
        kept = times <= latest[legs]
        legs, times = legs[kept], times[kept]
        heads = city.head[legs]
        ends = np.where(heads == places, 1, 2 + (times + city.travel[legs]) * places + heads)
        sources = np.repeat(np.arange(city.source.size), steps)
        when = np.tile(np.arange(steps), city.source.size)
        self.start = np.concatenate(
            [2 + times * places + city.tail[legs], np.zeros(city.source.size, int), pools + sources]
        )
        self.end = np.concatenate([ends, pools + np.arange(city.source.size), 2 + when * places + city.source[sources]])
        self.room = np.concatenate([city.capacity[legs], city.supply, city.supply[sources]]).astype(np.int64)
        self.nodes = pools + city.source.size
        self.copies = legs.size


def or_tools(net: Expansion) -> int:
    from ortools.graph.python import max_flow

    solver = max_flow.SimpleMaxFlow()
    solver.add_arcs_with_capacity(net.start.astype(np.int32), net.end.astype(np.int32), net.room)
    assert solver.solve(0, 1) == solver.OPTIMAL
    return int(solver.optimal_flow())


def or_tools_clearance(city: City) -> int:
    """The same job as ours, cold: Newton on cuts with a maximum flow on the network written out for each horizon."""
    from ortools.graph.python import max_flow

    cut = flow.cut_of(city, np.ones(city.source.size, np.uint8))
    while True:
        net = Expansion(city, cut.step)
        solver = max_flow.SimpleMaxFlow()
        solver.add_arcs_with_capacity(net.start.astype(np.int32), net.end.astype(np.int32), net.room)
        assert solver.solve(0, 1) == solver.OPTIMAL
        if solver.optimal_flow() == city.people:
            return cut.step
        cut_off = np.zeros(net.nodes, bool)
        cut_off[list(solver.get_source_side_min_cut())] = True
        cut = flow.cut_of(city, cut_off[net.nodes - city.source.size :].astype(np.uint8))


def scipy_flow(net: Expansion) -> int:
    from scipy.sparse import csr_matrix
    from scipy.sparse.csgraph import maximum_flow

    graph = csr_matrix(
        (net.room.astype(np.int32), (net.start, net.end)), shape=(net.nodes, net.nodes)
    )  # adds up parallels
    return int(maximum_flow(graph, 0, 1).flow_value)


def networkx_flow(net: Expansion) -> int:
    import networkx as nx

    graph = nx.DiGraph()
    for start, end, room in zip(net.start.tolist(), net.end.tolist(), net.room.tolist(), strict=True):
        before = graph.get_edge_data(start, end, {"capacity": 0})["capacity"]
        graph.add_edge(start, end, capacity=before + room)
    return int(nx.maximum_flow_value(graph, 0, 1, flow_func=nx.algorithms.flow.preflow_push))


def highs_flow(net: Expansion) -> int:
    """A linear program: the most into safety, as much out of every other node as comes in."""
    import highspy

    arcs = net.start.size
    model = highspy.HighsLp()
    model.num_col_, model.num_row_ = arcs, net.nodes
    model.col_cost_ = np.where(net.end == 1, -1.0, 0.0)
    model.col_lower_, model.col_upper_ = np.zeros(arcs), net.room.astype(float)
    free = np.full(net.nodes, 0.0)
    free[:2] = highspy.kHighsInf
    model.row_lower_, model.row_upper_ = -free, free
    model.a_matrix_.format_ = highspy.MatrixFormat.kColwise
    model.a_matrix_.start_ = np.arange(0, 2 * arcs + 1, 2)
    model.a_matrix_.index_ = np.column_stack([net.start, net.end]).ravel()
    model.a_matrix_.value_ = np.tile([1.0, -1.0], arcs)
    solver = highspy.Highs()
    solver.setOptionValue("output_flag", False)
    solver.setOptionValue("solver", "ipm")
    solver.setOptionValue("threads", 1)
    solver.passModel(model)
    solver.run()
    return round(-solver.getInfo().objective_function_value)


def ccrp(city: City) -> int:
    """Return the step by which the greedy planner has everybody out: always the soonest way with room, reserved at once."""
    from collections import defaultdict

    used: dict[tuple[int, int], int] = defaultdict(int)
    left = city.supply.copy()
    tail, head, travel, capacity = (column.tolist() for column in (city.tail, city.head, city.travel, city.capacity))
    first = city.first_out.tolist()
    clearance = 0
    while left.any():
        best = {int(v): 0 for v in city.source[left > 0]}
        queue, came = [(0, v) for v in best], dict[int, tuple[int, int]]()
        heapq.heapify(queue)
        begins = set(best)
        while queue:
            now, v = heapq.heappop(queue)
            if v == city.places:
                break
            if now > best[v]:
                continue
            for e in range(first[v], first[v + 1]):
                k = now
                while used[e, k] >= capacity[e]:  # waits until the leg has room
                    k += 1
                if k + travel[e] < best.get(head[e], flow.FAR):
                    best[head[e]] = k + travel[e]
                    came[head[e]] = (e, k)
                    heapq.heappush(queue, (k + travel[e], head[e]))
        way, v = [], city.places
        while v not in begins or v in came:
            e, k = came[v]
            way.append((e, k))
            v = tail[e]
        source = int(city.source_of[v])
        persons = min(int(left[source]), *(capacity[e] - used[e, k] for e, k in way))
        for e, k in way:
            used[e, k] += persons
        left[source] -= persons
        clearance = max(clearance, best[city.places])
    return clearance


PEERS: dict[str, tuple[str, Callable[[Expansion], int]]] = {
    "or-tools": ("ortools", or_tools),
    "scipy": ("scipy", scipy_flow),
    "networkx": ("networkx", networkx_flow),
    "highs": ("highspy", highs_flow),
}


def timed(call: Callable[[], object]) -> tuple[object, float]:
    began = time.process_time()
    return call(), time.process_time() - began


def one(job: Path, peers: list[str], *, with_curve: bool) -> None:
    scenario = mamarr.build(str(job / "links.csv.gz"), people=str(job / "sources.csv"), exits=["safe"])
    expected = json.loads((job / "expected.json").read_text())["least_clearance_steps"]
    network = scenario.network
    assert network is not None
    found, ours = timed(lambda: flow.least_clearance(build_city(network, 60)))
    assert isinstance(found, flow.Clearance)
    assert found.step == expected
    city = build_city(network, 60)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(f"{job.name}: {city.people:,} people, {city.tail.size:,} legs, least clearance {found.step} steps")
    print(f"  {'mamarr, clearance':24} {ours:9.2f} s  ratio   1.0  {memory} MB in all")
    if with_curve:
        (_, samples), seconds = timed(lambda: flow.earliest_arrival(city, found, 1))  # type: ignore[misc]
        mean = sum(b.last * (b.persons - a) for a, b in zip([0, *(s.persons for s in samples)], samples, strict=False))
        print(f"  {'mamarr, whole curve':24} {seconds:9.2f} s  mean arrival {mean / city.people:.3f} steps")
    net = None
    copies = int(np.maximum(0, flow.latest_entries(city, found.step) + 1).sum())
    for peer in peers:
        if copies > LIMITS[peer]:
            print(f"  {peer:24} not asked: {copies:,} copies of legs")
        elif peer == "ccrp":
            step, seconds = timed(lambda: ccrp(city))
            assert isinstance(step, int)
            loss = step / found.step - 1
            print(f"  {peer:24} {seconds:9.2f} s  ratio {seconds / ours:5.1f}  {step} steps, {loss:+.1%}")
        elif find_spec(PEERS[peer][0]) is None:
            print(f"  {peer:24} is not installed")
        else:
            if peer == "or-tools":
                step, seconds = timed(lambda: or_tools_clearance(city))
                assert step == found.step
                print(
                    f"  {'or-tools, clearance':24} {seconds:9.2f} s  ratio {seconds / ours:5.1f}  Newton on cuts, cold"
                )
            net = net or Expansion(city, found.step)
            value, seconds = timed(lambda: PEERS[peer][1](net))  # noqa: B023
            assert value == city.people, (peer, value)
            print(f"  {peer:24} {seconds:9.2f} s  ratio {seconds / ours:5.1f}  one maximum flow, {copies:,} copies")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument(
        "names", nargs="*", default=["sioux-falls-20k", "anaheim-50k", "chicago-sketch-300k"], metavar="JOB"
    )
    parser.add_argument("--jobs", type=Path, default=Path("../shared/data/tntp/jobs"))
    parser.add_argument("--peers", default="or-tools,scipy,networkx,highs,ccrp")
    parser.add_argument("--curve", action="store_true")
    chosen = parser.parse_args()
    first = chosen.jobs / "sioux-falls-20k"
    warm = mamarr.build(str(first / "links.csv.gz"), people=str(first / "sources.csv"), exits=["safe"])
    mamarr.plan(warm, method="curve")  # kernels are compiled
    for name in chosen.names:
        one(chosen.jobs / name, [peer for peer in chosen.peers.split(",") if peer], with_curve=chosen.curve)


if __name__ == "__main__":
    main()
