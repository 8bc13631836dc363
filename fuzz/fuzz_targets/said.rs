//! What is said in a line: times, windows, coordinates, numbers; and reports, plain and as pages, from which drafts are made.
#![no_main]

use libfuzzer_sys::fuzz_target;
use passage_model::civil::Zone;
use passage_statements::clock::Context;
use passage_statements::coordinates::Reading;
use passage_statements::draft::{Form, Given, draft};
use passage_statements::measure::Value;

fuzz_target!(|bytes: &[u8]| {
    let text = String::from_utf8_lossy(bytes);
    let zone = Zone::find("Europe/Kyiv").expect("a zone");
    let day = Context { date: "2022-03-27".parse().ok(), zone: Some(zone.clone()), ..Context::default() };
    for line in text.lines().take(8) {
        if let Ok(window) = day.window(line) {
            let ends = window.from.as_ref().zip(window.until.as_ref());
            assert!(ends.is_none_or(|(from, until)| from.at <= until.at), "{line}");
        }
        let _ = day.moment(line);
        if let Ok(reading) = Reading::read(line) {
            let again = Reading::read(&reading.degrees()).expect("what is told can be read");
            let apart = again.position.metres_to(reading.position);
            assert!(apart < 40.0, "{line}: {apart:?}");
        }
        if let Ok(value) = Value::read(line) {
            let (low, high) = value.supports();
            assert!(high.is_none_or(|high| low <= high), "{line}");
        }
    }
    for form in [Form::Plain, Form::Html] {
        let given = Given { form, said: "2022-03-15".parse().ok(), zone: zone.clone() };
        let _ = draft(bytes, &given);
    }
});
