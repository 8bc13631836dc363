//! People on foot in the report: a line for each footway, and a table in quarters of an hour.

use super::page::{Column, Page};
use crate::outcome::{Outcome, foot};
use crate::words::Words;

/// The lines and the table; nothing where there is no footway.
pub fn write(page: &mut Page, outcome: &Outcome<'_>, words: &Words) {
    let situation = &outcome.likely.situation;
    if situation.footways.is_empty() {
        return;
    }
    page.heading(&words.say("foot-heading"));
    for line in foot::lines(outcome, words) {
        page.paragraph("", &line);
    }
    page.paragraph("", &words.say("foot-about"));
    let times = &outcome.setting.times;
    let columns = [
        Column::words(words.say("foot-footway")),
        Column::words(words.say("assembly-point")),
        Column::words(words.say("group")),
        Column::times(words.say("foot-begin")),
        Column::times(words.say("foot-over")),
        Column::number(words.say("column-persons")),
    ];
    let rows: Vec<Vec<String>> = foot::parties(&outcome.likely)
        .iter()
        .map(|party| {
            let origin = &situation.origins[party.origin.index()];
            vec![
                situation.footways[party.footway.index()].name.clone(),
                origin.assembly.clone(),
                origin.group.clone(),
                times.between(party.first, party.last, words),
                times.minute_after(party.over, words),
                words.number(party.persons.0),
            ]
        })
        .collect();
    page.table(&words.say("foot-caption"), true, &columns, &rows);
}
