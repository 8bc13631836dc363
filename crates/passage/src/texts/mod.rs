//! Corridor texts on the screen and for programs.

pub mod answer;
pub mod board;
mod check;
mod diff;
mod document;
mod names;
mod said;
pub mod scenario;
pub mod states;

pub use check::check_screen;
pub use diff::diff_screen;
pub use document::{check_document, diff_document};
pub use names::element_name;
