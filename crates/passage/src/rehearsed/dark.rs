//! The hours of darkness over a plan.

use crate::outcome::sun;
use crate::outcome::times::Times;
use passage_model::time::Clock;
use passage_rehearsal::{Closed, Moment, Stage};

/// From sunset to sunrise, to the minute, until a day after the plan's end; where the first group starts.
pub fn hours(stage: &Stage<'_>, times: &Times) -> Vec<Closed> {
    let Some(origin) = stage.situation.origins.first() else { return Vec::new() };
    let position = stage.network.position(origin.junction);
    let end = stage.plan.horizon.0.saturating_add(86_400);
    let at = |clock: u32| Moment::seconds(u64::from(clock));
    let mut hours: Vec<Closed> = Vec::new();
    let mut since = None;
    for clock in (0..=end).step_by(60) {
        let (dark, _) = sun::at(times, Clock(clock), position);
        match (dark, since) {
            (true, None) => since = Some(clock),
            (false, Some(from)) => {
                hours.push(Closed { from: at(from), until: at(clock) });
                since = None;
            }
            _ => {}
        }
    }
    hours.extend(since.map(|from| Closed { from: at(from), until: at(end) }));
    hours
}
