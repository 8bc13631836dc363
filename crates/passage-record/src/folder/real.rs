//! The disk of the machine.

// The one place of this crate that opens files (ARCHITECTURE.md, invariant 4).
#![expect(clippy::disallowed_types)]

use std::fs::{File, OpenOptions};
use std::io::{self, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use super::disk::{Disk, DiskError};

/// A directory of the operating system's.
#[derive(Debug)]
pub struct Real {
    root: PathBuf,
    /// The file that was written to last: the journal, which is written to again and again.
    open: Option<(String, File)>,
    lock: Option<File>,
}

impl Real {
    /// The folder at `root`, which need not be there yet.
    pub fn at(root: &Path) -> Real {
        Real { root: root.to_owned(), open: None, lock: None }
    }

    fn path(&self, path: &str) -> PathBuf {
        if path.is_empty() { self.root.clone() } else { self.root.join(path) }
    }

    /// What went wrong at `path`, in words.
    fn wrong(&mut self, path: &str, attempt: &'static str, error: &io::Error) -> DiskError {
        let path_shown = self.path(path).display().to_string();
        match error.kind() {
            io::ErrorKind::NotFound => DiskError::Missing { path: path_shown },
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => {
                DiskError::Full { path: path_shown, free: self.free_space().unwrap_or(0) }
            }
            _ => DiskError::Failed { path: path_shown, attempt, reason: error.to_string() },
        }
    }

    fn told<T>(&mut self, path: &str, attempt: &'static str, result: io::Result<T>) -> Result<T, DiskError> {
        result.map_err(|error| self.wrong(path, attempt, &error))
    }

    /// The open file at `path`, for writing.
    fn writing(&mut self, path: &str) -> Result<&mut File, DiskError> {
        if self.open.as_ref().is_none_or(|(open, _)| open != path) {
            let file = OpenOptions::new().write(true).open(self.path(path));
            self.open = Some((path.to_owned(), self.told(path, "opened", file)?));
        }
        match &mut self.open {
            Some((_, file)) => Ok(file),
            None => Err(DiskError::Missing { path: path.to_owned() }),
        }
    }

    /// Whatever a failed sync says, even that the disk is full, nothing is known of what is durable.
    fn synced(&mut self, path: &str, result: io::Result<()>) -> Result<(), DiskError> {
        let path = self.path(path).display().to_string();
        result.map_err(|error| DiskError::Failed { path, attempt: "made durable", reason: error.to_string() })
    }

    fn forget(&mut self, path: &str) {
        self.open.take_if(|(open, _)| open == path);
    }

    /// Makes everything in the file system durable by one call. From Linux 5.8 on it reports failed writes as fsync does.
    #[cfg(target_os = "linux")]
    fn sync_at_once(&mut self) -> Result<(), DiskError> {
        let root = File::open(&self.root).and_then(|root| rustix::fs::syncfs(root).map_err(io::Error::from));
        self.synced("", root)
    }
}

/// Above how many files one call for the whole file system costs less than one for each: a call for one file waits for
/// the disk as long as a call for all does (measured: 0.2 ms beside 0.7 ms a file, at 200 files).
#[cfg(target_os = "linux")]
const MANY: usize = 4;

impl Disk for Real {
    fn make_directory(&mut self, path: &str) -> Result<(), DiskError> {
        let made = std::fs::create_dir_all(self.path(path));
        self.told(path, "made", made)
    }

    fn create(&mut self, path: &str, bytes: &[u8]) -> Result<(), DiskError> {
        self.forget(path);
        let made = std::fs::write(self.path(path), bytes);
        self.told(path, "written", made)
    }

    fn write_at(&mut self, path: &str, at: u64, bytes: &[u8]) -> Result<(), DiskError> {
        let file = self.writing(path)?;
        let written = file.seek(SeekFrom::Start(at)).and_then(|_| file.write_all(bytes));
        self.told(path, "written", written)
    }

    fn cut(&mut self, path: &str, length: u64) -> Result<(), DiskError> {
        let cut = self.writing(path)?.set_len(length);
        self.told(path, "cut", cut)
    }

    fn sync_files(&mut self, paths: &[String]) -> Result<(), DiskError> {
        #[cfg(target_os = "linux")]
        if paths.len() > MANY {
            return self.sync_at_once();
        }
        for path in paths {
            let synced = match &self.open {
                // The file's length is durable after fdatasync too: without it its bytes could not be read.
                Some((open, file)) if open == path => file.sync_data(),
                _ => OpenOptions::new().write(true).open(self.path(path)).and_then(|file| file.sync_all()),
            };
            self.synced(path, synced)?;
        }
        Ok(())
    }

    fn sync_directories(&mut self, paths: &[String]) -> Result<(), DiskError> {
        #[cfg(target_os = "linux")]
        if paths.len() > MANY {
            return self.sync_at_once();
        }
        for path in paths {
            // Windows has no such call: there a rename is durable when the journal of the file system is.
            #[cfg(unix)]
            {
                let synced = File::open(self.path(path)).and_then(|directory| directory.sync_all());
                self.synced(path, synced)?;
            }
        }
        Ok(())
    }

    fn rename(&mut self, from: &str, to: &str) -> Result<(), DiskError> {
        self.forget(from);
        self.forget(to);
        let renamed = std::fs::rename(self.path(from), self.path(to));
        self.told(from, "renamed", renamed)
    }

    fn remove(&mut self, path: &str) -> Result<(), DiskError> {
        self.forget(path);
        let removed = std::fs::remove_file(self.path(path));
        self.told(path, "removed", removed)
    }

    fn read(&mut self, path: &str) -> Result<Vec<u8>, DiskError> {
        let read = std::fs::read(self.path(path));
        self.told(path, "read", read)
    }

    fn list(&mut self, path: &str) -> Result<Vec<String>, DiskError> {
        let names = match std::fs::read_dir(self.path(path)) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
            listed => listed.and_then(|entries| {
                entries.map(|entry| Ok(entry?.file_name().to_string_lossy().into_owned())).collect::<io::Result<_>>()
            }),
        };
        let mut names: Vec<String> = self.told(path, "read", names)?;
        names.sort();
        Ok(names)
    }

    fn free_space(&mut self) -> Result<u64, DiskError> {
        #[cfg(unix)]
        {
            let found = rustix::fs::statvfs(&self.root).map_err(io::Error::from);
            let found = self.told("", "asked for free space", found)?;
            Ok(found.f_bavail.saturating_mul(found.f_frsize))
        }
        #[cfg(not(unix))]
        Ok(u64::MAX)
    }

    fn lock(&mut self, path: &str) -> Result<(), DiskError> {
        let file = OpenOptions::new().create(true).truncate(false).write(true).open(self.path(path));
        let file = self.told(path, "opened", file)?;
        match file.try_lock() {
            Ok(()) => self.lock = Some(file),
            Err(std::fs::TryLockError::WouldBlock) => {
                return Err(DiskError::Locked { path: self.path(path).display().to_string() });
            }
            Err(std::fs::TryLockError::Error(error)) => return Err(self.wrong(path, "locked", &error)),
        }
        Ok(())
    }

    fn unlock(&mut self) {
        self.lock = None;
    }
}
