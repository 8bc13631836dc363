//! Roads that run along each other point by point: the same road twice in the source.

use super::streets::{Flow, Side, Street, Streets, metres};
use passage_model::finding::Finding;
use passage_model::units::Position;

/// Two points closer than this, in metres, are the same point of the same road.
const SAME: f64 = 0.5;

/// Lines between the same two junctions that each further one is compared with. Our choice: no two real junctions have
/// so many roads between them, and in a damaged file the time would grow with the square of their number.
const MOST_LINES: usize = 64;

/// Removes streets that have another's junctions and, point by point, another's line. The first stays; a direction
/// that only the second has is added to it, so that sources which draw each direction by itself get one street for
/// both. Returns how many were doubles in all that they have. Of more than 64 different lines between the same
/// junctions only the first 64 are looked at for doubles. O(n log n).
pub(crate) fn remove(streets: &mut Streets, found: &mut Vec<Finding>) -> u64 {
    let by_ends = by_ends(&streets.streets, streets.junctions.len());
    let mut instead: Vec<Option<Side>> = Vec::new();
    let mut doubles = 0;
    for group in by_ends.chunk_by(|a, b| a.0 == b.0).filter(|group| group.len() > 1) {
        let mut kept: Vec<u32> = Vec::new();
        for &(_, street) in group {
            let first = kept.iter().find_map(|&first| {
                let reversed = same_line(streets, first as usize, street as usize)?;
                Some(Side::new(first, reversed))
            });
            if let Some(first) = first {
                instead.resize(streets.streets.len(), None);
                instead[street as usize] = Some(first);
                doubles += u64::from(!adopt(streets, first, street as usize));
            } else if kept.len() < MOST_LINES {
                kept.push(street);
            }
        }
    }
    if instead.is_empty() {
        return 0;
    }
    streets.rename(|side| {
        let Some(first) = instead[side.street()] else { return Some(side) };
        Some(Side::new(first.street() as u32, first.is_backward() != side.is_backward()))
    });
    streets.retain(|at, _| instead[at].is_none());
    if doubles > 0 {
        let words = "roads ran along another point by point and were removed";
        found.push(Finding::note("network.doubles-removed", words).times(doubles));
    }
    doubles
}

/// The streets that share both junctions with another, with these, sorted by them and then by number: streets are
/// counted out by their lower junction, so that only those of one junction need sorting.
fn by_ends(streets: &[Street], junctions: usize) -> Vec<(u64, u32)> {
    let lower = |s: &Street| s.from.min(s.to) as usize;
    let mut next = vec![0u32; junctions + 1];
    for street in streets {
        next[lower(street) + 1] += 1;
    }
    for at in 0..junctions {
        next[at + 1] += next[at];
    }
    let mut grouped = vec![(0u32, 0u32); streets.len()];
    for (at, street) in streets.iter().enumerate() {
        let place = &mut next[lower(street)];
        grouped[*place as usize] = (street.from.max(street.to), at as u32);
        *place += 1;
    }
    let mut by_ends = Vec::new();
    let mut from = 0;
    // Counting out has moved each start to the next junction's.
    for (junction, &until) in next[..junctions].iter().enumerate() {
        let group = &mut grouped[from..until as usize];
        from = until as usize;
        group.sort_unstable();
        for same in group.chunk_by(|a, b| a.0 == b.0).filter(|same| same.len() > 1) {
            by_ends.extend(same.iter().map(|&(upper, at)| ((junction as u64) << 32 | u64::from(upper), at)));
        }
    }
    by_ends
}

/// Adds the directions that only the double has; whether there were any. Where both have one, what is faster holds: of
/// a road that is drawn once as a track and once as a road, the second is what it was built up to.
fn adopt(streets: &mut Streets, first: Side, double: usize) -> bool {
    let double = streets.streets[double];
    let street = &mut streets.streets[first.street()];
    let before = (street.forward.is_some(), street.backward.is_some());
    let reversed = first.is_backward();
    street.forward = faster(street.forward, double.flow(reversed));
    street.backward = faster(street.backward, double.flow(!reversed));
    before != (street.forward.is_some(), street.backward.is_some())
}

fn faster(a: Option<Flow>, b: Option<Flow>) -> Option<Flow> {
    match (a, b) {
        (Some(a), Some(b)) if (b.time, a.capacity) < (a.time, b.capacity) => Some(b),
        (a, b) => a.or(b),
    }
}

/// Whether two streets have the same line; `Some(true)`: drawn in opposite directions.
fn same_line(streets: &Streets, a: usize, b: usize) -> Option<bool> {
    let (a, b) = (&streets.streets[a], &streets.streets[b]);
    let (a_points, b_points) = (streets.points(a), streets.points(b));
    if a_points.len() != b_points.len() || (a.metres - b.metres).abs() > 2.0 * SAME {
        return None;
    }
    let near = |(a, b): (&Position, &Position)| metres(*a, *b) <= SAME;
    if a.from == b.from && a_points.iter().zip(b_points).all(near) {
        return Some(false);
    }
    (a.from == b.to && a_points.iter().zip(b_points.iter().rev()).all(near)).then_some(true)
}
