//! Which vehicles are drawn: all, or where they are many every so manieth, and with them those that are caught.

use std::collections::BTreeSet;

/// Vehicles that are drawn at most, but for those that are added because they are caught: as many again at most.
const MOST: usize = 1_500;

/// The vehicles that are drawn.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sample {
    /// In the order of their numbers.
    pub vehicles: Vec<u32>,
    /// One of so many is drawn; 1: all.
    pub one_of: usize,
    /// Of those that are caught, one of so many is drawn; 1: all.
    pub caught_one_of: usize,
}

/// A sample of those that set out. The same for the same vehicles.
pub fn of(set_out: &[u32], caught: &BTreeSet<u32>) -> Sample {
    let one_of = set_out.len().div_ceil(MOST).max(1);
    let caught_one_of = caught.len().div_ceil(MOST).max(1);
    let mut vehicles: BTreeSet<u32> = set_out.iter().copied().step_by(one_of).collect();
    vehicles.extend(caught.iter().copied().step_by(caught_one_of));
    // Where all caught are drawn, none is drawn twice; where not, the sample of all has its share of them already.
    Sample { vehicles: vehicles.into_iter().collect(), one_of, caught_one_of }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn few_are_drawn_all_and_of_many_a_share_and_all_who_are_caught() {
        let caught = BTreeSet::from([3, 7]);
        let few = of(&(0..520).collect::<Vec<_>>(), &caught);
        assert_eq!((few.vehicles.len(), few.one_of, few.caught_one_of), (520, 1, 1));
        let many = of(&(0..60_000).collect::<Vec<_>>(), &caught);
        assert_eq!((many.vehicles.len(), many.one_of), (1_502, 40));
        assert!(many.vehicles.contains(&7) && many.vehicles.is_sorted());
        let all_caught = of(&(0..60_000).collect::<Vec<_>>(), &(0..60_000).collect());
        assert!(all_caught.vehicles.len() <= 2 * MOST && all_caught.caught_one_of == 40);
    }
}
