//! The last step: streets become the columns of a network, each direction a road.

use super::streets::{Flow, Side, Streets};
use passage_model::finding::Finding;
use passage_model::id::RoadId;
use passage_model::network::{Columns, ForbiddenTurn, Inconsistent, Network, Origin};
use passage_model::units::{Decimetres, Position};

/// The network. Roads are in the order of the junctions they leave. O(roads + points + restrictions log restrictions).
pub(crate) fn network(streets: Streets, origin: Origin, found: &mut Vec<Finding>) -> Result<Network, Inconsistent> {
    let (junctions, numbers) = used_junctions(&streets);
    let sides = ordered_sides(&streets, &numbers, junctions.len());
    let mut road_of = vec![u32::MAX; streets.streets.len() * 2];
    for (road, side) in sides.iter().enumerate() {
        road_of[side.0 as usize] = road as u32;
    }
    let (columns, (forbidden, waived)) =
        rayon::join(|| columns(&streets, &sides, &numbers), || forbidden(&streets, &sides, &road_of, &numbers));
    if waived > 0 {
        let words = "a turn restriction forces a turn where more roads meet than at any real junction, and is waived";
        let advice = "The file is probably damaged or has its roads many times over: download it again.";
        found.push(Finding::warning("network.restriction-at-star", words).advise(advice).times(waived));
    }
    let Streets { names, places, .. } = streets;
    Network::from_columns(origin, junctions, columns, names, forbidden, places)
}

/// The junctions in use, in the order in which streets first touch them: those of one road lie together in memory.
fn used_junctions(streets: &Streets) -> (Vec<Position>, Vec<u32>) {
    let mut numbers = vec![u32::MAX; streets.junctions.len()];
    let mut used = Vec::with_capacity(streets.junctions.len());
    for junction in streets.streets.iter().flat_map(|street| [street.from, street.to]) {
        let number = &mut numbers[junction as usize];
        if *number == u32::MAX {
            *number = used.len() as u32;
            used.push(streets.junctions[junction as usize]);
        }
    }
    (used, numbers)
}

/// The sides that may be driven, by the junction they leave (counting sort).
fn ordered_sides(streets: &Streets, numbers: &[u32], junctions: usize) -> Vec<Side> {
    let mut next = vec![0u32; junctions + 1];
    let each = |take: &mut dyn FnMut(u32, Side)| {
        for (at, street) in streets.streets.iter().enumerate() {
            for backward in [false, true] {
                if street.flow(backward).is_some() {
                    take(numbers[street.end(!backward) as usize], Side::new(at as u32, backward));
                }
            }
        }
    };
    each(&mut |from, _| next[from as usize + 1] += 1);
    for at in 0..junctions {
        next[at + 1] += next[at];
    }
    let mut sides = vec![Side(u32::MAX); next.last().copied().unwrap_or(0) as usize];
    each(&mut |from, side| {
        sides[next[from as usize] as usize] = side;
        next[from as usize] += 1;
    });
    sides
}

fn columns(streets: &Streets, sides: &[Side], numbers: &[u32]) -> Columns {
    let (shapes, rest) = rayon::join(|| shapes(streets, sides), || columns_without_shape(streets, sides, numbers));
    let (shape_start, shape) = shapes;
    Columns { shape_start, shape, ..rest }
}

fn shapes(streets: &Streets, sides: &[Side]) -> (Vec<u32>, Vec<Position>) {
    let points = |side: &Side| streets.streets[side.street()].shape_count as usize;
    let mut shape = Vec::with_capacity(sides.iter().map(points).sum());
    let mut starts = Vec::with_capacity(sides.len() + 1);
    starts.push(0);
    for side in sides {
        let points = streets.points(&streets.streets[side.street()]);
        if side.is_backward() {
            shape.extend(points.iter().rev());
        } else {
            shape.extend_from_slice(points);
        }
        starts.push(shape.len() as u32);
    }
    (starts, shape)
}

fn columns_without_shape(streets: &Streets, sides: &[Side], numbers: &[u32]) -> Columns {
    let mut columns = Columns::default();
    reserve(&mut columns, sides.len());
    for side in sides {
        let street = &streets.streets[side.street()];
        let Some(flow) = street.flow(side.is_backward()) else { continue };
        columns.from.push(numbers[street.end(!side.is_backward()) as usize]);
        columns.to.push(numbers[street.end(side.is_backward()) as usize]);
        columns.length.push(Decimetres::from_metres(street.metres).0);
        columns.travel.push(whole_time(&flow));
        columns.capacity.push(flow.capacity);
        columns.storage.push(flow.storage.round().clamp(1.0, f64::from(u32::MAX)) as u32);
        columns.lanes.push(flow.lanes.max(1));
        columns.class.push(flow.class as u8);
        columns.marks.push(flow.marks.0);
        columns.source.push(street.source);
        columns.name.push(street.name);
    }
    columns
}

fn reserve(columns: &mut Columns, roads: usize) {
    let Columns { from, to, length, travel, capacity, storage, name, .. } = columns;
    for column in [from, to, length, travel, capacity, storage, name] {
        column.reserve_exact(roads);
    }
    for column in [&mut columns.lanes, &mut columns.class, &mut columns.marks] {
        column.reserve_exact(roads);
    }
    columns.source.reserve_exact(roads);
}

/// The time in whole milliseconds, rounded up but for the last digits of the sum, at least one: time passes on every
/// road.
fn whole_time(flow: &Flow) -> u32 {
    (flow.time - 1e-6).ceil().clamp(1.0, f64::from(u32::MAX)) as u32
}

/// Roads that leave one junction, at most, for a forced turn to be obeyed: it forbids all others, and where many leave
/// and many enter that is the one times the other. Our choice, five times the arms of any real junction.
const MOST_ROADS: usize = 64;

/// The forbidden turns: those that are, and all but the forced one where one is forced; and how many restrictions were
/// waived because too many roads leave their junction.
fn forbidden(streets: &Streets, sides: &[Side], road_of: &[u32], numbers: &[u32]) -> (Vec<ForbiddenTurn>, u64) {
    let (mut forbidden, mut waived) = (Vec::new(), 0);
    let mut bans = streets.bans.clone();
    bans.sort_unstable();
    let road = |side: Side| Some(road_of[side.0 as usize]).filter(|road| *road != u32::MAX).map(RoadId);
    for group in bans.chunk_by(|a, b| a.from == b.from) {
        let Some(from) = road(group[0].from) else { continue };
        let via = streets.streets[group[0].from.street()].end(group[0].from.is_backward());
        forbidden.extend(
            group.iter().filter(|ban| !ban.only).filter_map(|ban| Some(ForbiddenTurn { from, onto: road(ban.onto)? })),
        );
        // Sorted as the restrictions are.
        let forced: Vec<Side> =
            group.iter().filter(|ban| ban.only && road(ban.onto).is_some()).map(|ban| ban.onto).collect();
        if forced.is_empty() {
            continue;
        }
        let choices: Vec<Side> = leaving(sides, streets, numbers, via).take(MOST_ROADS + 1).collect();
        if choices.len() > MOST_ROADS {
            waived += forced.len() as u64;
            continue;
        }
        let others = choices.into_iter().filter(|side| forced.binary_search(side).is_err());
        forbidden.extend(others.filter_map(|side| Some(ForbiddenTurn { from, onto: road(side)? })));
    }
    (forbidden, waived)
}

/// The sides that leave a junction; `sides` are in the order of the numbers of the junctions that they leave.
fn leaving<'a>(
    sides: &'a [Side],
    streets: &'a Streets,
    numbers: &'a [u32],
    junction: u32,
) -> impl Iterator<Item = Side> + 'a {
    let start = |side: &Side| numbers[streets.streets[side.street()].end(!side.is_backward()) as usize];
    let junction = numbers[junction as usize];
    let first = sides.partition_point(|side| start(side) < junction);
    sides[first..].iter().copied().take_while(move |side| start(side) == junction)
}
