//! Commitments: what an entry says about a sensitive field without telling it.

use std::fmt;

use crate::digest::Digest;

/// How many bytes a salt has: as many as the digest, so that the value cannot be found by trying every one.
pub const SALT_BYTES: usize = 32;

/// What is mixed with a value before it is hashed. Whoever erases salt and value erases the content; the entry still stands.
#[derive(Clone, PartialEq, Eq)]
pub struct Salt(pub [u8; SALT_BYTES]);

impl fmt::Debug for Salt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Salt(kept secret)")
    }
}

/// A salted digest of one field.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Commitment {
    /// The field's name: small letters, digits, dots and hyphens, a letter first; at most 32 bytes.
    pub name: String,
    /// `SHA-256("passage commitment 1\n" || salt || name || "\n" || value)`.
    pub digest: Digest,
}

impl Commitment {
    /// The commitment to `value` as the field `name`, with a salt that was drawn for it alone.
    pub fn to(name: &str, salt: &Salt, value: &[u8]) -> Commitment {
        // A name has no line feed, so that name and value cannot be parted otherwise.
        let digest = Digest::of_parts(&[
            b"passage commitment 1\n".as_slice(),
            &salt.0,
            name.as_bytes(),
            b"\n".as_slice(),
            value,
        ]);
        Commitment { name: name.to_owned(), digest }
    }

    /// Whether it was made of this salt and value.
    pub fn opens(&self, salt: &Salt, value: &[u8]) -> bool {
        Commitment::to(&self.name, salt, value) == *self
    }
}

impl fmt::Display for Commitment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.name, self.digest)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_commitment_opens_with_its_own_salt_value_and_name_only() {
        let (salt, other) = (Salt([7; 32]), Salt([8; 32]));
        let commitment = Commitment::to("phone", &salt, b"+380 50 000 00 00");
        assert!(commitment.opens(&salt, b"+380 50 000 00 00"));
        assert!(!commitment.opens(&other, b"+380 50 000 00 00"));
        assert!(!commitment.opens(&salt, b"+380 50 000 00 01"));
        // The name is part of what is committed to: a value cannot be moved to another field.
        assert_ne!(commitment.digest, Commitment::to("name", &salt, b"+380 50 000 00 00").digest);
        assert_eq!(format!("{salt:?}"), "Salt(kept secret)");
    }

    #[test]
    fn the_digest_is_the_one_that_sha256sum_says() {
        // printf 'passage commitment 1\n%032d%s\n%s' 0 phone 112 | sha256sum, the salt being 32 times the digit 0.
        let commitment = Commitment::to("phone", &Salt([b'0'; 32]), b"112");
        insta::assert_snapshot!(commitment, @"phone 1b8053e71eec5983563a30d29f785cd07016c0a307a36f4b82ec10a803ca1ae9");
    }
}
