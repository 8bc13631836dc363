//! The record: an append-only log of signed entries that two hostile sides can both rely on.
//!
//! It knows bytes, not passage: what an entry's body means is the business of whoever writes it. `digest` names bytes,
//! `entry` is what an author says and signs, `key` what a device signs with; `tree` is the Merkle tree of RFC 6962 over the
//! entries, `tile` the tree and the entries as static files, `folder` keeps both safe on a disk; `note` is a text and who
//! signed it, `checkpoint` a state of the record as such a text; `witness` cosigns one after the other, `policy` says whose
//! signatures are needed, `proof` that one entry is in the record. It uses none of our other crates, no clock and no network.
//!
//! A record of three entries, cosigned by a witness, and the proof of one of them, checked with a policy alone:
//!
//! ```
//! use passage_record::checkpoint::Checkpoint;
//! use passage_record::note::{Note, Role, Signer};
//! use passage_record::policy::Policy;
//! use passage_record::proof::Proof;
//! use passage_record::tree::{self, Memory};
//! use passage_record::witness::{self, Request};
//!
//! let log = Signer::new("mariupol.example/record", Role::Log, &[1; 32])?;
//! let red_cross = Signer::new("icrc.example/witness", Role::Witness, &[2; 32])?;
//! let entries = ["first bus at 11:04", "412 people at Vasylivka", "held since 12:30"];
//! let mut nodes: Memory = entries.iter().map(|entry| tree::leaf(entry.as_bytes())).collect();
//!
//! let state = Checkpoint::new(log.key().name(), 3, tree::root(&mut nodes, 3)?).ok_or("a name of one line")?;
//! let mut note = Note::unsigned(state.to_string()).ok_or("lines")?;
//! note.add(log.sign(note.text(), 0));
//!
//! // The witness has cosigned nothing of this record yet: it needs no proof from anywhere.
//! let request = Request { old: 0, proof: Vec::new(), checkpoint: note.clone() };
//! let mut memory = witness::Memory::default();
//! let seven_in_the_evening = 1_646_852_400;
//! note.add(witness::cosign(&mut memory, &[log.key().clone()], &red_cross, &request, seven_in_the_evening)?);
//!
//! let path = tree::inclusion(&mut nodes, 1, 3)?.ok_or("there are three")?;
//! let proof = Proof { extra: None, index: 1, path, checkpoint: note }.to_string();
//!
//! let policy: Policy = format!("log {}\nwitness ICRC {}\nquorum ICRC\n", log.key(), red_cross.key()).parse()?;
//! let proof: Proof = proof.parse()?;
//! let (_, standing) = proof.check(b"412 people at Vasylivka", &policy)?;
//! assert_eq!(standing.cosigned, [("ICRC".to_owned(), seven_in_the_evening)]);
//! let changed = proof.check(b"421 people at Vasylivka", &policy).unwrap_err();
//! assert!(changed.to_string().starts_with("entry 1 is not the one that the record mariupol.example/record holds there"));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

pub mod checkpoint;
pub mod digest;
pub mod entry;
pub mod folder;
pub mod handover;
pub mod key;
pub mod merge;
pub mod note;
pub mod policy;
pub mod proof;
pub mod store;
pub mod tile;
pub mod tree;
pub mod witness;
