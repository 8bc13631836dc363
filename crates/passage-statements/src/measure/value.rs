//! A number as it was said: exact, at least, up to, about, between, "dozens"; and what range of numbers it supports.

use passage_model::digits::thousands;
use std::fmt;

/// How far "about" may be off, and "almost" below, in percent of the number. Our choice: no source of the corridors says
/// what its "around" means. Too wide hides a question, too narrow asks one of rounding.
pub const ABOUT_PERCENT: u64 = 10;

/// How a number was put.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Form {
    /// "1,865".
    Exact,
    /// "at least 364".
    AtLeast,
    /// "more than 2,300", "over".
    MoreThan,
    /// "up to 20,000".
    UpTo,
    /// "almost 5,000", "nearly".
    Almost,
    /// "about 160,000", "around", "some", "roughly".
    About,
    /// "between 200 and 250".
    Range,
    /// "dozens", "hundreds".
    Vague,
}

impl Form {
    /// Every form.
    pub const ALL: [Self; 8] =
        [Self::Exact, Self::AtLeast, Self::MoreThan, Self::UpTo, Self::Almost, Self::About, Self::Range, Self::Vague];

    /// Its word: "at least".
    pub const fn name(self) -> &'static str {
        match self {
            Self::Exact => "exact",
            Self::AtLeast => "at least",
            Self::MoreThan => "more than",
            Self::UpTo => "up to",
            Self::Almost => "almost",
            Self::About => "about",
            Self::Range => "range",
            Self::Vague => "vague",
        }
    }
}

/// A number that is only a word. The least is what ACLED takes for it ("tens" 10, "dozens" 12, "hundreds" 100, the most
/// cautious reading); the most is our choice: the next word begins there, and people change from one to the other late.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Vague {
    /// "several", "a few".
    Several,
    /// "tens".
    Tens,
    /// "dozens".
    Dozens,
    /// "hundreds".
    Hundreds,
    /// "thousands".
    Thousands,
    /// "tens of thousands".
    TensOfThousands,
    /// "hundreds of thousands".
    HundredsOfThousands,
}

impl Vague {
    /// Every one.
    pub const ALL: [Self; 7] = [
        Self::Several,
        Self::Tens,
        Self::Dozens,
        Self::Hundreds,
        Self::Thousands,
        Self::TensOfThousands,
        Self::HundredsOfThousands,
    ];

    /// The word.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Several => "several",
            Self::Tens => "tens",
            Self::Dozens => "dozens",
            Self::Hundreds => "hundreds",
            Self::Thousands => "thousands",
            Self::TensOfThousands => "tens of thousands",
            Self::HundredsOfThousands => "hundreds of thousands",
        }
    }

    const fn supports(self) -> (u64, u64) {
        match self {
            Self::Several => (2, 19),
            Self::Tens => (10, 199),
            Self::Dozens => (12, 199),
            Self::Hundreds => (100, 1_999),
            Self::Thousands => (1_000, 19_999),
            Self::TensOfThousands => (10_000, 199_999),
            Self::HundredsOfThousands => (100_000, 1_999_999),
        }
    }
}

/// A number with its form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Value {
    /// "1,865".
    Exact(u64),
    /// "at least 364".
    AtLeast(u64),
    /// "more than 2,300".
    MoreThan(u64),
    /// "up to 20,000".
    UpTo(u64),
    /// "almost 5,000".
    Almost(u64),
    /// "about 160,000".
    About(u64),
    /// "between 200 and 250", both included.
    Range(u64, u64),
    /// "dozens".
    Vague(Vague),
}

impl Value {
    /// A number in one of the forms that have a single number.
    pub const fn of(form: Form, number: u64) -> Option<Self> {
        Some(match form {
            Form::Exact => Self::Exact(number),
            Form::AtLeast => Self::AtLeast(number),
            Form::MoreThan => Self::MoreThan(number),
            Form::UpTo => Self::UpTo(number),
            Form::Almost => Self::Almost(number),
            Form::About => Self::About(number),
            Form::Range | Form::Vague => return None,
        })
    }

    /// How it was put.
    pub const fn form(self) -> Form {
        match self {
            Self::Exact(_) => Form::Exact,
            Self::AtLeast(_) => Form::AtLeast,
            Self::MoreThan(_) => Form::MoreThan,
            Self::UpTo(_) => Form::UpTo,
            Self::Almost(_) => Form::Almost,
            Self::About(_) => Form::About,
            Self::Range(..) => Form::Range,
            Self::Vague(_) => Form::Vague,
        }
    }

    /// The numbers that the statement supports, from the least to the most, both included; `None` where it names no most.
    /// Two statements contradict each other only where these are disjoint.
    pub const fn supports(self) -> (u64, Option<u64>) {
        match self {
            Self::Exact(n) => (n, Some(n)),
            Self::AtLeast(n) => (n, None),
            Self::MoreThan(n) => (n.saturating_add(1), None),
            Self::UpTo(n) => (0, Some(n)),
            Self::Almost(n) => (n - part(n), Some(n.saturating_sub(1))),
            Self::About(n) => (n - part(n), Some(n.saturating_add(part(n)))),
            Self::Range(low, high) => (low, Some(high)),
            Self::Vague(vague) => {
                let (low, high) = vague.supports();
                (low, Some(high))
            }
        }
    }

    /// Whether two statements can both be true of one number.
    pub fn agrees_with(self, other: Self) -> bool {
        let ((low, high), (other_low, other_high)) = (self.supports(), other.supports());
        high.is_none_or(|high| other_low <= high) && other_high.is_none_or(|high| low <= high)
    }
}

/// How far "about" and "almost" may be off, rounded up.
const fn part(n: u64) -> u64 {
    n / 100 * ABOUT_PERCENT + (n % 100 * ABOUT_PERCENT).div_ceil(100)
}

impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::Exact(n) => f.write_str(&thousands(n)),
            Self::Range(low, high) => write!(f, "{} to {}", thousands(low), thousands(high)),
            Self::Vague(vague) => f.write_str(vague.name()),
            Self::AtLeast(n) | Self::MoreThan(n) | Self::UpTo(n) | Self::Almost(n) | Self::About(n) => {
                write!(f, "{} {}", self.form().name(), thousands(n))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn each_form_supports_its_own_range() {
        assert_eq!(Value::About(20_000).supports(), (18_000, Some(22_000)));
        assert_eq!(Value::Almost(5_000).supports(), (4_500, Some(4_999)));
        assert_eq!(Value::MoreThan(2_300).supports(), (2_301, None));
        assert_eq!(Value::Vague(Vague::Dozens).supports(), (12, Some(199)));
        assert_eq!(Value::Almost(0).supports(), (0, Some(0)));
        assert_eq!(Value::About(u64::MAX).supports().1, Some(u64::MAX));
    }

    #[test]
    fn around_and_up_to_twenty_thousand_can_both_be_true() {
        assert!(Value::About(20_000).agrees_with(Value::UpTo(20_000)));
        assert!(Value::AtLeast(364).agrees_with(Value::MoreThan(2_300)));
        assert!(!Value::MoreThan(2_500).agrees_with(Value::Exact(2_100)));
    }

    fn value() -> impl Strategy<Value = Value> {
        (0usize..6, 0u64..60).prop_map(|(form, n)| Value::of(Form::ALL[form], n).unwrap())
    }

    proptest! {
        /// The twin asks every number whether both support it.
        #[test]
        fn values_agree_where_one_number_is_within_both(a in value(), b in value()) {
            let within = |value: Value, n: u64| value.supports().0 <= n && value.supports().1.is_none_or(|high| n <= high);
            prop_assert_eq!(a.agrees_with(b), (0..200).any(|n| within(a, n) && within(b, n)));
        }
    }
}
