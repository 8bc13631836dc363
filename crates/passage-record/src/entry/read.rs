//! Reading entries: one form for each, everything else refused in words.

use super::{Author, Commitment, Entry, FIRST_LINE, MOST_BODY, MOST_BYTES, MOST_COMMITMENTS, MOST_REASON, Signed};
use crate::digest::Digest;

/// Why bytes are no entry, or why an entry cannot be signed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Malformed {
    /// More bytes than an entry may have.
    #[error("an entry of {found} bytes: at most {MOST_BYTES} are allowed")]
    TooLong {
        /// How many there are.
        found: usize,
    },
    /// A line is missing, or another stands in its place.
    #[error("line {line} of the entry must begin with \"{key}\"; it is {found}")]
    Line {
        /// Which line, from 1.
        line: usize,
        /// The word, or the whole line, that it must begin with.
        key: &'static str,
        /// The beginning of what stands there.
        found: String,
    },
    /// A value that its line may not have.
    #[error("line {line} of the entry: \"{key}\" must be {rule}; it is {found}")]
    Value {
        /// Which line, from 1.
        line: usize,
        /// The word that the line begins with.
        key: &'static str,
        /// What may stand there.
        rule: &'static str,
        /// The beginning of what stands there.
        found: String,
    },
    /// The body is shorter than its line says, or no line feed follows it.
    #[error("the body must be {expected} bytes and one line feed; {rule}")]
    Body {
        /// How many bytes its line says.
        expected: usize,
        /// What is wrong.
        rule: &'static str,
    },
    /// Something follows the entry.
    #[error("{found} bytes follow the entry, which ends with its signature")]
    Trailing {
        /// How many bytes.
        found: usize,
    },
    /// The signature is not the author's over these bytes.
    #[error("the signature is not one of {author} over this entry: the entry was altered, or somebody else wrote it")]
    Signature {
        /// Who is said to have signed.
        author: Author,
    },
    /// A key is to sign another author's entry.
    #[error("the entry says that {author} wrote it, and is to be signed with the key of {key}")]
    OtherKey {
        /// Who is said to have written it.
        author: Author,
        /// Whose key was given.
        key: Author,
    },
}

const NUMBER: &str = "a whole number without leading zeros or signs";
const TIME: &str = "seconds since 1970 UTC: a whole number without leading zeros, a minus before it at most";
const DIGEST: &str = "64 digits, 0 to 9 and a to f";
const WORD: &str = "1 to 32 small letters, digits, dots and hyphens, a letter first";
const REASON: &str =
    "1 to 2000 bytes of UTF-8 in one line, without control characters and without a space first or last";
const PARENT: &str = "the address of the entry before it, or \"none\" where the sequence is 0";
const COMMITMENT: &str = "a name and 64 digits, at most 64 of them, each name once and sorted";
const BODY: &str = "how many bytes it has, at most 49152";
const SIGNATURE: &str = "128 digits, 0 to 9 and a to f";

impl Signed {
    /// Reads one entry from all of `bytes` and checks its signature. Linear in their number.
    pub fn read(bytes: &[u8]) -> Result<Signed, Malformed> {
        let (entry, end, signature) = parts(bytes)?;
        if !entry.author.signed(&bytes[..end], &signature) {
            return Err(Malformed::Signature { author: entry.author });
        }
        Ok(Signed { entry, bytes: bytes.to_vec(), address: Digest::of(bytes) })
    }
}

impl Entry {
    /// Reads one entry from all of `bytes` without checking its signature, which costs far more than all else: for an
    /// index over entries that were checked before they were kept.
    pub fn read_unchecked(bytes: &[u8]) -> Result<Entry, Malformed> {
        parts(bytes).map(|(entry, ..)| entry)
    }

    /// Whether what it says has a form that can be written and read again.
    pub(super) fn check(&self) -> Result<(), Malformed> {
        let lines = Lines { rest: &[], line: 0 };
        let wrong = |key, rule, found: &str| Err(lines.value(key, rule, found.as_bytes()));
        if self.parent.is_none() != (self.sequence == 0) {
            return wrong("parent", PARENT, &self.parent.map_or("none".to_owned(), |parent| parent.to_string()));
        }
        if !is_word(&self.kind) {
            return wrong("kind", WORD, &self.kind);
        }
        if !is_reason(&self.reason) {
            return wrong("reason", REASON, &self.reason);
        }
        if let Some(bad) = self.commitments.iter().find(|commitment| !is_word(&commitment.name)) {
            return wrong("commitment", COMMITMENT, &bad.name);
        }
        let sorted = self.commitments.windows(2).all(|pair| pair[0].name < pair[1].name);
        if !sorted || self.commitments.len() > MOST_COMMITMENTS {
            return wrong("commitment", COMMITMENT, &format!("{} of them", self.commitments.len()));
        }
        if self.body.len() > MOST_BODY {
            return wrong("body", BODY, &self.body.len().to_string());
        }
        Ok(())
    }
}

/// The entry that `bytes` are, how many of them were signed, and the signature.
fn parts(bytes: &[u8]) -> Result<(Entry, usize, [u8; 64]), Malformed> {
    if bytes.len() > MOST_BYTES {
        return Err(Malformed::TooLong { found: bytes.len() });
    }
    let mut lines = Lines { rest: bytes, line: 0 };
    if lines.next_line() != FIRST_LINE.as_bytes() {
        let whole = bytes.split(|byte| *byte == b'\n').next().unwrap_or_default();
        return Err(Malformed::Line { line: 1, key: FIRST_LINE, found: shown(whole) });
    }
    let author = Author(lines.read("author", DIGEST, digest)?.0);
    let sequence = lines.read("sequence", NUMBER, number::<u64>)?;
    let parent = lines.read("parent", PARENT, |text| match (text, sequence) {
        ("none", 0) => Some(None),
        (_, 0) => None,
        _ => digest(text).map(Some),
    })?;
    let happened = lines.read("happened", TIME, number::<i64>)?;
    let written = lines.read("written", TIME, number::<i64>)?;
    let ticks = lines.read("ticks", NUMBER, number::<u64>)?;
    let kind = lines.read("kind", WORD, |text| is_word(text).then(|| text.to_owned()))?;
    let reason = lines.read("reason", REASON, |text| is_reason(text).then(|| text.to_owned()))?;
    let commitments = commitments(&mut lines)?;
    let length = lines.read("body", BODY, |text| number::<usize>(text).filter(|length| *length <= MOST_BODY))?;
    let body = lines.body(length)?.to_vec();
    let end = bytes.len() - lines.rest.len();
    let signature = lines.read("signature", SIGNATURE, signature)?;
    if !lines.rest.is_empty() {
        return Err(Malformed::Trailing { found: lines.rest.len() });
    }
    let entry = Entry { author, sequence, parent, happened, written, ticks, kind, reason, commitments, body };
    Ok((entry, end, signature))
}

fn commitments(lines: &mut Lines<'_>) -> Result<Vec<Commitment>, Malformed> {
    let mut found: Vec<Commitment> = Vec::new();
    while lines.rest.starts_with(b"commitment ") {
        let commitment = lines.read("commitment", COMMITMENT, |text| {
            let (name, digits) = text.split_once(' ')?;
            let follows = found.last().is_none_or(|last| last.name.as_str() < name);
            let fits = is_word(name) && follows && found.len() < MOST_COMMITMENTS;
            Some(Commitment { name: name.to_owned(), digest: digest(digits).filter(|_| fits)? })
        })?;
        found.push(commitment);
    }
    Ok(found)
}

/// What is left of an entry, line by line.
struct Lines<'a> {
    rest: &'a [u8],
    line: usize,
}

impl<'a> Lines<'a> {
    /// The next line without its line feed. Without one there is no line, and nothing that any line may be.
    fn next_line(&mut self) -> &'a [u8] {
        self.line += 1;
        let Some(end) = self.rest.iter().position(|byte| *byte == b'\n') else {
            return &[];
        };
        let line = &self.rest[..end];
        self.rest = &self.rest[end + 1..];
        line
    }

    /// The value of the next line, which must begin with `key`, by `read`.
    fn read<T>(
        &mut self,
        key: &'static str,
        rule: &'static str,
        read: impl FnOnce(&str) -> Option<T>,
    ) -> Result<T, Malformed> {
        let before = self.rest;
        let line = self.next_line();
        let value = line.strip_prefix(key.as_bytes()).and_then(|rest| rest.strip_prefix(b" "));
        let Some(value) = value else {
            let found = shown(if line.is_empty() { before } else { line });
            return Err(Malformed::Line { line: self.line, key, found });
        };
        let text = std::str::from_utf8(value).ok();
        text.and_then(read).ok_or_else(|| self.value(key, rule, value))
    }

    fn value(&self, key: &'static str, rule: &'static str, found: &[u8]) -> Malformed {
        Malformed::Value { line: self.line, key, rule, found: shown(found) }
    }

    /// The next `length` bytes, which a line feed must follow.
    fn body(&mut self, length: usize) -> Result<&'a [u8], Malformed> {
        let wrong = |rule| Malformed::Body { expected: length, rule };
        let body = self.rest.get(..length).ok_or_else(|| wrong("fewer follow"))?;
        let rest = self.rest[length..].strip_prefix(b"\n");
        self.rest = rest.ok_or_else(|| wrong("no line feed follows them"))?;
        self.line += body.split(|byte| *byte == b'\n').count();
        Ok(body)
    }
}

/// The beginning of what stands somewhere, in quotation marks, so that people see what it is.
fn shown(bytes: &[u8]) -> String {
    const MOST: usize = 40;
    if bytes.is_empty() {
        return "empty".to_owned();
    }
    let text: String = String::from_utf8_lossy(&bytes[..bytes.len().min(4 * MOST)]).chars().take(MOST).collect();
    let more = if text.len() < bytes.len() { "…" } else { "" };
    format!("\"{}{more}\"", text.escape_debug())
}

fn digest(text: &str) -> Option<Digest> {
    text.parse().ok()
}

/// A number in its one form: what comes of writing it again.
fn number<N: std::str::FromStr + ToString>(text: &str) -> Option<N> {
    text.parse::<N>().ok().filter(|number| number.to_string() == text)
}

fn signature(text: &str) -> Option<[u8; 64]> {
    let (first, second) = text.split_at_checked(64)?;
    let mut both = [0; 64];
    both[..32].copy_from_slice(&digest(first)?.0);
    both[32..].copy_from_slice(&digest(second)?.0);
    Some(both)
}

/// Whether `text` may be a kind or a field's name.
fn is_word(text: &str) -> bool {
    let other = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'.' || byte == b'-';
    text.len() <= 32 && text.starts_with(|first: char| first.is_ascii_lowercase()) && text.bytes().all(other)
}

fn is_reason(text: &str) -> bool {
    let whole = !text.is_empty() && text.len() <= MOST_REASON && !text.starts_with(' ') && !text.ends_with(' ');
    // U+0000 to U+001F and U+007F to U+009F.
    whole && !text.chars().any(char::is_control)
}
