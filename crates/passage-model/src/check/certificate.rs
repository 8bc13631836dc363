//! A certificate holds if its vehicles are a flow and each of its cuts separates those who wait from their step.
//!
//! Nothing here searches or is shared with the planner: every number is counted from the document.
//! O(ranges log ranges + vehicles' runs x their steps + spots x steps).

use super::proof::{Fault, Proof, fault};
use crate::certificate::{CERTIFICATE_VERSION, Certificate, Rate, Run, Spot, Stretch};
use crate::digits::thousands;

/// On the near side for good.
const NEVER: u32 = u32::MAX;
/// Steps, and steps times spots, beyond which a document is refused before anything is counted.
const MOST: (u32, u64) = (1 << 20, 1 << 31);
/// Seconds in the day that rates are counted in.
const DAY: u128 = 86_400;

const MALFORMED: &str = "certificate.malformed";
const NO_FLOW: &str = "certificate.no-flow";
const NO_CUT: &str = "certificate.no-cut";

/// Verifies a certificate, which may be foreign: the first thing that is wrong with it, or what it proves.
pub fn certificate(document: &Certificate) -> Result<Proof, Fault> {
    shape(document)?;
    let sides: Vec<Sides> =
        document.spots.iter().map(|spot| Sides::of(spot, document.last)).collect::<Result<_, _>>()?;
    let safe = flow(document)?;
    let most = cuts(document, &sides)?;
    if let Some(step) = (0..safe.len()).find(|&step| safe[step] > most[step]) {
        let (safe, most) = (thousands(safe[step]), thousands(most[step]));
        return Err(fault(NO_CUT, format!("by the end of step {step} the cut is {most}, but {safe} are received")));
    }
    Ok(Proof { safe, most })
}

fn shape(document: &Certificate) -> Result<(), Fault> {
    if document.version != CERTIFICATE_VERSION {
        return Err(fault(MALFORMED, format!("it is of version {}, not {CERTIFICATE_VERSION}", document.version)));
    }
    let steps = u64::from(document.last) + 1;
    if document.last > MOST.0 || steps * (document.spots.len() as u64 + 1) > MOST.1 {
        return Err(fault(MALFORMED, "it has more steps and spots than can be looked at".to_owned()));
    }
    let ends = document.stretches.iter().flat_map(|stretch| [stretch.from, stretch.to]);
    let sites = document.sources.iter().map(|source| source.spot).chain(document.sinks.iter().map(|sink| sink.spot));
    if let Some(spot) = ends.chain(sites).find(|&spot| spot as usize >= document.spots.len()) {
        return Err(fault(MALFORMED, format!("spot {spot} is not there")));
    }
    // Of two runs over the same step each could be within a limit that both together break.
    let apart = |runs: &[Run]| {
        runs.is_sorted_by(|a, b| u64::from(a[0]) + u64::from(a[1]) <= u64::from(b[0]))
            && runs.iter().all(|run| run[1] > 0)
    };
    let whole = document.stretches.iter().all(|stretch| apart(&stretch.enter));
    if !whole || !document.spots.iter().all(|spot| apart(&spot.waits)) {
        return Err(fault(MALFORMED, "vehicles of one step stand in several places".to_owned()));
    }
    for (number, stretch) in document.stretches.iter().enumerate() {
        let rising = stretch.entries.is_sorted_by(|a, b| a.1 < b.0) && stretch.entries.iter().all(|e| e.0 <= e.1);
        let whole = stretch.rate.is_none_or(|rate| rate.part < rate.parts);
        if !rising || stretch.entries.last().is_some_and(|e| e.1 > document.last) || !whole {
            return Err(fault(MALFORMED, format!("the entries or the rate of stretch {number} make no sense")));
        }
    }
    Ok(())
}

/// From which step's cut on each copy of a spot stands on the far side, by ranges of copies.
struct Sides {
    starts: Vec<u32>,
    far: Vec<u32>,
    end: u32,
}

impl Sides {
    fn of(spot: &Spot, last: u32) -> Result<Self, Fault> {
        let mut sides = Self { starts: Vec::new(), far: Vec::new(), end: last };
        let mut next = 0u64;
        for &(steps, far) in &spot.far {
            sides.starts.push(u32::try_from(next).unwrap_or(NEVER));
            sides.far.push(far.unwrap_or(NEVER));
            next += u64::from(steps);
        }
        let whole = next == u64::from(last) + 1 && spot.far.iter().all(|(steps, _)| *steps > 0);
        if whole {
            Ok(sides)
        } else {
            Err(fault(MALFORMED, format!("the sides of {} do not add up to its steps", spot.junction)))
        }
    }

    /// The side of a copy, and the last copy of its range.
    fn at(&self, step: u32) -> (u32, u32) {
        let range = self.starts.partition_point(|start| *start <= step) - 1;
        (self.far[range], self.starts.get(range + 1).map_or(self.end, |next| next - 1))
    }
}

/// Vehicles due before a step.
fn due(rate: Rate, step: u64, seconds: u32) -> u128 {
    let all = u128::from(step + u64::from(rate.beat)) * u128::from(rate.per_day) * u128::from(seconds) / DAY;
    (all + u128::from(rate.parts - 1 - rate.part)) / u128::from(rate.parts)
}

/// Vehicles that may enter from the first to the last of some steps.
fn capacity(rate: Rate, first: u32, last: u32, seconds: u32) -> u128 {
    due(rate, u64::from(last) + 1, seconds) - due(rate, u64::from(first), seconds)
}

/// The capacities of the cuts. A cut is passed by whoever goes from its near to its far side.
fn cuts(document: &Certificate, sides: &[Sides]) -> Result<Vec<u64>, Fault> {
    let last = document.last;
    // By how much the capacity changes with each step.
    let mut change = vec![0i128; last as usize + 1];
    let mut cross = |near: u32, far: u32, vehicles: u128| {
        if far < near {
            let vehicles = i128::try_from(vehicles).unwrap_or(i128::MAX / 4);
            if far <= last {
                change[far as usize] += vehicles;
            }
            if near <= last {
                change[near as usize] -= vehicles;
            }
        }
    };
    for source in &document.sources {
        cross(NEVER, source.far.unwrap_or(NEVER), u128::from(source.vehicles.0));
        let mut step = source.first;
        while step <= last {
            let (far, end) = sides[source.spot as usize].at(step);
            if far < source.far.unwrap_or(NEVER) {
                return Err(fault(
                    NO_CUT,
                    format!("those who wait at spot {} can leave across it in step {step}", source.spot),
                ));
            }
            step = end + 1;
        }
    }
    for sink in &document.sinks {
        let mut step = 0;
        while step <= last {
            let (far, end) = sides[sink.spot as usize].at(step);
            // Of a range the first copy is the one that must be on the far side soonest.
            if far > step {
                return Err(fault(
                    NO_CUT,
                    format!("whoever comes to spot {} in step {step} is received before it", sink.spot),
                ));
            }
            step = end + 1;
        }
    }
    for (number, stretch) in document.stretches.iter().enumerate() {
        crossing(document, stretch, sides, &mut |near, far, first, end| {
            let Some(rate) = stretch.rate else {
                let words = format!("stretch {number} leads across it in step {first}, and passes as many as come");
                return if far < near { Err(fault(NO_CUT, words)) } else { Ok(()) };
            };
            cross(near, far, capacity(rate, first, end, document.step.0));
            Ok(())
        })?;
    }
    for (spot, sides) in document.spots.iter().zip(sides).filter(|(spot, _)| spot.room.0 > 0) {
        let mut step = 0;
        while step < last {
            let (near, end) = sides.at(step);
            // Only between two ranges does anybody wait across.
            if end < last {
                cross(near, sides.at(end + 1).0, u128::from(spot.room.0));
            }
            step = end + 1;
        }
    }
    let all: u64 = document.sources.iter().map(|source| u64::from(source.vehicles.0)).sum();
    let mut so_far = 0i128;
    let summed = change.into_iter().map(|more| {
        so_far = so_far.saturating_add(more);
        u64::try_from(so_far).unwrap_or(u64::MAX).min(all)
    });
    Ok(summed.collect())
}

/// Each range of entries whose ends are each on one side: near, far, first and last entry. Whoever would arrive after
/// the last step is not received.
fn crossing(
    document: &Certificate,
    stretch: &Stretch,
    sides: &[Sides],
    each: &mut impl FnMut(u32, u32, u32, u32) -> Result<(), Fault>,
) -> Result<(), Fault> {
    let Some(latest) = document.last.checked_sub(stretch.steps) else { return Ok(()) };
    for &(first, last) in &stretch.entries {
        let mut step = first;
        while step <= last.min(latest) {
            let (near, near_end) = sides[stretch.from as usize].at(step);
            let (far, far_end) = sides[stretch.to as usize].at(step + stretch.steps);
            let end = near_end.min(far_end - stretch.steps).min(last);
            each(near, far, step, end)?;
            step = end + 1;
        }
    }
    Ok(())
}

/// The vehicles are a flow: within every limit, nobody lost or made. Who is received by the end of each step.
fn flow(document: &Certificate) -> Result<Vec<u64>, Fault> {
    let steps = document.last as usize + 1;
    let mut at: Vec<Vec<(i64, u32, &[Run])>> = vec![Vec::new(); document.spots.len()];
    for (number, stretch) in document.stretches.iter().enumerate() {
        within(stretch, number, document.step.0)?;
        at[stretch.from as usize].push((-1, 0, &stretch.enter));
        at[stretch.to as usize].push((1, stretch.steps, &stretch.enter));
    }
    for (spot, here) in document.spots.iter().zip(&mut at) {
        if spot.waits.iter().any(|run| run[2] > spot.room.0) {
            return Err(fault(NO_FLOW, format!("more wait at {} than there is room for", spot.junction)));
        }
        here.extend([(-1, 0, &spot.waits[..]), (1, 1, &spot.waits[..])]);
    }
    for source in &document.sources {
        let sent: u128 = source.leave.iter().map(|run| u128::from(run[1]) * u128::from(run[2])).sum();
        if sent > u128::from(source.vehicles.0) || source.leave.iter().any(|run| run[0] < source.first) {
            return Err(fault(NO_FLOW, format!("more leave spot {} than are ready", source.spot)));
        }
        at[source.spot as usize].push((1, 0, &source.leave));
    }
    let mut received = vec![0u64; steps];
    for sink in &document.sinks {
        let came: u128 = sink.receive.iter().map(|run| u128::from(run[1]) * u128::from(run[2])).sum();
        if sink.room.is_some_and(|room| came > u128::from(room.0)) {
            return Err(fault(NO_FLOW, format!("more are received at spot {} than it takes", sink.spot)));
        }
        at[sink.spot as usize].push((-1, 0, &sink.receive));
        add(&sink.receive, 0, &mut |step, vehicles| received[step] += vehicles, steps)?;
    }
    let mut balance = vec![0i64; steps];
    for (spot, here) in at.into_iter().enumerate() {
        balance.fill(0);
        for (sign, later, runs) in here {
            add(runs, later, &mut |step, vehicles| balance[step] += sign * vehicles as i64, steps)?;
        }
        if let Some(step) = balance.iter().position(|left| *left != 0) {
            let words = format!("at spot {spot} in step {step}, {} vehicles are lost or made", balance[step]);
            return Err(fault(NO_FLOW, words));
        }
    }
    let mut so_far = 0;
    Ok(received
        .into_iter()
        .map(|more| {
            so_far += more;
            so_far
        })
        .collect())
}

/// Nobody enters where or when it is not allowed, nor more than the rate.
fn within(stretch: &Stretch, number: usize, seconds: u32) -> Result<(), Fault> {
    for &[first, steps, vehicles] in &stretch.enter {
        let Some(last) = steps.checked_sub(1).and_then(|more| first.checked_add(more)) else {
            return Err(fault(MALFORMED, format!("a run of stretch {number} has no end")));
        };
        let open = stretch.entries.partition_point(|entry| entry.1 < first);
        let open = stretch.entries.get(open).is_some_and(|entry| entry.0 <= first && last <= entry.1);
        let few = |rate: Rate| (first..=last).all(|step| u128::from(vehicles) <= capacity(rate, step, step, seconds));
        if !open || !stretch.rate.is_none_or(few) {
            return Err(fault(
                NO_FLOW,
                format!("too many enter stretch {number} from step {first} on, or while it is closed"),
            ));
        }
    }
    Ok(())
}

/// Adds the vehicles of runs, so many steps later.
fn add(runs: &[Run], later: u32, to: &mut impl FnMut(usize, u64), steps: usize) -> Result<(), Fault> {
    for &[first, count, vehicles] in runs {
        let first = u64::from(first) + u64::from(later);
        if first + u64::from(count) > steps as u64 {
            return Err(fault(NO_FLOW, "somebody is on the way after the last step".to_owned()));
        }
        (first..first + u64::from(count)).for_each(|step| to(step as usize, u64::from(vehicles)));
    }
    Ok(())
}
