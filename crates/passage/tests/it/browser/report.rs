//! The report in a real browser: on a phone, on a laptop, on paper.

use super::{Browser, DESKTOP, Measured, PHONE, PHONES, program, size_of};
use std::path::{Path, PathBuf};
use std::process::Command;

/// The folder of the built-in example's plan, in a language.
fn planned(folder: &Path, language: &str) -> PathBuf {
    let out = folder.join(language);
    let scenario = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples/mariupol-2022/scenario.toml");
    let mut command = Command::new(env!("CARGO_BIN_EXE_passage"));
    let output = command.args(["plan", "--language", language, "--out"]).args([&out, &scenario]).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    out
}

/// Both languages measured at a size.
fn measured(size: (u32, u32)) -> Option<Vec<(PathBuf, Measured)>> {
    let browser = Browser::find()?;
    let pages = ["en", "uk"].map(|language| planned(browser.folder.path(), language));
    let measured = pages.map(|out| {
        let measured = browser.measure(&out.join("report.html"), size);
        (out, measured)
    });
    // The browser's folder goes with it, and nothing in it is needed any more.
    Some(measured.into_iter().collect())
}

#[test]
fn a_phone_shows_the_report_without_scrolling_sideways() {
    for phone in PHONES {
        for (page, measured) in measured(phone).unwrap_or_default() {
            assert!(measured.seen <= phone.0, "{} is seen", measured.seen);
            assert!(measured.wide <= measured.seen, "{} is {} wide on {phone:?}", page.display(), measured.wide);
            assert!(measured.high > phone.1, "there is more than one screen of it");
        }
    }
}

#[test]
fn the_report_asks_no_other_host_for_anything() {
    for (page, measured) in measured(DESKTOP).unwrap_or_default() {
        assert_eq!(measured.loaded, [] as [&str; 0], "{}", page.display());
    }
    let folder = tempfile::tempdir().unwrap();
    let text = std::fs::read_to_string(planned(folder.path(), "en").join("report.html")).unwrap();
    // A pattern of the page's own drawings is not loaded from anywhere.
    let text = text.replace("url(#", "");
    let loads = ["src=\"", "srcset=", "url(", "@import", "<script", "<link", "<iframe", "<object", "<embed"];
    for load in loads {
        assert!(!text.contains(load), "the report has {load}");
    }
    assert!(text.contains("default-src 'none'"));
}

#[test]
fn the_report_can_be_read_by_ear_and_by_keyboard() {
    for (page, measured) in measured(DESKTOP).unwrap_or_default() {
        let language = page.file_name().unwrap().to_str().unwrap();
        assert_eq!(measured.lang, language);
        assert_eq!(measured.mute, 0, "every picture has words");
        assert_eq!(measured.lost, [] as [&str; 0]);
        let levels: Vec<u32> = measured.headings.iter().map(|(level, _)| *level).collect();
        assert_eq!(levels.iter().filter(|level| **level == 1).count(), 1, "one title");
        assert!(levels.windows(2).all(|pair| pair[1] <= pair[0] + 1), "no level is left out: {levels:?}");
        assert!(measured.headings.iter().all(|(_, words)| !words.is_empty()));
        assert!(measured.focus.len() >= 5, "{:?}", measured.focus);
    }
}

#[test]
fn the_timetable_sends_as_many_as_the_dispatch_list() {
    // The browser's folder is gone when it is measured, so the list is written anew: same inputs, same bytes.
    let folder = tempfile::tempdir().unwrap();
    let list = std::fs::read_to_string(planned(folder.path(), "en").join("dispatch.csv")).unwrap();
    let mut rows = csv::Reader::from_reader(list.as_bytes());
    let header = rows.headers().unwrap().clone();
    let column = |name: &str| header.iter().position(|h| h == name).unwrap();
    let (vehicles, persons) = (column("vehicles"), column("persons"));
    let mut sums = (0u64, 0u64);
    for row in rows.records().map(Result::unwrap) {
        sums = (sums.0 + row[vehicles].parse::<u64>().unwrap(), sums.1 + row[persons].parse::<u64>().unwrap());
    }
    assert!(sums.0 > 0 && sums.1 > 0);
    for (page, measured) in measured(DESKTOP).unwrap_or_default() {
        let number = |cell: &str| cell.chars().filter(char::is_ascii_digit).collect::<String>().parse::<u64>().ok();
        // The timetable has six columns: leave, road, vehicles, people, to, arrive; or seven, with groups.
        let timetables = measured
            .tables
            .iter()
            .filter(|rows| rows.iter().all(|row| (6..=7).contains(&row.len())) && rows[0][0].contains('–'));
        let cells = timetables.flatten().map(|row| {
            let column = row.len() - 4;
            (number(&row[column]).unwrap(), number(&row[column + 1]).unwrap())
        });
        let shown = cells.fold((0, 0), |sum, row| (sum.0 + row.0, sum.1 + row.1));
        assert_eq!(shown, sums, "{}", page.display());
        // The overview: assembly point, leave, vehicles, people, sites.
        let overview = measured.tables.iter().find(|rows| rows[0].len() == 5 && rows[0][1].contains('–')).unwrap();
        let all = overview.iter().map(|row| (number(&row[2]).unwrap(), number(&row[3]).unwrap()));
        assert_eq!(all.fold((0, 0), |sum, row| (sum.0 + row.0, sum.1 + row.1)), sums, "{}", page.display());
    }
}

#[test]
fn the_report_prints_on_paper_with_its_words() {
    let Some(browser) = Browser::find() else { return };
    let Some(reader) = program("pdftotext") else {
        crate::stage::skipped("pdftotext");
        return;
    };
    for (language, words) in [("en", "Who is left behind"), ("uk", "Маріуполь")] {
        let out = planned(browser.folder.path(), language);
        let printed = browser.print(&out.join("report.html"));
        let output = Command::new(&reader).arg(&printed).arg("-").output().unwrap();
        let text = String::from_utf8(output.stdout).unwrap();
        // pdftotext ends every page with a form feed.
        assert!(text.matches('\u{c}').count() >= 1, "no page was printed");
        let one_line = text.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(one_line.contains(words) || language == "uk" && one_line.contains("Mariupol"), "{one_line}");
    }
}

#[test]
fn the_report_can_be_pictured_on_phone_and_laptop() {
    let Some(browser) = Browser::find() else { return };
    let page = planned(browser.folder.path(), "en").join("report.html");
    for size in [PHONE, DESKTOP] {
        let picture = browser.picture(&page, size);
        assert_eq!(size_of(&picture).1, size.1);
        assert!(picture.len() > 5_000, "an empty page has nothing to compress");
    }
}
