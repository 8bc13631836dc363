//! The frame of a PBF file: a sequence of headed blobs, each compressed on its own (wiki, `PBF Format`, "File format").

use super::wire::{Malformed, Message};
use std::io::{self, Read};

/// A header may be at most 64 KiB (wiki).
const MOST_HEADER: u32 = 64 * 1024;
/// A blob may be at most 32 MiB, unpacked (wiki); packed it is never larger by more than its frame.
const MOST_BLOB: u64 = 32 * 1024 * 1024;

/// Where a blob lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Blob {
    /// Its first byte, past its header.
    pub from: u64,
    /// How many bytes it has.
    pub length: usize,
    /// Whether it holds elements; if not, it is the file's header.
    pub is_data: bool,
}

/// How the list of blobs ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum End {
    /// With the file.
    Whole,
    /// The file ends within a blob that starts at this byte.
    Truncated(u64),
    /// At this byte there is no blob.
    Damaged(u64),
}

/// Lists the blobs of a file without unpacking any.
pub(crate) fn list(reader: &mut dyn Read) -> io::Result<(Vec<Blob>, End)> {
    let mut reader = io::BufReader::with_capacity(1 << 16, reader);
    let mut blobs = Vec::new();
    let mut at = 0;
    loop {
        let mut length = [0; 4];
        match fill(&mut reader, &mut length)? {
            0 => return Ok((blobs, End::Whole)),
            4 => {}
            _ => return Ok((blobs, End::Truncated(at))),
        }
        let length = u32::from_be_bytes(length);
        if length > MOST_HEADER {
            return Ok((blobs, End::Damaged(at)));
        }
        let mut header = vec![0; length as usize];
        if fill(&mut reader, &mut header)? < header.len() {
            return Ok((blobs, End::Truncated(at)));
        }
        let Ok((kind, size)) = header_of(&header) else { return Ok((blobs, End::Damaged(at))) };
        if size > MOST_BLOB {
            return Ok((blobs, End::Damaged(at)));
        }
        let from = at + 4 + u64::from(length);
        if io::copy(&mut reader.by_ref().take(size), &mut io::sink())? < size {
            return Ok((blobs, End::Truncated(at)));
        }
        // Blobs of other kinds are to be skipped (wiki).
        if matches!(kind, b"OSMData" | b"OSMHeader") {
            blobs.push(Blob { from, length: size as usize, is_data: kind == b"OSMData" });
        }
        at = from + size;
    }
}

/// Why a blob's content cannot be had.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Packing {
    /// Its bytes changed.
    Damaged,
    /// It is compressed in a way that this program does not read (lzma, lz4, zstd).
    Unknown,
}

/// Unpacks a blob into `unpacked`.
pub(crate) fn unpack(blob: &[u8], unpacked: &mut Vec<u8>) -> Result<(), Packing> {
    unpacked.clear();
    let mut message = Message::new(blob);
    let (mut raw, mut zlib, mut size, mut other) = (None, None, 0, false);
    while let Some((field, value)) = message.field().map_err(|Malformed| Packing::Damaged)? {
        match field {
            1 => raw = Some(value.bytes()),
            2 => size = value.number(),
            3 => zlib = Some(value.bytes()),
            4..=7 => other = true,
            _ => {}
        }
    }
    match (raw, zlib) {
        (Some(raw), _) => unpacked.extend_from_slice(raw),
        (None, Some(zlib)) => inflate(zlib, size, unpacked)?,
        (None, None) => return Err(if other { Packing::Unknown } else { Packing::Damaged }),
    }
    Ok(())
}

fn inflate(zlib: &[u8], size: u64, unpacked: &mut Vec<u8>) -> Result<(), Packing> {
    let size = usize::try_from(size.min(MOST_BLOB)).map_err(|_| Packing::Damaged)?;
    // zlib packs at most 1,032 to 1, so a short blob cannot ask for much memory.
    unpacked.reserve(size.min(zlib.len().saturating_mul(1032)) + 1);
    let mut inflater = flate2::Decompress::new(true);
    match inflater.decompress_vec(zlib, unpacked, flate2::FlushDecompress::Finish) {
        Ok(flate2::Status::StreamEnd) if unpacked.len() == size => Ok(()),
        _ => Err(Packing::Damaged),
    }
}

fn header_of(header: &[u8]) -> Result<(&[u8], u64), Malformed> {
    let mut message = Message::new(header);
    let (mut kind, mut size): (&[u8], _) = (&[], None);
    while let Some((field, value)) = message.field()? {
        match field {
            1 => kind = value.bytes(),
            3 => size = Some(value.number()),
            _ => {}
        }
    }
    size.map(|size| (kind, size)).filter(|(kind, _)| !kind.is_empty()).ok_or(Malformed)
}

/// Reads until `bytes` are full or the end; how many were read.
pub(crate) fn fill(reader: &mut dyn Read, bytes: &mut [u8]) -> io::Result<usize> {
    let mut length = 0;
    while length < bytes.len() {
        match reader.read(&mut bytes[length..]) {
            Ok(0) => break,
            Ok(more) => length += more,
            Err(cause) if cause.kind() == io::ErrorKind::Interrupted => {}
            Err(cause) => return Err(cause),
        }
    }
    Ok(length)
}
