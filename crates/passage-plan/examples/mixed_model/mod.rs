//! The model that `docs/reference/benchmarks/mixed.json` fixes, as shuttles on the roads of an instance.

use passage_model::certificate::{Certificate, Stretch};
use passage_model::units::{Persons, Vehicles};
use passage_plan::shuttle::{Fleet, Resource, Riders, Shuttles, Trip, Use};
use serde_json::Value;
use std::cmp::Reverse;
use std::collections::BinaryHeap;

/// Roads, stops and fleets. Stops are pick-ups, then sites, then depots.
pub struct Model {
    last: u32,
    /// From, to, steps, window. Beyond the instance's own: the opposite lanes from sites to their exits, which nobody shares.
    roads: Vec<(u32, u32, u32, Option<usize>)>,
    /// The instance's roads, with vehicles in a step.
    capacity: Vec<u32>,
    windows: Vec<Vec<(u32, u32)>>,
    junctions: usize,
    pick_ups: Vec<u32>,
    sites: Vec<u32>,
    loading: u32,
    unloading: u32,
    /// Tenths of persons in a car.
    pub tenths_per_car: u32,
    /// Buses and ambulances.
    pub fleets: Vec<Named>,
}

/// A fleet as the file has it.
pub struct Named {
    vehicles: u32,
    seats: u32,
    tenths_of_a_car: u32,
    /// Those whom it carries.
    pub riders: u32,
    worth: u32,
    depots: Vec<u32>,
}

fn whole(value: &Value) -> u32 {
    u32::try_from(value.as_u64().unwrap()).unwrap()
}

fn list<T>(value: &Value, read: impl FnMut(&Value) -> T) -> Vec<T> {
    value.as_array().unwrap().iter().map(read).collect()
}

/// The part that number `i` of `parts` has of `all`, as evenly as can be.
fn part(all: u32, i: usize, parts: usize) -> u32 {
    all / parts as u32 + u32::from((i as u32) < all % parts as u32)
}

impl Model {
    /// Reads the instance and the file.
    pub fn new(instance: &Value, rest: &Value) -> Self {
        let window = |arc: &Value| usize::try_from(arc[4].as_i64().unwrap()).ok();
        let mut roads = list(&instance["arcs"], |arc| (whole(&arc[0]), whole(&arc[1]), whole(&arc[2]), window(arc)));
        let sites = list(&instance["sinks"], |sink| whole(&sink[0]));
        let mut ends = sites.clone();
        for _ in 0..2 {
            // The way out of a site leads over its checkpoint to its exit.
            let back: Vec<_> = roads.iter().filter(|road| ends.contains(&road.1)).copied().collect();
            ends = back.iter().map(|road| road.0).collect();
            roads.extend(back.iter().map(|&(from, to, steps, window)| (to, from, steps, window)));
        }
        Self {
            last: whole(&instance["T"]),
            capacity: list(&instance["arcs"], |arc| whole(&arc[3])),
            windows: list(&instance["windows"], |spans| list(spans, |span| (whole(&span[0]), whole(&span[1])))),
            junctions: instance["nodes"].as_array().unwrap().len(),
            pick_ups: list(&instance["sources"], |source| whole(&source[0])),
            sites,
            roads,
            loading: whole(&rest["loading_steps"]),
            unloading: whole(&rest["unloading_steps"]),
            tenths_per_car: whole(&rest["tenths_of_persons_per_car"]),
            fleets: list(&rest["fleets"], |fleet| Named {
                vehicles: whole(&fleet["vehicles"]),
                seats: whole(&fleet["seats"]),
                tenths_of_a_car: whole(&fleet["tenths_of_a_car"]),
                riders: whole(&fleet["riders"]),
                worth: whole(&fleet["worth"]),
                depots: list(&fleet["depots"], whole),
            }),
        }
    }

    /// No site can become full: its own road does not carry so many while it is open, riders added. So cars and riders do
    /// not compete for room, and the cars' cuts, which heed none, are exact.
    pub fn assert_room(&self, instance: &Value) {
        let riders: u32 = self.fleets.iter().map(|fleet| fleet.riders).sum();
        for sink in instance["sinks"].as_array().unwrap() {
            let (site, room) = (whole(&sink[0]), whole(&sink[1]));
            let into =
                self.roads.iter().take(self.capacity.len()).zip(&self.capacity).filter(|(road, _)| road.1 == site);
            let steps = |window: Option<usize>| {
                window.map_or(self.last + 1, |w| self.windows[w].iter().map(|(from, until)| until - from + 1).sum())
            };
            let cars: u32 = into.map(|(road, capacity)| capacity * steps(road.3)).sum();
            assert!(cars + (riders * 10).div_ceil(self.tenths_per_car) <= room, "site {site} may become full");
        }
    }

    /// The shuttles, with the roads at the prices that the cars' cuts give them. Worth in hundredths of persons times steps.
    pub fn shuttles(&self, proof: &Certificate) -> Shuttles {
        let worth = |times: u32| (0..=self.last).map(|k| (self.last + 1 - k) * 100 * times).collect();
        let mut shuttles = Shuttles {
            last: self.last,
            stops: (self.pick_ups.len() + self.sites.len()) as u32,
            worth: self.fleets.iter().map(|fleet| worth(fleet.worth)).collect(),
            resources: self.resources(proof),
            ..Shuttles::default()
        };
        let after_pick_ups = self.ways(&self.pick_ups);
        let after_sites = self.ways(&self.sites);
        for (class, fleet) in (0u32..).zip(&self.fleets) {
            for (i, _) in self.pick_ups.iter().enumerate() {
                let persons = Persons(part(fleet.riders, i, self.pick_ups.len()));
                shuttles.riders.push(Riders { stop: i as u32, class, ready: vec![(0, persons)] });
            }
            let first = shuttles.stops;
            shuttles.stops += fleet.depots.len() as u32;
            let mut trips = Vec::new();
            let depots: Vec<u32> = fleet.depots.iter().map(|&depot| self.pick_ups[depot as usize]).collect();
            let site = self.pick_ups.len() as u32;
            self.add(&mut trips, fleet, (0, &after_pick_ups), (site, &self.sites), true);
            self.add(&mut trips, fleet, (site, &after_sites), (0, &self.pick_ups), false);
            self.add(&mut trips, fleet, (first, &self.ways(&depots)), (0, &self.pick_ups), false);
            let standing = (0..fleet.depots.len())
                .map(|i| (first + i as u32, Vehicles(part(fleet.vehicles, i, fleet.depots.len()))));
            shuttles.fleets.push(Fleet {
                carries: vec![class],
                standing: standing.collect(),
                duties: vec![(0, self.last)],
                ends: None,
                trips,
            });
        }
        shuttles
    }

    /// For each start, the road by which each junction is reached.
    fn ways(&self, starts: &[u32]) -> Vec<Vec<Option<usize>>> {
        let mut after: Vec<Vec<usize>> = vec![Vec::new(); self.junctions];
        self.roads.iter().enumerate().for_each(|(i, road)| after[road.0 as usize].push(i));
        let way = |&start: &u32| {
            let mut times = vec![u32::MAX; self.junctions];
            times[start as usize] = 0;
            let mut open = BinaryHeap::from([Reverse((0, start))]);
            while let Some(Reverse((time, at))) = open.pop() {
                for &road in &after[at as usize] {
                    let (_, to, steps, _) = self.roads[road];
                    if time + steps < times[to as usize] {
                        times[to as usize] = time + steps;
                        open.push(Reverse((time + steps, to)));
                    }
                }
            }
            let mut by = vec![None; self.junctions];
            for (i, &(from, to, steps, _)) in self.roads.iter().enumerate() {
                let on_time = times[from as usize].checked_add(steps) == Some(times[to as usize]);
                if to != start && on_time && by[to as usize].is_none() {
                    by[to as usize] = Some(i);
                }
            }
            by
        };
        starts.iter().map(way).collect()
    }

    /// Adds the trips from some stops to others, one for each time in which the whole way is open.
    fn add(
        &self,
        trips: &mut Vec<Trip>,
        fleet: &Named,
        (from_stop, ways): (u32, &[Vec<Option<usize>>]),
        (to_stop, ends): (u32, &[u32]),
        loaded: bool,
    ) {
        for (from, by) in (from_stop..).zip(ways) {
            for (to, &end) in (to_stop..).zip(ends) {
                let mut way = Vec::new();
                let mut at = end;
                while let Some(road) = by[at as usize] {
                    way.push(road);
                    at = self.roads[road].0;
                }
                way.reverse();
                let (before, behind) = if loaded { (self.loading, self.unloading) } else { (0, 0) };
                let (mut open, mut uses, mut offset) = (vec![(0, self.last)], Vec::new(), before);
                for road in way {
                    let (_, _, steps, window) = self.roads[road];
                    if let Some(window) = window {
                        open = self.within(&open, window, offset, steps);
                    }
                    if road < self.capacity.len() {
                        uses.push(Use { resource: road as u32, offset, amount: fleet.tenths_of_a_car });
                    }
                    offset += steps;
                }
                let steps = (offset + behind).max(1);
                uses.sort_unstable_by_key(|u| (u.resource, u.offset));
                for departs in open {
                    let seats = Persons(if loaded { fleet.seats } else { 0 });
                    trips.push(Trip { from, to, seats, departs, steps, uses: uses.clone() });
                }
            }
        }
    }

    /// The departures of `open` from which a road that is entered `offset` later is open for its `steps`.
    fn within(&self, open: &[(u32, u32)], window: usize, offset: u32, steps: u32) -> Vec<(u32, u32)> {
        let mut within = Vec::new();
        for &(first, last) in open {
            for &(from, until) in &self.windows[window] {
                let Some(latest) = until.checked_sub(offset + steps) else { continue };
                let (first, last) = (first.max(from.saturating_sub(offset)), last.min(latest));
                if first <= last {
                    within.push((first, last));
                }
            }
        }
        within
    }

    /// Roads with what they take in each step, in tenths of a car, and the worth of what a tenth of a car displaces.
    fn resources(&self, proof: &Certificate) -> Vec<Resource> {
        let steps = self.last as usize + 1;
        let full = |&capacity: &u32| Resource { capacity: vec![capacity * 10; steps], price: vec![0; steps] };
        let mut resources: Vec<Resource> = self.capacity.iter().map(full).collect();
        // With room for all and one number of people in each car, the first limit is one cut.
        let far: Vec<Vec<u32>> = proof.limits[0].cuts[0]
            .spots
            .iter()
            .map(|spot| {
                let of = |&(steps, stage): &(u32, Option<u32>)| {
                    std::iter::repeat_n(stage.unwrap_or(self.last + 1), steps as usize)
                };
                spot.iter().flat_map(of).collect()
            })
            .collect();
        for stretch in &proof.stretches {
            self.price(&mut resources, stretch, &far);
        }
        resources
    }

    /// A stretch's price is that of its narrowest road, as the cut counts no more.
    fn price(&self, resources: &mut [Resource], stretch: &Stretch, far: &[Vec<u32>]) {
        let Some(narrowest) = stretch.roads.iter().min_by_key(|road| self.capacity[road.index()]) else { return };
        let before = stretch.roads.iter().take_while(|road| *road != narrowest);
        let offset: u32 = before.map(|road| self.roads[road.index()].2).sum();
        let (from, to) = (&far[stretch.from as usize], &far[stretch.to as usize]);
        for &(first, last) in &stretch.entries {
            for k in first..=last.min(self.last.saturating_sub(stretch.steps)) {
                let deadlines = from[k as usize].saturating_sub(to[(k + stretch.steps) as usize]);
                // A tenth of a car holds so many hundredths of persons.
                resources[narrowest.index()].price[(k + offset) as usize] = deadlines * self.tenths_per_car;
            }
        }
    }
}
