//! A day that can be watched: when each vehicle left each queue of its route. From that follow where on a road it was
//! meanwhile ([`Film::way`]) and how many were where in every moment ([`Counts`]).

mod count;
mod way;

use crate::Moment;
use crate::behave::Setting;
use crate::day::{Fate, Observer};
use crate::layout::QueueId;
use crate::played::{Played, play_before};
use crate::stage::Stage;

pub use count::{Counts, Moments, first_caught, taken};
pub use way::Spot;

/// What was noted of a day.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Film {
    /// By vehicle: when it left each queue of its route, from its start on. What it has not left by the horizon is not there.
    pub left: Vec<Vec<Moment>>,
    /// What became of each vehicle.
    pub fates: Vec<Fate>,
    /// Who left each queue, in the order of leaving, then those who are there at the end, in the order in which they entered.
    order: Vec<Vec<Leaves>>,
}

/// A vehicle that leaves a queue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Leaves {
    vehicle: u32,
    /// [`Moment::NEVER`] for one that is there at the end.
    at: Moment,
    /// Room that all before it took, in hundredths of a car.
    before: u64,
}

impl Observer for Film {
    fn moved(&mut self, vehicle: u32, from: QueueId, _to: Option<QueueId>, at: Moment) {
        self.left[vehicle as usize].push(at);
        self.order[from.index()].push(Leaves { vehicle, at, before: 0 });
    }
}

/// Plays a day as [`crate::play`] does, and notes who moves when. Memory O(moves).
pub fn film(stage: &Stage<'_>, setting: &Setting) -> (Played, Film) {
    let mut film = Film::before(setting);
    let (played, fates) = play_before(stage, setting, &mut film);
    film.fates = fates;
    film.close(setting);
    (played, film)
}

impl Film {
    /// Before the day begins.
    fn before(setting: &Setting) -> Self {
        Self {
            left: vec![Vec::new(); setting.trips.vehicles.len()],
            fates: Vec::new(),
            order: vec![Vec::new(); setting.layout.queues.len()],
        }
    }

    /// Adds those who are in a queue at the end, and how much room all before each took.
    fn close(&mut self, setting: &Setting) {
        let vehicle = |number: u32| &setting.trips.vehicles[number as usize];
        let mut rest: Vec<(QueueId, Moment, u32)> = Vec::new();
        for (number, fate) in (0u32..).zip(&self.fates) {
            if let Fate::In(queue, _) = *fate {
                let entered = self.left[number as usize].last().copied().unwrap_or(vehicle(number).departs);
                rest.push((queue, entered, number));
            }
        }
        rest.sort_unstable();
        for (queue, _, vehicle) in rest {
            self.order[queue.index()].push(Leaves { vehicle, at: Moment::NEVER, before: 0 });
        }
        for queue in &mut self.order {
            let mut before = 0;
            for leaves in queue {
                leaves.before = before;
                before += u64::from(vehicle(leaves.vehicle).size);
            }
        }
    }

    /// The queues of its route in which a vehicle has been, its start too.
    fn been_in<'t>(&self, setting: &'t Setting, vehicle: usize) -> &'t [QueueId] {
        let route = &setting.trips.routes[setting.trips.vehicles[vehicle].route.0 as usize].queues;
        // Who is pushed aside leaves a queue and enters none.
        let enters = usize::from(!matches!(self.fates[vehicle], Fate::BrokenDown(..)));
        &route[..(self.left[vehicle].len() + enters).min(route.len())]
    }

    /// When a vehicle is gone: arrived, or stopped for good.
    pub fn gone(&self, vehicle: u32) -> Option<Moment> {
        match self.fates[vehicle as usize] {
            Fate::Arrived(at) | Fate::BrokenDown(_, at) => Some(at),
            _ => None,
        }
    }
}
