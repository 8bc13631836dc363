//! The time that a figure is for, as it was quoted: "15 March 2022", "as of 14:00", "since 24 February", "today until 14:00".

use super::phrase::Phrase;
use super::token::{Token, tokens};
use super::{Bound, ClockError, Context};
use crate::measure::Period;

const EXPECTED: &str =
    "a time that a figure is for, such as \"15 March 2022\", \"as of 14:00\" or \"since 24 February\"";

impl Context {
    /// Reads the time that a figure is for.
    ///
    /// A date is that whole day; "until 14:00" or "by 14:00" makes it the day so far; "as of" is a state at a moment; "since"
    /// is everything from then until the moment that is named or, where none is, until it was said.
    ///
    /// # Errors
    ///
    /// As [`Context::moment`]; it is none of these.
    pub fn period(&self, text: &str) -> Result<Period, ClockError> {
        let tokens = tokens(text)?;
        let not_understood = || ClockError::not_understood(text, text, EXPECTED);
        let parts: Vec<&[Token]> = tokens.split(|token| *token == Token::Dash).collect();
        let (first, last) = match parts[..] {
            [first] => (Phrase::of(text, first)?, None),
            [first, last] => (Phrase::of(text, first)?, Some(Phrase::of(text, last)?)),
            _ => return Err(not_understood()),
        };
        if tokens.is_empty() || first.length.is_some() {
            return Err(not_understood());
        }
        match (first.bound, last) {
            (Bound::From, last) => self.since(text, &first, last.as_ref()),
            (Bound::AsOf, None) => Ok(Period::At(self.resolve(text, &first, None, None)?.at)),
            (Bound::By, None) if first.time.is_some() => self.so_far(text, &first, &first),
            (Bound::At, None) if first.so_far => {
                let until = self.said_at.ok_or_else(|| ClockError::DateMissing { text: text.trim().to_owned() })?;
                Ok(Period::Since { from: None, until })
            }
            (Bound::At, None) if first.time.is_none() && !first.midnight => {
                let (date, zone) = (self.date_of(text, &first, None)?, self.zone_of(text, &first, None)?);
                Ok(Period::Day { date, zone })
            }
            // "15 March until 14:00".
            (Bound::At, Some(last)) if first.time.is_none() => self.so_far(text, &first, &last),
            _ => Err(not_understood()),
        }
    }

    fn so_far(&self, text: &str, day: &Phrase, until: &Phrase) -> Result<Period, ClockError> {
        let zone = self.zone_of(text, until, day.zone.as_ref())?;
        let date = self.date_of(text, day, None)?;
        let until = self.resolve(text, until, Some(date), Some(&zone))?.at;
        Ok(Period::DaySoFar { date, zone, until })
    }

    fn since(&self, text: &str, from: &Phrase, until: Option<&Phrase>) -> Result<Period, ClockError> {
        let zone = self.zone_of(text, from, until.and_then(|u| u.zone.as_ref()))?;
        let start = |phrase: &Phrase, end: bool| {
            if phrase.time.is_some() {
                return self.resolve(text, phrase, None, Some(&zone)).map(|moment| moment.at);
            }
            let date = self.date_of(text, phrase, None)?;
            let date = if end { super::phrase::next_day(date)? } else { date };
            Ok(zone.start_of(date)?)
        };
        let until = match (until, self.said_at) {
            (Some(until), _) => start(until, true)?,
            (None, Some(said_at)) => said_at,
            (None, None) => return Err(ClockError::DateMissing { text: text.trim().to_owned() }),
        };
        Ok(Period::Since { from: Some(start(from, false)?), until })
    }
}
