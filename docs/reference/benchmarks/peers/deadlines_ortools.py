#!/usr/bin/env python3
"""OR-Tools SimpleMaxFlow by each of COUNT deadlines spread evenly over the horizon of a tnf-1 instance, the last included.

usage: deadlines_ortools.py INSTANCE COUNT  (PYTHONPATH: the folder of ../shared/bench/planning, whose ten.py builds networks)
The network is built once; by a deadline, nobody may arrive later. One line of JSON: steps and maxima, seconds in all."""
import sys, time, numpy as np, ten
from ortools.graph.python import max_flow

inst, count = ten.load(sys.argv[1]), int(sys.argv[2])
t0 = time.time(); net = ten.build(inst, with_unserved=False); t1 = time.time()
deadlines, most, solve = [], [], 0.0
for i in range(1, count + 1):
    deadline = i * inst["T"] // count
    late = (net["grp"] == 5) & (net["cost"] > deadline)
    s = max_flow.SimpleMaxFlow()
    s.add_arcs_with_capacity(net["tail"], net["head"], np.where(late, 0, net["cap"]))
    t2 = time.time(); ok = s.solve(0, 1) == s.OPTIMAL; solve += time.time() - t2
    deadlines.append(deadline); most.append(s.optimal_flow() if ok else None)
    del s
ten.emit(peer="ortools-deadlines", inst=inst["name"], deadlines=deadlines, most=most, build_s=round(t1 - t0, 2),
         solve_s=round(solve, 3), peak_mb=ten.peak_mb())
