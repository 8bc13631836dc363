//! Latin letters among Cyrillic ones, as they come of keyboards that are switched between: "Cуми" with a Latin C.

/// Letters that look alike in print: the Latin one, and the Cyrillic one.
const ALIKE: [(char, char); 20] = [
    ('a', 'а'),
    ('c', 'с'),
    ('e', 'е'),
    ('i', 'і'),
    ('o', 'о'),
    ('p', 'р'),
    ('x', 'х'),
    ('y', 'у'),
    ('A', 'А'),
    ('B', 'В'),
    ('C', 'С'),
    ('E', 'Е'),
    ('H', 'Н'),
    ('I', 'І'),
    ('K', 'К'),
    ('M', 'М'),
    ('O', 'О'),
    ('P', 'Р'),
    ('T', 'Т'),
    ('X', 'Х'),
];

/// A name with its Latin letters made Cyrillic; `None` where it is of one alphabet, or has Latin letters that look like no
/// Cyrillic one. O(length).
pub(super) fn in_cyrillic(name: &str) -> Option<String> {
    let is_cyrillic = |letter: char| matches!(letter, '\u{400}'..='\u{52f}');
    let latin = name.chars().any(|letter| letter.is_ascii_alphabetic());
    if !latin || !name.chars().any(is_cyrillic) {
        return None;
    }
    let alike = |letter: char| ALIKE.iter().find(|(latin, _)| *latin == letter).map(|(_, cyrillic)| *cyrillic);
    let other = |letter: char| if letter.is_ascii_alphabetic() { alike(letter) } else { Some(letter) };
    name.chars().map(other).collect()
}
