//! When each road may be used: corridors open, areas and closures cut.

use super::ways::{Closed, CorridorFound};
use passage_model::finding::Finding;
use passage_model::id::{OpeningId, RoadId};
use passage_model::network::Network;
use passage_model::scenario::{Scenario, TravelOn};
use passage_model::time::Opening;
use passage_network::overlay::{self, Area, Overlay};
use std::collections::{BTreeMap, BTreeSet};

/// The opening of each road; equal ones are kept once.
#[derive(Debug)]
pub struct RoadOpenings {
    openings: Vec<Opening>,
    numbers: BTreeMap<Opening, OpeningId>,
    of_road: Vec<OpeningId>,
    /// Roads in a hazard area, or open only by the word of one side.
    exposed: BTreeSet<RoadId>,
}

impl RoadOpenings {
    /// All roads open throughout.
    pub fn always(roads: usize) -> Self {
        Self::all(roads, Opening::always())
    }

    fn all(roads: usize, opening: Opening) -> Self {
        let numbers = BTreeMap::from([(opening.clone(), OpeningId(0))]);
        Self { openings: vec![opening], numbers, of_road: vec![OpeningId(0); roads], exposed: BTreeSet::new() }
    }

    /// The opening of a road.
    pub fn of(&self, road: RoadId) -> &Opening {
        &self.openings[self.of_road[road.index()].index()]
    }

    /// Whether whoever is on a road is exposed.
    pub fn is_exposed(&self, road: RoadId) -> bool {
        self.exposed.contains(&road)
    }

    /// The distinct openings in the order in which the roads use them, and each road's.
    pub fn used(&self) -> (Vec<Opening>, Vec<OpeningId>) {
        let mut number: Vec<Option<OpeningId>> = vec![None; self.openings.len()];
        let mut used = Vec::new();
        let of_road = self.of_road.iter().map(|old| {
            *number[old.index()].get_or_insert_with(|| {
                used.push(self.openings[old.index()].clone());
                OpeningId::at(used.len() - 1)
            })
        });
        let of_road = of_road.collect();
        (used, of_road)
    }

    /// Changes the openings of some roads.
    fn change(&mut self, roads: &[RoadId], change: impl Fn(&Opening) -> Opening) {
        let mut done: BTreeMap<OpeningId, OpeningId> = BTreeMap::new();
        let mut changed: BTreeMap<RoadId, OpeningId> = BTreeMap::new();
        for road in roads {
            let old = self.of_road[road.index()];
            let known = done.get(&old).copied();
            let new = known.unwrap_or_else(|| self.number(change(&self.openings[old.index()])));
            done.insert(old, new);
            changed.insert(*road, new);
        }
        // A road that is named twice is changed once.
        for (road, new) in changed {
            self.of_road[road.index()] = new;
        }
    }

    fn number(&mut self, opening: Opening) -> OpeningId {
        let next = OpeningId::at(self.openings.len());
        let number = *self.numbers.entry(opening.clone()).or_insert(next);
        if number == next {
            self.openings.push(opening);
        }
        number
    }
}

/// The opening of every road.
///
/// A road in several corridors is open when any of them is; one that both sides have confirmed for one of them keeps to
/// that. Areas and closures cut that further, in both directions.
/// O(roads of corridors, areas and closures x log), plus finding the areas' roads.
pub fn of_roads(
    scenario: &Scenario,
    network: &Network,
    overlay: &Overlay,
    ways: &[CorridorFound],
    closed: &[Closed],
    findings: &mut Vec<Finding>,
) -> RoadOpenings {
    let everywhere = match scenario.travel_on.value {
        TravelOn::AnyRoad => Opening::always(),
        TravelOn::Corridors => Opening::never(),
    };
    let mut openings = RoadOpenings::all(network.road_count(), everywhere);
    let mut agreed: BTreeMap<RoadId, Opening> = BTreeMap::new();
    let roads_of = |unconfirmed: bool| {
        let ways = ways.iter().filter(move |way| way.unconfirmed == unconfirmed);
        ways.flat_map(|way| way.corridor.roads.iter().map(move |road| (way, *road)))
    };
    let confirmed: BTreeSet<RoadId> = roads_of(false).map(|(_, road)| road).collect();
    let on_one_word: Vec<_> = roads_of(true).filter(|(_, road)| !confirmed.contains(road)).collect();
    openings.exposed.extend(on_one_word.iter().map(|(_, road)| *road));
    for (way, road) in roads_of(false).chain(on_one_word) {
        let opening = agreed.entry(road).or_insert_with(Opening::never);
        *opening = opening.or(&way.corridor.opening);
    }
    for hazard in &overlay.hazards {
        openings.exposed.extend(overlay::roads_in(network, &hazard.area));
    }
    for (road, opening) in agreed {
        openings.change(&[road], |_| opening.clone());
    }
    for area in &scenario.areas {
        let shapes: Vec<&Area> = areas_of(overlay, &area.name).collect();
        if shapes.is_empty() {
            findings.push(unknown_area(overlay, area.name.as_str()).at(area.span.0.clone()));
        }
        for shape in shapes {
            let roads = overlay::roads_in(network, shape);
            openings.change(&roads, |opening| opening.and(&area.windows.opening));
        }
    }
    for closure in closed {
        openings.change(&closure.roads, |opening| opening.except(&closure.when));
    }
    openings
}

fn areas_of<'o>(overlay: &'o Overlay, name: &str) -> impl Iterator<Item = &'o Area> {
    let areas = overlay.areas.iter().filter(move |a| a.name == name).map(|a| &a.area);
    let hazards = overlay.hazards.iter().filter(move |h| h.name == name).map(|h| &h.area);
    let controls = overlay.controls.iter().filter(move |c| c.name == name).map(|c| &c.area);
    areas.chain(hazards).chain(controls)
}

fn unknown_area(overlay: &Overlay, name: &str) -> Finding {
    let named = overlay.areas.iter().map(|a| &a.name).chain(overlay.hazards.iter().map(|h| &h.name));
    let mut known: Vec<String> = named.filter(|name| !name.is_empty()).map(|name| format!("{name:?}")).collect();
    known.sort();
    known.dedup();
    let advice = match known.len() {
        0 => "The overlays hold no named area; give a feature the property name.".to_owned(),
        _ => format!("The overlays hold {}.", known.join(", ")),
    };
    let words = format!("no overlay holds an area {name:?}");
    Finding::error("scenario.unknown-area", words).about(format!("area {name:?}")).advise(advice)
}
