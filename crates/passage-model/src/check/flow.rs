//! A certificate's vehicles are a flow: within every limit, nobody lost or made.
//!
//! Nothing here searches or is shared with the planner. O(vehicles' runs x their steps).

use super::certificate::{MALFORMED, capacity};
use super::proof::{Fault, fault};
use crate::certificate::{Certificate, Flow, Rate, Run};
use crate::situation::VehicleKind;
use crate::units::PersonsPerVehicle;

const NO_FLOW: &str = "certificate.no-flow";

/// Who is received by the end of each step, in vehicles.
pub(super) fn received(document: &Certificate, flow: &Flow) -> Result<Vec<u64>, Fault> {
    shape(document, flow)?;
    let steps = document.last as usize + 1;
    let mut at: Vec<Vec<(i64, u32, &[Run])>> = vec![Vec::new(); document.spots.len()];
    for (number, (stretch, enter)) in document.stretches.iter().zip(&flow.enter).enumerate() {
        within(document, number, enter)?;
        at[stretch.from as usize].push((-1, 0, enter));
        at[stretch.to as usize].push((1, stretch.steps, enter));
    }
    for ((spot, waits), here) in document.spots.iter().zip(&flow.waits).zip(&mut at) {
        if waits.iter().any(|run| run[2] > spot.room.0) {
            return Err(fault(NO_FLOW, format!("more wait at {} than there is room for", spot.junction)));
        }
        here.extend([(-1, 0, &waits[..]), (1, 1, &waits[..])]);
    }
    for (source, leave) in document.sources.iter().zip(&flow.leave) {
        let early = leave.iter().any(|run| run[0] < source.first);
        if early || sum(leave) > u128::from(source.vehicles.0) {
            return Err(fault(NO_FLOW, format!("more leave spot {} than are ready", source.spot)));
        }
        at[source.spot as usize].push((1, 0, leave));
    }
    let mut received = vec![0u64; steps];
    let per_vehicle = alike(document)?;
    for (sink, receive) in document.sinks.iter().zip(&flow.receive) {
        if sum(receive) * u128::from(per_vehicle.0) > u128::from(sink.room.0) * 100 {
            return Err(fault(NO_FLOW, format!("more are received at spot {} than it takes", sink.spot)));
        }
        at[sink.spot as usize].push((-1, 0, receive));
        add(receive, 0, &mut |step, vehicles| received[step] += vehicles, steps)?;
    }
    balanced(at, steps)?;
    let mut so_far = 0;
    let summed = received.into_iter().map(|more| {
        so_far += more;
        so_far
    });
    Ok(summed.collect())
}

fn sum(runs: &[Run]) -> u128 {
    runs.iter().map(|run| u128::from(run[1]) * u128::from(run[2])).sum()
}

/// There is a list for everything, and no step twice in any: of two runs over the same step each could be within a
/// limit that both together break.
fn shape(document: &Certificate, flow: &Flow) -> Result<(), Fault> {
    let lists = [
        (&flow.waits, document.spots.len()),
        (&flow.enter, document.stretches.len()),
        (&flow.leave, document.sources.len()),
        (&flow.receive, document.sinks.len()),
    ];
    let apart = |runs: &[Run]| {
        runs.is_sorted_by(|a, b| u64::from(a[0]) + u64::from(a[1]) <= u64::from(b[0]))
            && runs.iter().all(|run| run[1] > 0)
    };
    for (runs, length) in lists {
        if runs.len() != length || !runs.iter().all(|runs| apart(runs)) {
            return Err(fault(MALFORMED, "vehicles of one step stand in several places".to_owned()));
        }
    }
    Ok(())
}

/// What all vehicles carry.
fn alike(document: &Certificate) -> Result<PersonsPerVehicle, Fault> {
    let mut all = document.sources.iter().map(|source| source.per_vehicle);
    let first = all.next().unwrap_or(PersonsPerVehicle(0));
    if all.all(|other| other == first) {
        Ok(first)
    } else {
        Err(fault(NO_FLOW, "its vehicles are not alike: they are no one flow".to_owned()))
    }
}

/// At no spot and step is anybody lost or made.
fn balanced(at: Vec<Vec<(i64, u32, &[Run])>>, steps: usize) -> Result<(), Fault> {
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
    Ok(())
}

/// Nobody enters where or when it is not allowed, nor more than the rate, nor by the lane of another kind.
fn within(document: &Certificate, number: usize, enter: &[Run]) -> Result<(), Fault> {
    let stretch = &document.stretches[number];
    for &[first, steps, vehicles] in enter {
        let Some(last) = steps.checked_sub(1).and_then(|more| first.checked_add(more)) else {
            return Err(fault(MALFORMED, format!("a run of stretch {number} has no end")));
        };
        let open = stretch.entries.partition_point(|entry| entry.1 < first);
        let open = stretch.entries.get(open).is_some_and(|entry| entry.0 <= first && last <= entry.1);
        let few = |rate: Rate| {
            let seconds = document.step.0;
            (first..=last).all(|step| u128::from(vehicles) <= capacity(rate, step, step, seconds))
        };
        let own = |kind: VehicleKind| document.sources.iter().all(|source| source.kind == kind);
        if !open || !stretch.rate.is_none_or(few) || !stretch.lane.is_none_or(|lane| own(lane.kind)) {
            let words = format!("too many enter stretch {number} from step {first} on, or while it is closed");
            return Err(fault(NO_FLOW, words));
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
