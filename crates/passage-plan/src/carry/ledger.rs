//! What passes roads and checkpoints, second by second, under the rule that the plan must obey: from any moment to any
//! other, less than the rate allows in that time and one step, and the largest vehicle that passes.
//!
//! O(n log n) for n vehicles on one road. Cars are planned in steps ([`crate::room`]), and noted here only where vehicles
//! of fleets pass.

use passage_model::id::{CheckpointId, RoadId};
use passage_model::situation::{CarEquivalents, Situation, VehicleKind};
use passage_model::units::VehiclesPerDay;
use std::collections::BTreeMap;

/// Something with a rate.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Place {
    Road(RoadId),
    Lane(CheckpointId, VehicleKind),
}

/// Vehicles at places: moment, how many, what each counts as.
#[derive(Clone, Debug, Default)]
pub(super) struct Ledger(BTreeMap<Place, Vec<(u32, u32, u32)>>);

/// Where and between which moments more pass than may.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Broken {
    pub place: Place,
    pub from: u32,
    pub until: u32,
}

impl Ledger {
    pub fn add(&mut self, place: Place, moment: u32, vehicles: u32, each: u32) {
        self.0.entry(place).or_default().push((moment, vehicles, each));
    }

    /// Whether anybody is noted at a place.
    pub fn is_at(&self, place: Place) -> bool {
        self.0.contains_key(&place)
    }

    /// Those of both.
    pub fn with(mut self, others: &Self) -> Self {
        for (place, passed) in &others.0 {
            self.0.entry(*place).or_default().extend(passed);
        }
        self
    }

    /// The last that pass a place from one moment to another: when, and what each counts as.
    pub fn last_within(&self, broken: Broken) -> Option<(u32, u32)> {
        let passed = self.0.get(&broken.place)?;
        let within = passed.iter().filter(|(moment, ..)| (broken.from..=broken.until).contains(moment));
        within.map(|&(moment, _, each)| (moment, each)).max()
    }

    /// The first place that more pass than may.
    pub fn broken(&self, situation: &Situation) -> Option<Broken> {
        self.all_broken(situation).next()
    }

    /// The places that more pass than may.
    pub fn all_broken<'l>(&'l self, situation: &'l Situation) -> impl Iterator<Item = Broken> + 'l {
        let broken = move |(place, passed): (&Place, &Vec<(u32, u32, u32)>)| {
            let rate = match place {
                Place::Road(road) => VehiclesPerDay::from(situation.roads[road.index()].capacity),
                Place::Lane(at, kind) => situation.checkpoints[at.index()].rates[*kind as usize],
            };
            let (from, until) = too_many(passed.clone(), rate, situation.step.0)?;
            Some(Broken { place: *place, from, until })
        };
        self.0.iter().filter_map(broken)
    }

    /// Whether so many more could pass a place.
    pub fn fits(&self, situation: &Situation, place: Place, moment: u32, vehicles: u32, each: u32) -> bool {
        let mut one = Self::default();
        one.0.insert(place, self.0.get(&place).cloned().unwrap_or_default());
        one.add(place, moment, vehicles, each);
        one.broken(situation).is_none()
    }
}

/// The first moment by which too many have passed, and that since which they are too many.
fn too_many(mut passed: Vec<(u32, u32, u32)>, rate: VehiclesPerDay, step: u32) -> Option<(u32, u32)> {
    const DAY: i128 = 86_400;
    passed.sort_unstable();
    let rate = i128::from(rate.0) * i128::from(CarEquivalents::CAR.0);
    let largest = passed.iter().map(|(.., each)| i128::from(*each)).max().unwrap_or(0);
    let (mut least, mut since) = (i128::MAX, 0);
    let mut so_far = 0;
    passed.into_iter().find_map(|(moment, vehicles, each)| {
        let before = so_far * DAY - rate * i128::from(moment);
        if before < least {
            (least, since) = (before, moment);
        }
        so_far += i128::from(vehicles) * i128::from(each);
        let excess = so_far * DAY - rate * i128::from(moment) - least;
        (excess >= rate * i128::from(step) + largest * DAY).then_some((since, moment))
    })
}
