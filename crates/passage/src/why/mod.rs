//! Why not more? What is full and when, who waits for it, and what would change the answer, each change computed anew.

pub mod document;
mod fleets;
pub mod screen;

use crate::command::plan::not_planned;
use crate::failure::Failure;
use crate::offers::change::Change;
use crate::offers::weigh::Scales;
use crate::offers::{Lever, MORE_AN_HOUR};
use passage_model::id::{CorridorId, OriginId, RoadId};
use passage_model::network::Network;
use passage_model::plan::{BottleneckAt, Plan};
use passage_model::situation::{Origin, Reading, Situation, VehicleKind};
use passage_model::time::{Clock, Interval, Opening};
use passage_model::units::{Persons, Seconds, Vehicles, VehiclesPerDay};
use passage_model::weighing::Objective;
use passage_model::work::{Unwatched, Work};
use passage_plan::{Place, Why, Wider, arrivals_with, walk_over, why};
use std::cell::Cell;

/// Places that are told, and tried.
const MOST_PLACES: usize = 5;
/// Corridors that are tried as a whole.
const MOST_CORRIDORS: usize = 3;
/// Times at one place that are tried one by one.
const MOST_TIMES: usize = 3;
/// Places more in a site.
pub const MORE_ROOM: Persons = Persons(100);
/// People more an hour over a footway.
pub const MORE_ON_FOOT: Persons = Persons(100);
const HOUR: u32 = 3600;

/// What would change the answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum What {
    /// More vehicles an hour at a place, by its position, or more room in a site.
    Place(usize, Interval),
    /// More vehicles an hour on all roads of a corridor.
    Corridor(CorridorId),
    /// More people an hour over a footway, by its position in the situation.
    Footway(usize),
    /// One vehicle more in a fleet, by its position in the situation.
    Vehicle(usize),
    /// So many people present at once at an assembly point, by the position of its limit.
    Present(usize, Persons),
    /// Something that stands before people does so no more.
    Without(Objective),
    /// Something of what is agreed.
    Agreed(Lever),
}

/// One change, computed anew.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Changed {
    /// What.
    pub what: What,
    /// How many people more are safe by then.
    pub gain: Persons,
}

/// How a group waits at home.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Waits {
    /// Vehicles that leave.
    pub leave: Vehicles,
    /// Vehicles that stay.
    pub stay: Vehicles,
    /// How long those who leave have waited since they were ready, on average.
    pub mean: Seconds,
    /// When the last of them leaves.
    pub last: Clock,
}

/// An hour with what is full.
pub struct Hour {
    /// The hour.
    pub by: Clock,
    /// The most people who can be safe by then.
    pub safe: Persons,
    /// Whether that is everybody with a vehicle.
    pub everybody: bool,
    /// What is full, most vehicles first.
    pub full: Vec<Place>,
}

/// The answer.
pub struct Explained {
    /// The moment that was asked for.
    pub by: Clock,
    /// When everybody is safe, if that is by then.
    pub everybody: Option<Clock>,
    /// The moment that is explained: that, or the last one before everybody is safe.
    pub at: Clock,
    /// The most people who can be safe by it.
    pub safe: Persons,
    /// What is full.
    pub why: Why,
    /// What would change it, most people first; what brings nobody is left out.
    pub changes: Vec<Changed>,
    /// The places that were tried and bring nobody by themselves, by their positions.
    pub useless: Vec<usize>,
    /// How each group waits in the plan.
    pub waits: Vec<Waits>,
    /// Hour by hour, where that was asked for.
    pub hours: Vec<Hour>,
    /// Changes that were not tried because there are too many.
    pub left_out: usize,
}

/// A scenario that was laid out and planned.
pub struct Case<'a> {
    /// The network.
    pub network: &'a Network,
    /// The situation, with contraflow as the plan has it.
    pub situation: &'a Situation,
    /// The plan.
    pub plan: &'a Plan,
    /// For changes of what is agreed.
    pub scales: &'a Scales<'a>,
}

/// Explains the moment `by`. Cost: two plans, and a flow for each change that is tried.
///
/// Where fleets carry or lead people, it is the plan that is explained, and each change costs a plan.
pub fn explained(case: &Case<'_>, by: Clock, hourly: bool, work: &Work<'_>) -> Result<Explained, Failure> {
    if !case.situation.fleets.is_empty() {
        return fleets::explained(case, by, hourly, work);
    }
    let quiet = Work { watch: &Unwatched, ..*work };
    let first = case.safe(by, None, work)?;
    let everybody = first.everybody;
    let at = everybody.map_or(by, |end| Clock(end.0.saturating_sub(case.situation.step.0)));
    let safe = if at == by { first.safe } else { case.safe(at, None, &quiet)?.safe };
    work.watch.progress("looking for what is full", 0, 0);
    let why = case.why(at, work)?;
    let (changes, useless) = changes(case, at, safe, &why, work)?;
    let hours = if hourly { hours(case, by, work)? } else { Vec::new() };
    let waits = (0..case.situation.origins.len()).map(|origin| waits(case, OriginId::at(origin))).collect();
    Ok(Explained { by, everybody, at, safe, why, changes, useless, waits, hours, left_out: 0 })
}

/// The most by a moment.
struct Safe {
    safe: Persons,
    /// The end of the step in which the last vehicle is received, if that is by then.
    everybody: Option<Clock>,
}

impl Case<'_> {
    fn safe(&self, by: Clock, wider: Option<&Wider>, work: &Work<'_>) -> Result<Safe, Failure> {
        let until = Situation { horizon: by, ..self.situation.clone() };
        let nothing = wider_by(Vec::new(), Interval { from: Clock(0), until: Clock(0) });
        let arrivals = arrivals_with(self.network, &until, wider.unwrap_or(&nothing), work);
        let arrivals = arrivals.map_err(|error| not_planned(&error))?;
        let with_people = self.situation.origins.iter().filter(|origin| origin.per_vehicle.0 > 0);
        let all: Vehicles = with_people.map(Origin::vehicles).sum();
        let last = arrivals.vehicles.iter().position(|safe| *safe >= all);
        let end = |step: usize| Clock((step as u32 + 1) * until.step.0);
        Ok(Safe { safe: arrivals.persons.last().copied().unwrap_or_default(), everybody: last.map(end) })
    }

    fn why(&self, by: Clock, work: &Work<'_>) -> Result<Why, Failure> {
        why(self.network, self.situation, by, work).map_err(|error| not_planned(&error))
    }
}

fn wider_by(roads: Vec<RoadId>, when: Interval) -> Wider {
    Wider { roads, lanes: Vec::new(), when, more: VehiclesPerDay(MORE_AN_HOUR * 24), room: None }
}

/// Every change, computed anew.
fn changes(
    case: &Case<'_>,
    at: Clock,
    safe: Persons,
    why: &Why,
    work: &Work<'_>,
) -> Result<(Vec<Changed>, Vec<usize>), Failure> {
    let quiet = Work { watch: &Unwatched, ..*work };
    let (mut changes, mut useless) = (Vec::new(), Vec::new());
    let (done, all) = (Cell::new(0), trials(case, why));
    let next = || {
        work.watch.progress("trying what would change it", done.replace(done.get() + 1), all);
    };
    let gain = |wider: &Wider| {
        next();
        Ok::<_, Failure>(case.safe(at, Some(wider), &quiet)?.safe - safe)
    };
    // How many may be present is for people to say: it is told, and not weighed.
    for (number, place) in widened(why) {
        let before = changes.len();
        for when in times_of(place) {
            let gain = gain(&at_place(place, when))?;
            changes.push(Changed { what: What::Place(number, when), gain });
        }
        let helps = changes[before..].iter().any(|changed| changed.gain.0 > 0);
        if !helps && place.each.is_empty() {
            useless.push(number);
        }
    }
    for corridor in corridors(case.situation, why) {
        let roads: Vec<RoadId> = case.situation.corridors[corridor.index()].roads.clone();
        // As much as a place on it by itself is not told again.
        let wider = wider_by(roads.clone(), Interval { from: Clock::H_HOUR, until: Clock::NEVER });
        let on_it =
            |what: &What| matches!(what, What::Place(i, _) if why.places[*i].roads.iter().any(|r| roads.contains(r)));
        let by_place = changes.iter().filter(|changed| on_it(&changed.what)).map(|changed| changed.gain).max();
        let gain = gain(&wider)?;
        if by_place.is_none_or(|known| gain > known) {
            changes.push(Changed { what: What::Corridor(corridor), gain });
        }
    }
    next();
    changes.extend(on_foot(case, at, safe, &quiet)?);
    changes.extend(without_what_comes_first(case, at, safe, &quiet)?);
    changes.extend(of_what_is_agreed(case, at, work)?);
    changes.retain(|changed| changed.gain.0 > 0);
    changes.sort_by_key(|changed| std::cmp::Reverse(changed.gain));
    Ok((changes, useless))
}

/// The places that are widened, with their positions: how many may be present is for people to say, and not tried here.
fn widened(why: &Why) -> impl Iterator<Item = (usize, &Place)> {
    let roads = why.places.iter().enumerate().filter(|(_, place)| !matches!(place.at, BottleneckAt::Assembly(_)));
    roads.take(MOST_PLACES)
}

/// The times in which a place is widened.
fn times_of(place: &Place) -> Vec<Interval> {
    whole_hours(if place.each.is_empty() { &place.full } else { &place.each })
}

/// How many things are tried one after the other.
fn trials(case: &Case<'_>, why: &Why) -> u64 {
    let times = widened(why).map(|(_, place)| times_of(place).len()).sum::<usize>();
    (times + corridors(case.situation, why).len() + 1) as u64
}

/// What stands before people, each of it left out.
fn without_what_comes_first(
    case: &Case<'_>,
    at: Clock,
    safe: Persons,
    work: &Work<'_>,
) -> Result<Vec<Changed>, Failure> {
    let weighing = &case.situation.weighing;
    let mut changes = Vec::new();
    for objective in weighing.order().into_iter().filter(|objective| weighing.binds(*objective)) {
        let without = Situation { weighing: weighing.without(objective), ..case.situation.clone() };
        let with = Case { situation: &without, ..*case }.safe(at, None, work)?.safe;
        changes.push(Changed { what: What::Without(objective), gain: Persons(with.0.saturating_sub(safe.0)) });
    }
    Ok(changes)
}

/// Footways over which more people can walk.
fn on_foot(case: &Case<'_>, at: Clock, safe: Persons, work: &Work<'_>) -> Result<Vec<Changed>, Failure> {
    let mut changes = Vec::new();
    for number in 0..case.situation.footways.len() {
        let mut wider = case.situation.clone();
        wider.footways[number].an_hour += MORE_ON_FOOT;
        walk_over(&mut wider);
        let with = Case { situation: &wider, ..*case }.safe(at, None, work)?.safe;
        changes.push(Changed { what: What::Footway(number), gain: Persons(with.0.saturating_sub(safe.0)) });
    }
    Ok(changes)
}

/// Windows that last or begin an hour longer, weighed as offers are; at the end of the plan arrivals count an hour longer.
fn of_what_is_agreed(case: &Case<'_>, at: Clock, work: &Work<'_>) -> Result<Vec<Changed>, Failure> {
    let agreed = case.scales.agreed();
    if crate::offers::change::longest(agreed) == Seconds(0) {
        return Ok(Vec::new());
    }
    let levers = [Lever::Later, Lever::Earlier];
    let mut every = vec![(Change::default(), Reading::Likely)];
    every.extend(levers.iter().map(|lever| (lever.change(agreed), Reading::Likely)));
    let weighed = case.scales.weigh_cars(&every, "weighing longer windows", work)?;
    let at_end = at >= case.situation.horizon;
    let by = |weighed: &crate::offers::weigh::Weighed| if at_end { weighed.safe() } else { weighed.by(at) };
    let before = weighed.first().map(by).unwrap_or_default();
    let gains = levers.iter().zip(weighed.iter().skip(1));
    Ok(gains
        .map(|(lever, with)| Changed { what: What::Agreed(*lever), gain: Persons(by(with).0.saturating_sub(before.0)) })
        .collect())
}

/// The corridors on which something is full.
fn corridors(situation: &Situation, why: &Why) -> Vec<CorridorId> {
    let mut found: Vec<CorridorId> = Vec::new();
    for road in why.places.iter().flat_map(|place| &place.roads) {
        found.extend(situation.corridor_of(*road).filter(|corridor| !found.contains(corridor)));
    }
    found.truncate(MOST_CORRIDORS);
    found
}

/// A place made wider.
fn at_place(place: &Place, when: Interval) -> Wider {
    let wider = wider_by(place.roads.clone(), when);
    match place.at {
        BottleneckAt::Road(_) | BottleneckAt::Assembly(_) | BottleneckAt::Footway(_) => wider,
        BottleneckAt::Checkpoint(checkpoint) => {
            Wider { lanes: vec![(checkpoint, place.kind.unwrap_or(VehicleKind::OwnCar))], ..wider }
        }
        BottleneckAt::Reception(site) => Wider { room: Some((site, MORE_ROOM)), ..wider },
    }
}

/// Whole hours; where they are more than a few times, from the first to the last.
fn whole_hours(when: &[Interval]) -> Vec<Interval> {
    let whole = |when: &Interval| Interval {
        from: Clock(when.from.0 / HOUR * HOUR),
        until: Clock(when.until.0.div_ceil(HOUR).saturating_mul(HOUR)),
    };
    let hours = Opening::within(when.iter().map(whole).collect());
    match hours.intervals() {
        [first, .., last] if hours.intervals().len() > MOST_TIMES => {
            vec![Interval { from: first.from, until: last.until }]
        }
        few => few.to_vec(),
    }
}

fn hours(case: &Case<'_>, by: Clock, work: &Work<'_>) -> Result<Vec<Hour>, Failure> {
    let (mut hours, all) = (Vec::new(), by.0 / HOUR);
    let quiet = Work { watch: &Unwatched, ..*work };
    for by in (1..=all).map(|hour| Clock(hour * HOUR)) {
        work.watch.progress("explaining each hour", u64::from(by.0 / HOUR), u64::from(all));
        let work = &quiet;
        let Safe { safe, everybody } = case.safe(by, None, work)?;
        let why = case.why(by, work)?;
        hours.push(Hour { by, safe, everybody: everybody.is_some(), full: why.places });
        if everybody.is_some() {
            break;
        }
    }
    Ok(hours)
}

/// How the vehicles of a group wait, the first ready leaving first.
fn waits(case: &Case<'_>, id: OriginId) -> Waits {
    let origin = &case.situation.origins[id.index()];
    let mut ready = origin.ready.iter().map(|ready| (ready.from, ready.vehicles.0)).collect::<Vec<_>>().into_iter();
    let mut next = ready.next();
    let (mut sum, mut leave, mut last) = (0u64, 0u32, Clock::H_HOUR);
    for movement in case.plan.movements.iter().filter(|movement| movement.origin == id) {
        let mut vehicles = movement.vehicles.0;
        while let Some((from, there)) = next.as_mut().filter(|_| vehicles > 0) {
            let going = vehicles.min(*there);
            sum += u64::from(going) * u64::from(movement.departure.0.saturating_sub(from.0));
            (vehicles, *there) = (vehicles - going, *there - going);
            if *there == 0 {
                next = ready.next();
            }
        }
        leave += movement.vehicles.0;
        last = last.max(movement.departure);
    }
    let mean = Seconds(u32::try_from(sum / u64::from(leave.max(1))).unwrap_or(u32::MAX));
    Waits { leave: Vehicles(leave), stay: Vehicles(origin.vehicles().0.saturating_sub(leave)), mean, last }
}
