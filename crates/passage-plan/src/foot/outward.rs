//! The most that any walk can have brought over, whatever its steps: for the outer limit.

use super::settle;
use passage_model::situation::{Footway, Situation, Walkers};
use passage_model::time::Clock;
use passage_model::units::{Persons, Seconds};

/// What a rate of one person an hour passes in a second is one part of a person.
const PARTS: u64 = 3600;

/// The situation with everybody who walks over as early as any walk has them there.
///
/// **Which walks.** People at any moments, each ready; on the footway only while it is open; in any span of time of length
/// `L` at most `c L + 1` of them begin at rate `c`. **Why none is earlier.** Of those who have begun by the end of a step,
/// let the last who found nobody waiting have come in some step: all who came before it may have begun, and those since
/// then have begun at the rate in the open time since its beginning, and one more. Each group has the whole footway here,
/// so that it holds for every order. Who begins in a step is over, at the earliest, a walk after its beginning.
pub(crate) fn walked_outward(situation: &Situation) -> Situation {
    let mut earlier = situation.clone();
    for footway in &situation.footways {
        for walkers in &footway.walkers {
            let origin = &mut earlier.origins[walkers.origin.index()];
            let begun = begun(footway, walkers, origin.seated(), situation.step, situation.horizon);
            let mut gone = 0;
            let anew = (0u32..).zip(begun).map(|(k, by)| {
                let more = (by - gone) as u32;
                gone = by;
                (Clock(k.saturating_mul(situation.step.0)) + footway.walk, more)
            });
            settle(origin, walkers, anew, situation.horizon);
        }
    }
    earlier
}

/// The most persons of a group who can have begun by the end of each step, beside those who had begun before.
fn begun(footway: &Footway, walkers: &Walkers, most: Persons, step: Seconds, horizon: Clock) -> Vec<u64> {
    let steps = horizon.0.div_ceil(step.0.max(1));
    let most = most - walkers.on_or_over();
    let (mut fluid, mut begun) = (0u64, Vec::with_capacity(steps as usize));
    for k in 0..steps {
        let (from, until) = (k * step.0, (k + 1).saturating_mul(step.0));
        let ready = walkers.ready.iter().filter(|ready| ready.from.0 < until);
        let ready: u64 = ready.map(|ready| u64::from(ready.persons.0)).sum::<u64>().min(most.0.into());
        // Who begins is on it for the whole walk.
        let open = footway.opening.intervals().iter();
        let open =
            open.map(|i| (i.from.0.max(from), (i.until.0.saturating_sub(footway.walk.0).saturating_add(1)).min(until)));
        let open: u64 = open.map(|(from, until)| u64::from(until.saturating_sub(from))).sum();
        fluid = (fluid + open * u64::from(footway.an_hour.0)).min(ready * PARTS);
        let one_more = u64::from(open > 0 || begun.last().is_some_and(|last| *last > 0));
        begun.push((fluid / PARTS + one_more).min(ready));
    }
    begun
}
