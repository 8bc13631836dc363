//! The road network: junctions, directed roads, turn restrictions and places, as immutable columns.
//!
//! Columns, not structures: the planner and the router read one or two of them in long loops, and the file that
//! holds a network is these columns one after the other.

mod columns;
mod road;

pub use columns::Columns;
pub use road::{ForbiddenTurn, Place, PlaceKind, Road, RoadClass, RoadMarks};

use crate::digest::Digest;
use crate::id::{JunctionId, PlaceId, RoadId};
use crate::units::{Decimetres, Milliseconds, Position, Speed, Vehicles, VehiclesPerHour};
use serde::{Deserialize, Serialize};

/// What a network was made from.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Origin {
    /// The source's file name, without its folder.
    pub file: String,
    /// The digest of its bytes.
    pub digest: Digest,
    /// The settings that the import used, in canonical JSON.
    pub settings: String,
    /// The licence and attribution that must be shown with it.
    pub attribution: String,
}

/// A road network. Immutable; made by [`Network::new`].
///
/// Junctions, roads and places are numbered from 0. The roads that leave a junction are found in O(1).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Network {
    origin: Origin,
    positions: Vec<Position>,
    columns: Columns,
    names: Vec<String>,
    forbidden: Vec<ForbiddenTurn>,
    places: Vec<Place>,
    leaving_start: Vec<u32>,
    leaving: Vec<RoadId>,
    entering_start: Vec<u32>,
    entering: Vec<RoadId>,
}

/// Why columns do not make a network: a damaged file, or a fault in an importer.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the network is inconsistent: {0}")]
pub struct Inconsistent(pub String);

impl Network {
    /// A network of `roads` between junctions at `positions`.
    ///
    /// Errors where a road names a junction that is not there, or a turn a road.
    /// O(junctions + roads) time and space, plus sorting the names.
    pub fn new(
        origin: Origin,
        positions: Vec<Position>,
        roads: impl IntoIterator<Item = Road>,
        forbidden: Vec<ForbiddenTurn>,
        places: Vec<Place>,
    ) -> Result<Self, Inconsistent> {
        let mut columns = Columns { shape_start: vec![0], ..Columns::default() };
        let mut names = std::collections::BTreeMap::new();
        let mut table = Vec::new();
        for road in roads {
            let name = *names.entry(road.name).or_insert_with_key(|name| {
                table.push(name.clone());
                table.len() as u32 - 1
            });
            columns.push(road.from, road.to, (road.length, road.travel), (road.capacity, road.storage), road.lanes);
            columns.class.push(road.class as u8);
            columns.marks.push(road.marks.0);
            columns.source.push(road.source);
            columns.name.push(name);
            columns.shape.extend_from_slice(&road.shape);
            columns.shape_start.push(columns.shape.len() as u32);
        }
        Self::from_columns(origin, positions, columns, table, forbidden, places)
    }

    /// A network from columns, as a network file holds them. Every index is checked, and that all lies on Earth.
    pub fn from_columns(
        origin: Origin,
        positions: Vec<Position>,
        columns: Columns,
        names: Vec<String>,
        mut forbidden: Vec<ForbiddenTurn>,
        places: Vec<Place>,
    ) -> Result<Self, Inconsistent> {
        columns.check(positions.len(), names.len())?;
        let mut all = positions.iter().chain(&columns.shape).chain(places.iter().map(|place| &place.position));
        if !all.all(|position| position.is_on_earth()) {
            return Err(Inconsistent("a position is not on Earth".to_owned()));
        }
        forbidden.sort_unstable();
        forbidden.dedup();
        let roads = columns.from.len();
        for turn in &forbidden {
            let (from, onto) = (turn.from.index(), turn.onto.index());
            if from >= roads || onto >= roads || columns.to[from] != columns.from[onto] {
                return Err(Inconsistent(format!("the turn from road {from} onto road {onto} meets at no junction")));
            }
        }
        let (leaving_start, leaving) = rows(positions.len(), &columns.from);
        let (entering_start, entering) = rows(positions.len(), &columns.to);
        let network = Self {
            origin,
            positions,
            columns,
            names,
            forbidden,
            places,
            leaving_start,
            leaving,
            entering_start,
            entering,
        };
        Ok(network)
    }

    /// The same roads with other times on the empty road, one for each road in order, and another origin.
    ///
    /// Errors where there is not one time for each road.
    pub fn retimed(mut self, origin: Origin, travel: Vec<u32>) -> Result<Self, Inconsistent> {
        if travel.len() != self.road_count() {
            return Err(Inconsistent(format!("{} times for {} roads", travel.len(), self.road_count())));
        }
        self.origin = origin;
        self.columns.travel = travel;
        Ok(self)
    }

    /// What it was made from.
    pub fn origin(&self) -> &Origin {
        &self.origin
    }

    /// How many junctions there are.
    pub fn junction_count(&self) -> usize {
        self.positions.len()
    }

    /// How many directed roads there are.
    pub fn road_count(&self) -> usize {
        self.columns.from.len()
    }

    /// All junctions.
    pub fn junctions(&self) -> impl ExactSizeIterator<Item = JunctionId> + use<> {
        (0..self.positions.len() as u32).map(JunctionId)
    }

    /// All roads.
    pub fn roads(&self) -> impl ExactSizeIterator<Item = RoadId> + use<> {
        (0..self.columns.from.len() as u32).map(RoadId)
    }

    /// Where a junction is.
    pub fn position(&self, junction: JunctionId) -> Position {
        self.positions[junction.index()]
    }

    /// Where all junctions are.
    pub fn positions(&self) -> &[Position] {
        &self.positions
    }

    /// The roads' columns, for loops over all of them.
    pub fn columns(&self) -> &Columns {
        &self.columns
    }

    /// The roads that start at a junction, in the order of their ids.
    pub fn leaving(&self, junction: JunctionId) -> &[RoadId] {
        let i = junction.index();
        &self.leaving[self.leaving_start[i] as usize..self.leaving_start[i + 1] as usize]
    }

    /// The roads that end at a junction, in the order of their ids.
    pub fn entering(&self, junction: JunctionId) -> &[RoadId] {
        let i = junction.index();
        &self.entering[self.entering_start[i] as usize..self.entering_start[i + 1] as usize]
    }

    /// Where a road starts.
    pub fn from(&self, road: RoadId) -> JunctionId {
        JunctionId(self.columns.from[road.index()])
    }

    /// Where a road ends.
    pub fn to(&self, road: RoadId) -> JunctionId {
        JunctionId(self.columns.to[road.index()])
    }

    /// How long a road is.
    pub fn length(&self, road: RoadId) -> Decimetres {
        Decimetres(self.columns.length[road.index()])
    }

    /// The time on the empty road.
    pub fn travel(&self, road: RoadId) -> Milliseconds {
        Milliseconds(self.columns.travel[road.index()])
    }

    /// The mean speed on the empty road.
    pub fn speed(&self, road: RoadId) -> Speed {
        let time = f64::from(self.columns.travel[road.index()].max(1));
        Speed::from_kmh(f64::from(self.columns.length[road.index()]) * 360.0 / time)
    }

    /// The most vehicles per hour that can leave a road.
    pub fn capacity(&self, road: RoadId) -> VehiclesPerHour {
        VehiclesPerHour(self.columns.capacity[road.index()])
    }

    /// The vehicles that fit on a road at jam density.
    pub fn storage(&self, road: RoadId) -> Vehicles {
        Vehicles(self.columns.storage[road.index()])
    }

    /// The lanes of a road in its direction.
    pub fn lanes(&self, road: RoadId) -> u8 {
        self.columns.lanes[road.index()]
    }

    /// The class of a road.
    pub fn class(&self, road: RoadId) -> RoadClass {
        RoadClass::ALL[usize::from(self.columns.class[road.index()])]
    }

    /// What is special about a road.
    pub fn marks(&self, road: RoadId) -> RoadMarks {
        RoadMarks(self.columns.marks[road.index()])
    }

    /// The source's own number for a road.
    pub fn source(&self, road: RoadId) -> i64 {
        self.columns.source[road.index()]
    }

    /// The name or number of a road; empty where it has none.
    pub fn name(&self, road: RoadId) -> &str {
        &self.names[self.columns.name[road.index()] as usize]
    }

    /// The table of road names.
    pub fn names(&self) -> &[String] {
        &self.names
    }

    /// The points strictly between a road's two junctions.
    pub fn shape(&self, road: RoadId) -> &[Position] {
        let i = road.index();
        &self.columns.shape[self.columns.shape_start[i] as usize..self.columns.shape_start[i + 1] as usize]
    }

    /// The whole line of a road, its junctions included.
    pub fn line(&self, road: RoadId) -> impl Iterator<Item = Position> + '_ {
        let ends = (self.position(self.from(road)), self.position(self.to(road)));
        std::iter::once(ends.0).chain(self.shape(road).iter().copied()).chain(std::iter::once(ends.1))
    }

    /// All forbidden turns, sorted by the road that is left.
    pub fn forbidden(&self) -> &[ForbiddenTurn] {
        &self.forbidden
    }

    /// Whether one may drive from one road straight onto the other. O(log turns).
    pub fn may_turn(&self, from: RoadId, onto: RoadId) -> bool {
        self.to(from) == self.from(onto) && self.forbidden.binary_search(&ForbiddenTurn { from, onto }).is_err()
    }

    /// The named places.
    pub fn places(&self) -> &[Place] {
        &self.places
    }

    /// One named place.
    pub fn place(&self, place: PlaceId) -> &Place {
        &self.places[place.index()]
    }
}

/// Compressed rows: the roads grouped by one of their ends, each group in the order of ids (counting sort).
fn rows(junctions: usize, ends: &[u32]) -> (Vec<u32>, Vec<RoadId>) {
    let mut start = vec![0u32; junctions + 1];
    for &end in ends {
        start[end as usize + 1] += 1;
    }
    for i in 0..junctions {
        start[i + 1] += start[i];
    }
    let mut next = start.clone();
    let mut row = vec![RoadId(0); ends.len()];
    for (road, &end) in ends.iter().enumerate() {
        row[next[end as usize] as usize] = RoadId::at(road);
        next[end as usize] += 1;
    }
    (start, row)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn road(from: u32, to: u32) -> Road {
        Road { from: JunctionId(from), to: JunctionId(to), lanes: 1, ..Road::default() }
    }

    #[test]
    fn roads_are_found_from_both_ends() {
        let positions = vec![Position::default(); 3];
        let roads = [road(0, 1), road(1, 2), road(0, 2)];
        let network = Network::new(Origin::default(), positions, roads, Vec::new(), Vec::new()).unwrap();
        assert_eq!(network.leaving(JunctionId(0)), [RoadId(0), RoadId(2)]);
        assert_eq!(network.entering(JunctionId(2)), [RoadId(1), RoadId(2)]);
        assert!(network.may_turn(RoadId(0), RoadId(1)));
        assert!(!network.may_turn(RoadId(0), RoadId(2)));
    }

    #[test]
    fn a_network_beside_the_earth_is_refused() {
        let (here, beside) = (Position::default(), Position { lon: 0, lat: 900_000_001 });
        let refused = |at, shape, place| {
            let roads = [Road { shape: vec![shape], ..road(0, 1) }];
            let place = Place {
                name: "Tokmak".to_owned(),
                other_names: Vec::new(),
                kind: PlaceKind::Town,
                population: 0,
                position: place,
            };
            Network::new(Origin::default(), vec![here, at], roads, Vec::new(), vec![place]).is_err()
        };
        assert!(!refused(here, here, here));
        assert!(refused(beside, here, here) && refused(here, beside, here) && refused(here, here, beside));
    }

    #[test]
    fn a_road_to_nowhere_is_refused() {
        let refused = Network::new(Origin::default(), vec![Position::default()], [road(0, 1)], Vec::new(), Vec::new());
        assert!(refused.unwrap_err().to_string().contains("names a junction that is not there"));
    }
}
