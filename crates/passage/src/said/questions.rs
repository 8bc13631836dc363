//! Questions on a screen: the claims side by side, the arithmetic, what may explain it, what would settle it.

use super::telling;
use crate::words::{Words, count};
use jiff::Timestamp;
use passage_statements::claim::Claim;
use passage_statements::ledger::Ledger;
use passage_statements::question::{Answers, Phrase, Question};
use serde_json::json;
use std::fmt::Write as _;

/// The screen of the questions that claims raised as they stood at a moment.
pub fn screen(ledger: &Ledger, questions: &[Question], at: Option<Timestamp>, words: &Words) -> String {
    let counts = [("questions", count(questions.len() as u64)), ("claims", count(ledger.as_of(at).len() as u64))];
    let answers = Answers::of(ledger, at);
    let mut text = words.tell(if questions.is_empty() { "questions-none" } else { "questions-some" }, &counts);
    text.push('\n');
    for (number, question) in questions.iter().enumerate() {
        let _ = writeln!(text, "\n{}. {} ({})", number + 1, question.about, question.detector.name());
        for phrase in &question.arithmetic {
            let _ = writeln!(text, "   {}", telling::phrase(phrase, words));
        }
        for place in &question.claims {
            let _ = writeln!(text, "     {}", telling::line(ledger, *place, at, words));
        }
        several(&mut text, "questions-may-be", &question.explanations, words);
        several(&mut text, "questions-settles", &question.settles, words);
        if let Some(place) = answers.to(question) {
            let _ = writeln!(text, "   {}", answer(&ledger.claims()[place], words));
        }
    }
    if !questions.is_empty() {
        let _ = write!(text, "\n{}", words.say("questions-foot"));
    }
    text
}

/// Who answered a question, when and why.
fn answer(claim: &Claim, words: &Words) -> String {
    let parts = [
        ("by", claim.speaker.clone().into()),
        ("when", telling::moment(claim.learned, &claim.zone).into()),
        ("because", claim.quote.clone().into()),
        ("name", claim.called().into()),
    ];
    words.tell("questions-answered-by", &parts)
}

/// The screen with how many questions were answered and are not shown.
pub fn answered(screen: &str, answered: usize, words: &Words) -> String {
    if answered == 0 {
        return screen.to_owned();
    }
    format!("{}\n{}", screen.trim_end(), words.tell("questions-answered", &[("n", count(answered as u64))]))
}

fn several(text: &mut String, title: &str, phrases: &[Phrase], words: &Words) {
    let _ = writeln!(text, "   {}", words.say(title));
    for phrase in phrases {
        let _ = writeln!(text, "     - {}", telling::phrase(phrase, words));
    }
}

/// The questions as JSON.
pub fn document(ledger: &Ledger, questions: &[Question], at: Option<Timestamp>, words: &Words) -> serde_json::Value {
    let say = |phrases: &[Phrase]| phrases.iter().map(|phrase| telling::phrase(phrase, words)).collect::<Vec<_>>();
    let answers = Answers::of(ledger, at);
    let question = |question: &Question| {
        let answered = answers.to(question).map(|place| telling::document(ledger, place, at));
        let unverified = question.claims.iter().filter(|place| !ledger.claims()[**place].is_independently_verified());
        json!({
            "detector": question.detector.name(),
            "about": question.about,
            "claims": question.claims.iter().map(|place| ledger.claims()[*place].called()).collect::<Vec<_>>(),
            "not_independently_verified": unverified.map(|place| ledger.claims()[*place].called()).collect::<Vec<_>>(),
            "answer": answered,
            "arithmetic": say(&question.arithmetic),
            "explanations": say(&question.explanations),
            "settles": say(&question.settles),
        })
    };
    json!(questions.iter().map(question).collect::<Vec<_>>())
}
