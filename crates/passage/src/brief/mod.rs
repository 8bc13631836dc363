//! What is handed to people: the report of a plan.

mod calls;
mod foot;
pub mod last_moments;
mod opening;
mod overnight;
pub mod page;
pub mod place;
pub mod report;
mod roads;
mod tables;
mod timetable;
mod weighed;

pub use tables::kind;
