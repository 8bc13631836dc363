//! The words that the screen and the page have in common: what an offer and a loss are called, and gains with a sign.

use super::by_hour::Cost;
use super::least::Shortest;
use super::losses::{Loss, Losses, What};
use super::weigh::{Scales, Weighed};
use super::{LONGEST, Lever, MORE_AN_HOUR, Offers, Set, Worth};
use crate::outcome::times::{Times, duration};
use crate::words::{Words, count};
use passage_model::situation::{Reading, VehicleKind};
use passage_model::time::Interval;
use passage_model::units::{Persons, VehiclesPerDay};

/// What offers and losses of one scenario are called.
pub struct Told<'a> {
    /// The offers.
    pub offers: &'a Offers,
    /// The scenario.
    pub scales: &'a Scales<'a>,
    /// Its clock.
    pub times: &'a Times,
    /// The language.
    pub words: &'a Words,
}

impl Told<'_> {
    /// The letter of a corridor: A for the first.
    pub fn letter(number: usize) -> String {
        let letter = |n: usize| char::from(b'A' + (n % 26) as u8);
        if number < 26 { letter(number).to_string() } else { format!("{}{}", letter(number / 26 - 1), letter(number)) }
    }

    /// The letters of a set: `A+C`.
    pub fn set(set: &Set) -> String {
        set.corridors.iter().map(|&i| Self::letter(i)).collect::<Vec<_>>().join("+")
    }

    /// The corridors by their letters, a line each.
    pub fn legend(&self) -> Vec<String> {
        let corridors = self.scales.agreed().corridors.iter().enumerate();
        let one = |(i, corridor): (usize, &passage_model::scenario::CorridorText)| {
            let message = if corridor.proposed { "offers-legend-proposed" } else { "offers-legend" };
            self.words.tell(message, &[("letter", Self::letter(i).into()), ("name", corridor.name.as_str().into())])
        };
        corridors.map(one).collect()
    }

    /// What corridors have in common, the step if it is not the scenario's, and whether fleets are left out; a line each.
    pub fn remarks(&self) -> Vec<String> {
        let shared = self.scales.shared.iter().map(|shared| {
            let km = self.words.decimal(shared.length.kilometres(), 1);
            let figures = [
                ("one", Self::letter(shared.corridors.0).into()),
                ("other", Self::letter(shared.corridors.1).into()),
                ("km", km.into()),
                ("from", shared.from.as_str().into()),
                ("to", shared.to.as_str().into()),
            ];
            self.words.tell("offers-shared", &figures)
        });
        let (step, own) = (self.scales.step, self.scales.agreed().step.value);
        let span = |step| duration(step, self.words);
        let coarse = (step != own)
            .then(|| self.words.tell("offers-step", &[("step", span(step).into()), ("own", span(own).into())]));
        shared.chain(coarse).chain(self.of_fleets()).collect()
    }

    /// How fleets are weighed, and what of them is not; a line each.
    fn of_fleets(&self) -> Vec<String> {
        let scenario = self.scales.agreed();
        if scenario.fleets.is_empty() {
            return Vec::new();
        }
        let bus = scenario.fleets.iter().any(|fleet| fleet.kind == VehicleKind::Bus);
        let none = (!bus).then(|| self.words.say("offers-no-bus-fleet"));
        std::iter::once(self.words.say("offers-fleets")).chain(none).collect()
    }

    /// How many of the sets by length are not weighed.
    pub fn left_out(&self) -> Option<String> {
        let (left_out, all) = self.offers.left_out;
        let figures = [("n", count(left_out as u64)), ("all", count(all as u64))];
        (left_out > 0).then(|| self.words.tell("offers-left-out", &figures))
    }

    /// People safe: a number, or with fleets from the plan that was found to what no plan exceeds.
    pub fn between(&self, least: Persons, most: Persons) -> String {
        let number = |persons: Persons| self.words.number(persons.0);
        if least >= most { number(least) } else { format!("{}\u{2013}{}", number(least), number(most)) }
    }

    /// People safe by the end.
    pub fn safe(&self, weighed: &Weighed) -> String {
        self.between(weighed.safe(), weighed.most())
    }

    /// What is proven of a lever's worth by each reading, where that of any says more than the plans' figures.
    pub fn proven_worth(&self, worth: &Worth) -> Option<Vec<String>> {
        let least = if worth.never_less { 0 } else { i64::MIN };
        self.proven(&worth.weighed, (least, i64::MAX))
    }

    /// The same of a loss, which never brings anybody.
    pub fn proven_loss(&self, left: &[Weighed]) -> Option<Vec<String>> {
        self.proven(left, (i64::MIN, 0))
    }

    fn proven(&self, of: &[Weighed], within: (i64, i64)) -> Option<Vec<String>> {
        let cells = of.iter().zip(&self.offers.agreed).map(|(with, without)| {
            let (least, most) = proven(with, without, within);
            (least != most).then(|| format!("{}\u{2026}{}", self.signed(least), self.signed(most)))
        });
        let cells: Vec<Option<String>> = cells.collect();
        cells.iter().any(Option::is_some).then(|| cells.into_iter().map(Option::unwrap_or_default).collect())
    }

    fn signed(&self, persons: i64) -> String {
        let whole = |persons: i64| Persons(u32::try_from(persons).unwrap_or(u32::MAX));
        self.gain(whole(persons.max(0)), whole((-persons).max(0)))
    }

    /// The name of a reading.
    pub fn reading(&self, reading: Reading) -> String {
        self.words.say(match reading {
            Reading::Pessimistic => "reading-pessimistic",
            Reading::Likely => "reading-likely",
            Reading::Optimistic => "reading-optimistic",
        })
    }

    /// What a lever is called.
    pub fn lever(&self, lever: Lever) -> String {
        let scenario = self.scales.agreed();
        match lever {
            Lever::Later => self.words.say("offers-later"),
            Lever::Earlier => self.words.say("offers-earlier"),
            Lever::Corridor(number) => self.words.tell("offers-corridor", &[("letter", Self::letter(number).into())]),
            Lever::Checkpoint(number, kind) => {
                let message = match kind {
                    VehicleKind::OwnCar => "offers-checkpoint",
                    VehicleKind::Bus => "offers-checkpoint-bus",
                    VehicleKind::Medical => "offers-checkpoint-medical",
                    VehicleKind::Truck | VehicleKind::Foot => "offers-checkpoint-other",
                };
                let name = scenario.checkpoints[number].site.name.as_str();
                self.words.tell(message, &[("n", count(MORE_AN_HOUR)), ("name", name.into())])
            }
            Lever::Lane => self.words.tell("offers-lane", &[("n", count(MORE_AN_HOUR))]),
            Lever::Fleet(number, more) => {
                let name = scenario.fleets[number].name.as_str();
                self.words.tell("offers-fleet", &[("n", count(more)), ("name", name.into())])
            }
            Lever::Buses(buses) => {
                let bus = VehicleKind::Bus as usize;
                let shut = scenario.checkpoints.iter().find(|c| c.rates[bus].value.optimistic == VehiclesPerDay(0));
                let Some(shut) = shut else { return self.words.tell("offers-buses", &[("n", count(buses))]) };
                let figures = [("n", count(buses)), ("name", shut.site.name.as_str().into())];
                self.words.tell("offers-buses-shut", &figures)
            }
        }
    }

    /// What a loss is called.
    pub fn loss(&self, what: &What) -> String {
        match what {
            What::Corridor(number) => {
                self.words.tell("offers-loss-corridor", &[("letter", Self::letter(*number).into())])
            }
            What::Checkpoint(number) => {
                let name = self.scales.agreed().checkpoints[*number].site.name.as_str();
                self.words.tell("offers-loss-checkpoint", &[("name", name.into())])
            }
            What::Footway(number) => {
                let name = self.scales.agreed().footways[*number].name.as_str();
                self.words.tell("offers-loss-footway", &[("name", name.into())])
            }
            What::Stretch { from, to } => {
                self.words.tell("offers-loss-road", &[("from", from.as_str().into()), ("to", to.as_str().into())])
            }
        }
    }

    /// The first of losses that cost the same, and how many others do.
    pub fn losses_alike(&self, alike: &[Loss]) -> String {
        let Some((first, others)) = alike.split_first() else { return String::new() };
        let first = self.loss(&first.what);
        if others.is_empty() {
            return first;
        }
        self.words.tell("offers-loss-alike", &[("what", first.into()), ("n", count(others.len() as u64))])
    }

    /// How many more or fewer people, with its sign.
    pub fn gain(&self, with: Persons, without: Persons) -> String {
        let number = self.words.number(with.0.abs_diff(without.0));
        match with.cmp(&without) {
            std::cmp::Ordering::Greater => format!("+{number}"),
            std::cmp::Ordering::Less => format!("\u{2212}{number}"),
            std::cmp::Ordering::Equal => number,
        }
    }

    /// As agreed, in a sentence; with fleets also what no plan exceeds.
    pub fn agreed(&self) -> String {
        let agreed = &self.offers.agreed[Offers::LIKELY];
        let by = self.times.minute(agreed.horizon, self.words);
        let figures = [
            ("n", count(agreed.safe().0)),
            ("all", count(self.scales.agreed().persons().0)),
            ("by", by.into()),
            ("zone", self.times.zone(agreed.horizon, self.words).into()),
        ];
        let most = [("most", count(agreed.most().0))];
        let mut told = if agreed.most() > agreed.safe() {
            self.words.tell("offers-agreed-most", &figures.into_iter().chain(most).collect::<Vec<_>>())
        } else {
            self.words.tell("offers-agreed", &figures)
        };
        for (reading, weighed) in self.offers.readings.iter().zip(&self.offers.agreed).skip(1) {
            let figures = [("reading", self.reading(*reading).into()), ("n", self.safe(weighed).into())];
            told = format!("{told} {}", self.words.tell("offers-agreed-beside", &figures));
        }
        told
    }

    /// How many times over the agreed hours would have to be had for everybody, as they are and with more buses.
    pub fn times_over(&self) -> Option<String> {
        let all = self.scales.agreed().persons();
        let times = |weighed: &[Weighed]| {
            let safe = weighed[Offers::LIKELY].safe().0;
            (safe > 0).then(|| all.0.div_ceil(safe))
        };
        let agreed = times(&self.offers.agreed)?;
        let figures = [("all", count(all.0)), ("n", count(agreed))];
        let mut told = self.words.tell("offers-times", &figures);
        for worth in &self.offers.worth {
            let Some(with) = times(&worth.weighed).filter(|with| *with != agreed) else { continue };
            let more = match worth.lever {
                Lever::Buses(buses) => {
                    self.words.tell("offers-times-buses", &[("buses", count(buses)), ("n", count(with))])
                }
                Lever::Fleet(number, more) => {
                    let name = self.scales.agreed().fleets[number].name.as_str();
                    let figures = [("more", count(more)), ("name", name.into()), ("n", count(with))];
                    self.words.tell("offers-times-fleet", &figures)
                }
                _ => continue,
            };
            told = format!("{told} {more}");
        }
        Some(told)
    }

    /// The length of windows, and whether it is the agreed one.
    pub fn length(&self, hours: u32) -> String {
        let agreed = super::change::longest(self.scales.agreed()).0 == hours * 3600;
        let message = if agreed { "offers-length-agreed" } else { "hours" };
        self.words.tell(message, &[("h", hours.to_string().into())])
    }

    /// The shortest window of a set, or that a day is too short; with fleets from what is not excluded to what is found.
    pub fn shortest(&self, shortest: Shortest) -> String {
        let hours = |hours: String| self.words.tell("hours", &[("h", hours.into())]);
        match shortest.hours {
            Some(found) if found <= shortest.no_less => hours(found.to_string()),
            Some(found) => hours(format!("{}\u{2013}{found}", shortest.no_less)),
            None if shortest.no_less <= LONGEST && !self.scales.agreed().fleets.is_empty() => {
                self.words.tell("offers-or-more", &[("h", shortest.no_less.to_string().into())])
            }
            None => self.words.say("offers-not-in-a-day"),
        }
    }

    /// That nothing does.
    pub fn none(&self) -> String {
        let fleets = !self.scales.agreed().fleets.is_empty();
        self.words.say(if fleets { "offers-least-none-fleets" } else { "offers-least-none" })
    }

    /// That not all sets were looked at.
    pub fn least_left_out(&self, least: &super::least::Least) -> Option<String> {
        let left_out = self.offers.sets.len() - least.sets.len();
        (left_out > 0).then(|| self.words.tell("offers-least-left-out", &[("n", count(left_out as u64))]))
    }

    /// For whom the least is.
    pub fn least(&self, least: &super::least::Least) -> String {
        let by = least.by.map(|by| self.times.minute(by, self.words));
        match by {
            Some(by) => self.words.tell("offers-least-by", &[("n", count(least.persons.0)), ("by", by.into())]),
            None => self.words.tell("offers-least", &[("n", count(least.persons.0))]),
        }
    }

    /// So many people fewer, with the sign.
    pub fn fewer(&self, persons: Persons) -> String {
        self.gain(Persons(0), persons)
    }

    /// The same from the most to the least that is proven.
    pub fn fewer_between(&self, cost: &Cost) -> String {
        format!("{}\u{2026}{}", self.fewer(cost.between.1), self.fewer(cost.between.0))
    }

    /// Where the worst loss is worst and where it is least, by the hour.
    pub fn loss_by_hour(&self) -> Option<String> {
        let losses = &self.offers.losses;
        let worst = losses.whole.first()?;
        let (most, least) = extremes(losses, worst)?;
        if most.1 == least.1 {
            let figures = [("what", self.loss(&worst.what).into()), ("n", count(most.1.0))];
            return Some(self.words.tell("offers-loss-any-hour", &figures));
        }
        let hour = |when| self.times.span(when, self.words);
        let figures = [
            ("what", self.loss(&worst.what).into()),
            ("most", count(most.1.0)),
            ("when", hour(most.0).into()),
            ("least", count(least.1.0)),
            ("other", hour(least.0).into()),
        ];
        Some(self.words.tell("offers-loss-hour", &figures))
    }

    /// Which loss hurts most in a single hour, and in which, where that is another than the worst.
    pub fn worst_hour(&self) -> Option<String> {
        let losses = &self.offers.losses;
        let (first, others) = losses.whole.split_first()?;
        let (known, _) = extremes(losses, first)?;
        let each = others.iter().filter_map(|loss| Some((loss, extremes(losses, loss)?.0)));
        let above = each.filter(|(_, (_, costs))| *costs > known.1);
        // The first of those that cost the same.
        let first =
            |(place, (_, (_, costs))): &(usize, (&Loss, (Interval, Persons)))| (std::cmp::Reverse(*costs), *place);
        let (_, (loss, (when, costs))) = above.enumerate().min_by_key(first)?;
        let when = self.times.span(when, self.words);
        let figures = [("what", self.loss(&loss.what).into()), ("n", count(costs.0)), ("when", when.into())];
        Some(self.words.tell("offers-loss-worst-hour", &figures))
    }
}

/// The hour in which a loss costs most and that in which it costs least, with the people; the first of those alike.
fn extremes(losses: &Losses, loss: &Loss) -> Option<((Interval, Persons), (Interval, Persons))> {
    let hours = losses.hours.iter().zip(loss.for_an_hour.as_ref()?);
    let hours = hours.map(|(when, cost)| (*when, cost.persons));
    let most = hours.clone().min_by_key(|(when, costs)| (std::cmp::Reverse(*costs), when.from))?;
    Some((most, hours.min_by_key(|(when, costs)| (*costs, when.from))?))
}

/// The least and the most that a difference can be: from plans that there are and limits that none exceeds, `within` what
/// it cannot leave.
pub fn proven(with: &Weighed, without: &Weighed, within: (i64, i64)) -> (i64, i64) {
    let number = |persons: Persons| i64::from(persons.0);
    let (least, most) = (number(with.safe()) - number(without.most()), number(with.most()) - number(without.safe()));
    (least.clamp(within.0, within.1), most.clamp(within.0, within.1))
}
