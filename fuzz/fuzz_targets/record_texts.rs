//! The texts of a record: notes, keys, policies, proofs, requests, memories, hand-overs: refused, or written again as they stood.
//! The auditor's program reads the same bytes.
#![no_main]

use libfuzzer_sys::fuzz_target;
use passage_record::checkpoint::Checkpoint;
use passage_record::handover::Handover;
use passage_record::note::{Note, VerifierKey};
use passage_record::policy::Policy;
use passage_record::proof::Proof;
use passage_record::tile::{Tile, bundle};
use passage_record::witness::{Memory, Request};

/// Whatever is read is what is written.
fn same<T: std::str::FromStr + ToString>(text: &str) {
    if let Ok(read) = text.parse::<T>() {
        assert_eq!(read.to_string(), text);
    }
}

fuzz_target!(|bytes: &[u8]| {
    if let Ok(note) = Note::read(bytes) {
        assert_eq!(note.to_string().as_bytes(), bytes);
    }
    let _ = (Handover::read(bytes), bundle(bytes, 3), bundle(bytes, 256));
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    same::<VerifierKey>(text);
    same::<Checkpoint>(text);
    same::<Proof>(text);
    same::<Request>(text);
    same::<Tile>(text);
    let _ = text.parse::<Policy>();
    if let Ok(memory) = text.parse::<Memory>() {
        assert_eq!(memory.to_string().parse(), Ok(memory));
    }
    let mut input = bytes;
    let _ = passage_verify::answer(&["-".to_owned()], &mut input);
});
