//! Roads to network: import, cleaning, overlays, snapping, travel times, alternatives. Knows no people.

pub mod draft;
mod drafting;
pub mod projection;
mod tally;
