//! `passage text diff` on the screen: words that a negotiator can read out on the phone.

use super::names::{element, elements, part};
use super::said::{self, other, text_of, value};
use crate::places::reasons;
use crate::words::{Words, count};
use fluent_bundle::FluentValue;
use passage_statements::text::{Compared, Comparison, Difference, Element, Question, Settled, Side, Value};

/// How two texts differ, element by element; what both say; what neither says; how far that is.
pub fn diff_screen(comparison: &Comparison<'_>, words: &Words) -> String {
    let (a, b) = (said::version(comparison.a, words), said::version(comparison.b, words));
    let corridor = comparison.a.corridor.as_str();
    let mut lines =
        vec![words.tell("text-diff-head", &[("corridor", corridor.into()), ("a", a.into()), ("b", b.into())])];
    if !comparison.is_one_corridor() {
        lines.push(words.tell("text-diff-corridors", &[("other", comparison.b.corridor.as_str().into())]));
    }
    if let (Some(a), Some(b)) = (comparison.a.date, comparison.b.date)
        && a != b
    {
        let dates = [("a", a.to_string().into()), ("b", b.to_string().into())];
        lines.push(words.tell("text-diff-days", &dates));
    }
    lines.push(String::new());
    lines.push(settled(comparison, words));
    let differing = |compared: &&Compared| !compared.differences.is_empty() || !compared.questions.is_empty();
    for compared in comparison.elements.iter().filter(differing) {
        lines.push(element(compared.element, words));
        lines.extend(compared.differences.iter().map(|d| format!("  {}", difference(d, comparison, words))));
        lines.extend(compared.questions.iter().map(|q| format!("  {}", question(q, comparison, words))));
    }
    lines.push(String::new());
    let same: Vec<&Element> = comparison.elements.iter().filter(|c| !differing(c)).map(|c| c.element).collect();
    if !same.is_empty() {
        lines.push(words.tell("text-diff-same", &[("elements", elements(same, words).into())]));
    }
    let silent: Vec<&Element> = comparison.silent.iter().copied().filter(|e| e.precise).collect();
    if !silent.is_empty() {
        lines.push(words.tell("text-diff-silent", &[("elements", elements(silent, words).into())]));
    }
    let mut taken: Vec<String> =
        comparison.elements.iter().flat_map(|c| &c.taken).map(|(a, b)| format!("{a} = {b}")).collect();
    taken.sort();
    taken.dedup();
    if !taken.is_empty() {
        lines.push(words.tell("text-diff-taken", &[("names", taken.join(", ").into())]));
    }
    lines.join("\n")
}

fn settled(comparison: &Comparison<'_>, words: &Words) -> String {
    let differing = comparison.elements.iter().filter(|c| !c.differences.is_empty() || !c.questions.is_empty());
    let open = comparison.open_a.iter().chain(&comparison.open_b).filter(|open| open.element.precise);
    let mut open: Vec<u8> = open.map(|open| open.element.number).collect();
    open.sort_unstable();
    open.dedup();
    let open = count(open.len() as u64);
    match comparison.settled() {
        Settled::Differ => words.tell("text-settled-differ", &[("n", count(differing.count() as u64)), ("open", open)]),
        Settled::Open => words.tell("text-settled-open", &[("open", open)]),
        Settled::InDetail => words.say("text-settled-in-detail"),
        Settled::OneSide => words.tell("text-settled-one-side", &[("side", comparison.a.side.as_str().into())]),
    }
}

/// One difference in words.
pub(super) fn difference(difference: &Difference, comparison: &Comparison<'_>, words: &Words) -> String {
    let name = |side: Side| FluentValue::from(said::side(comparison, side, words));
    let pair = |side: Side| [("side", name(side)), ("other", name(other(side)))];
    let with = |side: Side, more: &[(&'static str, FluentValue<'static>)], message: &str| {
        let [own, others] = pair(side);
        let figures: Vec<_> = [own, others].into_iter().chain(more.iter().cloned()).collect();
        words.tell(message, &figures)
    };
    match difference {
        Difference::Element(side) => with(*side, &[], "text-only-element"),
        Difference::None(side) => with(*side, &[], "text-only-none"),
        Difference::Part(side, key, own) => {
            let zone = text_of(comparison, other(*side)).zone.as_ref();
            let more = [("part", part(key, words).into()), ("value", value(own, zone, words).into())];
            with(*side, &more, "text-only-part")
        }
        Difference::Values(key, both) => values(key, both, comparison, words),
        Difference::Lists { part: key, only_a, only_b } => lists(key, only_a, only_b, comparison, words),
        Difference::Route(side, stops) => with(*side, &[("stops", stops.join(" \u{2013} ").into())], "text-only-route"),
        Difference::Checkpoint(side, own) => with(*side, &[("name", own.clone().into())], "text-only-checkpoint"),
        Difference::Stops { side, names, after, before } => {
            let places = ("names", names.join(", ").into());
            let more = |key, name: &str| (key, FluentValue::from(name.to_owned()));
            match (after, before) {
                (Some(after), Some(before)) => {
                    with(*side, &[places, more("after", after), more("before", before)], "text-only-between")
                }
                (None, Some(before)) => with(*side, &[places, more("before", before)], "text-only-first"),
                (Some(after), None) => with(*side, &[places, more("after", after)], "text-only-last"),
                (None, None) => with(*side, &[places], "text-only-stops"),
            }
        }
        Difference::Moved { name: place, after_a, after_b } => {
            let after = |after: &Option<String>| match after {
                Some(after) => words.tell("text-after", &[("name", after.as_str().into())]),
                None => words.say("text-at-start"),
            };
            let more =
                [("name", place.clone().into()), ("here", after(after_a).into()), ("there", after(after_b).into())];
            with(Side::A, &more, "text-moved")
        }
        Difference::Streets { name: place, streets } => {
            let street = |street: &str| match street {
                "" => words.say("text-no-streets"),
                street => format!("\u{201c}{street}\u{201d}"),
            };
            let more = [
                ("name", place.clone().into()),
                ("here", street(&streets[0]).into()),
                ("there", street(&streets[1]).into()),
            ];
            with(Side::A, &more, "text-streets")
        }
        Difference::Apart { name, metres } => {
            let figures = [("name", name.as_str().into()), ("km", count(metres.div_ceil(1_000)))];
            words.tell("text-apart", &figures)
        }
    }
}

fn values(key: &str, [a, b]: &[Value; 2], comparison: &Comparison<'_>, words: &Words) -> String {
    let zone = |side: Side| text_of(comparison, side).zone.as_ref();
    let figures = [
        ("part", part(key, words).into()),
        ("side", said::side(comparison, Side::A, words).into()),
        ("other", said::side(comparison, Side::B, words).into()),
        ("value", value(a, zone(Side::B), words).into()),
        ("theirs", value(b, zone(Side::A), words).into()),
    ];
    let told = words.tell("text-values", &figures);
    let same = match (a, b) {
        (Value::Window(a), Value::Window(b)) => {
            let at = |moment: &Option<passage_statements::clock::Moment>| moment.as_ref().map(|m| m.at);
            let same_start = at(&a.from).is_some() && at(&a.from) == at(&b.from);
            let same_end = at(&a.until).is_some() && at(&a.until) == at(&b.until);
            match (same_start, same_end) {
                (true, _) => Some("text-same-start"),
                (_, true) => Some("text-same-end"),
                _ => None,
            }
        }
        _ => None,
    };
    same.map_or_else(|| told.clone(), |message| format!("{told} {}", words.say(message)))
}

fn lists(key: &str, only_a: &[String], only_b: &[String], comparison: &Comparison<'_>, words: &Words) -> String {
    let alone = |side: Side, list: &[String]| {
        let figures = [("side", said::side(comparison, side, words).into()), ("names", list.join(", ").into())];
        (!list.is_empty()).then(|| words.tell("text-only-in-list", &figures))
    };
    let told: Vec<String> = [alone(Side::A, only_a), alone(Side::B, only_b)].into_iter().flatten().collect();
    words.tell("text-lists", &[("part", part(key, words).into()), ("told", told.join("; ").into())])
}

/// A question about two names in words.
pub(super) fn question(question: &Question, comparison: &Comparison<'_>, words: &Words) -> String {
    let figures = [
        ("side", said::side(comparison, Side::A, words).into()),
        ("other", said::side(comparison, Side::B, words).into()),
        ("a", question.a.as_str().into()),
        ("b", question.b.as_str().into()),
        ("why", reasons(&question.why, words).into()),
    ];
    words.tell("text-question", &figures)
}
