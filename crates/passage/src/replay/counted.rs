//! Counts of all vehicles as the page holds them: evenly spaced moments, the first number and then differences.

use super::{Shown, deltas};
use passage_model::time::Clock;
use passage_rehearsal::{Counts, Moment, Moments};
use serde_json::{Value, json};
use std::fmt::Write as _;

/// Seconds between two counts: as few of these as give no more than [`MOST`].
const APART: [u32; 7] = [10, 20, 30, 60, 120, 300, 600];
/// Counts of one kind, where the longest spacing allows it.
const MOST: u32 = 3_000;

/// How far apart the counts of a day are that lasts until `horizon`, in seconds.
pub fn apart(horizon: Clock) -> u32 {
    APART.into_iter().find(|apart| horizon.0 / apart <= MOST).unwrap_or(3_600)
}

/// The counts of a day with the moments at which they are made.
pub fn of(shown: &Shown<'_>) -> (Counts, Moments) {
    let horizon = shown.stage.plan.horizon;
    let moments = Moments::new(apart(horizon), Moment::seconds(u64::from(horizon.0)));
    (Counts::of(shown.stage, shown.setting, shown.film, shown.played, moments), moments)
}

/// The document of a count.
pub fn numbers(counts: &[u32]) -> Vec<i64> {
    deltas(counts.iter().map(|&count| i64::from(count)))
}

/// All counts but those of places.
pub fn document(counts: &Counts) -> Value {
    json!({
        "home": numbers(&counts.home),
        "way": numbers(&counts.on_the_way),
        "safe": numbers(&counts.safe),
        "joined": numbers(&counts.joined),
        "vehicles": numbers(&counts.vehicles),
        "caught": numbers(&counts.caught),
        "caught_persons": numbers(&counts.caught_persons),
    })
}

/// The day as a picture: who is safe, on the way and at home, one above the other, over nights; `width` by `height` points.
pub fn strip(shown: &Shown<'_>, counts: &Counts, width: f64, height: f64) -> String {
    let horizon = f64::from(shown.stage.plan.horizon.0.max(1));
    let all = counts.home.iter().zip(&counts.on_the_way).zip(&counts.safe).map(|((home, way), safe)| home + way + safe);
    let most = f64::from(all.max().unwrap_or(0).max(1));
    let apart = f64::from(apart(shown.stage.plan.horizon));
    let at = |place: usize| (place as f64 * apart).min(horizon) / horizon * width;
    let mut night = String::new();
    for [from, until] in super::stretches::spans(shown.dark, shown.stage.plan.horizon.0) {
        let [left, right] = [from, until].map(|at| f64::from(at) / horizon * width);
        let wide = right - left;
        let _ =
            write!(night, "<rect class=\"night\" x=\"{left:.1}\" y=\"0\" width=\"{wide:.1}\" height=\"{height:.0}\"/>");
    }
    let area = |class: &str, upper: &dyn Fn(usize) -> u32| {
        let mut path = format!("M0 {height:.0}");
        let mut last = None;
        for place in 0..counts.safe.len() {
            let y = format!("{:.1}", height - f64::from(upper(place)) / most * (height - 2.0));
            // A step where it changes: fewer points, and as it is.
            if last.as_ref() != Some(&y) {
                let _ = write!(path, "H{:.1}V{y}", at(place));
                last = Some(y);
            }
        }
        format!("<path class=\"{class}\" d=\"{path}H{width:.0}V{height:.0}z\"/>")
    };
    let way = area("way", &|place| counts.safe[place] + counts.on_the_way[place]);
    let safe = area("safe", &|place| counts.safe[place]);
    format!(
        "<svg class=\"strip\" viewBox=\"0 0 {width:.0} {height:.0}\" preserveAspectRatio=\"none\" aria-hidden=\"true\">\
         {night}{way}{safe}</svg>"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_are_as_close_as_their_number_allows() {
        let day = 86_400;
        assert_eq!(
            [3_600, day, 3 * day, 30 * day, 400 * day].map(|horizon| apart(Clock(horizon))),
            [10, 30, 120, 3_600, 3_600]
        );
    }
}
