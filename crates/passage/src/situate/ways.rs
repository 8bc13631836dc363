//! Corridors and closures as roads.

use super::sites::Sites;
use super::spots::{Spot, Spots, WAYPOINT_WITHIN, degrees, kilometres};
use passage_model::finding::Finding;
use passage_model::id::{JunctionId, RoadId};
use passage_model::network::Network;
use passage_model::scenario::{ClosedRoads, Closure, CorridorText, Scenario, Waypoint, WaypointPlace};
use passage_model::situation::{Contraflow, Corridor};
use passage_model::time::{Clock, Interval, Opening};
use passage_model::units::{Decimetres, Position};
use passage_network::overlay::{self, Overlay};
use passage_network::route::{Route, Router, Search, Weights};
use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::ops::Range;

/// A corridor longer than this times the fastest way between its ends leads astray, or names its places out of order.
/// Our choice: by Berdiansk it is 1.3 times the way by Orikhiv.
const DETOUR: f64 = 1.5;

/// Roads that are closed for some time.
pub struct Closed {
    pub when: Opening,
    pub roads: Vec<RoadId>,
}

/// A corridor with the junctions and names of its places.
pub struct CorridorFound {
    pub corridor: Corridor,
    /// Only one side has confirmed it.
    pub unconfirmed: bool,
    pub places: Vec<(String, Position, JunctionId)>,
}

/// What the scenario's closures and the overlay's control areas, hazards and closures close.
pub fn closed(spots: &mut Spots<'_>, sites: &Sites, findings: &mut Vec<Finding>) -> Vec<Closed> {
    let (scenario, network, overlay) = (spots.scenario, spots.network, spots.overlay);
    let mut closed = Vec::new();
    let always = Opening::always;
    for control in &overlay.controls {
        closed.push(Closed { when: always(), roads: control.closes(network, &overlay.crossings) });
    }
    for hazard in overlay.hazards.iter().filter(|hazard| scenario.areas.iter().all(|area| area.name != hazard.name)) {
        let roads = overlay::roads_in(network, &hazard.area);
        if !roads.is_empty() {
            let length: Decimetres = roads.iter().map(|road| network.length(*road)).sum();
            let words = format!("{} of roads touch the hazard and are closed: {}", kilometres(length), hazard.reason);
            let finding = Finding::note("scenario.hazard-closes", words).about(format!("hazard {:?}", hazard.name));
            findings.push(finding.advise("Give it windows under [[area]] if its roads may be used at times."));
        }
        closed.push(Closed { when: always(), roads });
    }
    closed.extend(overlay_closures(spots, overlay, findings));
    let weights = Weights::of_network(network);
    let router = router(spots, &weights);
    for (number, closure) in scenario.closures.iter().enumerate() {
        let about = format!("closure {} ({})", number + 1, closure.reason);
        let roads = roads_of(spots, sites, &router, closure, &about, findings);
        closed.push(Closed { when: Opening::within(vec![closure.closed]), roads });
    }
    closed
}

/// The closures of the overlay, whose times are written as people write them.
fn overlay_closures(spots: &Spots<'_>, overlay: &Overlay, findings: &mut Vec<Finding>) -> Vec<Closed> {
    let calendar = &spots.scenario.calendar;
    let mut closed = Vec::new();
    for closure in &overlay.closures {
        let mut clock = |text: Option<&String>, default: Clock| match text.map(|text| calendar.moment(text)) {
            None => default,
            Some(Ok(seconds)) => Clock(u32::try_from(seconds.max(0)).unwrap_or(u32::MAX)),
            Some(Err(error)) => {
                let words = format!("{error}; the closure holds from the start to the end");
                let finding = Finding::warning("scenario.overlay-time", words);
                findings.push(finding.about(format!("closure {:?}", closure.reason)).advise(error.advice()));
                default
            }
        };
        let from = clock(closure.from.as_ref(), Clock::H_HOUR);
        let until = clock(closure.until.as_ref(), Clock::NEVER);
        let when = Opening::within(vec![Interval { from, until }]);
        closed.push(Closed { when, roads: closure.extent.roads(spots.network) });
    }
    closed
}

fn router<'n>(spots: &Spots<'n>, weights: &'n Weights) -> Router<'n> {
    if spots.scenario.obey_turns.value {
        Router::new(spots.network, weights)
    } else {
        Router::waiving_turns(spots.network, weights)
    }
}

fn roads_of(
    spots: &mut Spots<'_>,
    sites: &Sites,
    router: &Router<'_>,
    closure: &Closure,
    about: &str,
    findings: &mut Vec<Finding>,
) -> Vec<RoadId> {
    let roads = match &closure.roads {
        ClosedRoads::Near { at, within } => {
            overlay::roads_near(spots.network, *at, Decimetres(within.value.saturating_mul(10)))
        }
        ClosedRoads::Between(ends) => {
            let Some(places) = places(spots, sites, ends, about) else { return Vec::new() };
            let sets: Vec<_> = places.into_iter().map(|place| place.junctions).collect();
            match router.fastest_between(&mut Search::default(), &sets[0], &sets[1]) {
                Some(route) => both_directions(spots.network, &route.roads),
                None => Vec::new(),
            }
        }
    };
    if roads.is_empty() {
        let finding = Finding::error("scenario.closes-nothing", "no road is closed by this").about(about);
        let advice = "Check its places or its position; raise within if the road runs farther off.";
        findings.push(finding.advise(advice).at(closure.span.0.clone()));
    }
    roads
}

/// The stretches of contraflow as roads; one without a way, or without a road back, is reported and left out.
pub fn contraflow(spots: &mut Spots<'_>, sites: &Sites, findings: &mut Vec<Finding>) -> Vec<Contraflow> {
    let (scenario, network) = (spots.scenario, spots.network);
    let weights = Weights::of_network(network);
    let router = router(spots, &weights);
    let mut stretches = Vec::new();
    for text in &scenario.contraflow {
        let Some(found) = places(spots, sites, &text.between, "contraflow") else { continue };
        let name = found.iter().map(|place| place.name.as_str()).collect::<Vec<_>>().join(" – ");
        let about = format!("contraflow {name:?}");
        let route = router.fastest_between(&mut Search::default(), &found[0].junctions, &found[1].junctions);
        let roads = route.map_or_else(Vec::new, |route| route.roads);
        let pairs: Vec<_> = roads.iter().filter_map(|road| Some((*road, reverse(network, *road)?))).collect();
        if pairs.is_empty() {
            let finding = Finding::error("scenario.contraflow-nowhere", "no road leads there with one that leads back");
            let advice = "Name two places on one road, in the direction of leaving.";
            findings.push(finding.about(about).advise(advice).at(text.span.0.clone()));
            continue;
        }
        let alone: Decimetres =
            roads.iter().filter(|road| reverse(network, **road).is_none()).map(|r| network.length(*r)).sum();
        if alone > Decimetres(0) {
            let words = format!("{} of it have no direction back that could be given", kilometres(alone));
            let finding = Finding::warning("scenario.contraflow-one-way", words).about(about);
            findings.push(finding.advise("There it stays as wide as it is.").at(text.span.0.clone()));
        }
        stretches.push(Contraflow { name, roads: pairs, keep: text.keep.value });
    }
    stretches
}

/// The roads and, of each, the one that leads back along it.
pub fn both_directions(network: &Network, roads: &[RoadId]) -> Vec<RoadId> {
    roads.iter().copied().chain(roads.iter().filter_map(|road| reverse(network, *road))).collect()
}

/// The road that leads back along a road.
fn reverse(network: &Network, road: RoadId) -> Option<RoadId> {
    let same = |other: &&RoadId| {
        network.to(**other) == network.from(road)
            && network.length(**other).0.abs_diff(network.length(road).0) <= 1
            && network.shape(**other).iter().eq(network.shape(road).iter().rev())
    };
    network.leaving(network.to(road)).iter().find(same).copied()
}

/// A place of a corridor or closure, found.
pub struct Place {
    name: String,
    pub spot: Spot,
    pub junctions: Vec<JunctionId>,
}

/// The places of a list; `None` where one was not found, which is reported. One of several of its name is settled by the
/// place before it, or after it.
fn places(spots: &mut Spots<'_>, sites: &Sites, waypoints: &[Waypoint], about: &str) -> Option<Vec<Place>> {
    let known: Vec<Option<Position>> = waypoints.iter().map(|w| position_alone(spots, sites, w)).collect();
    let mut found: Vec<Option<Place>> = Vec::new();
    for (i, waypoint) in waypoints.iter().enumerate() {
        let before = found.last().and_then(|place| place.as_ref().map(|place| place.spot.position));
        let before = before.or_else(|| known[..i].iter().rev().find_map(|position| *position));
        let after = known[i + 1..].iter().find_map(|position| *position);
        let beside: Vec<Position> = before.into_iter().chain(after).collect();
        found.push(place(spots, sites, waypoint, about, &beside));
    }
    found.into_iter().collect()
}

/// Where a waypoint is when nothing beside it is known; nothing is reported.
fn position_alone(spots: &mut Spots<'_>, sites: &Sites, waypoint: &Waypoint) -> Option<Position> {
    match &waypoint.place {
        WaypointPlace::At(position) => Some(*position),
        WaypointPlace::Named(name) => match sites.junction_of(spots, name) {
            Some(junction) => junction.ok().map(|junction| spots.network.position(junction)),
            None => spots.alone(name),
        },
    }
}

pub fn place(
    spots: &mut Spots<'_>,
    sites: &Sites,
    waypoint: &Waypoint,
    about: &str,
    beside: &[Position],
) -> Option<Place> {
    let name = match &waypoint.place {
        WaypointPlace::Named(name) => name.clone(),
        WaypointPlace::At(position) => degrees(*position),
    };
    // People leave from, and arrive at, the very junction of their site.
    if let Some(junction) = sites.junction_of(spots, &name) {
        let junction = junction.ok()?;
        let position = spots.network.position(junction);
        let spot = Spot { position, place: None, words: format!("the site {name:?}"), written: false };
        return Some(Place { name, spot, junctions: vec![junction] });
    }
    let spot = match sites.spot_of(spots, &name) {
        Some(spot) => spot.clone(),
        None => spots.waypoint(waypoint, about, beside)?,
    };
    let junctions = spots.junctions(&spot, WAYPOINT_WITHIN, about, &waypoint.span.0);
    let at = spots.at(&spot, *junctions.first()?);
    spots.took(about, &name, &spot, at);
    Some(Place { name, spot, junctions })
}

/// The corridors as roads: the fastest way through their places, whatever is closed. A corridor that a closure cuts is not
/// led round it: the way round was never agreed.
pub fn corridors(
    spots: &mut Spots<'_>,
    sites: &Sites,
    closed: &[Closed],
    findings: &mut Vec<Finding>,
) -> Vec<CorridorFound> {
    let scenario = spots.scenario;
    let weights = Weights::of_network(spots.network);
    let mut cut = weights.clone();
    let throughout = |c: &&Closed| c.when.holds(Clock::H_HOUR, scenario.horizon.value);
    closed.iter().filter(throughout).flat_map(|c| &c.roads).for_each(|road| cut.close(*road));
    let (router, round) = (router(spots, &weights), router(spots, &cut));
    let mut ways = Vec::new();
    for text in scenario.in_force() {
        let about = format!("corridor {:?}", text.name);
        let Some(places) = places(spots, sites, &text.via, &about) else { continue };
        let sets: Vec<Vec<JunctionId>> = places.iter().map(|place| place.junctions.clone()).collect();
        let route = match router.through(&sets) {
            Ok(route) => route,
            Err(no_way) => {
                findings.push(broken(text, &about, &places, no_way.leg));
                continue;
            }
        };
        if route.roads.is_empty() {
            let finding = Finding::error("scenario.corridor-too-short", "all places of the corridor are one junction");
            findings.push(finding.about(&about).advise("Check its places.").at(text.span.0.clone()));
            continue;
        }
        if route.roads.iter().any(|road| !cut.is_open(*road)) {
            let way_round = round.through(&sets).ok();
            findings.push(cut_off(text, &about, way_round.as_ref()));
        }
        findings.extend(detour(&router, text, &about, &places, &route));
        findings.extend(turns_back(spots.network, text, &about, &route));
        findings.extend(one_word(scenario, text, &about));
        ways.push(way(spots, text, places, route));
    }
    ways
}

/// What becomes of a corridor that only one side has confirmed.
fn one_word(scenario: &Scenario, text: &CorridorText, about: &str) -> Option<Finding> {
    let finding = if !text.unconfirmed {
        return None;
    } else if scenario.use_unconfirmed.value {
        Finding::warning("scenario.unconfirmed-used", "only one side has confirmed it, and it is used")
            .advise("Whoever is on it counts as exposed. Get the other side's word, or leave out use_unconfirmed.")
    } else {
        Finding::warning("scenario.unconfirmed-closed", "only one side has confirmed it: it is closed")
            .advise("Remove confirmed = false once both have; use_unconfirmed = true would use it all the same.")
    };
    Some(finding.about(about).at(text.span.0.clone()))
}

fn cut_off(text: &CorridorText, about: &str, way_round: Option<&Route>) -> Finding {
    let words = "a closure, a hazard or a line of control lies across the corridor for the whole plan";
    let advice = match way_round {
        Some(route) => format!(
            "Nobody passes there. A way round through the same places is {} long: if it was agreed, name a place on it.",
            kilometres(route.length)
        ),
        None => "Nobody passes there, and there is no way round through the same places.".to_owned(),
    };
    Finding::warning("scenario.corridor-closed", words).about(about).advise(advice).at(text.span.0.clone())
}

/// Whether a corridor drives more than a kilometre of its roads in both directions.
fn turns_back(network: &Network, text: &CorridorText, about: &str, route: &Route) -> Option<Finding> {
    let driven: BTreeSet<RoadId> = route.roads.iter().copied().collect();
    let back = route.roads.iter().filter(|road| reverse(network, **road).is_some_and(|back| driven.contains(&back)));
    let twice = Decimetres(back.map(|road| network.length(*road)).sum::<Decimetres>().0 / 2);
    if twice <= Decimetres(10_000) {
        return None;
    }
    let words = format!("it turns round on its way: {} of it are driven there and back", kilometres(twice));
    let finding = Finding::warning("scenario.corridor-turns-back", words).about(about);
    let advice = "Is a place on it beside the road that is meant? Leave it out, or name a position on the road.";
    Some(finding.advise(advice).at(text.span.0.clone()))
}

fn broken(text: &CorridorText, about: &str, places: &[Place], leg: usize) -> Finding {
    let name = |i: usize| places.get(i).map_or("", |place| place.name.as_str());
    let words = format!("the network has no road from {:?} to {:?}", name(leg), name(leg + 1));
    let span: Range<usize> = text.via.get(leg + 1).map_or(text.span.0.clone(), |waypoint| waypoint.span.0.clone());
    Finding::error("scenario.corridor-broken", words)
        .about(about)
        .advise("Check the order of its places and the network: are there roads on this side of the river?")
        .at(span)
}

/// Whether a corridor is far longer than it need be, and which of its places leads astray most.
fn detour(router: &Router<'_>, text: &CorridorText, about: &str, places: &[Place], route: &Route) -> Option<Finding> {
    let (first, last) = (places.first()?, places.last()?);
    let direct = router.fastest_between(&mut Search::default(), &first.junctions, &last.junctions)?;
    if route.length.metres() <= direct.length.metres() * DETOUR {
        return None;
    }
    let metres = |a: &Place, b: &Place| a.spot.position.metres_to(b.spot.position);
    let saved = |i: &usize| {
        let (before, here, after) = (&places[i - 1], &places[*i], &places[i + 1]);
        metres(before, here) + metres(here, after) - metres(before, after)
    };
    let astray = (1..places.len() - 1).max_by(|a, b| saved(a).total_cmp(&saved(b)));
    let mut words = if direct.length == Decimetres(0) {
        format!("it is {} long, and ends where it begins", kilometres(route.length))
    } else {
        format!(
            "it is {} long, {:.1} times the fastest way between its ends ({})",
            kilometres(route.length),
            route.length.metres() / direct.length.metres(),
            kilometres(direct.length)
        )
    };
    if let Some(astray) = astray {
        let _ = write!(words, "; {:?} leads astray the most", places[astray].name);
    }
    let span = astray.and_then(|i| text.via.get(i)).map_or(text.span.0.clone(), |waypoint| waypoint.span.0.clone());
    let finding = Finding::warning("scenario.corridor-detour", words).about(about);
    Some(finding.advise("Are its places in order, and is each the one that is meant?").at(span))
}

fn way(spots: &Spots<'_>, text: &CorridorText, places: Vec<Place>, route: Route) -> CorridorFound {
    let network = spots.network;
    let mut passed = Vec::with_capacity(route.roads.len() + 1);
    passed.extend(route.roads.first().map(|road| network.from(*road)));
    passed.extend(route.roads.iter().map(|road| network.to(*road)));
    let mut from = 0;
    let mut named = Vec::new();
    for place in places {
        let at =
            passed[from..].iter().position(|junction| place.junctions.contains(junction)).map_or(from, |i| from + i);
        from = at;
        named.push((place.name, place.spot.position, passed[at]));
    }
    let unused = text.unconfirmed && !spots.scenario.use_unconfirmed.value;
    let corridor = Corridor {
        name: text.name.clone(),
        roads: route.roads,
        opening: if unused { Opening::never() } else { text.windows.opening.clone() },
        said_by: text.said_by.clone(),
        clear: text.cleared_by.is_some(),
    };
    CorridorFound { corridor, unconfirmed: text.unconfirmed, places: named }
}

/// Whether each junction lies on a corridor.
pub fn junctions_of(network: &Network, ways: &[CorridorFound]) -> Vec<bool> {
    let mut on = vec![false; network.junction_count()];
    for road in ways.iter().flat_map(|way| &way.corridor.roads) {
        on[network.from(*road).index()] = true;
        on[network.to(*road).index()] = true;
    }
    on
}
