//! The places that a route passes.

use crate::snap::Plane;
use passage_model::id::{PlaceId, RoadId};
use passage_model::network::Network;
use passage_model::units::{Decimetres, Position};
use serde::Serialize;

/// A place beside a route.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Passed {
    /// The place.
    pub place: PlaceId,
    /// How far along the route it is passed, by the roads' own lengths.
    pub along: Decimetres,
    /// How far its centre is from the route.
    pub off: Decimetres,
}

/// The places whose centre lies within a distance of a route, in the order in which they are passed; one that is passed
/// twice, where the route comes nearest. `within` is held to 100 km.
///
/// O(places + places in the route's frame x points of the route).
pub fn places_along(network: &Network, roads: &[RoadId], within: Decimetres) -> Vec<Passed> {
    let line = marked_line(network, roads);
    let within = within.min(Decimetres(1_000_000));
    let Some((low, high)) = frame(&line, within) else { return Vec::new() };
    let inside =
        |p: Position| (low.0..=high.0).contains(&p.lat_degrees()) && (low.1..=high.1).contains(&p.lon_degrees());
    let places = network.places().iter().enumerate().filter(|(_, place)| inside(place.position));
    let mut passed: Vec<Passed> = places
        .map(|(i, place)| {
            let (off, along) = Plane::at(place.position).nearest_on_marked(&line);
            let (along, off) = (Decimetres::from_metres(along), Decimetres::from_metres(off));
            Passed { place: PlaceId::at(i), along, off }
        })
        .filter(|passed| passed.off <= within)
        .collect();
    passed.sort_unstable_by_key(|p| (p.along, p.place));
    passed
}

/// The points of a route, each with its distance along it in metres.
fn marked_line(network: &Network, roads: &[RoadId]) -> Vec<(Position, f64)> {
    let mut marked = Vec::new();
    let mut start = 0.0;
    for &road in roads {
        let line: Vec<Position> = network.line(road).collect();
        let drawn: f64 = line.windows(2).map(|pair| pair[0].metres_to(pair[1])).sum();
        // The road's own length counts; its drawing only shares it out.
        let scale = if drawn > 0.0 { network.length(road).metres() / drawn } else { 0.0 };
        let mut along = 0.0;
        for (i, &point) in line.iter().enumerate() {
            if let Some(&before) = i.checked_sub(1).and_then(|before| line.get(before)) {
                along += before.metres_to(point) * scale;
            }
            marked.push((point, start + along));
        }
        start += network.length(road).metres();
    }
    marked
}

/// The corners, in degrees of latitude and longitude, of what lies within a distance of a line.
fn frame(line: &[(Position, f64)], within: Decimetres) -> Option<((f64, f64), (f64, f64))> {
    const METRES_PER_DEGREE: f64 = 111_000.0;
    let lats = || line.iter().map(|(p, _)| p.lat_degrees());
    let lons = || line.iter().map(|(p, _)| p.lon_degrees());
    let (south, north) = (lats().reduce(f64::min)?, lats().reduce(f64::max)?);
    let (west, east) = (lons().reduce(f64::min)?, lons().reduce(f64::max)?);
    let tall = within.metres() / METRES_PER_DEGREE;
    let wide = tall / south.abs().max(north.abs()).to_radians().cos().max(0.01);
    Some(((south - tall, west - wide), (north + tall, east + wide)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use passage_model::id::JunctionId;
    use passage_model::network::{Origin, Place, PlaceKind, Road};

    #[test]
    fn towns_come_in_the_order_in_which_they_are_passed() {
        let at = |lat, lon| Position::from_degrees(lat, lon).unwrap();
        let positions = vec![at(47.0, 35.0), at(47.0, 35.5), at(47.0, 36.0)];
        let road = |from: u32, to: u32| Road {
            from: JunctionId(from),
            to: JunctionId(to),
            length: Decimetres(400_000),
            lanes: 1,
            ..Road::default()
        };
        let place = |name: &str, position| Place {
            name: name.to_owned(),
            other_names: Vec::new(),
            kind: PlaceKind::Town,
            population: 1,
            position,
        };
        let places =
            vec![place("last", at(47.01, 35.9)), place("first", at(46.99, 35.25)), place("off", at(47.1, 35.3))];
        let network = Network::new(Origin::default(), positions, [road(0, 1), road(1, 2)], Vec::new(), places).unwrap();
        let roads = [RoadId(0), RoadId(1)];
        let passed = places_along(&network, &roads, Decimetres::from_metres(2_000.0));
        let names: Vec<&str> = passed.iter().map(|p| network.place(p.place).name.as_str()).collect();
        assert_eq!(names, ["first", "last"]);
        assert!((passed[0].along.kilometres() - 20.0).abs() < 0.1, "{passed:?}");
        assert!((passed[1].along.kilometres() - 72.0).abs() < 0.1, "{passed:?}");
        assert_eq!(places_along(&network, &[], Decimetres(1)), []);
    }
}
