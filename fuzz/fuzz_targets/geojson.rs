//! Roads and places as `GeoJSON`.
#![no_main]

use libfuzzer_sys::fuzz_target;
use passage_fuzz::{check_draft, check_findings, one_thread};

fuzz_target!(init: one_thread(), |bytes: &[u8]| {
    let (draft, findings) = passage_network::geojson::read(bytes).expect("memory does not fail");
    check_draft(draft);
    check_findings(&findings);
});
