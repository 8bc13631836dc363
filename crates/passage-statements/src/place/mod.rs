//! Places by name: a gazetteer from the user's table, and which of its places a name may mean, with reasons.
//!
//! One town is written in many ways: in three languages, by several romanisations, in a case of its declension, with a typing
//! error, by an old name, or as the word that a machine made of it. A name answers with **candidates**, each with its reasons
//! and a score; nothing is merged in silence, and several places of one name are all told. Without a gazetteer, names are
//! compared with each other ([`Names`]).
//!
//! `read` makes a [`Gazetteer`] of a table (`layout`: whose columns these are); `form` is what a written name may stand for
//! (`mixed`, `declined`, `cousin`, `translated`), `roman` how it is written in Latin letters, `index` finds names without going through
//! all, `weigh` says how alike two are, `find` puts it together; `pair` compares two names.

mod codifier;
mod cousin;
mod declined;
mod find;
mod form;
mod gazetteer;
mod index;
mod layout;
mod mixed;
mod pair;
mod read;
mod reason;
mod roman;
#[cfg(test)]
mod tests;
mod translated;
mod weigh;

pub use find::{Candidate, LEAST_SCORE, SURE_SCORE};
pub use gazetteer::{Gazetteer, Name, Place, Version};
pub use layout::Layout;
pub(crate) use pair::is_same_place;
pub use pair::{Compared, Likeness, Names};
pub use read::read;
pub use reason::{Reason, Source};
pub use roman::System;

/// The messages of reasons in English, in the format of Fluent.
pub const ENGLISH: &str = include_str!("words.en.ftl");

/// The same in Ukrainian.
pub const UKRAINIAN: &str = include_str!("words.uk.ftl");
