//! Witnesses over days: they cosign a record that grows, and refuse one that was changed, cut or replaced.

use passage_record::checkpoint::Checkpoint;
use passage_record::note::{Note, Role, Signer, VerifierKey};
use passage_record::policy::{Policy, Untrusted};
use passage_record::proof::{NotAProof, Proof, Unproven};
use passage_record::tree::{self, Memory};
use passage_record::witness::{self, NotARequest, Refused, Request, cosign};
use proptest::prelude::*;

use crate::notes::{log, signed, witness};

fn nodes(entries: &[&str]) -> Memory {
    entries.iter().map(|entry| tree::leaf(entry.as_bytes())).collect()
}

/// The signed record checkpoint of the first `size` of these nodes.
fn checkpoint(nodes: &mut Memory, size: u64) -> Note {
    let root = tree::root(nodes, size).unwrap();
    let text = Checkpoint::new("mariupol.example/record", size, root).unwrap().to_string();
    signed(&text, &[(&log(), 0)])
}

fn request(nodes: &mut Memory, old: u64, size: u64) -> Request {
    let proof = tree::consistency(nodes, old, size).unwrap().unwrap();
    Request { old, proof, checkpoint: checkpoint(nodes, size) }
}

const DAY: [&str; 5] = ["agreed in principle", "buses at the exit", "opened 11:04", "412 passed", "closed 16:00"];

#[test]
fn a_witness_cosigns_a_record_that_grows_and_refuses_one_that_was_changed() {
    let (log, red) = (log(), witness("icrc.example/witness", 2));
    let logs = [log.key().clone()];
    let mut day = nodes(&DAY);
    let mut memory = witness::Memory::default();
    let first = request(&mut day, 0, 3);
    let signature = cosign(&mut memory, &logs, &red, &first, 100).unwrap();
    assert_eq!(memory.last("mariupol.example/record").unwrap().0, 3);
    let mut note = first.checkpoint.clone();
    note.add(signature);
    assert_eq!(note.held_by(&[red.key().clone()]).unwrap()[0].time, Some(100));
    // The same again is cosigned again, with the new time.
    cosign(&mut memory, &logs, &red, &request(&mut day, 3, 3), 150).unwrap();
    let kept = memory.clone();
    assert_eq!(kept.to_string().parse(), Ok(memory.clone()));

    let mut changed = nodes(&["agreed in principle", "buses at the exit", "opened 12:30", "412 passed"]);
    let mut cut = nodes(&DAY[..2]);
    let mut told = Vec::new();
    let mut refused = |name: &str, request: &Request, logs: &[VerifierKey], signer: &Signer| {
        let mut memory = kept.clone();
        let words = cosign(&mut memory, logs, signer, request, 200).unwrap_err().to_string();
        assert_eq!(memory, kept, "a refusal leaves the memory as it was");
        told.push(format!("{name}: {words}"));
    };
    refused("changed", &request(&mut changed, 3, 4), &logs, &red);
    refused("another of the same size", &request(&mut changed, 3, 3), &logs, &red);
    refused("cut", &Request { old: 3, proof: Vec::new(), checkpoint: checkpoint(&mut cut, 2) }, &logs, &red);
    refused("from elsewhere", &request(&mut day, 2, 4), &logs, &red);
    refused("without a proof", &Request { proof: Vec::new(), ..request(&mut day, 3, 5) }, &logs, &red);
    let other = signed("other.example\n1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n", &[(&log, 0)]);
    refused("unknown", &Request { old: 0, proof: Vec::new(), checkpoint: other }, &logs, &red);
    let stranger = Signer::new("mariupol.example/record", Role::Log, &[9; 32]).unwrap();
    let text = checkpoint(&mut day, 4).text().to_owned();
    let proof = tree::consistency(&mut day, 3, 4).unwrap().unwrap();
    refused("by a stranger", &Request { old: 3, proof, checkpoint: signed(&text, &[(&stranger, 0)]) }, &logs, &red);
    refused("by a log", &request(&mut day, 3, 4), &logs, &log);
    let words = signed("just words\n", &[(&log, 0)]);
    refused("words", &Request { old: 3, proof: Vec::new(), checkpoint: words }, &logs, &red);
    insta::assert_snapshot!(told.join("\n"), @"
        changed: nothing shows that the record of 4 entries goes on from the 3 that this witness cosigned: the hashes do not lead to the root of the record of 3 entries. Ask for the proof again; if none can be given, the record was changed
        another of the same size: the record of 3 entries is another than the one of 3 entries that this witness cosigned. Keep both texts: together they prove that the record was changed
        cut: the record has 2 entries, and this witness cosigned it with 3: this is an older text, or entries were cut off; ask for the newest
        from elsewhere: the proof begins at 2 entries; this witness last cosigned 3: ask for a proof from there
        without a proof: nothing shows that the record of 5 entries goes on from the 3 that this witness cosigned: the proof has 0 hashes where these sizes need 4. Ask for the proof again; if none can be given, the record was changed
        unknown: the record other.example is not one that this witness was told to watch
        by a stranger: the record mariupol.example/record itself has not signed this: no key that is known here has signed it
        by a log: this key signs for a log, and not as a witness
        words: what is to be cosigned is no record checkpoint: line 2 should be the number of its entries, in digits alone
        ");
    cosign(&mut memory, &logs, &red, &request(&mut day, 3, 5), 300).unwrap();
}

#[test]
fn a_request_is_read_as_it_is_written() {
    let mut day = nodes(&DAY);
    let request = request(&mut day, 3, 5);
    assert_eq!(request.to_string().parse(), Ok(request.clone()));
    let text = request.to_string();
    assert_eq!(text.replacen("old 3", "old 03", 1).parse::<Request>(), Err(NotARequest::Old));
    assert_eq!(text.replacen("old 3\n", "old 3\nxx\n", 1).parse::<Request>(), Err(NotARequest::Hash(2)));
    let line = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n";
    let long = text.replacen("old 3\n", &format!("old 3\n{}", line.repeat(70)), 1);
    assert_eq!(long.parse::<Request>(), Err(NotARequest::Long));
    assert_eq!("old 3\n".parse::<Request>(), Err(NotARequest::Cut));
}

fn policy(quorum: &str) -> Policy {
    let [a, b, c] = [("A", 2), ("B", 3), ("C", 4)].map(|(name, secret)| witness(&format!("{name}.example"), secret));
    let text = format!(
        "# Who must have cosigned the day's record.\nlog {}\n\nwitness A {}\nwitness B {}\n\twitness  C {} ignored\n{quorum}\n",
        log().key(),
        a.key(),
        b.key(),
        c.key()
    );
    text.parse().unwrap_or_else(|error| panic!("{error}"))
}

fn cosigned(note: &Note, names: &[(&str, u8)]) -> Note {
    let mut note = note.clone();
    for (name, secret) in names {
        note.add(witness(&format!("{name}.example"), *secret).sign(note.text(), 1000 + u64::from(*secret)));
    }
    note
}

#[test]
fn two_of_three_witnesses_are_enough_where_two_are_asked_for_and_the_words_say_who_is_missing() {
    let mut day = nodes(&DAY);
    let note = checkpoint(&mut day, 5);
    let two_of_three = policy("group most 2 A B C\nquorum most");
    let standing = two_of_three.judge(&cosigned(&note, &[("B", 3), ("A", 2)])).unwrap();
    assert_eq!(standing.cosigned, [("A".to_owned(), 1002), ("B".to_owned(), 1003)]);
    assert_eq!(standing.absent, ["C"]);
    let told = |policy: &Policy, names: &[(&str, u8)]| match policy.judge(&cosigned(&note, names)) {
        Ok(standing) => format!("enough: {standing}"),
        Err(error) => format!("not enough: {error}"),
    };
    let nested = policy("group sides all A B\ngroup any-of-all any sides C\nquorum any-of-all");
    let words = [
        told(&two_of_three, &[("A", 2)]),
        told(&two_of_three, &[]),
        told(&policy("quorum none"), &[]),
        told(&policy("quorum A"), &[("B", 3)]),
        told(&nested, &[("A", 2)]),
        told(&nested, &[("A", 2), ("B", 3)]),
        told(&nested, &[("C", 4)]),
    ];
    insta::assert_snapshot!(words.join("\n"), @"
        not enough: 1 of 3 witnesses cosigned it (it stands on mariupol.example/record and A, without B, C); that is not enough: the policy asks for 2 of A, B, C
        not enough: 0 of 3 witnesses cosigned it (it stands on mariupol.example/record alone, without A, B, C); that is not enough: the policy asks for 2 of A, B, C
        enough: it stands on mariupol.example/record alone, without A, B, C
        not enough: 1 of 3 witnesses cosigned it (it stands on mariupol.example/record and B, without A, C); that is not enough: the policy asks for A
        not enough: 1 of 3 witnesses cosigned it (it stands on mariupol.example/record and A, without B, C); that is not enough: the policy asks for 1 of (2 of A, B), C
        enough: it stands on mariupol.example/record and A, B, without C
        enough: it stands on mariupol.example/record and C, without A, B
        ");
    // A signature of a known witness that does not hold makes the note worthless, whoever else signed.
    let forged = cosigned(&note, &[("A", 2), ("B", 3)]).to_string().replace("\n5\n", "\n4\n");
    let forged = two_of_three.judge(&Note::read(forged.as_bytes()).unwrap());
    assert!(matches!(forged, Err(Untrusted::Unverified(_))));
    // The log's key may not speak for another record.
    let other = signed("other.example\n5\n", &[(&log(), 0)]);
    assert_eq!(policy("quorum none").judge(&other), Err(Untrusted::NoLog("other.example".to_owned())));
}

#[test]
fn what_is_wrong_in_a_policy_is_told_with_its_line() {
    let (log, a, b) = (log(), witness("A.example", 2), witness("B.example", 3));
    let (log, a, b) = (log.key().to_string(), a.key().to_string(), b.key().to_string());
    let texts = [
        String::new(),
        "quorum none\nquorum none".to_owned(),
        "quorom none".to_owned(),
        format!("log {a}\nquorum none"),
        format!("witness A {log}\nquorum none"),
        format!("log {log}\nlog {log}\nquorum none"),
        format!("witness A {a}\nwitness A {b}\nquorum A"),
        format!("witness A {a}\nwitness B {a}\nquorum A"),
        format!("witness none {a}\nquorum none"),
        "log\nquorum none".to_owned(),
        format!("witness {a}"),
        "group all".to_owned(),
        format!("witness A {a}\ngroup G 2 A\nquorum G"),
        format!("witness A {a}\ngroup G 0 A\nquorum G"),
        format!("witness A {a}\ngroup G 1 A B\nquorum G"),
        format!("witness A {a}\ngroup G 1 A\ngroup H 1 A\nquorum G"),
        format!("witness A {a}\ngroup G 1 A\nquorum H"),
        format!("witness A {a}\ngroup A 1 A\nquorum A"),
        "quorum".to_owned(),
        "log broken+12+AA==\nquorum none".to_owned(),
        format!("{}quorum none", "# more\nlog x\n".repeat(600)),
    ];
    let told = texts.map(|text| match text.parse::<Policy>() {
        Ok(_) => panic!("{text} is no policy"),
        Err(error) => error.to_string(),
    });
    insta::assert_snapshot!(told.join("\n"), @"
        no line says who must have cosigned: add 'quorum NAME', or 'quorum none'
        line 2: the quorum stands on an earlier line
        line 1: a line begins with log, witness, group or quorum, or with # for a comment; this one with 'quorom'
        line 1: this key signs as a witness, and the line is of a log
        line 1: this key signs for a log, and the line is of a witness
        line 2: this key stands on an earlier line
        line 2: the name 'A' stands for something else already
        line 2: this key stands on an earlier line
        line 1: the name 'none' stands for something else already
        line 1: it should read: log KEY [ADDRESS]
        line 1: it should read: witness NAME KEY [ADDRESS]
        line 1: it should read: group NAME all|any|NUMBER MEMBER ...
        line 2: of 1 members between 1 and 1 can be asked for, or 'all', or 'any'
        line 2: of 1 members between 1 and 1 can be asked for, or 'all', or 'any'
        line 2: 'B' is neither a witness nor a group of an earlier line
        line 3: 'A' is a member of a group already, and can count in one alone
        line 3: 'H' is neither a witness nor a group of an earlier line
        line 2: the name 'A' stands for something else already
        line 1: it should read: quorum NAME, or quorum none
        line 1: a key of type 0x00 is not known here; known are 0x01 (Ed25519, of a log) and 0x04 (Ed25519, of a witness)
        line 2: a key is written name+id+key, where id is 8 hexadecimal digits and key is base64
        ");
}

#[test]
fn a_proof_is_read_as_it_is_written_and_proves_its_own_entry_alone() {
    let mut day = nodes(&DAY);
    let note = cosigned(&checkpoint(&mut day, 5), &[("A", 2)]);
    let quorum = policy("quorum A");
    for (index, entry) in DAY.iter().enumerate() {
        let path = tree::inclusion(&mut day, index as u64, 5).unwrap().unwrap();
        for extra in [None, Some(b"for whom it may concern".to_vec())] {
            let proof = Proof { extra, index: index as u64, path: path.clone(), checkpoint: note.clone() };
            let read: Proof = proof.to_string().parse().unwrap();
            assert_eq!(read, proof);
            let (checkpoint, standing) = read.check(entry.as_bytes(), &quorum).unwrap();
            assert_eq!((checkpoint.size(), standing.cosigned.len()), (5, 1));
            let other = DAY[(index + 1) % DAY.len()];
            assert!(matches!(read.check(other.as_bytes(), &quorum), Err(Unproven::Entry { .. })));
            assert!(matches!(read.check(entry.as_bytes(), &policy("quorum B")), Err(Unproven::Untrusted(_))));
        }
    }
    let proof = Proof { extra: None, index: 1, path: Vec::new(), checkpoint: note };
    let text = proof.to_string();
    for (wrong, error) in [
        (text.replace("@v1", "@v2"), NotAProof::Header),
        (text.replace("index 1", "index 01"), NotAProof::Index(2)),
        (text.replace("index 1\n", "indexes\n"), NotAProof::Index(2)),
        (text.replace("index 1\n", "extra !\nindex 1\n"), NotAProof::Extra),
        (text.replace("index 1\n", "extra AAAA\n"), NotAProof::Index(3)),
        (text.replace("index 1\n", "index 1\nshort=\n"), NotAProof::Hash(3)),
        (text.replace("\n\n", "\n"), NotAProof::Cut),
    ] {
        assert_eq!(wrong.parse::<Proof>(), Err(error));
    }
}

/// What anybody who holds the log's key may try on a witness.
#[derive(Clone, Debug)]
enum Step {
    Grow(u8),
    Rewrite(u8),
    Cut(u8),
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let step = prop_oneof![
        3 => (1..40_u8).prop_map(Step::Grow),
        1 => any::<u8>().prop_map(Step::Rewrite),
        1 => (1..40_u8).prop_map(Step::Cut),
    ];
    proptest::collection::vec(step, 1..20)
}

proptest! {
    /// The slow twin of a witness keeps every entry that it has seen.
    #[test]
    fn a_witness_cosigns_exactly_what_goes_on_from_what_it_cosigned(steps in steps()) {
        let (logs, red) = ([log().key().clone()], witness("icrc.example/witness", 2));
        let mut entries: Vec<u32> = Vec::new();
        let mut seen: Vec<u32> = Vec::new();
        let mut memory = witness::Memory::default();
        for (number, step) in steps.into_iter().enumerate() {
            let fresh = 1000 * number as u32;
            match step {
                Step::Grow(by) => entries.extend((0..u32::from(by)).map(|at| fresh + at)),
                Step::Rewrite(at) => {
                    let count = entries.len().max(1);
                    if let Some(entry) = entries.get_mut(usize::from(at) % count) { *entry = fresh + 999; }
                }
                Step::Cut(by) => entries.truncate(entries.len().saturating_sub(usize::from(by))),
            }
            let mut all: Memory = entries.iter().map(|entry| tree::leaf(&entry.to_be_bytes())).collect();
            let (old, size) = (seen.len() as u64, entries.len() as u64);
            let proof = tree::consistency(&mut all, old.min(size), size).unwrap().unwrap();
            let asked = Request { old, proof, checkpoint: checkpoint(&mut all, size) };
            let goes_on = entries.starts_with(&seen);
            let answer = cosign(&mut memory, &logs, &red, &asked, 1);
            prop_assert_eq!(answer.is_ok(), goes_on, "{:?}", answer);
            if goes_on {
                seen.clone_from(&entries);
            } else {
                // Two records of one size prove the change; a smaller one may be old; of a larger one no proof can be given.
                let told = match size.cmp(&old) {
                    std::cmp::Ordering::Less => matches!(answer, Err(Refused::Shorter { .. })),
                    std::cmp::Ordering::Equal => matches!(answer, Err(Refused::Two { .. })),
                    std::cmp::Ordering::Greater => matches!(answer, Err(Refused::Unproven { .. })),
                };
                prop_assert!(told, "{:?}", answer);
            }
        }
    }
}
