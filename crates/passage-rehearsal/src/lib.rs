//! Plan to rehearsal: vehicle by vehicle, road by road, with queues that spill back.
//!
//! [`Layout`] says what there is to pass and how fast; [`Trips`] who wants to pass it, when; [`day`] plays one day. It knows
//! no planner: it believes only the network, the scenario and the plan. No clock, no file, no printing; the same input gives
//! the same day on any machine.

mod assumptions;
mod behave;
mod chance;
mod chances;
mod day;
mod effects;
mod film;
mod harden;
mod layout;
mod many;
mod played;
mod schedule;
mod stage;
mod summary;
mod trips;
mod versus;

pub use assumptions::{Assumptions, Cause, Figure, Said};
pub use behave::{Setting, Told, Where, set};
pub use chance::{Spread, Stream};
pub use chances::{Chances, Number};
pub use day::{Day, Fate, Nobody, Observer, Stuck, day};
pub use effects::{Effect, Outlook};
pub use film::{Counts, Film, Moments, Spot, film, first_caught, taken};
pub use harden::{Hardened, Margins, Search};
pub use layout::{CAR, Closed, Layout, Queue, QueueId, Service, WAVE};
pub use many::{Contribution, Enough, Rehearsal, half_width, moment_at, quantile, variance};
pub use played::{Caught, Played, Reach, play};
pub use schedule::{Roads, Schedule, ScheduleError, ScheduledRoad, ScheduledRoute, Source, Step, world, written};
pub use stage::{Load, Stage, Storage, What};
pub use summary::{AtCheckpoint, Band, CaughtOf, CaughtOn, CaughtOnRoads, Head, Hour, Proportion, Reaches, Summary};
pub use trips::{After, Halt, Route, RouteId, Trips, Vehicle};
pub use versus::{Difference, Pairs, Versus};

/// A moment or a time in the rehearsal: microseconds. A rate of 7,300 vehicles a day is one each 11.835616 s: whole
/// seconds would be off by minutes after some thousands of vehicles.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Moment(pub u64);

impl Moment {
    /// What never comes.
    pub const NEVER: Self = Self(u64::MAX);

    /// Whole seconds.
    pub const fn seconds(seconds: u64) -> Self {
        Self(seconds * 1_000_000)
    }

    /// Whole milliseconds.
    pub const fn milliseconds(milliseconds: u64) -> Self {
        Self(milliseconds * 1_000)
    }

    /// So much later; [`Self::NEVER`] stays.
    #[must_use]
    pub const fn after(self, time: Self) -> Self {
        Self(self.0.saturating_add(time.0))
    }
}
