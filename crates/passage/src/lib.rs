//! The passage program as a library: commands, pages and files over the computing crates.

pub mod assumptions;
pub mod command;
pub mod failure;
pub mod figures;
pub mod given;
pub mod roads;
pub mod situate;
pub mod terminal;
