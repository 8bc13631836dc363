//! (b) People divided by vehicles: the cheapest way to see that two figures are not of the same thing.

use super::index::{Bucket, Key, Texts, date_key, folded, moment_key};
use super::phrase::{Part, Phrase, called, plain};
use super::spans::Spans;
use super::{Detector, Question};
use crate::claim::{Claim, What};
use crate::ledger::day_of;
use crate::measure::{Measure, Nature, Period, Value};

/// People in a car, in tenths: seen on corridors are 3.0 to 5.0 on average (17 and 18 March 2022, Lachin); below 1.2 cars
/// would be nearly empty, above 6 nobody could sit (`../shared/domain.md` D.2).
const CARS: (u64, u64) = (12, 60);

/// People in a bus, in tenths: seen were 26 (79 in three) to 70 standing (`../shared/domain.md` A.8), and a margin.
const BUSES: (u64, u64) = (50, 900);

/// Which part of the way a measure counts, and in what.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Load {
    People,
    Vehicles,
    Buses,
    Waiting,
}

const fn place(measure: Measure) -> Option<(u64, Load)> {
    Some(match measure {
        Measure::DepartedPeople => (0, Load::People),
        Measure::DepartedVehicles => (0, Load::Vehicles),
        Measure::DepartedBuses => (0, Load::Buses),
        Measure::WaitingVehicles => (0, Load::Waiting),
        Measure::PassedPeople => (1, Load::People),
        Measure::PassedVehicles => (1, Load::Vehicles),
        Measure::ArrivedPeople => (2, Load::People),
        Measure::ArrivedVehicles => (2, Load::Vehicles),
        Measure::ArrivedBuses => (2, Load::Buses),
        _ => return None,
    })
}

pub fn keys(claim: &Claim, texts: &mut Texts) -> Vec<Key> {
    let What::Figure { measure, point, .. } = &claim.what else { return Vec::new() };
    let Some((stage, load)) = place(*measure) else { return Vec::new() };
    // Those who wait are a state beside a day's figures, wherever they wait.
    let (nature, point) = match load {
        Load::Waiting => (Nature::Daily, measure.point()),
        _ => (claim.period.nature(), point.clone()),
    };
    if nature == Nature::Unstated || nature == Nature::Moment {
        return Vec::new();
    }
    let point = if stage == 1 { texts.number(&point.to_string()) } else { 0 };
    let from = if nature == Nature::Cumulative { moment_key(claim.period.reach().0) } else { 0 };
    vec![[texts.number(&claim.about), stage, point, nature as u64, from, date_key(day_of(claim))]]
}

/// A claim of a bucket with its load and what it supports.
struct Counted<'l> {
    place: usize,
    claim: &'l Claim,
    load: Load,
    value: Value,
}

impl Counted<'_> {
    /// What it supports, in tenths of units.
    fn tenths(&self) -> (u64, Option<u64>) {
        let (low, high) = self.value.supports();
        (low.saturating_mul(10), high.map(|high| high.saturating_mul(10)))
    }

    fn may_carry(&self, people: &Self) -> bool {
        let (ours, theirs) = (folded(&self.claim.mode), folded(&people.claim.mode));
        ours.is_empty() || theirs.is_empty() || ours == theirs
    }
}

pub fn ask(bucket: &Bucket<'_>) -> Option<Question> {
    let counted: Vec<Counted<'_>> = bucket.iter().filter_map(|(place, claim)| counted(*place, claim)).collect();
    let of = |load: Load| counted.iter().filter(move |one| one.load == load);
    let cars: Vec<&Counted<'_>> = of(Load::Vehicles).collect();
    let in_buses: u64 = of(Load::Buses)
        .map(|one| one.tenths().1.map_or(u64::MAX, |n| n.saturating_mul(BUSES.1) / 100))
        .max()
        .unwrap_or(0);
    for people in of(Load::People) {
        let by_bus = matches!(folded(&people.claim.mode).as_str(), "bus" | "buses");
        if by_bus {
            let buses: Vec<&Counted<'_>> = of(Load::Buses).collect();
            if let Some(vehicles) = misfit(people, &buses, BUSES, 0) {
                return Some(question(people, vehicles, BUSES, None));
            }
            continue;
        }
        // Where buses drove too, the people may have sat in them, unless the claim is on cars alone.
        let elsewhere = if people.claim.mode.is_empty() { in_buses } else { 0 };
        if let Some(vehicles) = misfit(people, &cars, CARS, elsewhere) {
            return Some(question(people, vehicles, CARS, of(Load::Waiting).next()));
        }
    }
    None
}

fn counted(place_in_ledger: usize, claim: &Claim) -> Option<Counted<'_>> {
    let (measure, value) = claim.number()?;
    Some(Counted { place: place_in_ledger, claim, load: place(measure)?.1, value })
}

/// The vehicles that come nearest to carrying the people, where none of them can; `None` where some can or there are none.
fn misfit<'c, 'l>(
    people: &Counted<'_>,
    vehicles: &[&'c Counted<'l>],
    plausible: (u64, u64),
    elsewhere: u64,
) -> Option<&'c Counted<'l>> {
    let fitting: Vec<&&Counted<'_>> = vehicles.iter().filter(|one| one.may_carry(people)).collect();
    let (low, high) = people.value.supports();
    let few = low.saturating_sub(elsewhere).saturating_mul(10).div_ceil(plausible.1);
    let many = high.map_or(u64::MAX, |high| high.saturating_mul(10) / plausible.0);
    if Spans::of(fitting.iter().map(|one| one.value.supports())).meet(few, many) {
        return None;
    }
    // With too few vehicles the largest figure is the nearest, with too many the least.
    let too_few = fitting.iter().all(|one| one.value.supports().1.is_some_and(|most| most < few));
    let by = |one: &&&&Counted<'_>| one.value.supports().0;
    let nearest =
        if too_few { fitting.iter().max_by_key(|one| by(one)) } else { fitting.iter().min_by_key(|one| by(one)) };
    nearest.map(|one| **one as &Counted<'l>)
}

/// The number that a value names; of a range its least.
fn stated(value: Value) -> u64 {
    match value {
        Value::Exact(n)
        | Value::AtLeast(n)
        | Value::MoreThan(n)
        | Value::UpTo(n)
        | Value::Almost(n)
        | Value::About(n) => n,
        Value::Range(low, _) => low,
        Value::Vague(_) => value.supports().0,
    }
}

fn question(
    people: &Counted<'_>,
    vehicles: &Counted<'_>,
    plausible: (u64, u64),
    waiting: Option<&Counted<'_>>,
) -> Question {
    let (persons, count) = (stated(people.value), stated(vehicles.value));
    let ratio = |count: u64| (persons.saturating_mul(10) + count / 2).checked_div(count).unwrap_or(0);
    let mut arithmetic = vec![Phrase::new(
        "ask-people-per-vehicle",
        [
            ("ratio", Part::Tenths(ratio(count))),
            ("people", Part::Count(persons)),
            ("a", called(people.claim)),
            ("vehicles", Part::Count(count)),
            ("b", called(vehicles.claim)),
            ("least", Part::Tenths(plausible.0)),
            ("most", Part::Tenths(plausible.1)),
        ],
    )];
    let mut claims = vec![people.place, vehicles.place];
    if let Some(waiting) = waiting {
        let all = count.saturating_add(stated(waiting.value));
        claims.push(waiting.place);
        arithmetic.push(Phrase::new(
            "ask-people-per-vehicle-waiting",
            [("ratio", Part::Tenths(ratio(all))), ("vehicles", Part::Count(all)), ("c", called(waiting.claim))],
        ));
    }
    claims.sort_unstable();
    Question {
        detector: Detector::PeoplePerVehicle,
        about: people.claim.about.clone(),
        claims,
        arithmetic,
        explanations: explanations(people.claim, vehicles.claim, ratio(count) > plausible.1),
        settles: vec![plain("settle-same-hours"), plain("settle-count-both")],
    }
}

fn explanations(people: &Claim, vehicles: &Claim, too_many: bool) -> Vec<Phrase> {
    let mut phrases = Vec::new();
    match (&people.period, &vehicles.period) {
        (Period::Day { .. }, Period::DaySoFar { until, zone, .. }) => {
            let time = Part::Text(zone.at(*until).strftime("%H:%M").to_string());
            phrases.push(Phrase::new("explain-vehicles-so-far", [("time", time)]));
        }
        (Period::DaySoFar { until, zone, .. }, Period::Day { .. }) => {
            let time = Part::Text(zone.at(*until).strftime("%H:%M").to_string());
            phrases.push(Phrase::new("explain-people-so-far", [("time", time)]));
        }
        _ => {}
    }
    if too_many {
        phrases.extend([plain("explain-buses-too"), plain("explain-people-planned")]);
    } else {
        phrases.extend([plain("explain-goods-vehicles"), plain("explain-people-part")]);
    }
    phrases
}
