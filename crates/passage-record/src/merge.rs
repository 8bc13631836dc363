//! Merging: what another device handed over becomes part of this record, every entry once, or nothing changes.
//!
//! Entries are named by what they are, so a union needs no rule: what is there is there, and what comes twice counts once.
//! Two devices that exchange everything hold the same set, in whatever order and however often; each keeps an order of its
//! own, which its own record checkpoints stand for.

use std::collections::BTreeSet;

use crate::digest::Digest;
use crate::entry::Signed;
use crate::handover::Handover;
use crate::store::Store;

/// What became of a hand-over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Merged {
    /// Entries that were not here before, and are now.
    pub new: u64,
    /// Entries that were here already, or twice in the hand-over.
    pub known: u64,
    /// Where the first of the new ones stands, from 0.
    pub first: u64,
}

/// Adds the entries of `handover` that are not in `store`, in their order, in one batch: all of them or none.
///
/// One look-up in the store for all entries, and one write.
pub fn merge<S: Store>(store: &mut S, handover: &Handover) -> Result<Merged, S::Error> {
    let addresses: Vec<Digest> = handover.entries.iter().map(Signed::address).collect();
    let places = store.places(&addresses)?;
    let mut seen = BTreeSet::new();
    let mut new: Vec<Signed> = Vec::new();
    for (signed, place) in handover.entries.iter().zip(places) {
        if place.is_none() && seen.insert(signed.address()) {
            new.push(signed.clone());
        }
    }
    let count = new.len() as u64;
    let first = if new.is_empty() { store.size()? } else { store.append(&new)?.first };
    Ok(Merged { new: count, known: handover.entries.len() as u64 - count, first })
}
