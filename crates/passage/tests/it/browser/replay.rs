//! The page of a day in a real browser: its script runs under its own policy, its slider moves the day, its counts are the day's.

use super::{Browser, DESKTOP, PHONES, program, size_of};
use serde_json::Value;
use std::path::{Path, PathBuf};
use std::process::Command;

const OUTER: &str = include_str!("replay.html");

/// A plan of an example, one day of it as a page, and what is told of the day.
fn replayed(folder: &Path, name: &str, language: &str) -> (PathBuf, Value) {
    let scenario = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("../../examples/mariupol-2022/{name}.toml"));
    let out = folder.join(format!("{name}-{language}"));
    let run = |arguments: &[&str]| {
        let output = Command::new(env!("CARGO_BIN_EXE_passage")).args(arguments).output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        output.stdout
    };
    let [out, scenario] = [&out, &scenario].map(|path| path.to_str().unwrap());
    run(&["plan", "--out", out, scenario]);
    let day =
        ["rehearse", out, "--scenario", scenario, "--seed", "7", "--day", "3", "--replay", "--language", language];
    let told = serde_json::from_slice(&run(&[&day[..], &["--json"]].concat())).unwrap();
    (Path::new(out).join("replay.html"), told)
}

/// What the page says at the beginning, in the middle and at the end, with the slider moved there.
fn watched(browser: &Browser, page: &Path) -> Value {
    let outer = browser.folder.path().join("outer-replay.html");
    std::fs::write(&outer, OUTER.replace("SOURCE", &super::address(page))).unwrap();
    let arguments =
        ["--dump-dom", "--allow-file-access-from-files", "--virtual-time-budget=5000", "--window-size=1200,1000"];
    let dom = String::from_utf8(browser.run(&outer, &arguments).stdout).unwrap();
    let json =
        dom.split_once("<pre id=\"read\">").unwrap().1.split("</pre>").next().unwrap().replace("&nbsp;", "\u{a0}");
    serde_json::from_str(&json).unwrap_or_else(|cause| panic!("{cause}: {json:?}"))
}

fn number(value: &Value) -> Value {
    value.as_str().unwrap().chars().filter(char::is_ascii_digit).collect::<String>().parse::<u64>().unwrap().into()
}

#[test]
fn the_slider_moves_the_day_and_its_end_is_the_days() {
    let Some(browser) = Browser::find() else { return };
    for (name, language, play) in [("berdiansk", "en", ["Play", "Pause"]), ("scenario", "uk", ["Грати", "Пауза"])]
    {
        let (page, told) = replayed(browser.folder.path(), name, language);
        let seen = watched(&browser, &page);
        let end = ["safe", "home", "way", "caught", "joined", "site-0"].map(|id| number(&seen["end"][id]));
        let day = [
            &told["safe"],
            &told["stayed"],
            &told["left_on_the_way"],
            &told["caught"]["vehicles"],
            &told["joined"],
            &told["safe"],
        ];
        assert_eq!(end.each_ref(), day, "{name}: {seen}");
        assert_eq!((number(&seen["first"]["safe"]), number(&seen["first"]["caught"])), (0.into(), 0.into()));
        let spoken = seen["middle"]["spoken"].as_str().unwrap();
        assert!(spoken.ends_with(seen["middle"]["time"].as_str().unwrap()), "the slider says the time: {spoken}");
        assert_ne!(seen["middle"]["painted"], seen["end"]["painted"], "another moment is another picture");
        assert_ne!(seen["middle"]["time"], seen["right"]["time"], "a key moves it");
        assert_eq!(seen["buttons"], serde_json::json!([play[0], play[1], play[0]]));
    }
}

#[test]
fn the_day_fits_a_phone_and_can_be_read_by_ear() {
    let Some(browser) = Browser::find() else { return };
    for (name, language) in [("berdiansk", "uk"), ("columns", "en")] {
        let (page, _) = replayed(browser.folder.path(), name, language);
        for size in PHONES.into_iter().chain([DESKTOP]) {
            let measured = browser.measure(&page, size);
            assert!(measured.wide <= measured.seen, "{name}: {} wide on {size:?}", measured.wide);
            assert_eq!((measured.lang.as_str(), measured.mute), (language, 0));
            assert_eq!(measured.loaded, [] as [&str; 0]);
            assert_eq!(measured.lost, [] as [&str; 0]);
            let levels: Vec<u32> = measured.headings.iter().map(|(level, _)| *level).collect();
            assert_eq!(levels, [1, 2, 2, 2]);
            assert_eq!(measured.focus.len(), 3, "play, speed, slider: {:?}", measured.focus);
        }
        let picture = browser.picture(&page, DESKTOP);
        assert!(size_of(&picture).1 == DESKTOP.1 && picture.len() > 5_000);
    }
}

#[test]
fn the_day_prints_as_the_moment_with_most_caught() {
    let Some(browser) = Browser::find() else { return };
    let Some(reader) = program("pdftotext") else {
        crate::stage::skipped("pdftotext");
        return;
    };
    let (page, _) = replayed(browser.folder.path(), "berdiansk", "en");
    let output = Command::new(reader).arg(browser.print(&page)).arg("-").output().unwrap();
    let text = String::from_utf8(output.stdout).unwrap().split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(text.contains("EXERCISE DATA") && text.contains("Vehicles on the road"), "{text}");
    assert!(!text.contains("Play"), "what cannot be pressed is not printed");
    let html = std::fs::read_to_string(&page).unwrap();
    let data = html.split_once("id=\"replay-data\">").unwrap().1.split_once("</script>").unwrap().0;
    let data: Value = serde_json::from_str(data).unwrap();
    let counted = |name: &str| {
        let changes = data["counts"][name].as_array().unwrap().iter().map(|change| change.as_i64().unwrap());
        let sum = |now: &mut i64, change| {
            *now += change;
            Some(*now)
        };
        changes.scan(0, sum).collect::<Vec<i64>>()
    };
    let (caught, vehicles) = (counted("caught"), counted("vehicles"));
    let of = if caught.iter().any(|n| *n > 0) { &caught } else { &vehicles };
    let most = of.iter().max().unwrap();
    let then = vehicles[of.iter().position(|n| n == most).unwrap()];
    assert!(
        text.contains(&then.to_string()) && text.contains(&most.to_string()),
        "{most} caught, {then} on the road: {text}"
    );
}
