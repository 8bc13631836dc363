//! Certificates of random worlds hold, and one that was tampered with is refused or proves no less than the truth.

use crate::random::{Features, random_world, safe_by_step};
use crate::twin::truth;
use crate::world::World;
use passage_model::certificate::Certificate;
use passage_model::check::{self, Proof};
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
    let waits = document.spots.iter_mut().flat_map(|spot| &mut spot.waits);
    let enters = document.stretches.iter_mut().flat_map(|stretch| &mut stretch.enter);
    let leaves = document.sources.iter_mut().flat_map(|source| &mut source.leave);
    let receives = document.sinks.iter_mut().flat_map(|sink| &mut sink.receive);
    waits.chain(enters).chain(leaves).chain(receives).flat_map(|run| run.iter_mut().skip(1)).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1500, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn with_room_for_all_flow_and_cut_are_equal_at_every_deadline(bytes in prop::collection::vec(any::<u8>(), 0..160)) {
        let world = random_world(&bytes, Features::PLAIN);
        if let Some((_, proof)) = certified(&world) {
            prop_assert!(proof.is_exact(), "{proof:?} in {world:?}");
            prop_assert_eq!(signed(&proof.safe), safe_by_step(&world.plan()));
            prop_assert_eq!(signed(&proof.most), truth(&world).most);
        }
    }

    #[test]
    fn with_full_sites_the_cuts_are_limits(bytes in prop::collection::vec(any::<u8>(), 0..160), crowded: bool) {
        let world = random_world(&bytes, if crowded { Features::CROWDED } else { Features::TIGHT });
        if let Some((_, proof)) = certified(&world) {
            let truth = truth(&world);
            let safe = signed(&proof.safe);
            prop_assert_eq!(safe.last(), truth.most.last());
            for (most, truth) in signed(&proof.most).iter().zip(&truth.most) {
                prop_assert!(most >= truth, "{proof:?} in {world:?}");
            }
        }
    }

    /// Roads and times between the steps: no twin, but the plan's own curve.
    #[test]
    fn on_rough_roads_flow_and_cut_are_equal_too(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        let world = random_world(&bytes, Features::ROUGH);
        if let Some((_, proof)) = certified(&world) {
            let plan = world.plan();
            let room: u64 = world.situation.receptions.iter().map(|site| u64::from(site.room.0)).sum();
            let seated: u64 = world.situation.origins.iter().map(|origin| u64::from(origin.seated().0)).sum();
            prop_assert_eq!(proof.safe.last().copied(), plan.curve.last().map(|safe| u64::from(safe.vehicles.0)).or(Some(0)));
            let may_fill = world.situation.receptions.iter().any(|site| u64::from(site.room.0) < seated) || room < seated;
            prop_assert!(may_fill || proof.is_exact(), "{proof:?} in {world:?}");
        }
    }

    #[test]
    fn a_cut_that_was_moved_is_refused_or_still_true(
        bytes in prop::collection::vec(any::<u8>(), 0..160), spot: prop::sample::Index, range: prop::sample::Index, to in 0u32..40
    ) {
        let world = random_world(&bytes, Features::PLAIN);
        let Some((mut document, proof)) = certified(&world) else { return Ok(()) };
        let far = &mut spot.get_mut(&mut document.spots[..]).far;
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
        let roads = |stretch: &passage_model::certificate::Stretch| !stretch.roads.is_empty();
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
            _ => document.spots.iter_mut().for_each(|spot| spot.room.0 = spot.room.0.saturating_sub(1)),
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
        let enters = document.stretches.iter_mut().map(|stretch| &mut stretch.enter);
        let waits = document.spots.iter_mut().map(|spot| &mut spot.waits);
        let receives = document.sinks.iter_mut().map(|sink| &mut sink.receive);
        let leaves = document.sources.iter_mut().map(|source| { source.vehicles.0 *= 2; &mut source.leave });
        let mut moved = 0;
        for runs in enters.chain(waits) {
            moved += runs.len();
            runs.extend_from_within(..);
        }
        receives.chain(leaves).for_each(|runs| runs.extend_from_within(..));
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
