//! OpenStreetMap's binary format.
#![no_main]

use libfuzzer_sys::fuzz_target;
use passage_fuzz::{check_draft, check_findings};
use passage_model::work::Work;
use passage_network::osm::pbf::read;
use passage_network::source::Bytes;

fuzz_target!(|bytes: &[u8]| {
    let source = Bytes { name: "fuzzed.osm.pbf", bytes };
    let (draft, findings) = read(&source, &Work::quiet()).expect("memory does not fail");
    check_draft(draft);
    check_findings(&findings);
});
