//! Queues one after the other: the recursion of the link transmission model as a twin, vehicle by vehicle.

use passage_rehearsal::{CAR, Fate, Layout, Moment, Nobody, Queue, Route, RouteId, Trips, Vehicle, day};
use proptest::prelude::*;

/// When each vehicle leaves each queue. With `in(n)` and `out(n)` the moments at which the `n`th enters and leaves: the
/// first of `in(n) + free`, `out(n-1) + headway`, and of the next queue `in(n-1) + headway`, `out(n-storage) + wave`.
fn twin(queues: &[Queue], departs: &[u64]) -> Vec<Vec<u64>> {
    let mut out = vec![vec![0u64; departs.len()]; queues.len()];
    for n in 0..departs.len() {
        for (j, queue) in queues.iter().enumerate() {
            let entered = if j == 0 { departs[n] } else { out[j - 1][n] };
            let mut leaves = entered + queue.free.0;
            if n > 0 {
                leaves = leaves.max(out[j][n - 1] + queue.headway.0);
            }
            if let Some(next) = queues.get(j + 1) {
                if n > 0 {
                    leaves = leaves.max(out[j][n - 1] + next.headway_in.0);
                }
                let holds = (next.storage.unwrap_or(u32::MAX) / CAR) as usize;
                if n >= holds {
                    leaves = leaves.max(out[j + 1][n - holds] + next.wave.0);
                }
                leaves = next.open_from(Moment(leaves)).0;
            }
            out[j][n] = leaves;
        }
    }
    out
}

proptest! {
    #[test]
    fn every_vehicle_leaves_every_queue_when_the_recursion_says(
        roads in proptest::collection::vec((0u64..300, 60u32..40_000, 1u32..30, 10u32..3_000, 0u64..900), 1..7),
        departs in proptest::collection::vec(0u64..600, 1..80),
    ) {
        let mut queues = vec![Queue::start()];
        for &(free, a_day, holds, metres, shut) in &roads {
            let mut road = Queue::road(metres, Moment::seconds(free), a_day, holds * CAR);
            if shut > 100 {
                road.closed.push(passage_rehearsal::Closed { from: Moment::seconds(shut), until: Moment::seconds(shut + 200) });
            }
            queues.push(road);
        }
        let mut departs: Vec<u64> = departs.iter().map(|s| s * 1_000_000).collect();
        departs.sort_unstable();
        let mut layout = Layout::default();
        let route: Vec<_> = queues.iter().map(|queue| layout.add(queue.clone())).collect();
        let vehicle = |&at: &u64| Vehicle::car(RouteId(0), Moment(at));
        let trips = Trips { routes: vec![Route::through(route)], vehicles: departs.iter().map(vehicle).collect() };
        let played = day(&layout, &trips, Moment(u64::MAX - 1), &mut Nobody);
        let out = twin(&queues, &departs);
        for (fate, leaves) in played.fates.iter().zip(out.last().unwrap()) {
            prop_assert_eq!(*fate, Fate::Arrived(Moment(*leaves)));
        }
        prop_assert_eq!(played.moves as usize, departs.len() * roads.len());
        prop_assert!(played.stuck.is_empty());
    }
}
