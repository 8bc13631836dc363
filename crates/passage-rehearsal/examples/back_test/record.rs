//! What was reported of each day: the public record, claims side by side.

use std::path::Path;

/// A day of 2022.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Date {
    /// The month, from 1.
    pub month: u32,
    /// The day of the month.
    pub day: u32,
}

/// The first day on record, the last that is fitted, and the last that is foretold: from May on people came in operations of the
/// United Nations and the Red Cross, by other rules.
pub const FIRST: Date = Date { month: 3, day: 5 };
/// The last day that anything is fitted on.
pub const FITTED: Date = Date { month: 3, day: 17 };
/// The last day.
pub const LAST: Date = Date { month: 4, day: 22 };

impl Date {
    /// Of March or April.
    pub const fn new(month: u32, day: u32) -> Self {
        Self { month, day }
    }

    /// Of `2022-03-05`.
    fn read(text: &str) -> Option<Self> {
        let (month, day) = text.strip_prefix("2022-")?.split_once('-')?;
        Some(Self { month: month.parse().ok()?, day: day.parse().ok()? })
    }

    fn next(self) -> Self {
        if self.month == 3 && self.day == 31 { Self::new(4, 1) } else { Self::new(self.month, self.day + 1) }
    }
}

impl std::fmt::Display for Date {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let month = if self.month == 3 { "March" } else { "April" };
        write!(f, "{} {month}", self.day)
    }
}

/// What somebody said of how many people came.
#[derive(Clone, Debug, PartialEq)]
pub struct Claim {
    /// Persons.
    pub persons: f64,
    /// Who said so, where it stands.
    pub source: String,
}

/// What is known of a day on its evening.
#[derive(Clone, Debug, PartialEq)]
pub struct Day {
    /// When.
    pub date: Date,
    /// The organiser's figure first, then others; none where nobody told.
    pub claims: Vec<Claim>,
    /// Whether the corridor was used; `None` where nobody told.
    pub opened: Option<bool>,
    /// Whether it is the first day, on which nobody stands before the checkpoint in the morning.
    pub first: bool,
}

impl Day {
    /// The figure that later forecasts rest on: the organiser's, or with `others` the last claim.
    pub fn figure(&self, others: bool) -> Option<f64> {
        let claim = if others { self.claims.last() } else { self.claims.first() };
        claim.map(|claim| claim.persons)
    }
}

/// 570 cars arrived on 15 March; at the usual mean of a rehearsal.
pub const CARS_OF_15_MARCH: f64 = 570.0;
/// Persons in a car, where only cars are told: `domain.md` A.8.
pub const IN_A_CAR: f64 = 3.6;

/// Figures of sources that are not in the table: `../shared/domain.md` F.3.
const ELSEWHERE: [(Date, f64, &str); 5] = [
    (Date::new(3, 17), 1865.0, "spilnodia.org.ua: in 470 cars, 479 of them children"),
    (Date::new(3, 22), 4367.0, "boldnews.al, 23 March"),
    (Date::new(3, 26), 4000.0, "turkgun.com: \"more than 4,000\" of 5,208; with the buses held since 25 March"),
    (Date::new(4, 20), 0.0, "lrytas.lt: those 79 arrived on 21 April"),
    (Date::new(4, 21), 79.0, "lrytas.lt: in 3 buses, on their way since 20 April"),
];

/// Reads `corridors_2022.csv`: every day from [`FIRST`] to [`LAST`]. What counts are rows of Mariupol to Zaporizhzhia, and rows of all
/// corridors where none opened.
pub fn read(file: &Path) -> Result<Vec<Day>, Box<dyn std::error::Error>> {
    let mut days = Vec::new();
    let mut date = FIRST;
    while date <= LAST {
        days.push(Day { date, claims: Vec::new(), opened: None, first: date == Date::new(3, 15) });
        date = date.next();
    }
    let text = std::fs::read(file).map_err(|error| format!("{}: {error}", file.display()))?;
    for row in csv::Reader::from_reader(text.as_slice()).records() {
        let row = row?;
        let cell = |column: usize| row.get(column).unwrap_or_default();
        let Some(day) = Date::read(cell(0)).and_then(|date| days.iter_mut().find(|day| day.date == date)) else {
            continue;
        };
        let ours = matches!(cell(1), "Mariupol" | "Mariupol+Berdiansk") && cell(2) == "Zaporizhzhia";
        if ours || (cell(1) == "ALL" && cell(3) == "none") {
            note(day, cell(3), cell(4), cell(6));
        }
    }
    for (date, persons, source) in ELSEWHERE {
        if let Some(day) = days.iter_mut().find(|day| day.date == date) {
            day.claims.push(Claim { persons, source: source.to_owned() });
        }
    }
    Ok(days)
}

/// Notes a row. That of 15 March counts people who left, not people who came.
fn note(day: &mut Day, status: &str, people: &str, source: &str) {
    let source = source.split(" via ").next().unwrap_or(source).to_owned();
    day.opened = match status {
        "failed" | "none" => Some(false),
        "opened" | "partial" => Some(true),
        _ => None,
    };
    if day.date == Date::new(3, 15) {
        day.claims.push(Claim { persons: CARS_OF_15_MARCH * IN_A_CAR, source: "AFP: 570 cars".to_owned() });
    } else if let Ok(persons) = people.parse() {
        day.claims.push(Claim { persons, source });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_follow_one_another_and_read_as_they_are_written() {
        assert_eq!(Date::new(3, 31).next(), Date::new(4, 1));
        assert_eq!(Date::read("2022-04-09"), Some(Date::new(4, 9)));
        assert_eq!(Date::read("2021-04-09"), None);
        assert_eq!(Date::new(4, 1).to_string(), "1 April");
    }

    #[test]
    fn of_15_march_those_who_came_count_and_not_those_who_left() {
        let mut day = Day { date: Date::new(3, 15), claims: Vec::new(), opened: None, first: true };
        note(&mut day, "opened", "20000", "somebody via somewhere");
        assert_eq!(day.figure(false), Some(2052.0));
        let mut day = Day { date: Date::new(4, 8), ..day };
        day.claims.clear();
        note(&mut day, "agreed", "", "somebody");
        assert_eq!((day.figure(false), day.opened), (None, None));
    }
}
