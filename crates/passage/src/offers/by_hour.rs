//! What a loss costs hour by hour: closed in one hour only, people fewer by the end; closed throughout, fewer by each hour.

use super::Offers;
use super::book::Book;
use super::change::{Change, Lost};
use super::losses::change;
use super::weigh::{Scales, Weighed};
use crate::failure::Failure;
use passage_model::id::RoadId;
use passage_model::network::Network;
use passage_model::plan::{Course, Plan};
use passage_model::scenario::TravelOn;
use passage_model::situation::{Reading, Situation};
use passage_model::time::{Clock, Interval};
use passage_model::units::{Persons, Seconds, Vehicles};
use passage_model::work::Work;
use std::collections::BTreeSet;

/// Hours that are tried: two days and nights of open roads. Chosen by us.
const MOST_HOURS: usize = 48;
/// Losses times hours that are weighed by the likely reading, the worst losses first: no more than all else together on a
/// large network. Chosen by us; the same on every machine.
const MOST_CLOSINGS: usize = 200;
/// The same where each is a plan with fleets.
const MOST_WITH_FLEETS: usize = 75;
const HOUR: u32 = 3600;

/// Hours in which each loss is tried alone.
#[derive(Default)]
pub struct Hours {
    /// Whole hours from the first opening on.
    pub tried: Vec<Interval>,
    /// How many more there would be.
    pub left_out: usize,
    /// By a reading, for each of them the roads that a plan is on which brings out as many as there can be.
    on: Vec<(Reading, Vec<BTreeSet<RoadId>>)>,
    /// For each place, those before it with which all that it loses is closed.
    larger: Vec<Vec<usize>>,
}

impl Hours {
    /// The hours in which any agreed corridor or area is open; where every road may be used, all up to the horizon.
    pub fn of(scales: &Scales<'_>, situation: &Situation) -> Self {
        let agreed = scales.agreed();
        let corridors = agreed.in_force().map(|corridor| &corridor.windows);
        let windows = corridors.chain(agreed.areas.iter().map(|area| &area.windows));
        let whole = Interval { from: Clock::H_HOUR, until: situation.horizon };
        let mut open: Vec<Interval> = windows.flat_map(|w| w.opening.intervals()).copied().collect();
        if open.is_empty() || agreed.travel_on.value == TravelOn::AnyRoad {
            open = vec![whole];
        }
        let first = open.iter().map(|i| i.from.0).min().unwrap_or(0);
        let last = open.iter().map(|i| i.until.0).max().unwrap_or(0).min(situation.horizon.0);
        let hour = |i: u32| Interval { from: Clock(first + i * HOUR), until: Clock(first + (i + 1) * HOUR) };
        let hours = (0..last.saturating_sub(first).div_ceil(HOUR)).map(hour);
        let is_open = |hour: &Interval| open.iter().any(|i| i.from < hour.until && hour.from < i.until);
        let mut tried: Vec<Interval> = hours.filter(is_open).collect();
        let left_out = tried.len().saturating_sub(MOST_HOURS);
        tried.truncate(MOST_HOURS);
        Self { tried, left_out, on: Vec::new(), larger: Vec::new() }
    }

    /// Takes note of which of `places` are part of others before them: of the roads that are open at any time, those of the
    /// one are among those of the other. O(places squared x roads x log roads).
    pub fn nest(&mut self, situation: &Situation, places: &[&Lost]) {
        let is_open = |road: &RoadId| !situation.opening(*road).is_never();
        let of_roads = |lost: &&Lost| {
            let alone = lost.checkpoint.is_none() && lost.footway.is_none();
            alone.then(|| lost.roads.iter().copied().filter(is_open).collect::<BTreeSet<RoadId>>())
        };
        let roads: Vec<Option<BTreeSet<RoadId>>> = places.iter().map(of_roads).collect();
        let within = |part: usize, larger: usize| {
            let both = roads[part].as_ref().zip(roads[larger].as_ref());
            both.is_some_and(|(part, larger)| part.is_subset(larger))
        };
        let larger = |part: usize| (0..part).filter(|larger| within(part, *larger)).collect();
        self.larger = (0..places.len()).map(larger).collect();
    }

    /// Takes note of a plan as agreed, if no other brings out more and only cars drive: roads that it is not on in an hour
    /// may be closed then at no cost, for it stays a plan. O(movements x roads of a course x log roads).
    pub fn note(&mut self, network: &Network, situation: &Situation, plan: &Plan, agreed: &Weighed) {
        let best = !agreed.is_with_fleets() && plan.safe() >= agreed.safe();
        if !best || !situation.fleets.is_empty() || !situation.contraflow.is_empty() {
            return;
        }
        let mut on = vec![BTreeSet::new(); self.tried.len()];
        for movement in &plan.movements {
            for (road, enter, off) in legs(network, situation, &plan.courses[movement.course.index()]) {
                // Vehicles that leave in one step follow one another within it.
                let (enter, off) = (movement.departure + enter, movement.departure + off + situation.step);
                let first = self.tried.partition_point(|hour| hour.until <= enter);
                let hours = self.tried.iter().zip(&mut on).skip(first).take_while(|(hour, _)| hour.from < off);
                hours.for_each(|(_, on)| {
                    on.insert(road);
                });
            }
        }
        self.on.push((situation.reading, on));
    }

    /// Whether such a plan does without what is lost in one of the hours. Of checkpoints and footways it is not asked.
    fn spares(&self, lost: &Lost, hour: usize, reading: Reading) -> bool {
        let roads_alone = lost.checkpoint.is_none() && lost.footway.is_none();
        let on = self.on.iter().find(|(of, _)| *of == reading).map(|(_, on)| &on[hour]);
        roads_alone && on.is_some_and(|on| lost.roads.iter().all(|road| !on.contains(road)))
    }

    /// Who is left safe when something is lost in one of the hours alone; `None`: not weighed.
    pub fn left(&self, book: &Book<'_>, lost: &Lost, hour: usize, reading: Reading) -> Option<Weighed> {
        let weighed = book.get(&in_hour(lost, self.tried[hour]), reading);
        let spared = || self.spares(lost, hour, reading).then(|| book.get(&Change::default(), reading)).flatten();
        weighed.or_else(spared).cloned()
    }

    /// Whether it costs nobody, by a reading, when one of `places` is lost in one of the hours alone: it costs nobody when it
    /// is closed throughout, or a place before it that is closed with it costs nobody in that hour.
    fn is_idle(&self, book: &Book<'_>, places: &[&Lost], place: usize, hour: usize, reading: Reading) -> bool {
        let Some(agreed) = book.get(&Change::default(), reading).map(Weighed::safe) else { return false };
        let as_many = |left: Option<&Weighed>| left.is_some_and(|left| left.safe() >= agreed);
        let of_larger = |larger: &usize| as_many(self.left(book, places[*larger], hour, reading).as_ref());
        as_many(book.get(&change(places[place]), reading)) || self.larger[place].iter().any(of_larger)
    }
}

/// The roads of a course with the times after the departure at which they are entered and left, as the checker has it: at
/// once where vehicles may wait at the end, else when the next one is entered.
fn legs<'p>(
    network: &'p Network,
    situation: &'p Situation,
    course: &'p Course,
) -> impl Iterator<Item = (RoadId, Seconds, Seconds)> + 'p {
    let next = course.enter.iter().skip(1).chain([&course.arrive]);
    course.roads.iter().zip(&course.enter).zip(next).map(|((&road, &enter), &next)| {
        let waits = situation.waiting_room(network.to(road)) > Vehicles(0);
        let free = enter + situation.roads[road.index()].travel.seconds_up();
        (road, enter, if waits { next.min(free) } else { next })
    })
}

/// People fewer than as agreed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cost {
    /// By the plans that were found; without fleets by all plans.
    pub persons: Persons,
    /// What is proven: at least, at most.
    pub between: (Persons, Persons),
}

impl Cost {
    /// By a moment.
    pub fn by(moment: Clock, agreed: &Weighed, left: &Weighed) -> Self {
        let fewer = |with: Persons, without: Persons| Persons(with.0.saturating_sub(without.0));
        let (least, most) =
            (fewer(agreed.by(moment), left.most_by(moment)), fewer(agreed.most_by(moment), left.by(moment)));
        Self { persons: fewer(agreed.by(moment), left.by(moment)), between: (least, most) }
    }

    /// By the end.
    pub fn in_all(agreed: &Weighed, left: &Weighed) -> Self {
        Self::by(agreed.horizon, agreed, left)
    }

    /// Whether more is proven than the figure itself.
    pub fn is_open(&self) -> bool {
        self.between.0 < self.between.1
    }
}

/// Closes each of `places`, which come with the worst first, in each hour alone: the worst by all readings, then others by
/// the likely one, as long as there is room for all their hours; first those of which none is part of another. What is
/// known to cost nobody is not weighed: an hour in which a plan as good as any does without it, and what costs nobody when
/// it, or more than it, is closed.
pub fn weigh(
    book: &mut Book<'_>,
    places: &[&Lost],
    hours: &Hours,
    readings: &[Reading],
    work: &Work<'_>,
) -> Result<(), Failure> {
    let fleets = !book.scales().agreed().fleets.is_empty();
    let mut room = if fleets { MOST_WITH_FLEETS } else { MOST_CLOSINGS };
    let (parts, whole): (Vec<usize>, Vec<usize>) =
        (0..places.len()).partition(|place| !hours.larger[*place].is_empty());
    for wave in [whole, parts] {
        let mut closings: Vec<(Change, Reading)> = Vec::new();
        for place in wave {
            let unknown = |reading: Reading| {
                let weighed = |hour: &usize| !hours.spares(places[place], *hour, reading);
                let open = (0..hours.tried.len()).filter(weighed);
                let open = open.filter(|hour| place == 0 || !hours.is_idle(book, places, place, *hour, reading));
                open.map(|hour| (in_hour(places[place], hours.tried[hour]), reading)).collect::<Vec<_>>()
            };
            if place == 0 {
                closings.extend(readings.iter().flat_map(|reading| unknown(*reading)));
                continue;
            }
            let own = unknown(readings[Offers::LIKELY]);
            if own.len() > room {
                break;
            }
            room -= own.len();
            closings.extend(own);
        }
        book.weigh(&closings, "closing each for an hour", work)?;
    }
    Ok(())
}

/// What one of `places` costs in each hour, by a reading; `None` where it was not weighed.
pub fn costs(book: &Book<'_>, places: &[&Lost], place: usize, hours: &Hours, reading: Reading) -> Option<Vec<Cost>> {
    let agreed = book.get(&Change::default(), reading)?;
    // The plan that does without it, or more than it, is one for the hour too; as agreed no plan exceeds the limit.
    let most = Persons(agreed.most().0.saturating_sub(agreed.safe().0));
    let nothing = Cost { persons: Persons(0), between: (Persons(0), most) };
    let cost = |hour: usize| match hours.left(book, places[place], hour, reading) {
        Some(left) => Some(Cost::in_all(agreed, &left)),
        None => hours.is_idle(book, places, place, hour, reading).then_some(nothing),
    };
    (0..hours.tried.len()).map(cost).collect()
}

fn in_hour(lost: &Lost, when: Interval) -> Change {
    change(&Lost { when, ..lost.clone() })
}
