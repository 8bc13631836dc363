//! The passage program as a library: commands, pages and files over the computing crates.

pub mod command;
pub mod failure;
pub mod figures;
pub mod roads;
pub mod situate;
pub mod terminal;
