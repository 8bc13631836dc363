//! Tables of places: read, and every name in them found by its own spelling.
#![no_main]

use libfuzzer_sys::fuzz_target;
use passage_fuzz::check_findings;
use passage_statements::place::read;

fuzz_target!(|bytes: &[u8]| {
    let (gazetteer, findings) = read(bytes, None);
    check_findings(&findings);
    let Some(gazetteer) = gazetteer else {
        assert!(!findings.is_empty(), "no table and no word why");
        return;
    };
    for place in gazetteer.places().iter().take(20) {
        let found = gazetteer.find(&place.name);
        assert!(found.iter().all(|candidate| candidate.place < gazetteer.places().len()));
    }
});
