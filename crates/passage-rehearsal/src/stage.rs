//! A plan on its roads: the queues that its courses pass, and its vehicles on them.
//!
//! A course is a start, then for each road the road, the place beside its end where one may wait, and the lane of a
//! checkpoint there. A vehicle of a fleet is one vehicle after the other, run by run. A column is one vehicle as long as all of it,
//! and so is a convoy of aid: they keep together.

mod others;

use crate::Moment;
use crate::assumptions::Cause;
use crate::layout::{CAR, Closed, Layout, Queue, QueueId};
pub(crate) use others::Other;

use crate::trips::{After, Route, RouteId, Trips, Vehicle};
use passage_model::id::{CheckpointId, CorridorId, CourseId, JunctionId, OriginId, ReceptionId, RoadId};
use passage_model::network::Network;
use passage_model::plan::{Movement, Plan, Roster, Run};
use passage_model::situation::{Situation, Task, VehicleKind};
use passage_model::time::{Clock, Opening};
use passage_model::units::Seconds;
use std::collections::BTreeMap;

/// What a queue is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum What {
    /// A road.
    Road(RoadId),
    /// The lane of a checkpoint for one kind.
    Lane(CheckpointId, VehicleKind),
    /// A place beside the road at a junction, before the queue that those who wait there go on to.
    Waiting(JunctionId, QueueId),
    /// Where a group starts, before its first queue.
    Group(OriginId, QueueId),
    /// Where a run of a fleet's vehicle starts: the roster and the run.
    Run(u32, u32),
}

/// Whom a vehicle carries.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Load {
    /// The movement, and which of its vehicles; `None` for those who drive empty and for aid.
    pub movement: Option<(u32, u32)>,
    /// Persons on board.
    pub persons: u32,
    /// Persons in cars that follow it and that nobody planned.
    pub behind: u32,
    /// From the arrival until they are safe: getting out, or the rest of a column.
    pub then: Moment,
    /// What the vehicle is.
    pub kind: VehicleKind,
    /// Where it goes instead of the site that it was planned for; where it goes, if nobody planned it.
    pub elsewhere: Option<ReceptionId>,
    /// Whether it leaves by itself; else a fleet carries or leads whom it carries.
    pub alone: bool,
}

/// The routes of groups by their courses.
type Routes = BTreeMap<(OriginId, CourseId), RouteId>;

/// Whether roads have finite storage.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Storage {
    /// Queues spill back.
    Finite,
    /// Queues stand on end: the planner's own view.
    Endless,
}

/// A plan, set up to be played.
#[derive(Clone, Debug)]
pub struct Stage<'a> {
    /// The network.
    pub network: &'a Network,
    /// The situation that the plan was made for.
    pub situation: &'a Situation,
    /// The plan.
    pub plan: &'a Plan,
    /// The queues as the plan takes them to be.
    pub layout: Layout,
    /// The vehicles as the plan calls them.
    pub trips: Trips,
    /// What each queue is.
    pub queues: Vec<What>,
    /// Whom each vehicle carries.
    pub loads: Vec<Load>,
    /// How many of the queues, which are the first, are on the plan's own roads.
    planned: usize,
    /// The corridor of each queue that is a road: the first where there are several.
    corridors: Vec<Option<CorridorId>>,
    /// For each route, the others that private cars may take instead.
    others: Vec<Vec<Other>>,
    known: BTreeMap<What, QueueId>,
    storage: Storage,
}

impl<'a> Stage<'a> {
    /// Sets a plan up. It must have passed `check::plan`: ids are trusted. O(vehicles + roads of courses x log).
    pub fn new(network: &'a Network, situation: &'a Situation, plan: &'a Plan, storage: Storage) -> Self {
        let mut stage = Self {
            network,
            situation,
            plan,
            layout: Layout { dark_time: 100, ..Layout::default() },
            trips: Trips::default(),
            queues: Vec::new(),
            loads: Vec::new(),
            planned: 0,
            corridors: Vec::new(),
            others: Vec::new(),
            known: BTreeMap::new(),
            storage,
        };
        let mut in_fleet = vec![false; plan.movements.len()];
        for run in plan.rosters.iter().flat_map(|roster| &roster.runs) {
            if let Run::Loaded { movement } = run {
                in_fleet[*movement as usize] = true;
            }
        }
        let (mut routes, mut numbers) = (BTreeMap::new(), vec![0; situation.origins.len()]);
        for (number, movement) in plan.movements.iter().enumerate().filter(|(number, _)| !in_fleet[*number]) {
            stage.add_movement(number as u32, movement, &mut routes, &mut numbers[movement.origin.index()]);
        }
        for (number, roster) in plan.rosters.iter().enumerate() {
            stage.add_roster(number as u32, roster);
        }
        stage.planned = stage.queues.len();
        stage.add_others(&routes);
        stage.find_corridors();
        stage
    }

    fn queue(&mut self, what: What, make: impl FnOnce(&Self) -> Queue) -> QueueId {
        if let Some(queue) = self.known.get(&what) {
            return *queue;
        }
        let queue = make(self);
        let id = self.layout.add(queue);
        self.queues.push(what);
        self.known.insert(what, id);
        id
    }

    fn road(&mut self, road: RoadId) -> QueueId {
        self.queue(What::Road(road), |stage| {
            let role = &stage.situation.roads[road.index()];
            let metres = stage.network.length(road).0 / 10;
            let free = Moment::milliseconds(u64::from(role.travel.0));
            let mut queue = Queue::road(metres, free, role.capacity.0.saturating_mul(24), 0);
            // As many as it has room for, and no fewer than its rate needs to flow: those who drive and the holes.
            let flows = (free.0 + queue.wave.0).div_ceil(queue.headway.0.max(1)).saturating_add(1);
            let holds = u64::from(stage.network.storage(road).0).max(flows).saturating_mul(u64::from(CAR));
            queue.storage = (stage.storage == Storage::Finite).then(|| u32::try_from(holds).unwrap_or(u32::MAX));
            queue.closed = outside(stage.situation.opening(road));
            queue
        })
    }

    fn lane(&mut self, junction: JunctionId, kind: VehicleKind) -> Option<QueueId> {
        let at = self.situation.checkpoints.iter().position(|checkpoint| checkpoint.junction == junction)?;
        let lane = What::Lane(CheckpointId::at(at), kind);
        Some(self.queue(lane, |stage| {
            let checkpoint = &stage.situation.checkpoints[at];
            let lane = Queue::lane(checkpoint.rates[kind as usize].0);
            Queue { closed: outside(&checkpoint.hours), ..lane }
        }))
    }

    /// The queues of a course behind its start, and where the plan has whoever drives it stay on the way.
    fn passed(&mut self, home: JunctionId, course: CourseId, kind: VehicleKind) -> Route {
        let course = &self.plan.courses[course.index()];
        self.passes(home, &course.roads, &course.enter, kind)
    }

    /// The same of roads, with the seconds after the departure at which each is entered; none: as soon as can be.
    fn passes(&mut self, home: JunctionId, roads: &[RoadId], enter: &[Seconds], kind: VehicleKind) -> Route {
        let mut queues: Vec<QueueId> = self.lane(home, kind).into_iter().collect();
        let (plan, situation) = (self.plan, self.situation);
        let mut holds = Vec::new();
        for (number, &road) in roads.iter().enumerate() {
            let entered = self.road(road);
            queues.push(entered);
            let junction = self.network.to(road);
            let lane = self.lane(junction, kind);
            let next = lane.or_else(|| roads.get(number + 1).map(|&next| self.road(next)));
            let room = situation.waiting_room(junction).0;
            if let Some(next) = next.filter(|_| room > 0) {
                let entered = enter.get(number).copied().unwrap_or_default();
                let driven = entered + situation.roads[road.index()].travel.seconds_up() + plan.step;
                let goes_on = enter.get(number + 1).copied().unwrap_or_default();
                // The start comes before all of these.
                holds.extend((goes_on > driven).then(|| (queues.len() as u32 + 1, time(goes_on))));
                queues.push(self.queue(What::Waiting(junction, next), |_| Queue::waiting_place(room)));
            }
            queues.extend(lane);
        }
        Route { queues, holds }
    }

    /// The vehicles of a movement, of whose group so many have been called before.
    fn add_movement(&mut self, number: u32, movement: &Movement, routes: &mut Routes, called: &mut u64) {
        let origin = &self.situation.origins[movement.origin.index()];
        let known = routes.get(&(movement.origin, movement.course)).copied();
        let route = known.unwrap_or_else(|| {
            let route = self.passed(origin.junction, movement.course, origin.kind);
            let route = self.with_start(movement.origin, route);
            self.add_route(route)
        });
        routes.insert((movement.origin, movement.course), route);
        let all = u64::from(movement.vehicles.0.max(1));
        let step = Moment::seconds(u64::from(self.plan.step.0));
        let size = self.situation.equivalents[origin.kind as usize].0;
        for n in 0..movement.vehicles.0 {
            // They follow one another until the step ends.
            let departs = at(movement.departure).after(Moment(step.0 * u64::from(n) / all));
            let latest = at(movement.turn_back).after(step);
            let part = |n: u32| (u64::from(movement.persons.0) * u64::from(n) / all) as u32;
            *called += 1;
            let key = key(u64::from(movement.origin.0), *called);
            self.trips.vehicles.push(Vehicle { key, latest, size, ..Vehicle::car(route, departs) });
            self.loads.push(Load {
                movement: Some((number, n)),
                persons: part(n + 1) - part(n),
                behind: 0,
                then: Moment(0),
                kind: origin.kind,
                elsewhere: None,
                alone: true,
            });
        }
    }

    /// A route with its start.
    fn with_start(&mut self, origin: OriginId, mut route: Route) -> Route {
        let first = route.queues.first().copied().unwrap_or(QueueId(u32::MAX));
        route.queues.insert(0, self.queue(What::Group(origin, first), |_| Queue::start()));
        route
    }

    fn add_roster(&mut self, number: u32, roster: &Roster) {
        let fleet = &self.situation.fleets[roster.fleet.index()];
        let each = self.situation.equivalents[fleet.kind as usize].0;
        let mut before: Option<(u32, Seconds)> = None;
        let mut home = fleet.depot;
        for (place, run) in (0u32..).zip(&roster.runs) {
            let (movement, departure, course) = match run {
                Run::Empty { departure, course } => (None, *departure, *course),
                Run::Loaded { movement } => {
                    let told = &self.plan.movements[*movement as usize];
                    (Some((*movement, told)), told.departure, told.course)
                }
            };
            if let Some((_, told)) = movement {
                home = self.situation.origins[told.origin.index()].junction;
            } else if let Some(road) = self.plan.courses[course.index()].roads.first() {
                home = self.network.from(*road);
            }
            let mut route = self.passed(home, course, fleet.kind);
            route.queues.insert(0, self.queue(What::Run(number, place), |_| Queue::start()));
            let route = self.add_route(route);
            let behind = movement.map_or(0, |(_, told)| if led(&fleet.task) { told.vehicles.0 } else { 0 });
            let vehicles = roster.vehicles.0 + behind;
            let own = movement.map(|(_, told)| self.situation.origins[told.origin.index()].kind);
            let cars = own.map_or(CAR, |kind| self.situation.equivalents[kind as usize].0);
            let step = Moment::seconds(u64::from(self.plan.step.0));
            let then = movement.map_or(Seconds::ZERO, |(_, told)| fleet.task.after(told.vehicles));
            let loads = if movement.is_some() { fleet.task.before() } else { Seconds::ZERO };
            let vehicle = Vehicle {
                key: key(FLEETS + u64::from(roster.fleet.0), (u64::from(roster.number) << 12) | u64::from(place)),
                latest: movement.map_or(Moment::NEVER, |(_, told)| at(told.turn_back).after(step)),
                size: (roster.vehicles.0 * each).saturating_add(behind * cars),
                count: vehicles,
                tail: movement.map_or(Moment(0), |(_, told)| time(fleet.task.tail(told.vehicles))),
                after: before.map(|(vehicle, unloads)| After { vehicle, time: time(unloads + loads) }),
                ..Vehicle::car(route, at(departure))
            };
            before = Some((self.trips.vehicles.len() as u32, then));
            self.trips.vehicles.push(vehicle);
            self.loads.push(Load {
                movement: movement.map(|(number, _)| (number, 0)),
                persons: movement.map_or(0, |(_, told)| told.persons.0),
                behind: 0,
                then: time(then),
                kind: fleet.kind,
                elsewhere: None,
                alone: false,
            });
        }
    }

    fn add_route(&mut self, route: Route) -> RouteId {
        self.trips.routes.push(route);
        RouteId(self.trips.routes.len() as u32 - 1)
    }

    /// The group of a planned vehicle; none of those who drive empty, of aid, and of those who join.
    pub fn group(&self, vehicle: u32) -> Option<OriginId> {
        let (movement, _) = self.loads.get(vehicle as usize)?.movement?;
        Some(self.plan.movements[movement as usize].origin)
    }

    /// Where a vehicle's people are received if it gets there; none of those who drive empty, of aid, and of those who join.
    pub fn site(&self, load: &Load) -> Option<ReceptionId> {
        let (movement, _) = load.movement?;
        Some(load.elsewhere.unwrap_or(self.plan.movements[movement as usize].reception))
    }

    /// The queue of a road, if anybody may pass it.
    pub(crate) fn on(&self, road: RoadId) -> Option<QueueId> {
        self.known.get(&What::Road(road)).copied()
    }

    /// How many of the queues, which are the first, are on the plan's own roads; the rest are on others that cars may take.
    pub(crate) fn planned(&self) -> usize {
        self.planned
    }

    /// The corridor of a queue that is a road of one.
    pub(crate) fn corridor(&self, queue: usize) -> Option<CorridorId> {
        self.corridors[queue]
    }

    /// The other routes that a private car may take.
    pub(crate) fn others(&self, route: RouteId) -> &[Other] {
        self.others.get(route.0 as usize).map_or(&[], Vec::as_slice)
    }

    /// Whether the plan has anything that a cause is about.
    pub(crate) fn meets(&self, cause: Cause) -> bool {
        match cause {
            Cause::OtherRoad => self.others.iter().any(|others| !others.is_empty()),
            Cause::Followers | Cause::Convoys => !self.plan.rosters.is_empty(),
            Cause::Mines => self.situation.corridors.iter().any(|at| !at.clear && !at.opening.is_never()),
            _ => true,
        }
    }

    fn find_corridors(&mut self) {
        let mut of: BTreeMap<RoadId, CorridorId> = BTreeMap::new();
        for (number, corridor) in self.situation.corridors.iter().enumerate() {
            for road in &corridor.roads {
                of.entry(*road).or_insert(CorridorId::at(number));
            }
        }
        let corridor = |what: &What| if let What::Road(road) = what { of.get(road).copied() } else { None };
        self.corridors = self.queues.iter().map(corridor).collect();
    }
}

/// The fleets' part of keys, above all groups.
const FLEETS: u64 = 1 << 30;

/// Somebody's key: the group or fleet, and which of its vehicles in the order of departure.
fn key(group: u64, number: u64) -> u64 {
    (group << 32) | number
}

fn led(task: &Task) -> bool {
    matches!(task, Task::Lead { .. })
}

fn time(seconds: Seconds) -> Moment {
    Moment::seconds(u64::from(seconds.0))
}

/// A moment of the clock; the end of time stays.
pub(crate) fn at(clock: Clock) -> Moment {
    if clock == Clock::NEVER { Moment::NEVER } else { Moment::seconds(u64::from(clock.0)) }
}

/// The times outside an opening.
fn outside(opening: &Opening) -> Vec<Closed> {
    closed(opening.intervals().iter().map(|open| (at(open.from), at(open.until))))
}

/// The times outside windows, which come in the order of time; those that are empty count for nothing.
pub(crate) fn closed(open: impl Iterator<Item = (Moment, Moment)>) -> Vec<Closed> {
    let mut closed = Vec::new();
    let mut last = Moment(0);
    // One that opens late may do so after the next.
    let mut open: Vec<(Moment, Moment)> = open.filter(|(from, until)| from < until).collect();
    open.sort_unstable();
    for (from, until) in open {
        if from > last {
            closed.push(Closed { from: last, until: from });
        }
        last = last.max(until);
    }
    if last < Moment::NEVER {
        closed.push(Closed { from: last, until: Moment::NEVER });
    }
    closed
}
