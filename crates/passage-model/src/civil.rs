//! Civil time: what people agree on, in their zones, turned into the plan's clock and back.
//!
//! Zones and their changes come from the IANA time zone database that is built into the program, so that an old
//! laptop and a new one give the same answer. A local time that does not exist, or that comes twice, is refused
//! with both readings: nobody's life may hang on which of them a program guessed.

mod error;
mod window;
mod written;

pub use error::CivilError;
pub use window::{AcrossChange, Window, across_change, by_another_clock};
pub use written::span;

use crate::time::Clock;
use jiff::civil::{Date, DateTime};
use jiff::tz::{AmbiguousOffset, Offset, TimeZone};
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};
use written::Written;

/// A time zone: an IANA name or a fixed offset from UTC.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Zone {
    name: String,
    rules: TimeZone,
}

impl Zone {
    /// The zone of an IANA name (`Europe/Kyiv`), of `Z` or `UTC`, or of an offset (`+02:00`).
    pub fn find(asked: &str) -> Result<Self, CivilError> {
        let asked = asked.trim();
        if let Some(offset) = written::offset(asked) {
            return Ok(Self { name: asked.to_owned(), rules: offset.to_time_zone() });
        }
        match TimeZone::get(asked) {
            Ok(rules) => Ok(Self { name: rules.iana_name().unwrap_or(asked).to_owned(), rules }),
            Err(_) => Err(CivilError::UnknownZone { asked: asked.to_owned(), nearest: nearest_zone(asked) }),
        }
    }

    /// Its name as people write it.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// What this zone's clocks show at a moment.
    pub fn at(&self, moment: Timestamp) -> DateTime {
        self.rules.to_datetime(moment)
    }

    /// How far this zone's clocks are ahead of UTC at a moment.
    pub fn offset(&self, moment: Timestamp) -> Offset {
        self.rules.to_offset(moment)
    }

    /// The moment at which a date begins here: at midnight, or where the clocks jump over that, when they have.
    pub fn start_of(&self, date: Date) -> Result<Timestamp, CivilError> {
        self.roughly(date.to_datetime(jiff::civil::Time::midnight()))
    }

    /// The one moment at which this zone's clocks show `local`.
    pub fn moment(&self, local: DateTime) -> Result<Timestamp, CivilError> {
        let found = self.rules.to_ambiguous_timestamp(local);
        let too_far = || CivilError::OutOfCalendar { text: local.to_string() };
        let reading = |offset: Offset| -> Result<String, CivilError> {
            let moment = offset.to_timestamp(local).map_err(|_| too_far())?;
            Ok(format!("{}{}", self.at(moment).strftime("%Y-%m-%d %H:%M"), offset_words(self.offset(moment))))
        };
        match found.offset() {
            AmbiguousOffset::Unambiguous { offset } => offset.to_timestamp(local).map_err(|_| too_far()),
            AmbiguousOffset::Gap { before, after } => Err(CivilError::Skipped {
                local: local.strftime("%H:%M on %-d %B %Y").to_string(),
                zone: self.name.clone(),
                readings: [reading(before)?, reading(after)?],
            }),
            AmbiguousOffset::Fold { before, after } => Err(CivilError::Twice {
                local: local.strftime("%H:%M on %-d %B %Y").to_string(),
                zone: self.name.clone(),
                readings: [reading(before)?, reading(after)?],
            }),
        }
    }

    /// The moment at which the clocks show `local`, the earlier one where there are two.
    fn roughly(&self, local: DateTime) -> Result<Timestamp, CivilError> {
        let found = self.rules.to_ambiguous_timestamp(local).compatible();
        found.map_err(|_| CivilError::OutOfCalendar { text: local.to_string() })
    }
}

/// The calendar of a scenario: its H-hour and the zone of every time that names none itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Dates", into = "Dates")]
pub struct Calendar {
    h_hour: Timestamp,
    zone: Zone,
    zone_is_given: bool,
}

/// A calendar as a document holds it.
#[derive(Clone, Debug, Serialize, Deserialize)]
struct Dates {
    h_hour: String,
    zone: String,
    zone_is_given: bool,
}

impl Calendar {
    /// The calendar whose H-hour is `text`, a date and a time ("2022-03-05 09:00"), read in the zone that it names
    /// or else in `zone`.
    pub fn new(text: &str, zone: Option<Zone>) -> Result<Self, CivilError> {
        let written = Written::moment(text)?;
        let Some(date) = written.date else {
            return Err(CivilError::DateMissing { text: text.to_owned() });
        };
        let own = written.zone.or_else(|| zone.clone()).ok_or(CivilError::ZoneMissing { text: text.to_owned() })?;
        let h_hour = own.moment(local(date, written.second)?)?;
        Ok(Self { h_hour, zone_is_given: zone.is_some(), zone: zone.unwrap_or(own) })
    }

    /// A calendar to read times with while the H-hour is not known: of no use for anything else.
    pub(crate) fn of_no_date(zone: Option<Zone>) -> Self {
        let zone = zone.unwrap_or_else(|| Zone { name: "UTC".to_owned(), rules: TimeZone::UTC });
        Self { h_hour: Timestamp::UNIX_EPOCH, zone, zone_is_given: true }
    }

    /// The zone that times are shown in.
    pub fn zone(&self) -> &Zone {
        &self.zone
    }

    /// Seconds from the H-hour to the moment that `text` names, negative before it.
    ///
    /// "2022-03-05 11:00", or "11:00" for the first such time at or after the H-hour; "24:00" is the end of its
    /// day; a zone or an offset may follow.
    pub fn moment(&self, text: &str) -> Result<i64, CivilError> {
        let written = Written::moment(text)?;
        let zone = self.zone_of(written.zone, text)?;
        let moment = match written.date {
            Some(date) => zone.moment(local(date, written.second)?)?,
            None => self.next(&zone, written.second)?,
        };
        Ok(self.since(moment))
    }

    /// Today's date and time at a moment, in the calendar's zone: "2022-03-05 16:00".
    pub fn civil(&self, clock: Clock) -> String {
        self.civil_in(clock, &self.zone)
    }

    /// The date and time at a moment in another zone: "2022-03-05 17:00".
    pub fn civil_in(&self, clock: Clock, zone: &Zone) -> String {
        self.written(clock, zone, "%Y-%m-%d %H:%M")
    }

    /// The time of day at a moment: "16:00".
    pub fn time_of_day(&self, clock: Clock) -> String {
        self.written(clock, &self.zone, "%H:%M")
    }

    /// The date at a moment: "5 March 2022".
    pub fn date(&self, clock: Clock) -> String {
        self.written(clock, &self.zone, "%-d %B %Y")
    }

    /// A moment with its offset for programs (RFC 3339): "2022-03-05T16:00:00+02:00".
    pub fn rfc3339(&self, clock: Clock) -> String {
        let moment = self.at(clock);
        let date = self.zone.at(moment).strftime("%Y-%m-%dT%H:%M:%S").to_string();
        date + &offset_words(self.zone.offset(moment))
    }

    /// The offset from UTC at a moment: "+02:00".
    pub fn offset(&self, clock: Clock) -> String {
        offset_words(self.zone.offset(self.at(clock)))
    }

    fn written(&self, clock: Clock, zone: &Zone, form: &str) -> String {
        zone.at(self.at(clock)).strftime(form).to_string()
    }

    fn at(&self, clock: Clock) -> Timestamp {
        // The calendar of jiff reaches to the year 9999; a clock is at most 136 years after its H-hour.
        self.h_hour.checked_add(SignedDuration::from_secs(i64::from(clock.0))).unwrap_or(Timestamp::MAX)
    }

    fn since(&self, moment: Timestamp) -> i64 {
        moment.as_second() - self.h_hour.as_second()
    }

    fn zone_of(&self, own: Option<Zone>, text: &str) -> Result<Zone, CivilError> {
        match own {
            Some(zone) => Ok(zone),
            None if self.zone_is_given => Ok(self.zone.clone()),
            None => Err(CivilError::ZoneMissing { text: text.to_owned() }),
        }
    }

    /// The first moment at or after the H-hour at which the clocks of `zone` show this second of the day.
    fn next(&self, zone: &Zone, second: u32) -> Result<Timestamp, CivilError> {
        let mut date = day_before(zone.at(self.h_hour).date())?;
        loop {
            if zone.roughly(local(date, second)?)? >= self.h_hour {
                return zone.moment(local(date, second)?);
            }
            date = day_after(date)?;
        }
    }
}

impl From<Calendar> for Dates {
    fn from(calendar: Calendar) -> Self {
        let h_hour = calendar.rfc3339(Clock::H_HOUR);
        Self { h_hour, zone: calendar.zone.name, zone_is_given: calendar.zone_is_given }
    }
}

impl TryFrom<Dates> for Calendar {
    type Error = CivilError;
    fn try_from(dates: Dates) -> Result<Self, CivilError> {
        let calendar = Self::new(&dates.h_hour, Some(Zone::find(&dates.zone)?))?;
        Ok(Self { zone_is_given: dates.zone_is_given, ..calendar })
    }
}

/// The local date and time that is `second` seconds into a day; the 86,400th is the next day's first.
fn local(date: Date, second: u32) -> Result<DateTime, CivilError> {
    let (date, second) = if second >= 86_400 { (day_after(date)?, second - 86_400) } else { (date, second) };
    let (hour, minute, second) = (second / 3600, second / 60 % 60, second % 60);
    Ok(date.at(hour as i8, minute as i8, second as i8, 0))
}

fn day_after(date: Date) -> Result<Date, CivilError> {
    date.tomorrow().map_err(|_| CivilError::OutOfCalendar { text: date.to_string() })
}

fn day_before(date: Date) -> Result<Date, CivilError> {
    date.yesterday().map_err(|_| CivilError::OutOfCalendar { text: date.to_string() })
}

fn offset_words(offset: Offset) -> String {
    let seconds = offset.seconds();
    let (sign, minutes) = (if seconds < 0 { '-' } else { '+' }, seconds.unsigned_abs() / 60);
    format!("{sign}{:02}:{:02}", minutes / 60, minutes % 60)
}

/// The IANA name nearest to what was asked: by its whole name, or by its last part ("Kyiv", "Kiew").
fn nearest_zone(asked: &str) -> Option<String> {
    let mut names: Vec<String> = jiff::tz::db().available().map(|name| name.to_string()).collect();
    // Names in use before those kept for old times' sake (Europe/Kyiv, Europe/Kiev).
    names.sort_by_cached_key(|name| !TimeZone::get(name).is_ok_and(|rules| rules.is_primary()));
    let whole = names.iter().find(|n| n.rsplit('/').next().is_some_and(|last| last.eq_ignore_ascii_case(asked)));
    let near = || crate::nearest::nearest(asked, names.iter().map(String::as_str)).map(str::to_owned);
    let cities = || {
        let last = asked.rsplit('/').next().unwrap_or(asked);
        let city = crate::nearest::nearest(last, names.iter().filter_map(|n| n.rsplit('/').next()))?;
        names.iter().find(|n| n.rsplit('/').next() == Some(city)).cloned()
    };
    whole.cloned().or_else(near).or_else(cities)
}

#[cfg(test)]
mod tests;
