//! A plan on a day on which things go otherwise: its windows, its checkpoints and roads, its vehicles.

mod convoys;
mod mines;
mod others;
mod vehicles;
mod ways;

use crate::assumptions::{Cause, Figure};
use crate::chances::Chances;
use crate::layout::{Closed, Layout, QueueId};
use crate::stage::{Load, Stage};
use crate::trips::Trips;

/// A day, set up.
#[derive(Clone, Debug)]
pub struct Setting {
    /// The queues.
    pub layout: Layout,
    /// The vehicles.
    pub trips: Trips,
    /// Whom each carries; those who join come after all that are planned.
    pub loads: Vec<Load>,
    /// When the windows of roads end on this day, by queue: apart, in the order of time. What is closed by an incident is not
    /// among it.
    pub shut: Vec<Vec<Closed>>,
    /// What is worth telling of the day.
    pub told: Vec<Told>,
}

/// Something that went otherwise.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Told {
    /// A window opened so many seconds late.
    Late(Where, u32),
    /// A window opened so many seconds before it was to.
    Before(Where, u32),
    /// A window ended so many seconds early.
    Early(Where, u32),
    /// A window was extended by so many seconds.
    Extended(Where, u32),
    /// A road was closed from a second on for so many.
    Incident(QueueId, u32, u32),
    /// Mines were found on a road, which nobody passed before a second.
    Mined(QueueId, u32),
    /// A checkpoint stopped work from a second on for so many.
    Pause(QueueId, u32, u32),
    /// Checkpoints passed so many thousandths of their rates.
    CheckpointPace(u32),
    /// Roads passed so many thousandths of their capacities.
    RoadPace(u32),
    /// There were so many hundredths of a person in a car.
    PersonsInCar(u32),
    /// So many cars took another road than the one called.
    OtherRoad(u32),
    /// So many cars joined.
    Joined(u32),
    /// So many columns and convoys were followed by so many cars.
    Followed(u32, u32),
    /// So many did not come.
    Stayed(u32),
    /// So many broke down.
    BrokeDown(u32),
    /// So many ran out of fuel.
    OutOfFuel(u32),
}

/// Whose window.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Where {
    /// A corridor's, by its position.
    Corridor(u32),
    /// Of roads outside corridors that share an opening, by its position.
    Roads(u32),
}

/// Sets up a day of a plan. O(queues + vehicles).
pub fn set(stage: &Stage<'_>, chances: &Chances<'_>, dark: &[Closed]) -> Setting {
    let mut setting = Setting {
        layout: stage.layout.clone(),
        trips: stage.trips.clone(),
        loads: stage.loads.clone(),
        shut: stage.layout.queues.iter().map(|queue| queue.closed.clone()).collect(),
        told: Vec::new(),
    };
    if chances.plays(Cause::Dark) {
        setting.layout.dark = dark.to_vec();
        setting.layout.dark_time = (chances.of_the_day(Figure::DarkTime) * 100.0).round().max(100.0) as u32;
    }
    ways::windows(stage, chances, &mut setting);
    ways::roads(stage, chances, &mut setting);
    ways::checkpoints(stage, chances, &mut setting);
    ways::incidents(stage, chances, &mut setting);
    mines::mines(stage, chances, &mut setting);
    vehicles::persons(stage, chances, &mut setting);
    vehicles::compliance(stage, chances, &mut setting);
    vehicles::ready(chances, &mut setting);
    others::roads(stage, chances, &mut setting);
    vehicles::joiners(stage, chances, &mut setting);
    convoys::convoys(stage, chances, &mut setting);
    vehicles::halts(stage, chances, &mut setting);
    setting
}
