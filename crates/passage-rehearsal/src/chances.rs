//! The chances of one day: a stream for each cause, of which one can be drawn anew while the others stay.

use crate::Moment;
use crate::assumptions::{Assumptions, Cause, Figure};
use crate::chance::Stream;

/// Which day it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Number {
    /// The seed of the rehearsal.
    pub seed: u64,
    /// The day, from 0.
    pub day: u64,
    /// The cause that is drawn anew, if one is: everything else stays as it was.
    pub anew: Option<Cause>,
}

/// What is drawn on a day.
#[derive(Clone, Copy, Debug)]
pub struct Chances<'a> {
    assumptions: &'a Assumptions,
    number: Number,
}

impl<'a> Chances<'a> {
    /// Of one day.
    pub fn new(assumptions: &'a Assumptions, number: Number) -> Self {
        Self { assumptions, number }
    }

    /// The stream of a cause.
    pub fn stream(&self, cause: Cause) -> Stream {
        let Number { seed, day, anew } = self.number;
        let seed = if anew == Some(cause) { seed ^ 0x0a5e_ed0f_a0e1_1ade } else { seed };
        Stream::named(seed, day, cause.name())
    }

    /// Whether a cause plays any part.
    pub fn plays(&self, cause: Cause) -> bool {
        !self.assumptions.is_none(cause)
    }

    /// Whether somebody has set a figure.
    pub fn is_given(&self, figure: Figure) -> bool {
        self.assumptions.is_given(figure)
    }

    /// A figure for somebody.
    pub fn figure(&self, figure: Figure, whom: u64) -> f64 {
        let unit = self.stream(figure.cause()).part(figure as u64).unit(whom);
        self.assumptions.of(figure).at(unit)
    }

    /// A figure of the whole day.
    pub fn of_the_day(&self, figure: Figure) -> f64 {
        self.figure(figure, u64::MAX)
    }

    /// A time in minutes for somebody.
    pub fn minutes(&self, figure: Figure, whom: u64) -> Moment {
        Moment((self.figure(figure, whom).max(0.0) * 60.0).round() as u64 * 1_000_000)
    }

    /// A number from 0 to 1 for somebody, beside the figure.
    pub fn unit(&self, figure: Figure, whom: u64) -> f64 {
        self.stream(figure.cause()).part(1_000 + figure as u64).unit(whom)
    }

    /// Whether something happens to somebody, whose chance the figure is.
    pub fn happens(&self, figure: Figure, whom: u64) -> bool {
        self.unit(figure, whom) < self.of_the_day(figure)
    }

    /// How often something happens, which the figure says how often to expect: the whole number below, and one more by chance.
    pub fn times(&self, figure: Figure, whom: u64) -> u64 {
        let often = self.figure(figure, whom);
        often.max(0.0) as u64 + u64::from(self.unit(figure, whom) < often.fract())
    }
}
