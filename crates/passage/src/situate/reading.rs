//! One reading of what was laid: every range becomes its value.

use super::{Laid, footways};
use passage_model::id::{FleetId, JunctionId};
use passage_model::scenario::{Factor, FleetTask, FleetText, Group, ReadyShare};
use passage_model::situation::{
    Checkpoint, Crowd, Fleet, Origin, Reading, Ready, Reception, Riders, RoadUse, Situation, Task, Waiting,
};
use passage_model::units::{Milliseconds, Persons, PersonsPerVehicle, Seconds, Vehicles, VehiclesPerHour};
use std::collections::BTreeMap;

/// The situation; `None` where a site was not found.
pub fn situation(laid: &Laid<'_>, reading: Reading) -> Option<Situation> {
    let scenario = laid.scenario;
    let (openings, of_road) = laid.openings.used();
    let roads = laid.network.roads().zip(of_road).map(|(road, opening)| {
        let travel = slower(laid.network.travel(road), scenario.traffic.speed_factor.value.at(reading));
        let capacity = scenario.traffic.capacity_factor.value.at(reading).of(laid.network.capacity(road).0);
        let flow = scenario.traffic.sustained_flow_per_lane.value.at(reading);
        let exposed = laid.openings.is_exposed(road);
        let sustained = flow.0.saturating_mul(u32::from(laid.network.lanes(road)));
        RoadUse { opening, travel, capacity: VehiclesPerHour(capacity.min(sustained)), exposed }
    });
    let persons_ready = |group: &Group| riders(&group.ready.value, group.persons.value);
    let mut situation = Situation {
        network: laid.network_digest,
        scenario: laid.scenario_digest,
        reading,
        step: scenario.step.value,
        horizon: scenario.horizon.value,
        openings,
        roads: roads.collect(),
        waiting: waiting(laid)?,
        crowds: crowds(laid)?,
        checkpoints: checkpoints(laid, reading)?,
        origins: scenario.groups.iter().map(|group| origin(laid, group, reading)).collect::<Option<_>>()?,
        fleets: scenario.fleets.iter().map(|fleet| self::fleet(laid, fleet, reading)).collect::<Option<_>>()?,
        footways: footways::by_reading(laid, reading, persons_ready)?,
        receptions: receptions(laid)?,
        corridors: laid.corridors.clone(),
        named: laid.named.clone(),
        contraflow: laid.contraflow.clone(),
        reversed: Vec::new(),
        equivalents: std::array::from_fn(|kind| scenario.traffic.equivalents[kind].value),
        obey_turns: scenario.obey_turns.value,
        weighing: scenario.weighing(),
    };
    passage_plan::walk_over(&mut situation);
    Some(situation)
}

/// The time at another speed, rounded up; a road that cannot be driven stays so.
fn slower(travel: Milliseconds, speed: Factor) -> Milliseconds {
    if travel.0 == u32::MAX || speed.0 == 0 {
        return Milliseconds(u32::MAX);
    }
    let time = (u64::from(travel.0) * u64::from(Factor::ONE.0)).div_ceil(u64::from(speed.0));
    Milliseconds(u32::try_from(time).unwrap_or(u32::MAX - 1))
}

/// The room of checkpoints and waiting places, together where they share a junction.
fn waiting(laid: &Laid<'_>) -> Option<Vec<Waiting>> {
    let scenario = laid.scenario;
    let checkpoints = scenario.checkpoints.iter().map(|c| c.waiting.value).zip(&laid.sites.checkpoints);
    let places = scenario.waiting.iter().map(|w| w.vehicles.value).zip(&laid.sites.waiting);
    let mut rooms: BTreeMap<JunctionId, Vehicles> = BTreeMap::new();
    for (room, junction) in checkpoints.chain(places) {
        *rooms.entry((*junction)?).or_default() += room;
    }
    let rooms = rooms.into_iter().filter(|(_, room)| *room > Vehicles(0));
    Some(rooms.map(|(junction, room)| Waiting { junction, room }).collect())
}

/// The limits of people present; where several assembly points meet the road at one junction, all of them together.
fn crowds(laid: &Laid<'_>) -> Option<Vec<Crowd>> {
    let mut at: BTreeMap<JunctionId, Crowd> = BTreeMap::new();
    for (site, junction) in laid.scenario.assemblies.iter().zip(&laid.sites.assemblies) {
        let Some(most) = &site.most_present else { continue };
        let (name, junction) = (site.site.name.clone(), (*junction)?);
        let gather = site.gather.value.max(boarding(laid, &name));
        let new = Crowd { name, junction, most: most.value, gather };
        at.entry(junction)
            .and_modify(|other| {
                other.name = format!("{}, {}", other.name, new.name);
                other.most += new.most;
                other.gather = other.gather.max(new.gather);
            })
            .or_insert(new);
    }
    Some(at.into_values().collect())
}

/// The longest that those of an assembly point take to board, or to form a column: they are called before that.
fn boarding(laid: &Laid<'_>, assembly: &str) -> Seconds {
    let here = |fleet: &&FleetText| {
        let mut groups = laid.scenario.groups.iter().filter(|group| group.assembly == assembly);
        groups.any(|group| group.fleets().any(|name| *name == fleet.name))
    };
    let times = laid.scenario.fleets.iter().filter(here).map(|fleet| match &fleet.task {
        FleetTask::Carry { loading, .. } => loading.value,
        FleetTask::Lead { forming, .. } => forming.value,
        FleetTask::Deliver { .. } => Seconds::ZERO,
    });
    times.max().unwrap_or(Seconds::ZERO)
}

/// The checkpoints. Of several at one junction every vehicle passes all: the lowest rates and the common hours hold.
fn checkpoints(laid: &Laid<'_>, reading: Reading) -> Option<Vec<Checkpoint>> {
    let mut at: BTreeMap<JunctionId, Checkpoint> = BTreeMap::new();
    for (site, junction) in laid.scenario.checkpoints.iter().zip(&laid.sites.checkpoints) {
        let junction = (*junction)?;
        let rates = std::array::from_fn(|kind| site.rates[kind].value.at(reading));
        let (name, hours) = (site.site.name.clone(), site.hours.opening.clone());
        let new = Checkpoint { name, junction, rates, hours };
        at.entry(junction)
            .and_modify(|other| {
                other.name = format!("{}, {}", other.name, new.name);
                other.rates = std::array::from_fn(|kind| other.rates[kind].min(new.rates[kind]));
                other.hours = other.hours.and(&new.hours);
            })
            .or_insert(new);
    }
    Some(at.into_values().collect())
}

fn origin(laid: &Laid<'_>, group: &Group, reading: Reading) -> Option<Origin> {
    let assembly = laid.scenario.assemblies.iter().position(|a| a.site.name == group.assembly)?;
    let (carried, led) = (!group.carried_by.is_empty(), !group.escorted_by.is_empty());
    let named = |fleet: &FleetText| group.fleets().any(|name| *name == fleet.name);
    let fleets = (0..laid.scenario.fleets.len()).filter(|i| named(&laid.scenario.fleets[*i]));
    let per_vehicle = group.persons_per_vehicle.value.at(reading);
    let needed = per_vehicle.vehicles_for(group.persons.value);
    let vehicles = group.vehicles.as_ref().map_or(needed, |limit| needed.min(limit.value));
    Some(Origin {
        assembly: group.assembly.clone(),
        group: group.name.clone(),
        junction: match footways::walks(laid, group) {
            Some((_, footway)) => footway.far,
            None => laid.sites.assemblies[assembly]?,
        },
        kind: group.kind,
        persons: group.persons.value,
        per_vehicle,
        ready: if carried || led { Vec::new() } else { ready(&group.ready.value, vehicles) },
        carried_by: fleets.map(FleetId::at).collect(),
        riders: if led {
            in_cars(&ready(&group.ready.value, vehicles), per_vehicle, group.persons.value)
        } else if carried {
            riders(&group.ready.value, group.persons.value)
        } else {
            Vec::new()
        },
        aboard: None,
    })
}

/// The persons who have a seat in the cars that become ready with each share.
fn in_cars(cars: &[Ready], per_vehicle: PersonsPerVehicle, persons: Persons) -> Vec<Riders> {
    let (mut so_far, mut before) = (Vehicles(0), Persons(0));
    let of = |part: &Ready| {
        so_far += part.vehicles;
        let seated = per_vehicle.persons_in(so_far).min(persons);
        let more = seated - before;
        before = seated;
        Riders { from: part.from, persons: more }
    };
    cars.iter().map(of).filter(|riders| riders.persons.0 > 0).collect()
}

/// The persons who can be picked up with each share.
fn riders(shares: &[ReadyShare], persons: Persons) -> Vec<Riders> {
    let parts = ready(shares, Vehicles(persons.0));
    parts.into_iter().map(|part| Riders { from: part.from, persons: Persons(part.vehicles.0) }).collect()
}

fn fleet(laid: &Laid<'_>, fleet: &FleetText, reading: Reading) -> Option<Fleet> {
    let task = match &fleet.task {
        FleetTask::Carry { seats, loading, unloading } => {
            Task::Carry { seats: seats.value.at(reading), loading: loading.value, unloading: unloading.value }
        }
        FleetTask::Deliver { to, by, unloading, first } => {
            Task::Deliver { to: site(laid, to)?, by: by.value, unloading: unloading.value, first: first.value }
        }
        FleetTask::Lead { cars, forming, gap, apart } => Task::Lead {
            cars: cars.value,
            forming: forming.value,
            gap: gap.value,
            apart: apart.as_ref().map_or_else(|| laid.scenario.apart(reading), |apart| apart.value),
        },
    };
    Some(Fleet {
        name: fleet.name.clone(),
        kind: fleet.kind,
        depot: site(laid, &fleet.depot)?,
        vehicles: fleet.vehicles.value,
        task,
        duty: fleet.duty.opening.clone(),
        longest_duty: Some(fleet.longest_duty.value),
        ends: fleet.ends.value,
        from: passage_model::time::Clock::H_HOUR,
        begun: Vec::new(),
    })
}

/// Where a depot, assembly point or reception site is.
fn site(laid: &Laid<'_>, name: &str) -> Option<JunctionId> {
    let (scenario, sites) = (laid.scenario, &laid.sites);
    let depots = scenario.depots.iter().map(|d| &d.site).zip(&sites.depots);
    let assemblies = scenario.assemblies.iter().map(|a| &a.site).zip(&sites.assemblies);
    let receptions = scenario.receptions.iter().map(|r| &r.site).zip(&sites.receptions);
    depots.chain(assemblies).chain(receptions).find(|(site, _)| site.name == name).and_then(|(_, junction)| *junction)
}

/// The vehicles that become ready with each share: whole ones, and all of them with the last.
fn ready(shares: &[ReadyShare], vehicles: Vehicles) -> Vec<Ready> {
    let mut ready: Vec<Ready> = Vec::with_capacity(shares.len());
    let (mut share, mut before) = (0u32, 0u32);
    for (i, part) in shares.iter().enumerate() {
        share = share.saturating_add(part.share.0);
        let so_far = if i + 1 == shares.len() { vehicles.0 } else { Factor(share).of(vehicles.0).min(vehicles.0) };
        let more = Vehicles(so_far - before.min(so_far));
        before = so_far.max(before);
        match ready.last_mut() {
            _ if more == Vehicles(0) => {}
            Some(last) if last.from == part.from => last.vehicles += more,
            _ => ready.push(Ready { from: part.from, vehicles: more }),
        }
    }
    ready
}

fn receptions(laid: &Laid<'_>) -> Option<Vec<Reception>> {
    let sites = laid.scenario.receptions.iter().zip(&laid.sites.receptions);
    sites
        .map(|(site, junction)| {
            let (name, only) = (site.site.name.clone(), site.only.clone());
            Some(Reception { name, junction: (*junction)?, room: site.room.value, only })
        })
        .collect()
}
