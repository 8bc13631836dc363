//! Whoever is under way when a window breaks goes on to a place with room instead of standing at the roadside.

use crate::again::again;
use crate::random::{Features, random_world};
use crate::world::{World, open};
use passage_model::check;
use passage_model::id::{CourseId, OpeningId};
use passage_model::network::Network;
use passage_model::plan::{Course, Movement, Plan};
use passage_model::situation::Situation;
use passage_model::standing::Standing;
use passage_model::time::{Clock, Opening};
use passage_model::units::{Persons, Seconds, Vehicles};
use proptest::prelude::*;

/// Closes every road between two moments.
fn break_off(situation: &mut Situation, from: u32, until: u32) {
    for road in 0..situation.roads.len() {
        let old = situation.opening(passage_model::id::RoadId::at(road)).clone();
        situation.openings.push(old.except(&open(&[(from, until)])));
        situation.roads[road].opening = OpeningId::at(situation.openings.len() - 1);
    }
}

/// The movements of whoever is under way and stands where there is no room.
fn at_the_roadside<'p>(
    situation: &'p Situation,
    standing: &'p Standing,
    plan: &'p Plan,
) -> impl Iterator<Item = (usize, Clock)> + 'p {
    let first = standing.gone.len();
    plan.movements.iter().enumerate().filter_map(move |(number, movement)| {
        let part = standing.under_way.get(movement.origin.index().checked_sub(first)?)?;
        let stands = movement.departure > part.from + situation.step;
        let room = situation.waiting_room(part.junction).0 > 0;
        (stands && !room && !plan.course(movement).roads.is_empty()).then_some((number, part.from))
    })
}

/// The same course, but on at once as fast as the roads allow, up to a junction on it, and from there as before.
fn on_at_once(
    network: &Network,
    situation: &Situation,
    (movement, course): (&Movement, &Course),
    from: Clock,
    shelter: usize,
) -> Option<Course> {
    let mut at = from;
    let mut enter = Vec::new();
    for (i, road) in course.roads.iter().enumerate() {
        if i < shelter {
            enter.push(Seconds(at.0 - from.0));
            at = at + situation.roads[road.index()].travel.seconds_up();
        } else {
            enter.push(Seconds((movement.departure + course.enter[i]).0 - from.0));
        }
    }
    let goes_on = movement.departure + course.enter[shelter];
    let room = situation.waiting_room(network.to(course.roads[shelter - 1])).0 > 0;
    let arrive = Seconds((movement.departure + course.arrive).0 - from.0);
    (room && at <= goes_on).then(|| Course { roads: course.roads.clone(), enter, arrive })
}

/// The plan where one vehicle of a movement takes another course from another moment on.
fn with_one(plan: &Plan, number: usize, from: Clock, course: Course) -> Plan {
    let mut other = plan.clone();
    let movement = &mut other.movements[number];
    let one = Movement {
        departure: from,
        course: CourseId::at(plan.courses.len()),
        vehicles: Vehicles(1),
        persons: Persons(1),
        ..movement.clone()
    };
    movement.vehicles = Vehicles(movement.vehicles.0 - 1);
    movement.persons = Persons(movement.persons.0 - 1);
    if movement.vehicles.0 == 0 {
        other.movements.remove(number);
    }
    other.courses.push(course);
    let place = other.movements.partition_point(|m| m.departure <= from);
    other.movements.insert(place, one);
    other.figures = None;
    other
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 600, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn nobody_stands_at_the_roadside_who_could_reach_a_place_with_room_on_their_way(
        bytes in prop::collection::vec(any::<u8>(), 10..160), now in 0u32..900, more in 0u32..600, gap in 1u32..600,
        room in 1u32..6,
    ) {
        let mut world = random_world(&bytes, Features { checkpoints: false, ..Features::PLAIN });
        // A place with room, so that most worlds have one.
        let place = u32::from(bytes[0]) % 5;
        if world.situation.waiting_room(passage_model::id::JunctionId(place)).0 == 0 && place < 3 {
            world.waiting(place, room);
        }
        let (network, parent) = (world.network(), world.plan());
        let (again, standing, after) =
            again(&network, &world.situation, &parent, now, |s| break_off(s, now + more, now + more + gap));
        for (number, from) in at_the_roadside(&after, &standing, &again.plan) {
            let movement = &again.plan.movements[number];
            let course = again.plan.course(movement);
            for shelter in 1..course.roads.len() {
                let Some(sooner) = on_at_once(&network, &after, (movement, course), from, shelter) else { continue };
                let other = with_one(&again.plan, number, from, sooner);
                let faults = check::plan(&network, &after, &other);
                let mut real = faults.iter().filter(|fault| {
                    !["plan.turn-back-wrong", "plan.figures-wrong"].contains(&fault.code.as_ref())
                });
                prop_assert!(real.next().is_some(), "one of {number} could wait after {shelter} roads: {:#?}", again.plan);
            }
        }
    }
}

/// Home, a junction, a town with room for three, safety; the road to the town takes ten minutes, the one after it twenty.
fn town() -> World {
    let mut world = World::new(4, 4 * 3600);
    world.road(0, 1, 300.0, 60, Opening::always());
    world.road(1, 2, 600.0, 60, Opening::always());
    world.road(2, 3, 1200.0, 60, Opening::always());
    world.waiting(2, 3);
    world.cars(0, 60);
    world.reception(3, 1000);
    world
}

#[test]
fn whoever_cannot_be_through_before_a_window_breaks_waits_in_the_town_as_far_as_there_is_room() {
    let world = town();
    let (network, parent) = (world.network(), world.plan());
    let (now, breaks, opens) = (20 * 60, 40 * 60, 2 * 3600);
    let (again, standing, after) = again(&network, &world.situation, &parent, now, |s| break_off(s, breaks, opens));
    let first = standing.gone.len();
    let (mut waits, mut stands) = (0, 0);
    for movement in again.plan.movements.iter().filter(|m| m.origin.index() >= first) {
        let course = again.plan.course(movement);
        let on_the_last = movement.departure + *course.enter.last().unwrap_or(&Seconds(0));
        if movement.departure > Clock(breaks) && after.origins[movement.origin.index()].junction.0 < 2 {
            stands += movement.vehicles.0;
        } else if course.roads.len() > 1 && on_the_last >= Clock(opens) {
            waits += movement.vehicles.0;
        }
    }
    // Five come to the junction before the town from now on.
    assert_eq!((waits, stands), (3, 2), "in the town, and at the roadside");
    // Everybody is brought out in the end.
    let safe: u32 = standing.safe.iter().map(|s| s.1.0).sum();
    assert_eq!(safe + again.plan.safe().0, 60);
}
