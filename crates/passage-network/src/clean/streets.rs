//! Streets: what cleaning works on. A street joins two junctions and may be driven in one direction or both.

use passage_model::network::{Place, RoadClass, RoadMarks};
use passage_model::units::Position;

/// Streets between junctions, with the turns that are forbidden or forced.
#[derive(Clone, Debug, Default)]
#[allow(clippy::struct_field_names, reason = "streets of Streets is what they are")]
pub struct Streets {
    /// Where the junctions are. Some may be unused.
    pub(crate) junctions: Vec<Position>,
    /// Junctions that are joined to no other, however near: ends of streets at a barrier. Sorted.
    pub(crate) apart: Vec<u32>,
    pub(crate) streets: Vec<Street>,
    /// The points between the junctions of all streets.
    pub(crate) shape: Vec<Position>,
    pub(crate) bans: Vec<Ban>,
    pub(crate) names: Vec<String>,
    pub(crate) places: Vec<Place>,
}

/// A street.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Street {
    /// The junction where it starts.
    pub from: u32,
    /// The junction where it ends.
    pub to: u32,
    /// Where its points start in [`Streets::shape`].
    pub shape_first: u32,
    /// How many points it has between its junctions.
    pub shape_count: u32,
    /// Its length. Not rounded before the end, so that parts add up.
    pub metres: f64,
    /// What holds from start to end.
    pub forward: Option<Flow>,
    /// What holds from end to start.
    pub backward: Option<Flow>,
    /// The source's number for it.
    pub source: i64,
    /// Its name, as a position in [`Streets::names`].
    pub name: u32,
}

/// What holds on a street in one direction.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Flow {
    /// The time on the empty street, in milliseconds. Not rounded before the end.
    pub time: f64,
    /// Vehicles that fit at jam density. Not rounded before the end.
    pub storage: f64,
    /// Vehicles per hour.
    pub capacity: u32,
    /// Lanes.
    pub lanes: u8,
    /// The class.
    pub class: RoadClass,
    /// What is special.
    pub marks: RoadMarks,
}

/// A street in one of its directions: twice its number, and one more for from end to start.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Side(pub u32);

/// A turn restriction between streets that meet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Ban {
    /// The street that is left.
    pub from: Side,
    /// The street that is entered.
    pub onto: Side,
    /// `true`: only this turn is allowed; `false`: it is forbidden.
    pub only: bool,
}

impl Side {
    /// A street from start to end, or (`backward`) from end to start.
    pub(crate) const fn new(street: u32, backward: bool) -> Self {
        Self(street << 1 | backward as u32)
    }

    /// The street.
    pub(crate) const fn street(self) -> usize {
        (self.0 >> 1) as usize
    }

    /// Whether it is driven from end to start.
    pub(crate) const fn is_backward(self) -> bool {
        self.0 & 1 == 1
    }
}

impl Flow {
    /// The part of it that falls on a share of the street.
    pub(crate) fn share(self, share: f64) -> Self {
        Self { time: self.time * share, storage: self.storage * share, ..self }
    }

    /// This part followed by the next one: times and storage add, the narrowest counts.
    pub(crate) fn followed_by(self, next: Self) -> Self {
        Self {
            time: self.time + next.time,
            storage: self.storage + next.storage,
            capacity: self.capacity.min(next.capacity),
            lanes: self.lanes.min(next.lanes),
            class: self.class,
            marks: self.marks.with(next.marks),
        }
    }
}

impl Street {
    /// What holds in a direction.
    pub(crate) const fn flow(&self, backward: bool) -> Option<Flow> {
        if backward { self.backward } else { self.forward }
    }

    /// The junction where a direction ends.
    pub(crate) const fn end(&self, backward: bool) -> u32 {
        if backward { self.from } else { self.to }
    }

    /// Whether it has a mark in either direction.
    pub(crate) fn has(&self, mark: RoadMarks) -> bool {
        [self.forward, self.backward].into_iter().flatten().any(|flow| flow.marks.has(mark))
    }
}

impl Streets {
    /// The points of a street between its junctions.
    pub(crate) fn points(&self, street: &Street) -> &[Position] {
        &self.shape[street.shape_first as usize..(street.shape_first + street.shape_count) as usize]
    }

    /// Junctions in use, and roads: one for each direction of a street.
    pub(crate) fn sizes(&self) -> (u64, u64) {
        let mut used = vec![false; self.junctions.len()];
        let mut roads = 0;
        for street in &self.streets {
            used[street.from as usize] = true;
            used[street.to as usize] = true;
            roads += u64::from(street.forward.is_some()) + u64::from(street.backward.is_some());
        }
        (used.iter().filter(|used| **used).count() as u64, roads)
    }

    /// Keeps the streets for which `keep` holds; restrictions of others go with them.
    pub(crate) fn retain(&mut self, keep: impl Fn(usize, &Street) -> bool) {
        let mut numbers = vec![u32::MAX; self.streets.len()];
        let (mut at, mut kept) = (0, 0);
        self.streets.retain(|street| {
            let keeps = keep(at, street);
            if keeps {
                numbers[at] = kept;
                kept += 1;
            }
            at += 1;
            keeps
        });
        self.rename(|side| {
            let number = numbers[side.street()];
            (number != u32::MAX).then(|| Side::new(number, side.is_backward()))
        });
    }

    /// Renames the sides in all restrictions; those without a new name are dropped.
    pub(crate) fn rename(&mut self, name: impl Fn(Side) -> Option<Side>) {
        let renamed = |ban: &Ban| Some(Ban { from: name(ban.from)?, onto: name(ban.onto)?, only: ban.only });
        self.bans = self.bans.iter().filter_map(renamed).collect();
    }

    /// Cuts streets, each at points between its junctions. The first part keeps the street's number, the others come
    /// last in order; restrictions move with the parts that touch their junctions. The streets are in the order of
    /// their numbers, each once. O(cuts + restrictions log streets).
    pub(crate) fn cut(&mut self, streets: impl IntoIterator<Item = (usize, Vec<Cut>)>) {
        let mut moved = Vec::new();
        for (at, cuts) in streets {
            if !cuts.is_empty() {
                self.cut_one(at, &cuts);
                moved.push((at, self.streets.len() - 1));
            }
        }
        let last_part = |side: Side, backward: bool| {
            let known = moved.binary_search_by_key(&side.street(), |&(at, _)| at).ok();
            let part = known.filter(|_| side.is_backward() == backward).map(|known| moved[known].1 as u32);
            part.map_or(side, |part| Side::new(part, backward))
        };
        for ban in &mut self.bans {
            // Forward the street now ends with its last part; backward it starts with it.
            ban.from = last_part(ban.from, false);
            ban.onto = last_part(ban.onto, true);
        }
    }

    fn cut_one(&mut self, at: usize, cuts: &[Cut]) {
        let whole = self.streets[at];
        let (mut from, mut shape_first, mut done) = (whole.from, whole.shape_first, 0.0);
        for part in 0..=cuts.len() {
            let cut = cuts.get(part);
            let (to, shape_end, until) = match cut {
                Some(cut) => {
                    self.junctions.push(cut.position);
                    (self.junctions.len() as u32 - 1, whole.shape_first + cut.points_before, cut.metres)
                }
                None => (whole.to, whole.shape_first + whole.shape_count, whole.metres),
            };
            let share = if whole.metres > 0.0 { (until - done) / whole.metres } else { 0.0 };
            let street = Street {
                from,
                to,
                shape_first,
                shape_count: shape_end - shape_first,
                metres: until - done,
                forward: whole.forward.map(|flow| flow.share(share)),
                backward: whole.backward.map(|flow| flow.share(share)),
                ..whole
            };
            if part == 0 {
                self.streets[at] = street;
            } else {
                self.streets.push(street);
            }
            from = to;
            shape_first = shape_end + u32::from(cut.is_some_and(|cut| cut.on_point));
            done = until;
        }
    }
}

/// Where a street is cut.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Cut {
    /// How many of its shape points lie before it.
    pub points_before: u32,
    /// It is the shape point that follows these, which becomes a junction; if not, it lies between two points.
    pub on_point: bool,
    /// Where it is.
    pub position: Position,
    /// How far along the street.
    pub metres: f64,
}

/// The distance between points of a road, in metres, on the sphere of [`Position::metres_to`].
///
/// Up to a twentieth of a degree by the flat triangle at the middle latitude, which is within 1e-6 of the great
/// circle at such distances and needs one cosine.
pub(crate) fn metres(a: Position, b: Position) -> f64 {
    const METRES_PER_UNIT: f64 = 6_371_008.8 * std::f64::consts::PI / 180.0 / 1e7;
    let (north, east) = (i64::from(b.lat) - i64::from(a.lat), i64::from(b.lon) - i64::from(a.lon));
    if north.abs() > 500_000 || east.abs() > 500_000 {
        return a.metres_to(b);
    }
    let middle = (i64::from(a.lat) + i64::from(b.lat)) as f64 / 2e7;
    let (north, east) = (north as f64, east as f64 * middle.to_radians().cos());
    (north * north + east * east).sqrt() * METRES_PER_UNIT
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn the_flat_triangle_is_the_great_circle_to_a_millionth(
            lat in -700_000_000i32..700_000_000, lon in any::<i16>(), north in -500_000i32..500_000, east in -500_000i32..500_000
        ) {
            let a = Position { lat, lon: i32::from(lon) * 50_000 };
            let b = Position { lat: lat + north, lon: a.lon + east };
            let (flat, round) = (metres(a, b), a.metres_to(b));
            prop_assert!((flat - round).abs() <= 1e-6 * round + 1e-4, "{flat} {round}");
        }
    }
}
