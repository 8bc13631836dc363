//! Whether any of many ranges meets a given one, without going through all of them.

/// Ranges, sorted so that one question costs O(log n).
pub struct Spans {
    /// By least number: the least, and the most that this one or any before it names.
    sorted: Vec<(u64, u64)>,
}

impl Spans {
    /// Of ranges, each with both ends; without a most it reaches to the end of numbers.
    pub fn of(ranges: impl IntoIterator<Item = (u64, Option<u64>)>) -> Self {
        let mut sorted: Vec<(u64, u64)> =
            ranges.into_iter().map(|(low, high)| (low, high.unwrap_or(u64::MAX))).collect();
        sorted.sort_unstable();
        let mut most = 0;
        for (_, high) in &mut sorted {
            most = most.max(*high);
            *high = most;
        }
        Self { sorted }
    }

    /// Whether one of them has a number from `low` to `high`.
    pub fn meet(&self, low: u64, high: u64) -> bool {
        let begun = self.sorted.partition_point(|(least, _)| *least <= high);
        begun > 0 && self.sorted[begun - 1].1 >= low
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_range_is_met_where_one_of_all_meets_it(
            ranges in proptest::collection::vec((0u64..30, proptest::option::of(0u64..10)), 0..8),
            low in 0u64..40,
            length in 0u64..10,
        ) {
            let ranges: Vec<_> = ranges.into_iter().map(|(low, more)| (low, more.map(|more| low + more))).collect();
            let twin = ranges.iter().any(|(least, most)| *least <= low + length && most.is_none_or(|most| most >= low));
            prop_assert_eq!(Spans::of(ranges).meet(low, low + length), twin);
        }
    }
}
