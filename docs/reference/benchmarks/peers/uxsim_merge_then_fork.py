"""Two full roads meet in one, behind which each half goes on by a road of its own, one of them slower: seconds between two cars.

Where the roads take turns every second car is for the slow road, which has time for it: one car each 4 s. Where the next is drawn,
one in four follows another for the slow road and waits 6 s: 4.5 s. Usage: uxsim_merge_then_fork.py [DELTAN]
"""
import json
import sys

from uxsim import World

platoon, cars = int(sys.argv[1]) if len(sys.argv) > 1 else 5, 2000
world = World(name="fork", deltan=platoon, tmax=40_000, print_mode=0, save_mode=0, show_mode=0, random_seed=1, cpp=True,
              vehicle_logging_timestep_interval=-1)
for node in "abmdxy":
    world.addNode(node, 0, 0)


def road(start, end, rate):
    return world.addLink(start + end, start, end, length=1000, free_flow_speed=40 / 3.6, jam_density=0.2,
                         capacity_out=rate, capacity_in=rate)


first, second, both = road("a", "m", 1 / 4), road("b", "m", 1 / 4), road("m", "d", 1 / 4)
slow, fast = road("d", "x", 1 / 6), road("d", "y", 1 / 4)
for _ in range(0, cars, platoon):
    world.addVehicle("a", "x", 0).enforce_route([first, both, slow])
    world.addVehicle("b", "y", 0).enforce_route([second, both, fast])
world.exec_simulation()
arrived = sorted(car.arrival_time * world.DELTAT for car in world.VEHICLES.values() if car.state == "end")
# While both roads are full.
since, until = len(arrived) // 10, len(arrived) // 2
print(json.dumps({"peer": "uxsim", "platoon": platoon,
                  "seconds_each": (arrived[until] - arrived[since]) / (until - since) / platoon}))
