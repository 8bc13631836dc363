//! The record: an append-only log of signed entries that two hostile sides can both rely on.
//!
//! It knows bytes, not passage: what an entry's body means is the business of whoever writes it. `digest` names bytes;
//! `tree` is the Merkle tree of RFC 6962 over the entries; it uses none of our other crates, no clock and no network.

pub mod digest;
pub mod entry;
pub mod folder;
pub mod tile;
pub mod tree;
