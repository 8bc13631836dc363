//! The forecast of a day from what is known the evening before: how many cars the checkpoint passes, and whether the corridor opens.
//!
//! The level of the checkpoint (cars on a day without incident) is not seen. It drifts from day to day; on each day it is a little
//! higher or lower than its level, and then the rehearsal's own chances play ([`Played`]). The logarithm of the level lies on a
//! grid, so that what is known of it (a hidden Markov model, filtered exactly by Bayes' rule) needs no chance of its own. How
//! much it drifts and how much a day differs is fitted: all pairs of [`SPREADS`] are kept, weighed by how likely each makes the days
//! up to 17 March, because three days with a figure cannot tell one pair from all others.

use crate::corridor::Played;
use crate::record::{Day, FITTED};
use crate::score::Forecast;

/// Standard deviations of a logarithm that are tried, for the drift and for the day: a twentieth to more than double.
pub const SPREADS: [f64; 5] = [0.05, 0.1, 0.2, 0.4, 0.8];
/// Levels: from the worst days of `domain.md` A.8 (20 cars) to about what a lane takes in nine hours (4,900).
const FEWEST: f64 = 20.0;
const LEVELS: usize = 56;
const STEP: f64 = 0.1;
/// Bins of the logarithm of one more than the persons who come.
const BINS: usize = 220;
const BIN: f64 = 0.05;

/// A row for each level.
type Matrix = Vec<Vec<f64>>;

/// What the days up to 17 March say.
#[derive(Clone, Debug)]
pub struct Fitted {
    /// The weight of each pair of spreads: the drift, then the day.
    pub weights: [[f64; SPREADS.len()]; SPREADS.len()],
    /// How often the corridor was used after a day on which it was, and after one on which it was not: times, of times.
    pub opened_after: [(u32, u32); 2],
}

impl Fitted {
    fn before() -> Self {
        let each = 1.0 / (SPREADS.len() * SPREADS.len()) as f64;
        Self { weights: [[each; SPREADS.len()]; SPREADS.len()], opened_after: [(0, 0); 2] }
    }

    /// The chance that it opens, with half a time more for either (Jeffreys).
    pub fn chance(&self, after_open: bool) -> f64 {
        let (times, of) = self.opened_after[usize::from(!after_open)];
        (f64::from(times) + 0.5) / (f64::from(of) + 1.0)
    }
}

/// What never changes: how people come at each level.
#[derive(Clone, Debug)]
pub struct Model {
    /// By morning, then by the spread of a day: the chance of each bin at each level.
    come: [Vec<Matrix>; 2],
    /// By spread: the chance to drift from one level to another.
    drift: Vec<Matrix>,
}

/// What is believed on an evening.
#[derive(Clone, Debug)]
struct Belief {
    /// By pair: the chance of each level.
    levels: Vec<Vec<f64>>,
    /// The chance that the corridor is used on the day.
    opened: f64,
    /// What was known last of whether it was used: the last day if it was told.
    told: Option<bool>,
    fitted: Fitted,
}

impl Model {
    /// From days played.
    pub fn new(queue: &Played, first: &Played) -> Self {
        let come = [queue, first].map(|played| SPREADS.iter().map(|spread| coming(played, *spread)).collect());
        let level = |at: usize| at as f64 * STEP;
        let rows = |spread: f64| {
            let from = |from: usize| (0..LEVELS).map(|to| bell(level(to) - level(from), spread)).collect();
            (0..LEVELS).map(|row| whole(from(row))).collect()
        };
        Self { come, drift: SPREADS.iter().map(|spread| rows(*spread)).collect() }
    }

    /// Fits the days up to 17 March.
    pub fn fit(&self, days: &[Day], others: bool) -> Fitted {
        let mut belief = Belief::before(Fitted::before());
        for day in days.iter().filter(|day| day.date <= FITTED) {
            self.foretell(&mut belief, day);
            self.hear(&mut belief, day, others, true);
        }
        belief.fitted
    }

    /// Every day foretold from those before it, with the chance that it stays closed. `again`: fitted anew every evening after
    /// 17 March.
    pub fn forecasts(&self, days: &[Day], fitted: &Fitted, others: bool, again: bool) -> (Vec<Forecast>, Vec<f64>) {
        let mut belief = Belief::before(fitted.clone());
        let each = |day: &Day| {
            let forecast = self.foretell(&mut belief, day);
            let closed = 1.0 - belief.opened;
            self.hear(&mut belief, day, others, again && day.date > FITTED);
            (forecast, closed)
        };
        days.iter().map(each).unzip()
    }

    /// Goes on to a day, and says what is expected of it.
    fn foretell(&self, belief: &mut Belief, day: &Day) -> Forecast {
        let (after_open, after_closed) = (belief.fitted.chance(true), belief.fitted.chance(false));
        belief.opened = belief.opened * after_open + (1.0 - belief.opened) * after_closed;
        let mut bins = vec![0.0; BINS];
        for (pair, levels) in belief.levels.iter_mut().enumerate() {
            *levels = through(levels, &self.drift[pair / SPREADS.len()]);
            let weight = belief.fitted.weights[pair / SPREADS.len()][pair % SPREADS.len()];
            let come = through(levels, &self.come[usize::from(day.first)][pair % SPREADS.len()]);
            bins.iter_mut().zip(come).for_each(|(bin, come)| *bin += weight * come);
        }
        let (closed, opened) = (1.0 - belief.opened, belief.opened);
        Forecast::of(|share| if share <= closed { 0.0 } else { quantile(&bins, (share - closed) / opened) })
    }

    /// Hears on the evening what was reported; `fit`: counts it in what is fitted.
    fn hear(&self, belief: &mut Belief, day: &Day, others: bool, fit: bool) {
        if let (Some(before), Some(now), true) = (belief.told, day.opened, fit) {
            let (times, of) = &mut belief.fitted.opened_after[usize::from(!before)];
            *times += u32::from(now);
            *of += 1;
        }
        belief.told = day.opened;
        belief.opened = day.opened.map_or(belief.opened, f64::from);
        let Some(persons) = day.figure(others).filter(|persons| *persons > 0.0) else { return };
        let bin = ((persons.ln_1p() / BIN) as usize).min(BINS - 1);
        let mut all = 0.0;
        for (pair, levels) in belief.levels.iter_mut().enumerate() {
            let come = &self.come[usize::from(day.first)][pair % SPREADS.len()];
            levels.iter_mut().zip(come).for_each(|(level, come)| *level *= come[bin]);
            let weight = &mut belief.fitted.weights[pair / SPREADS.len()][pair % SPREADS.len()];
            if fit {
                *weight *= levels.iter().sum::<f64>();
                all += *weight;
            }
            *levels = whole(std::mem::take(levels));
        }
        if fit {
            belief.fitted.weights.iter_mut().flatten().for_each(|weight| *weight /= all);
        }
    }
}

impl Belief {
    /// Before the first day: any level, and nobody has opened anything.
    fn before(fitted: Fitted) -> Self {
        let levels = vec![vec![1.0 / LEVELS as f64; LEVELS]; SPREADS.len() * SPREADS.len()];
        Self { levels, opened: 0.0, told: None, fitted }
    }
}

/// The chance of each bin at each level: the mean over days played, each with a bell around it.
fn coming(played: &Played, spread: f64) -> Matrix {
    let row = |level: usize| {
        let mut bins = vec![0.0; BINS];
        for day in 0..played.days() {
            let came = played.came(day, FEWEST.ln() + level as f64 * STEP);
            for (number, bin) in bins.iter_mut().enumerate() {
                *bin += bell((number as f64 + 0.5) * BIN - came, spread);
            }
        }
        whole(bins)
    };
    (0..LEVELS).map(row).collect()
}

fn bell(away: f64, spread: f64) -> f64 {
    (-(away / spread).powi(2) / 2.0).exp()
}

/// Shares of one. Where nothing is left, the figure lay outside all that is thought possible: then each is.
fn whole(mut parts: Vec<f64>) -> Vec<f64> {
    let sum: f64 = parts.iter().sum();
    let each = 1.0 / parts.len() as f64;
    for part in &mut parts {
        *part = if sum > 0.0 { *part / sum } else { each };
    }
    parts
}

/// One step of a chain.
fn through(shares: &[f64], matrix: &Matrix) -> Vec<f64> {
    let mut to = vec![0.0; matrix[0].len()];
    for (share, row) in shares.iter().zip(matrix) {
        to.iter_mut().zip(row).for_each(|(to, chance)| *to += share * chance);
    }
    to
}

/// Persons below which a share of the bins lies; even within a bin.
fn quantile(bins: &[f64], share: f64) -> f64 {
    let mut sum = 0.0;
    for (number, bin) in bins.iter().enumerate() {
        if sum + bin >= share && *bin > 0.0 {
            return ((number as f64 + (share - sum) / bin) * BIN).exp_m1();
        }
        sum += bin;
    }
    (bins.len() as f64 * BIN).exp_m1()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::{Claim, Date};

    pub fn day(day: u32, persons: Option<f64>) -> Day {
        Day {
            date: Date::new(3, day),
            claims: persons.map(|persons| Claim { persons, source: String::new() }).into_iter().collect(),
            opened: persons.map(|persons| persons > 0.0),
            first: false,
        }
    }

    /// Every path of levels over three days, with its chance: the share of those that give the figures of the first two, by what
    /// they bring on the third.
    fn twin(model: &Model, drift: usize, spread: usize, figures: [f64; 2]) -> Vec<f64> {
        let (drift, come) = (&model.drift[drift], &model.come[0][spread]);
        let bin = figures.map(|persons| (persons.ln_1p() / BIN) as usize);
        let mut bins = vec![0.0; BINS];
        for before in 0..LEVELS {
            for one in 0..LEVELS {
                for two in 0..LEVELS {
                    let path = drift[before][one] * come[one][bin[0]] * drift[one][two] * come[two][bin[1]];
                    if path == 0.0 {
                        continue;
                    }
                    for three in (0..LEVELS).filter(|three| drift[two][*three] > 0.0) {
                        let chance = path * drift[two][three];
                        bins.iter_mut().zip(&come[three]).for_each(|(bin, come)| *bin += chance * come);
                    }
                }
            }
        }
        whole(bins)
    }

    #[test]
    fn the_filter_says_what_all_paths_say() {
        // A coarse chain, so that all paths can be walked: every eighth level alone can be drifted to.
        let mut model = Model::new(&Played::plain(), &Played::plain());
        for row in model.drift.iter_mut().flatten() {
            row.iter_mut().enumerate().for_each(|(to, chance)| *chance *= f64::from(to % 8 == 0));
            *row = whole(std::mem::take(row));
        }
        let figures = [700.0, 1500.0];
        let days = [day(20, Some(figures[0])), day(21, Some(figures[1])), day(22, None)];
        for (drift, spread) in [(4, 3), (3, 4), (4, 4)] {
            let mut fitted = Fitted::before();
            fitted.weights = [[0.0; SPREADS.len()]; SPREADS.len()];
            fitted.weights[drift][spread] = 1.0;
            fitted.opened_after = [(1_000_000, 1_000_000); 2];
            let (forecasts, _) = model.forecasts(&days, &fitted, false, false);
            let bins = twin(&model, drift, spread, figures);
            for (share, ours) in [(0.25, forecasts[2].half().low), (0.5, forecasts[2].median())] {
                assert!((ours / quantile(&bins, share) - 1.0).abs() < 1e-4, "{share}: {ours}");
            }
        }
    }

    #[test]
    fn the_chance_to_open_and_the_weights_come_from_the_days_to_17_march_alone() {
        let model = Model::new(&Played::plain(), &Played::plain());
        let mut days = vec![day(14, Some(900.0)), day(15, Some(0.0)), day(16, Some(0.0)), day(17, Some(1000.0))];
        let fitted = model.fit(&days, false);
        assert_eq!(fitted.opened_after, [(0, 1), (1, 2)]);
        assert!((fitted.chance(true) - 0.25).abs() < 1e-9 && (fitted.chance(false) - 0.5).abs() < 1e-9);
        assert!((fitted.weights.iter().flatten().sum::<f64>() - 1.0).abs() < 1e-9);
        // Two figures alike: little drift and little else is more likely than much.
        assert!(fitted.weights[0][0] > fitted.weights[4][4]);
        days.push(day(18, Some(9000.0)));
        assert_eq!(model.fit(&days, false).weights, fitted.weights);
    }
}
