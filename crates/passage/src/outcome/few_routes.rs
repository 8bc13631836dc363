//! What it costs that people can follow the plan: few routes and slots, beside the exact plan.

use super::Answer;
use super::hours::{at, limit_by};
use super::times::{Times, duration};
use crate::words::{Words, count};
use passage_model::plan::{Safe, Slots};
use passage_model::time::Clock;
use passage_model::units::Persons;
use serde_json::{Value, json};

/// The exact plan that a plan of few routes is held against.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FewRoutes {
    /// How departures are called.
    pub slots: Slots,
    /// Persons safe in the exact plan.
    pub exact: Vec<Safe>,
    /// Whether every choice of routes was tried.
    pub all_tried: bool,
}

impl FewRoutes {
    /// Persons whom the exact plan has safe by a moment, and this one not.
    pub fn cost(&self, answer: &Answer, by: Clock) -> Persons {
        at(&self.exact, by) - answer.plan.safe_by(by)
    }

    /// How much of the most that any plan brings out by a moment, in per cent, rounded down to a tenth.
    pub fn share(answer: &Answer, by: Clock) -> f64 {
        let (safe, most) = (answer.plan.safe_by(by), limit_by(answer, by));
        if most <= safe { 100.0 } else { (u64::from(safe.0) * 1000 / u64::from(most.0)) as f64 / 10.0 }
    }

    /// The whole hour before the end at which the exact plan is most ahead; `None` where it is nowhere.
    fn worst(&self, answer: &Answer, times: &Times) -> Option<Clock> {
        let hours = (0..).map(|hour| Clock(times.first_hour().0 + hour * 3600));
        let hours = hours.take_while(|by| *by < answer.plan.horizon).map(|by| (self.cost(answer, by), by));
        hours.filter(|(cost, _)| cost.0 > 0).max_by_key(|&(cost, by)| (cost, std::cmp::Reverse(by))).map(|(_, by)| by)
    }

    /// How the plan is called, and what that costs by the end and by the worst hour.
    pub fn words(&self, answer: &Answer, times: &Times, words: &Words) -> String {
        let end = answer.plan.horizon;
        let figures = |by: Clock| {
            [
                ("by", times.minute(by, words).into()),
                ("cost", count(self.cost(answer, by).0)),
                ("share", words.decimal(Self::share(answer, by), 1).into()),
            ]
        };
        let mut told = vec![words.tell(
            "few-routes",
            &[("routes", count(self.slots.routes)), ("slot", duration(self.slots.length, words).into())],
        )];
        told.push(words.tell("few-routes-cost", &figures(end)));
        let worst = self.worst(answer, times).filter(|by| self.cost(answer, *by) > self.cost(answer, end));
        told.extend(worst.map(|by| words.tell("few-routes-worst", &figures(by))));
        told.join(" ")
    }

    /// The same for programs.
    pub fn document(&self, answer: &Answer, times: &Times) -> Value {
        let end = answer.plan.horizon;
        let share = |by: Clock| (Self::share(answer, by) * 10.0).round() / 10.0;
        json!({
            "routes": self.slots.routes,
            "slot_seconds": self.slots.length,
            "exact": at(&self.exact, end),
            "cost": self.cost(answer, end),
            "share_of_limit_percent": share(end),
            "worst": self.worst(answer, times).map(|by| {
                json!({ "by": times.stamp(by), "cost": self.cost(answer, by), "share_of_limit_percent": share(by) })
            }),
            "all_choices_tried": self.all_tried,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::outcome::sample;
    use crate::words::Language;
    use passage_model::units::{Seconds, Vehicles};

    #[test]
    fn what_few_routes_cost_is_told_in_people() {
        let outcome = sample::outcome();
        let (mut answer, times) = (outcome.likely, &outcome.setting.times);
        let slots = Slots { routes: 2, length: Seconds(900), into: Seconds(0) };
        let exact = answer.plan.curve.clone();
        let few = FewRoutes { slots, exact, all_tried: false };
        let same = few.words(&answer, times, &Words::new(Language::En));
        assert!(same.contains("costs nobody") && same.contains("100.0 %"), "{same}");
        let half = Persons(answer.plan.safe().0 / 2);
        answer.plan.curve = vec![Safe { by: answer.plan.horizon, persons: half, vehicles: Vehicles(265) }];
        let told = Language::ALL.map(|language| {
            let words = Words::new(language);
            let told = few.words(&answer, times, &words);
            assert_eq!(words.missing(), Vec::<String>::new());
            told
        });
        for (told, parts) in
            told.iter().zip([["2 routes", "954 people", "50.0 %"], ["2 маршрути", "954 особи", "50,0 %"]])
        {
            assert!(parts.iter().all(|part| told.contains(part)), "{told}");
        }
    }
}
