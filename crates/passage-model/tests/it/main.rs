//! Tests of the nouns and their checks from outside.

#![allow(clippy::unwrap_used, reason = "a test stops at the first surprise")]

mod check;
