//! What the record asks of whatever keeps its entries: a folder, or a database that several rooms share.

use crate::digest::Digest;
use crate::entry::Signed;
use crate::folder::{Acknowledged, Disk, Folder, FolderError};
use crate::tree::Nodes;

/// Keeps the entries of a record, in an order of its own, and the nodes of their tree ([`Nodes`]).
pub trait Store: Nodes {
    /// How many entries are acknowledged.
    fn size(&mut self) -> Result<u64, Self::Error>;

    /// The root of the tree over all of them.
    fn root(&mut self) -> Result<Digest, Self::Error>;

    /// The bytes of the entry at `index`, from 0.
    fn entry(&mut self, index: u64) -> Result<Vec<u8>, Self::Error>;

    /// Where the entry with each of these addresses stands, if it is there.
    fn places(&mut self, addresses: &[Digest]) -> Result<Vec<Option<u64>>, Self::Error>;

    /// Makes a batch durable, whole or not at all, in this order behind all that is there.
    fn append(&mut self, batch: &[Signed]) -> Result<Acknowledged, Self::Error>;
}

impl<D: Disk> Store for Folder<D> {
    fn size(&mut self) -> Result<u64, FolderError> {
        Ok(Folder::size(self))
    }

    fn root(&mut self) -> Result<Digest, FolderError> {
        Ok(Folder::root(self))
    }

    fn entry(&mut self, index: u64) -> Result<Vec<u8>, FolderError> {
        Folder::entry(self, index).map(<[u8]>::to_vec)
    }

    fn places(&mut self, addresses: &[Digest]) -> Result<Vec<Option<u64>>, FolderError> {
        self.find_addresses(addresses)
    }

    fn append(&mut self, batch: &[Signed]) -> Result<Acknowledged, FolderError> {
        Folder::append(self, batch)
    }
}
