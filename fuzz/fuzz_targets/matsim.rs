//! MATSim networks, plain or gzip, with and without a coordinate system from outside.
#![no_main]

use libfuzzer_sys::fuzz_target;
use passage_fuzz::{check_draft, check_findings, one_thread};
use passage_network::matsim::{Settings, read};
use passage_network::projection::Crs;

fuzz_target!(init: one_thread(), |bytes: &[u8]| {
    for crs in [None, Crs::parse("EPSG:32756")] {
        let (draft, findings) = read(bytes, &Settings { crs }).expect("memory does not fail");
        check_draft(draft);
        check_findings(&findings);
    }
});
