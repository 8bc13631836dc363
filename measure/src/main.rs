//! Measures the record's folder beside SQLite: `cargo run --release --manifest-path measure/Cargo.toml -- [ENTRIES] [BODY] [FOLDER]`.
//!
//! Both make batches of 256 durable, turn by turn on one disk. SQLite inserts the bodies alone, in WAL mode with
//! `synchronous=FULL`; the record appends whole entries, each with its leaf of the tree. Signing is timed apart.

use std::error::Error;
use std::path::Path;
use std::time::{Duration, Instant};

use ed25519_dalek::SigningKey;
use passage_record::entry::{Author, Entry, Signed};
use passage_record::folder::{Folder, Real, Settings};
use passage_record::tree;

/// Entries to a batch, as issue and reference page say.
const BATCH: usize = 256;
/// Batches that one of the two makes before it is the other's turn.
const TURN: usize = 16;

#[derive(Default)]
struct Times {
    signing: Duration,
    record: Duration,
    sqlite: Duration,
}

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let count: usize = arguments.next().map_or(Ok(1_000_000), |text| text.parse())?;
    let body: usize = arguments.next().map_or(Ok(200), |text| text.parse())?;
    let home = match arguments.next() {
        Some(folder) => tempfile::tempdir_in(folder)?,
        None => tempfile::tempdir()?,
    };
    let mut folder = Folder::init(Real::at(&home.path().join("record")), Settings::default())?;
    let mut database = rusqlite::Connection::open(home.path().join("bodies.sqlite"))?;
    database.pragma_update(None, "journal_mode", "WAL")?;
    database.pragma_update(None, "synchronous", "FULL")?;
    database.execute("CREATE TABLE bodies (body BLOB NOT NULL)", [])?;
    let times = append(count, body, &mut folder, &mut database)?;
    drop((folder, database));
    println!("{count} entries with bodies of {body} bytes, in batches of {BATCH}, one sync each, turn by turn\n");
    println!("| what | seconds | entries a second |\n|---|---:|---:|");
    for (what, time) in [
        ("the record: append, durable, tree and tiles", times.record),
        ("SQLite, WAL, synchronous=FULL: insert the bodies", times.sqlite),
        ("signing (apart)", times.signing),
    ] {
        println!("| {what} | {:.2} | {:.0} |", time.as_secs_f64(), count as f64 / time.as_secs_f64());
    }
    println!("\nSQLite takes {:.2} times as long.", times.sqlite.as_secs_f64() / times.record.as_secs_f64());
    after(count, home.path())
}

fn append(
    count: usize,
    body: usize,
    folder: &mut Folder<Real>,
    database: &mut rusqlite::Connection,
) -> Result<Times, Box<dyn Error>> {
    let key = SigningKey::from_bytes(&[7; 32]);
    let mut times = Times::default();
    let mut last: Option<Signed> = None;
    for start in (0..count).step_by(BATCH * TURN) {
        let begun = Instant::now();
        let mut turn = Vec::new();
        for number in start..count.min(start + BATCH * TURN) {
            let signed = entry(&key, last.as_ref(), number, body).sign(&key)?;
            last = Some(signed.clone());
            turn.push(signed);
        }
        times.signing += begun.elapsed();
        let begun = Instant::now();
        for batch in turn.chunks(BATCH) {
            folder.append(batch)?;
        }
        times.record += begun.elapsed();
        let begun = Instant::now();
        for batch in turn.chunks(BATCH) {
            let transaction = database.transaction()?;
            {
                let mut insert = transaction.prepare_cached("INSERT INTO bodies (body) VALUES (?1)")?;
                for signed in batch {
                    insert.execute([&signed.entry().body])?;
                }
            }
            transaction.commit()?;
        }
        times.sqlite += begun.elapsed();
    }
    Ok(times)
}

/// An entry as a checkpoint's counter writes it, with a body of this many bytes.
fn entry(key: &SigningKey, last: Option<&Signed>, number: usize, length: usize) -> Entry {
    let body = format!(
        r#"{{"children":{},"measure":"passed.people","note":"{:0>90}","people":{},"place":"Vasylivka","point":"checkpoint"}}"#,
        number % 9,
        number,
        number % 61
    );
    Entry {
        author: Author(key.verifying_key().to_bytes()),
        sequence: number as u64,
        parent: last.map(Signed::address),
        happened: 1_646_467_200 + number as i64,
        written: 1_646_467_200 + number as i64,
        ticks: number as u64 + 1,
        kind: "count".to_owned(),
        reason: "counted at the barrier".to_owned(),
        commitments: Vec::new(),
        body: format!("{body:length$}").into_bytes(),
    }
}

/// What can be done with the record when it is written.
fn after(count: usize, home: &Path) -> Result<(), Box<dyn Error>> {
    let begun = Instant::now();
    let mut folder = Folder::open(Real::at(&home.join("record")), Settings::default())?;
    println!("\nOpening: {:.0} ms.", begun.elapsed().as_secs_f64() * 1000.0);
    let (size, root) = (folder.size(), folder.root());
    let begun = Instant::now();
    let mut longest = 0;
    let samples: Vec<u64> = (0..100).map(|sample| sample * size / 100).collect();
    for index in &samples {
        let path = tree::inclusion(&mut folder, *index, size)?.unwrap_or_default();
        let leaf = tree::leaf(folder.entry(*index)?);
        tree::check_inclusion(leaf, *index, size, root, &path)?;
        longest = longest.max(path.len());
    }
    let each = begun.elapsed().as_secs_f64() * 1000.0 / samples.len() as f64;
    println!("A proof that an entry is in it: {longest} hashes, {each:.1} ms to make and check.");
    let begun = Instant::now();
    let mut frontier = tree::Frontier::default();
    for index in 0..size {
        let signed = Signed::read(folder.entry(index)?)?;
        frontier.push(tree::leaf(signed.bytes()));
    }
    assert!(frontier.root() == root && size == count as u64, "the record is not what was written");
    println!("Verifying all of it, every signature: {:.1} s.", begun.elapsed().as_secs_f64());
    Ok(())
}
