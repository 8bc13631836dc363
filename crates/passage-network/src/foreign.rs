//! Foreign bytes: compressed or not, cut off or damaged. What can be read is read; what is lost is said.

use crate::tally::Kind;
use flate2::bufread::MultiGzDecoder;
use std::io::{self, BufRead, BufReader, Read};

/// The bytes of a file that may be compressed with gzip, told by its first two bytes (RFC 1952).
pub(crate) fn decompressed<'a>(input: impl Read + 'a) -> io::Result<Box<dyn BufRead + 'a>> {
    let mut input = BufReader::with_capacity(1 << 16, input);
    if input.fill_buf()?.starts_with(&[0x1f, 0x8b]) {
        return Ok(Box::new(BufReader::with_capacity(1 << 16, MultiGzDecoder::new(input))));
    }
    Ok(Box::new(input))
}

/// Whether an error of reading is a fault of the content (a decompressor meets rubbish or a sudden end), which is a
/// finding, and not of the disk, which is an error.
pub(crate) fn is_damage(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::UnexpectedEof | io::ErrorKind::InvalidData | io::ErrorKind::InvalidInput)
}

/// The file ends too early or is damaged in the middle.
pub(crate) const DAMAGED: Kind = Kind::error(
    "network.damaged-file",
    "the file is damaged or cut off; what comes after was not read",
    "Fetch or copy the file again and compare its size with the original.",
);

/// A number as people write it; infinity and NaN are `None`.
pub(crate) fn finite(text: &str) -> Option<f64> {
    text.trim().parse::<f64>().ok().filter(|value| value.is_finite())
}
