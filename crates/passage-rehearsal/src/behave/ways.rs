//! Windows, roads and checkpoints of a day.

use super::{Setting, Told, Where};
use crate::Moment;
use crate::assumptions::{Cause, Figure};
use crate::chances::Chances;
use crate::layout::{Closed, Queue, QueueId, Service};
use crate::stage::{self, Stage, What, closed};
use passage_model::id::RoadId;
use passage_model::situation::Situation;
use passage_model::time::Clock;
use std::collections::BTreeMap;

/// Whose window a road has; none where it is always open.
pub(super) fn whose(situation: &Situation, road: RoadId) -> Option<Where> {
    let opening = situation.roads[road.index()].opening;
    if situation.openings[opening.index()].is_always() {
        return None;
    }
    let corridor = situation.corridor_of(road).map(|corridor| Where::Corridor(corridor.0));
    Some(corridor.unwrap_or(Where::Roads(opening.0)))
}

/// How one window of a corridor moves on this day.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Moved {
    late: Moment,
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
    let early = after(Figure::EndsEarly, Figure::EndsBy);
    // A window that firing ends is not extended.
    let extended = if early.0 > 0 { Moment(0) } else { after(Figure::Extended, Figure::ExtendedBy) };
    Moved { late, early, extended }
}

/// Moves the windows.
pub(super) fn windows(stage: &Stage<'_>, chances: &Chances<'_>, setting: &mut Setting) {
    if !chances.plays(Cause::Opening) && !chances.plays(Cause::Closing) {
        return;
    }
    let mut told: BTreeMap<(Where, u64), Moved> = BTreeMap::new();
    for (number, what) in stage.queues.iter().enumerate() {
        let What::Road(road) = *what else { continue };
        let Some(of) = whose(stage.situation, road) else { continue };
        let windows = stage.situation.opening(road).intervals();
        let open = windows.iter().zip(0u64..).map(|(window, number)| {
            let moved = *told.entry((of, number)).or_insert_with(|| moved(chances, of, number));
            // What is open from the beginning outside corridors has no opening to be late.
            let opens = window.from > Clock::H_HOUR || matches!(of, Where::Corridor(_));
            let from = stage::at(window.from).after(if opens { moved.late } else { Moment(0) });
            let until = Moment(stage::at(window.until).0.saturating_sub(moved.early.0)).after(moved.extended);
            (from, if window.until == Clock::NEVER { Moment::NEVER } else { until })
        });
        setting.layout.queues[number].closed = closed(open);
        setting.shut[number].clone_from(&setting.layout.queues[number].closed);
    }
    let seconds = |time: Moment| (time.0 / 1_000_000) as u32;
    for ((of, _), Moved { late, early, extended }) in told {
        setting.told.extend((late.0 > 0).then(|| Told::Late(of, seconds(late))));
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
            close(queue, Moment::seconds(from), lasts);
            if first == Some(number) {
                let seconds = (lasts.0 / 1_000_000) as u32;
                setting.told.push(Told::Pause(QueueId(number as u32), from as u32, seconds));
            }
        }
    }
}

/// Closes roads for a time.
pub(super) fn incidents(stage: &Stage<'_>, chances: &Chances<'_>, setting: &mut Setting) {
    if !chances.plays(Cause::Incidents) {
        return;
    }
    // The roads of each corridor, with the metres up to their ends; those outside any together.
    let mut lines: BTreeMap<u32, Vec<(u64, usize)>> = BTreeMap::new();
    for (number, what) in stage.queues.iter().enumerate() {
        let What::Road(road) = *what else { continue };
        let line = lines.entry(stage.situation.corridor_of(road).map_or(u32::MAX, |corridor| corridor.0)).or_default();
        let before = line.last().map_or(0, |last| last.0);
        line.push((before + u64::from(stage.network.length(road).0), number));
    }
    let day = u64::from(stage.plan.horizon.0);
    for (corridor, line) in lines {
        let all = line.last().map_or(0, |last| last.0);
        for incident in 0..chances.times(Figure::Incidents, u64::from(corridor)) * day.div_ceil(86_400) {
            let whom = (u64::from(corridor) << 16) | (incident + 1);
            let place = (chances.unit(Figure::Incidents, whom) * all as f64) as u64;
            let Some(&(_, number)) = line.get(line.partition_point(|(end, _)| *end <= place)) else { continue };
            let from = (chances.unit(Figure::IncidentLasts, whom) * day as f64) as u64;
            let lasts = chances.minutes(Figure::IncidentLasts, whom);
            close(&mut setting.layout.queues[number], Moment::seconds(from), lasts);
            let seconds = (lasts.0 / 1_000_000) as u32;
            setting.told.push(Told::Incident(QueueId(number as u32), from as u32, seconds));
        }
    }
}

/// One closure more.
fn close(queue: &mut Queue, from: Moment, lasts: Moment) {
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
