//! GMNS tables: the input is cut at its first two form feeds into nodes, links and configuration.
#![no_main]

use libfuzzer_sys::fuzz_target;
use passage_fuzz::{check_draft, check_findings, one_thread};
use passage_network::gmns::{Settings, Tables, read};

fuzz_target!(init: one_thread(), |bytes: &[u8]| {
    let mut parts = bytes.splitn(3, |&byte| byte == 0x0c);
    let (nodes, links) = (parts.next().unwrap_or_default(), parts.next().unwrap_or_default());
    let tables = Tables { nodes, links, config: parts.next() };
    let (draft, findings) = read(tables, &Settings::default()).expect("memory does not fail");
    check_draft(draft);
    check_findings(&findings);
});
