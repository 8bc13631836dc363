//! The program's tests: through its commands and files, as its users meet it.

#![allow(clippy::unwrap_used, clippy::panic, clippy::print_stderr, missing_docs)]

mod again;
mod answers;
mod bad_input;
mod browser;
mod buses;
mod check;
mod claims;
mod clock;
mod columns;
mod command_line;
mod coordinates;
mod corridor_states;
mod demo;
mod drafts;
mod examples;
mod explain;
mod few_routes;
mod foot;
mod formats;
mod house;
mod network_file;
mod offers;
mod places;
mod plan;
mod promises;
mod proof;
mod questions;
mod readme;
mod rehearse;
mod replay;
mod scenario_show;
mod schedule;
mod stage;
mod talks;
mod text_scenario;
mod texts;
mod thirty;
mod tidy;
mod turn_back;
mod versus;
