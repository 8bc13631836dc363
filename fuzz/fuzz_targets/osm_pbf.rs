//! OpenStreetMap's binary format. An input that starts with `BLOB` is taken as the contents of blobs, each behind that
//! word, and framed here: so a change of length does not end at the frame. Any other input is taken as the whole file.
#![no_main]

use libfuzzer_sys::fuzz_target;
use passage_fuzz::{check_draft, check_findings, one_thread, pbf};
use passage_model::work::Work;
use passage_network::osm::pbf::read;
use passage_network::source::Bytes;

fuzz_target!(init: one_thread(), |bytes: &[u8]| {
    let framed = pbf::framed(bytes);
    let source = Bytes { name: "fuzzed.osm.pbf", bytes: framed.as_deref().unwrap_or(bytes) };
    let (draft, findings) = read(&source, &Work::quiet()).expect("memory does not fail");
    check_draft(draft);
    check_findings(&findings);
});
