//! What the tests of whole commands share: the program, a place to run it, and the data beside the repository.

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// The repository's root.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").canonicalize().expect("the repository's root")
}

/// An empty folder that goes when it is dropped.
pub fn folder() -> tempfile::TempDir {
    tempfile::tempdir().expect("a temporary folder")
}

/// A file of `../shared`, or one line that says the test was skipped.
pub fn shared(path: &str) -> Option<PathBuf> {
    let file = root().join("../shared").join(path);
    if !file.exists() {
        skipped(&format!("../shared/{path}"));
    }
    file.exists().then_some(file)
}

/// Says past the capture of tests' output that a test could not run: CI makes that a fault.
pub fn skipped(needs: &str) {
    let test = std::thread::current();
    let mut screen = std::io::stderr();
    writeln!(screen, "skipped: {} needs {needs}", test.name().unwrap_or("a test")).expect("standard error");
}

/// The program, about to run in `folder`.
pub fn passage(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_passage"));
    command.current_dir(folder).args(arguments);
    command
}

/// Runs the program and wants it to succeed.
pub fn runs(folder: &Path, arguments: &[&str]) -> Output {
    let output = passage(folder, arguments).output().expect("the program starts");
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "passage {} failed:\n{said}", arguments.join(" "));
    output
}

/// Every file in a folder, by name, with its bytes.
pub fn files(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let mut files: Vec<_> = std::fs::read_dir(folder)
        .expect("a folder")
        .map(|entry| entry.expect("an entry"))
        .filter(|entry| entry.path().is_file())
        .map(|entry| {
            (entry.file_name().to_string_lossy().into_owned(), std::fs::read(entry.path()).expect("a readable file"))
        })
        .collect();
    files.sort();
    files
}
