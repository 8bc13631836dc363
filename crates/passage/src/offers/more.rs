//! Whether one offer is more than another: whatever can be done under the smaller can be done under the larger.

use super::change::Change;
use passage_model::scenario::{FleetTask, Ranged, Scenario, TravelOn, Windows};
use passage_model::situation::{Reading, VehicleKind};

/// A change with the scenario that it makes.
pub struct Made {
    /// The corridors that are open.
    open: Vec<usize>,
    change: Change,
    scenario: Scenario,
}

impl Made {
    /// Makes the change.
    pub fn of(change: &Change, agreed: &Scenario) -> Self {
        let scenario = change.apply(agreed, Reading::Likely);
        Self { open: change.open(agreed), change: change.clone(), scenario }
    }

    /// Whether every plan of `self` is one of `larger`: by its windows, rates, vehicles and horizon, value by value. Where
    /// in doubt it is not. What only a plan's wish is (aid that comes) is not compared: it is people that are weighed.
    pub fn is_within(&self, larger: &Self, agreed: &Scenario) -> bool {
        let (ours, theirs) = (&self.scenario, &larger.scenario);
        ours.horizon.value <= theirs.horizon.value
            && self.keeps(larger)
            && self.corridors_within(larger, agreed)
            && pairs(&ours.areas, &theirs.areas).all(|(a, b)| is_open_within(&a.windows, &b.windows))
            && pairs(&ours.footways, &theirs.footways).all(|(a, b)| is_open_within(&a.windows, &b.windows))
            && is_no_more(&ours.traffic.sustained_flow_per_lane.value, &theirs.traffic.sustained_flow_per_lane.value)
            && pairs(&ours.fleets, &theirs.fleets).all(|(a, b)| a.vehicles.value <= b.vehicles.value)
            && is_ready_within(ours, theirs)
            && checkpoints_within(ours, theirs)
    }

    /// Buses of no fleet are other people's seats: not compared. What `larger` loses, `self` loses too.
    fn keeps(&self, larger: &Self) -> bool {
        let lost = match (&self.change.lost, &larger.change.lost) {
            (_, None) => true,
            (None, Some(_)) => false,
            (Some(ours), Some(theirs)) => {
                let same = (&ours.roads, ours.checkpoint, ours.footway);
                let shorter = ours.when.from <= theirs.when.from && theirs.when.until <= ours.when.until;
                same == (&theirs.roads, theirs.checkpoint, theirs.footway) && shorter
            }
        };
        lost && self.change.buses == larger.change.buses
    }

    fn corridors_within(&self, larger: &Self, agreed: &Scenario) -> bool {
        let windows = |made: &Self, number: usize| {
            let at = made.open.iter().position(|open| *open == number);
            at.map(|at| made.scenario.corridors[at].windows.clone())
        };
        let kept = self.open.iter().all(|&number| {
            let (ours, theirs) = (windows(self, number), windows(larger, number));
            ours.zip(theirs).is_some_and(|(ours, theirs)| is_open_within(&ours, &theirs))
        });
        // Where every road may be used, roads that become a corridor are bound to its windows.
        let binds = |number: &usize| agreed.corridors[*number].proposed && !self.open.contains(number);
        let free = agreed.travel_on.value == TravelOn::AnyRoad;
        kept && !(free && larger.open.iter().any(binds))
    }
}

fn pairs<'s, T>(ours: &'s [T], theirs: &'s [T]) -> impl Iterator<Item = (&'s T, &'s T)> {
    ours.iter().zip(theirs)
}

fn is_open_within(ours: &Windows, theirs: &Windows) -> bool {
    ours.opening.except(&theirs.opening).is_never()
}

fn is_no_more<T: PartialOrd>(ours: &Ranged<T>, theirs: &Ranged<T>) -> bool {
    ours.pessimistic <= theirs.pessimistic && ours.likely <= theirs.likely && ours.optimistic <= theirs.optimistic
}

fn is_ready_within(ours: &Scenario, theirs: &Scenario) -> bool {
    pairs(&ours.groups, &theirs.groups).all(|(ours, theirs)| {
        pairs(&ours.ready.value, &theirs.ready.value).all(|(ours, theirs)| theirs.from <= ours.from)
    })
}

/// Columns that keep the distance which checkpoints ask for keep another where a rate is another.
fn checkpoints_within(ours: &Scenario, theirs: &Scenario) -> bool {
    let by_rate = |scenario: &Scenario| {
        scenario.fleets.iter().any(|fleet| matches!(fleet.task, FleetTask::Lead { apart: None, .. }))
    };
    let led = by_rate(ours);
    pairs(&ours.checkpoints, &theirs.checkpoints).all(|(ours, theirs)| {
        let rates = ours.rates.iter().zip(&theirs.rates);
        let fit = rates.into_iter().all(|(ours, theirs)| is_no_more(&ours.value, &theirs.value));
        let cars = VehicleKind::OwnCar as usize;
        let apart = !led || ours.rates[cars].value == theirs.rates[cars].value;
        fit && apart && is_open_within(&ours.hours, &theirs.hours)
    })
}
