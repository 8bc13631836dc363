//! Overlays: what is laid over a network at planning time without building it again. Who holds what, what is closed,
//! where a line may be crossed; as GeoJSON in, as roads out.

mod area;
mod crossings;
mod read;

pub use area::{Area, Side};
pub use read::read;

use crate::snap::Plane;
use crate::tally::shortened;
use crossings::Crossings;
use passage_model::finding::Finding;
use passage_model::id::RoadId;
use passage_model::network::Network;
use passage_model::units::{Decimetres, Position};

/// How near to a crossing point a road must meet a boundary to pass there, where the overlay does not say.
/// 500 m, our choice: crossing points are given to a map's precision, and roads on both sides of a bridge must be told apart.
pub const CROSSING_REACH: Decimetres = Decimetres(5_000);

/// How near to the point of a closure a road must come to be closed, where the overlay does not say. 50 m, our choice: both
/// carriageways of a wide road, not the next street.
pub const CLOSURE_REACH: Decimetres = Decimetres(500);

/// What a GeoJSON file lays over a network.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Overlay {
    /// Who holds what.
    pub controls: Vec<Control>,
    /// Hazard areas.
    pub hazards: Vec<Hazard>,
    /// Named areas, to which a scenario gives windows.
    pub areas: Vec<NamedArea>,
    /// Closed roads.
    pub closures: Vec<Closure>,
    /// Where a boundary of control may be crossed.
    pub crossings: Vec<Crossing>,
    /// Roadside checkpoints.
    pub checkpoints: Vec<CheckpointPoint>,
}

/// An area that somebody holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Control {
    /// Its name; empty where it has none.
    pub name: String,
    /// Who holds it.
    pub holder: String,
    /// Whether its boundary may be crossed anywhere; if not, only at crossings.
    pub may_cross: bool,
    /// Where it is.
    pub area: Area,
}

/// An area with a hazard.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hazard {
    /// Its name; empty where it has none.
    pub name: String,
    /// What the hazard is, as the overlay says it.
    pub reason: String,
    /// Where it is.
    pub area: Area,
}

/// A named area.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NamedArea {
    /// Its name, never empty.
    pub name: String,
    /// Where it is.
    pub area: Area,
}

/// A closure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Closure {
    /// Its name; empty where it has none.
    pub name: String,
    /// Why.
    pub reason: String,
    /// From when on, word for word; `None`: from the start.
    pub from: Option<String>,
    /// Until when, word for word; `None`: to the end.
    pub until: Option<String>,
    /// What it closes.
    pub extent: Extent,
}

/// What a closure closes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Extent {
    /// Every road that touches an area.
    Area(Area),
    /// Every road that comes this near to a point.
    Point(Position, Decimetres),
}

/// A point where a boundary of control may be crossed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Crossing {
    /// Its name; empty where it has none.
    pub name: String,
    /// Where it is.
    pub position: Position,
    /// How near a road must meet the boundary to pass here.
    pub within: Decimetres,
}

/// A point where there is a checkpoint.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CheckpointPoint {
    /// Its name; empty where it has none.
    pub name: String,
    /// Whose it is; empty where that is not said.
    pub side: String,
    /// Where it is.
    pub position: Position,
}

/// The roads that touch an area, its boundary included, sorted.
///
/// Exact in longitude and latitude. O(points of all roads), plus for roads whose frame meets the area's the edges in the
/// bands of latitude that they meet.
pub fn roads_in(network: &Network, area: &Area) -> Vec<RoadId> {
    roads_where(network, area, |line| area.touches(line))
}

/// The roads that lie wholly inside an area, without touching its boundary, sorted. See [`roads_in`].
pub fn roads_inside(network: &Network, area: &Area) -> Vec<RoadId> {
    roads_where(network, area, |line| area.contains(line))
}

/// The roads that meet the boundary of an area anywhere but near one of `crossings`, sorted. A road that ends on the
/// boundary or runs along it meets it. See [`roads_in`]; of the crossings, each meeting looks at those within whose reach
/// it may lie.
pub fn roads_crossing_boundary(network: &Network, area: &Area, crossings: &[Crossing]) -> Vec<RoadId> {
    let crossings = Crossings::new(crossings);
    roads_where(network, area, |line| {
        let mut forbidden = false;
        area.meetings(line, |at| forbidden = forbidden || !crossings.let_pass(at));
        forbidden
    })
}

/// The roads that come within a distance of a point, sorted. O(points of all roads).
pub fn roads_near(network: &Network, point: Position, within: Decimetres) -> Vec<RoadId> {
    let plane = Plane::at(point);
    let near = |&road: &RoadId| plane.metres_to_line(network.line(road)) <= within.metres();
    network.roads().filter(near).collect()
}

impl Extent {
    /// The roads that it holds, sorted.
    pub fn roads(&self, network: &Network) -> Vec<RoadId> {
        match self {
            Self::Area(area) => roads_in(network, area),
            Self::Point(point, within) => roads_near(network, *point, *within),
        }
    }
}

impl Control {
    /// The roads that it closes for good: none where it may be crossed, else those that meet its boundary away from the
    /// crossings.
    pub fn closes(&self, network: &Network, crossings: &[Crossing]) -> Vec<RoadId> {
        if self.may_cross { Vec::new() } else { roads_crossing_boundary(network, &self.area, crossings) }
    }
}

impl Overlay {
    /// Adds what another file lays over the network.
    pub fn add(&mut self, other: Self) {
        self.controls.extend(other.controls);
        self.hazards.extend(other.hazards);
        self.areas.extend(other.areas);
        self.closures.extend(other.closures);
        self.crossings.extend(other.crossings);
        self.checkpoints.extend(other.checkpoints);
    }

    /// What of it does not touch a single road of the network: drawn elsewhere, or with swapped coordinates.
    pub fn idle(&self, network: &Network) -> Vec<Finding> {
        let idle = |kind: &str, name: &str, roads: &[RoadId]| {
            let words = format!("the {kind} {:?} touches no road of the network", shortened(name));
            let finding = Finding::warning("overlay.touches-no-road", words)
                .advise("Check its coordinates (GeoJSON gives longitude first), and that it belongs to this network.");
            roads.is_empty().then_some(finding)
        };
        let controls =
            self.controls.iter().filter_map(|c| idle("control area", name_of(c), &roads_in(network, &c.area)));
        let hazards = self.hazards.iter().filter_map(|h| idle("hazard", &h.name, &roads_in(network, &h.area)));
        let areas = self.areas.iter().filter_map(|a| idle("area", &a.name, &roads_in(network, &a.area)));
        let closures = self.closures.iter().filter_map(|c| idle("closure", &c.reason, &c.extent.roads(network)));
        controls.chain(hazards).chain(areas).chain(closures).collect()
    }
}

fn name_of(control: &Control) -> &str {
    if control.name.is_empty() { &control.holder } else { &control.name }
}

fn roads_where(network: &Network, area: &Area, mut holds: impl FnMut(&[Position]) -> bool) -> Vec<RoadId> {
    let Some((low, high)) = area.corners() else { return Vec::new() };
    let mut line = Vec::new();
    let mut found = Vec::new();
    for road in network.roads() {
        line.clear();
        line.extend(network.line(road));
        let (mut west, mut east, mut south, mut north) = (i32::MAX, i32::MIN, i32::MAX, i32::MIN);
        for p in &line {
            (west, east) = (west.min(p.lon), east.max(p.lon));
            (south, north) = (south.min(p.lat), north.max(p.lat));
        }
        let apart = east < low.lon || west > high.lon || north < low.lat || south > high.lat;
        if !apart && holds(&line) {
            found.push(road);
        }
    }
    found
}

#[cfg(test)]
mod tests;
