//! Roads of one name, told apart by how far and in which direction from the place they lie.

use crate::words::Words;
use passage_model::id::RoadId;
use passage_model::network::Network;
use passage_model::units::Position;
use std::collections::BTreeSet;

/// The message of each direction, from north on by the east.
const DIRECTIONS: [&str; 8] = [
    "apart-north",
    "apart-north-east",
    "apart-east",
    "apart-south-east",
    "apart-south",
    "apart-south-west",
    "apart-west",
    "apart-north-west",
];

/// Where one of several roads of a name lies.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Apart {
    /// The place from which it is told.
    place: String,
    /// How far its middle is, in hundreds of metres as the crow flies.
    hundreds: u32,
    /// In which direction: an index of `DIRECTIONS`.
    direction: usize,
    /// Its number, where all this is that of another too.
    number: Option<RoadId>,
}

impl Apart {
    /// The name with it, by `message`.
    pub fn told(&self, message: &str, name: &str, words: &Words) -> String {
        let figures = [
            ("name", name.into()),
            ("km", words.decimal(f64::from(self.hundreds) / 10.0, 1).into()),
            ("direction", words.say(DIRECTIONS[self.direction]).into()),
            ("place", self.place.as_str().into()),
        ];
        let told = words.tell(message, &figures);
        let Some(number) = self.number else { return told };
        words.tell("road-apart-number", &[("name", told.into()), ("number", number.0.to_string().into())])
    }
}

/// Of roads of one name near a place: where each lies. O(points).
pub fn of(network: &Network, from: Position, place: &str, roads: &[RoadId]) -> Vec<(RoadId, Apart)> {
    let mut known = BTreeSet::new();
    let of = |&road: &RoadId| {
        let line: Vec<Position> = network.line(road).collect();
        let (before, after) = (line[(line.len() - 1) / 2], line[line.len() / 2]);
        let lat = f64::midpoint(before.lat_degrees(), after.lat_degrees());
        let lon = f64::midpoint(before.lon_degrees(), after.lon_degrees());
        let north = lat - from.lat_degrees();
        let east = (lon - from.lon_degrees()) * from.lat_degrees().to_radians().cos();
        let metres = north.hypot(east).to_radians() * 6_371_008.8;
        let direction = (east.atan2(north).to_degrees() / 45.0).round().rem_euclid(8.0) as usize % 8;
        let hundreds = (metres / 100.0).round() as u32;
        let number = (!known.insert((hundreds, direction))).then_some(road);
        (road, Apart { place: place.to_owned(), hundreds, direction, number })
    };
    roads.iter().map(of).collect()
}
