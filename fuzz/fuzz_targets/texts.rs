//! Corridor texts, their lives, talks and acknowledgements: read, checked, compared with themselves; findings are in order.
#![no_main]

use libfuzzer_sys::fuzz_target;
use passage_fuzz::check_spans;
use passage_statements::place::Names;
use passage_statements::text::{Comparison, Outline, read, read_history};
use passage_statements::{acknowledgement, talks};

fuzz_target!(|bytes: &[u8]| {
    let (text, findings) = read(bytes);
    check_spans(bytes, &findings);
    if let Some(text) = text {
        let _ = (text.is_precise(), Outline::of(&text));
        let both = Comparison::by(&text, &text, &Names::by(None));
        assert!(both.elements.iter().all(|compared| compared.differences.is_empty()), "a text differs from itself");
        assert!(both.agreement().is_none(), "one side alone has agreed to nothing");
    }
    check_spans(bytes, &read_history(bytes).1);
    check_spans(bytes, &acknowledgement::read(bytes).1);
    let reading = talks::read(bytes);
    check_spans(bytes, &reading.findings);
});
