//! `plan.geojson` (RFC 7946): the roads that the plan uses with their traffic, sites, checkpoints, corridors, and who
//! is left behind. One feature a line; longitude before latitude.

use crate::outcome::names::Names;
use crate::outcome::used::left_vehicles;
use crate::outcome::{Outcome, flows};
use crate::words::Words;
use passage_model::id::{JunctionId, OriginId, RoadId};
use passage_model::network::{Network, RoadMarks};
use passage_model::plan::Reason;
use passage_model::time::Opening;
use passage_model::units::Position;
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// The whole file.
pub fn write(outcome: &Outcome<'_>, words: &Words) -> Vec<u8> {
    let answer = &outcome.likely;
    let names = Names::new(outcome.network, &answer.situation);
    let mut features = corridors(outcome);
    features.extend(roads(outcome, &names, words));
    features.extend(sites(outcome));
    features.extend(checkpoints(outcome));
    features.extend(footways(outcome));
    let lines: Vec<String> = features.iter().map(Value::to_string).collect();
    let about = json!({
        "title": outcome.setting.title,
        "exercise": outcome.setting.exercise,
        "plan": answer.plan.digest(),
        "scenario": answer.plan.scenario,
        "network": answer.plan.network,
        "program": answer.plan.program,
        "attribution": outcome.network.origin().attribution,
        "h_hour": outcome.setting.times.stamp(passage_model::time::Clock::H_HOUR),
    });
    format!("{{\"type\":\"FeatureCollection\",\"passage\":{about},\"features\":[\n{}\n]}}\n", lines.join(",\n"))
        .into_bytes()
}

fn roads(outcome: &Outcome<'_>, names: &Names<'_>, words: &Words) -> Vec<Value> {
    let (network, answer, times) = (outcome.network, &outcome.likely, &outcome.setting.times);
    let corridor =
        |road: RoadId| answer.situation.corridor_of(road).map(|id| answer.situation.corridors[id.index()].name.clone());
    flows::of(&answer.plan)
        .into_iter()
        .map(|flow| {
            feature(
                &line(network, &[flow.road]),
                &json!({
                    "kind": "road",
                    "road": flow.road,
                    "name": network.name(flow.road),
                    "where": names.road(flow.road, words),
                    "corridor": corridor(flow.road),
                    "vehicles": flow.vehicles,
                    "persons": flow.persons,
                    "peak_per_hour": flow.peak_per_hour,
                    "capacity_per_hour": answer.situation.roads[flow.road.index()].capacity,
                    "first_enters": times.stamp(flow.first),
                    "last_enters": times.stamp(flow.last + answer.plan.step),
                    "open": open(outcome, answer.situation.opening(flow.road)),
                    "gap": network.marks(flow.road).has(RoadMarks::GAP),
                    "source": network.source(flow.road),
                }),
            )
        })
        .collect()
}

fn sites(outcome: &Outcome<'_>) -> Vec<Value> {
    let (network, answer) = (outcome.network, &outcome.likely);
    let mut features = Vec::new();
    for (i, origin) in answer.situation.origins.iter().enumerate() {
        let id = OriginId::at(i);
        let moved: u64 = answer.plan.movements.iter().filter(|m| m.origin == id).map(|m| u64::from(m.persons.0)).sum();
        let left: Vec<Value> = answer
            .plan
            .left_behind
            .iter()
            .filter(|l| l.origin == id)
            .map(|l| json!({ "persons": l.persons, "vehicles": left_vehicles(l, &answer.plan, &answer.situation), "reason": reason(&l.reason) }))
            .collect();
        features.push(feature(
            &point(network, origin.junction),
            &json!({
                "kind": "assembly point",
                "name": origin.assembly,
                "group": origin.group,
                "vehicle_kind": origin.kind,
                "persons": origin.persons,
                "persons_safe": moved,
                "left_behind": left,
            }),
        ));
    }
    let mut received: BTreeMap<u32, u64> = BTreeMap::new();
    for movement in &answer.plan.movements {
        *received.entry(movement.reception.0).or_default() += u64::from(movement.persons.0);
    }
    for (i, reception) in answer.situation.receptions.iter().enumerate() {
        features.push(feature(
            &point(network, reception.junction),
            &json!({
                "kind": "reception site",
                "name": reception.name,
                "room": reception.room,
                "persons_received": received.get(&(i as u32)).copied().unwrap_or(0),
            }),
        ));
    }
    features
}

fn checkpoints(outcome: &Outcome<'_>) -> Vec<Value> {
    let situation = &outcome.likely.situation;
    let one = |checkpoint: &passage_model::situation::Checkpoint| {
        feature(
            &point(outcome.network, checkpoint.junction),
            &json!({
                "kind": "checkpoint",
                "name": checkpoint.name,
                "cars_per_hour": checkpoint.rates[0].per_hour(),
                "buses_per_hour": checkpoint.rates[1].per_hour(),
                "medical_per_hour": checkpoint.rates[2].per_hour(),
                "waiting_room": situation.waiting_room(checkpoint.junction),
                "open": open(outcome, &checkpoint.hours),
            }),
        )
    };
    situation.checkpoints.iter().map(one).collect()
}

fn footways(outcome: &Outcome<'_>) -> Vec<Value> {
    let (situation, plan) = (&outcome.likely.situation, &outcome.likely.plan);
    let one = |(at, footway): (usize, &passage_model::situation::Footway)| {
        let over = plan.walks.iter().filter(|walk| walk.footway.index() == at);
        let over: u64 = over.map(|walk| u64::from(walk.persons.0)).sum();
        let line = json!({ "type": "LineString", "coordinates": footway.ends.map(degrees) });
        feature(
            &line,
            &json!({
                "kind": "footway",
                "name": footway.name,
                "persons_per_hour": footway.an_hour,
                "walk_seconds": footway.walk,
                "exposed": footway.exposed,
                "persons_over": over,
                "open": open(outcome, &footway.opening),
            }),
        )
    };
    situation.footways.iter().enumerate().map(one).collect()
}

fn corridors(outcome: &Outcome<'_>) -> Vec<Value> {
    let one = |corridor: &passage_model::situation::Corridor| {
        feature(
            &line(outcome.network, &corridor.roads),
            &json!({
                "kind": "corridor",
                "name": corridor.name,
                "open": open(outcome, &corridor.opening),
                "said_by": corridor.said_by,
            }),
        )
    };
    outcome.likely.situation.corridors.iter().filter(|c| !c.roads.is_empty()).map(one).collect()
}

/// Why people are left, as a word for programs.
pub fn reason(reason: &Reason) -> &'static str {
    match reason {
        Reason::NoSeat => "no_seat",
        Reason::NoRoad => "no_road",
        Reason::NoRoom => "no_room",
        Reason::WindowTooShort { .. } => "window_too_short",
        Reason::Full { .. } => "full",
        Reason::TooLate => "too_late",
        Reason::NotCarried => "not_carried",
        Reason::NotOver { .. } => "not_over",
        Reason::Weighed { .. } => "weighed",
    }
}

/// The open hours up to the horizon, as pairs of moments; `null` where it is always open.
fn open(outcome: &Outcome<'_>, opening: &Opening) -> Option<Vec<[String; 2]>> {
    let (times, horizon) = (&outcome.setting.times, outcome.likely.plan.horizon);
    (!opening.is_always()).then(|| {
        let within = opening.intervals().iter().filter(|i| i.from < horizon);
        within.map(|i| [times.stamp(i.from), times.stamp(i.until.min(horizon))]).collect()
    })
}

fn feature(geometry: &Value, properties: &Value) -> Value {
    json!({ "type": "Feature", "geometry": geometry, "properties": properties })
}

fn point(network: &Network, junction: JunctionId) -> Value {
    json!({ "type": "Point", "coordinates": degrees(network.position(junction)) })
}

/// Roads that follow one another, as one line.
fn line(network: &Network, roads: &[RoadId]) -> Value {
    let mut points: Vec<Position> = roads.iter().flat_map(|&road| network.line(road)).collect();
    points.dedup();
    if points.len() == 1 {
        points.push(points[0]);
    }
    json!({ "type": "LineString", "coordinates": points.into_iter().map(degrees).collect::<Vec<_>>() })
}

/// Longitude and latitude to a hundred-thousandth of a degree, about a metre: more would be noise (RFC 7946, 11.2).
fn degrees(position: Position) -> [f64; 2] {
    [(position.lon_degrees() * 1e5).round() / 1e5, (position.lat_degrees() * 1e5).round() / 1e5]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::outcome::sample;
    use crate::words::Language;

    fn written(outcome: &Outcome<'_>) -> geojson::FeatureCollection {
        let bytes = write(outcome, &Words::new(Language::En));
        String::from_utf8(bytes).unwrap().parse::<geojson::GeoJson>().unwrap().try_into().unwrap()
    }

    fn of_kind<'a>(collection: &'a geojson::FeatureCollection, kind: &str) -> Vec<&'a geojson::Feature> {
        collection.features.iter().filter(|f| f.property("kind").and_then(|k| k.as_str()) == Some(kind)).collect()
    }

    #[test]
    fn a_geojson_reader_finds_roads_sites_corridors_and_those_left_behind() {
        let outcome = sample::outcome();
        let collection = written(&outcome);
        let safe = u64::from(outcome.likely.plan.safe().0);
        let roads = of_kind(&collection, "road");
        assert_eq!(roads.len(), 5);
        assert!(roads.iter().all(|r| r.property("persons").and_then(Value::as_u64) == Some(safe)));
        assert_eq!(of_kind(&collection, "corridor").len(), 1);
        assert_eq!(of_kind(&collection, "reception site").len(), 1);
        let assembly = of_kind(&collection, "assembly point")[0];
        let left = assembly.property("left_behind").unwrap()[0].clone();
        assert_eq!(left["persons"].as_u64(), Some(200_000 - safe));
        assert_eq!(left["reason"], "full");
        insta::assert_snapshot!(roads[0].properties.as_ref().map(|p| serde_json::to_string_pretty(p).unwrap()).unwrap(), @r#"
            {
              "capacity_per_hour": 600,
              "corridor": "Mariupol to Zaporizhzhia by Orikhiv",
              "first_enters": "2022-03-05T11:00:00+02:00",
              "gap": false,
              "kind": "road",
              "last_enters": "2022-03-05T11:53:00+02:00",
              "name": "",
              "open": [
                [
                  "2022-03-05T11:00:00+02:00",
                  "2022-03-05T16:00:00+02:00"
                ]
              ],
              "peak_per_hour": 530,
              "persons": 1908,
              "road": 0,
              "source": 0,
              "vehicles": 530,
              "where": "the road from Mariupol to Nikolske"
            }
            "#);
    }

    #[test]
    fn longitude_comes_first() {
        let outcome = sample::outcome();
        let collection = written(&outcome);
        let geometry =
            serde_json::to_value(of_kind(&collection, "reception site")[0].geometry.as_ref().unwrap()).unwrap();
        assert_eq!(geometry["coordinates"], serde_json::json!([35.14, 47.838]));
    }
}
