//! Who is under way and does not simply go through by a plan made again, and where they must be.

use passage_model::id::{JunctionId, OriginId};
use passage_model::network::Network;
use passage_model::plan::{Course, Movement, Plan};
use passage_model::situation::Situation;
use passage_model::standing::{Standing, UnderWay};
use passage_model::time::Clock;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, BinaryHeap};

/// A shorter wait on the way, in seconds, is a queue and not told.
const LONG_WAIT: u32 = 600;

/// Vehicles under way that the plan does not bring straight to safety.
#[derive(Clone, Debug, PartialEq, Eq)]
#[allow(clippy::struct_excessive_bools, reason = "independent facts about the same vehicles")]
pub struct Adrift {
    /// Where they come from and to.
    pub who: String,
    /// How many persons.
    pub persons: u32,
    /// How many vehicles.
    pub vehicles: u32,
    /// Whether it is a vehicle of a fleet without people.
    pub empty: bool,
    /// Whether it has broken down.
    pub out: bool,
    /// When they are at the next junction of their way.
    pub from: Clock,
    /// Whether the road they are on closes before they are off it.
    pub caught: bool,
    /// They are through, but stand at a junction without room to wait until this moment.
    pub roadside: Option<Clock>,
    /// Where they may stay, and when they are there: the place with room to which the plan sends them; for those whom it
    /// does not bring out the nearest one with room, or one that no window closes, or their home (`back`). `None`: there
    /// is none that they reach while the roads are open.
    pub shelter: Option<(JunctionId, Clock)>,
    /// They go on from there by the plan, the last of them at this moment.
    pub goes_on: Option<Clock>,
    /// They turn back to an assembly point.
    pub back: bool,
}

impl Adrift {
    fn of(who: String, part: &UnderWay) -> Self {
        Self {
            who,
            persons: part.persons.0,
            vehicles: part.vehicles.0,
            empty: false,
            out: false,
            from: part.from,
            caught: false,
            roadside: None,
            shelter: None,
            goes_on: None,
            back: false,
        }
    }

    fn is_like(&self, other: &Self) -> bool {
        let kind = |a: &Self| (a.caught, a.roadside.is_some(), a.shelter.map(|s| s.0), a.goes_on.is_some(), a.back);
        (&self.who, kind(self)) == (&other.who, kind(other))
    }

    fn join(&mut self, more: &Self) {
        (self.persons, self.vehicles) = (self.persons + more.persons, self.vehicles + more.vehicles);
        (self.from, self.roadside) = (self.from.max(more.from), self.roadside.max(more.roadside));
        (self.shelter, self.goes_on) = (self.shelter.max(more.shelter), self.goes_on.max(more.goes_on));
    }
}

/// Who is under way and not brought to safety, or waits for long before, each with the place where they stay; alike ones
/// together, with the latest moment. O(roads log roads) for each.
pub fn adrift(network: &Network, situation: &Situation, standing: &Standing, plan: &Plan) -> Vec<Adrift> {
    let first = standing.gone.len();
    let mut rooms = Rooms { network, situation, plan, vacant: BTreeMap::new() };
    let mut adrift: Vec<Adrift> = Vec::new();
    for (i, part) in standing.under_way.iter().enumerate() {
        let id = OriginId::at(first + i);
        let Some(origin) = situation.origins.get(id.index()) else { continue };
        let row = Adrift::of(origin.assembly.clone(), part);
        let caught = part.road.is_some_and(|road| !situation.opening(road).holds(standing.now, part.from));
        let mut rows = Vec::new();
        if caught {
            rows.push(Adrift { caught, ..row });
        } else {
            rows.extend(behind(&mut rooms, &situation.origins[..first.min(situation.origins.len())], part, id, &row));
            let mine = plan.movements.iter().filter(|m| m.origin == id);
            rows.extend(mine.filter_map(|movement| waits(network, situation, plan, part, movement, &row)));
        }
        for row in rows {
            match adrift.iter_mut().find(|known| known.is_like(&row)) {
                Some(known) => known.join(&row),
                None => adrift.push(row),
            }
        }
    }
    adrift
}

/// Whoever of a part the plan does not bring out.
fn behind(
    rooms: &mut Rooms<'_>,
    homes: &[passage_model::situation::Origin],
    part: &UnderWay,
    id: OriginId,
    row: &Adrift,
) -> Option<Adrift> {
    let left = rooms.plan.left_behind.iter().filter(|left| left.origin == id);
    let (persons, vehicles) = left.fold((0, 0), |sum, left| (sum.0 + left.persons.0, sum.1 + left.vehicles.0));
    if persons == 0 {
        return None;
    }
    let (network, situation) = (rooms.network, rooms.situation);
    let start = (part.junction, part.from);
    let shelter = nearest(network, situation, start, |junction| {
        rooms.vacant(junction) >= vehicles.max(1)
            || situation.receptions_at(junction).next().is_some()
            || never_closes(network, situation, junction)
    });
    if let Some((junction, _)) = shelter {
        rooms.take(junction, vehicles);
    }
    let home = || nearest(network, situation, start, |junction| homes.iter().any(|home| home.junction == junction));
    let (shelter, back) = match shelter {
        Some(shelter) => (Some(shelter), false),
        None => home().map_or((None, false), |home| (Some(home), true)),
    };
    Some(Adrift { persons, vehicles, shelter, back, ..row.clone() })
}

/// Whoever waits for long by the plan, otherwise than they were told: at the roadside, or where there is room.
fn waits(
    network: &Network,
    situation: &Situation,
    plan: &Plan,
    part: &UnderWay,
    movement: &Movement,
    row: &Adrift,
) -> Option<Adrift> {
    let course = plan.courses.get(movement.course.index()).filter(|course| !course.roads.is_empty())?;
    let (persons, vehicles) = (movement.persons.0, movement.vehicles.0);
    let told = part.rest.as_ref().filter(|rest| rest.0 == movement.departure);
    let stands = movement.departure.0 > part.from.0.saturating_add(situation.step.0);
    // Who was to wait here by the plan before has room here.
    if stands && told.is_none() && situation.waiting_room(part.junction).0 == 0 {
        return Some(Adrift { persons, vehicles, roadside: Some(movement.departure), ..row.clone() });
    }
    if told.is_some_and(|rest| rest.1 == *course) {
        return None;
    }
    let (place, reached, until) =
        halts(network, situation, movement, course).find(|halt| halt.2.0 >= halt.1.0 + LONG_WAIT)?;
    Some(Adrift { persons, vehicles, shelter: Some((place, reached)), goes_on: Some(until), ..row.clone() })
}

/// Where a movement waits on its way: from when until when.
fn halts<'a>(
    network: &'a Network,
    situation: &'a Situation,
    movement: &'a Movement,
    course: &'a Course,
) -> impl Iterator<Item = (JunctionId, Clock, Clock)> + 'a {
    course.roads.iter().zip(&course.enter).enumerate().map(move |(i, (road, enter))| {
        let reached = movement.departure + *enter + situation.roads[road.index()].travel.seconds_up();
        let until = movement.departure + course.enter.get(i + 1).copied().unwrap_or(course.arrive);
        (network.to(*road), reached.min(until), until)
    })
}

/// How many more vehicles may wait at a place.
struct Rooms<'a> {
    network: &'a Network,
    situation: &'a Situation,
    plan: &'a Plan,
    vacant: BTreeMap<JunctionId, u32>,
}

impl Rooms<'_> {
    /// Besides the most whom the plan has there at once.
    fn vacant(&mut self, junction: JunctionId) -> u32 {
        let room = self.situation.waiting_room(junction).0;
        if room == 0 {
            return 0;
        }
        if let Some(vacant) = self.vacant.get(&junction) {
            return *vacant;
        }
        let mut changes: Vec<(Clock, i64)> = Vec::new();
        for movement in &self.plan.movements {
            let Some(course) = self.plan.courses.get(movement.course.index()) else { continue };
            let here = halts(self.network, self.situation, movement, course).filter(|halt| halt.0 == junction);
            for (_, from, until) in here.filter(|halt| halt.1 < halt.2) {
                let vehicles = i64::from(movement.vehicles.0);
                changes.extend([(from, vehicles), (until + self.situation.step, -vehicles)]);
            }
        }
        changes.sort_unstable();
        let (mut there, mut most) = (0, 0);
        for (_, change) in changes {
            there += change;
            most = most.max(there);
        }
        let vacant = room.saturating_sub(u32::try_from(most).unwrap_or(u32::MAX));
        self.vacant.insert(junction, vacant);
        vacant
    }

    fn take(&mut self, junction: JunctionId, vehicles: u32) {
        if let Some(vacant) = self.vacant.get_mut(&junction) {
            *vacant = vacant.saturating_sub(vehicles);
        }
    }
}

fn never_closes(network: &Network, situation: &Situation, junction: JunctionId) -> bool {
    network.leaving(junction).iter().any(|road| situation.opening(*road).is_always())
}

/// The first place, driving freely from a junction, where one may wait, is received, or finds a road that never closes.
pub fn shelter(network: &Network, situation: &Situation, from: JunctionId, at: Clock) -> Option<(JunctionId, Clock)> {
    nearest(network, situation, (from, at), |junction| {
        situation.waiting_room(junction).0 > 0
            || situation.receptions_at(junction).next().is_some()
            || never_closes(network, situation, junction)
    })
}

/// The first good place, driving freely while the roads are open.
fn nearest(
    network: &Network,
    situation: &Situation,
    (from, at): (JunctionId, Clock),
    mut good: impl FnMut(JunctionId) -> bool,
) -> Option<(JunctionId, Clock)> {
    let mut seen = BTreeSet::new();
    let mut open = BinaryHeap::from([Reverse((at, from))]);
    while let Some(Reverse((moment, junction))) = open.pop() {
        if !seen.insert(junction) {
            continue;
        }
        if good(junction) {
            return Some((junction, moment));
        }
        for &road in network.leaving(junction) {
            let off = moment + situation.roads[road.index()].travel.seconds_up();
            if situation.opening(road).holds(moment, off) {
                open.push(Reverse((off, network.to(road))));
            }
        }
    }
    None
}
