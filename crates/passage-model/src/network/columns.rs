//! The columns of a network's roads, and what must hold between them.

use super::{Inconsistent, RoadClass};
use crate::id::JunctionId;
use crate::units::{Decimetres, Milliseconds, Position, Vehicles, VehiclesPerHour};

/// The columns of the roads, as the network file stores them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Columns {
    /// [`super::Road::from`].
    pub from: Vec<u32>,
    /// [`super::Road::to`].
    pub to: Vec<u32>,
    /// [`super::Road::length`].
    pub length: Vec<u32>,
    /// [`super::Road::travel`].
    pub travel: Vec<u32>,
    /// [`super::Road::capacity`].
    pub capacity: Vec<u32>,
    /// [`super::Road::storage`].
    pub storage: Vec<u32>,
    /// [`super::Road::lanes`].
    pub lanes: Vec<u8>,
    /// [`super::Road::class`], as its number.
    pub class: Vec<u8>,
    /// [`super::Road::marks`].
    pub marks: Vec<u8>,
    /// [`super::Road::source`].
    pub source: Vec<i64>,
    /// [`super::Road::name`], as a position in the table of names.
    pub name: Vec<u32>,
    /// Where the shape of each road starts in `shape`; one more than there are roads.
    pub shape_start: Vec<u32>,
    /// All [`super::Road::shape`] points, one road after the other.
    pub shape: Vec<Position>,
}

impl Columns {
    pub(super) fn push(
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

    pub(super) fn check(&self, junctions: usize, names: usize) -> Result<(), Inconsistent> {
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
