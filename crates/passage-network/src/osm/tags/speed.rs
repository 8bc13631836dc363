//! The speed on the empty road: the limit, or what the class is driven at, under the cap of the surface.

use super::RoadTags;
use super::limit::{self, Limit};
use passage_model::network::RoadClass;
use passage_model::units::{Milliseconds, Speed};

/// The share of a stated limit that is driven: `GraphHopper`'s `CarAverageSpeedParser` takes 0.9, OSRM's `car.lua` 0.8
/// (`speed_reduction`). The higher is taken, as bends and junctions are already in the factors of a calibration.
const SHARE_OF_LIMIT: f64 = 0.9;

/// The limits of a way in each direction.
pub struct Limits<'a> {
    /// Along its points.
    pub forward: Option<Limit>,
    /// Against its points.
    pub backward: Option<Limit>,
    /// A value that could not be read.
    pub unread: Option<&'a str>,
}

/// The limits that a way states: its own for the direction, or for both, or else its zone's.
pub fn limits<'a>(tags: &RoadTags<'a>) -> Limits<'a> {
    let mut unread = None;
    let mut known = |value: Option<&'a str>| {
        let limit = value.and_then(limit::read);
        if limit.is_none() {
            unread = unread.or(value);
        }
        limit.filter(|l| *l != Limit::Changing)
    };
    let forward = known(tags.maxspeed_forward);
    let backward = known(tags.maxspeed_backward);
    let both = known(tags.maxspeed);
    // Of these only the zones are limits; anything else they say ("survey", "sign") is about the source.
    let zone = || {
        let zones = [tags.maxspeed_type, tags.maxspeed_zone, tags.traffic_zone, tags.maxspeed_source];
        zones.into_iter().flatten().find_map(limit::read).filter(|l| *l != Limit::Changing)
    };
    let both = both.or_else(zone);
    Limits { forward: forward.or(both), backward: backward.or(both), unread }
}

/// The free speed of a way of `class` under `limit`.
pub fn free_speed(tags: &RoadTags<'_>, class: RoadClass, limit: Option<Limit>) -> Speed {
    let stated = limit.and_then(limit::kmh).map(|kmh| kmh * SHARE_OF_LIMIT);
    let free = stated.unwrap_or(f64::from(default_kmh(class)));
    let capped = free.min(surface_cap(tags)).max(MINIMUM_KMH);
    Speed::from_kmh(capped)
}

/// Below this nobody drives; it keeps nonsense from closing a road. Assumed by us.
const MINIMUM_KMH: f64 = 3.0;

/// km/h where no limit is stated: OSRM's `car.lua` (speeds.highway), whose mean over a journey is what is driven,
/// unlike the limits that MATSim and SUMO take. A track is `GraphHopper`'s 15; a ferry OSRM's 5.
pub const fn default_kmh(class: RoadClass) -> u16 {
    match class {
        RoadClass::Motorway => 90,
        RoadClass::Trunk => 85,
        RoadClass::Primary => 65,
        RoadClass::Secondary => 55,
        RoadClass::MotorwayLink => 45,
        RoadClass::TrunkLink | RoadClass::Tertiary => 40,
        RoadClass::PrimaryLink => 30,
        RoadClass::SecondaryLink | RoadClass::Unclassified | RoadClass::Residential => 25,
        RoadClass::TertiaryLink => 20,
        RoadClass::Service | RoadClass::Track => 15,
        RoadClass::LivingStreet => 10,
        RoadClass::Ferry => 5,
    }
}

/// The most that the surface allows, in km/h: OSRM's `car.lua` (`surface_speeds`, `tracktype_speeds`,
/// `smoothness_speeds`), a ford 10 km/h (`GraphHopper` refuses fords; slow water is passed at walking to cycling pace),
/// a movable bridge 5 km/h (OSRM).
fn surface_cap(tags: &RoadTags<'_>) -> f64 {
    let surface = tags.surface.map_or(f64::MAX, |surface| match surface {
        "compacted" | "fine_gravel" | "cement" => 80.0,
        "paving_stones" | "metal" | "bricks" | "concrete:plates" | "wood" => 60.0,
        "gravel" | "unpaved" | "ground" | "dirt" | "grass" | "pebblestone" | "tartan" | "rock" => 40.0,
        "cobblestone" | "sett" | "unhewn_cobblestone" | "clay" | "concrete:lanes" | "grass_paver" => 30.0,
        "earth" | "stone" | "sand" | "rocky" | "stepping_stones" => 20.0,
        "laterite" => 15.0,
        "mud" | "ice" | "snow" => 10.0,
        _ => f64::MAX,
    });
    let track = tags.tracktype.map_or(f64::MAX, |grade| match grade {
        "grade1" => 60.0,
        "grade2" => 40.0,
        "grade3" => 30.0,
        "grade4" => 25.0,
        "grade5" => 20.0,
        _ => f64::MAX,
    });
    let smoothness = tags.smoothness.map_or(f64::MAX, |smoothness| match smoothness {
        "intermediate" => 80.0,
        "bad" => 40.0,
        "very_bad" => 20.0,
        "horrible" => 10.0,
        "very_horrible" | "impassable" => 5.0,
        _ => f64::MAX,
    });
    let water = if tags.ford.is_some_and(|ford| ford != "no") { 10.0 } else { f64::MAX };
    let bridge = if tags.bridge == Some("movable") { 5.0 } else { f64::MAX };
    surface.min(track).min(smoothness).min(water).min(bridge)
}

/// Whether it is unpaved: its surface says so, or it is a track that says nothing else (wiki, `Key:surface`, `Key:tracktype`).
pub fn is_unpaved(tags: &RoadTags<'_>, class: RoadClass) -> bool {
    match tags.surface {
        Some(surface) => matches!(
            surface,
            "unpaved"
                | "compacted"
                | "fine_gravel"
                | "gravel"
                | "ground"
                | "dirt"
                | "earth"
                | "grass"
                | "sand"
                | "mud"
                | "clay"
                | "laterite"
                | "pebblestone"
                | "rock"
                | "rocky"
                | "stone"
                | "woodchips"
                | "ice"
                | "snow"
        ),
        None => match tags.tracktype {
            Some(grade) => grade != "grade1",
            None => class == RoadClass::Track,
        },
    }
}

/// A `duration`: `hh:mm`, `hh:mm:ss`, minutes alone, or ISO 8601 such as `PT1H30M` (wiki, `Key:duration`).
pub fn duration(value: &str) -> Option<Milliseconds> {
    let value = value.trim();
    let seconds = if let Some(iso) = value.strip_prefix("PT") {
        iso_seconds(iso)?
    } else {
        let parts = value.split(':').map(|part| part.trim().parse::<u32>().ok()).collect::<Option<Vec<_>>>()?;
        match parts[..] {
            [minutes] => minutes.checked_mul(60)?,
            [hours, minutes] => hours.checked_mul(60)?.checked_add(minutes)?.checked_mul(60)?,
            [hours, minutes, seconds] => {
                hours.checked_mul(60)?.checked_add(minutes)?.checked_mul(60)?.checked_add(seconds)?
            }
            _ => return None,
        }
    };
    seconds.checked_mul(1000).filter(|&ms| ms > 0).map(Milliseconds)
}

fn iso_seconds(mut iso: &str) -> Option<u32> {
    let mut seconds: u32 = 0;
    while !iso.is_empty() {
        let digits = iso.find(|c: char| !c.is_ascii_digit())?;
        let number: u32 = iso[..digits].parse().ok()?;
        let unit = match iso.as_bytes()[digits] {
            b'H' => 3600,
            b'M' => 60,
            b'S' => 1,
            _ => return None,
        };
        seconds = seconds.checked_add(number.checked_mul(unit)?)?;
        iso = &iso[digits + 1..];
    }
    Some(seconds)
}
