//! A sum that grows many times faster than it did before.

use super::super::phrase::{Part, Phrase, called, plain};
use super::super::{Detector, Question, folded};
use super::{Told, spoken, sums};
use crate::claim::Claim;
use jiff::Timestamp;

/// How many times faster a day must grow than the days before, at the least. Our choice: it asks, it judges nothing, and a
/// week in which a siege is broken grows a few times as fast as the one before.
const TIMES: u64 = 5;

const SECONDS_OF_DAY: u64 = 86_400;

pub fn ask(series: &[Told<'_>]) -> Vec<Question> {
    let sums = sums(series);
    let mut asked = Vec::new();
    let alike = |a: &Claim, b: &Claim| {
        a.number().map(|n| n.0) == b.number().map(|n| n.0)
            && folded(&a.speaker) == folded(&b.speaker)
            && a.period.reach().0 == b.period.reach().0
    };
    for (third, (told, until, value)) in sums.iter().enumerate() {
        // The two sums before it of the same speaker, measure and beginning.
        let mut before = sums[..third].iter().rev().filter(|((_, claim), end, _)| alike(claim, told.1) && end < until);
        let (Some(second), Some(first)) = (before.next(), before.find(|(_, end, _)| end < until)) else { continue };
        if first.1 >= second.1 {
            continue;
        }
        let least = spoken(*value).0.saturating_sub(spoken(second.2).1);
        let most = spoken(second.2).1.saturating_sub(spoken(first.2).0);
        let (now, then) = (seconds(second.1, *until), seconds(first.1, second.1));
        // least / now > TIMES * most / then, in whole numbers.
        let jumps =
            most > 0 && u128::from(least) * u128::from(then) > u128::from(TIMES) * u128::from(most) * u128::from(now);
        if jumps {
            asked.push(question([first.0, second.0, *told], (least, now), (most, then)));
        }
    }
    asked
}

fn seconds(from: Timestamp, until: Timestamp) -> u64 {
    u64::try_from(until.as_second() - from.as_second()).unwrap_or(1).max(1)
}

/// What was added in a time, as a day's share rounded to the nearest.
fn daily((added, seconds): (u64, u64)) -> u64 {
    u64::try_from(u128::from(added) * u128::from(SECONDS_OF_DAY) / u128::from(seconds)).unwrap_or(u64::MAX)
}

fn question([first, second, third]: [Told<'_>; 3], now: (u64, u64), then: (u64, u64)) -> Question {
    let parts = [
        ("c", called(third.1)),
        ("now", Part::Count(daily(now))),
        ("b", called(second.1)),
        ("a", called(first.1)),
        ("then", Part::Count(daily(then))),
    ];
    let mut claims = vec![first.0, second.0, third.0];
    claims.sort_unstable();
    Question {
        detector: Detector::Jump,
        about: third.1.about.clone(),
        claims,
        arithmetic: vec![Phrase::new("ask-jump", parts)],
        explanations: vec![plain("explain-found-later"), plain("explain-other-area"), plain("explain-digit-slipped")],
        settles: vec![plain("settle-series-of-one-source"), plain("settle-what-was-added")],
    }
}
