//! A whole record in its folder: every entry, the files of the tree, the record checkpoint, and those kept elsewhere.
//!
//! The files are those of C2SP tlog-tiles: `checkpoint`, `tile/entries/...`, `tile/0/...` and so on.

use std::collections::BTreeSet;
use std::path::Path;

use crate::bytes::{Hash, moment};
use crate::entry::{Entry, Wrong, chains, read};
use crate::note::{Checkpoint, Note, standing};
use crate::policy::Policy;
use crate::report::Report;
use crate::tree::{leaf, node, root};

/// Hashes in a tile, entries in a bundle.
const WIDTH: u64 = 256;

/// How many faults of one sort are named before the rest is counted.
const MOST_NAMED: usize = 20;

/// Checks the record in `folder`; `kept` are record checkpoints from elsewhere, with their names.
pub fn check(
    folder: &Path,
    policy: Option<&Policy>,
    kept: &[(String, Vec<u8>)],
    report: &mut Report,
) -> Result<(), String> {
    let file = folder.join("checkpoint");
    let whole =
        std::fs::read_to_string(&file).map_err(|error| format!("{} cannot be read: {error}", file.display()))?;
    let note = Note::read(&whole).map_err(|error| format!("{}: {error}", file.display()))?;
    let own = Checkpoint::read(&note.text).ok_or_else(|| format!("{} is no record checkpoint", file.display()))?;
    let (origin, size) = (&own.origin, own.size);
    report.note(
        "record",
        format!("The record {origin} with {size} entries, which are counted from 0."),
        format!("Журнал {origin}, записів {size}; лік від 0."),
    );
    let leaves = entries(folder, size, report)?;
    let tiles = tree_files(folder, size, &leaves, report);
    compare(
        &leaves,
        &tiles,
        &own,
        &["the record as its own checkpoint has it", " за його власною контрольною точкою"],
        report,
    );
    standing(&note, &own, policy, report);
    for (name, bytes) in kept {
        held_against(name, bytes, (&leaves, &tiles, &own), policy, report)?;
    }
    if kept.is_empty() {
        report.open(
            "none-kept",
            "A record that was cut or written anew by whoever holds its key cannot be told from this alone: give a record \
             checkpoint that another kept, with --kept."
                .to_owned(),
            "Журнал, що його обрізав або переписав власник ключа, звідси не розпізнати: задайте через --kept контрольну точку, \
             яку зберіг хтось інший."
                .to_owned(),
        );
    }
    Ok(())
}

/// The bytes of `tile/ROW/...` number `index`, of which `width` hashes or entries are needed, and how many it has.
fn tile(folder: &Path, row: &str, index: u64, width: u64) -> Option<(Vec<u8>, u64)> {
    let mut path = format!("{:03}", index % 1000);
    let mut rest = index / 1000;
    while rest > 0 {
        path = format!("x{:03}/{path}", rest % 1000);
        rest /= 1000;
    }
    let base = format!("tile/{row}/{path}");
    // The partial file of this width, or a wider one, or the full one, holds the same at its front.
    let partial =
        (width..WIDTH).find_map(|wide| Some((std::fs::read(folder.join(format!("{base}.p/{wide}"))).ok()?, wide)));
    partial.or_else(|| Some((std::fs::read(folder.join(&base)).ok()?, WIDTH)))
}

/// Widths of the tiles of a row of `count`.
fn widths(count: u64) -> impl Iterator<Item = (u64, u64)> {
    (0..count.div_ceil(WIDTH)).map(move |index| (index, (count - index * WIDTH).min(WIDTH)))
}

/// Reads every entry, checks signatures and chains, and answers their leaf hashes.
fn entries(folder: &Path, size: u64, report: &mut Report) -> Result<Vec<Hash>, String> {
    let mut leaves = Vec::new();
    let mut read_entries: Vec<(u64, Entry)> = Vec::new();
    let (mut unsigned, mut formless) = (Vec::new(), Vec::new());
    for (index, width) in widths(size) {
        let (bytes, wide) = tile(folder, "entries", index, width).ok_or_else(|| {
            format!("the file of entries {} to {} is missing", index * WIDTH, index * WIDTH + width - 1)
        })?;
        let mut rest = bytes.as_slice();
        for at in 0..wide {
            let number = index * WIDTH + at;
            let cut = || format!("the file of entries {} and on is cut at entry {number}", index * WIDTH);
            let (length, after) = rest.split_first_chunk().ok_or_else(cut)?;
            let (entry, after) = after.split_at_checked(usize::from(u16::from_be_bytes(*length))).ok_or_else(cut)?;
            rest = after;
            if at >= width {
                // A wider file than this state needs: of a later one.
                continue;
            }
            leaves.push(leaf(entry));
            match read(entry) {
                Ok(entry) => read_entries.push((number, entry)),
                Err(Wrong::Signature) => unsigned.push(number),
                Err(Wrong::Form) => formless.push(number),
            }
        }
        if !rest.is_empty() {
            let (first, count) = (index * WIDTH, rest.len());
            report.broken(
                "beyond",
                format!("The file of entries {first} and on has {count} bytes more than its name says: something was put in."),
                format!("Файл записів від {first} має на {count} байтів більше, ніж каже його назва: щось додано."),
            );
        }
    }
    named(
        &unsigned,
        |which, uk| {
            if uk {
                format!("{which}: підпис не належить авторові, запис змінено")
            } else {
                format!("{which}: not signed by its author, so it was changed")
            }
        },
        "entry-signature",
        report,
    );
    named(
        &formless,
        |which, uk| {
            if uk {
                format!("{which}: не має форми запису")
            } else {
                format!("{which}: has not the form of an entry")
            }
        },
        "entry-form",
        report,
    );
    if unsigned.is_empty() && formless.is_empty() {
        report.holds(
            "entries",
            format!("Each of the {size} entries bears its author's signature."),
            format!("Кожен запис має підпис свого автора (записів {size})."),
        );
    }
    chains(&read_entries, report);
    Ok(leaves)
}

/// Names entries one by one, and counts what would be too many.
fn named(numbers: &[u64], words: impl Fn(String, bool) -> String, code: &'static str, report: &mut Report) {
    for number in numbers.iter().take(MOST_NAMED) {
        report.broken(
            code,
            format!("{}.", words(format!("Entry {number}"), false)),
            format!("{}.", words(format!("Запис {number}"), true)),
        );
    }
    if let Some(more) = numbers.len().checked_sub(MOST_NAMED).filter(|more| *more > 0) {
        report.broken(
            code,
            format!("And {more} entries more of the same."),
            format!("І ще записів із тим самим: {more}."),
        );
    }
}

/// Reads the files of the tree and checks each against the entries; answers the leaf hashes that they hold.
fn tree_files(folder: &Path, size: u64, leaves: &[Hash], report: &mut Report) -> Vec<Hash> {
    let (mut row, mut found) = (leaves.to_vec(), Vec::new());
    let mut wrong = Vec::new();
    for level in 0..8_u8 {
        for (index, width) in widths(row.len() as u64) {
            let start = (index * WIDTH) as usize;
            let expected = &row[start..start + width as usize];
            // Of another length than its name says, it is no tile.
            let read = tile(folder, &level.to_string(), index, width)
                .and_then(|(bytes, wide)| (bytes.len() as u64 == 32 * wide).then_some(bytes));
            let hashes: Vec<Hash> =
                read.iter().flat_map(|bytes| bytes.chunks_exact(32)).filter_map(|hash| hash.try_into().ok()).collect();
            let front = hashes.get(..width as usize).unwrap_or_default();
            if front != expected {
                wrong.push(format!("tile/{level}/{index}"));
            }
            if level == 0 {
                found.extend_from_slice(front);
            }
        }
        row = row.chunks_exact(WIDTH as usize).map(whole).collect();
    }
    if wrong.is_empty() {
        report.holds(
            "tree",
            format!("The files of the tree are those of the {size} entries."),
            "Файли дерева відповідають записам.".to_owned(),
        );
    } else {
        let (count, first) = (wrong.len(), &wrong[0]);
        report.broken(
            "tree",
            format!("Files of the tree do not belong to the entries beside them: {count}, the first of them {first}."),
            format!("Файли дерева не відповідають записам поруч: {count}, перший із них {first}."),
        );
    }
    found
}

/// The node over a full tile.
fn whole(hashes: &[Hash]) -> Hash {
    let mut row = hashes.to_vec();
    while row.len() > 1 {
        row = row.chunks_exact(2).map(|pair| node(pair[0], pair[1])).collect();
    }
    row[0]
}

/// Compares the entries with a record checkpoint: the same, or which of them do not belong, or that it cannot be told.
fn compare(leaves: &[Hash], tiles: &[Hash], checkpoint: &Checkpoint, whose: &[&str; 2], report: &mut Report) -> bool {
    let size = checkpoint.size as usize;
    let of_entries = leaves.get(..size).map(root);
    if of_entries == Some(checkpoint.root) {
        report.holds(
            "root",
            format!("The first {size} entries are those of {}.", whose[0]),
            format!("Перші записи ({size}) – ті самі, що в журналі{}.", whose[1]),
        );
        return true;
    }
    // Where the files of the tree still lead to the root, they tell which entries were changed.
    let of_tiles = tiles.get(..size).map(root);
    if of_tiles == Some(checkpoint.root) {
        let changed: BTreeSet<u64> = (0..size).filter(|at| leaves[*at] != tiles[*at]).map(|at| at as u64).collect();
        let changed: Vec<u64> = changed.into_iter().collect();
        named(
            &changed,
            |which, uk| {
                if uk {
                    format!("{which} не такий, як у журналі{}", whose[1])
                } else {
                    format!("{which} does not match {}", whose[0])
                }
            },
            "entry-changed",
            report,
        );
    } else {
        report.broken(
            "root",
            format!("The first {size} entries are not those of {}: at least one was changed, put in, taken out or moved. Which one cannot be told, since the files of the tree were changed too.", whose[0]),
            format!("Перші записи ({size}) не ті, що в журналі{}: щонайменше один змінено, додано, вилучено або переставлено. Який саме, не видно, бо змінено й файли дерева.", whose[1]),
        );
    }
    false
}

/// Holds the record against a record checkpoint that somebody kept.
fn held_against(
    name: &str,
    bytes: &[u8],
    (leaves, tiles, own): (&[Hash], &[Hash], &Checkpoint),
    policy: Option<&Policy>,
    report: &mut Report,
) -> Result<(), String> {
    let text = std::str::from_utf8(bytes).map_err(|_| format!("{name} is not text"))?;
    let note = Note::read(text).map_err(|error| format!("{name}: {error}"))?;
    let kept = Checkpoint::read(&note.text).ok_or_else(|| format!("{name} is no record checkpoint"))?;
    report.note(
        "kept",
        format!("Held against {name}, of {} entries:", kept.size),
        format!("Порівняно з {name}, записів {}:", kept.size),
    );
    if kept.origin != own.origin {
        return Err(format!("{name} is of another record, {}", kept.origin));
    }
    let cosigned = standing(&note, &kept, policy, report);
    let whose = match cosigned.as_ref().and_then(|all| all.first()) {
        Some((who, time)) => {
            let [english, ukrainian] = moment(*time as i64);
            [
                format!("the record cosigned by {who} at {english}"),
                format!(", який співпідписав свідок {who} {ukrainian}"),
            ]
        }
        None => [format!("the record in {name}"), format!(" за файлом {name}")],
    };
    if kept.size > own.size {
        report.broken(
            "cut",
            format!(
                "The record has {} entries, and {} has {}: its end was cut off, or this is an older copy.",
                own.size, whose[0], kept.size
            ),
            format!(
                "Тут записів {}, а в журналі{} їх {}: кінець відрізано, або це старіша копія.",
                own.size, whose[1], kept.size
            ),
        );
        return Ok(());
    }
    compare(leaves, tiles, &kept, &[&whose[0], &whose[1]], report);
    Ok(())
}
