//! The known word nearest to one that is not known: what the writer probably meant.

/// The word of `known` that takes the fewest single-letter changes to become `asked`, ignoring case; `None` where
/// even the nearest is too far to be meant. Among equals the first.
///
/// Distance: insertions, deletions, replacements and swaps of neighbours (optimal string alignment; Damerau 1964).
/// O(words * length^2).
pub fn nearest<'a>(asked: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let asked = folded(asked);
    let allowed = (asked.len() / 3).max(2);
    let distances = known.into_iter().map(|word| (distance(&asked, &folded(word)), word));
    distances.filter(|(d, word)| *d <= allowed && *d < word.chars().count()).min_by_key(|(d, _)| *d).map(|(_, w)| w)
}

fn folded(word: &str) -> Vec<char> {
    // Longer words are no key, zone or name of ours; the square of their length is not worth its time.
    word.chars().take(80).flat_map(char::to_lowercase).map(|c| if c == '-' || c == ' ' { '_' } else { c }).collect()
}

fn distance(a: &[char], b: &[char]) -> usize {
    let mut before: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=b.len()).collect();
    for i in 1..=a.len() {
        let mut row = vec![i; b.len() + 1];
        for j in 1..=b.len() {
            let same = usize::from(a[i - 1] != b[j - 1]);
            row[j] = (last[j - 1] + same).min(last[j] + 1).min(row[j - 1] + 1);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                row[j] = row[j].min(before[j - 2] + 1);
            }
        }
        before = std::mem::replace(&mut last, row);
    }
    last[b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_of_the_hand_is_understood() {
        let known = ["windows", "name", "via", "said_by"];
        assert_eq!(nearest("window", known), Some("windows"));
        assert_eq!(nearest("nmae", known), Some("name"));
        assert_eq!(nearest("said-by", known), Some("said_by"));
    }

    #[test]
    fn a_word_that_resembles_nothing_is_not_guessed() {
        assert_eq!(nearest("horizon", ["name", "via"]), None);
        assert_eq!(nearest("x", ["at"]), None);
    }
}
