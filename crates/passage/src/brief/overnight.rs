//! The nights that vehicles stand on their way, in words.

use super::page::Page;
use crate::outcome::Outcome;
use crate::outcome::names::Names;
use crate::outcome::overnight;
use crate::words::{Words, count};

/// One line for each place and night; nothing where nobody stands anywhere over midnight.
pub fn write(page: &mut Page, outcome: &Outcome<'_>, words: &Words) {
    let lines = lines(outcome, words);
    if !lines.is_empty() {
        page.paragraph("", &words.say("overnight-intro"));
        page.list(&lines);
    }
}

/// The lines.
pub fn lines(outcome: &Outcome<'_>, words: &Words) -> Vec<String> {
    let answer = &outcome.likely;
    let (names, times) = (Names::new(outcome.network, &answer.situation), &outcome.setting.times);
    let nights = overnight::of(outcome.network, answer, times);
    let line = |night: &overnight::Night| {
        let figures = [
            ("place", names.junction(night.junction).into()),
            ("vehicles", count(u64::from(night.vehicles.0))),
            ("persons", count(u64::from(night.persons.0))),
            ("from", times.minute(night.from, words).into()),
            ("until", times.minute_after(night.until, words).into()),
        ];
        words.tell("overnight-line", &figures)
    };
    nights.iter().map(line).collect()
}
