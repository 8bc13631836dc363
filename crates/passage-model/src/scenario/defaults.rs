//! The values used where a scenario names none, each with the public source that it rests on.

use super::{Factor, Ranged, Sourced};
use crate::situation::{CarEquivalents, FleetEnd, VehicleKind};
use crate::units::{Persons, PersonsPerVehicle, Seconds, Vehicles, VehiclesPerHour};
use crate::weighing::Objective;

/// The planning step: 60 seconds. Rounding each road up to five minutes makes a journey of four hours look like six.
pub fn step() -> Sourced<Seconds> {
    Sourced::by_default(Seconds(60), "passage: a minute keeps the rounding of a journey of hours below one minute")
}

/// How many cars a vehicle counts as on a road.
pub fn equivalents(kind: VehicleKind) -> Sourced<CarEquivalents> {
    let heavy = "Highway Capacity Manual, 6th edition (2016), exhibit 12-25: a truck or bus counts as 2 cars on level, 3 on \
                 rolling terrain; passage: the middle";
    match kind {
        VehicleKind::Bus | VehicleKind::Truck => Sourced::by_default(CarEquivalents(250), heavy),
        VehicleKind::Medical => Sourced::by_default(CarEquivalents::CAR, "passage: an ambulance is a van"),
        VehicleKind::OwnCar | VehicleKind::Foot => Sourced::by_default(CarEquivalents::CAR, "passage: one each"),
    }
}

/// Seats or stretchers in a vehicle of a fleet.
pub fn seats(kind: VehicleKind) -> Sourced<Ranged<Persons>> {
    let mean = persons_per_vehicle(kind);
    Sourced { value: mean.value.map(|mean| Persons(mean.0 / 100)), source: mean.source }
}

/// Time to get into a vehicle of a fleet.
pub fn loading(kind: VehicleKind) -> Sourced<Seconds> {
    match kind {
        VehicleKind::Medical => {
            Sourced::by_default(Seconds::minutes(15), "passage: assumed by us, as long as a hand-over")
        }
        _ => Sourced::by_default(Seconds::minutes(15), "passage: assumed by us, 20 s a person with luggage, by a list"),
    }
}

/// Time to get out of a vehicle of a fleet, or to unload it.
pub fn unloading(kind: VehicleKind) -> Sourced<Seconds> {
    match kind {
        VehicleKind::Medical => Sourced::by_default(
            Seconds::minutes(15),
            "NHS Standard Contract 2022/23: ambulances hand over within 15 minutes",
        ),
        VehicleKind::Truck => {
            Sourced::by_default(Seconds::hours(1), "passage: assumed by us, by hand from a tail-lift")
        }
        _ => Sourced::by_default(Seconds::minutes(10), "passage: assumed by us, 12 s a person"),
    }
}

/// The longest duty of a crew.
pub fn longest_duty() -> Sourced<Seconds> {
    Sourced::by_default(Seconds::hours(13), "Regulation (EC) 561/2006, article 8: 11 hours of rest in each 24")
}

/// Cars in a column: the middle of the 6 to 10 of `domain.md` A.5.
pub fn column() -> Sourced<Vehicles> {
    Sourced::by_default(
        Vehicles(8),
        "Battambang security manual, convoys: groups of 6 to 10 vehicles, each with a leader; passage: the middle",
    )
}

/// Time between two columns.
pub fn gap() -> Sourced<Seconds> {
    Sourced::by_default(
        Seconds::minutes(10),
        "passage: assumed by us, so that one strike or halt does not reach two columns",
    )
}

/// The least time between two vehicles of a column.
pub fn least_apart() -> Seconds {
    Seconds(15)
}

/// Where a fleet may end.
pub fn ends() -> Sourced<FleetEnd> {
    Sourced::by_default(FleetEnd::Anywhere, "passage: a vehicle may stay where its last trip ends")
}

/// Whether aid goes first.
pub fn first() -> Sourced<bool> {
    Sourced::by_default(false, "passage: people first where nothing is said")
}

/// How long before they leave people are called to an assembly point.
pub fn gather() -> Sourced<Seconds> {
    Sourced::by_default(
        Seconds::minutes(30),
        "passage: half an hour; assumed by us. Crowds at an announced place are targets (Kramatorsk, 8 April 2022: some 4,000)",
    )
}

/// How far from a site its road may be, in metres.
pub fn within() -> Sourced<u32> {
    Sourced::by_default(5_000, "passage: an hour on foot; a road farther off is probably not the one that was meant")
}

/// How fast people walk, in metres an hour.
pub fn walking_speed() -> Sourced<Ranged<u32>> {
    Sourced::by_default(
        Ranged::same(4_000),
        "passage: 4 km/h, assumed by us; unhindered it is 4.8 (Weidmann 1993), with luggage, children and old people less",
    )
}

/// Whether a footway lies in the open.
pub fn footway_exposed() -> Sourced<bool> {
    Sourced::by_default(true, "passage: a bridge that was destroyed lies open (Irpin, 6 March 2022)")
}

/// How far from a position a closure reaches, in metres.
pub fn closure_within() -> Sourced<u32> {
    Sourced::by_default(200, "passage: wide enough for a position read off a map")
}

/// The network's own speeds.
pub fn speed_factor() -> Sourced<Ranged<Factor>> {
    Sourced::by_default(Ranged::same(Factor::ONE), "passage: the speeds of the network, calibrated when it was built")
}

/// Nine tenths of the network's capacity: `domain.md` A.8, open-lane evacuation flow, the favourable end of the
/// 10 to 15 % measured.
pub fn capacity_factor() -> Sourced<Ranged<Factor>> {
    Sourced::by_default(
        Ranged::same(Factor(900_000)),
        "evacuation flow is 10 to 15 % below the normal peak (TRB 2011, trid.trb.org/view/1093433)",
    )
}

/// 600 vehicles an hour on each lane: `domain.md` A.8, open-lane evacuation flow; up to 1,000 with contraflow.
pub fn sustained_flow_per_lane() -> Sourced<Ranged<VehiclesPerHour>> {
    Sourced::by_default(
        Ranged { pessimistic: VehiclesPerHour(600), likely: VehiclesPerHour(600), optimistic: VehiclesPerHour(1_000) },
        "the most ever sustained for hours on an open evacuation lane is 600 vehicles an hour, 800 to 1,000 with \
         contraflow (TRB 2011, trid.trb.org/view/1093433)",
    )
}

/// Nobody drives on one side's word.
pub fn use_unconfirmed() -> Sourced<bool> {
    Sourced::by_default(false, "passage: a corridor that only one side has confirmed is closed")
}

/// The usual order: nothing costs anybody unless somebody says that it may.
pub fn objectives() -> Sourced<Vec<Objective>> {
    Sourced::by_default(
        Vec::new(),
        "passage: most persons safe and as early as can be, unless the scenario puts something before them",
    )
}

/// The order where a share is guaranteed and no order is written: a guarantee that stands last is none.
pub fn objectives_with_fairness() -> Sourced<Vec<Objective>> {
    Sourced::by_default(
        vec![Objective::Fairness],
        "passage: what [fairness] asks for comes first, the rest as without it",
    )
}

/// Persons per vehicle of a kind: `domain.md` A.8, people per private car and people per bus.
pub fn persons_per_vehicle(kind: VehicleKind) -> Sourced<Ranged<PersonsPerVehicle>> {
    let range = |pessimistic, likely, optimistic| Ranged { pessimistic, likely, optimistic }.map(PersonsPerVehicle);
    match kind {
        VehicleKind::OwnCar => Sourced::by_default(
            range(250, 360, 500),
            "out of Mariupol 2.99 a car on 18 March 2022 (2,277 in 762: 061.ua/news/3353530) and 3.97 on 17 March \
             (1,865 in 470: spilnodia.org.ua); Lachin 2023 4.74 over all vehicles (nashvernisazh.com)",
        ),
        VehicleKind::Bus => Sourced::by_default(
            range(2_600, 4_600, 5_000),
            "26 a bus out of Mariupol on 21 April 2022 (79 in 3: tv.lrytas.lt), 46 out of Berdiansk on 1 April \
             (2,500 in 54: igberetvnews.com/1417371), 50 out of Sumy on 8 March (1,100 in 22: 24tv.ua n1897381)",
        ),
        VehicleKind::Medical => Sourced::by_default(
            Ranged::same(PersonsPerVehicle(200)),
            "passage: one patient and one who goes along, besides the crew; no published figure was found",
        ),
        VehicleKind::Foot => {
            Sourced::by_default(Ranged::same(PersonsPerVehicle(100)), "passage: whoever walks is counted alone")
        }
        VehicleKind::Truck => {
            Sourced::by_default(Ranged::same(PersonsPerVehicle(0)), "passage: trucks with aid carry nobody out")
        }
    }
}
