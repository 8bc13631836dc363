//! A rehearsal in words and documents.

pub mod dark;
pub mod document;
pub mod margins;
pub mod screen;
pub mod story;

use crate::outcome::names::Names;
use crate::outcome::times::Times;
use passage_rehearsal::{Contribution, Played, Rehearsal, Summary};

/// A plan that was rehearsed.
pub struct Rehearsed<'a> {
    /// What its days have in common.
    pub summary: Summary,
    /// What each cause contributes.
    pub contributions: Vec<Contribution>,
    /// How it was rehearsed.
    pub rehearsal: &'a Rehearsal<'a, 'a>,
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
