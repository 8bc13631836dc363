//! The vehicles of a plan, counted once each and told by what they do: the same figure on every screen and page.

use crate::words::{Words, count};
use passage_model::plan::{LeftBehind, Plan, Reason};
use passage_model::situation::{Situation, Task, VehicleKind};
use passage_model::units::{Persons, Vehicles};
use serde_json::{Value, json};

/// The vehicles that go in a plan, a vehicle of a fleet once however often it comes, and those who have none.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Used {
    /// Vehicles of the groups' own, those that are led among them.
    pub own: Vehicles,
    /// Vehicles of fleets that carry people.
    pub carrying: Vehicles,
    /// Lead vehicles of columns.
    pub leading: Vehicles,
    /// Vehicles of fleets that bring aid in.
    pub aid: Vehicles,
    /// Persons who are received on foot.
    pub on_foot: Persons,
}

impl Used {
    /// Counts a plan. O(movements + rosters).
    pub fn of(plan: &Plan, situation: &Situation) -> Self {
        let mut used = Self::default();
        for movement in &plan.movements {
            match situation.origins.get(movement.origin.index()) {
                Some(origin) if origin.kind == VehicleKind::Foot => used.on_foot += movement.persons,
                Some(origin) if origin.is_carried() && !situation.is_led(origin) => {}
                _ => used.own += movement.vehicles,
            }
        }
        for roster in plan.rosters.iter().filter(|roster| !roster.runs.is_empty()) {
            let Some(fleet) = situation.fleets.get(roster.fleet.index()) else { continue };
            let kind = match fleet.task {
                Task::Carry { .. } => &mut used.carrying,
                Task::Lead { .. } => &mut used.leading,
                Task::Deliver { .. } => &mut used.aid,
            };
            *kind += roster.vehicles;
        }
        used
    }

    /// All of them.
    pub fn vehicles(&self) -> Vehicles {
        [self.own, self.carrying, self.leading, self.aid].into_iter().sum()
    }

    /// How many, and of what where fleets go: `459 vehicles (387 of the groups' own, 60 that carry people, 12 with aid)`.
    pub fn words(&self, words: &Words) -> String {
        let all = words.tell("vehicles", &[("n", count(self.vehicles().0))]);
        if self.own == self.vehicles() {
            return all;
        }
        let parts = [
            ("used-own", self.own),
            ("used-carrying", self.carrying),
            ("used-leading", self.leading),
            ("used-aid", self.aid),
        ];
        let parts = parts.into_iter().filter(|(_, vehicles)| vehicles.0 > 0);
        let parts: Vec<String> = parts.map(|(message, n)| words.tell(message, &[("n", count(n.0))])).collect();
        format!("{all} ({})", parts.join(", "))
    }

    /// For programs.
    pub fn document(&self) -> Value {
        json!({
            "own": self.own, "carry_people": self.carrying, "lead_columns": self.leading, "bring_aid": self.aid,
        })
    }
}

/// The vehicles of those who are left behind: whoever was to be led has cars, though none left alone; whoever was to be
/// carried or walks has none.
pub fn left_vehicles(left: &LeftBehind, plan: &Plan, situation: &Situation) -> Vehicles {
    let Some(origin) = situation.origins.get(left.origin.index()) else { return left.vehicles };
    if origin.kind == VehicleKind::Foot {
        return Vehicles(0);
    }
    if !situation.is_led(origin) || left.reason == Reason::NoSeat {
        return left.vehicles;
    }
    let gone = plan.movements.iter().filter(|movement| movement.origin == left.origin);
    let gone: Vehicles = gone.map(|movement| movement.vehicles).sum();
    Vehicles(origin.per_vehicle.vehicles_for(origin.seated()).0.saturating_sub(gone.0))
}
