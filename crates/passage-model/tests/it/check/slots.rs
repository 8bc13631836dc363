//! What is proven of a plan that says that it has few routes and slots.

use super::mariupol;
use passage_model::check;
use passage_model::plan::{Plan, Slots};
use passage_model::units::{Seconds, Vehicles};

fn codes(slots: Slots, change: impl FnOnce(&mut Plan)) -> Vec<String> {
    let (network, situation) = (mariupol::network(), mariupol::situation());
    let mut plan = Plan { slots: Some(slots), ..mariupol::plan() };
    change(&mut plan);
    let all = check::plan(&network, &situation, &plan);
    let ours = ["plan.too-many-routes", "plan.uneven-slot"];
    all.into_iter().map(|finding| finding.code.to_string()).filter(|code| ours.contains(&code.as_str())).collect()
}

const QUARTERS: Slots = Slots { routes: 2, length: Seconds(900), into: Seconds(0) };

#[test]
fn a_plan_of_few_ways_and_even_slots_is_what_it_says() {
    assert_eq!(codes(QUARTERS, |_| {}), Vec::<String>::new());
}

#[test]
fn more_ways_than_stated_are_found() {
    assert_eq!(codes(Slots { routes: 0, ..QUARTERS }, |_| {}), ["plan.too-many-routes"]);
}

#[test]
fn a_slot_in_which_most_leave_at_once_is_uneven() {
    assert_eq!(codes(QUARTERS, |plan| plan.movements[0].vehicles = Vehicles(9)), ["plan.uneven-slot"]);
}
