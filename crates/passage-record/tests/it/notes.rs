//! Signed notes beside `signed_note` and the published examples, and what is none.

use passage_record::checkpoint::{Checkpoint, NotACheckpoint};
use passage_record::note::{NotAKey, NotANote, Note, Role, Signer, Unverified, VerifierKey};
use proptest::prelude::*;

/// The example of Go's package sumdb/note, which the specification describes.
const PETER: &str = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";
const ANSWER: &str = "If you think cryptography is the answer to your problem,\n\
    then you don't know what your problem is.\n\
    \n\
    \u{2014} PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n";

pub fn log() -> Signer {
    Signer::new("mariupol.example/record", Role::Log, &[1; 32]).unwrap()
}

pub fn witness(name: &str, secret: u8) -> Signer {
    Signer::new(name, Role::Witness, &[secret; 32]).unwrap()
}

pub fn signed(text: &str, signers: &[(&Signer, u64)]) -> Note {
    let mut note = Note::unsigned(text.to_owned()).unwrap();
    for (signer, time) in signers {
        note.add(signer.sign(text, *time));
    }
    note
}

#[test]
fn the_published_example_holds_and_with_a_word_changed_does_not() {
    let key: VerifierKey = PETER.parse().unwrap();
    let note = Note::read(ANSWER.as_bytes()).unwrap();
    let held = note.held_by(std::slice::from_ref(&key)).unwrap();
    assert_eq!((held[0].key, held[0].time), (0, None));
    assert_eq!(note.to_string(), ANSWER);
    let changed = Note::read(ANSWER.replace("answer", "question").as_bytes()).unwrap();
    assert_eq!(changed.held_by(std::slice::from_ref(&key)), Err(Unverified::Wrong("PeterNeumann".to_owned())));
    assert_eq!(note.held_by(&[log().key().clone()]), Err(Unverified::Nobody));
}

#[test]
fn keys_and_notes_are_those_of_another_implementation_both_ways() {
    use signed_note::{StandardVerifier, Verifier, VerifierList};
    let log = log();
    let theirs = StandardVerifier::new(&log.key().to_string()).expect("they read our key");
    assert_eq!((theirs.name(), theirs.key_id()), (log.key().name(), log.key().id().0));
    let ours = signed("one\n\ntwo\n", &[(&log, 0), (&witness("red.example", 2), 7)]);
    let read = signed_note::Note::from_bytes(ours.to_string().as_bytes()).expect("they read our note");
    let (held, unknown) = read.verify(&VerifierList::new(vec![Box::new(theirs)])).expect("our signature holds");
    assert_eq!((held.len(), unknown.len()), (1, 1));

    let secret = [&[1_u8], [9; 32].as_slice()].concat();
    let public = Signer::new("their.example", Role::Log, &[9; 32]).unwrap();
    let encoded = {
        use base64::Engine;
        base64::engine::general_purpose::STANDARD.encode(secret)
    };
    let signer =
        signed_note::StandardSigner::new(&format!("PRIVATE+KEY+their.example+{}+{encoded}", public.key().id()));
    let mut note = signed_note::Note::new(b"said by them\n", &[]).unwrap();
    note.add_sigs(&[&signer.expect("they read the key")]).unwrap();
    let read = Note::read(&note.to_bytes()).expect("we read their note");
    assert_eq!(read.held_by(&[public.key().clone()]).unwrap().len(), 1);
}

#[test]
fn what_is_no_note_is_told_with_its_line() {
    let good = signed("a record\n3\n", &[(&log(), 0)]).to_string();
    let told = |text: &str| Note::read(text.as_bytes()).unwrap_err().to_string();
    let signature = good.lines().last().unwrap();
    let cases = [
        ("nothing", String::new()),
        ("no blank line", good.replacen("\n\n", "\n", 1)),
        ("nothing after it", "a record\n\n".to_owned()),
        ("cut", good.trim_end().to_owned()),
        ("Windows", good.replace('\n', "\r\n")),
        ("a tab", good.replace(' ', "\t")),
        ("a hyphen", good.replace('\u{2014}', "-")),
        ("no name", good.replace("mariupol.example/record ", "")),
        ("a plus", good.replace("mariupol.example", "mariupol+example")),
        ("no base64", good.replace(" mariupol.example/record ", " mariupol.example/record !")),
        ("short", format!("a record\n\n{} AAAA\n", &signature[..signature.rfind(' ').unwrap()])),
        ("many", format!("a record\n\n{}", format!("{signature}\n").repeat(65))),
    ];
    let words: Vec<String> = cases.iter().map(|(name, text)| format!("{name}: {}", told(text))).collect();
    insta::assert_snapshot!(words.join("\n"), @"
        nothing: it has no signatures: they stand after a blank line, each beginning with — (an em dash) and a space
        no blank line: it has no signatures: they stand after a blank line, each beginning with — (an em dash) and a space
        nothing after it: it has no signatures: they stand after a blank line, each beginning with — (an em dash) and a space
        cut: its last line is cut: a note ends with a line end
        Windows: line 1 has the control character U+000D, which a note cannot hold (was it saved with Windows line ends?)
        a tab: line 1 has the control character U+0009, which a note cannot hold (was it saved with Windows line ends?)
        a hyphen: line 4 is no signature: it does not begin with — (an em dash) and a space
        no name: line 4 is no signature: after the dash stands a name without spaces or plus signs, then a space, then the signature
        a plus: line 4 is no signature: after the dash stands a name without spaces or plus signs, then a space, then the signature
        no base64: line 4 is no signature: what follows the name is not base64
        short: line 3 is no signature: what follows the name is too short
        many: it has 65 signatures; 64 at most are read
        ");
    assert_eq!(Note::read(b"\xff\n\nx\n"), Err(NotANote::NotText(0)));
    assert_eq!(Note::read(&vec![b'a'; 300_000]), Err(NotANote::Long(300_000)));
    assert_eq!(Note::unsigned("no line end".to_owned()), None);
}

#[test]
fn what_is_no_key_is_told() {
    let good = log().key().to_string();
    let told = |text: &str| text.parse::<VerifierKey>().unwrap_err().to_string();
    let witness = witness("red.example", 2).key().to_string();
    let cases = [
        "mariupol".to_owned(),
        good.replace("mariupol", "mari upol"),
        good.replace("mariupol", "mariupolis"),
        good.replace("+A", "+B"),
        format!("{}+00000000+{}", "a", "Ag=="),
        format!("{}+00000000+{}", "a", "AQ=="),
        // A key of small order would accept signatures that nobody made.
        format!("a+00000000+AQ{}", "A".repeat(42)),
        witness.replace("red", "blue"),
    ];
    insta::assert_snapshot!(cases.map(|text| format!("{text}: {}", told(&text))).join("\n"), @"
        mariupol: a key is written name+id+key, where id is 8 hexadecimal digits and key is base64
        mari upol.example/record+8049cdc1+AYqI4910CfGV/VLbLTy6XXLKZwm/HZQSG/N0iAG0D29c: a key's name has neither spaces nor plus signs, nor control characters, and is not empty
        mariupolis.example/record+8049cdc1+AYqI4910CfGV/VLbLTy6XXLKZwm/HZQSG/N0iAG0D29c: its id should be 18d1ea76: the name, the id or the key was changed or mistyped
        mariupol.example/record+8049cdc1+BYqI4910CfGV/VLbLTy6XXLKZwm/HZQSG/N0iAG0D29c: a key of type 0x05 is not known here; known are 0x01 (Ed25519, of a log) and 0x04 (Ed25519, of a witness)
        a+00000000+Ag==: a key of type 0x02 is not known here; known are 0x01 (Ed25519, of a log) and 0x04 (Ed25519, of a witness)
        a+00000000+AQ==: it is no Ed25519 public key
        a+00000000+AQAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA: it is no Ed25519 public key
        blue.example+444a335a+BIE5dw6ofRdfVqNUZsNMfszLjYqRtO43ol32D1uPybOU: its id should be 8cd86557: the name, the id or the key was changed or mistyped
        ");
    assert_eq!(Signer::new("", Role::Log, &[1; 32]).unwrap_err(), NotAKey::Name);
}

#[test]
fn a_record_checkpoint_is_read_as_it_is_written_and_nothing_else_is() {
    let root = passage_record::digest::Digest::of(b"root");
    let good = Checkpoint::new("mariupol.example/record", 417, root).unwrap();
    let text = good.to_string();
    assert_eq!(text.parse(), Ok(good));
    let theirs = tlog_tiles::checkpoint::Checkpoint::from_bytes(text.as_bytes()).expect("they read it");
    assert_eq!((theirs.origin(), theirs.size(), theirs.hash().0), ("mariupol.example/record", 417, root.0));
    let extended = format!("{text}more\n").parse::<Checkpoint>().unwrap();
    assert_eq!(extended.extensions(), ["more"]);
    assert_eq!(extended.to_string(), format!("{text}more\n"));
    for (wrong, error) in [
        (text.replace("417", "0417"), NotACheckpoint::Size),
        (text.replace("417", "+417"), NotACheckpoint::Size),
        (text.replace("417", "99999999999999999999"), NotACheckpoint::Size),
        (text.replace("417", ""), NotACheckpoint::Size),
        (text.replace('=', ""), NotACheckpoint::Root),
        (text.trim_end().to_owned(), NotACheckpoint::Line(3)),
        (format!("\n{text}"), NotACheckpoint::Origin),
        (format!("{text}\n"), NotACheckpoint::Line(4)),
        ("a\n".to_owned(), NotACheckpoint::Size),
    ] {
        assert_eq!(wrong.parse::<Checkpoint>(), Err(error), "{wrong:?}");
    }
    assert_eq!(Checkpoint::new("two\nlines", 1, root), None);
}

proptest! {
    #[test]
    fn a_note_with_any_bit_changed_is_no_note_or_not_believed(at in any::<usize>(), bit in 0..8_u32) {
        let (log, witness) = (log(), witness("red.example", 2));
        let keys = [log.key().clone(), witness.key().clone()];
        let note = signed("mariupol.example/record\n417\n", &[(&log, 0), (&witness, 1_646_852_400)]);
        let mut bytes = note.to_string().into_bytes();
        let at = at % bytes.len();
        bytes[at] ^= 1 << bit;
        let believed = match Note::read(&bytes) {
            Err(_) => false,
            // A changed name or id makes a signature an unknown key's: the other one still stands, over the same text.
            Ok(read) => read.held_by(&keys).is_ok_and(|held| held.len() == 2 || read.text() != note.text()),
        };
        prop_assert!(!believed);
    }

    #[test]
    fn any_text_comes_back_as_it_was_signed(lines in proptest::collection::vec("[^\u{0}-\u{1f}]{0,20}", 1..6), time in 0..=i64::MAX as u64) {
        let text = format!("{}\n", lines.join("\n"));
        let (log, witness) = (log(), witness("red.example", 2));
        let note = signed(&text, &[(&log, 0), (&witness, time)]);
        let read = Note::read(note.to_string().as_bytes()).unwrap();
        prop_assert_eq!(&read, &note);
        let held = read.held_by(&[witness.key().clone(), log.key().clone()]).unwrap();
        prop_assert_eq!(held.iter().map(|held| (held.key, held.time)).collect::<Vec<_>>(), [(1, None), (0, Some(time))]);
    }

    #[test]
    fn no_bytes_stop_a_reader(bytes in proptest::collection::vec(any::<u8>(), 0..300), text in "(\u{2014} |old |extra |index |\n|[a-zA-Z0-9+/= ]){0,60}") {
        let _ = Note::read(&bytes);
        let _ = Note::read(text.as_bytes());
        let _ = text.parse::<VerifierKey>();
        let _ = text.parse::<Checkpoint>();
        let _ = text.parse::<passage_record::proof::Proof>();
        let _ = text.parse::<passage_record::policy::Policy>();
        let _ = text.parse::<passage_record::witness::Request>();
        let _ = text.parse::<passage_record::witness::Memory>();
        let _ = text.parse::<passage_record::tile::Tile>();
    }
}
