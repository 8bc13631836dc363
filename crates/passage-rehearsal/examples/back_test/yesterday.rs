//! What everybody could have said: as many as yesterday, give or take what changes took before.

use crate::normal;
use crate::record::{Day, FITTED};
use crate::score::Forecast;

/// How a change is measured.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scale {
    /// Of square roots, in which a day with nobody is a number like others.
    Root,
    /// Of logarithms, between days on which somebody came.
    Logarithm,
}

impl Scale {
    fn of(self, persons: f64) -> f64 {
        match self {
            Self::Root => persons.sqrt(),
            Self::Logarithm => persons.ln(),
        }
    }

    fn back(self, value: f64) -> f64 {
        match self {
            Self::Root => value.max(0.0).powi(2),
            Self::Logarithm => value.exp(),
        }
    }
}

/// Where the spread comes from.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Spread {
    /// The changes up to 17 March.
    Fitted,
    /// All changes so far, from 17 March on.
    Again,
    /// This one: a standard deviation from one day to the next.
    Given(f64),
}

/// Every day foretold as the last figure before it. The spread is the root of the mean square of the changes, a change over
/// several days counting as that many; with [`Scale::Logarithm`] days with nobody are left out and have the chance `closed` of
/// each day.
pub fn forecasts(days: &[Day], scale: Scale, spread: Spread, others: bool, closed: &[f64]) -> Vec<Forecast> {
    let told = |day: &Day| day.figure(others).filter(|persons| scale == Scale::Root || *persons > 0.0);
    let figures: Vec<Option<f64>> = days.iter().map(|day| told(day).map(|persons| scale.of(persons))).collect();
    let until = days.iter().filter(|day| day.date <= FITTED).count();
    let each = |today: usize| {
        let known = match spread {
            Spread::Again => today.max(until),
            _ => until,
        };
        let deviation = if let Spread::Given(given) = spread { given } else { changes(&figures[..known]) };
        let last = figures[..today].iter().rposition(Option::is_some);
        let centre = last.and_then(|last| figures[last]).unwrap_or_default();
        let wide = deviation * last.map_or(1.0, |last| (today - last) as f64).sqrt();
        let nobody = if scale == Scale::Root { 0.0 } else { closed[today] };
        Forecast::of(|share| {
            if share <= nobody {
                return 0.0;
            }
            scale.back(centre + wide * normal::at((share - nobody) / (1.0 - nobody)))
        })
    };
    (0..days.len()).map(each).collect()
}

/// The standard deviation of the changes from one figure to the next.
pub fn changes(figures: &[Option<f64>]) -> f64 {
    let told: Vec<(usize, f64)> =
        figures.iter().enumerate().filter_map(|(day, figure)| Some((day, (*figure)?))).collect();
    let squares = told.windows(2).map(|pair| (pair[1].1 - pair[0].1).powi(2) / (pair[1].0 - pair[0].0) as f64);
    (squares.sum::<f64>() / told.len().saturating_sub(1).max(1) as f64).sqrt()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::{Claim, Date};

    #[test]
    fn a_change_over_four_days_counts_as_four_of_half_its_size() {
        let figures = [Some(3.0), None, None, None, Some(7.0), Some(5.0)];
        // (16 / 4 + 4) / 2.
        assert!((changes(&figures) - 2.0).abs() < 1e-9);
    }

    #[test]
    fn the_middle_is_the_last_figure_and_the_band_as_wide_as_the_changes() {
        let day = |day, persons: Option<f64>| Day {
            date: Date::new(3, day),
            claims: persons.map(|persons| Claim { persons, source: String::new() }).into_iter().collect(),
            opened: None,
            first: false,
        };
        let days = [day(15, Some(100.0)), day(16, Some(400.0)), day(18, None)];
        let forecasts = forecasts(&days, Scale::Root, Spread::Fitted, false, &[0.0; 3]);
        let band = forecasts[2].nine_of_ten();
        assert!((forecasts[2].median() - 400.0).abs() < 1e-6);
        assert!(
            (band.high.sqrt() - (20.0 + 16.44854)).abs() < 1e-3 && (band.low.sqrt() - (20.0 - 16.44854)).abs() < 1e-3
        );
    }
}
