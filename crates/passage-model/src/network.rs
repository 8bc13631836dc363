//! The road network: junctions, directed roads, turn restrictions and places, as immutable columns.
//!
//! Columns, not structures: the planner and the router read one or two of them in long loops, and the file that
//! holds a network is these columns one after the other.

use crate::digest::Digest;
use crate::id::{JunctionId, PlaceId, RoadId};
use crate::units::{Decimetres, Milliseconds, Position, Speed, Vehicles, VehiclesPerHour};
use serde::{Deserialize, Serialize};

/// The class of a road, from OpenStreetMap's `highway` tag.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[repr(u8)]
pub enum RoadClass {
    /// `motorway`.
    Motorway,
    /// `motorway_link`.
    MotorwayLink,
    /// `trunk`.
    Trunk,
    /// `trunk_link`.
    TrunkLink,
    /// `primary`.
    Primary,
    /// `primary_link`.
    PrimaryLink,
    /// `secondary`.
    Secondary,
    /// `secondary_link`.
    SecondaryLink,
    /// `tertiary`.
    Tertiary,
    /// `tertiary_link`.
    TertiaryLink,
    /// `unclassified` and `road`.
    #[default]
    Unclassified,
    /// `residential`.
    Residential,
    /// `living_street`.
    LivingStreet,
    /// `service`.
    Service,
    /// `track`.
    Track,
    /// A ferry (`route=ferry`).
    Ferry,
}

impl RoadClass {
    /// Every class, in the order of their numbers.
    pub const ALL: [Self; 16] = [
        Self::Motorway,
        Self::MotorwayLink,
        Self::Trunk,
        Self::TrunkLink,
        Self::Primary,
        Self::PrimaryLink,
        Self::Secondary,
        Self::SecondaryLink,
        Self::Tertiary,
        Self::TertiaryLink,
        Self::Unclassified,
        Self::Residential,
        Self::LivingStreet,
        Self::Service,
        Self::Track,
        Self::Ferry,
    ];
}

/// What is special about a road; several may hold at once.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct RoadMarks(pub u8);

impl RoadMarks {
    /// On a bridge, somewhere along it.
    pub const BRIDGE: Self = Self(1);
    /// Through a ford.
    pub const FORD: Self = Self(2);
    /// A ferry.
    pub const FERRY: Self = Self(4);
    /// Added to close a gap in the source, not seen on the ground.
    pub const GAP: Self = Self(8);
    /// Unpaved, somewhere along it.
    pub const UNPAVED: Self = Self(16);
    /// In a tunnel, somewhere along it.
    pub const TUNNEL: Self = Self(32);
    /// Part of a roundabout.
    pub const ROUNDABOUT: Self = Self(64);

    /// Whether all of `marks` hold.
    pub const fn has(self, marks: Self) -> bool {
        self.0 & marks.0 == marks.0
    }

    /// With `marks` too.
    #[must_use]
    pub const fn with(self, marks: Self) -> Self {
        Self(self.0 | marks.0)
    }
}

/// One directed road, as it is put into a network.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Road {
    /// Where it starts.
    pub from: JunctionId,
    /// Where it ends.
    pub to: JunctionId,
    /// How long it is.
    pub length: Decimetres,
    /// The time on the empty road.
    pub travel: Milliseconds,
    /// The most vehicles per hour that can leave it, all lanes together.
    pub capacity: VehiclesPerHour,
    /// The vehicles that fit on it at jam density.
    pub storage: Vehicles,
    /// Lanes in this direction, at least 1.
    pub lanes: u8,
    /// Its class.
    pub class: RoadClass,
    /// What is special about it.
    pub marks: RoadMarks,
    /// The source's own number for it (the OpenStreetMap way of its longest part; 0 where it has none).
    pub source: i64,
    /// Its name or number; empty where it has none.
    pub name: String,
    /// The points between its two junctions, in the direction of travel.
    pub shape: Vec<Position>,
}

/// A forbidden turn: from one road straight onto another at the junction where the first ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct ForbiddenTurn {
    /// The road that is left.
    pub from: RoadId,
    /// The road that may not be entered next.
    pub onto: RoadId,
}

/// How large a place is, from OpenStreetMap's `place` tag.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[repr(u8)]
pub enum PlaceKind {
    /// A city.
    City,
    /// A town.
    Town,
    /// A village.
    Village,
    /// A hamlet.
    Hamlet,
    /// Anything else with a name: a suburb, a locality, a junction's name.
    Other,
}

/// A named place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    /// Its name in the source.
    pub name: String,
    /// Other spellings and languages, sorted, without the name itself.
    pub other_names: Vec<String>,
    /// How large it is.
    pub kind: PlaceKind,
    /// How many people lived there; 0 where the source does not say.
    pub population: u32,
    /// Its centre.
    pub position: Position,
}

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

/// The columns of the roads, as the network file stores them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Columns {
    /// [`Road::from`].
    pub from: Vec<u32>,
    /// [`Road::to`].
    pub to: Vec<u32>,
    /// [`Road::length`].
    pub length: Vec<u32>,
    /// [`Road::travel`].
    pub travel: Vec<u32>,
    /// [`Road::capacity`].
    pub capacity: Vec<u32>,
    /// [`Road::storage`].
    pub storage: Vec<u32>,
    /// [`Road::lanes`].
    pub lanes: Vec<u8>,
    /// [`Road::class`], as its number.
    pub class: Vec<u8>,
    /// [`Road::marks`].
    pub marks: Vec<u8>,
    /// [`Road::source`].
    pub source: Vec<i64>,
    /// [`Road::name`], as a position in the table of names.
    pub name: Vec<u32>,
    /// Where the shape of each road starts in `shape`; one more than there are roads.
    pub shape_start: Vec<u32>,
    /// All [`Road::shape`] points, one road after the other.
    pub shape: Vec<Position>,
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

    /// A network from columns, as a network file holds them. Every index is checked.
    pub fn from_columns(
        origin: Origin,
        positions: Vec<Position>,
        columns: Columns,
        names: Vec<String>,
        mut forbidden: Vec<ForbiddenTurn>,
        places: Vec<Place>,
    ) -> Result<Self, Inconsistent> {
        columns.check(positions.len(), names.len())?;
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

impl Columns {
    fn push(
        &mut self,
        from: JunctionId,
        to: JunctionId,
        (length, travel): (Decimetres, Milliseconds),
        (capacity, storage): (VehiclesPerHour, Vehicles),
        lanes: u8,
    ) {
        self.from.push(from.0);
        self.to.push(to.0);
        self.length.push(length.0);
        self.travel.push(travel.0);
        self.capacity.push(capacity.0);
        self.storage.push(storage.0);
        self.lanes.push(lanes.max(1));
    }

    fn check(&self, junctions: usize, names: usize) -> Result<(), Inconsistent> {
        let roads = self.from.len();
        let lengths = [self.to.len(), self.length.len(), self.travel.len(), self.capacity.len(), self.storage.len()];
        let narrow = [self.lanes.len(), self.class.len(), self.marks.len(), self.source.len(), self.name.len()];
        if lengths.iter().chain(&narrow).any(|&l| l != roads) || self.shape_start.len() != roads + 1 {
            return Err(Inconsistent("its columns differ in length".to_owned()));
        }
        if let Some(road) = self.from.iter().chain(&self.to).position(|&j| j as usize >= junctions) {
            return Err(Inconsistent(format!("road {} names a junction that is not there", road % roads)));
        }
        if self.name.iter().any(|&n| n as usize >= names) {
            return Err(Inconsistent("a road's name is not in the table of names".to_owned()));
        }
        if self.class.iter().any(|&c| usize::from(c) >= RoadClass::ALL.len()) {
            return Err(Inconsistent("a road has a class that does not exist".to_owned()));
        }
        let shape_ends = self.shape_start.last().copied().unwrap_or(0) as usize;
        if !self.shape_start.is_sorted() || self.shape_start.first() != Some(&0) || shape_ends != self.shape.len() {
            return Err(Inconsistent("the shapes of its roads overlap".to_owned()));
        }
        Ok(())
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
    fn a_road_to_nowhere_is_refused() {
        let refused = Network::new(Origin::default(), vec![Position::default()], [road(0, 1)], Vec::new(), Vec::new());
        assert!(refused.unwrap_err().to_string().contains("names a junction that is not there"));
    }
}
