//! The timetable against the plan: nobody is lost between its rows, and they stay few.

use super::*;
use crate::outcome::sample;
use crate::words::Language;
use passage_model::units::{Persons, Vehicles};

/// The sample with its departures spread over `ways` roads, each followed after `pause` seconds by the next.
fn spread(ways: usize, pause: u32, vehicles: impl Fn(usize) -> u32) -> Outcome<'static> {
    let mut outcome = sample::outcome();
    let (course, one) = {
        let plan = &outcome.likely.plan;
        (plan.courses[0].clone(), plan.movements[0].clone())
    };
    let plan = &mut outcome.likely.plan;
    // A way of its own for each: it is called by the places it passes, here by where it ends.
    plan.courses = (0..ways)
        .map(|i| {
            let mut course = course.clone();
            let roads = course.roads.len() - i % course.roads.len();
            course.roads.truncate(roads);
            course.enter.truncate(roads);
            course
        })
        .collect();
    outcome.likely.situation.corridors.clear();
    plan.movements = (0..ways)
        .flat_map(|i| (0..2).map(move |round| (i, round)))
        .map(|(i, round)| Movement {
            departure: Clock(round * pause),
            course: passage_model::id::CourseId::at(i),
            vehicles: Vehicles(vehicles(i)),
            persons: Persons(3 * vehicles(i)),
            ..one.clone()
        })
        .collect();
    plan.movements.sort_by_key(|m| (m.departure, m.origin, m.course));
    outcome
}

fn said(rows: &Timetable) -> String {
    let line = |row: &Row| {
        let (first, last) = (row.first.0 / 60, row.last.0 / 60);
        format!("{first}-{last} min | {} ({}) | {} vehicles, {} people", row.road, row.roads, row.vehicles, row.persons)
    };
    rows.values().flatten().map(line).collect::<Vec<_>>().join("\n")
}

#[test]
fn a_quarter_of_an_hour_is_one_row_and_nobody_is_lost() {
    let (outcome, words) = (sample::outcome(), Words::new(Language::En));
    let (gathered, rows) = timetable(&outcome, &words);
    assert_eq!(gathered, Gathered::Slots(15));
    let persons: u64 = rows.values().flatten().map(|row| row.persons).sum();
    assert_eq!(persons, u64::from(outcome.likely.plan.safe().0));
    // Eleven to 11:53 are four quarters.
    insta::assert_snapshot!(said(&rows), @r"
        120-134 min | Mariupol to Zaporizhzhia by Orikhiv (1) | 150 vehicles, 540 people
        135-149 min | Mariupol to Zaporizhzhia by Orikhiv (1) | 150 vehicles, 540 people
        150-164 min | Mariupol to Zaporizhzhia by Orikhiv (1) | 150 vehicles, 540 people
        165-172 min | Mariupol to Zaporizhzhia by Orikhiv (1) | 80 vehicles, 288 people
        ");
}

#[test]
fn a_pause_of_an_hour_ends_a_row() {
    let words = Words::new(Language::En);
    let pauses =
        |pause| gather(&spread(1, pause, |_| 10), &words, Gathered::Pauses(60)).values().map(Vec::len).sum::<usize>();
    assert_eq!([3599, 3600].map(pauses), [1, 2]);
}

#[test]
fn roads_that_hardly_anybody_takes_stand_together() {
    let (outcome, words) = (spread(4, 60, |i| if i == 0 { 500 } else { 1 }), Words::new(Language::En));
    insta::assert_snapshot!(said(&gather(&outcome, &words, Gathered::Pauses(60))), @r"
    0-1 min | by Nikolske, Polohy, Orikhiv (1) | 1000 vehicles, 3000 people
    0-1 min | by Nikolske, Rozivka, Polohy (3) | 6 vehicles, 18 people
    ");
    // One of them alone keeps its name.
    let outcome = spread(2, 60, |i| if i == 0 { 500 } else { 1 });
    assert!(gather(&outcome, &words, Gathered::Pauses(60)).values().flatten().all(|row| row.roads == 1));
}

#[test]
fn however_departures_are_gathered_each_point_sends_as_many_as_the_plan() {
    let words = Words::new(Language::Uk);
    for (ways, pause) in [(1, 60), (3, 1000), (5, 7200)] {
        let mut outcome = spread(ways, pause, |i| [400, 1, 30, 2, 1][i]);
        let mut other = outcome.likely.situation.origins[0].clone();
        other.assembly = "Berdiansk".to_owned();
        outcome.likely.situation.origins.push(other);
        for movement in outcome.likely.plan.movements.iter_mut().step_by(2) {
            movement.origin = OriginId(1);
        }
        let plan = &outcome.likely.plan;
        for gathered in [Gathered::Slots(15), Gathered::Slots(60), Gathered::Pauses(60), Gathered::Pauses(360)] {
            let rows = gather(&outcome, &words, gathered);
            for (origin, assembly) in [(OriginId(0), "Mariupol"), (OriginId(1), "Berdiansk")] {
                let moved = || plan.movements.iter().filter(|m| m.origin == origin);
                let due = whole(rows.get(assembly).map_or(&[][..], Vec::as_slice));
                let vehicles: u64 = moved().map(|m| u64::from(m.vehicles.0)).sum();
                let persons: u64 = moved().map(|m| u64::from(m.persons.0)).sum();
                let (first, last) = (moved().map(|m| m.departure).min(), moved().map(|m| m.departure).max());
                let told = due.map(|due| (due.vehicles, due.persons, due.first, due.last));
                assert_eq!(told, first.zip(last).map(|(first, last)| (vehicles, persons, first, last)));
            }
        }
    }
    assert_eq!(words.missing(), Vec::<String>::new());
}

#[test]
fn a_point_that_nobody_leaves_has_its_line_in_the_overview() {
    let (mut outcome, words, mut page) = (sample::outcome(), Words::new(Language::En), Page::default());
    let mut other = outcome.likely.situation.origins[0].clone();
    other.assembly = "Berdiansk".to_owned();
    outcome.likely.situation.origins.push(other);
    write(&mut page, &outcome, &words);
    let line = page.html.split("<tr").find(|row| row.contains("Berdiansk")).unwrap();
    assert!(line.contains(&words.say("timetable-nobody")), "{line}");
}

#[test]
fn hours_are_told_as_hours_and_an_overview_comes_first() {
    for language in Language::ALL {
        let (outcome, words, mut page) = (sample::outcome(), Words::new(language), Page::default());
        write(&mut page, &outcome, &words);
        assert!(!page.html.contains(&words.say("timetable-nobody")));
        let at = |text: &str| page.html.find(text).unwrap_or_else(|| panic!("{text}: {}", page.html));
        assert!(at(&words.say("timetable-overview")) < at("<h3>"));
        assert_eq!(words.missing(), Vec::<String>::new());
    }
    let words = Words::new(Language::En);
    let span = duration(Seconds(360 * 60), &words);
    assert_eq!(words.tell("timetable-slots", &[("span", span.into())]), "Departures in slots of 6 h.");
}
