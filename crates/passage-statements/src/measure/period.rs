//! The time that a figure is for: a moment, a day in a zone, a part of one, or everything since a date.

use jiff::Timestamp;
use jiff::civil::Date;
use passage_model::civil::Zone;
use std::fmt;

/// The time that a figure is for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Period {
    /// How it stood at a moment: those who wait at 14:00.
    At(Timestamp),
    /// A whole day, as long as it is by the clocks of a zone.
    Day {
        /// The date.
        date: Date,
        /// By whose clocks.
        zone: Zone,
    },
    /// A day so far: "2,000 by 14:00".
    DaySoFar {
        /// The date.
        date: Date,
        /// By whose clocks.
        zone: Zone,
        /// Until when.
        until: Timestamp,
    },
    /// Everything from a moment until another, counted together: since the invasion began.
    Since {
        /// From when on; `None` where the statement does not say ("so far").
        from: Option<Timestamp>,
        /// Until when.
        until: Timestamp,
    },
    /// The statement does not say.
    Unstated,
}

/// Of which sort a period is; figures of two sorts are never added.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Nature {
    /// A state at a moment.
    Moment,
    /// A day or a part of one.
    Daily,
    /// Everything since.
    Cumulative,
    /// Not stated.
    Unstated,
}

impl Nature {
    /// Its word for people.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Moment => "a state at a moment",
            Self::Daily => "daily",
            Self::Cumulative => "cumulative",
            Self::Unstated => "of a time that is not stated",
        }
    }
}

impl Period {
    /// Of which sort it is.
    pub const fn nature(&self) -> Nature {
        match self {
            Self::At(_) => Nature::Moment,
            Self::Day { .. } | Self::DaySoFar { .. } => Nature::Daily,
            Self::Since { .. } => Nature::Cumulative,
            Self::Unstated => Nature::Unstated,
        }
    }

    /// From when until when it reaches, as far as it is known; a moment from itself to itself.
    pub fn reach(&self) -> (Option<Timestamp>, Option<Timestamp>) {
        let start = |date: Date, zone: &Zone| zone.start_of(date).ok();
        match self {
            Self::At(moment) => (Some(*moment), Some(*moment)),
            Self::Day { date, zone } => {
                (start(*date, zone), date.tomorrow().ok().and_then(|tomorrow| start(tomorrow, zone)))
            }
            Self::DaySoFar { date, zone, until } => (start(*date, zone), Some(*until)),
            Self::Since { from, until } => (*from, Some(*until)),
            Self::Unstated => (None, None),
        }
    }
}

impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let date_words = |date: &Date| date.strftime("%-d %B %Y").to_string();
        let moment = |moment: &Timestamp| moment.strftime("%Y-%m-%d %H:%M UTC").to_string();
        match self {
            Self::At(at) => write!(f, "as of {}", moment(at)),
            Self::Day { date, zone } => write!(f, "{} ({})", date_words(date), zone.name()),
            Self::DaySoFar { date, zone, until } => {
                write!(f, "{} until {} ({})", date_words(date), zone.at(*until).strftime("%H:%M"), zone.name())
            }
            Self::Since { from: Some(from), until } => write!(f, "from {} to {}", moment(from), moment(until)),
            Self::Since { from: None, until } => write!(f, "so far, until {}", moment(until)),
            Self::Unstated => f.write_str("no time stated"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_day_on_which_the_clocks_change_has_twenty_three_hours() {
        let zone = Zone::find("Europe/Kyiv").unwrap();
        let day = Period::Day { date: Date::constant(2022, 3, 27), zone };
        let (Some(from), Some(until)) = day.reach() else { panic!("a day has ends") };
        assert_eq!(until.as_second() - from.as_second(), 23 * 3600);
    }
}
