//! Drafts of claims through the program: proposed, gone through by a person, and only then added.

use crate::stage::{folder, passage, root, runs};
use serde_json::Value;
use std::path::Path;

fn report() -> String {
    root().join("examples/claims-2022/report.txt").display().to_string()
}

/// What the program says on standard output.
fn said(folder: &Path, arguments: &[&str]) -> String {
    let text = String::from_utf8(runs(folder, arguments).stdout).unwrap();
    text.replace(&report(), "report.txt").trim_end().to_owned()
}

/// What the program says where it refuses.
fn refused(folder: &Path, arguments: &[&str]) -> String {
    let output = passage(folder, arguments).output().unwrap();
    assert!(!output.status.success(), "{arguments:?} is not refused");
    String::from_utf8(output.stderr).unwrap()
}

#[test]
fn a_report_proposes_claims_with_the_words_that_they_rest_on() {
    let folder = folder();
    let arguments = ["claim", "draft", &report(), "--said", "2022-03-15", "--carrier", "News page"];
    insta::assert_snapshot!(said(folder.path(), &arguments), @"");
}

#[test]
fn a_report_in_ukrainian_is_read_as_well_and_told_in_ukrainian() {
    let folder = folder();
    let page = "<html><body><nav>Новини 24</nav><article><time datetime=\"2022-03-21T21:15\">21.03</time><p>Із Маріуполя \
                власним транспортом до Запоріжжя приїхали 3007 людей, повідомила у Телеграмі віцепрем’єрка Галина \
                Бондар.</p><p class=\"read-also\">Читайте також: з Сум вивезли 1500 людей</p></article></body></html>";
    std::fs::write(folder.path().join("page.html"), page).unwrap();
    let arguments = ["claim", "draft", "page.html", "--html", "--language", "uk"];
    insta::assert_snapshot!(said(folder.path(), &arguments), @"");
}

#[test]
fn a_draft_is_no_claim_until_a_person_has_accepted_it() {
    let folder = folder();
    let path = |name: &str| folder.path().join(name);
    let into = ["claim", "draft", &report(), "--said", "2022-03-15", "--carrier", "News page", "--into", "drafts.toml"];
    assert!(said(folder.path(), &into).contains("They were written to drafts.toml."));
    let drafts = std::fs::read_to_string(path("drafts.toml")).unwrap();
    insta::assert_snapshot!(drafts.split("\n\n").take(3).collect::<Vec<_>>().join("\n\n"), @"");
    // As it is, it is refused, and nothing is written.
    let words = refused(folder.path(), &["claim", "add", "ledger.toml", "drafts.toml"]);
    assert!(words.contains("claim.draft") && words.contains("a draft that nobody has accepted"), "{words}");
    assert!(!path("ledger.toml").exists());
    // One accepted, the others not: still refused as a whole.
    std::fs::write(path("drafts.toml"), remove_marks(&drafts, 1)).unwrap();
    assert!(refused(folder.path(), &["claim", "add", "ledger.toml", "drafts.toml"]).contains("claim.draft"));
    std::fs::write(path("drafts.toml"), remove_marks(&drafts, usize::MAX)).unwrap();
    let learned = ["--learned", "2022-03-15 20:00 Europe/Kyiv"];
    let added = said(folder.path(), &[&["claim", "add", "ledger.toml", "drafts.toml"][..], &learned].concat());
    assert!(added.starts_with("5 claims were added to ledger.toml."), "{added}");
    let listed = said(folder.path(), &["claim", "list", "ledger.toml"]);
    assert!(listed.lines().all(|line| line.contains("not independently verified")), "{listed}");
    // Drafts that somebody may have gone through are never written over.
    assert!(refused(folder.path(), &into).contains("claim.drafts-there"));
}

fn remove_marks(drafts: &str, most: usize) -> String {
    let mut removed = 0;
    let kept = drafts.lines().filter(|line| {
        let marked = line.starts_with("draft = ") && removed < most;
        removed += usize::from(marked);
        !marked
    });
    kept.map(|line| format!("{line}\n")).collect()
}

#[test]
fn drafts_are_told_as_json_with_what_is_open() {
    let folder = folder();
    let arguments = ["--json", "claim", "draft", &report()];
    let answer: Value = serde_json::from_slice(&runs(folder.path(), &arguments).stdout).unwrap();
    assert_eq!((&answer["said"], &answer["accepted"]), (&Value::Null, &Value::Bool(false)));
    let drafts = answer["drafts"].as_array().unwrap();
    assert_eq!(drafts.len(), 5);
    for draft in drafts {
        // Without the day on which it was said there is no day.
        assert_eq!(draft["period"], Value::Null);
        assert_eq!(draft["independently_verified"], Value::Bool(false));
        assert!(!draft["measure"]["words"].as_str().unwrap().is_empty());
    }
    assert_eq!(drafts[2]["place"]["from"], "sentence before");
}
