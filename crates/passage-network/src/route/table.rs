//! Travel times between places: each to each.

use super::{Router, Search, Towards};
use passage_model::id::JunctionId;
use passage_model::units::{Decimetres, Milliseconds};
use rayon::prelude::*;
use serde::Serialize;

/// The fastest way between two places.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Entry {
    /// Its time.
    pub travel: Milliseconds,
    /// Its length.
    pub length: Decimetres,
}

/// Times and lengths from each place to each, row by row; `None` where there is no way.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Table {
    /// `rows[a][b]` is the way from place `a` to place `b`.
    pub rows: Vec<Vec<Option<Entry>>>,
}

impl Router<'_> {
    /// The fastest ways between all of `places`.
    ///
    /// One search for each, on all threads, ended when its last place is settled: O(places x (junctions + roads) log).
    /// The same on any number of threads.
    pub fn table(&self, places: &[JunctionId]) -> Table {
        let rows =
            places.par_iter().map_init(Search::default, |search, &from| self.row(search, from, places)).collect();
        Table { rows }
    }

    fn row(&self, search: &mut Search, from: JunctionId, places: &[JunctionId]) -> Vec<Option<Entry>> {
        let mut left: Vec<JunctionId> = places.to_vec();
        left.sort_unstable();
        left.dedup();
        let mut settled = vec![false; left.len()];
        let mut missing = left.len();
        search.start(self, Towards::Forward, &[from]);
        search.run_until(self, |router, label| {
            let junction = router.turns.junction_of(Towards::Forward, label);
            if let Ok(i) = left.binary_search(&junction)
                && !std::mem::replace(&mut settled[i], true)
            {
                missing -= 1;
            }
            missing == 0
        });
        places.iter().map(|&to| self.entry(search, to)).collect()
    }

    fn entry(&self, search: &Search, to: JunctionId) -> Option<Entry> {
        let label = search.best_label(self, to)?;
        let length = search.roads_to(label).into_iter().map(|road| self.network.length(road)).sum();
        Some(Entry { travel: Milliseconds(search.time(label)), length })
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::any_network;
    use super::super::{CLOSED, Weights};
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn the_table_says_what_each_route_says(network in any_network()) {
            let weights = Weights::of_network(&network);
            let router = Router::new(&network, &weights);
            let places: Vec<JunctionId> = network.junctions().chain(network.junctions().take(1)).collect();
            let table = router.table(&places);
            let mut search = Search::default();
            for (a, &from) in places.iter().enumerate() {
                let times = router.times_from(&mut search, from);
                for (b, &to) in places.iter().enumerate() {
                    prop_assert_eq!(table.rows[a][b].map_or(CLOSED, |e| e.travel), times[to.index()]);
                }
            }
        }

        #[test]
        fn one_thread_and_two_give_the_same_table(network in any_network()) {
            let weights = Weights::of_network(&network);
            let router = Router::new(&network, &weights);
            let places: Vec<JunctionId> = network.junctions().collect();
            let on = |threads| rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap().install(|| router.table(&places));
            prop_assert_eq!(on(1), on(2));
        }
    }
}
