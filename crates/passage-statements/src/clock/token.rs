//! The words of a quoted time: dates, hours, zones, dashes, and the small words between them.

use super::ClockError;
use jiff::civil::Weekday;
use passage_model::civil::Zone;

/// A date as written; "5 March" has no year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct WrittenDate {
    pub day: i8,
    pub month: i8,
    pub year: Option<i16>,
}

/// One word of a quoted time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Token {
    Date(WrittenDate),
    /// Seconds into the day, 0 to 86,400.
    Time(u32),
    Midnight,
    Zone(Zone),
    /// A length in seconds: "35 hours".
    Length(i64),
    Weekday(Weekday),
    Dash,
    About,
    From,
    By,
    AsOf,
    SoFar,
    Today,
    /// "=" or a bracket: the same by another clock.
    Same,
}

/// Phrases that are one word to us, and small differences of writing.
const PHRASES: [(&str, &str); 31] = [
    ("no later than", "by"),
    ("not later than", "by"),
    ("не пізніше", "by"),
    ("no earlier than", "from"),
    ("not before", "from"),
    ("not earlier than", "from"),
    ("не раніше", "from"),
    ("as of", "asof"),
    ("станом на", "asof"),
    ("so far", "sofar"),
    ("a.m.", "am"),
    ("p.m.", "pm"),
    ("a.m", "am"),
    ("p.m", "pm"),
    ("за київським часом", "kyiv"),
    ("за києвом", "kyiv"),
    ("за московським часом", "moscow"),
    ("за москвою", "moscow"),
    ("київського часу", "kyiv"),
    ("московського часу", "moscow"),
    ("по киевскому времени", "kyiv"),
    ("по московскому времени", "moscow"),
    ("московского времени", "moscow"),
    ("по киеву", "kyiv"),
    ("по москве", "moscow"),
    ("по состоянию на", "asof"),
    ("local time", "local"),
    ("moscow time", "moscow"),
    ("kyiv time", "kyiv"),
    ("kiev time", "kyiv"),
    ("o'clock", "oclock"),
];

const MONTHS: [(&str, i8); 48] = [
    ("january", 1),
    ("february", 2),
    ("march", 3),
    ("april", 4),
    ("may", 5),
    ("june", 6),
    ("july", 7),
    ("august", 8),
    ("september", 9),
    ("october", 10),
    ("november", 11),
    ("december", 12),
    ("jan", 1),
    ("feb", 2),
    ("mar", 3),
    ("apr", 4),
    ("jun", 6),
    ("jul", 7),
    ("aug", 8),
    ("sep", 9),
    ("sept", 9),
    ("oct", 10),
    ("nov", 11),
    ("dec", 12),
    ("січня", 1),
    ("лютого", 2),
    ("березня", 3),
    ("квітня", 4),
    ("травня", 5),
    ("червня", 6),
    ("липня", 7),
    ("серпня", 8),
    ("вересня", 9),
    ("жовтня", 10),
    ("листопада", 11),
    ("грудня", 12),
    ("января", 1),
    ("февраля", 2),
    ("марта", 3),
    ("апреля", 4),
    ("мая", 5),
    ("июня", 6),
    ("июля", 7),
    ("августа", 8),
    ("сентября", 9),
    ("октября", 10),
    ("ноября", 11),
    ("декабря", 12),
];

const WEEKDAYS: [(&str, Weekday); 14] = [
    ("monday", Weekday::Monday),
    ("tuesday", Weekday::Tuesday),
    ("wednesday", Weekday::Wednesday),
    ("thursday", Weekday::Thursday),
    ("friday", Weekday::Friday),
    ("saturday", Weekday::Saturday),
    ("sunday", Weekday::Sunday),
    ("понеділок", Weekday::Monday),
    ("вівторок", Weekday::Tuesday),
    ("середа", Weekday::Wednesday),
    ("четвер", Weekday::Thursday),
    ("п'ятниця", Weekday::Friday),
    ("субота", Weekday::Saturday),
    ("неділя", Weekday::Sunday),
];

/// Words without a meaning of their own here.
const FILLERS: [&str; 15] =
    ["at", "on", "the", "of", "hours", "hrs", "time", "о", "об", "в", "у", "на", "року", "года", "і"];

/// How the capitals' clocks are called.
const ZONES: [(&str, &str); 14] = [
    ("kyiv", "Europe/Kyiv"),
    ("kiev", "Europe/Kyiv"),
    ("київ", "Europe/Kyiv"),
    ("moscow", "Europe/Moscow"),
    ("мск", "Europe/Moscow"),
    ("msk", "Europe/Moscow"),
    ("москва", "Europe/Moscow"),
    // What a clock shows, whatever the season: EET in summer is an hour behind Kyiv, and is told so.
    ("eet", "+02:00"),
    ("eest", "+03:00"),
    ("cet", "+01:00"),
    ("cest", "+02:00"),
    ("gmt", "UTC"),
    ("utc", "UTC"),
    ("z", "UTC"),
];

/// Hours as a length, or behind an hour of the clock.
const HOURS: [&str; 11] =
    ["h", "hour", "hours", "год", "годин", "години", "година", "годину", "годині", "час", "часов"];

const EXPECTED: &str = "a part of a time such as \"5 March 2022 11:00 Kyiv\"";

/// Reads all words of a text. O(length times the words known).
pub(super) fn tokens(text: &str) -> Result<Vec<Token>, ClockError> {
    let mut rest = text.to_lowercase().replace('\u{2019}', "'");
    for (phrase, word) in PHRASES {
        rest = rest.replace(phrase, word);
    }
    let mut scan = Scan { text, rest: &rest, bounds: false, whole: counts_to_24(&rest) };
    let mut tokens = Vec::new();
    while scan.goes_on() {
        let token = scan.next()?;
        scan.bounds = matches!(token, Some(Token::Dash | Token::From | Token::By | Token::AsOf));
        tokens.extend(token);
    }
    Ok(tokens)
}

/// Whether hours without minutes are of a clock of 24: in Ukrainian and Russian, and where one of them is above 12.
fn counts_to_24(text: &str) -> bool {
    let is_cyrillic = text.chars().any(|c| ('\u{400}'..='\u{4ff}').contains(&c));
    let mut words = text.split(|c: char| !(c.is_alphanumeric() || matches!(c, ':' | '.' | '/')));
    let above = |word: &str| word.len() == 2 && word.parse::<u32>().is_ok_and(|hour| (13..=24).contains(&hour));
    // "5 March at 10": the day of a date is no hour.
    is_cyrillic || words.any(above) && !MONTHS.iter().any(|(month, _)| text.contains(month))
}

struct Scan<'t> {
    text: &'t str,
    rest: &'t str,
    /// Whether the word before was one between the ends of a window: what follows is a time.
    bounds: bool,
    /// Whether hours without minutes are of a clock of 24.
    whole: bool,
}

impl<'t> Scan<'t> {
    /// Whether there is another word.
    fn goes_on(&mut self) -> bool {
        self.rest =
            self.rest.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, ',' | ')' | ';' | '[' | ']'));
        !self.rest.is_empty()
    }

    /// The next word; `None` where it is a filler.
    fn next(&mut self) -> Result<Option<Token>, ClockError> {
        let Some(first) = self.rest.chars().next() else { return Ok(None) };
        if first.is_ascii_digit() {
            return self.digits().map(Some);
        }
        let single = match first {
            '-' | '\u{2013}' | '\u{2014}' => Some(Token::Dash),
            '(' | '=' => Some(Token::Same),
            '~' | '≈' => Some(Token::About),
            _ => None,
        };
        if let Some(token) = single {
            self.rest = &self.rest[first.len_utf8()..];
            return Ok(Some(token));
        }
        let end = |c: char| !(c.is_alphanumeric() || matches!(c, '/' | '_' | '\'' | '+' | ':' | '.'));
        let word = self.take(self.rest.find(end).unwrap_or(self.rest.len()));
        if word.is_empty() {
            return Err(self.strange(self.rest));
        }
        self.word(word.trim_end_matches('.'))
    }

    fn take(&mut self, length: usize) -> &'t str {
        let (word, rest) = self.rest.split_at(length);
        self.rest = rest;
        word
    }

    fn strange(&self, part: &str) -> ClockError {
        ClockError::not_understood(self.text, part, EXPECTED)
    }

    fn word(&mut self, word: &str) -> Result<Option<Token>, ClockError> {
        if FILLERS.contains(&word) || word == "local" {
            return Ok(None);
        }
        let known = match word {
            "to" | "until" | "till" | "through" | "до" | "по" => Some(Token::Dash),
            "from" | "since" | "after" | "starting" | "з" | "із" | "від" | "після" | "с" | "со" | "от" | "после" => {
                Some(Token::From)
            }
            "by" | "before" => Some(Token::By),
            "about" | "around" | "approximately" | "circa" | "roughly" | "близько" | "приблизно" => {
                Some(Token::About)
            }
            "asof" => Some(Token::AsOf),
            "sofar" => Some(Token::SoFar),
            "today" | "сьогодні" | "сегодня" => Some(Token::Today),
            "noon" | "midday" | "полудень" | "опівдні" | "полдень" => Some(Token::Time(43_200)),
            "midnight" | "опівночі" | "опівніч" | "полночь" => Some(Token::Midnight),
            "for" | "протягом" | "течение" => return Ok(None),
            _ => None,
        };
        if known.is_some() {
            return Ok(known);
        }
        if let Some((_, day)) = WEEKDAYS.iter().find(|(name, _)| *name == word) {
            return Ok(Some(Token::Weekday(*day)));
        }
        if let Some((_, month)) = MONTHS.iter().find(|(name, _)| *name == word) {
            return self.month_first(*month).map(Some);
        }
        self.zone(word).map(Some)
    }

    /// "March 5, 2022".
    fn month_first(&mut self, month: i8) -> Result<Token, ClockError> {
        let rest = self.rest.trim_start();
        let end = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
        let Some(day) = rest[..end].parse().ok().filter(|_| (1..=2).contains(&end)) else {
            return Err(self.strange(self.text));
        };
        self.rest = &rest[end..];
        let year = self.year();
        Ok(Token::Date(WrittenDate { day, month, year }))
    }

    /// The year behind a day and a month.
    fn year(&mut self) -> Option<i16> {
        let rest = self.rest.trim_start_matches([' ', ',']);
        let end = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
        // "5 March 1100" would be a time without its colon.
        let year = rest[..end].parse().ok().filter(|year| end == 4 && (1900..=2999).contains(year))?;
        self.rest = &rest[end..];
        Some(year)
    }

    fn zone(&self, word: &str) -> Result<Token, ClockError> {
        if let Some((_, name)) = ZONES.iter().find(|(known, _)| *known == word) {
            return Ok(Token::Zone(Zone::find(name)?));
        }
        let offset = word.strip_prefix("utc").or(word.strip_prefix("gmt")).unwrap_or(word);
        if offset.starts_with('+') || word.contains('/') {
            return Ok(Token::Zone(Zone::find(offset)?));
        }
        Err(self.strange(word))
    }

    /// Whatever begins with a digit: a date, a time, a length.
    fn digits(&mut self) -> Result<Token, ClockError> {
        if let Some(date) = self.iso_date().or_else(|| self.dotted_date()) {
            return Ok(Token::Date(date));
        }
        let end = self.rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(self.rest.len());
        let number: u32 = match self.rest[..end].parse() {
            Ok(number) if end <= 4 => number,
            _ => return Err(self.strange(&self.rest[..end])),
        };
        if let Some(time) = self.colon_time(number, end)? {
            return Ok(time);
        }
        let rest = self.rest[end..].trim_start_matches([' ', '-']);
        let word_end = rest.find(|c: char| !c.is_alphabetic()).unwrap_or(rest.len());
        let (word, after) = rest.split_at(word_end);
        if let Some((_, month)) = MONTHS.iter().find(|(name, _)| *name == word) {
            let day = i8::try_from(number).map_err(|_| ClockError::Impossible { text: format!("{number} {word}") })?;
            self.rest = after;
            let year = self.year();
            return Ok(Token::Date(WrittenDate { day, month: *month, year }));
        }
        let token = match word {
            "am" | "pm" => half_day(number, 0, word)?,
            "ранку" | "утра" => half_day(number, 0, "am")?,
            "вечора" | "вечера" | "дня" => half_day(number, 0, "pm")?,
            "noon" | "midday" if number == 12 => Token::Time(43_200),
            "midnight" if number == 12 => Token::Midnight,
            // "до 17 години", "о 10 годині"; "протягом 35 годин" is a length.
            _ if HOURS.contains(&word) && (self.bounds || word == "годині") && number <= 24 => {
                Token::Time(number * 3600)
            }
            _ if HOURS.contains(&word) => Token::Length(i64::from(number) * 3600),
            "min" | "minutes" | "хв" | "хвилин" => Token::Length(i64::from(number) * 60),
            _ => return self.hour_alone(number, end),
        };
        self.rest = after;
        Ok(token)
    }

    /// "10" in "з 10 до 17": an hour where the clock is of 24; else it may be one of the morning or of the evening.
    fn hour_alone(&mut self, number: u32, end: usize) -> Result<Token, ClockError> {
        let written = &self.rest[..end];
        if end > 2 || number > 24 {
            return Err(self.strange(written));
        }
        if !self.whole {
            return Err(ClockError::TwoHours { text: self.text.trim().to_owned(), hour: number });
        }
        self.rest = &self.rest[end..];
        Ok(Token::Time(number * 3600))
    }

    fn iso_date(&mut self) -> Option<WrittenDate> {
        let text = self.rest.get(..10).filter(|t| t.as_bytes()[4] == b'-' && t.as_bytes()[7] == b'-')?;
        let date =
            WrittenDate { year: text[..4].parse().ok(), month: text[5..7].parse().ok()?, day: text[8..].parse().ok()? };
        self.rest = self.rest[10..].trim_start_matches('t');
        date.year.map(|_| date)
    }

    /// "05.03.2022": the day first, as it is written in the region.
    fn dotted_date(&mut self) -> Option<WrittenDate> {
        let end = self.rest.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(self.rest.len());
        let mut parts = self.rest[..end].trim_end_matches('.').split('.');
        let (day, month, year) = (parts.next()?.parse().ok()?, parts.next()?.parse().ok()?, parts.next()?);
        let year = (year.len() == 4 && parts.next().is_none()).then(|| year.parse().ok())??;
        self.rest = &self.rest[end..];
        Some(WrittenDate { day, month, year: Some(year) })
    }

    /// "9:00", "09:00:30", "09.00", with "am" or "pm" behind it.
    fn colon_time(&mut self, hour: u32, end: usize) -> Result<Option<Token>, ClockError> {
        let two = |at: usize| -> Option<u32> {
            let digits = self.rest.get(at + 1..at + 3)?;
            let more = self.rest.as_bytes().get(at + 3).is_some_and(u8::is_ascii_digit);
            digits.bytes().all(|b| b.is_ascii_digit() && !more).then(|| digits.parse().ok())?
        };
        let mark = self.rest.as_bytes().get(end).copied();
        let Some(minute) = two(end).filter(|_| matches!(mark, Some(b':' | b'.')) && end <= 2) else { return Ok(None) };
        let second = two(end + 3).filter(|_| self.rest.as_bytes().get(end + 3) == Some(&b':'));
        let length = end + 3 + if second.is_some() { 3 } else { 0 };
        let written = &self.rest[..length];
        let after = self.rest[length..].trim_start();
        if let Some(half) = ["am", "pm"].into_iter().find(|half| after.starts_with(half)) {
            self.rest = &after[2..];
            return half_day(hour, minute, half).map(Some);
        }
        self.rest = &self.rest[length..];
        let whole = hour * 3600 + minute * 60 + second.unwrap_or(0);
        if minute > 59 || second.is_some_and(|s| s > 59) || whole > 86_400 {
            return Err(ClockError::Impossible { text: written.to_owned() });
        }
        Ok(Some(Token::Time(whole)))
    }
}

/// "9 am", "12:30 pm": twelve is the half day's first hour.
fn half_day(hour: u32, minute: u32, half: &str) -> Result<Token, ClockError> {
    if !(1..=12).contains(&hour) || minute > 59 {
        return Err(ClockError::Impossible { text: format!("{hour}:{minute:02} {half}") });
    }
    let morning = hour % 12 * 3600 + minute * 60;
    Ok(Token::Time(if half == "pm" { morning + 43_200 } else { morning }))
}
