//! `rehearsal.json`.

use super::{Rehearsed, reach, story};
use crate::words::Words;
use passage_model::time::Clock;
use passage_rehearsal::{Band, Moment, Proportion};
use serde_json::{Value, json};

/// The version of the document.
pub const REHEARSAL_VERSION: u32 = 1;

/// The document.
pub fn of(rehearsed: &Rehearsed<'_>, words: &Words) -> Value {
    let Rehearsed { summary, rehearsal, times, names, .. } = rehearsed;
    let stage = rehearsal.stage;
    let hours = summary
        .hours
        .iter()
        .map(|hour| json!({ "by": times.stamp(hour.by), "planned": hour.planned, "safe": band(&hour.safe) }));
    let roads = summary.caught.roads.iter().map(|road| {
        json!({ "road": road.road.0, "name": names.road(road.road, words), "days": share(&road.days), "vehicles": round(road.vehicles, 1) })
    });
    let groups = summary.caught.groups.iter().map(|group| {
        let origin = &stage.situation.origins[group.origin.index()];
        json!({
            "assembly": origin.assembly,
            "group": origin.group,
            "days": share(&group.days),
            "not_caught_on_95_of_100_days_if_gone_before": stamp(rehearsed, group.uncaught_before),
            "not_caught_on_any_day_if_gone_before": stamp(rehearsed, group.always_before),
        })
    });
    let checkpoints = summary.checkpoints.iter().zip(&stage.situation.checkpoints).map(|(at, checkpoint)| {
        json!({
            "name": checkpoint.name,
            "wait_seconds": { "p50": at.wait_p50, "p95": at.wait_p95 },
            "longest_queue": band(&at.longest),
            "passed": at.passed,
        })
    });
    let sites = summary.sites.iter().zip(&summary.arrivals).zip(&stage.situation.receptions);
    let sites = sites.map(|((received, arrivals), site)| {
        json!({ "name": site.name, "received": band(received), "received_with_those_who_joined": band(arrivals) })
    });
    let causes = rehearsed.contributions.iter().map(|share| {
        json!({ "cause": share.cause.name(), "share_of_spread": round(share.safe, 4), "vehicles_caught": round(share.caught, 2) })
    });
    let told = story::Told { stage, times, names, words };
    let worst = summary.worst.iter().map(|&day| {
        let (setting, played) = (rehearsal.setting(day, None), &rehearsed.days[day as usize]);
        story::document(day, rehearsal.seed, &setting, played, &told)
    });
    let (gridlock, place) = &summary.gridlock;
    json!({
        "version": REHEARSAL_VERSION,
        "program": concat!("passage ", env!("CARGO_PKG_VERSION")),
        "plan": stage.plan.digest(),
        "network": stage.plan.network,
        "scenario": stage.plan.scenario,
        "reading": stage.plan.reading,
        "seed": rehearsal.seed,
        "days": summary.days,
        "planned": stage.plan.safe(),
        "hours": hours.collect::<Vec<_>>(),
        "finished": share(&summary.finished),
        "caught": {
            "days": share(&summary.caught.days),
            "vehicles_on_such_days": band(&summary.caught.vehicles),
            "persons_on_such_days": band(&summary.caught.persons),
            "roads": roads.collect::<Vec<_>>(),
            "groups": groups.collect::<Vec<_>>(),
            "on_the_way": { "days": share(&summary.caught.late) },
            "out_of_fuel": {
                "days": share(&summary.caught.out_of_fuel.0),
                "vehicles_on_such_days": band(&summary.caught.out_of_fuel.1),
                "persons_on_such_days": band(&summary.caught.out_of_fuel.2),
            },
        },
        "checkpoints": checkpoints.collect::<Vec<_>>(),
        "sites": sites.collect::<Vec<_>>(),
        "stayed": band(&summary.stayed),
        "left_on_the_way": band(&summary.left_on_the_way),
        "joined": band(&summary.joined),
        "joined_left": band(&summary.joined_left),
        "queues_over_junctions": reach::document(rehearsed, words),
        "gridlock": {
            "days": share(gridlock),
            "first": place.as_ref().map(|(day, queues)| json!({ "day": day, "queues": queues.iter().map(|queue| queue.0).collect::<Vec<_>>() })),
        },
        "causes": causes.collect::<Vec<_>>(),
        "worst": worst.collect::<Vec<_>>(),
        "assumptions": rehearsed.assumed.document(&rehearsed.effects),
        "mines": rehearsed.assumed.mines(),
    })
}

/// The civil time of a moment; none of what never comes.
pub fn stamp(rehearsed: &Rehearsed<'_>, moment: Moment) -> Option<String> {
    clock(moment).map(|clock| rehearsed.times.stamp(clock))
}

/// The second in which a moment lies.
pub fn clock(moment: Moment) -> Option<Clock> {
    (moment != Moment::NEVER).then(|| Clock(u32::try_from(moment.0 / 1_000_000).unwrap_or(u32::MAX)))
}

fn band(band: &Band) -> Value {
    let Band { p5, p25, p50, p75, p95, mean } = band;
    json!({ "p5": p5, "p25": p25, "p50": p50, "p75": p75, "p95": p95, "mean": round(*mean, 1) })
}

/// A share of days with its interval.
pub fn share(of: &Proportion) -> Value {
    json!({ "days": of.days, "share": round(of.share, 4), "low": round(of.low, 4), "high": round(of.high, 4) })
}

fn round(number: f64, places: i32) -> f64 {
    let scale = 10f64.powi(places);
    // Never a minus before nothing.
    (number * scale).round() / scale + 0.0
}
