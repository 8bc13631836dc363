//! What people do otherwise than the plan says, in worlds small enough for a formula.

use crate::small::{Line, Small, only, set};
use passage_model::id::{FleetId, JunctionId, ReceptionId, RoadId};
use passage_model::plan::{Roster, Run};
use passage_model::situation::{Corridor, Fleet, FleetEnd, Task, VehicleKind};
use passage_model::time::{Clock, Opening};
use passage_model::units::{Persons, Seconds, Vehicles};
use passage_rehearsal::{Assumptions, Cause, Figure, Moment, QueueId, Setting, Spread, Stage, Storage, Told, What};

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
    let way = |lines: &[Line], change: &dyn Fn(&mut Small)| {
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
        small.situation.receptions[1].only = vec![VehicleKind::Bus];
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
    let without = without.without(Cause::OtherRoad);
    let mut with = without.clone();
    with.set(Figure::OtherRoad, Spread::fixed(0.3));
    for day in 0..20 {
        let ((calm, _), (other, played)) = (set(&small, &without, day), set(&small, &with, day));
        let apart: Vec<Told> = other.told.iter().filter(|told| !matches!(told, Told::OtherRoad(_))).copied().collect();
        let breaks = |told: &Told| matches!(told, Told::BrokeDown(_) | Told::OutOfFuel(_));
        // Whoever drives longer breaks down more.
        let told = |all: &[Told]| all.iter().filter(|told| !breaks(told)).copied().collect::<Vec<_>>();
        assert_eq!(told(&calm.told), told(&apart));
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
        small.situation.corridors.push(Corridor { name, roads: corridor, opening, said_by, clear: true });
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

/// A corridor of two roads with a window from 10 min on, and a group that leaves over it.
fn corridor(clear: bool) -> Small {
    let mut small = Small::new(&[(0, 1, 600, 3600), (1, 2, 600, 3600)], &[2], 20, 30, &[0, 1]);
    small.opens(&[0, 1], 600, 14_000);
    let (name, roads) = ("corridor".to_owned(), vec![RoadId(0), RoadId(1)]);
    let opening = small.situation.opening(RoadId(0)).clone();
    small.situation.corridors.push(Corridor { name, roads, opening, said_by: String::new(), clear });
    small
}

#[test]
fn a_corridor_that_nobody_has_confirmed_clear_is_mined_as_often_as_assumed() {
    // Everybody waits from 600 s until the mines that the first of them find are cleared, 30 min later.
    let mined = only(&[(Figure::Mined, 1.0), (Figure::MinedLasts, 30.0)]);
    let mut on = [0u32, 0];
    for day in 0..40 {
        let (setting, played) = set(&corridor(false), &mined, day);
        let [Told::Mined(queue, until)] = setting.told[..] else { panic!("{:?}", setting.told) };
        assert_eq!(until, 600 + 1800);
        // Twenty cars stand in a line by then; one a second passes where the road is open again, and drives on.
        let small = corridor(false);
        let stage = Stage::new(&small.network, &small.situation, &small.plan, Storage::Finite);
        let road = usize::from(stage.queues[queue.index()] != What::Road(RoadId(0)));
        on[road] += 1;
        let last = 2400 + 19 + if road == 0 { 1200 } else { 600 };
        assert_eq!((played.last, played.received[0]), (Moment::seconds(last), 80));
    }
    // Anywhere along the corridor: on each half about as often (standard deviation 3.2).
    assert!(on[0].abs_diff(20) <= 10, "{on:?}");
    // Where somebody has confirmed it clear nothing is found; and at a chance of 0.25 on a quarter of days.
    assert_eq!(set(&corridor(true), &mined, 0).0.told, []);
    let seldom = only(&[(Figure::Mined, 0.25), (Figure::MinedLasts, 30.0)]);
    let days = (0..200).filter(|day| !set(&corridor(false), &seldom, *day).0.told.is_empty()).count();
    // Three standard deviations are 18.
    assert!(days.abs_diff(50) <= 18, "{days}");
}

/// Two columns, each a lead vehicle with four cars of four persons, over one road of 600 s to a checkpoint, then 600 s to the site.
fn columns() -> Small {
    columns_on(&[(0, 1, 600, 3600), (1, 2, 600, 3600)])
}

fn columns_on(lines: &[Line]) -> Small {
    let mut small = Small::new(lines, &[2], 8, 0, &[0, 1]);
    small.checkpoint(1, 60 * 24);
    small.situation.fleets.push(Fleet {
        name: "lead cars".to_owned(),
        kind: VehicleKind::OwnCar,
        depot: JunctionId(0),
        vehicles: Vehicles(2),
        task: Task::Lead { cars: Vehicles(4), forming: Seconds(0), gap: Seconds(0), apart: Seconds(0) },
        duty: Opening::always(),
        longest_duty: None,
        ends: FleetEnd::Anywhere,
        from: Clock(0),
        begun: Vec::new(),
    });
    small.situation.origins[0].carried_by = vec![FleetId(0)];
    small.plan.movements.truncate(2);
    for (number, movement) in (0u32..).zip(&mut small.plan.movements) {
        (movement.vehicles, movement.persons) = (Vehicles(4), Persons(16));
        let runs = vec![Run::Loaded { movement: number }];
        small.plan.rosters.push(Roster { fleet: FleetId(0), number, vehicles: Vehicles(1), runs });
    }
    small
}

#[test]
fn cars_that_follow_a_column_make_it_longer_and_hold_the_checkpoint_longer() {
    // The second column stands at the checkpoint while the first is served: five vehicles at a minute each, and as many as follow.
    // Then it is served itself.
    let planned = set(&columns(), &Assumptions::none(), 0).1;
    assert_eq!((planned.last, planned.joined), (Moment::seconds(600 + 2 * 5 * 60 + 600), 0));
    let (setting, played) = set(&columns(), &only(&[(Figure::Follow, 1.0)]), 0);
    assert_eq!(setting.told, [Told::Followed(2, 8)]);
    assert_eq!((played.last, played.joined, played.received[0]), (Moment::seconds(600 + 2 * 9 * 60 + 600), 32, 32));
    // Half a car for each column at an eighth: one of two days each.
    let eighth = only(&[(Figure::Follow, 0.125)]);
    let cars = |day| set(&columns(), &eighth, day).0.loads.iter().map(|load| load.behind).sum::<u32>() / 4;
    let all: u32 = (0..100).map(cars).sum();
    // A hundred cars of 200 chances, within three standard deviations.
    assert!(all.abs_diff(100) <= 21, "{all}");
}

#[test]
fn the_last_of_a_column_is_caught_though_its_first_is_off_the_road() {
    // Its first is off the first road at 600 s, its last four minutes later.
    let caught = |until: u32| {
        let mut small = columns();
        let Task::Lead { apart, .. } = &mut small.situation.fleets[0].task else { panic!() };
        *apart = Seconds(60);
        small.situation.checkpoints.clear();
        small.opens(&[0], 0, until);
        let played = set(&small, &Assumptions::none(), 0).1;
        (played.caught.len(), played.caught_in_all())
    };
    assert_eq!(caught(840), (0, (0, 0)));
    assert_eq!(caught(785), (0, (0, 0)), "within a step, the second five seconds behind the first");
    // Two columns of a lead vehicle and four cars with 16 persons.
    assert_eq!(caught(779), (2, (10, 32)));
}

#[test]
fn each_vehicle_of_a_column_may_break_down_and_stops_all_of_it() {
    // 12 km and five vehicles: 0.1 for a column is 0.02 for each.
    let small = columns();
    let breaks = only(&[(Figure::Breakdowns, 10_000.0 / 12.0 * 0.02), (Figure::BreakdownLasts, 10.0)]);
    let stops =
        |day| set(&small, &breaks, day).0.trips.vehicles.iter().filter(|vehicle| vehicle.halt.is_some()).count();
    let all: usize = (0..500).map(stops).sum();
    // 1,000 chances of a tenth: three standard deviations are 28.
    assert!(all.abs_diff(100) <= 28, "{all}");
}

#[test]
fn cars_behind_a_convoy_take_as_long_at_a_checkpoint_as_cars_do() {
    let mut small = columns();
    // Where cars pass at 240 an hour and the convoy's kind at 60, four cars count as one of its vehicles.
    small.situation.fleets[0].kind = VehicleKind::Bus;
    small.situation.checkpoints[0].rates[VehicleKind::OwnCar as usize].0 = 240 * 24;
    let (setting, _) = set(&small, &only(&[(Figure::Follow, 1.0)]), 0);
    assert!(setting.trips.vehicles.iter().all(|vehicle| (vehicle.size, vehicle.count) == (900, 6)));
    // Where none pass alone, they are let through with it, like its own.
    small.situation.checkpoints[0].rates[VehicleKind::OwnCar as usize].0 = 0;
    let (setting, _) = set(&small, &only(&[(Figure::Follow, 1.0)]), 0);
    assert!(setting.trips.vehicles.iter().all(|vehicle| vehicle.count == 9));
}

#[test]
fn who_joins_heeds_no_turn_back_time_and_may_run_dry() {
    // Nobody of the plan may leave after 300 s, when half have gone, and all are ready 20 min late.
    let mut small = fork();
    for movement in &mut small.plan.movements {
        movement.turn_back = Clock(240);
    }
    let late = [(Figure::Join, 1.0), (Figure::ReadyLate, 20.0)];
    let (_, played) = set(&small, &only(&late), 0);
    assert_eq!((played.stayed, played.joined), (400, 400));
    assert_eq!((played.received, played.arrived), (vec![0, 0], vec![400, 0]));
    let dry = [(Figure::ShortOfFuel, 1.0), (Figure::FuelFor, 1.0), (Figure::BreakdownLasts, 1.0)];
    let (_, played) = set(&small, &only(&[&late[..], &dry[..]].concat()), 0);
    assert_eq!((played.joined, played.joined_left), (0, 400));
}

#[test]
fn gaps_take_room_and_no_time_at_the_ends_of_a_road() {
    // Five vehicles with 30 m between them: four gaps, each as long as four cars.
    let small = columns();
    let (setting, played) = set(&small, &only(&[(Figure::ConvoyGap, 30.0)]), 0);
    assert!(setting.trips.vehicles.iter().all(|vehicle| (vehicle.size, vehicle.gaps) == (500, 1600)));
    assert_eq!(played, set(&small, &Assumptions::none(), 0).1);
    // With 500 m between them, a column takes 272 cars' room of a road that holds 428 cars: the second enters when the first has
    // left at 300 s and its hole has come back over 3,000 m at 5 m/s, at 900 s, stands nowhere after that, and is served for 300 s.
    let (_, far) = set(&columns_on(&[(0, 1, 300, 360), (1, 2, 600, 3600)]), &only(&[(Figure::ConvoyGap, 500.0)]), 0);
    assert_eq!(far.last, Moment::seconds(900 + 300 + 300 + 600));
}

#[test]
fn what_convoys_and_mines_do_leaves_all_other_draws_as_they_are() {
    let mut small = columns();
    small.situation.corridors = corridor(false).situation.corridors;
    let mut without = Assumptions::default();
    for cause in [Cause::Followers, Cause::Mines, Cause::Convoys] {
        without = without.without(cause);
    }
    for day in 0..50 {
        let ((calm, _), (other, played)) = (set(&small, &without, day), set(&small, &Assumptions::default(), day));
        let new = |told: &Told| matches!(told, Told::Followed(..) | Told::Mined(..));
        let old: Vec<Told> = other.told.iter().filter(|told| !new(told)).copied().collect();
        assert_eq!(calm.told, old);
        for (a, b) in calm.trips.vehicles.iter().zip(&other.trips.vehicles) {
            assert_eq!((a.key, a.departs, a.latest, a.halt), (b.key, b.departs, b.latest, b.halt));
        }
        assert_eq!(played.received.iter().sum::<u32>(), *played.safe.last().unwrap());
        assert_eq!(*played.safe.last().unwrap() + played.stayed + played.left_on_the_way, 32);
        assert_eq!(played, set(&small, &Assumptions::default(), day).1);
    }
}
