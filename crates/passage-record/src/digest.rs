//! SHA-256 digests: the names of bytes.

use std::fmt;
use std::str::FromStr;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest as _, Sha256};

/// A SHA-256 digest (FIPS 180-4), 32 bytes; written as 64 lower-case hexadecimal digits.
///
/// ```
/// use passage_record::digest::Digest;
/// let empty = Digest::of(b"");
/// assert_eq!(empty.to_string(), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
/// assert_eq!(empty.to_string().parse(), Ok(empty));
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Digest(pub [u8; 32]);

impl Digest {
    /// How many bytes a digest has.
    pub const BYTES: usize = 32;

    /// The digest of `bytes`.
    pub fn of(bytes: &[u8]) -> Digest {
        Digest::of_parts(&[bytes])
    }

    /// The digest of `parts`, one after the other with nothing between them.
    pub fn of_parts(parts: &[&[u8]]) -> Digest {
        let mut hasher = Sha256::new();
        for part in parts {
            hasher.update(part);
        }
        Digest(hasher.finalize().into())
    }

    /// The digest that `bytes` are, if there are 32 of them.
    pub fn from_bytes(bytes: &[u8]) -> Option<Digest> {
        bytes.try_into().ok().map(Digest)
    }

    /// Its standard base64 (RFC 4648, section 4), as the C2SP texts write hashes.
    pub fn base64(&self) -> String {
        STANDARD.encode(self.0)
    }

    /// The digest that `text` is in base64; one form for each digest alone is read.
    pub fn from_base64(text: &str) -> Option<Digest> {
        Digest::from_bytes(&STANDARD.decode(text).ok()?)
    }
}

impl fmt::Display for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl fmt::Debug for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self}")
    }
}

/// What is no digest in hexadecimal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a digest is 64 hexadecimal digits, 0 to 9 and a to f in lower case")]
pub struct NotADigest;

impl FromStr for Digest {
    type Err = NotADigest;

    fn from_str(text: &str) -> Result<Digest, NotADigest> {
        let value = |digit: u8| match digit {
            b'0'..=b'9' => Ok(digit - b'0'),
            b'a'..=b'f' => Ok(digit - b'a' + 10),
            _ => Err(NotADigest),
        };
        let digits = text.as_bytes();
        if digits.len() != 2 * Digest::BYTES {
            return Err(NotADigest);
        }
        let mut bytes = [0; Digest::BYTES];
        for (byte, pair) in bytes.iter_mut().zip(digits.chunks_exact(2)) {
            *byte = value(pair[0])? << 4 | value(pair[1])?;
        }
        Ok(Digest(bytes))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_digest_is_refused() {
        let digest = Digest::of(b"abc").to_string();
        for wrong in [&digest[1..], &digest.to_uppercase(), &format!("{digest}0"), "", &digest.replace('a', "g")] {
            assert_eq!(wrong.parse::<Digest>(), Err(NotADigest));
        }
        assert_eq!(Digest::from_base64("AAAA"), None);
        assert_eq!(Digest::from_base64(&Digest::of(b"abc").base64()), Some(Digest::of(b"abc")));
        // A last digit whose spare bits are not zero is another form of the same bytes: refused.
        assert_eq!(Digest::from_base64("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAB="), None);
    }
}
