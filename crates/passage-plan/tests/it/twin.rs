//! The slow honest twin: an explicit time-expanded network, searched breadth first, and by Bellman and Ford.
//!
//! It shares nothing with the planner: every road in every step is written down, turns as pairs of roads.

use crate::world::World;
use passage_model::id::RoadId;
use passage_model::plan::{Movement, Plan};
use passage_model::time::Clock;
use std::collections::{BTreeMap, VecDeque};

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Node {
    Source,
    Home(usize, usize),
    /// At a junction where one may wait, before its checkpoint.
    Here(u32, u32),
    /// The same, served.
    Served(u32, u32),
    /// At the end of a road.
    End(u32, u32),
    /// About to enter a road.
    Start(u32, u32),
    Received(usize),
    /// An assembly point, where shares are counted.
    Party(usize),
    Target,
}

#[derive(Default)]
pub struct Graph {
    ids: BTreeMap<Node, usize>,
    head: Vec<usize>,
    tail: Vec<usize>,
    left: Vec<i64>,
    cost: Vec<i64>,
    out: Vec<Vec<usize>>,
    /// The ways from the source, with the persons in one vehicle.
    homes: Vec<(usize, i64)>,
    /// The ways that are driven or waited on, with what a vehicle bears there; see [`burden`].
    borne: Vec<(usize, i64)>,
}

/// Steps on exposed roads, on all roads, and waiting, in one number that compares them in this order.
pub fn burden(exposed: i64, driven: i64, waited: i64) -> i64 {
    (exposed << 30) + (driven << 15) + waited
}

/// More than all together bear.
const ARRIVAL: i64 = 1 << 46;

const MANY: i64 = 1 << 40;

/// What the planner must equal: vehicles safe by each step, and the least sum of arrival steps of a largest flow.
pub struct Truth {
    /// For each deadline, the maximum for it alone.
    pub most: Vec<i64>,
    /// The least sum of arrival steps among flows with `most` by the last.
    pub least_sum: i64,
}

impl Truth {
    /// The least sum over the steps of all who are not safe by then, where each vehicle takes one person.
    pub fn least_not_safe(&self, world: &World) -> u64 {
        let all: i64 = world.situation.origins.iter().map(|origin| i64::from(origin.vehicles().0)).sum();
        let stay = all - self.most.last().copied().unwrap_or(0);
        u64::try_from(self.least_sum + stay * self.most.len() as i64).unwrap_or(0)
    }
}

pub fn truth(world: &World) -> Truth {
    let last = last_step(world);
    let most = (0..=last).map(|deadline| Graph::of(world, deadline).largest()).collect();
    let (total, least_sum) = Graph::of(world, last).cheapest();
    let most: Vec<i64> = most;
    assert_eq!(most.last(), Some(&total));
    Truth { most, least_sum }
}

/// The groups of each assembly point, in the order of its first.
pub fn assemblies(world: &World) -> Vec<Vec<usize>> {
    let mut all: Vec<(&str, Vec<usize>)> = Vec::new();
    for (i, origin) in world.situation.origins.iter().enumerate() {
        match all.iter_mut().find(|(name, _)| *name == origin.assembly) {
            Some((_, of)) => of.push(i),
            None => all.push((&origin.assembly, vec![i])),
        }
    }
    all.into_iter().map(|(_, of)| of).collect()
}

/// The least [`burden`] that all vehicles together can bear, of the largest flows with the least sum of arrival steps.
pub fn least_burden(world: &World) -> i64 {
    let mut graph = Graph::of(world, last_step(world));
    for cost in &mut graph.cost {
        *cost *= ARRIVAL;
    }
    for (edge, burden) in std::mem::take(&mut graph.borne) {
        graph.cost[edge] += burden;
        graph.cost[edge ^ 1] -= burden;
    }
    let sum = graph.cheapest().1;
    sum.rem_euclid(ARRIVAL)
}

/// What all vehicles of a plan bear on the way, as one [`burden`].
pub fn borne(world: &World, plan: &Plan) -> i64 {
    let of = |movement: &Movement| {
        let course = plan.course(movement);
        let steps = |exposed: bool| -> i64 {
            let roads = course.roads.iter().map(|road| world.situation.roads[road.index()]);
            roads.filter(|road| road.exposed || !exposed).map(|road| i64::from(road.travel.0 / 60_000)).sum()
        };
        let waited = i64::from(course.arrive.0 / 60) - steps(false);
        i64::from(movement.vehicles.0) * burden(steps(true), steps(false), waited)
    };
    plan.movements.iter().map(of).sum()
}

/// The last step in which somebody can arrive: its end is the horizon.
fn last_step(world: &World) -> u32 {
    world.situation.horizon.0 / world.situation.step.0 - 1
}

impl Graph {
    fn id(&mut self, node: Node) -> usize {
        let next = self.out.len();
        let id = *self.ids.entry(node).or_insert(next);
        if id == next {
            self.out.push(Vec::new());
        }
        id
    }

    fn join(&mut self, from: Node, to: Node, capacity: i64, cost: i64) {
        let (from, to) = (self.id(from), self.id(to));
        for (tail, head, left, cost) in [(from, to, capacity, cost), (to, from, 0, -cost)] {
            self.out[tail].push(self.head.len());
            self.head.push(head);
            self.tail.push(tail);
            self.left.push(left);
            self.cost.push(cost);
        }
    }

    /// All of `world`, with arrivals up to `deadline`. Travel times must be whole steps.
    pub fn of(world: &World, deadline: u32) -> Self {
        let mut graph = Self::default();
        let (situation, network) = (&world.situation, world.network());
        let step = situation.step.0;
        let due = |rate: u32, k: u32| i64::from(rate) * i64::from(k) * i64::from(step) / 86_400;
        graph.id(Node::Source);
        graph.id(Node::Target);
        for (o, origin) in situation.origins.iter().enumerate() {
            for (part, ready) in origin.ready.iter().enumerate() {
                graph.homes.push((graph.head.len(), i64::from(origin.per_vehicle.0 / 100)));
                graph.join(Node::Source, Node::Home(o, part), i64::from(ready.vehicles.0), 0);
                for k in ready.from.0.div_ceil(step)..=deadline {
                    graph.join(Node::Home(o, part), Node::Here(origin.junction.0, k), MANY, 0);
                }
            }
        }
        for (r, reception) in situation.receptions.iter().enumerate() {
            graph.join(Node::Received(r), Node::Target, i64::from(reception.room.0), 0);
            for k in 0..=deadline {
                graph.join(Node::Served(reception.junction.0, k), Node::Received(r), MANY, i64::from(k));
                for &road in network.entering(reception.junction) {
                    if situation.checkpoint(reception.junction).is_none() {
                        graph.join(Node::End(road.0, k), Node::Received(r), MANY, i64::from(k));
                    }
                }
            }
        }
        let beat = steps_to_safety(world);
        for junction in network.junctions() {
            let beat = beat[junction.index()];
            for k in 0..=deadline {
                let rate = situation.checkpoint(junction).map(|c| (c.rates[0].0, c.hours.clone()));
                let served = match rate {
                    None => MANY,
                    Some((rate, hours)) if hours.holds(Clock(k * step), Clock((k + 1) * step)) => {
                        due(rate, beat + k + 1) - due(rate, beat + k)
                    }
                    Some(_) => 0,
                };
                graph.join(Node::Here(junction.0, k), Node::Served(junction.0, k), served, 0);
                let room = situation.waiting_room(junction).0;
                if room > 0 {
                    graph.borne.push((graph.head.len(), burden(0, 0, 1)));
                    graph.join(Node::Here(junction.0, k), Node::Here(junction.0, k + 1), i64::from(room), 0);
                }
                let stops = room > 0 || situation.checkpoint(junction).is_some();
                for &onto in network.leaving(junction) {
                    graph.join(Node::Served(junction.0, k), Node::Start(onto.0, k), MANY, 0);
                    for &from in network.entering(junction) {
                        let may = !situation.obey_turns || network.may_turn(from, onto);
                        if !stops && may {
                            graph.join(Node::End(from.0, k), Node::Start(onto.0, k), MANY, 0);
                        }
                    }
                }
                for &from in network.entering(junction).iter().filter(|_| stops) {
                    graph.join(Node::End(from.0, k), Node::Here(junction.0, k), MANY, 0);
                }
            }
        }
        for (i, role) in situation.roads.iter().enumerate() {
            let steps = role.travel.0 / 1000 / step;
            assert_eq!(steps * step * 1000, role.travel.0);
            for k in 0..=deadline.saturating_sub(steps) {
                // The last of them enters and leaves when the step ends.
                let (enter, leave) = (k * step, (k + steps + 1) * step);
                let opening = situation.opening(RoadId::at(i));
                if opening.holds(Clock(enter), Clock(leave)) {
                    let capacity = due(role.capacity.0 * 24, k + 1) - due(role.capacity.0 * 24, k);
                    let exposed = if role.exposed { steps } else { 0 };
                    graph.borne.push((graph.head.len(), burden(i64::from(exposed), i64::from(steps), 0)));
                    graph.join(Node::Start(i as u32, k), Node::End(i as u32, k + steps), capacity, 0);
                }
            }
        }
        graph
    }

    /// The most persons that can be safe by the horizon: a cheapest flow where each vehicle pays with its persons.
    pub fn heaviest(world: &World) -> i64 {
        let mut graph = Self::of(world, last_step(world));
        graph.cost.fill(0);
        for (edge, persons) in std::mem::take(&mut graph.homes) {
            graph.cost[edge] = -persons;
            graph.cost[edge ^ 1] = persons;
        }
        -graph.cheapest().1
    }

    /// This network with the sources gathered by assembly point, by the names of their groups' assembly points: the first
    /// `floors` vehicles of each are worth `worth` more, and no more than `most` may leave.
    pub fn gathered(world: &World, floors: &[i64], most: &[i64], worth: i64) -> Self {
        let mut graph = Self::of(world, last_step(world));
        for (edge, _) in std::mem::take(&mut graph.homes) {
            graph.left[edge] = 0;
        }
        for (party, of) in assemblies(world).into_iter().enumerate() {
            let floor = floors[party].min(most[party]);
            graph.join(Node::Source, Node::Party(party), floor, -worth);
            graph.join(Node::Source, Node::Party(party), most[party] - floor, 0);
            for o in of {
                for (part, ready) in world.situation.origins[o].ready.iter().enumerate() {
                    graph.join(Node::Party(party), Node::Home(o, part), i64::from(ready.vehicles.0), 0);
                }
            }
        }
        graph
    }

    /// A maximum flow by breadth-first search (Edmonds and Karp).
    pub fn largest(&mut self) -> i64 {
        let (source, target) = (self.id(Node::Source), self.id(Node::Target));
        let mut total = 0;
        loop {
            let mut by = vec![usize::MAX; self.out.len()];
            let mut open = VecDeque::from([source]);
            while let Some(at) = open.pop_front() {
                for &edge in &self.out[at] {
                    let next = self.head[edge];
                    if self.left[edge] > 0 && by[next] == usize::MAX && next != source {
                        by[next] = edge;
                        open.push_back(next);
                    }
                }
            }
            if by[target] == usize::MAX {
                return total;
            }
            total += self.push(source, target, &by);
        }
    }

    /// A cheapest maximum flow by successive shortest paths (Bellman and Ford, with a queue).
    pub fn cheapest(&mut self) -> (i64, i64) {
        let (source, target) = (self.id(Node::Source), self.id(Node::Target));
        let (mut total, mut sum) = (0, 0);
        loop {
            let mut by = vec![usize::MAX; self.out.len()];
            let mut cost = vec![i64::MAX; self.out.len()];
            let mut queued = vec![false; self.out.len()];
            let mut open = VecDeque::from([source]);
            cost[source] = 0;
            while let Some(at) = open.pop_front() {
                queued[at] = false;
                for &edge in &self.out[at] {
                    let (next, reached) = (self.head[edge], cost[at] + self.cost[edge]);
                    if self.left[edge] > 0 && reached < cost[next] {
                        cost[next] = reached;
                        by[next] = edge;
                        if !std::mem::replace(&mut queued[next], true) {
                            open.push_back(next);
                        }
                    }
                }
            }
            if by[target] == usize::MAX {
                return (total, sum);
            }
            let pushed = self.push(source, target, &by);
            total += pushed;
            sum += pushed * cost[target];
        }
    }

    fn push(&mut self, source: usize, target: usize, by: &[usize]) -> i64 {
        let mut path = Vec::new();
        let mut at = target;
        while at != source {
            path.push(by[at]);
            at = self.tail[by[at]];
        }
        let most = path.iter().map(|&edge| self.left[edge]).min().unwrap_or(0);
        for edge in path {
            self.left[edge] -= most;
            self.left[edge ^ 1] += most;
        }
        most
    }
}

/// Steps on the shortest way to safety (Bellman and Ford): the beat to which slow checkpoints count.
fn steps_to_safety(world: &World) -> Vec<u32> {
    let situation = &world.situation;
    let mut steps = vec![u32::MAX; world.junctions as usize];
    situation.receptions.iter().for_each(|r| steps[r.junction.index()] = 0);
    for _ in 0..world.junctions {
        for (i, &(from, to)) in world.roads.iter().enumerate() {
            let travel = situation.roads[i].travel.0 / 1000;
            let opening = situation.opening(RoadId::at(i));
            let long_enough = opening.intervals().iter().any(|open| {
                open.from.0 < situation.horizon.0 && open.until.0.min(situation.horizon.0) - open.from.0 >= travel
            });
            if long_enough && steps[to as usize] != u32::MAX {
                let by_here = steps[to as usize] + travel / situation.step.0;
                steps[from as usize] = steps[from as usize].min(by_here);
            }
        }
    }
    steps.into_iter().map(|s| if s == u32::MAX { 0 } else { s }).collect()
}
