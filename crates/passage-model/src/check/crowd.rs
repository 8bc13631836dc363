//! Crowds: at an assembly point with a limit no more people are present at once, each from when they are called until they
//! leave, whoever carries or leads them; those of a column until its last car has left.

use super::case::Case;
use super::tally::{Fault, Rule, Tally};
use super::words::clock;
use crate::digits::thousands;
use crate::situation::{Crowd, Origin};
use crate::time::Clock;
use crate::units::Seconds;

static CROWD: Rule = Rule {
    code: "plan.crowd",
    fault: "more people are called to an assembly point than may be present at once",
    advice: "They would stand there as a target. Make the plan anew with the limit that holds.",
};

/// Every assembly point with a limit, with all who leave from there. O(movements log movements) for each.
pub(super) fn check(case: &Case, tally: &mut Tally) {
    for crowd in &case.situation.crowds {
        let here =
            |origin: &Origin| origin.junction == crowd.junction && origin.aboard.is_none_or(|aboard| aboard.leaves);
        let from_here =
            case.numbered().filter(|(_, movement, _)| here(&case.situation.origins[movement.origin.index()]));
        let leaving: Vec<Leaving> = from_here
            .map(|(number, movement, _)| {
                let last = movement.departure + case.tail(number);
                Leaving { first: movement.departure, last, persons: u64::from(movement.persons.0) }
            })
            .collect();
        if let Some((since, until, present)) = largest(&leaving, crowd) {
            tally.add(&CROWD, || {
                let words = format!(
                    "{} leave from {} to before {}, all called by then; {} may be present",
                    thousands(present),
                    clock(since),
                    clock(until),
                    thousands(crowd.most.0)
                );
                Fault::new(&crowd.name, words)
            });
        }
    }
}

impl Case<'_> {
    /// How long after the first vehicle of a movement the last one leaves.
    fn tail(&self, movement: usize) -> Seconds {
        let fleet = self.leader(movement).map(|fleet| &self.situation.fleets[fleet.index()]);
        fleet.map_or(Seconds::ZERO, |fleet| fleet.task.tail(self.plan.movements[movement].vehicles))
    }
}

/// People who leave together: called before the first goes, there until the last has gone.
#[derive(Clone, Copy)]
struct Leaving {
    first: Clock,
    last: Clock,
    persons: u64,
}

/// The largest crowd, if it is too large: the moment at which the first of them goes at the earliest, the end of the time in
/// which whoever begins to leave has been called by then, and how many they are. Two are there at once where neither has
/// gone before the other is called.
fn largest(leaving: &[Leaving], crowd: &Crowd) -> Option<(Clock, Clock, u64)> {
    // A moment is told by those who begin to leave when whoever is called then does: nothing lies before the H-hour so.
    let mut changes: Vec<(u64, bool, u64)> = Vec::with_capacity(leaving.len() * 2);
    for who in leaving {
        changes.push((u64::from(who.first.0), true, who.persons));
        changes.push((u64::from(who.last.0) + u64::from(crowd.gather.0), false, who.persons));
    }
    // Whoever goes makes room for whoever comes.
    changes.sort_unstable();
    let mut most: Option<(u64, u64)> = None;
    let mut present = 0u64;
    for (at, comes, persons) in changes {
        if !comes {
            present -= persons;
            continue;
        }
        present += persons;
        if present > u64::from(crowd.most.0) && most.is_none_or(|(_, most)| present > most) {
            most = Some((at, present));
        }
    }
    let (at, present) = most?;
    let last = Clock(u32::try_from(at).unwrap_or(u32::MAX));
    let here = leaving.iter().filter(|who| who.first <= last && who.last + crowd.gather > last);
    let since = here.map(|who| who.first).min().unwrap_or(last);
    Some((since, (since + crowd.gather).max(last + Seconds(1)), present))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::id::JunctionId;
    use crate::units::{Persons, Seconds};
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn the_largest_crowd_is_that_of_all_pairs(
            leaving in proptest::collection::vec((0u32..200, prop_oneof![Just(0u32), 1u32..60], 0u64..9), 0..14),
            gather in 1u32..90,
            most in 0u32..30,
        ) {
            let of = |&(at, tail, persons): &(u32, u32, u64)| Leaving { first: Clock(at), last: Clock(at + tail), persons };
            let leaving: Vec<Leaving> = leaving.iter().map(of).collect();
            // Second by second, from half an hour before the H-hour on: called, and not gone yet.
            let present = |now: i64| -> u64 {
                let here = |who: &&Leaving| {
                    i64::from(who.first.0) - i64::from(gather) <= now && now < i64::from(who.last.0)
                };
                leaving.iter().filter(here).map(|who| who.persons).sum()
            };
            let worst = (-90..300).map(present).max().filter(|n| *n > u64::from(most));
            let crowd = Crowd { name: String::new(), junction: JunctionId(0), most: Persons(most), gather: Seconds(gather) };
            prop_assert_eq!(largest(&leaving, &crowd).map(|(_, _, present)| present), worst);
        }
    }
}
