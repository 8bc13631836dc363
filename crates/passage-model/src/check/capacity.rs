//! Capacities: no road is entered by more vehicles than it can take, between any two moments. Each counts as so many
//! cars as its kind does.

use super::case::Case;
use super::rate::{Passing, worst};
use super::tally::{Fault, Rule, Tally};
use crate::id::CourseId;
use crate::situation::CarEquivalents;

static OVERFULL: Rule = Rule {
    code: "plan.road-overfull",
    fault: "more vehicles enter a road than it can take",
    advice: "They would queue on the road, and everything after it would be late. Make the plan anew.",
};

/// Every road, with all vehicles of all kinds that enter it.
pub(super) fn check(case: &Case, tally: &mut Tally) {
    let uses = Uses::new(case);
    let mut passings = Vec::new();
    for road in case.network.roads() {
        passings.clear();
        let mut largest = CarEquivalents(0);
        for &(course, enter) in uses.of(road.index()) {
            let entries = case.travels(course).map(|travel| {
                let each = case.each(&travel);
                largest = largest.max(each);
                Passing::of(travel.departure + crate::units::Seconds(enter), travel.vehicles, each)
            });
            passings.extend(entries);
        }
        let capacity = case.situation.roads[road.index()].capacity;
        if let Some(too_many) = worst(&mut passings, capacity.into(), case.situation.step, largest) {
            tally.add(&OVERFULL, || Fault::new(case.road(road), too_many.words(capacity.into())));
        }
    }
}

/// Which courses use which road, and when they enter it: compressed rows.
struct Uses {
    start: Vec<usize>,
    uses: Vec<(CourseId, u32)>,
}

impl Uses {
    fn new(case: &Case) -> Self {
        let travelled = || case.courses().filter(|(id, _)| case.is_used(*id));
        let mut start = vec![0; case.network.road_count() + 1];
        for (_, course) in travelled() {
            for road in &course.roads {
                start[road.index() + 1] += 1;
            }
        }
        for road in 0..case.network.road_count() {
            start[road + 1] += start[road];
        }
        let mut next = start.clone();
        let mut uses = vec![(CourseId(0), 0); start.last().copied().unwrap_or(0)];
        for (id, course) in travelled() {
            for (road, enter) in course.roads.iter().zip(&course.enter) {
                uses[next[road.index()]] = (id, enter.0);
                next[road.index()] += 1;
            }
        }
        Self { start, uses }
    }

    fn of(&self, road: usize) -> &[(CourseId, u32)] {
        &self.uses[self.start[road]..self.start[road + 1]]
    }
}
