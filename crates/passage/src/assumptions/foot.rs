//! What a scenario says of its footways, or does not.

use super::{Values, number, written};
use crate::words::count;

impl Values<'_> {
    pub(super) fn footways(&mut self) {
        let (words, scenario) = (self.words, self.scenario);
        for footway in &scenario.footways {
            let name = [("name", footway.name.as_str().into())];
            let rate = written(footway.persons_per_hour.value, |persons| words.number(persons.0));
            self.add_range(words.tell("value-footway-rate", &name), rate, &footway.persons_per_hour.source);
            let kilometres = |metres: u32| number(f64::from(metres) / 1000.0, words);
            let speed =
                written(footway.speed.value, |metres| words.tell("speed-kmh", &[("speed", kilometres(metres).into())]));
            self.add_range(words.tell("value-footway-speed", &name), speed, &footway.speed.source);
            if let Some(length) = &footway.length {
                let metres = words.tell("metres", &[("n", count(length.value))]);
                self.add(words.tell("value-footway-length", &name), metres, &length.source);
            }
            self.windows("value-footway-hours", &footway.name, &footway.windows);
            let exposed = words.say(if footway.exposed.value { "yes" } else { "no" });
            self.add(words.tell("value-footway-exposed", &name), exposed, &footway.exposed.source);
        }
    }
}
