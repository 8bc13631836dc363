//! The answer in words and as a document: who is safe, who is left and why, what is full.

pub mod screen;
mod warnings;

pub use screen::words_of;

use crate::exchange::geojson::reason;
use crate::outcome::bracket::Bracket;
use crate::outcome::names::{Names, who};
use crate::outcome::times::duration;
use crate::outcome::used::left_vehicles;
use crate::outcome::verdict::{self, Verdict};
use crate::outcome::{Answer, Outcome, aid, foot, hours, near, weighed};
use crate::words::{Words, count};
use passage_model::plan::{Bottleneck, BottleneckAt, LeftBehind, Reason};
use passage_model::time::{Interval, Opening};
use passage_model::units::Seconds;
use passage_model::weighing::Objective;
use serde_json::{Value, json};
use std::path::Path;

/// The places that a reason names where there is room for them; the rest are counted.
pub const MOST_PLACES: usize = 3;

/// The answer for programs. `files` are what was written to `folder`, `seconds` what the whole run took.
pub fn document(outcome: &Outcome<'_>, words: &Words, folder: &Path, files: &[String], seconds: f64) -> Value {
    let times = &outcome.setting.times;
    let figures = |answer: &Answer| {
        let verdict = Verdict::of(answer);
        json!({
            "persons": verdict.persons,
            "safe": verdict.safe,
            "limit": verdict.limit,
            "by": times.stamp(verdict.by),
            "repeats": verdict.repeats,
            "naive": verdict.naive,
            "clearance": answer.plan.clearance().map(|clock| times.stamp(clock)),
            "bound": answer.plan.bound.kind,
            "not_safe_sum": { "plan": answer.plan.bound.plan_sum, "limit": answer.plan.bound.not_safe_sum },
            "plan": answer.plan.digest(),
        })
    };
    let names = Names::new(outcome.network, &outcome.likely.situation);
    let hours: Vec<Value> = hours::of(&outcome.likely, times, usize::MAX)
        .into_iter()
        .map(|h| {
            let exact = outcome.few_routes.as_ref().map(|few| hours::at(&few.exact, h.by));
            let most = outcome.bracket.as_ref().map(|bracket| bracket.by(h.by).max(h.safe));
            json!({ "by": times.stamp(h.by), "safe": h.safe, "ready": h.ready, "limit": h.limit, "whatever_the_step": most, "exact": exact })
        })
        .collect();
    let left: Vec<Value> = outcome
        .likely
        .plan
        .left_behind
        .iter()
        .map(|l| {
            let origin = &outcome.likely.situation.origins[l.origin.index()];
            json!({
                "assembly_point": origin.assembly, "group": origin.group, "persons": l.persons,
                "vehicles": left_vehicles(l, &outcome.likely.plan, &outcome.likely.situation), "reason": reason(&l.reason), "words": why(l, outcome, &names, words, MOST_PLACES),
            })
        })
        .collect();
    json!({
        "title": outcome.setting.title,
        "exercise": outcome.setting.exercise,
        "sentence": verdict::sentence(outcome, words),
        "rest_on": verdict::rest_on(outcome, words),
        "near": near::document(outcome),
        "contraflow": verdict::contraflow(outcome, words),
        "on_foot": foot::lines(outcome, words),
        "aid": aid::document(outcome, times),
        "naive": verdict::naive(outcome, words),
        "likely": figures(&outcome.likely),
        "few_routes": outcome.few_routes.as_ref().map(|few| few.document(&outcome.likely, times)),
        "bracket": outcome.bracket.as_ref().map(Bracket::document),
        "pessimistic": outcome.pessimistic.as_ref().map(figures),
        "optimistic": outcome.optimistic.as_ref().map(figures),
        "hours": hours,
        "left_behind": left,
        "bottlenecks": bottlenecks(outcome, &names, words),
        "weighed": weighed::document(outcome, times),
        "findings": outcome.setting.findings,
        "folder": folder.display().to_string(),
        "files": files,
        "seconds": (seconds * 1000.0).round() / 1000.0,
    })
}

/// Who is left and why, one line each, the most people first; a reason names at most `places`.
pub fn left_behind(outcome: &Outcome<'_>, names: &Names<'_>, words: &Words, places: usize) -> Vec<String> {
    let situation = &outcome.likely.situation;
    let mut left: Vec<&LeftBehind> = outcome.likely.plan.left_behind.iter().collect();
    left.sort_by_key(|l| (std::cmp::Reverse(l.persons), l.origin));
    left.iter()
        .map(|l| {
            let origin = &situation.origins[l.origin.index()];
            words.tell(
                "left-behind",
                &[
                    ("who", who("group-at", &origin.assembly, &origin.group, words).into()),
                    ("n", count(l.persons.0)),
                    ("why", why(l, outcome, names, words, places).into()),
                ],
            )
        })
        .collect()
}

/// Why a group is left, in words: at most `places` of those that hold it up, in the order in which it comes to them.
pub fn why(left: &LeftBehind, outcome: &Outcome<'_>, names: &Names<'_>, words: &Words, places: usize) -> String {
    match &left.reason {
        Reason::NoSeat => words.say("why-no-seat"),
        Reason::NoRoad => words.say("why-no-road"),
        Reason::NoRoom => words.say("why-no-room"),
        Reason::TooLate => words.say("why-too-late"),
        Reason::NotCarried => words.say("why-not-carried"),
        Reason::Weighed { before } => {
            let words_of = |objective: &Objective| match objective {
                Objective::Exposure => Some(words.say("why-weighed-exposure")),
                Objective::Fairness => Some(words.say("why-weighed-fairness")),
                Objective::Waiting => Some(words.say("why-weighed-waiting")),
                Objective::Safe | Objective::Early | Objective::Vehicles | Objective::Change => None,
            };
            before.iter().filter_map(words_of).collect::<Vec<_>>().join(" ")
        }
        Reason::NotOver { footway } => {
            let footway = &outcome.likely.situation.footways[footway.index()];
            words.tell("why-not-over", &[("name", footway.name.as_str().into())])
        }
        Reason::WindowTooShort { journey, longest_window } => words.tell(
            "why-window",
            &[("journey", duration(*journey, words).into()), ("window", duration(*longest_window, words).into())],
        ),
        Reason::Full { bottlenecks } => {
            let all = &outcome.likely.plan.bottlenecks;
            let known = bottlenecks.iter().filter_map(|&i| all.get(i as usize));
            let full: Vec<String> = known.map(|b| lower(&names.bottleneck(b.at, words))).collect();
            let told = full[..full.len().min(places)].join("; ");
            match full.len().saturating_sub(places) {
                _ if told.is_empty() => words.say("why-full"),
                0 => words.tell("why-full-at", &[("what", told.into())]),
                others => words.tell("why-full-among", &[("what", told.into()), ("others", count(others as u64))]),
            }
        }
    }
}

/// What is full and when, in words, as the planner orders it.
pub fn bottlenecks(outcome: &Outcome<'_>, names: &Names<'_>, words: &Words) -> Vec<String> {
    outcome.likely.plan.bottlenecks.iter().map(|b| bottleneck(b, outcome, names, words)).collect()
}

/// One bottleneck: `The checkpoint at V passes 60 cars an hour: it is full from 09:40 to 15:20.`
fn bottleneck(bottleneck: &Bottleneck, outcome: &Outcome<'_>, names: &Names<'_>, words: &Words) -> String {
    let what = capital(&names.bottleneck(bottleneck.at, words));
    let times = &outcome.setting.times;
    // A checkpoint that is shut for the night is not full then.
    let open = match bottleneck.at {
        BottleneckAt::Road(road) => outcome.likely.situation.opening(road).clone(),
        BottleneckAt::Checkpoint(id) => outcome.likely.situation.checkpoints[id.index()].hours.clone(),
        BottleneckAt::Reception(_) | BottleneckAt::Assembly(_) | BottleneckAt::Footway(_) => Opening::always(),
    };
    let mut full = Opening::within(bottleneck.full.clone()).and(&open).intervals().to_vec();
    if let BottleneckAt::Reception(_) = bottleneck.at {
        // A site that is filled by the arrivals of the last step is full at the end; no clock shows from when to when.
        let last = outcome.likely.situation.step.max(Seconds(60));
        full.retain(|i| i.until.min(outcome.likely.plan.horizon) - i.from > last);
    }
    full.sort_by_key(|i| (std::cmp::Reverse(i.until - i.from), i.from));
    let total: u32 = full.iter().map(|i| (i.until.min(outcome.likely.plan.horizon) - i.from).0).sum();
    let Some(longest) = full.first() else {
        return words.tell("full-total", &[("what", what.into()), ("n", count(bottleneck.vehicles.0))]);
    };
    let mut first: Vec<Interval> = full.iter().take(3).copied().collect();
    first.sort_unstable();
    let spans: Vec<String> = first.iter().map(|i| times.span(*i, words)).collect();
    let figures = [
        ("what", what.into()),
        ("spans", spans.join(", ").into()),
        ("passed", passed(bottleneck, outcome, words).into()),
        ("total", duration(Seconds(total), words).into()),
    ];
    if full.len() > 3 {
        let mut figures = figures.to_vec();
        figures.push(("longest", times.span(*longest, words).into()));
        figures.remove(1);
        words.tell("full-often", &figures)
    } else {
        words.tell("full-spans", &figures[..3])
    }
}

/// How many pass while it is full; a bus is one, though it takes the room of several cars.
fn passed(bottleneck: &Bottleneck, outcome: &Outcome<'_>, words: &Words) -> String {
    let message = match bottleneck.at {
        BottleneckAt::Footway(_) => "persons",
        _ if outcome.likely.plan.rosters.is_empty() => "vehicles",
        _ => "vehicles-with-fleets",
    };
    words.tell(message, &[("n", count(bottleneck.vehicles.0))])
}

/// With a capital first letter.
pub fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// With a small first letter, unless the second is large too (a road number such as M14 keeps its own).
fn lower(text: &str) -> String {
    let mut letters = text.chars();
    match (letters.next(), letters.clone().next()) {
        (Some(first), Some(second)) if second.is_lowercase() => first.to_lowercase().chain(letters).collect(),
        _ => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::outcome::sample;
    use crate::words::Language;
    use passage_model::units::Persons;

    #[test]
    fn every_reason_has_its_words() {
        let mut outcome = sample::outcome();
        let reasons = [
            Reason::NoSeat,
            Reason::NoRoad,
            Reason::NoRoom,
            Reason::TooLate,
            Reason::NotCarried,
            Reason::WindowTooShort { journey: Seconds(14_820), longest_window: Seconds(10_800) },
            Reason::Full { bottlenecks: vec![0] },
            Reason::Full { bottlenecks: Vec::new() },
            Reason::Full { bottlenecks: vec![0, 0, 0] },
            Reason::Weighed { before: vec![Objective::Exposure, Objective::Fairness, Objective::Waiting] },
        ];
        let one = outcome.likely.plan.left_behind[0].clone();
        let left = reasons.map(|reason| LeftBehind { reason, persons: Persons(21), ..one.clone() });
        outcome.likely.plan.left_behind = left.to_vec();
        for (language, said) in Language::ALL.map(|l| (l, Words::new(l))) {
            let names = Names::new(outcome.network, &outcome.likely.situation);
            let lines = left_behind(&outcome, &names, &said, 2).join("\n");
            assert_eq!(said.missing(), Vec::<String>::new());
            match language {
                Language::En => insta::assert_snapshot!(lines, @r"
                Mariupol, own cars: 21 people. There are fewer seats than people.
                Mariupol, own cars: 21 people. No open road leads from there to any reception site.
                Mariupol, own cars: 21 people. No reception site that would receive them has room.
                Mariupol, own cars: 21 people. They are ready only after the last moment to leave and still be through.
                Mariupol, own cars: 21 people. No vehicle of those that carry or lead them can come for them in time.
                Mariupol, own cars: 21 people. The journey takes 4 h 07 min at its shortest; the longest stretch of time in which it may be made is 3 h.
                Mariupol, own cars: 21 people. No more fit through: the road from Mariupol to Nikolske takes 600 vehicles an hour.
                Mariupol, own cars: 21 people. The roads, checkpoints or reception sites before them are full.
                Mariupol, own cars: 21 people. No more fit through: the road from Mariupol to Nikolske takes 600 vehicles an hour; the road from Mariupol to Nikolske takes 600 vehicles an hour; one more place is full too.
                Mariupol, own cars: 21 people. They stay so that nobody is on an exposed road: that comes before people here. They stay so that every assembly point has its share: that comes before people here. They stay so that nobody waits on the way: that comes before people here.
                "),
                Language::Uk => insta::assert_snapshot!(lines, @r"
                Mariupol, own cars: 21 особа. Місць у машинах менше, ніж людей.
                Mariupol, own cars: 21 особа. Жодна відкрита дорога не веде звідти до пункту прийому.
                Mariupol, own cars: 21 особа. Жоден пункт прийому, що прийняв би їх, не має місць.
                Mariupol, own cars: 21 особа. Вони готові лише після останньої миті, коли ще можна виїхати й устигнути.
                Mariupol, own cars: 21 особа. Жодна з машин, що їх везуть чи ведуть, не встигає по них приїхати.
                Mariupol, own cars: 21 особа. Найкоротший шлях триває 4 год 07 хв; найдовший проміжок, за який його можна проїхати, — 3 год.
                Mariupol, own cars: 21 особа. Більше пропустити не можна: дорога Mariupol – Nikolske пропускає 600 машин на годину.
                Mariupol, own cars: 21 особа. Дороги, блокпости або пункти прийому перед ними заповнені.
                Mariupol, own cars: 21 особа. Більше пропустити не можна: дорога Mariupol – Nikolske пропускає 600 машин на годину; дорога Mariupol – Nikolske пропускає 600 машин на годину; заповнено й ще 1 місце.
                Mariupol, own cars: 21 особа. Вони залишаються, щоб ніхто не був на дорозі під загрозою: тут це важить більше. Вони залишаються, щоб кожен пункт збору мав свою частку: тут це важить більше. Вони залишаються, щоб ніхто не чекав у дорозі: тут це важить більше.
                "),
            }
        }
    }
}
