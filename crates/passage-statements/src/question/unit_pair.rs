//! A length in two units that do not fit each other: "30 km (19 miles)" does, "30 km (25 miles)" does not.

use super::index::{Bucket, Key, Texts};
use super::phrase::{Part, Phrase, called, plain};
use super::{Detector, Question};
use crate::claim::Claim;

/// Words for units of length, and how many millimetres they are.
const UNITS: [(&str, u64); 14] = [
    ("kilometres", 1_000_000),
    ("kilometers", 1_000_000),
    ("kilometre", 1_000_000),
    ("kilometer", 1_000_000),
    ("km", 1_000_000),
    ("км", 1_000_000),
    ("miles", 1_609_344),
    ("mile", 1_609_344),
    ("mi", 1_609_344),
    ("миль", 1_609_344),
    ("metres", 1_000),
    ("meters", 1_000),
    ("m", 1_000),
    ("feet", 305),
];

/// A length as it stands in a text, in millimetres, with what the last digit of its number is worth.
struct Length {
    words: String,
    millimetres: u64,
    digit: u64,
    unit: u64,
}

impl Length {
    fn of(number: &str, unit: &str) -> Option<Self> {
        let millimetres = UNITS.iter().find(|(word, _)| *word == unit)?.1;
        let plain = number.replace(',', "");
        let (whole, decimals) = plain.split_once('.').unwrap_or((&plain, ""));
        let small = 10u64.checked_pow(u32::try_from(decimals.len()).ok()?)?;
        let digits: u64 = format!("{whole}{decimals}").parse().ok().filter(|digits| *digits < 1_000_000_000)?;
        let length = digits.checked_mul(millimetres)? / small;
        Some(Self {
            words: format!("{number} {unit}"),
            millimetres: length,
            digit: millimetres / small,
            unit: millimetres,
        })
    }
}

/// The first pair of a text, "30 km (19 miles)", in two different units.
fn pair(text: &str) -> Option<(Length, Length)> {
    text.match_indices('(').find_map(|(at, _)| {
        let inside = text[at + 1..].split(')').next()?;
        let mut before = text[..at].split_whitespace().rev();
        let (unit, number) = (before.next()?, before.next()?);
        let mut inner = inside.split_whitespace();
        let (one, other) = (Length::of(number, unit)?, Length::of(inner.next()?, inner.next()?)?);
        (one.unit != other.unit && inner.next().is_none()).then_some((one, other))
    })
}

/// Whether one may be the other rounded to its last digit.
fn fits((one, other): &(Length, Length)) -> bool {
    let apart = one.millimetres.abs_diff(other.millimetres);
    // Either of the two may be the one that was rounded, and the first may be rounded as well.
    apart * 2 <= one.digit.max(other.digit) + one.digit.min(other.digit) / 10
}

pub fn keys(claim: &Claim, texts: &mut Texts) -> Vec<Key> {
    match pair(&claim.quote) {
        Some(lengths) if !fits(&lengths) => vec![[texts.number(&claim.id().0.to_string()), 0, 0, 0, 0, 0]],
        _ => Vec::new(),
    }
}

pub fn ask(bucket: &Bucket<'_>) -> Option<Question> {
    let (place, claim) = bucket.first()?;
    let (one, other) = pair(&claim.quote)?;
    let tenths = |length: u64, unit: u64| Part::Tenths((length * 10 + unit / 2) / unit);
    let parts = [
        ("a", called(claim)),
        ("first", Part::Text(one.words.clone())),
        ("second", Part::Text(other.words.clone())),
        ("is", tenths(one.millimetres, other.unit)),
        ("unit", Part::Text(other.words.split(' ').next_back().unwrap_or_default().to_owned())),
    ];
    Some(Question {
        detector: Detector::UnitPair,
        about: claim.about.clone(),
        claims: vec![*place],
        arithmetic: vec![Phrase::new("ask-unit-pair", parts)],
        explanations: vec![plain("explain-unit-converted")],
        settles: vec![plain("settle-find-original")],
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nineteen_miles_are_thirty_kilometres_and_twenty_five_are_not() {
        for (text, fitting) in [
            ("30 km (19 miles) from Kyiv", true),
            ("19 miles (30 km)", true),
            ("30 km (25 miles)", false),
            ("1,000 km (621 miles)", true),
            ("2.5 km (1.6 miles)", true),
            ("2.5 km (2.1 miles)", false),
        ] {
            assert_eq!(pair(text).map(|pair| fits(&pair)), Some(fitting), "{text}");
        }
        for text in ["the bridge (burnt) at 30 km", "30 km (about 19 miles)", "(", "30 km (19 km)", ""] {
            assert!(pair(text).is_none(), "{text}");
        }
    }
}
