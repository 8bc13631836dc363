//! Running one program under bash's and GNU time and reading what it cost.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// A program that is measured.
pub struct Peer {
    /// Its name in the table.
    pub name: String,
    /// The program.
    pub program: PathBuf,
    /// Its arguments.
    pub arguments: Vec<String>,
    /// Why it cannot be run.
    pub absent: Option<String>,
    /// Whether it is quick enough for many rounds.
    pub quick: bool,
}

/// What one run cost.
#[derive(Clone, Debug, Default)]
pub struct Run {
    /// Seconds on the clock.
    pub wall: f64,
    /// Seconds of both cores together, in the program and in the system for it.
    pub cpu: f64,
    /// The most memory that it held, in MB of 1,000,000 bytes.
    pub peak: f64,
    /// Its last lines of output.
    pub output: String,
    /// Why there is nothing.
    pub missing: Option<String>,
}

impl Peer {
    /// Passage itself, as built beside this program.
    pub fn ours(arguments: &[&str]) -> Self {
        let program = std::env::current_exe()
            .ok()
            .and_then(|me| me.parent()?.parent().map(|folder| folder.join("passage")))
            .unwrap_or_else(|| PathBuf::from("passage"));
        let absent = (!program.exists()).then(|| "passage is not built: cargo build --release".to_owned());
        Self { name: "passage".into(), program, arguments: owned(arguments), absent, quick: true }
    }

    /// A peer whose program an environment variable names.
    pub fn from_environment(name: &str, variable: &str, arguments: &[&str], quick: bool) -> Self {
        let program = std::env::var_os(variable).map(PathBuf::from);
        let absent = match &program {
            None => Some(format!("{variable} is not set")),
            Some(path) if !path.exists() => Some(format!("{variable} names {}, which is absent", path.display())),
            Some(_) => None,
        };
        let program = program.unwrap_or_default();
        Self { name: name.into(), program, arguments: owned(arguments), absent, quick }
    }

    /// The command as it can be typed, without the folders of the program.
    pub fn typed(&self) -> String {
        let program = self.program.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        std::iter::once(program).chain(self.arguments.iter().cloned()).collect::<Vec<_>>().join(" ")
    }
}

impl Run {
    /// The middle of the runs' CPU times; `None` where there are none.
    pub fn median_cpu(runs: &[Self]) -> Option<f64> {
        median(runs, |run| run.cpu)
    }

    /// The middle of the runs' times on the clock.
    pub fn median_wall(runs: &[Self]) -> Option<f64> {
        median(runs, |run| run.wall)
    }

    /// The most memory of any of the runs.
    pub fn peak(runs: &[Self]) -> Option<f64> {
        present(runs).map(|run| run.peak).max_by(f64::total_cmp)
    }
}

/// Runs a command and writes its times to the file that comes first: GNU time knows hundredths of a second only, which
/// is too coarse for a scan that takes three of them.
const IN_MILLISECONDS: &str = r#"TIMEFORMAT='%3R %3U %3S'; { time "$@" 2>&3; } 3>&2 2>"$0""#;

/// Runs a program once. A peer that is absent or fails gives a run that says why; passage failing is an error.
pub fn measure(peer: &Peer) -> io::Result<Run> {
    let ours = peer.name == "passage";
    if let Some(why) = &peer.absent {
        return Ok(Run { missing: Some(why.clone()), ..Run::default() });
    }
    let (clock, memory) = (Path::new("target/benchmarks/clock.txt"), Path::new("target/benchmarks/memory.txt"));
    let output = Command::new("/usr/bin/time")
        .args(["-f", "%M", "-o"])
        .arg(memory)
        .args(["bash", "-c", IN_MILLISECONDS])
        .arg(clock)
        .args(limits(ours))
        .arg(&peer.program)
        .args(&peer.arguments)
        .stdin(Stdio::null())
        .output()?;
    let mut text = String::from_utf8_lossy(&output.stdout).into_owned();
    text.push_str(&String::from_utf8_lossy(&output.stderr));
    if !output.status.success() {
        // `timeout` ends with 124.
        let why = if output.status.code() == Some(124) {
            format!("not finished after {} s", seconds())
        } else {
            format!("`{}` failed: {}", peer.typed(), last_lines(&text, 3))
        };
        return if ours { Err(io::Error::other(why)) } else { Ok(Run { missing: Some(why), ..Run::default() }) };
    }
    let figures = fs::read_to_string(clock)? + &fs::read_to_string(memory)?;
    let figures: Vec<f64> = figures.split_whitespace().filter_map(|word| word.parse().ok()).collect();
    let [wall, user, system, kilobytes] = figures[..] else {
        return Err(io::Error::other("/usr/bin/time must be GNU time, and bash must be there"));
    };
    let peak = kilobytes * 1024.0 / 1e6;
    Ok(Run { wall, cpu: user + system, peak, output: last_lines(&text, 25), missing: None })
}

/// How long a peer may take, in seconds: `PASSAGE_PEER_SECONDS`, or ten minutes.
fn seconds() -> u64 {
    std::env::var("PASSAGE_PEER_SECONDS").ok().and_then(|text| text.parse().ok()).unwrap_or(600)
}

/// What holds a peer within [`seconds`] and 16 GB of addresses, so that one cannot take the machine down.
fn limits(ours: bool) -> Vec<String> {
    if ours {
        return Vec::new();
    }
    ["timeout".to_owned(), seconds().to_string(), "prlimit".to_owned(), "--as=16000000000".to_owned()].to_vec()
}

/// The libraries for unpacking that a program was built with, as the sources named in it say.
pub fn inflaters(program: &Path) -> Vec<String> {
    let bytes = fs::read(program).unwrap_or_default();
    let mut found: Vec<String> = Vec::new();
    for name in ["miniz_oxide-", "zlib-rs-", "libz-sys-", "libz-ng-sys-", "libdeflate"] {
        for at in bytes.windows(name.len()).enumerate().filter(|(_, part)| *part == name.as_bytes()).map(|(at, _)| at) {
            let version = bytes[at + name.len()..].iter().take_while(|b| b.is_ascii_digit() || **b == b'.');
            found.push(name.to_owned() + &version.map(|b| char::from(*b)).collect::<String>());
        }
    }
    found.sort();
    found.dedup();
    found
}

/// Writes Valhalla's configuration for tiles in `tiles`; says why where that fails.
pub fn valhalla_configuration(configuration: &str, tiles: &str) -> io::Result<Option<String>> {
    let variable = "PASSAGE_PEER_VALHALLA_CONFIG";
    let Some(program) = std::env::var_os(variable) else {
        return Ok(Some(format!("{variable} is not set")));
    };
    let output = Command::new(program).args(["--mjolnir-tile-dir", tiles, "--mjolnir-concurrency", "2"]).output()?;
    fs::write(configuration, &output.stdout)?;
    Ok((!output.status.success()).then(|| last_lines(&String::from_utf8_lossy(&output.stderr), 3)))
}

fn owned(arguments: &[&str]) -> Vec<String> {
    arguments.iter().map(|argument| (*argument).to_owned()).collect()
}

fn present(runs: &[Run]) -> impl Iterator<Item = &Run> {
    runs.iter().filter(|run| run.missing.is_none())
}

fn median(runs: &[Run], figure: impl Fn(&Run) -> f64) -> Option<f64> {
    let mut figures: Vec<f64> = present(runs).map(figure).collect();
    figures.sort_by(f64::total_cmp);
    figures.get(figures.len() / 2).copied()
}

fn last_lines(text: &str, count: usize) -> String {
    let lines: Vec<&str> = text.lines().filter(|line| !line.trim().is_empty()).collect();
    lines[lines.len().saturating_sub(count)..].join("\n")
}
