//! OpenStreetMap: its two file formats, and what its tags say about roads.

pub mod barrier;
pub(crate) mod gather;
pub mod pbf;
pub(crate) mod place;
pub(crate) mod restrictions;
pub mod tags;
pub mod xml;
