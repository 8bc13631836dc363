//! From a flow to trips: vehicles of one source that take the same stretches at the same steps.
//!
//! Each trip is followed forwards from home, in the order of departure. Where several stretches are possible it takes
//! the one that the trip before it took there, so that there are few distinct courses; it waits only where it must, so
//! that who came first goes on first.

use crate::expand::Timed;
use crate::flow::Flow;

/// Vehicles that travel together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Trip {
    /// The source, as its position among the flow's.
    pub source: u32,
    /// The sink, as its position among the flow's.
    pub sink: u32,
    pub vehicles: u32,
    pub legs: Vec<Leg>,
    /// The step in which they leave home; they may still wait where they are.
    pub leave: u32,
    /// The step in which they are received.
    pub arrive: u32,
}

/// One step of a trip.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Leg {
    /// Enters a stretch in a step.
    Enter { stretch: u32, k: u32 },
    /// Waits at a spot from a step to the next.
    Wait { spot: u32, k: u32 },
}

impl Trip {
    /// The step in which they start moving.
    pub fn begin(&self) -> u32 {
        let first = self.legs.iter().find_map(|leg| match *leg {
            Leg::Enter { k, .. } => Some(k),
            Leg::Wait { .. } => None,
        });
        first.unwrap_or(self.arrive)
    }
}

/// What of a flow is not yet part of a trip.
struct Rest<'f, 'a> {
    flow: &'f Flow<'a>,
    used: Vec<u16>,
    waits: Vec<u32>,
    received: Vec<Vec<u32>>,
    /// The stretches that leave each spot.
    out: Vec<Vec<u32>>,
    /// The stretch that the last trip took from each spot.
    habit: Vec<u32>,
}

/// All trips of a flow, sorted by source and step of leaving. O(trips x length).
pub(crate) fn trips(flow: &Flow<'_>) -> Vec<Trip> {
    let timed = flow.timed;
    let mut out = vec![Vec::new(); timed.spots.len()];
    for (i, stretch) in timed.stretches.iter().enumerate().filter(|(_, s)| s.first <= s.last) {
        out[stretch.from as usize].push(i as u32);
    }
    let mut rest = Rest {
        flow,
        used: flow.used.clone(),
        waits: flow.waits.clone(),
        received: flow.docks.iter().map(|d| d.received.clone()).collect(),
        out,
        habit: vec![u32::MAX; timed.spots.len()],
    };
    let mut departures: Vec<(u32, u32, u32)> = Vec::new();
    for (source, hub) in flow.hubs.iter().enumerate() {
        for (place, &vehicles) in hub.sent.iter().enumerate().filter(|(_, n)| **n > 0) {
            departures.push((hub.first + place as u32, source as u32, vehicles));
        }
    }
    departures.sort_unstable();
    let mut trips = Vec::new();
    for (leave, source, vehicles) in departures {
        let mut left = vehicles;
        while left > 0 {
            let Some(trip) = rest.follow(timed, source, leave, left) else { break };
            left -= trip.vehicles;
            trips.push(trip);
        }
    }
    trips.sort_by_key(|trip| (trip.source, trip.leave));
    trips
}

impl Rest<'_, '_> {
    /// Follows at most `vehicles` home to safety and takes them out of the flow.
    fn follow(&mut self, timed: &Timed, source: u32, leave: u32, vehicles: u32) -> Option<Trip> {
        let (mut spot, mut k) = (self.flow.hubs[source as usize].source.spot, leave);
        let (mut legs, mut most) = (Vec::new(), vehicles);
        let sink = loop {
            if let Some((sink, waiting)) = self.dock(spot, k) {
                most = most.min(waiting);
                break sink;
            }
            if let Some((stretch, there)) = self.onward(timed, spot, k) {
                most = most.min(there);
                legs.push(Leg::Enter { stretch, k });
                let taken = &timed.stretches[stretch as usize];
                self.habit[spot as usize] = stretch;
                (spot, k) = (taken.to, k + taken.steps);
                continue;
            }
            let place = self.flow.left.wait_base[spot as usize].wrapping_add(k as usize);
            let here = timed.spots[spot as usize].room > 0 && k < timed.spots[spot as usize].last;
            let staying = if here { self.waits[place] } else { 0 };
            if staying == 0 {
                return None;
            }
            most = most.min(staying);
            legs.push(Leg::Wait { spot, k });
            k += 1;
        };
        for leg in &legs {
            match *leg {
                Leg::Enter { stretch, k } => {
                    self.used[self.flow.left.stretch_base[stretch as usize].wrapping_add(k as usize)] -= most as u16;
                }
                Leg::Wait { spot, k } => {
                    self.waits[self.flow.left.wait_base[spot as usize].wrapping_add(k as usize)] -= most;
                }
            }
        }
        self.received[sink as usize][(k - self.flow.docks[sink as usize].first) as usize] -= most;
        Some(Trip { source, sink, vehicles: most, legs, leave, arrive: k })
    }

    fn dock(&self, spot: u32, k: u32) -> Option<(u32, u32)> {
        self.flow.docks.iter().enumerate().find_map(|(i, dock)| {
            let here = dock.sink.spot == spot && k >= dock.first;
            let waiting = if here { *self.received[i].get((k - dock.first) as usize)? } else { 0 };
            (waiting > 0).then_some((i as u32, waiting))
        })
    }

    /// The stretch to take, with how many vehicles take it: as the last trip did, or where most go.
    fn onward(&self, timed: &Timed, spot: u32, k: u32) -> Option<(u32, u32)> {
        let there = |stretch: u32| {
            let known = &timed.stretches[stretch as usize];
            let inside = k >= known.first && k <= known.last;
            let place = self.flow.left.stretch_base[stretch as usize].wrapping_add(k as usize);
            if inside { u32::from(self.used[place]) } else { 0 }
        };
        let habit = self.habit[spot as usize];
        if habit != u32::MAX && there(habit) > 0 {
            return Some((habit, there(habit)));
        }
        let out = self.out[spot as usize].iter().map(|&stretch| (stretch, there(stretch)));
        out.filter(|(_, n)| *n > 0).max_by_key(|(stretch, n)| (*n, std::cmp::Reverse(*stretch)))
    }
}
