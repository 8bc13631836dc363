//! Calling forward in the report: a table for each assembly point with a limit, in quarters of an hour.

use super::page::{Column, Page};
use crate::outcome::{Outcome, calls};
use crate::words::{Words, count};

/// The tables; nothing where no assembly point has a limit.
pub fn write(page: &mut Page, outcome: &Outcome<'_>, words: &Words) {
    let (all, times) = (calls::of(&outcome.likely), &outcome.setting.times);
    for crowd in &outcome.likely.situation.crowds {
        let caption =
            words.tell("calls-caption", &[("site", crowd.name.as_str().into()), ("most", count(crowd.most.0))]);
        let columns = [
            Column::words(words.say("calls-at")),
            Column::number(words.say("calls-persons")),
            Column::words(words.say("calls-leave")),
            Column::number(words.say("calls-present")),
        ];
        let here = all.iter().filter(|call| call.assembly == crowd.name);
        let rows: Vec<Vec<String>> = here
            .map(|call| {
                vec![
                    times.minute(call.call, words),
                    words.number(call.persons.0),
                    times.between(call.first, call.last + outcome.likely.plan.step, words),
                    words.number(call.present.0),
                ]
            })
            .collect();
        page.table(&caption, false, &columns, &rows);
    }
}
