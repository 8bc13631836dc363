//! The planner against hand-made cases, slow twins and the checker.

#![allow(clippy::unwrap_used, reason = "builders of test worlds, called by tests alone")]

mod adversary;
mod again;
mod again_fleets;
mod again_foot;
mod again_shelter;
mod bracket;
mod carry;
mod carry_streets;
mod certificate;
mod columns;
mod contraflow;
mod crowd;
mod few_routes;
mod foot;
mod hand;
mod lose;
mod met;
mod random;
mod reasons;
mod shuttle;
mod turn_back;
mod twin;
mod twins;
mod used;
mod weigh;
mod why;
mod world;
