//! An exact earliest-arrival flow on the implicit time-expanded network.
//!
//! Source: Gale 1959, Minieka 1973 and Megiddo 1974 (a flow that is maximal for every deadline at once exists), found
//! by successive shortest augmenting paths (Jewell 1958, Busacker and Gowen 1960), arrival step by arrival step. Moves
//! cost nothing but arrivals, so that the labels (moves from home: Edmonds and Karp 1972) never fall, over all
//! deadlines, and what one search learns ([`home`]) serves all later ones. Where a reception site is full, [`places`]
//! goes on.
//!
//! Promise: without a binding reception limit the flow is maximal for every deadline at once, with the least sum of
//! arrival steps. Where sites are full it is maximal for the horizon, always: an exact search says so; and its sum is
//! the least where [`Flow::least`] says so, which [`exchange`] makes sure of (`tests/it/twins.rs`, crowded worlds).
//! Cost: O(copies + stretches x steps) for the first labels, then the length of the augmenting paths plus what searches
//! see times degree: 0.4 to 1 looks at each copy of a stretch on the instances of `../shared/bench` without full sites,
//! where raising labels one by one took 3 to 15.
//! Twin: `tests/it/twin.rs`, an explicit network searched breadth first, and by Bellman and Ford.

mod augment;
mod exchange;
mod exposure;
mod home;
mod labels;
#[cfg(test)]
mod late;
mod past;
mod places;
mod repair;
mod residual;

use crate::PlanError;
use crate::decompose::{Leg, Trip};
use crate::expand::Timed;
use crate::reduce::What;
use passage_model::situation::VehicleKind;
use passage_model::work::Work;
use residual::Way;

pub(crate) use exposure::{Burden, Spared};
pub(crate) use past::Loss;

/// Vehicles that become ready together at a spot.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Source {
    pub spot: u32,
    /// The first step in which they can leave.
    pub first: u32,
    pub vehicles: u32,
}

/// A reception site.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Sink {
    pub spot: u32,
    /// How many vehicles it takes in all; `u32::MAX` where its limit cannot bind.
    pub room: u32,
}

/// What is left of the capacities, step by step. Kept from one group of vehicles to the next.
#[derive(Clone, Debug)]
pub(crate) struct Capacity {
    /// Where each stretch starts in `stretch`, less its first step.
    pub stretch_base: Vec<usize>,
    pub stretch: Vec<u16>,
    /// Where each spot with room starts in `wait`, less its first step.
    pub wait_base: Vec<usize>,
    pub wait: Vec<u32>,
}

impl Capacity {
    /// All of it, in the smallest vehicles. A stretch passes at most 65,535 vehicles a step.
    pub fn full(timed: &Timed) -> Self {
        Self::full_for(timed, timed.least)
    }

    /// All of it, in vehicles that each count as `each` hundredths of a car.
    pub fn full_for(timed: &Timed, each: u32) -> Self {
        let mut full = Self { stretch_base: Vec::new(), stretch: Vec::new(), wait_base: Vec::new(), wait: Vec::new() };
        // Grown by doubling it would hold up to half as much again.
        let steps = timed.stretches.iter().filter(|s| s.first <= s.last).map(|s| (s.last - s.first) as usize + 1);
        full.stretch.reserve_exact(steps.sum());
        for stretch in &timed.stretches {
            full.stretch_base.push(full.stretch.len().wrapping_sub(stretch.first as usize));
            if stretch.first <= stretch.last {
                let steps = stretch.first..=stretch.last;
                full.stretch.extend(steps.map(|k| timed.capacity_in(stretch, k, each).min(u32::from(u16::MAX)) as u16));
            }
        }
        for spot in &timed.spots {
            full.wait_base.push(full.wait.len().wrapping_sub(spot.first as usize));
            if spot.first <= spot.last && spot.room > 0 {
                full.wait.extend((spot.first..=spot.last).map(|_| spot.room));
            }
        }
        full
    }
}

/// A flow being built.
#[derive(Clone)]
pub(crate) struct Flow<'a> {
    pub timed: &'a Timed,
    pub left: Capacity,
    /// Vehicles that enter each stretch in each step; laid out as [`Capacity::stretch`].
    pub used: Vec<u16>,
    /// Vehicles that wait at each spot from each step to the next; laid out as [`Capacity::wait`].
    pub waits: Vec<u32>,
    pub hubs: Vec<Hub>,
    pub docks: Vec<Dock>,
    into: Vec<Row>,
    into_start: Vec<u32>,
    out: Vec<Row>,
    out_start: Vec<u32>,
    /// The first copy of each spot; one more than there are spots.
    copy_start: Vec<u32>,
    hubs_at: Vec<Vec<u32>>,
    docks_at: Vec<Vec<u32>>,
    /// Whether to keep what the flow was before the first site was full, in `ample`.
    pub keeps_ample: bool,
    /// This flow before the first site was full, with room for all.
    pub ample: Option<Box<Self>>,
    /// Whether the sum of arrival steps is the least of all flows of most vehicles.
    pub least: bool,
    /// Searches from docks backwards also pass full docks where somebody gives up a place in this step or later.
    yields_from: u32,
    /// Looks at residual ways since all was labelled.
    looks: u64,
    labels: labels::Labels,
    search: home::Search,
    /// For each dock the paths of the stage before.
    trails: Vec<Vec<augment::Trail>>,
    places: places::Places,
    reached: Vec<bool>,
    leading_on: Vec<bool>,
}

/// A source with what has left it.
#[derive(Clone, Debug)]
pub(crate) struct Hub {
    pub source: Source,
    pub left: u32,
    /// Vehicles that leave in each step from `first` on.
    pub sent: Vec<u32>,
    pub first: u32,
    /// Vehicles that may not be told to stay at home after all.
    pub kept: u32,
    /// How many more may leave in each step, if `limited`.
    may: Vec<u32>,
    limited: bool,
}

impl Hub {
    /// Vehicles that have left.
    pub fn gone(&self) -> u32 {
        self.sent.iter().sum()
    }
}

/// A sink with what has come.
#[derive(Clone, Debug)]
pub(crate) struct Dock {
    pub sink: Sink,
    pub left: u32,
    /// Vehicles received in each step from `first` on.
    pub received: Vec<u32>,
    pub first: u32,
    /// How many more may come in each step, if `limited`.
    may: Vec<u32>,
    limited: bool,
    /// Whether nobody is received any more.
    pub closed: bool,
    /// How many of the first steps are cut off from every waiting vehicle.
    passed: u32,
    /// Whether it is full: only then may one vehicle take another's place.
    pub full: bool,
}

impl Hub {
    /// Of vehicles under way, each step in which some are at the spot: how many, and how many of them go on.
    pub fn there(&self) -> impl Iterator<Item = (u32, u32, u32)> + '_ {
        let counts = self.may.iter().zip(&self.sent).map(|(&may, &sent)| (may + sent, sent));
        (self.first..).zip(counts).map(|(step, (all, sent))| (step, all, sent)).filter(|(_, all, _)| *all > 0)
    }
}

impl Dock {
    /// The steps in which somebody may come.
    pub fn steps(&self) -> impl Iterator<Item = u32> + use<> {
        // Where nobody can come at all, the first step is the last number there is.
        let first = self.first;
        (0..self.received.len() as u32).map(move |place| first + place)
    }
}

/// One stretch, as seen from one of its ends.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Row {
    pub stretch: u32,
    pub other: u32,
    pub steps: u32,
    pub first: u32,
    pub last: u32,
    /// Where it starts in the arrays, less its first step.
    pub base: usize,
    /// The number of the other end's copy in step 0, wrapped where it has none: spares two looks far away.
    pub copy: u32,
}

impl<'a> Flow<'a> {
    /// No flow yet, over `left`, with the lanes of `kinds` open at checkpoints.
    pub fn new(
        timed: &'a Timed,
        left: Capacity,
        kinds: &[VehicleKind],
        sources: &[Source],
        sinks: &[Sink],
    ) -> Result<Self, PlanError> {
        let mut copy_start = vec![0u32];
        let mut copies = 0u64;
        for spot in &timed.spots {
            copies += (u64::from(spot.last) + 1).saturating_sub(u64::from(spot.first));
            copy_start.push(u32::try_from(copies).map_err(|_| PlanError::TooLarge { copies })?);
        }
        if copies + sources.len() as u64 + sinks.len() as u64 >= u64::from(u32::MAX) {
            return Err(PlanError::TooLarge { copies });
        }
        let (into_start, into) = rows(timed, &left, kinds, &copy_start, |s| (s.to, s.from));
        let (out_start, out) = rows(timed, &left, kinds, &copy_start, |s| (s.from, s.to));
        let mut flow = Self {
            used: vec![0; left.stretch.len()],
            waits: vec![0; left.wait.len()],
            timed,
            left,
            hubs: Vec::new(),
            docks: Vec::new(),
            into,
            into_start,
            out,
            out_start,
            copy_start,
            hubs_at: vec![Vec::new(); timed.spots.len()],
            docks_at: vec![Vec::new(); timed.spots.len()],
            labels: labels::Labels::default(),
            search: home::Search::default(),
            trails: Vec::new(),
            places: places::Places::default(),
            reached: Vec::new(),
            leading_on: Vec::new(),
            keeps_ample: false,
            ample: None,
            least: true,
            yields_from: places::NEVER,
            looks: 0,
        };
        for &source in sources {
            flow.add_source(source);
        }
        for &sink in sinks {
            flow.add_sink(sink);
        }
        Ok(flow)
    }

    /// More vehicles that want to leave.
    pub fn add_source(&mut self, source: Source) {
        let spot = &self.timed.spots[source.spot as usize];
        let first = source.first.max(spot.first);
        let steps = (u64::from(spot.last) + 1).saturating_sub(u64::from(first)) as usize;
        self.hubs_at[source.spot as usize].push(self.hubs.len() as u32);
        self.hubs.push(Hub {
            source,
            left: source.vehicles,
            sent: vec![0; steps],
            first,
            kept: 0,
            may: Vec::new(),
            limited: false,
        });
    }

    /// Nobody of a source may leave after a step.
    pub fn leave_by(&mut self, hub: usize, last: u32) {
        let hub = &mut self.hubs[hub];
        let may = |step: u32| if step <= last { hub.source.vehicles } else { 0 };
        hub.may = (hub.first..).take(hub.sent.len()).map(may).collect();
        hub.limited = true;
    }

    fn add_sink(&mut self, sink: Sink) {
        let spot = &self.timed.spots[sink.spot as usize];
        let steps = (u64::from(spot.last) + 1).saturating_sub(u64::from(spot.first)) as usize;
        self.docks_at[sink.spot as usize].push(self.docks.len() as u32);
        let full = sink.room == 0;
        self.docks.push(Dock {
            sink,
            left: sink.room,
            received: vec![0; steps],
            first: spot.first,
            may: Vec::new(),
            limited: false,
            closed: false,
            passed: 0,
            full,
        });
    }

    /// Forgets what changing places at full sites has cost so far: ways have been opened since.
    pub fn forget_prices(&mut self) {
        self.places = places::Places::default();
    }

    /// Vehicles received in each step, over all sites.
    pub fn arrivals(&self) -> Vec<u64> {
        let mut arrivals = vec![0; self.timed.last as usize + 1];
        for dock in &self.docks {
            for (i, &vehicles) in dock.received.iter().enumerate() {
                arrivals[dock.first as usize + i] += u64::from(vehicles);
            }
        }
        arrivals
    }

    /// The part of this flow that comes from `hubs`, as early as it can arrive within it. `within` is what is left of
    /// this flow, laid out as capacities, and `received` of its arrivals.
    pub fn part(
        &self,
        within: Capacity,
        kinds: &[VehicleKind],
        hubs: &[u32],
        received: &[Vec<u32>],
        work: &Work<'_>,
    ) -> Result<Self, PlanError> {
        let sources: Vec<Source> = hubs.iter().map(|&hub| self.hubs[hub as usize].source).collect();
        let sinks: Vec<Sink> = self.docks.iter().map(|d| Sink { spot: d.sink.spot, room: u32::MAX }).collect();
        let mut part = Self::new(self.timed, within, kinds, &sources, &sinks)?;
        for (own, &hub) in part.hubs.iter_mut().zip(hubs) {
            own.may.clone_from(&self.hubs[hub as usize].sent);
            own.left = own.may.iter().sum();
            own.limited = true;
        }
        for (dock, received) in part.docks.iter_mut().zip(received) {
            dock.may.clone_from(received);
            dock.limited = true;
        }
        part.run(work)?;
        Ok(part)
    }

    /// This flow, with room for all at every reception site.
    fn with_ample_room(&self) -> Self {
        let mut ample = self.clone();
        for dock in &mut ample.docks {
            (dock.sink.room, dock.left, dock.full) = (u32::MAX, u32::MAX, false);
        }
        ample
    }

    /// The useful stretches that end at a spot.
    pub fn rows_into(&self, spot: u32) -> &[Row] {
        &self.into[self.into_start[spot as usize] as usize..self.into_start[spot as usize + 1] as usize]
    }

    /// The useful stretches that start at a spot.
    pub fn rows_out(&self, spot: u32) -> &[Row] {
        &self.out[self.out_start[spot as usize] as usize..self.out_start[spot as usize + 1] as usize]
    }

    /// How many vehicles could take the legs of a trip.
    pub fn room_along(&self, trip: &Trip) -> u32 {
        trip.legs.iter().map(|leg| self.slack(self.way_of(*leg))).min().unwrap_or(u32::MAX)
    }

    /// Sends the vehicles of a trip along its legs.
    pub fn send(&mut self, trip: &Trip) {
        let vehicles = trip.vehicles;
        for leg in &trip.legs {
            self.push(self.way_of(*leg), vehicles);
        }
        let (hub, dock) = (&mut self.hubs[trip.source as usize], &mut self.docks[trip.sink as usize]);
        hub.left -= vehicles;
        hub.sent[(trip.leave - hub.first) as usize] += vehicles;
        dock.left -= if dock.sink.room == u32::MAX { 0 } else { vehicles };
        dock.received[(trip.arrive - dock.first) as usize] += vehicles;
    }

    fn way_of(&self, leg: Leg) -> Way {
        match leg {
            Leg::Enter { stretch, k } => Way::Enter(self.left.stretch_base[stretch as usize].wrapping_add(k as usize)),
            Leg::Wait { spot, k } => Way::Wait(self.left.wait_base[spot as usize].wrapping_add(k as usize)),
        }
    }

    /// Takes a trip of this flow back: its vehicles are at home again.
    pub fn take_back(&mut self, trip: &Trip) {
        let vehicles = trip.vehicles;
        for leg in &trip.legs {
            match self.way_of(*leg) {
                Way::Enter(place) => self.push(Way::Return(place), vehicles),
                Way::Wait(place) => self.push(Way::Unwait(place), vehicles),
                _ => {}
            }
        }
        let (hub, dock) = (&mut self.hubs[trip.source as usize], &mut self.docks[trip.sink as usize]);
        hub.left += vehicles;
        hub.sent[(trip.leave - hub.first) as usize] -= vehicles;
        dock.left += if dock.sink.room == u32::MAX { 0 } else { vehicles };
        dock.received[(trip.arrive - dock.first) as usize] -= vehicles;
    }

    /// The number of the copy of a spot in a step in which it is useful.
    pub fn copy(&self, spot: u32, k: u32) -> u32 {
        self.copy_start[spot as usize] + k - self.timed.spots[spot as usize].first
    }

    /// How many copies there are.
    pub fn copies(&self) -> u32 {
        self.copy_start.last().copied().unwrap_or(0)
    }
}

/// The useful stretches by one of their ends.
fn rows(
    timed: &Timed,
    left: &Capacity,
    kinds: &[VehicleKind],
    copy_start: &[u32],
    ends: impl Fn(&crate::expand::TimedStretch) -> (u32, u32),
) -> (Vec<u32>, Vec<Row>) {
    let mut listed: Vec<(u32, Row)> = Vec::new();
    for (i, (stretch, &base)) in timed.stretches.iter().zip(&left.stretch_base).enumerate() {
        let open = match &stretch.what {
            What::Service(service) => kinds.contains(&service.kind),
            // People on foot are received where they are: not even round a road and back.
            What::Roads(_) => kinds != [VehicleKind::Foot],
            _ => true,
        };
        if open && stretch.first <= stretch.last {
            let (near, other) = ends(stretch);
            let (steps, first, last) = (stretch.steps, stretch.first, stretch.last);
            let copy = copy_start[other as usize].wrapping_sub(timed.spots[other as usize].first);
            listed.push((near, Row { stretch: i as u32, other, steps, first, last, base, copy }));
        }
    }
    listed.sort_by_key(|(near, _)| *near);
    let mut start = vec![0u32; timed.spots.len() + 1];
    for (near, _) in &listed {
        start[*near as usize + 1] += 1;
    }
    for i in 0..timed.spots.len() {
        start[i + 1] += start[i];
    }
    (start, listed.into_iter().map(|(_, row)| row).collect())
}
