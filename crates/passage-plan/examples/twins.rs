//! The planner against its slow twin on as many random worlds as wanted:
//! `cargo run --release -p passage-plan --example twins -- 100000`
#![allow(
    clippy::print_stdout,
    clippy::unwrap_used,
    clippy::disallowed_types,
    dead_code,
    reason = "a long test, run by hand"
)]

#[path = "../tests/it/random.rs"]
mod random;
#[path = "../tests/it/twin.rs"]
mod twin;
#[path = "../tests/it/world.rs"]
mod world;

use random::{Features, random_world, safe_by_step, sum_of_arrivals};
use rayon::prelude::*;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Instant;

/// Kinds of world, each tried as often as the others.
const KINDS: [(&str, Features); 5] = [
    ("room for all", Features::PLAIN),
    ("full sites", Features::TIGHT),
    ("several kinds of vehicle", Features::MIXED),
    ("rough times and turns", Features::ROUGH),
    ("crowded", Features::CROWDED),
];
/// Random bytes that a world is made of.
const BYTES: u64 = 400;

fn main() {
    let cases: u64 = std::env::args().nth(1).and_then(|n| n.parse().ok()).unwrap_or(10_000);
    let (began, done) = (Instant::now(), AtomicU64::new(0));
    (0..cases).into_par_iter().for_each(|case| {
        compare(case);
        let so_far = done.fetch_add(1, Ordering::Relaxed) + 1;
        if so_far.is_multiple_of(10_000) {
            println!("{so_far} worlds agree");
        }
    });
    let kinds = (0..5).map(|kind| format!("{} {}", (cases + 4 - kind) / 5, KINDS[kind as usize].0));
    println!(
        "{cases} random small instances agree with the slow twins in {:.0} s on {} threads: {}",
        began.elapsed().as_secs_f64(),
        rayon::current_num_threads(),
        kinds.collect::<Vec<_>>().join(", "),
    );
}

/// Plans a world, which the checker proves, and compares the plan with the twins: every deadline's most, the least sum of
/// arrivals; of several kinds the most persons; of rough worlds, which no twin knows, that the bound is none below it.
fn compare(case: u64) {
    let mut state = 1u64.wrapping_add(GAMMA.wrapping_mul(BYTES * case));
    let bytes: Vec<u8> = (0..BYTES).map(|_| next(&mut state)).collect();
    let features = KINDS[(case % 5) as usize].1;
    let world = random_world(&bytes, features);
    let plan = world.plan();
    if features.rough {
        assert!(plan.bound.persons >= plan.safe() && plan.bound.not_safe_sum <= plan.bound.plan_sum, "case {case}");
    } else if features.mixed {
        assert_eq!(i64::from(plan.safe().0), twin::Graph::heaviest(&world), "case {case}");
    } else {
        let truth = twin::truth(&world);
        assert_eq!(sum_of_arrivals(&plan), truth.least_sum, "case {case}");
        assert_eq!(safe_by_step(&plan).last(), truth.most.last(), "case {case}");
        assert!(!features.crowded || plan.bound.not_safe_sum <= truth.least_not_safe(&world), "case {case}");
        assert!(features.tight_rooms || safe_by_step(&plan) == truth.most, "case {case}");
    }
}

/// What the generator adds each time.
const GAMMA: u64 = 0x9e37_79b9_7f4a_7c15;

/// The generator `SplitMix64` (Steele, Lea and Flood 2014): each world begins where the one before it ends.
fn next(state: &mut u64) -> u8 {
    *state = state.wrapping_add(GAMMA);
    let mut z = *state;
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    (z >> 56) as u8
}
