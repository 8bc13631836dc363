//! What `passage text check` and `passage text diff` found, for programs.

use super::check::lacks;
use super::diff::{difference, question};
use crate::places::reasons_document;
use crate::words::{Language, Words};
use passage_statements::text::{Comparison, Difference, Open, Settled, Side, Text};
use serde_json::{Value, json};

/// What is open in a text.
pub fn check_document(text: &Text) -> Value {
    json!({
        "text": head(text),
        "precise": text.is_precise(),
        "agreed": false,
        "open": open(&text.open()),
    })
}

/// How two texts differ; `words` of each difference are English.
pub fn diff_document(comparison: &Comparison<'_>) -> Value {
    let words = Words::new(Language::En);
    let elements: Vec<Value> = comparison
        .elements
        .iter()
        .map(|compared| {
            let differences = compared.differences.iter().map(|found| {
                json!({ "kind": kind(found), "side": side(found), "words": difference(found, comparison, &words) })
            });
            let questions = compared.questions.iter().map(|found| {
                json!({
                    "a": found.a,
                    "b": found.b,
                    "after": found.after,
                    "before": found.before,
                    "reasons": reasons_document(&found.why),
                    "words": question(found, comparison, &words),
                })
            });
            json!({
                "number": compared.element.number,
                "element": compared.element.key,
                "differences": differences.collect::<Vec<_>>(),
                "questions": questions.collect::<Vec<_>>(),
                "taken_for_one": compared.taken,
            })
        })
        .collect();
    let settled = match comparison.settled() {
        Settled::Differ => "differ",
        Settled::Open => "open",
        Settled::InDetail => "agreed in detail",
        Settled::OneSide => "one side",
    };
    json!({
        "a": head(comparison.a),
        "b": head(comparison.b),
        "settled": settled,
        "elements": elements,
        "silent": comparison.silent.iter().map(|element| element.key).collect::<Vec<_>>(),
        "open_a": open(&comparison.open_a),
        "open_b": open(&comparison.open_b),
    })
}

fn head(text: &Text) -> Value {
    let said = text.said_at.as_ref().map(|moment| moment.at.to_string());
    json!({ "corridor": text.corridor, "side": text.side, "revision": text.revision, "said_at": said })
}

fn open(all: &[Open]) -> Value {
    let words = Words::new(Language::En);
    let each = all.iter().map(|open| {
        json!({
            "number": open.element.number,
            "element": open.element.key,
            "gates": open.element.precise,
            "missing": open.missing.iter().map(|missing| lacks(missing, &words)).collect::<Vec<_>>(),
        })
    });
    each.collect()
}

const fn kind(difference: &Difference) -> &'static str {
    match difference {
        Difference::Element(_) => "element",
        Difference::None(_) => "none",
        Difference::Part(..) => "part",
        Difference::Values(..) => "values",
        Difference::Lists { .. } => "lists",
        Difference::Route(..) => "route",
        Difference::Checkpoint(..) => "checkpoint",
        Difference::Stops { .. } => "stops",
        Difference::Moved { .. } => "moved",
        Difference::Streets { .. } => "streets",
        Difference::Apart { .. } => "apart",
    }
}

/// Which text alone has it; `null` where both have something.
const fn side(difference: &Difference) -> Option<&'static str> {
    let (Difference::Element(side)
    | Difference::None(side)
    | Difference::Part(side, ..)
    | Difference::Route(side, _)
    | Difference::Checkpoint(side, _)
    | Difference::Stops { side, .. }) = difference
    else {
        return None;
    };
    Some(match side {
        Side::A => "a",
        Side::B => "b",
    })
}
