//! Areas: polygons with holes, answered exactly, fast enough for five thousand vertices and a million roads.

use passage_model::units::Position;
use rstar::primitives::{GeomWithData, Rectangle};
use rstar::{AABB, RTree};

/// Where a position is with regard to an area.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// Strictly inside.
    Inside,
    /// On its boundary.
    Boundary,
    /// Outside.
    Outside,
}

/// One or more polygons with holes; inside is what is inside any of them.
///
/// Straight lines are straight in longitude and latitude, as RFC 7946 (GeoJSON) 3.1.1 says. All tests are exact, in
/// whole ten-millionths of a degree. Edges are kept in bands of latitude: a test looks only at the edges of the bands it
/// meets, and of many polygons only at those whose frame it meets (an R-tree, Guttman 1984, packed). Built in
/// O(edges + polygons log polygons). Twin: every edge against every line (tests).
#[derive(Clone, Debug, Default)]
pub struct Area {
    polygons: Vec<Polygon>,
    frames: RTree<Frame>,
}

/// The frame of a polygon, in units, with its number.
type Frame = GeomWithData<Rectangle<[f64; 2]>, usize>;

impl PartialEq for Area {
    fn eq(&self, other: &Self) -> bool {
        self.polygons == other.polygons
    }
}

impl Eq for Area {}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Polygon {
    low: Position,
    high: Position,
    band_height: i64,
    band_start: Vec<u32>,
    band_edges: Vec<u32>,
    edges: Vec<(Position, Position)>,
}

impl Area {
    /// From polygons, each the rings of its boundary and of its holes in any order; rings need not be closed.
    /// Rings of fewer than three different positions are left out, polygons without any ring too.
    pub fn new(polygons: &[Vec<Vec<Position>>]) -> Self {
        let polygons: Vec<Polygon> = polygons.iter().filter_map(|rings| Polygon::new(rings)).collect();
        let frame = |(i, p): (usize, &Polygon)| GeomWithData::new(Rectangle::from_aabb(frame(p.low, p.high)), i);
        let frames = RTree::bulk_load(polygons.iter().enumerate().map(frame).collect());
        Self { polygons, frames }
    }

    /// Whether it holds nothing.
    pub fn is_empty(&self) -> bool {
        self.polygons.is_empty()
    }

    /// How many edges its boundary has.
    pub fn edge_count(&self) -> usize {
        self.polygons.iter().map(|p| p.edges.len()).sum()
    }

    /// Its south-western and north-eastern corners; `None` where it is empty.
    pub fn corners(&self) -> Option<(Position, Position)> {
        let corners = self.polygons.iter().map(|p| (p.low, p.high));
        corners.reduce(|a, b| (lower(a.0, b.0), higher(a.1, b.1)))
    }

    /// Where a position is. A position on the boundary of one polygon and inside another is inside.
    pub fn side(&self, position: Position) -> Side {
        let mut side = Side::Outside;
        for polygon in self.near(&[position]) {
            match polygon.side(position) {
                Side::Inside => return Side::Inside,
                Side::Boundary => side = Side::Boundary,
                Side::Outside => {}
            }
        }
        side
    }

    /// Whether a line has any point in the area or on its boundary.
    pub fn touches(&self, line: &[Position]) -> bool {
        self.near(line).any(|polygon| polygon.touches(line))
    }

    /// Whether a line lies wholly inside one polygon of the area, without touching that polygon's boundary.
    pub fn contains(&self, line: &[Position]) -> bool {
        self.near(line).any(|polygon| polygon.contains(line))
    }

    /// Calls `meeting` with every point at which a line meets the boundary, some perhaps twice; where they run along each
    /// other, with both ends of the common stretch. Points are rounded to ten-millionths of a degree.
    pub fn meetings(&self, line: &[Position], mut meeting: impl FnMut(Position)) {
        for polygon in self.near(line) {
            for pair in line.windows(2) {
                polygon.edges_near(pair[0], pair[1], |a, b| {
                    meet(pair[0], pair[1], a, b, &mut meeting);
                    false
                });
            }
        }
    }

    /// The polygons whose frame the line's frame meets.
    fn near<'a>(&'a self, line: &[Position]) -> impl Iterator<Item = &'a Polygon> + use<'a> {
        let around = line.iter().map(|&p| (p, p)).reduce(|a, b| (lower(a.0, b.0), higher(a.1, b.1)));
        let met = around.map(|(low, high)| self.frames.locate_in_envelope_intersecting(&frame(low, high)));
        met.into_iter().flatten().map(|frame| &self.polygons[frame.data])
    }
}

/// From one corner to the other; whole units are exact in floating point.
fn frame(low: Position, high: Position) -> AABB<[f64; 2]> {
    AABB::from_corners([f64::from(low.lon), f64::from(low.lat)], [f64::from(high.lon), f64::from(high.lat)])
}

impl Polygon {
    fn new(rings: &[Vec<Position>]) -> Option<Self> {
        let mut edges = Vec::new();
        for ring in rings {
            let mut around = ring.clone();
            around.dedup();
            if around.len() > 1 && around.first() == around.last() {
                around.pop();
            }
            if around.len() >= 3 {
                let next = around.iter().skip(1).chain(around.first());
                edges.extend(around.iter().copied().zip(next.copied()));
            }
        }
        let points = edges.iter().map(|e| (e.0, e.0));
        let (low, high) = points.reduce(|a, b| (lower(a.0, b.0), higher(a.1, b.1)))?;
        let mut bands = (edges.len() / 2).clamp(1, 8_192) as i64;
        loop {
            let band_height = (i64::from(high.lat) - i64::from(low.lat)) / bands + 1;
            let mut polygon =
                Self { low, high, band_height, band_start: Vec::new(), band_edges: Vec::new(), edges: Vec::new() };
            // Long edges lie in many bands: with fewer bands they take less room.
            let spread: usize = edges.iter().map(|&(a, b)| polygon.bands(a, b).count()).sum();
            if bands > 1 && spread > 8 * edges.len() + 64 {
                bands /= 2;
                continue;
            }
            polygon.edges = edges;
            polygon.fill_bands(bands as usize);
            return Some(polygon);
        }
    }

    /// Counting sort of the edges into the bands that they meet.
    fn fill_bands(&mut self, bands: usize) {
        let mut start = vec![0u32; bands + 1];
        for &(a, b) in &self.edges {
            for band in self.bands(a, b) {
                start[band + 1] += 1;
            }
        }
        for band in 0..bands {
            start[band + 1] += start[band];
        }
        let mut next = start.clone();
        let mut sorted = vec![0u32; start[bands] as usize];
        for (i, &(a, b)) in self.edges.iter().enumerate() {
            for band in self.bands(a, b) {
                sorted[next[band] as usize] = i as u32;
                next[band] += 1;
            }
        }
        self.band_start = start;
        self.band_edges = sorted;
    }

    /// The bands that a stretch meets; it must meet the polygon's frame.
    fn bands(&self, a: Position, b: Position) -> std::ops::RangeInclusive<usize> {
        let (south, north) = (a.lat.min(b.lat).max(self.low.lat), a.lat.max(b.lat).min(self.high.lat));
        let band = |lat: i32| ((i64::from(lat) - i64::from(self.low.lat)) / self.band_height) as usize;
        band(south)..=band(north)
    }

    /// Shows the edges whose frame meets a stretch's frame until one is enough; whether one was.
    fn edges_near(&self, a: Position, b: Position, mut enough: impl FnMut(Position, Position) -> bool) -> bool {
        let (low, high) = (lower(a, b), higher(a, b));
        if low.lat > self.high.lat || high.lat < self.low.lat || low.lon > self.high.lon || high.lon < self.low.lon {
            return false;
        }
        for band in self.bands(a, b) {
            let edges = &self.band_edges[self.band_start[band] as usize..self.band_start[band + 1] as usize];
            for &edge in edges {
                let (from, to) = self.edges[edge as usize];
                let apart = from.lon.max(to.lon) < low.lon
                    || from.lon.min(to.lon) > high.lon
                    || from.lat.max(to.lat) < low.lat
                    || from.lat.min(to.lat) > high.lat;
                if !apart && enough(from, to) {
                    return true;
                }
            }
        }
        false
    }

    /// By counting the edges east of the position (even: outside), half-open in latitude.
    fn side(&self, p: Position) -> Side {
        if p.lat < self.low.lat || p.lat > self.high.lat || p.lon < self.low.lon || p.lon > self.high.lon {
            return Side::Outside;
        }
        let mut inside = false;
        let mut boundary = false;
        let band = *self.bands(p, p).start();
        for &edge in &self.band_edges[self.band_start[band] as usize..self.band_start[band + 1] as usize] {
            let (a, b) = self.edges[edge as usize];
            if a.lat.max(b.lat) < p.lat || a.lat.min(b.lat) > p.lat || a.lon.max(b.lon) < p.lon {
                continue;
            }
            let straddles = (a.lat > p.lat) != (b.lat > p.lat);
            if a.lon.min(b.lon) > p.lon {
                inside ^= straddles;
                continue;
            }
            let turn = orientation(a, b, p);
            boundary |= turn == 0 && between(a, b, p);
            inside ^= straddles && (turn > 0) == (b.lat > a.lat);
        }
        match (boundary, inside) {
            (true, _) => Side::Boundary,
            (false, true) => Side::Inside,
            (false, false) => Side::Outside,
        }
    }

    fn meets_boundary(&self, line: &[Position]) -> bool {
        line.windows(2).any(|pair| self.edges_near(pair[0], pair[1], |a, b| cross(pair[0], pair[1], a, b)))
    }

    fn touches(&self, line: &[Position]) -> bool {
        line.first().is_some_and(|&first| self.side(first) != Side::Outside) || self.meets_boundary(line)
    }

    fn contains(&self, line: &[Position]) -> bool {
        line.first().is_some_and(|&first| self.side(first) == Side::Inside) && !self.meets_boundary(line)
    }
}

fn lower(a: Position, b: Position) -> Position {
    Position { lon: a.lon.min(b.lon), lat: a.lat.min(b.lat) }
}

fn higher(a: Position, b: Position) -> Position {
    Position { lon: a.lon.max(b.lon), lat: a.lat.max(b.lat) }
}

/// Positive where `p` lies to the left of the line from `a` to `b`, zero where on it. Exact.
fn orientation(a: Position, b: Position, p: Position) -> i128 {
    let across = |u: i32, v: i32| i64::from(u) - i64::from(v);
    let (bx, by) = (across(b.lon, a.lon), across(b.lat, a.lat));
    let (px, py) = (across(p.lon, a.lon), across(p.lat, a.lat));
    // Within 107 degrees of each other the products fit 61 bits; the whole Earth needs more than 64.
    let near = [bx, by, px, py].iter().all(|d| d.unsigned_abs() < 1 << 30);
    if near { i128::from(bx * py - by * px) } else { i128::from(bx) * i128::from(py) - i128::from(by) * i128::from(px) }
}

/// Whether `p`, on the line through `a` and `b`, lies between them.
fn between(a: Position, b: Position, p: Position) -> bool {
    let (low, high) = (lower(a, b), higher(a, b));
    p.lon >= low.lon && p.lon <= high.lon && p.lat >= low.lat && p.lat <= high.lat
}

/// Whether two stretches have a point in common. Exact.
fn cross(a: Position, b: Position, c: Position, d: Position) -> bool {
    let (c_side, d_side) = (orientation(a, b, c).signum(), orientation(a, b, d).signum());
    let (a_side, b_side) = (orientation(c, d, a).signum(), orientation(c, d, b).signum());
    if c_side * d_side < 0 && a_side * b_side < 0 {
        return true;
    }
    (c_side == 0 && between(a, b, c))
        || (d_side == 0 && between(a, b, d))
        || (a_side == 0 && between(c, d, a))
        || (b_side == 0 && between(c, d, b))
}

/// Calls `meeting` with the points that two stretches have in common: the crossing, or the ends of what they share.
fn meet(a: Position, b: Position, c: Position, d: Position, meeting: &mut impl FnMut(Position)) {
    if !cross(a, b, c, d) {
        return;
    }
    let ends = [(a, c, d), (b, c, d), (c, a, b), (d, a, b)];
    let mut at_an_end = false;
    for (p, from, to) in ends {
        if orientation(from, to, p) == 0 && between(from, to, p) {
            meeting(p);
            at_an_end = true;
        }
    }
    if !at_an_end {
        let (from_a, from_b) = (orientation(c, d, a) as f64, orientation(c, d, b) as f64);
        let share = from_a / (from_a - from_b);
        let on = |u: i32, v: i32| (f64::from(u) + share * (f64::from(v) - f64::from(u))).round() as i32;
        meeting(Position { lon: on(a.lon, b.lon), lat: on(a.lat, b.lat) });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn at((lon, lat): (i32, i32)) -> Position {
        Position { lon, lat }
    }

    /// A small grid, so that touching corners and common stretches happen all the time.
    fn points(count: std::ops::Range<usize>) -> impl Strategy<Value = Vec<Position>> {
        prop::collection::vec((-8..8, -8..8).prop_map(at), count)
    }

    /// The edges of rings, without any index.
    fn all_edges(rings: &[Vec<Position>]) -> Vec<(Position, Position)> {
        Polygon::new(rings).map_or_else(Vec::new, |p| p.edges)
    }

    /// By the number of times one goes round the position, counted in doubled coordinates from a point just beside its
    /// parallel: no half-open rule, no index.
    fn is_inside_by_counting(edges: &[(Position, Position)], p: Position) -> bool {
        // Along a ray in the direction (1_000, 1): on the small grid it passes through no corner.
        let beyond = |q: Position| i64::from(q.lat - p.lat) * 1_000 - i64::from(q.lon - p.lon);
        edges
            .iter()
            .filter(|(a, b)| {
                let (u, v) = (beyond(*a), beyond(*b));
                (u > 0) != (v > 0) && {
                    // The crossing lies ahead when the position is on the proper side of the edge.
                    let turn = orientation(*a, *b, p);
                    (turn > 0) == (v > u) && turn != 0
                }
            })
            .count()
            % 2
            == 1
    }

    proptest! {
        #[test]
        fn bands_answer_like_a_look_at_every_edge(
            rings in prop::collection::vec(points(3..12), 1..4),
            line in points(2..6),
        ) {
            let area = Area::new(std::slice::from_ref(&rings));
            let edges = all_edges(&rings);
            let on_boundary = |p: Position| edges.iter().any(|&(a, b)| orientation(a, b, p) == 0 && between(a, b, p));
            for &p in &line {
                let twin = if on_boundary(p) {
                    Side::Boundary
                } else if is_inside_by_counting(&edges, p) {
                    Side::Inside
                } else {
                    Side::Outside
                };
                prop_assert_eq!(area.side(p), twin);
            }
            let meets = line.windows(2).any(|s| edges.iter().any(|&(a, b)| cross(s[0], s[1], a, b)));
            let starts_outside = area.side(line[0]) == Side::Outside;
            prop_assert_eq!(area.touches(&line), meets || !starts_outside);
            prop_assert_eq!(area.contains(&line), !meets && !starts_outside);
            let mut count = 0;
            area.meetings(&line, |_| count += 1);
            prop_assert_eq!(count > 0, meets);
        }

        #[test]
        fn many_polygons_are_the_union_of_each(a in points(3..9), b in points(3..9), line in points(2..5)) {
            let both = Area::new(&[vec![a.clone()], vec![b.clone()]]);
            let each = [Area::new(&[vec![a]]), Area::new(&[vec![b]])];
            prop_assert_eq!(both.touches(&line), each.iter().any(|area| area.touches(&line)));
            prop_assert_eq!(both.contains(&line), each.iter().any(|area| area.contains(&line)));
        }
    }

    #[test]
    fn of_ten_thousand_fields_a_road_looks_at_those_beside_it() {
        let field = |i: i32| {
            let (west, south) = (i % 100 * 1_000, i / 100 * 1_000);
            vec![vec![at((west, south)), at((west + 900, south)), at((west, south + 900))]]
        };
        let area = Area::new(&(0..10_000).map(field).collect::<Vec<_>>());
        let road = [at((5_100, 5_100)), at((7_950, 5_200))];
        assert_eq!(area.near(&road).count(), 3);
        assert!(area.touches(&road));
        assert_eq!(area.near(&[at((950, 950))]).count(), 0);
        assert_eq!(area.near(&[]).count(), 0);
    }

    #[test]
    fn a_hole_is_outside() {
        let square = |r: i32| vec![at((-r, -r)), at((r, -r)), at((r, r)), at((-r, r)), at((-r, -r))];
        let area = Area::new(&[vec![square(100), square(50)]]);
        assert_eq!(area.side(at((0, 0))), Side::Outside);
        assert_eq!(area.side(at((75, 0))), Side::Inside);
        assert_eq!(area.side(at((50, 10))), Side::Boundary);
        assert!(!area.touches(&[at((-10, 0)), at((10, 10))]));
        assert!(area.touches(&[at((-10, 0)), at((60, 10))]));
    }

    #[test]
    fn the_far_corners_of_the_earth_do_not_overflow() {
        let (e, n) = (1_800_000_000, 900_000_000);
        let area = Area::new(&[vec![vec![at((-e, -n)), at((e, -n)), at((e, n)), at((-e, n))]]]);
        assert_eq!(area.side(at((0, 0))), Side::Inside);
        assert!(area.contains(&[at((-1, -1)), at((1_700_000_000, 800_000_000))]));
        assert!(Area::new(&[vec![vec![at((0, 0)), at((0, 0)), at((1, 1))]]]).is_empty());
        assert!(
            Area::new(&[vec![vec![at((i32::MAX, i32::MAX)), at((i32::MIN, 0)), at((0, i32::MIN))]]])
                .touches(&[at((0, 0))])
        );
    }
}
