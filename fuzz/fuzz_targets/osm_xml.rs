//! OpenStreetMap's XML, plain or gzip.
#![no_main]

use libfuzzer_sys::fuzz_target;
use passage_fuzz::{check_draft, check_findings, one_thread};
use passage_model::work::Work;
use passage_network::osm::xml::read;
use passage_network::source::Bytes;

fuzz_target!(init: one_thread(), |bytes: &[u8]| {
    let source = Bytes { name: "fuzzed.osm", bytes };
    let (draft, findings) = read(&source, &Work::quiet()).expect("memory does not fail");
    check_draft(draft);
    check_findings(&findings);
});
