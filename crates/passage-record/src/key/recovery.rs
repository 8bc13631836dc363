//! Shares of a key, printed and kept by several people, some of whom together bring it back.
//!
//! Shamir's scheme over the bytes of the seed (Shamir, *How to Share a Secret*, 1979) by the crate `blahaj`. Fewer shares
//! than are needed say nothing of the key. A share is a text that can be read out and typed in:
//!
//! ```text
//! passage recovery share 1
//! key 3b6a…da29
//! share 2 of 5, any 3 bring the key back
//! 1 lusab babad gutih tugad check fidop
//! 2 …
//! ```
//!
//! Five letters say 16 bits (proquints, Wilkerson, arXiv:0901.4016): two vowels between three consonants. The word behind
//! `check` is 16 bits of the SHA-256 of everything above and of the line itself, so that a slip is found in its line.

use std::collections::BTreeMap;

use blahaj::Sharks;
use rand_core::CryptoRng;
use zeroize::Zeroizing;

use super::{DeviceKey, bytes, number};
use crate::digest::Digest;
use crate::entry::Author;

/// The most shares of one key; our choice: more people are not found again.
pub const MOST_SHARES: u8 = 16;

const FIRST_LINE: &str = "passage recovery share 1";
const CONSONANTS: &[u8; 16] = b"bdfghjklmnprstvz";
const VOWELS: &[u8; 4] = b"aiou";

/// Bytes to a line: four words.
const LINE: usize = 8;

/// One of the shares of a key.
#[derive(Clone, PartialEq, Eq)]
pub struct Share {
    /// Whose key it helps to bring back.
    pub author: Author,
    /// Its number, from 1.
    pub number: u8,
    /// How many there are.
    pub of: u8,
    /// How many are needed.
    pub needed: u8,
    secret: Zeroizing<[u8; 32]>,
}

impl std::fmt::Debug for Share {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Share({} of {}, {} needed, of {})", self.number, self.of, self.needed, self.author)
    }
}

/// These numbers of shares cannot be made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "{needed} of {of} shares cannot be made: at least 2 must be needed, at most as many as there are, and {MOST_SHARES} at most"
)]
pub struct NotShared {
    /// How many are to be needed.
    pub needed: u8,
    /// How many there are to be.
    pub of: u8,
}

/// Why shares do not bring a key back.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotRecovered {
    /// Text that is no share.
    #[error("line {line} of the share must be {rule}; it is \"{found}\"")]
    Line {
        /// Which line, from 1.
        line: usize,
        /// What must stand there.
        rule: &'static str,
        /// What does.
        found: String,
    },
    /// A line that was misread.
    #[error(
        "line {line} of the share does not fit its check word \"{check}\": compare it letter by letter, and the lines above it"
    )]
    Check {
        /// Which line, from 1.
        line: usize,
        /// The word that was typed.
        check: String,
    },
    /// Shares of several keys, or of two printings.
    #[error("the shares are not of one printing: {first} and {other}")]
    Mixed {
        /// One of them.
        first: String,
        /// Another.
        other: String,
    },
    /// Too few.
    #[error("{found} different shares are here, and {needed} are needed")]
    TooFew {
        /// How many different ones there are.
        found: usize,
        /// How many are needed.
        needed: u8,
    },
    /// They make another key.
    #[error("these shares do not make the key of {author}: one of them is of another printing")]
    OtherKey {
        /// Whose key they were to make.
        author: Author,
    },
}

/// Makes `of` shares of a key, any `needed` of which bring it back.
pub fn share(key: &DeviceKey, needed: u8, of: u8, chance: &mut impl CryptoRng) -> Result<Vec<Share>, NotShared> {
    if needed < 2 || needed > of || of > MOST_SHARES {
        return Err(NotShared { needed, of });
    }
    let author = key.author();
    let made = Sharks(needed).dealer_rng(&*Zeroizing::new(key.seed()), chance).take(usize::from(of));
    let made = (1..).zip(made).filter_map(|(number, share)| {
        let raw = Zeroizing::new(Vec::from(&share));
        // The first byte is the share's number.
        let secret = Zeroizing::new(raw.get(1..)?.try_into().ok()?);
        Some(Share { author, number, of, needed, secret })
    });
    Ok(made.collect())
}

/// The key that the shares make; repeated ones count once.
pub fn recover(shares: &[Share]) -> Result<DeviceKey, NotRecovered> {
    let Some(first) = shares.first() else {
        return Err(NotRecovered::TooFew { found: 0, needed: 2 });
    };
    let mut different: BTreeMap<u8, &Share> = BTreeMap::new();
    for share in shares {
        let alike = (share.author, share.of, share.needed) == (first.author, first.of, first.needed);
        let known = different.insert(share.number, share);
        if !alike || known.is_some_and(|known| known != share) {
            return Err(NotRecovered::Mixed { first: first.told(), other: share.told() });
        }
    }
    if different.len() < usize::from(first.needed) {
        return Err(NotRecovered::TooFew { found: different.len(), needed: first.needed });
    }
    let raw = different.values().filter_map(|share| {
        let raw = Zeroizing::new([&[share.number][..], &share.secret[..]].concat());
        blahaj::Share::try_from(raw.as_slice()).ok()
    });
    let raw: Vec<blahaj::Share> = raw.collect();
    let other = NotRecovered::OtherKey { author: first.author };
    let secret = Zeroizing::new(Sharks(first.needed).recover(&raw).map_err(|_| other.clone())?);
    let seed = secret.as_slice().try_into().map_err(|_| other.clone())?;
    let key = DeviceKey::from_seed(seed);
    if key.author() == first.author { Ok(key) } else { Err(other) }
}

impl Share {
    /// The share as it is printed.
    pub fn text(&self) -> String {
        let mut text = self.head();
        for (line, bytes) in (1..).zip(self.secret.chunks_exact(LINE)) {
            let words: Vec<String> = bytes.chunks_exact(2).map(|pair| word([pair[0], pair[1]])).collect();
            text = format!("{text}{line} {}", words.join(" "));
            text = format!("{text} check {}\n", check(&text));
        }
        text
    }

    /// Which share it is, for people.
    fn told(&self) -> String {
        let Share { author, number, of, needed, .. } = self;
        format!("share {number} of {of} ({needed} needed) of the key {}", author.short())
    }

    fn head(&self) -> String {
        let Share { author, number, of, needed, .. } = self;
        format!("{FIRST_LINE}\nkey {author}\nshare {number} of {of}, any {needed} bring the key back\n")
    }

    /// Reads a share that was typed in: capitals and further spaces do not matter, nor do empty lines.
    pub fn read(text: &str) -> Result<Share, NotRecovered> {
        let typed = text.lines().map(|line| line.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase());
        let mut lines = typed.filter(|line| !line.is_empty());
        let mut next = || lines.next().unwrap_or_default();
        let wrong = |line, rule, found: &str| NotRecovered::Line { line, rule, found: found.to_owned() };
        let first = next();
        if first != FIRST_LINE {
            return Err(wrong(1, "\"passage recovery share 1\"", &first));
        }
        let second = next();
        let author = second.strip_prefix("key ").and_then(bytes).map(Author);
        let author = author.ok_or_else(|| wrong(2, "\"key\" and 64 digits, 0 to 9 and a to f", &second))?;
        let third = next();
        let numbers = numbers(&third);
        let (number, of, needed) =
            numbers.ok_or_else(|| wrong(3, "such as \"share 2 of 5, any 3 bring the key back\"", &third))?;
        let mut share = Share { author, number, of, needed, secret: Zeroizing::new([0; 32]) };
        let mut above = share.head();
        for (at, place) in (0..32).step_by(LINE).enumerate() {
            let line = next();
            let rule = "its number, four words, \"check\" and a word";
            let (said, typed) = line.rsplit_once(" check ").ok_or_else(|| wrong(at + 4, rule, &line))?;
            let read = read_line(said, at + 1).ok_or_else(|| wrong(at + 4, rule, &line))?;
            above.push_str(said);
            if check(&above) != typed {
                return Err(NotRecovered::Check { line: at + 4, check: typed.to_owned() });
            }
            above = format!("{above} check {typed}\n");
            share.secret[place..place + LINE].copy_from_slice(&read);
        }
        let rest = next();
        if rest.is_empty() { Ok(share) } else { Err(wrong(8, "nothing", &rest)) }
    }
}

/// The numbers of the third line: which share, of how many, and how many are needed.
fn numbers(line: &str) -> Option<(u8, u8, u8)> {
    let rest = line.strip_prefix("share ")?.strip_suffix(" bring the key back")?;
    let (share, needed) = rest.split_once(", any ")?;
    let (share, of) = share.split_once(" of ")?;
    let (share, of, needed) = (number::<u8>(share)?, number::<u8>(of)?, number::<u8>(needed)?);
    let fits = (2..=of).contains(&needed) && (1..=of).contains(&share) && of <= MOST_SHARES;
    fits.then_some((share, of, needed))
}

fn read_line(line: &str, number: usize) -> Option<[u8; LINE]> {
    let mut parts = line.split(' ');
    if parts.next()? != number.to_string() {
        return None;
    }
    let mut read = [0; LINE];
    for pair in read.chunks_exact_mut(2) {
        pair.copy_from_slice(&read_word(parts.next()?)?);
    }
    parts.next().is_none().then_some(read)
}

/// The check word of a text that ends within a line.
fn check(text: &str) -> String {
    let [first, second, ..] = Digest::of(text.as_bytes()).0;
    word([first, second])
}

/// The proquint of 16 bits.
fn word(pair: [u8; 2]) -> String {
    let bits = u16::from_be_bytes(pair);
    let consonant = |shift: u32| char::from(CONSONANTS[usize::from(bits >> shift & 15)]);
    let vowel = |shift: u32| char::from(VOWELS[usize::from(bits >> shift & 3)]);
    [consonant(12), vowel(10), consonant(6), vowel(4), consonant(0)].iter().collect()
}

fn read_word(text: &str) -> Option<[u8; 2]> {
    let [first, left, middle, right, last] = *text.as_bytes() else { return None };
    let consonant = |letter| CONSONANTS.iter().position(|known| *known == letter);
    let vowel = |letter| VOWELS.iter().position(|known| *known == letter);
    let begin = consonant(first)? << 12 | vowel(left)? << 10;
    let bits = begin | consonant(middle)? << 6 | vowel(right)? << 4 | consonant(last)?;
    Some((bits as u16).to_be_bytes())
}
