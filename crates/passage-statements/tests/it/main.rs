//! Statements as a user of the crate meets them: every example is read, and compared with every other.

#![allow(clippy::unwrap_used, clippy::panic, missing_docs)]

mod drafts;
mod spellings;

use passage_statements::place::Names;
use passage_statements::text::{Comparison, Settled, Text, read};

fn examples() -> Vec<(String, Text)> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../examples/texts-2022");
    let mut paths: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.retain(|path| path.extension().is_some_and(|end| end == "toml"));
    paths.sort();
    let text = |path: std::path::PathBuf| {
        let (text, findings) = read(&std::fs::read(&path).unwrap());
        assert!(findings.is_empty(), "{}: {findings:#?}", path.display());
        (path.display().to_string(), text.unwrap())
    };
    paths.into_iter().map(text).collect()
}

#[test]
fn no_text_of_march_2022_was_agreed_in_detail_with_any_other() {
    let texts = examples();
    assert!(texts.len() >= 7);
    for (name, text) in &texts {
        assert!(!text.is_precise(), "{name}");
        for (other_name, other) in &texts {
            let comparison = Comparison::of(text, other);
            assert_eq!(comparison.agreement(), None, "{name} and {other_name}");
            let own = name == other_name;
            assert_eq!(comparison.settled() == Settled::OneSide, own, "{name} and {other_name}");
        }
    }
}

#[test]
fn a_gazetteer_finds_as_many_differences_whichever_text_comes_first_and_agrees_to_nothing() {
    let table = std::fs::read(concat!(env!("CARGO_MANIFEST_DIR"), "/../../examples/texts-2022/places.csv")).unwrap();
    let gazetteer = passage_statements::place::read(&table, None).0.unwrap();
    let names = Names::by(Some(&gazetteer));
    let texts = examples();
    for (a, text) in &texts {
        for (b, other) in &texts {
            let (here, there) = (Comparison::by(text, other, &names), Comparison::by(other, text, &names));
            let count = |comparison: &Comparison<'_>| {
                comparison.elements.iter().map(|e| (e.differences.len(), e.questions.len())).collect::<Vec<_>>()
            };
            assert_eq!(count(&here), count(&there), "{a} and {b}");
            // A gazetteer asks more and settles nothing: what differs by letters alone does not become the same in silence.
            let alone = Comparison::of(text, other);
            assert_eq!(alone.settled(), here.settled(), "{a} and {b}");
            assert_eq!(here.agreement(), None);
        }
    }
}

#[test]
fn a_comparison_finds_as_many_differences_whichever_text_comes_first() {
    let texts = examples();
    for (a, text) in &texts {
        for (b, other) in &texts {
            let count = |comparison: Comparison<'_>| {
                let each =
                    comparison.elements.iter().map(|e| (e.element.number, e.differences.len(), e.questions.len()));
                each.collect::<Vec<_>>()
            };
            assert_eq!(count(Comparison::of(text, other)), count(Comparison::of(other, text)), "{a} and {b}");
        }
    }
}
