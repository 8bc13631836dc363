#!/usr/bin/env python3
"""Cars, buses and ambulances together (docs/reference/benchmarks/mixed.json) as one linear programme for HiGHS: cars as a flow on the
time-expanded network of ../shared/bench/planning/ten.py, each fleet as a circulation of trips between stops, and every road and
step that a trip uses shared by equivalents. Minimises persons not safe summed over the steps, each class as often as it is worth.
usage: PYTHONPATH=../shared/bench/planning mixed_highs.py INSTANCE.json mixed.json [simplex|ipm] [limit s]"""
import sys, json, time, heapq
import numpy as np
import ten, highspy
inst, rest = json.load(open(sys.argv[1])), json.load(open(sys.argv[2]))
mode = sys.argv[3] if len(sys.argv) > 3 else "ipm"
limit = float(sys.argv[4]) if len(sys.argv) > 4 else 300.0
assert inst["name"] == rest["instance"]
t0 = time.time()
T, wins = inst["T"], inst["windows"]
cap = [a[3] for a in inst["arcs"]]
roads = [(a[0], a[1], a[2], a[4]) for a in inst["arcs"]]
pick, sites = [s for s, _ in inst["sources"]], [s for s, _ in inst["sinks"]]
ends = sites
for _ in range(2):                                        # the opposite lanes from sites over checkpoints to exits
    back = [r for r in roads if r[1] in ends]
    ends = [r[0] for r in back]
    roads += [(v, u, tau, w) for u, v, tau, w in back]
after = {}
for i, r in enumerate(roads): after.setdefault(r[0], []).append(i)

def ways(start):
    """The road by which each junction is reached: of equally fast ways, that of lowest number."""
    d, h = {start: 0}, [(0, start)]
    while h:
        x, u = heapq.heappop(h)
        if x > d[u]: continue
        for i in after.get(u, ()):
            v, tau = roads[i][1], roads[i][2]
            if x + tau < d.get(v, 10 ** 9): d[v] = x + tau; heapq.heappush(h, (x + tau, v))
    by = {}
    for i, (u, v, tau, w) in enumerate(roads):
        if v != start and v not in by and u in d and v in d and d[u] + tau == d[v]: by[v] = i
    return by

def trip(by, end, before, behind):
    """Steps, departures, and (road, offset) of the whole way."""
    way, at = [], end
    while at in by: way.append(by[at]); at = roads[by[at]][0]
    way.reverse()
    off, ok, uses = before, np.ones(T + 1, bool), []
    for i in way:
        u, v, tau, w = roads[i]
        if w >= 0:
            may = np.zeros(T + 1, bool)
            for a, b in wins[w]: may[max(0, a - off):max(0, b - off - tau + 1)] = True
            ok &= may
        if i < len(cap): uses.append((i, off))
        off += tau
    steps = max(1, off + behind)
    ok[T - steps + 1:] = False
    return steps, np.nonzero(ok)[0], uses

net = ten.build(inst)
N, M = net["N"], net["M"]
per_car = rest["tenths_of_persons_per_car"] / 10
lo, up = [np.zeros(N)], [np.zeros(N)]
lo[0][0] = up[0][0] = net["total"]; lo[0][1] = up[0][1] = -net["total"]
rows = N
def new_rows(n, l, u):
    global rows
    first = rows; rows += n
    lo.append(np.broadcast_to(np.asarray(l, float), n)); up.append(np.broadcast_to(np.asarray(u, float), n))
    return first
I, J, V, cost, colup = [], [], [], [net["cost"] * per_car], [net["cap"].astype(float)]
def put(r, c, v):
    r, c = np.asarray(r), np.asarray(c)
    I.append(r); J.append(c); V.append(np.broadcast_to(np.asarray(v, float), r.shape))
put(net["tail"], np.arange(M), 1.0); put(net["head"], np.arange(M), -1.0)
cols = M
def new_cols(n, c, u):
    global cols
    first = cols; cols += n
    cost.append(np.broadcast_to(np.asarray(c, float), n)); colup.append(np.broadcast_to(np.asarray(u, float), n))
    return first
shared = -np.ones((len(cap), T + 1), np.int64)            # the row of each shared road and step
def share(road, ks):
    for k in ks[shared[road, ks] < 0]: shared[road, k] = new_rows(1, -np.inf, cap[road])
    return shared[road, ks]
constant = 0.0
for fleet in rest["fleets"]:
    q, eq, seats = fleet["vehicles"], fleet["tenths_of_a_car"] / 10, fleet["seats"]
    part = lambda al, i, n: al // n + (1 if i < al % n else 0)
    depots = [pick[d] for d in fleet["depots"]]
    P, S, D = len(pick), len(sites), len(depots)
    stand = np.zeros((P + S + D, T + 1))
    for i in range(D): stand[P + S + i, 0] = part(q, i, D)
    copy = new_rows(stand.size, stand.ravel(), stand.ravel()); at = lambda s, k: copy + s * (T + 1) + np.asarray(k)
    for s in range(P + S + D):                            # idle; at the end a vehicle may be anywhere
        ks = np.arange(T + 1); c = new_cols(T + 1, 0.0, q)
        put(at(s, ks), c + ks, 1.0); put(at(s, ks[1:]), c + ks[:-1], -1.0)
    people = new_rows(P, 0.0, [part(fleet["riders"], i, P) for i in range(P)])
    constant += fleet["riders"] * (T + 1) * fleet["worth"]
    for starts, first, stops, first2, loaded in ((pick, 0, sites, P, 1), (sites, P, pick, 0, 0), (depots, P + S, pick, 0, 0)):
        for i, a in enumerate(starts):
            by = ways(a)
            for j, b in enumerate(stops):
                steps, ks, uses = trip(by, b, rest["loading_steps"] if loaded else 0, rest["unloading_steps"] if loaded else 0)
                n = len(ks)
                if not n: continue
                y = new_cols(n, 0.0, q); ys = y + np.arange(n)
                put(at(first + i, ks), ys, 1.0); put(at(first2 + j, ks + steps), ys, -1.0)
                for road, off in uses: put(share(road, ks + off), ys, eq)
                if loaded:
                    x = new_cols(n, -fleet["worth"] * (T + 1 - (ks + steps)).astype(float), np.inf); xs = x + np.arange(n)
                    c = new_rows(n, -np.inf, 0.0) + np.arange(n)
                    put(c, ys, -float(seats)); put(c, xs, 1.0); put(np.full(n, people + i), xs, 1.0)
g3 = np.nonzero(net["grp"] == 3)[0]                       # the cars on shared roads
r = shared[net["move_arc"], net["move_start"]]
put(r[r >= 0], g3[r >= 0], 1.0)
I, J, V = np.concatenate(I), np.concatenate(J), np.concatenate(V)
order = np.lexsort((I, J)); I, J, V = I[order], J[order], V[order]
lp = highspy.HighsLp()
lp.num_col_, lp.num_row_ = cols, rows
lp.col_cost_ = np.concatenate(cost); lp.col_lower_ = np.zeros(cols); lp.col_upper_ = np.concatenate(colup)
lp.row_lower_ = np.concatenate(lo); lp.row_upper_ = np.concatenate(up)
lp.a_matrix_.format_ = highspy.MatrixFormat.kColwise
lp.a_matrix_.start_ = np.searchsorted(J, np.arange(cols + 1)); lp.a_matrix_.index_ = I; lp.a_matrix_.value_ = V
h = highspy.Highs()
h.setOptionValue("output_flag", False); h.setOptionValue("solver", mode); h.setOptionValue("threads", 1); h.setOptionValue("time_limit", limit)
if mode == "ipm": h.setOptionValue("run_crossover", "off")
h.passModel(lp); t1 = time.time(); h.run(); t2 = time.time()
status = h.modelStatusToString(h.getModelStatus())
best = h.getInfo().objective_function_value
total = (net["total"] * per_car) * (T + 1) + constant
ten.emit(peer="highs-mixed-" + mode, inst=inst["name"], status=status, cols=cols, rows=rows, nonzeros=len(V), build_s=round(t1 - t0, 1),
         solve_s=round(t2 - t1, 1), value=round(total - (best + constant)) if status == "Optimal" else None, peak_mb=ten.peak_mb())
