//! Time as plans know it: whole seconds since the H-hour, intervals, and the hours in which something is open.

use crate::units::Seconds;
use serde::{Deserialize, Serialize};
use std::ops::{Add, Sub};

/// A moment: whole seconds since the H-hour.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Clock(pub u32);

impl Clock {
    /// The H-hour itself.
    pub const H_HOUR: Self = Self(0);
    /// Later than every plan.
    pub const NEVER: Self = Self(u32::MAX);

    /// Whether this is the H-hour.
    pub fn is_h_hour(&self) -> bool {
        *self == Self::H_HOUR
    }
}

impl Add<Seconds> for Clock {
    type Output = Self;
    fn add(self, span: Seconds) -> Self {
        Self(self.0.saturating_add(span.0))
    }
}

impl Sub<Seconds> for Clock {
    type Output = Self;
    /// Stops at the H-hour.
    fn sub(self, span: Seconds) -> Self {
        Self(self.0.saturating_sub(span.0))
    }
}

impl Sub for Clock {
    type Output = Seconds;
    /// Zero where `other` is later.
    fn sub(self, other: Self) -> Seconds {
        Seconds(self.0.saturating_sub(other.0))
    }
}

/// From a moment up to, but not including, another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Interval {
    /// The first second inside.
    pub from: Clock,
    /// The first second after.
    pub until: Clock,
}

/// The times at which something may be used: sorted, disjoint, never touching, never empty intervals.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Opening(Vec<Interval>);

impl Opening {
    /// Closed for good.
    pub const fn never() -> Self {
        Self(Vec::new())
    }

    /// Open throughout.
    pub fn always() -> Self {
        Self(vec![Interval { from: Clock::H_HOUR, until: Clock::NEVER }])
    }

    /// Open within each of `intervals`, in any order; overlapping and touching ones are joined.
    pub fn within(mut intervals: Vec<Interval>) -> Self {
        intervals.retain(|i| i.from < i.until);
        intervals.sort_unstable();
        let mut joined: Vec<Interval> = Vec::with_capacity(intervals.len());
        for next in intervals {
            match joined.last_mut() {
                Some(last) if next.from <= last.until => last.until = last.until.max(next.until),
                _ => joined.push(next),
            }
        }
        Self(joined)
    }

    /// The intervals, in order.
    pub fn intervals(&self) -> &[Interval] {
        &self.0
    }

    /// Whether it is open throughout.
    pub fn is_always(&self) -> bool {
        *self == Self::always()
    }

    /// Whether it is never open.
    pub fn is_never(&self) -> bool {
        self.0.is_empty()
    }

    /// The interval that contains `moment`.
    pub fn at(&self, moment: Clock) -> Option<Interval> {
        let next = self.0.partition_point(|i| i.until <= moment);
        self.0.get(next).copied().filter(|i| i.from <= moment)
    }

    /// Whether one interval holds the whole stretch from `enter` to `leave`: someone who is on the road from
    /// `enter` on is off it at `leave`, which may be the very moment the interval ends.
    pub fn holds(&self, enter: Clock, leave: Clock) -> bool {
        self.at(enter).is_some_and(|i| leave <= i.until)
    }

    /// Open when either is.
    #[must_use]
    pub fn or(&self, other: &Self) -> Self {
        Self::within(self.0.iter().chain(&other.0).copied().collect())
    }

    /// Open when both are.
    #[must_use]
    pub fn and(&self, other: &Self) -> Self {
        let mut both = Vec::new();
        for a in &self.0 {
            for b in &other.0 {
                both.push(Interval { from: a.from.max(b.from), until: a.until.min(b.until) });
            }
        }
        Self::within(both)
    }

    /// Open when this is and `other` is not.
    #[must_use]
    pub fn except(&self, other: &Self) -> Self {
        let mut gaps = Vec::with_capacity(other.0.len() + 1);
        let mut from = Clock::H_HOUR;
        for closed in &other.0 {
            gaps.push(Interval { from, until: closed.from });
            from = closed.until;
        }
        gaps.push(Interval { from, until: Clock::NEVER });
        self.and(&Self::within(gaps))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn span(from: u32, until: u32) -> Interval {
        Interval { from: Clock(from), until: Clock(until) }
    }

    #[test]
    fn windows_that_touch_are_one() {
        assert_eq!(Opening::within(vec![span(20, 30), span(0, 10), span(10, 20)]).intervals(), [span(0, 30)]);
    }

    #[test]
    fn a_vehicle_must_be_off_the_road_when_the_window_ends() {
        let window = Opening::within(vec![span(100, 200), span(300, 400)]);
        assert!(window.holds(Clock(100), Clock(200)));
        assert!(!window.holds(Clock(150), Clock(201)));
        assert!(!window.holds(Clock(99), Clock(150)));
        assert!(!window.holds(Clock(150), Clock(350)));
        assert!(!window.holds(Clock(200), Clock(200)));
    }

    #[test]
    fn a_closure_cuts_a_window_in_two() {
        let window = Opening::within(vec![span(100, 200)]);
        let closure = Opening::within(vec![span(120, 130), span(190, 500)]);
        assert_eq!(window.except(&closure).intervals(), [span(100, 120), span(130, 190)]);
        assert!(Opening::always().except(&Opening::always()).is_never());
        assert!(Opening::always().except(&Opening::never()).is_always());
    }
}
