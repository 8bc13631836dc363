//! Entries and the texts of keys: refused, or written again as they stood.
#![no_main]

use ed25519_dalek::SigningKey;
use libfuzzer_sys::fuzz_target;
use passage_record::entry::{Author, Entry, Signed};
use passage_record::key::{Guardians, Revocation, Share};

fuzz_target!(|bytes: &[u8]| {
    if let Ok(signed) = Signed::read(bytes) {
        assert_eq!(signed.bytes(), bytes);
    }
    if let Ok(mut entry) = Entry::read_unchecked(bytes) {
        // Signed by a key that is known here, all but author and signature must be the same bytes.
        let key = SigningKey::from_bytes(&[7; 32]);
        entry.author = Author(key.verifying_key().to_bytes());
        let again = entry.sign(&key).expect("what was read can be signed");
        let author = "passage entry 1\nauthor ".len()..;
        let signature = bytes.len() - 129;
        assert_eq!(again.bytes().len(), bytes.len());
        assert_eq!(&again.bytes()[author.start + 64..signature], &bytes[author.start + 64..signature]);
    }
    if let Ok(guardians) = Guardians::read(bytes) {
        assert_eq!(guardians.body(), bytes);
    }
    if let Ok(revocation) = Revocation::read(bytes) {
        assert_eq!(revocation.body(), bytes);
    }
    if let Ok(share) = std::str::from_utf8(bytes).map_err(drop).and_then(|text| Share::read(text).map_err(drop)) {
        assert_eq!(Share::read(&share.text()).as_ref(), Ok(&share));
    }
});
