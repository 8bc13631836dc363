//! What a plan with fleets uses to its limit, by counting everybody whom it sends past a place.
//!
//! No minimum cut knows vehicles that come back, so nothing here says that more would help: that is for a plan made anew
//! (`passage explain`). A road or lane serves one vehicle after the other, each for as long as it takes of the rate; while
//! it is never idle for longer than a step, and hardly idle in all, it is full. A limit of people present is full while not
//! one more load would fit.
//!
//! Tests: `tests/it/used.rs`, by hand.

use passage_model::id::{CheckpointId, JunctionId, ReceptionId, RoadId};
use passage_model::network::Network;
use passage_model::plan::{Bottleneck, BottleneckAt, Course, Plan, Reason, Run};
use passage_model::situation::{CarEquivalents, Crowd, Origin, Situation, Task, VehicleKind};
use passage_model::time::{Clock, Interval, Opening};
use passage_model::units::{Persons, Vehicles, VehiclesPerDay};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

/// The shortest time in which a road or checkpoint that fleets pass is told as full: every column fills one while it
/// passes. Chosen by us.
const SHORTEST: u32 = 900;
/// Of this part of the time in which a road or checkpoint is told as full it serves, in hundredths. Chosen by us: steps and
/// seconds leave little gaps.
const SERVES: u64 = 90;
const DAY: u64 = 86_400;

/// What serves one vehicle after the other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Server {
    Road(RoadId),
    Lane(CheckpointId, VehicleKind),
}

/// One vehicle that passes: when, and how much of the rate it takes, in hundredths.
type Pass = (u32, u32);

/// A time in which a server is never idle, with the vehicles that pass in it.
struct Busy {
    when: Interval,
    vehicles: u32,
    /// What they take of the rate, as `free` in [`busy`].
    served: u64,
}

/// Tells of a plan with fleets what it uses to its limit, all vehicles counted, and of those who cannot be there because
/// nobody may that this is why. O(vehicles x roads, log) and O(loads^2) for each limit of people present.
pub(crate) fn finish(network: &Network, situation: &Situation, mut plan: Plan) -> Plan {
    let passes = passes(network, situation, &plan);
    let servers: BTreeMap<Server, Vec<Busy>> =
        passes.into_iter().map(|(server, passes)| (server, busy(situation, server, passes))).collect();
    let long = |busy: &&Busy| (busy.when.until - busy.when.from).0 >= SHORTEST;
    for bottleneck in &mut plan.bottlenecks {
        let (mut spans, mut vehicles) = (Vec::new(), 0);
        for busy in of_place(&servers, bottleneck.at).filter(long) {
            let meets = |full: &Interval| full.from < busy.when.until && busy.when.from < full.until;
            if bottleneck.full.iter().any(meets) {
                spans.push(busy.when);
                vehicles += busy.vehicles;
            }
        }
        if vehicles > bottleneck.vehicles.0 {
            *bottleneck = full_in(bottleneck.at, spans, vehicles);
        }
    }
    for at in on_the_way_of_fleets(network, situation, &plan, &servers) {
        if plan.bottlenecks.iter().all(|known| known.at != at) {
            let busy: Vec<&Busy> = of_place(&servers, at).filter(long).collect();
            let vehicles = busy.iter().map(|busy| busy.vehicles).sum();
            plan.bottlenecks.push(full_in(at, busy.iter().map(|busy| busy.when).collect(), vehicles));
        }
    }
    let sites: Vec<Bottleneck> = full_sites(situation, &plan);
    plan.bottlenecks.extend(sites);
    for number in 0..situation.crowds.len() {
        held_back(situation, number, &mut plan);
    }
    plan
}

fn full_in(at: BottleneckAt, spans: Vec<Interval>, vehicles: u32) -> Bottleneck {
    let mut full = Opening::within(spans).intervals().to_vec();
    full.sort_by_key(|span| (Reverse(span.until - span.from), span.from));
    Bottleneck { at, full, vehicles: Vehicles(vehicles) }
}

fn of_place(servers: &BTreeMap<Server, Vec<Busy>>, at: BottleneckAt) -> impl Iterator<Item = &Busy> {
    let here = move |server: &Server| match (server, at) {
        (Server::Road(road), BottleneckAt::Road(at)) => *road == at,
        (Server::Lane(checkpoint, _), BottleneckAt::Checkpoint(at)) => *checkpoint == at,
        _ => false,
    };
    servers.iter().filter(move |(server, _)| here(server)).flat_map(|(_, busy)| busy)
}

/// The places that are full for long where vehicles with people, or columns, of fleets come to: on each of their courses the
/// first such road, and every such checkpoint.
fn on_the_way_of_fleets(
    network: &Network,
    situation: &Situation,
    plan: &Plan,
    servers: &BTreeMap<Server, Vec<Busy>>,
) -> Vec<BottleneckAt> {
    let long = |server: Server| {
        let busy = servers.get(&server).into_iter().flatten();
        busy.clone().any(|busy| (busy.when.until - busy.when.from).0 >= SHORTEST)
    };
    let carried = plan.movements.iter().filter(|m| situation.origins[m.origin.index()].is_carried());
    let courses: BTreeSet<_> = carried.map(|m| (m.course, situation.origins[m.origin.index()].kind)).collect();
    let mut places = BTreeSet::new();
    for (course, kind) in courses {
        let Some(course) = plan.courses.get(course.index()) else { continue };
        let first = course.roads.iter().find(|road| long(Server::Road(**road)));
        places.extend(first.map(|road| BottleneckAt::Road(*road)));
        for junction in course.roads.iter().map(|road| network.to(*road)) {
            let at = checkpoint_at(situation, junction).filter(|at| long(Server::Lane(*at, kind)));
            places.extend(at.map(BottleneckAt::Checkpoint));
        }
    }
    places.into_iter().collect()
}

fn checkpoint_at(situation: &Situation, junction: JunctionId) -> Option<CheckpointId> {
    situation.checkpoints.binary_search_by_key(&junction, |c| c.junction).ok().map(CheckpointId::at)
}

/// Everybody who passes each road and lane.
fn passes(network: &Network, situation: &Situation, plan: &Plan) -> BTreeMap<Server, Vec<Pass>> {
    let mut passes: BTreeMap<Server, Vec<Pass>> = BTreeMap::new();
    let mut drive = |course: &Course, departure: u32, kind: VehicleKind, vehicles: u32| {
        let each = situation.equivalents[kind as usize].0;
        let mut pass = |server: Server, moment: u32, each: u32| {
            passes
                .entry(server)
                .or_default()
                .extend(std::iter::repeat_n((departure + moment, each), vehicles as usize));
        };
        for (&road, enter) in course.roads.iter().zip(&course.enter) {
            if let Some(at) = checkpoint_at(situation, network.from(road)) {
                pass(Server::Lane(at, kind), enter.0, CarEquivalents::CAR.0);
            }
            pass(Server::Road(road), enter.0, each);
        }
        if let Some(at) = course.roads.last().and_then(|last| checkpoint_at(situation, network.to(*last))) {
            pass(Server::Lane(at, kind), course.arrive.0, CarEquivalents::CAR.0);
        }
    };
    let mut led = vec![None; plan.movements.len()];
    for roster in &plan.rosters {
        let fleet = &situation.fleets[roster.fleet.index()];
        for run in &roster.runs {
            match run {
                Run::Empty { departure, course } => {
                    drive(&plan.courses[course.index()], departure.0, fleet.kind, roster.vehicles.0);
                }
                Run::Loaded { movement } => led[*movement as usize] = Some(fleet),
            }
        }
    }
    for (movement, fleet) in plan.movements.iter().zip(led) {
        let (course, kind) = (plan.course(movement), situation.origins[movement.origin.index()].kind);
        match fleet.map(|fleet| (fleet.kind, &fleet.task)) {
            // The leader, and its cars one by one.
            Some((leader, Task::Lead { apart, .. })) => {
                drive(course, movement.departure.0, leader, 1);
                for place in 1..=movement.vehicles.0 {
                    drive(course, movement.departure.0 + place * apart.0, kind, 1);
                }
            }
            _ => drive(course, movement.departure.0, kind, movement.vehicles.0),
        }
    }
    passes
}

/// The times in which a server is never idle for longer than a step.
fn busy(situation: &Situation, server: Server, mut passes: Vec<Pass>) -> Vec<Busy> {
    let a_day = match server {
        Server::Road(road) => VehiclesPerDay::from(situation.roads[road.index()].capacity).0,
        Server::Lane(checkpoint, kind) => situation.checkpoints[checkpoint.index()].rates[kind as usize].0,
    };
    passes.sort_unstable();
    let mut busy: Vec<Busy> = Vec::new();
    // In hundredths of a vehicle times seconds a day, so that nothing is rounded.
    let (rate, mut free) = (u64::from(a_day.max(1)) * 100, 0u64);
    for (moment, each) in passes {
        let (begins, service) = (u64::from(moment) * rate, u64::from(each) * DAY);
        let goes_on = begins <= free + u64::from(situation.step.0) * rate && !busy.is_empty();
        free = if goes_on { free.max(begins) } else { begins } + service;
        let until = Clock(u32::try_from(free.div_ceil(rate)).unwrap_or(u32::MAX));
        match busy.last_mut().filter(|_| goes_on) {
            Some(last) => {
                (last.when.until, last.vehicles, last.served) = (until, last.vehicles + 1, last.served + service);
            }
            None => busy.push(Busy { when: Interval { from: Clock(moment), until }, vehicles: 1, served: service }),
        }
    }
    busy.retain(|busy| busy.served * 100 >= u64::from((busy.when.until - busy.when.from).0) * rate * SERVES);
    busy
}

/// Sites that have no place left while somebody stays who would be received there, and are not told of yet.
fn full_sites(situation: &Situation, plan: &Plan) -> Vec<Bottleneck> {
    let mut full = Vec::new();
    for (number, site) in situation.receptions.iter().enumerate() {
        let (id, at) = (ReceptionId::at(number), BottleneckAt::Reception(ReceptionId::at(number)));
        let wanted = plan.left_behind.iter().any(|left| site.admits(situation.origins[left.origin.index()].kind));
        let here = || plan.movements.iter().filter(|movement| movement.reception == id);
        let received: Persons = here().map(|movement| movement.persons).sum();
        if !wanted || received < site.room || plan.bottlenecks.iter().any(|known| known.at == at) {
            continue;
        }
        let last = here().map(|movement| movement.arrival(plan.course(movement))).max().unwrap_or(Clock::H_HOUR);
        let when = Interval { from: last, until: Clock(situation.horizon.0.max(last.0) + 1) };
        full.push(full_in(at, vec![when], here().map(|movement| movement.vehicles.0).sum()));
    }
    full
}

/// People who are at an assembly point together, from when they are called until the last of them has left.
struct Load {
    from: u32,
    until: u32,
    persons: u32,
    vehicles: u32,
}

/// Puts a limit of people present among what is full, where those who are carried or led stay behind it.
fn held_back(situation: &Situation, number: usize, plan: &mut Plan) {
    let crowd = &situation.crowds[number];
    let at = BottleneckAt::Assembly(number as u32);
    let here = |origin: &Origin| origin.junction == crowd.junction && origin.is_carried();
    let waits = plan.left_behind.iter().filter(|left| matches!(left.reason, Reason::NotCarried));
    let waits: Vec<&Origin> =
        waits.map(|left| &situation.origins[left.origin.index()]).filter(|origin| here(origin)).collect();
    let Some(least) = waits.iter().filter_map(|origin| whole_load(situation, origin, crowd)).min() else { return };
    let (spans, vehicles) = without_room(situation, plan, crowd, least);
    if spans.is_empty() {
        return;
    }
    let full = full_in(at, spans, vehicles);
    // Reasons name bottlenecks by their positions.
    let place = plan.bottlenecks.iter().position(|known| known.at == at).unwrap_or(plan.bottlenecks.len());
    match plan.bottlenecks.get_mut(place) {
        Some(known) => *known = full,
        None => plan.bottlenecks.push(full),
    }
    // What one has no room for at any time is the reason itself.
    let (most, place) = (crowd.most, place as u32);
    for left in plan.left_behind.iter_mut().filter(|left| left.reason == Reason::NotCarried) {
        let origin = &situation.origins[left.origin.index()];
        if here(origin) && smallest_load(situation, origin) > most.0 {
            left.reason = Reason::Full { bottlenecks: vec![place] };
        }
    }
}

/// The people of a whole load: of a bus as full as may be, of a column with all its cars.
fn whole_load(situation: &Situation, origin: &Origin, crowd: &Crowd) -> Option<u32> {
    let fleets = origin.carried_by.iter().map(|fleet| &situation.fleets[fleet.index()].task);
    let load = |task: &Task| match task {
        Task::Carry { seats, .. } => Some(seats.0.min(crowd.most.0).max(1)),
        Task::Lead { cars, .. } => Some(in_cars(origin, cars.0).min(origin.persons.0).max(1)),
        Task::Deliver { .. } => None,
    };
    fleets.filter_map(load).min()
}

/// The people of the smallest load that there can be: one in a bus, those of a single car behind a leader.
fn smallest_load(situation: &Situation, origin: &Origin) -> u32 {
    if situation.is_led(origin) { in_cars(origin, 1).max(1) } else { 1 }
}

fn in_cars(origin: &Origin, cars: u32) -> u32 {
    u32::try_from((u64::from(cars) * u64::from(origin.per_vehicle.0)).div_ceil(100)).unwrap_or(u32::MAX)
}

/// When so many people more would be too many, and the vehicles that leave in that time.
fn without_room(situation: &Situation, plan: &Plan, crowd: &Crowd, more: u32) -> (Vec<Interval>, u32) {
    let tails = tails(situation, plan);
    let movements = plan.movements.iter().zip(tails);
    let here = movements.filter(|(m, _)| situation.origins[m.origin.index()].junction == crowd.junction);
    let loads: Vec<Load> = here
        .map(|(m, tail)| Load {
            from: m.departure.0.saturating_sub(crowd.gather.0),
            until: m.departure.0 + tail + 1,
            persons: m.persons.0,
            vehicles: m.vehicles.0,
        })
        .collect();
    let mut moments: Vec<u32> = loads.iter().flat_map(|load| [load.from, load.until]).collect();
    moments.extend([0, situation.horizon.0]);
    moments.sort_unstable();
    moments.dedup();
    let present = |moment: u32| {
        let there = loads.iter().filter(|load| load.from <= moment && moment < load.until);
        there.map(|load| u64::from(load.persons)).sum::<u64>()
    };
    let mut spans = Vec::new();
    for pair in moments.windows(2) {
        if present(pair[0]) + u64::from(more) > u64::from(crowd.most.0) {
            spans.push(Interval { from: Clock(pair[0]), until: Clock(pair[1]) });
        }
    }
    let full = Opening::within(spans);
    let leaving = loads.iter().filter(|load| full.at(Clock(load.until - 1)).is_some());
    (full.intervals().to_vec(), leaving.map(|load| load.vehicles).sum())
}

/// How many seconds after the first vehicle of each movement its last one leaves.
fn tails(situation: &Situation, plan: &Plan) -> Vec<u32> {
    let mut tails = vec![0; plan.movements.len()];
    for roster in &plan.rosters {
        let task = &situation.fleets[roster.fleet.index()].task;
        for run in &roster.runs {
            if let Run::Loaded { movement } = run {
                tails[*movement as usize] = task.tail(plan.movements[*movement as usize].vehicles).0;
            }
        }
    }
    tails
}
