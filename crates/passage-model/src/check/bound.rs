//! The bound: it contradicts neither the plan nor what anybody can count in the scenario.
//!
//! That no plan brings out more than the bound says is proven by the planner, and **not again here**: a bound that was
//! lowered to the plan's own figures passes. What is checked is what needs no search: the limits are nowhere below the
//! movements, never fall, end at the total, and at no moment lie above what can be counted: the people and seats that
//! there are, the vehicles ready by then, the room at the reception sites, the roads out of the assembly points and
//! into the reception sites while they are open.

use super::case::Case;
use super::tally::{Fault, Rule, Tally};
use super::totals::Arrivals;
use super::words::{clock, persons};
use crate::digits::thousands;
use crate::id::{FleetId, JunctionId, RoadId};
use crate::plan::{BoundKind, Safe};
use crate::situation::{Origin, Task};
use crate::time::Clock;
use crate::units::VehiclesPerDay;
use std::collections::{BTreeMap, BTreeSet};

static BOUND: Rule = Rule {
    code: "plan.bound-wrong",
    fault: "the bound contradicts the plan or its scenario",
    advice: "Do not quote the bound of this plan. Make it anew.",
};

/// Seconds in the day that rates are counted in.
const DAY: u64 = 86_400;

/// Total, sum, kind and curve.
pub(super) fn check(case: &Case, arrivals: &Arrivals, plan_sum: u128, tally: &mut Tally) {
    let bound = &case.plan.bound;
    let horizon = case.situation.horizon;
    let safe: u64 = arrivals.range(..=horizon).map(|(_, (persons, _))| persons).sum();
    let (limit, least) = (u64::from(bound.persons.0), u128::from(bound.not_safe_sum));
    if limit < safe {
        tally.add(&BOUND, || {
            Fault::new("persons", format!("at most {} stated, but {} arrive", thousands(limit), thousands(safe)))
        });
    }
    if least > plan_sum {
        let words = format!("at least {} stated, but the movements have {}", thousands(least), thousands(plan_sum));
        tally.add(&BOUND, || Fault::new("sum", words));
    }
    if bound.kind == BoundKind::Exact && (limit != safe || least != plan_sum) {
        let [limit, safe, least, plan_sum] =
            [limit.into(), safe.into(), least, plan_sum].map(|number: u128| thousands(number));
        let words = format!("said to be exact, but {limit} is not {safe} or {least} is not {plan_sum}");
        tally.add(&BOUND, || Fault::new("kind", words));
    }
    check_shape(case, tally);
    check_above_movements(case, arrivals, tally);
    check_below_what_can_be_counted(case, arrivals, tally);
}

/// The limits rise within the horizon and end at the total.
fn check_shape(case: &Case, tally: &mut Tally) {
    let (limits, total) = (&case.plan.bound.curve, case.plan.bound.persons);
    if !limits.is_sorted_by(|a, b| a.by < b.by && a.persons <= b.persons && a.vehicles <= b.vehicles) {
        tally.add(&BOUND, || Fault::new("curve", "its points are not sorted or fall"));
    }
    let last = limits.last().map(|safe| safe.persons).unwrap_or_default();
    if last != total {
        tally.add(&BOUND, || {
            Fault::new(
                "curve",
                format!("it ends at {}, but at most {} are stated", thousands(last.0), thousands(total.0)),
            )
        });
    }
    if let Some(late) = limits.iter().find(|limit| limit.by > case.situation.horizon) {
        let words = format!("it goes on at {}, after {}", clock(late.by), clock(case.situation.horizon));
        tally.add(&BOUND, || Fault::new("curve", words));
    }
}

/// At every step, the limit is not below the movements.
fn check_above_movements(case: &Case, arrivals: &Arrivals, tally: &mut Tally) {
    let limits = &case.plan.bound.curve;
    let step = case.situation.step.0;
    let mut arrivals = arrivals.range(..=case.situation.horizon).peekable();
    let (mut safe, mut through) = (0u64, 0u64);
    while let Some((&by, (persons, vehicles))) = arrivals.next() {
        safe += persons;
        through += vehicles;
        // Within one step, only the last arrival matters: limits hold at the ends of steps.
        let end = u64::from(by.0).div_ceil(step.into()) * u64::from(step);
        if arrivals.peek().is_some_and(|(next, _)| u64::from(next.0) <= end) {
            continue;
        }
        let end = Clock(u32::try_from(end).unwrap_or(u32::MAX));
        let limit = limits.partition_point(|limit| limit.by <= end).checked_sub(1).map(|last| limits[last]);
        let (most, most_vehicles) = limit.map_or((0, 0), |l| (u64::from(l.persons.0), u64::from(l.vehicles.0)));
        if most < safe {
            let words =
                || format!("at most {} by {} stated, but {} arrive", thousands(most), clock(end), thousands(safe));
            tally.add(&BOUND, || Fault::new("curve", words()));
        } else if most_vehicles < through {
            let words = || {
                format!(
                    "at most {} vehicles by {} stated, but {} arrive",
                    thousands(most_vehicles),
                    clock(end),
                    thousands(through)
                )
            };
            tally.add(&BOUND, || Fault::new("curve", words()));
        }
    }
}

/// At no point do the limits lie above what can be counted without a search. O(points * (roads at the two ends and
/// their open times)).
fn check_below_what_can_be_counted(case: &Case, arrivals: &Arrivals, tally: &mut Tally) {
    let count = Count::new(case);
    let mut coming = arrivals.iter().peekable();
    let mut moved: u64 = 0;
    for Safe { by, persons: limit, .. } in &case.plan.bound.curve {
        while let Some((_, (more, _))) = coming.next_if(|(at, _)| *at <= by) {
            moved += more;
        }
        let leave = count.homes.iter().map(|home| home.most(case, *by)).fold(0u64, u64::saturating_add);
        let arrive =
            count.into.as_ref().map_or(u64::MAX, |roads| entered(case, roads, *by).saturating_mul(count.in_one));
        let counts = [
            (count.seats, "have a seat"),
            (count.room, "have room at the reception sites"),
            (leave, "can have left"),
            (arrive, "can have come to a reception site"),
        ];
        // Movements that are too many are told by the rules that they break.
        let least = counts.into_iter().min_by_key(|(most, _)| *most);
        if let Some((most, what)) = least.filter(|(most, _)| u64::from(limit.0) > moved.max(*most)) {
            let words = || {
                format!("at most {} by {} stated, but only {} {what}", thousands(limit.0), clock(*by), persons(most))
            };
            tally.add(&BOUND, || Fault::new("curve", words()));
        }
    }
}

/// What can be counted: the junctions where people leave, and the ways to those where they are received.
struct Count {
    homes: Vec<Home>,
    /// The roads into the reception sites; `None` where a group starts at one, and needs no road.
    into: Option<Vec<RoadId>>,
    /// Persons in the fullest vehicle of all.
    in_one: u64,
    /// Persons who have a seat, of all groups together.
    seats: u64,
    /// Persons whom the reception sites have room for, all of them together: a limit of one hour need not heed the
    /// room of each.
    room: u64,
}

/// A junction where groups leave.
#[derive(Default)]
struct Home {
    /// When how many seats become ready.
    ready: Vec<(Clock, u64)>,
    /// The roads out of it; `None` where people are received there, and need no road.
    out: Option<Vec<RoadId>>,
    /// Persons in the fullest vehicle that leaves here.
    in_one: u64,
}

impl Count {
    fn new(case: &Case) -> Self {
        let situation = case.situation;
        let mut homes: BTreeMap<JunctionId, Home> = BTreeMap::new();
        for origin in &situation.origins {
            let in_one = case.most_in_one(origin);
            let home = homes.entry(origin.junction).or_default();
            home.ready.extend(origin.ready.iter().map(|r| (r.from, u64::from(r.vehicles.0) * in_one)));
            home.ready.extend(origin.riders.iter().map(|r| (r.from, u64::from(r.persons.0))));
            home.in_one = home.in_one.max(in_one);
        }
        let in_one = homes.values().map(|home| home.in_one).max().unwrap_or(0);
        let goals: BTreeSet<JunctionId> = situation.receptions.iter().map(|site| site.junction).collect();
        for (junction, home) in &mut homes {
            home.out = (!goals.contains(junction)).then(|| case.network.leaving(*junction).to_vec());
        }
        let by_road = goals.iter().all(|goal| !homes.contains_key(goal));
        let into = by_road.then(|| goals.iter().flat_map(|&goal| case.network.entering(goal)).copied().collect());
        let seats = situation.origins.iter().map(|origin| u64::from(origin.seated().0)).sum();
        let room = situation.receptions.iter().map(|site| u64::from(site.room.0)).sum();
        Self { homes: homes.into_values().collect(), into, in_one, seats, room }
    }
}

impl Case<'_> {
    /// Persons in the fullest vehicle of a group, or of the fleets that carry it.
    fn most_in_one(&self, origin: &Origin) -> u64 {
        let seats = |fleet: &FleetId| match self.situation.fleets.get(fleet.index())?.task {
            Task::Carry { seats, .. } => Some(u64::from(seats.0)),
            Task::Deliver { .. } | Task::Lead { .. } => None,
        };
        let own = u64::from(origin.per_vehicle.most_in_one().0);
        origin.carried_by.iter().filter_map(seats).max().unwrap_or(own)
    }
}

impl Home {
    fn most(&self, case: &Case, by: Clock) -> u64 {
        let ready = self.ready.iter().filter(|(from, _)| *from <= by).map(|(_, seats)| seats).sum();
        self.out.as_ref().map_or(ready, |roads| entered(case, roads, by).saturating_mul(self.in_one).min(ready))
    }
}

/// The most vehicles that can have entered any of these roads by a moment: in each of their open times as many as
/// [`super::rate::worst`] lets pass.
fn entered(case: &Case, roads: &[RoadId], by: Clock) -> u64 {
    let step = u64::from(case.situation.step.0);
    let mut all: u64 = 0;
    for &road in roads {
        let rate = VehiclesPerDay::from(case.situation.roads[road.index()].capacity);
        for interval in case.situation.opening(road).intervals().iter().take_while(|i| i.from <= by) {
            let open = u64::from((interval.until.min(by) - interval.from).0);
            all = all.saturating_add((u64::from(rate.0).saturating_mul(open + step)).div_ceil(DAY));
        }
    }
    all
}
