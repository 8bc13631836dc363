//! Figures of what people weigh: exposure, waiting, vehicles and shares are those of the movements and rosters.

use super::case::Case;
use super::tally::{Fault, Rule, Tally};
use crate::digits::thousands;
use crate::situation::VehicleKind;
use std::collections::BTreeMap;

static FIGURES: Rule = Rule {
    code: "plan.figures-wrong",
    fault: "a figure of what people weigh is not that of the movements",
    advice: "Do not quote these figures. Make the plan anew.",
};

/// Every figure that the plan states, counted course by course.
pub(super) fn check(case: &Case, tally: &mut Tally) {
    let Some(stated) = &case.plan.figures else { return };
    let (mut exposure, mut waiting, mut vehicles) = (0u128, 0u128, 0u128);
    for (id, course) in case.courses().filter(|(id, _)| case.is_used(*id)) {
        let persons: u128 = case.on(id).map(|movement| u128::from(movement.persons.0)).sum();
        let own = case.on(id).filter(|movement| {
            let origin = &case.situation.origins[movement.origin.index()];
            (!origin.is_carried() || case.situation.is_led(origin)) && origin.kind != VehicleKind::Foot
        });
        vehicles += own.map(|movement| u128::from(movement.vehicles.0)).sum::<u128>();
        for leg in case.legs(course) {
            if case.situation.roads[leg.road.index()].exposed {
                exposure += persons * u128::from((leg.off - leg.enter).0);
            }
            waiting += persons * u128::from(if leg.room.0 > 0 { leg.waited.0 } else { 0 });
        }
    }
    exposure += case.plan.walks.iter().filter_map(|walk| exposed_on_foot(case, walk)).sum::<u128>();
    // A vehicle that comes and comes again is one.
    let rosters = case.plan.rosters.iter().filter(|roster| !roster.runs.is_empty());
    vehicles += rosters.map(|roster| u128::from(roster.vehicles.0)).sum::<u128>();
    let stated_vehicles = u128::from(stated.vehicles.0);
    let figures = [
        ("exposure in person-seconds", u128::from(stated.exposure), exposure),
        ("waiting in person-seconds", u128::from(stated.waiting), waiting),
        ("vehicles", stated_vehicles, vehicles),
    ];
    for (what, stated, counted) in figures.into_iter().filter(|(_, stated, counted)| stated != counted) {
        let words = || format!("{} stated, {} by the movements", thousands(stated), thousands(counted));
        tally.add(&FIGURES, || Fault::new(what, words()));
    }
    check_shares(case, tally);
}

/// Person-seconds of a walk over an exposed footway.
fn exposed_on_foot(case: &Case, walk: &crate::plan::Walk) -> Option<u128> {
    let footway = case.situation.footways.get(walk.footway.index()).filter(|footway| footway.exposed)?;
    Some(u128::from(walk.persons.0) * u128::from(footway.walk.0))
}

/// One share for each assembly point, with everybody who wants to leave and everybody who goes.
fn check_shares(case: &Case, tally: &mut Tally) {
    let Some(stated) = &case.plan.figures else { return };
    let origins = &case.situation.origins;
    let mut first_of: BTreeMap<&str, usize> = BTreeMap::new();
    let of: Vec<usize> =
        origins.iter().enumerate().map(|(i, origin)| *first_of.entry(&origin.assembly).or_insert(i)).collect();
    let mut counted = vec![(0u64, 0u64); origins.len()];
    for (first, origin) in of.iter().zip(origins) {
        counted[*first].0 += u64::from(origin.persons.0);
    }
    for (movement, _) in case.movements() {
        counted[of[movement.origin.index()]].1 += u64::from(movement.persons.0);
    }
    let firsts: Vec<usize> = (0..origins.len()).filter(|&i| of[i] == i).collect();
    let named: Vec<usize> = stated.shares.iter().map(|share| share.origin.index()).collect();
    if named != firsts {
        let words = format!("{} stated for {} assembly points", named.len(), firsts.len());
        tally.add(&FIGURES, || Fault::new("shares", words));
        return;
    }
    for (share, &first) in stated.shares.iter().zip(&firsts) {
        let ours = counted[first];
        let theirs = (u64::from(share.persons.0), u64::from(share.safe.0));
        if ours != theirs {
            let say = |(all, safe): (u64, u64)| format!("{} of {}", thousands(safe), thousands(all));
            let words = || format!("{} stated, {} by the movements", say(theirs), say(ours));
            tally.add(&FIGURES, || Fault::new(&origins[first].assembly, words()));
        }
    }
}
