//! What was said: by whom, when, in which clock, counted where; kept as it was said, compared, and questioned.
//!
//! Parties publish different texts of one corridor, and sources count different things under one word. Nothing here decides
//! who is right: a difference is put into words, a contradiction becomes a question that a person answers. It knows no roads
//! and no web; no clock, no file, no printing: the moment that counts as now is handed in. `measure` is what a figure
//! counts and where; `clock` moments as they were quoted; `text` the corridor text of each side.

pub mod clock;
pub mod coordinates;
mod fields;
pub mod measure;
pub mod text;
