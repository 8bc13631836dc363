//! Small worlds for plans: a network and a situation in a few lines.

use passage_model::check;
use passage_model::digest::Digest;
use passage_model::id::{JunctionId, OpeningId};
use passage_model::network::{self, ForbiddenTurn, Network, Road};
use passage_model::plan::{Bound, BoundKind, Plan, Safe};
use passage_model::situation::{CarEquivalents, Reading, RoadUse, Situation};
use passage_model::time::{Clock, Interval, Opening};
use passage_model::units::{Decimetres, Milliseconds, Persons, Position, Seconds, Vehicles, VehiclesPerHour};
use passage_model::weighing::Weighing;

/// A directed road of a small world.
pub struct Stretch {
    /// From junction.
    pub from: u32,
    /// To junction.
    pub to: u32,
    /// Free travel in milliseconds.
    pub travel: u32,
    /// Vehicles an hour.
    pub capacity: u32,
    /// When it is open.
    pub opening: Opening,
    /// Its name.
    pub name: &'static str,
}

/// A stretch of time.
pub fn span(from: u32, until: u32) -> Interval {
    Interval { from: Clock(from), until: Clock(until) }
}

/// A network with as many junctions as the roads need, and a situation over it in which nobody lives yet.
pub fn world(
    junctions: u32,
    stretches: &[Stretch],
    forbidden: Vec<ForbiddenTurn>,
    step: u32,
    horizon: u32,
) -> (Network, Situation) {
    let positions: Vec<Position> =
        (0..junctions).map(|j| Position::from_degrees(47.0, 35.0 + f64::from(j) / 100.0).unwrap()).collect();
    let roads = stretches.iter().map(|stretch| Road {
        from: JunctionId(stretch.from),
        to: JunctionId(stretch.to),
        length: Decimetres::from_metres(1000.0),
        travel: Milliseconds(stretch.travel),
        capacity: VehiclesPerHour(stretch.capacity),
        storage: Vehicles(100),
        lanes: 1,
        name: stretch.name.to_owned(),
        ..Road::default()
    });
    let network = Network::new(network::Origin::default(), positions, roads, forbidden, Vec::new()).unwrap();
    let situation = Situation {
        network: Digest::of(b"network"),
        scenario: Digest::of(b"scenario"),
        reading: Reading::Likely,
        step: Seconds(step),
        horizon: Clock(horizon),
        openings: stretches.iter().map(|stretch| stretch.opening.clone()).collect(),
        roads: stretches
            .iter()
            .enumerate()
            .map(|(i, stretch)| RoadUse {
                opening: OpeningId::at(i),
                travel: Milliseconds(stretch.travel),
                capacity: VehiclesPerHour(stretch.capacity),
                exposed: false,
            })
            .collect(),
        waiting: Vec::new(),
        crowds: Vec::new(),
        checkpoints: Vec::new(),
        origins: Vec::new(),
        receptions: Vec::new(),
        corridors: Vec::new(),
        named: Vec::new(),
        equivalents: CarEquivalents::ALIKE,
        contraflow: Vec::new(),
        reversed: Vec::new(),
        fleets: Vec::new(),
        footways: Vec::new(),
        obey_turns: true,
        weighing: Weighing::default(),
    };
    (network, situation)
}

/// A plan in which nobody moves, for this situation.
pub fn empty_plan(situation: &Situation) -> Plan {
    Plan {
        version: passage_model::plan::PLAN_VERSION,
        program: "by hand".to_owned(),
        network: situation.network,
        scenario: situation.scenario,
        reading: situation.reading,
        parent: None,
        seed: 0,
        step: situation.step,
        horizon: situation.horizon,
        courses: Vec::new(),
        movements: Vec::new(),
        rosters: Vec::new(),
        walks: Vec::new(),
        reversed: Vec::new(),
        slots: None,
        curve: Vec::new(),
        bound: Bound::default(),
        left_behind: Vec::new(),
        bottlenecks: Vec::new(),
        figures: None,
    }
}

/// Chance with a seed (`SplitMix64`, Steele, Lea and Flood 2014): small, and the same everywhere.
pub struct Luck(pub u64);

impl Luck {
    /// A number below `end`.
    pub fn below(&mut self, end: u32) -> u32 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((z ^ (z >> 31)) % u64::from(end.max(1))) as u32
    }

    /// A number from `from` on, below `end`.
    pub fn between(&mut self, from: u32, end: u32) -> u32 {
        from + self.below(end - from)
    }

    /// True once in `times`.
    pub fn once_in(&mut self, times: u32) -> bool {
        self.below(times) == 0
    }

    /// A position in a table of this length, which must not be empty.
    pub fn pick(&mut self, length: usize) -> usize {
        self.below(length as u32) as usize
    }
}

/// Curve and sums of movements with the one fleet; safe is who has got out, of a column when its last car is in.
pub fn add_up(situation: &Situation, plan: &mut Plan) {
    let (mut persons, mut vehicles) = (Persons(0), Vehicles(0));
    plan.curve.clear();
    for movement in &plan.movements {
        (persons, vehicles) = (persons + movement.persons, vehicles + movement.vehicles);
        let out = movement.arrival(plan.course(movement)) + situation.fleets[0].task.after(movement.vehicles);
        plan.curve.push(Safe { by: out + plan.step, persons, vehicles });
    }
    let all = u64::from(situation.origins[0].persons.0);
    let safe = |k: u32| plan.curve.iter().rev().find(|s| s.by.0 <= 60 * k).map_or(0, |s| u64::from(s.persons.0));
    let sum = (1..=situation.horizon.0 / 60).map(|k| all - safe(k)).sum();
    let curve = plan.curve.clone();
    plan.bound = Bound { persons, not_safe_sum: sum, plan_sum: sum, kind: BoundKind::Exact, curve };
}

/// The codes of what the checker finds.
pub fn codes(network: &Network, situation: &Situation, plan: &Plan) -> Vec<String> {
    let findings = check::plan(network, situation, plan);
    let mut codes: Vec<String> = findings.iter().map(|finding| finding.code.to_string()).collect();
    codes.sort_unstable();
    codes.dedup();
    codes
}
