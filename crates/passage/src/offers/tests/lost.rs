//! What a loss costs by the hour: against plans of scenarios in which it is closed by hand, and against itself.

use super::super::losses::What;
use super::*;
use crate::situate::lay;
use crate::words::{Language, Words};
use passage_model::time::Opening;

fn read(text: &str) -> Given {
    let examples = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples/mariupol-2022");
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("scenario.toml");
    std::fs::write(&file, text).unwrap();
    given(&file, Some(&examples.join("roads.geojson")), &Work::quiet())
        .unwrap_or_else(|failure| panic!("{}", failure.to_words()))
}

fn text(name: &str) -> String {
    let examples = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples/mariupol-2022");
    std::fs::read_to_string(examples.join(name)).unwrap()
}

/// The civil time of a clock on the day that begins at 09:00.
fn civil(clock: Clock) -> String {
    let minutes = 9 * 60 + clock.0 / 60;
    format!("{:02}:{:02}", minutes / 60, minutes % 60)
}

/// Windows or hours but for a time, as somebody would write them.
fn but_for(opening: &Opening, when: Interval, day: &str) -> String {
    let left = opening.except(&Opening::within(vec![when]));
    let left = left.intervals().iter().filter(|open| open.from < Clock(12 * 3600));
    let left = left.map(|open| format!("\"{day} {}-{}\"", civil(open.from), civil(open.until)));
    format!("[{}]", left.collect::<Vec<_>>().join(", "))
}

/// The scenario's text with another value of a key, of those lines the one with this number; where none is left of a
/// corridor's windows it is not agreed.
fn with_value(text: &str, key: &str, number: usize, value: &str) -> String {
    let mut seen = 0;
    let line = |line: &str| {
        seen += usize::from(line.starts_with(key));
        let this = line.starts_with(key) && seen == number + 1;
        let replaced = if value == "[]" { "proposed = true".to_owned() } else { format!("{key} = {value}") };
        if this { replaced } else { line.to_owned() }
    };
    text.lines().map(line).collect::<Vec<_>>().join("\n")
}

/// The scenario's text with a place closed for a time, as somebody would write it.
fn by_hand(text: &str, given: &Given, loss: &losses::Loss, day: &str, when: Interval) -> String {
    match &loss.what {
        What::Stretch { .. } => {
            // By its ends, for names may be those of other junctions too. Its roads come first, then those that lead back.
            let (network, roads) = (&given.network, &loss.lost.roads);
            let place = |junction| {
                let position = network.position(junction);
                format!("[{}, {}]", position.lat_degrees(), position.lon_degrees())
            };
            let goes_on = |a: RoadId, b: RoadId| network.to(a) == network.from(b) && network.from(a) != network.to(b);
            let way = roads.chunk_by(|a, b| goes_on(*a, *b)).next().unwrap();
            let (from, to) = (place(network.from(way[0])), place(network.to(way[way.len() - 1])));
            let (begins, ends) = (civil(when.from), civil(when.until));
            let between = format!("between = [{from}, {to}]\nreason = \"by hand\"");
            format!("{text}\n[[closure]]\n{between}\nfrom = \"{day} {begins}\"\nuntil = \"{day} {ends}\"\n")
        }
        What::Corridor(number) => {
            let windows = &given.scenario.corridors[*number].windows.opening;
            with_value(text, "windows", *number, &but_for(windows, when, day))
        }
        What::Checkpoint(number) => {
            let hours = &given.scenario.checkpoints[*number].hours.opening;
            let left = but_for(hours, when, day);
            // Never open: on a day when nobody comes any more.
            with_value(text, "hours", *number, if left == "[]" { "[\"2022-03-20 10:00-11:00\"]" } else { &left })
        }
        What::Footway(_) => panic!("none here"),
    }
}

/// Persons safe by each hour and by the end in the plan of a text, which the checker accepts; `None` where it closes
/// nothing, for both ends of a stretch of a few hundred metres are taken for one.
fn safe(text: &str) -> Option<Vec<u32>> {
    let given = read(text);
    let laid = lay(&given.scenario, &given.network, given.network_digest, &given.overlay);
    if laid.findings.iter().any(|finding| finding.code == "scenario.closes-nothing") {
        return None;
    }
    let hours = (1..=given.scenario.horizon.value.0 / 3600).map(|hour| Clock(hour * 3600));
    let Some(situation) = laid.situation(Reading::Likely) else { return Some(hours.map(|_| 0).collect()) };
    let plan = passage_plan::plan(&given.network, &situation, None, &Work::quiet()).unwrap();
    assert_eq!(passage_model::check::plan(&given.network, &situation, &plan), []);
    Some(hours.map(|hour| plan.safe_by(hour).0).collect())
}

/// Every place of two scenarios of one day, closed throughout and in single hours: the numbers of plans by hand. In the
/// first, two roads lead out and the one that is lost leaves the other; in the second a checkpoint holds a queue.
#[test]
fn a_loss_costs_by_the_hour_what_a_plan_without_it_does() {
    let two = text("scenario.toml").replace("proposed = true\n", "").replace("11:00-16:00", "11:00-19:00");
    let two = two.replace("12:00-17:00", "12:00-20:00").replace("horizon = \"8 h\"", "horizon = \"11 h\"");
    let queue = text("berdiansk.toml").replace("horizon = \"36 h\"", "horizon = \"12 h\"");
    for (text, day, hours) in [(two, "2022-03-05", [0, 1, 3, 6]), (queue, "2022-03-15", [0, 3, 4, 8])] {
        let given = read(&text);
        let scales = Scales::new(&given).unwrap_or_else(|failure| panic!("{}", failure.to_words()));
        let offers = offers(&scales, &Asked { corridors: Some(1), ..Asked::default() }, &Work::quiet());
        let offers = offers.unwrap_or_else(|failure| panic!("{}", failure.to_words()));
        let agreed = safe(&text).unwrap();
        let (mut some, mut unclear, mut different) = (0, 0, BTreeSet::new());
        for loss in &offers.losses.whole {
            let throughout = Interval { from: Clock::H_HOUR, until: Clock(13 * 3600) };
            let Some(throughout) = safe(&by_hand(&text, &given, loss, day, throughout)) else {
                unclear += 1;
                continue;
            };
            for (hour, (with, without)) in throughout.iter().zip(&agreed).enumerate() {
                let by = Clock((hour as u32 + 1) * 3600);
                let cost = by_hour::Cost::by(by, &offers.agreed[Offers::LIKELY], &loss.left[Offers::LIKELY]);
                assert_eq!(cost.persons.0, without - with, "{:?} by {by:?}", loss.what);
                assert_eq!(cost.between, (cost.persons, cost.persons));
            }
            different.insert(throughout);
            let costs = loss.for_an_hour.as_ref().expect("few enough to be weighed");
            for (hour, cost) in hours.iter().map(|&hour| (offers.losses.hours[hour], costs[hour])) {
                let with = safe(&by_hand(&text, &given, loss, day, hour)).unwrap();
                assert_eq!(cost.persons.0, agreed.last().unwrap() - with.last().unwrap(), "{:?} {hour:?}", loss.what);
                some += usize::from(cost.persons.0 > 0);
            }
        }
        assert!(some > 8 && unclear < 2, "single hours cost somebody: {some}, {unclear} not tried");
        assert!(different.len() > 1 || day.ends_with("15"), "losses differ by the hour");
    }
}

#[test]
fn an_hour_costs_no_more_than_the_whole_time_and_of_fleets_what_is_proven_holds_it() {
    for name in ["scenario.toml", "buses.toml"] {
        let given = example(name);
        let scales = Scales::new(&given).unwrap_or_else(|failure| panic!("{}", failure.to_words()));
        let offers = offers(&scales, &Asked::default(), &Work::quiet());
        let offers = offers.unwrap_or_else(|failure| panic!("{}", failure.to_words()));
        let agreed = &offers.agreed[Offers::LIKELY];
        assert_eq!(offers.losses.hours.len(), 5, "the hours of the window");
        let whole = |loss: &losses::Loss| by_hour::Cost::in_all(agreed, &loss.left[Offers::LIKELY]);
        for loss in &offers.losses.whole {
            let costs = loss.for_an_hour.as_ref().expect("few enough to be weighed");
            for cost in costs {
                assert!(cost.between.0 <= cost.persons && cost.persons <= cost.between.1, "{cost:?}");
                assert!(cost.persons <= whole(loss).persons, "{cost:?} of {:?}", loss.what);
            }
        }
        let worst = offers.losses.whole[0].for_an_hour.as_ref().unwrap();
        let by_each = offers.losses.worst.iter().map(|(_, left)| by_hour::Cost::in_all(agreed, &left[Offers::LIKELY]));
        assert_eq!(by_each.collect::<Vec<_>>(), *worst);
    }
}

#[test]
fn another_place_that_hurts_more_in_a_single_hour_has_a_line_of_its_own() {
    let given = example("scenario.toml");
    let scales = Scales::new(&given).unwrap_or_else(|failure| panic!("{}", failure.to_words()));
    let offers = offers(&scales, &Asked::default(), &Work::quiet());
    let mut offers = offers.unwrap_or_else(|failure| panic!("{}", failure.to_words()));
    let times = crate::outcome::setting::times(&given.scenario);
    let told = |offers: &Offers, language| {
        told::Told { offers, scales: &scales, times: &times, words: &Words::new(language) }.worst_hour()
    };
    assert_eq!(told(&offers, Language::En), None, "none costs more than the worst");
    let costs = |persons: u32| Some(vec![by_hour::Cost { persons: Persons(persons), between: Default::default() }; 5]);
    (offers.losses.whole[2].for_an_hour, offers.losses.whole[3].for_an_hour) = (costs(1873), costs(1873));
    let line = "In a single hour the road Respublika \u{2013} Novokrasnivka hurts most: 1,873 people (11:00 to 12:00).";
    assert_eq!(told(&offers, Language::En).as_deref(), Some(line));
    assert!(told(&offers, Language::Uk).unwrap().starts_with("За одну годину найбільше коштує дорога Respublika"));
}
