//! Calling forward: when to call how many people to an assembly point where few may be present at once.

use super::Answer;
use super::runs::tails;
use passage_model::time::Clock;
use passage_model::units::Persons;
use std::collections::BTreeMap;

/// Calls within so many seconds are one: a quarter of an hour, as departures are told.
const SLOT: u32 = 900;

/// People of one assembly point who are called within a quarter of an hour.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Call {
    /// The assembly point.
    pub assembly: String,
    /// The first moment at which any of them is called. Those who leave before there was time are there at the H-hour.
    pub call: Clock,
    /// How many.
    pub persons: Persons,
    /// When the first of them leaves.
    pub first: Clock,
    /// When the last of them begins to leave.
    pub last: Clock,
    /// The most people at the assembly point when any of them leaves.
    pub present: Persons,
}

/// All calls of a plan, by assembly point and time; none where no assembly point has a limit. O(movements log movements).
pub fn of(answer: &Answer) -> Vec<Call> {
    let (situation, plan) = (&answer.situation, &answer.plan);
    let (mut calls, tails) = (Vec::new(), tails(answer));
    for crowd in &situation.crowds {
        let here = plan.movements.iter().zip(&tails);
        let here = here.filter(|(m, _)| situation.origins[m.origin.index()].junction == crowd.junction);
        // From when they are called until the last of them leaves; told by when the first leaves.
        let leaving: Vec<(Clock, Clock, Persons)> =
            here.map(|(m, tail)| (m.departure, m.departure + *tail, m.persons)).collect();
        let mut slots: BTreeMap<u32, Call> = BTreeMap::new();
        for &(departure, gone, persons) in &leaving {
            let call = departure - crowd.gather;
            let slot = slots.entry(call.0 / SLOT).or_insert_with(|| Call {
                assembly: crowd.name.clone(),
                call,
                persons: Persons(0),
                first: departure,
                last: departure,
                present: Persons(0),
            });
            // Whoever is there when the last of these is about to leave.
            let there = |&&(first, last, _): &&(Clock, Clock, Persons)| last >= gone && first < gone + crowd.gather;
            slot.persons += persons;
            slot.last = slot.last.max(gone);
            slot.present = slot.present.max(leaving.iter().filter(there).map(|(.., persons)| *persons).sum());
        }
        calls.extend(slots.into_values());
    }
    calls
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::outcome::sample;
    use passage_model::situation::Crowd;
    use passage_model::units::Seconds;

    #[test]
    fn everybody_who_leaves_is_called_once_and_not_too_many_are_there() {
        let mut outcome = sample::outcome();
        assert_eq!(of(&outcome.likely), []);
        let origin = &outcome.likely.situation.origins[0];
        let (name, junction) = (origin.assembly.clone(), origin.junction);
        let most = outcome.likely.plan.safe();
        let crowd = Crowd { name, junction, most, gather: Seconds::minutes(20) };
        outcome.likely.situation.crowds.push(crowd);
        let calls = of(&outcome.likely);
        assert_eq!(calls.iter().map(|call| call.persons).sum::<Persons>(), most);
        assert!(calls.iter().all(|call| call.first - call.call == Seconds::minutes(20) && call.present <= most));
        assert!(calls.windows(2).all(|pair| pair[0].call < pair[1].call));
    }
}
