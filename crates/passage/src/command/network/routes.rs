//! `passage network routes`: the fastest route and others that really differ.

use super::ask::{Ground, Spot, at_one_junction, told};
use crate::failure::{Failure, Kind};
use crate::terminal::Terminal;
use clap::Args;
use passage_model::digits::{tenths, thousands};
use passage_model::finding::Finding;
use passage_model::id::JunctionId;
use passage_model::network::Network;
use passage_model::units::Decimetres;
use passage_network::route::{Alternative, Limits, Passed, places_along};
use passage_network::snap::{Onto, Snapper};
use std::fmt::Write as _;

/// From where to where, and how many.
#[derive(Debug, Args)]
pub struct Routes {
    #[command(flatten)]
    ground: Ground,
    /// Where it starts: a name, `NAME near NAME`, or `LATITUDE,LONGITUDE`.
    #[arg(value_name = "FROM")]
    from: String,
    /// Where it ends.
    #[arg(value_name = "TO")]
    to: String,
    /// A place that every route passes. May be repeated, in the order in which they are passed.
    #[arg(long, value_name = "PLACE")]
    via: Vec<String>,
    /// The most routes that are told.
    #[arg(long, value_name = "NUMBER", default_value_t = 3, value_parser = count, allow_hyphen_values = true)]
    count: u8,
    /// The most time of a route, as a multiple of the fastest one's.
    #[arg(long, value_name = "TIMES", default_value_t = Limits::default().stretch, value_parser = stretch, allow_hyphen_values = true)]
    stretch: f64,
    /// The most of a route's length that may lie on the routes before it, from 0 to 1.
    #[arg(long, value_name = "SHARE", default_value_t = Limits::default().shared, value_parser = share, allow_hyphen_values = true)]
    shared: f64,
}

fn stretch(text: &str) -> Result<f64, String> {
    let times = text.parse::<f64>().ok().filter(|times| (1.0..=100.0).contains(times));
    times.ok_or_else(|| "a multiple of the fastest time lies between 1 and 100, as in --stretch 1.5".to_owned())
}

fn count(text: &str) -> Result<u8, String> {
    let count = text.trim().parse::<u8>().ok().filter(|count| (1..=20).contains(count));
    count.ok_or_else(|| "write a whole number from 1 to 20, as in --count 3".to_owned())
}

fn share(text: &str) -> Result<f64, String> {
    let share = text.parse::<f64>().ok().filter(|share| (0.0..=1.0).contains(share));
    share.ok_or_else(|| "a share lies between 0 and 1, as in --shared 0.7".to_owned())
}

/// How far from a route the centre of a place that it passes may be: the centres of towns lie beside their main roads.
const BESIDE: Decimetres = Decimetres(50_000);
/// Into how many equal parts a route is cut; of each the largest place is told.
const PARTS: u32 = 6;
/// The share of a route at either end where its places are suburbs of its ends.
const SUBURBS: f64 = 0.05;

/// Tells the routes.
pub fn run(question: &Routes, terminal: &Terminal) -> Result<(), Failure> {
    let ground = &question.ground;
    let mut asked = ground.load(terminal)?;
    let texts: Vec<String> =
        [&question.from].into_iter().chain(&question.via).chain([&question.to]).map(Clone::clone).collect();
    let spots = ground.spots(&asked.loaded.network, &texts)?;
    // Whoever goes by way of another place may well come back to where he started.
    let same: Vec<Finding> = spots.windows(2).flat_map(at_one_junction).collect();
    terminal.remark(&same, None);
    asked.findings.extend(same);
    let network = &asked.loaded.network;
    let limits = Limits { stretch: question.stretch, shared: question.shared, ..Limits::default() };
    let waypoints = waypoints(ground, network, &spots);
    let router = ground.router(&asked);
    let found = router.alternatives(&waypoints, usize::from(question.count), &limits);
    if found.is_empty() {
        return Err(no_way(&spots, router.through(&waypoints).err().map_or(0, |no_way| no_way.leg), asked.closed));
    }
    let passed: Vec<Vec<Passed>> = found.iter().map(|a| places_along(network, &a.route.roads, BESIDE)).collect();
    let mut words = ground.rests_on(&asked, &spots);
    let _ = writeln!(words, "\nFrom {} to {} on empty roads:", spots[0].name, spots[spots.len() - 1].name);
    for (number, (alternative, passed)) in found.iter().zip(&passed).enumerate() {
        words.push_str(&line(network, number + 1, alternative, passed, &spots));
    }
    if found.len() < usize::from(question.count) {
        let _ = writeln!(
            words,
            "No other takes at most {} times as long with at most {:.0} % of its length on these.",
            limits.stretch,
            limits.shared * 100.0
        );
    }
    terminal.answer(&document(question, &asked, &spots, &found, &passed), &words)
}

fn document(
    question: &Routes,
    asked: &super::ask::Asked,
    spots: &[Spot],
    found: &[Alternative],
    passed: &[Vec<Passed>],
) -> serde_json::Value {
    let network = &asked.loaded.network;
    let told = found.iter().zip(passed).map(|(alternative, passed)| {
        let places = passed.iter().map(|p| {
            serde_json::json!({ "name": network.place(p.place).name, "along": p.along, "off": p.off, "place": p.place })
        });
        serde_json::json!({
            "route": alternative.route,
            "stretch": alternative.stretch,
            "shared": alternative.shared,
            "passes": places.collect::<Vec<_>>(),
        })
    });
    serde_json::json!({
        "network": asked.loaded.digest,
        "places": spots,
        "routes": told.collect::<Vec<_>>(),
        "roads_closed": asked.closed,
        "turns_waived": question.ground.waive_turns,
        "findings": asked.findings,
    })
}

/// The ends are one junction each; a place on the way is all junctions that count as being there.
fn waypoints(ground: &Ground, network: &Network, spots: &[Spot]) -> Vec<Vec<JunctionId>> {
    let snapper = Snapper::new(network, Onto::Passable);
    let last = spots.len() - 1;
    let waypoint = |(i, spot): (usize, &Spot)| match snapper.waypoint(spot.position, ground.off_road) {
        Ok(junctions) if i > 0 && i < last => junctions,
        _ => vec![spot.junction],
    };
    spots.iter().enumerate().map(waypoint).collect()
}

fn line(network: &Network, number: usize, alternative: &Alternative, passed: &[Passed], spots: &[Spot]) -> String {
    let route = &alternative.route;
    let by = told_on_the_way(network, route.length, passed, spots);
    let by = if by.is_empty() { String::new() } else { format!(" by {}", by.join(", ")) };
    let differs = if number == 1 {
        "the fastest".to_owned()
    } else {
        let shared = alternative.shared * 100.0;
        format!("{:.2} times as long in time, {shared:.0} % of it on the routes before", alternative.stretch)
    };
    format!("{number}. {} km, {}{by}\n   {differs}\n", tenths(route.length.kilometres()), told(route.travel))
}

/// The largest place in each part of the route: enough to follow it on a map.
fn told_on_the_way<'n>(network: &'n Network, length: Decimetres, passed: &[Passed], spots: &[Spot]) -> Vec<&'n str> {
    let length = length.metres().max(1.0);
    let name = |p: &Passed| network.place(p.place).name.as_str();
    let share = |p: &Passed| p.along.metres() / length;
    let between = |p: &&Passed| share(p) > SUBURBS && share(p) < 1.0 - SUBURBS;
    let no_end = |p: &&Passed| name(p) != spots[0].name && name(p) != spots[spots.len() - 1].name;
    let part = |p: &Passed| (share(p) * f64::from(PARTS)) as u32;
    let largest = (0..PARTS).filter_map(|number| {
        let here = passed.iter().filter(between).filter(no_end).filter(|p| part(p) == number);
        here.max_by_key(|p| (network.place(p.place).population, std::cmp::Reverse(p.along)))
    });
    largest.map(name).collect()
}

fn no_way(spots: &[Spot], leg: usize, closed: usize) -> Failure {
    let words = format!("there is no way from {} to {}", spots[leg].name, spots[leg + 1].name);
    let advice = if closed > 0 {
        format!(
            "The overlays close {} directed roads; ask again without them to see whether they are the reason.",
            thousands(closed as u64)
        )
    } else {
        "The roads of this network do not join them. `passage network show` tells its parts.".to_owned()
    };
    Failure::new(Kind::Answer, Finding::error("route.none", words).advise(advice))
}
