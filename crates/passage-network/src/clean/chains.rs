//! Streets in a row become one: a junction between two streets and nothing else is no junction.

use super::Settings;
use super::streets::{Flow, Side, Street, Streets};
use passage_model::network::RoadMarks;

/// Merges streets over junctions where exactly two meet. Lines are kept, times and storage add, capacity and lanes
/// are those of the narrowest part, marks of any part are marks of the whole. Returns how many junctions went.
///
/// A junction stays where a turn is restricted; where the class, the directions, or the being a gap connector, a ferry
/// or a roundabout changes; where the merged street would be longer than [`Settings::cut_above_metres`]; and once on each
/// ring, so that no street returns to its own junction.
/// O(streets + points).
pub(crate) fn merge(streets: &mut Streets, settings: &Settings) -> u64 {
    let ends = Ends::new(streets);
    let mut used = vec![false; streets.streets.len()];
    let mut merged = Merged { names: vec![Side(u32::MAX); streets.streets.len()], ..Merged::default() };
    let (mut row, mut cuts) = (Vec::new(), Vec::new());
    for at in 0..streets.streets.len() {
        if used[at] {
            continue;
        }
        ends.row(streets, at as u32, &mut row);
        for side in &row {
            used[side.street()] = true;
        }
        cut_row(streets, &row, settings.cut_above_metres, &mut cuts);
        let mut from = 0;
        for &until in &cuts {
            merged.add(streets, &row[from..until]);
            from = until;
        }
    }
    let gone = streets.streets.len() - merged.streets.len();
    let names = std::mem::take(&mut merged.names);
    streets.streets = merged.streets;
    streets.shape = merged.shape;
    streets.rename(|side| {
        let name = names[side.street()];
        Some(Side(name.0 ^ u32::from(side.is_backward())))
    });
    gone as u64
}

/// Marks that a street has as a whole or not at all.
const WHOLE: u8 = RoadMarks::GAP.0 | RoadMarks::FERRY.0 | RoadMarks::ROUNDABOUT.0;

/// The streets that meet at each junction, as far as two.
struct Ends {
    /// Sides that leave the junction; `NONE` where there is none.
    leaving: Vec<[Side; 2]>,
    /// How many there are, and 3 for all junctions that must stay.
    count: Vec<u8>,
}

const NONE: Side = Side(u32::MAX);

impl Ends {
    fn new(streets: &Streets) -> Self {
        let mut ends =
            Self { leaving: vec![[NONE; 2]; streets.junctions.len()], count: vec![0; streets.junctions.len()] };
        for (at, street) in streets.streets.iter().enumerate() {
            ends.add(street.from, Side::new(at as u32, false));
            ends.add(street.to, Side::new(at as u32, true));
        }
        for ban in &streets.bans {
            let via = streets.streets[ban.from.street()].end(ban.from.is_backward());
            ends.count[via as usize] = 3;
        }
        ends
    }

    fn add(&mut self, junction: u32, side: Side) {
        let count = &mut self.count[junction as usize];
        if let Some(slot) = self.leaving[junction as usize].get_mut(usize::from(*count)) {
            *slot = side;
        }
        *count = (*count + 1).min(3);
    }

    /// The side that goes on where `side` ends, if nothing else happens there.
    fn next(&self, streets: &Streets, side: Side) -> Option<Side> {
        let junction = streets.streets[side.street()].end(side.is_backward()) as usize;
        if self.count[junction] != 2 {
            return None;
        }
        let back = Side(side.0 ^ 1);
        let [a, b] = self.leaving[junction];
        let onward = if a == back { b } else { a };
        (onward.street() != side.street() && alike(streets, side, onward)).then_some(onward)
    }

    /// The whole row that a street is part of, from one end to the other; a ring starts at the street itself.
    fn row(&self, streets: &Streets, street: u32, row: &mut Vec<Side>) {
        let mut first = Side::new(street, true);
        while let Some(next) = self.next(streets, first) {
            if next.street() == street as usize {
                break;
            }
            first = next;
        }
        let start = Side(first.0 ^ 1);
        row.clear();
        let mut side = start;
        loop {
            row.push(side);
            match self.next(streets, side) {
                Some(next) if next.street() != start.street() => side = next,
                _ => break,
            }
        }
    }
}

/// Whether the same holds on both, as far as one street can hold one thing.
fn alike(streets: &Streets, a: Side, b: Side) -> bool {
    let kind = |side: Side, against: bool| {
        let flow = streets.streets[side.street()].flow(side.is_backward() != against);
        flow.map(|flow| (flow.class, flow.marks.0 & WHOLE))
    };
    kind(a, false) == kind(b, false) && kind(a, true) == kind(b, true)
}

/// Where a row is cut: before it gets too long, and a ring in its middle at least. The last cut is its end.
fn cut_row(streets: &Streets, row: &[Side], longest: f64, cuts: &mut Vec<usize>) {
    cuts.clear();
    let length = |side: &Side| streets.streets[side.street()].metres;
    let ends = |side: Side, backward: bool| streets.streets[side.street()].end(side.is_backward() != backward);
    let is_ring = ends(row[0], true) == ends(row[row.len() - 1], false);
    let total: f64 = row.iter().map(length).sum();
    let longest = if is_ring { longest.min(total / 2.0) } else { longest };
    let mut part = 0.0;
    for (at, side) in row.iter().enumerate() {
        let length = length(side);
        if at > 0 && part + length > longest {
            cuts.push(at);
            part = 0.0;
        }
        part += length;
    }
    cuts.push(row.len());
}

/// The streets after merging.
#[derive(Default)]
struct Merged {
    streets: Vec<Street>,
    shape: Vec<passage_model::units::Position>,
    /// What each old street is now, and whether it runs against it.
    names: Vec<Side>,
}

impl Merged {
    fn add(&mut self, old: &Streets, row: &[Side]) {
        let number = self.streets.len() as u32;
        let shape_first = self.shape.len();
        let part = |side: Side| &old.streets[side.street()];
        let (first, last) = (row[0], row[row.len() - 1]);
        let mut longest = first;
        let mut metres = 0.0;
        let (mut forward, mut backward): (Option<Flow>, Option<Flow>) = (None, None);
        for (at, &side) in row.iter().enumerate() {
            let street = part(side);
            if at > 0 {
                self.shape.push(old.junctions[street.end(!side.is_backward()) as usize]);
            }
            let points = old.points(street);
            if side.is_backward() {
                self.shape.extend(points.iter().rev());
            } else {
                self.shape.extend_from_slice(points);
            }
            metres += street.metres;
            forward = joined(forward, street.flow(side.is_backward()));
            backward = joined(backward, street.flow(!side.is_backward()));
            if street.metres > part(longest).metres {
                longest = side;
            }
            self.names[side.street()] = Side::new(number, side.is_backward());
        }
        self.streets.push(Street {
            from: part(first).end(!first.is_backward()),
            to: part(last).end(last.is_backward()),
            shape_first: shape_first as u32,
            shape_count: (self.shape.len() - shape_first) as u32,
            metres,
            forward,
            backward,
            source: part(longest).source,
            name: part(longest).name,
        });
    }
}

/// All streets of a row have the same directions, so that either both are there or none.
fn joined(so_far: Option<Flow>, next: Option<Flow>) -> Option<Flow> {
    match (so_far, next) {
        (Some(so_far), Some(next)) => Some(so_far.followed_by(next)),
        (so_far, next) => so_far.or(next),
    }
}
