//! What people weigh: the order of the objectives, what is fair, and whether one side's word is enough.

use super::super::{Factor, Sourced, defaults};
use super::fields::{At, Fields, Notes};
use super::number::Limits;
use crate::finding::Finding;
use crate::nearest::nearest;
use crate::weighing::{Fairness, Objective};
use toml::de::DeValue;

const FLOOR: Limits = Limits::any("whole", 0.0, 1.0).beyond("Write a share: 0.3 is thirty of a hundred.");

/// `objectives = ["fairness", "safe"]`: those named first, then the rest in their usual order. `None` where it is refused.
pub(super) fn objectives(notes: &mut Notes<'_>, top: &Fields<'_>, fair: bool) -> Option<Sourced<Vec<Objective>>> {
    without_say(notes, top);
    let Some(at) = top.get("objectives") else {
        return Some(if fair { defaults::objectives_with_fairness() } else { defaults::objectives() });
    };
    let mut named: Vec<Objective> = Vec::new();
    let mut refused = false;
    for value in top.list("objectives").unwrap_or_default() {
        match objective(notes, top, value) {
            Some(again) if named.contains(&again) => {
                let words = format!("{:?} stands twice among the objectives", again.word());
                let finding = Finding::error("scenario.objective-twice", words);
                notes.add(finding.advise("Each has one place in the order: remove one.").at(value.span()));
                refused = true;
            }
            Some(objective) => named.push(objective),
            None => refused = true,
        }
    }
    let place = |objective| named.iter().position(|known| *known == objective);
    if let (Some(early), Some(safe)) = (place(Objective::Early), place(Objective::Safe))
        && early < safe
        && !refused
    {
        let words = "\"early\" stands before \"safe\": the most persons by the horizon are planned first all the same";
        let advice =
            "Every hour as early as possible includes the last; where sites fill up, the last hour counts first.";
        notes.add(Finding::warning("scenario.early-before-safe", words).advise(advice).at(at.span()));
    }
    (!refused).then(|| top.sourced(notes, named, at.start))
}

/// Where fleets carry people, an order is not heeded yet.
fn without_say(notes: &mut Notes<'_>, top: &Fields<'_>) {
    let order = top.get("objectives").or(top.get("fairness"));
    if let Some(at) = order.filter(|_| top.has("fleet")) {
        let words = "with a [[fleet]] what comes first is not heeded yet: most are safe as early as can be";
        let advice = "The figures are told all the same. Plan without the fleets to see what the order costs.";
        notes.add(Finding::warning("scenario.order-without-say", words).advise(advice).at(at.span()));
    }
}

fn objective(notes: &mut Notes<'_>, top: &Fields<'_>, at: At<'_>) -> Option<Objective> {
    let DeValue::String(text) = at.value else {
        top.wrong_type(notes, "objectives", "texts in quotes", at.value, at.span());
        return None;
    };
    let found = Objective::ALL.into_iter().find(|objective| objective.word() == text.trim());
    if found.is_none() {
        let all: Vec<String> = Objective::ALL.iter().map(|objective| format!("{:?}", objective.word())).collect();
        let near = nearest(text, Objective::ALL.iter().map(|objective| objective.word()));
        let near = near.map_or_else(String::new, |near| format!("Did you mean {near:?}? "));
        let finding = Finding::error("scenario.unknown-choice", format!("there is no objective {text:?}"));
        notes.add(finding.advise(format!("{near}There are {}.", all.join(", "))).at(at.span()));
    }
    found
}

/// `use_unconfirmed = true`.
pub(super) fn use_unconfirmed(notes: &mut Notes<'_>, top: &Fields<'_>) -> Option<Sourced<bool>> {
    let at = top.get("use_unconfirmed");
    let given = top.truth(notes, "use_unconfirmed").zip(at).map(|(used, at)| top.sourced(notes, used, at.start));
    top.or(given, "use_unconfirmed", defaults::use_unconfirmed)
}

/// `[fairness] floor = 0.3`, or `floor = "max-min"`.
pub(super) fn fairness(notes: &mut Notes<'_>, top: &Fields<'_>) -> Option<Sourced<Fairness>> {
    let (table, span) = top.tables(notes, "fairness").pop()?;
    let fields = Fields::open(notes, table, span, "fairness", &["floor"]);
    let at = fields.need(notes, "floor", "floor = 0.3, or floor = \"max-min\"")?;
    if let Some(word) = at.value.as_str() {
        if word.trim() == "max-min" {
            return Some(fields.sourced(notes, Fairness::MaxMin, at.start));
        }
        let finding = Finding::error("scenario.unknown-choice", format!("floor cannot be {word:?}"));
        let advice = "Write a share such as 0.3, or \"max-min\".";
        notes.add(finding.about(&fields.label).advise(advice).at(at.span()));
        return None;
    }
    let floor = fields.number(notes, "floor", at, FLOOR)?;
    Some(fields.sourced(notes, Fairness::Floor(Factor::from_number(floor)), at.start))
}
