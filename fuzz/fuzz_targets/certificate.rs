//! Certificates: refused with a word why, or what they prove, also of a scenario that they were not made for.
#![no_main]

use libfuzzer_sys::fuzz_target;
use passage_fuzz::small;
use passage_model::certificate::Certificate;
use passage_model::check;
use passage_model::network::Network;
use passage_model::situation::Situation;
use std::sync::LazyLock;

static CASE: LazyLock<(Network, Situation)> = LazyLock::new(|| (small::network(), small::situation()));

fuzz_target!(|bytes: &[u8]| {
    let Ok(mut document) = serde_json::from_slice::<Certificate>(bytes) else { return };
    let (network, situation) = &*CASE;
    if check::certificate(&document).is_err() {
        return;
    }
    let _ = check::basis(network, situation, &document);
    // What is behind the digests, too.
    (document.network, document.scenario) = (situation.network, situation.scenario);
    (document.reading, document.step) = (situation.reading, situation.step);
    let _ = check::basis(network, situation, &document);
});
