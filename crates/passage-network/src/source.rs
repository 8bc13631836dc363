//! A file to import: opened as often as its reader needs, never held whole.

use passage_model::digest::{Digest, Digester};
use std::io::{self, Read};

/// Bytes that can be read again from the start: readers of large files go over them twice.
pub trait Source: Sync {
    /// The file's name without its folder, for people and for the format's ending.
    fn name(&self) -> &str;

    /// Opens it at its first byte.
    fn open(&self) -> io::Result<Box<dyn Read + Send + '_>>;

    /// Opens it at a byte further on. Files seek; whatever cannot seek reads up to there.
    fn open_at(&self, offset: u64) -> io::Result<Box<dyn Read + Send + '_>> {
        let mut reader = self.open()?;
        io::copy(&mut reader.by_ref().take(offset), &mut io::sink())?;
        Ok(reader)
    }
}

/// Bytes that are already there.
#[derive(Clone, Copy, Debug)]
pub struct Bytes<'a> {
    /// What they are called.
    pub name: &'a str,
    /// The bytes.
    pub bytes: &'a [u8],
}

impl Source for Bytes<'_> {
    fn name(&self) -> &str {
        self.name
    }

    fn open(&self) -> io::Result<Box<dyn Read + Send + '_>> {
        self.open_at(0)
    }

    fn open_at(&self, offset: u64) -> io::Result<Box<dyn Read + Send + '_>> {
        let from = usize::try_from(offset).unwrap_or(usize::MAX).min(self.bytes.len());
        Ok(Box::new(&self.bytes[from..]))
    }
}

/// The digest of a source's bytes, read in portions.
pub(crate) fn digest(source: &dyn Source) -> io::Result<Digest> {
    let mut digester = Digester::default();
    let mut reader = source.open()?;
    let mut portion = vec![0; 1 << 16];
    loop {
        match reader.read(&mut portion) {
            Ok(0) => return Ok(digester.finish()),
            Ok(length) => digester.update(&portion[..length]),
            Err(cause) if cause.kind() == io::ErrorKind::Interrupted => {}
            Err(cause) => return Err(cause),
        }
    }
}

/// Up to `most` bytes from the start of a source.
pub(crate) fn start(source: &dyn Source, most: u64) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    source.open()?.take(most).read_to_end(&mut bytes)?;
    Ok(bytes)
}
