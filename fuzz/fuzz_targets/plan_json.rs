//! Plans: read, or refused with a word why.
#![no_main]

use libfuzzer_sys::fuzz_target;
use passage_model::finding::any_error;
use passage_model::plan;

fuzz_target!(|bytes: &[u8]| {
    let (plan, findings) = plan::read(bytes);
    assert!(plan.is_some() || any_error(&findings), "no plan and no word why");
});
