//! What vehicles of fleets take of roads and checkpoints, second by second, under the rule that the plan must obey: from
//! any moment to any other, less than the rate allows in that time and one step, and the largest vehicle that passes.
//!
//! O(n log n) for n vehicles on one road. Fleets are small; cars are not counted here but in [`crate::room`].

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

impl Ledger {
    pub fn add(&mut self, place: Place, moment: u32, vehicles: u32, each: u32) {
        self.0.entry(place).or_default().push((moment, vehicles, each));
    }

    /// The first place that more pass than may.
    pub fn broken(&self, situation: &Situation) -> Option<Place> {
        let broken = |(place, passed): (&Place, &Vec<(u32, u32, u32)>)| {
            let rate = match place {
                Place::Road(road) => VehiclesPerDay::from(situation.roads[road.index()].capacity),
                Place::Lane(at, kind) => situation.checkpoints[at.index()].rates[*kind as usize],
            };
            (!holds(passed.clone(), rate, situation.step.0)).then_some(*place)
        };
        self.0.iter().find_map(broken)
    }

    /// Whether so many more could pass a place.
    pub fn fits(&self, situation: &Situation, place: Place, moment: u32, vehicles: u32, each: u32) -> bool {
        let mut one = Self::default();
        one.0.insert(place, self.0.get(&place).cloned().unwrap_or_default());
        one.add(place, moment, vehicles, each);
        one.broken(situation).is_none()
    }
}

fn holds(mut passed: Vec<(u32, u32, u32)>, rate: VehiclesPerDay, step: u32) -> bool {
    const DAY: i128 = 86_400;
    passed.sort_unstable();
    let rate = i128::from(rate.0) * i128::from(CarEquivalents::CAR.0);
    let largest = passed.iter().map(|(.., each)| i128::from(*each)).max().unwrap_or(0);
    let mut least = i128::MAX;
    let mut so_far = 0;
    passed.into_iter().all(|(moment, vehicles, each)| {
        least = least.min(so_far * DAY - rate * i128::from(moment));
        so_far += i128::from(vehicles) * i128::from(each);
        so_far * DAY - rate * i128::from(moment) - least < rate * i128::from(step) + largest * DAY
    })
}
