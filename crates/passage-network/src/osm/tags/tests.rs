//! What tags say: each row of tags with the facts that follow, as people would check them.

use super::*;

/// The facts of a way in a line: `forward | backward`.
fn told(tags: &[(&str, &str)]) -> String {
    let tags = RoadTags::read(tags.iter().copied());
    let Some(road) = facts(&tags) else { return "no road".to_owned() };
    let one = |facts: Option<Facts>| {
        facts.map_or("-".to_owned(), |f| {
            let time = f.travel.map_or(String::new(), |t| format!(" {} min", t.0 / 60_000));
            format!("{} km/h {} x {} veh/h{}{time}", f.speed.kmh(), f.lanes, f.capacity, marked(f.marks))
        })
    };
    if road.forward == road.backward {
        return format!("both {}", one(road.forward));
    }
    format!("{} | {}", one(road.forward), one(road.backward))
}

fn marked(marks: RoadMarks) -> String {
    let names = ["bridge", "ford", "ferry", "gap", "unpaved", "tunnel", "roundabout"];
    names
        .iter()
        .enumerate()
        .filter(|(bit, _)| marks.0 & 1 << bit != 0)
        .map(|(_, name)| format!(" {name}"))
        .collect::<Vec<_>>()
        .concat()
}

fn table(rows: &[&[(&str, &str)]]) -> String {
    let row = |tags: &&[(&str, &str)]| {
        let words: Vec<String> = tags.iter().map(|(key, value)| format!("{key}={value}")).collect();
        format!("{}: {}", words.join(" "), told(tags))
    };
    rows.iter().map(row).collect::<Vec<_>>().join("\n")
}

#[test]
fn who_may_drive_where_and_in_which_direction() {
    let rows: &[&[(&str, &str)]] = &[
        &[("highway", "primary")],
        &[("highway", "motorway")],
        &[("highway", "motorway"), ("oneway", "no")],
        &[("highway", "primary"), ("oneway", "-1")],
        &[("highway", "residential"), ("oneway", "yes"), ("oneway:bicycle", "no")],
        &[("highway", "tertiary"), ("junction", "roundabout")],
        &[("highway", "primary"), ("oneway", "reversible")],
        &[("highway", "construction"), ("construction", "primary")],
        &[("highway", "proposed")],
        &[("highway", "footway")],
        &[("highway", "service"), ("service", "parking_aisle")],
        &[("highway", "unclassified"), ("area", "yes")],
        &[("highway", "residential"), ("access", "private")],
        &[("highway", "residential"), ("access", "no"), ("motorcar", "yes")],
        &[("highway", "residential"), ("vehicle", "destination")],
        &[("highway", "track"), ("motor_vehicle", "agricultural")],
        &[("highway", "primary"), ("motor_vehicle", "yes"), ("motorcar", "no")],
        &[("route", "ferry")],
        &[("route", "ferry"), ("motor_vehicle", "yes"), ("duration", "00:25")],
        &[("building", "yes")],
    ];
    insta::assert_snapshot!(table(rows), @"
        highway=primary: both 65 km/h 1 x 1500 veh/h
        highway=motorway: 90 km/h 2 x 4000 veh/h | -
        highway=motorway oneway=no: both 90 km/h 2 x 4000 veh/h
        highway=primary oneway=-1: - | 65 km/h 1 x 1500 veh/h
        highway=residential oneway=yes oneway:bicycle=no: 25 km/h 1 x 500 veh/h | -
        highway=tertiary junction=roundabout: 40 km/h 1 x 700 veh/h roundabout | -
        highway=primary oneway=reversible: no road
        highway=construction construction=primary: no road
        highway=proposed: no road
        highway=footway: no road
        highway=service service=parking_aisle: no road
        highway=unclassified area=yes: no road
        highway=residential access=private: no road
        highway=residential access=no motorcar=yes: both 25 km/h 1 x 500 veh/h
        highway=residential vehicle=destination: both 25 km/h 1 x 500 veh/h
        highway=track motor_vehicle=agricultural: no road
        highway=primary motor_vehicle=yes motorcar=no: no road
        route=ferry: no road
        route=ferry motor_vehicle=yes duration=00:25: both 5 km/h 1 x 32 veh/h ferry 25 min
        building=yes: no road
        ");
}

#[test]
fn how_fast_in_every_spelling_of_a_limit() {
    let values = [
        "60",
        "60 km/h",
        "60km/h",
        "30 mph",
        "30mph",
        "10 knots",
        "UA:urban",
        "UA:rural",
        "UA:motorway",
        "ua:urban",
        "RU:urban",
        "DE:rural",
        "DE:motorway",
        "DE:zone30",
        "DE:zone:30",
        "DE:30",
        "PL:motorway",
        "FR:rural",
        "AU:rural",
        "XX:urban",
        "RO:living_street",
        "none",
        "walk",
        "signals",
        "50;30",
        "80|100",
        "0",
        "fast",
        "-20",
        "999999",
        "5.5",
        "52,5",
        "",
    ];
    let row = |value: &&str| format!("{value}: {}", told(&[("highway", "tertiary"), ("maxspeed", value)]));
    insta::assert_snapshot!(values.iter().map(row).collect::<Vec<_>>().join("\n"), @"
        60: both 54 km/h 1 x 700 veh/h
        60 km/h: both 54 km/h 1 x 700 veh/h
        60km/h: both 54 km/h 1 x 700 veh/h
        30 mph: both 43.5 km/h 1 x 700 veh/h
        30mph: both 43.5 km/h 1 x 700 veh/h
        10 knots: both 16.7 km/h 1 x 700 veh/h
        UA:urban: both 45 km/h 1 x 700 veh/h
        UA:rural: both 81 km/h 1 x 700 veh/h
        UA:motorway: both 117 km/h 1 x 700 veh/h
        ua:urban: both 45 km/h 1 x 700 veh/h
        RU:urban: both 54 km/h 1 x 700 veh/h
        DE:rural: both 90 km/h 1 x 700 veh/h
        DE:motorway: both 117 km/h 1 x 700 veh/h
        DE:zone30: both 27 km/h 1 x 700 veh/h
        DE:zone:30: both 27 km/h 1 x 700 veh/h
        DE:30: both 27 km/h 1 x 700 veh/h
        PL:motorway: both 126 km/h 1 x 700 veh/h
        FR:rural: both 72 km/h 1 x 700 veh/h
        AU:rural: both 90 km/h 1 x 700 veh/h
        XX:urban: both 45 km/h 1 x 700 veh/h
        RO:living_street: both 18 km/h 1 x 700 veh/h
        none: both 117 km/h 1 x 700 veh/h
        walk: both 6.3 km/h 1 x 640 veh/h
        signals: both 40 km/h 1 x 700 veh/h
        50;30: both 27 km/h 1 x 700 veh/h
        80|100: both 72 km/h 1 x 700 veh/h
        0: both 40 km/h 1 x 700 veh/h
        fast: both 40 km/h 1 x 700 veh/h
        -20: both 40 km/h 1 x 700 veh/h
        999999: both 40 km/h 1 x 700 veh/h
        5.5: both 5 km/h 1 x 530 veh/h
        52,5: both 47.3 km/h 1 x 700 veh/h
        : both 40 km/h 1 x 700 veh/h
        ");
}

#[test]
fn limits_of_one_direction_and_of_zones() {
    let rows: &[&[(&str, &str)]] = &[
        &[("highway", "tertiary"), ("maxspeed:forward", "40"), ("maxspeed", "60")],
        &[("highway", "tertiary"), ("maxspeed:backward", "30 mph")],
        &[("highway", "tertiary"), ("zone:maxspeed", "DE:30")],
        &[("highway", "tertiary"), ("maxspeed:type", "UA:rural")],
        &[("highway", "tertiary"), ("source:maxspeed", "survey")],
        &[("highway", "tertiary"), ("zone:traffic", "UA:urban")],
    ];
    insta::assert_snapshot!(table(rows), @"
        highway=tertiary maxspeed:forward=40 maxspeed=60: 36 km/h 1 x 700 veh/h | 54 km/h 1 x 700 veh/h
        highway=tertiary maxspeed:backward=30 mph: 40 km/h 1 x 700 veh/h | 43.5 km/h 1 x 700 veh/h
        highway=tertiary zone:maxspeed=DE:30: both 27 km/h 1 x 700 veh/h
        highway=tertiary maxspeed:type=UA:rural: both 81 km/h 1 x 700 veh/h
        highway=tertiary source:maxspeed=survey: both 40 km/h 1 x 700 veh/h
        highway=tertiary zone:traffic=UA:urban: both 45 km/h 1 x 700 veh/h
        ");
}

#[test]
fn how_many_lanes_and_what_they_carry() {
    let rows: &[&[(&str, &str)]] = &[
        &[("highway", "primary"), ("lanes", "4")],
        &[("highway", "primary"), ("lanes", "3")],
        &[("highway", "primary"), ("lanes", "3"), ("lanes:forward", "2")],
        &[("highway", "primary"), ("lanes", "4"), ("lanes:both_ways", "1"), ("lanes:forward", "2")],
        &[("highway", "primary"), ("lanes", "1")],
        &[("highway", "primary"), ("lanes", "3"), ("oneway", "yes"), ("lanes:psv", "1")],
        &[("highway", "primary"), ("lanes", "4"), ("bus:lanes:forward", "yes|designated")],
        &[("highway", "trunk")],
        &[("highway", "trunk"), ("oneway", "yes")],
        &[("highway", "residential"), ("width", "4 m")],
        &[("highway", "residential"), ("lane_markings", "no")],
        &[("highway", "primary"), ("lanes", "many")],
        &[("highway", "primary"), ("lanes", "2;3")],
        &[("highway", "primary"), ("lanes", "-2")],
    ];
    insta::assert_snapshot!(table(rows), @"
        highway=primary lanes=4: both 65 km/h 2 x 3000 veh/h
        highway=primary lanes=3: both 65 km/h 1 x 1500 veh/h
        highway=primary lanes=3 lanes:forward=2: 65 km/h 2 x 3000 veh/h | 65 km/h 1 x 1500 veh/h
        highway=primary lanes=4 lanes:both_ways=1 lanes:forward=2: 65 km/h 2 x 3000 veh/h | 65 km/h 1 x 1500 veh/h
        highway=primary lanes=1: both 65 km/h 1 x 750 veh/h
        highway=primary lanes=3 oneway=yes lanes:psv=1: 65 km/h 2 x 3000 veh/h | -
        highway=primary lanes=4 bus:lanes:forward=yes|designated: 65 km/h 1 x 1500 veh/h | 65 km/h 2 x 3000 veh/h
        highway=trunk: both 85 km/h 1 x 1700 veh/h
        highway=trunk oneway=yes: 85 km/h 2 x 4000 veh/h | -
        highway=residential width=4 m: both 25 km/h 1 x 250 veh/h
        highway=residential lane_markings=no: both 25 km/h 1 x 250 veh/h
        highway=primary lanes=many: both 65 km/h 1 x 1500 veh/h
        highway=primary lanes=2;3: both 65 km/h 1 x 1500 veh/h
        highway=primary lanes=-2: both 65 km/h 1 x 1500 veh/h
        ");
}

#[test]
fn what_the_ground_allows() {
    let rows: &[&[(&str, &str)]] = &[
        &[("highway", "primary"), ("surface", "gravel")],
        &[("highway", "primary"), ("surface", "cobblestone")],
        &[("highway", "primary"), ("smoothness", "very_bad")],
        &[("highway", "track")],
        &[("highway", "track"), ("tracktype", "grade1")],
        &[("highway", "track"), ("surface", "mud")],
        &[("highway", "tertiary"), ("ford", "yes")],
        &[("highway", "primary"), ("bridge", "yes")],
        &[("highway", "primary"), ("bridge", "movable")],
        &[("highway", "primary"), ("bridge", "no"), ("tunnel", "yes")],
        &[("highway", "primary"), ("passage:connector", "yes")],
    ];
    insta::assert_snapshot!(table(rows), @"
        highway=primary surface=gravel: both 40 km/h 1 x 600 veh/h unpaved
        highway=primary surface=cobblestone: both 30 km/h 1 x 1500 veh/h
        highway=primary smoothness=very_bad: both 20 km/h 1 x 1330 veh/h
        highway=track: both 15 km/h 1 x 150 veh/h unpaved
        highway=track tracktype=grade1: both 15 km/h 1 x 150 veh/h
        highway=track surface=mud: both 10 km/h 1 x 150 veh/h unpaved
        highway=tertiary ford=yes: both 10 km/h 1 x 700 veh/h ford
        highway=primary bridge=yes: both 65 km/h 1 x 1500 veh/h bridge
        highway=primary bridge=movable: both 5 km/h 1 x 530 veh/h bridge
        highway=primary bridge=no tunnel=yes: both 65 km/h 1 x 1500 veh/h tunnel
        highway=primary passage:connector=yes: both 65 km/h 1 x 1500 veh/h gap
        ");
}

#[test]
fn a_ferry_takes_as_long_as_it_says() {
    let minutes = |value: &str| whole_time(value).map(|time| time.0 / 60_000);
    assert_eq!(
        ["01:30", "25", "00:05:00", "PT1H5M", "PT20M"].map(minutes),
        [Some(90), Some(25), Some(5), Some(65), Some(20)]
    );
    assert_eq!(["", "soon", "PT", "P1D", "0", "99999999:00", "PT9999999999H"].map(minutes), [None; 7]);
}
