//! From names and positions to spots on the ground: what was meant, and what is too far from any road.

use passage_model::digits::thousands;
use passage_model::finding::Finding;
use passage_model::id::JunctionId;
use passage_model::network::{Network, PlaceKind};
use passage_model::place::{self, Candidate, Match};
use passage_model::scenario::{Location, Scenario, Site, Waypoint, WaypointPlace};
use passage_model::units::{Decimetres, Position};
use passage_network::overlay::Overlay;
use passage_network::route::{Weights, largest_component};
use passage_network::snap::{AtJunction, Onto, Snapper, TooFar};
use serde::Serialize;
use std::collections::BTreeMap;
use std::ops::Range;

/// What a name or a position of the scenario was taken for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Matched {
    /// What it is for: "assembly point", "place of a corridor".
    pub role: String,
    /// Its name in the scenario.
    pub name: String,
    /// The place that it was taken for; `None` where the scenario gives a position.
    pub place: Option<Candidate>,
    /// Where it is.
    pub position: Position,
    /// The junction where it meets the roads.
    pub junction: JunctionId,
    /// How far that is.
    pub distance: Decimetres,
    /// The match in words: "Zaporizhzhya (city of 710,052 at ...), another spelling of ...".
    pub words: String,
}

/// A position with what it was taken for.
#[derive(Clone, Debug)]
pub struct Spot {
    pub position: Position,
    pub place: Option<Candidate>,
    pub words: String,
    /// It was written as a position, and may be swapped.
    pub written: bool,
}

/// Finds spots, and remembers what was found.
pub struct Spots<'a> {
    pub scenario: &'a Scenario,
    pub network: &'a Network,
    pub overlay: &'a Overlay,
    pub snapper: Snapper<'a>,
    pub findings: Vec<Finding>,
    pub matched: Vec<Matched>,
    known: BTreeMap<(String, Option<Position>), Match>,
}

/// How far a place of a corridor may be from its road.
pub const WAYPOINT_WITHIN: Decimetres = Decimetres(50_000);

impl<'a> Spots<'a> {
    pub fn new(scenario: &'a Scenario, network: &'a Network, overlay: &'a Overlay) -> Self {
        let inside = largest_component(network, &Weights::of_network(network));
        // In a network of loose ends no part is the mainland; any junction that can be used may be meant.
        let mainland = inside.iter().filter(|inside| **inside).count() * 2 >= network.junction_count();
        let onto = if mainland { Onto::LargestComponent } else { Onto::Passable };
        let snapper = Snapper::new(network, onto);
        let (findings, matched) = (Vec::new(), Vec::new());
        Self { scenario, network, overlay, snapper, findings, matched, known: BTreeMap::new() }
    }

    /// Where a site is; what hinders it is reported.
    pub fn site(&mut self, role: &str, site: &Site) -> Option<Spot> {
        let about = format!("{role} {:?}", site.name);
        match &site.location {
            Location::At(position) => Some(Spot::at(*position)),
            Location::Place { name, near } => {
                let beside = match near {
                    None => None,
                    Some(near) => Some(self.near(near, &about, &site.span.0, &mut vec![site.name.as_str()])?),
                };
                self.place(name, beside, &about, &site.span.0)
            }
        }
    }

    /// The position that `near` names: a site of the scenario, or a place. `trail` holds the sites on the way here.
    fn near<'n>(
        &mut self,
        near: &'n str,
        about: &str,
        span: &Range<usize>,
        trail: &mut Vec<&'n str>,
    ) -> Option<Position>
    where
        'a: 'n,
    {
        if trail.contains(&near) {
            // As a site it is circular; as a place it may yet stand for itself.
            if let Some(position) = self.alone(near) {
                return Some(position);
            }
            let names: Vec<String> = trail.iter().map(|name| format!("{name:?}")).collect();
            let words = format!("near leads in a circle: {} and back to {near:?}", names.join(", near "));
            let finding = Finding::error("scenario.near-in-circles", words).about(about);
            let advice = "Name a place that stands for itself, or give coordinates.";
            self.findings.push(finding.advise(advice).at(span.clone()));
            return None;
        }
        let scenario = self.scenario;
        match all_sites(scenario).find(|site| site.name == near).map(|site| &site.location) {
            Some(Location::At(position)) => Some(*position),
            Some(Location::Place { name, near: Some(farther) }) => {
                trail.push(near);
                let beside = self.near(farther, about, span, trail)?;
                self.place(name, Some(beside), about, span).map(|spot| spot.position)
            }
            Some(Location::Place { name, near: None }) => self.place(name, None, about, span).map(|spot| spot.position),
            None => self.place(near, None, &format!("near of {about}"), span).map(|spot| spot.position),
        }
    }

    /// The place of a name; what hinders it is reported.
    fn place(&mut self, name: &str, near: Option<Position>, about: &str, span: &Range<usize>) -> Option<Spot> {
        if let Some(checkpoint) = self.overlay.checkpoints.iter().find(|c| c.name == name) {
            let words = format!("the checkpoint {name:?} of the overlay");
            return Some(Spot { position: checkpoint.position, place: None, words, written: false });
        }
        let found = self.find(name, near);
        if let Some(finding) = found.finding(name) {
            self.findings.push(finding.about(about).at(span.clone()));
            return None;
        }
        let found = found.one()?;
        let words = found.words(name);
        if found.place.kind == PlaceKind::Hamlet {
            let finding = Finding::warning("scenario.small-place", format!("{name:?} was found as a hamlet: {words}"));
            let advice = "If a larger place is meant, write its spelling in this network, or its coordinates.";
            self.findings.push(finding.about(about).advise(advice).at(span.clone()));
        }
        Some(Spot { position: found.place.position, place: Some(found.place.clone()), words, written: false })
    }

    fn find(&mut self, name: &str, near: Option<Position>) -> Match {
        let places = self.network.places();
        let known = self.known.entry((name.to_owned(), near));
        known.or_insert_with(|| place::find(places, name, near)).clone()
    }

    /// Where a place of a corridor or closure is. One of several of its name is settled by `beside`, the places before
    /// and after it.
    pub fn waypoint(&mut self, waypoint: &Waypoint, about: &str, beside: &[Position]) -> Option<Spot> {
        match &waypoint.place {
            WaypointPlace::At(position) => Some(Spot::at(*position)),
            WaypointPlace::Named(name) => {
                let several = matches!(self.find(name, None), Match::Several { .. });
                let settled = beside.iter().copied().find(|near| self.find(name, Some(*near)).one().is_some());
                self.place(name, settled.filter(|_| several), about, &waypoint.span.0)
            }
        }
    }

    /// Where a place of this name is, if there is just one that can be meant; nothing is reported.
    pub fn alone(&mut self, name: &str) -> Option<Position> {
        self.find(name, None).one().map(|found| found.place.position)
    }

    /// The junction of a spot; one too far from every road is reported.
    pub fn junction(
        &mut self,
        spot: &Spot,
        within: Decimetres,
        about: &str,
        span: &Range<usize>,
    ) -> Option<AtJunction> {
        match self.snapper.nearest_junction(spot.position, within) {
            Ok(at) => Some(at),
            Err(too_far) => {
                self.too_far(spot, too_far, about, span);
                None
            }
        }
    }

    /// The junctions that count as being at a spot, the nearest first.
    pub fn junctions(&mut self, spot: &Spot, within: Decimetres, about: &str, span: &Range<usize>) -> Vec<JunctionId> {
        match self.snapper.waypoint(spot.position, within) {
            Ok(junctions) => junctions,
            Err(too_far) => {
                self.too_far(spot, too_far, about, span);
                Vec::new()
            }
        }
    }

    fn too_far(&mut self, spot: &Spot, too_far: TooFar, about: &str, span: &Range<usize>) {
        let finding = match too_far {
            TooFar::Nothing => Finding::error("scenario.empty-network", too_far.to_string())
                .advise("Build the network again from a file that holds roads one can drive in both directions."),
            TooFar::Beyond { nearest, within } => {
                self.swapped(spot, nearest).unwrap_or_else(|| far_from_road(spot, nearest, within))
            }
        };
        self.findings.push(finding.about(about).at(span.clone()));
    }

    /// Whether a written position lies on the roads once its numbers are swapped.
    fn swapped(&self, spot: &Spot, nearest: AtJunction) -> Option<Finding> {
        let position = spot.position;
        let turned = Position::from_degrees(position.lon_degrees(), position.lat_degrees()).filter(|_| spot.written)?;
        let at = self.snapper.nearest_junction(turned, WAYPOINT_WITHIN).ok()?;
        let words = format!(
            "{} lies {} from the nearest road of this network, but {} lies {} from one",
            degrees(position),
            kilometres(nearest.distance),
            degrees(turned),
            kilometres(at.distance)
        );
        let advice =
            format!("Swapped? Latitude comes first: at = [{:.4}, {:.4}].", turned.lat_degrees(), turned.lon_degrees());
        Some(Finding::error("scenario.swapped-coordinates", words).advise(advice))
    }

    /// Remembers what something was taken for.
    pub fn took(&mut self, role: &str, name: &str, spot: &Spot, at: AtJunction) {
        self.matched.push(Matched {
            role: role.to_owned(),
            name: name.to_owned(),
            place: spot.place.clone(),
            position: spot.position,
            junction: at.junction,
            distance: at.distance,
            words: spot.words.clone(),
        });
    }

    /// How far a junction is from a spot.
    pub fn at(&self, spot: &Spot, junction: JunctionId) -> AtJunction {
        let metres = self.network.position(junction).metres_to(spot.position);
        AtJunction { junction, distance: Decimetres::from_metres(metres) }
    }
}

impl Spot {
    fn at(position: Position) -> Self {
        Self { position, place: None, words: format!("the position {}", degrees(position)), written: true }
    }
}

/// Every site of a scenario.
pub fn all_sites(scenario: &Scenario) -> impl Iterator<Item = &Site> {
    let gathering = scenario.assemblies.iter().map(|a| &a.site).chain(scenario.receptions.iter().map(|r| &r.site));
    let gathering = gathering.chain(scenario.depots.iter().map(|d| &d.site));
    gathering.chain(scenario.checkpoints.iter().map(|c| &c.site)).chain(scenario.waiting.iter().map(|w| &w.site))
}

fn far_from_road(spot: &Spot, nearest: AtJunction, within: Decimetres) -> Finding {
    let words = format!(
        "{} lies {} from the nearest road of this network; at most {} are allowed",
        spot.place.as_ref().map_or_else(|| degrees(spot.position), |place| place.name.clone()),
        kilometres(nearest.distance),
        kilometres(within)
    );
    let advice = if nearest.distance > Decimetres(1_000_000) {
        "Check the coordinates and the network: this is elsewhere.".to_owned()
    } else {
        format!(
            "At sea, beyond a river, or without a road here? Name a place on the road; if it is right as it is, write \
             within = \"{:.0} km\".",
            nearest.distance.kilometres().ceil()
        )
    };
    Finding::error("scenario.far-from-road", words).advise(advice)
}

/// "47.0958 N 37.5494 E".
pub fn degrees(position: Position) -> String {
    let (lat, lon) = (position.lat_degrees(), position.lon_degrees());
    let (north, east) = (if lat < 0.0 { 'S' } else { 'N' }, if lon < 0.0 { 'W' } else { 'E' });
    format!("{:.4} {north} {:.4} {east}", lat.abs(), lon.abs())
}

/// "1,290 km", "12.3 km" or "350 m".
pub fn kilometres(distance: Decimetres) -> String {
    let km = distance.kilometres();
    if km >= 1_000.0 {
        format!("{} km", thousands(km as u64))
    } else if km >= 100.0 {
        format!("{km:.0} km")
    } else if km >= 1.0 {
        format!("{km:.1} km")
    } else {
        format!("{:.0} m", distance.metres())
    }
}
