//! The first step: lines are cut where they meet, and become streets between junctions.

use super::streets::{Ban, Flow, Side, Street, Streets, metres};
use crate::draft::{Draft, Facts, Line, Turn};
use crate::osm::tags::capacity::METRES_PER_QUEUED_VEHICLE;
use crate::tally::{Kind, Tally};
use passage_model::finding::Finding;

/// Streets of a draft. A point is a junction where a line ends, where two lines meet or one meets itself, and where
/// a turn is restricted. O(points + turns log turns).
pub(crate) fn split(draft: Draft, found: &mut Vec<Finding>) -> Streets {
    let numbers = junctions(&draft);
    let mut streets = Streets {
        junctions: draft.points.iter().zip(&numbers).filter(|(_, n)| **n != NONE).map(|(p, _)| *p).collect(),
        ..Streets::default()
    };
    streets.apart = draft.apart.iter().map(|point| numbers[*point as usize]).filter(|n| *n != NONE).collect();
    streets.apart.sort_unstable();
    let mut first_street = Vec::with_capacity(draft.lines.len() + 1);
    for line in &draft.lines {
        first_street.push(streets.streets.len() as u32);
        cut_line(&draft, line, &numbers, &mut streets);
    }
    first_street.push(streets.streets.len() as u32);
    let mut tally = Tally::default();
    let arms = Arms::new(&draft, &first_street, &streets, &numbers);
    for turn in &draft.turns {
        match arms.ban(turn, numbers[turn.via as usize]) {
            Ok(ban) => streets.bans.push(ban),
            Err(kind) => tally.count(kind, || {
                let (from, onto) = (draft.lines[turn.from as usize].source, draft.lines[turn.onto as usize].source);
                format!("from way {from} onto way {onto}")
            }),
        }
    }
    streets.bans.sort_unstable();
    streets.bans.dedup();
    found.extend(tally.into_findings());
    streets.names = draft.names;
    streets.places = draft.places;
    streets
}

const NONE: u32 = u32::MAX;

/// The number of each point among the junctions.
fn junctions(draft: &Draft) -> Vec<u32> {
    const SEEN: u32 = 1;
    const JUNCTION: u32 = 2;
    let mut numbers = vec![0u32; draft.points.len()];
    for line in &draft.lines {
        let points = points_of(draft, line);
        for &point in points {
            let number = &mut numbers[point as usize];
            *number = (*number + SEEN).min(JUNCTION);
        }
        for end in [points.first(), points.last()].into_iter().flatten() {
            numbers[*end as usize] = JUNCTION;
        }
    }
    for turn in &draft.turns {
        if numbers[turn.via as usize] >= SEEN {
            numbers[turn.via as usize] = JUNCTION;
        }
    }
    let mut next = 0;
    for number in &mut numbers {
        if *number == JUNCTION {
            *number = next;
            next += 1;
        } else {
            *number = NONE;
        }
    }
    numbers
}

fn points_of<'a>(draft: &'a Draft, line: &Line) -> &'a [u32] {
    &draft.line_points[line.first_point as usize..(line.first_point + line.point_count) as usize]
}

fn cut_line(draft: &Draft, line: &Line, numbers: &[u32], streets: &mut Streets) {
    let points = points_of(draft, line);
    let first_street = streets.streets.len();
    let facts = |number: Option<u32>| number.and_then(|n| draft.facts.get(n as usize)).copied();
    let (forward, backward) = (facts(line.forward), facts(line.backward));
    let mut start = points[0];
    let mut shape_first = streets.shape.len();
    let mut length = 0.0;
    let mut last = draft.points[start as usize];
    for &point in &points[1..] {
        let position = draft.points[point as usize];
        length += metres(last, position);
        last = position;
        let number = numbers[point as usize];
        if number == NONE {
            streets.shape.push(position);
            continue;
        }
        streets.streets.push(Street {
            from: numbers[start as usize],
            to: number,
            shape_first: shape_first as u32,
            shape_count: (streets.shape.len() - shape_first) as u32,
            metres: length,
            forward: forward.map(|facts| flow(&facts, length)),
            backward: backward.map(|facts| flow(&facts, length)),
            source: line.source,
            name: line.name,
        });
        (start, shape_first, length) = (point, streets.shape.len(), 0.0);
    }
    let whole_times = [forward, backward].into_iter().flatten().any(|f| f.travel.is_some() || f.storage.is_some());
    if line.length.is_some() || whole_times {
        share_out(&mut streets.streets[first_street..], line, forward, backward);
    }
}

/// What the source says of a whole line is shared out over its streets by their length.
fn share_out(streets: &mut [Street], line: &Line, forward: Option<Facts>, backward: Option<Facts>) {
    let drawn: f64 = streets.iter().map(|s| s.metres).sum();
    let equal = 1.0 / streets.len().max(1) as f64;
    for street in streets {
        let share = if drawn > 0.0 { street.metres / drawn } else { equal };
        if let Some(length) = line.length {
            street.metres = length.metres() * share;
        }
        let whole = |facts: Facts| {
            let by_length = flow(&facts, street.metres);
            Flow {
                time: facts.travel.map_or(by_length.time, |travel| f64::from(travel.0) * share),
                storage: facts.storage.map_or(by_length.storage, |storage| f64::from(storage.0) * share),
                ..by_length
            }
        };
        street.forward = forward.map(whole);
        street.backward = backward.map(whole);
    }
}

fn flow(facts: &Facts, metres: f64) -> Flow {
    // A standstill would take for ever; no reader gives one, but a draft may.
    let kmh = facts.speed.kmh().max(0.1);
    Flow {
        time: metres * 3600.0 / kmh,
        storage: metres * f64::from(facts.lanes) / METRES_PER_QUEUED_VEHICLE,
        capacity: facts.capacity.0,
        lanes: facts.lanes.max(1),
        class: facts.class,
        marks: facts.marks,
    }
}

/// The sides of restricted lines that touch the junctions of restrictions, by line and junction.
struct Arms {
    /// Sides that end at the junction.
    ending: Vec<(u32, u32, Side)>,
    /// Sides that start there.
    starting: Vec<(u32, u32, Side)>,
}

impl Arms {
    fn new(draft: &Draft, first_street: &[u32], streets: &Streets, numbers: &[u32]) -> Self {
        let mut lines: Vec<u32> = draft.turns.iter().flat_map(|turn| [turn.from, turn.onto]).collect();
        let mut junctions: Vec<u32> = draft.turns.iter().map(|turn| numbers[turn.via as usize]).collect();
        for sorted in [&mut lines, &mut junctions] {
            sorted.sort_unstable();
            sorted.dedup();
        }
        let mut arms = Self { ending: Vec::new(), starting: Vec::new() };
        for line in lines {
            for at in first_street[line as usize]..first_street[line as usize + 1] {
                let street = &streets.streets[at as usize];
                for backward in [false, true].into_iter().filter(|backward| street.flow(*backward).is_some()) {
                    for (list, junction) in
                        [(&mut arms.ending, street.end(backward)), (&mut arms.starting, street.end(!backward))]
                    {
                        if junctions.binary_search(&junction).is_ok() {
                            list.push((line, junction, Side::new(at, backward)));
                        }
                    }
                }
            }
        }
        arms.ending.sort_unstable();
        arms.starting.sort_unstable();
        arms
    }

    /// The restriction between the streets of two lines: the one that ends at the junction, and the one that starts
    /// there. One-way streets have one such, of a two-way line that runs through the junction there are two.
    fn ban(&self, turn: &Turn, via: u32) -> Result<Ban, Kind> {
        let of = |sides: &[(u32, u32, Side)], line: u32| {
            let first = sides.partition_point(|&(l, junction, _)| (l, junction) < (line, via));
            let here = |at: usize| sides.get(at).filter(|&&(l, junction, _)| (l, junction) == (line, via));
            (here(first).map(|side| side.2), here(first + 1).is_some())
        };
        match (of(&self.ending, turn.from), of(&self.starting, turn.onto)) {
            ((None, _), _) | (_, (None, _)) => Err(NOT_DRIVABLE),
            ((Some(from), false), (Some(onto), false)) => Ok(Ban { from, onto, only: turn.only }),
            _ => Err(AMBIGUOUS),
        }
    }
}

const NOT_DRIVABLE: Kind = Kind::note(
    "network.restriction-without-effect",
    "a turn restriction is about a turn that one-way traffic excludes anyway",
    "",
);
const AMBIGUOUS: Kind = Kind::note(
    "network.restriction-ambiguous",
    "a turn restriction is from or onto a road that runs through the junction, so that it is not known \
            which arm is meant; it is waived",
    "Split the road at the junction in OpenStreetMap.",
);
