//! `dispatch.csv`: who leaves when, from where, by which road, and when they are expected at each place.

use crate::failure::Failure;
use crate::outcome::names::{Names, Passed};
use crate::outcome::runs::tails;
use crate::outcome::{Answer, Outcome};
use crate::words::Words;
use passage_model::id::{CourseId, OriginId, ReceptionId, RoadId};
use passage_model::situation::VehicleKind;
use passage_model::time::Clock;
use passage_model::units::{Persons, Vehicles};
use std::collections::BTreeMap;
use std::path::Path;

/// Departures of one group on one course within one minute.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Dispatch {
    /// When the first of them leaves.
    pub departure: Clock,
    /// The group.
    pub origin: OriginId,
    /// Where they are received.
    pub reception: ReceptionId,
    /// The roads and times.
    pub course: CourseId,
    /// How many vehicles.
    pub vehicles: Vehicles,
    /// How many persons in them.
    pub persons: Persons,
    /// When the last of them have left: they follow the first within the steps of the minute.
    pub last: Clock,
    /// When the last of them has arrived.
    pub arrives: Clock,
    /// The last moment at which this course can be begun.
    pub turn_back: Clock,
}

/// What stands in one row: minute or slot, group, site, and roads or course.
type Together<'p> = (u64, OriginId, ReceptionId, &'p [RoadId], Option<CourseId>);

/// The departures of a plan in the order of leaving: one for each minute, group, reception site and course; in a plan
/// of few routes one for each slot, group, reception site and road sequence.
pub fn departures(answer: &Answer) -> Vec<Dispatch> {
    let plan = &answer.plan;
    let mut rows: BTreeMap<Together<'_>, Dispatch> = BTreeMap::new();
    for (m, tail) in plan.movements.iter().zip(tails(answer)) {
        let course = plan.course(m);
        let key = match plan.slots {
            None => (u64::from(m.departure.0 / 60), m.origin, m.reception, &[][..], Some(m.course)),
            Some(slots) => (slots.at(m.departure), m.origin, m.reception, course.roads.as_slice(), None),
        };
        let row = rows.entry(key).or_insert(Dispatch {
            departure: m.departure,
            origin: m.origin,
            reception: m.reception,
            course: m.course,
            vehicles: Vehicles(0),
            persons: Persons(0),
            last: m.departure,
            arrives: m.departure,
            turn_back: m.turn_back,
        });
        row.departure = row.departure.min(m.departure);
        row.last = row.last.max(m.departure + tail + plan.step);
        row.arrives = row.arrives.max(m.arrival(course) + tail + plan.step);
        row.turn_back = row.turn_back.min(m.turn_back);
        row.vehicles += m.vehicles;
        row.persons += m.persons;
    }
    let mut rows: Vec<Dispatch> = rows.into_values().collect();
    rows.sort_by_key(|row| (row.departure.0 / 60, row.origin, row.reception, row.course));
    rows
}

/// The whole file. Its columns are named in English in every language, so that spreadsheets and programs find them;
/// `course` is the position of the course in `plan.json`. `departure` and `expected` are of the first vehicle, `arrival` is
/// when the last has arrived; where one waits, `expected` has when it comes and until when it stays. Every time carries its date and its offset from UTC, to the
/// second (RFC 3339), those within `expected` too: a journey may go on over midnight.
pub fn write(outcome: &Outcome<'_>, words: &Words) -> Result<Vec<u8>, Failure> {
    let answer = &outcome.likely;
    let (situation, plan, times) = (&answer.situation, &answer.plan, &outcome.setting.times);
    let names = Names::new(outcome.network, situation);
    let courses: Vec<(String, Vec<Passed<'_>>)> =
        plan.courses.iter().map(|course| (names.course(course, words), names.passed(course))).collect();
    let mut csv = csv::Writer::from_writer(Vec::new());
    let header = [
        "departure",
        "assembly_point",
        "group",
        "road",
        "vehicles",
        "persons",
        "reception_site",
        "arrival",
        "expected",
        "turn_back",
        "course",
    ];
    csv.write_record(header).map_err(|cause| failed("dispatch.csv", &cause.into()))?;
    for row in departures(answer) {
        let (road, passed) = &courses[row.course.index()];
        let origin = &situation.origins[row.origin.index()];
        let expected: Vec<String> = passed
            .iter()
            .map(|passed| {
                let at = |after: u32| times.stamp(Clock(row.departure.0.saturating_add(after)));
                let place = passed.name;
                if passed.comes == passed.leaves {
                    return format!("{place}={}", at(passed.leaves));
                }
                format!("{place}={} until {}", at(passed.comes), at(passed.leaves))
            })
            .collect();
        csv.write_record([
            times.stamp(row.departure),
            harmless(&situation.start_of(row.origin)),
            harmless(&origin.group),
            harmless(road),
            if origin.kind == VehicleKind::Foot { 0 } else { row.vehicles.0 }.to_string(),
            row.persons.to_string(),
            harmless(&situation.receptions[row.reception.index()].name),
            times.stamp(row.arrives),
            harmless(&expected.join("; ")),
            times.stamp(row.turn_back),
            row.course.to_string(),
        ])
        .map_err(|cause| failed("dispatch.csv", &cause.into()))?;
    }
    csv.into_inner().map_err(|cause| failed("dispatch.csv", &std::io::Error::other(cause.to_string())))
}

pub(super) fn failed(name: &str, cause: &std::io::Error) -> Failure {
    Failure::file("write", Path::new(name), cause)
}

/// A name that a spreadsheet does not take for a formula (OWASP, "CSV Injection").
pub fn harmless(text: &str) -> String {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{text}") } else { text.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::outcome::sample;
    use crate::words::Language;

    #[test]
    fn each_minute_has_its_line_with_every_place_on_the_way() {
        let outcome = sample::outcome();
        let text = String::from_utf8(write(&outcome, &Words::new(Language::En)).unwrap()).unwrap();
        let first: Vec<&str> = text.lines().take(3).collect();
        insta::assert_snapshot!(first.join("\n"), @r"
            departure,assembly_point,group,road,vehicles,persons,reception_site,arrival,expected,turn_back,course
            2022-03-05T11:00:00+02:00,Mariupol,own cars,Mariupol to Zaporizhzhia by Orikhiv,10,36,Zaporizhzhia,2022-03-05T15:07:33+02:00,Mariupol=2022-03-05T11:00:00+02:00; Nikolske=2022-03-05T11:24:00+02:00; Rozivka=2022-03-05T12:00:00+02:00; Polohy=2022-03-05T12:56:44+02:00; Orikhiv=2022-03-05T13:55:39+02:00; Zaporizhzhia=2022-03-05T15:06:33+02:00,2022-03-05T11:53:27+02:00,0
            2022-03-05T11:01:00+02:00,Mariupol,own cars,Mariupol to Zaporizhzhia by Orikhiv,10,36,Zaporizhzhia,2022-03-05T15:08:33+02:00,Mariupol=2022-03-05T11:01:00+02:00; Nikolske=2022-03-05T11:25:00+02:00; Rozivka=2022-03-05T12:01:00+02:00; Polohy=2022-03-05T12:57:44+02:00; Orikhiv=2022-03-05T13:56:39+02:00; Zaporizhzhia=2022-03-05T15:07:33+02:00,2022-03-05T11:53:27+02:00,0
            ");
        assert_eq!(text.lines().count(), 1 + outcome.likely.plan.movements.len());
    }

    #[test]
    fn a_place_that_is_passed_after_midnight_is_expected_on_the_next_day() {
        let mut outcome = sample::outcome();
        let late = outcome.setting.times.h_hour().saturating_add(jiff::SignedDuration::from_hours(12));
        outcome.setting.times = crate::outcome::times::Times::new(late, None, Clock(8 * 3600));
        let text = String::from_utf8(write(&outcome, &Words::new(Language::En)).unwrap()).unwrap();
        let mut reader = csv::Reader::from_reader(text.as_bytes());
        let row = reader.records().next().unwrap().unwrap();
        let expected: Vec<&str> = row[8].split("; ").collect();
        assert_eq!(expected[0], "Mariupol=2022-03-05T23:00:00+02:00");
        assert_eq!(expected[2], "Rozivka=2022-03-06T00:00:00+02:00");
    }

    #[test]
    fn vehicles_and_persons_add_up_to_the_plan() {
        let mut outcome = sample::outcome();
        // Two movements of one minute become one line.
        let mut second = outcome.likely.plan.movements[0].clone();
        second.departure = second.departure + passage_model::units::Seconds(20);
        outcome.likely.plan.movements.insert(1, second);
        let rows = departures(&outcome.likely);
        assert_eq!(rows.len(), outcome.likely.plan.movements.len() - 1);
        let persons: u32 = rows.iter().map(|r| r.persons.0).sum();
        assert_eq!(persons, outcome.likely.plan.movements.iter().map(|m| m.persons.0).sum::<u32>());
    }

    #[test]
    fn a_name_that_looks_like_a_formula_stays_a_name() {
        let mut outcome = sample::outcome();
        outcome.likely.situation.origins[0].group = "=HYPERLINK(\"x\")".to_owned();
        let text = String::from_utf8(write(&outcome, &Words::new(Language::En)).unwrap()).unwrap();
        let mut reader = csv::Reader::from_reader(text.as_bytes());
        assert_eq!(&reader.records().next().unwrap().unwrap()[2], "'=HYPERLINK(\"x\")");
    }
}
