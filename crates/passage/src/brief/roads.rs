//! Corridors and roads of a report: when they are open and on whose word, gaps in the map, turns that were waived.

use super::page::{Column, Page};
use super::tables;
use crate::outcome::names::Names;
use crate::outcome::times::duration;
use crate::outcome::{Outcome, flows};
use crate::words::{Words, count};
use passage_model::id::RoadId;
use passage_model::network::{ForbiddenTurn, RoadMarks};
use passage_model::time::Opening;
use passage_model::units::Milliseconds;
use std::collections::BTreeSet;

/// Lines of gaps before "and so many more".
const MOST_GAPS: usize = 12;

/// Corridors and checkpoints.
pub fn corridors(page: &mut Page, outcome: &Outcome<'_>, words: &Words) {
    let situation = &outcome.likely.situation;
    page.paragraph("", &words.tell("travels-in", &[("kinds", tables::kinds(outcome, words).into())]));
    let rows: Vec<Vec<String>> = situation
        .corridors
        .iter()
        .map(|c| {
            let metres: f64 = c.roads.iter().map(|&r| outcome.network.length(r).metres()).sum();
            let travel: u32 = c.roads.iter().fold(0, |sum, r| sum.saturating_add(situation.roads[r.index()].travel.0));
            vec![
                c.name.clone(),
                open(outcome, &c.opening, words),
                words.decimal(metres / 1000.0, 1),
                duration(Milliseconds(travel).seconds_up(), words),
                if c.said_by.is_empty() { words.say("nobody-named") } else { c.said_by.clone() },
            ]
        })
        .collect();
    if rows.is_empty() {
        page.paragraph("", &words.say("corridors-none"));
    } else {
        let columns = [
            Column::words(words.say("corridor")),
            Column::words(words.say("open")),
            Column::number(words.say("kilometres")),
            Column::words(words.say("journey")),
            Column::words(words.say("said-by")),
        ];
        page.table(&words.say("corridors-caption"), true, &columns, &rows);
    }
    checkpoints(page, outcome, words);
}

fn checkpoints(page: &mut Page, outcome: &Outcome<'_>, words: &Words) {
    let situation = &outcome.likely.situation;
    if situation.checkpoints.is_empty() {
        return;
    }
    let rows: Vec<Vec<String>> = situation
        .checkpoints
        .iter()
        .map(|c| {
            let mut row = vec![c.name.clone(), open(outcome, &c.hours, words)];
            row.extend(c.rates.iter().map(|&rate| words.rate(rate)));
            row.push(words.number(situation.waiting_room(c.junction).0));
            row
        })
        .collect();
    let columns = [
        Column::words(words.say("checkpoint")),
        Column::words(words.say("open")),
        Column::number(words.say("kind-own-car")),
        Column::number(words.say("kind-bus")),
        Column::number(words.say("kind-medical")),
        Column::number(words.say("waiting-room")),
    ];
    page.table(&words.say("checkpoints-caption"), true, &columns, &rows);
}

/// What the map does not know for sure: gaps that routes use, turns that were waived.
pub fn roads(page: &mut Page, outcome: &Outcome<'_>, words: &Words) {
    let (network, situation) = (outcome.network, &outcome.likely.situation);
    let used = flows::of(&outcome.likely.plan);
    let kilometres =
        |roads: &mut dyn Iterator<Item = RoadId>| roads.map(|r| network.length(r).kilometres()).sum::<f64>();
    let all = kilometres(&mut used.iter().map(|f| f.road));
    let gaps: Vec<_> = used.iter().filter(|f| network.marks(f.road).has(RoadMarks::GAP)).collect();
    if gaps.is_empty() {
        page.paragraph("", &words.tell("gaps-none", &[("km", words.decimal(all, 1).into())]));
    } else {
        let closed = kilometres(&mut gaps.iter().map(|f| f.road));
        page.paragraph(
            "warning",
            &words.tell("gaps", &[("gap", words.decimal(closed, 1).into()), ("km", words.decimal(all, 1).into())]),
        );
        let names = Names::new(network, situation);
        let mut longest = gaps.clone();
        longest.sort_by_key(|f| (std::cmp::Reverse(network.length(f.road)), f.road));
        let mut lines: Vec<String> = longest
            .iter()
            .take(MOST_GAPS)
            .map(|f| {
                words.tell(
                    "gap-line",
                    &[
                        ("road", names.road(f.road, words).into()),
                        ("km", words.decimal(network.length(f.road).kilometres(), 1).into()),
                        ("n", count(f.vehicles)),
                    ],
                )
            })
            .collect();
        if gaps.len() > MOST_GAPS {
            lines.push(words.tell("gaps-more", &[("n", count((gaps.len() - MOST_GAPS) as u64))]));
        }
        page.list(&lines);
    }
    turns(page, outcome, words);
}

/// Whether forbidden turns are obeyed; if not, those that the plan takes.
fn turns(page: &mut Page, outcome: &Outcome<'_>, words: &Words) {
    let (network, situation) = (outcome.network, &outcome.likely.situation);
    if situation.obey_turns {
        let known = count(network.forbidden().len() as u64);
        page.paragraph("", &words.tell("turns-obeyed", &[("n", known)]));
        return;
    }
    let taken: BTreeSet<ForbiddenTurn> = outcome
        .likely
        .plan
        .courses
        .iter()
        .flat_map(|c| c.roads.windows(2))
        .map(|pair| ForbiddenTurn { from: pair[0], onto: pair[1] })
        .filter(|turn| network.forbidden().binary_search(turn).is_ok())
        .collect();
    page.paragraph("warning", &words.tell("turns-waived", &[("n", count(taken.len() as u64))]));
    let names = Names::new(network, situation);
    let lines: Vec<String> = taken
        .iter()
        .take(MOST_GAPS)
        .map(|turn| {
            let at = names.junction(network.to(turn.from));
            words.tell(
                "turn-line",
                &[
                    ("place", at.into()),
                    ("from", names.road(turn.from, words).into()),
                    ("onto", names.road(turn.onto, words).into()),
                ],
            )
        })
        .collect();
    page.list(&lines);
}

/// Open hours up to the horizon, in words.
fn open(outcome: &Outcome<'_>, opening: &Opening, words: &Words) -> String {
    if opening.is_always() {
        return words.say("always");
    }
    let horizon = outcome.likely.plan.horizon;
    let spans: Vec<String> = opening
        .intervals()
        .iter()
        .filter(|i| i.from < horizon)
        .map(|i| outcome.setting.times.span(*i, words))
        .collect();
    if spans.is_empty() { words.say("never") } else { spans.join(", ") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::outcome::sample;
    use crate::words::Language;
    use passage_model::network::{Network, Road};

    #[test]
    fn a_gap_on_the_way_is_named_with_its_length() {
        let outcome = sample::outcome();
        let mut page = Page::default();
        roads(&mut page, &outcome, &Words::new(Language::En));
        insta::assert_snapshot!(page.html, @r#"
            <p class="warning">54.0 km of the 226.0 km of roads that this plan uses are gaps closed by the map&#39;s maker: nobody has seen a road there. Have them looked at before anybody is sent.</p>
            <ul>
            <li>the road from Polohy to Orikhiv: 54.0 km, 530 vehicles</li>
            </ul>
            <p>Forbidden turns are obeyed (the map knows of none).</p>
            "#);
    }

    #[test]
    fn a_forbidden_turn_that_is_waived_and_taken_is_printed() {
        let mut outcome = sample::outcome();
        let old = outcome.network;
        let all = old.roads().map(|r| Road {
            from: old.from(r),
            to: old.to(r),
            length: old.length(r),
            travel: old.travel(r),
            lanes: 1,
            ..Road::default()
        });
        let forbidden = vec![ForbiddenTurn { from: RoadId(0), onto: RoadId(2) }];
        let network =
            Network::new(old.origin().clone(), old.positions().to_vec(), all, forbidden, old.places().to_vec())
                .unwrap();
        outcome.network = Box::leak(Box::new(network));
        outcome.likely.situation.obey_turns = false;
        let mut page = Page::default();
        turns(&mut page, &outcome, &Words::new(Language::En));
        insta::assert_snapshot!(page.html, @r#"
        <p class="warning">Forbidden turns are waived in this scenario: somebody must direct the traffic there. This plan takes 1 of them.</p>
        <ul>
        <li>Nikolske: from the road from Mariupol to Nikolske onto the road from Nikolske to Rozivka</li>
        </ul>
        "#);
    }
}
