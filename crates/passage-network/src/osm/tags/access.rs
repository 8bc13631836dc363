//! Which ways motor vehicles may use, and in which direction.

use super::RoadTags;
use passage_model::network::RoadClass;

/// The class of a way; `None` where it is no road, not built, or closed to motor vehicles.
///
/// Classes are those of the wiki's `Key:highway`. Ways under construction or proposed, areas, parking aisles and
/// emergency accesses are no roads (as in OSRM's `car.lua` `service_tag_forbidden`).
pub fn class(tags: &RoadTags<'_>) -> Option<RoadClass> {
    let class = match tags.highway {
        Some(highway) => class_of(highway)?,
        None if tags.route == Some("ferry") => RoadClass::Ferry,
        None => return None,
    };
    let is_place = tags.area == Some("yes");
    let is_yard = matches!(tags.service, Some("parking_aisle" | "emergency_access" | "drive-through"));
    let allowed = match motor_access(tags) {
        Some(value) => is_open(value),
        // A ferry carries vehicles only where it says so (wiki, `Tag:route=ferry`: foot and bicycle ferries are common).
        None => class != RoadClass::Ferry,
    };
    (allowed && !is_place && !is_yard).then_some(class)
}

/// The class of a value of `highway`.
pub fn class_of(highway: &str) -> Option<RoadClass> {
    Some(match highway {
        "motorway" => RoadClass::Motorway,
        "motorway_link" => RoadClass::MotorwayLink,
        "trunk" => RoadClass::Trunk,
        "trunk_link" => RoadClass::TrunkLink,
        "primary" => RoadClass::Primary,
        "primary_link" => RoadClass::PrimaryLink,
        "secondary" => RoadClass::Secondary,
        "secondary_link" => RoadClass::SecondaryLink,
        "tertiary" => RoadClass::Tertiary,
        "tertiary_link" => RoadClass::TertiaryLink,
        "unclassified" | "road" => RoadClass::Unclassified,
        "residential" => RoadClass::Residential,
        "living_street" => RoadClass::LivingStreet,
        "service" => RoadClass::Service,
        "track" => RoadClass::Track,
        _ => return None,
    })
}

/// Whether motor vehicles may go along the points, and against them.
///
/// One-way are ways that say so, roundabouts and motorways (wiki, `Key:oneway`, "implied oneway restriction").
/// Streets whose direction changes with the hour (`reversible`, `alternating`) are open to neither side: a plan
/// cannot know who has the right of way.
pub fn directions(tags: &RoadTags<'_>, class: RoadClass) -> (bool, bool) {
    match tags.oneway_car.or(tags.oneway_motor).or(tags.oneway) {
        Some("yes" | "1" | "true") => (true, false),
        Some("-1" | "reverse") => (false, true),
        Some("no" | "0" | "false") => (true, true),
        Some("reversible" | "alternating") => (false, false),
        _ if is_roundabout(tags) || class == RoadClass::Motorway => (true, false),
        _ => (true, true),
    }
}

/// Whether it is part of a roundabout.
pub fn is_roundabout(tags: &RoadTags<'_>) -> bool {
    matches!(tags.junction, Some("roundabout" | "circular"))
}

/// The most special value of the access hierarchy that is set: car, motor vehicle, vehicle, everyone
/// (wiki, `Key:access`, "transport mode hierarchy").
fn motor_access<'a>(tags: &RoadTags<'a>) -> Option<&'a str> {
    tags.motorcar.or(tags.motor_vehicle).or(tags.vehicle).or(tags.access)
}

/// Whether the public's vehicles may pass where access has this value. An evacuation may use roads for residents,
/// customers and deliveries; not private, military, farm and forest roads, nor roads for buses or emergencies alone:
/// who opens those must say so in a scenario, not a default (values: wiki, `Key:access`; closed ones as in OSRM's
/// `car.lua` `access_tag_blacklist`, less `delivery`).
pub(crate) fn is_open(value: &str) -> bool {
    !matches!(
        value,
        "no" | "private"
            | "agricultural"
            | "forestry"
            | "agricultural;forestry"
            | "emergency"
            | "psv"
            | "bus"
            | "military"
            | "customers;private"
            | "use_sidepath"
            | "foot"
            | "bicycle"
            | "hov"
            | "permit"
            | "residents;private"
    )
}
