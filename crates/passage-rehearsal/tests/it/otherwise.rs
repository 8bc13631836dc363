//! What people do otherwise than the plan says, in worlds small enough for a formula.

use crate::small::Small;
use passage_model::id::{ReceptionId, RoadId};
use passage_model::situation::Corridor;
use passage_model::time::Opening;
use passage_rehearsal::{
    Assumptions, Figure, Moment, Played, QueueId, Rehearsal, Setting, Spread, Stage, Storage, Told, What,
};

/// Only these figures play a part, always as given.
fn only(figures: &[(Figure, f64)]) -> Assumptions {
    let mut assumptions = Assumptions::none();
    for &(figure, value) in figures {
        assumptions.set(figure, Spread::fixed(value));
    }
    assumptions
}

fn set(small: &Small, assumptions: &Assumptions, day: u64) -> (Setting, Played) {
    let stage = Stage::new(&small.network, &small.situation, &small.plan, Storage::Finite);
    let rehearsal = Rehearsal { stage: &stage, assumptions, dark: &[], seed: 1 };
    (rehearsal.setting(day, None), rehearsal.day(day, None))
}

/// Junction 0 to 2 by 1 in 20 min, where all are called; a by-way from 1 to site 3 takes 20 min instead of 10 for the rest.
fn fork() -> Small {
    Small::new(&[(0, 1, 600, 1800), (1, 2, 600, 1800), (1, 3, 1200, 1800)], &[2, 3], 100, 10, &[0, 1])
}

/// The roads of a vehicle's route.
fn roads(stage: &Stage<'_>, setting: &Setting, vehicle: usize) -> Vec<u32> {
    let road = |queue: &QueueId| if let What::Road(road) = stage.queues[queue.index()] { Some(road.0) } else { None };
    setting.trips.routes[setting.trips.vehicles[vehicle].route.0 as usize].queues.iter().filter_map(road).collect()
}

#[test]
fn whoever_takes_another_road_is_received_where_it_leads_to() {
    let small = fork();
    let (setting, played) = set(&small, &only(&[(Figure::OtherRoad, 1.0)]), 0);
    assert!(setting.told.contains(&Told::OtherRoad(100)));
    // The first leaves at 0 and is there after 30 min; the last leaves 990 s later: nothing holds anybody up.
    assert_eq!(played.received, [0, 400]);
    assert_eq!(played.last, Moment::seconds(990 + 1800));
    let (_, half) = set(&small, &only(&[(Figure::OtherRoad, 0.5)]), 0);
    // Half of a hundred, within three standard deviations; nobody is lost.
    assert!(half.received[1].abs_diff(200) <= 60, "{:?}", half.received);
    assert_eq!(half.received[0] + half.received[1], 400);
    let (_, none) = set(&small, &Assumptions::none(), 0);
    assert_eq!(none.received, [400, 0]);
}

#[test]
fn nobody_takes_a_road_that_is_announced_as_closed_then() {
    let mut small = fork();
    // Whoever leaves in the first 600 s is through the by-way before it closes.
    small.opens(&[2], 0, 2400);
    let (_, played) = set(&small, &only(&[(Figure::OtherRoad, 1.0)]), 0);
    assert_eq!(played.received, [4 * 39, 4 * 61]);
    assert_eq!(played.caught, []);
    // With the window ending half an hour early, whoever is on it then is caught, as everybody else would be.
    let early = only(&[(Figure::OtherRoad, 1.0), (Figure::EndsEarly, 1.0), (Figure::EndsBy, 10.0)]);
    let (_, played) = set(&small, &early, 0);
    assert!(played.caught.iter().all(|caught| caught.ended == Moment::seconds(1800)));
    // Off at 1,800 s + 10 s for each before: within a step of 60 s nobody is caught.
    let caught: Vec<u32> = played.caught.iter().map(|caught| caught.vehicle).collect();
    assert_eq!(caught, (7..61).collect::<Vec<_>>());
}

#[test]
fn a_way_that_is_too_long_or_forbidden_or_full_of_the_same_roads_is_none() {
    let way = |lines: &[crate::small::Line], change: &dyn Fn(&mut Small)| {
        let mut small = Small::new(lines, &[2, 3], 10, 10, &[0, 1]);
        change(&mut small);
        let (setting, _) = set(&small, &only(&[(Figure::OtherRoad, 1.0)]), 0);
        let stage = Stage::new(&small.network, &small.situation, &small.plan, Storage::Finite);
        roads(&stage, &setting, 0)
    };
    let nothing = |_: &mut Small| ();
    // 600 + 1,800 s are twice as long as 1,200 s; 600 + 1,801 are longer.
    assert_eq!(way(&[(0, 1, 600, 900), (1, 2, 600, 900), (1, 3, 1800, 900)], &nothing), [0, 2]);
    assert_eq!(way(&[(0, 1, 600, 900), (1, 2, 600, 900), (1, 3, 1801, 900)], &nothing), [0, 1]);
    // A tenth of the time has to be on other roads.
    assert_eq!(way(&[(0, 1, 1080, 900), (1, 2, 120, 900), (1, 2, 120, 900)], &nothing), [0, 2]);
    assert_eq!(way(&[(0, 1, 1090, 900), (1, 2, 110, 900), (1, 2, 110, 900)], &nothing), [0, 1]);
    // Nobody drives back and round: by 0 to 3 again over junction 0.
    assert_eq!(way(&[(0, 1, 600, 900), (1, 2, 600, 900), (1, 0, 10, 900), (0, 3, 5000, 900)], &nothing), [0, 1]);
    let buses_only = |small: &mut Small| {
        small.situation.receptions[1].only = vec![passage_model::situation::VehicleKind::Bus];
    };
    assert_eq!(way(&[(0, 1, 600, 900), (1, 2, 600, 900), (1, 3, 600, 900)], &buses_only), [0, 1]);
}

#[test]
fn people_follow_others_whom_the_plan_sends_another_way() {
    // By 0 to 3 directly is faster than by 1 to 3, but the plan sends the second half by 1 to 3.
    let lines = [(0, 1, 600, 900), (1, 2, 600, 900), (1, 3, 700, 900), (0, 3, 1000, 900)];
    let mut small = Small::new(&lines, &[2, 3], 200, 10, &[0, 1]);
    let other = small.course(&[0, 2]);
    for movement in &mut small.plan.movements[100..] {
        (movement.course, movement.reception) = (other, ReceptionId(1));
    }
    let (setting, _) = set(&small, &only(&[(Figure::OtherRoad, 1.0)]), 0);
    let stage = Stage::new(&small.network, &small.situation, &small.plan, Storage::Finite);
    let taken = |way: &[u32]| (0..100).filter(|n| roads(&stage, &setting, *n) == way).count();
    let (map, others) = (taken(&[3]), taken(&[0, 2]));
    // As many by the map as behind others, within three standard deviations.
    assert!(map + others == 100 && map.abs_diff(50) <= 15, "{map} by the map, {others} behind others");
}

#[test]
fn whoever_takes_another_road_leaves_all_other_draws_as_they_are() {
    let mut small = fork();
    small.checkpoint(1, 20_000);
    let mut without = Assumptions::default();
    without.set(Figure::Incidents, Spread::fixed(3.0));
    let without = without.without(passage_rehearsal::Cause::OtherRoad);
    let mut with = without.clone();
    with.set(Figure::OtherRoad, Spread::fixed(0.3));
    for day in 0..20 {
        let ((calm, _), (other, played)) = (set(&small, &without, day), set(&small, &with, day));
        let apart: Vec<Told> = other.told.iter().filter(|told| !matches!(told, Told::OtherRoad(_))).copied().collect();
        let breaks = |told: &Told| matches!(told, Told::BrokeDown(_) | Told::OutOfFuel(_));
        // Whoever drives longer breaks down more.
        let same = |all: &[Told]| all.iter().filter(|told| !breaks(told)).copied().collect::<Vec<_>>();
        assert_eq!(same(&calm.told), same(&apart));
        for (a, b) in calm.trips.vehicles.iter().zip(&other.trips.vehicles) {
            assert_eq!((a.key, a.departs, a.latest), (b.key, b.departs, b.latest));
        }
        let all: u32 = other.loads.iter().filter(|load| load.movement.is_some()).map(|load| load.persons).sum();
        let safe = *played.safe.last().unwrap();
        assert_eq!(safe + played.stayed + played.left_on_the_way, all);
        assert_eq!(played.received.iter().sum::<u32>(), safe);
        assert_eq!(played, set(&small, &with, day).1);
    }
}

/// The incidents of a day.
fn incidents(stage: &Stage<'_>, setting: &Setting) -> Vec<(u32, u32, u32)> {
    let of = |told: &Told| match *told {
        Told::Incident(queue, from, lasts) => match stage.queues[queue.index()] {
            What::Road(road) => Some((road.0, from, lasts)),
            _ => None,
        },
        _ => None,
    };
    let mut all: Vec<_> = setting.told.iter().filter_map(of).collect();
    all.sort_unstable();
    all
}

/// Two plans of the same group: one by a corridor and on, one by another road first. On roads that both use both meet the same.
#[test]
fn two_plans_meet_the_same_incidents_and_the_same_service() {
    let lines = [(0, 1, 600, 900), (1, 2, 600, 900), (0, 3, 300, 900), (3, 1, 300, 900), (2, 4, 60, 900)];
    let plan = |roads: &[u32]| {
        let mut small = Small::new(&lines, &[4], 50, 20, roads);
        let corridor = vec![RoadId(0), RoadId(1)];
        let opening = Opening::always();
        let (name, said_by) = ("corridor".to_owned(), String::new());
        small.situation.corridors.push(Corridor { name, roads: corridor, opening, said_by });
        small.checkpoint(2, 3_000);
        small
    };
    let (one, two) = (plan(&[0, 1, 4]), plan(&[2, 3, 1, 4]));
    let assumptions = only(&[(Figure::Incidents, 3.0), (Figure::IncidentLasts, 10.0), (Figure::CheckpointPace, 0.9)]);
    let (mut met, mut elsewhere) = (0, 0);
    for day in 0..200 {
        let of = |small: &Small| {
            let stage = Stage::new(&small.network, &small.situation, &small.plan, Storage::Finite);
            let setting = set(small, &assumptions, day).0;
            let lane = stage.queues.iter().position(|what| matches!(what, What::Lane(..))).unwrap();
            let keys: Vec<u64> = setting.trips.vehicles.iter().map(|vehicle| vehicle.key).collect();
            (incidents(&stage, &setting), setting.layout.queues[lane].lane, keys)
        };
        let ((of_one, lane, keys), (of_two, same_lane, same_keys)) = (of(&one), of(&two));
        assert_eq!((lane, keys), (same_lane, same_keys));
        // Road 1 of the corridor is used by both; road 0 by the first alone.
        let on = |all: &[(u32, u32, u32)], road: u32| all.iter().filter(|at| at.0 == road).copied().collect::<Vec<_>>();
        assert_eq!(on(&of_one, 1), on(&of_two, 1));
        met += on(&of_one, 1).len();
        elsewhere += on(&of_one, 4).len();
    }
    // Half of three a day on each road of the corridor, whatever is used of it (standard deviation 12).
    assert!((255..=345).contains(&met), "{met}");
    // And three a day on the only road outside it.
    assert_eq!(elsewhere, 600);
}
