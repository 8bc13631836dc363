//! One small plan made by hand, and for every rule a change that breaks just it.

use super::world::span;
use super::{mariupol, simulator};
use passage_model::check;
use passage_model::digest::Digest;
use passage_model::finding::Finding;
use passage_model::id::{CourseId, JunctionId, OriginId, ReceptionId, RoadId};
use passage_model::network::Network;
use passage_model::plan::{Bottleneck, BottleneckAt, Bound, BoundKind, Course, Plan, Reason};
use passage_model::situation::{Reading, Situation, VehicleKind};
use passage_model::time::{Clock, Opening};
use passage_model::units::{
    Milliseconds, Persons, PersonsPerVehicle, Seconds, Vehicles, VehiclesPerDay, VehiclesPerHour,
};

/// Mariupol to Zaporizhzhia by Tokmak, without its plan.
fn mariupol() -> (Network, Situation) {
    (mariupol::network(), mariupol::situation())
}

/// The plan for it, with curve and sums of a situation that may have been changed.
fn five_cars(situation: &Situation) -> Plan {
    let mut plan = mariupol::plan();
    add_up(situation, &mut plan);
    plan
}

/// Curve and sums as they follow from the movements.
fn add_up(situation: &Situation, plan: &mut Plan) {
    plan.curve = simulator::curve(plan);
    let sum = simulator::not_safe_sum(situation, plan);
    let persons = Persons(plan.movements.iter().map(|m| m.persons.0).sum());
    let curve = plan.curve.clone();
    plan.bound = Bound { persons, not_safe_sum: sum, plan_sum: sum, kind: BoundKind::Exact, curve };
}

fn codes(findings: &[Finding]) -> Vec<&str> {
    findings.iter().map(|finding| finding.code.as_ref()).collect()
}

/// What the checker finds after a change; curve and sums follow the change.
fn after(change: impl FnOnce(&mut Situation, &mut Plan)) -> Vec<Finding> {
    let (network, mut situation) = mariupol();
    let mut plan = five_cars(&situation);
    change(&mut situation, &mut plan);
    add_up(&situation, &mut plan);
    check::plan(&network, &situation, &plan)
}

/// What the checker finds after a change that nothing follows.
fn after_only(change: impl FnOnce(&mut Situation, &mut Plan)) -> Vec<Finding> {
    let (network, mut situation) = mariupol();
    let mut plan = five_cars(&situation);
    change(&mut situation, &mut plan);
    check::plan(&network, &situation, &plan)
}

/// All findings in words.
fn said(findings: &[Finding]) -> String {
    findings.iter().map(|f| format!("{}: {}", f.code, f.words)).collect::<Vec<_>>().join("\n")
}

#[test]
fn five_cars_reach_zaporizhzhia() {
    let (network, situation) = mariupol();
    let plan = five_cars(&situation);
    assert_eq!(check::plan(&network, &situation, &plan), []);
    assert_eq!(simulator::broken_rules(&network, &situation, &plan).len(), 0);
}

#[test]
fn a_car_that_leaves_too_late_is_on_the_road_when_the_window_ends() {
    let findings = after(|situation, _| situation.openings[1] = Opening::within(vec![span(600, 1860)]));
    assert_eq!(codes(&findings), ["plan.closed-road", "plan.turn-back-wrong"]);
    insta::assert_snapshot!(findings[0].words, @"vehicles are on a closed road: road 1 from Tokmak to Zaporizhzhia: own cars from Mariupol leaving at H+0:05, 1 vehicle, on it from H+0:17 to H+0:33:01, which closes at H+0:31; road 1 from Tokmak to Zaporizhzhia: own cars from Mariupol leaving at H+0:06, 1 vehicle, on it from H+0:18 to H+0:34:01, which closes at H+0:31");
}

#[test]
fn a_road_that_opens_later_is_closed_for_the_first_cars() {
    let findings = after(|situation, _| situation.openings[1] = Opening::within(vec![span(700, 3000)]));
    // Nobody who leaves then is through: they turn back at once.
    assert_eq!(codes(&findings), ["plan.closed-road", "plan.turn-back-wrong"]);
    insta::assert_snapshot!(said(&findings[..1]), @"plan.closed-road: vehicles are on a closed road: road 1 from Tokmak to Zaporizhzhia: own cars from Mariupol leaving at H+0:00, 1 vehicle, on it from H+0:10 to H+0:26:01, which is closed then; road 1 from Tokmak to Zaporizhzhia: own cars from Mariupol leaving at H+0:01, 1 vehicle, on it from H+0:11 to H+0:27:01, which is closed then");
}

#[test]
fn nobody_drives_faster_than_the_road() {
    let findings = after(|_, plan| plan.courses[0].arrive = Seconds(1499));
    insta::assert_snapshot!(said(&findings), @"plan.too-fast: a course is faster than its roads: course 0: is at the end of road 1 from Tokmak to Zaporizhzhia after 24 min 59 s, 1 s too early");
}

#[test]
fn rounding_each_moment_to_seconds_is_not_speeding() {
    assert_eq!(after(|_, plan| plan.courses[0].arrive = Seconds(1500)), []);
}

#[test]
fn a_journey_does_not_run_backwards() {
    let findings = after(|_, plan| plan.courses[0].enter = vec![Seconds(0), Seconds(1600)]);
    assert!(codes(&findings).contains(&"plan.course-times"), "{findings:?}");
    let findings = after(|_, plan| plan.courses[1].enter[0] = Seconds(1));
    assert_eq!(codes(&findings), ["plan.course-times"]);
    let findings = after_only(|_, plan| {
        plan.courses[0].enter.pop();
    });
    assert!(codes(&findings).contains(&"plan.course-times"), "{findings:?}");
}

#[test]
fn nobody_waits_on_the_road() {
    let findings = after(|situation, _| situation.waiting.clear());
    insta::assert_snapshot!(said(&findings), @"plan.waits-on-road: vehicles wait on the road: H-20 (road 0): 2 vehicles with 2 min more than the road needs");
}

#[test]
fn a_waiting_place_has_room_for_one() {
    let findings = after(|situation, plan| {
        plan.movements[3].vehicles = Vehicles(2);
        plan.movements[3].persons = Persons(3);
        situation.roads[0].capacity = VehiclesPerHour(600);
        situation.roads[1].capacity = VehiclesPerHour(600);
        situation.checkpoints[0].rates[0] = VehiclesPerDay::hourly(600);
        situation.origins[0].ready[1].vehicles = Vehicles(3);
        situation.origins[0].persons = Persons(18);
        situation.origins[0].per_vehicle = PersonsPerVehicle(300);
        for (movement, persons) in plan.movements.iter_mut().zip([3, 3, 3, 6, 3]) {
            movement.persons = Persons(persons);
        }
        plan.left_behind.clear();
    });
    insta::assert_snapshot!(said(&findings), @"plan.waiting-room-overfull: more vehicles wait at a place than it has room for: Tokmak: 2 wait at H+0:16, 1 too many for 1");
}

#[test]
fn who_goes_makes_room_for_who_comes() {
    let (network, situation) = mariupol();
    // The fourth car waits from 0:16 to 0:17, the fifth from 0:17 to 0:18, and there is room for one.
    assert_eq!(situation.waiting[0].room, Vehicles(1));
    assert_eq!(check::plan(&network, &situation, &five_cars(&situation)), []);
}

#[test]
fn a_road_for_sixty_an_hour_takes_one_a_minute() {
    let findings = after(|situation, _| situation.roads[1].capacity = VehiclesPerHour(40));
    insta::assert_snapshot!(said(&findings), @"plan.road-overfull: more vehicles enter a road than it can take: road 1 from Tokmak to Zaporizhzhia: 3 vehicles between H+0:10 and H+0:12, 1 too many for 40 an hour");
    let findings = after(|situation, _| situation.roads[0].capacity = VehiclesPerHour(0));
    insta::assert_snapshot!(said(&findings), @"plan.road-overfull: more vehicles enter a road than it can take: H-20 (road 0): 5 vehicles between H+0:00 and H+0:06, 5 too many for 0 an hour");
}

#[test]
fn a_checkpoint_passes_its_rate_for_each_kind() {
    let findings = after(|situation, _| situation.checkpoints[0].rates[0] = VehiclesPerDay::hourly(20));
    insta::assert_snapshot!(said(&findings), @"plan.checkpoint-overfull: more vehicles pass a checkpoint than it lets through: Tokmak checkpoint: own cars: 3 vehicles between H+0:10 and H+0:12, 2 too many for 20 an hour");
    let findings = after(|situation, _| situation.origins[0].kind = VehicleKind::Bus);
    insta::assert_snapshot!(said(&findings), @"plan.checkpoint-overfull: more vehicles pass a checkpoint than it lets through: Tokmak checkpoint: buses: 5 vehicles between H+0:10 and H+0:18, 5 too many for 0 an hour");
}

#[test]
fn a_checkpoint_passes_nobody_outside_its_hours() {
    let findings = after(|situation, _| situation.checkpoints[0].hours = Opening::within(vec![span(0, 1080)]));
    assert_eq!(codes(&findings), ["plan.checkpoint-shut", "plan.turn-back-wrong"]);
    insta::assert_snapshot!(findings[0].words, @"vehicles come through a checkpoint while it does not work: Tokmak checkpoint: own cars from Mariupol leaving at H+0:06, 1 vehicle, from H+0:18 to H+0:19");
}

#[test]
fn roads_join_end_to_end() {
    let findings = after(|_, plan| plan.courses[0].roads[0] = RoadId(2));
    let found = codes(&findings);
    assert!(found.contains(&"plan.roads-apart") && found.contains(&"plan.wrong-start"), "{found:?}");
}

#[test]
fn a_forbidden_turn_is_found_unless_it_is_waived() {
    let around = |_: &mut Situation, plan: &mut Plan| {
        plan.courses[0].roads = vec![RoadId(0), RoadId(2), RoadId(3)];
        plan.courses[0].enter = vec![Seconds(0), Seconds(600), Seconds(700)];
        plan.courses[0].arrive = Seconds(800);
    };
    let findings = after(around);
    assert_eq!(codes(&findings), ["plan.forbidden-turn"]);
    insta::assert_snapshot!(findings[0].words, @"a course makes a forbidden turn: course 0: from H-20 (road 0) onto road 2 from Tokmak to junction 3");
    let findings = after(|situation, plan| {
        around(situation, plan);
        situation.obey_turns = false;
    });
    assert_eq!(findings, []);
}

#[test]
fn a_course_leads_from_home_to_reception() {
    let findings = after(|situation, _| situation.receptions[0].junction = JunctionId(3));
    insta::assert_snapshot!(said(&findings), @"plan.wrong-end: a movement does not end at its reception site: own cars from Mariupol leaving at H+0:00: the course ends at Zaporizhzhia (junction 2), not Zaporizhzhia (junction 3); own cars from Mariupol leaving at H+0:01: the course ends at Zaporizhzhia (junction 2), not Zaporizhzhia (junction 3); own cars from Mariupol leaving at H+0:02: the course ends at Zaporizhzhia (junction 2), not Zaporizhzhia (junction 3); and 2 more");
    let findings = after(|situation, _| situation.origins[0].junction = JunctionId(3));
    insta::assert_snapshot!(said(&findings), @"plan.wrong-start: a movement does not start at its assembly point: own cars from Mariupol leaving at H+0:00: the course starts at Mariupol (junction 0), not Mariupol (junction 3); own cars from Mariupol leaving at H+0:01: the course starts at Mariupol (junction 0), not Mariupol (junction 3); own cars from Mariupol leaving at H+0:02: the course starts at Mariupol (junction 0), not Mariupol (junction 3); and 2 more");
}

#[test]
fn nobody_leaves_before_they_are_ready() {
    let findings = after(|situation, _| situation.origins[0].ready[1].from = Clock(301));
    insta::assert_snapshot!(said(&findings), @"plan.not-ready: more vehicles leave than are ready: own cars from Mariupol: 4 vehicles gone by H+0:05, 3 ready by then");
}

#[test]
fn nobody_arrives_after_the_horizon() {
    let findings = after(|situation, plan| {
        situation.horizon = Clock(2041);
        plan.horizon = Clock(2041);
        plan.movements[4].departure = Clock(361);
        plan.movements.iter_mut().for_each(|m| m.turn_back = Clock(540));
    });
    assert_eq!(codes(&findings), ["plan.after-horizon", "plan.bound-wrong"]);
    insta::assert_snapshot!(findings[0].words, @"a movement arrives after the horizon: own cars from Mariupol leaving at H+0:06:01: the last arrives by H+0:34:02, after H+0:34:01");
}

#[test]
fn a_movement_holds_no_more_than_its_vehicles() {
    let findings = after(|_, plan| {
        plan.movements[0].persons = Persons(5);
        plan.movements[1].persons = Persons(3);
    });
    insta::assert_snapshot!(said(&findings), @"plan.overloaded-vehicles: more persons travel than the vehicles hold: own cars from Mariupol leaving at H+0:00: 5 persons in 1 vehicle, at most 4 in each");
    let findings = after(|_, plan| {
        plan.movements[0].vehicles = Vehicles(0);
        plan.movements[0].persons = Persons(0);
    });
    assert_eq!(codes(&findings), ["plan.empty-movement", "plan.left-behind-wrong"]);
}

#[test]
fn the_vehicles_of_a_site_carry_no_more_than_their_mean() {
    // Three stay at home, who have a seat in the fifth car; the other four are fuller than 3.6 in each.
    let findings = after(|situation, plan| {
        situation.receptions[0].room = Persons(17);
        plan.movements.truncate(4);
        plan.movements.iter_mut().for_each(|movement| movement.persons = Persons(4));
    });
    assert_eq!(codes(&findings), ["plan.above-the-mean", "plan.left-behind-wrong"]);
    insta::assert_snapshot!(findings[0].words, @"the vehicles that come to a site carry more than their mean: Zaporizhzhia: 16 persons in 4 vehicles, at most 15");
}

#[test]
fn nobody_is_lost_or_invented() {
    let findings = after(|_, plan| plan.movements[4].persons = Persons(4));
    insta::assert_snapshot!(said(&findings), @r#"
plan.persons-not-conserved: the persons who travel are not those who are there: own cars from Mariupol: 19 persons travel, 1 too many for the seats
plan.left-behind-wrong: those left behind are not those who do not travel: own cars from Mariupol: 19 travel and 2 are left behind, of 20
plan.reception-overfull: more persons are sent to a reception site than it has room for: Zaporizhzhia: 19 persons, 1 too many for 18
"#);
    let findings = after(|_, plan| plan.movements[4].persons = Persons(2));
    insta::assert_snapshot!(said(&findings), @r#"
plan.persons-not-conserved: the persons who travel are not those who are there: own cars from Mariupol: all 5 vehicles travel, with 17 of 18 persons
plan.left-behind-wrong: those left behind are not those who do not travel: own cars from Mariupol: 17 travel and 2 are left behind, of 20
"#);
    let findings = after(|_, plan| plan.left_behind[0].vehicles = Vehicles(1));
    insta::assert_snapshot!(said(&findings), @"plan.left-behind-wrong: those left behind are not those who do not travel: own cars from Mariupol: 2 left without a seat, but with 1 vehicle; own cars from Mariupol: 5 vehicles of 5 travel and 1 are left behind");
    let findings = after(|_, plan| plan.left_behind.clear());
    insta::assert_snapshot!(said(&findings), @"plan.left-behind-wrong: those left behind are not those who do not travel: own cars from Mariupol: 18 travel and 0 are left behind, of 20");
}

#[test]
fn a_reception_site_takes_no_more_than_it_has_room_for() {
    let findings = after(|situation, _| situation.receptions[0].room = Persons(17));
    insta::assert_snapshot!(said(&findings), @"plan.reception-overfull: more persons are sent to a reception site than it has room for: Zaporizhzhia: 18 persons, 1 too many for 17");
}

#[test]
fn figures_follow_from_the_movements() {
    let findings = after_only(|_, plan| plan.curve[1].persons = Persons(9));
    insta::assert_snapshot!(said(&findings), @"plan.curve-wrong: the curve of persons safe is not that of the movements: point 1: 9 persons in 2 vehicles by H+0:27:01 stated, 8 persons in 2 vehicles by H+0:27:01 by the movements");
    let findings = after_only(|_, plan| {
        plan.curve.pop();
    });
    assert_eq!(codes(&findings), ["plan.curve-wrong"]);
    let findings = after_only(|_, plan| plan.bound.plan_sum -= 1);
    insta::assert_snapshot!(said(&findings), @"plan.sum-wrong: the sum of persons not yet safe is not that of the movements: sum: 644 stated, 645 by the movements");
}

#[test]
fn the_bound_lies_above_the_answer() {
    let findings = after_only(|_, plan| plan.bound.persons = Persons(17));
    insta::assert_snapshot!(said(&findings), @"plan.bound-wrong: the bound contradicts the plan or its scenario: persons: at most 17 stated, but 18 arrive; kind: said to be exact, but 17 is not 18 or 645 is not 645; curve: it ends at 18, but at most 17 are stated");
    let findings = after_only(|_, plan| {
        plan.bound.kind = BoundKind::Relaxation;
        plan.bound.not_safe_sum += 1;
    });
    insta::assert_snapshot!(said(&findings), @"plan.bound-wrong: the bound contradicts the plan or its scenario: sum: at least 646 stated, but the movements have 645");
    let findings = after_only(|_, plan| plan.bound.persons = Persons(19));
    assert_eq!(codes(&findings), ["plan.bound-wrong"]);
    let findings = after_only(|_, plan| {
        plan.bound.curve.remove(3);
    });
    insta::assert_snapshot!(said(&findings), @"plan.bound-wrong: the bound contradicts the plan or its scenario: curve: at most 12 by H+0:34 stated, but 15 arrive");
}

/// What is said of a bound that says that `most` persons can be safe from the plan's first arrival on.
fn claimed(most: u32, change: impl FnOnce(&mut Situation)) -> String {
    let mut findings = after_only(|situation, plan| {
        change(situation);
        plan.bound.kind = BoundKind::Relaxation;
        plan.bound.persons = Persons(most);
        for limit in &mut plan.bound.curve {
            limit.persons = Persons(most);
        }
    });
    findings.retain(|finding| finding.code == "plan.bound-wrong");
    said(&findings)
}

#[test]
fn the_bound_is_not_above_what_can_be_counted() {
    assert_eq!(claimed(18, |_| ()), "");
    insta::assert_snapshot!(claimed(1_000_000, |_| ()), @"plan.bound-wrong: the bound contradicts the plan or its scenario: curve: at most 1,000,000 by H+0:26:01 stated, but only 18 persons have a seat; curve: at most 1,000,000 by H+0:27:01 stated, but only 18 persons have a seat; curve: at most 1,000,000 by H+0:28:01 stated, but only 18 persons have a seat; and 2 more");
    insta::assert_snapshot!(claimed(19, |situation| situation.receptions[0].room = Persons(16)), @"plan.bound-wrong: the bound contradicts the plan or its scenario: curve: at most 19 by H+0:26:01 stated, but only 16 persons have room at the reception sites; curve: at most 19 by H+0:27:01 stated, but only 16 persons have room at the reception sites; curve: at most 19 by H+0:28:01 stated, but only 16 persons have room at the reception sites; and 2 more");
    insta::assert_snapshot!(claimed(19, |situation| situation.origins[0].ready[1].from = Clock(3000)), @"plan.bound-wrong: the bound contradicts the plan or its scenario: curve: at most 19 by H+0:26:01 stated, but only 12 persons can have left; curve: at most 19 by H+0:27:01 stated, but only 12 persons can have left; curve: at most 19 by H+0:28:01 stated, but only 12 persons can have left; and 2 more");
    insta::assert_snapshot!(claimed(19, |situation| situation.roads[0].capacity = VehiclesPerHour(0)), @"plan.bound-wrong: the bound contradicts the plan or its scenario: curve: at most 19 by H+0:26:01 stated, but only 0 persons can have left; curve: at most 19 by H+0:27:01 stated, but only 0 persons can have left; curve: at most 19 by H+0:28:01 stated, but only 0 persons can have left; and 2 more");
    let no_road_in = |situation: &mut Situation| {
        situation.roads[1].capacity = VehiclesPerHour(0);
        situation.roads[3].capacity = VehiclesPerHour(0);
    };
    insta::assert_snapshot!(claimed(19, no_road_in), @"plan.bound-wrong: the bound contradicts the plan or its scenario: curve: at most 19 by H+0:26:01 stated, but only 0 persons can have come to a reception site; curve: at most 19 by H+0:27:01 stated, but only 0 persons can have come to a reception site; curve: at most 19 by H+0:28:01 stated, but only 0 persons can have come to a reception site; and 2 more");
}

#[test]
fn the_limits_of_a_bound_rise_to_its_total_by_the_horizon() {
    let findings = after_only(|_, plan| plan.bound.curve.clear());
    insta::assert_snapshot!(said(&findings), @"plan.bound-wrong: the bound contradicts the plan or its scenario: curve: it ends at 0, but at most 18 are stated; curve: at most 0 by H+0:27 stated, but 4 arrive; curve: at most 0 by H+0:28 stated, but 8 arrive; and 3 more");
    let findings = after_only(|situation, plan| {
        plan.bound.curve.last_mut().unwrap().by = Clock(situation.horizon.0 + 1);
    });
    insta::assert_snapshot!(said(&findings), @"plan.bound-wrong: the bound contradicts the plan or its scenario: curve: it goes on at H+1:00:01, after H+1:00; curve: at most 15 by H+0:35 stated, but 18 arrive");
    let findings = after_only(|_, plan| plan.bound.curve.swap(0, 1));
    insta::assert_snapshot!(said(&findings), @"plan.bound-wrong: the bound contradicts the plan or its scenario: curve: its points are not sorted or fall; curve: at most 4 by H+0:28 stated, but 8 arrive");
}

#[test]
fn the_turn_back_time_is_the_last_one() {
    for wrong in [558, 560] {
        let findings = after_only(|_, plan| plan.movements[2].turn_back = Clock(wrong));
        assert_eq!(codes(&findings), ["plan.turn-back-wrong"]);
    }
    let findings = after_only(|_, plan| plan.movements[2].turn_back = Clock(560));
    insta::assert_snapshot!(said(&findings), @"plan.turn-back-wrong: a turn-back time is not the one of the roads: own cars from Mariupol leaving at H+0:02: turn back after H+0:09:20 stated, H+0:09:19 by the roads");
}

#[test]
fn a_plan_is_checked_only_against_its_own_documents() {
    let findings = after_only(|_, plan| plan.network = Digest::of(b"another"));
    assert_eq!(codes(&findings), ["plan.other-network"]);
    let findings = after_only(|_, plan| plan.scenario = Digest::of(b"another"));
    assert_eq!(codes(&findings), ["plan.other-scenario"]);
    let findings = after_only(|_, plan| plan.reading = Reading::Optimistic);
    assert_eq!(codes(&findings), ["plan.other-terms"]);
    let findings = after_only(|_, plan| plan.step = Seconds(300));
    insta::assert_snapshot!(said(&findings), @"plan.other-terms: the plan was made on other terms than it is checked on: step: the plan says 5 min, not 1 min");
    let findings = after_only(|_, plan| plan.version = 2);
    assert_eq!(codes(&findings), ["plan.newer-version"]);
    let findings = after_only(|situation, _| {
        situation.roads.pop();
    });
    assert_eq!(codes(&findings), ["plan.situation-of-another-network"]);
}

#[test]
fn a_plan_that_was_shuffled_is_found() {
    let findings = after_only(|_, plan| plan.movements.swap(0, 1));
    assert_eq!(codes(&findings), ["plan.out-of-order"]);
}

#[test]
fn what_refers_to_nothing_is_found_and_hides_nothing_else() {
    let findings = after_only(|_, plan| {
        plan.courses[1].roads[1] = RoadId(u32::MAX);
        plan.movements[0].origin = OriginId(7);
        plan.movements[1].reception = ReceptionId(7);
        plan.movements[2].turn_back = Clock(0);
        plan.left_behind[0].reason = Reason::Full { bottlenecks: vec![0, 9] };
        plan.left_behind[0].origin = OriginId(9);
        let at = BottleneckAt::Road(RoadId(99));
        plan.bottlenecks = vec![Bottleneck { at, full: Vec::new(), vehicles: Vehicles(0) }];
    });
    let found = codes(&findings);
    assert!(found.contains(&"plan.unknown-index") && found.contains(&"plan.turn-back-wrong"), "{found:?}");
    assert_eq!(findings[0].count, 6);
    let findings = after_only(|_, plan| plan.movements[4].course = CourseId(2));
    assert!(codes(&findings).contains(&"plan.unknown-index"));
}

#[test]
fn who_lives_at_the_reception_site_needs_no_road_but_passes_its_checkpoint() {
    let (network, mut situation) = mariupol();
    situation.receptions[0].junction = JunctionId(0);
    situation.checkpoints[0].junction = JunctionId(0);
    let mut plan = five_cars(&situation);
    plan.courses = vec![Course { roads: Vec::new(), enter: Vec::new(), arrive: Seconds(0) }];
    for movement in &mut plan.movements {
        movement.course = CourseId(0);
        movement.turn_back = Clock(1159);
    }
    add_up(&situation, &mut plan);
    assert_eq!(check::plan(&network, &situation, &plan), []);
    situation.checkpoints[0].rates[0] = VehiclesPerDay::hourly(20);
    assert_eq!(codes(&check::plan(&network, &situation, &plan)), ["plan.checkpoint-overfull"]);
}

#[test]
fn the_largest_numbers_give_findings_and_no_panic() {
    let most = u32::MAX;
    let findings = after_only(|situation, plan| {
        situation.roads[0].travel = Milliseconds(most);
        situation.roads[1].capacity = VehiclesPerHour(most);
        for course in &mut plan.courses {
            course.enter[1] = Seconds(most);
            course.arrive = Seconds(most);
        }
        for movement in &mut plan.movements {
            movement.departure = Clock(most);
            movement.vehicles = Vehicles(most);
            movement.persons = Persons(most);
        }
    });
    assert!(codes(&findings).contains(&"plan.after-horizon"));
}
