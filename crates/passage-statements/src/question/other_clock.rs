//! (f) One window, quoted by two clocks, that is not the same time by both. The windows come from outside, as texts give them.

use super::phrase::{Part, Phrase, plain};
use super::{Detector, Question};
use jiff::civil::{Date, Time};
use passage_model::civil::{CivilError, Zone};

/// A window on a date by the clocks of a zone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClockWindow {
    /// By whose clocks.
    pub zone: Zone,
    /// From when.
    pub from: Time,
    /// Until when.
    pub until: Time,
}

impl ClockWindow {
    fn words(&self) -> String {
        format!("{}-{} {}", self.from.strftime("%H:%M"), self.until.strftime("%H:%M"), self.zone.name())
    }
}

/// The question of a window on a date that was quoted by two clocks; `None` where both mean the same time.
///
/// # Errors
///
/// A time that does not exist on that date, or exists twice.
pub fn other_clock(
    about: &str,
    date: Date,
    first: &ClockWindow,
    second: &ClockWindow,
) -> Result<Option<Question>, CivilError> {
    let reach = |window: &ClockWindow| -> Result<_, CivilError> {
        let at = |time: Time| window.zone.moment(date.to_datetime(time));
        Ok((at(window.from)?, at(window.until)?))
    };
    let (one, other) = (reach(first)?, reach(second)?);
    if one == other {
        return Ok(None);
    }
    let by = |moment| first.zone.at(moment).strftime("%H:%M").to_string();
    let parts = [
        ("a", Part::Text(first.words())),
        ("b", Part::Text(second.words())),
        ("zone", Part::Text(first.zone.name().to_owned())),
        ("from", Part::Text(by(other.0))),
        ("until", Part::Text(by(other.1))),
        ("date", Part::Text(date.to_string())),
    ];
    Ok(Some(Question {
        detector: Detector::OtherClock,
        about: about.to_owned(),
        claims: Vec::new(),
        arithmetic: vec![Phrase::new("ask-other-clock", parts)],
        explanations: vec![plain("explain-clock-change"), plain("explain-zone-mixed")],
        settles: vec![plain("settle-window-in-utc")],
    }))
}
