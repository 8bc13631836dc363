//! The passage program as a library: commands, pages and files over the computing crates.

pub mod assumptions;
pub mod brief;
pub mod chart;
pub mod command;
pub mod exchange;
pub mod failure;
pub mod figures;
pub mod folder;
pub mod given;
pub mod map;
pub mod markup;
pub mod offers;
pub mod outcome;
pub mod places;
pub mod rehearsed;
pub mod replay;
pub mod roads;
pub mod said;
pub mod situate;
pub mod summary;
pub mod taken_up;
pub mod talks;
pub mod terminal;
pub mod texts;
pub mod why;
pub mod words;
