//! Answers to questions: what a person found out, as a statement of its own that changes no claim.
//!
//! An answer is a claim without a number: its topic names the detector, it `answers` the claims that the question set side by
//! side, its speaker is the office that answers, its quote the reason. So it is added and never changed, corrected by a new one,
//! and known from a moment on, like every claim. It answers that question alone: where a claim joins or is corrected, the
//! question is another one and is asked again.

use super::{Detector, Question};
use crate::claim::{Claim, Grades, HowKnown, Kind, Relation, Said, What};
use crate::ledger::Ledger;
use crate::measure::Period;
use jiff::Timestamp;
use passage_model::civil::Zone;
use std::collections::BTreeMap;

/// How the topic of an answer begins; the name of the detector follows.
const TOPIC: &str = "answer to ";

/// What a person answers.
#[derive(Clone, Debug)]
pub struct Answer {
    /// The office that answers.
    pub by: String,
    /// Why: what explains it, in a sentence.
    pub because: String,
    /// When it was answered; we learn it in the same moment.
    pub at: Timestamp,
    /// By whose clocks that is written.
    pub zone: Zone,
}

impl Answer {
    /// The claim that records it.
    pub fn to(self, question: &Question, ledger: &Ledger) -> Claim {
        let named = |place: &usize| ledger.claims()[*place].called();
        let answers = question.claims.iter().map(|place| Relation { kind: Kind::Answers, to: named(place) });
        Claim {
            name: String::new(),
            speaker: self.by,
            side: String::new(),
            channel: String::new(),
            carrier: String::new(),
            address: String::new(),
            said: Said::At(self.at),
            said_quoted: String::new(),
            learned: self.at,
            zone: self.zone,
            about: question.about.clone(),
            what: What::Statement { topic: format!("{TOPIC}{}", question.detector.name()) },
            period: Period::Unstated,
            mode: String::new(),
            quote: self.because,
            language: String::new(),
            translator: String::new(),
            how: HowKnown::Unstated,
            grades: Grades::default(),
            attribution: None,
            verified: None,
            relations: answers.collect(),
            note: String::new(),
        }
    }
}

/// The answers of a ledger as they stood at a moment.
#[derive(Clone, Debug, Default)]
pub struct Answers {
    by: BTreeMap<(Detector, Vec<usize>), usize>,
}

impl Answers {
    /// Finds them. O(n) in the claims, and O(log n) for each claim that an answer names.
    pub fn of(ledger: &Ledger, at: Option<Timestamp>) -> Self {
        let mut by = BTreeMap::new();
        for (place, claim) in ledger.claims().iter().enumerate() {
            let Some(detector) = detector(claim).filter(|_| ledger.stood(place, at)) else { continue };
            let mut claims: Vec<usize> = claim.related(Kind::Answers).filter_map(|to| ledger.find(to)).collect();
            claims.sort_unstable();
            claims.dedup();
            // Questions on texts alone have no claims, and are not told apart by them.
            if claims.is_empty() {
                continue;
            }
            // The last one stands: whoever answers again has read the first.
            by.insert((detector, claims), place);
        }
        Self { by }
    }

    /// The claim that answers a question, by its place in the ledger.
    pub fn to(&self, question: &Question) -> Option<usize> {
        let mut claims = question.claims.clone();
        claims.sort_unstable();
        self.by.get(&(question.detector, claims)).copied()
    }
}

/// The detector whose question a claim answers; `None` for a claim that is no answer.
fn detector(claim: &Claim) -> Option<Detector> {
    let What::Statement { topic } = &claim.what else { return None };
    Detector::find(topic.strip_prefix(TOPIC)?)
}

#[cfg(test)]
mod tests {
    use super::super::Index;
    use super::*;
    use crate::claim::{Format, read, write};
    use crate::ledger::tests::{REPORTS, ledger};

    fn answer(question: &Question, ledger: &Ledger) -> Claim {
        let at = "2022-03-15T19:00:00Z".parse().unwrap();
        let zone = Zone::find("Europe/Kyiv").unwrap();
        let because = "The car figure was so far at 14:00: the council confirmed it by phone.".to_owned();
        Answer { by: "Duty officer".into(), because, at, zone }.to(question, ledger)
    }

    #[test]
    fn an_answer_answers_one_question_and_changes_no_claim() {
        let mut book = ledger(REPORTS);
        let before: Vec<Claim> = book.claims().to_vec();
        let questions = Index::of(&book).questions(&book, None);
        let asked = questions.iter().find(|question| question.detector == Detector::PeoplePerVehicle).unwrap();
        assert_eq!(Answers::of(&book, None).to(asked), None);
        book.add(answer(asked, &book)).unwrap();
        assert_eq!(&book.claims()[..before.len()], before);
        assert_eq!(Index::of(&book).questions(&book, None), questions, "an answer raises and removes no question");
        let answers = Answers::of(&book, None);
        let answered: Vec<&Question> = questions.iter().filter(|question| answers.to(question).is_some()).collect();
        assert_eq!(answered, [asked]);
        // Before it was given, there was none.
        let earlier = "2022-03-15T18:59:00Z".parse().ok();
        assert_eq!(Answers::of(&book, earlier).to(asked), None);
        // It goes through every format.
        for format in [Format::Toml, Format::JsonLines, Format::Csv] {
            let text = write(book.claims(), format);
            let (entries, findings) = read(text.as_bytes(), format, None);
            assert!(findings.is_empty(), "{findings:#?}");
            assert_eq!(entries.last().map(|entry| &entry.claim), book.claims().last());
        }
    }

    #[test]
    fn a_question_that_another_claim_joins_is_asked_again() {
        let mut book = ledger(REPORTS);
        let questions = Index::of(&book).questions(&book, None);
        let asked = questions.iter().find(|question| question.detector == Detector::Disjoint).unwrap();
        book.add(answer(asked, &book)).unwrap();
        let place = asked.claims[0];
        let mut more = book.claims()[place].clone();
        more.name = "another".into();
        more.carrier = "another carrier".into();
        book.add(more).unwrap();
        let now = Index::of(&book).questions(&book, None);
        let answers = Answers::of(&book, None);
        let open: Vec<&Question> =
            now.iter().filter(|q| q.detector == Detector::Disjoint && answers.to(q).is_none()).collect();
        assert_eq!(open.len(), 1);
    }
}
