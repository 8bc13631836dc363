//! What can be wrong with a quoted time, in words, with what to do.

use jiff::civil::{Date, Weekday};
use passage_model::civil::CivilError;

/// Why a quoted time cannot be used.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ClockError {
    /// A part of it does not read as a time.
    #[error("{part:?} in {text:?} is not {expected}")]
    NotUnderstood {
        /// The whole text.
        text: String,
        /// What was not understood.
        part: String,
        /// What was expected, with an example.
        expected: &'static str,
    },
    /// It names no zone, and nothing else does.
    #[error("{text:?} does not say by whose clock")]
    ZoneMissing {
        /// The text.
        text: String,
    },
    /// It names no date, and nothing else does.
    #[error("{text:?} has no date, or a date without a year")]
    DateMissing {
        /// The text.
        text: String,
    },
    /// There is no such date or hour.
    #[error("there is no {text}")]
    Impossible {
        /// The date or the hour.
        text: String,
    },
    /// The date falls on another day of the week.
    #[error("{date} is a {right}, not a {said}")]
    Weekday {
        /// The date.
        date: String,
        /// The day of the week that it falls on.
        right: &'static str,
        /// The one that the text says.
        said: &'static str,
    },
    /// "Midnight" of a date is its first moment or its last.
    #[error("midnight in {text:?} may be the beginning of that day or its end")]
    Midnight {
        /// The text.
        text: String,
    },
    /// An hour without minutes and without a half of the day.
    #[error("{hour} in {text:?} may be {hour}:00 in the morning or in the evening")]
    TwoHours {
        /// The text.
        text: String,
        /// The hour.
        hour: u32,
    },
    /// A window without an end or a start, and without a word that says so.
    #[error("{text:?} is one moment, not a window")]
    OneMoment {
        /// The text.
        text: String,
    },
    /// What is wrong with the civil time itself.
    #[error(transparent)]
    Civil(#[from] CivilError),
}

impl ClockError {
    pub(super) fn not_understood(text: &str, part: &str, expected: &'static str) -> Self {
        Self::NotUnderstood { text: text.trim().to_owned(), part: part.trim().to_owned(), expected }
    }

    pub(super) fn weekday(date: Date, said: Weekday) -> Self {
        let words = date.strftime("%-d %B %Y").to_string();
        Self::Weekday { date: words, right: weekday_name(date.weekday()), said: weekday_name(said) }
    }

    /// Its finding code.
    pub fn code(&self) -> &'static str {
        match self {
            Self::NotUnderstood { .. } | Self::Impossible { .. } | Self::OneMoment { .. } => "clock.not-a-time",
            Self::ZoneMissing { .. } => "clock.zone-missing",
            Self::DateMissing { .. } => "clock.date-missing",
            Self::Weekday { .. } => "clock.other-weekday",
            Self::Midnight { .. } => "clock.midnight",
            Self::TwoHours { .. } => "clock.two-hours",
            Self::Civil(civil) => civil.code(),
        }
    }

    /// What to do about it.
    pub fn advice(&self) -> String {
        match self {
            Self::NotUnderstood { .. } => {
                "Write it as \"2022-03-05 11:00 Europe/Kyiv\"; \"5 March 2022\", \"11 a.m.\", \"noon Moscow\", \"about\", \
                 \"from\", \"by\" and \"as of\" are understood too."
                    .into()
            }
            Self::ZoneMissing { .. } => {
                "Write the zone after the time (\"11:00 Kyiv\", \"12:00 Moscow\", \"+02:00\"), or zone = \"Europe/Kyiv\" at \
                 the top."
                    .into()
            }
            Self::DateMissing { .. } => "Write the date with its year, or date = \"2022-03-05\" at the top.".into(),
            Self::Impossible { .. } => "Hours run from 00:00 to 24:00; check the date.".into(),
            Self::Weekday { .. } => "Ask which of the two was meant, and correct the other.".into(),
            Self::Midnight { .. } => "Write 00:00 for the beginning of the day or 24:00 for its end.".into(),
            Self::TwoHours { hour, .. } => {
                format!("Write {hour}:00 or {} (or {hour} a.m., {hour} p.m.).", evening(*hour))
            }
            Self::OneMoment { .. } => {
                "Write both ends (\"09:00-16:00\"), or say that one is not known: \"from 10:00\", \"until 21:00\".".into()
            }
            Self::Civil(civil) => civil.advice(),
        }
    }
}

/// The same hour in the other half of the day.
fn evening(hour: u32) -> String {
    format!("{}:00", (hour + 12) % 24)
}

const fn weekday_name(day: Weekday) -> &'static str {
    match day {
        Weekday::Monday => "Monday",
        Weekday::Tuesday => "Tuesday",
        Weekday::Wednesday => "Wednesday",
        Weekday::Thursday => "Thursday",
        Weekday::Friday => "Friday",
        Weekday::Saturday => "Saturday",
        Weekday::Sunday => "Sunday",
    }
}
