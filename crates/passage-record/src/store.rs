//! What the record asks of whatever keeps its entries: a folder, or a database that several rooms share.

use crate::digest::Digest;
use crate::entry::Signed;
use crate::folder::Acknowledged;
use crate::tree::Nodes;

/// Keeps the entries of a record, in an order of its own, and the nodes of their tree ([`Nodes`]).
pub trait Store: Nodes {
    /// How many entries are acknowledged.
    fn size(&mut self) -> Result<u64, Self::Error>;

    /// The root of the tree over all of them.
    fn root(&mut self) -> Result<Digest, Self::Error>;

    /// The bytes of the entry at `index`, from 0.
    fn entry(&mut self, index: u64) -> Result<Vec<u8>, Self::Error>;

    /// Where the entry with this address stands, if it is there.
    fn place(&mut self, address: Digest) -> Result<Option<u64>, Self::Error>;

    /// Makes a batch durable, whole or not at all, in this order behind all that is there.
    fn append(&mut self, batch: &[Signed]) -> Result<Acknowledged, Self::Error>;
}
