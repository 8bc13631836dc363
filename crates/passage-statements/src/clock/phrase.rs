//! One moment's words, each in its place.

use super::token::{Token, WrittenDate};
use super::{Bound, ClockError};
use jiff::civil::{Date, DateTime, Weekday};
use passage_model::civil::Zone;

/// What the words of one moment say.
#[derive(Clone, Debug)]
pub(super) struct Phrase {
    pub date: Option<WrittenDate>,
    pub weekday: Option<Weekday>,
    /// Seconds into the day.
    pub time: Option<u32>,
    pub midnight: bool,
    pub zone: Option<Zone>,
    pub length: Option<i64>,
    pub about: bool,
    pub bound: Bound,
    pub so_far: bool,
}

impl Phrase {
    /// Puts the words into their places; two of one sort, or a dash between them, are no moment.
    pub fn of(text: &str, tokens: &[Token]) -> Result<Self, ClockError> {
        let mut phrase = Self {
            date: None,
            weekday: None,
            time: None,
            midnight: false,
            zone: None,
            length: None,
            about: false,
            bound: Bound::At,
            so_far: false,
        };
        let expected = "one moment: it says a thing twice, or is a window";
        for token in tokens {
            let first = match token {
                Token::Date(date) => phrase.date.replace(*date).is_none(),
                Token::Time(second) => phrase.time.replace(*second).is_none() && !phrase.midnight,
                Token::Midnight => !std::mem::replace(&mut phrase.midnight, true) && phrase.time.is_none(),
                Token::Zone(zone) => phrase.zone.replace(zone.clone()).is_none(),
                Token::Length(length) => phrase.length.replace(*length).is_none(),
                Token::Weekday(day) => phrase.weekday.replace(*day).is_none(),
                Token::About => !std::mem::replace(&mut phrase.about, true),
                Token::From => std::mem::replace(&mut phrase.bound, Bound::From) == Bound::At,
                Token::By => std::mem::replace(&mut phrase.bound, Bound::By) == Bound::At,
                Token::AsOf => std::mem::replace(&mut phrase.bound, Bound::AsOf) == Bound::At,
                Token::SoFar => !std::mem::replace(&mut phrase.so_far, true),
                Token::Today => true,
                Token::Dash | Token::Same => false,
            };
            if !first {
                return Err(ClockError::not_understood(text, text, expected));
            }
        }
        Ok(phrase)
    }

    /// The second of the day; "midnight" alone may be either end of it.
    pub fn second(&self, text: &str) -> Result<u32, ClockError> {
        match self.time {
            Some(second) => Ok(second),
            None if self.midnight => Err(ClockError::Midnight { text: text.trim().to_owned() }),
            None => Err(ClockError::not_understood(text, text, "a moment: it has no time of day")),
        }
    }
}

/// The local date and time that is `second` seconds into a day; the 86,400th is the next day's first.
pub(super) fn local(date: Date, second: u32) -> Result<DateTime, ClockError> {
    let (date, second) = match second {
        86_400.. => (next_day(date)?, second - 86_400),
        _ => (date, second),
    };
    Ok(date.at((second / 3600) as i8, (second / 60 % 60) as i8, (second % 60) as i8, 0))
}

pub(super) fn next_day(date: Date) -> Result<Date, ClockError> {
    date.tomorrow().map_err(|_| ClockError::Impossible { text: format!("day after {date}") })
}
