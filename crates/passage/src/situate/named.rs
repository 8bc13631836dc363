//! The names along the way, for timetables: sites, places of corridors, and the towns and villages passed.

use super::footways::FootwayFound;
use super::sites::{Sites, all_walk};
use super::spots::Spots;
use super::ways::CorridorFound;
use passage_model::id::JunctionId;
use passage_model::network::{Place, PlaceKind};
use passage_model::scenario::TravelOn;
use passage_model::situation::NamedJunction;
use passage_model::units::{Decimetres, Position};
use std::collections::{BTreeMap, BTreeSet};

/// A smaller place is no mark on the way. Our choice.
const INHABITANTS: u32 = 500;

/// How far from the road a place may lie and still be passed: 2 km. Our choice.
const BESIDE: Decimetres = Decimetres(20_000);

/// One name for a junction, sorted by junction: a site's before a corridor's place before the largest place nearby.
pub fn named(
    spots: &Spots<'_>,
    sites: &Sites,
    footways: &[Option<FootwayFound>],
    ways: &[CorridorFound],
    on_corridors: &[bool],
) -> Vec<NamedJunction> {
    let scenario = spots.scenario;
    let mut names: BTreeMap<JunctionId, (String, Position)> = BTreeMap::new();
    let gathering = scenario.assemblies.iter().map(|a| &a.site).zip(&sites.assemblies);
    // From where all walk nobody joins the road.
    let gathering = gathering.filter(|(site, _)| !all_walk(scenario, &site.name));
    let gathering = gathering.chain(scenario.receptions.iter().map(|r| &r.site).zip(&sites.receptions));
    let gathering = gathering.chain(scenario.depots.iter().map(|d| &d.site).zip(&sites.depots));
    let passing = scenario.checkpoints.iter().map(|c| &c.site).zip(&sites.checkpoints);
    let passing = passing.chain(scenario.waiting.iter().map(|w| &w.site).zip(&sites.waiting));
    for (site, junction) in gathering.chain(passing) {
        if let Some(junction) = junction {
            let position = spots.network.position(*junction);
            names.entry(*junction).or_insert_with(|| (site.name.clone(), position));
        }
    }
    for (footway, found) in scenario.footways.iter().zip(footways) {
        if let Some(found) = found {
            names.entry(found.far).or_insert_with(|| (footway.name.clone(), found.ends[1]));
        }
    }
    for (name, position, junction) in ways.iter().flat_map(|way| &way.places) {
        names.entry(*junction).or_insert_with(|| (name.clone(), *position));
    }
    let any_road = scenario.travel_on.value == TravelOn::AnyRoad;
    let mut places: Vec<&Place> = spots.network.places().iter().filter(|place| is_mark(place)).collect();
    places.sort_by_key(|place| (std::cmp::Reverse(place.population), place.kind, place.position));
    let mut taken: BTreeSet<String> = names.values().map(|(name, _)| name.clone()).collect();
    for place in places {
        let near = spots.snapper.junctions_within(place.position, BESIDE);
        let passed = near.iter().find(|at| on_corridors[at.junction.index()] || any_road);
        let Some(at) = passed else { continue };
        if !names.contains_key(&at.junction) && taken.insert(place.name.clone()) {
            names.insert(at.junction, (place.name.clone(), place.position));
        }
    }
    let all = names.into_iter().map(|(junction, (name, position))| NamedJunction { junction, name, position });
    all.collect()
}

fn is_mark(place: &Place) -> bool {
    place.population >= INHABITANTS || (place.population == 0 && place.kind <= PlaceKind::Town)
}
