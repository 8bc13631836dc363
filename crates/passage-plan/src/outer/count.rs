//! What a cut lets through, counted over spans of time.

use super::timed::{DAY, Outward};
use crate::expand::Rate;
use crate::flow::{Flow, Source};
use crate::reduce::What;
use passage_model::situation::VehicleKind;

/// No limit at all.
const NO_LIMIT: i128 = 1 << 100;

/// What may pass by the end of each step, as differences from step to step: in vehicles of a [`DAY`]-th.
struct Sums(Vec<i128>);

impl Sums {
    /// So much more for the deadlines `from..until`.
    fn add(&mut self, from: u32, until: u32, more: i128) {
        let end = self.0.len() - 1;
        let (from, until) = (from as usize, (until as usize).min(end));
        if from < until {
            self.0[from] += more;
            self.0[until] -= more;
        }
    }
}

/// For the end of each step, the most vehicles of `sources` that any plan can have brought out by then: what can pass
/// the cut of that deadline.
///
/// A copy is on the near side of the deadlines before the step in which `flow` found it cut off, and of those before its
/// own. O(copies of stretches).
pub(super) fn vehicles_at_most(
    outward: &Outward,
    flow: &Flow<'_>,
    kinds: &[VehicleKind],
    sources: &[Source],
) -> Vec<u64> {
    let timed = &outward.timed;
    let cuts = flow.cuts();
    // The first deadline for which a copy is on the far side.
    let far = |spot: u32, k: u32| -> u32 {
        let known = &timed.spots[spot as usize];
        match k {
            _ if !known.reaches || k > known.last => u32::MAX,
            _ if k < known.first => k,
            _ => cuts[flow.copy(spot, k) as usize].max(k),
        }
    };
    let mut sums = Sums(vec![0; timed.last as usize + 2]);
    for (number, stretch) in timed.stretches.iter().enumerate().filter(|(_, s)| s.first <= s.last) {
        let crossing = |k: u32| (far(stretch.to, k + stretch.steps), far(stretch.from, k));
        match (&stretch.what, stretch.rate) {
            (What::Service(service), _) if !kinds.contains(&service.kind) => {}
            (_, Rate::Unlimited | Rate::Gate { .. } | Rate::Burst { .. }) => {
                for k in stretch.first..=stretch.last {
                    let (from, until) = crossing(k);
                    sums.add(from, until, NO_LIMIT);
                }
            }
            (_, Rate::PerDay { vehicles, .. }) => {
                let mut before: Option<(usize, u32, (u32, u32))> = None;
                for (span, k, within) in outward.open_steps(number) {
                    let (from, until) = crossing(k);
                    sums.add(from, until, i128::from(vehicles) * i128::from(within));
                    // One vehicle more for each run of steps that begins here.
                    let same = before.filter(|(s, b, _)| *s == span && b + 1 == k).map_or((0, 0), |(_, _, c)| c);
                    sums.add(from, until.min(same.0), i128::from(DAY));
                    sums.add(from.max(same.1), until, i128::from(DAY));
                    before = Some((span, k, if from < until { (from, until) } else { (0, 0) }));
                }
            }
        }
    }
    for (spot, known) in timed.spots.iter().enumerate().filter(|(_, s)| s.room > 0 && s.first < s.last) {
        for k in known.first..known.last {
            let (from, until) = (far(spot as u32, k + 1), far(spot as u32, k));
            sums.add(from, until, i128::from(known.room) * i128::from(DAY));
        }
    }
    let hubs = &cuts[flow.copies() as usize..];
    for (source, &stage) in sources.iter().zip(hubs) {
        sums.add(stage, u32::MAX, i128::from(source.vehicles) * i128::from(DAY));
        let home = &timed.spots[source.spot as usize];
        for k in source.first.max(home.first)..=home.last.min(timed.last) {
            sums.add(far(source.spot, k), stage, NO_LIMIT);
        }
    }
    for &site in timed.arrival.values() {
        let known = &timed.spots[site as usize];
        for k in known.first..=known.last.min(timed.last) {
            // On the near side after its own step it would let everybody through.
            sums.add(k, far(site, k), NO_LIMIT);
        }
    }
    let everybody: u64 = sources.iter().map(|source| u64::from(source.vehicles)).sum();
    let mut so_far = 0;
    sums.0[..=timed.last as usize]
        .iter()
        .map(|more| {
            so_far += more;
            u64::try_from(so_far / i128::from(DAY)).map_or(everybody, |most| most.min(everybody))
        })
        .collect()
}
