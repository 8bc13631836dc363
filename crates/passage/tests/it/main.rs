//! The program's tests: through its commands and files, as its users meet it.

mod bad_input;
mod house;
mod questions;
