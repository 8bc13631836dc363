//! How good a forecast was: whether the figure lies in its bands, and the weighted interval score.
//!
//! The interval score is Gneiting and Raftery's (JASA 102, 2007): the width of the band, and 2/alpha times how far the figure lies
//! outside. Weighted over eleven bands and the median (Bracher, Ray, Gneiting and Reich, PLOS Computational Biology 17, 2021): in
//! the unit of the figure, smaller is better, and of a forecast that is one number it is the absolute error.

/// The shares whose quantiles make a forecast: those of eleven bands around the median.
pub const SHARES: [f64; 23] = [
    0.01, 0.025, 0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6, 0.65, 0.7, 0.75, 0.8, 0.85, 0.9,
    0.95, 0.975, 0.99,
];
/// Where the median stands.
const MEDIAN: usize = 11;

/// A forecast: its quantiles at [`SHARES`], rising.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Forecast {
    at: [f64; SHARES.len()],
}

/// A band.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Band {
    /// Its lower end.
    pub low: f64,
    /// Its upper end.
    pub high: f64,
}

impl Band {
    /// Whether a figure lies in it; its ends do.
    pub fn holds(self, figure: f64) -> bool {
        self.low <= figure && figure <= self.high
    }

    /// The interval score, of a band that leaves the share `outside` out.
    pub fn score(self, outside: f64, figure: f64) -> f64 {
        let missed = (self.low - figure).max(0.0) + (figure - self.high).max(0.0);
        self.high - self.low + 2.0 / outside * missed
    }
}

impl Forecast {
    /// The forecast with these quantiles.
    pub fn of(quantile: impl Fn(f64) -> f64) -> Self {
        Self { at: SHARES.map(quantile) }
    }

    /// The middle.
    pub fn median(&self) -> f64 {
        self.at[MEDIAN]
    }

    /// The band that half of all figures should lie in.
    pub fn half(&self) -> Band {
        self.band(6)
    }

    /// The band that nine of ten should lie in.
    pub fn nine_of_ten(&self) -> Band {
        self.band(2)
    }

    fn band(&self, from_below: usize) -> Band {
        Band { low: self.at[from_below], high: self.at[SHARES.len() - 1 - from_below] }
    }

    /// The weighted interval score.
    pub fn score(&self, figure: f64) -> f64 {
        let bands = (0..MEDIAN).map(|from_below| {
            let outside = 2.0 * SHARES[from_below];
            outside / 2.0 * self.band(from_below).score(outside, figure)
        });
        (bands.sum::<f64>() + (figure - self.median()).abs() / 2.0) / (MEDIAN as f64 + 0.5)
    }

    /// The same forecast of ln(1 + figure): a score there is one of proportions (Bosse and others, PLOS Computational Biology
    /// 19, 2023).
    pub fn logged(&self) -> Self {
        Self { at: self.at.map(f64::ln_1p) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::normal;
    use proptest::prelude::*;

    #[test]
    fn the_interval_score_is_the_formula_of_gneiting_and_raftery() {
        let band = Band { low: 10.0, high: 30.0 };
        let near = |a: f64, b: f64| assert!((a - b).abs() < 1e-9, "{a} {b}");
        near(band.score(0.1, 20.0), 20.0);
        near(band.score(0.1, 30.0), 20.0);
        // Two beyond at 2 / 0.1 each.
        near(band.score(0.1, 32.0), 60.0);
        near(band.score(0.5, 7.0), 32.0);
        assert!(band.holds(10.0) && band.holds(30.0) && !band.holds(30.5));
    }

    #[test]
    fn of_one_number_the_score_is_the_absolute_error() {
        let forecast = Forecast::of(|_| 100.0);
        assert!((forecast.score(137.0) - 37.0).abs() < 1e-9 && forecast.score(100.0).abs() < 1e-9);
    }

    #[test]
    fn of_a_normal_distribution_it_is_near_its_ranked_probability_score() {
        // Gneiting and Raftery 2007, equation 21: of the standard normal at its mean (sqrt 2 - 1) / sqrt pi.
        let forecast = Forecast::of(normal::at);
        let exact = (2f64.sqrt() - 1.0) / std::f64::consts::PI.sqrt();
        // Eleven bands leave the tails out: a tenth.
        assert!((forecast.score(0.0) / exact - 1.0).abs() < 0.1, "{}", forecast.score(0.0));
        // Far away, the distance less 1 / sqrt pi.
        let far = forecast.score(6.0) / (6.0 - 1.0 / std::f64::consts::PI.sqrt());
        assert!((far - 1.0).abs() < 0.05, "{far}");
    }

    /// The pinball losses of all quantiles, which add up to the same (Bracher and others 2021, equation 5).
    fn twin(forecast: &Forecast, figure: f64) -> f64 {
        let losses = SHARES.iter().zip(forecast.at).map(|(share, quantile)| {
            if figure < quantile { (1.0 - share) * (quantile - figure) } else { share * (figure - quantile) }
        });
        2.0 * losses.sum::<f64>() / SHARES.len() as f64
    }

    proptest! {
        #[test]
        fn it_is_the_mean_of_the_pinball_losses(steps in proptest::collection::vec(0f64..50.0, 23), figure in -50f64..1500.0) {
            let mut sum = 0.0;
            let at: Vec<f64> = steps.iter().map(|step| { sum += step; sum }).collect();
            let forecast = Forecast { at: at.try_into().unwrap() };
            prop_assert!((forecast.score(figure) - twin(&forecast, figure)).abs() < 1e-9);
        }
    }
}
