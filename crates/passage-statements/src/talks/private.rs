//! What one side keeps to itself: a value that no shared view can be made from, by its type.
//!
//! A [`Private`] cannot be printed, compared, copied or written as a document; it is opened by a seat of its own side and by
//! nothing else. The shared record has no field that could hold one.
//!
//! ```compile_fail
//! # use passage_statements::talks::{Private, RedLine};
//! fn leak(line: &Private<RedLine>) -> String {
//!     line.to_string() // a private value has no words
//! }
//! ```
//!
//! ```compile_fail
//! # use passage_statements::talks::{Private, RedLine};
//! fn leak(line: &Private<RedLine>) -> String {
//!     serde_json::to_string(line).unwrap_or_default() // nor is it a document
//! }
//! ```
//!
//! ```compile_fail
//! # use passage_statements::talks::{Record, Talks};
//! fn shared(record: &Record) {}
//! fn leak(talks: &Talks) {
//!     shared(talks) // all of the talks are not the record that is shared
//! }
//! ```
//!
//! ```compile_fail
//! # use passage_statements::talks::Talks;
//! fn leak(talks: &Talks) -> usize {
//!     talks.red_lines.len() // not even how many there are, without a seat
//! }
//! ```

use std::fmt;

/// A value that one side keeps to itself.
pub struct Private<T> {
    owner: String,
    value: T,
}

/// A seat at a side's own table: what opens that side's private values.
pub struct Seat<'s> {
    side: &'s str,
}

impl<T> Private<T> {
    pub(super) const fn of(owner: String, value: T) -> Self {
        Self { owner, value }
    }

    /// The value, for whoever sits on its side; `None` for everybody else.
    pub fn open(&self, seat: &Seat<'_>) -> Option<&T> {
        (self.owner == seat.side).then_some(&self.value)
    }
}

impl<'s> Seat<'s> {
    pub(super) const fn on(side: &'s str) -> Self {
        Self { side }
    }

    /// Which side.
    pub const fn side(&self) -> &'s str {
        self.side
    }
}

impl<T> fmt::Debug for Private<T> {
    /// That there is something, and not what.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Private(..)")
    }
}
