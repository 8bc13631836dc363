//! Rosters: what each vehicle of a fleet does can be done by one vehicle with its crew, and whoever is carried or led is so
//! by exactly one of them. Columns are further looked at in [`super::column`].

use super::case::Case;
use super::tally::{Fault, Rule, Tally};
use super::words::{clock, persons, span, vehicles};
use crate::digits::thousands;
use crate::id::{JunctionId, OriginId};
use crate::plan::{Course, Roster, Run};
use crate::situation::{Begun, Fleet, FleetEnd, Task};
use crate::time::Clock;
use crate::units::Seconds;
use std::collections::BTreeSet;

static TOO_MANY: Rule = Rule {
    code: "plan.fleet-vehicles",
    fault: "a fleet has not the vehicles that the plan sends",
    advice: "Make the plan anew with the vehicles that there are.",
};
static CARRIED: Rule = Rule {
    code: "plan.carried-wrong",
    fault: "people are not carried by exactly one vehicle of their fleets",
    advice: "Nobody would come for them, or two would. Make the plan anew.",
};
static APART: Rule = Rule {
    code: "plan.roster-apart",
    fault: "a vehicle's runs do not follow one another",
    advice: "One vehicle cannot make them. Make the plan anew.",
};
static OFF_DUTY: Rule = Rule {
    code: "plan.off-duty",
    fault: "a crew works beyond its duty",
    advice: "Relieve the crew, or make the plan anew with its true hours.",
};
static WRONG_END: Rule = Rule {
    code: "plan.fleet-end",
    fault: "a vehicle does not end where its fleet must be",
    advice: "Make the plan anew, or allow it to stay where it is.",
};
static SEATS: Rule = Rule {
    code: "plan.overloaded-vehicles",
    fault: "more persons travel than the vehicles hold",
    advice: "Make the plan anew with the seats of the fleet.",
};
static NOT_THERE: Rule = Rule {
    code: "plan.not-ready",
    fault: "more persons are picked up than are there",
    advice: "Make the plan anew with the times at which they are ready.",
};
static DELIVERY: Rule = Rule {
    code: "plan.delivery-wrong",
    fault: "aid does not come where it is wanted, or too late",
    advice: "Make the plan anew with its true destination and time.",
};
static LATE: Rule = Rule {
    code: "plan.after-horizon",
    fault: "a movement arrives after the horizon",
    advice: "It would be on the road when the time is over. Make the plan anew.",
};

/// Every roster by itself, every fleet's vehicles, every carried group.
pub(super) fn check(case: &Case, tally: &mut Tally) {
    let mut numbers: BTreeSet<(usize, u32)> = BTreeSet::new();
    // Vehicles in the middle of their day are used, whatever they still do.
    let away = |fleet: &Fleet| fleet.begun.iter().map(|begun| u64::from(begun.vehicles.0)).sum::<u64>();
    let mut used: Vec<u64> = case.situation.fleets.iter().map(away).collect();
    for (at, roster) in case.rosters() {
        let fleet = &case.situation.fleets[roster.fleet.index()];
        let begun = fleet.begun(roster.number);
        used[roster.fleet.index()] += if begun.is_some() { 0 } else { u64::from(roster.vehicles.0) };
        let end = roster.number.saturating_add(roster.vehicles.0);
        let apart = |other: &Begun| end <= other.number || other.number + other.vehicles.0 <= roster.number;
        if begun.is_some_and(|begun| begun.vehicles != roster.vehicles)
            || (begun.is_none() && !fleet.begun.iter().all(apart))
        {
            let words = || format!("vehicle {} is on its way with others", roster.number);
            tally.add(&TOO_MANY, || Fault::new(&fleet.name, words()));
        }
        if !numbers.insert((roster.fleet.index(), roster.number)) || roster.number >= fleet.vehicles.0 {
            let words = || format!("vehicle {} twice, or of {}", roster.number, thousands(fleet.vehicles.0));
            tally.add(&TOO_MANY, || Fault::new(&fleet.name, words()));
        }
        One { case, fleet, roster, at }.check(tally);
    }
    for (fleet, used) in case.situation.fleets.iter().zip(used) {
        if used > u64::from(fleet.vehicles.0) {
            let words = || format!("{} are sent, of {}", vehicles(used), thousands(fleet.vehicles.0));
            tally.add(&TOO_MANY, || Fault::new(&fleet.name, words()));
        }
    }
    check_carried(case, tally);
    check_readiness(case, tally);
}

/// Each movement of a carried or led group is one run.
fn check_carried(case: &Case, tally: &mut Tally) {
    let mut runs = vec![0u32; case.plan.movements.len()];
    for (_, roster) in case.rosters() {
        for movement in loaded(roster) {
            if let Some(runs) = runs.get_mut(movement as usize) {
                *runs += 1;
            }
        }
    }
    for (number, movement, _) in case.numbered() {
        let origin = &case.situation.origins[movement.origin.index()];
        let count = runs[number];
        if origin.is_carried() && count != 1 {
            tally.add(&CARRIED, || Fault::new(case.who(movement), format!("they are on board of {count} runs")));
        }
    }
}

/// Of each carried group, whoever has begun to board by any moment was there; of each that is led, whoever forms up.
fn check_readiness(case: &Case, tally: &mut Tally) {
    let mut boarding: Vec<Vec<(Clock, u64)>> = vec![Vec::new(); case.situation.origins.len()];
    for (_, roster) in case.rosters() {
        let fleet = &case.situation.fleets[roster.fleet.index()];
        for movement in loaded(roster).filter_map(|at| case.sound(at)) {
            let begins = movement.departure - case.before(fleet, movement.origin);
            boarding[movement.origin.index()].push((begins, movement.persons.0.into()));
        }
    }
    for (origin, mut boarding) in case.situation.origins.iter().zip(boarding).filter(|(origin, _)| origin.is_carried())
    {
        boarding.sort_unstable();
        let mut gone = 0u64;
        for (when, more) in boarding {
            gone += more;
            let there = origin.riders.iter().filter(|riders| riders.from <= when);
            let there: u64 = there.map(|riders| u64::from(riders.persons.0)).sum();
            if gone > there {
                let words =
                    || format!("{} on board by {}, {} there by then", persons(gone), clock(when), thousands(there));
                tally.add(&NOT_THERE, || Fault::new(format!("{} from {}", origin.group, origin.assembly), words()));
                break;
            }
        }
    }
}

/// The movements that a roster's runs carry.
pub(super) fn loaded(roster: &Roster) -> impl Iterator<Item = u32> + '_ {
    roster.runs.iter().filter_map(|run| match run {
        Run::Loaded { movement } => Some(*movement),
        Run::Empty { .. } => None,
    })
}

/// A run as times and places: from the beginning of loading to the end of unloading.
struct Leg {
    from: JunctionId,
    to: JunctionId,
    begins: Clock,
    arrives: Clock,
    ends: Clock,
    carries: Option<OriginId>,
}

/// One roster.
struct One<'c, 'a> {
    case: &'c Case<'a>,
    fleet: &'c Fleet,
    roster: &'c Roster,
    at: usize,
}

impl One<'_, '_> {
    fn who(&self) -> String {
        format!("{} {} (roster {})", self.fleet.name, self.roster.number + 1, self.at)
    }

    fn check(&self, tally: &mut Tally) {
        let together = matches!(self.fleet.task, Task::Deliver { .. });
        if self.roster.vehicles.0 == 0 || (self.roster.vehicles.0 > 1 && !together) {
            tally.add(&TOO_MANY, || Fault::new(self.who(), vehicles(self.roster.vehicles.0.into())));
        }
        let legs: Vec<Leg> = self.roster.runs.iter().filter_map(|run| self.leg(run, tally)).collect();
        self.joined(&legs, tally);
        self.on_board_first(&legs, tally);
        self.on_duty(&legs, tally);
        let Some(last) = legs.last() else { return };
        let over = last.ends + self.case.situation.step;
        if over > self.case.situation.horizon {
            let words =
                || format!("its last run ends by {}, after {}", clock(over), clock(self.case.situation.horizon));
            tally.add(&LATE, || Fault::new(self.who(), words()));
        }
        // Whoever is on board is brought to safety, even if the vehicle cannot come back.
        let only_those_on_board = matches!(&legs[..], [only] if self.case.is_aboard(only.carries));
        if self.fleet.ends == FleetEnd::Depot && last.to != self.fleet.depot && !only_those_on_board {
            let words = || format!("it ends at {}, not {}", self.case.spot(last.to), self.case.spot(self.fleet.depot));
            tally.add(&WRONG_END, || Fault::new(self.who(), words()));
        }
        self.delivers(&legs, tally);
    }

    /// A run in time and place. What does not fit its load is told.
    fn leg(&self, run: &Run, tally: &mut Tally) -> Option<Leg> {
        let case = self.case;
        match run {
            Run::Empty { departure, course } => {
                let course = case.course(*course)?;
                let home = self.fleet.begun(self.roster.number).map_or(self.fleet.depot, |begun| begun.junction);
                let (from, to) = case.ends(course, home);
                let arrives = *departure + course.arrive;
                Some(Leg { from, to, begins: *departure, arrives, ends: arrives, carries: None })
            }
            Run::Loaded { movement } => {
                let movement = case.sound(*movement)?;
                let course = case.course(movement.course)?;
                let origin = &case.situation.origins[movement.origin.index()];
                let (from, to) = case.ends(course, origin.junction);
                let arrives = movement.arrival(course);
                let task = &self.fleet.task;
                // Those of a column have vehicles of their own.
                let together = matches!(task, Task::Lead { .. }) || movement.vehicles == self.roster.vehicles;
                if !origin.carried_by.contains(&self.roster.fleet) || !together {
                    let words = || format!("{} in a run of {}", vehicles(movement.vehicles.0.into()), self.who());
                    tally.add(&CARRIED, || Fault::new(case.who(movement), words()));
                }
                if let Task::Carry { seats, .. } = task
                    && movement.persons > *seats
                {
                    let words = || format!("{} on {} seats", persons(movement.persons.0.into()), seats);
                    tally.add(&SEATS, || Fault::new(case.who(movement), words()));
                }
                let before = case.before(self.fleet, movement.origin);
                if movement.departure.0 < before.0 {
                    let words = || format!("boards or forms up from before the H-hour, for {}", span(before));
                    tally.add(&APART, || Fault::new(self.who(), words()));
                }
                let (begins, ends) = (movement.departure - before, arrives + task.after(movement.vehicles));
                Some(Leg { from, to, begins, arrives, ends, carries: Some(movement.origin) })
            }
        }
    }

    /// Whoever is on board is carried by their own vehicle, before it does anything else.
    fn on_board_first(&self, legs: &[Leg], tally: &mut Tally) {
        let origins = &self.case.situation.origins;
        let on_board = |at: usize| {
            let mine = origins[at].aboard.is_some_and(|aboard| aboard.number == self.roster.number);
            mine && origins[at].carried_by.contains(&self.roster.fleet)
        };
        let mine = (0..origins.len()).find(|at| on_board(*at));
        for (number, leg) in legs.iter().enumerate() {
            let carries = leg.carries.map(OriginId::index);
            let first = mine.filter(|_| number == 0);
            let others = carries.filter(|at| origins[*at].aboard.is_some());
            if first.is_some_and(|mine| carries != Some(mine)) || others.is_some_and(|at| first != Some(at)) {
                let words = || format!("run {number} is not for those who are on board of {}", self.who());
                tally.add(&CARRIED, || Fault::new(self.who(), words()));
            }
        }
    }

    /// The first begins at the depot, or where the vehicle is by now, each where and not before the one before ends.
    fn joined(&self, legs: &[Leg], tally: &mut Tally) {
        let begun = self.fleet.begun(self.roster.number);
        let mut here = begun.map_or((self.fleet.depot, self.fleet.from), |begun| (begun.junction, begun.from));
        for (number, leg) in legs.iter().enumerate() {
            if leg.from != here.0 || leg.begins < here.1 {
                let (spot, words) = (|at| self.case.spot(at), clock(leg.begins));
                let words = format!(
                    "run {number} begins at {} at {words}; it is at {} from {} on",
                    spot(leg.from),
                    spot(here.0),
                    clock(here.1)
                );
                tally.add(&APART, || Fault::new(self.who(), words));
            }
            here = (leg.to, leg.ends);
        }
    }

    /// Each crew's work lies within one interval of duty and is not too long.
    fn on_duty(&self, legs: &[Leg], tally: &mut Tally) {
        // What a crew has worked before now counts.
        let mut first: Option<Clock> = self.fleet.begun(self.roster.number).map(|begun| begun.since);
        let mut duty = first.and_then(|since| self.fleet.duty.at(since));
        for leg in legs {
            let open = self.fleet.duty.at(leg.begins).filter(|open| leg.ends <= open.until);
            if open.is_none() {
                let words = || format!("from {} to {}, outside its hours", clock(leg.begins), clock(leg.ends));
                tally.add(&OFF_DUTY, || Fault::new(self.who(), words()));
            }
            if open != duty {
                (first, duty) = (None, open);
            }
            let since = *first.get_or_insert(leg.begins);
            let worked = Seconds(leg.ends.0.saturating_sub(since.0));
            if self.fleet.longest_duty.is_some_and(|most| worked > most) {
                let words = || format!("{} from {} on", span(worked), clock(since));
                tally.add(&OFF_DUTY, || Fault::new(self.who(), words()));
                return;
            }
        }
    }

    /// Aid comes to its place in time, and nothing else is done with its trucks.
    fn delivers(&self, legs: &[Leg], tally: &mut Tally) {
        let Task::Deliver { to, by, .. } = self.fleet.task else { return };
        let there = legs.iter().find(|leg| leg.to == to && leg.carries.is_none());
        let over = there.map(|leg| leg.arrives + self.case.situation.step);
        if over.is_none_or(|over| over > by) {
            let come = over.map_or_else(|| "never".to_owned(), |over| format!("by {}", clock(over)));
            let words = format!("it comes to {} {come}; wanted by {}", self.case.spot(to), clock(by));
            tally.add(&DELIVERY, || Fault::new(self.who(), words));
        }
    }
}

impl Case<'_> {
    /// How long before its departure a loaded run begins: not at all for those who are on board already.
    fn before(&self, fleet: &Fleet, origin: OriginId) -> Seconds {
        if self.is_aboard(Some(origin)) { Seconds::ZERO } else { fleet.task.before() }
    }

    fn is_aboard(&self, origin: Option<OriginId>) -> bool {
        origin.is_some_and(|origin| self.situation.origins[origin.index()].aboard.is_some())
    }

    /// Where a course begins and ends; one without roads at `home`.
    pub(super) fn ends(&self, course: &Course, home: JunctionId) -> (JunctionId, JunctionId) {
        let first = course.roads.first().map_or(home, |road| self.network.from(*road));
        (first, course.roads.last().map_or(home, |road| self.network.to(*road)))
    }

    /// How long those of a movement take to get out: none where they drive themselves.
    pub(super) fn unloading(&self, movement: usize) -> Seconds {
        self.unloads.get(movement).copied().unwrap_or(Seconds::ZERO)
    }
}
