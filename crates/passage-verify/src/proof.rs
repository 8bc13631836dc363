//! Proofs of one entry (C2SP tlog-proof).

use crate::bytes::{Hash, decimal, hash_from_base64};
use crate::entry::{Wrong, read};
use crate::note::{Checkpoint, Note, standing};
use crate::policy::Policy;
use crate::report::Report;
use crate::tree::{leaf, root_by_path};

/// How every proof begins.
pub const FIRST_LINE: &str = "c2sp.org/tlog-proof@v1\n";

/// Checks the proof `whole` of the entry `entry`.
pub fn check(whole: &str, entry: Option<&[u8]>, policy: Option<&Policy>, report: &mut Report) -> Result<(), String> {
    let (head, note) = whole.split_once("\n\n").ok_or("it has no blank line before the record checkpoint")?;
    let mut lines = head.split('\n').skip(1).peekable();
    let _ = lines.next_if(|line| line.starts_with("extra "));
    let index = lines.next().and_then(|line| line.strip_prefix("index ")).and_then(decimal);
    let index = index.ok_or("no line says which entry it proves")?;
    let path: Option<Vec<Hash>> = lines.map(hash_from_base64).collect();
    let path = path.filter(|path| path.len() <= 64).ok_or("one of its lines should be a hash and is none")?;
    let note = Note::read(note)?;
    let checkpoint = Checkpoint::read(&note.text).ok_or("what is signed in it is no record checkpoint")?;
    let Checkpoint { origin, size, root } = &checkpoint;
    let Some(entry) = entry else {
        report.missing(
            "no-entry",
            format!("It is a proof of entry {index} of the record {origin}: give the entry itself with --entry."),
            format!("Це доказ запису {index} журналу {origin}: задайте сам запис через --entry."),
        );
        standing(&note, &checkpoint, policy, report);
        return Ok(());
    };
    if root_by_path(leaf(entry), index, *size, &path) == Some(*root) {
        report.holds(
            "entry",
            format!("The entry is number {index} of the record {origin} as it was with {size} entries."),
            format!("Запис має номер {index} у журналі {origin}, коли там було записів: {size}."),
        );
    } else {
        report.broken(
            "entry",
            format!("The entry is not number {index} of the record {origin} as it was with {size} entries: entry, proof or checkpoint was changed."),
            format!("Це не запис {index} журналу {origin}, коли там було записів: {size}. Змінено запис, доказ або контрольну точку."),
        );
    }
    match read(entry) {
        Ok(_) => report.holds(
            "author",
            "The entry bears its author's signature.".to_owned(),
            "Запис має підпис свого автора.".to_owned(),
        ),
        Err(Wrong::Signature) => report.broken(
            "author",
            "The entry does not bear its author's signature: it was changed, or another wrote it.".to_owned(),
            "Запис не має підпису свого автора: його змінено або написав хтось інший.".to_owned(),
        ),
        Err(Wrong::Form) => report.open(
            "form",
            "What is proven is not an entry of passage; whoever wrote it cannot be told from it.".to_owned(),
            "Доведене не є записом passage; з нього не видно, хто його написав.".to_owned(),
        ),
    }
    standing(&note, &checkpoint, policy, report);
    Ok(())
}
