//! Network files: refused with words, or read to what can be written and read again. Each input is tried as it is and
//! with its checks made right, so that what lies behind them is reached too.
#![no_main]

use libfuzzer_sys::fuzz_target;
use passage_fuzz::{check_network, small};
use passage_model::digest::Digest;
use passage_network::store;

fuzz_target!(init: sealing_is_right(), |bytes: &[u8]| {
    check(bytes);
    if let Some(sealed) = sealed(bytes) {
        check(&sealed);
    }
});

fn check(bytes: &[u8]) {
    match store::read(bytes) {
        Ok((network, _)) => {
            let (again, _) = store::to_bytes(&network);
            let (reread, _) = store::read(&again).expect("what was written can be read");
            assert_eq!(network, reread);
            check_network(&network);
        }
        Err(error) => assert!(!error.to_string().is_empty()),
    }
}

/// If the form of the file changes and [`sealed`] does not, nothing behind the checks would be reached, and nobody told.
fn sealing_is_right() {
    let (whole, _) = store::to_bytes(&small::network());
    assert_eq!(sealed(&whole).as_ref(), Some(&whole), "sealing changes a file that is in order");
}

/// The file with its version, and the sums of its sections, of its table and of the whole made right (the form is in `store.rs`).
fn sealed(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut bytes = bytes.to_vec();
    let sections = u32::from_le_bytes(bytes.get(12..16)?.try_into().ok()?).min(40) as usize;
    let mut from = 52 + sections * 24;
    for entry in (52..52 + sections * 24).step_by(24) {
        let length = u64::from_le_bytes(bytes.get(entry + 8..entry + 16)?.try_into().ok()?);
        let until = from.checked_add(usize::try_from(length).ok()?)?;
        let sum = crc32fast::hash(bytes.get(from..until)?);
        bytes[entry + 16..entry + 20].copy_from_slice(&sum.to_le_bytes());
        from = until;
    }
    let table = crc32fast::hash(bytes.get(52..52 + sections * 24)?);
    bytes[48..52].copy_from_slice(&table.to_le_bytes());
    bytes[8..12].copy_from_slice(&store::VERSION.to_le_bytes());
    let (head, sections) = bytes.split_at(52 + sections * 24);
    let digest = Digest::of(&[sections, &head[48..]].concat());
    bytes[16..48].copy_from_slice(&digest.0);
    Some(bytes)
}
