//! Times as people quote them: "about noon Moscow on 5 March", "no later than 18:00", "9 a.m.-4 p.m. (10 a.m.-5 p.m. Moscow)".
//!
//! Every moment keeps its zone and the very text that it was read from. A window quoted by two clocks must name one time;
//! where it does not, the refusal says what each clock means before and after the clocks change. A local time that does not
//! exist, or that comes twice, is refused with both readings: no reading is guessed.

mod error;
mod period;
mod phrase;
mod token;
mod window;

pub use error::ClockError;
pub use window::Window;

use jiff::Timestamp;
use jiff::civil::Date;
use passage_model::civil::{CivilError, Zone, by_another_clock};
use std::fmt;

/// What a text leaves unsaid about its times: the zone of clocks that are not named, the day of hours without a date, and
/// when it was said.
#[derive(Clone, Debug, Default)]
pub struct Context {
    /// The zone of times that name none.
    pub zone: Option<Zone>,
    /// The date of times that name none ("today").
    pub date: Option<Date>,
    /// When it was said: until when "since 24 February" reaches.
    pub said_at: Option<Timestamp>,
}

/// How a moment bounds what it is said of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Bound {
    /// "at 11:00".
    At,
    /// "from 11:00", "not before".
    From,
    /// "by 18:00", "no later than".
    By,
    /// "as of 14:00".
    AsOf,
}

/// A moment with its clock and the text that it was read from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Moment {
    /// When.
    pub at: Timestamp,
    /// By whose clock it was quoted.
    pub zone: Zone,
    /// Whether the text says "about".
    pub about: bool,
    /// How it bounds what it is said of.
    pub bound: Bound,
    /// The text.
    pub quoted: String,
}

impl Context {
    /// Reads a moment: a time, with a date, a zone and words such as "about", "by" and "as of" before it. The longest
    /// reading is needed: a word that is not understood is refused, never skipped.
    ///
    /// # Errors
    ///
    /// What is not understood, not there, does not exist or came twice.
    pub fn moment(&self, text: &str) -> Result<Moment, ClockError> {
        let tokens = token::tokens(text)?;
        let mut quotes = tokens.split(|token| *token == token::Token::Same).filter(|quote| !quote.is_empty());
        let main = phrase::Phrase::of(text, quotes.next().unwrap_or_default())?;
        let main = self.resolve(text, &main, None, None)?;
        for quote in quotes {
            self.same_moment(text, quote, &main)?;
        }
        Ok(main)
    }

    /// Refuses a moment by another clock that is not the same; that clock may be a day ahead or behind.
    fn same_moment(&self, text: &str, quote: &[token::Token], main: &Moment) -> Result<(), ClockError> {
        let phrase = phrase::Phrase::of(text, quote)?;
        let Some(zone) = phrase.zone.clone() else {
            return Err(ClockError::ZoneMissing { text: text.trim().to_owned() });
        };
        let day = zone.at(main.at).date();
        let other = self.resolve(text, &phrase, Some(day), None)?;
        if other.at == main.at {
            return Ok(());
        }
        let hour = |zone: &Zone, moment: &Moment| zone.at(moment.at).strftime("%H:%M").to_string();
        let date = main.zone.at(other.at).strftime("%-d %B %Y").to_string();
        let second = format!("{} {}", hour(&zone, &other), zone.name());
        let translated = format!("{} by {} on {date}", hour(&main.zone, &other), main.zone.name());
        let first = format!("{} {}", hour(&main.zone, main), main.zone.name());
        let both_sides = by_another_clock(&main.zone, &zone, (other.at, other.at));
        Err(CivilError::ClocksDisagree { first, second, translated, both_sides }.into())
    }

    /// Reads a date: "2022-03-05", "5 March 2022", "Wednesday, 9 March", "5 березня 2022", "05.03.2022" (the day first).
    ///
    /// # Errors
    ///
    /// It is no date, has no year, or falls on another day of the week than it says.
    pub fn date(&self, text: &str) -> Result<Date, ClockError> {
        let tokens = token::tokens(text)?;
        let phrase = phrase::Phrase::of(text, &tokens)?;
        match phrase.time {
            None => self.date_of(text, &phrase, None),
            Some(_) => Err(ClockError::not_understood(text, text, "a date such as \"5 March 2022\"")),
        }
    }

    fn date_of(&self, text: &str, phrase: &phrase::Phrase, other: Option<Date>) -> Result<Date, ClockError> {
        let missing = || ClockError::DateMissing { text: text.to_owned() };
        let date = match phrase.date {
            Some(token::WrittenDate { day, month, year }) => {
                let year = year.or(other.map(Date::year)).or(self.date.map(Date::year)).ok_or_else(missing)?;
                let impossible = |_| ClockError::Impossible { text: format!("{day}.{month:02}.{year}") };
                Date::new(year, month, day).map_err(impossible)?
            }
            None => other.or(self.date).ok_or_else(missing)?,
        };
        match phrase.weekday {
            Some(weekday) if weekday != date.weekday() => Err(ClockError::weekday(date, weekday)),
            _ => Ok(date),
        }
    }

    fn zone_of(&self, text: &str, phrase: &phrase::Phrase, other: Option<&Zone>) -> Result<Zone, ClockError> {
        let own = phrase.zone.as_ref().or(other).or(self.zone.as_ref());
        own.cloned().ok_or_else(|| ClockError::ZoneMissing { text: text.to_owned() })
    }

    /// The moment of a phrase; `date` and `zone` are what the rest of the text lends it.
    fn resolve(
        &self,
        text: &str,
        phrase: &phrase::Phrase,
        date: Option<Date>,
        zone: Option<&Zone>,
    ) -> Result<Moment, ClockError> {
        let zone = self.zone_of(text, phrase, zone)?;
        let second = phrase.second(text)?;
        let date = self.date_of(text, phrase, date)?;
        let at = zone.moment(phrase::local(date, second)?)?;
        Ok(Moment { at, zone, about: phrase.about, bound: phrase.bound, quoted: text.trim().to_owned() })
    }
}

impl fmt::Display for Moment {
    /// "11:00 on 5 March 2022 (Europe/Kyiv)", with "about" where the text has it.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let about = if self.about { "about " } else { "" };
        let shown = self.zone.at(self.at).strftime("%H:%M on %-d %B %Y").to_string();
        write!(f, "{about}{shown} ({})", self.zone.name())
    }
}

#[cfg(test)]
mod tests;
