//! A disk in memory that forgets what was not made durable: for tests of whatever writes to disks.
//!
//! It keeps two states: what programs see, and what is durable. Whatever was done to a file or a name since its last sync
//! may be lost when the power goes, each deed for itself, so that a later one can survive an earlier one. Of a write each
//! sector may arrive or not, and a sector may be torn within. A sync that fails forgets what it was to make durable, as
//! Linux does: programs see the bytes, no later sync writes them. (Pillai and others, *All File Systems Are Not Created
//! Equal*, OSDI 2014, for what file systems do with what was not synced.)

mod chance;
mod forgetting;

use std::collections::{BTreeMap, BTreeSet};

use super::disk::{Disk, DiskError};
use chance::Chance;

/// What is to go wrong, at the deed with this number, counted from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// The program ends, in the middle of a write it may be.
    Ends(u64),
    /// The first sync from there on fails; it is for the program to end or to go on.
    SyncFails(u64),
    /// From there on the disk takes no more, until [`Simulated::make_room`].
    Full(u64),
}

/// A disk in memory, as the module says.
#[expect(clippy::struct_excessive_bools, reason = "each is one thing that can be so on its own")]
#[derive(Clone, Debug)]
pub struct Simulated {
    chance: Chance,
    files: BTreeMap<u64, Contents>,
    next_file: u64,
    /// Names of files, and directories, as programs see them; and as they are on the disk.
    seen: Names,
    durable: Names,
    /// What was done to names since, the oldest first.
    unsynced: Vec<Naming>,
    deeds: u64,
    fault: Option<Fault>,
    ended: bool,
    full: bool,
    locked: bool,
    lies: bool,
}

#[derive(Clone, Debug, Default)]
struct Names {
    files: BTreeMap<String, u64>,
    directories: BTreeSet<String>,
}

#[derive(Clone, Debug, Default)]
struct Contents {
    seen: Vec<u8>,
    durable: Vec<u8>,
    /// What was done to it since its last sync, and whether a sync can still make it durable.
    unsynced: Vec<(Change, bool)>,
}

#[derive(Clone, Debug)]
enum Change {
    Write { at: usize, bytes: Vec<u8> },
    Cut { length: usize },
}

/// A deed on names. `directory` is whose sync makes it durable; a failed sync leaves that to chance.
#[derive(Clone, Debug)]
struct Naming {
    directory: String,
    deed: Deed,
    forgotten: bool,
}

#[derive(Clone, Debug)]
enum Deed {
    Directory { path: String },
    Name { path: String, file: u64 },
    Rename { from: String, to: String, file: u64 },
    Remove { path: String },
}

impl Deed {
    /// The name that it gives or takes.
    fn path(&self) -> &str {
        match self {
            Deed::Directory { path }
            | Deed::Name { path, .. }
            | Deed::Remove { path }
            | Deed::Rename { to: path, .. } => path,
        }
    }
}

impl Names {
    fn apply(&mut self, deed: &Deed) {
        match deed {
            Deed::Directory { path } => drop(self.directories.insert(path.clone())),
            Deed::Name { path, file } => drop(self.files.insert(path.clone(), *file)),
            Deed::Remove { path } => drop(self.files.remove(path)),
            Deed::Rename { from, to, file } => {
                self.files.remove(from);
                self.files.insert(to.clone(), *file);
            }
        }
    }
}

/// What a deed may do before the program ends.
enum Step {
    Whole,
    /// The program ends in it: it may be done or not, a write in part.
    Last,
}

impl Simulated {
    /// An empty disk; `seed` decides what is lost.
    pub fn new(seed: u64) -> Simulated {
        Simulated {
            chance: Chance::new(seed),
            files: BTreeMap::new(),
            next_file: 0,
            seen: Names::default(),
            durable: Names::default(),
            unsynced: Vec::new(),
            deeds: 0,
            fault: None,
            ended: false,
            full: false,
            locked: false,
            lies: false,
        }
    }

    /// The same disk, which from now on says that files are synced and does not sync them. No program can be safe on it:
    /// it shows that a test can fail.
    #[must_use]
    pub fn that_lies(&self) -> Simulated {
        Simulated { lies: true, ..self.clone() }
    }

    /// The same disk with another seed, on which `fault` is to happen; deeds are counted from here.
    #[must_use]
    pub fn with(&self, seed: u64, fault: Option<Fault>) -> Simulated {
        Simulated { chance: Chance::new(seed), fault, deeds: 0, ..self.clone() }
    }

    /// How many deeds that change the disk there were.
    pub fn deeds(&self) -> u64 {
        self.deeds
    }

    /// Whether the program has ended on it: nothing more is done, and every deed fails.
    pub fn has_ended(&self) -> bool {
        self.ended
    }

    /// There is room again.
    pub fn make_room(&mut self) {
        (self.full, self.fault) = (false, None);
    }

    /// Flips a bit of what programs see and of what is durable of a file; false if it has no such byte.
    pub fn rot(&mut self, path: &str, at: usize, bit: u8) -> bool {
        let contents = self.seen.files.get(path).and_then(|file| self.files.get_mut(file));
        let Some(contents) = contents.filter(|contents| at < contents.seen.len()) else { return false };
        contents.seen[at] ^= 1 << (bit % 8);
        if let Some(byte) = contents.durable.get_mut(at) {
            *byte ^= 1 << (bit % 8);
        }
        true
    }

    /// Every file that programs see, with its bytes.
    pub fn contents(&self) -> BTreeMap<&str, &[u8]> {
        self.seen
            .files
            .iter()
            .filter_map(|(path, file)| Some((path.as_str(), &self.files.get(file)?.seen[..])))
            .collect()
    }

    /// Counts a deed that changes the disk, and lets happen what is to happen at it.
    fn step(&mut self, path: &str) -> Result<Step, DiskError> {
        if self.ended {
            return Err(ended(path));
        }
        self.deeds += 1;
        match self.fault {
            Some(Fault::Ends(at)) if self.deeds >= at => {
                self.ended = true;
                Ok(Step::Last)
            }
            Some(Fault::Full(at)) if self.deeds >= at => {
                self.full = true;
                Ok(Step::Whole)
            }
            _ => Ok(Step::Whole),
        }
    }

    /// A deed on names: done, unless the program ends before it.
    fn name(&mut self, directory: &str, deed: Deed) -> Result<(), DiskError> {
        let step = self.step(directory)?;
        let last = matches!(step, Step::Last);
        if !last || self.chance.coin() {
            self.seen.apply(&deed);
            self.unsynced.push(Naming { directory: directory.to_owned(), deed, forgotten: false });
        }
        if last { Err(ended(directory)) } else { Ok(()) }
    }

    fn file(&self, path: &str) -> Result<u64, DiskError> {
        self.seen.files.get(path).copied().ok_or_else(|| DiskError::Missing { path: path.to_owned() })
    }

    /// Writes to a file from byte `at` on: all of it, or a beginning where the disk is full or the program ends.
    fn write(&mut self, (path, file): (&str, u64), at: usize, bytes: &[u8], step: &Step) -> Result<(), DiskError> {
        let stops = self.full || matches!(step, Step::Last);
        let length =
            if stops { self.chance.below(bytes.len() as u64 + u64::from(!self.full)) } else { bytes.len() as u64 };
        let change = Change::Write { at, bytes: bytes[..length as usize].to_vec() };
        let contents = self.files.entry(file).or_default();
        change.apply(&mut contents.seen);
        contents.unsynced.push((change, true));
        match step {
            Step::Last => Err(ended(path)),
            Step::Whole if self.full => Err(DiskError::Full { path: path.to_owned(), free: 0 }),
            Step::Whole => Ok(()),
        }
    }

    /// Whether the sync that is made now fails.
    fn fails(&mut self) -> bool {
        let fails = matches!(self.fault, Some(Fault::SyncFails(at)) if self.deeds >= at);
        if fails {
            self.fault = None;
        }
        fails
    }
}

fn ended(path: &str) -> DiskError {
    DiskError::Failed { path: path.to_owned(), attempt: "written", reason: "the program has ended".to_owned() }
}

fn sync_failed(path: &str) -> DiskError {
    DiskError::Failed { path: path.to_owned(), attempt: "made durable", reason: "input or output error".to_owned() }
}

fn directory_of(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(directory, _)| directory)
}

impl Disk for Simulated {
    fn make_directory(&mut self, path: &str) -> Result<(), DiskError> {
        let ends: Vec<usize> = path.match_indices('/').map(|(at, _)| at).chain([path.len()]).collect();
        for path in ends.into_iter().map(|end| &path[..end]) {
            if !path.is_empty() && !self.seen.directories.contains(path) {
                self.name(directory_of(path), Deed::Directory { path: path.to_owned() })?;
            }
        }
        Ok(())
    }

    fn create(&mut self, path: &str, bytes: &[u8]) -> Result<(), DiskError> {
        let step = self.step(path)?;
        let directory = directory_of(path).to_owned();
        if !directory.is_empty() && !self.seen.directories.contains(&directory) {
            return Err(DiskError::Missing { path: directory });
        }
        self.next_file += 1;
        let file = self.next_file;
        let deed = Deed::Name { path: path.to_owned(), file };
        self.seen.apply(&deed);
        self.unsynced.push(Naming { directory, deed, forgotten: false });
        self.write((path, file), 0, bytes, &step)
    }

    fn write_at(&mut self, path: &str, at: u64, bytes: &[u8]) -> Result<(), DiskError> {
        let step = self.step(path)?;
        let file = self.file(path)?;
        self.write((path, file), at as usize, bytes, &step)
    }

    fn cut(&mut self, path: &str, length: u64) -> Result<(), DiskError> {
        let step = self.step(path)?;
        let file = self.file(path)?;
        if matches!(step, Step::Whole) || self.chance.coin() {
            let contents = self.files.entry(file).or_default();
            contents.seen.truncate(length as usize);
            contents.unsynced.push((Change::Cut { length: length as usize }, true));
        }
        if matches!(step, Step::Last) { Err(ended(path)) } else { Ok(()) }
    }

    fn sync_files(&mut self, paths: &[String]) -> Result<(), DiskError> {
        for path in paths {
            // A program that ends in a sync does not know what was synced: all of it is left to chance.
            if matches!(self.step(path)?, Step::Last) {
                return Err(ended(path));
            }
            let (file, fails) = (self.file(path)?, self.fails());
            let contents = self.files.entry(file).or_default();
            if fails {
                contents.unsynced.iter_mut().for_each(|(_, can_be_synced)| *can_be_synced = false);
                return Err(sync_failed(path));
            }
            if !self.lies {
                contents.sync();
            }
        }
        Ok(())
    }

    fn sync_directories(&mut self, paths: &[String]) -> Result<(), DiskError> {
        for path in paths {
            if matches!(self.step(path)?, Step::Last) {
                return Err(ended(path));
            }
            if self.fails() {
                // A directory that was made is still to be made durable: no program could make it anew.
                let files = self.unsynced.iter_mut().filter(|n| !matches!(n.deed, Deed::Directory { .. }));
                files.filter(|n| n.directory == *path).for_each(|naming| naming.forgotten = true);
                return Err(sync_failed(path));
            }
            let synced = |naming: &mut Naming| naming.directory == *path && !naming.forgotten;
            let now: Vec<Naming> = self.unsynced.extract_if(.., synced).collect();
            for naming in &now {
                self.durable.apply(&naming.deed);
            }
            // What was forgotten of a name does not come back once a later deed on it is durable.
            self.unsynced.retain(|old| !now.iter().any(|naming| naming.deed.path() == old.deed.path()));
        }
        Ok(())
    }

    fn rename(&mut self, from: &str, to: &str) -> Result<(), DiskError> {
        let file = self.file(from)?;
        let directory = directory_of(to);
        self.name(directory, Deed::Rename { from: from.to_owned(), to: to.to_owned(), file })
    }

    fn remove(&mut self, path: &str) -> Result<(), DiskError> {
        self.file(path)?;
        self.name(directory_of(path), Deed::Remove { path: path.to_owned() })
    }

    fn read(&mut self, path: &str) -> Result<Vec<u8>, DiskError> {
        if self.ended {
            return Err(ended(path));
        }
        let file = self.file(path)?;
        Ok(self.files.get(&file).map(|contents| contents.seen.clone()).unwrap_or_default())
    }

    fn list(&mut self, path: &str) -> Result<Vec<String>, DiskError> {
        if self.ended {
            return Err(ended(path));
        }
        let names = self.seen.files.keys().chain(&self.seen.directories);
        let held = names.filter(|name| directory_of(name) == path && !name.is_empty());
        let mut names: Vec<String> = held.map(|name| name.rsplit('/').next().unwrap_or(name).to_owned()).collect();
        names.sort();
        Ok(names)
    }

    fn free_space(&mut self) -> Result<u64, DiskError> {
        // A full disk is noticed only by writing to it: the hard case.
        Ok(u64::MAX)
    }

    fn lock(&mut self, path: &str) -> Result<(), DiskError> {
        if self.locked {
            return Err(DiskError::Locked { path: path.to_owned() });
        }
        self.locked = true;
        Ok(())
    }

    fn unlock(&mut self) {
        self.locked = false;
    }
}
