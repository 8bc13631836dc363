//! Vehicles of different occupancy and kind.
//!
//! Vehicles that carry the same and meet the same limits are one class, and one flow is exact for them. Classes are
//! planned in descending persons per vehicle. Where classes are interchangeable on the road (no reception site can
//! fill up, no checkpoint tells them apart, all count as the same number of cars) each later class may still move the earlier ones aside, and the number of
//! persons safe by the horizon is exact; otherwise each is an exact flow in what the earlier ones left ([`Room`]).

use crate::PlanError;
use crate::decompose::{Trip, trips};
use crate::expand::Timed;
use crate::flow::{Burden, Capacity, Flow, Sink, Source};
use crate::reduce::What;
use crate::room::Room;
use crate::shorten::shorten;
use crate::sparing::{MOST_LOOKS, lessen_beside_full_sites, run_sparing};
use crate::weigh;
use passage_model::id::OriginId;
use passage_model::situation::{Origin, Reception, Situation, VehicleKind};
use passage_model::units::Persons;
use passage_model::work::Work;
use std::collections::BTreeMap;

/// Groups whose vehicles are interchangeable.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Class {
    /// Persons in a hundred vehicles.
    pub occupancy: u32,
    /// What each counts as on a road, in hundredths of a car.
    pub each: u32,
    pub kinds: Vec<VehicleKind>,
    pub origins: Vec<OriginId>,
}

/// How the classes go together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Mixture {
    /// One class: exact.
    One,
    /// Several, interchangeable on the road.
    Interchangeable,
    /// Several that meet different limits.
    Apart,
}

/// What was planned: trips, and for each step the vehicles of the classes so far that had arrived.
pub(crate) struct Fleet<'a> {
    pub classes: Vec<Class>,
    pub mixture: Mixture,
    /// Trips with the group they belong to.
    pub trips: Vec<(OriginId, Trip)>,
    /// For each class, vehicles of it and the classes before it received by each step; in [`Mixture::Apart`] of it alone.
    pub received: Vec<Vec<u64>>,
    /// The flow of each class, or of all together; its sources are those of `sources`.
    pub flows: Vec<Flow<'a>>,
    /// For each flow, which group and which of its [`Ready`](passage_model::situation::Ready) each source is.
    pub sources: Vec<Vec<(OriginId, usize)>>,
    /// Whether any reception site took all it can.
    pub full: bool,
}

/// Groups with vehicles and people, by class, in descending occupancy.
pub(crate) fn classes(situation: &Situation, timed: &Timed) -> Vec<Class> {
    let only = situation.receptions.iter().any(|site| !site.only.is_empty());
    let told_apart = only || timed.stretches.iter().any(|s| matches!(s.what, What::Service(_)) && s.first <= s.last);
    let mut by_key: BTreeMap<_, Class> = BTreeMap::new();
    for (i, origin) in situation.origins.iter().enumerate() {
        let occupancy = origin.per_vehicle.0;
        if origin.vehicles().0 == 0 || occupancy == 0 {
            continue;
        }
        // People on foot are received where they are, and nowhere else.
        let on_foot = (origin.kind == VehicleKind::Foot).then_some(origin.junction);
        let lane = (told_apart || on_foot.is_some()).then_some(origin.kind);
        let each = situation.equivalents[origin.kind as usize].0;
        let class = by_key.entry((std::cmp::Reverse(occupancy), each, lane, on_foot)).or_insert_with(|| Class {
            occupancy,
            each,
            kinds: lane.map_or_else(|| VehicleKind::ALL.to_vec(), |kind| vec![kind]),
            origins: Vec::new(),
        });
        class.origins.push(OriginId::at(i));
    }
    by_key.into_values().collect()
}

/// How `classes` go together.
pub(crate) fn mixture(situation: &Situation, classes: &[Class]) -> Mixture {
    let same = |pair: &[Class]| pair[0].kinds == pair[1].kinds && pair[0].each == pair[1].each;
    let on_foot = |class: &Class| class.kinds == [VehicleKind::Foot];
    let alike = classes.windows(2).all(same) && !classes.iter().any(on_foot);
    match classes {
        [] | [_] => Mixture::One,
        _ if alike && !may_fill(situation) => Mixture::Interchangeable,
        _ => Mixture::Apart,
    }
}

fn may_fill(situation: &Situation) -> bool {
    let all: u64 = seated(situation);
    situation.receptions.iter().any(|r| u64::from(r.room.0) < all)
}

/// All persons with a seat.
pub(crate) fn seated(situation: &Situation) -> u64 {
    situation.origins.iter().map(|o| u64::from(o.seated().0)).sum()
}

/// The sources of a class, with the group and its part of [`Origin::ready`](passage_model::situation::Origin::ready).
pub(crate) fn sources(situation: &Situation, timed: &Timed, class: &Class) -> (Vec<Source>, Vec<(OriginId, usize)>) {
    let (mut sources, mut whose) = (Vec::new(), Vec::new());
    for &id in &class.origins {
        let origin = &situation.origins[id.index()];
        let Some(&spot) = timed.home.get(&origin.junction) else { continue };
        for (part, ready) in origin.ready.iter().enumerate().filter(|(_, r)| r.vehicles.0 > 0) {
            let first = timed.first_step(spot, ready.from);
            sources.push(Source { spot, first, vehicles: ready.vehicles.0 });
            whose.push((id, part));
        }
    }
    (sources, whose)
}

/// One sink for each reception site, in their order, for vehicles of `occupancy` and the room that is left.
pub(crate) fn sinks(situation: &Situation, timed: &Timed, occupancy: u32, room: &[u64]) -> Vec<Sink> {
    let all = seated(situation);
    let mut sinks = Vec::with_capacity(room.len());
    for (reception, &room) in situation.receptions.iter().zip(room) {
        let spot = timed.arrival.get(&reception.junction).copied().unwrap_or(0);
        let vehicles = if room >= all { u64::from(u32::MAX) } else { room * 100 / u64::from(occupancy.max(1)) };
        sinks.push(Sink { spot, room: u32::try_from(vehicles).unwrap_or(u32::MAX) });
    }
    sinks
}

/// The room of the sites that receive a class.
pub(crate) fn rooms_for(situation: &Situation, class: &Class) -> Vec<u64> {
    admitted(situation, class, &rooms(situation))
}

/// Whether a site receives a group: people on foot only where they are.
pub(crate) fn receives(site: &Reception, origin: &Origin) -> bool {
    site.admits(origin.kind) && (origin.kind != VehicleKind::Foot || site.junction == origin.junction)
}

/// Which sites receive a class, or any part of it.
pub(crate) fn admits(situation: &Situation, class: &Class) -> Vec<bool> {
    let any = |site: &Reception| class.origins.iter().any(|origin| receives(site, &situation.origins[origin.index()]));
    situation.receptions.iter().map(any).collect()
}

fn admitted(situation: &Situation, class: &Class, room: &[u64]) -> Vec<u64> {
    room.iter().zip(admits(situation, class)).map(|(room, admits)| if admits { *room } else { 0 }).collect()
}

/// The room of every reception site.
pub(crate) fn rooms(situation: &Situation) -> Vec<u64> {
    situation.receptions.iter().map(|r| u64::from(r.room.0)).collect()
}

/// Plans all classes.
pub(crate) fn fleet<'a>(situation: &Situation, timed: &'a Timed, work: &Work<'_>) -> Result<Fleet<'a>, PlanError> {
    fleet_in(situation, timed, Capacity::full(timed), work)
}

/// Plans all classes beside others that have taken their part of the roads.
pub(crate) fn beside<'a>(
    situation: &Situation,
    timed: &'a Timed,
    room: Room,
    work: &Work<'_>,
) -> Result<Fleet<'a>, PlanError> {
    let classes = classes(situation, timed);
    let mixture = if classes.len() <= 1 { Mixture::One } else { Mixture::Apart };
    let left = room.left_for(timed, timed.least);
    let mut fleet = Fleet::of(classes, mixture);
    fleet.plan_apart(situation, timed, left, Some(room), work)?;
    Ok(fleet)
}

/// Plans all classes in the capacities that are left.
pub(crate) fn fleet_in<'a>(
    situation: &Situation,
    timed: &'a Timed,
    left: Capacity,
    work: &Work<'_>,
) -> Result<Fleet<'a>, PlanError> {
    if weigh::binds(situation) {
        return weigh::fleet_in(situation, timed, left, work);
    }
    let classes = classes(situation, timed);
    let mixture = mixture(situation, &classes);
    let mut fleet = Fleet::of(classes, mixture);
    if mixture == Mixture::Interchangeable {
        fleet.plan_together(situation, timed, left, work)?;
    } else {
        let alike = fleet.classes.iter().all(|class| class.each == timed.least);
        let room = (!alike).then(|| Room::new(timed, left.clone()));
        fleet.plan_apart(situation, timed, left, room, work)?;
    }
    Ok(fleet)
}

impl<'a> Fleet<'a> {
    /// Classes of which nobody has been sent yet.
    pub fn of(classes: Vec<Class>, mixture: Mixture) -> Self {
        let (trips, received, flows, sources) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        Self { classes, mixture, trips, received, flows, sources, full: false }
    }

    fn plan_apart(
        &mut self,
        situation: &Situation,
        timed: &'a Timed,
        mut left: Capacity,
        mut shared: Option<Room>,
        work: &Work<'_>,
    ) -> Result<(), PlanError> {
        let mut room = rooms(situation);
        let burden = Burden::of(situation, timed);
        for class in self.classes.clone() {
            let (sources, whose) = sources(situation, timed, &class);
            let sinks = sinks(situation, timed, class.occupancy, &admitted(situation, &class, &room));
            if let Some(shared) = &shared {
                left = shared.left_for(timed, class.each);
            }
            let new = |left: Capacity| Flow::new(timed, left, &class.kinds, &sources, &sinks);
            let least = run_sparing(new(left.clone())?, &burden, work)?;
            let mut is_least = least.is_some();
            let mut flow = if let Some(flow) = least { flow } else { new(left)? };
            if !is_least {
                flow.keeps_ample = self.mixture == Mixture::One;
                flow.run(work)?;
                is_least = lessen_beside_full_sites(&mut flow, &class.kinds, &burden, MOST_LOOKS, work)?;
            }
            for ((dock, room), admits) in flow.docks.iter().zip(&mut room).zip(&admits(situation, &class)) {
                let vehicles: u64 = dock.received.iter().map(|&n| u64::from(n)).sum();
                *room = room.saturating_sub((vehicles * u64::from(class.occupancy)).div_ceil(100));
                self.full |= dock.full && *admits;
            }
            let mut own: Vec<_> = trips(&flow).into_iter().map(|trip| (whose[trip.source as usize].0, trip)).collect();
            if !is_least {
                shorten(&mut flow, &mut own, work)?;
            }
            self.trips.extend(own);
            self.received.push(summed(flow.arrivals()));
            left = flow.left.clone();
            if let Some(shared) = &mut shared {
                shared.take_all(timed, &flow.used, &flow.waits, class.each);
            }
            self.flows.push(flow);
            self.sources.push(whose);
        }
        Ok(())
    }

    fn plan_together(
        &mut self,
        situation: &Situation,
        timed: &'a Timed,
        left: Capacity,
        work: &Work<'_>,
    ) -> Result<(), PlanError> {
        let Some(first) = self.classes.first().cloned() else { return Ok(()) };
        let sinks = sinks(situation, timed, first.occupancy, &rooms(situation));
        let mut flow = Flow::new(timed, left, &first.kinds, &[], &sinks)?;
        let (mut whose, mut class_of) = (Vec::new(), Vec::new());
        for (i, class) in self.classes.iter().enumerate() {
            let (sources, more) = sources(situation, timed, class);
            for source in sources {
                flow.add_source(source);
            }
            class_of.extend(more.iter().map(|_| i));
            whose.extend(more);
            flow.run(work)?;
            self.received.push(summed(flow.arrivals()));
        }
        self.assign(&flow, &whose, &class_of, work)?;
        shorten(&mut flow, &mut self.trips, work)?;
        self.flows.push(flow);
        self.sources.push(whose);
        Ok(())
    }

    /// Gives each class the earliest arrivals that the joint flow has for it, the fullest vehicles first.
    pub fn assign(
        &mut self,
        joint: &Flow<'a>,
        whose: &[(OriginId, usize)],
        class_of: &[usize],
        work: &Work<'_>,
    ) -> Result<(), PlanError> {
        let mut left = joint.left.clone();
        left.stretch.clone_from(&joint.used);
        left.wait.clone_from(&joint.waits);
        let mut received: Vec<Vec<u32>> = joint.docks.iter().map(|d| d.received.clone()).collect();
        for (i, class) in self.classes.iter().enumerate() {
            let hubs: Vec<u32> = (0..whose.len() as u32).filter(|&h| class_of[h as usize] == i).collect();
            let part = joint.part(left, &class.kinds, &hubs, &received, work)?;
            for (all, dock) in received.iter_mut().zip(&part.docks) {
                all.iter_mut().zip(&dock.received).for_each(|(all, n)| *all -= n);
            }
            for mut trip in trips(&part) {
                trip.source = hubs[trip.source as usize];
                self.trips.push((whose[trip.source as usize].0, trip));
            }
            left = part.left;
        }
        Ok(())
    }
}

/// Running sums.
pub(crate) fn summed(mut counts: Vec<u64>) -> Vec<u64> {
    let mut so_far = 0;
    for count in &mut counts {
        so_far += *count;
        *count = so_far;
    }
    counts
}

/// Persons in vehicles at the mean, rounded down.
pub(crate) fn at_mean(vehicles_in_hundredths: u64) -> Persons {
    Persons(u32::try_from(vehicles_in_hundredths / 100).unwrap_or(u32::MAX))
}
