//! Calling forward in bursts: all who may be present leave one after the other as fast as the roads out of the point
//! take them, then nobody until as many others have been called.
//!
//! The same number of vehicles in every `n` steps, at the same places of each: so any `n` steps in a row hold no more than
//! one burst, and no time of calling is longer than that. Against an even gate ([`super::rate`]) a burst is earlier by up
//! to a whole time of calling, and in a short window there is one more of them. But whoever finds the road taken by others
//! in their burst waits for the next one: which is better is tried ([`crate::calling`]).

use super::{Rate, Timed};
use crate::reduce::What;
use passage_model::situation::Situation;

impl Timed {
    /// Lets people go in bursts wherever they are called, from the moment on at which a road out of the point opens, and
    /// anew after every time without an open one that is as long as the calling. O(stretches).
    pub fn call_in_bursts(&mut self, situation: &Situation) {
        let mut out: Vec<Vec<u32>> = vec![Vec::new(); self.spots.len()];
        for (i, stretch) in self.stretches.iter().enumerate().filter(|(_, s)| s.first <= s.last) {
            out[stretch.from as usize].push(i as u32);
        }
        for i in 0..self.stretches.len() {
            let gate = &self.stretches[i];
            let (What::Gate(at), true) = (&gate.what, gate.first <= gate.last) else { continue };
            let Rate::Gate { vehicles, gather, at_once: false } = super::rate::gate(situation, *at as usize, false)
            else {
                continue;
            };
            let steps = gather.div_ceil(self.step).max(1);
            let ways = self.ways_out(&out, gate.to);
            let starts = starts(ways.open, (gate.first, gate.last), steps);
            self.bursts.push(starts);
            let starts = self.bursts.len() as u32 - 1;
            self.stretches[i].rate = Rate::Burst { vehicles, steps, a_day: ways.a_day, starts };
        }
    }

    /// The roads that leave a spot, turns and lanes of a checkpoint there included.
    fn ways_out(&self, out: &[Vec<u32>], from: u32) -> WaysOut {
        let mut ways = WaysOut { open: Vec::new(), a_day: 0 };
        let (mut spots, mut seen) = (vec![from], vec![from]);
        while let Some(spot) = spots.pop() {
            if self.arrival.values().any(|arrival| *arrival == spot) {
                ways.open.push((0, self.last));
                ways.a_day = u32::MAX;
            }
            for &i in &out[spot as usize] {
                let stretch = &self.stretches[i as usize];
                if let (What::Roads(_), Rate::PerDay { vehicles, parts, .. }) = (&stretch.what, stretch.rate) {
                    ways.a_day = ways.a_day.saturating_add(vehicles.div_ceil(parts));
                    let ranges = &self.entries[stretch.entries.start as usize..stretch.entries.end as usize];
                    ways.open.extend(ranges);
                } else if !seen.contains(&stretch.to) {
                    seen.push(stretch.to);
                    spots.push(stretch.to);
                }
            }
        }
        ways
    }
}

/// When a road out of a point may be entered, and how many vehicles a day all take.
struct WaysOut {
    open: Vec<(u32, u32)>,
    a_day: u32,
}

/// The steps in which a first burst begins.
fn starts(mut open: Vec<(u32, u32)>, (first, last): (u32, u32), steps: u32) -> Vec<u32> {
    open.sort_unstable();
    let mut starts: Vec<u32> = Vec::new();
    let mut until: Option<u32> = None;
    for (from, end) in open {
        let (from, end) = (from.max(first), end.min(last));
        if from > end {
            continue;
        }
        if until.is_none_or(|until| from > until && from - until >= steps) {
            starts.push(from);
        }
        until = until.max(Some(end));
    }
    starts
}

#[cfg(test)]
mod tests {
    use super::starts;

    #[test]
    fn bursts_begin_anew_only_after_a_whole_time_of_calling_without_a_road() {
        assert_eq!(starts(vec![(10, 20), (25, 30), (60, 70), (0, 4)], (2, 65), 10), [2, 60]);
        assert_eq!(starts(vec![(10, 20), (30, 40)], (0, 99), 10), [10, 30]);
        assert_eq!(starts(vec![(10, 20), (29, 40)], (0, 99), 10), [10]);
        assert_eq!(starts(vec![(10, 20)], (30, 99), 10), [0u32; 0]);
    }
}
