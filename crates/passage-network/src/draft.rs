//! The draft of a network: what every reader of roads hands over, and what cleaning turns into a network.

use passage_model::network::{Place, RoadClass, RoadMarks};
use passage_model::units::{Decimetres, Milliseconds, Position, Speed, Vehicles, VehiclesPerHour};
use std::collections::BTreeSet;

/// Roads as a source gives them: lines over shared points. Two lines meet where they use the same point.
#[derive(Clone, Debug, Default)]
pub struct Draft {
    /// All points of all lines.
    pub points: Vec<Position>,
    /// The points of the lines, one line after the other, as positions in `points`.
    pub line_points: Vec<u32>,
    /// The lines.
    pub lines: Vec<Line>,
    /// Distinct facts; lines share them.
    pub facts: Vec<Facts>,
    /// Distinct names; lines share them. The first is empty.
    pub names: Vec<String>,
    /// Turn restrictions.
    pub turns: Vec<Turn>,
    /// Named places.
    pub places: Vec<Place>,
    /// Points that are joined to no other, however near: the ends of roads at a barrier. Each is the end of one line.
    pub apart: Vec<u32>,
    /// The licence and attribution that the source asks for.
    pub attribution: String,
}

impl Draft {
    /// Adds the roads of another draft. Lines of both meet only where cleaning finds their ends together. Places of one
    /// name at one position, as extracts that overlap both have them, are kept once. O(n log n) in the places.
    pub fn append(&mut self, other: Self) {
        let points = self.points.len() as u32;
        let line_points = self.line_points.len() as u32;
        let (lines, facts, names) = (self.lines.len() as u32, self.facts.len() as u32, self.names.len() as u32);
        self.points.extend(other.points);
        self.line_points.extend(other.line_points.iter().map(|p| p + points));
        self.lines.extend(other.lines.iter().map(|line| Line {
            first_point: line.first_point + line_points,
            forward: line.forward.map(|f| f + facts),
            backward: line.backward.map(|f| f + facts),
            name: line.name + names,
            ..*line
        }));
        self.facts.extend(other.facts);
        self.names.extend(other.names);
        self.turns.extend(other.turns.iter().map(|turn| Turn {
            from: turn.from + lines,
            via: turn.via + points,
            onto: turn.onto + lines,
            only: turn.only,
        }));
        let known: BTreeSet<(Position, String)> = self.places.iter().map(|p| (p.position, p.name.clone())).collect();
        self.places.extend(other.places.into_iter().filter(|p| !known.contains(&(p.position, p.name.clone()))));
        self.apart.extend(other.apart.iter().map(|point| point + points));
        if self.attribution != other.attribution {
            self.attribution = [self.attribution.as_str(), &other.attribution].join("; ");
        }
    }
}

/// One line: a way of OpenStreetMap, a link of MATSim, a feature of GeoJSON.
#[derive(Clone, Copy, Debug)]
pub struct Line {
    /// Where its points start in [`Draft::line_points`].
    pub first_point: u32,
    /// How many points it has, at least 2.
    pub point_count: u32,
    /// What holds in the direction of its points, as a position in [`Draft::facts`]; `None`: no motor traffic.
    pub forward: Option<u32>,
    /// What holds against the direction of its points.
    pub backward: Option<u32>,
    /// The source's number for it.
    pub source: i64,
    /// Its name, as a position in [`Draft::names`].
    pub name: u32,
    /// Its length where the source states one that differs from its geometry (MATSim, GMNS).
    pub length: Option<Decimetres>,
}

/// What holds on a line in one direction.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Facts {
    /// The class.
    pub class: RoadClass,
    /// The speed on the empty road, after caps for surface and after factors.
    pub speed: Speed,
    /// Lanes in this direction, at least 1.
    pub lanes: u8,
    /// The capacity of all lanes together.
    pub capacity: VehiclesPerHour,
    /// What is special.
    pub marks: RoadMarks,
    /// A fixed time for the whole line, where the source states one (a ferry's `duration`).
    pub travel: Option<Milliseconds>,
    /// A fixed storage for the whole line, where the source states one.
    pub storage: Option<Vehicles>,
}

/// A turn restriction between two lines.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Turn {
    /// The line that is left, as a position in [`Draft::lines`].
    pub from: u32,
    /// The point where both meet, as a position in [`Draft::points`].
    pub via: u32,
    /// The line that is entered.
    pub onto: u32,
    /// `true`: only this turn is allowed from there; `false`: this turn is forbidden.
    pub only: bool,
}
