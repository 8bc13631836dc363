//! A rehearsal in words and documents.

pub mod assumed;
pub mod dark;
pub mod document;
pub mod effects;
pub mod figures;
pub mod in_report;
pub mod margins;
pub mod page;
pub mod reach;
pub mod replayed;
pub mod screen;
pub mod story;
pub mod versus;

use crate::outcome::names::Names;
use crate::outcome::times::Times;
use assumed::Assumed;
use passage_rehearsal::{Contribution, Effect, Played, Rehearsal, Summary};

/// A plan that was rehearsed.
pub struct Rehearsed<'a> {
    /// What its days have in common.
    pub summary: Summary,
    /// What each cause contributes.
    pub contributions: Vec<Contribution>,
    /// What figures without a public source do, over so many days.
    pub effects: Vec<Effect>,
    /// How many days these were tried on.
    pub effect_days: u64,
    /// How it was rehearsed.
    pub rehearsal: &'a Rehearsal<'a, 'a>,
    /// What was assumed.
    pub assumed: &'a Assumed<'a>,
    /// Each day.
    pub days: &'a [Played],
    /// Its clock.
    pub times: &'a Times,
    /// Its names.
    pub names: &'a Names<'a>,
    /// Whether it is an exercise.
    pub exercise: bool,
    /// The scenario's title.
    pub title: &'a str,
}
