//! The one way to add figures: the same thing, counted at the same point, over the same time, about different subjects.

use super::{Figure, Measure, Nature, Period, Point};
use passage_model::digits::thousands;
use std::collections::BTreeSet;
use std::fmt;

/// A sum that is being made; it begins with a figure and takes only what may be added to it.
#[derive(Clone, Debug)]
pub struct Sum {
    measure: Measure,
    point: Point,
    period: Period,
    about: BTreeSet<String>,
    low: u64,
    high: Option<u64>,
}

/// What was added up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Total {
    /// What it counts.
    pub measure: Measure,
    /// Where.
    pub point: Point,
    /// Over which time.
    pub period: Period,
    /// What it is about, each once.
    pub about: Vec<String>,
    /// The least that the statements support together.
    pub low: u64,
    /// The most; `None` where one of them names no most.
    pub high: Option<u64>,
}

/// Why a figure may not be added.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// They count different things.
    #[error("Different measures: {0} and {1} cannot be added.")]
    Measures(Measure, Measure),
    /// They were counted at different places of the way.
    #[error("Different points: {measure} at {first} and at {second} cannot be added: the same people may pass both.")]
    Points {
        /// What both count.
        measure: Measure,
        /// Where the sum was counted.
        first: Point,
        /// Where the other was.
        second: Point,
    },
    /// One is for a day, the other for everything since.
    #[error("One figure is {}, the other {}: they cannot be added.", .0.name(), .1.name())]
    Natures(Nature, Nature),
    /// They are for different times.
    #[error("Different times: {0}, and {1}. Figures of different times cannot be added.")]
    Periods(Box<Period>, Box<Period>),
    /// A figure does not say for which time, or where, it is: nobody knows what it may be added to.
    #[error("The figure on {about} does not say {missing}: it cannot be added to anything.")]
    Unstated {
        /// What it is about.
        about: String,
        /// "where it was counted" or "for which time".
        missing: &'static str,
    },
    /// The subject is in the sum already.
    #[error("{about} is in the sum already: it would be counted twice.")]
    Twice {
        /// The subject.
        about: String,
    },
}

impl Sum {
    /// A sum that begins with a figure.
    ///
    /// # Errors
    ///
    /// The figure does not say where it was counted, or for which time.
    pub fn of(first: &Figure) -> Result<Self, Refusal> {
        stated(first)?;
        let (low, high) = first.value.supports();
        Ok(Self {
            measure: first.measure,
            point: first.point.clone(),
            period: first.period.clone(),
            about: BTreeSet::from([first.about.clone()]),
            low,
            high,
        })
    }

    /// Adds a figure about something else.
    ///
    /// # Errors
    ///
    /// It counts something else, or elsewhere, or over another time, or the same subject again; the sum stays as it was.
    pub fn add(&mut self, figure: &Figure) -> Result<(), Refusal> {
        if self.measure != figure.measure {
            return Err(Refusal::Measures(self.measure, figure.measure));
        }
        stated(figure)?;
        if self.point != figure.point {
            let (first, second) = (self.point.clone(), figure.point.clone());
            return Err(Refusal::Points { measure: self.measure, first, second });
        }
        let natures = (self.period.nature(), figure.period.nature());
        if natures.0 != natures.1 {
            return Err(Refusal::Natures(natures.0, natures.1));
        }
        if self.period != figure.period {
            return Err(Refusal::Periods(Box::new(self.period.clone()), Box::new(figure.period.clone())));
        }
        if !self.about.insert(figure.about.clone()) {
            return Err(Refusal::Twice { about: figure.about.clone() });
        }
        let (low, high) = figure.value.supports();
        self.low = self.low.saturating_add(low);
        self.high = self.high.zip(high).map(|(a, b)| a.saturating_add(b));
        Ok(())
    }

    /// The sum of figures, all of which may be added; `None` of no figure.
    ///
    /// # Errors
    ///
    /// As [`Sum::of`] and [`Sum::add`], of the first that may not be added.
    pub fn all<'f>(figures: impl IntoIterator<Item = &'f Figure>) -> Result<Option<Total>, Refusal> {
        let mut figures = figures.into_iter();
        let Some(first) = figures.next() else { return Ok(None) };
        let mut sum = Self::of(first)?;
        figures.try_for_each(|figure| sum.add(figure))?;
        Ok(Some(sum.total()))
    }

    /// What was added up so far.
    pub fn total(self) -> Total {
        Total {
            measure: self.measure,
            point: self.point,
            period: self.period,
            about: self.about.into_iter().collect(),
            low: self.low,
            high: self.high,
        }
    }
}

fn stated(figure: &Figure) -> Result<(), Refusal> {
    let missing = match (&figure.point, &figure.period) {
        (Point::Unstated, _) => "where it was counted",
        (_, Period::Unstated) => "for which time it is",
        _ => return Ok(()),
    };
    Err(Refusal::Unstated { about: figure.about.clone(), missing })
}

impl fmt::Display for Total {
    /// "3,810", "3,600 to 4,000", "at least 3,600"; the unit after it.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.high {
            Some(high) if high == self.low => write!(f, "{}", thousands(high))?,
            Some(high) => write!(f, "{} to {}", thousands(self.low), thousands(high))?,
            None => write!(f, "at least {}", thousands(self.low))?,
        }
        write!(f, " {}", self.measure.unit())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::measure::Value;
    use jiff::Timestamp;
    use jiff::civil::Date;
    use passage_model::civil::Zone;

    fn day(date: i8) -> Period {
        Period::Day { date: Date::constant(2022, 3, date), zone: Zone::find("Europe/Kyiv").unwrap() }
    }

    fn figure(about: &str, measure: Measure, period: Period, value: Value) -> Figure {
        Figure { about: about.into(), measure, point: measure.point(), period, value }
    }

    fn refused(a: &Figure, b: &Figure) -> String {
        let mut sum = Sum::of(a).unwrap();
        let before = sum.clone().total();
        let refusal = sum.add(b).unwrap_err().to_string();
        assert_eq!(sum.total(), before, "a refused figure leaves the sum as it was");
        refusal
    }

    #[test]
    fn corridors_are_added_where_measure_point_and_time_are_the_same() {
        let mariupol = figure("Mariupol", Measure::ArrivedPeople, day(17), Value::Exact(1_865));
        let sumy = figure("Sumy", Measure::ArrivedPeople, day(17), Value::About(1_000));
        let kyiv = figure("Kyiv region", Measure::ArrivedPeople, day(17), Value::AtLeast(500));
        let total = Sum::all([&mariupol, &sumy]).unwrap().unwrap();
        assert_eq!(total.to_string(), "2,765 to 2,965 people");
        assert_eq!(Sum::all([&mariupol, &sumy, &kyiv]).unwrap().unwrap().to_string(), "at least 3,265 people");
        assert_eq!(Sum::all([]), Ok(None));
    }

    #[test]
    fn what_may_not_be_added_is_refused_in_words() {
        let people = figure("Mariupol", Measure::ArrivedPeople, day(15), Value::About(20_000));
        let cars = figure("Mariupol", Measure::DepartedVehicles, day(15), Value::Exact(2_000));
        insta::assert_snapshot!(refused(&cars, &people), @"Different measures: departed.vehicles and arrived.people cannot be added.");
        let passed = |name: &str, about: &str| Figure {
            point: Point::Checkpoint(name.into()),
            ..figure(about, Measure::PassedPeople, day(15), Value::Exact(100))
        };
        insta::assert_snapshot!(
            refused(&passed("Vasylivka", "Mariupol"), &passed("Kamianske", "Melitopol")),
            @"Different points: passed.people at checkpoint Vasylivka and at checkpoint Kamianske cannot be added: the same people may pass both."
        );
        let since = Period::Since { from: None, until: Timestamp::constant(1_647_500_000, 0) };
        let so_far = figure("Sumy", Measure::ArrivedPeople, since, Value::Exact(5));
        insta::assert_snapshot!(refused(&people, &so_far), @"One figure is daily, the other cumulative: they cannot be added.");
        let tomorrow = figure("Sumy", Measure::ArrivedPeople, day(16), Value::Exact(5));
        insta::assert_snapshot!(
            refused(&people, &tomorrow),
            @"Different times: 15 March 2022 (Europe/Kyiv), and 16 March 2022 (Europe/Kyiv). Figures of different times cannot be added."
        );
        insta::assert_snapshot!(refused(&people, &people.clone()), @"Mariupol is in the sum already: it would be counted twice.");
        let evacuated = figure("Sumy", Measure::Evacuated, day(15), Value::About(35_000));
        insta::assert_snapshot!(
            Sum::of(&evacuated).unwrap_err(),
            @"The figure on Sumy does not say where it was counted: it cannot be added to anything."
        );
    }
}
