//! Record checkpoints: one state of a record, in three lines (C2SP tlog-checkpoint, <https://c2sp.org/tlog-checkpoint>).

use std::fmt;
use std::str::FromStr;

use crate::digest::Digest;

/// What a record's log says of itself: its name, how many entries it has, the root of their tree.
///
/// As text, with a line end after each line:
///
/// ```text
/// mariupol.example/record
/// 417
/// CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Checkpoint {
    origin: String,
    size: u64,
    root: Digest,
    extensions: Vec<String>,
}

/// What is no record checkpoint.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotACheckpoint {
    /// No name on line 1.
    #[error("line 1 should be the name of the record")]
    Origin,
    /// No number on line 2.
    #[error("line 2 should be the number of its entries, in digits alone")]
    Size,
    /// No hash on line 3.
    #[error("line 3 should be its root: a hash of 32 bytes in base64")]
    Root,
    /// A line that is empty, or no line end after the last.
    #[error("line {0} is empty, or has no line end")]
    Line(usize),
}

impl Checkpoint {
    /// The state of the record `origin` with `size` entries and `root`. None if `origin` is empty or more than a line.
    pub fn new(origin: &str, size: u64, root: Digest) -> Option<Checkpoint> {
        let is_line = !origin.is_empty() && !origin.chars().any(|c| u32::from(c) < 0x20);
        is_line.then(|| Checkpoint { origin: origin.to_owned(), size, root, extensions: Vec::new() })
    }

    /// The name of the record.
    pub fn origin(&self) -> &str {
        &self.origin
    }

    /// How many entries it has.
    pub fn size(&self) -> u64 {
        self.size
    }

    /// The root of their tree.
    pub fn root(&self) -> Digest {
        self.root
    }

    /// Lines after the third, which a record of ours does not write and no witness vouches for.
    pub fn extensions(&self) -> &[String] {
        &self.extensions
    }
}

impl fmt::Display for Checkpoint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{}\n{}\n{}", self.origin, self.size, self.root.base64())?;
        self.extensions.iter().try_for_each(|line| writeln!(f, "{line}"))
    }
}

/// A number in ASCII digits without leading zeroes, as the C2SP texts write numbers.
pub(crate) fn decimal(text: &str) -> Option<u64> {
    let digits = text.bytes().all(|digit| digit.is_ascii_digit());
    let leading = text.len() > 1 && text.starts_with('0');
    if digits && !leading { text.parse().ok() } else { None }
}

impl FromStr for Checkpoint {
    type Err = NotACheckpoint;

    fn from_str(text: &str) -> Result<Checkpoint, NotACheckpoint> {
        let count = text.matches('\n').count();
        let text = text.strip_suffix('\n').ok_or(NotACheckpoint::Line(count + 1))?;
        let mut lines = text.split('\n');
        let origin = lines.next().filter(|origin| !origin.is_empty()).ok_or(NotACheckpoint::Origin)?;
        let size = lines.next().and_then(decimal).ok_or(NotACheckpoint::Size)?;
        let root = lines.next().and_then(Digest::from_base64).ok_or(NotACheckpoint::Root)?;
        let extensions: Vec<String> = lines.map(str::to_owned).collect();
        if let Some(empty) = extensions.iter().position(String::is_empty) {
            return Err(NotACheckpoint::Line(empty + 4));
        }
        Ok(Checkpoint { origin: origin.to_owned(), size, root, extensions })
    }
}
