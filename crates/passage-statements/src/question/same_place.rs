//! Subjects of claims that may be one place in two spellings: asked, so that their figures can be brought side by side.

use super::index::folded;
use super::phrase::{Part, Phrase, plain};
use super::{Detector, Question};
use crate::ledger::Ledger;
use crate::place::{Gazetteer, Likeness, Names, Reason};
use jiff::Timestamp;
use std::collections::{BTreeMap, BTreeSet};

/// A subject: its text, the names in it, what is said beside them, and its claims.
struct Subject {
    about: String,
    names: Vec<String>,
    beside: String,
    claims: Vec<usize>,
}

/// With how many subjects of one class each is compared: more than that are no spellings of one place.
const MOST_TRIED: usize = 20;

/// The questions whether two subjects are one place; each subject is compared with those of its class, the ones of most claims
/// first, until all that may be one are brought together. Without a gazetteer by letters alone: another alphabet or transliteration, a letter, a case, the other language.
///
/// O(subjects log subjects), and the length of each name squared: never all pairs.
pub fn same_place(ledger: &Ledger, at: Option<Timestamp>, gazetteer: Option<&Gazetteer>) -> Vec<Question> {
    let subjects = subjects(ledger, at);
    let classes = classes(&subjects, gazetteer);
    let mut alike: BTreeMap<(Vec<usize>, &str), Vec<&Subject>> = BTreeMap::new();
    for subject in &subjects {
        let of = |name: &String| classes.get(name).copied().unwrap_or_default();
        alike.entry((subject.names.iter().map(of).collect(), &subject.beside)).or_default().push(subject);
    }
    let names = Names::by(gazetteer);
    let mut asked = Vec::new();
    for mut group in alike.into_values().filter(|group| group.len() > 1) {
        group.sort_by_key(|subject| (std::cmp::Reverse(subject.claims.len()), subject.claims.first().copied()));
        // As few questions as bring together all that may be one.
        let mut of: Vec<usize> = (0..group.len()).collect();
        for at in 1..group.len() {
            for earlier in 0..at.min(MOST_TRIED) {
                if root(&of, at) == root(&of, earlier) {
                    continue;
                }
                if let Some(question) = ask(group[earlier], group[at], &names) {
                    asked.push(question);
                    join(&mut of, earlier, at);
                }
            }
        }
    }
    asked.sort_by(|a, b| a.claims.cmp(&b.claims));
    asked
}

/// The subjects of the claims that stood, each once.
fn subjects(ledger: &Ledger, at: Option<Timestamp>) -> Vec<Subject> {
    let mut found: BTreeMap<String, Subject> = BTreeMap::new();
    for place in (0..ledger.claims().len()).filter(|place| ledger.stood(*place, at)) {
        let about = &ledger.claims()[place].about;
        let subject = found.entry(folded(about)).or_insert_with(|| {
            let (names, beside) = about.split_once(',').unwrap_or((about, ""));
            let names = names.replace(['\u{2013}', '\u{2014}'], " - ");
            let names = names.split(" - ").map(|name| name.trim().to_owned()).filter(|name| !name.is_empty());
            Subject { about: about.clone(), names: names.collect(), beside: folded(beside), claims: Vec::new() }
        });
        subject.claims.push(place);
    }
    found.into_values().collect()
}

/// A number for each name, the same for those that may be one: found through an index of the names themselves, and through the
/// places of the gazetteer.
fn classes(subjects: &[Subject], gazetteer: Option<&Gazetteer>) -> BTreeMap<String, usize> {
    let names: BTreeSet<&str> = subjects.iter().flat_map(|subject| subject.names.iter().map(String::as_str)).collect();
    let names: Vec<&str> = names.into_iter().collect();
    let mut of: Vec<usize> = (0..names.len()).collect();
    let among = Gazetteer::of_names(&names);
    let mut first_of: BTreeMap<usize, usize> = BTreeMap::new();
    for (at, name) in names.iter().enumerate() {
        for candidate in among.find_all(name) {
            join(&mut of, at, candidate.place);
        }
        for candidate in gazetteer.map(|gazetteer| gazetteer.find(name)).into_iter().flatten() {
            let first = *first_of.entry(candidate.place).or_insert(at);
            join(&mut of, at, first);
        }
    }
    (0..names.len()).map(|at| (names[at].to_owned(), root(&of, at))).collect()
}

fn root(of: &[usize], mut at: usize) -> usize {
    while of[at] != at {
        at = of[at];
    }
    at
}

fn join(of: &mut [usize], a: usize, b: usize) {
    let (a, b) = (root(of, a), root(of, b));
    of[a.max(b)] = a.min(b);
}

/// The question of two subjects; `None` where one of their names is another's for sure.
fn ask(main: &Subject, other: &Subject, names: &Names<'_>) -> Option<Question> {
    if main.names.len() != other.names.len() {
        return None;
    }
    let compared: Vec<_> = main.names.iter().zip(&other.names).map(|(a, b)| (a, b, names.compare(a, b))).collect();
    if compared.iter().any(|(.., found)| found.likeness == Likeness::Different) {
        return None;
    }
    let count = |subject: &Subject| Part::Count(subject.claims.len() as u64);
    let text = |text: &str| Part::Text(text.to_owned());
    let parts = [("a", text(&main.about)), ("n", count(main)), ("b", text(&other.about)), ("m", count(other))];
    let mut arithmetic = vec![Phrase::new("ask-same-place", parts)];
    for (a, b, found) in compared.into_iter().filter(|(a, b, _)| a != b) {
        let sounds = || vec![Reason::Sounds { written: b.clone(), name: a.clone() }];
        let reasons = if found.reasons.is_empty() { sounds() } else { found.reasons };
        arithmetic.extend(reasons.iter().map(Reason::phrase));
    }
    Some(Question {
        detector: Detector::SamePlace,
        about: main.about.clone(),
        claims: main.claims.first().into_iter().chain(other.claims.first()).copied().collect(),
        arithmetic,
        explanations: vec![plain("explain-one-place-two-names"), plain("explain-two-places")],
        settles: vec![plain("settle-which-place")],
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::claim::{Format, read};
    use proptest::prelude::*;

    fn ledger(subjects: &[String]) -> Ledger {
        let mut ledger = Ledger::default();
        for (at, about) in subjects.iter().enumerate() {
            let claim = format!(
                "zone = 'UTC'\n[[claim]]\nspeaker = 'S{at}'\nsaid = '2022-03-15'\nlearned = '2022-03-15 20:00'\n\
                 about = \"{about}\"\nmeasure = 'departed.people'\nvalue = '5'\nperiod = '2022-03-15'\n"
            );
            let (entries, findings) = read(claim.as_bytes(), Format::Toml, None);
            assert!(findings.is_empty(), "{findings:?}");
            for entry in entries {
                ledger.add(entry.claim).unwrap();
            }
        }
        ledger
    }

    fn asked(subjects: &[&str]) -> Vec<[String; 2]> {
        let subjects: Vec<String> = subjects.iter().map(|subject| (*subject).to_owned()).collect();
        let ledger = ledger(&subjects);
        let pair = |question: &Question| [0, 1].map(|at| ledger.claims()[question.claims[at]].about.clone());
        same_place(&ledger, None, None).iter().map(pair).collect()
    }

    #[test]
    fn what_stands_beside_a_name_is_a_part_of_the_subject() {
        let pair = |a: &str, b: &str| [a.to_owned(), b.to_owned()];
        assert_eq!(asked(&["Mariupol", "\u{41c}аріуполь", "Mariupol, aid"]), [pair("Mariupol", "\u{41c}аріуполь")]);
        assert_eq!(asked(&["Mariupol, aid", "Маріуполь, Aid"]), [pair("Mariupol, aid", "Маріуполь, Aid")]);
        let ways = ["Mariupol - Zaporizhzhia", "Mariupol \u{2013} Zaporozhye", "Zaporizhzhia - Mariupol"];
        assert_eq!(asked(&ways), [pair(ways[0], ways[1])]);
        assert_eq!(
            asked(&["Sumy", "Lubny", "Romny", "corridor 1", "corridor 2", "all corridors"]),
            Vec::<[String; 2]>::new()
        );
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(60))]

        /// Twin: every pair of subjects compared. Asked about are all that are alike to any other, and nobody else.
        #[test]
        fn all_are_asked_about_who_are_alike_to_another(subjects in proptest::collection::vec("[oa]?[kz][aiy][rl][ai][vk]?(iv|ovka|ova)?|[кз][аи][рл](ов|ова|ове)", 1..9)) {
            let mut subjects = subjects;
            subjects.sort();
            subjects.dedup();
            let (ledger, names) = (ledger(&subjects), Names::default());
            let questions = same_place(&ledger, None, None);
            let alike = |a: &str, b: &str| names.compare(a, b).likeness != Likeness::Different;
            for question in &questions {
                let [a, b] = [0, 1].map(|at| ledger.claims()[question.claims[at]].about.as_str());
                prop_assert!(a != b && alike(a, b), "{a} {b}");
            }
            for subject in &subjects {
                let has_another = subjects.iter().any(|other| other != subject && alike(subject, other));
                let is_asked = questions.iter().flat_map(|question| &question.claims);
                let is_asked = is_asked.into_iter().any(|claim| ledger.claims()[*claim].about == *subject);
                prop_assert_eq!(has_another, is_asked, "{} among {:?}", subject, subjects);
            }
        }
    }
}
