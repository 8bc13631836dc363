//! Windows in civil time: "2022-03-05 11:00-16:00", "20:00-06:00" on every day, and the same by two clocks.

use super::written::WrittenWindow;
use super::{Calendar, CivilError, Zone, day_after, day_before, local};
use crate::time::{Clock, Interval};
use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};

/// A window as it was written, and what it means on the clock.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Window {
    /// When it is open, from the H-hour on; sorted. Empty where it lies before the H-hour or after the horizon.
    pub intervals: Vec<Interval>,
    /// It names no date: it holds on every day.
    pub daily: bool,
    /// It begins on one day and ends on the next.
    pub over_midnight: bool,
    /// The zone of each clock that it is quoted in.
    pub zones: Vec<String>,
}

/// One clock's window on the time line: seconds since the H-hour, from and until.
struct Quoted<'t> {
    text: &'t str,
    zone: Zone,
    daily: bool,
    over_midnight: bool,
    spans: Vec<(i64, i64)>,
}

impl Calendar {
    /// What a written window means.
    ///
    /// With a date it holds once; without, on every day up to `horizon`, and one that ends before it starts runs
    /// over midnight. Several clocks may be quoted with "=" between them: they must name the same time.
    pub fn window(&self, text: &str, horizon: Clock) -> Result<Window, CivilError> {
        let quoted = text.split('=').map(|part| self.quoted(part.trim(), horizon)).collect::<Result<Vec<_>, _>>()?;
        // The clock that names the date decides; the others must show the same.
        let Some(main) = quoted.iter().find(|q| !q.daily).or(quoted.first()) else {
            return Ok(Window { intervals: Vec::new(), daily: false, over_midnight: false, zones: Vec::new() });
        };
        for other in &quoted {
            if let Some(span) = main.spans.iter().find(|span| !other.spans.contains(span)) {
                return Err(self.disagreement(&quoted, *span));
            }
            if !main.daily && !other.daily && main.spans != other.spans {
                return Err(self.disagreement(&quoted, main.spans[0]));
            }
        }
        Ok(Window {
            intervals: main.spans.iter().filter_map(|span| within(*span, horizon)).collect(),
            daily: main.daily,
            over_midnight: main.over_midnight,
            zones: quoted.iter().map(|q| q.zone.name().to_owned()).collect(),
        })
    }

    fn quoted<'t>(&self, text: &'t str, horizon: Clock) -> Result<Quoted<'t>, CivilError> {
        let written = WrittenWindow::read(text)?;
        let zone = self.zone_of(written.zone.clone(), text)?;
        match (written.from.date, written.until.date) {
            (Some(from), until) => self.once(text, zone, &written, (from, until.unwrap_or(from))),
            (None, None) => self.daily(text, zone, &written, horizon),
            (None, Some(_)) => Err(CivilError::DateMissing { text: text.to_owned() }),
        }
    }

    fn once<'t>(
        &self,
        text: &'t str,
        zone: Zone,
        written: &WrittenWindow,
        (first, last): (Date, Date),
    ) -> Result<Quoted<'t>, CivilError> {
        let from = zone.moment(local(first, written.from.second)?)?;
        let until = zone.moment(local(last, written.until.second)?)?;
        if until <= from {
            let when = if until < from { "before" } else { "when" };
            let over_midnight = written.until.date.is_none() && written.until.second < written.from.second;
            let meant = if over_midnight {
                let (from, until) = (hours(written.from.second), hours(written.until.second));
                Some(format!("{first} {from} - {} {until}", day_after(last)?))
            } else {
                None
            };
            return Err(CivilError::EndsBeforeStart { text: text.to_owned(), when, meant });
        }
        let spans = vec![(self.since(from), self.since(until))];
        Ok(Quoted { text, zone, daily: false, over_midnight: first != last, spans })
    }

    fn daily<'t>(
        &self,
        text: &'t str,
        zone: Zone,
        written: &WrittenWindow,
        horizon: Clock,
    ) -> Result<Quoted<'t>, CivilError> {
        let (start, end) = (written.from.second, written.until.second);
        if start == end {
            return Err(CivilError::EndsBeforeStart { text: text.to_owned(), when: "when", meant: None });
        }
        let over_midnight = end < start;
        let last = zone.at(self.at(horizon)).date();
        let mut date = day_before(zone.at(self.h_hour).date())?;
        let mut spans = Vec::new();
        while date <= last {
            let end_date = if over_midnight { day_after(date)? } else { date };
            let (from, until) = (local(date, start)?, local(end_date, end)?);
            let rough = (self.since(zone.roughly(from)?), self.since(zone.roughly(until)?));
            // A day on which the window does not matter may well have lost the hour it starts at.
            if rough.1 > 0 && rough.0 < i64::from(horizon.0) {
                let (from, until) = (self.since(zone.moment(from)?), self.since(zone.moment(until)?));
                if from < until {
                    spans.push((from, until));
                }
            }
            date = day_after(date)?;
        }
        Ok(Quoted { text, zone, daily: true, over_midnight, spans })
    }

    /// Says by the first clock what the first clock that differs from it means, on this day and across the nearest
    /// change of the clocks.
    fn disagreement(&self, quoted: &[Quoted<'_>], span: (i64, i64)) -> CivilError {
        let first = &quoted[0];
        let second = quoted.iter().find(|q| q.spans != first.spans).unwrap_or(first);
        let at = |seconds: i64| self.h_hour.checked_add(SignedDuration::from_secs(seconds)).unwrap_or(self.h_hour);
        let day = first.zone.at(at(span.0)).date();
        // The second clock's window on the day of the first one's.
        let shown = second.spans.iter().find(|s| first.zone.at(at(s.0)).date() == day).or(second.spans.first());
        let shown = shown.copied().unwrap_or(span);
        let (from, until) = (at(shown.0), at(shown.1));
        let (hours, date) = (hours_by(&first.zone, from, until), dated(&first.zone, from));
        let translated = format!("{hours} by {} on {date}", first.zone.name());
        let both_sides = by_another_clock(&first.zone, &second.zone, (from, until));
        CivilError::ClocksDisagree {
            first: first.text.to_owned(),
            second: second.text.to_owned(),
            translated,
            both_sides,
        }
    }
}

/// A window of one clock beside another: the same hours of the first on the far side of the nearest change of the clocks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AcrossChange {
    /// When the clocks change.
    pub change: Timestamp,
    /// When the window begins there, by the same hours of its own clock.
    pub from: Timestamp,
    /// When it ends there.
    pub until: Timestamp,
}

/// The same hours by the clocks of `theirs` on the far side of the nearest change after which the two are apart by another
/// amount; `None` where there is none within sixty days.
pub fn across_change(ours: &Zone, theirs: &Zone, (from, until): (Timestamp, Timestamp)) -> Option<AcrossChange> {
    let (change, seconds) = nearest_change(ours, theirs, from)?;
    let moved = |moment: Timestamp| moment.checked_add(seconds).unwrap_or(moment);
    // The same hours by their clock, on the far side of the change.
    let same = |moment: Timestamp| theirs.roughly(theirs.at(moved(moment))).unwrap_or(moment);
    let (from, until) = (keep_hours(theirs, from, same(from)), keep_hours(theirs, until, same(until)));
    Some(AcrossChange { change, from, until })
}

/// What a window by the clocks of `theirs` is by those of `ours`, on its own day and on the far side of the nearest change
/// after which the two are apart by another amount: "10:00-17:00 Europe/Moscow is 09:00-16:00 Europe/Kyiv on 5 March 2022
/// and 10:00-17:00 on 28 March 2022 (the clocks changed on 27 March 2022)".
pub fn by_another_clock(ours: &Zone, theirs: &Zone, (from, until): (Timestamp, Timestamp)) -> String {
    let (here, there) = (hours_by(ours, from, until), hours_by(theirs, from, until));
    let same_day = format!("{there} {} is {here} {} on {}", theirs.name(), ours.name(), dated(ours, from));
    let Some(far) = across_change(ours, theirs, (from, until)) else { return same_day };
    format!(
        "{same_day} and {} on {} (the clocks changed on {})",
        hours_by(ours, far.from, far.until),
        dated(ours, far.from),
        dated(ours, far.change)
    )
}

/// The hours that a zone's clocks show from one moment until another; one hour where they are the same moment.
fn hours_by(zone: &Zone, from: Timestamp, until: Timestamp) -> String {
    let first = zone.at(from).strftime("%H:%M").to_string();
    if from == until { first } else { format!("{first}-{}", zone.at(until).strftime("%H:%M")) }
}

fn dated(zone: &Zone, moment: Timestamp) -> String {
    zone.at(moment).strftime("%-d %B %Y").to_string()
}

/// The change of either zone nearest to `moment`, at most 60 days away, after which the two differ by another
/// amount; with how far to go to be on the next full day beyond it.
fn nearest_change(first: &Zone, second: &Zone, moment: Timestamp) -> Option<(Timestamp, SignedDuration)> {
    const FARTHEST: i64 = 60 * 86_400;
    const DAY: i64 = 86_400;
    let apart = |at: Timestamp| first.offset(at).seconds() - second.offset(at).seconds();
    let mut nearest: Option<(Timestamp, SignedDuration)> = None;
    for zone in [first, second] {
        let next = zone.rules.following(moment).next().map(|t| t.timestamp());
        let last = zone.rules.preceding(moment).next().map(|t| t.timestamp());
        for change in [next, last].into_iter().flatten() {
            let away = change.as_second() - moment.as_second();
            let there = SignedDuration::from_secs((away / DAY + 2 * away.signum()) * DAY);
            let far = moment.checked_add(there).unwrap_or(moment);
            let nearer = nearest.is_none_or(|(n, _)| (n.as_second() - moment.as_second()).abs() > away.abs());
            if away.abs() <= FARTHEST && apart(far) != apart(moment) && nearer {
                nearest = Some((change, there));
            }
        }
    }
    nearest
}

/// `far`, moved so that the zone's clocks show the hours that they showed at `near`.
fn keep_hours(zone: &Zone, near: Timestamp, far: Timestamp) -> Timestamp {
    let shown = zone.at(far).date().to_datetime(zone.at(near).time());
    zone.roughly(shown).unwrap_or(far)
}

/// The part of a span from the H-hour on; `None` where nothing of it lies before the horizon.
fn within((from, until): (i64, i64), horizon: Clock) -> Option<Interval> {
    let clock = |seconds: i64| Clock(u32::try_from(seconds.max(0)).unwrap_or(u32::MAX));
    let interval = Interval { from: clock(from), until: clock(until) };
    (interval.from < interval.until && interval.from < horizon).then_some(interval)
}

fn hours(second: u32) -> String {
    format!("{:02}:{:02}", second / 3600, second / 60 % 60)
}
