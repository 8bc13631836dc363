//! What those who are carried or led leave of a crowd to cars that leave by themselves.
//!
//! Fleets are planned first. In the steps in which their people are present, the gate of the cars ([`crate::expand::Rate`])
//! lets go no more than what is left of the people who may be there, counted by full cars; as many in each step as it would
//! anyway, and the earliest first. O(steps x time to call) for each assembly point.

use super::rosters::Present;
use crate::expand::Timed;
use crate::reduce::What;
use crate::room::Room;
use passage_model::situation::{CarEquivalents, Situation};

/// Narrows the gates of those assembly points where some of the `present` leave.
pub(super) fn narrow(situation: &Situation, timed: &Timed, present: &[Present], room: &mut Room) {
    for (i, stretch) in timed.stretches.iter().enumerate().filter(|(_, stretch)| stretch.first <= stretch.last) {
        let What::Gate(at) = stretch.what else { continue };
        let crowd = &situation.crowds[at as usize];
        let here: Vec<&Present> = present.iter().filter(|people| people.junction == crowd.junction).collect();
        if here.is_empty() {
            continue;
        }
        // Both may leave anywhere within their steps.
        let called = (crowd.gather.0 + timed.step).div_ceil(timed.step);
        let own = situation.origins.iter().filter(|o| o.junction == crowd.junction && !o.is_carried());
        let in_one = own.map(|origin| origin.per_vehicle.most_in_one().0).max().unwrap_or(1).max(1);
        let mut there = vec![0u32; (timed.last + called + 2) as usize];
        for people in here {
            let until = (people.last / timed.step + called + 2).min(there.len() as u32);
            there[(people.first / timed.step) as usize..until as usize].iter_mut().for_each(|n| *n += people.persons.0);
        }
        for k in stretch.first..=stretch.last {
            let while_called = k as usize..(k + called) as usize;
            let most = there[while_called.clone()].iter().copied().max().unwrap_or(0);
            let evenly = timed.capacity_in(stretch, k, CarEquivalents::CAR.0);
            let cars = (crowd.most.0.saturating_sub(most) / in_one).min(evenly);
            room.limit(timed, i, k, cars);
            there[while_called].iter_mut().for_each(|n| *n += cars * in_one);
        }
    }
}
