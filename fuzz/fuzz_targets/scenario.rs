//! Scenarios: read, named by their digest, and their findings' spans lie within the text.
#![no_main]

use libfuzzer_sys::fuzz_target;
use passage_fuzz::check_findings;
use passage_model::finding::any_error;
use passage_model::scenario;

fuzz_target!(|bytes: &[u8]| {
    let (scenario, findings) = scenario::read(bytes);
    for span in findings.iter().filter_map(|finding| finding.span.as_ref()) {
        assert!(span.start <= span.end && span.end <= bytes.len(), "{span:?} of {}", bytes.len());
    }
    check_findings(&findings);
    match scenario {
        Some(scenario) => {
            let _ = (scenario.digest(), scenario.persons());
        }
        None => assert!(any_error(&findings), "no scenario and no word why"),
    }
});
