//! Where a vehicle is meanwhile. A day knows only who entered a queue when; between that and leaving it a vehicle drives freely until
//! it comes upon those who stand before it, and goes on as they leave: the two branches of Newell's theory (1993), with the
//! road's own room for each car.

use super::{Film, Leaves};
use crate::Moment;
use crate::behave::Setting;
use crate::day::Fate;
use crate::layout::{CAR, Queue};
use crate::stage::{Stage, What};

/// Where a vehicle is in a moment; between two of these it moves evenly.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Spot {
    /// The moment.
    pub at: Moment,
    /// The place of the queue in its route.
    pub place: u32,
    /// How much of that queue it has passed, from 0 to 1.
    pub share: f64,
}

/// Spots in one queue while those before it leave, at most.
const MOST_SPOTS: usize = 24;

impl Film {
    /// The way of a vehicle from its start until it has arrived or the horizon; empty where it stayed. Whoever broke down for good
    /// stays at the end of that road. Spots come in the order of time.
    pub fn way(&self, stage: &Stage<'_>, setting: &Setting, vehicle: u32) -> Vec<Spot> {
        let horizon = Moment::seconds(u64::from(stage.plan.horizon.0));
        let left = &self.left[vehicle as usize];
        let mut way = Vec::new();
        for (place, queue) in self.been_in(setting, vehicle as usize).iter().enumerate().skip(1) {
            let entered = left[place - 1];
            let out = left.get(place).copied().unwrap_or(horizon);
            let spot = |at: Moment, share: f64| Spot { at, place: place as u32, share };
            way.push(spot(entered, 0.0));
            if let What::Road(road) = stage.queues[queue.index()] {
                let metres = f64::from(stage.network.length(road).0) / 10.0;
                let drives = Drives { queue: &setting.layout.queues[queue.index()], metres, entered, setting };
                way.extend(self.creeps(vehicle, *queue, &drives, out).into_iter().map(|(at, share)| spot(at, share)));
            }
            if left.len() > place {
                way.push(spot(out, 1.0));
            }
        }
        if let Some(last) = way.last().copied().filter(|last| last.at < horizon)
            && !matches!(self.fates[vehicle as usize], Fate::Arrived(_))
        {
            way.push(Spot { at: horizon, ..last });
        }
        way
    }

    /// From when it stands behind others until it leaves, with the share of the road that it has passed.
    fn creeps(&self, vehicle: u32, queue: crate::QueueId, drives: &Drives<'_>, out: Moment) -> Vec<(Moment, f64)> {
        let order = &self.order[queue.index()];
        let Some(own) = find(order, vehicle, drives.entered, out) else { return Vec::new() };
        // Those who leave between its entry and its own leaving.
        let first = order.partition_point(|leaves| leaves.at <= drives.entered).min(own);
        let ahead = |next: usize| order[own].before - order[next].before;
        let end = |next: usize| drives.end_of_queue(ahead(next));
        let leaves = |number: usize| order[number].at.min(out);
        // It drives while the end of the queue is still before it.
        let Some(joins) = (first..=own).find(|&next| drives.free(leaves(next)) >= end(next)) else { return Vec::new() };
        let mut spots = vec![(drives.reaches(end(joins)).min(leaves(joins)), end(joins))];
        // As far as others leave, it moves up: each gap comes when one leaves, and it stands until the next does.
        let moved_up = order.partition_point(|leaves| leaves.at < out).clamp(joins, own);
        let apart = (moved_up - joins).div_ceil(MOST_SPOTS).max(1);
        for next in (joins + 1..moved_up).step_by(apart) {
            spots.extend([(leaves(next - 1), end(next)), (leaves(next), end(next))]);
        }
        if moved_up > joins {
            spots.push((leaves(moved_up - 1), end(moved_up)));
        }
        spots.push((out, end(moved_up)));
        spots
    }
}

/// The place of a vehicle among those who leave a queue.
fn find(order: &[Leaves], vehicle: u32, entered: Moment, out: Moment) -> Option<usize> {
    let from = order.partition_point(|leaves| leaves.at < out.max(entered));
    (from..order.len()).find(|&number| order[number].vehicle == vehicle)
}

/// A vehicle on a road.
struct Drives<'a> {
    queue: &'a Queue,
    metres: f64,
    entered: Moment,
    setting: &'a Setting,
}

impl Drives<'_> {
    /// The share of the road that it would have passed by a moment, with nobody before it.
    fn free(&self, at: Moment) -> f64 {
        let all = self.through().0.saturating_sub(self.entered.0);
        if all == 0 { 1.0 } else { (at.0.saturating_sub(self.entered.0) as f64 / all as f64).min(1.0) }
    }

    /// When it would have passed a share of it.
    fn reaches(&self, share: f64) -> Moment {
        let all = self.through().0.saturating_sub(self.entered.0);
        Moment(self.entered.0 + (all as f64 * share) as u64)
    }

    fn through(&self) -> Moment {
        self.setting.layout.through(self.queue, self.entered)
    }

    /// Where the queue ends behind so much that stands, as a share of the road.
    fn end_of_queue(&self, ahead: u64) -> f64 {
        /// Metres that a car takes in a queue where nothing is said of the road's room.
        const STANDING: f64 = 7.5;
        let holds = self.queue.storage.map_or(self.metres / STANDING * f64::from(CAR), f64::from).max(1.0);
        (1.0 - ahead as f64 / holds).max(0.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::day::day;
    use crate::layout::{Layout, QueueId};
    use crate::trips::{Route, RouteId, Trips, Vehicle};

    /// Cars that leave a start together onto a road of 600 m with room for 80 of them, at whose end one leaves each 6 s.
    fn filmed(cars: u32, until: u64) -> (Setting, Film) {
        let mut layout = Layout::default();
        let start = layout.add(Queue::start());
        let road = layout
            .add(Queue { headway_in: Moment::seconds(1), ..Queue::road(600, Moment::seconds(60), 600 * 24, 80 * CAR) });
        let vehicles = vec![Vehicle::car(RouteId(0), Moment(0)); cars as usize];
        let trips = Trips { routes: vec![Route::through(vec![start, road])], vehicles };
        let setting = Setting { layout, trips, loads: Vec::new(), shut: Vec::new(), told: Vec::new() };
        let mut film = Film::before(&setting);
        film.fates = day(&setting.layout, &setting.trips, Moment::seconds(until), &mut film).fates;
        film.close(&setting);
        (setting, film)
    }

    fn creeps(setting: &Setting, film: &Film, vehicle: u32, until: u64) -> Vec<(u64, f64)> {
        let left = &film.left[vehicle as usize];
        let queue = &setting.layout.queues[1];
        let drives = Drives { queue, metres: 600.0, entered: left[0], setting };
        let out = left.get(1).copied().unwrap_or(Moment::seconds(until));
        let spots = film.creeps(vehicle, QueueId(1), &drives, out);
        spots.into_iter().map(|(at, share)| (at.0 / 1_000_000, share * 600.0)).collect()
    }

    #[test]
    fn a_car_drives_to_the_end_of_the_queue_and_moves_up_as_those_before_it_leave() {
        let (setting, film) = filmed(30, 3_600);
        // The first drives all the way. The tenth enters after 9 s at 10 m/s; from 60 s on, when the first has left, eight stand
        // before it, 7.5 m each, and it comes upon them after 540 m. The ninth leaves after 60 + 8 x 6 s, the tenth then.
        assert_eq!(creeps(&setting, &film, 0, 3_600), [(60, 600.0), (60, 600.0)]);
        let tenth = creeps(&setting, &film, 9, 3_600);
        let metres: Vec<(u64, i64)> = tenth.iter().map(|spot| (spot.0, spot.1.round() as i64)).collect();
        assert_eq!(
            (metres[0], metres[metres.len() - 2], metres[metres.len() - 1]),
            ((63, 540), (108, 600), (114, 600)),
            "{metres:?}"
        );
        assert!(metres.is_sorted() && metres.windows(2).all(|pair| pair[0].1 <= pair[1].1), "{metres:?}");
    }

    #[test]
    fn who_is_there_at_the_end_stands_behind_those_who_came_before() {
        let (setting, film) = filmed(30, 100);
        // After 100 s seven have left, and the last stands behind 22.
        let last = creeps(&setting, &film, 29, 100);
        assert_eq!(last.last().map(|spot| spot.1.round()), Some(600.0 - 22.0 * 7.5));
    }
}
