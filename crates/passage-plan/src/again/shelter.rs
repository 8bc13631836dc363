//! Whoever is under way goes on at once where that brings them to a place with room to wait, or through.
//!
//! To the flow a group under way is at home at its next junction, where waiting costs nothing: it would rather stand at
//! the roadside for a night than wait in a town. So before anybody else is planned, those under way who do not go as told
//! are sent by an exact flow in what the kept movements leave, in which they may leave their junction only as they come to
//! it; whoever is left over, only within [`PATIENCE`]. Where they wait from then on is a place with room, counted as
//! everybody's. Those who can neither be through nor reach such a place and go on from it are planned with all others.

use super::rest_of;
use crate::PlanError;
use crate::decompose::trips;
use crate::expand::Timed;
use crate::fleet::{classes, rooms_for, sinks};
use crate::flow::{Capacity, Flow, Source};
use crate::room::Room;
use crate::write::{Fixed, follow};
use passage_model::id::{OriginId, ReceptionId};
use passage_model::network::Network;
use passage_model::situation::Situation;
use passage_model::units::Vehicles;
use passage_model::work::Work;

/// Seconds for which a column that cannot go on at once may stand at the roadside before it is planned with all others.
const PATIENCE: [u32; 2] = [0, 900];

/// The movements of whoever is under way (the groups from `first` on), has none among `fixed` and goes on at once; and
/// what they leave of the roads. An exact flow for each sort of vehicles and each patience.
pub(super) fn go_on(
    network: &Network,
    situation: &Situation,
    timed: &Timed,
    (mut left, fixed): (Capacity, &[Fixed]),
    first: usize,
    work: &Work<'_>,
) -> Result<(Capacity, Vec<Fixed>), PlanError> {
    let mut sent: Vec<Fixed> = Vec::new();
    for patience in PATIENCE {
        let all: Vec<Fixed> = fixed.iter().chain(&sent).cloned().collect();
        let mut rest = rest_of(situation, &all);
        for (i, origin) in rest.origins.iter_mut().enumerate() {
            let may_stay = situation.waiting_room(origin.junction).0 > 0
                || situation.receptions_at(origin.junction).next().is_some();
            if i < first || may_stay || origin.is_carried() {
                origin.ready.clear();
            }
        }
        if rest.origins.iter().all(|origin| origin.vehicles().0 == 0) {
            break;
        }
        let more = within(network, rest, timed, &mut left, patience.div_ceil(timed.step), work)?;
        sent.extend(more);
    }
    Ok((left, sent))
}

/// The same for all groups of `rest`, each of which may leave in the step in which it is ready and so many more.
fn within(
    network: &Network,
    mut rest: Situation,
    timed: &Timed,
    left: &mut Capacity,
    more_steps: u32,
    work: &Work<'_>,
) -> Result<Vec<Fixed>, PlanError> {
    let mut sent = Vec::new();
    for class in classes(&rest, timed) {
        let sinks = sinks(&rest, timed, class.occupancy, &rooms_for(&rest, &class));
        // Larger vehicles than the smallest count as more.
        let room = (class.each != timed.least).then(|| Room::new(timed, left.clone()));
        let mine = room.as_ref().map_or_else(|| left.clone(), |room| room.left_for(timed, class.each));
        let mut flow = Flow::new(timed, mine, &class.kinds, &[], &sinks)?;
        let mut whose: Vec<OriginId> = Vec::new();
        for &id in &class.origins {
            let origin = &rest.origins[id.index()];
            let Some(&spot) = timed.home.get(&origin.junction) else { continue };
            for ready in origin.ready.iter().filter(|ready| ready.vehicles.0 > 0) {
                let first = timed.first_step(spot, ready.from);
                flow.add_source(Source { spot, first, vehicles: ready.vehicles.0 });
                flow.leave_by(whose.len(), first.saturating_add(more_steps));
                whose.push(id);
            }
        }
        flow.run(work)?;
        for trip in trips(&flow) {
            let origin = whose[trip.source as usize];
            let (departure, course) = follow(timed, &trip);
            let (site, vehicles) = (ReceptionId(trip.sink), Vehicles(trip.vehicles));
            let persons = rest.origins[origin.index()].per_vehicle.persons_in(vehicles);
            let free = &mut rest.receptions[site.index()].room;
            free.0 = free.0.saturating_sub(persons.0 + 1);
            sent.push(Fixed::new(network, &rest, origin, site, departure, course, vehicles));
        }
        *left = match room {
            None => flow.left,
            Some(mut room) => {
                room.take_all(timed, &flow.used, &flow.waits, class.each);
                room.left_for(timed, timed.least)
            }
        };
    }
    Ok(sent)
}
