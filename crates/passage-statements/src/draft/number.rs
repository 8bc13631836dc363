//! The figures of a sentence: numbers with the words that give them their form, and what is no count at all.

use super::count;
use super::word::{Sort, Word, any, look};
use crate::measure::{Form, Vague, Value};
use std::ops::Range;

/// A figure where it stands, in words of the sentence.
#[derive(Clone, Debug)]
pub struct Number {
    /// The number with its form.
    pub value: Value,
    /// From the first word of its form to the last of the number.
    pub words: Range<usize>,
    /// Whether it may only be one together with what is counted: "one", "no", "жоден".
    pub needs_noun: bool,
    /// Whether it can only count people: "дев'ятеро".
    pub of_people: bool,
    /// Whether it can be a year or a part of a date where nothing counted follows.
    pub may_be_year: bool,
}

/// What gives the number behind it a form.
const BEFORE: &[(&str, Form)] = &[
    (
        "at least|no fewer than|no less than|not less than|a minimum of|щонайменше|принаймні|не менше ніж|не менше|не менш як|мінімум",
        Form::AtLeast,
    ),
    (
        "more than|over|above|in excess of|upwards of|exceeds|exceeded|понад|більше ніж|більше|більш як|більш ніж|перевищує|перевищила",
        Form::MoreThan,
    ),
    ("up to|no more than|at most|as many as|не більше ніж|не більше|не більш як|максимум", Form::UpTo),
    ("almost|nearly|just under|close to|майже|мало не|без малого", Form::Almost),
    (
        "about|around|approximately|roughly|some|an estimated|estimated|circa|близько|приблизно|орієнтовно|десь|біля|з|~|≈",
        Form::About,
    ),
    ("до", Form::UpTo),
    (">|більш", Form::MoreThan),
];

/// Words for many that are no number.
const VAGUE: &[(&str, Vague)] = &[
    ("hundreds of thousands|сотні тисяч", Vague::HundredsOfThousands),
    ("tens of thousands|десятки тисяч|кілька десятків тисяч", Vague::TensOfThousands),
    ("several thousand|thousands|тисячі|кілька тисяч|декілька тисяч", Vague::Thousands),
    ("several hundred|hundreds|a few hundred|сотні|кілька сотень|кількасот|декілька сотень", Vague::Hundreds),
    ("dozens|several dozen|scores", Vague::Dozens),
    ("tens|десятки|кілька десятків|декілька десятків|кількадесят", Vague::Tens),
    ("several|a few|a handful of|кілька|декілька|кількох|кілько", Vague::Several),
];

/// What a number stands behind that is no figure by itself: "fewer than a hundred" has no form in the vocabulary, "a town of
/// 25,000" counts nobody.
const NOT_BEHIND: &str = "fewer than|less than|under|some of the|most of the|many of the|half of the|менше|менш ніж|менш як|town of|city of|village of";

/// Not one.
const NONE: &str = "not a single|not one|no|none|жоден|жодна|жодне|жодного|жодної|жодну|ні один";

/// What a number in front of or behind it makes something else than a count.
const MONEY: &str = "$|€|£|₴|№|#|minus|мінус|+|−|tel|тел|no";

/// The months, as they stand in dates.
const MONTHS: &str = "january|february|march|april|may|june|july|august|september|october|november|december|січня|лютого|березня|\
                      квітня|травня|червня|липня|серпня|вересня|жовтня|листопада|грудня";

/// The figures of a sentence, in their order. O(words).
pub fn numbers(words: &[Word]) -> Vec<Number> {
    let (mut found, mut at) = (Vec::new(), 0);
    while at < words.len() {
        // "Не менше" is at least, and is read as that before.
        if let Some(length) = any(NOT_BEHIND, words, at)
            && let Some(behind) = plain(words, at + length).or_else(|| one_of(words, at + length))
        {
            at = behind.1.end;
            continue;
        }
        match number(words, at) {
            Some(number) => {
                at = number.words.end.max(at + 1);
                found.push(number);
            }
            None => at += skipped(words, at),
        }
    }
    found
}

/// How many words go past where no figure begins: a date is gone past whole.
fn skipped(words: &[Word], at: usize) -> usize {
    let day = words[at].sort == Sort::Number && any(MONTHS, words, at + 1).is_some();
    let month = any(MONTHS, words, at).is_some()
        && words.get(at + 1).is_some_and(|next| next.sort == Sort::Number && next.text.len() <= 4);
    match (day, month) {
        // "24 February 2022", "24 лютого 2022".
        (true, _) => 2 + usize::from(words.get(at + 2).is_some_and(|year| is_year(&year.text))),
        (_, true) => 2,
        _ => 1,
    }
}

fn is_year(text: &str) -> bool {
    text.len() == 4
        && (text.starts_with("19") || text.starts_with("20"))
        && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// The figure that begins at a word, if one does.
fn number(words: &[Word], at: usize) -> Option<Number> {
    if let Some(range) = range(words, at) {
        return Some(range);
    }
    if let Some((length, form)) = look(BEFORE, words, at) {
        // "over a thousand", "до сотні", "не менше тисячі", "the over 200".
        // "Майже у п'ять тисяч".
        let from = at + length + usize::from(any("у|в", words, at + length).is_some());
        let behind = plain(words, from).or_else(|| one_of(words, from));
        // "з 24 лютого" is no estimate, nor is "з двох".
        let real = words[at].low != "з";
        if let Some(number) = behind.filter(|_| real) {
            return Some(Number {
                value: Value::of(form, number.0)?,
                words: at..number.1.end,
                needs_noun: false,
                of_people: number.2,
                may_be_year: false,
            });
        }
    }
    if let Some(length) = any(NONE, words, at) {
        return Some(Number {
            value: Value::Exact(0),
            words: at..at + length,
            needs_noun: true,
            of_people: false,
            may_be_year: false,
        });
    }
    if let Some((length, vague)) = look(VAGUE, words, at) {
        let end = at + length;
        return Some(Number {
            value: Value::Vague(vague),
            words: at..end,
            needs_noun: true,
            of_people: false,
            may_be_year: false,
        });
    }
    let (number, range, of_people) = plain(words, at)?;
    let needs_noun = number == 1 && words[at].sort == Sort::Word;
    let may_be_year = is_year(&words[at].text) && range.len() == 1;
    Some(Number { value: Value::Exact(number), words: range, needs_noun, of_people, may_be_year })
}

/// "сотні", "тисячі", "a dozen" behind a word of form: one of it.
fn one_of(words: &[Word], at: usize) -> Option<(u64, Range<usize>, bool)> {
    let number = match words.get(at)?.low.as_str() {
        "сотні" | "сотню" | "hundred" => 100,
        "тисячі" | "тисячу" | "thousand" => 1_000,
        "мільйона" | "мільйон" => 1_000_000,
        "десятка" | "десяток" => 10,
        _ => return None,
    };
    Some((number, at..at + 1, false))
}

/// A number in digits or words, without a form; where it stands, and whether it can only count people.
fn plain(words: &[Word], at: usize) -> Option<(u64, Range<usize>, bool)> {
    let word = words.get(at)?;
    let before = at.checked_sub(1).map(|before| words[before].low.as_str()).unwrap_or_default();
    if word.sort == Sort::Number {
        let money = MONEY.split('|').any(|mark| mark == before) && !before.is_empty() && before != "no";
        if money
            || any(MONTHS, words, at + 1).is_some()
            || any(MONTHS, words, at.wrapping_sub(1)).is_some() && word.text.len() <= 4
        {
            return None;
        }
        let (scale, length) = count::scale(words, at + 1).unwrap_or((1, 0));
        let number = digits(&word.text, scale)?;
        return Some((number, at..at + 1 + length, false));
    }
    if let Some(number) = with_k(&word.low) {
        return Some((number, at..at + 1, false));
    }
    if word.sort != Sort::Word
        || matches!(
            word.low.as_str(),
            "сотні" | "тисячі" | "десятки" | "hundred" | "dozen" | "thousand" | "million" | "сот" | "пів"
        ) && !half(words, at)
    {
        return None;
    }
    let (number, length) = count::spelled(words, at)?;
    let of_people = word.low.ends_with("еро") || matches!(word.low.as_str(), "двоє" | "троє");
    // "двоє автобусів" does not occur; a bare "тисяч" is the end of a number that could not be read.
    let bare =
        length == 1 && matches!(word.low.as_str(), "тисяч" | "сотень" | "мільйонів" | "тис" | "млн" | "десятків");
    (!bare).then_some((number, at..at + length, of_people))
}

fn half(words: &[Word], at: usize) -> bool {
    words[at].low == "пів"
        && words.get(at + 1).is_some_and(|next| matches!(next.low.as_str(), "сотні" | "тисячі" | "мільйона"))
}

/// "60k", "120K".
fn with_k(word: &str) -> Option<u64> {
    let digits = word.strip_suffix(['k', 'к'])?;
    (!digits.is_empty() && digits.len() <= 6 && digits.bytes().all(|byte| byte.is_ascii_digit()))
        .then(|| digits.parse().ok())?
        .map(|n: u64| n * 1_000)
}

/// Digits with their groups and decimals, times a power of ten; whole, and below 10^15. Leading zeros are of a telephone.
fn digits(text: &str, scale: u64) -> Option<u64> {
    if text.len() > 1 && text.starts_with('0') && !text.starts_with("0,") && !text.starts_with("0.") {
        return None;
    }
    let (whole, decimals) = match text.rsplit_once([',', '.']) {
        // Three digits behind a comma or a point are a group: people are whole.
        Some((whole, rest)) if rest.len() < 3 => (whole, rest),
        Some((whole, rest)) if scale > 1 && !whole.contains([',', '.']) && text.contains('.') => (whole, rest),
        _ => (text, ""),
    };
    let plain: String = whole.chars().filter(char::is_ascii_digit).chain(decimals.chars()).collect();
    let number = plain.parse::<u64>().ok()?.checked_mul(scale)?;
    let part = 10u64.checked_pow(u32::try_from(decimals.len()).ok()?)?;
    (number.is_multiple_of(part) && number / part <= 1_000_000_000_000_000).then_some(number / part)
}

/// "between 200 and 250", "from 200 to 250", "від 200 до 250", "200-250", "200 to 250".
fn range(words: &[Word], at: usize) -> Option<Number> {
    let opened = any("between|from|від", words, at).unwrap_or(0);
    let (low, first, _) = plain(words, at + opened)?;
    let dash = words.get(first.end).is_some_and(|mark| mark.is("-") || mark.is("–") || mark.is("—"));
    let joined = match words.get(first.end)?.low.as_str() {
        "to" | "до" => true,
        "and" => opened > 0 && words[at].low == "between",
        _ => dash && opened == 0 && words.get(first.end + 1).is_some_and(|next| next.start == words[first.end].end()),
    };
    if !joined || (words[first.end].low == "до" && opened == 0) {
        return None;
    }
    let (high, second, _) = plain(words, first.end + 1)?;
    // "10 to 12 thousand" is 10,000 to 12,000.
    let scale = count::scale(words, second.start + 1).map_or(1, |(scale, _)| scale);
    let low = if first.len() == opened.max(1) && low < 1_000 && scale > 1 { low.checked_mul(scale)? } else { low };
    (low < high).then_some(Number {
        value: Value::Range(low, high),
        words: at..second.end,
        needs_noun: false,
        of_people: false,
        may_be_year: false,
    })
}

#[cfg(test)]
mod tests {
    use super::super::word::words;
    use super::*;

    fn values(text: &str) -> Vec<String> {
        numbers(&words(text)).into_iter().map(|number| number.value.to_string()).collect()
    }

    #[test]
    fn figures_are_found_with_their_forms() {
        for (text, wanted) in [
            ("more than 1.5 million people", "more than 1,500,000"),
            ("близько 20 тис. людей", "about 20,000"),
            ("1.200 людей", "1,200"),
            ("60k people", "60,000"),
            ("between 200 and 250 people", "200 to 250"),
            ("від 200 до 250 людей", "200 to 250"),
            ("10-12 thousand people", "10,000 to 12,000"),
            ("до сотні легковиків", "up to 100"),
            ("сотні людей", "hundreds"),
            ("кілька сотень людей", "hundreds"),
            ("не менше тисячі машин", "at least 1,000"),
            ("пів сотні машин", "50"),
            ("жоден автобус", "0"),
            ("up to twenty thousand people", "up to 20,000"),
            ("6,5 тисяч машин", "6,500"),
        ] {
            assert_eq!(values(text), [wanted], "{text}");
        }
    }

    #[test]
    fn dates_money_and_telephones_are_no_figures() {
        for text in [
            "on 24 February 2022",
            "з 24 лютого",
            "March 5",
            "$130",
            "at 14:00",
            "25.03.2022",
            "a 62-year-old",
            "067",
            "minus 6",
        ] {
            assert_eq!(values(text), Vec::<String>::new(), "{text}");
        }
    }
}
