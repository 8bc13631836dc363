//! The life of a corridor as it was written down: steps with their evidence, read and lived through as of a moment.

use super::diff::Agreement;
use super::evidence::Evidence;
use super::state::{Life, Refused, State, Step};
use crate::clock::{Context, Moment};
use crate::dated::{context, moment, need_moment};
use crate::fields::{Fields, MOST_FINDINGS, Notes, table};
use jiff::Timestamp;
use passage_model::civil::Zone;
use passage_model::finding::{Finding, any_error};
use passage_model::nearest::nearest;
use std::ops::Range;
use toml::de::DeTable;

/// What happened to a corridor, step by step.
#[derive(Clone, Debug, PartialEq)]
pub struct History {
    /// The corridor.
    pub corridor: String,
    /// By whose clocks times are shown.
    pub zone: Option<Zone>,
    /// The steps, in the order of time.
    pub steps: Vec<Taken>,
}

/// A step that somebody says was taken.
#[derive(Clone, Debug, PartialEq)]
pub struct Taken {
    /// Into which state.
    pub to: State,
    /// When.
    pub at: Moment,
    /// What it rests on.
    pub evidence: Vec<(Evidence, Vec<String>)>,
    /// Where it stands in the file.
    pub span: Range<usize>,
}

impl Taken {
    /// What it says of one sort of evidence; empty where nothing.
    pub fn of(&self, evidence: Evidence) -> &[String] {
        self.evidence.iter().find(|(own, _)| *own == evidence).map_or(&[], |(_, texts)| texts)
    }
}

/// A step that cannot be taken, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stopped {
    /// Which of the steps.
    pub step: usize,
    /// Why.
    pub refused: Refused,
}

impl History {
    /// Lives through the steps up to a moment. `agreement` compares the texts that a step into *agreed in detail* names, and
    /// finds that both sides hold to them or not.
    ///
    /// # Errors
    ///
    /// The first step that does not follow on the one before, or claims an agreement that was not found.
    pub fn life(
        &self,
        until: Option<Timestamp>,
        mut agreement: impl FnMut(&Taken) -> Option<Agreement>,
    ) -> Result<Life, Stopped> {
        let mut life = Life::default();
        let past = self.steps.iter().enumerate().filter(|(_, step)| until.is_none_or(|until| step.at.at <= until));
        for (place, taken) in past {
            // Every life begins as a proposal.
            if place == 0 && taken.to == State::Proposed {
                continue;
            }
            let step = match taken.to {
                State::AgreedInPrinciple => Step::InPrinciple(taken.of(Evidence::Sides).to_vec()),
                State::AgreedInDetail => match agreement(taken) {
                    Some(agreement) => Step::InDetail(agreement),
                    None => Step::To(State::AgreedInDetail),
                },
                other => Step::To(other),
            };
            life.take(step).map_err(|refused| Stopped { step: place, refused })?;
        }
        Ok(life)
    }
}

/// Reads the steps. `None` where anything in them is refused; the findings say what, with their bytes in the text.
///
/// Never panics, whatever the bytes. O(length), times the keys of each table.
pub fn read_history(bytes: &[u8]) -> (Option<History>, Vec<Finding>) {
    let mut findings = Vec::new();
    let Some((source, top)) = table(bytes, "history", &mut findings) else { return (None, findings) };
    let mut notes = Notes::new(source);
    let history = read_table(&mut notes, &top).filter(|_| !any_error(&notes.findings));
    notes.findings.sort_by_key(|finding| finding.span.as_ref().map_or(0, |span| span.start));
    notes.findings.truncate(MOST_FINDINGS);
    (history, notes.findings)
}

fn read_table(notes: &mut Notes<'_>, table: &DeTable<'_>) -> Option<History> {
    let top = Fields::open(notes, table, 0..0, "", &["version", "corridor", "zone", "date", "source", "step"]);
    if top.count(notes, "version") != Some(1) {
        let at = top.get("version").map_or(0..0, |at| at.span());
        let finding = Finding::error("life.version", "this is no corridor's life of version 1").at(at);
        notes.add(finding.advise("It begins with version = 1; docs/reference/corridor-states.md tells the rest."));
        return None;
    }
    let corridor = top.need_text(notes, "corridor", "corridor = \"Mariupol\"");
    top.text(notes, "source");
    let context = context(notes, &top);
    let mut steps: Vec<Taken> = Vec::new();
    for (table, span) in top.tables(notes, "step") {
        let Some(taken) = step(notes, &context, table, span) else { continue };
        if steps.last().is_some_and(|last| taken.at.at < last.at.at) {
            let words = format!("{:?} comes before the step above it", taken.to.name());
            let finding = Finding::error("life.not-in-order", words).about("step").at(taken.span.clone());
            notes.add(finding.advise("Steps stand in the order of time."));
        }
        steps.push(taken);
    }
    Some(History { corridor: corridor?.0, zone: context.zone, steps })
}

fn step(notes: &mut Notes<'_>, context: &Context, table: &DeTable<'_>, span: Range<usize>) -> Option<Taken> {
    let known: Vec<&str> = ["to", "at", "note", "source"].into_iter().chain(Evidence::ALL.map(Evidence::key)).collect();
    let fields = Fields::open(notes, table, span, "step", &known);
    let to = fields.need_text(notes, "to", "to = \"opened\": the state");
    let at = need_moment(notes, &fields, context, "at", "at = \"2022-03-05 11:00\"");
    let (name, name_span) = to?;
    let Some(to) = State::find(&name) else {
        let near = nearest(&name, State::ALL.map(State::name));
        let advice = near.map_or_else(
            || "The states are in docs/reference/corridor-states.md.".to_owned(),
            |near| format!("Did you mean {near:?}?"),
        );
        let finding = Finding::error("life.no-such-state", format!("{name:?} is no state of a corridor"));
        notes.add(finding.about("step").advise(advice).at(name_span));
        return None;
    };
    let mut evidence = Vec::new();
    for own in Evidence::ALL {
        let texts = match fields.get(own.key()) {
            None => continue,
            Some(_) if matches!(own, Evidence::Vehicles | Evidence::Arrived | Evidence::Missing) => {
                fields.count(notes, own.key()).map(|count| vec![count.to_string()])
            }
            Some(_) if matches!(own, Evidence::FirstVehicle | Evidence::LastEntry) => {
                let written = fields.text(notes, own.key());
                let read = written.and_then(|(text, span)| moment(notes, &fields, context, &text, span));
                read.map(|moment| vec![moment.to_string()])
            }
            Some(_) => Some(fields.texts(notes, own.key())).filter(|texts| !texts.is_empty()),
        };
        evidence.extend(texts.map(|texts| (own, texts)));
    }
    let missing: Vec<Evidence> = to.needs().iter().copied().filter(|need| fields.get(need.key()).is_none()).collect();
    if !missing.is_empty() {
        let words: Vec<&str> = missing.iter().map(|need| need.words()).collect();
        let keys: Vec<&str> = missing.iter().map(|need| need.key()).collect();
        let finding = Finding::error("life.no-evidence", format!("{:?} needs {}", to.name(), words.join(" and ")));
        notes.add(finding.about("step").advise(format!("Add {}.", keys.join(", "))).at(fields.span.clone()));
    }
    // Silence that one side alone has confirmed is none: on 5 March 2022 it was confirmed in one region of two.
    let sides = evidence.iter().find(|(own, _)| *own == Evidence::Sides).map_or(&[][..], |(_, sides)| sides);
    if let [one] = sides
        && to == State::SilenceConfirmed
    {
        let finding =
            Finding::error("life.one-side", format!("silence that {one} alone has confirmed is not confirmed"));
        notes.add(
            finding.about("step").advise("Name both sides' commanders, or leave the step out.").at(fields.span.clone()),
        );
    }
    Some(Taken { to, at: at?.0, evidence, span: fields.span })
}
