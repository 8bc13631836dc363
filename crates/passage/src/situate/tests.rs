//! Small scenarios over a network of five towns, and what becomes of them.

use super::*;
use passage_model::id::RoadId;
use passage_model::network::{Origin, Place, PlaceKind, Road};
use passage_model::scenario;
use passage_model::situation::{Checkpoint, VehicleKind};
use passage_model::time::{Clock, Interval, Opening};
use passage_model::units::{Decimetres, Milliseconds, Position, Speed, Vehicles, VehiclesPerDay, VehiclesPerHour};
use std::fmt::Write as _;

const TOWNS: [(&str, f64, f64, u32, PlaceKind); 8] = [
    ("Mariupol", 47.10, 37.50, 430_000, PlaceKind::City),
    ("Nikolske", 47.20, 37.30, 8_000, PlaceKind::Town),
    ("Orikhiv", 47.57, 35.78, 14_000, PlaceKind::Town),
    ("Zaporizhzhya", 47.84, 35.14, 710_000, PlaceKind::City),
    ("Berdyansk", 46.76, 36.79, 107_000, PlaceKind::City),
    // Not on the road.
    ("Zaporizhzhia", 47.60, 36.90, 656, PlaceKind::Village),
    ("Solone", 47.58, 35.80, 40, PlaceKind::Hamlet),
    ("Enerhodar", 47.50, 34.66, 52_000, PlaceKind::City),
];

/// Mariupol - Nikolske - Orikhiv - Zaporizhzhya, and Mariupol - Berdyansk - Orikhiv, both directions, 60 km/h.
fn network() -> Network {
    let position = |i: usize| Position::from_degrees(TOWNS[i].1, TOWNS[i].2).unwrap();
    let mut roads = Vec::new();
    for (a, b) in [(0, 1), (1, 2), (2, 3), (0, 4), (4, 2)] {
        let length = Decimetres::from_metres(position(a).metres_to(position(b)));
        for (from, to) in [(a, b), (b, a)] {
            roads.push(Road {
                from: JunctionId::at(from),
                to: JunctionId::at(to),
                length,
                travel: Milliseconds::to_travel(length, Speed::from_kmh(60.0)),
                capacity: VehiclesPerHour(1_000),
                lanes: 1,
                ..Road::default()
            });
        }
    }
    let place = |(name, lat, lon, population, kind): (&str, f64, f64, u32, PlaceKind)| Place {
        name: name.to_owned(),
        other_names: Vec::new(),
        kind,
        population,
        position: Position::from_degrees(lat, lon).unwrap(),
    };
    let places = TOWNS.into_iter().map(place).collect();
    Network::new(Origin::default(), (0..5).map(position).collect(), roads, Vec::new(), places).unwrap()
}

const BASE: &str = r#"
version = 1
title = "Mariupol"
zone = "Europe/Kyiv"
h_hour = "2022-03-05 09:00"
horizon = "8 h"
travel_on = "corridors"
[[assembly]]
name = "Mariupol"
place = "Mariupol"
[[group]]
name = "cars"
assembly = "Mariupol"
kind = "own car"
persons = 1000
ready = [{ from = "11:00", share = 0.5 }, { from = "13:00", share = 0.5 }]
[[reception]]
name = "The city"
place = "Zaporizhzhya"
room = 2000
[[corridor]]
name = "north"
via = ["Mariupol", "Nikolske", "Orikhiv", "The city"]
windows = ["11:00-16:00"]
"#;

fn read(text: &str) -> Scenario {
    let (scenario, findings) = scenario::read(text.as_bytes());
    scenario.unwrap_or_else(|| panic!("{findings:?}"))
}

fn situation(text: &str, reading: Reading) -> Situation {
    let (scenario, network) = (read(text), network());
    let laid = lay(&scenario, &network, Digest::default(), &Overlay::default());
    laid.situation(reading).unwrap_or_else(|| panic!("{:?}", laid.findings))
}

/// The findings over the base scenario with something added, one a line, with the text that the caret marks.
fn said(text: &str) -> String {
    let (scenario, network) = (read(text), network());
    let laid = lay(&scenario, &network, Digest::default(), &Overlay::default());
    assert_eq!(laid.situation(Reading::Likely).is_none(), any_error(&laid.findings));
    let lines = laid.findings.iter().map(|f| {
        let marked = f.span.as_ref().map_or("-", |span| &text[span.clone()]);
        format!("{:?} {} [{}] {}. {} <{marked}>", f.severity, f.code, f.subject, f.words, f.advice)
    });
    lines.collect::<Vec<_>>().join("\n")
}

fn hours(from: u32, until: u32) -> Interval {
    Interval { from: Clock(from * 3600), until: Clock(until * 3600) }
}

#[test]
fn a_corridor_becomes_roads_that_open_with_its_window_in_its_direction_only() {
    let situation = situation(BASE, Reading::Likely);
    assert_eq!(situation.corridors[0].roads, [RoadId(0), RoadId(2), RoadId(4)]);
    for road in (0..10).map(RoadId) {
        let expected = if [0, 2, 4].contains(&road.0) { vec![hours(2, 7)] } else { Vec::new() };
        assert_eq!(situation.opening(road).intervals(), expected, "road {road}");
    }
    assert_eq!(situation.openings.len(), 2);
    let names: Vec<_> = situation.named.iter().map(|n| n.name.as_str()).collect();
    assert_eq!(names, ["Mariupol", "Nikolske", "Orikhiv", "The city"]);
}

#[test]
fn on_any_road_only_the_corridor_is_bound_to_its_window() {
    let any = BASE.replace("travel_on = \"corridors\"", "travel_on = \"any road\"");
    let situation = situation(&any, Reading::Likely);
    assert_eq!(situation.opening(RoadId(2)).intervals(), [hours(2, 7)]);
    assert!(situation.opening(RoadId(3)).is_always() && situation.opening(RoadId(6)).is_always());
}

#[test]
fn the_three_readings_take_the_three_values_of_every_range() {
    let traffic = "[traffic]\nspeed_factor = { pessimistic = 0.5, likely = 1.0, optimistic = 1.2 }\n[[corridor]]";
    let text = BASE.replace("[[corridor]]", traffic);
    let base = network().travel(RoadId(0)).0;
    let of = |reading| {
        let situation = situation(&text, reading);
        let (road, origin) = (situation.roads[0], &situation.origins[0]);
        (road.travel.0, road.capacity.0, origin.per_vehicle.0, origin.vehicles().0)
    };
    assert_eq!(of(Reading::Pessimistic), (base * 2, 600, 250, 400));
    assert_eq!(of(Reading::Likely), (base, 600, 360, 278));
    assert_eq!(of(Reading::Optimistic), ((base * 10).div_ceil(12), 900, 500, 200));
}

#[test]
fn vehicles_are_ready_in_whole_ones_and_none_is_lost() {
    let of = |ready: &str| {
        let old = "ready = [{ from = \"11:00\", share = 0.5 }, { from = \"13:00\", share = 0.5 }]";
        let situation = situation(&BASE.replace(old, ready), Reading::Likely);
        let ready = &situation.origins[0].ready;
        ready.iter().map(|r| (r.from.0 / 3600, r.vehicles.0)).collect::<Vec<_>>()
    };
    assert_eq!(of("ready = \"10:00\""), [(1, 278)]);
    assert_eq!(of(""), [(0, 278)]);
    let thirds = "ready = [{ from = \"10:00\", share = 0.333333 }, { from = \"11:00\", share = 0.333333 }, \
                  { from = \"12:00\", share = 0.333334 }]";
    assert_eq!(of(thirds), [(1, 92), (2, 93), (3, 93)]);
    assert_eq!(of("vehicles = 10"), [(0, 10)]);
}

#[test]
fn a_corridor_that_opens_with_another_opens_while_both_do() {
    let second = r#"
[[corridor]]
name = "by Berdyansk"
via = ["Mariupol", "Berdyansk", "Orikhiv"]
windows = ["12:00-20:00"]
"#;
    let linked = format!("{BASE}opens_with = [\"by Berdyansk\"]\n{second}");
    let opening = |text: &str| situation(text, Reading::Likely).corridors[0].opening.clone();
    let alone = opening(BASE);
    let both = alone.and(&Opening::within(vec![hours(3, 11)]));
    assert!(both != alone && !both.is_never());
    assert_eq!(opening(&linked), both);
    // Through a third, and if the other never opens.
    let third = format!(
        "{linked}opens_with = [\"by night\"]\n{}",
        second.replace("by Berdyansk", "by night").replace("12:00-20:00", "13:00-14:00")
    );
    assert_eq!(opening(&third), alone.and(&Opening::within(vec![hours(4, 5)])));
    let proposed = format!("{linked}proposed = true\n");
    assert!(said(&proposed).contains("scenario.linked-never-opens"), "{}", said(&proposed));
}

#[test]
fn a_stretch_of_contraflow_pairs_each_road_with_the_one_back() {
    let text = format!("{BASE}[[contraflow]]\nbetween = [\"Mariupol\", \"Orikhiv\"]\nkeep = 100\n");
    let situation = situation(&text, Reading::Likely);
    let stretch = &situation.contraflow[0];
    assert_eq!(stretch.name, "Mariupol – Orikhiv");
    assert_eq!(stretch.roads, [(RoadId(0), RoadId(1)), (RoadId(2), RoadId(3))]);
    let reversed = situation.with_reversed(&[0]);
    let given = situation.roads[1].capacity.0 - 100;
    assert_eq!(reversed.roads[0].capacity.0, situation.roads[0].capacity.0 + given);
    assert_eq!(reversed.roads[1].capacity.0, 100);
}

#[test]
fn few_may_be_present_where_the_assembly_point_says_so() {
    let limited =
        BASE.replacen("place = \"Mariupol\"\n", "place = \"Mariupol\"\nmost_present = 300\ngather = \"45 min\"\n", 1);
    let situation = situation(&limited, Reading::Likely);
    let crowd = &situation.crowds[0];
    assert_eq!((crowd.name.as_str(), crowd.most.0, crowd.gather.0), ("Mariupol", 300, 2700));
    assert_eq!(crowd.junction, situation.origins[0].junction);
}

#[test]
fn a_closure_between_two_places_cuts_both_directions_for_its_time() {
    let any = BASE.replace("travel_on = \"corridors\"", "travel_on = \"any road\"");
    let closure = "[[closure]]\nbetween = [\"Nikolske\", \"Mariupol\"]\nfrom = \"12:00\"\nuntil = \"14:00\"\nreason = \"mined\"\n";
    let situation = situation(&(any + closure), Reading::Likely);
    assert_eq!(situation.opening(RoadId(0)).intervals(), [hours(2, 3), hours(5, 7)]);
    let back = [hours(0, 3), Interval { from: Clock(5 * 3600), until: Clock::NEVER }];
    assert_eq!(situation.opening(RoadId(1)).intervals(), back);
    assert_eq!(situation.opening(RoadId(2)).intervals(), [hours(2, 7)]);
}

#[test]
fn a_checkpoint_and_a_waiting_place_stand_where_the_corridor_passes() {
    let text = format!(
        "{BASE}[[checkpoint]]\nname = \"gate\"\nplace = \"Orikhiv\"\nrate = {{ own_car = {{ pessimistic = 10, likely = 60, \
         optimistic = 90 }} }}\nhours = \"08:00-18:00\"\nwaiting = 30\n[[waiting]]\nplace = \"Nikolske\"\nvehicles = 5\n"
    );
    let situation = situation(&text, Reading::Pessimistic);
    let gate = situation.checkpoint(JunctionId(2)).unwrap();
    assert_eq!(gate.rates, Checkpoint::passing(VehiclesPerDay::hourly(10), VehiclesPerDay(0), VehiclesPerDay(0)));
    assert_eq!(gate.hours.intervals(), [hours(0, 9)]);
    assert_eq!(situation.waiting_room(JunctionId(2)), Vehicles(30));
    assert_eq!(situation.waiting_room(JunctionId(1)), Vehicles(5));
    assert_eq!(situation.origins[0].kind, VehicleKind::OwnCar);
}

#[test]
fn an_area_of_an_overlay_binds_the_roads_that_touch_it() {
    let overlay =
        br#"{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"passage":"area","name":"grey"},
        "geometry":{"type":"Polygon","coordinates":[[[36,47.3],[36.5,47.3],[36.5,47.6],[36,47.6],[36,47.3]]]}}]}"#;
    let (overlay, findings) = passage_network::overlay::read(overlay);
    assert_eq!(findings, []);
    let text = BASE.replace("horizon", "overlays = [\"o\"]\nhorizon")
        + "[[area]]\nname = \"grey\"\nwindows = \"12:00-15:00\"\n";
    let (scenario, network) = (read(&text), network());
    let laid = lay(&scenario, &network, Digest::default(), &overlay);
    let situation = laid.situation(Reading::Likely).unwrap_or_else(|| panic!("{:?}", laid.findings));
    assert_eq!(situation.opening(RoadId(2)).intervals(), [hours(3, 6)]);
    assert_eq!(situation.opening(RoadId(4)).intervals(), [hours(2, 7)]);
    let unknown = text.replace("name = \"grey\"", "name = \"gray\"");
    let scenario = read(&unknown);
    let laid = lay(&scenario, &network, Digest::default(), &overlay);
    assert_eq!(laid.findings[0].code, "scenario.unknown-area");
}

#[test]
fn a_village_of_the_citys_name_is_not_taken_for_it() {
    insta::assert_snapshot!(said(&BASE.replace("place = \"Zaporizhzhya\"", "place = \"Zaporizhzhia\"")), @r#"Error place.overshadowed [reception site "The city"] "Zaporizhzhia" is spelled like a small place, Zaporizhzhia (village of 656 at 47.6000, 36.9000, 72 km from Mariupol), but a place at least 10 times larger has nearly this name: Zaporizhzhya (city of 710,000 at 47.8400, 35.1400, 52 km from Enerhodar). For the large one write "Zaporizhzhya"; for the small one name a place near it (`near = ...`) or give its coordinates. <"Zaporizhzhia">"#);
}

#[test]
fn sites_that_are_not_where_the_roads_are_are_refused() {
    let at = |position: &str| said(&BASE.replace("place = \"Mariupol\"", &format!("at = {position}")));
    let cases = [
        at("[37.5, 47.1]"),
        at("[46.9, 37.9]"),
        at("[10.0, 10.0]"),
        said(&BASE.replace("place = \"Mariupol\"", "place = \"Enerhodar\"")),
        said(&BASE.replace("place = \"Mariupol\"", "place = \"Mariopol\"")),
        said(
            &BASE
                .replace("\"Mariupol\"\n", "\"Start\"\n")
                .replace("place = \"Start\"", "place = \"Mariupol\"\nnear = \"The city\"")
                .replace("place = \"Zaporizhzhya\"", "place = \"Zaporizhzhya\"\nnear = \"Start\""),
        ),
    ];
    insta::assert_snapshot!(cases.join("\n"), @r#"
Error scenario.swapped-coordinates [assembly point "Mariupol"] 37.5000 N 47.1000 E lies 1,325 km from the nearest road of this network, but 47.1000 N 37.5000 E lies 0 m from one. Swapped? Latitude comes first: at = [47.1000, 37.5000]. <[37.5, 47.1]>
Error scenario.far-from-road [assembly point "Mariupol"] 46.9000 N 37.9000 E lies 37.6 km from the nearest road of this network; at most 5.0 km are allowed. At sea, beyond a river, or without a road here? Name a place on the road; if it is right as it is, write within = "38 km". <[46.9, 37.9]>
Error scenario.far-from-road [assembly point "Mariupol"] 10.0000 N 10.0000 E lies 4,805 km from the nearest road of this network; at most 5.0 km are allowed. Check the coordinates and the network: this is elsewhere. <[10.0, 10.0]>
Error scenario.far-from-road [assembly point "Mariupol"] Enerhodar lies 52.2 km from the nearest road of this network; at most 5.0 km are allowed. At sea, beyond a river, or without a road here? Name a place on the road; if it is right as it is, write within = "53 km". <"Enerhodar">
Error place.not-found [assembly point "Mariupol"] no place of the network is called "Mariopol"; nearly so: Mariupol (city of 430,000 at 47.1000, 37.5000, 66 km from Berdyansk). Use the name of the one that is meant, or give coordinates. <"Mariopol">
Error scenario.near-in-circles [assembly point "Start"] near leads in a circle: "Start", near "The city" and back to "Start". Name a place that stands for itself, or give coordinates. <"Mariupol">
Error scenario.near-in-circles [reception site "The city"] near leads in a circle: "The city", near "Start" and back to "The city". Name a place that stands for itself, or give coordinates. <"Zaporizhzhya">
"#);
}

#[test]
fn corridors_that_lead_nowhere_or_astray_are_told() {
    let via = |names: &str| said(&BASE.replace("\"Mariupol\", \"Nikolske\", \"Orikhiv\", \"The city\"", names));
    let closed = "[[closure]]\nbetween = [\"Orikhiv\", \"The city\"]\nreason = \"bridge destroyed\"\n";
    let cases = [
        via("\"Mariupol\", \"Orikhiv\", \"Nikolske\", \"The city\""),
        via("\"Berdyansk\", \"The city\""),
        said(&(BASE.to_owned() + closed)),
        said(&(BASE.to_owned() + "[[closure]]\nat = [47.0, 37.0]\nreason = \"mined\"\n")),
    ];
    insta::assert_snapshot!(cases.join("\n"), @r#"
Warning scenario.corridor-turns-back [corridor "north"] it turns round on its way: 182 km of it are driven there and back. Is a place on it beside the road that is meant? Leave it out, or name a position on the road. <[[corridor]]>
Warning scenario.corridor-detour [corridor "north"] it is 440 km long, 2.2 times the fastest way between its ends (197 km); "Orikhiv" leads astray the most. Are its places in order, and is each the one that is meant? <"Orikhiv">
Error scenario.unreachable [assembly point "Mariupol"] no corridor that opens within the plan leads from it to a reception site. Nobody can leave from there. Check its place, the corridors' places and the closures. <"Mariupol">
Warning scenario.unreachable [reception site "The city"] no assembly point has a way to it. It receives nobody. Check its place. <"Zaporizhzhya">
Error scenario.unreachable [assembly point "Mariupol"] no corridor that opens within the plan leads from it to a reception site: without the closure "bridge destroyed" there would be a way. Check the closure's roads and its from and until, or agree a way round it. <[[closure]]>
Warning scenario.unreachable [reception site "The city"] no assembly point has a way to it. It receives nobody. Check its place. <"Zaporizhzhya">
Warning scenario.corridor-closed [corridor "north"] a closure, a hazard or a line of control lies across the corridor for the whole plan. Nobody passes there, and there is no way round through the same places. <[[corridor]]>
Error scenario.closes-nothing [closure 1 (mined)] no road is closed by this. Check its places or its position; raise within if the road runs farther off. <[[closure]]>
"#);
}

#[test]
fn checkpoints_that_block_or_stand_aside_are_told() {
    let with = |place: &str, rate: &str| {
        said(&format!("{BASE}[[checkpoint]]\nname = \"gate\"\nplace = \"{place}\"\nrate = {{ {rate} }}\n"))
    };
    let cases = [
        with("Orikhiv", "bus = 10"),
        with("Berdyansk", "own_car = 10"),
        with("Solone", "own_car = 10"),
        said(&BASE.replace(
            "[[reception]]",
            "[[assembly]]\nplace = \"Nikolske\"\n[[reception]]\nname = \"here\"\nplace = \"Mariupol\"\nroom = 5\n[[reception]]",
        )),
    ];
    insta::assert_snapshot!(cases.join("\n"), @r#"
        Error scenario.checkpoint-blocks [group "cars" of "Mariupol"] there is no way round "gate", which lets none of its vehicles through. Write the rate for their kind, or another corridor. <[[group]]>
        Warning scenario.not-on-the-way [checkpoint "gate"] no road that may be used leads past it. It changes nothing in the plan. Check its place, or give its coordinates on the road. <"Berdyansk">
        Warning scenario.held-while-served [checkpoint "gate"] it takes 6 min over each car; a plan counts how many pass, and not how long each is held. Whoever passes it towards the end of a window comes out that much later, a column by the time of all its vehicles. Take it off their turn-back time; passage rehearse counts it. <"Berdyansk">
        Warning scenario.small-place [checkpoint "gate"] "Solone" was found as a hamlet: Solone (hamlet of 40 at 47.5800, 35.8000, 57 km from Zaporizhzhya). If a larger place is meant, write its spelling in this network, or its coordinates. <"Solone">
        Warning scenario.held-while-served [checkpoint "gate"] it takes 6 min over each car; a plan counts how many pass, and not how long each is held. Whoever passes it towards the end of a window comes out that much later, a column by the time of all its vehicles. Take it off their turn-back time; passage rehearse counts it. <"Solone">
        Warning scenario.same-junction [reception site "here"] it meets the road at the same junction as the assembly point "Mariupol". Whoever gathers there is safe at once; give coordinates if they lie apart. <"Mariupol">
        "#);
}

#[test]
fn what_every_name_was_taken_for_is_told() {
    let (scenario, network) = (read(BASE), network());
    let laid = lay(&scenario, &network, Digest::default(), &Overlay::default());
    let lines = laid.matched.iter().map(|m| format!("{} {}: {}, {} m", m.role, m.name, m.words, m.distance.metres()));
    insta::assert_snapshot!(lines.collect::<Vec<_>>().join("\n"), @r#"
assembly point Mariupol: Mariupol (city of 430,000 at 47.1000, 37.5000, 66 km from Berdyansk), 0 m
reception site The city: Zaporizhzhya (city of 710,000 at 47.8400, 35.1400, 52 km from Enerhodar), taken as the largest of 2 of that name (the next has 656 inhabitants), 0 m
corridor "north" Nikolske: Nikolske (town of 8,000 at 47.2000, 37.3000, 19 km from Mariupol), 0 m
corridor "north" Orikhiv: Orikhiv (town of 14,000 at 47.5700, 35.7800, 57 km from Zaporizhzhya), 0 m
"#);
}

/// The slow twin of the openings: whether one road is open at one second, straight from the words of the scenario.
fn open_by_the_words(
    road: u32,
    second: u32,
    any_road: bool,
    corridors: &[(u32, u32)],
    closure: Option<(u32, u32)>,
) -> bool {
    let within = |(from, until): (u32, u32)| (from * 3600..until * 3600).contains(&second);
    let on_corridor = [0, 2, 4].contains(&road);
    let agreed = if on_corridor { corridors.iter().copied().any(within) } else { any_road };
    // The closure lies between Nikolske and Orikhiv: roads 2 and 3.
    agreed && !(closure.is_some_and(within) && [2, 3].contains(&road))
}

proptest::proptest! {
    #[test]
    fn a_road_is_open_when_the_words_of_the_scenario_say_so(
        any_road: bool,
        windows in proptest::collection::vec((0u32..14, 1u32..6), 1..4),
        closure in proptest::option::of((0u32..14, 1u32..6)),
    ) {
        let spans: Vec<(u32, u32)> = windows.iter().map(|(from, length)| (*from, from + length)).collect();
        let closed = closure.map(|(from, length)| (from, from + length));
        let hour = |hour: u32| format!("{:02}:00", hour + 9 - if hour > 14 { 24 } else { 0 });
        let day = |hour: u32| if hour > 14 { "2022-03-06" } else { "2022-03-05" };
        let moment = |hour_: u32| format!("{} {}", day(hour_), hour(hour_));
        let mut text = BASE.replace("horizon = \"8 h\"", "horizon = \"24 h\"");
        if any_road {
            text = text.replace("travel_on = \"corridors\"", "travel_on = \"any road\"");
        }
        let written: Vec<String> =
            spans.iter().map(|(from, until)| format!("\"{} - {}\"", moment(*from), moment(*until))).collect();
        text = text.replace("[\"11:00-16:00\"]", &format!("[{}]", written.join(", ")));
        if let Some((from, until)) = closed {
            let _ = write!(
                text,
                "[[closure]]\nbetween = [\"Nikolske\", \"Orikhiv\"]\nfrom = \"{}\"\nuntil = \"{}\"\nreason = \"mined\"\n",
                moment(from),
                moment(until)
            );
        }
        let (scenario, network) = (read(&text), network());
        let laid = lay(&scenario, &network, Digest::default(), &Overlay::default());
        let situation = reading::situation(&laid, Reading::Likely).unwrap();
        for road in 0..10 {
            for second in (0..86_400).step_by(1_800) {
                let open = situation.opening(RoadId(road)).at(Clock(second)).is_some();
                let twin = open_by_the_words(road, second, any_road, &spans, closed);
                proptest::prop_assert_eq!(open, twin, "road {} second {}", road, second);
            }
        }
    }
}
