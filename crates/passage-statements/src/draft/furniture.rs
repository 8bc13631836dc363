//! Lines and sentences that belong to the page, not to the report: menus, links to other articles, counts of shares.

use super::sentence::sentences;
use super::word::lowered;

/// How furniture begins.
const BEGINS: &[&str] = &[
    "read also",
    "read more",
    "see also",
    "related:",
    "related articles",
    "latest articles",
    "latest news",
    "most read",
    "more on this",
    "menu",
    "tags:",
    "photo:",
    "photo caption",
    "video:",
    "share ",
    "shared ",
    "tweet ",
    "subscribe",
    "follow us",
    "contact ",
    "call us",
    "posted ",
    "updated ",
    "published ",
    "comments",
    "sign up",
    "copyright",
    "©",
    "advertisement",
    "home |",
    "читайте також",
    "читати також",
    "читайте:",
    "дивіться також",
    "популярне",
    "останні новини",
    "теги:",
    "фото:",
    "відео:",
    "поділитися",
    "коментарі",
    "підписуйтесь",
    "підпишіться",
    "підписатися",
    "оновлено",
    "опубліковано",
    "передрук",
    "реклама",
    "головна",
    "новини",
    "топ-",
    "тел.",
    "меню",
    "переглядів",
    "контакти",
    "усі права",
];

/// Whether a line of a page is furniture: it begins as such, is cut by bars, is a numbered headline, or a date alone.
pub fn is_line(line: &str) -> bool {
    let cut = |bar: &str| line.matches(bar).count() >= 2;
    // A line of several sentences is looked at sentence by sentence.
    let begins = is_sentence(line) && sentences(line).len() < 2;
    begins || cut(" | ") || cut(" · ") || is_numbered(line) || !has_words(line)
}

/// Whether a sentence is: only its beginning tells.
pub fn is_sentence(sentence: &str) -> bool {
    let low = lowered(sentence.trim_start_matches(|c: char| !c.is_alphanumeric() && c != '©'));
    BEGINS.iter().any(|start| low.starts_with(start))
}

/// "2. Seven things to know": a headline of a list, which no full stop ends.
fn is_numbered(line: &str) -> bool {
    let rest = line.trim_start_matches(|c: char| c.is_ascii_digit());
    let numbered = rest.len() < line.len() && rest.starts_with(['.', ')']) && rest[1..].starts_with(' ');
    numbered && !line.trim_end().ends_with(['.', '!', '?', '»', '"', '”'])
}

/// Whether it has three words that are no month: a date or a count has not.
fn has_words(line: &str) -> bool {
    line.split(|c: char| !c.is_alphabetic() && c != '\'' && c != '’').filter(|word| word.chars().count() > 1).count()
        >= 3
}
