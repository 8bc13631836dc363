//! Books kept beside a play: nobody appears, disappears, overtakes, or passes where nobody may. They share nothing with the
//! simulator but the layout, the routes, and the moves that they are told of.

use passage_rehearsal::{Day, Fate, Layout, Moment, Observer, QueueId, Trips};
use std::collections::VecDeque;

/// A vehicle in hundredths of a car, which all of a schedule are.
const CAR: u64 = 100;

/// What is known of a queue.
#[derive(Clone, Default)]
struct Book {
    inside: VecDeque<u32>,
    entered: u64,
    left: u64,
    last_in: Option<Moment>,
    last_out: Option<Moment>,
    /// When each that left did, as long as its hole has not come to the entry.
    holes: VecDeque<Moment>,
}

/// The books of a day.
pub struct Books<'a> {
    layout: &'a Layout,
    trips: &'a Trips,
    queues: Vec<Book>,
    /// By vehicle: where on its route it is, and since when; behind the last queue when it has arrived.
    at: Vec<(usize, Moment)>,
    /// Moves that broke a rule, by rule.
    pub broken: [u64; 7],
    /// Moves.
    pub moves: u64,
}

/// What the rules are, in the order of [`Books::broken`].
pub const RULES: [&str; 7] = [
    "no vehicle goes on before it came",
    "each goes on by its own route, from where it is",
    "first in, first out",
    "no sooner at the end than at free speed, nor from home or a stay than it is to go",
    "no more than a road's rate, in and out",
    "no more than a road holds, its holes taking the time of the wave",
    "nobody enters what is closed",
];

impl<'a> Books<'a> {
    /// Everybody at home.
    fn new(layout: &'a Layout, trips: &'a Trips) -> Self {
        let queues = vec![Book::default(); layout.queues.len()];
        let at = trips.vehicles.iter().map(|vehicle| (0, vehicle.departs)).collect();
        Self { layout, trips, queues, at, broken: [0; 7], moves: 0 }
    }

    /// Whether the day tells of everybody what the books say.
    pub fn agree(&self, day: &Day) -> bool {
        let route = |vehicle: usize| &self.trips.routes[self.trips.vehicles[vehicle].route.0 as usize].queues;
        let told = day.fates.iter().enumerate().all(|(vehicle, fate)| match *fate {
            Fate::Arrived(at) => self.at[vehicle] == (route(vehicle).len(), at),
            Fate::In(queue, _) => route(vehicle).get(self.at[vehicle].0) == Some(&queue),
            Fate::BrokenDown(..) | Fate::Stayed(_) | Fate::Waiting => false,
        });
        told && day.fates.len() == self.at.len()
    }

    fn hold(&mut self, rule: usize, holds: bool) {
        self.broken[rule] += u64::from(!holds);
    }

    /// Until when a vehicle has to stay where it is.
    fn stays(&self, vehicle: u32) -> Moment {
        let vehicle_of = &self.trips.vehicles[vehicle as usize];
        let holds = &self.trips.routes[vehicle_of.route.0 as usize].holds;
        let hold = holds.iter().find(|hold| hold.0 as usize == self.at[vehicle as usize].0);
        hold.map_or(Moment(0), |hold| vehicle_of.called.after(hold.1))
    }

    fn out_of(&mut self, vehicle: u32, queue: QueueId, since: Moment, at: Moment) {
        let stays = self.stays(vehicle);
        let layout = &self.layout.queues[queue.index()];
        let from_home = self.at[vehicle as usize].0 == 0;
        let book = &mut self.queues[queue.index()];
        // Who is at home, or beside the road, leaves when it is to.
        let first = from_home || layout.beside || book.inside.front() == Some(&vehicle);
        if let Some(place) = book.inside.iter().position(|inside| *inside == vehicle) {
            book.inside.remove(place);
        }
        let in_turn = book.last_out.is_none_or(|last| last.after(layout.headway) <= at);
        book.last_out = Some(at);
        book.left += 1;
        book.holes.push_back(at);
        self.hold(2, first);
        self.hold(3, since.after(if from_home { Moment(0) } else { layout.free }).max(stays) <= at);
        self.hold(4, in_turn);
    }

    fn into(&mut self, vehicle: u32, queue: QueueId, at: Moment) {
        let layout = &self.layout.queues[queue.index()];
        let book = &mut self.queues[queue.index()];
        while book.holes.front().is_some_and(|hole| hole.after(layout.wave) <= at) {
            book.holes.pop_front();
        }
        book.entered += 1;
        let taken = (book.entered - book.left + book.holes.len() as u64) * CAR;
        let room = layout.storage.is_none_or(|storage| taken <= u64::from(storage).max(CAR));
        let in_turn = book.last_in.is_none_or(|last| last.after(layout.headway_in) <= at);
        book.last_in = Some(at);
        book.inside.push_back(vehicle);
        self.hold(4, in_turn);
        self.hold(5, room);
        self.hold(6, layout.open_from(at) == at);
    }

    /// Writes one move down.
    fn moved(&mut self, Move { vehicle, from, to, at }: Move) {
        self.moves += u64::from(to.is_some());
        let (place, since) = self.at[vehicle as usize];
        self.hold(0, place == 0 || since <= at);
        let route = &self.trips.routes[self.trips.vehicles[vehicle as usize].route.0 as usize].queues;
        self.hold(1, route.get(place) == Some(&from) && route.get(place + 1).copied() == to);
        self.out_of(vehicle, from, since, at);
        if let Some(to) = to {
            self.into(vehicle, to, at);
        }
        self.at[vehicle as usize] = (place + 1, at);
    }
}

/// A vehicle goes from one queue to the next, or arrives.
#[derive(Clone, Copy)]
struct Move {
    vehicle: u32,
    from: QueueId,
    to: Option<QueueId>,
    at: Moment,
}

/// Every move, as it is heard of.
#[derive(Default)]
pub struct Moves(Vec<Move>);

impl Moves {
    /// The books of these moves. Those of one vehicle are heard in their order, those of several in any.
    pub fn written<'a>(mut self, layout: &'a Layout, trips: &'a Trips) -> Books<'a> {
        self.0.sort_by_key(|one| one.at);
        let mut books = Books::new(layout, trips);
        for one in self.0 {
            books.moved(one);
        }
        books
    }
}

impl Observer for Moves {
    fn moved(&mut self, vehicle: u32, from: QueueId, to: Option<QueueId>, at: Moment) {
        self.0.push(Move { vehicle, from, to, at });
    }
}
