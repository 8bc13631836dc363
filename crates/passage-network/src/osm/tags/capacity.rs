//! How many vehicles a road lets through in an hour.

use super::lanes::Lanes;
use passage_model::network::RoadClass;
use passage_model::units::{Speed, Vehicles};

/// The road space that a queued vehicle takes, in metres: 7.5, as MATSim (`effectiveCellSize`) and SUMO (5 m and a
/// gap of 2.5 m) take it.
pub const METRES_PER_QUEUED_VEHICLE: f64 = 7.5;

/// Vehicles that a ferry of unknown size carries: a small double-ended river ferry (two rows of eight).
/// Assumed by us: no table of the peers has it.
pub const FERRY_DECK: Vehicles = Vehicles(16);

/// Vehicles per hour on a ferry of unknown timetable: two crossings of [`FERRY_DECK`], assumed by us.
const FERRY_PER_HOUR: u32 = 2 * FERRY_DECK.0;

/// The most on an unpaved lane: dust, ruts and the longer gaps that they force (`../shared/routing.md`
/// section 6 proposes 600 to 800; the lower).
const UNPAVED_PER_LANE: f64 = 600.0;

/// The time gap that drivers keep at saturation, in seconds, from the rear of one to the front of the next: 1,900
/// vehicles an hour of green at 50 km/h (Highway Capacity Manual, base saturation flow) are 1.89 s from front to front,
/// less the 0.54 s that 7.5 m take. The same gap gives 2,180 at 90 km/h, where the manual has 2,100 to 2,200.
const GAP_SECONDS: f64 = 1.35;

/// Vehicles per hour in one direction of a road of `class` at `speed`: lanes times the flow of a lane.
///
/// The flow of a lane is the least of what its class bears with its junctions, what the surface allows, and what a
/// row of vehicles can do at that speed: v / (v * 1.35 s + 7.5 m). A lane that serves both directions serves each half.
pub fn capacity(class: RoadClass, lanes: Lanes, two_way: bool, speed: Speed, paved: bool) -> u32 {
    if class == RoadClass::Ferry {
        return FERRY_PER_HOUR;
    }
    let metres_per_second = speed.kmh() / 3.6;
    let row = 3600.0 * metres_per_second / (metres_per_second * GAP_SECONDS + METRES_PER_QUEUED_VEHICLE);
    let surface = if paved { f64::MAX } else { UNPAVED_PER_LANE };
    let lane = f64::from(per_lane(class, two_way)).min(row).min(surface);
    let share = if lanes.shared { 0.5 } else { 1.0 };
    // To the ten: more digits would pretend to know.
    ((lane * share * f64::from(lanes.count) / 10.0).round() * 10.0).max(10.0) as u32
}

/// Vehicles per hour and lane by class: two-lane roads bear 1,700 a direction, divided ones 2,000 (Highway Capacity
/// Manual 2000, chapters 20 and 21); below that MATSim's `OsmNetworkReader` and BEAM, raised where their values are for
/// city streets with signals only (secondary 800 to 1,000, tertiary 600 to 700).
const fn per_lane(class: RoadClass, two_way: bool) -> u32 {
    match class {
        RoadClass::Trunk if two_way => 1700,
        RoadClass::Motorway | RoadClass::Trunk => 2000,
        RoadClass::MotorwayLink | RoadClass::TrunkLink | RoadClass::Primary | RoadClass::PrimaryLink => 1500,
        RoadClass::Secondary | RoadClass::SecondaryLink => 1000,
        RoadClass::Tertiary | RoadClass::TertiaryLink => 700,
        RoadClass::Unclassified => 600,
        RoadClass::Residential => 500,
        RoadClass::LivingStreet | RoadClass::Service => 300,
        RoadClass::Track => 150,
        RoadClass::Ferry => FERRY_PER_HOUR,
    }
}
