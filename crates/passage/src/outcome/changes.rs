//! What a plan that was made again changes, by assembly point, and where those under way must be.

use passage_model::id::{JunctionId, OriginId};
use passage_model::network::Network;
use passage_model::plan::Plan;
use passage_model::situation::Situation;
use passage_model::standing::Standing;
use passage_model::time::Clock;
use passage_plan::Fixed;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, BinaryHeap};

/// Vehicles of one assembly point, by what becomes of what they were told.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Changed {
    /// As told.
    pub kept: u64,
    /// The same roads at another time.
    pub moved: u64,
    /// The most minutes, rounded up, by which any of them is moved.
    pub minutes: u32,
    /// Another road or site.
    pub other_road: u64,
    /// They do not go.
    pub cancelled: u64,
    /// They go, and were not told so before.
    pub new: u64,
}

/// What differs, by assembly point. `told` is what the parent has left ([`passage_plan::remaining`]), `groups` how many
/// groups of `situation` are at home; the rest are under way and listed by themselves.
pub fn of(situation: &Situation, told: &[Fixed], plan: &Plan) -> BTreeMap<String, Changed> {
    type Way = (u32, Vec<passage_model::id::RoadId>);
    type Times = BTreeMap<(u32, Vec<u32>), u64>;
    let mut before: BTreeMap<(OriginId, Way), Times> = BTreeMap::new();
    let mut after = before.clone();
    let moments = |departure: Clock, course: &passage_model::plan::Course| {
        let enter = course.enter.iter().chain([&course.arrive]).map(|s| s.0).collect();
        (departure.0, enter)
    };
    for f in told {
        let ways = before.entry((f.origin, (f.reception.0, f.course.roads.clone()))).or_default();
        *ways.entry(moments(f.departure, &f.course)).or_default() += u64::from(f.vehicles.0);
    }
    // Of those whom fleets carry their vehicles are told apart; those who are led drive their own.
    let own = |m: &&passage_model::plan::Movement| {
        situation.origins.get(m.origin.index()).is_some_and(|o| !o.is_carried() || situation.is_led(o))
    };
    for m in plan.movements.iter().filter(own) {
        let Some(course) = plan.courses.get(m.course.index()) else { continue };
        let ways = after.entry((m.origin, (m.reception.0, course.roads.clone()))).or_default();
        *ways.entry(moments(m.departure, course)).or_default() += u64::from(m.vehicles.0);
    }
    let mut changed: BTreeMap<String, Changed> = BTreeMap::new();
    let mut open: BTreeMap<OriginId, (u64, u64)> = BTreeMap::new();
    let keys: BTreeSet<_> = before.keys().chain(after.keys()).cloned().collect();
    for key in keys {
        let Some(origin) = situation.origins.get(key.0.index()) else { continue };
        let sum = changed.entry(origin.assembly.clone()).or_default();
        let (mut old, mut new) = (before.remove(&key).unwrap_or_default(), after.remove(&key).unwrap_or_default());
        for (moment, vehicles) in &mut old {
            if let Some(same) = new.get_mut(moment) {
                let both = (*vehicles).min(*same);
                (sum.kept, *vehicles, *same) = (sum.kept + both, *vehicles - both, *same - both);
            }
        }
        // In the order of leaving: who was first stays first.
        let mut new: Vec<(u32, u64)> = new.into_iter().map(|(m, n)| (m.0, n)).filter(|(_, n)| *n > 0).collect();
        for ((departure, _), mut vehicles) in old {
            while let Some(first) = new.first_mut().filter(|_| vehicles > 0) {
                let both = vehicles.min(first.1);
                sum.moved += both;
                sum.minutes = sum.minutes.max(departure.abs_diff(first.0).div_ceil(60));
                vehicles -= both;
                first.1 -= both;
                if first.1 == 0 {
                    new.remove(0);
                }
            }
            open.entry(key.0).or_default().0 += vehicles;
        }
        open.entry(key.0).or_default().1 += new.iter().map(|(_, n)| n).sum::<u64>();
    }
    for (origin, (told, goes)) in open {
        let sum = changed.entry(situation.origins[origin.index()].assembly.clone()).or_default();
        let both = told.min(goes);
        sum.other_road += both;
        sum.cancelled += told - both;
        sum.new += goes - both;
    }
    changed
}

/// Vehicles under way that the plan does not bring to safety.
#[derive(Clone, Debug, PartialEq, Eq)]
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
    /// The nearest place where they may wait, or that no window closes, and when they are there; `None`: there is none
    /// that they reach while the roads are open.
    pub shelter: Option<(JunctionId, Clock)>,
}

/// Who is under way and not brought to safety, or has to stand at a roadside before, each with the nearest shelter; alike
/// ones together, with the latest moment. O(roads log roads) for each.
pub fn adrift(network: &Network, situation: &Situation, standing: &Standing, plan: &Plan) -> Vec<Adrift> {
    let first = standing.gone.len();
    let mut adrift: Vec<Adrift> = Vec::new();
    for (i, part) in standing.under_way.iter().enumerate() {
        let id = OriginId::at(first + i);
        let left = plan.left_behind.iter().filter(|l| l.origin == id);
        let (persons, vehicles) = left.fold((0, 0), |sum, l| (sum.0 + l.persons.0, sum.1 + l.vehicles.0));
        let caught = part.road.is_some_and(|road| !situation.opening(road).holds(standing.now, part.from));
        let mine = plan.movements.iter().filter(|m| m.origin == id && !plan.courses[m.course.index()].roads.is_empty());
        let stands =
            mine.map(|m| m.departure).max().filter(|last| last.0 > part.from.0.saturating_add(situation.step.0));
        // Who was to wait here by the plan before has room here.
        let told = part.rest.as_ref().is_some_and(|rest| Some(rest.0) == stands);
        let roadside = stands.filter(|_| !told && situation.waiting_room(part.junction).0 == 0);
        if persons == 0 && !caught && roadside.is_none() {
            continue;
        }
        let all = caught || persons == 0;
        let shelter = if caught { None } else { shelter(network, situation, part.junction, part.from) };
        let who = situation.origins[id.index()].assembly.clone();
        let roadside = roadside.filter(|_| persons == 0);
        let (persons, vehicles) = if all { (part.persons.0, part.vehicles.0) } else { (persons, vehicles) };
        let row =
            Adrift { who, persons, vehicles, empty: false, out: false, from: part.from, caught, roadside, shelter };
        let place = |a: &Adrift| a.shelter.map(|s| s.0);
        let alike = |a: &&mut Adrift| {
            (&a.who, a.caught, a.roadside.is_some(), place(a)) == (&row.who, caught, roadside.is_some(), place(&row))
        };
        match adrift.iter_mut().find(alike) {
            Some(known) => {
                (known.persons, known.vehicles) = (known.persons + row.persons, known.vehicles + row.vehicles);
                (known.from, known.roadside) = (known.from.max(row.from), known.roadside.max(row.roadside));
                known.shelter = known.shelter.max(row.shelter);
            }
            None => adrift.push(row),
        }
    }
    adrift
}

/// The first place, driving freely from a junction, where one may wait, is received, or finds a road that never closes.
pub fn shelter(network: &Network, situation: &Situation, from: JunctionId, at: Clock) -> Option<(JunctionId, Clock)> {
    let good = |junction: JunctionId| {
        let never_closes = |road: &passage_model::id::RoadId| situation.opening(*road).is_always();
        situation.waiting_room(junction).0 > 0
            || situation.receptions_at(junction).next().is_some()
            || network.leaving(junction).iter().any(never_closes)
    };
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
