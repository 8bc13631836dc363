//! Who is over a footway, on it or before it when a plan is made again.

use crate::taken_up::Counted;
use crate::words::{Words, count};
use passage_model::plan::Plan;
use passage_model::situation::{Footway, Riders, Situation, Walkers};
use passage_model::time::Clock;
use serde_json::{Value, json};

/// The people of one footway at the moment of the state.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Walked<'s> {
    footway: &'s str,
    /// Over it, and not gone on.
    over: u32,
    /// On it.
    on: u32,
    /// Before it.
    before: u32,
    /// Of those on it or over it, who is not brought on.
    stay: u32,
}

impl<'s> Walked<'s> {
    fn of(footway: &'s Footway, plan: &Plan, now: Clock) -> Self {
        let begun = || footway.walkers.iter().flat_map(|walkers| &walkers.begun);
        let sum = |riders: &mut dyn Iterator<Item = &Riders>| riders.map(|riders| riders.persons.0).sum();
        Self {
            footway: &footway.name,
            over: sum(&mut begun().filter(|riders| riders.from <= now)),
            on: sum(&mut begun().filter(|riders| riders.from > now)),
            before: sum(&mut footway.walkers.iter().flat_map(|walkers| &walkers.ready)),
            stay: footway.walkers.iter().map(|walkers| stay(walkers, plan)).sum(),
        }
    }
}

/// Those of a group who have begun to walk and are not brought on.
fn stay(walkers: &Walkers, plan: &Plan) -> u32 {
    let go = plan.movements.iter().filter(|m| m.origin == walkers.origin).map(|m| m.persons.0).sum::<u32>();
    let walk = plan.walks.iter().filter(|walk| walk.origin == walkers.origin).map(|walk| walk.persons.0).sum::<u32>();
    walkers.on_or_over().0.saturating_sub(go.saturating_sub(walk))
}

/// What is told of all footways.
pub struct OnFoot<'a> {
    /// The situation from now on.
    pub situation: &'a Situation,
    /// The plan made again.
    pub plan: &'a Plan,
    /// The moment of the state.
    pub now: Clock,
    /// Who was counted otherwise than planned.
    pub counted: &'a [Counted],
}

impl OnFoot<'_> {
    fn all(&self) -> impl Iterator<Item = Walked<'_>> {
        self.situation.footways.iter().map(|footway| Walked::of(footway, self.plan, self.now))
    }

    /// Its lines; none where nobody walks.
    pub fn lines(&self, words: &Words) -> Vec<String> {
        let mut lines = Vec::new();
        if !self.situation.footways.is_empty() {
            lines.push(words.say("again-foot"));
        }
        for at in self.all() {
            let name = ("name", at.footway.into());
            let figures = [name.clone(), ("over", count(at.over)), ("on", count(at.on)), ("before", count(at.before))];
            lines.push(format!("  {}", words.tell("again-foot-where", &figures)));
            if at.stay > 0 {
                lines.push(format!("  {}", words.tell("again-foot-stay", &[name, ("n", count(at.stay))])));
            }
        }
        for counted in self.counted {
            let figures = [
                ("who", counted.who.as_str().into()),
                ("n", count(counted.counted.0)),
                ("planned", count(counted.planned.0)),
            ];
            lines.push(format!("  {}", words.tell("again-foot-counted", &figures)));
        }
        lines
    }

    /// The same for programs, with what changes for those who are received on foot.
    pub fn document(&self, changes: &[Value]) -> Value {
        let one = |at: Walked<'_>| {
            json!({ "footway": at.footway, "over_and_not_gone_on": at.over, "on_it": at.on, "before_it": at.before,
                    "begun_and_not_brought_on": at.stay })
        };
        let counted = self.counted.iter().map(|counted| {
            json!({ "who": counted.who, "come_over_as_counted": counted.counted, "come_over_by_plan": counted.planned })
        });
        json!({ "footways": self.all().map(one).collect::<Vec<_>>(), "counted": counted.collect::<Vec<_>>(),
                "changes": changes })
    }
}
