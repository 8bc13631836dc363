//! What the tables of flows share: the peers' instances, running ours and theirs, and the head of a page.
//!
//! Ours is an example program of `passage-plan` that prints one line of JSON; a peer is a script of Python that does the
//! same, in the folder `../shared/bench/planning` or in `docs/reference/benchmarks/peers`.

use crate::table;
use serde_json::Value;
use std::fmt::Write as _;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// Runs of ours and of quick peers; the middle one counts.
pub const RUNS: usize = 5;
/// A program that takes longer than this, in seconds, runs once.
pub const SLOW: f64 = 5.0;

/// What one program said of an instance.
pub struct Said {
    /// Seconds, as it says them.
    pub seconds: f64,
    /// The most memory that it held, in MB.
    pub peak: f64,
    /// All of it.
    pub line: Value,
}

impl Said {
    /// The seconds are the sum of those under `keys`.
    pub fn of(line: Value, keys: &[&str]) -> Self {
        let seconds = keys.iter().map(|key| number(&line, key)).sum();
        Self { seconds, peak: number(&line, "peak_mb"), line }
    }
}

/// The folder with `instances/` and the peers of `../shared/bench/planning`.
pub fn folder() -> io::Result<PathBuf> {
    let folder = std::env::var_os("PASSAGE_PEER_PLANNING").map(PathBuf::from);
    folder.ok_or_else(|| io::Error::other("PASSAGE_PEER_PLANNING must name the folder with instances/"))
}

/// The file of an instance; `None` where it was not made.
pub fn instance(folder: &Path, name: &str) -> Option<PathBuf> {
    let file = folder.join("instances").join(format!("{name}.json"));
    file.canonicalize().ok()
}

/// An example program of ours on an instance.
pub fn ours(example: &str, instance: &Path, more: &[&str]) -> io::Result<Said> {
    let me = std::env::current_exe()?;
    let line = line(Command::new(me.with_file_name(example)).arg(instance).args(more))?;
    Ok(Said::of(line, &["solve_s"]))
}

/// A script of `../shared/bench/planning`, run in `folder`.
pub fn python(folder: &Path, script: &str, arguments: &[&str]) -> io::Result<Value> {
    line(python_command(folder, script).args(arguments))
}

/// The command that [`python`] runs; it finds the programs that were installed beside Python.
pub fn python_command(folder: &Path, script: &str) -> Command {
    let python = std::env::var_os("PASSAGE_PEER_PLANNING_PYTHON").unwrap_or_else(|| "python3".into());
    let beside = Path::new(&python).parent().map(Path::to_owned);
    let known = std::env::var_os("PATH").unwrap_or_default();
    let paths = beside.into_iter().chain(std::env::split_paths(&known));
    let mut command = Command::new(&python);
    if let Ok(path) = std::env::join_paths(paths) {
        command.env("PATH", path);
    }
    command.current_dir(folder).arg(script);
    command
}

/// Where a script of `docs/reference/benchmarks/peers` is.
pub fn own_script(script: &str) -> io::Result<String> {
    Ok(std::env::current_dir()?.join("docs/reference/benchmarks/peers").join(script).display().to_string())
}

/// A script of `docs/reference/benchmarks/peers`, run in `folder`, whose modules it may import.
pub fn own_python(folder: &Path, script: &str, arguments: &[&str]) -> io::Result<Value> {
    let mut command = python_command(folder, &own_script(script)?);
    line(command.env("PYTHONPATH", folder.canonicalize()?).args(arguments))
}

/// The last line of a program's output that is a document.
pub fn line(command: &mut Command) -> io::Result<Value> {
    let output = command.stdin(Stdio::null()).output()?;
    let text = String::from_utf8_lossy(&output.stdout);
    let line = text.lines().rev().find_map(|line| serde_json::from_str::<Value>(line).ok());
    line.ok_or_else(|| {
        io::Error::other(format!("{command:?} gave no answer: {}", String::from_utf8_lossy(&output.stderr)))
    })
}

/// The middle one of [`RUNS`] runs; one run alone of what is [`SLOW`].
pub fn median(run: impl Fn() -> io::Result<Said>) -> io::Result<Said> {
    let mut said = vec![run()?];
    while said[0].seconds <= SLOW && said.len() < RUNS {
        said.push(run()?);
    }
    said.sort_by(|a, b| a.seconds.total_cmp(&b.seconds));
    Ok(said.swap_remove(said.len() / 2))
}

/// A number of a program's line; 0 where it says none.
pub fn number(line: &Value, key: &str) -> f64 {
    line[key].as_f64().unwrap_or(0.0)
}

/// The head of a page: title, words, the command that writes it, and what was measured where and when.
pub fn page(title: &str, words: &str, which: &str) -> String {
    let mut text =
        format!("# {title}\n\n{words}\n\n| | |\n|---|---|\n| written by | `docs/reference/benchmarks/run {which}` |\n");
    for (name, value) in table::circumstances() {
        let _ = writeln!(text, "| {name} | {value} |");
    }
    text
}

/// Writes a page to `docs/reference/benchmarks`.
pub fn write(which: &str, text: &str) -> io::Result<PathBuf> {
    let path = Path::new("docs/reference/benchmarks").join(format!("{which}.md"));
    fs::write(&path, text)?;
    Ok(path)
}

/// The cells that tell of a certificate: deadlines, MB, seconds to make it, milliseconds to verify it, peak MB, and how
/// flow and cut compare.
pub fn certificate_cells(proof: &Value) -> String {
    let compared = if proof["exact"] == true {
        "equal at each".to_owned()
    } else {
        let (below, most) = (&proof["below_deadlines"], &proof["below_most"]);
        format!("{} of at most {}; below the cut at {below} deadlines, by {most}", proof["max"], proof["most"])
    };
    format!(
        "{} | {:.2} | {:.2} | {:.1} | {:.0} | {compared}",
        proof["deadlines"],
        number(proof, "certificate_mb"),
        number(proof, "certificate_s"),
        number(proof, "verify_s") * 1000.0,
        number(proof, "peak_mb"),
    )
}
