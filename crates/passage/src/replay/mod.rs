//! `replay.html`: one day of a rehearsal to watch. One file that asks nothing of anywhere: the map, the data, and a script that
//! the page's policy names by its digest.

mod counted;
mod data;
mod lines;
mod page;
mod sample;
mod stretches;

use crate::outcome::names::Names;
use crate::outcome::times::Times;
use crate::words::Words;
use passage_rehearsal::{Closed, Film, Played, Setting, Stage};

pub use data::REPLAY_VERSION;
pub use page::write;

/// The day that is shown.
pub struct Shown<'a> {
    /// The plan, set up.
    pub stage: &'a Stage<'a>,
    /// Its day.
    pub setting: &'a Setting,
    /// How it went.
    pub played: &'a Played,
    /// Who moved when.
    pub film: &'a Film,
    /// The number of the day; `None` where chance is left out.
    pub day: Option<u64>,
    /// The seed.
    pub seed: u64,
    /// The hours of darkness, also where they slow nobody.
    pub dark: &'a [Closed],
    /// The scenario's title.
    pub title: &'a str,
    /// Whether it is an exercise.
    pub exercise: bool,
    /// The lines of the story.
    pub story: Vec<String>,
    /// The plan's clock.
    pub times: &'a Times,
    /// Its names.
    pub names: &'a Names<'a>,
    /// The language.
    pub words: &'a Words,
}

/// Seconds of a moment, no later than `most`.
fn seconds(moment: passage_rehearsal::Moment, most: u32) -> u32 {
    u32::try_from(moment.0 / 1_000_000).unwrap_or(u32::MAX).min(most)
}

/// Numbers as the first and then the differences: short where they change little.
fn deltas(values: impl IntoIterator<Item = i64>) -> Vec<i64> {
    let mut before = 0;
    let mut delta = |value| value - std::mem::replace(&mut before, value);
    values.into_iter().map(&mut delta).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn differences_add_up_to_the_numbers() {
        assert_eq!(deltas([5, 5, 9, 2]), [5, 0, 4, -7]);
        assert_eq!(deltas([]), [0i64; 0]);
    }
}
