//! Making and opening folders, and what is put right then.

use super::disk::{Disk, DiskError};
use super::error::{FolderError, Remark};
use super::index::Index;
use super::reading::TileFiles;
use super::{FORMAT, Folder, SPARE_JOURNAL, Settings, journal, journal_at};
use crate::tile::Tiles;
use crate::tree::{Frontier, Nodes};

const FORMAT_FILE: &str = "FORMAT";
const FORMAT_WORDS: &str = "passage record folder ";
const LOCK: &str = "LOCK";

/// A number of leaves of the tree that one hash of tile level `level` stands for.
fn leaves_below(level: usize) -> Option<u64> {
    256_u64.checked_pow(u32::try_from(level).ok()?)
}

impl<D: Disk> Folder<D> {
    /// Makes a record without entries, durable when this returns.
    pub fn init(mut disk: D, settings: Settings) -> Result<Folder<D>, FolderError> {
        disk.make_directory("")?;
        disk.lock(LOCK)?;
        let made = start(&mut disk);
        disk.unlock();
        made?;
        Folder::open(disk, settings)
    }

    /// Opens a record to append to it, and puts right what a crash left. One program at a time can.
    pub fn open(mut disk: D, settings: Settings) -> Result<Folder<D>, FolderError> {
        check_format(&mut disk)?;
        disk.lock(LOCK)?;
        let mut folder = load(disk, settings, true)?;
        folder.renew()?;
        Ok(folder)
    }

    /// Opens a record to read it. Nothing is written, and another program may write at the same time: what is seen is
    /// what was there when it was opened.
    pub fn view(mut disk: D, settings: Settings) -> Result<Folder<D>, FolderError> {
        check_format(&mut disk)?;
        load(disk, settings, false)
    }

    /// Writes FORMAT, the checkpoint and the whole frames of the journal anew, for what a system shows after a failed sync, or of a program
    /// that ended before one, may not be on the disk; takes away what a crash left.
    fn renew(&mut self) -> Result<(), FolderError> {
        let left = self.disk.list("settling")?;
        for name in &left {
            self.disk.remove(&format!("settling/{name}"))?;
        }
        if !left.is_empty() {
            self.remarks.push(Remark::Unsettled { files: left.len() });
        }
        let journal = self.journal();
        let mut frames = self.disk.read(&journal)?;
        frames.truncate(usize::try_from(self.journal_length).unwrap_or(usize::MAX));
        let mut files = vec![(FORMAT_FILE, format_bytes().into_bytes()), (&journal, frames)];
        files.extend(self.checkpoint()?.map(|bytes| ("checkpoint", bytes)));
        let written: Vec<String> = (0..files.len()).map(|number| format!("settling/{number}")).collect();
        for (from, (_, bytes)) in written.iter().zip(&files) {
            self.disk.create(from, bytes)?;
        }
        self.disk.sync_files(&written)?;
        for (from, (to, _)) in written.iter().zip(&files) {
            self.disk.rename(from, to)?;
        }
        self.disk.sync_directories(&[String::new(), "journal".to_owned()])?;
        for name in self.disk.list("journal")? {
            let path = format!("journal/{name}");
            if path != journal {
                self.disk.remove(&path)?;
                if path != SPARE_JOURNAL {
                    self.remarks.push(Remark::LeftOver { path });
                }
            }
        }
        Ok(())
    }
}

/// The directory that holds `path`.
pub(super) fn directory_of(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(directory, _)| directory)
}

/// Makes the files of a record without entries; FORMAT comes last, for without it there is no record.
fn start<D: Disk>(disk: &mut D) -> Result<(), FolderError> {
    if disk.list("")?.iter().any(|name| name == FORMAT_FILE) {
        return Err(FolderError::AlreadyThere);
    }
    // Where FORMAT alone is missing, the entries are not to be written over.
    for path in disk.list("journal")?.into_iter().map(|name| format!("journal/{name}")) {
        if path != journal_at(0) || disk.read(&path)?.len() > journal::HEAD.len() {
            return Err(damaged(FORMAT_FILE, "it is missing, and there are entries"));
        }
    }
    for directory in ["journal", "settling", "tile"] {
        disk.make_directory(directory)?;
    }
    let journal = journal_at(0);
    disk.create(&journal, journal::HEAD)?;
    disk.create("settling/format", format_bytes().as_bytes())?;
    disk.sync_files(&[journal, "settling/format".to_owned()])?;
    disk.sync_directories(&["journal".to_owned(), String::new()])?;
    disk.rename("settling/format", FORMAT_FILE)?;
    Ok(disk.sync_directories(&[String::new()])?)
}

/// What FORMAT says.
fn format_bytes() -> String {
    format!("{FORMAT_WORDS}{FORMAT}\n")
}

fn check_format<D: Disk>(disk: &mut D) -> Result<(), FolderError> {
    let bytes = match disk.read(FORMAT_FILE) {
        Err(DiskError::Missing { .. }) => return Err(FolderError::NoRecord),
        read => read?,
    };
    let text = String::from_utf8_lossy(&bytes);
    let number = text.strip_prefix(FORMAT_WORDS).and_then(|rest| rest.split(['\n', ' ']).next()?.parse::<u32>().ok());
    match number {
        Some(found) if found > FORMAT => Err(FolderError::Newer { found, known: FORMAT }),
        Some(_) if text == format_bytes() => Ok(()),
        _ => {
            let what = format!("it should read \"{FORMAT_WORDS}{FORMAT}\"");
            Err(FolderError::Damaged { path: FORMAT_FILE.to_owned(), what })
        }
    }
}

/// Reads the state: the newest journal, and the edge of the tree before it from the tiles.
fn load<D: Disk>(mut disk: D, settings: Settings, writes: bool) -> Result<Folder<D>, FolderError> {
    let (first, bytes) = newest(&mut disk)?;
    let path = journal_at(first);
    let Some(held) = journal::read(&bytes, first).filter(|_| first % 256 == 0) else {
        return Err(damaged(&path, "it does not begin as a journal"));
    };
    if held.broken {
        let what = format!("entries after number {} were altered or lost", first + held.leaves.len() as u64);
        return Err(damaged(&path, &what));
    }
    let (frontier, upper) = edge(&mut disk, first)?;
    let mut folder = Folder {
        disk,
        settings,
        writes,
        first,
        journal_length: held.whole as u64,
        allotted: held.whole as u64,
        spare: None,
        payload: Vec::new(),
        starts: Vec::new(),
        leaves: Vec::new(),
        upper,
        frontier,
        spoiled: None,
        remarks: Vec::new(),
        buffer: Vec::new(),
        index: Index::default(),
        bundle: None,
    };
    folder.take(&held.payload, &held.leaves);
    // Another program may be writing while this one reads.
    if writes && held.unfinished {
        folder.remarks.push(Remark::Dropped);
    }
    Ok(folder)
}

/// How often a reader looks again for the newest journal while another program begins new ones; our choice.
const LOOKS: usize = 8;

/// The journal that begins last, and the first of its entries.
///
/// Another program may settle meanwhile. It names the new journal before it takes the old one's file, so that a journal
/// that is still the newest after it was read was read whole.
fn newest<D: Disk>(disk: &mut D) -> Result<(u64, Vec<u8>), FolderError> {
    let mut first = last_journal(disk)?;
    for _ in 0..LOOKS {
        let read = disk.read(&journal_at(first));
        let now = last_journal(disk)?;
        if now == first {
            return Ok((first, read?));
        }
        first = now;
    }
    let reason = "another program writes faster than it can be read; try again".to_owned();
    Err(DiskError::Failed { path: "journal".to_owned(), attempt: "read", reason }.into())
}

fn last_journal<D: Disk>(disk: &mut D) -> Result<u64, FolderError> {
    let names = disk.list("journal")?;
    let firsts = names.iter().filter_map(|name| name.parse().ok().filter(|first| journal_at(*first)[8..] == **name));
    firsts.max().ok_or_else(|| damaged("journal", "no journal is in it"))
}

pub(super) fn damaged(path: &str, what: &str) -> FolderError {
    FolderError::Damaged { path: path.to_owned(), what: what.to_owned() }
}

/// The frontier of the first `size` leaves, and the roots of full tiles that are in no full tile yet.
fn edge<D: Disk>(disk: &mut D, size: u64) -> Result<(Frontier, Vec<Vec<crate::digest::Digest>>), FolderError> {
    let mut tiles = Tiles::new(TileFiles(disk), size);
    let mut node = |level, index| tiles.node(level, index).map_err(|error| damaged("tile", &error.to_string()));
    let roots = Frontier::places(size).map(|(level, index)| node(level, index)).collect::<Result<_, _>>()?;
    let frontier = Frontier::from_parts(size, roots).unwrap_or_default();
    let mut upper = Vec::new();
    for level in 1.. {
        let Some(count) = leaves_below(level).map(|leaves| size / leaves).filter(|count| *count > 0) else { break };
        let row = (count - count % 256..count).map(|index| node(8 * level as u32, index));
        upper.push(row.collect::<Result<_, _>>()?);
    }
    Ok((frontier, upper))
}
