//! Junctions at the same place become one: sources that cut their roads apart leave two ends where there is one.

use super::Settings;
use super::streets::Streets;
use passage_model::finding::Finding;
use passage_model::network::RoadMarks;
use passage_model::units::Position;
use rayon::slice::ParallelSliceMut as _;

/// Joins junctions closer than [`Settings::join_within_metres`], unless one lies on a bridge or in a tunnel and the
/// other does not: these cross, they do not meet; and unless one is kept apart by a barrier. Returns how many were joined to another.
///
/// Sorted into rows from south to north and swept row by row, each against itself and the next: O(n log n), and for each
/// junction the different positions within reach of it. However many junctions lie at one position, or in one row,
/// each is looked at once. Twin: every junction against every other (tests).
pub(crate) fn join(streets: &mut Streets, settings: &Settings, found: &mut Vec<Finding>) -> u64 {
    let levels = levels(streets);
    let mut sweep = Sweep::new(streets, settings.join_within_metres);
    sweep.join_same_positions(&levels);
    sweep.join_near_positions(&levels);
    if sweep.joined == 0 && sweep.crossing == 0 {
        return 0;
    }
    remove_seams(streets, &mut sweep.sets);
    if sweep.joined > 0 {
        let words = "junctions lay at the same place as another and were joined to it";
        found.push(Finding::note("network.junctions-joined", words).times(sweep.joined));
    }
    if sweep.crossing > 0 {
        let words = "junctions on a bridge or in a tunnel lie right above or below another and were not joined to it";
        found.push(Finding::note("network.junctions-crossing", words).times(sweep.crossing));
    }
    sweep.joined
}

/// Junctions in rows, and what was joined so far.
struct Sweep {
    within: f64,
    /// `within` in units of latitude.
    band: i32,
    /// A row is this power of two of units high, not less than `band`.
    row_bits: u32,
    /// Sorted by row, then longitude.
    junctions: Vec<(Position, u32)>,
    sets: Sets,
    joined: u64,
    /// Pairs of positions that are within reach but on different levels.
    crossing: u64,
    /// How often one junction was looked at from another.
    looks: u64,
}

impl Sweep {
    fn new(streets: &Streets, within: f64) -> Self {
        // A unit of latitude is 1.11 cm.
        let band = (within / 0.0111).ceil().clamp(1.0, f64::from(1 << 29)) as i32;
        let row_bits = band.cast_unsigned().next_power_of_two().trailing_zeros();
        let mut junctions: Vec<(Position, u32)> =
            streets.junctions.iter().enumerate().map(|(at, &position)| (position, at as u32)).collect();
        if !streets.apart.is_empty() {
            junctions.retain(|(_, at)| streets.apart.binary_search(at).is_err());
        }
        junctions
            .par_sort_unstable_by_key(|&(position, at)| (position.lat >> row_bits, position.lon, position.lat, at));
        let sets = Sets::new(streets.junctions.len());
        Self { within, band, row_bits, junctions, sets, joined: 0, crossing: 0, looks: 0 }
    }

    /// Joins the junctions of one position and one level; one of each stays in the rows.
    fn join_same_positions(&mut self, levels: &[u8]) {
        let mut here: Option<Position> = None;
        let mut first = [NONE; 4];
        let Self { junctions, sets, joined, looks, .. } = self;
        junctions.retain(|&(position, junction)| {
            if here != Some(position) {
                (here, first) = (Some(position), [NONE; 4]);
            }
            let first = &mut first[usize::from(levels[junction as usize] & 3)];
            if *first == NONE {
                *first = junction;
                return true;
            }
            *looks += 1;
            *joined += u64::from(sets.join(*first, junction));
            false
        });
    }

    fn join_near_positions(&mut self, levels: &[u8]) {
        let junctions = std::mem::take(&mut self.junctions);
        let row_of = |position: Position| position.lat >> self.row_bits;
        let mut reach = Reach::default();
        // The first junction of the next row that is not too far west.
        let mut ahead = 0;
        for (at, &(position, junction)) in junctions.iter().enumerate() {
            let row = row_of(position);
            let reach = reach.at(position.lat, self.band);
            let (west, east) = (position.lon.saturating_sub(reach), position.lon.saturating_add(reach));
            while junctions.get(ahead).is_some_and(|&(p, _)| (row_of(p), p.lon) < (row + 1, west)) {
                ahead += 1;
            }
            let in_row = |from: usize, row: i32| {
                junctions[from..].iter().take_while(move |(p, _)| row_of(*p) == row && p.lon <= east)
            };
            for &(other_position, other) in in_row(at + 1, row).chain(in_row(ahead, row + 1)) {
                self.looks += 1;
                let (a, b) = (levels[junction as usize], levels[other as usize]);
                let meet = a & b != 0 || a == 0 || b == 0;
                if meet && self.sets.of(junction) == self.sets.of(other) {
                    continue;
                }
                if super::streets::metres(position, other_position) > self.within {
                    continue;
                }
                if meet {
                    self.joined += u64::from(self.sets.join(junction, other));
                } else {
                    self.crossing += 1;
                }
            }
        }
    }
}

const NONE: u32 = u32::MAX;

/// How many units of longitude are as long as a number of units of latitude; the same for a tenth of a degree.
#[derive(Default)]
struct Reach {
    /// Which tenth of a degree, and what holds there.
    known: Option<(i32, i32)>,
}

impl Reach {
    fn at(&mut self, lat: i32, band: i32) -> i32 {
        let tenth = lat.div_euclid(1_000_000);
        if let Some((known, reach)) = self.known
            && known == tenth
        {
            return reach;
        }
        let furthest = (f64::from(lat.unsigned_abs()) / 1e7 + 0.2).min(90.0);
        // At 80 degrees north a unit of longitude is a sixth of one of latitude; no road is nearer to a pole.
        let shrunk = furthest.to_radians().cos().max(1.0 / 6.0);
        let reach = (f64::from(band) / shrunk).ceil() as i32;
        self.known = Some((tenth, reach));
        reach
    }
}

/// Gives the streets their new junctions, and removes those between two ends that are now one: they were the seam.
fn remove_seams(streets: &mut Streets, sets: &mut Sets) {
    let was: Vec<(u32, u32)> = streets.streets.iter().map(|s| (s.from, s.to)).collect();
    for street in &mut streets.streets {
        street.from = sets.of(street.from);
        street.to = sets.of(street.to);
    }
    let removed: Vec<bool> =
        streets.streets.iter().zip(was).map(|(s, was)| s.from == s.to && was.0 != was.1 && s.metres < 1.0).collect();
    if removed.contains(&true) {
        streets.retain(|at, _| !removed[at]);
    }
}

/// On the ground (1), on a bridge or in a tunnel (2), or at the end of one (both); 0 where no street is.
fn levels(streets: &Streets) -> Vec<u8> {
    let mut levels = vec![0; streets.junctions.len()];
    for street in &streets.streets {
        let level = if street.has(RoadMarks::BRIDGE) || street.has(RoadMarks::TUNNEL) { 2 } else { 1 };
        levels[street.from as usize] |= level;
        levels[street.to as usize] |= level;
    }
    levels
}

/// Disjoint sets of junctions; the smallest number stands for its set (Tarjan 1975, with path halving).
pub(crate) struct Sets(Vec<u32>);

impl Sets {
    /// Every junction by itself.
    pub(crate) fn new(count: usize) -> Self {
        Self((0..count as u32).collect())
    }

    /// The junction that stands for the set of `junction`.
    pub(crate) fn of(&mut self, mut junction: u32) -> u32 {
        while self.0[junction as usize] != junction {
            let above = self.0[junction as usize];
            self.0[junction as usize] = self.0[above as usize];
            junction = above;
        }
        junction
    }

    /// Makes two sets one; whether they were two.
    pub(crate) fn join(&mut self, a: u32, b: u32) -> bool {
        let (a, b) = (self.of(a), self.of(b));
        self.0[a.max(b) as usize] = a.min(b);
        a != b
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clean::streets::{Flow, Street};
    use passage_model::network::RoadClass;
    use proptest::prelude::*;
    use std::collections::BTreeSet;

    /// Junctions, each with a street of its own to a far junction on the ground (1), on a bridge (2), on both, or none.
    fn streets(places: &[(Position, u8)]) -> Streets {
        let mut streets = Streets { names: vec![String::new()], ..Streets::default() };
        streets.junctions = places.iter().map(|(position, _)| *position).collect();
        for (at, &(position, level)) in places.iter().enumerate() {
            for (bit, marks) in [(1, RoadMarks::default()), (2, RoadMarks::BRIDGE)] {
                if level & bit != 0 {
                    let far = Position { lat: position.lat + 300_000_000 + 10_000 * at as i32, ..position };
                    streets.junctions.push(far);
                    let to = streets.junctions.len() as u32 - 1;
                    streets.streets.push(street(at as u32, to, marks));
                }
            }
        }
        streets
    }

    fn street(from: u32, to: u32, marks: RoadMarks) -> Street {
        let flow = Flow { time: 1.0, storage: 1.0, capacity: 600, lanes: 1, class: RoadClass::Primary, marks };
        let (forward, backward) = (Some(flow), None);
        Street { from, to, shape_first: 0, shape_count: 0, metres: 1e6, forward, backward, source: 0, name: 0 }
    }

    fn swept(streets: &Streets) -> (Sweep, Vec<u32>) {
        let levels = levels(streets);
        let mut sweep = Sweep::new(streets, 0.5);
        sweep.join_same_positions(&levels);
        sweep.join_near_positions(&levels);
        let sets = (0..streets.junctions.len() as u32).map(|junction| sweep.sets.of(junction)).collect();
        (sweep, sets)
    }

    /// Every junction against every other; crossings between different positions and levels once.
    fn twin(streets: &Streets) -> (Vec<u32>, u64) {
        let levels = levels(streets);
        let mut sets = Sets::new(streets.junctions.len());
        let mut crossing = BTreeSet::new();
        for (a, &at) in streets.junctions.iter().enumerate() {
            for (b, &there) in streets.junctions.iter().enumerate().skip(a + 1) {
                let (low, high) = (levels[a].min(levels[b]), levels[a].max(levels[b]));
                if crate::clean::streets::metres(at, there) > 0.5 {
                    continue;
                }
                if (low, high) == (1, 2) {
                    let ground_first = if levels[a] == 1 { (at, there) } else { (there, at) };
                    crossing.insert(ground_first);
                } else {
                    sets.join(a as u32, b as u32);
                }
            }
        }
        ((0..streets.junctions.len() as u32).map(|junction| sets.of(junction)).collect(), crossing.len() as u64)
    }

    proptest! {
        #[test]
        fn rows_join_what_a_look_at_every_pair_joins(
            near in prop::collection::vec((-150..150, -300..300, 0..4u8), 1..40),
            lat in prop::sample::select(vec![-799_000_000, -1, 0, 470_000_000, 600_000_063]),
        ) {
            let places: Vec<(Position, u8)> =
                near.iter().map(|&(north, east, level)| (Position { lat: lat + north, lon: east }, level)).collect();
            let streets = streets(&places);
            let (sweep, sets) = swept(&streets);
            prop_assert_eq!((sets, sweep.crossing), twin(&streets));
        }
    }

    #[test]
    fn a_hundred_thousand_junctions_at_one_place_are_each_looked_at_a_few_times() {
        let place = Position { lat: 470_000_000, lon: 370_000_000 };
        let count = 100_000;
        let at_once: Vec<(Position, u8)> = (0..count).map(|i| (place, (i % 4) as u8)).collect();
        let (sweep, _) = swept(&streets(&at_once));
        assert!(sweep.looks < 2 * count, "{}", sweep.looks);
        // All have a street on the ground and on the bridge among them, which joins both.
        assert_eq!(sweep.joined, count - 1);
        let along_a_parallel: Vec<(Position, u8)> =
            (0..count as i32).map(|i| (Position { lon: i * 10_000, ..place }, 1)).collect();
        assert!(swept(&streets(&along_a_parallel)).0.looks < 2 * count);
    }
}
