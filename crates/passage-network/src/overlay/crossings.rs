//! Crossings: where a boundary may be passed, asked for one point at a time.

use super::Crossing;
use passage_model::units::{Decimetres, Position};
use rstar::primitives::{GeomWithData, Rectangle};
use rstar::{AABB, RTree};

/// The crossings of an overlay by where they reach.
///
/// An R-tree (Guttman 1984, packed) of the frames of their circles: a point looks at the crossings in whose frame it
/// lies, O(log crossings) and these; of several at one position the widest counts. Twin: every crossing (tests).
pub(super) struct Crossings(RTree<Reach>);

/// The frame of a crossing's circle in degrees, with the crossing.
type Reach = GeomWithData<Rectangle<[f64; 2]>, (Position, Decimetres)>;

impl Crossings {
    /// O(crossings log crossings).
    pub(super) fn new(crossings: &[Crossing]) -> Self {
        let mut circles: Vec<(Position, Decimetres)> = crossings.iter().map(|c| (c.position, c.within)).collect();
        circles.sort_unstable_by_key(|&(position, within)| (position, std::cmp::Reverse(within)));
        circles.dedup_by_key(|(position, _)| *position);
        let reach = |circle: (Position, Decimetres)| {
            GeomWithData::new(Rectangle::from_aabb(frame(circle.0, circle.1.metres())), circle)
        };
        Self(RTree::bulk_load(circles.into_iter().map(reach).collect()))
    }

    /// Whether a road that meets a boundary here is near enough to a crossing to pass.
    pub(super) fn let_pass(&self, at: Position) -> bool {
        self.near(at).any(|&(position, within)| Decimetres::from_metres(position.metres_to(at)) <= within)
    }

    fn near(&self, at: Position) -> impl Iterator<Item = &(Position, Decimetres)> {
        let point = AABB::from_point([at.lon_degrees(), at.lat_degrees()]);
        self.0.locate_in_envelope_intersecting(&point).map(|reach| &reach.data)
    }
}

/// A frame around all that is this near to a position; all longitudes where it reaches over the antimeridian or a pole.
fn frame(position: Position, within: f64) -> AABB<[f64; 2]> {
    /// A degree of a great circle, on the sphere of [`Position::metres_to`].
    const METRES: f64 = 6_371_008.8 * std::f64::consts::PI / 180.0;
    let (lat, lon) = (position.lat_degrees(), position.lon_degrees());
    // A decimetre for the rounding of distances, and a thousandth for that of everything else.
    let north = (within + 0.1) * 1.001 / METRES;
    let furthest = lat.abs() + north;
    // Where a meridian touches the circle: sin(width) = sin(radius) / cos(latitude).
    let width = (north.to_radians().sin() / lat.to_radians().cos()).asin().to_degrees() * 1.001;
    let (west, east) = (lon - width, lon + width);
    // Not a number where the circle holds a pole.
    let whole = furthest > 89.9 || width.is_nan() || west < -180.0 || east > 180.0;
    let (west, east) = if whole { (-180.0, 180.0) } else { (west, east) };
    AABB::from_corners([west, lat - north], [east, lat + north])
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn crossing(position: Position, metres: f64) -> Crossing {
        Crossing { name: String::new(), position, within: Decimetres::from_metres(metres) }
    }

    /// All over the Earth, its poles and the antimeridian too, or close together.
    fn positions() -> impl Strategy<Value = Position> {
        let anywhere = (-900_000_000..=900_000_000, -1_800_000_000..=1_800_000_000);
        let edge = prop::sample::select(vec![-900_000_000, -899_900_000, 0, 470_000_000, 899_999_000]);
        let seam = prop::sample::select(vec![-1_800_000_000, -1_799_990_000, 0, 1_799_999_999, 1_800_000_000]);
        let close = (0..200_000i32, 0..200_000i32).prop_map(|(lat, lon)| (470_000_000 + lat, 370_000_000 + lon));
        prop_oneof![anywhere, (edge, seam), close].prop_map(|(lat, lon)| Position { lon, lat })
    }

    proptest! {
        #[test]
        fn a_road_passes_where_any_crossing_would_let_it(
            circles in prop::collection::vec((positions(), prop::sample::select(vec![0.0, 5.0, 500.0, 2e4, 1e6])), 0..30),
            asked in prop::collection::vec(positions(), 1..30),
        ) {
            let all: Vec<Crossing> = circles.iter().map(|&(at, metres)| crossing(at, metres)).collect();
            let index = Crossings::new(&all);
            for at in asked.into_iter().chain(circles.iter().map(|(at, _)| *at)) {
                let twin = all.iter().any(|c| Decimetres::from_metres(c.position.metres_to(at)) <= c.within);
                prop_assert_eq!(index.let_pass(at), twin, "{:?}", at);
            }
        }
    }

    #[test]
    fn of_ten_thousand_crossings_a_point_looks_at_those_beside_it() {
        let at = |i: i32| Position { lat: 470_000_000 + i / 100 * 100_000, lon: 370_000_000 + i % 100 * 200_000 };
        let apart: Vec<Crossing> = (0..10_000).map(|i| crossing(at(i), 500.0)).collect();
        assert_eq!(Crossings::new(&apart).near(at(5_050)).count(), 1);
        let together: Vec<Crossing> = (0..10_000).map(|i| crossing(at(0), f64::from(i % 100))).collect();
        let together = Crossings::new(&together);
        assert_eq!(together.near(at(0)).map(|(_, within)| within.metres()).collect::<Vec<_>>(), [99.0]);
    }
}
