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
    insta::assert_snapshot!(said(folder.path(), &arguments), @r"
    5 drafts of claims from report.txt, said on 2022-03-15.
    9 sentences read. Left out: 4 numbers of other things, 3 pieces of the page, 1 repeated.

    1. Thousands leave Mariupol in their own cars
       carrier  News page                    given with the command
       measure  departed.people              “leave”
       value    thousands (1,000 to 19,999)  “Thousands”
       about    Mariupol                     “Mariupol”
       open: speaker, side, channel, time
       not independently verified

    2. About 20,000 people drove out of Mariupol on Tuesday, the deputy head of the presidential office said on Telegram.
       speaker  deputy head of the presidential office  “deputy head of the presidential office”
       channel  Telegram                                “Telegram”
       carrier  News page                               given with the command
       measure  departed.people                         “drove out, people”
       value    about 20,000                            “About 20,000”
       about    Mariupol                                “Mariupol”
       time     2022-03-15                              “Tuesday”
       open: side
       not independently verified

    3. As of 14:00, 2,000 cars had left the city, the Mariupol city council reported, and a further 2,000 were waiting on the road out.
       speaker  Mariupol city council   “Mariupol city council”
       carrier  News page               given with the command
       measure  departed.vehicles       “left, cars”
       value    2,000                   “2,000”
       about    Mariupol                from a sentence before: “Mariupol”
       time     2022-03-15 until 14:00  “As of 14:00”
       open: side, channel
       not independently verified

    4. As of 14:00, 2,000 cars had left the city, the Mariupol city council reported, and a further 2,000 were waiting on the road out.
       speaker  Mariupol city council   “Mariupol city council”
       carrier  News page               given with the command
       measure  waiting.vehicles        “waiting”
       value    2,000                   “2,000”
       about    Mariupol                from a sentence before: “Mariupol”
       time     as of 2022-03-15 14:00  “As of 14:00”
       open: side, channel
       not independently verified

    5. By evening, 570 vehicles had reached Zaporizhzhia, the head of the regional administration told Reuters.
       speaker  head of the regional administration  “head of the regional administration”
       carrier  Reuters                              “Reuters”
       measure  arrived.vehicles                     “reached, vehicles”
       value    570                                  “570”
       about    Zaporizhzhia                         “Zaporizhzhia”
       open: side, channel, time
       not independently verified

    Rules made these drafts; of reports they never met, about one in four is wrong (docs/concepts/drafts.md). Compare each with its sentence. Nothing was recorded.
    ");
}

#[test]
fn a_report_in_ukrainian_is_read_as_well_and_told_in_ukrainian() {
    let folder = folder();
    let page = "<html><body><nav>Новини 24</nav><article><time datetime=\"2022-03-21T21:15\">21.03</time><p>Із Маріуполя \
                власним транспортом до Запоріжжя приїхали 3007 людей, повідомила у Телеграмі віцепрем’єрка Галина \
                Бондар.</p><p class=\"read-also\">Читайте також: з Сум вивезли 1500 людей</p></article></body></html>";
    std::fs::write(folder.path().join("page.html"), page).unwrap();
    let arguments = ["claim", "draft", "page.html", "--html", "--language", "uk"];
    insta::assert_snapshot!(said(folder.path(), &arguments), @r"
    1 чернетка твердження з page.html, сказано 2022-03-21.
    Прочитано речень: 1. Пропущено: чисел про інше — 0, частин сторінки — 3, повторів — 0.

    1. Із Маріуполя власним транспортом до Запоріжжя приїхали 3007 людей, повідомила у Телеграмі віцепрем’єрка Галина Бондар.
       мовець       віцепрем’єрка   «віцепрем’єрка»
       канал        Telegram        «Телеграмі»
       міра         arrived.people  «приїхали, людей»
       число        3 007           «3007»
       про що       Маріуполь       «Маріуполя»
       не знайдено: сторона, хто передав, час
       незалежно не перевірено

    Чернетки склали правила; у звітах, яких вони не бачили, хибна приблизно кожна четверта (docs/concepts/drafts.md). Звірте кожну з її реченням. Нічого не записано.
    ");
}

#[test]
fn a_draft_is_no_claim_until_a_person_has_accepted_it() {
    let folder = folder();
    let path = |name: &str| folder.path().join(name);
    let into = ["claim", "draft", &report(), "--said", "2022-03-15", "--carrier", "News page", "--into", "drafts.toml"];
    assert!(said(folder.path(), &into).contains("They were written to drafts.toml."));
    let drafts = std::fs::read_to_string(path("drafts.toml")).unwrap();
    insta::assert_snapshot!(drafts.split("\n\n").take(3).collect::<Vec<_>>().join("\n\n"), @r#"
    # Drafts of claims, made by rules from a report. Nothing of this is recorded.
    # Compare each with its sentence, correct it, fill in what is open, and delete its line "draft": that accepts it.
    # Delete the whole table of a draft that is wrong. Then add the file to the ledger: passage claim add
    version = 1
    zone = "Europe/Kyiv"

    [[claim]]
    draft = "not accepted; delete this line to accept the claim"
    quote = "Thousands leave Mariupol in their own cars"
    language = "en"
    # speaker: open
    # side: open
    # channel: open
    carrier = "News page"  # given with the command
    said = "2022-03-15"
    about = "Mariupol"  # “Mariupol”
    measure = "departed.people"  # “leave”
    value = "thousands"  # “Thousands”
    # period: open

    [[claim]]
    draft = "not accepted; delete this line to accept the claim"
    quote = "About 20,000 people drove out of Mariupol on Tuesday, the deputy head of the presidential office said on Telegram."
    language = "en"
    speaker = "deputy head of the presidential office"  # “deputy head of the presidential office”
    # side: open
    channel = "Telegram"  # “Telegram”
    carrier = "News page"  # given with the command
    said = "2022-03-15"
    about = "Mariupol"  # “Mariupol”
    measure = "departed.people"  # “drove out, people”
    value = "about 20,000"  # “About 20,000”
    period = "2022-03-15"  # “Tuesday”
    "#);
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
    kept.collect::<Vec<_>>().join("\n") + "\n"
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
