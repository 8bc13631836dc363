//! The rehearsal against closed forms and slow twins.
#![allow(clippy::unwrap_used, reason = "tests")]

mod closed_form;
mod noted;
mod other_ways;
mod otherwise;
mod small;
mod tandem;
mod twin;
