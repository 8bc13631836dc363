//! A schedule that was replayed: who arrives when, and who does not, and why.

use crate::exchange::schedules::Scheduled;
use crate::offers::screen::{paragraph, row};
use crate::outcome::times::duration;
use crate::words::{Words, count};
use passage_model::units::Seconds;
use passage_rehearsal::{Day, Fate, Moment, QueueId, ScheduledRoad};
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// The version of the document.
pub const REPLAYED_VERSION: u32 = 1;
/// Places that are told of.
const MOST_PLACES: usize = 3;
/// Rows of arrivals, at most.
const MOST_ROWS: u64 = 12;

/// What came of a schedule.
pub struct Replayed<'a> {
    scheduled: &'a Scheduled,
    day: &'a Day,
    /// Hours that were played; `None`: until nobody moved any more.
    hours: Option<f64>,
    /// Persons by vehicle, where they are told.
    persons: Option<Vec<u32>>,
    /// When vehicles arrive, in microseconds, and with how many persons: in order.
    arrivals: Vec<(u64, u32)>,
    /// Hours on the way of those who arrive, from the departure on, and the part at free speed, in microseconds.
    under_way: (u128, u128),
    /// Vehicles and persons that did not arrive, by where they are.
    left: BTreeMap<Place, (u64, u64)>,
}

/// Where somebody is who has not arrived.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Place {
    /// On this road.
    Road(u32),
    /// Beside the road, at the end of this one.
    Beside(u32),
    /// At home, before this road.
    Home(u32),
}

impl<'a> Replayed<'a> {
    /// Counts what came of a day. O(vehicles log vehicles + roads of routes).
    pub fn of(scheduled: &'a Scheduled, day: &'a Day, hours: Option<f64>) -> Self {
        let persons = scheduled.schedule.persons();
        let trips = &scheduled.trips;
        let free: Vec<u128> = trips
            .routes
            .iter()
            .map(|route| route.queues.iter().map(|q| u128::from(scheduled.layout.queues[q.index()].free.0)).sum())
            .collect();
        let (mut arrivals, mut under_way, mut left) = (Vec::new(), (0u128, 0u128), BTreeMap::new());
        for (number, (fate, vehicle)) in day.fates.iter().zip(&trips.vehicles).enumerate() {
            let on_board = persons.as_ref().map_or(0, |persons| persons[number]);
            match *fate {
                Fate::Arrived(at) => {
                    arrivals.push((at.0, on_board));
                    under_way.0 += u128::from(at.0.saturating_sub(vehicle.departs.0));
                    under_way.1 += free[vehicle.route.0 as usize];
                }
                Fate::In(queue, _) | Fate::BrokenDown(queue, _) => {
                    let place = scheduled.place(queue, &trips.routes[vehicle.route.0 as usize].queues);
                    let so_far: &mut (u64, u64) = left.entry(place).or_default();
                    *so_far = (so_far.0 + 1, so_far.1 + u64::from(on_board));
                }
                // Nobody waits for another or has a turn-back time in a schedule.
                Fate::Stayed(_) | Fate::Waiting => {}
            }
        }
        arrivals.sort_unstable();
        Self { scheduled, day, hours, persons, arrivals, under_way, left }
    }

    /// When this part of all vehicles has arrived; `None` where it never has.
    fn by(&self, part: f64) -> Option<Moment> {
        let number = (part * self.vehicles() as f64) as usize;
        self.arrivals.get(number.checked_sub(1)?).map(|arrival| Moment(arrival.0))
    }

    fn vehicles(&self) -> usize {
        self.day.fates.len()
    }

    fn arrived_persons(&self) -> u64 {
        self.arrivals.iter().map(|arrival| u64::from(arrival.1)).sum()
    }

    /// Vehicles and persons that have arrived at the ends of as many even times as there is room for.
    fn curve(&self) -> Vec<(u64, usize, u64)> {
        let hour = Moment::seconds(3600).0;
        let last = self.arrivals.last().map_or(0, |arrival| arrival.0.div_ceil(hour)).max(1);
        let each = last.div_ceil(MOST_ROWS).max(1);
        let ends = (1..=last.div_ceil(each)).map(|n| n * each);
        ends.map(|hours| {
            let there = self.arrivals.partition_point(|arrival| arrival.0 <= hours.saturating_mul(hour));
            (hours, there, self.arrivals[..there].iter().map(|arrival| u64::from(arrival.1)).sum())
        })
        .collect()
    }

    /// The document.
    pub fn document(&self) -> Value {
        let seconds = |part| self.by(part).map(|at| at.0 as f64 / 1e6);
        let minutes = |part| self.by(part).map(|at| (at.0 as f64 / 60e6).round());
        let hours = |micros: u128| (micros as f64 / 3.6e9 * 1000.0).round() / 1000.0;
        let known = |number: u64| self.persons.is_some().then_some(number);
        let circles = self.day.stuck.iter().map(|circle| {
            let roads = circle.iter().filter_map(|queue| self.scheduled.road(*queue));
            roads.map(|(number, road)| json!({ "road": number, "from": road.0, "to": road.1 })).collect::<Vec<_>>()
        });
        let left = self.left.iter().map(|(place, (vehicles, persons))| {
            let (at, number) = match *place {
                Place::Road(number) => ("on the road", number),
                Place::Beside(number) => ("beside the road, at its end", number),
                Place::Home(number) => ("at home, before the road", number),
            };
            let road = self.scheduled.roads.roads()[number as usize];
            json!({ "at": at, "road": number, "from": road.0, "to": road.1, "vehicles": vehicles, "persons": known(*persons) })
        });
        let curve = self.curve().into_iter().map(
            |(hours, vehicles, persons)| json!({ "hours": hours, "vehicles": vehicles, "persons": known(persons) }),
        );
        json!({
            "version": REPLAYED_VERSION,
            "program": concat!("passage ", env!("CARGO_PKG_VERSION")),
            "roads": self.scheduled.roads.roads().len(),
            "routes": self.scheduled.trips.routes.len(),
            "vehicles": self.vehicles(),
            "persons": self.persons.as_ref().map(|all| all.iter().map(|n| u64::from(*n)).sum::<u64>()),
            "hours_played": self.hours,
            "arrived": self.arrivals.len(),
            "arrived_persons": known(self.arrived_persons()),
            "t50_s": seconds(0.5),
            "t90_s": seconds(0.9),
            "t100_s": seconds(1.0),
            "t50_min": minutes(0.5),
            "t90_min": minutes(0.9),
            "t100_min": minutes(1.0),
            "travel_hours": hours(self.under_way.0),
            "free_travel_hours": hours(self.under_way.1),
            "arrivals": curve.collect::<Vec<_>>(),
            "not_arrived": left.collect::<Vec<_>>(),
            "gridlock": circles.collect::<Vec<_>>(),
            "moves": self.day.moves,
        })
    }

    /// The screen.
    pub fn screen(&self, words: &Words) -> String {
        let mut out = String::new();
        let figures = [
            ("vehicles", count(self.vehicles() as u64)),
            ("routes", count(self.scheduled.trips.routes.len() as u64)),
            ("roads", count(self.scheduled.roads.roads().len() as u64)),
        ];
        paragraph(&mut out, &words.tell("schedule-title", &figures), "");
        paragraph(&mut out, &self.arrived(words), "");
        let by = |part| {
            let time =
                |at: Moment| duration(Seconds(u32::try_from(at.0.div_ceil(1_000_000)).unwrap_or(u32::MAX)), words);
            self.by(part).map_or_else(|| words.say("schedule-never"), time)
        };
        let figures = [("half", by(0.5).into()), ("nine", by(0.9).into()), ("all", by(1.0).into())];
        paragraph(&mut out, &words.tell("schedule-by", &figures), "");
        let hours = |micros: u128| {
            let hours = micros as f64 / 3.6e9;
            if hours < 100.0 { words.decimal(hours, 1) } else { words.number(hours.round() as u64) }
        };
        let figures = [("all", hours(self.under_way.0).into()), ("free", hours(self.under_way.1).into())];
        paragraph(&mut out, &words.tell("schedule-under-way", &figures), "");
        self.not_arrived(&mut out, words);
        out.push('\n');
        let mut heads = vec![words.say("schedule-vehicles")];
        heads.extend(self.persons.as_ref().map(|_| words.say("schedule-persons")));
        row(&mut out, &words.say("schedule-arrived-by"), &heads);
        for (hours, vehicles, persons) in self.curve() {
            let mut cells = vec![words.number(vehicles as u64)];
            cells.extend(self.persons.as_ref().map(|_| words.number(persons)));
            row(&mut out, &format!("  {}", words.tell("hours", &[("h", hours.to_string().into())])), &cells);
        }
        out
    }

    fn arrived(&self, words: &Words) -> String {
        let there = self.arrivals.len();
        let mut figures = vec![("n", count(there as u64)), ("all", count(self.vehicles() as u64))];
        let Some(persons) = &self.persons else { return words.tell("schedule-arrived", &figures) };
        let all: u64 = persons.iter().map(|n| u64::from(*n)).sum();
        figures.extend([("persons", count(self.arrived_persons())), ("everybody", count(all))]);
        words.tell("schedule-arrived-persons", &figures)
    }

    /// Who has not arrived, where most of them are, and which roads wait for one another.
    fn not_arrived(&self, out: &mut String, words: &Words) {
        if self.left.is_empty() {
            return;
        }
        let all: u64 = self.left.values().map(|left| left.0).sum();
        match self.hours {
            Some(hours) => {
                let exact = |places: usize| (hours * 10f64.powi(places as i32)).fract() == 0.0;
                let places = (0..2).find(|places| exact(*places)).unwrap_or(2);
                let figures = [("n", count(all)), ("hours", words.decimal(hours, places).into())];
                paragraph(out, &words.tell("schedule-still", &figures), "");
            }
            None => paragraph(out, &words.tell("schedule-held", &[("n", count(all))]), ""),
        }
        let mut places: Vec<_> = self.left.iter().map(|(place, (vehicles, _))| (*vehicles, *place)).collect();
        places.sort_by_key(|(vehicles, place)| (std::cmp::Reverse(*vehicles), *place));
        for (vehicles, place) in places.iter().take(MOST_PLACES) {
            let (message, number) = match *place {
                Place::Road(number) => ("schedule-on-road", number),
                Place::Beside(number) => ("schedule-beside", number),
                Place::Home(number) => ("schedule-at-home", number),
            };
            let figures = [("n", count(*vehicles)), ("road", self.scheduled.named(number, words).into())];
            paragraph(out, &words.tell(message, &figures), "  ");
        }
        if places.len() > MOST_PLACES {
            let more = (places.len() - MOST_PLACES) as u64;
            paragraph(out, &words.tell("schedule-more-places", &[("n", count(more))]), "  ");
        }
        for circle in &self.day.stuck {
            let roads = circle.iter().filter_map(|queue| self.scheduled.road(*queue));
            let roads: Vec<String> = roads.map(|(number, _)| self.scheduled.named(number, words)).collect();
            paragraph(out, &words.tell("schedule-gridlock", &[("roads", roads.join("; ").into())]), "");
        }
    }
}

impl Scheduled {
    /// The road that a queue is, with its number.
    fn road(&self, queue: QueueId) -> Option<(u32, ScheduledRoad)> {
        self.roads.roads().get(queue.index()).map(|road| (queue.0, *road))
    }

    /// Where a queue of a route is.
    fn place(&self, queue: QueueId, route: &[QueueId]) -> Place {
        if self.road(queue).is_some() {
            return Place::Road(queue.0);
        }
        match route.iter().position(|passed| *passed == queue) {
            // A place to stay is never the first of a route.
            Some(at) if at > 0 => Place::Beside(route[at - 1].0),
            _ => Place::Home(route.get(1).map_or(0, |first| first.0)),
        }
    }

    /// A road in words.
    fn named(&self, number: u32, words: &Words) -> String {
        let ScheduledRoad(from, to, ..) = self.roads.roads()[number as usize];
        let figures = [number, from, to].map(|n| n.to_string());
        let [number, from, to] = figures.map(Into::into);
        words.tell("schedule-road", &[("road", number), ("from", from), ("to", to)])
    }
}
