//! The timetable: departures by assembly point, gathered into slots that a person can read.

use super::page::{Column, Page};
use crate::exchange::dispatch;
use crate::outcome::Outcome;
use crate::outcome::names::Names;
use crate::words::{Words, count};
use passage_model::id::{OriginId, ReceptionId};
use passage_model::time::Clock;
use std::collections::BTreeMap;

/// Rows of a whole timetable before its slots are made longer: about ten pages.
const MOST_ROWS: usize = 400;

/// Departures of one group by one road to one site within one slot.
#[derive(Clone, Debug, Default)]
struct Slot {
    vehicles: u64,
    persons: u64,
    first: u32,
    last: u32,
    arrives_first: u32,
    arrives_last: u32,
}

/// Where a slot's rows belong: assembly point, slot, group, road, site.
type Key = (String, u32, OriginId, String, ReceptionId);

/// The section: one table for each assembly point.
pub fn write(page: &mut Page, outcome: &Outcome<'_>, words: &Words) {
    let plan = &outcome.likely.plan;
    if plan.movements.is_empty() {
        page.paragraph("", &words.say("timetable-empty"));
        return;
    }
    let (minutes, slots) = [15, 30, 60, 120, 360]
        .into_iter()
        .map(|minutes| (minutes, gather(outcome, words, minutes)))
        .find(|(minutes, slots)| slots.len() <= MOST_ROWS || *minutes == 360)
        .unwrap_or_default();
    page.paragraph(
        "",
        &words.tell(
            "timetable-intro",
            &[
                ("minutes", minutes.to_string().into()),
                ("rows", count(dispatch::departures(&outcome.likely).len() as u64)),
            ],
        ),
    );
    let columns = [
        Column::words(words.say("leave")),
        Column::words(words.say("group")),
        Column::words(words.say("road")),
        Column::number(words.say("column-vehicles")),
        Column::number(words.say("column-persons")),
        Column::words(words.say("to")),
        Column::words(words.say("arrive")),
    ];
    let mut by_assembly: BTreeMap<&String, Vec<(&Key, &Slot)>> = BTreeMap::new();
    for (key, slot) in &slots {
        by_assembly.entry(&key.0).or_default().push((key, slot));
    }
    for (assembly, slots) in by_assembly {
        page.heading(assembly);
        let persons: u64 = slots.iter().map(|(_, slot)| slot.persons).sum();
        let vehicles: u64 = slots.iter().map(|(_, slot)| slot.vehicles).sum();
        let caption = words.tell(
            "timetable-caption",
            &[
                ("persons", words.tell("persons", &[("n", count(persons))]).into()),
                ("vehicles", words.tell("vehicles", &[("n", count(vehicles))]).into()),
            ],
        );
        let rows: Vec<Vec<String>> = slots.into_iter().map(|(key, slot)| row(outcome, words, key, slot)).collect();
        page.table(&caption, true, &columns, &rows);
    }
}

fn row(outcome: &Outcome<'_>, words: &Words, key: &Key, slot: &Slot) -> Vec<String> {
    let (times, situation) = (&outcome.setting.times, &outcome.likely.situation);
    let between = |first: String, last: String| if first == last { first } else { format!("{first}–{last}") };
    vec![
        between(times.minute(Clock(slot.first), words), times.minute(Clock(slot.last), words)),
        situation.origins[key.2.index()].group.clone(),
        key.3.clone(),
        words.number(slot.vehicles),
        words.number(slot.persons),
        situation.receptions[key.4.index()].name.clone(),
        between(
            times.minute_after(Clock(slot.arrives_first), words),
            times.minute_after(Clock(slot.arrives_last), words),
        ),
    ]
}

/// Slots begin at whole multiples of their length on the civil clock.
fn gather(outcome: &Outcome<'_>, words: &Words, minutes: u32) -> BTreeMap<Key, Slot> {
    let (plan, situation) = (&outcome.likely.plan, &outcome.likely.situation);
    let names = Names::new(outcome.network, situation);
    let roads: Vec<String> = plan.courses.iter().map(|course| names.course(course, words)).collect();
    let into = outcome.setting.times.h_hour();
    let shift = (into.hour() as u32 * 60 + into.minute() as u32) % minutes * 60 + into.second() as u32;
    let mut slots: BTreeMap<Key, Slot> = BTreeMap::new();
    for m in &plan.movements {
        let origin = &situation.origins[m.origin.index()];
        let slot = (m.departure.0 + shift) / (minutes * 60);
        let key = (origin.assembly.clone(), slot, m.origin, roads[m.course.index()].clone(), m.reception);
        let arrival = m.arrival(plan.course(m)).0;
        let slot = slots.entry(key).or_insert_with(|| Slot {
            first: m.departure.0,
            arrives_first: arrival,
            ..Slot::default()
        });
        slot.vehicles += u64::from(m.vehicles.0);
        slot.persons += u64::from(m.persons.0);
        slot.first = slot.first.min(m.departure.0);
        slot.last = slot.last.max(m.departure.0);
        slot.arrives_first = slot.arrives_first.min(arrival);
        slot.arrives_last = slot.arrives_last.max(arrival);
    }
    slots
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::outcome::sample;
    use crate::words::Language;

    #[test]
    fn a_quarter_of_an_hour_is_one_row_and_nobody_is_lost() {
        let outcome = sample::outcome();
        let words = Words::new(Language::En);
        let slots = gather(&outcome, &words, 15);
        // Eleven to 11:53 are four quarters.
        assert_eq!(slots.len(), 4);
        let persons: u64 = slots.values().map(|s| s.persons).sum();
        assert_eq!(persons, u64::from(outcome.likely.plan.safe().0));
        let rows: Vec<String> = slots.iter().map(|(key, slot)| row(&outcome, &words, key, slot).join(" | ")).collect();
        insta::assert_snapshot!(rows.join("\n"), @r"
        11:00–11:14 | own cars | Mariupol to Zaporizhzhia by Orikhiv | 150 | 540 | Zaporizhzhia | 15:07–15:21
        11:15–11:29 | own cars | Mariupol to Zaporizhzhia by Orikhiv | 150 | 540 | Zaporizhzhia | 15:22–15:36
        11:30–11:44 | own cars | Mariupol to Zaporizhzhia by Orikhiv | 150 | 540 | Zaporizhzhia | 15:37–15:51
        11:45–11:53 | own cars | Mariupol to Zaporizhzhia by Orikhiv | 90 | 324 | Zaporizhzhia | 15:52–16:00
        ");
    }
}
