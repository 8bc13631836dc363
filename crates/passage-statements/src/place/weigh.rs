//! How far two spellings are from each other, where the usual differences of transliteration cost less than others.

/// The cost of a letter more, less or other, in tenths of a letter.
const LETTER: u32 = 10;

/// Two neighbours in the wrong order.
const SWAPPED: u32 = 8;

/// Letters that stand for one another in transliterations of one name: h and g, v and w, the vowels of Kharkiv and Kharkov.
/// Our choice, from the spelling sets of the reports (`../shared/domain.md` F).
const HABIT: u32 = 3;

/// Letters that lie beside each other on a keyboard, or sound nearly alike.
const NEARBY: u32 = 7;

/// The rows of an English keyboard: typing errors fall on neighbours.
const ROWS: [&str; 3] = ["qwertyuiop", "asdfghjkl", "zxcvbnm"];

/// How far two keys of spellings ([`passage_model::place::key::spelling`]) are, in tenths of a letter: letters added, dropped,
/// changed, or swapped with their neighbour, at their cost. O(length of both, multiplied). Symmetric.
pub(super) fn distance(a: &str, b: &str) -> u32 {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let mut table = vec![vec![0u32; b.len() + 1]; a.len() + 1];
    for i in 0..=a.len() {
        for j in 0..=b.len() {
            let dropped = (i > 0).then(|| table[i - 1][j] + alone(&a, i - 1));
            let added = (j > 0).then(|| table[i][j - 1] + alone(&b, j - 1));
            let changed = (i > 0 && j > 0).then(|| table[i - 1][j - 1] + instead(a[i - 1], b[j - 1]));
            let swapped = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
            let swapped = swapped.then(|| table[i - 2][j - 2] + SWAPPED);
            table[i][j] = [dropped, added, changed, swapped].into_iter().flatten().min().unwrap_or(0);
        }
    }
    table[a.len()][b.len()]
}

/// What it costs that a letter is there or not.
fn alone(letters: &[char], at: usize) -> u32 {
    let doubled = at > 0 && letters[at - 1] == letters[at] || letters.get(at + 1) == Some(&letters[at]);
    match letters[at] {
        // Kh and h, iy and y, Kyiv and Kiyv.
        'h' | 'y' | 'i' | 'j' | '\'' => HABIT,
        _ if doubled => HABIT,
        _ => LETTER,
    }
}

/// What it costs that one letter stands for another.
fn instead(a: char, b: char) -> u32 {
    if a == b {
        return 0;
    }
    let both = |pair: &str| pair.contains(a) && pair.contains(b);
    if ["hg", "vw", "iyje", "oi", "kc", "uw"].iter().any(|pair| both(pair)) {
        return HABIT;
    }
    let beside = ROWS.iter().any(|row| match (row.find(a), row.find(b)) {
        (Some(a), Some(b)) => a.abs_diff(b) == 1,
        _ => false,
    });
    if beside || both("aeo") || both("sz") || both("td") || both("bp") { NEARBY } else { LETTER }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn habits_cost_less_than_errors_and_errors_less_than_another_name() {
        assert_eq!(distance("manhush", "mangush"), HABIT);
        assert_eq!(distance("kharkiv", "kharkov"), HABIT);
        assert!(distance("mariupol", "mairupol") <= SWAPPED);
        assert_eq!(distance("tokmak", "tomkak"), SWAPPED);
        assert!(distance("tokmak", "tokmal") > HABIT);
        assert!(distance("lubny", "romny") > 2 * HABIT);
        assert_eq!(distance("", "ab"), 2 * LETTER);
    }

    proptest! {
        #[test]
        fn it_is_the_same_both_ways_and_nothing_only_for_the_same(a in "[a-jyz]{0,9}", b in "[a-jyz]{0,9}") {
            prop_assert_eq!(distance(&a, &b), distance(&b, &a));
            prop_assert_eq!(distance(&a, &b) == 0, a == b);
        }
    }
}
