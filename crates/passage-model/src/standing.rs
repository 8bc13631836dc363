//! How things stand at a moment of a plan that is being carried out, and the situation that is left from then on.
//!
//! Whoever is under way becomes a group of its own, at the next junction of its way, ready when it gets there: so the
//! planner and the checker need no other rules than those for people at assembly points, and nothing happens before now.

mod fleets;
mod walks;

pub use fleets::{ColumnGone, InFleet, Load};

use crate::id::{JunctionId, OriginId, ReceptionId, RoadId};
use crate::network::Network;
use crate::plan::{Course, Plan};
use crate::situation::{Origin, Ready, Riders, Situation};
use crate::time::Clock;
use crate::units::{Persons, PersonsPerVehicle, Seconds, Vehicles};
use serde::{Deserialize, Serialize};

/// Vehicles under way.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct UnderWay {
    /// The group they left with.
    pub origin: OriginId,
    /// How many.
    pub vehicles: Vehicles,
    /// How many persons in all of them.
    pub persons: Persons,
    /// The next junction of their way, or where they stand.
    pub junction: JunctionId,
    /// When they are there.
    pub from: Clock,
    /// The road they are on until then; `None` for those who stand at the junction.
    pub road: Option<RoadId>,
    /// When they go on from the junction, on which roads, and where to; `None` where no plan says so.
    pub rest: Option<(Clock, Course, ReceptionId)>,
}

/// How things stand.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Standing {
    /// The moment.
    pub now: Clock,
    /// For each group, the vehicles and persons that have left home.
    pub gone: Vec<(Vehicles, Persons)>,
    /// For each reception site, the vehicles and persons received.
    pub safe: Vec<(Vehicles, Persons)>,
    /// Who has left by themselves and is not safe.
    pub under_way: Vec<UnderWay>,
    /// Vehicles of fleets in the middle of their day, in the order of fleets and numbers.
    pub fleets: Vec<InFleet>,
    /// Columns that have left.
    pub columns: Vec<ColumnGone>,
    /// For each group, the persons who have begun to walk over its footway, gone on or not, and when they can go on; sorted
    /// by time.
    pub walked: Vec<Vec<Riders>>,
    /// For each group, the persons whom the plan tells to begin to walk from now on, and when; sorted by time.
    pub told_to_walk: Vec<Vec<Riders>>,
}

impl Standing {
    /// How things stand at `now` where everybody follows `plan`, which was made for `situation`.
    ///
    /// Movements that refer to nothing are left out: check the plan first. O(roads of all movements).
    pub fn of(network: &Network, situation: &Situation, plan: &Plan, now: Clock) -> Self {
        let none = (Vehicles(0), Persons(0));
        let mut standing = Self {
            now,
            gone: vec![none; situation.origins.len()],
            safe: vec![none; situation.receptions.len()],
            under_way: Vec::new(),
            fleets: Vec::new(),
            columns: Vec::new(),
            walked: Vec::new(),
            told_to_walk: Vec::new(),
        };
        standing.add_walks(situation, plan);
        standing.add_fleets(network, situation, plan);
        let carried = fleets::carried(plan);
        let alone = (0u32..).zip(&plan.movements).filter(|(number, _)| !carried.contains(number));
        for (_, movement) in alone.filter(|(_, m)| m.departure < now) {
            let course = plan.courses.get(movement.course.index());
            let gone = standing.gone.get_mut(movement.origin.index());
            let safe = standing.safe.get_mut(movement.reception.index());
            let (Some(course), Some(gone), Some(safe)) = (course, gone, safe) else { continue };
            gone.0 += movement.vehicles;
            gone.1 += movement.persons;
            if movement.arrival(course) <= now {
                safe.0 += movement.vehicles;
                safe.1 += movement.persons;
                continue;
            }
            let (junction, from, road, departure, rest) =
                on_the_way(network, situation, course, movement.departure, now);
            standing.under_way.push(UnderWay {
                origin: movement.origin,
                vehicles: movement.vehicles,
                persons: movement.persons,
                junction,
                from,
                road,
                rest: Some((departure, rest, movement.reception)),
            });
        }
        standing
    }

    /// What is left to be planned of `situation`: its groups without those who have gone, in their order and not before
    /// now, then each of those under way as a group of its own, named after its assembly point and where it comes to, then
    /// those on board of each vehicle of a fleet; the fleets as they stand; the sites without those received; those who have
    /// begun to walk over a footway as such. What is ready at its far end is not worked out here: the planner does.
    pub fn left_of(&self, network: &Network, situation: &Situation) -> Situation {
        let mut left = situation.clone();
        for (origin, gone) in left.origins.iter_mut().zip(&self.gone) {
            self.send_off(situation, origin, *gone);
        }
        for (reception, safe) in left.receptions.iter_mut().zip(&self.safe) {
            reception.room = Persons(reception.room.0.saturating_sub(safe.1.0));
        }
        for part in &self.under_way {
            let Some(group) = situation.origins.get(part.origin.index()) else { continue };
            // Vehicles that hold more than the mean are taken as full, so that there are few sorts of them.
            let fits = group.per_vehicle.persons_in(part.vehicles) >= part.persons;
            let full = PersonsPerVehicle(group.per_vehicle.most_in_one().0.saturating_mul(100));
            left.origins.push(Origin {
                // Of those who were under way before only where they come to now.
                assembly: format!("{} → {}", home(&group.assembly), name_near(network, situation, part.junction)),
                group: group.group.clone(),
                junction: part.junction,
                kind: group.kind,
                persons: part.persons,
                per_vehicle: if fits { group.per_vehicle } else { full },
                ready: vec![Ready { from: part.from.max(self.now), vehicles: part.vehicles }],
                carried_by: Vec::new(),
                riders: Vec::new(),
                aboard: None,
            });
        }
        self.leave_fleets(network, situation, &mut left);
        self.leave_footways(&mut left);
        left
    }

    fn send_off(&self, situation: &Situation, origin: &mut Origin, gone: (Vehicles, Persons)) {
        if origin.is_carried() {
            self.send_off_riders(situation, origin, gone);
            origin.persons = Persons(origin.persons.0.saturating_sub(gone.1.0));
            return;
        }
        let seated = origin.seated().0.saturating_sub(gone.1.0);
        let unseated = origin.persons > origin.seated();
        origin.persons = Persons(origin.persons.0.saturating_sub(gone.1.0));
        let mut away = gone.0.0;
        for ready in &mut origin.ready {
            let leave = away.min(ready.vehicles.0);
            ready.vehicles = Vehicles(ready.vehicles.0 - leave);
            ready.from = ready.from.max(self.now);
            away -= leave;
        }
        origin.ready.retain(|ready| ready.vehicles.0 > 0);
        let vehicles = origin.vehicles();
        if !unseated && vehicles.0 > 0 && origin.per_vehicle.persons_in(vehicles).0 < seated {
            // What rounding down took from the mean on the way is still in these vehicles.
            let mean = (u64::from(seated) * 100).div_ceil(u64::from(vehicles.0));
            origin.per_vehicle = PersonsPerVehicle(u32::try_from(mean).unwrap_or(u32::MAX));
        }
    }
}

/// The assembly point of a group that may have been under way before.
fn home(assembly: &str) -> &str {
    assembly.split_once(" → ").map_or(assembly, |(home, _)| home)
}

/// The name of a junction, or of the named place nearest to it.
fn name_near(network: &Network, situation: &Situation, junction: JunctionId) -> String {
    let here = network.position(junction);
    let near = situation.named.iter().min_by(|a, b| {
        let metres = |n: &&crate::situation::NamedJunction| {
            if n.junction == junction { 0.0 } else { network.position(n.junction).metres_to(here) }
        };
        metres(a).total_cmp(&metres(b))
    });
    near.map_or_else(|| format!("{junction}"), |named| named.name.clone())
}

/// Where somebody on a course is at `now`: the next junction, when they are there, the road until then, when they go on,
/// and the rest of the course.
fn on_the_way(
    network: &Network,
    situation: &Situation,
    course: &Course,
    departure: Clock,
    now: Clock,
) -> (JunctionId, Clock, Option<RoadId>, Clock, Course) {
    let moment = |after: Seconds| Clock(departure.0.saturating_add(after.0));
    let next = course.enter.iter().position(|enter| moment(*enter) >= now).unwrap_or(course.roads.len());
    let goes = course.enter.get(next).map_or(moment(course.arrive), |enter| moment(*enter));
    let before = next.saturating_sub(1);
    let road = course.roads.get(before).copied().unwrap_or(RoadId(0));
    let travel = situation.roads.get(road.index()).map_or(Seconds::ZERO, |r| r.travel.seconds_up());
    let off = course.enter.get(before).map_or(goes, |enter| moment(*enter) + travel).min(goes);
    let start = course.enter.get(next).copied().unwrap_or(course.arrive);
    let rest = Course {
        roads: course.roads[next..].to_vec(),
        enter: course.enter[next..].iter().map(|enter| Seconds(enter.0 - start.0)).collect(),
        arrive: Seconds(course.arrive.0.saturating_sub(start.0)),
    };
    let on = (off > now).then_some(road);
    (network.to(road), off.max(now), on, goes, rest)
}
