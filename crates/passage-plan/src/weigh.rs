//! What people weigh, in the order that the user sets: whatever stands before "safe" and "early" is had first.
//!
//! The groups leave in passes over one flow. What binds is closed or limited in the early passes and opened in the later
//! ones, or never; a pass only adds ways from those who still wait to a place that nobody has, so that no pass takes
//! back what an earlier one gave anybody ([`crate::flow`]; augmenting keeps what has left, as in a gammoid: Perfect
//! 1968). Shares come first by [`crate::fair`].
//!
//! Promise: with one occupancy, and room for all, whoever holds the floors is as early as any plan that holds them can
//! be, for every hour at once: the arrivals of the floors alone are a quotient of the arrivals of all (both are induced
//! by the same linking system, Schrijver 1978), so that the first are among the best of the second. What is closed
//! throughout costs what an exact flow without it costs. Opened late, most persons by the horizon are still exact; the
//! exposure or waiting is not claimed to be the least. With several occupancies nothing of this is claimed.
//! Cost: an earliest-arrival flow for each pass and class, and those of [`crate::fair`].
//! Twin: `tests/it/weigh.rs`, the floors as an explicit network with a vehicle's way kept for each.

use crate::PlanError;
use crate::decompose::trips;
use crate::expand::Timed;
use crate::fair::{Party, fill_up};
use crate::fleet::{self, Fleet, Mixture, summed};
use crate::flow::{Capacity, Flow};
use crate::reduce::What;
use crate::room::Room;
use crate::shorten::shorten;
use passage_model::id::OriginId;
use passage_model::scenario::Factor;
use passage_model::situation::Situation;
use passage_model::weighing::{Objective, Weighing};
use passage_model::work::Work;

/// Turns that classes take towards the floors where they meet different limits. Chosen by us: a tenth at a time.
const ROUNDS: u32 = 10;

/// One pass: who goes, and which of the things that people weigh may be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Pass {
    /// Only up to the floors.
    floors: bool,
    exposed: bool,
    waiting: bool,
}

/// Whether anything that a situation weighs may cost people in it.
pub(crate) fn binds(situation: &Situation) -> bool {
    [Objective::Fairness, Objective::Exposure, Objective::Waiting].into_iter().any(|o| decides(situation, o))
}

/// Whether an objective stands before people in a situation where it has anything to decide.
pub(crate) fn decides(situation: &Situation, objective: Objective) -> bool {
    // Where fleets carry people the order has no say yet.
    situation.fleets.is_empty()
        && situation.weighing.binds(objective)
        && match objective {
            Objective::Fairness => true,
            Objective::Exposure => situation.roads.iter().any(|road| road.exposed),
            Objective::Waiting => !situation.waiting.is_empty(),
            Objective::Safe | Objective::Early | Objective::Vehicles | Objective::Change => false,
        }
}

/// The passes in order. Beside people, what stands before them stays closed; what stands between "safe" and "early" is
/// opened once nobody more can go without it, what matters least first.
fn passes(weighing: &Weighing) -> Vec<Pass> {
    let mut passes = Vec::new();
    let safe = if weighing.place(Objective::Early) < weighing.place(Objective::Safe) {
        weighing.last_of_people()
    } else {
        weighing.place(Objective::Safe)
    };
    let floors = weighing.binds(Objective::Fairness).then(|| (true, weighing.place(Objective::Fairness)));
    for (floors, place) in floors.into_iter().chain([(false, safe)]) {
        let open = |objective| !weighing.binds(objective);
        let mut pass = Pass { floors, exposed: open(Objective::Exposure), waiting: open(Objective::Waiting) };
        passes.push(pass);
        let mut later = [Objective::Exposure, Objective::Waiting];
        later.sort_by_key(|objective| std::cmp::Reverse(weighing.place(*objective)));
        for objective in later.into_iter().filter(|o| weighing.binds(*o) && weighing.place(*o) > place) {
            match objective {
                Objective::Exposure => pass.exposed = true,
                _ => pass.waiting = true,
            }
            passes.push(pass);
        }
    }
    passes
}

/// Plans all classes in the capacities that are left, pass by pass.
pub(crate) fn fleet_in<'a>(
    situation: &Situation,
    timed: &'a Timed,
    left: Capacity,
    work: &Work<'_>,
) -> Result<Fleet<'a>, PlanError> {
    let classes = fleet::classes(situation, timed);
    let mixture = fleet::mixture(situation, &classes);
    let mut fleet = Fleet::of(classes, mixture);
    let mut crowd = Crowd::new(situation, timed, left, &fleet)?;
    let passes = passes(&situation.weighing);
    for &pass in &passes {
        // One flow finds the shares of all at once; several take turns.
        let rounds = if pass.floors && crowd.flows.len() > 1 { ROUNDS } else { 1 };
        for round in 1..=rounds {
            for class in 0..crowd.classes {
                crowd.go(class, pass, (round, rounds), work)?;
            }
        }
    }
    // Ways are not made shorter over what people keep off.
    let open = |objective| !situation.weighing.binds(objective);
    let last = Pass { floors: false, exposed: open(Objective::Exposure), waiting: open(Objective::Waiting) };
    crowd.write(&mut fleet, last, work)?;
    Ok(fleet)
}

/// The flows of all classes under way: one, or one for each class where they meet different limits.
struct Crowd<'s, 'a> {
    situation: &'s Situation,
    /// What there was to begin with.
    all: Capacity,
    flows: Vec<Flow<'a>>,
    /// Of each flow, whose each hub is, and of which class.
    whose: Vec<Vec<(OriginId, usize)>>,
    class_of: Vec<Vec<usize>>,
    classes: usize,
    occupancies: Vec<u64>,
    /// What a vehicle of each class counts as on a road, in hundredths of a car.
    each: Vec<u32>,
    /// Which sites receive each class.
    admits: Vec<Vec<bool>>,
    /// Where vehicles count differently: what is left of roads before anybody goes.
    shared: Option<Room>,
    exposed: Vec<usize>,
}

impl<'s, 'a> Crowd<'s, 'a> {
    fn new(situation: &'s Situation, timed: &'a Timed, left: Capacity, fleet: &Fleet<'a>) -> Result<Self, PlanError> {
        let together = fleet.mixture == Mixture::Interchangeable;
        let mut crowd = Self {
            situation,
            exposed: exposed_stretches(situation, timed),
            flows: Vec::new(),
            whose: Vec::new(),
            class_of: Vec::new(),
            classes: fleet.classes.len(),
            occupancies: fleet.classes.iter().map(|class| u64::from(class.occupancy)).collect(),
            each: fleet.classes.iter().map(|class| class.each).collect(),
            admits: fleet.classes.iter().map(|class| fleet::admits(situation, class)).collect(),
            shared: fleet.classes.iter().any(|class| class.each != timed.least).then(|| Room::new(timed, left.clone())),
            all: left,
        };
        for (number, class) in fleet.classes.iter().enumerate() {
            let (sources, whose) = fleet::sources(situation, timed, class);
            if !together || number == 0 {
                let sinks = fleet::sinks(situation, timed, class.occupancy, &fleet::rooms_for(situation, class));
                crowd.flows.push(Flow::new(timed, crowd.all.clone(), &class.kinds, &[], &sinks)?);
                crowd.whose.push(Vec::new());
                crowd.class_of.push(Vec::new());
            }
            let last = crowd.flows.len() - 1;
            for source in sources {
                crowd.flows[last].add_source(source);
            }
            crowd.class_of[last].extend(whose.iter().map(|_| number));
            crowd.whose[last].extend(whose);
        }
        // Nobody has been told to go yet.
        crowd.flows.iter_mut().flat_map(|flow| &mut flow.hubs).for_each(|hub| hub.left = 0);
        Ok(crowd)
    }

    /// Which flow a class goes in.
    fn flow_of(&self, class: usize) -> usize {
        if self.flows.len() == 1 { 0 } else { class }
    }

    /// Lets a class go, as far as the pass says; with floors, up to so many of so many parts of them.
    fn go(&mut self, class: usize, pass: Pass, part: (u32, u32), work: &Work<'_>) -> Result<(), PlanError> {
        let at = self.flow_of(class);
        if pass.floors && self.flows.len() == 1 && class > 0 {
            // All classes have gone together.
            return Ok(());
        }
        self.hand_over(at, pass);
        if let Some(fairness) = self.situation.weighing.fairness.filter(|_| pass.floors) {
            let floor = u64::from(fairness.floor().0) * u64::from(part.0) / u64::from(part.1);
            let parties = self.parties(at);
            return fill_up(&mut self.flows[at], &parties, Factor(floor as u32), work);
        }
        for (hub, _) in self.flows[at].hubs.iter_mut().zip(&self.class_of[at]).filter(|(_, of)| **of == class) {
            hub.left = hub.source.vehicles - hub.gone();
        }
        self.flows[at].run(work)
    }

    /// Gives a flow what the others have left it, without what is closed now.
    fn hand_over(&mut self, at: usize, pass: Pass) {
        let mut left = self.left_for(at);
        if !pass.exposed {
            for &stretch in &self.exposed {
                let known = &self.flows[at].timed.stretches[stretch];
                let base = left.stretch_base[stretch];
                (known.first..=known.last).for_each(|k| left.stretch[base.wrapping_add(k as usize)] = 0);
            }
        }
        if !pass.waiting {
            left.wait.fill(0);
        }
        let rooms = self.rooms(at);
        let occupancy = self.occupancy_of(at);
        let flow = &mut self.flows[at];
        flow.left = left;
        flow.forget_prices();
        for (dock, room) in flow.docks.iter_mut().zip(rooms).filter(|(dock, _)| dock.sink.room != u32::MAX) {
            dock.left = u32::try_from(room / occupancy).unwrap_or(u32::MAX);
            dock.full = dock.left == 0;
        }
    }

    /// What all flows together have left for the vehicles of one.
    fn left_for(&self, at: usize) -> Capacity {
        let timed = self.flows[at].timed;
        if let Some(mut room) = self.shared.clone() {
            for (number, flow) in self.flows.iter().enumerate() {
                room.take_all(timed, &flow.used, &flow.waits, self.each[self.class_in(number)]);
            }
            return room.left_for(timed, self.each[self.class_in(at)]);
        }
        let mut left = self.all.clone();
        for flow in &self.flows {
            left.stretch.iter_mut().zip(&flow.used).for_each(|(left, used)| *left -= used);
            left.wait.iter_mut().zip(&flow.waits).for_each(|(left, waits)| *left -= waits);
        }
        left
    }

    /// The class of a flow, the first of several.
    fn class_in(&self, flow: usize) -> usize {
        if self.flows.len() == 1 { 0 } else { flow }
    }

    fn occupancy_of(&self, flow: usize) -> u64 {
        let class = self.class_of[flow].first().map_or(0, |class| self.occupancies[*class]);
        class.max(1)
    }

    /// The room that each site still has for the vehicles of a flow, in hundredths of a person.
    fn rooms(&self, at: usize) -> Vec<u64> {
        let mut rooms: Vec<u64> = fleet::rooms(self.situation).into_iter().map(|persons| persons * 100).collect();
        for (number, flow) in self.flows.iter().enumerate() {
            let occupancy = self.occupancy_of(number);
            for (dock, room) in flow.docks.iter().zip(&mut rooms) {
                let vehicles: u64 = dock.received.iter().map(|&n| u64::from(n)).sum();
                let taken = vehicles * occupancy;
                *room = room.saturating_sub(if number == at { taken } else { taken.next_multiple_of(100) });
            }
        }
        let admits = &self.admits[self.class_in(at)];
        rooms.iter_mut().zip(admits).filter(|(_, admits)| !**admits).for_each(|(room, _)| *room = 0);
        rooms
    }

    /// The assembly points with their hubs in a flow, the fullest vehicles first, then those that are ready first.
    fn parties(&self, at: usize) -> Vec<Party> {
        let origins = &self.situation.origins;
        let mut parties: Vec<(String, Party)> = Vec::new();
        for (hub, (origin, _)) in (0u32..).zip(&self.whose[at]) {
            let assembly = &origins[origin.index()].assembly;
            let known = parties.iter().position(|(name, _)| name == assembly);
            let place = known.unwrap_or_else(|| {
                let of = origins.iter().filter(|o| o.assembly == *assembly);
                let persons = of.map(|o| u64::from(o.persons.0)).sum();
                parties.push((
                    assembly.clone(),
                    Party { persons, got: self.got(at, assembly), groups: Vec::new(), hubs: Vec::new() },
                ));
                parties.len() - 1
            });
            let party = &mut parties[place].1;
            let group = party.groups.iter().position(|(id, ..)| id == origin).unwrap_or_else(|| {
                let of = &origins[origin.index()];
                party.groups.push((*origin, of.per_vehicle, of.seated()));
                party.groups.len() - 1
            });
            party.hubs.push((hub, group));
        }
        for (_, party) in &mut parties {
            let ready = |hub: u32| self.flows[at].hubs[hub as usize].source.first;
            party.hubs.sort_by_key(|&(hub, _)| (self.class_of[at][hub as usize], ready(hub), hub));
        }
        parties.into_iter().map(|(_, party)| party).collect()
    }

    /// Persons of an assembly point who go in other flows.
    fn got(&self, at: usize, assembly: &str) -> u64 {
        let mut got = 0;
        for (number, flow) in self.flows.iter().enumerate().filter(|(number, _)| *number != at) {
            for (hub, (origin, _)) in flow.hubs.iter().zip(&self.whose[number]) {
                let origin = &self.situation.origins[origin.index()];
                if origin.assembly == assembly {
                    got += u64::from(hub.gone()) * u64::from(origin.per_vehicle.0) / 100;
                }
            }
        }
        got
    }

    /// Hands the trips and flows over to the fleet.
    fn write(mut self, fleet: &mut Fleet<'a>, last: Pass, work: &Work<'_>) -> Result<(), PlanError> {
        fleet.full = self.flows.iter().flat_map(|flow| &flow.docks).any(|dock| dock.full);
        if fleet.mixture == Mixture::Interchangeable {
            let (Some(mut flow), Some(whose), Some(class_of)) =
                (self.flows.pop(), self.whose.pop(), self.class_of.pop())
            else {
                return Ok(());
            };
            fleet.assign(&flow, &whose, &class_of, work)?;
            shorten(&mut flow, &mut fleet.trips, work)?;
            fleet.flows.push(flow);
            fleet.sources.push(whose);
            return Ok(());
        }
        for at in 0..self.flows.len() {
            self.hand_over(at, last);
            let whose = &self.whose[at];
            let flow = &mut self.flows[at];
            let mut own: Vec<_> = trips(flow).into_iter().map(|trip| (whose[trip.source as usize].0, trip)).collect();
            shorten(flow, &mut own, work)?;
            fleet.trips.extend(own);
            fleet.received.push(summed(flow.arrivals()));
        }
        fleet.flows = self.flows;
        fleet.sources = self.whose;
        Ok(())
    }
}

/// The stretches with an exposed road.
fn exposed_stretches(situation: &Situation, timed: &Timed) -> Vec<usize> {
    let on_exposed = |what: &What| match what {
        What::Roads(range) => {
            let roads = &timed.roads[range.start as usize..range.end as usize];
            roads.iter().any(|road| situation.roads[road.index()].exposed)
        }
        What::Turn | What::Gate(_) | What::Service(_) => false,
    };
    let useful = timed.stretches.iter().enumerate().filter(|(_, stretch)| stretch.first <= stretch.last);
    useful.filter(|(_, stretch)| on_exposed(&stretch.what)).map(|(number, _)| number).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(named: &[Objective]) -> Vec<(bool, bool)> {
        let fairness = Some(passage_model::weighing::Fairness::MaxMin);
        let passes = passes(&Weighing { named: named.to_vec(), fairness });
        passes.iter().map(|pass| (pass.floors, pass.exposed)).collect()
    }

    #[test]
    fn what_stands_before_people_stays_closed_and_what_stands_before_the_hours_is_opened_last() {
        use Objective::{Early, Exposure, Fairness, Safe};
        assert_eq!(told(&[Safe, Early]), [(false, true)]);
        assert_eq!(told(&[Exposure, Safe]), [(false, false)]);
        assert_eq!(told(&[Safe, Exposure, Early]), [(false, false), (false, true)]);
        assert_eq!(told(&[Fairness, Safe]), [(true, true), (false, true)]);
        assert_eq!(told(&[Exposure, Fairness, Safe]), [(true, false), (false, false)]);
        assert_eq!(told(&[Fairness, Exposure, Safe]), [(true, false), (true, true), (false, false)]);
    }
}
