//! The time that a figure of a sentence is for: "as of 14:00", "on Tuesday", "since 24 February", "з початку облоги".

use super::word::{Sort, Word, any, look};
use crate::measure::Period;
use jiff::ToSpan as _;
use jiff::civil::{Date, Time, Weekday};
use passage_model::civil::Zone;
use std::ops::Range;

/// The day on which the invasion began, which reports count from without naming it.
const INVASION: Date = Date::constant(2022, 2, 24);

/// A time where it is named.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum When {
    /// A day.
    Day(Date),
    /// A day of the week, which day follows from when it was said.
    Weekday(Weekday),
    /// Until an hour of a day.
    AsOf(Time),
    /// Everything since a day.
    Since(Date),
    /// How it stood at the end of a day: "as of 17 March".
    UpTo(Date),
    /// Everything so far.
    SoFar,
}

/// A time and the words that name it.
#[derive(Clone, Debug)]
pub struct Named {
    pub when: When,
    pub words: Range<usize>,
}

const WEEKDAYS: &[(&str, Weekday)] = &[
    ("monday|monday's|понеділок|понеділка|понеділку|понеділком", Weekday::Monday),
    ("tuesday|tuesday's|вівторок|вівторка|вівторку|вівторком", Weekday::Tuesday),
    ("wednesday|wednesday's|середу|середи|середа", Weekday::Wednesday),
    ("thursday|thursday's|четвер|четверга|четвергу", Weekday::Thursday),
    ("friday|friday's|п'ятниця|п'ятницю|п'ятниці", Weekday::Friday),
    ("saturday|saturday's|субота|суботу|суботи", Weekday::Saturday),
    ("sunday|sunday's|неділя|неділю|неділі", Weekday::Sunday),
];

const MONTHS: [&str; 12] = [
    "january|січня",
    "february|лютого",
    "march|березня",
    "april|квітня",
    "may|травня",
    "june|червня",
    "july|липня",
    "august|серпня",
    "september|вересня",
    "october|жовтня",
    "november|листопада",
    "december|грудня",
];

const TODAY: &str =
    "today|during the day|за день|протягом дня|упродовж дня|впродовж дня|over the day|сьогодні|цього дня|this day|нині";
const YESTERDAY: &str =
    "yesterday|вчора|учора|вчорашн*|учорашн*|напередодні|the night before|the day before|за минулу добу|минулої доби";
const TOMORROW: &str = "tomorrow|завтра";
const SO_FAR: &str = "so far|to date|since the siege|since the siege began|since the start of the siege|since the blockade began|\
                      від початку блокади|від початку облоги|з початку облоги|з початку блокади|наразі|досі загинуло";
const INVADED: &str = "since the invasion|since the start of the invasion|since the full-scale invasion|since the war began|\
                       since the start of the war|since russia invaded|since the start of the full-scale invasion|\
                       від початку вторгнення|від початку повномасштабного вторгнення|від початку повномасштабної війни|\
                       від початку війни|з початку вторгнення|з початку повномасштабного вторгнення|з початку війни|\
                       з початку повномасштабної війни";
const AS_OF: &str = "as of|by|until|станом на|до|на";
const SINCE: &str = "since|from|з|із|від";

/// The times that a sentence names; dates without a year are of the year in which it was said.
pub fn times(words: &[Word], said: Option<Date>) -> Vec<Named> {
    let (mut named, mut at) = (Vec::new(), 0);
    while at < words.len() {
        match time(words, at, said) {
            Some(time) => {
                at = time.words.end.max(at + 1);
                named.push(time);
            }
            None => at += 1,
        }
    }
    named
}

fn time(words: &[Word], at: usize, said: Option<Date>) -> Option<Named> {
    let named = |when: When, length: usize| Some(Named { when, words: at..at + length });
    if let Some(length) = any(INVADED, words, at) {
        return named(When::Since(INVASION), length);
    }
    if let Some(length) = since_it_began(words, at) {
        return named(When::Since(INVASION), length);
    }
    if let Some(length) = any(SO_FAR, words, at) {
        return named(When::SoFar, length);
    }
    for (patterns, days) in [(TODAY, 0), (YESTERDAY, -1), (TOMORROW, 1)] {
        if let (Some(length), Some(said)) = (any(patterns, words, at), said) {
            return named(When::Day(said.checked_add(days.days()).ok()?), length);
        }
    }
    if let Some(length) = any(AS_OF, words, at)
        && let Some((time, more)) = clock(words, at + length)
    {
        return named(When::AsOf(time), length + more);
    }
    if let Some(length) = any("as of|станом на", words, at)
        && let Some((date, more)) = date(words, at + length, said)
    {
        return named(When::UpTo(date), length + more);
    }
    let lead = any(SINCE, words, at).unwrap_or(0);
    if let Some((date, length)) = date(words, at + lead, said) {
        let when = if lead > 0 { When::Since(date) } else { When::Day(date) };
        return named(when, lead + length);
    }
    if lead > 0
        && let (Some((length, weekday)), Some(said)) = (look(WEEKDAYS, words, at + lead), said)
    {
        let from = said.checked_sub(i64::from(said.weekday().since(weekday)).days()).ok()?;
        return named(When::Since(from), lead + length);
    }
    if let Some((length, weekday)) = look(WEEKDAYS, words, at) {
        return named(When::Weekday(weekday), length);
    }
    None
}

/// "Since the start of what it calls its operation": the beginning and what began, a few words on.
fn since_it_began(words: &[Word], at: usize) -> Option<usize> {
    let begun = any("since the start of|since the beginning of|від початку|з початку", words, at)?;
    let what = "invasion|war|operation|aggression|вторгнення|війни|операції|агресії";
    let end = super::word::first(what, words, at + begun..(at + begun + 7).min(words.len()))?;
    let whole = (at + begun..end).all(|at| words[at].sort != Sort::Mark);
    whole.then_some(end + 1 - at)
}

/// "14:00", "1 p.m.", "noon", "18:00".
fn clock(words: &[Word], at: usize) -> Option<(Time, usize)> {
    let word = words.get(at)?;
    if word.sort == Sort::Clock {
        let (hour, minute) = word.text.split_once(':')?;
        return Some((Time::new(hour.parse().ok()?, minute.parse().ok()?, 0, 0).ok()?, 1));
    }
    if matches!(word.low.as_str(), "noon" | "полудня" | "полудень") {
        return Some((Time::midnight().checked_add(12.hours()).ok()?, 1));
    }
    let hour: i8 = word.text.parse().ok().filter(|hour| (1..=12).contains(hour))?;
    let letter = |offset: usize| words.get(at + offset).map_or("", |word| word.low.as_str());
    let (afternoon, length) = match (letter(1), letter(2), letter(3)) {
        ("pm", ..) => (true, 2),
        ("am", ..) => (false, 2),
        ("p", ".", "m") => (true, 4),
        ("a", ".", "m") => (false, 4),
        _ => return None,
    };
    let length = length + usize::from(words.get(at + length).is_some_and(|mark| mark.is(".")));
    Some((Time::new(hour % 12 + if afternoon { 12 } else { 0 }, 0, 0, 0).ok()?, length))
}

/// "24 February", "24 лютого 2022", "March 5", "10.03.2022".
fn date(words: &[Word], at: usize, said: Option<Date>) -> Option<(Date, usize)> {
    let word = words.get(at)?;
    if word.sort == Sort::Date {
        let mut parts = word.text.split('.').map(str::parse::<i16>);
        let (day, month, year) = (parts.next()?.ok()?, parts.next()?.ok()?, parts.next()?.ok()?);
        let year = if year < 100 { year + 2000 } else { year };
        return Some((Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()?, 1));
    }
    let month_at = |at: usize| MONTHS.iter().position(|month| any(month, words, at).is_some());
    let day_of =
        |at: usize| words.get(at).and_then(|word| word.text.parse::<i8>().ok()).filter(|day| (1..=31).contains(day));
    let written = (day_of(at), month_at(at + 1), month_at(at), day_of(at + 1));
    let ((Some(day), Some(month), ..) | (.., Some(month), Some(day))) = written else { return None };
    let year =
        words.get(at + 2).and_then(|word| word.text.parse::<i16>().ok()).filter(|year| (1900..2200).contains(year));
    let date = Date::new(year.or(said.map(Date::year))?, i8::try_from(month + 1).ok()?, day).ok()?;
    Some((date, 2 + usize::from(year.is_some())))
}

/// By what the time of a figure is worked out.
#[derive(Clone, Copy, Debug)]
pub struct Frame<'z> {
    /// The day on which it was said.
    pub said: Date,
    /// By whose clocks.
    pub zone: &'z Zone,
    /// Whether it counts a state, such as those who wait: at an hour, not until it.
    pub state: bool,
    /// Whether it is counted since a beginning: the dead.
    pub sum: bool,
    /// Whether it is of what is to come.
    pub future: bool,
}

/// The period of what is named.
pub fn period(when: When, day: Option<When>, frame: &Frame<'_>) -> Option<Period> {
    let zone = frame.zone.clone();
    let end_of = |date: Date| frame.zone.start_of(date.tomorrow().ok()?).ok();
    Some(match when {
        When::Weekday(weekday) => Period::Day { date: weekday_date(weekday, frame)?, zone },
        When::AsOf(time) => {
            let date = match day {
                Some(When::Day(date)) => date,
                Some(When::Weekday(weekday)) => weekday_date(weekday, frame)?,
                _ => frame.said,
            };
            let until = frame.zone.moment(date.to_datetime(time)).ok()?;
            match (frame.state, frame.sum) {
                (true, _) => Period::At(until),
                (_, true) => Period::Since { from: None, until },
                _ => Period::DaySoFar { date, zone, until },
            }
        }
        // "Held there since Sunday" is how it stands, not a sum.
        When::Since(_) if frame.state => return None,
        When::Since(date) => {
            let (from, until) = (frame.zone.start_of(date).ok()?, end_of(frame.said)?);
            (from < until).then_some(Period::Since { from: Some(from), until })?
        }
        When::UpTo(date) if frame.state => Period::At(end_of(date)?),
        When::UpTo(date) if frame.sum => Period::Since { from: None, until: end_of(date)? },
        When::Day(date) | When::UpTo(date) => Period::Day { date, zone },
        When::SoFar => Period::Since { from: None, until: end_of(frame.said)? },
    })
}

/// The latest such day not after it was said; of what is to come, the earliest not before.
fn weekday_date(weekday: Weekday, frame: &Frame<'_>) -> Option<Date> {
    let days = if frame.future { frame.said.weekday().until(weekday) } else { -frame.said.weekday().since(weekday) };
    frame.said.checked_add(i64::from(days).days()).ok()
}
