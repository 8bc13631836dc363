//! What roads are worth to those in cars: dual prices of their flow.
//!
//! The step in whose cut each copy of a junction falls is noted in passing ([`crate::certificate`]). A vehicle on a stretch
//! crosses the cuts of all deadlines between the two ends' steps: for each of them a car less is safe by then.

use crate::PlanError;
use crate::expand::{Timed, TimedStretch};
use crate::fleet;
use crate::flow::{Capacity, Flow};
use crate::reduce::What;
use passage_model::situation::Situation;
use passage_model::work::Work;

/// The cars alone on the roads, and the cuts of their flow.
pub(super) struct Prices {
    /// Hundredths of persons in a car for each hundredth of one; 0 where there are no prices.
    occupancy: u32,
    /// What each car counts as.
    each: u32,
    /// Cars safe by each step.
    pub alone: Option<Vec<u64>>,
    /// For each spot its first step and, from there on, in which step's cut each copy falls.
    cuts: Vec<(u32, Vec<u32>)>,
}

impl Prices {
    /// Prices for one class of cars that no site is full for; none, and no limit from them, otherwise.
    pub fn of(situation: &Situation, timed: &Timed, work: &Work<'_>) -> Result<Self, PlanError> {
        let none = Self { occupancy: 0, each: 100, alone: None, cuts: Vec::new() };
        let classes = fleet::classes(situation, timed);
        let ([class], false) = (classes.as_slice(), timed.shared_out) else { return Ok(none) };
        let (sources, _) = fleet::sources(situation, timed, class);
        let sinks = fleet::sinks(situation, timed, class.occupancy, &fleet::rooms_for(situation, class));
        let mut flow = Flow::new(timed, Capacity::full_for(timed, class.each), &class.kinds, &sources, &sinks)?;
        flow.note_cuts();
        flow.run(work)?;
        if flow.docks.iter().any(|dock| dock.full && dock.sink.room > 0) {
            return Ok(none);
        }
        let cuts = flow.cuts();
        let of_spot = |(spot, timed): (usize, &crate::expand::TimedSpot)| {
            let steps = if timed.first <= timed.last { timed.first..timed.last + 1 } else { 0..0 };
            (timed.first, steps.map(|k| cuts[flow.copy(spot as u32, k) as usize]).collect())
        };
        let cuts = timed.spots.iter().enumerate().map(of_spot).collect();
        let alone = Some(fleet::summed(flow.arrivals()));
        Ok(Self { occupancy: class.occupancy, each: class.each, alone, cuts })
    }

    /// In how many deadlines' cuts a stretch stands that is entered in a step; `by_horizon`: only the last one counts.
    fn deadlines(&self, stretch: &TimedStretch, k: u32, last: u32, by_horizon: bool) -> u32 {
        let side = |spot: u32, k: u32| {
            let (first, cuts) = &self.cuts[spot as usize];
            let cut = k.checked_sub(*first).and_then(|place| cuts.get(place as usize));
            cut.map_or(last + 1, |cut| (*cut).min(last + 1))
        };
        let (near, far) = (side(stretch.from, k), side(stretch.to, k + stretch.steps));
        if by_horizon { u32::from(near > last && far <= last) } else { near.saturating_sub(far) }
    }

    /// The price of a hundredth of a car on a stretch in a step, in ten-thousandths of persons times steps.
    pub fn price(&self, timed: &Timed, stretch: usize, k: u32, by_horizon: bool) -> u32 {
        let taken = &timed.stretches[stretch];
        if self.occupancy == 0 || !matches!(taken.what, What::Roads(_)) || k < taken.first || k > taken.last {
            return 0;
        }
        let cars = self.deadlines(taken, k, timed.last, by_horizon);
        cars.saturating_mul(self.occupancy * 100 / self.each.max(1))
    }
}
