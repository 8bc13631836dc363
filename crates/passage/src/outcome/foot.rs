//! People on foot: who walks over which footway, when, and how long they stand in the open.

use super::times::duration;
use super::{Answer, Outcome};
use crate::words::{Words, count};
use passage_model::id::{FootwayId, OriginId};
use passage_model::plan::{Plan, Walk};
use passage_model::situation::{Footway, VehicleKind, Walkers};
use passage_model::time::{Clock, Interval};
use passage_model::units::{Persons, Seconds};

/// Walks within so many seconds are one: a quarter of an hour, as departures are told.
const SLOT: u32 = 900;

/// People of one group who walk over one footway within a quarter of an hour.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Party {
    /// The footway.
    pub footway: FootwayId,
    /// The group.
    pub origin: OriginId,
    /// When the first of them begins.
    pub first: Clock,
    /// When the last of them begins.
    pub last: Clock,
    /// When the last of them has come over.
    pub over: Clock,
    /// How many.
    pub persons: Persons,
}

/// All walks of a plan in quarters of an hour, by footway, time and group. O(walks).
pub fn parties(answer: &Answer) -> Vec<Party> {
    let mut parties: Vec<Party> = Vec::new();
    let mut walks: Vec<&Walk> = answer.plan.walks.iter().collect();
    walks.sort_by_key(|walk| (walk.footway, walk.leave.0 / SLOT, walk.origin, walk.leave));
    for walk in walks {
        let last = walk.leave + answer.plan.step;
        let same = |party: &&mut Party| {
            (party.footway, party.origin, party.first.0 / SLOT) == (walk.footway, walk.origin, walk.leave.0 / SLOT)
        };
        match parties.last_mut().filter(|party| same(party)) {
            Some(party) => {
                (party.last, party.over) = (last, walk.over);
                party.persons += walk.persons;
            }
            None => parties.push(Party {
                footway: walk.footway,
                origin: walk.origin,
                first: walk.leave,
                last,
                over: walk.over,
                persons: walk.persons,
            }),
        }
    }
    parties
}

/// One line for each footway: `On foot: 2,000 people over the Romanivka bridge, 09:00 to 11:10, 9 min each.`
pub fn lines(outcome: &Outcome<'_>, words: &Words) -> Vec<String> {
    let footways = &outcome.likely.situation.footways;
    footways.iter().enumerate().map(|(at, footway)| line(outcome, FootwayId::at(at), footway, words)).collect()
}

fn line(outcome: &Outcome<'_>, id: FootwayId, footway: &Footway, words: &Words) -> String {
    let plan = &outcome.likely.plan;
    let name = ("name", footway.name.as_str().into());
    let walks = || plan.walks.iter().filter(|walk| walk.footway == id);
    let (Some(from), Some(until)) = (walks().map(|w| w.leave).min(), walks().map(|w| w.over).max()) else {
        return words.tell("foot-nobody", &[name]);
    };
    let persons: u64 = walks().map(|walk| u64::from(walk.persons.0)).sum();
    let figures = [
        ("n", count(persons)),
        name,
        ("when", outcome.setting.times.span(Interval { from, until }, words).into()),
        ("walk", duration(footway.walk, words).into()),
        ("hours", hours(persons * u64::from(footway.walk.0), words).into()),
    ];
    let told = if footway.exposed { words.tell("foot-exposed", &figures) } else { words.tell("foot", &figures[..4]) };
    let mean = Seconds(u32::try_from(waiting(&outcome.likely, id) / persons.max(1)).unwrap_or(u32::MAX));
    if mean < Seconds(60) {
        return told;
    }
    // Whole minutes: nobody measures more.
    let mean = duration(Seconds(mean.0 / 60 * 60), words);
    format!("{told} {}", words.tell("foot-waits", &[("mean", mean.into())]))
}

/// Person-hours with a place after the point where they are few.
fn hours(person_seconds: u64, words: &Words) -> String {
    let hours = person_seconds as f64 / 3600.0;
    words.decimal(hours, usize::from(hours < 100.0))
}

/// Person-seconds between coming over a footway and getting in on its far side, of all who walk over it.
pub fn waiting(answer: &Answer, id: FootwayId) -> u64 {
    let (situation, plan) = (&answer.situation, &answer.plan);
    let on_foot = |origin: OriginId| situation.origins[origin.index()].kind == VehicleKind::Foot;
    let of = |origin: OriginId| situation.footway_of(origin).is_some_and(|(at, _)| at == id) && !on_foot(origin);
    let loading = plan.loadings(&situation.fleets);
    let seconds = |persons: Persons, at: Clock| u64::from(persons.0) * u64::from(at.0);
    let going = plan.movements.iter().zip(loading).filter(|(movement, _)| of(movement.origin));
    let going: u64 = going.map(|(movement, loading)| seconds(movement.persons, movement.departure - loading)).sum();
    let coming = plan.walks.iter().filter(|walk| walk.footway == id && !on_foot(walk.origin));
    let coming: u64 = coming.map(|walk| seconds(walk.persons, walk.over)).sum();
    let walkers = situation.footways[id.index()].walkers.iter().filter(|walkers| !on_foot(walkers.origin));
    let before: u64 = walkers.map(|walkers| come_before(plan, walkers)).sum();
    going.saturating_sub(coming + before)
}

/// Person-seconds until those of a group who had begun before this plan, and go on by it, can go on: the first first.
fn come_before(plan: &Plan, walkers: &Walkers) -> u64 {
    let go: u64 = plan.movements.iter().filter(|m| m.origin == walkers.origin).map(|m| u64::from(m.persons.0)).sum();
    let walk = plan.walks.iter().filter(|walk| walk.origin == walkers.origin);
    let mut left = go.saturating_sub(walk.map(|walk| u64::from(walk.persons.0)).sum());
    let each = walkers.begun.iter().map(|riders| {
        let some = left.min(riders.persons.0.into());
        left -= some;
        some * u64::from(riders.from.0)
    });
    each.sum()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::outcome::sample;
    use crate::words::Language;
    use passage_model::time::Opening;
    use passage_model::units::Position;

    #[test]
    fn a_footway_is_told_in_one_line_of_each_language() {
        let mut outcome = sample::outcome();
        let walkers = vec![Walkers::new(OriginId(0), Vec::new())];
        outcome.likely.situation.footways = vec![Footway {
            name: "Romanivka bridge".to_owned(),
            ends: [Position::default(); 2],
            far: outcome.likely.situation.origins[0].junction,
            walk: Seconds(540),
            an_hour: Persons(1000),
            opening: Opening::always(),
            exposed: true,
            walkers,
        }];
        let said = |outcome: &Outcome<'_>, language| {
            let words = Words::new(language);
            let lines = lines(outcome, &words).join("\n");
            assert_eq!(words.missing(), Vec::<String>::new());
            lines
        };
        assert_eq!(said(&outcome, Language::En), "On foot: nobody goes over Romanivka bridge.");
        // Everybody is over ten minutes before they leave.
        let walk = |m: &passage_model::plan::Movement| Walk {
            leave: m.departure - Seconds(1200),
            footway: FootwayId(0),
            origin: m.origin,
            over: m.departure - Seconds(600),
            persons: m.persons,
        };
        outcome.likely.plan.walks = outcome.likely.plan.movements.iter().map(walk).collect();
        insta::assert_snapshot!(said(&outcome, Language::En), @"On foot: 1,908 people over Romanivka bridge, 10:40 to 11:42, 9 min each: 286 person-hours in the open. On the far side they wait 10 min on average.");
        let uk = said(&outcome, Language::Uk);
        assert!(uk.starts_with("Пішки: 1\u{202f}908 осіб через Romanivka bridge, "), "{uk}");
        assert!(uk.contains("286 людино-годин просто неба. На тому боці вони чекають у середньому 10"), "{uk}");
        let parties = parties(&outcome.likely);
        assert_eq!(parties.iter().map(|party| party.persons).sum::<Persons>(), outcome.likely.plan.safe());
        assert!(parties.windows(2).all(|pair| pair[0].first.0 / SLOT < pair[1].first.0 / SLOT));
    }
}
