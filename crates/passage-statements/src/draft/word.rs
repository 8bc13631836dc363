//! A sentence as words, numbers, clock times, dates and marks, each with its place; and patterns over them.

/// Of which sort a word is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sort {
    /// Letters, perhaps with hyphens, apostrophes and digits: "60k", "віцепрем'єрка", "six-year-old".
    Word,
    /// Digits with their groups and decimals: "1 865", "20,000", "3,4".
    Number,
    /// "14:00", "14.00" is none.
    Clock,
    /// "10.03.2022".
    Date,
    /// Anything else, one by one.
    Mark,
}

/// A word and where it stands.
#[derive(Clone, Debug)]
pub struct Word {
    /// As it stands.
    pub text: String,
    /// In small letters, with one kind of apostrophe.
    pub low: String,
    /// Its first byte in the sentence.
    pub start: usize,
    /// Of which sort it is.
    pub sort: Sort,
}

impl Word {
    /// The byte behind it.
    pub fn end(&self) -> usize {
        self.start + self.text.len()
    }

    /// Whether it begins with a capital letter.
    pub fn is_capital(&self) -> bool {
        self.sort == Sort::Word && self.text.chars().next().is_some_and(char::is_uppercase)
    }

    /// Whether it is written in capitals alone: an abbreviation.
    pub fn is_shouted(&self) -> bool {
        self.text.chars().count() > 1 && !self.text.chars().any(char::is_lowercase) && self.is_capital()
    }

    /// Whether it is a mark of this text.
    pub fn is(&self, mark: &str) -> bool {
        self.sort == Sort::Mark && self.text == mark
    }

    /// Whether it parts a sentence: a comma, a dash, a quote.
    pub fn parts(&self) -> bool {
        self.sort == Sort::Mark && !matches!(self.text.as_str(), "$" | "€" | "%" | "№" | "#" | "+" | "°" | "&")
    }
}

/// One kind of apostrophe, small letters.
pub fn lowered(text: &str) -> String {
    text.to_lowercase().replace(['\u{2019}', '\u{2bc}', '\u{2018}', '`'], "'")
}

const fn is_gap(c: char) -> bool {
    matches!(c, ' ' | '\u{a0}' | '\u{202f}' | '\u{2009}')
}

/// The words of a sentence. O(length).
pub fn words(text: &str) -> Vec<Word> {
    let mut words = Vec::new();
    let mut at = 0;
    while let Some(first) = text[at..].chars().next() {
        let rest = &text[at..];
        if first.is_whitespace() {
            at += first.len_utf8();
            continue;
        }
        let (length, sort) = if first.is_ascii_digit() {
            digits(rest)
        } else if first.is_alphanumeric() {
            (letters(rest), Sort::Word)
        } else {
            (first.len_utf8(), Sort::Mark)
        };
        let word = &rest[..length];
        words.push(Word { text: word.to_owned(), low: lowered(word), start: at, sort });
        at += length;
    }
    words
}

/// How long a run of letters is, with hyphens and apostrophes between them.
fn letters(text: &str) -> usize {
    let inner = |c: char| matches!(c, '-' | '\'' | '\u{2019}' | '\u{2bc}' | '\u{2011}' | '`');
    let mut end = 0;
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let between = inner(c) && chars.peek().is_some_and(|(_, next)| next.is_alphanumeric());
        if !(c.is_alphanumeric() || c == '\u{301}' || between) {
            break;
        }
        end = at + c.len_utf8();
    }
    end
}

/// How long the groups of three digits are with which a number goes on: " 865", ",000".
fn groups(text: &str) -> usize {
    let mut end = 0;
    while let Some(gap) = text[end..].chars().next().filter(|c| is_gap(*c) || matches!(c, ',' | '.' | '\'')) {
        let from = end + gap.len_utf8();
        let digits = text[from..].bytes().take_while(u8::is_ascii_digit).count();
        if digits != 3 {
            break;
        }
        end = from + 3;
    }
    end
}

/// How long what begins with a digit is, and of which sort.
fn digits(text: &str) -> (usize, Sort) {
    let bytes = text.as_bytes();
    let run = |from: usize| bytes[from..].iter().take_while(|byte| byte.is_ascii_digit()).count();
    let first = run(0);
    // "14:00".
    if first <= 2 && bytes.get(first) == Some(&b':') && run(first + 1) == 2 {
        return (first + 3, Sort::Clock);
    }
    // "10.03.2022".
    if first <= 2 && bytes.get(first) == Some(&b'.') && run(first + 1) == 2 {
        let year = first + 4;
        if bytes.get(first + 3) == Some(&b'.') && matches!(run(year.min(bytes.len())), 2 | 4) {
            return (year + run(year), Sort::Date);
        }
    }
    let mut end = first;
    // Groups of three digits, behind a first of at most three.
    if first <= 3 {
        end += groups(&text[first..]);
    }
    // A decimal.
    if matches!(bytes.get(end), Some(b'.' | b',')) && (1..=2).contains(&run(end + 1)) && end == first {
        end += 1 + run(end + 1);
    }
    // "60k", "80-річна", "1st": one word.
    let glued = if text[end..].starts_with(char::is_alphabetic) { letters(&text[end..]) } else { 0 };
    let hyphen = text[end..].strip_prefix('-').map_or(0, |rest| match rest.chars().next() {
        Some(next) if next.is_alphabetic() => 1 + letters(rest),
        _ => 0,
    });
    match glued.max(hyphen) {
        0 => (end, Sort::Number),
        more => (end + more, Sort::Word),
    }
}

/// Whether a word fits a pattern: the same, or beginning so where the pattern ends with a star.
pub fn fits(word: &str, pattern: &str) -> bool {
    match pattern.strip_suffix('*') {
        Some(start) => word.starts_with(start),
        None => word == pattern,
    }
}

/// How many words from one on fit a pattern of words; `None` where they do not.
pub fn phrase(words: &[Word], at: usize, pattern: &str) -> Option<usize> {
    let mut length = 0;
    for part in pattern.split(' ') {
        let word = words.get(at + length)?;
        if word.sort == Sort::Mark && part.chars().next().is_some_and(char::is_alphanumeric) || !fits(&word.low, part) {
            return None;
        }
        length += 1;
    }
    Some(length)
}

/// What the words from one on stand for in a table of patterns (several in one text, with bars between them): the longest
/// that fits, and its length in words.
pub fn look<T: Copy>(table: &[(&str, T)], words: &[Word], at: usize) -> Option<(usize, T)> {
    let mut best: Option<(usize, T)> = None;
    for (patterns, meaning) in table {
        for pattern in patterns.split('|') {
            if let Some(length) =
                phrase(words, at, pattern).filter(|length| best.is_none_or(|(most, _)| *length > most))
            {
                best = Some((length, *meaning));
            }
        }
    }
    best
}

/// Whether any of the patterns fits from a word on; its length.
pub fn any(patterns: &str, words: &[Word], at: usize) -> Option<usize> {
    patterns.split('|').filter_map(|pattern| phrase(words, at, pattern)).max()
}

/// The first place in a range where any of the patterns fits.
pub fn first(patterns: &str, words: &[Word], range: std::ops::Range<usize>) -> Option<usize> {
    range.into_iter().find(|at| any(patterns, words, *at).is_some())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_one_word_with_their_groups() {
        let texts = |text: &str| words(text).into_iter().map(|word| (word.text, word.sort)).collect::<Vec<_>>();
        let number = |text: &str| (text.to_owned(), Sort::Number);
        for text in ["1 865", "20,000", "3,4", "1\u{a0}204", "1.200", "12", "1,234,567"] {
            assert_eq!(texts(text), [number(text)], "{text}");
        }
        assert_eq!(texts("14:00")[0].1, Sort::Clock);
        assert_eq!(texts("25.03.2022")[0].1, Sort::Date);
        for text in ["60k", "80-річна", "six-year-old", "п\u{2019}ять", "mayor's"] {
            assert_eq!(texts(text), [(text.to_owned(), Sort::Word)], "{text}");
        }
        assert_eq!(texts("5,208 people, 2022, 21")[2], (",".to_owned(), Sort::Mark));
    }
}
