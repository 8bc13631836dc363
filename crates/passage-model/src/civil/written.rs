//! Times as people write them: "2022-03-05 09:00 Europe/Kyiv", "09:00-16:00", "8 h 30 min".

use super::{CivilError, Zone};
use crate::units::Seconds;
use jiff::civil::Date;
use jiff::tz::Offset;

/// A moment as written: a time of day, with a date and a zone where it names them.
#[derive(Clone, Debug)]
pub(super) struct Written {
    pub date: Option<Date>,
    /// Seconds into the day, 0 to 86,400.
    pub second: u32,
    pub zone: Option<Zone>,
}

/// A window as written by one clock.
#[derive(Clone, Debug)]
pub(super) struct WrittenWindow {
    pub from: Written,
    pub until: Written,
    pub zone: Option<Zone>,
}

const MOMENT: &str = "a time such as \"2022-03-05 09:00\" or \"09:00\"";
const WINDOW: &str = "a window such as \"09:00-16:00\" or \"2022-03-05 09:00-16:00 Europe/Kyiv\"";

impl Written {
    /// Reads "[date] time [zone]".
    pub fn moment(text: &str) -> Result<Self, CivilError> {
        let mut scan = Scan { text, rest: text.trim(), expected: MOMENT };
        let moment = scan.moment()?;
        Ok(Self { zone: scan.zone()?, ..moment })
    }
}

impl WrittenWindow {
    /// Reads "[date] time - [date] time [zone]".
    pub fn read(text: &str) -> Result<Self, CivilError> {
        let mut scan = Scan { text, rest: text.trim(), expected: WINDOW };
        let from = scan.moment()?;
        scan.dash()?;
        let until = scan.moment()?;
        Ok(Self { from, until, zone: scan.zone()? })
    }
}

/// Reads "8 h", "90 min", "1 d 6 h 30 min", "60 s" or "8:30" (hours and minutes); `None` where it is none of these.
pub fn span(text: &str) -> Option<Seconds> {
    let text = text.trim();
    if let Some((hours, minutes)) = text.split_once(':') {
        let (hours, minutes): (u32, u32) = (digits(hours)?, digits(minutes)?);
        return (minutes < 60).then(|| hours.checked_mul(3600)?.checked_add(minutes * 60).map(Seconds))?;
    }
    let mut total = 0u32;
    let mut rest = text;
    while !rest.is_empty() {
        let number = rest.find(|c: char| !c.is_ascii_digit())?;
        let count: u32 = digits(&rest[..number])?;
        rest = rest[number..].trim_start();
        let unit_end = rest.find(|c: char| !c.is_alphabetic()).unwrap_or(rest.len());
        let unit = match &rest[..unit_end] {
            "s" | "sec" | "second" | "seconds" => 1,
            "min" | "m" | "minute" | "minutes" => 60,
            "h" | "hour" | "hours" => 3600,
            "d" | "day" | "days" => 86_400,
            _ => return None,
        };
        total = total.checked_add(count.checked_mul(unit)?)?;
        rest = rest[unit_end..].trim_start();
    }
    (!text.is_empty()).then_some(Seconds(total))
}

/// Reads "+02:00", "-0530", "+2", "Z".
pub(super) fn offset(text: &str) -> Option<Offset> {
    if text == "Z" {
        return Some(Offset::UTC);
    }
    let (sign, rest) = match text.split_at_checked(1)? {
        ("+", rest) => (1, rest),
        ("-", rest) => (-1, rest),
        _ => return None,
    };
    let (hours, minutes) = match rest.split_once(':') {
        Some(parts) => parts,
        None if rest.len() == 4 && rest.is_ascii() => rest.split_at(2),
        None => (rest, "0"),
    };
    let (hours, minutes) = (digits::<i32>(hours)?, digits::<i32>(minutes)?);
    if hours > 15 || minutes > 59 {
        return None;
    }
    Offset::from_seconds(sign * (hours * 3600 + minutes * 60)).ok()
}

fn digits<T: std::str::FromStr>(text: &str) -> Option<T> {
    let text = text.trim();
    (text.len() <= 9 && text.bytes().all(|b| b.is_ascii_digit())).then(|| text.parse().ok())?
}

struct Scan<'t> {
    text: &'t str,
    rest: &'t str,
    expected: &'static str,
}

impl Scan<'_> {
    fn moment(&mut self) -> Result<Written, CivilError> {
        let date = self.date()?;
        Ok(Written { date, second: self.time()?, zone: None })
    }

    /// "2022-03-05" with the blank or "T" after it, where there is one.
    fn date(&mut self) -> Result<Option<Date>, CivilError> {
        let Some(text) = self.rest.get(..10).filter(|t| t.as_bytes()[4] == b'-' && t.as_bytes()[7] == b'-') else {
            return Ok(None);
        };
        let parts = (digits(&text[..4]), digits(&text[5..7]), digits(&text[8..]));
        let (Some(year), Some(month), Some(day)) = parts else { return Err(self.not_understood()) };
        let date = Date::new(year, month, day).map_err(|_| CivilError::Impossible { text: text.to_owned() })?;
        self.rest = self.rest[10..].trim_start_matches(['T', ' ', '\t']);
        Ok(Some(date))
    }

    /// "9:00", "09:00:30" or "24:00".
    fn time(&mut self) -> Result<u32, CivilError> {
        let end = self.rest.find(|c: char| !c.is_ascii_digit() && c != ':').unwrap_or(self.rest.len());
        let text = &self.rest[..end];
        let mut parts = text.split(':');
        let (hour, minute) = (parts.next().and_then(digits::<u32>), parts.next().and_then(digits::<u32>));
        let second = parts.next().map_or(Some(0), digits::<u32>);
        let (Some(hour), Some(minute), Some(second), None) = (hour, minute, second, parts.next()) else {
            return Err(self.not_understood());
        };
        let whole = u64::from(hour) * 3600 + u64::from(minute) * 60 + u64::from(second);
        if minute > 59 || second > 59 || whole > 86_400 {
            return Err(CivilError::Impossible { text: text.to_owned() });
        }
        self.rest = &self.rest[end..];
        Ok(whole as u32)
    }

    fn dash(&mut self) -> Result<(), CivilError> {
        let rest = self.rest.trim_start();
        let after = ["-", "\u{2013}", "\u{2014}", "to ", "until "].iter().find_map(|dash| rest.strip_prefix(dash));
        self.rest = after.ok_or_else(|| self.not_understood())?.trim_start();
        Ok(())
    }

    fn zone(&mut self) -> Result<Option<Zone>, CivilError> {
        let rest = self.rest.trim();
        let name = rest.trim_start_matches('[').trim_end_matches(']');
        // "2022-03-05T09:00:00.5" and the like: a time was meant, not a zone.
        if name.starts_with(|c: char| c.is_ascii_digit() || c == '.' || c == ',') {
            return Err(self.not_understood());
        }
        (!name.is_empty()).then(|| Zone::find(name)).transpose()
    }

    fn not_understood(&self) -> CivilError {
        CivilError::NotUnderstood { text: self.text.to_owned(), expected: self.expected }
    }
}
