//! What people weigh, counted in a plan: exposure, waiting on the way, vehicles, and each assembly point's share.

use passage_model::network::Network;
use passage_model::plan::{Course, Movement, Roster};
use passage_model::situation::{Situation, VehicleKind};
use passage_model::units::Persons;
use passage_model::weighing::{Figures, Share};
use std::collections::BTreeMap;

/// The figures of the movements; each vehicle of a fleet counts once, however often it comes. O(roads over all courses +
/// movements + rosters).
pub(crate) fn figures(
    network: &Network,
    situation: &Situation,
    courses: &[Course],
    movements: &[Movement],
    rosters: &[Roster],
) -> Figures {
    // Seconds on exposed roads and seconds of standing, of whoever takes a course.
    let spent: Vec<(u64, u64)> = courses.iter().map(|course| spent(network, situation, course)).collect();
    let mut figures = Figures { shares: shares(situation, movements), ..Figures::default() };
    for movement in movements {
        let (exposed, standing) = spent[movement.course.index()];
        let persons = u64::from(movement.persons.0);
        figures.exposure += exposed * persons;
        figures.waiting += standing * persons;
        let origin = &situation.origins[movement.origin.index()];
        if (!origin.is_carried() || situation.is_led(origin)) && origin.kind != VehicleKind::Foot {
            figures.vehicles += movement.vehicles;
        }
    }
    for roster in rosters.iter().filter(|roster| !roster.runs.is_empty()) {
        figures.vehicles += roster.vehicles;
    }
    figures
}

fn spent(network: &Network, situation: &Situation, course: &Course) -> (u64, u64) {
    let (mut on_exposed, mut standing) = (0, 0);
    let step = u64::from(situation.step.0.max(1));
    for (i, &road) in course.roads.iter().enumerate() {
        let enter = u64::from(course.enter[i].0);
        let next = u64::from(course.enter.get(i + 1).unwrap_or(&course.arrive).0);
        let travel = situation.roads[road.index()].travel;
        let mut off = next;
        if situation.waiting_room(network.to(road)).0 > 0 {
            off = next.min(enter + u64::from(travel.seconds_up().0));
            // Less than a step more than the road needs is driving slower; both moments are rounded to seconds.
            let more = ((next - enter) * 1000).saturating_sub(u64::from(travel.0) + 999) / 1000;
            standing += more / step * step;
        }
        if situation.roads[road.index()].exposed {
            on_exposed += off - enter;
        }
    }
    (on_exposed, standing)
}

fn shares(situation: &Situation, movements: &[Movement]) -> Vec<Share> {
    let mut out = vec![Persons(0); situation.origins.len()];
    for movement in movements {
        out[movement.origin.index()] += movement.persons;
    }
    let mut known: BTreeMap<&str, usize> = BTreeMap::new();
    let mut shares: Vec<Share> = Vec::new();
    for ((i, origin), safe) in situation.origins.iter().enumerate().zip(out) {
        let at = *known.entry(&origin.assembly).or_insert(shares.len());
        if at == shares.len() {
            let origin = passage_model::id::OriginId::at(i);
            shares.push(Share { origin, persons: Persons(0), safe: Persons(0) });
        }
        shares[at].persons += origin.persons;
        shares[at].safe += safe;
    }
    shares
}
