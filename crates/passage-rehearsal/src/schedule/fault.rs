//! Why a schedule cannot be replayed, and where in its files that stands.

use super::{MOST_VEHICLES, Roads, ScheduledRoute};

/// Why a schedule cannot be replayed; roads and routes are counted from 0, as in the files.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ScheduleError {
    /// A step takes no time.
    #[error("a step must take more than no time")]
    Step,
    /// A number of a road that cannot be: which road, and which of its numbers.
    #[error("road {0} has no {name}", name = NUMBERS[*.1])]
    Road(usize, usize),
    /// A road begins or ends at a junction that is not there: which road, which of its numbers, and the junction.
    #[error("road {0} {verb} at junction {2}, which is not there", verb = if *.1 == 0 { "begins" } else { "ends" })]
    Junction(usize, usize, u32),
    /// A route has no road.
    #[error("route {0} has no road")]
    NoRoad(usize),
    /// A route names a road that is not there: which route, where in it, and the road.
    #[error("route {0} names road {2}, which the roads do not have")]
    UnknownRoad(usize, usize, u32),
    /// A route goes on where the road before does not end: which route, where in it, and the road.
    #[error("route {0}: road {2} does not begin where the one before it ends")]
    RoadsApart(usize, usize, u32),
    /// A route tells persons for other than its departures: which route, how many are told, how many depart.
    #[error("route {0} tells the persons of {1} vehicles, and {2} depart")]
    Persons(usize, usize, usize),
    /// A stay that is not between two roads of its route, or not behind the one before it: which route, which of its stays.
    #[error("route {0}: stay {1} is not between two of its roads, in the order of passing")]
    Stay(usize, usize),
    /// A window ends before it begins: which of the windows, and which of its times.
    #[error("a window ends before it begins (number {0} of \"windows\", from 0)")]
    Window(usize, usize),
    /// Nobody departs.
    #[error("the schedule has no departure")]
    Nobody,
    /// More vehicles than can be meant.
    #[error("more than {MOST_VEHICLES} vehicles")]
    TooMany,
}

/// What each number of a road is.
const NUMBERS: [&str; 7] = [
    "junction to begin at",
    "junction to end at",
    "steps",
    "rate of 0 or more vehicles a step",
    "window of that number in \"windows\" (-1: always open)",
    "length above 0 m",
    "speed above 0 km/h",
];

/// Which of the two files.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Source {
    /// The roads.
    Roads,
    /// The schedule.
    Schedule,
}

/// A step into a value of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// The value of a key.
    Key(&'static str),
    /// The value of this number in a list, from 0.
    At(usize),
}

impl ScheduleError {
    /// Where it stands: in which file, and the way to the value there.
    pub fn place(&self) -> (Source, Vec<Step>) {
        use Step::{At, Key};
        let road = |road, number| (Source::Roads, vec![Key("arcs"), At(road), At(number)]);
        let route = |route, rest: &[Step]| (Source::Schedule, [&[Key("routes"), At(route)], rest].concat());
        match *self {
            Self::Step => (Source::Roads, vec![Key("dt_min")]),
            Self::Road(number, place) | Self::Junction(number, place, _) => road(number, place),
            Self::NoRoad(number) => route(number, &[Key("arcs")]),
            Self::UnknownRoad(number, place, _) | Self::RoadsApart(number, place, _) => {
                route(number, &[Key("arcs"), At(place)])
            }
            Self::Persons(number, ..) => route(number, &[Key("persons")]),
            Self::Stay(number, stay) => route(number, &[Key("stays"), At(stay)]),
            Self::Window(number, place) => (Source::Roads, vec![Key("windows"), At(number), At(place)]),
            Self::TooMany | Self::Nobody => (Source::Schedule, vec![Key("routes")]),
        }
    }
}

/// Looks a route over.
pub(super) fn look(roads: &Roads, number: usize, route: &ScheduledRoute) -> Result<(), ScheduleError> {
    if route.arcs.is_empty() {
        return Err(ScheduleError::NoRoad(number));
    }
    let mut at = None;
    for (place, &arc) in route.arcs.iter().enumerate() {
        let road = roads.arcs.get(arc as usize).ok_or(ScheduleError::UnknownRoad(number, place, arc))?;
        if at.is_some_and(|at| at != road.0) {
            return Err(ScheduleError::RoadsApart(number, place, arc));
        }
        at = Some(road.1);
    }
    if !route.persons.is_empty() && route.persons.len() != route.dep.len() {
        return Err(ScheduleError::Persons(number, route.persons.len(), route.dep.len()));
    }
    let mut before = 0;
    for (stay, &(passed, _)) in route.stays.iter().enumerate() {
        if passed <= before || passed as usize >= route.arcs.len() {
            return Err(ScheduleError::Stay(number, stay));
        }
        before = passed;
    }
    Ok(())
}
