#!/usr/bin/env python3
"""Instances for the cost curves, made by the generator of ../shared/bench/planning: grids that grow, hours that grow,
corridors that grow. 80,000 vehicles from 20 places, steps of a minute, everything else the same.

usage: growth_instances.py OUT              (PYTHONPATH: the folder of ../shared/bench/planning)"""
import os, sys
import make_instances as m

m.OUT = os.path.abspath(sys.argv[1])


def make(name, n, hours, corridors, windows):
    if not os.path.exists(os.path.join(m.OUT, name + ".json")):
        m.build(name, *m.grid(n, 2), 1, hours * 60, 20, corridors, 80000, 4800, windows=windows)


for n in (10, 20, 30, 40, 60, 80):
    make(f"growth-grid-{n}", n, 24, 5, True)
for hours in (6, 12, 24, 48, 72):
    make(f"growth-hours-{hours}", 30, hours, 5, False)
for corridors in (2, 4, 8, 16, 32):
    make(f"growth-corridors-{corridors}", 30, 24, corridors, True)
