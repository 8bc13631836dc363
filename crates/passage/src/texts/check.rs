//! `passage text check` on the screen.

use super::names::{element, elements, part};
use super::said;
use crate::words::{Words, count};
use passage_statements::text::{ELEMENTS, Element, Missing, Open, Text};

/// What a text says of whom, what is open in it, and what it is at most.
pub fn check_screen(text: &Text, words: &Words) -> String {
    let open = text.open();
    let head = [("corridor", text.corridor.as_str().into()), ("version", said::version(text, words).into())];
    let mut lines = vec![words.tell("text-head", &head)];
    lines.extend(spoken(text, words));
    lines.push(String::new());
    let gates = |open: &&Open| open.element.precise;
    let closed: Vec<&Element> = ELEMENTS.iter().filter(|e| e.precise && open.iter().all(|o| o.element != *e)).collect();
    let missing = open.iter().filter(gates).count() as u64;
    if missing == 0 {
        lines.push(words.say("text-precise"));
    } else {
        lines.push(words.tell("text-open", &[("n", count(missing))]));
        lines.extend(open.iter().filter(gates).map(|open| line(open, words)));
        if !closed.is_empty() {
            lines.push(words.tell("text-closed", &[("elements", elements(closed, words).into())]));
        }
    }
    let beyond: Vec<&Open> = open.iter().filter(|open| !open.element.precise).collect();
    if !beyond.is_empty() {
        lines.push(words.say("text-open-beyond"));
        lines.extend(beyond.into_iter().map(|open| line(open, words)));
    }
    lines.push(String::new());
    lines.push(words.tell("text-one-side", &[("side", text.side.as_str().into())]));
    for receipt in &text.receipts {
        let by = ("by", receipt.by.as_str().into());
        lines.push(words.tell("text-received", &[by]));
    }
    lines.join("\n")
}

fn spoken(text: &Text, words: &Words) -> Vec<String> {
    let told = text.spoken.iter().map(|spoken| {
        let figures = [
            ("speaker", spoken.speaker.as_str().into()),
            ("side", spoken.on_behalf_of.as_str().into()),
            ("channel", spoken.channel.as_str().into()),
        ];
        let told = words.tell("text-said", &figures);
        if spoken.to.is_empty() {
            return told;
        }
        let to = [("told", told.as_str().into()), ("to", spoken.to.join(", ").into())];
        words.tell("text-said-to", &to)
    });
    let told: Vec<String> = told.collect();
    if told.is_empty() { vec![words.say("text-said-by-nobody")] } else { told }
}

fn line(open: &Open, words: &Words) -> String {
    let missing: Vec<String> = open.missing.iter().map(|missing| lacks(missing, words)).collect();
    format!("  {}: {}", element(open.element, words), missing.join("; "))
}

/// What an element lacks, in words.
pub(super) fn lacks(missing: &Missing, words: &Words) -> String {
    match missing {
        Missing::Silent => words.say("text-lacks-all"),
        Missing::Said(why) => words.tell("text-lacks-said", &[("why", why.as_str().into())]),
        Missing::Part(key, name) if name.is_empty() => {
            words.tell("text-lacks-part", &[("part", part(key, words).into())])
        }
        Missing::Part(key, name) => {
            let figures = [("part", part(key, words).into()), ("name", name.as_str().into())];
            words.tell("text-lacks-part-of", &figures)
        }
        Missing::Coordinates(names) => words.tell("text-lacks-coordinates", &[("names", names.join(", ").into())]),
        Missing::End(key) => words.tell("text-lacks-end", &[("part", part(key, words).into())]),
        Missing::About(key) => words.tell("text-lacks-about", &[("part", part(key, words).into())]),
        Missing::Blank(key, said) => {
            words.tell("text-lacks-blank", &[("part", part(key, words).into()), ("said", said.as_str().into())])
        }
        Missing::Outside(key) => words.tell("text-lacks-outside", &[("part", part(key, words).into())]),
        Missing::Far(names) => words.tell("text-lacks-far", &[("names", names.join(", ").into())]),
    }
}
