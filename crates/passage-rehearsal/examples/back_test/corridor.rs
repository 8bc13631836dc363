//! The corridor of March and April 2022 as the rehearsal plays it: Mariupol, Berdiansk, Tokmak, the checkpoint at Vasylivka,
//! Zaporizhzhia. How many people come on a day, at so many cars that the checkpoint passes on a day.

use crate::record::IN_A_CAR;
use passage_model::digest::Digest;
use passage_model::id::{CourseId, JunctionId, OpeningId, OriginId, ReceptionId, RoadId};
use passage_model::network::{Network, Origin as Source, Road};
use passage_model::plan::{Bound, Course, Movement, PLAN_VERSION, Plan};
use passage_model::situation::{
    CarEquivalents, Checkpoint, Corridor, Origin, Reading, Ready, Reception, RoadUse, Situation, VehicleKind, Waiting,
};
use passage_model::time::{Clock, Interval, Opening};
use passage_model::units::{
    Decimetres, Milliseconds, Persons, PersonsPerVehicle, Position, Seconds, Vehicles, VehiclesPerDay, VehiclesPerHour,
};
use passage_model::weighing::Weighing;
use passage_model::work::Work;
use passage_rehearsal::{Assumptions, Enough, Rehearsal, Stage, Storage, Told};

/// The stretches in kilometres: `../shared/data/README.md` (the last two, and 196 km from Berdiansk to Zaporizhzhia) and 275 km in
/// all (`../shared/domain.md` A.8).
pub const STRETCHES: [u32; 4] = [79, 103, 39, 54];
/// Kilometres an hour, as in `examples/mariupol-2022`.
pub const SPEED: u32 = 55;
/// Cars that a lane takes in an hour: `domain.md` A.8.
const LANE: u32 = 600;
/// The hours of the checkpoint and of the road up to it, and of the road behind it: `examples/mariupol-2022/berdiansk.toml`.
pub const HOURS: [u32; 2] = [9, 18];
/// Until when the road behind the checkpoint is open.
pub const LATE: u32 = 21;
/// Cars of which the checkpoint passes that many on a day without incident, at which days are played; between them what comes is
/// taken to grow by the same power.
const PLAYED_AT: [f64; 4] = [20.0, 100.0, 500.0, 2500.0];
/// Days that are played at each.
pub const DAYS: u64 = 128;
/// The seed of every day.
const SEED: u64 = 2022;

/// Who waits in the morning.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Morning {
    /// A queue stands before the checkpoint that has work for four fifths of its day.
    Queue,
    /// Nobody stands there: everybody leaves Mariupol on the day itself.
    First,
}

/// Days played at some rates of the checkpoint, the same chances at each.
#[derive(Clone, Debug)]
pub struct Played {
    /// By rate as in [`PLAYED_AT`], then by day: the logarithm of one more than the persons who came.
    came: Vec<Vec<f64>>,
    /// By day: the seconds for which the checkpoint stopped work.
    pub paused: Vec<u32>,
}

impl Played {
    /// Plays the days.
    pub fn of(morning: Morning) -> Self {
        let played = PLAYED_AT.map(|cars| days(morning, cars));
        let paused = played[0].1.clone();
        Self { came: played.into_iter().map(|(came, _)| came).collect(), paused }
    }

    /// One day without a simulator: every car comes, with 3.6 people.
    pub fn plain() -> Self {
        Self { came: PLAYED_AT.map(|cars| vec![(cars * IN_A_CAR).ln_1p()]).to_vec(), paused: vec![0] }
    }

    /// How many days were played.
    pub fn days(&self) -> usize {
        self.paused.len()
    }

    /// The logarithm of one more than the persons who come on a day, where the checkpoint would pass so many cars; of these the
    /// logarithm is given.
    pub fn came(&self, day: usize, cars: f64) -> f64 {
        let last = PLAYED_AT.len() - 2;
        let below = PLAYED_AT[1..=last].iter().filter(|rate| rate.ln() <= cars).count();
        let (from, to) = (PLAYED_AT[below].ln(), PLAYED_AT[below + 1].ln());
        let (low, high) = (self.came[below][day], self.came[below + 1][day]);
        (low + (high - low) * (cars - from) / (to - from)).max(0.0)
    }
}

/// Persons who came on each day, and how long the checkpoint stopped.
fn days(morning: Morning, cars: f64) -> (Vec<f64>, Vec<u32>) {
    let network = network();
    let situation = situation(morning, cars);
    let plan = plan(&situation);
    let stage = Stage::new(&network, &situation, &plan, Storage::Finite);
    let assumptions = Assumptions::default();
    let rehearsal = Rehearsal { stage: &stage, assumptions: &assumptions, dark: &[], seed: SEED };
    let days = rehearsal.days(Enough { days: DAYS, precision: None }, &Work::quiet()).unwrap_or_default();
    let came = days.iter().map(|day| f64::from(day.received[0] + day.joined).ln_1p()).collect();
    let pauses = (0..DAYS).map(|day| {
        let told = rehearsal.setting(day, None).told;
        told.iter().map(|told| if let Told::Pause(_, _, seconds) = told { *seconds } else { 0 }).sum()
    });
    (came, pauses.collect())
}

fn clock(hour: u32) -> Clock {
    Clock(hour * 3600)
}

fn open(until: u32) -> Opening {
    Opening::within(vec![Interval { from: clock(HOURS[0]), until: clock(until) }])
}

fn travel(kilometres: u32) -> Milliseconds {
    Milliseconds(kilometres * 3_600_000 / SPEED)
}

fn network() -> Network {
    let roads = (0u32..).zip(STRETCHES).map(|(number, kilometres)| Road {
        from: JunctionId(number),
        to: JunctionId(number + 1),
        length: Decimetres(kilometres * 10_000),
        travel: travel(kilometres),
        capacity: VehiclesPerHour(LANE),
        storage: Vehicles(kilometres * 1000 / 7),
        lanes: 1,
        ..Road::default()
    });
    let positions = vec![Position::default(); STRETCHES.len() + 1];
    Network::new(Source::default(), positions, roads, Vec::new(), Vec::new()).expect("a line of roads")
}

/// Four fifths of what the checkpoint passes stand there in the morning, seven tenths come from Mariupol; on the first day half as
/// much again as it passes, all from Mariupol.
fn situation(morning: Morning, cars: f64) -> Situation {
    let group = |name: &str, junction: u32, share: f64| {
        let vehicles = (cars * share).round() as u32;
        Origin {
            assembly: name.to_owned(),
            group: "own cars".to_owned(),
            junction: JunctionId(junction),
            kind: VehicleKind::OwnCar,
            persons: Persons(vehicles * 10),
            per_vehicle: PersonsPerVehicle(360),
            ready: vec![Ready { from: clock(HOURS[0]), vehicles: Vehicles(vehicles) }],
            carried_by: Vec::new(),
            riders: Vec::new(),
            aboard: None,
        }
    };
    let origins = match morning {
        Morning::Queue => vec![group("Mariupol", 0, 0.7), group("Vasylivka", 3, 0.8)],
        Morning::First => vec![group("Mariupol", 0, 1.5)],
    };
    let use_of = |(number, kilometres): (usize, u32)| RoadUse {
        opening: OpeningId(u32::from(number == 3)),
        travel: travel(kilometres),
        capacity: VehiclesPerHour(LANE),
        exposed: true,
    };
    let corridor = |roads: &[u32], until: u32| Corridor {
        name: String::new(),
        roads: roads.iter().map(|road| RoadId(*road)).collect(),
        opening: open(until),
        said_by: String::new(),
        // Columns had driven it on the days before.
        clear: true,
    };
    // Rates are of 24 hours of work.
    let day = (cars * 24.0 / f64::from(HOURS[1] - HOURS[0])).round() as u32;
    let checkpoint = Checkpoint {
        name: "Vasylivka".to_owned(),
        junction: JunctionId(3),
        rates: [VehiclesPerDay(day); VehicleKind::COUNT],
        hours: open(HOURS[1]),
    };
    Situation {
        network: Digest::default(),
        scenario: Digest::default(),
        reading: Reading::Likely,
        step: Seconds(60),
        horizon: clock(24),
        openings: vec![open(HOURS[1]), open(LATE)],
        roads: STRETCHES.into_iter().enumerate().map(use_of).collect(),
        waiting: vec![Waiting { junction: JunctionId(3), room: Vehicles(100_000) }],
        crowds: Vec::new(),
        checkpoints: vec![checkpoint],
        origins,
        receptions: vec![Reception {
            name: "Zaporizhzhia".to_owned(),
            junction: JunctionId(4),
            room: Persons(u32::MAX),
            only: Vec::new(),
        }],
        corridors: vec![corridor(&[0, 1, 2], HOURS[1]), corridor(&[3], LATE)],
        named: Vec::new(),
        equivalents: CarEquivalents::ALIKE,
        contraflow: Vec::new(),
        reversed: Vec::new(),
        fleets: Vec::new(),
        footways: Vec::new(),
        obey_turns: true,
        weighing: Weighing::default(),
    }
}

/// Whoever stands at the checkpoint is called at nine; from Mariupol they leave evenly until seven in the evening, as on 15 March.
fn plan(situation: &Situation) -> Plan {
    let (mut courses, mut movements) = (Vec::new(), Vec::new());
    for (number, origin) in situation.origins.iter().enumerate() {
        let first = origin.junction.index();
        let (mut enter, mut arrive) = (Vec::new(), Seconds(0));
        for kilometres in &STRETCHES[first..] {
            enter.push(arrive);
            arrive += travel(*kilometres).seconds_up();
        }
        courses.push(Course { roads: (first..STRETCHES.len()).map(RoadId::at).collect(), enter, arrive });
        let calls = if first == 0 { 600 } else { 1 };
        let vehicles = origin.vehicles().0;
        let by = |call: u32| u64::from(vehicles) * u64::from(call) / u64::from(calls);
        movements.extend((0..calls).filter(|call| by(call + 1) > by(*call)).map(|call| {
            let called = (by(call + 1) - by(call)) as u32;
            Movement {
                departure: Clock(clock(HOURS[0]).0 + call * 60),
                origin: OriginId::at(number),
                reception: ReceptionId(0),
                course: CourseId::at(number),
                vehicles: Vehicles(called),
                // At 3.6 each, whole persons in all.
                persons: Persons((by(call + 1) * 18 / 5 - by(call) * 18 / 5) as u32),
                turn_back: situation.horizon,
            }
        }));
    }
    movements.sort_by_key(|movement| (movement.departure, movement.origin, movement.course));
    Plan {
        version: PLAN_VERSION,
        program: String::new(),
        network: situation.network,
        scenario: situation.scenario,
        reading: situation.reading,
        parent: None,
        seed: 0,
        step: situation.step,
        horizon: situation.horizon,
        reversed: Vec::new(),
        courses,
        movements,
        rosters: Vec::new(),
        walks: Vec::new(),
        slots: None,
        curve: Vec::new(),
        bound: Bound::default(),
        left_behind: Vec::new(),
        bottlenecks: Vec::new(),
        figures: None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn with_nothing_going_otherwise_the_checkpoint_passes_its_cars() {
        for (morning, share) in [(Morning::Queue, 1.0), (Morning::First, 0.55)] {
            let network = network();
            let situation = situation(morning, 500.0);
            let plan = plan(&situation);
            let stage = Stage::new(&network, &situation, &plan, Storage::Finite);
            let calm = Assumptions::none();
            let rehearsal = Rehearsal { stage: &stage, assumptions: &calm, dark: &[], seed: SEED };
            let came = f64::from(rehearsal.day(0, None).received[0]);
            // On the first day the first cars are there after 221 km, at 13:01: 4 h 59 min of nine hours are left.
            assert!((came / (500.0 * IN_A_CAR * share) - 1.0).abs() < 0.03, "{morning:?}: {came}");
        }
    }

    #[test]
    fn between_rates_what_comes_grows_by_a_power() {
        let came = PLAYED_AT.iter().map(|rate| vec![(rate * 3.0).ln()]).collect();
        let played = Played { came, paused: vec![0] };
        for cars in [10f64, 20.0, 70.0, 100.0, 400.0, 2500.0, 4000.0] {
            assert!((played.came(0, cars.ln()) - (cars * 3.0).ln()).abs() < 1e-9, "{cars}");
        }
    }
}
