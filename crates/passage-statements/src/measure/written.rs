//! Numbers as reports write them, in English and in Ukrainian: "around 20,000", "понад 2 300", "1.5 million", "dozens".

use super::{Form, Vague, Value};

/// A text that is no number.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{text:?} is no number with a form such as \"about 20,000\", \"at least 364\", \"200 to 250\" or \"dozens\"")]
pub struct NotAValue {
    /// The text.
    pub text: String,
}

/// What stands before a number, and the form that it gives it. Longer ones stand before those that they begin with.
const BEFORE: &[(&str, Form)] = &[
    ("no fewer than", Form::AtLeast),
    ("no less than", Form::AtLeast),
    ("at least", Form::AtLeast),
    ("not less than", Form::AtLeast),
    ("a minimum of", Form::AtLeast),
    ("щонайменше", Form::AtLeast),
    ("принаймні", Form::AtLeast),
    ("не менше ніж", Form::AtLeast),
    ("не менше", Form::AtLeast),
    ("more than", Form::MoreThan),
    ("over", Form::MoreThan),
    ("above", Form::MoreThan),
    ("понад", Form::MoreThan),
    ("більше ніж", Form::MoreThan),
    ("більш як", Form::MoreThan),
    ("більше", Form::MoreThan),
    ("no more than", Form::UpTo),
    ("up to", Form::UpTo),
    ("at most", Form::UpTo),
    ("as many as", Form::UpTo),
    ("не більше ніж", Form::UpTo),
    ("не більше", Form::UpTo),
    ("до", Form::UpTo),
    ("almost", Form::Almost),
    ("nearly", Form::Almost),
    ("just under", Form::Almost),
    ("close to", Form::Almost),
    ("майже", Form::Almost),
    ("approximately", Form::About),
    ("about", Form::About),
    ("around", Form::About),
    ("roughly", Form::About),
    ("some", Form::About),
    ("an estimated", Form::About),
    ("близько", Form::About),
    ("приблизно", Form::About),
    ("орієнтовно", Form::About),
    ("~", Form::About),
    ("≈", Form::About),
    (">=", Form::AtLeast),
    ("≥", Form::AtLeast),
    (">", Form::MoreThan),
    ("≤", Form::UpTo),
];

/// Numbers that are only words.
const VAGUE: &[(&str, Vague)] = &[
    ("hundreds of thousands", Vague::HundredsOfThousands),
    ("tens of thousands", Vague::TensOfThousands),
    ("сотні тисяч", Vague::HundredsOfThousands),
    ("десятки тисяч", Vague::TensOfThousands),
    ("several", Vague::Several),
    ("a few", Vague::Several),
    ("кілька", Vague::Several),
    ("декілька", Vague::Several),
    ("tens", Vague::Tens),
    ("десятки", Vague::Tens),
    ("dozens", Vague::Dozens),
    ("hundreds", Vague::Hundreds),
    ("сотні", Vague::Hundreds),
    ("thousands", Vague::Thousands),
    ("тисячі", Vague::Thousands),
];

/// Words that stand for a power of ten behind a number.
const SCALES: &[(&str, u64)] = &[
    ("hundred", 100),
    ("thousand", 1_000),
    ("million", 1_000_000),
    ("тисяча", 1_000),
    ("тисячі", 1_000),
    ("тисяч", 1_000),
    ("тис.", 1_000),
    ("тис", 1_000),
    ("мільйона", 1_000_000),
    ("мільйони", 1_000_000),
    ("мільйонів", 1_000_000),
    ("мільйон", 1_000_000),
    ("млн", 1_000_000),
    ("k", 1_000),
    ("m", 1_000_000),
];

/// Small numbers as words.
const WORDS: &[(&str, u64)] = &[
    ("none", 0),
    ("no", 0),
    ("zero", 0),
    ("one", 1),
    ("two", 2),
    ("three", 3),
    ("four", 4),
    ("five", 5),
    ("six", 6),
    ("seven", 7),
    ("eight", 8),
    ("nine", 9),
    ("ten", 10),
    ("eleven", 11),
    ("twelve", 12),
];

impl Value {
    /// Reads a number with its form: the whole text must be one.
    ///
    /// # Errors
    ///
    /// The text is none, or a number above 10^15.
    pub fn read(text: &str) -> Result<Self, NotAValue> {
        let lower = text.trim().to_lowercase();
        let lower = lower.split_whitespace().collect::<Vec<_>>().join(" ");
        read(&lower).ok_or_else(|| NotAValue { text: text.to_owned() })
    }
}

fn read(text: &str) -> Option<Value> {
    if let Some((_, vague)) = VAGUE.iter().find(|(word, _)| *word == text) {
        return Some(Value::Vague(*vague));
    }
    for (word, form) in BEFORE {
        if let Some(rest) =
            text.strip_prefix(word).filter(|rest| rest.starts_with(' ') || !word.ends_with(char::is_alphabetic))
        {
            return Value::of(*form, number(rest.trim())?);
        }
    }
    if let Some(number) = number(text) {
        return Some(Value::Exact(number));
    }
    range(text)
}

/// "200 to 250", "between 200 and 250", "від 200 до 250", "200-250", "1.5-2 million".
fn range(text: &str) -> Option<Value> {
    let text = ["between ", "from ", "від "].iter().find_map(|word| text.strip_prefix(word)).unwrap_or(text);
    let dashes = [" to ", " and ", " до ", " - ", "-", "\u{2013}", "\u{2014}"];
    let (low, high) = dashes.iter().find_map(|dash| text.split_once(dash))?;
    let (high_number, scale) = scaled(high.trim())?;
    // "10 to 12 thousand" is 10,000 to 12,000.
    let low = match scaled(low.trim())? {
        (low, 1) => whole(low, scale)?,
        (low, own) => whole(low, own)?,
    };
    let high = whole(high_number, scale)?;
    (low <= high).then_some(Value::Range(low, high))
}

fn number(text: &str) -> Option<u64> {
    if let Some((_, number)) = WORDS.iter().find(|(word, _)| *word == text) {
        return Some(*number);
    }
    let (number, scale) = scaled(text)?;
    whole(number, scale)
}

/// The digits of a number, in parts of a thousandth, with the power of ten that its word gives it.
fn scaled(text: &str) -> Option<(u64, u64)> {
    for (word, scale) in SCALES {
        if let Some(rest) = text.strip_suffix(word).map(str::trim_end) {
            let small = WORDS.iter().find(|(word, _)| *word == rest).map(|(_, n)| n * 1_000);
            return Some((small.or_else(|| thousandths(rest))?, *scale));
        }
    }
    // "20.000" is twenty in one country and twenty thousand in another: people and vehicles are whole.
    if text.contains('.') {
        return None;
    }
    thousandths(text).filter(|_| !has_decimal_comma(text)).map(|number| (number, 1))
}

/// Whether a comma stands before other than three digits.
fn has_decimal_comma(text: &str) -> bool {
    text.rsplit_once(',').is_some_and(|(_, rest)| rest.chars().count() < 3)
}

fn whole(thousandths: u64, scale: u64) -> Option<u64> {
    let number = thousandths.checked_mul(scale)?;
    (number.is_multiple_of(1_000) && number / 1_000 <= 1_000_000_000_000_000).then_some(number / 1_000)
}

/// "20,000", "20 000". A point is a decimal point, as in "1.5 million"; a comma before exactly three digits parts thousands, before
/// one or two it is the decimal comma of Ukrainian. A number without a word of its power of ten has no decimals ([`scaled`]).
fn thousandths(text: &str) -> Option<u64> {
    let spaces = |c: char| matches!(c, ' ' | '\u{a0}' | '\u{202f}' | '\u{2009}' | '\'');
    let (whole, decimals) = match text.rsplit_once(['.', ',']) {
        Some((whole, rest)) if text.contains('.') || rest.len() < 3 => (whole, rest),
        _ => (text, ""),
    };
    let mut groups = whole.split(|c: char| spaces(c) || c == ',');
    let first = groups.next()?;
    let mut digits = first.to_owned();
    for group in groups {
        if group.len() != 3 || first.len() > 3 {
            return None;
        }
        digits.push_str(group);
    }
    let plain = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    if !plain(&digits) || digits.len() > 16 || decimals.len() > 3 || !(decimals.is_empty() || plain(decimals)) {
        return None;
    }
    let decimals: u64 = format!("{decimals:0<3}").parse().ok()?;
    digits.parse::<u64>().ok()?.checked_mul(1_000)?.checked_add(decimals)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_figures_of_the_reports_are_read_as_they_stand() {
        let read = [
            ("around 20,000", Value::About(20_000)),
            ("up to 20,000", Value::UpTo(20_000)),
            ("2,000", Value::Exact(2_000)),
            ("more than 2,300", Value::MoreThan(2_300)),
            ("some 400,000", Value::About(400_000)),
            ("almost 5,000", Value::Almost(5_000)),
            ("at least 364", Value::AtLeast(364)),
            ("1.5 million", Value::Exact(1_500_000)),
            ("over 2.1 million", Value::MoreThan(2_100_000)),
            ("6 thousand", Value::Exact(6_000)),
            ("roughly 35,000", Value::About(35_000)),
            ("dozens", Value::Vague(Vague::Dozens)),
            ("tens of thousands", Value::Vague(Vague::TensOfThousands)),
            ("20 to 150", Value::Range(20, 150)),
            ("between 200 and 250", Value::Range(200, 250)),
            ("10-12 thousand", Value::Range(10_000, 12_000)),
            ("six", Value::Exact(6)),
            ("понад 2 300", Value::MoreThan(2_300)),
            ("близько 20 тис.", Value::About(20_000)),
            ("до 20 тисяч", Value::UpTo(20_000)),
            ("1,5 млн", Value::Exact(1_500_000)),
            ("щонайменше 364", Value::AtLeast(364)),
            ("2\u{202f}000", Value::Exact(2_000)),
            (">160", Value::MoreThan(160)),
        ];
        for (text, value) in read {
            assert_eq!(Value::read(text), Ok(value), "{text}");
        }
    }

    #[test]
    fn what_is_no_number_is_refused() {
        for text in [
            "",
            "many",
            "20.000",
            "1.234.567",
            "20,00",
            "10,0",
            "20.0 to 30",
            "20,00,0",
            "about",
            "1.2345 million",
            "250 to 200",
            "0.5",
            "99999999999999999999",
            "-5",
        ] {
            assert!(Value::read(text).is_err(), "{text}: {:?}", Value::read(text));
        }
    }

    #[test]
    fn a_value_is_read_as_it_is_written() {
        for value in
            [Value::Exact(1_865), Value::About(20_000), Value::Range(1_200, 1_300), Value::Vague(Vague::Hundreds)]
        {
            assert_eq!(Value::read(&value.to_string()), Ok(value));
        }
    }
}
