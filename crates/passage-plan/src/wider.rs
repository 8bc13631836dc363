//! More vehicles an hour on some roads or at a checkpoint for some time, or more room at a site: what it would bring.

use crate::expand::{Rate, Timed};
use crate::flow::Capacity;
use crate::reduce::What;
use passage_model::id::{CheckpointId, ReceptionId, RoadId};
use passage_model::situation::{Situation, VehicleKind};
use passage_model::time::{Clock, Interval};
use passage_model::units::{Persons, VehiclesPerDay};

/// What is widened, and when.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wider {
    /// These roads.
    pub roads: Vec<RoadId>,
    /// The lanes of these kinds at checkpoints.
    pub lanes: Vec<(CheckpointId, VehicleKind)>,
    /// Vehicles come to the first of these roads of a stretch, and are served, in that time.
    pub when: Interval,
    /// By how many vehicles in 24 hours.
    pub more: VehiclesPerDay,
    /// More room at a site; not bound to the time.
    pub room: Option<(ReceptionId, Persons)>,
}

impl Wider {
    /// The situation with more room.
    pub(crate) fn situation(&self, situation: &Situation) -> Situation {
        let mut wider = situation.clone();
        if let Some((site, room)) = self.room {
            let there = &mut wider.receptions[site.index()].room;
            *there = Persons(there.0.saturating_add(room.0));
        }
        wider
    }

    /// Adds what is more to capacities that nobody has used.
    pub(crate) fn widen(&self, situation: &Situation, timed: &Timed, left: &mut Capacity) {
        let within = |moment: u32| self.when.from <= Clock(moment) && Clock(moment) < self.when.until;
        for (number, stretch) in timed.stretches.iter().enumerate().filter(|(_, s)| s.first <= s.last) {
            let base = left.stretch_base[number];
            for k in stretch.first..=stretch.last {
                let rate = match &stretch.what {
                    What::Turn | What::Gate(_) => continue,
                    What::Service(service) => {
                        let moment = timed.moment(stretch.from, k).0;
                        if !within(moment) || !self.lanes.contains(&(service.checkpoint, service.kind)) {
                            continue;
                        }
                        let Rate::PerDay { vehicles, part, parts } = stretch.rate else { continue };
                        Rate::PerDay { vehicles: vehicles.saturating_add(self.more.0), part, parts }
                    }
                    What::Roads(range) => {
                        let places = range.start as usize..range.end as usize;
                        // Whoever comes in that time finds all of it wider.
                        let first = places.clone().find(|&place| self.roads.contains(&timed.roads[place]));
                        let Some(first) = first.filter(|&first| within(k * timed.step + timed.enters[first])) else {
                            continue;
                        };
                        let rates = places.map(|place| {
                            let road = timed.roads[place];
                            let rate = VehiclesPerDay::from(situation.roads[road.index()].capacity).0;
                            let widened = place >= first && self.roads.contains(&road);
                            rate.saturating_add(if widened { self.more.0 } else { 0 })
                        });
                        Rate::PerDay { vehicles: rates.min().unwrap_or(0), part: 0, parts: 1 }
                    }
                };
                let before = &mut left.stretch[base.wrapping_add(k as usize)];
                if timed.is_open(stretch, k) {
                    let most = rate.in_step(k.saturating_add(stretch.beat), timed.step);
                    *before = (*before).max(u16::try_from(most).unwrap_or(u16::MAX));
                }
            }
        }
    }
}
