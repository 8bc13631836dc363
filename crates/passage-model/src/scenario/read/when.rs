//! Times and windows of a scenario.

use super::super::{Source, Windows};
use super::fields::{Fields, Notes};
use crate::civil::{Calendar, CivilError};
use crate::finding::Finding;
use crate::time::{Clock, Interval, Opening};
use std::ops::Range;

/// Overlaps told of in one list of windows: whoever made more of them made them by a program.
const MOST_OVERLAPS: usize = 20;

/// The calendar that the rest of the scenario is read with.
pub(super) struct Frame {
    pub calendar: Calendar,
    pub horizon: Clock,
    /// H-hour and horizon were both understood; if not, what lies outside them cannot be said.
    pub sure: bool,
}

/// A finding of what is wrong with a written time.
pub(super) fn refused(error: &CivilError, label: &str, span: Range<usize>) -> Finding {
    Finding::error(error.code(), error.to_string()).about(label).advise(error.advice()).at(span)
}

impl Fields<'_> {
    /// A moment on the clock; one before the H-hour becomes the H-hour.
    pub fn clock(&self, notes: &mut Notes<'_>, key: &str, frame: &Frame) -> Option<(Clock, Range<usize>)> {
        let (text, span) = self.text(notes, key)?;
        let seconds = self.moment(notes, frame, &text, span.clone())?;
        Some((clock(seconds), span))
    }

    /// The same with seconds after the H-hour, negative before it, and the text.
    pub fn seconds(&self, notes: &mut Notes<'_>, key: &str, frame: &Frame) -> Option<(i64, String, Range<usize>)> {
        let (text, span) = self.text(notes, key)?;
        let seconds = self.moment(notes, frame, &text, span.clone())?;
        Some((seconds, text, span))
    }

    /// The same for a group that is ready then: one before the H-hour is told, for it may be another day than was meant.
    pub fn ready_from(&self, notes: &mut Notes<'_>, key: &str, frame: &Frame) -> Option<(Clock, Range<usize>)> {
        let (text, span) = self.text(notes, key)?;
        let seconds = self.moment(notes, frame, &text, span.clone())?;
        let words = |place| format!("ready at {text}, {place} the plan, {}", reach(frame));
        let finding = if !frame.sure {
            None
        } else if seconds < 0 {
            let advice = "They are taken as ready at the H-hour. Check its date, or the H-hour.";
            Some(Finding::warning("scenario.ready-before-start", words("before")).advise(advice))
        } else if seconds >= i64::from(frame.horizon.0) {
            let advice = "Check its date, or the H-hour and the horizon.";
            Some(Finding::warning("scenario.ready-too-late", words("after")).advise(advice))
        } else {
            None
        };
        if let Some(finding) = finding {
            notes.add(finding.about(&self.label).at(span.clone()));
        }
        Some((clock(seconds), span))
    }

    /// Seconds after the H-hour, or before it.
    fn moment(&self, notes: &mut Notes<'_>, frame: &Frame, text: &str, span: Range<usize>) -> Option<i64> {
        frame.calendar.moment(text).map_err(|error| self.refuse(notes, frame, &error, span)).ok()
    }

    /// Reports what is wrong with a time; while the H-hour is not known only what is wrong on any day.
    fn refuse(&self, notes: &mut Notes<'_>, frame: &Frame, error: &CivilError, span: Range<usize>) {
        if frame.sure || !error.depends_on_the_day() {
            notes.add(refused(error, &self.label, span));
        }
    }

    /// The windows under `key`; always open where it is absent.
    pub fn windows(&self, notes: &mut Notes<'_>, key: &str, frame: &Frame) -> Option<Windows> {
        let Some(texts) = self.texts(notes, key) else {
            let source = Source::Default { citation: "passage: open throughout where nothing is said".to_owned() };
            let (written, zones) = (Vec::new(), Vec::new());
            return Some(Windows { written, opening: Opening::always(), zones, source });
        };
        let at = self.get(key)?;
        if texts.is_empty() {
            let words = format!("{key:?} is an empty list: open throughout, or never?");
            let advice = format!("Leave {key:?} out if it is always open; use [[closure]] if it is closed.");
            notes.add(Finding::error("scenario.no-window", words).about(&self.label).advise(advice).at(at.span()));
            return None;
        }
        let mut all: Vec<(usize, Interval)> = Vec::new();
        let mut understood = true;
        let mut zones: Vec<String> = Vec::new();
        for (index, (text, span)) in texts.iter().enumerate() {
            let window = match frame.calendar.window(text, frame.horizon) {
                Ok(window) => window,
                Err(error) => {
                    self.refuse(notes, frame, &error, span.clone());
                    understood = false;
                    continue;
                }
            };
            if window.intervals.is_empty() && frame.sure {
                let words = format!("the window {text:?} lies outside the plan, {}", reach(frame));
                let advice = "Check its date, or the H-hour and the horizon.";
                let finding = Finding::warning("scenario.window-outside-horizon", words);
                notes.add(finding.about(&self.label).advise(advice).at(span.clone()));
            }
            if window.daily && window.over_midnight {
                let words = format!("the window {text:?} runs over midnight into the next day");
                let finding = Finding::note("scenario.window-over-midnight", words);
                notes.add(finding.about(&self.label).at(span.clone()));
            }
            for zone in window.zones {
                if !zones.contains(&zone) {
                    zones.push(zone);
                }
            }
            all.extend(window.intervals.into_iter().map(|interval| (index, interval)));
        }
        self.overlaps(notes, frame, &texts, &all);
        let opening = Opening::within(all.into_iter().map(|(_, interval)| interval).collect());
        let written = texts.into_iter().map(|(text, _)| text).collect();
        understood.then(|| Windows { written, opening, zones, source: self.given(notes, at.start) })
    }

    /// Says where two windows of one list overlap.
    fn overlaps(
        &self,
        notes: &mut Notes<'_>,
        frame: &Frame,
        texts: &[(String, Range<usize>)],
        all: &[(usize, Interval)],
    ) {
        let mut sorted: Vec<_> = all.iter().map(|(text, interval)| (*interval, *text)).collect();
        sorted.sort_unstable();
        let mut told: Vec<(usize, usize)> = Vec::new();
        let mut open: Option<(Interval, usize)> = None;
        for (interval, text) in sorted {
            if let Some((earlier, other)) = open.filter(|(o, _)| interval.from < o.until) {
                let pair = (other.min(text), other.max(text));
                if told.len() < MOST_OVERLAPS && !told.contains(&pair) {
                    told.push(pair);
                    let until = earlier.until.min(interval.until);
                    let words = format!(
                        "the windows {:?} and {:?} overlap from {} to {}",
                        texts[pair.0].0,
                        texts[pair.1].0,
                        frame.calendar.civil(interval.from),
                        frame.calendar.civil(until)
                    );
                    let finding = Finding::warning("scenario.windows-overlap", words).about(&self.label);
                    notes.add(finding.advise("They are used as one window.").at(texts[pair.1].1.clone()));
                }
            }
            if open.is_none_or(|(o, _)| interval.until > o.until) {
                open = Some((interval, text));
            }
        }
    }
}

pub(super) fn clock(seconds: i64) -> Clock {
    Clock(u32::try_from(seconds.max(0)).unwrap_or(u32::MAX))
}

/// "from 2022-03-05 09:00 to 2022-03-05 17:00".
pub(super) fn reach(frame: &Frame) -> String {
    format!("from {} to {}", frame.calendar.civil(Clock::H_HOUR), frame.calendar.civil(frame.horizon))
}
