#!/usr/bin/env python3
"""Replays a schedule (`flow INSTANCE --plan --schedule FILE`) in SUMO's mesoscopic model with every road's own capacity.
usage: drive_sumo.py INSTANCE.json SCHEDULE.json HOURS [SEED]

SUMO counts a headway from the rear of one vehicle to the front of the next: what a vehicle takes to pass its own length
and gap is added to `tauff` (MESegment::tauWithVehLength). It is taken off here; otherwise a road of one lane at 60 km/h
that passes 1,800 vehicles an hour would pass 1,460."""
import json, math, os, re, resource, subprocess, sys, tempfile, time
import xml.etree.ElementTree as ET

LENGTH = 7.5  # metres: SUMO's passenger car with its gap (vType defaults: length 5, minGap 2.5)
LEAST = 0.01  # seconds: a headway of none is not allowed


def network(instance, folder):
    """The roads as SUMO's: as many lanes as keep a lane below 1,800 vehicles an hour, of an equal share each."""
    step = instance["dt_min"] * 60
    with open(f"{folder}/n.nod.xml", "w") as file:
        file.write("<nodes>\n")
        for i, (x, y, _) in enumerate(instance["nodes"]):
            file.write(f'<node id="n{i}" x="{x}" y="{y}" type="priority"/>\n')
        file.write("</nodes>")
    types, edges = {}, []
    for j, (tail, head, _, capacity, _, length, speed) in enumerate(instance["arcs"]):
        lanes = max(1, min(8, math.ceil(capacity / step / 0.5)))
        headway = lanes * step / capacity
        tau = max(LEAST, round(headway - LENGTH / max(1.0, speed / 3.6), 3))
        name = f"t{tau:.3f}"
        types[name] = tau
        edges.append(
            f'<edge id="l{j}" from="n{tail}" to="n{head}" numLanes="{lanes}" speed="{speed / 3.6:.2f}" '
            f'length="{max(length, 20):.1f}" type="{name}"/>\n'
        )
    with open(f"{folder}/e.edg.xml", "w") as file:
        file.write("<edges>\n" + "".join(edges) + "</edges>")
    with open(f"{folder}/t.typ.xml", "w") as file:
        file.write("<types>\n")
        for name, tau in types.items():
            file.write(f'<type id="{name}"><meso tauff="{tau}" taufj="{tau}" taujf="{tau}" taujj="{tau}"/></type>\n')
        file.write("</types>")
    subprocess.run(
        ["netconvert", "-n", f"{folder}/n.nod.xml", "-e", f"{folder}/e.edg.xml", "-t", f"{folder}/t.typ.xml", "-o",
         f"{folder}/net.xml", "--no-turnarounds", "false", "--no-warnings", "--geometry.max-angle", "-1"],
        check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def demand(schedule, folder):
    """Every vehicle with its route, in the order of departure. How many there are."""
    vehicles = sorted((at, i) for i, route in enumerate(schedule["routes"]) for at in route["dep"])
    with open(f"{folder}/r.rou.xml", "w") as file:
        file.write('<routes>\n<vType id="car" speedFactor="1" speedDev="0"/>\n')
        for i, route in enumerate(schedule["routes"]):
            file.write(f'<route id="r{i}" edges="{" ".join(f"l{arc}" for arc in route["arcs"])}"/>\n')
        for k, (at, i) in enumerate(vehicles):
            file.write(f'<vehicle id="{k}" type="car" route="r{i}" depart="{at}" departLane="best" departSpeed="max"/>\n')
        file.write("</routes>")
    return len(vehicles)


def main():
    with open(sys.argv[1]) as file:
        instance = json.load(file)
    with open(sys.argv[2]) as file:
        schedule = json.load(file)
    hours, seed = float(sys.argv[3]), sys.argv[4] if len(sys.argv) > 4 else "1"
    with tempfile.TemporaryDirectory() as folder:
        network(instance, folder)
        vehicles = demand(schedule, folder)
        began = time.time()
        subprocess.run(
            ["sumo", "-n", f"{folder}/net.xml", "-r", f"{folder}/r.rou.xml", "--additional-files", f"{folder}/t.typ.xml",
             "--begin", "0", "--end", str(int(hours * 3600)), "--no-step-log", "--no-warnings", "--tripinfo-output", f"{folder}/trip.xml", "--time-to-teleport", "-1",
             "--seed", seed, "--step-length", "1", "--mesosim", "--meso-multi-queue"],
            check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        seconds = time.time() - began
        arrivals = sorted(
            float(trip.get("arrival")) for _, trip in ET.iterparse(f"{folder}/trip.xml")
            if trip.tag == "tripinfo" and float(trip.get("arrival")) >= 0)
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    by = lambda share: round(arrivals[int(share * vehicles) - 1] / 60) if len(arrivals) >= int(share * vehicles) else None
    print(json.dumps({
        "peer": "sumo-meso", "vehicles": vehicles, "arrived": len(arrivals), "t50_min": by(0.5), "t90_min": by(0.9),
        "t100_min": by(1), "sim_s": round(seconds, 2), "peak_mb": round(peak)}))


main()
