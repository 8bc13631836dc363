#!/usr/bin/env python3
"""OR-Tools SimpleMaxFlow for every set of the first five exits of a tnf-1 instance, one maximum flow for each.

usage: subsets_ortools.py INSTANCE          (PYTHONPATH: the folder of ../shared/bench/planning, whose ten.py builds networks)
Each set is an instance of its own, so that its network holds useful copies only. One line of JSON: per set the maximum,
and the seconds of building, loading and solving, summed over the sets."""
import sys, time, ten
from ortools.graph.python import max_flow

FIRST = 5
inst = ten.load(sys.argv[1])
first = min(FIRST, len(inst["sinks"]))
sets, seconds = [], [0.0, 0.0, 0.0]
for number in range(1, 1 << first):
    sites = [site for site in range(first) if number >> site & 1]
    t0 = time.time(); net = ten.build(dict(inst, sinks=[inst["sinks"][site] for site in sites]), with_unserved=False)
    t1 = time.time(); s = max_flow.SimpleMaxFlow(); s.add_arcs_with_capacity(net["tail"], net["head"], net["cap"])
    t2 = time.time(); ok = s.solve(0, 1) == s.OPTIMAL
    t3 = time.time()
    seconds = [a + b for a, b in zip(seconds, (t1 - t0, t2 - t1, t3 - t2))]
    sets.append(dict(sites=sites, max=s.optimal_flow() if ok else None))
    del s, net
ten.emit(peer="ortools-subsets", inst=inst["name"], sets=sets, build_s=round(seconds[0], 2), load_s=round(seconds[1], 2),
         solve_s=round(seconds[2], 3), peak_mb=ten.peak_mb())
