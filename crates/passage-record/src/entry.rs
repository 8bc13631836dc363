//! Entries: what one author says happened, signed by the author's device key and chained to the author's entry before it.
//!
//! An entry is a text that can be read as it lies in a file, and has one form only. Each line is a word, a space, a value
//! and a line feed; lines stand in this order, none is left out but `commitment`, which may come any number of times:
//!
//! ```text
//! passage entry 1
//! author 3b6a27bcceb6a42d62a3a8d02a6f0d73653215771de243a63ac048a18b59da29
//! sequence 418
//! parent 9c1c…8e02            (64 digits; `none` where, and only where, the sequence is 0)
//! happened 1646467200          (seconds since 1970 UTC)
//! written 1646467261
//! ticks 83412                  (the device's counter, which only rises)
//! kind count.checkpoint
//! reason counted at the barrier
//! commitment phone 51f2…77a0   (by name, each name once, in the order of bytes)
//! body 12                      (how many bytes follow this line, before one more line feed)
//! 214 vehicles
//! signature 8f0e…190c          (128 digits: Ed25519 over every byte above this line)
//! ```
//!
//! Numbers are decimal without leading zeros, plus signs or `-0`; digits of digests are lower case. The first line is the
//! signature's domain: no other text that passage signs begins with it. The *address* of an entry is the SHA-256 of all
//! its bytes, the signature's line included: `sha256sum` of the entry in a file says it.

mod chain;
mod commitment;
mod read;

use std::fmt;

use ed25519_dalek::{Signature, Signer, SigningKey, VerifyingKey};

use crate::digest::Digest;

pub use chain::{ChainFinding, Chains, Fault};
pub use commitment::{Commitment, SALT_BYTES, Salt};
pub use read::Malformed;

/// The first line of every entry, without its line feed; it keeps signatures of entries apart from all others.
pub const FIRST_LINE: &str = "passage entry 1";

/// The most bytes that a body may have: 48 KiB. With all else at its longest an entry still fits [`MOST_BYTES`].
pub const MOST_BODY: usize = 48 * 1024;

/// The most bytes that an entry may have: C2SP tlog-tiles writes the length of an entry of a bundle with 16 bits.
pub const MOST_BYTES: usize = 65_535;

/// The most bytes that a reason may have; our choice: half a page.
pub const MOST_REASON: usize = 2_000;

/// The most commitments that an entry may hold; our choice, so that the lines of all fit beside the longest body.
pub const MOST_COMMITMENTS: usize = 64;

/// Who wrote an entry: the public Ed25519 key of the device, 32 bytes; written as 64 lower-case hexadecimal digits.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Author(pub [u8; 32]);

impl Author {
    /// Whether `signature` is this author's over `message`, by the strict rule: keys of small order sign nothing.
    pub fn signed(&self, message: &[u8], signature: &[u8; 64]) -> bool {
        let key = VerifyingKey::from_bytes(&self.0);
        key.is_ok_and(|key| key.verify_strict(message, &Signature::from_bytes(signature)).is_ok())
    }

    /// The first twelve digits, for people; not to be relied upon.
    pub fn short(&self) -> String {
        Digest(self.0).to_string()[..12].to_owned()
    }
}

impl fmt::Display for Author {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", Digest(self.0))
    }
}

impl fmt::Debug for Author {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self}")
    }
}

/// What an author says, before it is signed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Whose chain it is in.
    pub author: Author,
    /// Its number in the author's chain, from 0.
    pub sequence: u64,
    /// The address of the author's entry before it; none for the first.
    pub parent: Option<Digest>,
    /// When it happened, in seconds since 1970 UTC.
    pub happened: i64,
    /// When it was written down, in seconds since 1970 UTC, by the device's clock.
    pub written: i64,
    /// The device's counter: higher in each entry of a chain, whatever becomes of the clock.
    pub ticks: u64,
    /// What sort of entry it is: small letters, digits, dots and hyphens, a letter first; at most 32 bytes.
    pub kind: String,
    /// Why it was written, in one line of text.
    pub reason: String,
    /// What is said without being told: salted digests of sensitive fields, sorted by name.
    pub commitments: Vec<Commitment>,
    /// What the layer above has to say; the record knows only its bytes.
    pub body: Vec<u8>,
}

/// An entry with its signature, which was made or checked: there is no other way to one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signed {
    entry: Entry,
    bytes: Vec<u8>,
    address: Digest,
}

impl Entry {
    /// Signs it with the author's key. An entry that could not be read again is refused.
    pub fn sign(self, key: &SigningKey) -> Result<Signed, Malformed> {
        if key.verifying_key().to_bytes() != self.author.0 {
            return Err(Malformed::OtherKey { author: self.author, key: Author(key.verifying_key().to_bytes()) });
        }
        self.check()?;
        let mut bytes = self.statement();
        let signature = key.sign(&bytes).to_bytes();
        bytes.extend_from_slice(b"signature ");
        hexadecimal(&mut bytes, &signature);
        bytes.push(b'\n');
        let address = Digest::of(&bytes);
        Ok(Signed { entry: self, bytes, address })
    }

    /// The bytes that are signed: every line but the last.
    fn statement(&self) -> Vec<u8> {
        let mut bytes = Vec::with_capacity(640 + self.body.len());
        bytes.extend_from_slice(b"passage entry 1\nauthor ");
        hexadecimal(&mut bytes, &self.author.0);
        bytes.extend_from_slice(format!("\nsequence {}\nparent ", self.sequence).as_bytes());
        match &self.parent {
            Some(parent) => hexadecimal(&mut bytes, &parent.0),
            None => bytes.extend_from_slice(b"none"),
        }
        let Entry { happened, written, ticks, kind, reason, .. } = self;
        let lines = format!("\nhappened {happened}\nwritten {written}\nticks {ticks}\nkind {kind}\nreason {reason}\n");
        bytes.extend_from_slice(lines.as_bytes());
        for commitment in &self.commitments {
            bytes.extend_from_slice(format!("commitment {commitment}\n").as_bytes());
        }
        bytes.extend_from_slice(format!("body {}\n", self.body.len()).as_bytes());
        bytes.extend_from_slice(&self.body);
        bytes.push(b'\n');
        bytes
    }
}

impl Signed {
    /// What was signed.
    pub fn entry(&self) -> &Entry {
        &self.entry
    }

    /// All its bytes: what is kept, hashed and handed over.
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// SHA-256 of its bytes: its name, and its child's parent.
    pub fn address(&self) -> Digest {
        self.address
    }
}

/// Appends `value` as lower-case hexadecimal digits.
fn hexadecimal(bytes: &mut Vec<u8>, value: &[u8]) {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    bytes.extend(value.iter().flat_map(|byte| [DIGITS[usize::from(byte >> 4)], DIGITS[usize::from(byte & 15)]]));
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key() -> SigningKey {
        SigningKey::from_bytes(&[7; 32])
    }

    fn first() -> Entry {
        Entry {
            author: Author(key().verifying_key().to_bytes()),
            sequence: 0,
            parent: None,
            happened: 1_646_467_200,
            written: 1_646_467_261,
            ticks: 1,
            kind: "count.checkpoint".to_owned(),
            reason: "counted at the barrier".to_owned(),
            commitments: vec![Commitment::to("phone", &Salt([1; 32]), b"112")],
            body: b"214 vehicles".to_vec(),
        }
    }

    #[test]
    fn an_entry_is_a_text_that_people_can_read() {
        let signed = first().sign(&key()).unwrap();
        let text = String::from_utf8(signed.bytes().to_vec()).unwrap();
        insta::assert_snapshot!(text, @r"
        passage entry 1
        author ea4a6c63e29c520abef5507b132ec5f9954776aebebe7b92421eea691446d22c
        sequence 0
        parent none
        happened 1646467200
        written 1646467261
        ticks 1
        kind count.checkpoint
        reason counted at the barrier
        commitment phone 753fa05a251033e51adf2455f78bcb91d62593816aa947b97367cdb6d187697c
        body 12
        214 vehicles
        signature e0860fcb1855ee45b8cc928b397acb74b8320fd82b113de838aefeb9b8852db715e0dff36247b12bbef5058c168ffbc11f5b501bb2f989ddfca53a026841790b
        ");
        assert_eq!(Signed::read(signed.bytes()), Ok(signed));
    }

    /// What the reader says of the text of `first` with `from` replaced by `to`.
    fn said(from: &str, to: &str) -> String {
        let text = String::from_utf8(first().sign(&key()).unwrap().bytes().to_vec()).unwrap();
        assert!(text.contains(from), "{from}");
        Signed::read(text.replacen(from, to, 1).as_bytes()).unwrap_err().to_string()
    }

    #[test]
    fn what_is_no_entry_is_refused_in_words() {
        let changes = [
            ("entry 1\n", "entry 2\n"),
            ("author ea", "author EA"),
            ("author ", "writer "),
            ("sequence 0", "sequence 00"),
            ("sequence 0", "sequence +0"),
            ("sequence 0", "sequence 1"),
            ("happened 1646467200", "happened -0"),
            ("happened 1646467200", "happened 1646467200\r"),
            ("ticks 1", "ticks 18446744073709551616"),
            ("kind count", "kind Count"),
            ("kind count.checkpoint", "kind "),
            ("reason counted", "reason  counted"),
            ("reason counted", "reason counted\u{7}"),
            ("commitment phone", "commitment Phone"),
            ("body 12", "body 11"),
            ("body 12", "body 13"),
            ("body 12", "body 400"),
            ("body 12", "body 49153"),
            ("214", "215"),
            ("barrier", "barriers"),
            ("\nsignature", "\n\nsignature"),
            ("signature ", "signature 0"),
        ];
        let said: Vec<String> = changes.iter().map(|(from, to)| format!("{to:?}: {}", said(from, to))).collect();
        insta::assert_snapshot!(said.join("\n"), @r#"
        "entry 2\n": line 1 of the entry must begin with "passage entry 1"; it is "passage entry 2"
        "author EA": line 2 of the entry: "author" must be 64 digits, 0 to 9 and a to f; it is "EA4a6c63e29c520abef5507b132ec5f9954776ae…"
        "writer ": line 2 of the entry must begin with "author"; it is "writer ea4a6c63e29c520abef5507b132ec5f99…"
        "sequence 00": line 3 of the entry: "sequence" must be a whole number without leading zeros or signs; it is "00"
        "sequence +0": line 3 of the entry: "sequence" must be a whole number without leading zeros or signs; it is "+0"
        "sequence 1": line 4 of the entry: "parent" must be the address of the entry before it, or "none" where the sequence is 0; it is "none"
        "happened -0": line 5 of the entry: "happened" must be seconds since 1970 UTC: a whole number without leading zeros, a minus before it at most; it is "-0"
        "happened 1646467200\r": line 5 of the entry: "happened" must be seconds since 1970 UTC: a whole number without leading zeros, a minus before it at most; it is "1646467200\r"
        "ticks 18446744073709551616": line 7 of the entry: "ticks" must be a whole number without leading zeros or signs; it is "18446744073709551616"
        "kind Count": line 8 of the entry: "kind" must be 1 to 32 small letters, digits, dots and hyphens, a letter first; it is "Count.checkpoint"
        "kind ": line 8 of the entry: "kind" must be 1 to 32 small letters, digits, dots and hyphens, a letter first; it is empty
        "reason  counted": line 9 of the entry: "reason" must be 1 to 2000 bytes of UTF-8 in one line, without control characters and without a space first or last; it is " counted at the barrier"
        "reason counted\u{7}": line 9 of the entry: "reason" must be 1 to 2000 bytes of UTF-8 in one line, without control characters and without a space first or last; it is "counted\u{7} at the barrier"
        "commitment Phone": line 10 of the entry: "commitment" must be a name and 64 digits, at most 64 of them, each name once and sorted; it is "Phone 753fa05a251033e51adf2455f78bcb91d6…"
        "body 11": the body must be 11 bytes and one line feed; no line feed follows them
        "body 13": the body must be 13 bytes and one line feed; no line feed follows them
        "body 400": the body must be 400 bytes and one line feed; fewer follow
        "body 49153": line 11 of the entry: "body" must be how many bytes it has, at most 49152; it is "49153"
        "215": the signature is not one of ea4a6c63e29c520abef5507b132ec5f9954776aebebe7b92421eea691446d22c over this entry: the entry was altered, or somebody else wrote it
        "barriers": the signature is not one of ea4a6c63e29c520abef5507b132ec5f9954776aebebe7b92421eea691446d22c over this entry: the entry was altered, or somebody else wrote it
        "\n\nsignature": line 13 of the entry must begin with "signature"; it is "\nsignature e0860fcb1855ee45b8cc928b397ac…"
        "signature 0": line 13 of the entry: "signature" must be 128 digits, 0 to 9 and a to f; it is "0e0860fcb1855ee45b8cc928b397acb74b8320fd…"
        "#);
        let bytes = first().sign(&key()).unwrap().bytes().to_vec();
        insta::assert_snapshot!(Signed::read(&[&bytes[..], b"\n"].concat()).unwrap_err(), @"1 bytes follow the entry, which ends with its signature");
        insta::assert_snapshot!(Signed::read(&bytes[..bytes.len() - 1]).unwrap_err(), @r#"line 13 of the entry must begin with "signature"; it is "signature e0860fcb1855ee45b8cc928b397acb…""#);
        insta::assert_snapshot!(Signed::read(b"").unwrap_err(), @r#"line 1 of the entry must begin with "passage entry 1"; it is empty"#);
        insta::assert_snapshot!(Signed::read(&vec![b'a'; MOST_BYTES + 1]).unwrap_err(), @"an entry of 65536 bytes: at most 65535 are allowed");
    }

    #[test]
    fn what_could_not_be_read_again_is_not_signed() {
        let wrong: [fn(&mut Entry); 8] = [
            |entry| entry.parent = Some(Digest([0; 32])),
            |entry| entry.sequence = 1,
            |entry| entry.kind = String::new(),
            |entry| entry.reason = "two\nlines".to_owned(),
            |entry| entry.reason = "x".repeat(MOST_REASON + 1),
            |entry| entry.commitments = vec![entry.commitments[0].clone(), entry.commitments[0].clone()],
            |entry| entry.body = vec![0; MOST_BODY + 1],
            |entry| entry.author = Author([0; 32]),
        ];
        for spoil in wrong {
            let mut entry = first();
            spoil(&mut entry);
            assert!(entry.clone().sign(&key()).is_err(), "{entry:?}");
        }
    }

    #[test]
    fn the_longest_entry_fits_a_bundle() {
        let commitment = |number: usize| Commitment { name: format!("{number:a>32}"), digest: Digest([255; 32]) };
        let longest = Entry {
            sequence: u64::MAX,
            parent: Some(Digest([255; 32])),
            happened: i64::MIN,
            written: i64::MIN,
            ticks: u64::MAX,
            kind: "k".repeat(32),
            reason: "r".repeat(MOST_REASON),
            commitments: (10..10 + MOST_COMMITMENTS).map(commitment).collect(),
            body: vec![255; MOST_BODY],
            ..first()
        };
        let signed = longest.sign(&key()).unwrap();
        assert!(signed.bytes().len() <= MOST_BYTES, "{}", signed.bytes().len());
        assert_eq!(Signed::read(signed.bytes()), Ok(signed));
    }

    #[test]
    fn a_key_of_small_order_signs_nothing() {
        // The neutral element: with it, this signature would hold for every message by the lax rule.
        let mut neutral = [0; 32];
        neutral[0] = 1;
        let mut signature = [0; 64];
        signature[0] = 1;
        assert!(!Author(neutral).signed(b"anything", &signature));
    }
}
