"""`sim_uxsim.py` with junctions shared in proportion to the rates of the roads that meet, and not evenly. Same arguments."""
import sys

WRITTEN = "capacity_in=veh_s)"
source = open("sim_uxsim.py", encoding="utf-8").read()
if WRITTEN not in source:
    sys.exit("sim_uxsim.py does not add its links as it used to")
exec(compile(source.replace(WRITTEN, "capacity_in=veh_s, merge_priority=veh_s)"), "sim_uxsim.py", "exec"))
