//! What the page's script reads: whole numbers, differences where they are many.

use super::lines::{Lines, TENTHS};
use super::sample::Sample;
use super::stretches::spans;
use super::{Shown, counted, seconds, stretches};
use crate::map::Projection;
use passage_model::id::JunctionId;
use passage_model::time::Clock;
use passage_rehearsal::{Counts, Moments, QueueId, What, first_caught};
use serde_json::{Value, json};

/// The version of the data.
pub const REPLAY_VERSION: u32 = 1;

/// Kilometres an hour below which a vehicle is drawn as standing.
const SLOW: f64 = 5.0;

/// The data.
pub fn of(shown: &Shown<'_>, projection: &Projection, counts: &Counts, moments: Moments, sample: &Sample) -> Value {
    let (plan, horizon) = (shown.stage.plan, shown.stage.plan.horizon.0);
    let caught = first_caught(shown.stage, shown.played);
    let mut lines = Lines::new(shown, projection);
    let vehicles: Vec<Vec<i64>> = sample
        .vehicles
        .iter()
        .filter_map(|&vehicle| {
            let (line, drive) = lines.drive(vehicle)?;
            let trip = &shown.setting.trips.vehicles[vehicle as usize];
            let caught = caught.get(&vehicle).map_or(-1, |at| i64::from(seconds(*at, horizon)));
            let kind = shown.setting.loads[vehicle as usize].kind as i64;
            Some([vec![line as i64, kind, i64::from(trip.count), caught], drive].concat())
        })
        .collect();
    let first = shown.film.left.iter().filter_map(|left| left.first()).min();
    let first = first.map_or(0, |first| seconds(*first, horizon));
    json!({
        "version": REPLAY_VERSION,
        "program": concat!("passage ", env!("CARGO_PKG_VERSION")),
        "plan": plan.digest(),
        "scenario": plan.scenario,
        "network": plan.network,
        "seed": shown.seed,
        "day": shown.day,
        "horizon": horizon,
        "first": first,
        "every": counted::apart(plan.horizon),
        "clock": clock(shown),
        "dark": spans(shown.dark, horizon),
        "width": tenths(projection.width),
        "height": tenths(projection.height),
        "slow": SLOW / 3600.0 * projection.per_kilometre() * TENTHS,
        "counts": counted::document(counts),
        "stretches": stretches::of(shown, projection, moments),
        "lines": lines.all.iter().map(super::lines::Line::numbers).collect::<Vec<_>>(),
        "vehicles": vehicles,
        "all_caught": sample.caught_one_of == 1,
        "checkpoints": checkpoints(shown, projection, counts),
        "sites": sites(shown, projection, counts),
        "corridors": corridors(shown),
    })
}

fn tenths(number: f64) -> i64 {
    (number * TENTHS).round() as i64
}

/// Where a place is, in tenths.
fn at(shown: &Shown<'_>, projection: &Projection, junction: JunctionId) -> [i64; 2] {
    let (x, y) = projection.point(shown.stage.network.position(junction));
    [tenths(x), tenths(y)]
}

fn checkpoints(shown: &Shown<'_>, projection: &Projection, counts: &Counts) -> Vec<Value> {
    let all = shown.stage.situation.checkpoints.iter().zip(&counts.waiting);
    let document = |(checkpoint, waiting): (&passage_model::situation::Checkpoint, &Vec<u32>)| json!({ "at": at(shown, projection, checkpoint.junction), "n": counted::numbers(waiting) });
    all.map(document).collect()
}

fn sites(shown: &Shown<'_>, projection: &Projection, counts: &Counts) -> Vec<Value> {
    let all = shown.stage.situation.receptions.iter().zip(&counts.received);
    all.map(|(site, received)| json!({ "at": at(shown, projection, site.junction), "n": counted::numbers(received) }))
        .collect()
}

/// For each corridor that the plan drives, when it is not open on this day, but for incidents on its roads.
fn corridors(shown: &Shown<'_>) -> Vec<Value> {
    let closed = |number: usize| {
        let roads = &shown.stage.situation.corridors[number].roads;
        let of = |queue: &usize| matches!(shown.stage.queues[*queue], What::Road(road) if roads.contains(&road));
        let queue = (0..shown.stage.queues.len()).find(of).map(|queue| QueueId(queue as u32));
        queue.map_or_else(Vec::new, |queue| spans(&shown.setting.shut[queue.index()], shown.stage.plan.horizon.0))
    };
    let all = shown.stage.situation.corridors.iter().enumerate();
    all.map(|(number, _)| json!({ "closed": closed(number) })).collect()
}

/// The civil clock: from which second on, the second of the day then, the day, and the zone; again at each midnight and each
/// change of the zone's offset.
fn clock(shown: &Shown<'_>) -> Vec<Value> {
    let (times, words) = (shown.times, shown.words);
    let of_day = |at: Clock| {
        let civil = times.at(at);
        i64::from(civil.hour()) * 3_600 + i64::from(civil.minute()) * 60 + i64::from(civil.second())
    };
    let mut told: Vec<Value> = Vec::new();
    let mut expected = None;
    // Offsets change at whole minutes of civil time, and midnights are.
    let into = times.at(Clock(0)).second() as u32 % 60;
    let minutes = (0..=shown.stage.plan.horizon.0 / 60 + 1).map(|minute| (minute * 60).saturating_sub(into));
    for at in minutes.filter(|at| *at <= shown.stage.plan.horizon.0).map(Clock) {
        let now = of_day(at);
        let went_on = expected.is_some_and(|(before, second): (u32, i64)| second + i64::from(at.0 - before) == now);
        if !went_on {
            told.push(json!([at.0, now, times.day(at, words), times.zone_alone(at)]));
        }
        expected = Some((at.0, now));
    }
    told
}
