//! The page of offers in a real browser: on a phone, on a laptop, by ear.

use super::{Browser, DESKTOP, PHONES};
use std::path::Path;
use std::process::Command;

#[test]
fn the_offers_can_be_read_on_a_phone_and_by_ear() {
    let Some(browser) = Browser::find() else { return };
    let scenario = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples/mariupol-2022/scenario.toml");
    for language in ["en", "uk"] {
        let out = browser.folder.path().join(language);
        let mut command = Command::new(env!("CARGO_BIN_EXE_passage"));
        let arguments = ["offers", "--people", "20000", "--language", language, "--out"];
        let output = command.args(arguments).args([&out, &scenario]).output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        let page = out.join("offers.html");
        for size in PHONES.into_iter().chain([DESKTOP]) {
            let measured = browser.measure(&page, size);
            assert!(measured.wide <= measured.seen, "{} wide on {size:?}", measured.wide);
            assert_eq!((measured.lang.as_str(), measured.mute), (language, 0));
            assert_eq!(measured.loaded, [] as [&str; 0]);
            assert_eq!(measured.lost, [] as [&str; 0]);
            let levels: Vec<u32> = measured.headings.iter().map(|(level, _)| *level).collect();
            assert_eq!(levels, [1, 2, 2, 2, 2, 2]);
            // What more is worth, and that by the hour; lengths by three readings; the least; losses, closed throughout
            // by each hour (all alike), for an hour alone, and the worst so by three readings.
            let rows: Vec<usize> = measured.tables.iter().map(Vec::len).collect();
            assert_eq!(rows, [6, 7, 11, 11, 11, 1, 13, 1, 13, 5]);
        }
        let text = std::fs::read_to_string(&page).unwrap();
        assert!(text.contains("<s>1"), "what is struck out is struck out");
    }
}

/// Two days of hours, and with columns what is proven under each figure: many columns, and the page stays as wide.
#[test]
fn losses_by_the_hour_fit_a_phone_and_paper() {
    let Some(browser) = Browser::find() else { return };
    for (name, heads) in [("berdiansk", 5), ("columns", 6)] {
        let scenario = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("../../examples/mariupol-2022/{name}.toml"));
        let out = browser.folder.path().join(name);
        let output =
            Command::new(env!("CARGO_BIN_EXE_passage")).args(["offers", "--out"]).args([&out, &scenario]).output();
        assert!(output.unwrap().status.success());
        let page = out.join("offers.html");
        for size in PHONES.into_iter().chain([DESKTOP]) {
            let measured = browser.measure(&page, size);
            assert!(measured.wide <= measured.seen, "{} wide on {size:?}", measured.wide);
            assert_eq!(measured.lost, [] as [&str; 0]);
            let cells = measured.tables.iter().flatten().filter(|row| row[0] == "corridor B").map(Vec::len).max();
            assert_eq!(cells, Some(heads + 1), "{name} in parts of so many hours");
        }
    }
}
