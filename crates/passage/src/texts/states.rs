//! The life of a corridor on the screen: its states with what each rests on, and what may follow.

use crate::words::Words;
use jiff::Timestamp;
use passage_model::civil::Zone;
use passage_statements::text::{Evidence, History, Life, Refused, State, Taken};
use serde_json::{Value, json};

/// The message of each state.
const NAMES: [(State, &str); 28] = [
    (State::Proposed, "state-proposed"),
    (State::Countered, "state-countered"),
    (State::AnnouncedByOneSide, "state-announced-by-one-side"),
    (State::AgreedInPrinciple, "state-agreed-in-principle"),
    (State::AgreedInDetail, "state-agreed-in-detail"),
    (State::NotifiedDown, "state-notified-down"),
    (State::Go, "state-go"),
    (State::NoGo, "state-no-go"),
    (State::Announced, "state-announced"),
    (State::SilenceConfirmed, "state-silence-confirmed"),
    (State::Opened, "state-opened"),
    (State::Flowing, "state-flowing"),
    (State::Paused, "state-paused"),
    (State::Held, "state-held"),
    (State::Closing, "state-closing"),
    (State::Closed, "state-closed"),
    (State::Reconciled, "state-reconciled"),
    (State::Reported, "state-reported"),
    (State::NeverOpened, "state-never-opened"),
    (State::OpenedThenStopped, "state-opened-then-stopped"),
    (State::HeldAtCheckpoint, "state-held-at-checkpoint"),
    (State::PartArrived, "state-part-arrived"),
    (State::RefusedAtLastGate, "state-refused-at-last-gate"),
    (State::Diverted, "state-diverted"),
    (State::UsedWithoutAgreement, "state-used-without-agreement"),
    (State::UnilateralUnused, "state-unilateral-unused"),
    (State::AttackedWhileForming, "state-attacked-while-forming"),
    (State::AttackedOnTheMove, "state-attacked-on-the-move"),
];

/// What each way of failing means for those who wait.
const FAILURES: [(State, &str); 10] = [
    (State::NeverOpened, "state-means-never-opened"),
    (State::OpenedThenStopped, "state-means-opened-then-stopped"),
    (State::HeldAtCheckpoint, "state-means-held-at-checkpoint"),
    (State::PartArrived, "state-means-part-arrived"),
    (State::RefusedAtLastGate, "state-means-refused-at-last-gate"),
    (State::Diverted, "state-means-diverted"),
    (State::UsedWithoutAgreement, "state-means-used-without-agreement"),
    (State::UnilateralUnused, "state-means-unilateral-unused"),
    (State::AttackedWhileForming, "state-means-attacked-while-forming"),
    (State::AttackedOnTheMove, "state-means-attacked-on-the-move"),
];

/// The message of each sort of evidence.
const EVIDENCE: [(Evidence, &str); 13] = [
    (Evidence::By, "evidence-by"),
    (Evidence::Channel, "evidence-channel"),
    (Evidence::Sides, "evidence-sides"),
    (Evidence::Texts, "evidence-texts"),
    (Evidence::Acknowledgements, "evidence-acknowledgements"),
    (Evidence::Reason, "evidence-reason"),
    (Evidence::FirstVehicle, "evidence-first-vehicle"),
    (Evidence::Place, "evidence-place"),
    (Evidence::SeenBy, "evidence-seen-by"),
    (Evidence::LastEntry, "evidence-last-entry"),
    (Evidence::Vehicles, "evidence-vehicles"),
    (Evidence::Arrived, "evidence-arrived"),
    (Evidence::Missing, "evidence-missing"),
];

/// What a state is called.
pub fn name(state: State, words: &Words) -> String {
    let found = NAMES.iter().find(|(own, _)| *own == state);
    found.map_or_else(|| state.name().to_owned(), |(_, message)| words.say(message))
}

fn evidence(own: Evidence, words: &Words) -> String {
    let found = EVIDENCE.iter().find(|(known, _)| *known == own);
    found.map_or_else(|| own.key().to_owned(), |(_, message)| words.say(message))
}

fn past(history: &History, at: Option<Timestamp>) -> impl Iterator<Item = &Taken> {
    history.steps.iter().filter(move |step| at.is_none_or(|at| step.at.at <= at))
}

/// How a corridor stands, how it came there, and what may follow.
pub fn screen(history: &History, life: &Life, at: Option<Timestamp>, words: &Words) -> String {
    let now = life.state();
    let head = [("corridor", history.corridor.as_str().into()), ("state", name(now, words).into())];
    let mut lines = vec![words.tell("state-head", &head)];
    if let Some(at) = at {
        lines[0] =
            words.tell("state-head-at", &[head[0].clone(), head[1].clone(), ("moment", shown(history, at).into())]);
    }
    if let Some((_, message)) = FAILURES.iter().find(|(own, _)| *own == now) {
        lines.push(words.say(message));
    }
    lines.push(String::new());
    for step in past(history, at) {
        let told: Vec<String> = step
            .evidence
            .iter()
            .map(|(own, texts)| format!("{}: {}", evidence(*own, words), texts.join(", ")))
            .collect();
        lines.push(format!("  {}  {}; {}", shown(history, step.at.at), name(step.to, words), told.join("; ")));
    }
    lines.push(String::new());
    let next: Vec<String> = now.next().iter().map(|next| follows(*next, words)).collect();
    if next.is_empty() {
        lines.push(words.say("state-end"));
    } else {
        lines.push(words.say("state-next"));
        lines.extend(next.into_iter().map(|line| format!("  {line}")));
    }
    lines.join("\n")
}

fn follows(next: State, words: &Words) -> String {
    let needs: Vec<String> = next.needs().iter().map(|own| evidence(*own, words)).collect();
    words.tell("state-follows", &[("state", name(next, words).into()), ("needs", needs.join(", ").into())])
}

fn shown(history: &History, at: Timestamp) -> String {
    let utc = Zone::find("UTC").ok();
    let Some(zone) = history.zone.as_ref().or(utc.as_ref()) else { return at.to_string() };
    zone.at(at).strftime("%F %H:%M").to_string()
}

/// What to do about a step that is refused.
pub fn advice(refused: &Refused) -> String {
    match refused {
        Refused::DoesNotFollow(now, _) => {
            let next: Vec<&str> = now.next().iter().map(|state| state.name()).collect();
            format!("What may follow on {:?}: {}.", now.name(), next.join(", "))
        }
        Refused::OneSide(_) => "Name both sides that say so, or write \"announced by one side\".".to_owned(),
        Refused::NotFound(_) => {
            "The two texts differ or leave something open: see `passage text diff`. Until then write \"agreed in principle\"."
                .to_owned()
        }
    }
}

/// The same for programs.
pub fn document(history: &History, life: &Life, at: Option<Timestamp>, words: &Words) -> Value {
    let steps = past(history, at).map(|step| {
        let evidence: serde_json::Map<String, Value> =
            step.evidence.iter().map(|(own, texts)| (own.key().to_owned(), json!(texts))).collect();
        json!({ "to": step.to.name(), "at": step.at.at.to_string(), "evidence": evidence })
    });
    let next = life.state().next().iter().map(
        |next| json!({ "state": next.name(), "needs": next.needs().iter().map(|own| own.key()).collect::<Vec<_>>() }),
    );
    json!({
        "corridor": history.corridor,
        "as_of": at.map(|at| at.to_string()),
        "state": life.state().name(),
        "failed": life.state().is_failure(),
        "words": name(life.state(), words),
        "steps": steps.collect::<Vec<_>>(),
        "next": next.collect::<Vec<_>>(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::Language;

    #[test]
    fn every_state_failure_and_evidence_has_its_words_in_every_language() {
        for language in Language::ALL {
            let words = Words::new(language);
            for state in State::ALL {
                assert!(NAMES.iter().any(|(own, _)| *own == state), "{state:?}");
                assert!(!name(state, &words).is_empty());
                assert_eq!(FAILURES.iter().any(|(own, _)| *own == state), state.is_failure(), "{state:?}");
            }
            for (_, message) in FAILURES {
                assert!(!words.say(message).is_empty());
            }
            for own in Evidence::ALL {
                assert!(EVIDENCE.iter().any(|(known, _)| *known == own) && !evidence(own, &words).is_empty());
            }
            assert!(words.missing().is_empty(), "{:?}", words.missing());
        }
        let english = Words::new(Language::En);
        assert!(State::ALL.iter().all(|state| name(*state, &english) == state.name()));
    }
}
