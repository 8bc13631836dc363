//! A program that is killed while it writes to a real disk.

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Command, Stdio};

use passage_record::folder::{Folder, Real, Settings};

use crate::entries::{entry_after, key};

/// Names the folder to the program that is to be killed.
const FOLDER: &str = "PASSAGE_RECORD_TO_BE_KILLED";

/// Few entries, so that tiles are made all the time.
const SETTINGS: Settings = Settings { entries: 300, bytes: 1 << 20 };

#[test]
fn what_a_killed_program_had_acknowledged_is_there() {
    let home = tempfile::tempdir().unwrap();
    let root = home.path().join("record");
    drop(Folder::init(Real::at(&root), SETTINGS).unwrap());
    let mut acknowledged = 0;
    for lines in [3, 11, 17, 29, 40] {
        acknowledged = killed_after(lines, &root);
        let mut folder = Folder::open(Real::at(&root), SETTINGS).unwrap();
        assert!(folder.size() >= acknowledged, "{} entries, and {acknowledged} were acknowledged", folder.size());
        let last = folder.size() - 1;
        assert!(passage_record::entry::Signed::read(folder.entry(last).unwrap()).is_ok());
    }
    assert!(acknowledged > 1_000);
}

/// Starts the program below, kills it when it has acknowledged this many batches, and says how many entries it had.
fn killed_after(lines: usize, root: &Path) -> u64 {
    let mut child = Command::new(std::env::current_exe().unwrap())
        .args(["--ignored", "--exact", "killed::append_until_killed", "--nocapture"])
        .env(FOLDER, root)
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let told = BufReader::new(child.stdout.take().unwrap()).lines().map_while(Result::ok);
    let sizes = told.filter_map(|line| line.strip_prefix("acknowledged ")?.parse::<u64>().ok());
    let last = sizes.take(lines).last().unwrap();
    child.kill().unwrap();
    child.wait().unwrap();
    last
}

/// The program that is killed: appends for as long as it lives.
#[test]
#[ignore = "started and killed by the test above"]
fn append_until_killed() {
    let Some(root) = std::env::var_os(FOLDER) else { return };
    let mut folder = Folder::open(Real::at(Path::new(&root)), SETTINGS).unwrap();
    let parent = match folder.size() {
        0 => None,
        size => Some(passage_record::entry::Signed::read(folder.entry(size - 1).unwrap()).unwrap()),
    };
    let mut last = parent;
    loop {
        let mut batch = Vec::new();
        for _ in 0..37 {
            let signed = entry_after(1, last.as_ref(), b"counted").sign(&key(1)).unwrap();
            last = Some(signed.clone());
            batch.push(signed);
        }
        let done = folder.append(&batch).unwrap();
        println!("\nacknowledged {}", done.first + done.count);
    }
}
