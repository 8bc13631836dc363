//! Certificates of every instance, verified, and 25 deadlines of each beside OR-Tools' maximum flows.

use crate::solvers::{self, number};
use serde_json::Value;
use std::fmt::Write as _;
use std::io;
use std::path::PathBuf;

/// Deadlines spread evenly over the horizon.
const DEADLINES: &str = "25";
/// The instances, and whether OR-Tools is asked too: the last is too large for it.
const CASES: [(&str, bool); 8] = [
    ("grid30-5m", true),
    ("grid20-1m", true),
    ("grid20-ample-1m", true),
    ("grid30-open-5m", true),
    ("ukraine-south-1m", true),
    ("ukraine-south-open-1m", true),
    ("grid60-1m", true),
    ("hawkesbury-1m", false),
];

/// Measures and writes `docs/reference/benchmarks/deadlines.md`. `PASSAGE_BENCHMARK_INSTANCES` names some of them.
pub fn write() -> io::Result<PathBuf> {
    let folder = solvers::folder()?;
    let mut text = solvers::page(
        "Deadlines: every limit verified, and 25 of each solved by another",
        "`flow INSTANCE --certificate`: flow and cuts of every deadline, verified by `check::certificate`, which shares nothing \
         with the planner. OR-Tools: `peers/deadlines_ortools.py`, one maximum flow by each of 25 deadlines spread evenly over \
         the horizon. Where reception sites are full no plan need be the best by every deadline at once, and the cuts give them \
         room for all: then OR-Tools' value must lie between the plan's and the cut's, and equal the plan's by the last \
         deadline. Gap: the most by which it exceeds the plan's, of it.",
        "deadlines",
    );
    text.push_str(
        "\n| instance | deadlines verified | certificate, MB | made, s | verified, ms | our peak, MB | flow and cut | OR-Tools' 25: \
         s, MB | equal to the plan | between plan and cut | failures | gap |\n|---|---|---|---|---|---|---|---|---|---|---|---|\n",
    );
    let some = std::env::var("PASSAGE_BENCHMARK_INSTANCES").ok();
    for (name, both) in
        CASES.iter().filter(|(name, _)| some.as_ref().is_none_or(|some| some.split(' ').any(|n| n == *name)))
    {
        let Some(instance) = solvers::instance(&folder, name) else {
            let _ = writeln!(text, "| {name} | not run: the instance is absent | | | | | | | | | | |");
            continue;
        };
        let proof = solvers::ours("flow", &instance, &["--certificate"])?.line;
        let _ = write!(text, "| {name} | {} |", solvers::certificate_cells(&proof));
        if *both {
            let file = instance.display().to_string();
            let theirs = solvers::own_python(&folder, "deadlines_ortools.py", &[&file, DEADLINES])?;
            text.push_str(&compared(&proof, &theirs));
        } else {
            text.push_str(" not run: too large | | | | |\n");
        }
    }
    solvers::write("deadlines", &text)
}

fn compared(proof: &Value, theirs: &Value) -> String {
    let column = |line: &Value, key: &str| -> Vec<u64> {
        line[key].as_array().into_iter().flatten().filter_map(Value::as_u64).collect()
    };
    let (plan, cut) = (column(proof, "curve"), column(proof, "curve_most"));
    let (mut equal, mut between, mut failures, mut gap) = (0, 0, 0, 0f64);
    for (deadline, most) in column(theirs, "deadlines").into_iter().zip(column(theirs, "most")) {
        let at = usize::try_from(deadline).unwrap_or(usize::MAX);
        match (plan.get(at), cut.get(at)) {
            (Some(&plan), _) if plan == most => equal += 1,
            (Some(&plan), Some(&cut))
                if plan < most && most <= cut && at + 1 < proof["deadlines"].as_u64().unwrap_or(0) as usize =>
            {
                between += 1;
                gap = gap.max((most - plan) as f64 / most as f64);
            }
            _ => failures += 1,
        }
    }
    format!(
        " {:.2}, {:.0} | {equal} | {between} | {failures} | {} |\n",
        number(theirs, "solve_s"),
        number(theirs, "peak_mb"),
        if between > 0 { format!("{:.2} %", gap * 100.0) } else { "0".into() },
    )
}
