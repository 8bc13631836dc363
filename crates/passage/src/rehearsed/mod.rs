//! A rehearsal in words and documents.

pub mod assumed;
pub mod dark;
pub mod document;
pub mod figures;
pub mod in_report;
pub mod margins;
pub mod page;
pub mod replayed;
pub mod screen;
pub mod story;
pub mod versus;

use crate::outcome::names::Names;
use crate::outcome::times::Times;
use assumed::Assumed;
use passage_rehearsal::{Contribution, Played, Rehearsal, Summary};

/// A plan that was rehearsed.
pub struct Rehearsed<'a> {
    /// What its days have in common.
    pub summary: Summary,
    /// What each cause contributes.
    pub contributions: Vec<Contribution>,
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
