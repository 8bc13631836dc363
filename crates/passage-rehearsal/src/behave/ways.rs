//! Windows, roads and checkpoints of a day.

use super::{Setting, Told, Where};
use crate::Moment;
use crate::assumptions::{Cause, Figure};
use crate::chances::Chances;
use crate::layout::{Closed, Queue, QueueId, Service};
use crate::stage::{self, Stage, What, closed};
use passage_model::id::RoadId;
use passage_model::situation::Corridor;
use passage_model::time::Clock;
use std::collections::BTreeMap;

/// Whose window a queue that is a road has; none where it is always open.
fn whose(stage: &Stage<'_>, queue: usize, road: RoadId) -> Option<Where> {
    let opening = stage.situation.roads[road.index()].opening;
    if stage.situation.openings[opening.index()].is_always() {
        return None;
    }
    let corridor = stage.corridor(queue).map(|corridor| Where::Corridor(corridor.0));
    Some(corridor.unwrap_or(Where::Roads(opening.0)))
}

/// How one window of a corridor moves on this day.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Moved {
    late: Moment,
    before: Moment,
    early: Moment,
    extended: Moment,
}

fn moved(chances: &Chances<'_>, of: Where, number: u64) -> Moved {
    let (Where::Corridor(n) | Where::Roads(n)) = of;
    let whom = (u64::from(n) << 17) | (number << 1) | u64::from(matches!(of, Where::Roads(_)));
    let after = |chance: Figure, by: Figure| {
        if chances.happens(chance, whom) { chances.minutes(by, whom) } else { Moment(0) }
    };
    let late = after(Figure::OpensLate, Figure::LateBy);
    let before = if late.0 > 0 { Moment(0) } else { after(Figure::OpensEarly, Figure::OpensBy) };
    let early = after(Figure::EndsEarly, Figure::EndsBy);
    // A window that firing ends is not extended.
    let extended = if early.0 > 0 { Moment(0) } else { after(Figure::Extended, Figure::ExtendedBy) };
    Moved { late, before, early, extended }
}

/// Moves the windows.
pub(super) fn windows(stage: &Stage<'_>, chances: &Chances<'_>, setting: &mut Setting) {
    if !chances.plays(Cause::Opening) && !chances.plays(Cause::Closing) {
        return;
    }
    let mut told: BTreeMap<(Where, u64), Moved> = BTreeMap::new();
    for (number, what) in stage.queues.iter().enumerate() {
        let What::Road(road) = *what else { continue };
        let Some(of) = whose(stage, number, road) else { continue };
        let windows = stage.situation.opening(road).intervals();
        let open = windows.iter().zip(0u64..).map(|(window, number)| {
            let moved = *told.entry((of, number)).or_insert_with(|| {
                let moved = moved(chances, of, number);
                // Nothing is known of what is before the plan begins.
                Moved { before: moved.before.min(stage::at(window.from)), ..moved }
            });
            // What is open from the beginning outside corridors has no opening to be late.
            let opens = window.from > Clock::H_HOUR || matches!(of, Where::Corridor(_));
            let late = stage::at(window.from).after(if opens { moved.late } else { Moment(0) });
            let from = Moment(late.0.saturating_sub(moved.before.0));
            let until = Moment(stage::at(window.until).0.saturating_sub(moved.early.0)).after(moved.extended);
            (from, if window.until == Clock::NEVER { Moment::NEVER } else { until })
        });
        setting.layout.queues[number].closed = closed(open);
        setting.shut[number].clone_from(&setting.layout.queues[number].closed);
    }
    let seconds = |time: Moment| (time.0 / 1_000_000) as u32;
    for ((of, _), Moved { late, before, early, extended }) in told {
        setting.told.extend((late.0 > 0).then(|| Told::Late(of, seconds(late))));
        setting.told.extend((before.0 > 0).then(|| Told::Before(of, seconds(before))));
        setting.told.extend((early.0 > 0).then(|| Told::Early(of, seconds(early))));
        setting.told.extend((extended.0 > 0).then(|| Told::Extended(of, seconds(extended))));
    }
}

/// Slows the roads.
pub(super) fn roads(stage: &Stage<'_>, chances: &Chances<'_>, setting: &mut Setting) {
    if !chances.plays(Cause::Roads) {
        return;
    }
    let pace = chances.of_the_day(Figure::RoadPace).max(0.01);
    setting.told.push(Told::RoadPace((pace * 1000.0).round() as u32));
    for (queue, what) in setting.layout.queues.iter_mut().zip(&stage.queues) {
        if matches!(what, What::Road(_)) {
            queue.headway = slower(queue.headway, pace);
            queue.headway_in = slower(queue.headway_in, pace);
        }
    }
}

fn slower(headway: Moment, pace: f64) -> Moment {
    if headway == Moment::NEVER { headway } else { Moment((headway.0 as f64 / pace).round() as u64) }
}

/// Checkpoints serve at random, at their own pace, and pause.
pub(super) fn checkpoints(stage: &Stage<'_>, chances: &Chances<'_>, setting: &mut Setting) {
    if !chances.plays(Cause::Checkpoints) {
        return;
    }
    let stream = chances.stream(Cause::Checkpoints);
    let day = u64::from(stage.plan.horizon.0);
    for (number, what) in stage.queues.iter().enumerate() {
        let What::Lane(checkpoint, kind) = *what else { continue };
        let at = u64::from(checkpoint.0);
        let pace = chances.figure(Figure::CheckpointPace, at).max(0.01);
        let queue = &mut setting.layout.queues[number];
        queue.headway = slower(queue.headway, pace);
        queue.lane = Some(Service::Chance(stream.part((at << 8) | kind as u64)));
        let told = |told: Told, all: &mut Vec<Told>| {
            if !all.contains(&told) {
                all.push(told);
            }
        };
        told(Told::CheckpointPace((pace * 1000.0).round() as u32), &mut setting.told);
        // All lanes of a checkpoint pause together.
        let first = stage.queues.iter().position(|what| matches!(what, What::Lane(other, _) if *other == checkpoint));
        for pause in 0..chances.times(Figure::Pauses, at) * day.div_ceil(86_400) {
            let whom = (at << 16) | (pause + 1);
            let from = (chances.unit(Figure::PauseLasts, whom) * day as f64) as u64;
            let lasts = chances.minutes(Figure::PauseLasts, whom);
            // Nobody notices a pause of what is closed.
            let begins = Moment::seconds(from);
            let noticed = queue.open_from(begins) < begins.after(lasts);
            close(queue, begins, lasts);
            if first == Some(number) && noticed {
                let seconds = (lasts.0 / 1_000_000) as u32;
                setting.told.push(Told::Pause(QueueId(number as u32), from as u32, seconds));
            }
        }
    }
}

/// Closes roads for a time. Where a corridor is closed lies on any of its roads, whatever the plan uses of it; outside corridors
/// each road that the plan uses has its own chance, by its share of the metres of them all, and other roads by theirs. So two
/// plans meet the same incidents on the roads that both use.
pub(super) fn incidents(stage: &Stage<'_>, chances: &Chances<'_>, setting: &mut Setting) {
    if !chances.plays(Cause::Incidents) {
        return;
    }
    let days = u64::from(stage.plan.horizon.0).div_ceil(86_400);
    for (corridor, of) in (0u64..).zip(&stage.situation.corridors) {
        for incident in 0..chances.times(Figure::Incidents, corridor) * days {
            let whom = (corridor << 16) | (incident + 1);
            // No harm on a road that nobody takes.
            if let Some(queue) = somewhere(stage, of, chances.unit(Figure::Incidents, whom)) {
                happens(stage, chances, setting, queue, whom);
            }
        }
    }
    let outside = |&(number, what): &(usize, &What)| matches!(what, What::Road(_)) && stage.corridor(number).is_none();
    let road = |(number, what): (usize, &What)| if let What::Road(road) = *what { Some((number, road)) } else { None };
    let roads: Vec<(usize, RoadId)> = stage.queues.iter().enumerate().filter(outside).filter_map(road).collect();
    let used = roads.iter().filter(|(number, _)| *number < stage.planned());
    let all: u64 = used.map(|(_, road)| length(stage, *road)).sum();
    let often = chances.figure(Figure::Incidents, u64::from(u32::MAX)).max(0.0) * days as f64 / all.max(1) as f64;
    for (number, road) in roads {
        let whom = OUTSIDE | (u64::from(road.0) << 16);
        let expected = often * length(stage, road) as f64;
        let times = expected as u64 + u64::from(chances.unit(Figure::Incidents, whom) < expected.fract());
        for incident in 0..times {
            happens(stage, chances, setting, QueueId(number as u32), whom | (incident + 1));
        }
    }
}

/// The mark of roads outside corridors among those whom incidents are drawn for.
const OUTSIDE: u64 = 1 << 62;

/// A road's length, in tenths of a metre.
fn length(stage: &Stage<'_>, road: RoadId) -> u64 {
    u64::from(stage.network.length(road).0)
}

/// The road at a place of a corridor, a share of its length from its beginning, if anybody may take it.
pub(super) fn somewhere(stage: &Stage<'_>, corridor: &Corridor, share: f64) -> Option<QueueId> {
    let mut all = 0;
    let end = |road: &RoadId| {
        all += length(stage, *road);
        all
    };
    let ends: Vec<u64> = corridor.roads.iter().map(end).collect();
    let place = (share * all as f64) as u64;
    stage.on(*corridor.roads.get(ends.partition_point(|end| *end <= place))?)
}

/// One incident.
fn happens(stage: &Stage<'_>, chances: &Chances<'_>, setting: &mut Setting, queue: QueueId, whom: u64) {
    let day = f64::from(stage.plan.horizon.0);
    let from = (chances.unit(Figure::IncidentLasts, whom) * day) as u64;
    let lasts = chances.minutes(Figure::IncidentLasts, whom);
    close(&mut setting.layout.queues[queue.index()], Moment::seconds(from), lasts);
    setting.told.push(Told::Incident(queue, from as u32, (lasts.0 / 1_000_000) as u32));
}

/// One closure more.
pub(super) fn close(queue: &mut Queue, from: Moment, lasts: Moment) {
    queue.closed.push(Closed { from, until: from.after(lasts) });
    queue.closed.sort_unstable_by_key(|closed| (closed.from, closed.until));
    let mut joined: Vec<Closed> = Vec::with_capacity(queue.closed.len());
    for &next in &queue.closed {
        match joined.last_mut() {
            Some(last) if next.from <= last.until => last.until = last.until.max(next.until),
            _ => joined.push(next),
        }
    }
    queue.closed = joined;
}
