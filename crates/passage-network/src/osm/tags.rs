//! From the tags of a way to what holds on it in each direction.
//!
//! One file for each question: who may use it ([`access`]), how fast ([`speed`], [`limit`]), on how many lanes
//! ([`lanes`]), for how many vehicles ([`capacity`]). Values and their sources stand where they are used; the tables
//! of other programs are those of OSRM 5.27 `car.lua`, `GraphHopper` 9 `car`, MATSim's `OsmNetworkReader`.

pub mod access;
pub mod capacity;
pub mod lanes;
pub mod limit;
pub mod speed;

use crate::draft::Facts;
use passage_model::network::{RoadClass, RoadMarks};
use passage_model::units::{Milliseconds, Speed, VehiclesPerHour};

macro_rules! road_tags {
    ($($(#[$doc:meta])* $field:ident = $key:literal),* $(,)?) => {
        /// The tags of a way that matter to roads. A field is the value of the key that its line names.
        #[derive(Clone, Copy, Debug, Default)]
        #[allow(missing_docs, reason = "each field is named after the key beside it in the list")]
        pub struct RoadTags<'a> {
            $($(#[$doc])* pub $field: Option<&'a str>,)*
        }

        impl<'a> RoadTags<'a> {
            /// Takes one tag; other keys are not kept.
            pub fn set(&mut self, key: &str, value: &'a str) {
                match key {
                    $($key => self.$field = Some(value),)*
                    _ => {}
                }
            }
        }
    };
}

road_tags! {
    highway = "highway",
    route = "route",
    area = "area",
    service = "service",
    access = "access",
    vehicle = "vehicle",
    motor_vehicle = "motor_vehicle",
    motorcar = "motorcar",
    oneway = "oneway",
    oneway_motor = "oneway:motor_vehicle",
    oneway_car = "oneway:motorcar",
    junction = "junction",
    lanes = "lanes",
    lanes_forward = "lanes:forward",
    lanes_backward = "lanes:backward",
    lanes_both = "lanes:both_ways",
    lanes_psv = "lanes:psv",
    lanes_psv_forward = "lanes:psv:forward",
    lanes_psv_backward = "lanes:psv:backward",
    lanes_bus = "lanes:bus",
    lanes_bus_forward = "lanes:bus:forward",
    lanes_bus_backward = "lanes:bus:backward",
    bus_lanes = "bus:lanes",
    bus_lanes_forward = "bus:lanes:forward",
    bus_lanes_backward = "bus:lanes:backward",
    psv_lanes = "psv:lanes",
    psv_lanes_forward = "psv:lanes:forward",
    psv_lanes_backward = "psv:lanes:backward",
    lane_markings = "lane_markings",
    width = "width",
    maxspeed = "maxspeed",
    maxspeed_forward = "maxspeed:forward",
    maxspeed_backward = "maxspeed:backward",
    maxspeed_type = "maxspeed:type",
    maxspeed_source = "source:maxspeed",
    maxspeed_zone = "zone:maxspeed",
    traffic_zone = "zone:traffic",
    surface = "surface",
    smoothness = "smoothness",
    tracktype = "tracktype",
    bridge = "bridge",
    ford = "ford",
    tunnel = "tunnel",
    duration = "duration",
    name = "name",
    number = "ref",
    connector = "passage:connector",
}

impl<'a> RoadTags<'a> {
    /// The tags that matter, of all that a way has.
    pub fn read(tags: impl IntoIterator<Item = (&'a str, &'a str)>) -> Self {
        let mut read = Self::default();
        for (key, value) in tags {
            read.set(key, value);
        }
        read
    }
}

/// What the tags of a way say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RoadFacts<'a> {
    /// What holds in the direction of its points; `None`: no motor traffic that way.
    pub forward: Option<Facts>,
    /// What holds against the direction of its points.
    pub backward: Option<Facts>,
    /// Its name, or else its number.
    pub name: &'a str,
    /// A speed limit that could not be read and was not used.
    pub unread_limit: Option<&'a str>,
    /// A number of lanes that could not be read and was not used.
    pub unread_lanes: Option<&'a str>,
}

/// What holds on a way with these tags; `None` where no motor vehicle of the public may drive.
pub fn facts<'a>(tags: &RoadTags<'a>) -> Option<RoadFacts<'a>> {
    let class = access::class(tags)?;
    let (forward_open, backward_open) = access::directions(tags, class);
    if !forward_open && !backward_open {
        return None;
    }
    let two_way = forward_open && backward_open;
    let lanes = lanes::lanes(tags, class, two_way, forward_open);
    let marks = marks(tags, class);
    let limits = speed::limits(tags);
    let one = |open: bool, lanes: lanes::Lanes, limit: Option<limit::Limit>| {
        open.then(|| {
            let speed = speed::free_speed(tags, class, limit);
            direction(tags, class, (lanes, two_way), speed, marks)
        })
    };
    Some(RoadFacts {
        forward: one(forward_open, lanes.forward, limits.forward),
        backward: one(backward_open, lanes.backward, limits.backward),
        name: tags.name.or(tags.number).unwrap_or(""),
        unread_limit: limits.unread,
        unread_lanes: lanes.unread,
    })
}

fn direction(
    tags: &RoadTags<'_>,
    class: RoadClass,
    (lanes, two_way): (lanes::Lanes, bool),
    speed: Speed,
    marks: RoadMarks,
) -> Facts {
    let paved = !marks.has(RoadMarks::UNPAVED);
    let capacity = capacity::capacity(class, lanes, two_way, speed, paved);
    let travel = (class == RoadClass::Ferry).then(|| tags.duration.and_then(speed::duration)).flatten();
    let storage = (class == RoadClass::Ferry).then_some(capacity::FERRY_DECK);
    Facts { class, speed, lanes: lanes.count, capacity: VehiclesPerHour(capacity), marks, travel, storage }
}

/// What a way is marked as. Keys and values: OpenStreetMap wiki, "Key:bridge", "Key:tunnel", "Key:ford", "Tag:route=ferry".
fn marks(tags: &RoadTags<'_>, class: RoadClass) -> RoadMarks {
    let is = |value: Option<&str>| value.is_some_and(|v| v != "no");
    let all = [
        (is(tags.bridge), RoadMarks::BRIDGE),
        (is(tags.ford), RoadMarks::FORD),
        (is(tags.tunnel), RoadMarks::TUNNEL),
        (class == RoadClass::Ferry, RoadMarks::FERRY),
        (tags.connector == Some("yes"), RoadMarks::GAP),
        (speed::is_unpaved(tags, class), RoadMarks::UNPAVED),
        (access::is_roundabout(tags), RoadMarks::ROUNDABOUT),
    ];
    all.iter().filter(|(holds, _)| *holds).fold(RoadMarks::default(), |marks, &(_, mark)| marks.with(mark))
}

/// A fixed time for a whole way from `duration`; see [`speed::duration`].
pub fn whole_time(duration: &str) -> Option<Milliseconds> {
    speed::duration(duration)
}

#[cfg(test)]
mod tests;
