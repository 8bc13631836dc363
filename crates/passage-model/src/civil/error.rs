//! What can be wrong with a written time, with the words and the advice for whoever wrote it.

/// Why a written time cannot be used.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CivilError {
    /// No zone of the time zone database has this name.
    #[error("there is no time zone {asked:?}")]
    UnknownZone {
        /// The name asked for.
        asked: String,
        /// The nearest name that exists.
        nearest: Option<String>,
    },
    /// Neither the time nor the scenario names a zone.
    #[error("{text:?} names no time zone, and the scenario has none")]
    ZoneMissing {
        /// The time as written.
        text: String,
    },
    /// A date is needed here.
    #[error("{text:?} has no date")]
    DateMissing {
        /// The time as written.
        text: String,
    },
    /// It does not read as a time.
    #[error("{text:?} is not {expected}")]
    NotUnderstood {
        /// The text.
        text: String,
        /// What was expected, with an example.
        expected: &'static str,
    },
    /// There is no such hour or date.
    #[error("there is no {text}")]
    Impossible {
        /// The hour or date as written.
        text: String,
    },
    /// The clocks were put forward over this local time.
    #[error("{local} does not exist in {zone}: the clocks were put forward over it")]
    Skipped {
        /// The local time.
        local: String,
        /// Its zone.
        zone: String,
        /// What it may have meant: by the clocks before the change, by those after it.
        readings: [String; 2],
    },
    /// The clocks were put back, and this local time came again.
    #[error("{local} came twice in {zone}: the clocks were put back over it")]
    Twice {
        /// The local time.
        local: String,
        /// Its zone.
        zone: String,
        /// What it may have meant: before the clocks were put back, after it.
        readings: [String; 2],
    },
    /// The window ends before it starts, or when it starts.
    #[error("the window {text:?} ends {when} it starts")]
    EndsBeforeStart {
        /// The window as written.
        text: String,
        /// "before" or "when".
        when: &'static str,
        /// What may have been meant.
        meant: Option<String>,
    },
    /// The two clocks of a window name different times.
    #[error("the two clocks disagree: {second} is {translated}, and the other clock says {first}")]
    ClocksDisagree {
        /// The first clock's window, as written.
        first: String,
        /// The other clock's window, as written.
        second: String,
        /// The second, by the first one's clock and date.
        translated: String,
        /// What the second is by the first one's clock before and after the clocks change.
        both_sides: String,
    },
    /// It lies outside the calendar (years 1 to 9999).
    #[error("{text} lies outside the calendar")]
    OutOfCalendar {
        /// The moment.
        text: String,
    },
}

impl CivilError {
    /// Its finding code.
    pub fn code(&self) -> &'static str {
        match self {
            Self::UnknownZone { .. } => "scenario.unknown-zone",
            Self::ZoneMissing { .. } => "scenario.zone-missing",
            Self::DateMissing { .. } => "scenario.date-missing",
            Self::NotUnderstood { .. } | Self::Impossible { .. } | Self::OutOfCalendar { .. } => "scenario.not-a-time",
            Self::Skipped { .. } => "scenario.time-skipped",
            Self::Twice { .. } => "scenario.time-twice",
            Self::EndsBeforeStart { .. } => "scenario.window-ends-before-it-starts",
            Self::ClocksDisagree { .. } => "scenario.clocks-disagree",
        }
    }

    /// Whether another day would make it right: a change of the clocks is involved.
    pub const fn depends_on_the_day(&self) -> bool {
        matches!(self, Self::Skipped { .. } | Self::Twice { .. } | Self::ClocksDisagree { .. })
    }

    /// What to do about it.
    pub fn advice(&self) -> String {
        match self {
            Self::UnknownZone { nearest: Some(nearest), .. } => format!("Did you mean {nearest:?}?"),
            Self::UnknownZone { nearest: None, .. } => {
                "Use a name of the IANA time zone database such as \"Europe/Kyiv\", or an offset such as \"+02:00\"."
                    .into()
            }
            Self::ZoneMissing { .. } => {
                "Add zone = \"Europe/Kyiv\" (yours) at the top of the scenario, or write the zone after the time."
                    .into()
            }
            Self::DateMissing { .. } => "Write the date too, as in \"2022-03-05 09:00\".".into(),
            Self::NotUnderstood { .. } | Self::OutOfCalendar { .. } => {
                "Dates are written 2022-03-05, times 09:00; a zone or an offset may follow.".into()
            }
            Self::Impossible { .. } => "Hours run from 00:00 to 24:00; dates are written 2022-03-05.".into(),
            Self::Skipped { readings: [before, after], .. } => {
                format!(
                    "By the clocks before the change it is {before}, by those after it {after}. Write the one that was meant."
                )
            }
            Self::Twice { readings: [before, after], .. } => {
                format!("It was {before} and again {after}. Write the one that was meant, with its offset.")
            }
            Self::EndsBeforeStart { meant: Some(meant), .. } => format!("If it runs over midnight, write {meant:?}."),
            Self::EndsBeforeStart { meant: None, .. } => "Check both times; a whole day is written 00:00-24:00.".into(),
            Self::ClocksDisagree { both_sides, .. } => {
                format!("{both_sides}. Which did the text mean? Correct one of the two.")
            }
        }
    }
}
