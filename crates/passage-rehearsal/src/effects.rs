//! What each figure that rests on no public source does to the risk.

use crate::assumptions::Figure;
use crate::many::Rehearsal;
use crate::played::Played;
use passage_model::work::Work;
use rayon::prelude::*;

/// What days are like, in two numbers.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Outlook {
    /// The share of days on which somebody is on a road whose window has ended.
    pub caught: f64,
    /// Vehicles there on the mean day.
    pub vehicles: f64,
    /// Persons of the plan safe by the horizon, on the mean day.
    pub safe: f64,
}

impl Outlook {
    /// Of days: vehicles caught, and persons safe.
    fn of(days: &[(u32, u32)]) -> Self {
        let mean = |of: &dyn Fn(&(u32, u32)) -> u32| {
            days.iter().map(|day| u64::from(of(day))).sum::<u64>() as f64 / days.len().max(1) as f64
        };
        Self { caught: mean(&|day| u32::from(day.0 > 0)), vehicles: mean(&|day| day.0), safe: mean(&|day| day.1) }
    }
}

/// What a figure does: the days again, with it at one end of what is assumed and at the other.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Effect {
    /// The figure.
    pub figure: Figure,
    /// Always the least.
    pub least: Outlook,
    /// Always the most.
    pub most: Outlook,
}

impl Effect {
    /// How far apart both ends are: in days with somebody caught, in vehicles caught, in persons safe.
    pub fn sizes(&self) -> [f64; 3] {
        let apart = |of: fn(&Outlook) -> f64| (of(&self.most) - of(&self.least)).abs();
        [apart(|outlook| outlook.caught), apart(|outlook| outlook.vehicles), apart(|outlook| outlook.safe)]
    }
}

fn outcome(played: &Played) -> (u32, u32) {
    (played.caught_in_all().0, played.safe.last().copied().unwrap_or(0))
}

impl Rehearsal<'_, '_> {
    /// What each of these figures does that can do anything here, over the first `most` days, one figure at a time and everything else
    /// drawn as before (common random numbers): days with it always at its least and always at its most. `None` where the work was
    /// called off. O(figures x days x moves).
    pub fn effects(&self, of: &[Figure], most: u64, work: &Work<'_>) -> Option<Vec<Effect>> {
        let matters = |figure: &&Figure| self.matters(figure.cause()) && !self.assumptions.of(**figure).is_fixed();
        let of: Vec<Figure> = of.iter().filter(matters).copied().collect();
        let mut effects = Vec::with_capacity(of.len());
        for &figure in &of {
            if work.stopped() {
                return None;
            }
            let spread = self.assumptions.of(figure);
            let outlook = |always: f64| {
                let assumptions = self.assumptions.clone().with(figure, always);
                let fixed = Rehearsal { assumptions: &assumptions, ..self.clone() };
                let days: Vec<(u32, u32)> =
                    (0..most).into_par_iter().map(|day| outcome(&fixed.day(day, None))).collect();
                Outlook::of(&days)
            };
            effects.push(Effect { figure, least: outlook(spread.least), most: outlook(spread.most) });
            work.watch.progress("figures", effects.len() as u64, of.len() as u64);
        }
        Some(effects)
    }
}
