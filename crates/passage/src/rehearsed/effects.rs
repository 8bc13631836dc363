//! What figures that rest on no public source do to the risk.

use super::{Rehearsed, figures};
use crate::offers::screen::{paragraph, row_of};
use crate::words::{Words, count};
use passage_rehearsal::{Effect, Figure, Outlook};
use serde_json::{Value, json};
use std::cmp::Ordering;

/// Figures that the screen tells of.
const MOST_FIGURES: usize = 5;
/// Characters of a cell: two numbers of persons.
const CELL: usize = 18;

/// Those that do most first.
fn sorted(rehearsed: &Rehearsed<'_>) -> Vec<Effect> {
    let mut effects = rehearsed.effects.clone();
    effects.sort_by(|a, b| {
        let both = b.sizes().into_iter().zip(a.sizes());
        both.fold(Ordering::Equal, |so_far, (b, a)| so_far.then(b.total_cmp(&a))).then(a.figure.cmp(&b.figure))
    });
    effects
}

/// The few that do most.
pub fn screen(out: &mut String, rehearsed: &Rehearsed<'_>, words: &Words) {
    if rehearsed.effects.is_empty() {
        return;
    }
    out.push('\n');
    let heads = [words.say("rehearse-effect-caught"), words.say("rehearse-effect-safe")];
    row_of(out, &words.say("rehearse-effects"), &heads, CELL);
    for effect in sorted(rehearsed).into_iter().take(MOST_FIGURES) {
        let what = words.say(figures::what(effect.figure));
        let value = rehearsed.assumed.ends(effect.figure, words);
        row_of(out, &format!("  {what} ({}): {value}", effect.figure.key()), &cells(&effect, words), CELL);
    }
    let all = rehearsed.effects.len() as u64;
    let told = [("days", count(rehearsed.effect_days)), ("n", count(all))];
    paragraph(out, &words.tell("rehearse-effects-note", &told), "");
}

/// Vehicles caught and persons safe on the mean day: at the least, and at the most.
fn cells(effect: &Effect, words: &Words) -> [String; 2] {
    let caught = |outlook: Outlook| words.decimal(outlook.vehicles, 1);
    let safe = |outlook: Outlook| words.number(outlook.safe.round() as u64);
    let both =
        |least: String, most: String| words.tell("rehearse-effect", &[("least", least.into()), ("most", most.into())]);
    [both(caught(effect.least), caught(effect.most)), both(safe(effect.least), safe(effect.most))]
}

/// The same of one figure; empty where it rests on a public source or does nothing here.
pub fn of(figure: Figure, rehearsed: &Rehearsed<'_>, words: &Words) -> [String; 2] {
    let effect = rehearsed.effects.iter().find(|effect| effect.figure == figure);
    effect.map_or_else(Default::default, |effect| cells(effect, words))
}

/// The same as a document.
pub fn document(effect: &Effect) -> Value {
    let round = |number: f64, to: f64| (number * to).round() / to;
    let outlook = |of: Outlook| {
        json!({
            "days_with_somebody_caught": round(of.caught, 1e4),
            "vehicles_caught": round(of.vehicles, 100.0),
            "mean_safe": round(of.safe, 10.0),
        })
    };
    json!({ "always_least": outlook(effect.least), "always_most": outlook(effect.most) })
}
