//! Forecasts of all kinds beside each other, and their scores.

use crate::corridor::{Morning, Played};
use crate::model::{Fitted, Model};
use crate::record::{Day, FITTED};
use crate::score::Forecast;
use crate::yesterday::{self, Scale, Spread};

/// One way to foretell, day by day.
#[derive(Clone, Debug)]
pub struct Method {
    /// What it is called.
    pub name: String,
    /// Its forecast of every day on record.
    pub forecasts: Vec<Forecast>,
}

/// The means over the days that are scored.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Scores {
    /// The weighted interval score in persons.
    pub persons: f64,
    /// The same of ln(1 + persons).
    pub logarithm: f64,
    /// Days whose figure lies in the band of half.
    pub in_half: usize,
    /// Days whose figure lies in the band of nine of ten.
    pub in_nine: usize,
    /// The width of the band of nine of ten, in persons.
    pub width: f64,
    /// How far the median was off, in persons.
    pub off: f64,
}

/// Everything that was foretold.
#[derive(Clone, Debug)]
pub struct Compared {
    /// What was fitted.
    pub fitted: Fitted,
    /// The rehearsal's forecasts first, yesterday's figure (roots, fitted) at [`YESTERDAY`].
    pub methods: Vec<Method>,
}

/// The rehearsal, fitted on the days to 17 March.
pub const REHEARSAL: usize = 0;
/// The rehearsal, fitted again every evening.
pub const AGAIN: usize = 1;
/// Yesterday's figure with the spread of the days to 17 March.
pub const YESTERDAY: usize = 2;
/// The same as the rehearsal, but no day is played.
pub const WITHOUT: usize = 8;
/// Yesterday's figure with the best spread in hindsight.
pub const HINDSIGHT: usize = 6;

/// The days played, at every rate.
pub fn played() -> (Played, Played) {
    (Played::of(Morning::Queue), Played::of(Morning::First))
}

/// Foretells every day in every way. `others`: with the other claim wherever two differ.
pub fn compare(model: &Model, days: &[Day], others: bool) -> Compared {
    let plain = Model::new(&Played::plain(), &Played::plain());
    let (without, _) = plain.forecasts(days, &plain.fit(days, others), others, false);
    let fitted = model.fit(days, others);
    let (rehearsal, closed) = model.forecasts(days, &fitted, others, false);
    let (again, closed_again) = model.forecasts(days, &fitted, others, true);
    let before = |scale, spread, closed: &[f64]| yesterday::forecasts(days, scale, spread, others, closed);
    let hindsight = best(days, others);
    let way = |name: &str, forecasts| Method { name: name.to_owned(), forecasts };
    let methods = vec![
        way("rehearsal, fitted to 17 March", rehearsal),
        way("rehearsal, fitted again every evening", again),
        way("yesterday's figure, changes of roots to 17 March", before(Scale::Root, Spread::Fitted, &closed)),
        way("yesterday's figure, changes of roots so far", before(Scale::Root, Spread::Again, &closed)),
        way(
            "last day with people, changes of logarithms to 17 March",
            before(Scale::Logarithm, Spread::Fitted, &closed),
        ),
        way(
            "last day with people, changes of logarithms so far",
            before(Scale::Logarithm, Spread::Again, &closed_again),
        ),
        way(
            &format!("yesterday's figure, the best spread of roots in hindsight ({hindsight:.0})"),
            before(Scale::Root, Spread::Given(hindsight), &closed),
        ),
        way("yesterday's figure, one number", before(Scale::Root, Spread::Given(0.0), &closed)),
        way("the rehearsal's way without its days: cars times 3.6", without),
    ];
    Compared { fitted, methods }
}

/// The spread of roots with which yesterday's figure scores best on the days that are scored: nobody could know it.
fn best(days: &[Day], others: bool) -> f64 {
    let closed = vec![0.0; days.len()];
    let score = |spread: f64| {
        let forecasts = yesterday::forecasts(days, Scale::Root, Spread::Given(spread), others, &closed);
        scores(days, &forecasts, others).persons
    };
    (1..=60).map(f64::from).min_by(|a, b| score(*a).total_cmp(&score(*b))).unwrap_or(1.0)
}

/// The days after 17 March of which somebody told a figure, with their place and the figure.
pub fn scored(days: &[Day], others: bool) -> Vec<(usize, f64)> {
    let later = days.iter().enumerate().filter(|(_, day)| day.date > FITTED);
    later.filter_map(|(at, day)| Some((at, day.figure(others)?))).collect()
}

/// The scores of forecasts.
pub fn scores(days: &[Day], forecasts: &[Forecast], others: bool) -> Scores {
    let scored = scored(days, others);
    let n = scored.len().max(1) as f64;
    let mean = |of: &dyn Fn(&Forecast, f64) -> f64| {
        scored.iter().map(|(at, figure)| of(&forecasts[*at], *figure)).sum::<f64>() / n
    };
    let count = |within: &dyn Fn(&Forecast, f64) -> bool| {
        scored.iter().filter(|(at, figure)| within(&forecasts[*at], *figure)).count()
    };
    Scores {
        persons: mean(&Forecast::score),
        logarithm: mean(&|forecast, figure| forecast.logged().score(figure.ln_1p())),
        in_half: count(&|forecast, figure| forecast.half().holds(figure)),
        in_nine: count(&|forecast, figure| forecast.nine_of_ten().holds(figure)),
        width: mean(&|forecast, _| forecast.nine_of_ten().high - forecast.nine_of_ten().low),
        off: mean(&|forecast, figure| (forecast.median() - figure).abs()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::{Claim, Date};

    fn days(later: f64) -> Vec<Day> {
        let figures = [0.0, 2000.0, 6000.0, 2500.0, 4000.0, 3000.0, 0.0, later, later * 2.0];
        let day = |(day, persons): (u32, f64)| Day {
            date: Date::new(3, day),
            claims: vec![Claim { persons, source: String::new() }],
            opened: Some(persons > 0.0),
            first: false,
        };
        (14..).zip(figures).map(day).collect()
    }

    #[test]
    fn no_forecast_knows_what_comes_after_it() {
        let model = Model::new(&Played::plain(), &Played::plain());
        let (one, two) = (compare(&model, &days(500.0), false), compare(&model, &days(5000.0), false));
        for (number, (one, two)) in one.methods.iter().zip(&two.methods).enumerate() {
            // Up to the first day that differs, itself included: it is foretold from those before it.
            assert!(number == HINDSIGHT || one.forecasts[..8] == two.forecasts[..8], "{}", one.name);
            assert!(one.forecasts[8] != two.forecasts[8], "{}", one.name);
        }
    }

    #[test]
    fn days_up_to_17_march_and_days_without_a_figure_are_not_scored() {
        let mut days = days(500.0);
        days[5].claims.clear();
        let places: Vec<usize> = scored(&days, false).into_iter().map(|(at, _)| at).collect();
        assert_eq!(places, [4, 6, 7, 8]);
        let forecasts = vec![Forecast::of(|share| share * 2000.0); days.len()];
        let Scores { in_half, in_nine, width, off, .. } = scores(&days, &forecasts, false);
        // 4,000, 0, 500 and 1,000 people; the bands are 500 to 1,500 and 100 to 1,900.
        assert_eq!((in_half, in_nine), (2, 2));
        assert!((width - 1800.0).abs() < 1e-9 && (off - 1125.0).abs() < 1e-9);
    }
}
