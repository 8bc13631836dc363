//! What a plan that was made again changes, by assembly point.

use passage_model::id::OriginId;
use passage_model::plan::Plan;
use passage_model::situation::{Situation, VehicleKind};
use passage_model::time::Clock;
use passage_plan::Fixed;
use std::collections::{BTreeMap, BTreeSet};

/// Vehicles of one assembly point, or people on foot, by what becomes of what they were told.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Changed {
    /// As told.
    pub kept: u64,
    /// The same roads at another time.
    pub moved: u64,
    /// The most minutes, rounded up, by which any of them is moved.
    pub minutes: u32,
    /// Another road or site.
    pub other_road: u64,
    /// They do not go.
    pub cancelled: u64,
    /// They go, and were not told so before.
    pub new: u64,
}

/// What differs, by assembly point. `told` is what the parent has left ([`passage_plan::remaining`]), `groups` how many
/// groups of `situation` are at home; the rest are under way and listed by themselves. Of vehicles, or of those who are
/// received on foot.
pub fn of(situation: &Situation, told: &[Fixed], plan: &Plan, on_foot: bool) -> BTreeMap<String, Changed> {
    type Way = (u32, Vec<passage_model::id::RoadId>);
    type Times = BTreeMap<(u32, Vec<u32>), u64>;
    let mut before: BTreeMap<(OriginId, Way), Times> = BTreeMap::new();
    let mut after = before.clone();
    let moments = |departure: Clock, course: &passage_model::plan::Course| {
        let enter = course.enter.iter().chain([&course.arrive]).map(|s| s.0).collect();
        (departure.0, enter)
    };
    let wanted = |id: OriginId| {
        situation.origins.get(id.index()).is_some_and(|origin| (origin.kind == VehicleKind::Foot) == on_foot)
    };
    for f in told.iter().filter(|f| wanted(f.origin)) {
        let ways = before.entry((f.origin, (f.reception.0, f.course.roads.clone()))).or_default();
        *ways.entry(moments(f.departure, &f.course)).or_default() += u64::from(f.vehicles.0);
    }
    // Of those whom fleets carry their vehicles are told apart; those who are led drive their own.
    let own = |m: &&passage_model::plan::Movement| {
        situation.origins.get(m.origin.index()).is_some_and(|o| !o.is_carried() || situation.is_led(o))
    };
    for m in plan.movements.iter().filter(own).filter(|m| wanted(m.origin)) {
        let Some(course) = plan.courses.get(m.course.index()) else { continue };
        let ways = after.entry((m.origin, (m.reception.0, course.roads.clone()))).or_default();
        *ways.entry(moments(m.departure, course)).or_default() += u64::from(m.vehicles.0);
    }
    let mut changed: BTreeMap<String, Changed> = BTreeMap::new();
    let mut open: BTreeMap<OriginId, (u64, u64)> = BTreeMap::new();
    let keys: BTreeSet<_> = before.keys().chain(after.keys()).cloned().collect();
    for key in keys {
        let Some(origin) = situation.origins.get(key.0.index()) else { continue };
        let sum = changed.entry(origin.assembly.clone()).or_default();
        let (mut old, mut new) = (before.remove(&key).unwrap_or_default(), after.remove(&key).unwrap_or_default());
        for (moment, vehicles) in &mut old {
            if let Some(same) = new.get_mut(moment) {
                let both = (*vehicles).min(*same);
                (sum.kept, *vehicles, *same) = (sum.kept + both, *vehicles - both, *same - both);
            }
        }
        // In the order of leaving: who was first stays first.
        let mut new: Vec<(u32, u64)> = new.into_iter().map(|(m, n)| (m.0, n)).filter(|(_, n)| *n > 0).collect();
        for ((departure, _), mut vehicles) in old {
            while let Some(first) = new.first_mut().filter(|_| vehicles > 0) {
                let both = vehicles.min(first.1);
                sum.moved += both;
                sum.minutes = sum.minutes.max(departure.abs_diff(first.0).div_ceil(60));
                vehicles -= both;
                first.1 -= both;
                if first.1 == 0 {
                    new.remove(0);
                }
            }
            open.entry(key.0).or_default().0 += vehicles;
        }
        open.entry(key.0).or_default().1 += new.iter().map(|(_, n)| n).sum::<u64>();
    }
    for (origin, (told, goes)) in open {
        let sum = changed.entry(situation.origins[origin.index()].assembly.clone()).or_default();
        let both = told.min(goes);
        sum.other_road += both;
        sum.cancelled += told - both;
        sum.new += goes - both;
    }
    changed
}
