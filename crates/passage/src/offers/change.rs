//! One change to what is agreed: another set of corridors, longer windows, more buses, something lost.

use passage_model::id::RoadId;
use passage_model::scenario::{Group, Ranged, Scenario, Source, Sourced};
use passage_model::situation::{CarEquivalents, Reading, VehicleKind};
use passage_model::time::{Clock, Interval, Opening};
use passage_model::units::{Persons, PersonsPerVehicle, Seconds, Vehicles, VehiclesPerDay, VehiclesPerHour};

/// People in a bus (domain.md A.8): 26 were let out in each of three; 50 were planned and driven; 70 stood in Aleppo.
const SEATS: Ranged<u32> = Ranged { pessimistic: 26, likely: 50, optimistic: 70 };
/// Halves of a car that a bus takes the room of on the road: a bus counts as 2 to 3 cars (domain.md A.8; HCM 2010,
/// exhibit 11-10, level to rolling terrain), unless the scenario says otherwise.
const HALF_CARS: Ranged<u32> = Ranged { pessimistic: 6, likely: 5, optimistic: 4 };

/// What is changed before the scenario is weighed. [`Change::default`] changes nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Change {
    /// The corridors that are open, by their numbers in the scenario; `None`: those in force.
    pub corridors: Option<Vec<usize>>,
    /// Every window of a corridor or area lasts so long from its start; `None`: as agreed.
    pub length: Option<Seconds>,
    /// Every window starts, and whoever is ready is ready, so much earlier; not before the H-hour.
    pub earlier: Seconds,
    /// Every window ends so much later, and arrivals count for so much longer.
    pub later: Seconds,
    /// A checkpoint by its number, and how many vehicles of a kind more it passes in 24 hours of work.
    pub checkpoint: Option<(usize, VehicleKind, VehiclesPerDay)>,
    /// More sustained flow on each lane.
    pub lane: VehiclesPerHour,
    /// Buses more, where no fleet carries people.
    pub buses: u32,
    /// A fleet by its number, and how many vehicles more it has.
    pub fleet: Option<(usize, Vehicles)>,
    /// What is lost.
    pub lost: Option<Lost>,
}

/// Roads, a checkpoint or a footway closed for a time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lost {
    /// The roads.
    pub roads: Vec<RoadId>,
    /// The checkpoint by its number in the scenario.
    pub checkpoint: Option<usize>,
    /// The footway by its number in the scenario.
    pub footway: Option<usize>,
    /// For how long.
    pub when: Interval,
}

impl Change {
    /// The corridors that are open, by their numbers.
    pub fn open(&self, agreed: &Scenario) -> Vec<usize> {
        let in_force = || (0..agreed.corridors.len()).filter(|&i| !agreed.corridors[i].proposed).collect();
        self.corridors.clone().unwrap_or_else(in_force)
    }

    /// The scenario with this change. Roads are not scenario's; what is lost of them is closed in the situation.
    pub fn apply(&self, agreed: &Scenario, reading: Reading) -> Scenario {
        let mut changed = agreed.clone();
        changed.corridors = self.open(agreed).into_iter().map(|i| agreed.corridors[i].clone()).collect();
        for corridor in &mut changed.corridors {
            corridor.proposed = false;
        }
        let longer = self.length.map_or(0, |length| length.0.saturating_sub(longest(&changed).0));
        let horizon = &mut changed.horizon.value;
        *horizon = Clock(horizon.0.saturating_add(self.later.0).saturating_add(longer));
        for footway in &mut changed.footways {
            footway.windows.opening = self.moved(&footway.windows.opening);
        }
        let windows = changed.corridors.iter_mut().map(|corridor| &mut corridor.windows);
        for windows in windows.chain(changed.areas.iter_mut().map(|area| &mut area.windows)) {
            windows.opening = self.moved(&windows.opening);
        }
        for ready in changed.groups.iter_mut().flat_map(|group| &mut group.ready.value) {
            ready.from = Clock(ready.from.0.saturating_sub(self.earlier.0));
        }
        if let Some((number, kind, more)) = self.checkpoint {
            let rate = &mut changed.checkpoints[number].rates[kind as usize].value;
            *rate = rate.map(|rate| VehiclesPerDay(rate.0.saturating_add(more.0)));
        }
        if let Some((number, more)) = self.fleet {
            changed.fleets[number].vehicles.value += more;
        }
        let lane = &mut changed.traffic.sustained_flow_per_lane.value;
        *lane = lane.map(|flow| VehiclesPerHour(flow.0.saturating_add(self.lane.0)));
        if let Some((number, when)) = self.lost.as_ref().and_then(|lost| Some((lost.checkpoint?, lost.when))) {
            let hours = &mut changed.checkpoints[number].hours.opening;
            *hours = hours.except(&Opening::within(vec![when]));
        }
        if let Some((number, when)) = self.lost.as_ref().and_then(|lost| Some((lost.footway?, lost.when))) {
            let hours = &mut changed.footways[number].windows.opening;
            *hours = hours.except(&Opening::within(vec![when]));
        }
        add_buses(&mut changed, self.buses, reading);
        changed
    }

    fn moved(&self, opening: &Opening) -> Opening {
        if opening.is_always() {
            return opening.clone();
        }
        let moved = |open: &Interval| {
            let until = self.length.map_or(open.until, |length| Clock(open.from.0.saturating_add(length.0)));
            let later = if until == Clock::NEVER { until.0 } else { until.0.saturating_add(self.later.0) };
            Interval { from: Clock(open.from.0.saturating_sub(self.earlier.0)), until: Clock(later) }
        };
        Opening::within(opening.intervals().iter().map(moved).collect())
    }
}

/// The longest window of the corridors and areas; zero where none of them has a window that ends.
pub fn longest(scenario: &Scenario) -> Seconds {
    let corridors = scenario.corridors.iter().map(|corridor| &corridor.windows);
    let windows = corridors.chain(scenario.areas.iter().map(|area| &area.windows));
    let ending = windows.flat_map(|w| w.opening.intervals()).filter(|open| open.until < Clock::NEVER);
    Seconds(ending.map(|open| open.until.0 - open.from.0).max().unwrap_or(0))
}

/// Buses for those who would leave from the largest group's assembly point.
///
/// Where the scenario has buses, there are more of them. Where it has none, a bus is so many car-equivalents that share
/// its people out: on the road it takes their room, and a checkpoint's lane for buses passes them as one.
fn add_buses(scenario: &mut Scenario, buses: u32, reading: Reading) {
    if buses == 0 {
        return;
    }
    let fullest = |kinds: &dyn Fn(VehicleKind) -> bool, groups: &[Group]| {
        let named = groups.iter().enumerate().filter(|(_, group)| kinds(group.kind));
        named.max_by_key(|(i, group)| (group.persons.value, std::cmp::Reverse(*i))).map(|(i, _)| i)
    };
    if let Some(there) = fullest(&|kind| kind == VehicleKind::Bus, &scenario.groups) {
        let group = &mut scenario.groups[there];
        let occupancy = group.persons_per_vehicle.value.at(reading);
        let before = group.vehicles.as_ref().map_or(occupancy.vehicles_for(group.persons.value), |v| v.value);
        let all = Vehicles(before.0.saturating_add(buses));
        group.vehicles = Some(made(all));
        let seats = occupancy.persons_in(all);
        let (wanted, assembly) = (seats.0.saturating_sub(group.persons.value.0), group.assembly.clone());
        let moved = from_others(scenario, there, &assembly, wanted);
        scenario.groups[there].persons.value += moved;
        return;
    }
    let Some(largest) = fullest(&|kind| kind != VehicleKind::Foot, &scenario.groups) else { return };
    let counts_as = &mut scenario.traffic.equivalents[VehicleKind::Bus as usize];
    let halves = if counts_as.source.is_default() { HALF_CARS.at(reading) } else { counts_as.value.0.div_ceil(50) };
    // Its car-equivalents are the vehicles of its group.
    counts_as.value = CarEquivalents::CAR;
    let seats = SEATS.at(reading);
    let mut group = scenario.groups[largest].clone();
    "buses".clone_into(&mut group.name);
    group.kind = VehicleKind::Bus;
    group.persons.value = Persons(0);
    group.vehicles = None;
    group.persons_per_vehicle.value = Ranged::same(PersonsPerVehicle((seats * 200).div_ceil(halves)));
    let assembly = group.assembly.clone();
    scenario.groups.push(group);
    let new = scenario.groups.len() - 1;
    let moved = from_others(scenario, new, &assembly, buses.saturating_mul(seats));
    scenario.groups[new].persons.value = moved;
    for checkpoint in &mut scenario.checkpoints {
        let rate = &mut checkpoint.rates[VehicleKind::Bus as usize].value;
        *rate = rate.map(|rate| VehiclesPerDay(rate.0.saturating_mul(halves) / 2));
    }
}

/// Takes up to `wanted` persons out of the other groups of an assembly point, the largest first.
fn from_others(scenario: &mut Scenario, to: usize, assembly: &str, wanted: u32) -> Persons {
    let mut others: Vec<usize> =
        (0..scenario.groups.len()).filter(|&i| i != to && scenario.groups[i].assembly == assembly).collect();
    others.sort_by_key(|&i| std::cmp::Reverse(scenario.groups[i].persons.value));
    let mut moved = 0;
    for i in others {
        let persons = &mut scenario.groups[i].persons.value.0;
        let taken = (*persons).min(wanted - moved);
        *persons -= taken;
        moved += taken;
    }
    Persons(moved)
}

fn made<T>(value: T) -> Sourced<T> {
    Sourced { value, source: Source::Default { citation: "an offer that is weighed".to_owned() } }
}
