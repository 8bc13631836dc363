//! What a scenario says of the things that people weigh, or does not.

use super::Values;
use crate::outcome::weighed::named;
use passage_model::weighing::Fairness;

impl Values<'_> {
    pub(super) fn weighed(&mut self) {
        let (words, scenario) = (self.words, self.scenario);
        let order: Vec<String> = scenario.weighing().order().into_iter().map(|o| named(o, words)).collect();
        self.add(words.say("value-objectives"), order.join(", "), &scenario.objectives.source);
        if let Some(fairness) = &scenario.fairness {
            let value = match fairness.value {
                Fairness::Floor(floor) => {
                    let share = words.decimal(floor.number() * 100.0, 0);
                    words.tell("value-fairness-floor", &[("share", share.into())])
                }
                Fairness::MaxMin => words.say("value-fairness-max-min"),
            };
            self.add(words.say("value-fairness"), value, &fairness.source);
        }
        if scenario.corridors.iter().any(|corridor| corridor.unconfirmed) {
            let used = words.say(if scenario.use_unconfirmed.value { "value-used" } else { "value-not-used" });
            self.add(words.say("value-use-unconfirmed"), used, &scenario.use_unconfirmed.source);
        }
    }
}
