//! The page of a rehearsal in a real browser: on a phone, on a laptop, on paper, by ear.

use super::{Browser, DESKTOP, PHONES, program};
use std::path::{Path, PathBuf};
use std::process::Command;

/// The page of an example's plan after some days, in a language.
fn rehearsed(folder: &Path, language: &str) -> PathBuf {
    let out = folder.join(language);
    let scenario = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples/mariupol-2022/scenario.toml");
    let run = |arguments: &[&std::ffi::OsStr]| {
        let output = Command::new(env!("CARGO_BIN_EXE_passage")).args(arguments).output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    };
    let (out_name, scenario) = (out.as_os_str(), scenario.as_os_str());
    run(&["plan".as_ref(), "--out".as_ref(), out_name, scenario]);
    let more = ["--runs", "40", "--language", language].map(std::ffi::OsStr::new);
    run(&[&["rehearse".as_ref(), out_name, "--scenario".as_ref(), scenario][..], &more].concat());
    out.join("rehearsal.html")
}

#[test]
fn the_rehearsal_can_be_read_on_a_phone_and_by_ear() {
    let Some(browser) = Browser::find() else { return };
    for language in ["en", "uk"] {
        let page = rehearsed(browser.folder.path(), language);
        for size in PHONES.into_iter().chain([DESKTOP]) {
            let measured = browser.measure(&page, size);
            assert!(measured.wide <= measured.seen, "{} wide on {size:?}", measured.wide);
            assert_eq!((measured.lang.as_str(), measured.mute), (language, 0));
            assert_eq!(measured.loaded, [] as [&str; 0]);
            assert_eq!(measured.lost, [] as [&str; 0]);
            let levels: Vec<u32> = measured.headings.iter().map(|(level, _)| *level).collect();
            // Eight sections, ten of the worst days.
            assert_eq!((levels[0], levels.len()), (1, 19), "{levels:?}");
            assert!(levels.windows(2).all(|pair| pair[1] <= pair[0] + 1), "no level is left out: {levels:?}");
            // The way back to the report, and the contents.
            assert!(measured.focus.iter().any(|(target, _)| target == "report.html"), "{:?}", measured.focus);
            // Every assumption is on the page.
            assert!(measured.tables.iter().any(|rows| rows.len() == passage_rehearsal::Figure::ALL.len()));
        }
    }
}

#[test]
fn the_report_with_a_rehearsal_in_it_can_be_read_on_a_phone_and_by_ear() {
    let Some(browser) = Browser::find() else { return };
    for language in ["en", "uk"] {
        let page = rehearsed(browser.folder.path(), language).with_file_name("report.html");
        for size in PHONES.into_iter().chain([DESKTOP]) {
            let measured = browser.measure(&page, size);
            assert!(measured.wide <= measured.seen, "{} wide on {size:?}", measured.wide);
            assert_eq!((measured.mute, &measured.loaded, &measured.lost), (0, &Vec::new(), &Vec::new()));
            let levels: Vec<u32> = measured.headings.iter().map(|(level, _)| *level).collect();
            assert!(levels.windows(2).all(|pair| pair[1] <= pair[0] + 1), "no level is left out: {levels:?}");
            for target in ["#rehearsal", "rehearsal.html"] {
                assert!(measured.focus.iter().any(|(led, _)| led == target), "{target}: {:?}", measured.focus);
            }
        }
    }
}

#[test]
fn the_rehearsal_says_exercise_asks_nothing_and_plays_its_worst_day_again() {
    let folder = tempfile::tempdir().unwrap();
    let page = rehearsed(folder.path(), "en");
    let text = std::fs::read_to_string(&page).unwrap();
    assert!(text.contains("class=\"exercise\"") && text.contains("default-src 'none'"));
    for load in ["src=\"", "srcset=", "url(", "@import", "<script", "<link"] {
        assert!(!text.contains(load), "the page has {load}");
    }
    // The command that stands under the worst day gives it, in the folder of the plan.
    let command = text.split("<pre class=\"command\">").nth(1).unwrap().split("</pre>").next().unwrap();
    let mut words = command.split(' ');
    assert_eq!(words.next(), Some("passage"));
    let run = Command::new(env!("CARGO_BIN_EXE_passage")).args(words).current_dir(page.parent().unwrap()).output();
    let told = String::from_utf8(run.unwrap().stdout).unwrap();
    let day = command.rsplit(' ').next().unwrap();
    assert!(told.contains(&format!("Day {day}\n")), "{command}: {told}");
    // A new plan takes the rehearsal of the old one away.
    let scenario = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples/mariupol-2022/scenario.toml");
    let mut again = Command::new(env!("CARGO_BIN_EXE_passage"));
    let output = again.arg("plan").arg(&scenario).arg("--out").arg(page.parent().unwrap()).output().unwrap();
    assert!(output.status.success());
    assert!(!page.exists() && page.with_file_name("report.html").exists());
}

#[test]
fn the_rehearsal_prints_on_paper_with_its_words() {
    let Some(browser) = Browser::find() else { return };
    let Some(reader) = program("pdftotext") else {
        crate::stage::skipped("pdftotext");
        return;
    };
    let printed = browser.print(&rehearsed(browser.folder.path(), "en"));
    let output = Command::new(&reader).arg(&printed).arg("-").output().unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    let one_line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    for words in ["What reception sites should prepare for", "Assumed by us", "passage rehearse ."] {
        assert!(one_line.contains(words), "{words} is not on paper: {one_line}");
    }
}
