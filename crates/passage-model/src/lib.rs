//! The nouns of passage: units, time, network, situation and plan, and the checks on them.
//!
//! No search and no input or output: whatever needs an algorithm or a file lies above. The checker lives here so
//! that it cannot call the planner.

pub mod certificate;
pub mod check;
pub mod civil;
pub mod digest;
pub mod digits;
pub mod finding;
pub mod id;
pub mod nearest;
pub mod network;
pub mod place;
pub mod plan;
pub mod scenario;
pub mod situation;
pub mod standing;
pub mod time;
pub mod units;
pub mod weighing;
pub mod work;
