//! The planner against its slow twin on as many random worlds as wanted:
//! `cargo run --release -p passage-plan --example twins -- 100000`
#![allow(clippy::print_stdout, clippy::unwrap_used, dead_code, reason = "a long test, run by hand")]

#[path = "../tests/it/random.rs"]
mod random;
#[path = "../tests/it/twin.rs"]
mod twin;
#[path = "../tests/it/world.rs"]
mod world;

use random::{Features, random_world, safe_by_step, sum_of_arrivals};

fn main() {
    let cases: u64 = std::env::args().nth(1).and_then(|n| n.parse().ok()).unwrap_or(10_000);
    let mut state = 1u64;
    for case in 0..cases {
        let bytes: Vec<u8> = (0..400).map(|_| next(&mut state)).collect();
        let all = [Features::PLAIN, Features::TIGHT, Features::MIXED, Features::ROUGH, Features::CROWDED];
        let features = all[(case % 5) as usize];
        let world = random_world(&bytes, features);
        let plan = world.plan();
        if features.rough {
            assert!(plan.bound.persons >= plan.safe() && plan.bound.not_safe_sum <= plan.bound.plan_sum);
        } else if features.mixed {
            assert_eq!(i64::from(plan.safe().0), twin::Graph::heaviest(&world), "case {case}");
        } else if features.crowded {
            let truth = twin::truth(&world);
            assert_eq!(safe_by_step(&plan).last(), truth.most.last(), "case {case}");
            assert!(plan.bound.not_safe_sum <= truth.least_not_safe(&world), "case {case}");
            assert_eq!(sum_of_arrivals(&plan), truth.least_sum, "case {case}");
        } else {
            let truth = twin::truth(&world);
            assert_eq!(sum_of_arrivals(&plan), truth.least_sum, "case {case}");
            assert_eq!(safe_by_step(&plan).last(), truth.most.last(), "case {case}");
            assert!(features.tight_rooms || safe_by_step(&plan) == truth.most, "case {case}");
        }
        if case % 1000 == 999 {
            println!("{} worlds agree", case + 1);
        }
    }
}

/// The generator `SplitMix64` (Steele, Lea and Flood 2014).
fn next(state: &mut u64) -> u8 {
    *state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let mut z = *state;
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    (z >> 56) as u8
}
