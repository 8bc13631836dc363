//! The planner's core beside general solvers, on the instances of `../shared/bench/planning`.

use crate::table;
use serde_json::Value;
use std::fmt::Write as _;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// Runs of ours and of quick peers; the middle one counts.
const RUNS: usize = 5;
/// A peer that takes longer than this runs once.
const SLOW: f64 = 5.0;

/// The instances with the peers that each is compared with, and how many times faster ours is to be.
const CASES: [(&str, &[(PeerKind, f64)]); 8] = [
    ("grid30-5m", &[(PeerKind::Lemon, 20.0), (PeerKind::OrTools, 1.0)]),
    ("grid20-1m", &[(PeerKind::Lemon, 30.0), (PeerKind::OrTools, 1.0)]),
    ("grid20-ample-1m", &[(PeerKind::Lemon, 200.0), (PeerKind::OrTools, 1.0)]),
    ("grid30-open-5m", &[(PeerKind::OrTools, 1.0)]),
    ("ukraine-south-1m", &[(PeerKind::OrTools, 5.0)]),
    ("ukraine-south-open-1m", &[(PeerKind::Lemon, 100.0), (PeerKind::OrTools, 5.0)]),
    ("grid60-1m", &[(PeerKind::OrTools, 15.0)]),
    ("hawkesbury-1m", &[]),
];

#[derive(Clone, Copy, PartialEq, Eq)]
enum PeerKind {
    /// LEMON's network simplex: every deadline, least sum.
    Lemon,
    /// OR-Tools' maximum flow for the last deadline alone, its network built by the same program.
    OrTools,
}

/// What one program said of an instance.
struct Said {
    seconds: f64,
    peak: f64,
    line: Value,
}

/// Measures and writes `docs/reference/benchmarks/flow.md`.
pub fn write() -> io::Result<PathBuf> {
    let folder = std::env::var_os("PASSAGE_PEER_PLANNING").map(PathBuf::from);
    let folder =
        folder.ok_or_else(|| io::Error::other("PASSAGE_PEER_PLANNING must name the folder with instances/"))?;
    let mut text = String::from(
        "# Flow: every deadline at once, and its proof\n\nThe planner's core on the peers' instances: seconds to solve \
         as each program says them (ours: reducing, expanding and solving; OR-Tools: building, loading and solving one \
         maximum flow; LEMON: solving for every deadline), medians of five runs, of one where it takes more than 5 s, all \
         in this one run. A ratio counts only beside equal values.\n\n| | |\n|---|---|\n\
         | written by | `docs/reference/benchmarks/run flow` |\n",
    );
    for (name, value) in table::circumstances() {
        let _ = writeln!(text, "| {name} | {value} |");
    }
    text.push_str(
        "\n| instance | ours: s, MB | peer | its s, MB | times faster | asked for | part of its memory | values |\n\
         |---|---|---|---|---|---|---|---|\n",
    );
    let mut proofs = String::new();
    for (name, peers) in CASES {
        let instance = folder.join("instances").join(format!("{name}.json"));
        if !instance.exists() {
            let _ = writeln!(text, "| {name} | not run: the instance is absent | | | | | | |");
            continue;
        }
        let ours = median(|| ours(&instance, None))?;
        let (best, peak) = (ours.seconds, ours.peak);
        let values = format!("max {}, sum {}", ours.line["max"], ours.line["sum_not_safe"]);
        if peers.is_empty() {
            let _ = writeln!(text, "| {name} | {best:.3}, {peak:.0} | - | | | | | {values} |");
        }
        for (kind, asked) in peers {
            let said = median(|| peer(*kind, &folder, name))?;
            let (key, label, equal) = match kind {
                PeerKind::Lemon => {
                    ("sum_not_safe", "LEMON network simplex", said.line["obj"] == ours.line["sum_not_safe"])
                }
                PeerKind::OrTools => ("max", "OR-Tools, one maximum flow", said.line["obj"] == ours.line["max"]),
            };
            let values = if equal {
                format!("equal {key} {}", ours.line[key])
            } else {
                format!("{values}; peer {}", said.line["obj"])
            };
            let (ratio, part) = (said.seconds / best, peak / said.peak);
            let _ = writeln!(
                text,
                "| {name} | {best:.3}, {peak:.0} | {label} | {:.2}, {:.0} | {ratio:.1} | {asked} | {part:.2} | {values} |",
                said.seconds, said.peak
            );
        }
        let proof = ours_certified(&instance)?;
        let _ = writeln!(
            proofs,
            "| {name} | {} | {:.2} | {:.2} | {:.1} | {} | {} |",
            proof["deadlines"],
            number(&proof, "certificate_mb"),
            number(&proof, "certificate_s"),
            number(&proof, "verify_s") * 1000.0,
            number(&proof, "peak_mb"),
            if proof["exact"] == true {
                "equal at each".to_owned()
            } else {
                format!("{} of at most {}", proof["max"], proof["most"])
            },
        );
    }
    text.push_str(
        "\n## Certificates\n\nFlow and cuts of every deadline, written and verified by `check::certificate`. Where \
         reception sites are full, the cuts give them room for all.\n\n| instance | deadlines | size, MB | solved and \
         written, s | verified, ms | peak, MB | flow and cut |\n|---|---|---|---|---|---|---|\n",
    );
    text.push_str(&proofs);
    let path = Path::new("docs/reference/benchmarks/flow.md");
    fs::write(path, text)?;
    Ok(path.to_owned())
}

fn ours(instance: &Path, more: Option<&str>) -> io::Result<Said> {
    let me = std::env::current_exe()?;
    let flow = me.with_file_name("flow");
    let line = line(Command::new(flow).arg(instance).args(more))?;
    Ok(Said { seconds: number(&line, "solve_s"), peak: number(&line, "peak_mb"), line })
}

fn ours_certified(instance: &Path) -> io::Result<Value> {
    Ok(ours(instance, Some("--certificate"))?.line)
}

fn peer(kind: PeerKind, folder: &Path, name: &str) -> io::Result<Said> {
    let python = std::env::var_os("PASSAGE_PEER_PLANNING_PYTHON").unwrap_or_else(|| "python3".into());
    let instance = format!("instances/{name}.json");
    let mut command = Command::new(&python);
    command.current_dir(folder);
    if kind == PeerKind::OrTools {
        let line = line(command.args(["solve_ortools.py", &instance, "maxflow"]))?;
        let seconds = ["build_s", "load_s", "solve_s"].iter().map(|key| number(&line, key)).sum();
        return Ok(Said { seconds, peak: number(&line, "peak_mb"), line });
    }
    let network = std::env::current_dir()?.join("target/benchmarks").join(format!("{name}.bin"));
    fs::create_dir_all("target/benchmarks")?;
    if !network.exists() {
        command.args(["export_dimacs.py", &instance]).arg(&network).stdout(Stdio::null()).status()?;
    }
    let line = line(Command::new(folder.join("lemon_peer")).arg(&network).arg("ns"))?;
    Ok(Said { seconds: number(&line, "solve_s"), peak: number(&line, "peak_mb"), line })
}

/// The last line of a program's output that is a document.
fn line(command: &mut Command) -> io::Result<Value> {
    let output = command.stdin(Stdio::null()).output()?;
    let text = String::from_utf8_lossy(&output.stdout);
    let line = text.lines().rev().find_map(|line| serde_json::from_str::<Value>(line).ok());
    line.ok_or_else(|| {
        io::Error::other(format!("{command:?} gave no answer: {}", String::from_utf8_lossy(&output.stderr)))
    })
}

fn median(run: impl Fn() -> io::Result<Said>) -> io::Result<Said> {
    let mut said = vec![run()?];
    while said[0].seconds <= SLOW && said.len() < RUNS {
        said.push(run()?);
    }
    said.sort_by(|a, b| a.seconds.total_cmp(&b.seconds));
    Ok(said.swap_remove(said.len() / 2))
}

fn number(line: &Value, key: &str) -> f64 {
    line[key].as_f64().unwrap_or(0.0)
}
