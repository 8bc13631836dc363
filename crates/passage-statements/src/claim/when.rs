//! Moments and periods of a claim: read by the clocks of its zone, written so that they are read back the same.

use crate::measure::Period;
use jiff::Timestamp;
use jiff::civil::Date;
use passage_model::civil::{Calendar, CivilError, Zone};
use passage_model::time::Clock;

/// When something was said: to the minute, or only the day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Said {
    /// At a moment.
    At(Timestamp),
    /// On a day, by the clocks of the claim's zone.
    On(Date),
}

impl Said {
    /// The day, by the clocks of a zone.
    pub fn day(self, zone: &Zone) -> Date {
        match self {
            Self::At(moment) => zone.at(moment).date(),
            Self::On(date) => date,
        }
    }

    /// As it is written and read.
    pub fn words(self, zone: &Zone) -> String {
        match self {
            Self::At(at) => moment_words(at, zone),
            Self::On(date) => date.to_string(),
        }
    }
}

/// What is wrong with a time, in words, and what to do.
#[derive(Debug)]
pub struct Fault {
    /// What is wrong.
    pub words: String,
    /// What to do.
    pub advice: String,
}

impl From<CivilError> for Fault {
    fn from(error: CivilError) -> Self {
        Self { words: error.to_string(), advice: error.advice() }
    }
}

/// "2022-03-15", exactly.
pub fn date(text: &str) -> Option<Date> {
    let shape = |(i, b): (usize, u8)| if i == 4 || i == 7 { b == b'-' } else { b.is_ascii_digit() };
    (text.len() == 10 && text.bytes().enumerate().all(shape)).then(|| text.parse().ok())?
}

/// Whether a text begins as a date does.
fn begins_with_date(text: &str) -> bool {
    text.get(..10).is_some_and(|start| date(start).is_some())
}

/// "2022-03-15 14:00" by the clocks of a zone, or by those of a zone or an offset of its own where it has one.
///
/// # Errors
///
/// It is no moment, does not exist by those clocks, or comes twice.
pub fn moment(text: &str, zone: &Zone) -> Result<Timestamp, Fault> {
    let calendar = Calendar::new(text, Some(zone.clone()))?;
    let written = calendar.rfc3339(Clock::H_HOUR);
    written.parse().map_err(|_| Fault::from(CivilError::OutOfCalendar { text: text.to_owned() }))
}

/// As [`moment`] reads it, with its offset: summer time never makes it two moments.
pub fn moment_words(at: Timestamp, zone: &Zone) -> String {
    let local = zone.at(at);
    let form = if local.second() == 0 { "%Y-%m-%d %H:%M" } else { "%Y-%m-%d %H:%M:%S" };
    let seconds = zone.offset(at).seconds();
    let (sign, minutes) = (if seconds < 0 { '-' } else { '+' }, seconds.unsigned_abs() / 60);
    format!("{} {sign}{:02}:{:02}", local.strftime(form), minutes / 60, minutes % 60)
}

/// "2022-03-15" or a moment.
pub fn said(text: &str, zone: &Zone) -> Result<Said, Fault> {
    match date(text) {
        Some(date) => Ok(Said::On(date)),
        None => moment(text, zone).map(Said::At),
    }
}

const EXPECTED: &str = "Write a day (2022-03-15), a day so far (2022-03-15 until 14:00), a moment (at 2022-03-15 14:00), or a \
                        sum (since 2022-02-24 until 2022-03-06; so far until 2022-03-16). Leave it out where the statement \
                        does not say.";

/// The period of a text; see `docs/reference/claims.md`.
pub fn period(text: &str, zone: &Zone) -> Result<Period, Fault> {
    let unknown = || Fault { words: format!("{text:?} is no time that a figure can be for"), advice: EXPECTED.into() };
    if text.is_empty() || text == "not stated" {
        return Ok(Period::Unstated);
    }
    if let Some(date) = date(text) {
        return Ok(Period::Day { date, zone: zone.clone() });
    }
    if let Some(at) = text.strip_prefix("at ") {
        return Ok(Period::At(moment(at, zone)?));
    }
    let (start, end) = text.split_once("until ").ok_or_else(unknown)?;
    let (start, end) = (start.trim(), end.trim());
    if let Some(date) = date(start) {
        let end = if begins_with_date(end) { end.to_owned() } else { format!("{start} {end}") };
        let until = moment(&end, zone)?;
        ordered(zone.start_of(date)?, until, text)?;
        return Ok(Period::DaySoFar { date, zone: zone.clone(), until });
    }
    let until = edge(end, zone, true)?;
    match start.strip_prefix("since ") {
        Some(from) => {
            let from = edge(from.trim(), zone, false)?;
            ordered(from, until, text)?;
            Ok(Period::Since { from: Some(from), until })
        }
        None if start == "so far" => Ok(Period::Since { from: None, until }),
        None => Err(unknown()),
    }
}

/// A moment, or the start of a date, or its end.
fn edge(text: &str, zone: &Zone, end: bool) -> Result<Timestamp, Fault> {
    match date(text) {
        Some(date) => {
            let far = |_| Fault::from(CivilError::OutOfCalendar { text: text.to_owned() });
            let date = if end { date.tomorrow().map_err(far)? } else { date };
            Ok(zone.start_of(date)?)
        }
        None => moment(text, zone),
    }
}

fn ordered(from: Timestamp, until: Timestamp, text: &str) -> Result<(), Fault> {
    if from < until {
        return Ok(());
    }
    let words = format!("{text:?} ends before it begins");
    Err(Fault { words, advice: "Write the earlier moment first.".into() })
}

/// As [`period`] reads it.
pub fn period_words(period: &Period, zone: &Zone) -> String {
    let words = |at: &Timestamp| moment_words(*at, zone);
    match period {
        Period::At(at) => format!("at {}", words(at)),
        Period::Day { date, .. } => date.to_string(),
        Period::DaySoFar { date, until, .. } => format!("{date} until {}", words(until)),
        Period::Since { from: Some(from), until } => format!("since {} until {}", words(from), words(until)),
        Period::Since { from: None, until } => format!("so far until {}", words(until)),
        Period::Unstated => String::new(),
    }
}
