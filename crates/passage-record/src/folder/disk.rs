//! What a folder asks of a disk, so that a test can give it one that loses what was not made durable.

/// All that is done to a disk. Paths are relative to the record's folder, with `/` between their parts.
///
/// As with POSIX, nothing is durable before it is synced: a file's bytes by [`Disk::sync_files`] of the file, its name by
/// [`Disk::sync_directories`] of the directory that holds it. Whatever a failing sync was to make durable may be lost even
/// if a later one succeeds (Rebello and others, *Can Applications Recover from fsync Failures?*, USENIX ATC 2020).
pub trait Disk {
    /// Makes a directory, and those above it. One that is there is left as it is.
    fn make_directory(&mut self, path: &str) -> Result<(), DiskError>;

    /// Makes a file of these bytes; what one of that name held is forgotten.
    fn create(&mut self, path: &str, bytes: &[u8]) -> Result<(), DiskError>;

    /// Writes over a file that is there from byte `at` on, and behind its end as far as that goes; `at` is not behind its
    /// end. After a failure, any beginning of `bytes` may have been written.
    fn write_at(&mut self, path: &str, at: u64, bytes: &[u8]) -> Result<(), DiskError>;

    /// Cuts a file off after `length` bytes.
    fn cut(&mut self, path: &str, length: u64) -> Result<(), DiskError>;

    /// Makes the bytes of files durable.
    fn sync_files(&mut self, paths: &[String]) -> Result<(), DiskError>;

    /// Makes the names in directories durable.
    fn sync_directories(&mut self, paths: &[String]) -> Result<(), DiskError>;

    /// Gives a file another name; one that has that name already is replaced in one step.
    fn rename(&mut self, from: &str, to: &str) -> Result<(), DiskError>;

    /// Removes a file.
    fn remove(&mut self, path: &str) -> Result<(), DiskError>;

    /// All bytes of a file.
    fn read(&mut self, path: &str) -> Result<Vec<u8>, DiskError>;

    /// The names in a directory, sorted; none if it is not there.
    fn list(&mut self, path: &str) -> Result<Vec<String>, DiskError>;

    /// How many bytes can still be written.
    fn free_space(&mut self) -> Result<u64, DiskError>;

    /// Takes the lock that one writer at a time may have; it is held until [`Disk::unlock`], or until the process ends.
    fn lock(&mut self, path: &str) -> Result<(), DiskError>;

    /// Gives the lock back.
    fn unlock(&mut self);
}

/// A disk did not do what it was asked to.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DiskError {
    /// There is no such file.
    #[error("{path} is not there")]
    Missing {
        /// Which.
        path: String,
    },
    /// No room is left.
    #[error("{path} could not be written: the disk is full, {free} bytes are free")]
    Full {
        /// What was to be written.
        path: String,
        /// How many bytes can still be written.
        free: u64,
    },
    /// Somebody else has the lock.
    #[error("another program writes to this record: it holds {path}")]
    Locked {
        /// The lock's file.
        path: String,
    },
    /// Anything else, in the operating system's words.
    #[error("{path} could not be {attempt}: {reason}")]
    Failed {
        /// What it was done to.
        path: String,
        /// What was attempted, such as "read".
        attempt: &'static str,
        /// What the operating system says.
        reason: String,
    },
}

impl<D: Disk> Disk for &mut D {
    fn make_directory(&mut self, path: &str) -> Result<(), DiskError> {
        (**self).make_directory(path)
    }
    fn create(&mut self, path: &str, bytes: &[u8]) -> Result<(), DiskError> {
        (**self).create(path, bytes)
    }
    fn write_at(&mut self, path: &str, at: u64, bytes: &[u8]) -> Result<(), DiskError> {
        (**self).write_at(path, at, bytes)
    }
    fn cut(&mut self, path: &str, length: u64) -> Result<(), DiskError> {
        (**self).cut(path, length)
    }
    fn sync_files(&mut self, paths: &[String]) -> Result<(), DiskError> {
        (**self).sync_files(paths)
    }
    fn sync_directories(&mut self, paths: &[String]) -> Result<(), DiskError> {
        (**self).sync_directories(paths)
    }
    fn rename(&mut self, from: &str, to: &str) -> Result<(), DiskError> {
        (**self).rename(from, to)
    }
    fn remove(&mut self, path: &str) -> Result<(), DiskError> {
        (**self).remove(path)
    }
    fn read(&mut self, path: &str) -> Result<Vec<u8>, DiskError> {
        (**self).read(path)
    }
    fn list(&mut self, path: &str) -> Result<Vec<String>, DiskError> {
        (**self).list(path)
    }
    fn free_space(&mut self) -> Result<u64, DiskError> {
        (**self).free_space()
    }
    fn lock(&mut self, path: &str) -> Result<(), DiskError> {
        (**self).lock(path)
    }
    fn unlock(&mut self) {
        (**self).unlock();
    }
}
