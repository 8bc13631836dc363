//! Roads to network: import, cleaning, overlays, snapping, travel times, alternatives. Knows no people.

mod columns;
pub mod draft;
mod drafting;
pub mod factors;
mod foreign;
pub mod matsim;
pub mod overlay;
pub mod projection;
pub mod route;
pub mod snap;
pub mod source;
pub mod store;
mod tally;
