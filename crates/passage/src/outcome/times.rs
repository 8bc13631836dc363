//! Clocks as people read them: civil times in the scenario's zone, and in a second one where it quotes one.

use crate::words::{Language, Words};
use jiff::tz::TimeZone;
use jiff::{SignedDuration, ZonedDateTime};
use passage_model::time::{Clock, Interval};
use passage_model::units::Seconds;

/// What turns clocks into civil times.
#[derive(Clone, Debug)]
pub struct Times {
    h_hour: ZonedDateTime,
    second: Option<TimeZone>,
    horizon: Clock,
}

impl Times {
    /// Times counted from `h_hour`, in its zone; `second` is another zone that the scenario quotes.
    pub fn new(h_hour: ZonedDateTime, second: Option<TimeZone>, horizon: Clock) -> Self {
        let second = second.filter(|zone| zone != h_hour.time_zone());
        Self { h_hour, second, horizon }
    }

    /// The civil instant of a clock.
    pub fn at(&self, clock: Clock) -> ZonedDateTime {
        self.h_hour.saturating_add(SignedDuration::from_secs(i64::from(clock.0)))
    }

    /// The whole minute that begins at or before a clock: for departures and turn-back times, which must not be late.
    pub fn minute(&self, clock: Clock, words: &Words) -> String {
        let at = self.at(clock);
        if self.one_day() { clock_face(&at) } else { format!("{} {}", day(&at, words), clock_face(&at)) }
    }

    /// Like [`Self::minute`], in a list: the day only where it is another than that of the time told before.
    pub fn minute_after_another(&self, before: Option<Clock>, clock: Clock, words: &Words) -> String {
        let same_day = before.is_some_and(|before| self.at(before).date() == self.at(clock).date());
        if same_day { clock_face(&self.at(clock)) } else { self.minute(clock, words) }
    }

    /// The first whole minute at or after a clock: for arrivals, which must not be promised early.
    pub fn minute_after(&self, clock: Clock, words: &Words) -> String {
        self.minute(self.up(clock), words)
    }

    /// From the whole minute that holds one moment to that of another, the day told once where it is the same:
    /// `20 Apr 22:15–23:40`, `20 Apr 23:15–21 Apr 01:40`.
    pub fn between(&self, first: Clock, last: Clock, words: &Words) -> String {
        let (from, until) = (self.minute(first, words), self.minute(last, words));
        if from == until {
            return from;
        }
        let same_day = self.at(first).date() == self.at(last).date();
        if same_day { format!("{from}–{}", clock_face(&self.at(last))) } else { format!("{from}–{until}") }
    }

    /// Like [`Self::between`], for arrivals: the first whole minute at or after each.
    pub fn between_after(&self, first: Clock, last: Clock, words: &Words) -> String {
        self.between(self.up(first), self.up(last), words)
    }

    /// From one moment to another: `09:40 to 15:20`.
    pub fn span(&self, interval: Interval, words: &Words) -> String {
        let until = interval.until.min(self.horizon.max(interval.from));
        let from = self.minute(interval.from, words);
        let whole = self.minute(until, words);
        let until = if whole == from { self.minute_after(until, words) } else { whole };
        words.tell("span", &[("from", from.into()), ("until", until.into())])
    }

    /// A moment with day, zone and the second clock: `16:00 on 5 March 2022 (Europe/Kyiv, UTC+02; 17:00 Europe/Moscow)`.
    pub fn full(&self, clock: Clock, words: &Words) -> String {
        let at = self.at(clock);
        let (date, zone) = (self.day(clock, words), self.zone(clock, words));
        words.tell("moment-full", &[("time", clock_face(&at).into()), ("date", date.into()), ("zone", zone.into())])
    }

    /// The zone of a moment with its offset, and the second clock's time where there is one.
    pub fn zone(&self, clock: Clock, words: &Words) -> String {
        let at = self.at(clock);
        let mut zone = named(&at);
        if let Some(second) = &self.second {
            let there = at.with_time_zone(second.clone());
            zone = words.tell(
                "second-clock",
                &[("zone", zone.into()), ("time", clock_face(&there).into()), ("there", named(&there).into())],
            );
        }
        zone
    }

    /// The day of a moment: `5 March 2022`.
    pub fn day(&self, clock: Clock, words: &Words) -> String {
        let at = self.at(clock);
        let month = words.say(MONTHS[(at.month() as usize - 1) % 12]);
        let (day, year) = (at.day().to_string(), at.year().to_string());
        words.tell("date-long", &[("day", day.into()), ("month", month.into()), ("year", year.into())])
    }

    /// The zone of a moment with its offset: `Europe/Kyiv, UTC+02`.
    pub fn zone_alone(&self, clock: Clock) -> String {
        named(&self.at(clock))
    }

    /// The moment in RFC 3339 with its offset, to the second, for programs: `2022-03-05T11:00:00+02:00`.
    pub fn stamp(&self, clock: Clock) -> String {
        self.at(clock).strftime("%Y-%m-%dT%H:%M:%S%:z").to_string()
    }

    /// Whether the zone's offset changes between the H-hour and the horizon.
    pub fn clock_change(&self) -> bool {
        self.h_hour.offset() != self.at(self.horizon).offset()
    }

    /// The first whole civil hour at or after the H-hour, as a clock.
    pub fn first_hour(&self) -> Clock {
        let into = self.h_hour.minute() as u32 * 60 + self.h_hour.second() as u32;
        Clock(if into == 0 { 0 } else { 3600 - into })
    }

    /// The H-hour.
    pub fn h_hour(&self) -> &ZonedDateTime {
        &self.h_hour
    }

    /// The first whole minute at or after a clock.
    fn up(&self, clock: Clock) -> Clock {
        let second = self.at(clock).second() as u32;
        if second == 0 { clock } else { Clock(clock.0.saturating_add(60 - second)) }
    }

    fn one_day(&self) -> bool {
        // A horizon at midnight still belongs to the day that ends.
        self.h_hour.date() == self.at(Clock(self.horizon.0.saturating_sub(1))).date()
    }
}

/// A span of time in hours and minutes, rounded up to the minute: `4 h 07 min`.
pub fn duration(span: Seconds, words: &Words) -> String {
    let minutes = span.0.div_ceil(60);
    let (hours, rest) = (minutes / 60, minutes % 60);
    match (hours, rest) {
        (0, _) => words.tell("minutes", &[("m", rest.to_string().into())]),
        (_, 0) => words.tell("hours", &[("h", hours.to_string().into())]),
        _ => words.tell("hours-minutes", &[("h", hours.to_string().into()), ("m", format!("{rest:02}").into())]),
    }
}

/// The messages of the months.
pub const MONTHS: [&str; 12] = [
    "month-1", "month-2", "month-3", "month-4", "month-5", "month-6", "month-7", "month-8", "month-9", "month-10",
    "month-11", "month-12",
];

fn clock_face(at: &ZonedDateTime) -> String {
    at.strftime("%H:%M").to_string()
}

/// The day in short: `5 Mar`, `05.03`.
fn day(at: &ZonedDateTime, words: &Words) -> String {
    match words.language {
        Language::En => at.strftime("%-d %b").to_string(),
        Language::Uk => at.strftime("%d.%m").to_string(),
    }
}

fn named(at: &ZonedDateTime) -> String {
    let name = at.time_zone().iana_name().unwrap_or_default();
    let offset = at.strftime("%:z").to_string();
    let offset = offset.strip_suffix(":00").unwrap_or(&offset);
    if name.is_empty() { format!("UTC{offset}") } else { format!("{name}, UTC{offset}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kyiv(text: &str) -> Times {
        let h_hour = text.parse::<jiff::civil::DateTime>().unwrap().in_tz("Europe/Kyiv").unwrap();
        Times::new(h_hour, Some(TimeZone::get("Europe/Moscow").unwrap()), Clock(8 * 3600))
    }

    #[test]
    fn one_moment_is_told_on_both_clocks() {
        let times = kyiv("2022-03-05T09:00");
        let english = Words::new(Language::En);
        assert_eq!(
            times.full(Clock(7 * 3600), &english),
            "16:00 on 5 March 2022 (Europe/Kyiv, UTC+02; 17:00 Europe/Moscow, UTC+03)"
        );
        assert_eq!(
            times.full(Clock(7 * 3600), &Words::new(Language::Uk)),
            "16:00 5 березня 2022 року (Europe/Kyiv, UTC+02; 17:00 Europe/Moscow, UTC+03)"
        );
    }

    #[test]
    fn after_the_change_of_march_2022_both_clocks_agree() {
        let times = kyiv("2022-03-28T09:00");
        assert_eq!(times.zone(Clock(0), &Words::new(Language::En)), "Europe/Kyiv, UTC+03; 09:00 Europe/Moscow, UTC+03");
        assert!(!times.clock_change());
        assert!(kyiv("2022-03-27T02:30").clock_change());
    }

    #[test]
    fn a_departure_is_never_told_late_and_an_arrival_never_early() {
        let times = kyiv("2022-03-05T09:00");
        let words = Words::new(Language::En);
        assert_eq!(times.minute(Clock(59), &words), "09:00");
        assert_eq!(times.minute_after(Clock(1), &words), "09:01");
        assert_eq!(times.minute_after(Clock(60), &words), "09:01");
    }

    #[test]
    fn a_plan_over_midnight_names_the_day() {
        let times = kyiv("2022-03-05T20:00");
        assert_eq!(times.minute(Clock(5 * 3600), &Words::new(Language::En)), "6 Mar 01:00");
        assert_eq!(times.minute(Clock(5 * 3600), &Words::new(Language::Uk)), "06.03 01:00");
        assert_eq!(times.stamp(Clock(5 * 3600)), "2022-03-06T01:00:00+02:00");
        let (english, evening, night) = (Words::new(Language::En), Clock(3600), Clock(5 * 3600));
        assert_eq!(times.between(evening, Clock(2 * 3600), &english), "5 Mar 21:00–22:00");
        assert_eq!(times.between(evening, night, &english), "5 Mar 21:00–6 Mar 01:00");
        assert_eq!(times.minute_after_another(Some(Clock(0)), evening, &english), "21:00");
        assert_eq!(times.minute_after_another(Some(evening), night, &english), "6 Mar 01:00");
        assert_eq!(times.between_after(Clock(3541), evening, &english), "5 Mar 21:00");
    }

    #[test]
    fn the_first_whole_hour_after_half_past_nine_is_ten() {
        assert_eq!(kyiv("2022-03-05T09:30").first_hour(), Clock(1800));
        assert_eq!(kyiv("2022-03-05T09:00").first_hour(), Clock(0));
    }
}
