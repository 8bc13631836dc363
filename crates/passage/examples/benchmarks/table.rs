//! The table that a benchmark leaves in the documentation.

use crate::measure::{Peer, Run};
use std::fmt::Write as _;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;

/// A benchmark's table.
pub struct Table {
    title: String,
    words: String,
    rows: Vec<Row>,
    remarks: Vec<String>,
}

/// One program on one input.
pub struct Row {
    input: String,
    name: String,
    command: String,
    figures: Result<String, String>,
    raw: String,
}

impl Row {
    /// What `peer` did on `input`; `ours` is the CPU time that its own is compared with.
    pub fn of(input: &str, peer: &Peer, runs: &[Run], ours: Option<f64>) -> Self {
        let missing = runs.iter().find_map(|run| run.missing.clone());
        let figures = match (missing, Run::median_cpu(runs), Run::median_wall(runs), Run::peak(runs)) {
            (Some(why), ..) => Err(why),
            (None, Some(cpu), Some(wall), Some(peak)) => {
                let ratio = match ours {
                    Some(ours) if peer.name != "passage" && cpu > 0.0 => format!("{:.3}", ours / cpu),
                    _ => "-".into(),
                };
                let cores = if wall > 0.0 { cpu / wall } else { 0.0 };
                Ok(format!("{cpu:.3} | {wall:.3} | {cores:.2} | {peak:.0} | {ratio} | {}", runs.len()))
            }
            _ => Err("no run".into()),
        };
        let every = runs.iter().map(|run| format!("{:.3}", run.cpu)).collect::<Vec<_>>().join(", ");
        let last = runs.last().map(|run| run.output.clone()).unwrap_or_default();
        let raw = format!("CPU seconds of each run: {every}\n{last}");
        Self { input: input.into(), name: peer.name.clone(), command: peer.typed(), figures, raw }
    }
}

impl Table {
    /// An empty table.
    pub fn new(title: &str, words: &str) -> Self {
        Self { title: title.into(), words: words.into(), rows: Vec::new(), remarks: Vec::new() }
    }

    /// Adds a row.
    pub fn add(&mut self, row: Row) {
        self.rows.push(row);
    }

    /// Adds a sentence below the table.
    pub fn remark(&mut self, words: String) {
        self.remarks.push(words);
    }

    /// Writes the table; `which` names the command that makes it.
    pub fn write(&self, path: &Path, which: &str) -> io::Result<PathBuf> {
        let mut text = format!("# {}\n\n{}\n\n", self.title, self.words);
        let mut line = |words: String| {
            text.push_str(&words);
            text.push('\n');
        };
        line("| | |\n|---|---|".into());
        line(format!("| written by | `docs/reference/benchmarks/run {which}` |"));
        for (name, value) in circumstances() {
            line(format!("| {name} | {value} |"));
        }
        line(String::new());
        line("| input | program | CPU, s | clock, s | cores busy | peak, MB | passage's CPU over its | runs |".into());
        line("|---|---|---|---|---|---|---|---|".into());
        for row in &self.rows {
            match &row.figures {
                Ok(figures) => line(format!("| {} | {} | {figures} |", row.input, row.name)),
                Err(why) => line(format!("| {} | {} | not run: {} | | | | |", row.input, row.name, one_line(why))),
            }
        }
        for words in &self.remarks {
            line(format!("\n{words}"));
        }
        line("\n## Raw output".into());
        for row in self.rows.iter().filter(|row| row.figures.is_ok()) {
            line(format!("\n{}, {}\n\n```text\n$ {}\n{}\n```", row.input, row.name, row.command, plain(&row.raw)));
        }
        fs::write(path, text)?;
        Ok(path.to_owned())
    }
}

/// What was measured where and when.
pub fn circumstances() -> [(&'static str, String); 4] {
    [
        ("commit", commit()),
        ("date", jiff::Timestamp::now().strftime("%Y-%m-%d %H:%M UTC").to_string()),
        ("machine", machine()),
        ("load when written", format!("{} (runnable programs over 1, 5 and 15 minutes)", load())),
    ]
}

/// The commit that is measured, marked where the sources differ from it.
fn commit() -> String {
    let git = |arguments: &[&str]| {
        let output = Command::new("git").args(arguments).output().ok()?;
        Some(String::from_utf8_lossy(&output.stdout).trim().to_owned())
    };
    let head = git(&["rev-parse", "--short=12", "HEAD"]).unwrap_or_else(|| "unknown".into());
    let changed = git(&["status", "--porcelain", "--untracked-files=no", "--", "crates", "Cargo.lock"]);
    if changed.is_some_and(|words| !words.is_empty()) { format!("{head}, with changes") } else { head }
}

/// The processor and how many cores are used.
fn machine() -> String {
    let text = fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let model = text.lines().find_map(|line| line.strip_prefix("model name")).unwrap_or(": unknown processor");
    let cores = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    format!("{}, {cores} cores", model.trim_start_matches(['\t', ' ', ':']))
}

/// How busy the machine was: what else ran takes cache and memory from both sides.
fn load() -> String {
    let text = fs::read_to_string("/proc/loadavg").unwrap_or_default();
    let load = text.split_whitespace().take(3).collect::<Vec<_>>().join(", ");
    if load.is_empty() { "unknown".into() } else { load }
}

fn one_line(words: &str) -> String {
    plain(words).replace('\n', " ").replace('|', "/")
}

/// Without the colours and folders of this machine.
fn plain(text: &str) -> String {
    let mut plain = String::new();
    let mut rest = text;
    while let Some(start) = rest.find('\u{1b}') {
        plain.push_str(&rest[..start]);
        let after = &rest[start..];
        rest = after.find('m').map_or("", |end| &after[end + 1..]);
    }
    plain.push_str(rest);
    let mut out = String::new();
    for line in plain.lines() {
        let _ = writeln!(out, "{}", without_folders(line));
    }
    out.trim_end().to_owned()
}

/// Absolute paths are cut down to the file's own name: the folders are this machine's.
fn without_folders(line: &str) -> String {
    let ends =
        |c: char| c.is_whitespace() || matches!(c, '"' | '\'' | '`' | '(' | ')' | ',' | '=' | '[' | ']' | '<' | '>');
    line.split_inclusive(ends)
        .map(|word| if word.starts_with('/') { word.rsplit('/').next().unwrap_or_default() } else { word })
        .collect()
}
