//! Claims in three formats: read, kept, asked about, tabulated, written and read again as the same.
#![no_main]

use libfuzzer_sys::fuzz_target;
use passage_fuzz::check_spans;
use passage_statements::claim::{Format, read, write};
use passage_statements::ledger::{Ledger, days};
use passage_statements::question::{Index, same_place};

fuzz_target!(|bytes: &[u8]| {
    for format in [Format::Toml, Format::JsonLines, Format::Csv] {
        let learned = jiff::Timestamp::from_second(1_700_000_000).ok();
        let (entries, findings) = read(bytes, format, learned);
        check_spans(bytes, &findings);
        let mut ledger = Ledger::default();
        for entry in entries {
            // A claim that is there, or corrects what is not its own, is refused.
            let _ = ledger.add(entry.claim);
        }
        let _ = Index::of(&ledger).questions(&ledger, None);
        let _ = (same_place(&ledger, None, None), days(&ledger, None, None));
        let claims: Vec<_> = ledger.claims().to_vec();
        for format in [Format::Toml, Format::JsonLines, Format::Csv] {
            let written = write(&claims, format);
            let (again, _) = read(written.as_bytes(), format, None);
            let ids: Vec<_> = again.iter().map(|entry| entry.claim.id()).collect();
            assert_eq!(ids, claims.iter().map(|claim| claim.id()).collect::<Vec<_>>(), "{written}");
        }
    }
});
