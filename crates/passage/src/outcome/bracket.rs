//! The bracket: what the plan brings out, and what no plan does, whatever the length of its steps.

use super::Answer;
use super::hours::at;
use crate::words::{Words, count};
use passage_model::plan::Safe;
use passage_model::time::Clock;
use passage_model::units::{Persons, Seconds};
use serde_json::{Value, json};

/// Both ends, by the horizon and by every moment between.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bracket {
    /// The plan's own: it can be driven.
    pub from: Persons,
    /// No plan in steps of any length has more.
    pub to: Persons,
    /// The planning step.
    pub step: Seconds,
    /// The upper end at each moment at which it rises.
    pub outer: Vec<Safe>,
}

impl Bracket {
    /// The bracket of an answer whose plan no other exceeds by more than `outer`.
    pub fn of(answer: &Answer, outer: Vec<Safe>) -> Self {
        let from = answer.plan.safe();
        let to = at(&outer, answer.plan.horizon).max(from);
        Self { from, to, step: answer.plan.step, outer }
    }

    /// No plan has more persons safe by a moment, whatever its steps.
    pub fn by(&self, moment: Clock) -> Persons {
        at(&self.outer, moment)
    }

    /// How much higher the upper end is, in per cent of it.
    pub fn percent(&self) -> f64 {
        f64::from(self.to.0 - self.from.0) * 100.0 / f64::from(self.to.0.max(1))
    }

    /// The bracket in words; nothing where nobody can be safe at all.
    pub fn words(&self, words: &Words) -> Option<String> {
        let figures = [
            ("from", count(self.from.0)),
            ("to", count(self.to.0)),
            ("percent", words.decimal(self.percent(), 1).into()),
        ];
        let message = if self.from == self.to { "bracket-same" } else { "bracket" };
        (self.to > Persons(0)).then(|| words.tell(message, &figures))
    }

    /// The bracket for programs.
    pub fn document(&self) -> Value {
        let percent = (self.percent() * 1000.0).round() / 1000.0;
        json!({ "from": self.from, "to": self.to, "percent": percent, "step_seconds": self.step })
    }
}

#[cfg(test)]
mod tests {
    use crate::outcome::sample;
    use crate::words::{Language, Words};

    #[test]
    fn the_bracket_holds_the_answer_at_every_hour() {
        let outcome = sample::outcome();
        let bracket = outcome.bracket.unwrap();
        assert!(bracket.from == outcome.likely.plan.safe() && bracket.from < bracket.to);
        assert!(bracket.percent() < 3.0, "{bracket:?}");
        for safe in &outcome.likely.plan.curve {
            // The sample is told by its first vehicles; the last follow within a step.
            let by = safe.by + outcome.likely.plan.step;
            assert!(bracket.by(by) >= safe.persons, "{safe:?}");
        }
        let told = Language::ALL.map(|language| bracket.words(&Words::new(language)).unwrap());
        insta::assert_snapshot!(told.join("\n"), @"
            Timed to the second, no plan has over 1,926 (here 0.9 % less).
            Навіть до секунди жоден план не має понад 1 926 (тут −0,9 %).
            ");
    }
}
