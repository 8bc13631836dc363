//! Courses: the roads join end to end by turns that are allowed, and nobody drives faster than the road.

use super::case::Case;
use super::tally::{Fault, Rule, Tally};
use super::words::span;
use crate::id::CourseId;
use crate::plan::Course;

static TIMES: Rule = Rule {
    code: "plan.course-times",
    fault: "the times of a course are not times of a journey",
    advice: "The plan is damaged. Make it anew.",
};
static TOO_FAST: Rule = Rule {
    code: "plan.too-fast",
    fault: "a course is faster than its roads",
    advice: "Vehicles would come late to everything after it. Make the plan anew with these travel times.",
};
static APART: Rule = Rule {
    code: "plan.roads-apart",
    fault: "a course jumps between roads that do not meet",
    advice: "The plan is damaged or was made for other roads. Make it anew.",
};
static FORBIDDEN: Rule = Rule {
    code: "plan.forbidden-turn",
    fault: "a course makes a forbidden turn",
    advice: "Make the plan anew, or waive turn restrictions in the scenario if they are not enforced.",
};

/// Every course, used or not.
pub(super) fn check(case: &Case, tally: &mut Tally) {
    for (id, course) in case.courses() {
        check_times(id, course, tally);
        check_joints(case, id, course, tally);
        check_speed(case, id, course, tally);
    }
}

/// It starts at 0 and time does not run backwards.
fn check_times(id: CourseId, course: &Course, tally: &mut Tally) {
    let first = course.enter.first().copied().unwrap_or_default();
    if first.0 != 0 {
        let words = format!("enters its first road {} after it leaves", span(first));
        tally.add(&TIMES, || Fault::new(format!("course {id}"), words));
    }
    let ends = std::iter::once(&course.arrive);
    for (i, (before, after)) in course.enter.iter().zip(course.enter.iter().skip(1).chain(ends)).enumerate() {
        if before > after {
            let words = format!(
                "leaves its road {i} {} after its departure, but enters it {} after it",
                span(*after),
                span(*before)
            );
            tally.add(&TIMES, || Fault::new(format!("course {id}"), words));
        }
    }
    if course.roads.is_empty() && course.arrive.0 != 0 {
        let words = format!("takes {} on no road at all", span(course.arrive));
        tally.add(&TIMES, || Fault::new(format!("course {id}"), words));
    }
}

/// Each road starts where the one before it ends, and the turn is allowed if turns are obeyed.
fn check_joints(case: &Case, id: CourseId, course: &Course, tally: &mut Tally) {
    for pair in course.roads.windows(2) {
        let joined = case.network.to(pair[0]) == case.network.from(pair[1]);
        let words = || format!("from {} onto {}", case.road(pair[0]), case.road(pair[1]));
        if !joined {
            tally.add(&APART, || Fault::new(format!("course {id}"), words()));
        } else if case.situation.obey_turns && !case.network.may_turn(pair[0], pair[1]) {
            tally.add(&FORBIDDEN, || Fault::new(format!("course {id}"), words()));
        }
    }
}

/// Between any two of its moments lies at least the travel time of the roads between, but for the rounding of both
/// moments to seconds: with the gain g = (time so far) - (travel so far), no later gain is more than 999 ms below an
/// earlier one. One pass with a running maximum.
fn check_speed(case: &Case, id: CourseId, course: &Course, tally: &mut Tally) {
    const ROUNDING_MS: i64 = 999;
    let mut travelled = 0;
    let mut most = course.enter.first().map_or(0, |first| i64::from(first.0) * 1000);
    let moments = course.enter.iter().skip(1).chain(std::iter::once(&course.arrive));
    for (&road, &moment) in course.roads.iter().zip(moments) {
        travelled += i64::from(case.situation.roads[road.index()].travel.0);
        let gain = i64::from(moment.0) * 1000 - travelled;
        if gain < most - ROUNDING_MS {
            let short = (most - gain).div_euclid(1000);
            let words = format!("is at the end of {} after {}, {short} s too early", case.road(road), span(moment));
            tally.add(&TOO_FAST, || Fault::new(format!("course {id}"), words));
        }
        most = most.max(gain);
    }
}
