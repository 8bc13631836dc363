//! Margins that make a plan safer: earlier turn-back times, fewer cars called, fewer still in the first hour.

use crate::Moment;
use crate::many::{Enough, Rehearsal};
use crate::played::Played;
use crate::stage::Stage;
use crate::summary::Proportion;
use passage_model::situation::VehicleKind;
use passage_model::work::Work;

/// What is kept back of a plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Margins {
    /// By how much earlier everybody's turn-back time is: whoever is called later stays.
    pub earlier: Moment,
    /// How many of a hundred cars are called.
    pub called: u32,
    /// How many of a hundred of these in the first hour of each group.
    pub first_hour: u32,
}

impl Margins {
    /// The plan as it is.
    pub const NONE: Self = Self { earlier: Moment(0), called: 100, first_hour: 100 };
}

/// A plan with margins, as far as days say.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Hardened {
    /// The margins.
    pub margins: Margins,
    /// Persons who are still called.
    pub called: u64,
    /// On how many days somebody was caught on the way.
    pub caught: Proportion,
    /// On how many days somebody stood on a road without fuel when its window ended: no margin prevents that, but to call fewer.
    pub out_of_fuel: Proportion,
    /// Persons safe on the mean day.
    pub safe: f64,
}

/// What was found.
#[derive(Clone, Debug, PartialEq)]
pub struct Search {
    /// The plan as it is.
    pub plan: Hardened,
    /// The best with the risk under the limit, on days that the search has not seen; `None` where no margin that leaves anybody
    /// to be called is enough.
    pub best: Option<Hardened>,
    /// All that was looked at, in the order of looking.
    pub tried: Vec<Hardened>,
    /// How many days each was tried on, and the best as many others.
    pub days: u64,
}

/// Shares of cars that are tried.
const CALLED: [u32; 3] = [100, 75, 50];
/// Shares in the first hour that are tried.
const FIRST_HOUR: [u32; 2] = [100, 50];
/// Turn-back times are brought forward by multiples of this.
const GRAIN: Moment = Moment::seconds(300);
/// And by no more than twelve hours.
const MOST: u64 = 144;
/// An hour.
const HOUR: Moment = Moment::seconds(3600);

impl Stage<'_> {
    /// The plan with margins. O(vehicles).
    #[must_use]
    pub fn with(&self, margins: Margins) -> Self {
        let mut stage = self.clone();
        let mut first = vec![Moment::NEVER; self.situation.origins.len()];
        let mut number = vec![(0u64, 0u64); self.situation.origins.len()];
        for (vehicle, load) in (0u32..).zip(&self.loads) {
            let Some(group) = self.group(vehicle).map(passage_model::id::OriginId::index) else { continue };
            let order = &mut stage.trips.vehicles[vehicle as usize];
            if order.latest < Moment::NEVER {
                order.latest = Moment(order.latest.0.saturating_sub(margins.earlier.0));
            }
            if !load.alone || load.kind != VehicleKind::OwnCar {
                continue;
            }
            first[group] = first[group].min(order.called);
            let early = order.called < first[group].after(HOUR);
            let (all, in_hour) = &mut number[group];
            let share = u64::from(margins.called);
            let mut kept = (*all + 1) * share / 100 > *all * share / 100;
            *all += 1;
            if early && kept {
                let share = u64::from(margins.first_hour);
                kept = (*in_hour + 1) * share / 100 > *in_hour * share / 100;
                *in_hour += 1;
            }
            if !kept {
                order.latest = Moment(0);
            }
        }
        // Whoever is called after their latest moment stays from the beginning.
        for vehicle in stage.trips.vehicles.iter_mut().filter(|vehicle| vehicle.called > vehicle.latest) {
            (vehicle.latest, vehicle.departs) = (Moment(0), vehicle.departs.max(Moment(1)));
        }
        stage
    }

    /// Persons in vehicles that are called at all.
    pub fn persons_called(&self) -> u64 {
        let called = self.trips.vehicles.iter().zip(&self.loads).filter(|(vehicle, _)| vehicle.latest > Moment(0));
        called.map(|(_, load)| u64::from(load.persons)).sum()
    }
}

impl Hardened {
    /// Whether somebody is caught on no more days than the limit, even if these days were lucky: by the upper end of the interval.
    pub fn is_within(&self, limit: f64) -> bool {
        self.caught.high <= limit
    }

    /// More are safe; or as many, with turn-back times less early and all else the same.
    fn is_better(&self, other: &Self) -> bool {
        let (own, others) = (self.margins, other.margins);
        let less = own.earlier < others.earlier && own == Margins { earlier: own.earlier, ..others };
        self.safe > other.safe || self.safe >= other.safe && less
    }
}

impl Rehearsal<'_, '_> {
    /// The margins that leave most persons safe on the mean day with somebody caught on the way on no more than `limit` of all days, by
    /// the upper end of its 95 % interval.
    /// For each share of cars the least time by which turn-back times are earlier is found by halving: the risk falls with it,
    /// but for chance. Found on `days` days of the seed, and played again on as many others. `None` where the work was called off.
    /// O(50 x days) days.
    pub fn harden(&self, limit: f64, days: u64, work: &Work<'_>) -> Option<Search> {
        let mut tried: Vec<Hardened> = Vec::new();
        let mut enough_of: Vec<Hardened> = Vec::new();
        for called in CALLED {
            for first_hour in FIRST_HOUR {
                let at = |steps: u64| Margins { earlier: Moment(GRAIN.0 * steps), called, first_hour };
                // No more than leaves anybody to be called.
                let anybody = |steps: u64| self.stage.with(at(steps)).persons_called() > 0;
                let (mut low, mut high) = (0, MOST);
                while low < high {
                    let middle = u64::midpoint(low, high);
                    let (enough, somebody) = if anybody(middle) {
                        let hardened = self.with(at(middle), (0, days), work)?;
                        tried.push(hardened);
                        work.watch.progress("margins", tried.len() as u64, 0);
                        (hardened.is_within(limit), true)
                    } else {
                        (true, false)
                    };
                    // What brings nobody out is no plan.
                    let helps = somebody && tried[tried.len() - 1].safe >= 0.5;
                    enough_of.extend(tried.last().filter(|_| enough && helps));
                    (low, high) = if enough { (low, middle) } else { (middle + 1, high) };
                }
            }
        }
        let plan = self.with(Margins::NONE, (days, days), work)?;
        // The best of many was lucky, too: it has to be enough again on other days, or the next is tried.
        let mut best = None;
        while let Some(next) =
            (0..enough_of.len()).reduce(|a, b| if enough_of[b].is_better(&enough_of[a]) { b } else { a })
        {
            let again = self.with(enough_of.swap_remove(next).margins, (days, days), work)?;
            if again.is_within(limit) && again.safe >= 0.5 {
                best = Some(again);
                break;
            }
        }
        Some(Search { plan, best, tried, days })
    }

    /// Margins over `count` days from a first one on.
    fn with(&self, margins: Margins, (first, count): (u64, u64), work: &Work<'_>) -> Option<Hardened> {
        let stage = self.stage.with(margins);
        let rehearsal = Rehearsal { stage: &stage, ..self.clone() };
        let days = rehearsal.days_from(first, Enough { days: count, precision: None }, work)?;
        let safe = |played: &Played| f64::from(played.safe.last().copied().unwrap_or(0));
        let caught = days.iter().filter(|played| played.is_late()).count() as u64;
        let out_of_fuel =
            days.iter().filter(|played| played.caught.iter().any(|caught| caught.out_of_fuel)).count() as u64;
        Some(Hardened {
            margins,
            called: stage.persons_called(),
            caught: Proportion::of(caught, days.len() as u64),
            out_of_fuel: Proportion::of(out_of_fuel, days.len() as u64),
            safe: days.iter().map(safe).sum::<f64>() / days.len().max(1) as f64,
        })
    }
}
