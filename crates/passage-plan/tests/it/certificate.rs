//! Certificates of random worlds hold, and one that was tampered with is refused or proves no less than the truth.

use crate::random::{Features, random_world, safe_by_step};
use crate::twin::{Graph, truth};
use crate::world::World;
use passage_model::certificate::{Certificate, Stretch};
use passage_model::check::{self, Proof};
use passage_model::plan::{BoundKind, Plan};
use passage_model::time::Clock;
use passage_model::units::Persons;
use passage_model::work::Work;
use proptest::prelude::*;

fn certified(world: &World) -> Option<(Certificate, Proof)> {
    let document = passage_plan::certificate(&world.network(), &world.situation, &Work::quiet()).unwrap()?;
    let proof =
        check::certificate(&document).map_err(|fault| format!("{fault:?} in {document:?} of {world:?}")).unwrap();
    check::basis(&world.network(), &world.situation, &document)
        .map_err(|fault| format!("{fault:?} in {document:?} of {world:?}"))
        .unwrap();
    Some((document, proof))
}

fn signed(counts: &[u64]) -> Vec<i64> {
    counts.iter().map(|&count| i64::try_from(count).unwrap()).collect()
}

/// Everything that stands in a certificate as a number that the flow rests on.
fn numbers(document: &mut Certificate) -> Vec<&mut u32> {
    let Some(flow) = &mut document.flow else { return Vec::new() };
    let lists = [&mut flow.waits, &mut flow.enter, &mut flow.leave, &mut flow.receive];
    lists.into_iter().flatten().flatten().flat_map(|run| run.iter_mut().skip(1)).collect()
}

/// By how many persons the vehicles of all sites may be above their mean where sites may fill up and it is not whole.
pub fn above_the_mean(world: &World) -> u64 {
    let broken = world.situation.origins.iter().any(|origin| !origin.per_vehicle.0.is_multiple_of(100));
    if broken && world.situation.sites_may_fill() { world.situation.receptions.len() as u64 * 2 } else { 0 }
}

/// What no plan exceeds at each step, told by a plan that states its limits.
fn stated(plan: &Plan, last: usize) -> Vec<u64> {
    let by = |step: usize| (step as u32 + 1) * plan.step.0;
    let limit = |step| plan.bound.curve.iter().take_while(|point| point.by.0 <= by(step)).last();
    (0..last).map(|step| limit(step).map_or(0, |point| u64::from(point.persons.0))).collect()
}

/// Puts every copy that nobody can come to in a pruned network on the far side from the beginning.
fn cut_what_is_left(document: &mut Certificate) {
    let steps = document.last as usize + 1;
    let mut reached = vec![vec![false; steps]; document.spots.len()];
    let mut open: Vec<(u32, usize)> = Vec::new();
    for source in &document.sources {
        open.extend((source.first as usize..steps).map(|k| (source.spot, k)));
    }
    while let Some((spot, k)) = open.pop() {
        if k >= steps || std::mem::replace(&mut reached[spot as usize][k], true) {
            continue;
        }
        let enters = |stretch: &&Stretch| {
            let within = stretch.entries.iter().any(|e| e.0 as usize <= k && k <= e.1 as usize);
            stretch.from == spot && within && stretch.rate.is_none_or(|rate| rate.per_day > 0)
        };
        open.extend(document.stretches.iter().filter(enters).map(|s| (s.to, k + s.steps as usize)));
        if document.spots[spot as usize].room.0 > 0 {
            open.push((spot, k + 1));
        }
    }
    for cut in document.limits.iter_mut().flat_map(|limit| &mut limit.cuts) {
        for (sides, reached) in cut.spots.iter_mut().zip(&reached) {
            let far = sides.iter().flat_map(|&(steps, far)| (0..steps).map(move |_| far)).collect::<Vec<_>>();
            *sides = far
                .iter()
                .zip(reached)
                .map(|(far, reached)| (1, far.filter(|_| *reached).or((!reached).then_some(0))))
                .collect();
        }
    }
}

fn of_features(which: u8) -> Features {
    let mixed = Features { mixed: true, ..Features::TIGHT };
    [Features::PLAIN, Features::TIGHT, Features::MIXED, mixed, Features::ROUGH, Features::CROWDED]
        [usize::from(which) % 6]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 600, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn with_room_for_all_flow_and_cut_are_equal_at_every_deadline(bytes in prop::collection::vec(any::<u8>(), 0..160)) {
        let world = random_world(&bytes, Features::PLAIN);
        if let Some((_, proof)) = certified(&world) {
            prop_assert!(proof.is_exact(), "{proof:?} in {world:?}");
            prop_assert_eq!(signed(proof.safe.as_ref().unwrap()), safe_by_step(&world.plan()));
            prop_assert_eq!(signed(&proof.most), truth(&world).most);
        }
    }

    #[test]
    fn with_full_sites_the_cuts_are_limits(bytes in prop::collection::vec(any::<u8>(), 0..160), crowded: bool) {
        let world = random_world(&bytes, if crowded { Features::CROWDED } else { Features::TIGHT });
        if let Some((_, proof)) = certified(&world) {
            let truth = truth(&world);
            let safe = signed(proof.safe.as_ref().unwrap());
            prop_assert_eq!(safe.last(), truth.most.last());
            for (most, truth) in signed(&proof.most).iter().zip(&truth.most) {
                prop_assert!(most >= truth, "{proof:?} in {world:?}");
            }
        }
    }

    /// Of every kind of world: the limits that a plan states are those that its certificate proves, or more.
    #[test]
    fn every_limit_that_a_plan_states_is_proven(bytes in prop::collection::vec(any::<u8>(), 0..400), which in 0u8..6) {
        let world = random_world(&bytes, of_features(which));
        if let Some((_, proof)) = certified(&world) {
            let plan = world.plan();
            let stated_here = check::stated(&world.situation, &plan, &proof);
            prop_assert!(stated_here.is_ok(), "{stated_here:?} {:?} {proof:?} in {world:?}", plan.bound);
            let limits = proof.limits(&world.situation);
            for (step, limit) in limits.iter().enumerate() {
                let reached = plan.safe_by(Clock((step as u32 + 1) * 60));
                // By an hour people are counted at the mean: each site may have a whole person more.
                let more = if step + 1 < limits.len() { above_the_mean(&world) } else { 0 };
                prop_assert!(*limit + more >= u64::from(reached.0), "step {step}: {limit} of {:?} in {world:?}", plan.bound);
            }
            let may_fill = world.situation.receptions.iter().any(|site| site.room.0 < world.situation.persons().0);
            let alike = world.situation.origins.windows(2).all(|pair| pair[0].per_vehicle == pair[1].per_vehicle);
            let exact = proof.is_exact() || may_fill || !alike || proof.safe.is_none();
            prop_assert!(exact, "{proof:?} in {world:?}");
        }
    }

    /// With full sites too, a flow of one kind of vehicle and the rooms beside a cut come to the same at the horizon.
    #[test]
    fn at_the_horizon_full_sites_are_cut_at_their_rooms(bytes in prop::collection::vec(any::<u8>(), 0..160), crowded: bool) {
        let world = random_world(&bytes, if crowded { Features::CROWDED } else { Features::TIGHT });
        if let Some((_, proof)) = certified(&world) {
            let truth = truth(&world);
            prop_assert_eq!(proof.most.last().map(|most| *most as i64), truth.most.last().copied(), "{:?}", world);
            prop_assert_eq!(proof.safe.unwrap().last().map(|safe| *safe as i64), truth.most.last().copied());
        }
    }

    /// With several numbers of people in a vehicle no plan of a slow twin has more.
    #[test]
    fn no_twin_brings_out_more_people_than_the_limit(bytes in prop::collection::vec(any::<u8>(), 0..160)) {
        let world = random_world(&bytes, Features::MIXED);
        if let Some((document, proof)) = certified(&world) {
            let heaviest = Graph::heaviest(&world) as u64;
            let limit = *proof.limits(&world.situation).last().unwrap();
            prop_assert!(limit >= heaviest, "{limit} < {heaviest} in {world:?}: {document:?}");
        }
    }

    /// A limit that somebody has lowered between what the plan reaches and what is proven is seen.
    #[test]
    fn a_limit_that_was_lowered_is_refused(bytes in prop::collection::vec(any::<u8>(), 0..400), which in 0u8..6, at: prop::sample::Index) {
        let world = random_world(&bytes, of_features(which));
        let Some((_, proof)) = certified(&world) else { return Ok(()) };
        let mut plan = world.plan();
        let limits = proof.limits(&world.situation);
        let stated_now = stated(&plan, limits.len());
        let reached: Vec<u64> =
            (0..limits.len()).map(|step| u64::from(plan.safe_by(Clock((step as u32 + 1) * 60)).0)).collect();
        let stated_and_open = |&step: &usize| stated_now[step] == limits[step] && limits[step] > reached[step];
        let tight: Vec<usize> = (0..limits.len()).filter(stated_and_open).collect();
        if tight.is_empty() || plan.bound.kind == BoundKind::Exact {
            return Ok(());
        }
        let by = (tight[at.index(tight.len())] as u32 + 1) * plan.step.0;
        for point in plan.bound.curve.iter_mut().filter(|point| point.by.0 <= by).rev().take(1) {
            point.persons = Persons(point.persons.0 - 1);
        }
        let refused = check::stated(&world.situation, &plan, &proof).unwrap_err();
        prop_assert_eq!(refused.code, "certificate.bound-not-proven");
        // Nor does it help to call it exact.
        plan.bound.curve.clone_from(&plan.curve);
        plan.bound.kind = BoundKind::Exact;
        let gap = (0..limits.len()).map(|step| limits[step].saturating_sub(reached[step])).max().unwrap_or(0);
        let seats: u64 = world.situation.origins.iter().map(|o| u64::from(o.per_vehicle.most_in_one().0)).sum();
        let refused = check::stated(&world.situation, &plan, &proof).is_err();
        prop_assert!(refused || gap <= seats, "{:?} {limits:?} in {world:?}", plan.curve);
    }

    /// Whoever leaves out turns, lanes, roads or room and makes cuts of what is left is refused, or proves no less than
    /// the truth: what was left out was of no use.
    #[test]
    fn a_network_in_time_that_was_pruned_is_refused_or_still_true(
        bytes in prop::collection::vec(any::<u8>(), 0..160), at: prop::sample::Index, how in 0usize..6, tight: bool
    ) {
        let world = random_world(&bytes, if tight { Features::TIGHT } else { Features::PLAIN });
        let Some((mut document, _)) = certified(&world) else { return Ok(()) };
        if document.stretches.is_empty() {
            return Ok(());
        }
        document.flow = None;
        let number = at.index(document.stretches.len());
        let stretch = &mut document.stretches[number];
        match how {
            0 => drop(document.stretches.remove(number)),
            1 => stretch.entries.clear(),
            2 => stretch.rate.iter_mut().for_each(|rate| rate.per_day = 0),
            3 => stretch.steps += 1,
            4 => stretch.to = stretch.from,
            _ => document.spots.iter_mut().for_each(|spot| spot.room.0 = 0),
        }
        cut_what_is_left(&mut document);
        let Ok(proof) = check::certificate(&document) else { return Ok(()) };
        if check::basis(&world.network(), &world.situation, &document).is_ok() {
            for (most, truth) in signed(&proof.most).iter().zip(&truth(&world).most) {
                prop_assert!(most >= truth, "{how} {proof:?} {document:?} in {world:?}");
            }
        }
    }

    #[test]
    fn a_cut_that_was_moved_is_refused_or_still_true(
        bytes in prop::collection::vec(any::<u8>(), 0..160), spot: prop::sample::Index, range: prop::sample::Index, to in 0u32..40
    ) {
        let world = random_world(&bytes, Features::PLAIN);
        let Some((mut document, proof)) = certified(&world) else { return Ok(()) };
        let cut = &mut document.limits[0].cuts[0];
        let far = spot.get_mut(&mut cut.spots[..]);
        range.get_mut(&mut far[..]).1 = Some(to).filter(|to| *to < 39);
        if let Ok(moved) = check::certificate(&document) {
            prop_assert!(moved.most.iter().zip(&proof.most).all(|(moved, most)| moved >= most), "{moved:?} {proof:?}");
            prop_assert_eq!(moved.safe, proof.safe);
        }
    }

    /// A network in time that was narrowed is seen to be other than the roads'.
    #[test]
    fn a_basis_that_was_narrowed_is_refused(
        bytes in prop::collection::vec(any::<u8>(), 0..160), which: prop::sample::Index, how in 0usize..8
    ) {
        let world = random_world(&bytes, Features::PLAIN);
        let Some((mut document, _)) = certified(&world) else { return Ok(()) };
        let roads = |stretch: &Stretch| !stretch.roads.is_empty();
        let on_roads: Vec<usize> = (0..document.stretches.len()).filter(|&i| roads(&document.stretches[i])).collect();
        if on_roads.is_empty() {
            return Ok(());
        }
        let before = document.clone();
        let stretch = &mut document.stretches[on_roads[which.index(on_roads.len())]];
        let narrow = |entries: &mut Vec<(u32, u32)>, first: bool| {
            if first { entries.first_mut().map(|e| e.0 += 1) } else { entries.last_mut().map(|e| e.1 = e.1.saturating_sub(1)) };
            entries.retain(|e| e.0 <= e.1);
        };
        match how {
            0 => stretch.steps += 1,
            1 => stretch.rate.as_mut().unwrap().per_day -= 1,
            2 => stretch.entries.clear(),
            3 => narrow(&mut stretch.entries, true),
            4 => narrow(&mut stretch.entries, false),
            5 => document.sources.iter_mut().for_each(|source| source.vehicles.0 = source.vehicles.0.saturating_sub(1)),
            6 => document.sources.iter_mut().for_each(|source| source.first += 1),
            // Where nobody comes to by a road, waiting is at home.
            _ => {
                let ends: Vec<u32> = on_roads.iter().map(|&i| document.stretches[i].to).collect();
                for end in ends {
                    let room = &mut document.spots[end as usize].room.0;
                    *room = room.saturating_sub(1);
                }
            }
        }
        let basis = check::basis(&world.network(), &world.situation, &document);
        prop_assert!(document == before || basis.is_err(), "{how} in {world:?}: {document:?}");
    }

    #[test]
    fn a_flow_that_was_changed_is_refused(
        bytes in prop::collection::vec(any::<u8>(), 0..160), which: prop::sample::Index, more in 1u32..3
    ) {
        let world = random_world(&bytes, Features::PLAIN);
        let Some((mut document, _)) = certified(&world) else { return Ok(()) };
        let mut numbers = numbers(&mut document);
        if numbers.is_empty() {
            return Ok(());
        }
        let number = which.index(numbers.len());
        *numbers[number] += more;
        prop_assert!(check::certificate(&document).is_err(), "{document:?}");
    }

    /// Twice the vehicles, each half within every limit, is no flow.
    #[test]
    fn the_same_vehicles_twice_are_refused(bytes in prop::collection::vec(any::<u8>(), 0..160)) {
        let world = random_world(&bytes, Features::PLAIN);
        let Some((mut document, proof)) = certified(&world) else { return Ok(()) };
        document.sources.iter_mut().for_each(|source| source.vehicles.0 *= 2);
        let flow = document.flow.as_mut().unwrap();
        let mut moved = 0;
        for runs in [&mut flow.waits, &mut flow.enter, &mut flow.leave, &mut flow.receive].into_iter().flatten() {
            moved += runs.len();
            runs.extend_from_within(..);
        }
        prop_assert!(moved == 0 || check::certificate(&document).is_err(), "{proof:?} {document:?}");
    }

    /// Whatever a foreign document says, there is no panic.
    #[test]
    fn a_document_of_any_numbers_is_read(
        bytes in prop::collection::vec(any::<u8>(), 0..160), at: prop::sample::Index, with in prop::sample::select(vec!["0", "1", "7", "4294967295", "4294967294", "2147483648"])
    ) {
        let world = random_world(&bytes, Features::PLAIN);
        let Some((document, _)) = certified(&world) else { return Ok(()) };
        let text = serde_json::to_string(&document).unwrap();
        let digits: Vec<(usize, usize)> = text.match_indices(|c: char| c.is_ascii_digit()).map(|(i, _)| i)
            .filter(|&i| !text[..i].ends_with(|c: char| c.is_ascii_alphanumeric()))
            .map(|i| (i, i + text[i..].find(|c: char| !c.is_ascii_digit()).unwrap()))
            .filter(|&(_, end)| matches!(text.as_bytes()[end], b',' | b']' | b'}')).collect();
        let (from, until) = *at.get(&digits);
        let changed = format!("{}{with}{}", &text[..from], &text[until..]);
        if let Ok(document) = serde_json::from_str::<Certificate>(&changed) {
            let _ = check::certificate(&document);
        }
    }
}
