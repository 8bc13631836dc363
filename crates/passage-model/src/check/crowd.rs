//! Crowds: at an assembly point with a limit no more people are present at once, each from when they are called until they
//! leave.

use super::case::Case;
use super::tally::{Fault, Rule, Tally};
use super::words::clock;
use crate::digits::thousands;
use crate::situation::Crowd;
use crate::time::Clock;

static CROWD: Rule = Rule {
    code: "plan.crowd",
    fault: "more people are called to an assembly point than may be present at once",
    advice: "They would stand there as a target. Make the plan anew with the limit that holds.",
};

/// Every assembly point with a limit, with all who leave from there. O(movements log movements) for each.
pub(super) fn check(case: &Case, tally: &mut Tally) {
    for crowd in &case.situation.crowds {
        let from_here = case
            .movements()
            .filter(|(movement, _)| case.situation.origins[movement.origin.index()].junction == crowd.junction);
        let mut leaving: Vec<(Clock, u64)> =
            from_here.map(|(movement, _)| (movement.departure, u64::from(movement.persons.0))).collect();
        leaving.sort_unstable();
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

/// The largest crowd, if it is too large: all who leave within the time that it takes to call them are there at once.
fn largest(leaving: &[(Clock, u64)], crowd: &Crowd) -> Option<(Clock, Clock, u64)> {
    let mut most: Option<(Clock, Clock, u64)> = None;
    let (mut next, mut present) = (0, 0u64);
    for (i, &(since, _)) in leaving.iter().enumerate() {
        if i > 0 {
            present -= leaving[i - 1].1;
        }
        let until = since + crowd.gather;
        while let Some((_, persons)) = leaving.get(next).filter(|(at, _)| *at < until) {
            present += persons;
            next += 1;
        }
        if present > u64::from(crowd.most.0) && most.is_none_or(|(_, _, most)| present > most) {
            most = Some((since, until, present));
        }
    }
    most
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
            mut leaving in proptest::collection::vec((0u32..200, 0u64..9), 0..14), gather in 1u32..90, most in 0u32..30
        ) {
            leaving.sort_unstable();
            let leaving: Vec<(Clock, u64)> = leaving.into_iter().map(|(at, n)| (Clock(at), n)).collect();
            let present = |since: Clock| -> u64 {
                leaving.iter().filter(|(at, _)| *at >= since && at.0 < since.0 + gather).map(|(_, n)| n).sum()
            };
            let worst = leaving.iter().map(|(at, _)| present(*at)).max().filter(|n| *n > u64::from(most));
            let crowd = Crowd { name: String::new(), junction: JunctionId(0), most: Persons(most), gather: Seconds(gather) };
            prop_assert_eq!(largest(&leaving, &crowd).map(|(_, _, present)| present), worst);
        }
    }
}
