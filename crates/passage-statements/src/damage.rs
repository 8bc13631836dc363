//! Files damaged letter by letter, for tests of readers.

use proptest::prelude::*;
use proptest::sample::Index;

/// Where, what is done there (put in the place of, put before, taken out), and with which letter.
pub type Edit = (Index, u8, char);

/// One edit to four.
pub fn edits() -> impl Strategy<Value = Vec<Edit>> {
    prop::collection::vec((any::<Index>(), 0u8..3, any::<char>()), 1..5)
}

/// The text after the edits.
pub fn damaged(text: &str, edits: Vec<Edit>) -> String {
    let mut letters: Vec<char> = text.chars().collect();
    for (at, form, letter) in edits {
        let at = at.index(letters.len());
        match form {
            0 => letters[at] = letter,
            1 => letters.insert(at, letter),
            _ => drop(letters.remove(at)),
        }
    }
    letters.into_iter().collect()
}
