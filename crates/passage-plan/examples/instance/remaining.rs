//! What is left of an instance once a road has been lost, as an instance of the same format for the peers.

use passage_plan::Ongoing;
use serde_json::{Value, json};

/// The instance that begins one step before `step`, in which nobody may move: then whoever is under way comes from a
/// node of its own, by a road that only they can take, and that ends where and when they are next.
pub fn remaining(instance: &Value, day: &Ongoing<'_>, arc: usize, step: u32) -> Value {
    let (before, number) = (i64::from(step) - 1, |value: &Value| value.as_i64().unwrap());
    let last = number(&instance["T"]) - before;
    let clipped = |window: &Value| -> Value {
        let spans = window.as_array().unwrap().iter().map(|s| (number(&s[0]) - before, number(&s[1]) - before));
        spans.filter(|(_, end)| *end >= 1).map(|(start, end)| json!([start.max(1), end])).collect()
    };
    let mut windows: Vec<Value> = instance["windows"].as_array().unwrap().iter().map(clipped).collect();
    let (always, never) = (windows.len(), windows.len() + 1);
    windows.extend([json!([[1, last]]), json!([])]);
    let mut arcs = instance["arcs"].as_array().unwrap().clone();
    for (i, row) in arcs.iter_mut().enumerate() {
        if number(&row[4]) < 0 {
            row[4] = json!(always);
        }
        if i == arc {
            row[4] = json!(never);
        }
    }
    let mut nodes = instance["nodes"].as_array().unwrap().clone();
    let homes = day.at_home();
    let mut sources: Vec<Value> =
        homes.iter().filter(|(_, v)| v.0 > 0).map(|(junction, vehicles)| json!([junction.0, vehicles.0])).collect();
    for part in day.under_way() {
        let way = i64::from(part.step) - before;
        let window = json!([[0, way]]);
        let known = windows.iter().skip(never + 1).position(|other| *other == window);
        let number = known.map_or(windows.len(), |place| never + 1 + place);
        if known.is_none() {
            windows.push(window);
        }
        let there = &nodes[part.junction.index()];
        let own = json!([there[0], there[1], 0]);
        arcs.push(json!([nodes.len(), part.junction.0, way, part.vehicles.0, number, 1.0, 1.0]));
        sources.push(json!([nodes.len(), part.vehicles.0]));
        nodes.push(own);
    }
    let sites = instance["sinks"].as_array().unwrap().iter().zip(day.room());
    let sinks: Vec<Value> =
        sites.map(|(site, room)| room.map_or_else(|| site.clone(), |room| json!([site[0], room.0]))).collect();
    json!({
        "format": "tnf-1", "name": format!("{}-closed", instance["name"].as_str().unwrap()),
        "dt_min": instance["dt_min"], "T": last, "nodes": nodes, "arcs": arcs, "windows": windows,
        "sources": sources, "sinks": sinks,
    })
}
