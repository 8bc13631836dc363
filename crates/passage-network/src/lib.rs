//! Roads to network: import, cleaning, overlays, snapping, travel times, alternatives. Knows no people.

pub mod calibrate;
pub mod clean;
mod columns;
pub mod draft;
mod drafting;
pub mod factors;
mod foreign;
pub mod geojson;
pub mod gmns;
pub mod import;
pub mod matsim;
pub mod osm;
pub mod overlay;
pub mod projection;
pub mod route;
pub mod snap;
pub mod source;
mod stated;
pub mod store;
mod tally;
