//! Junctions at the same place become one: sources that cut their roads apart leave two ends where there is one.

use super::Settings;
use super::streets::Streets;
use passage_model::finding::Finding;
use passage_model::network::RoadMarks;
use passage_model::units::Position;
use rayon::iter::{IndexedParallelIterator as _, IntoParallelRefIterator as _, ParallelIterator as _};
use rayon::slice::ParallelSliceMut as _;

/// Joins junctions closer than [`Settings::join_within_metres`], unless one lies on a bridge or in a tunnel and the
/// other does not: these cross, they do not meet. Returns how many were joined to another.
///
/// A sweep from south to north: O(n log n), and for each junction those within the same narrow band.
pub(crate) fn join(streets: &mut Streets, settings: &Settings, found: &mut Vec<Finding>) -> u64 {
    let within = settings.join_within_metres;
    let mut by_latitude: Vec<(Position, u32)> =
        streets.junctions.iter().enumerate().map(|(at, &position)| (position, at as u32)).collect();
    by_latitude.par_sort_unstable_by_key(|&(position, at)| (position.lat, position.lon, at));
    // A unit of latitude is 1.11 cm.
    let band = (within / 0.0111).ceil() as i64;
    let near_ones = |(at, &(position, junction)): (usize, &(Position, u32))| {
        let rest = by_latitude[at + 1..].iter();
        let in_band = move |(other, _): &&(Position, u32)| i64::from(other.lat) - i64::from(position.lat) <= band;
        rest.take_while(in_band).filter_map(move |&(other_position, other)| {
            // At most 80 degrees north a unit of longitude is a sixth of one of latitude.
            let near = (i64::from(other_position.lon) - i64::from(position.lon)).abs() <= 6 * band;
            (near && super::streets::metres(position, other_position) <= within).then_some((junction, other))
        })
    };
    let pairs: Vec<(u32, u32)> =
        by_latitude.par_iter().enumerate().with_min_len(1 << 12).flat_map_iter(near_ones).collect();
    if pairs.is_empty() {
        return 0;
    }
    join_pairs(streets, &pairs, found)
}

fn join_pairs(streets: &mut Streets, pairs: &[(u32, u32)], found: &mut Vec<Finding>) -> u64 {
    let levels = levels(streets);
    let mut sets = Sets::new(streets.junctions.len());
    let (mut joined, mut crossing) = (0, 0);
    for &(a, b) in pairs {
        let (a_levels, b_levels) = (levels[a as usize], levels[b as usize]);
        if a_levels & b_levels == 0 && a_levels != 0 && b_levels != 0 {
            crossing += 1;
        } else if sets.join(a, b) {
            joined += 1;
        }
    }
    let was: Vec<(u32, u32)> = streets.streets.iter().map(|s| (s.from, s.to)).collect();
    for street in &mut streets.streets {
        street.from = sets.of(street.from);
        street.to = sets.of(street.to);
    }
    // A street between two ends that are now one was the seam.
    let removed: Vec<bool> =
        streets.streets.iter().zip(was).map(|(s, was)| s.from == s.to && was.0 != was.1 && s.metres < 1.0).collect();
    if removed.contains(&true) {
        streets.retain(|at, _| !removed[at]);
    }
    if joined > 0 {
        let words = "junctions lay at the same place as another and were joined to it";
        found.push(Finding::note("network.junctions-joined", words).times(joined));
    }
    if crossing > 0 {
        let words = "junctions on a bridge or in a tunnel lie right above or below another and were not joined to it";
        found.push(Finding::note("network.junctions-crossing", words).times(crossing));
    }
    joined
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
