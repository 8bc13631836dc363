//! One thing changed in a plan, or in the world that it was made for.

use super::world::{Luck, span};
use passage_model::id::{CourseId, JunctionId, OriginId, ReceptionId, RoadId};
use passage_model::plan::{BoundKind, Plan, Reason};
use passage_model::situation::{Situation, VehicleKind};
use passage_model::time::{Clock, Opening};
use passage_model::units::{Milliseconds, Persons, Seconds, Vehicles, VehiclesPerDay, VehiclesPerHour};

/// A change, by name.
pub struct Mutation {
    /// What it does.
    pub name: &'static str,
    change: fn(&mut Situation, &mut Plan, &mut Luck),
}

impl Mutation {
    /// Does it. The plan must have a movement and a course with roads.
    pub fn apply(&self, situation: &mut Situation, plan: &mut Plan, luck: &mut Luck) {
        (self.change)(situation, plan, luck);
    }
}

macro_rules! mutations {
    ($($name:literal: |$situation:pat_param, $plan:pat_param, $luck:pat_param| $body:expr;)*) => {
        /// All changes.
        pub const ALL: &[Mutation] = &[$(Mutation { name: $name, change: |$situation, $plan, $luck| $body }),*];
    };
}

mutations! {
    "leave earlier or later": |_, plan, luck| {
        let at = luck.pick(plan.movements.len());
        let departure = plan.movements[at].departure.0;
        plan.movements[at].departure = Clock(nudged(departure, luck));
        plan.movements.sort_by_key(|m| (m.departure, m.origin, m.course));
    };
    "leave at any time": |_, plan, luck| {
        let at = luck.pick(plan.movements.len());
        plan.movements[at].departure = Clock(luck.below(1300));
    };
    "enter one road earlier or later": |_, plan, luck| {
        let course = travelled(plan, luck);
        let road = luck.pick(plan.courses[course].roads.len());
        plan.courses[course].enter[road] = Seconds(nudged(plan.courses[course].enter[road].0, luck));
    };
    "arrive earlier or later": |_, plan, luck| {
        let course = travelled(plan, luck);
        plan.courses[course].arrive = Seconds(nudged(plan.courses[course].arrive.0, luck));
    };
    "delay everything from one road on": |situation, plan, luck| {
        let course = travelled(plan, luck);
        let delay = Seconds(situation.step.0 * luck.between(1, 3));
        let road = luck.pick(plan.courses[course].roads.len());
        plan.courses[course].enter.iter_mut().skip(road.max(1)).for_each(|enter| *enter += delay);
        plan.courses[course].arrive += delay;
    };
    "add vehicles": |_, plan, luck| {
        let at = luck.pick(plan.movements.len());
        plan.movements[at].vehicles += Vehicles(luck.between(1, 4));
    };
    "take a vehicle away": |_, plan, luck| {
        let at = luck.pick(plan.movements.len());
        plan.movements[at].vehicles -= Vehicles(1);
    };
    "add a person": |_, plan, luck| {
        let at = luck.pick(plan.movements.len());
        plan.movements[at].persons += Persons(1);
    };
    "lose a person": |_, plan, luck| {
        let at = luck.pick(plan.movements.len());
        plan.movements[at].persons -= Persons(1);
    };
    "drop a road": |_, plan, luck| {
        let course = travelled(plan, luck);
        let road = luck.pick(plan.courses[course].roads.len());
        plan.courses[course].roads.remove(road);
        plan.courses[course].enter.remove(road);
    };
    "drive a road twice": |_, plan, luck| {
        let course = travelled(plan, luck);
        let road = luck.pick(plan.courses[course].roads.len());
        let (id, enter) = (plan.courses[course].roads[road], plan.courses[course].enter[road]);
        plan.courses[course].roads.insert(road, id);
        plan.courses[course].enter.insert(road, enter);
    };
    "take another road": |situation, plan, luck| {
        let course = travelled(plan, luck);
        let road = luck.pick(plan.courses[course].roads.len());
        plan.courses[course].roads[road] = RoadId::at(luck.pick(situation.roads.len()));
    };
    "be received elsewhere": |situation, plan, luck| {
        let at = luck.pick(plan.movements.len());
        plan.movements[at].reception = ReceptionId::at(luck.pick(situation.receptions.len()));
    };
    "come from elsewhere": |situation, plan, luck| {
        let at = luck.pick(plan.movements.len());
        plan.movements[at].origin = OriginId::at(luck.pick(situation.origins.len()));
    };
    "take another course": |_, plan, luck| {
        let at = luck.pick(plan.movements.len());
        plan.movements[at].course = CourseId::at(luck.pick(plan.courses.len()));
    };
    "go twice": |_, plan, luck| {
        let at = luck.pick(plan.movements.len());
        plan.movements.insert(at, plan.movements[at].clone());
    };
    "stay": |_, plan, luck| {
        let at = luck.pick(plan.movements.len());
        plan.movements.remove(at);
    };
    "swap two movements": |_, plan, luck| {
        let (a, b) = (luck.pick(plan.movements.len()), luck.pick(plan.movements.len()));
        plan.movements.swap(a, b);
    };
    "turn back at another time": |_, plan, luck| {
        let at = luck.pick(plan.movements.len());
        plan.movements[at].turn_back = Clock(nudged(plan.movements[at].turn_back.0, luck));
    };
    "tell another curve": |_, plan, luck| {
        let at = luck.pick(plan.curve.len());
        plan.curve[at].persons += Persons(luck.below(2));
        plan.curve[at].vehicles += Vehicles(luck.below(2));
    };
    "tell another bound": |_, plan, luck| match luck.below(3) {
        0 => plan.bound.persons -= Persons(luck.below(2)),
        1 => plan.bound.not_safe_sum += 1,
        _ => plan.bound.plan_sum += u64::from(luck.below(2)),
    };
    "tell other limits": |_, plan, luck| {
        if !plan.bound.curve.is_empty() {
            let at = luck.pick(plan.bound.curve.len());
            match luck.below(5) {
                0 => plan.bound.curve[at].persons += Persons(luck.below(30)),
                1 => plan.bound.curve[at].vehicles += Vehicles(luck.below(3)),
                2 => plan.bound.curve[at].by = Clock(nudged(plan.bound.curve[at].by.0, luck)),
                3 => drop(plan.bound.curve.remove(at)),
                _ => {
                    plan.bound.kind = BoundKind::Relaxation;
                    let more = Persons(luck.below(200));
                    for limit in &mut plan.bound.curve[at..] {
                        limit.persons += more;
                    }
                    plan.bound.persons += more;
                }
            }
        }
    };
    "leave others behind": |_, plan, luck| {
        if !plan.left_behind.is_empty() {
            let at = luck.pick(plan.left_behind.len());
            match luck.below(3) {
                0 => plan.left_behind[at].persons += Persons(1),
                1 => plan.left_behind[at].vehicles += Vehicles(1),
                _ => plan.left_behind[at].reason = Reason::NoSeat,
            }
        }
    };
    "close a road for a while": |situation, _, luck| {
        let road = luck.pick(situation.roads.len());
        let from = luck.below(1200);
        let closure = Opening::within(vec![span(from, from + luck.between(1, 300))]);
        let opening = situation.roads[road].opening.index();
        situation.openings[opening] = situation.openings[opening].except(&closure);
    };
    "take capacity away": |situation, _, luck| {
        let road = luck.pick(situation.roads.len());
        situation.roads[road].capacity = VehiclesPerHour(luck.below(situation.roads[road].capacity.0));
    };
    "slow a road down": |situation, _, luck| {
        let road = luck.pick(situation.roads.len());
        situation.roads[road].travel += Milliseconds(luck.between(1, 3000));
    };
    "take waiting room away": |situation, _, luck| {
        if !situation.waiting.is_empty() {
            let at = luck.pick(situation.waiting.len());
            situation.waiting[at].room -= Vehicles(1);
        }
    };
    "work slower at a checkpoint": |situation, _, luck| {
        if !situation.checkpoints.is_empty() {
            let at = luck.pick(situation.checkpoints.len());
            let rates = situation.checkpoints[at].rates;
            situation.checkpoints[at].rates = rates.map(|rate| VehiclesPerDay(luck.below(rate.0)));
        }
    };
    "shut a checkpoint for a while": |situation, _, luck| {
        if !situation.checkpoints.is_empty() {
            let at = luck.pick(situation.checkpoints.len());
            let from = luck.below(1200);
            let closure = Opening::within(vec![span(from, from + luck.between(1, 400))]);
            situation.checkpoints[at].hours = situation.checkpoints[at].hours.except(&closure);
        }
    };
    "be ready later": |situation, _, luck| {
        let origin = luck.pick(situation.origins.len());
        let last = situation.origins[origin].ready.len() - 1;
        situation.origins[origin].ready[last].from = Clock(luck.below(900));
        situation.origins[origin].ready.sort_by_key(|ready| ready.from);
    };
    "travel in something else": |situation, _, luck| {
        let origin = luck.pick(situation.origins.len());
        situation.origins[origin].kind = VehicleKind::ALL[luck.pick(3)];
    };
    "live elsewhere": |situation, _, luck| {
        let origin = luck.pick(situation.origins.len());
        situation.origins[origin].junction = JunctionId(luck.below(3));
    };
    "have less room for people": |situation, _, luck| {
        let reception = luck.pick(situation.receptions.len());
        situation.receptions[reception].room = Persons(luck.below(situation.receptions[reception].room.0));
    };
    "obey turn restrictions": |situation, _, _| situation.obey_turns = true;
    "end sooner": |situation, plan, luck| {
        situation.horizon = Clock(luck.below(situation.horizon.0));
        plan.horizon = situation.horizon;
    };
}

/// A course with roads.
fn travelled(plan: &Plan, luck: &mut Luck) -> usize {
    let with_roads: Vec<usize> = (0..plan.courses.len()).filter(|&c| !plan.courses[c].roads.is_empty()).collect();
    with_roads[luck.pick(with_roads.len())]
}

/// A little less or more: by one, or by up to a hundred.
fn nudged(moment: u32, luck: &mut Luck) -> u32 {
    let by = if luck.once_in(2) { 1 } else { luck.between(1, 100) };
    if luck.once_in(2) { moment + by } else { moment.saturating_sub(by) }
}
