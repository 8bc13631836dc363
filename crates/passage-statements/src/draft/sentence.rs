//! Sentences of a paragraph.

/// What a full stop ends without ending a sentence.
const SHORT: &str = " тис млн млрд грн обл м вул ст стор р рр ім див напр о с a.m p.m mr mrs ms dr st gen col lt prof no vs e.g \
                     i.e u.s u.n u.k approx est інш т км ";

/// The sentences of a paragraph, trimmed. O(length).
pub fn sentences(paragraph: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let (mut start, mut at) = (0, 0);
    while let Some(length) = paragraph[at..].find(['.', '!', '?', '…']) {
        let mark = at + length;
        let behind = &paragraph[mark..];
        let end = mark + behind.len() - behind.trim_start_matches(['.', '!', '?', '…', '»', '"', '”', ')', '’']).len();
        at = end.max(mark + 1);
        while !paragraph.is_char_boundary(at) {
            at += 1;
        }
        let rest = &paragraph[end..];
        if rest.is_empty() || (begins(rest) && !is_short(&paragraph[start..mark], behind)) {
            found.push(paragraph[start..end].trim());
            start = end;
        }
    }
    found.push(paragraph[start.min(paragraph.len())..].trim());
    found.retain(|sentence| !sentence.is_empty());
    found
}

/// Whether what stands behind the mark begins a sentence.
fn begins(rest: &str) -> bool {
    let next = rest.trim_start();
    next.len() < rest.len()
        && next.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit() || "«\"“„—–(".contains(c))
}

/// Whether the full stop belongs to a short word, or to an initial.
fn is_short(before: &str, behind: &str) -> bool {
    let word = before.rsplit(|c: char| c.is_whitespace() || "«(\"".contains(c)).next().unwrap_or_default();
    let initial = word.chars().count() == 1 && word.chars().all(char::is_uppercase);
    behind.starts_with('.')
        && (initial || SHORT.split(' ').any(|short| !short.is_empty() && short == word.to_lowercase()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_ends_where_the_next_begins() {
        let text = "Виїхали 20 тис. людей. «Усе», — сказав він. By 1 p.m. local time 3.5 million left. 58 more stayed";
        let wanted = [
            "Виїхали 20 тис. людей.",
            "«Усе», — сказав він.",
            "By 1 p.m. local time 3.5 million left.",
            "58 more stayed",
        ];
        assert_eq!(sentences(text), wanted);
        for odd in ["", "...", "…", "a.", ". .", "!»"] {
            sentences(odd);
        }
    }
}
