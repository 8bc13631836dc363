//! How far ahead it is known what happens at the door of a queue: lookahead.

use super::place::{Place, UnderWay};
use super::{NONE, Observer, Run};
use crate::Moment;
use crate::layout::scaled;
use crate::trips::Trips;

/// Before which moment nobody enters the next queue but from here.
pub(super) struct Foreseen {
    pub next: u32,
    pub until: Moment,
}

impl<O: Observer> Run<'_, O> {
    /// Whether all is known of the next queue at a moment but who enters it from `q`.
    #[inline]
    pub(super) fn is_foreseen(&self, q: u32, next: u32, (at, now): (Moment, Moment), foreseen: &mut Foreseen) -> bool {
        if at >= now.after(self.places[next as usize].known) {
            return false;
        }
        if foreseen.next != next {
            *foreseen = Foreseen { next, until: self.others_enter(q, next, now) };
        }
        at < foreseen.until
    }

    /// The moment before which nobody enters a queue but from `q`: its first may leave the other queue only later, or who is not in that
    /// yet cannot be at its end before.
    fn others_enter(&self, q: u32, next: u32, now: Moment) -> Moment {
        let others = self.places[next as usize].entrances.iter().filter(|other| **other != q);
        let enters = |other: &u32| {
            let other = &self.places[*other as usize];
            if other.waits || other.ahead.0 == 0 {
                now
            } else if other.vehicles.is_empty() {
                now.after(other.ahead)
            } else {
                other.first_can_leave()
            }
        };
        others.map(enters).min().unwrap_or(Moment::NEVER)
    }

    /// The first vehicle of a queue comes to the door of the next, where nobody waits, and enters when it is known to open: as at a door.
    pub(super) fn wait_until(&mut self, q: u32, next: u32, (at, enters): (Moment, Moment), now: Moment) {
        let Some(&first) = self.places[q as usize].vehicles.front() else { return };
        self.tell_of_no_room(next, &first, at);
        let share = self.places[next as usize].share_of(q);
        self.serve(q, next, &first, share);
        self.step(q, next, enters, now);
    }

    /// Whether who comes behind the first of a queue leaves later, and its hole comes later: in one moment doors open when all who come
    /// have come.
    pub(super) fn spaces(&self, q: u32, first: &UnderWay) -> bool {
        let place = &self.places[q as usize];
        place.lane.is_none()
            && place.wave.0 > 0
            && scaled(place.headway, self.trips.passes(first.vehicle, first.size)).0 > 0
    }
}

/// Where more queues meet than so many, each look moves on one vehicle: to look at all the others costs more than it spares.
const MOST_ENTRANCES: usize = 8;

/// Notes which queues are entered from which others, and from where nobody leaves who is not there from the beginning.
pub(super) fn look_ahead(places: &mut [Place], ways: &[u32], begins: &[u32], trips: &Trips) {
    let mut steps: Vec<(u32, u32)> = ways.windows(2).map(|step| (step[1], step[0])).collect();
    steps.retain(|(to, from)| *to != NONE && *from != NONE);
    steps.sort_unstable();
    steps.dedup();
    let mut entered = vec![false; places.len()];
    for from in steps.chunk_by(|a, b| a.0 == b.0) {
        let to = from[0].0 as usize;
        entered[to] = true;
        if from.len() > MOST_ENTRANCES {
            places[to].known = Moment(0);
        } else if from.len() > 1 {
            places[to].entrances = from.iter().map(|step| step.1).collect();
        }
    }
    for (place, _) in places.iter_mut().zip(entered).filter(|(_, entered)| !entered) {
        place.ahead = Moment::NEVER;
    }
    for vehicle in trips.vehicles.iter().filter(|vehicle| vehicle.after.is_some()) {
        let start = &mut places[ways[begins[vehicle.route.0 as usize] as usize] as usize];
        (start.ahead, start.known) = (Moment(0), Moment(0));
    }
}
