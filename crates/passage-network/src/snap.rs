//! Snapping: from a position to the nearest junction or road that a vehicle can use.

use crate::route::{Weights, largest_component};
use passage_model::digits::tenths;
use passage_model::id::{JunctionId, RoadId};
use passage_model::network::Network;
use passage_model::units::{Decimetres, Position};
use rstar::primitives::{GeomWithData, Rectangle};
use rstar::{AABB, RTree};
use serde::Serialize;

/// How much farther than the nearest junction another one may lie and still count as the same waypoint.
/// One kilometre, our choice: a town's centre often lies between its bypass and its main street.
pub const WAYPOINT_SLACK: Decimetres = Decimetres(10_000);

/// Which junctions a position may be snapped to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Onto {
    /// Those that can be entered and left by road.
    #[default]
    Passable,
    /// Those of the largest strongly connected component: from each of them, all others can be reached.
    LargestComponent,
}

/// A junction near a position.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct AtJunction {
    /// The junction.
    pub junction: JunctionId,
    /// How far it is.
    pub distance: Decimetres,
}

/// A road near a position.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct OnRoad {
    /// The road; of two directions equally near, the one with the lower number.
    pub road: RoadId,
    /// How far its nearest point is.
    pub distance: Decimetres,
    /// Its nearest point.
    pub point: Position,
    /// How far along the road that point lies, by the road's own length.
    pub along: Decimetres,
}

/// Nothing usable lies near enough.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TooFar {
    /// The nearest lies beyond the limit.
    #[error("the nearest usable road junction is {} km away; at most {} km are allowed", tenths(nearest.distance.kilometres()), tenths(within.kilometres()))]
    Beyond {
        /// The nearest.
        nearest: AtJunction,
        /// The limit.
        within: Decimetres,
    },
    /// The network has no usable junction at all.
    #[error("the network has no junction that can be entered and left")]
    Nothing,
}

/// Finds what is near a position. Made once for a network.
///
/// Junctions lie in an R*-tree (Beckmann, Kriegel, Schneider, Seeger, SIGMOD 1990) as points on the unit sphere, where the
/// nearest by chord is the nearest by great circle, at any latitude and across the antimeridian. Built in
/// O(junctions log junctions), asked in O(log junctions). Twin: a look at every junction (tests).
pub struct Snapper<'n> {
    network: &'n Network,
    junctions: RTree<GeomWithData<[f64; 3], u32>>,
    roads: std::sync::OnceLock<RTree<GeomWithData<Rectangle<[f64; 2]>, u32>>>,
}

impl<'n> Snapper<'n> {
    /// For the junctions of `network` that `onto` allows.
    pub fn new(network: &'n Network, onto: Onto) -> Self {
        let weights = Weights::of_network(network);
        let usable: Vec<bool> = match onto {
            Onto::Passable => {
                let open = |roads: &[RoadId]| roads.iter().any(|&road| weights.is_open(road));
                network.junctions().map(|j| open(network.leaving(j)) && open(network.entering(j))).collect()
            }
            Onto::LargestComponent => largest_component(network, &weights),
        };
        let points = network.junctions().filter(|j| usable[j.index()]);
        let points = points.map(|j| GeomWithData::new(on_sphere(network.position(j)), j.0)).collect();
        Self { network, junctions: RTree::bulk_load(points), roads: std::sync::OnceLock::new() }
    }

    /// The nearest junction; of several equally near, the one with the lowest number.
    pub fn nearest_junction(&self, position: Position, within: Decimetres) -> Result<AtJunction, TooFar> {
        let point = on_sphere(position);
        let mut nearest: Option<(f64, u32)> = None;
        for (found, chord) in self.junctions.nearest_neighbor_iter_with_distance_2(&point) {
            match &mut nearest {
                None => nearest = Some((chord, found.data)),
                Some((least, junction)) if chord <= *least => *junction = (*junction).min(found.data),
                Some(_) => break,
            }
        }
        let (_, junction) = nearest.ok_or(TooFar::Nothing)?;
        let nearest = self.at(JunctionId(junction), position);
        if nearest.distance <= within { Ok(nearest) } else { Err(TooFar::Beyond { nearest, within }) }
    }

    /// All junctions within a distance, the nearest first.
    pub fn junctions_within(&self, position: Position, within: Decimetres) -> Vec<AtJunction> {
        let reach = chord(within.metres() + 1.0).powi(2);
        let found = self.junctions.locate_within_distance(on_sphere(position), reach);
        let mut near: Vec<AtJunction> = found.map(|j| self.at(JunctionId(j.data), position)).collect();
        near.retain(|at| at.distance <= within);
        near.sort_unstable_by_key(|at| (at.distance, at.junction));
        near
    }

    /// The junctions that count as being at a place that is driven through: the nearest one, and all others at most
    /// [`WAYPOINT_SLACK`] farther. The nearest first.
    pub fn waypoint(&self, position: Position, within: Decimetres) -> Result<Vec<JunctionId>, TooFar> {
        let nearest = self.nearest_junction(position, within)?;
        let reach = (nearest.distance + WAYPOINT_SLACK).min(within);
        Ok(self.junctions_within(position, reach).into_iter().map(|at| at.junction).collect())
    }

    /// The nearest road and the nearest point on it; `None` where there is no road within the distance, which is held
    /// to 100 km: beyond that the plane in which distances to roads are measured is no longer true.
    pub fn nearest_road(&self, position: Position, within: Decimetres) -> Option<OnRoad> {
        let within = within.metres().min(100_000.0);
        let plane = Plane::at(position);
        let (dx, dy) = plane.degrees(within);
        let (lon, lat) = (position.lon_degrees(), position.lat_degrees());
        let reach = AABB::from_corners([lon - dx, lat - dy], [lon + dx, lat + dy]);
        let tree = self.roads.get_or_init(|| road_boxes(self.network));
        let mut near: Vec<u32> = tree.locate_in_envelope_intersecting(&reach).map(|r| r.data).collect();
        near.sort_unstable();
        let mut best: Option<(f64, RoadId, f64, Position)> = None;
        for road in near.into_iter().map(RoadId) {
            let (metres, share, point) = nearest_on_line(self.network, road, &plane);
            if metres <= within && best.is_none_or(|b| metres < b.0) {
                best = Some((metres, road, share, point));
            }
        }
        best.map(|(metres, road, share, point)| OnRoad {
            road,
            distance: Decimetres::from_metres(metres),
            point,
            along: Decimetres::from_metres(self.network.length(road).metres() * share),
        })
    }

    fn at(&self, junction: JunctionId, position: Position) -> AtJunction {
        let metres = self.network.position(junction).metres_to(position);
        AtJunction { junction, distance: Decimetres::from_metres(metres) }
    }
}

fn on_sphere(position: Position) -> [f64; 3] {
    let (lat, lon) = (position.lat_degrees().to_radians(), position.lon_degrees().to_radians());
    [lat.cos() * lon.cos(), lat.cos() * lon.sin(), lat.sin()]
}

/// The chord of the unit sphere under an arc of so many metres (IUGG's mean radius, as in [`Position::metres_to`]).
fn chord(metres: f64) -> f64 {
    2.0 * (metres / 6_371_008.8 / 2.0).min(std::f64::consts::FRAC_PI_2).sin()
}

fn road_boxes(network: &Network) -> RTree<GeomWithData<Rectangle<[f64; 2]>, u32>> {
    let corner = |p: Position| [p.lon_degrees(), p.lat_degrees()];
    let boxed = |road: RoadId| {
        let points: Vec<[f64; 2]> = network.line(road).map(corner).collect();
        GeomWithData::new(Rectangle::from_aabb(AABB::from_points(points.iter())), road.0)
    };
    RTree::bulk_load(network.roads().filter(|&r| network.travel(r).0 != u32::MAX).map(boxed).collect())
}

/// A plane touching the Earth at a position: metres east and north of it.
pub(crate) struct Plane {
    centre: Position,
    metres_per_lon: f64,
    metres_per_lat: f64,
}

impl Plane {
    pub(crate) fn at(centre: Position) -> Self {
        let metres_per_lat = 6_371_008.8_f64.to_radians() / 1e7;
        Self { centre, metres_per_lon: metres_per_lat * centre.lat_degrees().to_radians().cos(), metres_per_lat }
    }

    pub(crate) fn metres(&self, position: Position) -> (f64, f64) {
        let east = (i64::from(position.lon) - i64::from(self.centre.lon)) as f64;
        let north = (i64::from(position.lat) - i64::from(self.centre.lat)) as f64;
        (east * self.metres_per_lon, north * self.metres_per_lat)
    }

    /// How far the nearest point of a line is from the centre; infinite where the line has no stretch.
    pub(crate) fn metres_to_line(&self, line: impl Iterator<Item = Position>) -> f64 {
        let mut before: Option<(f64, f64)> = None;
        let mut least = f64::INFINITY;
        for point in line.map(|p| self.metres(p)) {
            if let Some(before) = before.replace(point) {
                let (x, y) = nearest_on(before, point).0;
                least = least.min(x.hypot(y));
            }
        }
        least
    }

    /// Of the points of a line that are marked with their distance along it, what lies nearest: how far it is from the
    /// centre and how far along. Infinitely far where the line has no stretch.
    pub(crate) fn nearest_on_marked(&self, line: &[(Position, f64)]) -> (f64, f64) {
        let mut best = (f64::INFINITY, 0.0);
        for pair in line.windows(2) {
            let ((x, y), share) = nearest_on(self.metres(pair[0].0), self.metres(pair[1].0));
            if x.hypot(y) < best.0 {
                best = (x.hypot(y), pair[0].1 + share * (pair[1].1 - pair[0].1));
            }
        }
        best
    }

    /// How many degrees of longitude and latitude hold so many metres in every direction.
    fn degrees(&self, metres: f64) -> (f64, f64) {
        // A circle reaches a little beyond the centre's parallel: 2 % more covers 100 km up to 70 degrees north.
        (metres / self.metres_per_lon.max(1e-9) / 1e7 * 1.02, metres / self.metres_per_lat / 1e7 * 1.02)
    }

    fn position(&self, (east, north): (f64, f64)) -> Position {
        let lon = f64::from(self.centre.lon) + east / self.metres_per_lon.max(1e-9);
        let lat = f64::from(self.centre.lat) + north / self.metres_per_lat;
        Position { lon: lon.round() as i32, lat: lat.round() as i32 }
    }
}

/// Distance in metres, share of the line's length, and position of the point of a road nearest to the plane's centre.
fn nearest_on_line(network: &Network, road: RoadId, plane: &Plane) -> (f64, f64, Position) {
    let points: Vec<(f64, f64)> = network.line(road).map(|p| plane.metres(p)).collect();
    let (mut best, mut along) = ((f64::INFINITY, 0.0, (0.0, 0.0)), 0.0);
    for pair in points.windows(2) {
        let length = (pair[1].0 - pair[0].0).hypot(pair[1].1 - pair[0].1);
        let ((x, y), share) = nearest_on(pair[0], pair[1]);
        if x.hypot(y) < best.0 {
            best = (x.hypot(y), along + share * length, (x, y));
        }
        along += length;
    }
    let share = if along > 0.0 { best.1 / along } else { 0.0 };
    (best.0, share, plane.position(best.2))
}

/// The point of a stretch nearest to the plane's centre, and its share of the stretch.
fn nearest_on((x1, y1): (f64, f64), (x2, y2): (f64, f64)) -> ((f64, f64), f64) {
    let (dx, dy) = (x2 - x1, y2 - y1);
    let square = dx * dx + dy * dy;
    let share = if square > 0.0 { (-(x1 * dx + y1 * dy) / square).clamp(0.0, 1.0) } else { 0.0 };
    ((x1 + share * dx, y1 + share * dy), share)
}

#[cfg(test)]
mod tests {
    use super::*;
    use passage_model::network::{Origin, Road};
    use passage_model::units::Milliseconds;
    use proptest::prelude::*;

    const FAR: Decimetres = Decimetres(u32::MAX);

    fn ring(positions: Vec<Position>) -> Network {
        let count = positions.len() as u32;
        let road = |from: u32, to: u32| Road {
            from: JunctionId(from),
            to: JunctionId(to),
            length: Decimetres(10_000),
            travel: Milliseconds(60_000),
            lanes: 1,
            ..Road::default()
        };
        let roads = (0..count).map(|i| road(i, (i + 1) % count));
        Network::new(Origin::default(), positions, roads, Vec::new(), Vec::new()).unwrap()
    }

    fn position(lat: f64, lon: f64) -> Position {
        Position::from_degrees(lat, lon).unwrap()
    }

    fn any_position() -> impl Strategy<Value = Position> {
        (-900_000_000..=900_000_000, -1_800_000_000..=1_800_000_000).prop_map(|(lat, lon)| Position { lon, lat })
    }

    proptest! {
        #[test]
        fn the_nearest_junction_is_what_a_look_at_all_of_them_finds(
            positions in prop::collection::vec(any_position(), 1..40),
            asked in any_position(),
        ) {
            let network = ring(positions);
            let snapper = Snapper::new(&network, Onto::Passable);
            let found = snapper.nearest_junction(asked, FAR).unwrap();
            let least = network.positions().iter().map(|p| p.metres_to(asked)).fold(f64::INFINITY, f64::min);
            prop_assert!((found.distance.metres() - least).abs() < 1.0);
            let within = Decimetres::from_metres(least * 3.0);
            let near = snapper.junctions_within(asked, within);
            let twin = network.positions().iter().filter(|p| Decimetres::from_metres(p.metres_to(asked)) <= within).count();
            prop_assert_eq!(near.len(), twin);
            prop_assert!(near.is_sorted_by_key(|at| at.distance));
        }
    }

    #[test]
    fn a_dead_end_that_cannot_be_left_is_not_snapped_to() {
        let positions = vec![position(47.0, 35.0), position(47.0, 35.1), position(47.0, 35.2)];
        let roads = [(0, 1), (1, 0), (1, 2)].map(|(from, to)| Road {
            from: JunctionId(from),
            to: JunctionId(to),
            lanes: 1,
            ..Road::default()
        });
        let network = Network::new(Origin::default(), positions, roads, Vec::new(), Vec::new()).unwrap();
        for onto in [Onto::Passable, Onto::LargestComponent] {
            let found = Snapper::new(&network, onto).nearest_junction(position(47.0, 35.2), FAR).unwrap();
            assert_eq!(found.junction, JunctionId(1));
        }
    }

    #[test]
    fn what_is_too_far_says_how_far() {
        let network = ring(vec![position(47.6, 34.9), position(47.7, 34.9)]);
        let enerhodar = position(47.490_48, 34.661_99);
        let refused = Snapper::new(&network, Onto::Passable).nearest_junction(enerhodar, Decimetres(50_000));
        assert_eq!(
            refused.unwrap_err().to_string(),
            "the nearest usable road junction is 21.6 km away; at most 5.0 km are allowed"
        );
        let empty = Network::default();
        assert_eq!(Snapper::new(&empty, Onto::Passable).nearest_junction(enerhodar, FAR), Err(TooFar::Nothing));
    }

    #[test]
    fn of_two_junctions_at_one_spot_the_first_is_taken() {
        let spot = position(47.0, 35.0);
        let network = ring(vec![position(48.0, 35.0), spot, spot, spot]);
        let snapper = Snapper::new(&network, Onto::Passable);
        assert_eq!(snapper.nearest_junction(spot, FAR).unwrap().junction, JunctionId(1));
    }

    #[test]
    fn the_nearest_road_says_where_along_it() {
        let positions = vec![position(47.0, 35.0), position(47.0, 35.4)];
        let road = Road {
            from: JunctionId(0),
            to: JunctionId(1),
            lanes: 1,
            length: Decimetres(400_000),
            shape: vec![position(47.0, 35.2)],
            ..Road::default()
        };
        let network = Network::new(Origin::default(), positions, [road], Vec::new(), Vec::new()).unwrap();
        let snapper = Snapper::new(&network, Onto::Passable);
        let found = snapper.nearest_road(position(47.01, 35.1), Decimetres(50_000)).unwrap();
        assert_eq!((found.road, found.point), (RoadId(0), position(47.0, 35.1)));
        assert!((found.along.metres() - 10_000.0).abs() < 2.0, "{found:?}");
        assert!((found.distance.metres() - 1_112.0).abs() < 1.0, "{found:?}");
        assert_eq!(snapper.nearest_road(position(48.0, 35.1), Decimetres(50_000)), None);
    }
}
