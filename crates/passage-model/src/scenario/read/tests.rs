//! A whole scenario is read; each fault is named, with where it stands and what to do.

use super::*;
use crate::scenario::{Factor, Location, Ranged, TravelOn};
use crate::time::{Clock, Interval};
use crate::units::{Persons, PersonsPerVehicle, Seconds, VehiclesPerDay, VehiclesPerHour};
use proptest::prelude::*;

const WHOLE: &str = r#"
version = 1
title = "Mariupol, 5 March 2022"
zone = "Europe/Kyiv"
h_hour = "2022-03-05 09:00"
horizon = "8 h"
network = "roads.geojson"
overlays = ["control.geojson"]
travel_on = "corridors"

[traffic]
sustained_flow_per_lane = { pessimistic = 400, likely = 600, optimistic = 1000, source = "TRB 2011" }

[[assembly]]
name = "Mariupol"
place = "Mariupol"
near = "Berdiansk"

[[group]]
name = "own cars"
assembly = "Mariupol"
kind = "own car"
persons = 200000
ready = [{ from = "11:00", share = 0.5 }, { from = "13:00", share = 0.5 }]
source = "Mariupol city council"

[[group]]
assembly = "Mariupol"
kind = "bus"
persons = 1000
vehicles = 20

[[reception]]
name = "Zaporizhzhia"
at = [47.8388, 35.1396]
room = 200000

[[checkpoint]]
name = "Vasylivka"
place = "Vasylivka"
near = "Zaporizhzhia"
rate = { own_car = { pessimistic = 20, likely = 60, optimistic = 141 }, medical = 20 }
hours = "08:00-18:00"
waiting = 300

[[corridor]]
name = "Mariupol to Zaporizhzhia by Orikhiv"
via = ["Mariupol", "Nikolske", "Orikhiv", [47.8388, 35.1396]]
windows = ["2022-03-05 11:00-16:00 Europe/Kyiv = 12:00-17:00 Europe/Moscow"]
said_by = "ICRC"

[[area]]
name = "grey zone"
windows = ["09:00-16:00"]

[[closure]]
between = ["Mariupol", "Nikolske"]
from = "2022-03-05 12:00"
until = "14:00"
reason = "mined"

[[waiting]]
place = "Tokmak"
vehicles = 500
"#;

#[test]
fn a_whole_scenario_is_read_with_its_defaults() {
    let (scenario, findings) = read(WHOLE.as_bytes());
    assert_eq!(findings, []);
    let scenario = scenario.unwrap();
    assert_eq!(scenario.horizon.value, Clock(8 * 3600));
    assert_eq!(scenario.step.value, Seconds(60));
    assert_eq!(scenario.travel_on.value, TravelOn::Corridors);
    assert_eq!(scenario.traffic.sustained_flow_per_lane.value.pessimistic, VehiclesPerHour(400));
    assert_eq!(scenario.traffic.sustained_flow_per_lane.source.words(), "line 12: TRB 2011");
    assert_eq!(scenario.traffic.capacity_factor.value, Ranged::same(Factor(900_000)));
    assert_eq!(scenario.persons(), Persons(201_000));
    let cars = &scenario.groups[0];
    assert_eq!(cars.persons.source.words(), "line 23: Mariupol city council");
    assert_eq!(cars.persons_per_vehicle.value.likely, PersonsPerVehicle(360));
    assert_eq!(cars.ready.value[1].from, Clock(4 * 3600));
    assert_eq!(scenario.groups[1].name, "bus");
    assert!(matches!(scenario.receptions[0].site.location, Location::At(_)));
    assert_eq!(scenario.checkpoints[0].rates[0].value.optimistic, VehiclesPerDay::hourly(141));
    assert_eq!(scenario.checkpoints[0].rates[1].value.likely, VehiclesPerDay(0));
    let span = |from: u32, until: u32| Interval { from: Clock(from * 3600), until: Clock(until * 3600) };
    assert_eq!(scenario.corridors[0].windows.opening.intervals(), [span(2, 7)]);
    assert_eq!(scenario.closures[0].closed, span(3, 5));
    assert_eq!(scenario.waiting[0].site.name, "Tokmak");
}

#[test]
fn the_built_in_example_is_read_without_a_remark() {
    let (scenario, findings) = read(include_bytes!("../../../../../examples/mariupol-2022/scenario.toml"));
    assert_eq!(findings, []);
    assert_eq!(scenario.unwrap().persons(), Persons(200_000));
}

#[test]
fn a_comment_more_is_the_same_scenario_and_a_person_more_is_another() {
    let digest = |text: &str| read(text.as_bytes()).0.unwrap().digest();
    let first = digest(WHOLE);
    assert_eq!(digest(&WHOLE.replace("[[waiting]]", "# to be checked\n\n[[waiting]]")), first);
    assert_ne!(digest(&WHOLE.replace("persons = 200000", "persons = 200001")), first);
}

#[test]
fn the_document_is_read_back_as_it_was() {
    let scenario = read(WHOLE.as_bytes()).0.unwrap();
    let text = crate::digest::canonical_json(&scenario);
    let again: Scenario = serde_json::from_str(&text).unwrap();
    assert_eq!(crate::digest::canonical_json(&again), text);
    assert_eq!(again.digest(), scenario.digest());
}

/// Every finding in one line: severity, code, what it is about, words, advice, and the text that the caret marks.
fn said(text: &str) -> String {
    let (scenario, findings) = read(text.as_bytes());
    assert_eq!(scenario.is_none(), any_error(&findings), "{findings:?}");
    let lines = findings.iter().map(|f| {
        let marked = f.span.as_ref().map_or("-", |span| text.get(span.clone()).unwrap());
        format!("{:?} {} [{}] {}. {} <{marked}>", f.severity, f.code, f.subject, f.words, f.advice)
    });
    lines.collect::<Vec<_>>().join("\n")
}

/// What is said when one text of the whole scenario is replaced by another.
fn said_of(old: &str, new: &str) -> String {
    assert!(WHOLE.contains(old), "{old}");
    said(&WHOLE.replacen(old, new, 1))
}

#[test]
fn an_unknown_key_is_answered_with_the_nearest() {
    insta::assert_snapshot!(said_of("windows = [\"2022", "window = [\"2022"), @r#"Error scenario.unknown-key [corridor "Mariupol to Zaporizhzhia by Orikhiv"] the key "window" is not known here. Did you mean "windows"? Known here: name, via, windows, said_by, opens_with, proposed, confirmed, cleared_by. <window>"#);
}

#[test]
fn all_faults_are_found_in_one_pass() {
    let text = WHOLE
        .replace("h_hour = \"2022-03-05 09:00\"", "h_hour = 9")
        .replace("persons = 200000", "persons = -5")
        .replace("room = 200000", "rum = 200000")
        .replace("vehicles = 500", "vehicles = 0.5")
        .replace("kind = \"bus\"", "kind = \"buss\"");
    insta::assert_snapshot!(said(&text), @r#"
Error scenario.wrong-type [] "h_hour" must be a text in quotes, not a whole number.  <9>
Error scenario.below-zero [group "own cars"] persons is -5: there are no persons below zero. Remove the minus sign, or the table if nobody is meant. <-5>
Error scenario.unknown-choice [group] kind cannot be "buss". Did you mean "bus"? It may be "own car" or "bus" or "medical" or "on foot". <"buss">
Error scenario.missing-key [reception "Zaporizhzhia"] "room" is missing. Add room = 200000, the persons that it can take. <[[reception]]>
Error scenario.unknown-key [reception "Zaporizhzhia"] the key "rum" is not known here. Did you mean "room"? Known here: name, place, near, at, within, room, only. <rum>
Error scenario.not-whole [waiting "Tokmak"] vehicles is 0.5: vehicles come whole. Write 0 or 1. <0.5>
"#);
}

#[test]
fn numbers_out_of_reason_are_refused() {
    let cases = [
        said_of("persons = 200000", "persons = 200.5"),
        said_of("persons = 200000", "persons = 20000000000"),
        said_of("persons = 200000", "persons = 200000\npersons_per_vehicle = 9"),
        said_of("persons = 200000", "persons = 200000\npersons_per_vehicle = 7"),
        said_of("persons = 200000", "persons = 200000\npersons_per_vehicle = 0"),
        said_of("likely = 600, optimistic = 1000", "likely = 600, optimistic = 500"),
        said_of("likely = 600, optimistic = 1000", "likely = 600"),
        said_of("share = 0.5 }]", "share = 0.4 }]"),
        said_of("own_car = { pessimistic = 20, likely = 60, optimistic = 141 }, medical = 20", "own_car = 0, bus = 0"),
        said_of("room = 200000", "room = 0"),
    ];
    insta::assert_snapshot!(cases.join("\n"), @r#"
Error scenario.not-whole [group "own cars"] persons is 200.5: persons come whole. Write 200 or 201. <200.5>
Error scenario.out-of-range [group "own cars"] persons is 20000000000: more than 100,000,000 persons cannot be meant. Check the number of digits. <20000000000>
Error scenario.out-of-range [group "own cars"] persons_per_vehicle is 9: more than 8 persons in a vehicle cannot be meant. Count vehicles and persons again; a group that travels in buses has kind = "bus". <9>
Warning scenario.implausible [group "own cars"] 7 persons in each vehicle are hardly possible. Out of Mariupol it was 3 to 4 a car, 5 at most; buses took up to 70, standing. <7>
Error scenario.out-of-range [group "own cars"] persons_per_vehicle is 0, and must be at least 1. Count vehicles and persons again; a group that travels in buses has kind = "bus". <0>
Error scenario.range-order [sustained_flow_per_lane of traffic] 400 pessimistic, 600 likely, 500 optimistic do not rise. The pessimistic value brings out the fewest people safe, the optimistic one the most. <{ pessimistic = 400, likely = 600, optimistic = 500, source = "TRB 2011" }>
Error scenario.missing-key [sustained_flow_per_lane of traffic] "optimistic" is missing. Add optimistic = a number; a range names all three readings. <{ pessimistic = 400, likely = 600, source = "TRB 2011" }>
Error scenario.shares [group "own cars"] the shares that are ready add up to 0.9, not 1. Shares are parts of one: 0.5 and 0.5. <[{ from = "11:00", share = 0.5 }, { from = "13:00", share = 0.4 }]>
Warning scenario.checkpoint-passes-nobody [checkpoint "Vasylivka"] the checkpoint passes nobody. Its place is closed by this; write [[closure]] if that is meant, or the rates that were seen. <{ own_car = 0, bus = 0 }>
Warning scenario.no-room [reception "Zaporizhzhia"] it has room for nobody. Nobody will be sent there; leave it out if that is meant. <0>
"#);
}

#[test]
fn times_that_cannot_be_are_refused() {
    let cases = [
        said_of("horizon = \"8 h\"", "horizon = \"0 h\""),
        said_of("horizon = \"8 h\"", "horizon = \"2022-03-04 17:00\""),
        said_of("horizon = \"8 h\"", "horizon = \"soon\""),
        said_of("horizon = \"8 h\"", "horizon = \"8 h\"\nstep = \"7 min\""),
        said_of("zone = \"Europe/Kyiv\"", "zone = \"Europe/Kiyv\""),
        said_of("zone = \"Europe/Kyiv\"\n", ""),
        said_of("windows = [\"09:00-16:00\"]", "windows = [\"2022-03-05 16:00-09:00\"]"),
        said_of("windows = [\"09:00-16:00\"]", "windows = [\"09:00-13:00\", \"12:00-16:00\"]"),
        said_of("windows = [\"09:00-16:00\"]", "windows = [\"2022-04-05 09:00-13:00\"]"),
        said_of("windows = [\"09:00-16:00\"]", "windows = \"20:00-06:00\""),
        said_of("windows = [\"09:00-16:00\"]", "windows = []"),
        said_of("until = \"14:00\"", "until = \"2022-03-05 11:00\""),
        said_of("12:00-17:00 Europe/Moscow", "11:00-16:00 Europe/Moscow"),
    ];
    insta::assert_snapshot!(cases.join("\n"), @r#"
Error scenario.horizon [] the horizon is the H-hour itself: nothing can happen before it. Write how long the plan may last, such as horizon = "8 h". <"0 h">
Error scenario.horizon [] the horizon lies before the H-hour. Check both dates. <"2022-03-04 17:00">
Error scenario.not-a-span [] "soon" is not a length of time. Write "8 h", "90 min" or a time such as "2022-03-05 17:00". <"soon">
Error scenario.step [] the step of 420 s does not divide the horizon of 28800 s. 60 s would, or a horizon of 28560 s. <"7 min">
Error scenario.unknown-zone [] there is no time zone "Europe/Kiyv". Did you mean "Europe/Kyiv"? <"Europe/Kiyv">
Error scenario.zone-missing [] "2022-03-05 09:00" names no time zone, and the scenario has none. Add zone = "Europe/Kyiv" (yours) at the top of the scenario, or write the zone after the time. <"2022-03-05 09:00">
Error scenario.window-ends-before-it-starts [area "grey zone"] the window "2022-03-05 16:00-09:00" ends before it starts. If it runs over midnight, write "2022-03-05 16:00 - 2022-03-06 09:00". <"2022-03-05 16:00-09:00">
Warning scenario.windows-overlap [area "grey zone"] the windows "09:00-13:00" and "12:00-16:00" overlap from 2022-03-05 12:00 to 2022-03-05 13:00. They are used as one window. <"12:00-16:00">
Warning scenario.window-outside-horizon [area "grey zone"] the window "2022-04-05 09:00-13:00" lies outside the plan, from 2022-03-05 09:00 to 2022-03-05 17:00. Check its date, or the H-hour and the horizon. <"2022-04-05 09:00-13:00">
Warning scenario.window-outside-horizon [area "grey zone"] the window "20:00-06:00" lies outside the plan, from 2022-03-05 09:00 to 2022-03-05 17:00. Check its date, or the H-hour and the horizon. <"20:00-06:00">
Note scenario.window-over-midnight [area "grey zone"] the window "20:00-06:00" runs over midnight into the next day.  <"20:00-06:00">
Error scenario.no-window [area "grey zone"] "windows" is an empty list: open throughout, or never?. Leave "windows" out if it is always open; use [[closure]] if it is closed. <[]>
Error scenario.closure-ends-before-it-starts [closure] the closure ends before it starts. Check both times. <"2022-03-05 11:00">
Error scenario.clocks-disagree [corridor "Mariupol to Zaporizhzhia by Orikhiv"] the two clocks disagree: 11:00-16:00 Europe/Moscow is 10:00-15:00 by Europe/Kyiv on 5 March 2022, and the other clock says 2022-03-05 11:00-16:00 Europe/Kyiv. 11:00-16:00 Europe/Moscow is 10:00-15:00 Europe/Kyiv on 5 March 2022 and 11:00-16:00 on 28 March 2022 (the clocks changed on 27 March 2022). Which did the text mean? Correct one of the two. <"2022-03-05 11:00-16:00 Europe/Kyiv = 11:00-16:00 Europe/Moscow">
"#);
}

#[test]
fn names_and_places_that_cannot_be_are_refused() {
    let cases = [
        said_of("assembly = \"Mariupol\"", "assembly = \"Mariopol\""),
        said_of(
            "name = \"Vasylivka\"",
            "name = \"Vasylivka\"\nplace = \"Vasylivka\"\nrate = {}\n[[checkpoint]]\nname = \"vasylivka\"",
        ),
        said_of("at = [47.8388, 35.1396]", "at = [135.1396, 47.8388]"),
        said_of("at = [47.8388, 35.1396]", "at = \"47°50'20\\\"N 35°08'23\\\"E\""),
        said_of("at = [47.8388, 35.1396]", "at = [47.8388]"),
        said_of("via = [\"Mariupol\", \"Nikolske\", \"Orikhiv\", [47.8388, 35.1396]]", "via = [\"Mariupol\"]"),
        said_of("\"Nikolske\", \"Orikhiv\"", "\"Nikolske\", \"Nikolske\""),
        said_of("overlays = [\"control.geojson\"]\n", ""),
        said_of("travel_on = \"corridors\"", "travel_on = \"corridor\""),
        said_of("place = \"Tokmak\"\n", ""),
    ];
    insta::assert_snapshot!(cases.join("\n"), @r#"
Error scenario.unknown-name [group "own cars"] there is no assembly point "Mariopol". Did you mean "Mariupol"? <"Mariopol">
Warning scenario.checkpoint-passes-nobody [checkpoint "Vasylivka"] the checkpoint passes nobody. Its place is closed by this; write [[closure]] if that is meant, or the rates that were seen. <{}>
Error scenario.duplicate-name [] there is already a checkpoint "vasylivka", in line 39. Give each its own name, or remove one. <"vasylivka">
Error scenario.position-off-earth [reception "Zaporizhzhia"] latitude 135.1396, longitude 47.8388 is not on Earth. Swapped? Latitude comes first: at = [47.8388, 135.1396]. <[135.1396, 47.8388]>
Error scenario.position-not-decimal [reception "Zaporizhzhia"] "47°50'20\"N 35°08'23\"E" is not a position in decimal degrees. In decimal degrees it is [47.83889, 35.13972]: write at = [47.83889, 35.13972]. <"47°50'20\"N 35°08'23\"E">
Error scenario.wrong-type [reception "Zaporizhzhia"] "at" must be two numbers. Write at = [47.0958, 37.5494] (latitude, longitude). <[47.8388]>
Error scenario.corridor-too-short [corridor "Mariupol to Zaporizhzhia by Orikhiv"] a corridor leads through at least two places, and this names 1. Name its start, the places on its way and its end, in order. <["Mariupol"]>
Error scenario.waypoint-twice [corridor "Mariupol to Zaporizhzhia by Orikhiv"] the same place stands twice in a row. Remove one of them. <"Nikolske">
Error scenario.area-without-overlay [area "grey zone"] no overlay is named that could hold this area. Add overlays = ["control.geojson"] at the top of the scenario. <[[area]]>
Error scenario.unknown-choice [] travel_on cannot be "corridor". Did you mean "corridors"? It may be "any road" or "corridors". <"corridor">
Error scenario.missing-key [waiting] "location" is missing. Add place = "Mariupol" or at = [47.0958, 37.5494] (latitude, longitude). <[[waiting]]>
"#);
}

#[test]
fn what_is_no_scenario_at_all_is_named() {
    let (none, findings) = read(b"title = \"\xff\"");
    assert!(none.is_none());
    insta::assert_snapshot!(findings[0].words, @"line 1 is not text in UTF-8");
    insta::assert_snapshot!(said(" \n"), @"Error scenario.empty [] the scenario is empty. Start from examples/mariupol-2022/scenario.toml. <->");
    insta::assert_snapshot!(said("version = 1\ntitle = Mariupol\nzone = \"UTC\"\nh_hour = \"2022-03-05"), @r#"
Error scenario.not-toml [] this cannot be read: string values must be quoted, expected literal string. A line is key = value; texts stand in "quotes", lists in [brackets]. <Mariupol>
Error scenario.not-toml [] this cannot be read: invalid basic string, expected `"`. A line is key = value; texts stand in "quotes", lists in [brackets]. <>
"#);
    insta::assert_snapshot!(said("version = 2\nnew = true"), @"Error scenario.newer-version [] the scenario has version 2, and this passage reads up to 1. Use a newer passage to read it. <2>");
    insta::assert_snapshot!(said("version = 1"), @r#"
Error scenario.missing-key [] "title" is missing. Add title = "Mariupol, 5 March 2022". <>
Error scenario.missing-key [] "h_hour" is missing. Add h_hour = "2022-03-05 09:00". <>
Error scenario.missing-key [] "horizon" is missing. Add horizon = "8 h". <>
Error scenario.missing-key [] nobody gathers anywhere: [[assembly]] is missing. Add at least one [[assembly]]. <->
Error scenario.missing-key [] nobody wants to leave: [[group]] is missing. Add at least one [[group]]. <->
Error scenario.missing-key [] nobody is received anywhere: [[reception]] is missing. Add at least one [[reception]]. <->
"#);
}

#[test]
fn files_as_editors_on_windows_write_them_are_read() {
    let windows = format!("\u{feff}{}", WHOLE.trim_start().replace('\n', "\r\n"));
    let (scenario, findings) = read(windows.as_bytes());
    assert_eq!(findings, []);
    assert_eq!(scenario.unwrap().digest(), read(WHOLE.as_bytes()).0.unwrap().digest());
}

#[test]
fn depth_and_number_bring_nothing_down() {
    let deep = format!("version = 1\na = {}", "[".repeat(200_000));
    assert!(read(deep.as_bytes()).0.is_none());
    let many = (0..5_000).map(|i| format!("key{i} = 1\n")).collect::<Vec<_>>().concat();
    let (none, findings) = read(many.as_bytes());
    assert!(none.is_none());
    assert_eq!(findings.len(), MOST_FINDINGS + 1);
    assert!(findings[MOST_FINDINGS].words.ends_with("more findings are not shown"));
}

proptest! {
    /// Whatever stands in the file, it is read or refused: cut short, with a piece removed, with a piece replaced.
    #[test]
    fn any_scenario_is_read_or_refused(at in 0..WHOLE.len(), length in 0usize..60, put in "[0-9\\-\"\\[\\]{}=a-z :.]{0,12}") {
        let end = (at + length).min(WHOLE.len());
        let text = format!("{}{put}{}", &WHOLE[..at], &WHOLE[end..]);
        let (scenario, findings) = read(text.as_bytes());
        prop_assert_eq!(scenario.is_none(), any_error(&findings));
        for finding in findings {
            let span = finding.span.unwrap_or(0..0);
            prop_assert!(text.get(span).is_some(), "{}", finding.words);
        }
    }
}

#[test]
fn twenty_a_day_is_less_than_one_an_hour() {
    let hourly = "rate = { own_car = { pessimistic = 20, likely = 60, optimistic = 141 }, medical = 20 }";
    let daily = WHOLE.replace(hourly, "rate = { own_car = 20, bus = 0.5, per = \"day\" }");
    let (scenario, findings) = read(daily.as_bytes());
    let rates = scenario.expect("it can be read").checkpoints[0].rates.clone();
    assert_eq!([rates[0].value.likely, rates[1].value.likely], [VehiclesPerDay(20), VehiclesPerDay(1)]);
    // It works from 08:00 to 18:00 only, so twenty a day will not pass.
    assert_eq!(findings[0].code, "scenario.daily-rate-with-hours");
    let (_, findings) = read(daily.replace("hours = \"08:00-18:00\"", "").as_bytes());
    assert_eq!(findings, []);
}

#[test]
fn a_page_of_keys_that_nobody_knows_is_judged_as_far_as_it_is_shown() {
    let text: String = std::iter::once("version = 1\nsource = 7\n".to_owned())
        .chain((0..2_000).map(|key| format!("titel{key} = 1\n")))
        .collect();
    let (scenario, findings) = read(text.as_bytes());
    assert!(scenario.is_none());
    assert_eq!(findings.len(), MOST_FINDINGS + 1);
    let shown = findings.iter().filter(|finding| finding.code == "scenario.unknown-key");
    assert!(shown.clone().count() > 190 && shown.clone().all(|finding| finding.advice.contains("Known here")));
    // What each unknown key costs is the guess what was meant: none is made for those that are only counted.
    let table = DeTable::parse(&text).expect("it is TOML");
    let mut notes = Notes::new(&text);
    Fields::open(&mut notes, table.get_ref(), 0..0, "", &SCENARIO_KEYS);
    assert_eq!(notes.findings.iter().filter(|finding| !finding.advice.is_empty()).count(), MOST_FINDINGS);
    assert_eq!(notes.findings.len(), 2_001);
    let (_, alone) = read(b"version = 1\nsource = 7\n");
    assert_eq!(alone.iter().filter(|finding| finding.code == "scenario.wrong-type").count(), 1);
}

#[test]
fn who_has_cleared_a_corridor_of_mines_is_known_and_makes_no_other_scenario() {
    let with = WHOLE.replacen("[[corridor]]", "[[corridor]]\ncleared_by = \"sappers, 4 March\"", 1);
    let ((without, _), (scenario, findings)) = (read(WHOLE.as_bytes()), read(with.as_bytes()));
    assert_eq!(findings, []);
    let (without, scenario) = (without.unwrap(), scenario.unwrap());
    let by = scenario.corridors[0].cleared_by.clone().unwrap();
    let line = with.lines().position(|line| line.starts_with("cleared_by")).unwrap() + 1;
    assert_eq!((by.value.as_str(), by.source.words().starts_with(&format!("line {line}"))), ("sappers, 4 March", true));
    assert_eq!(without.corridors[0].cleared_by, None);
    assert_eq!(scenario.digest(), without.digest());
}

#[test]
fn figures_of_a_rehearsal_are_one_number_or_three_and_no_other_scenario() {
    use crate::scenario::rehearsal::figure;
    let with = format!("{WHOLE}\n[rehearsal]\nsource = \"our counts\"\nready_late = [0, 10, 45.5]\nstay = 0.1\n");
    let (scenario, findings) = read(with.as_bytes());
    assert_eq!(findings, []);
    let scenario = scenario.unwrap();
    let late = figure(&scenario.rehearsal, "ready_late").unwrap();
    let spread = [late.value.least, late.value.likely, late.value.most].map(Factor::number);
    assert_eq!((spread, late.value.unit), ([0.0, 10.0, 45.5], "minutes"));
    let line = with.lines().position(|line| line.starts_with("ready_late")).unwrap() + 1;
    assert_eq!(late.source.words(), format!("line {line}: our counts"));
    let stay = figure(&scenario.rehearsal, "stay").unwrap().value;
    assert_eq!((stay.least, stay.most), (Factor(100_000), Factor(100_000)));
    assert!(figure(&scenario.rehearsal, "join").is_none() && scenario.rehearsal.len() == 2);
    // A plan does not rest on it.
    assert_eq!(scenario.digest(), read(WHOLE.as_bytes()).0.unwrap().digest());
}
