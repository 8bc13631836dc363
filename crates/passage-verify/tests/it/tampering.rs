//! Whatever is done to a record is seen, given one record checkpoint that another kept, and told for what it is.

use std::collections::BTreeMap;

use passage_record::entry::Entry;
use proptest::prelude::*;

use crate::made::{bundles, checkpoint, day, policy, record, sign, signed, tiles, verify, witness, write};

const ENTRIES: usize = 40;
const AUTHORS: u8 = 3;

/// What somebody does to a record.
#[derive(Clone, Debug)]
enum Tampering {
    /// One bit of one byte of one file.
    Flip { at: usize, bit: u8 },
    /// A file is cut.
    Cut { file: usize, to: usize },
    /// A file is taken away.
    Lose { file: usize },
    /// An entry is taken out.
    Drop(usize),
    /// Two entries change places.
    Swap(usize, usize),
    /// An entry stands there once more.
    Repeat { entry: usize, before: usize },
    /// The last entries are cut off.
    Truncate(usize),
    /// Its author writes an entry anew, with an earlier time.
    BackDate { entry: usize, seconds: i64 },
    /// Its author writes an entry anew, with another body.
    Rewrite(usize),
}

/// What else whoever tampers can do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Power {
    /// Nothing.
    None,
    /// Make the files of the tree anew.
    Tree,
    /// And sign a new record checkpoint with the log's key.
    Log,
}

fn tampering() -> impl Strategy<Value = Tampering> {
    let entry = 0..ENTRIES;
    prop_oneof![
        4 => (any::<usize>(), 0..8_u8).prop_map(|(at, bit)| Tampering::Flip { at, bit }),
        1 => (any::<usize>(), any::<usize>()).prop_map(|(file, to)| Tampering::Cut { file, to }),
        1 => any::<usize>().prop_map(|file| Tampering::Lose { file }),
        1 => entry.clone().prop_map(Tampering::Drop),
        1 => (entry.clone(), entry.clone()).prop_map(|(a, b)| Tampering::Swap(a, b)),
        1 => (entry.clone(), entry.clone()).prop_map(|(entry, before)| Tampering::Repeat { entry, before }),
        1 => (1..ENTRIES).prop_map(Tampering::Truncate),
        1 => (entry.clone(), 1..10_000_i64).prop_map(|(entry, seconds)| Tampering::BackDate { entry, seconds }),
        1 => entry.prop_map(Tampering::Rewrite),
    ]
}

fn power() -> impl Strategy<Value = Power> {
    prop_oneof![Just(Power::None), Just(Power::Tree), Just(Power::Log)]
}

/// The honest record, its entries before and after they were signed.
struct Honest {
    entries: Vec<Entry>,
    bytes: Vec<Vec<u8>>,
    files: BTreeMap<String, Vec<u8>>,
}

fn honest() -> Honest {
    let entries = day(ENTRIES, AUTHORS);
    let bytes = signed(&entries, AUTHORS);
    let files = record(&bytes, &[(witness("A", 2), 1_646_852_400)]);
    Honest { entries, bytes, files }
}

/// The entries after tampering; none where files were tampered with, and entries not.
fn changed_entries(honest: &Honest, tampering: &Tampering) -> Option<Vec<Vec<u8>>> {
    let mut bytes = honest.bytes.clone();
    let anew = |at: usize, change: &dyn Fn(&mut Entry)| {
        let mut entry = honest.entries[at].clone();
        change(&mut entry);
        sign(&entry, (at % usize::from(AUTHORS)) as u8).0
    };
    match *tampering {
        Tampering::Flip { .. } | Tampering::Cut { .. } | Tampering::Lose { .. } => return None,
        Tampering::Drop(at) => drop(bytes.remove(at)),
        Tampering::Swap(a, b) => bytes.swap(a, b),
        Tampering::Repeat { entry, before } => bytes.insert(before, bytes[entry].clone()),
        Tampering::Truncate(to) => bytes.truncate(to),
        Tampering::BackDate { entry, seconds } => bytes[entry] = anew(entry, &|entry| entry.written -= seconds),
        Tampering::Rewrite(at) => bytes[at] = anew(at, &|entry| entry.body = b"nobody at all".to_vec()),
    }
    Some(bytes)
}

/// The files after tampering.
fn tampered(honest: &Honest, tampering: &Tampering, power: Power) -> BTreeMap<String, Vec<u8>> {
    let mut files = honest.files.clone();
    let which = |file: usize| honest.files.keys().nth(file % honest.files.len()).unwrap().clone();
    match *tampering {
        Tampering::Flip { at, bit } => {
            let mut at = at % honest.files.values().map(Vec::len).sum::<usize>();
            for bytes in files.values_mut() {
                match bytes.get_mut(at) {
                    Some(byte) => {
                        *byte ^= 1 << bit;
                        break;
                    }
                    None => at -= bytes.len(),
                }
            }
        }
        Tampering::Cut { file, to } => {
            let bytes = files.get_mut(&which(file)).unwrap();
            bytes.truncate(to % bytes.len());
        }
        Tampering::Lose { file } => {
            files.remove(&which(file));
        }
        _ => {}
    }
    let Some(entries) = changed_entries(honest, tampering) else { return files };
    // The names of the files follow the number of entries; who does not make the tree anew keeps its files and checkpoint.
    files.retain(|name, _| !name.starts_with("tile/entries/"));
    let made = bundles(&entries);
    let named =
        |name: &str| if power == Power::Log { name.to_owned() } else { format!("tile/entries/000.p/{ENTRIES}") };
    files.extend(made.into_iter().map(|(name, bytes)| (named(&name), bytes)));
    if power != Power::None {
        files.retain(|name, _| name.starts_with("tile/entries/") || name == "checkpoint");
        files.extend(tiles(&entries));
    }
    if power == Power::Log {
        files.insert("checkpoint".to_owned(), checkpoint(&entries, &[]).to_string().into_bytes());
    }
    files
}

/// The first place at which the entries differ from the honest ones.
fn first_difference(honest: &Honest, entries: &[Vec<u8>]) -> usize {
    honest.bytes.iter().zip(entries).take_while(|(a, b)| a == b).count()
}

fn check(honest: &Honest, tampering: &Tampering, power: Power) -> Result<(), TestCaseError> {
    let files = tampered(honest, tampering, power);
    let entries = changed_entries(honest, tampering);
    if entries.as_ref() == Some(&honest.bytes) {
        // An entry that changes places with itself.
        return Ok(());
    }
    let same = files == honest.files;
    let folder = tempfile::tempdir_in(memory()).unwrap();
    write(folder.path(), &files);
    std::fs::write(folder.path().join("policy"), policy()).unwrap();
    let kept = checkpoint(&honest.bytes, &[(witness("B", 3), 1_646_852_400)]).to_string();
    std::fs::write(folder.path().join("kept"), kept).unwrap();
    let answer = verify(folder.path(), &["FOLDER", "--policy", "FOLDER/policy", "--kept", "FOLDER/kept"]);
    let said = format!("{}{}", answer.words, answer.complaint);
    prop_assert_eq!(answer.status == 0, same, "{:?} {:?}\n{}", tampering, power, said);
    let says = |words: &str| said.contains(words);
    let Some(entries) = entries.filter(|_| !same) else { return Ok(()) };
    let by = "the record cosigned by B at 19:00 UTC on 9 March 2022";
    let first = first_difference(honest, &entries);
    match (tampering, power) {
        (Tampering::Truncate(to), Power::Log) => {
            prop_assert!(
                says(&format!("The record has {to} entries, and {by} has {ENTRIES}: its end was cut off")),
                "{}",
                said
            );
        }
        (Tampering::Drop(_), Power::Log) => {
            prop_assert!(says(&format!("and {by} has {ENTRIES}: its end was cut off")), "{}", said);
        }
        (_, Power::Log) if first == ENTRIES => prop_assert!(says("or one entry twice"), "{}", said),
        (_, Power::Log) => prop_assert!(says(&format!("entries are not those of {by}")), "{}", said),
        // Without the log's key fewer entries than its checkpoint says cannot even be read.
        (Tampering::Truncate(_) | Tampering::Drop(_), _) => {
            prop_assert!(says("is cut at entry") || says("is missing"), "{}", said);
        }
        // The last entry once more, after all of the record.
        _ if first == ENTRIES => prop_assert!(says("bytes more than its name says"), "{}", said),
        (_, Power::Tree) => prop_assert!(says(&format!("entries are not those of {by}")), "{}", said),
        (_, Power::None) => prop_assert!(says(&format!("Entry {first} does not match {by}.")), "{}", said),
    }
    match tampering {
        Tampering::BackDate { entry, .. } if *entry + usize::from(AUTHORS) < ENTRIES => {
            let child = *entry + usize::from(AUTHORS);
            prop_assert!(says(&format!("Entry {child} of author")), "its child follows another: {}", said);
        }
        _ => {}
    }
    Ok(())
}

/// A folder in memory where the machine has one: the files are small and many.
fn memory() -> std::path::PathBuf {
    let shared = std::path::PathBuf::from("/dev/shm");
    if shared.is_dir() { shared } else { std::env::temp_dir() }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(
        // The hundred thousand of docs/concepts/threats.md: PASSAGE_TAMPERINGS=100000 cargo test -p passage-verify tampering
        std::env::var("PASSAGE_TAMPERINGS").ok().and_then(|count| count.parse().ok()).unwrap_or(400),
    ))]

    #[test]
    fn everything_that_is_done_to_a_record_is_seen_and_named(tampering in tampering(), power in power()) {
        use std::sync::OnceLock;
        static HONEST: OnceLock<Honest> = OnceLock::new();
        check(HONEST.get_or_init(honest), &tampering, power)?;
    }
}
