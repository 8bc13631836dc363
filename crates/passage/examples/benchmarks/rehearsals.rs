//! The same schedule replayed beside two traffic simulators, and many days of it.

use crate::solvers::{self, number};
use serde_json::Value;
use std::fmt::Write as _;
use std::io;
use std::path::{Path, PathBuf};

/// The instances, and the hours that are played.
const REPLAYED: [(&str, &str); 2] = [("grid30-open-5m", "12"), ("ukraine-south-open-1m", "12")];
/// The plans whose schedules are replayed.
const PLANS: [(&str, &[&str]); 2] = [("exact", &[]), ("three routes a group", &["--routes", "3"])];
/// Days of which there are to be a thousand: with what roads pass and closures alone, and with everything.
const DAYS: [(&str, &[&str], f64); 2] = [("roads and closures", &["--ways"], 100.0), ("everything", &[], 200.0)];
/// Days that are played; the time of a thousand is counted up from them.
const PLAYED: &str = "100";

/// Measures and writes `docs/reference/benchmarks/rehearsal.md`.
pub fn write() -> io::Result<PathBuf> {
    let folder = solvers::folder()?;
    let mut text = solvers::page(
        "Rehearsal: the same schedule replayed, and a thousand days of it",
        "Our plan's schedule, fixed routes, played by each: ours vehicle by vehicle, UXsim with its C++ engine in platoons of \
         five (`sim_uxsim.py NAME 5 cpp fixed HOURS`), SUMO mesoscopic (`sim_sumo.py NAME meso HOURS`). Seconds of the play \
         alone, as each says them, ours the median of five; MB the most that each program held.",
        "rehearsal",
    );
    text.push_str(
        "\n| instance | plan | simulator | arrived | half, nine tenths, the last, min | from ours, % | s, MB | ours: s, MB | \
         times faster | asked for |\n|---|---|---|---|---|---|---|---|---|---|\n",
    );
    for (name, hours) in REPLAYED {
        for (which, told) in PLANS {
            replay(&folder, (name, hours), (which, told), &mut text)?;
        }
    }
    apart(&folder, &mut text)?;
    text.push_str(
        "\n## Days\n\nDays of grid30-open-5m (60,000 vehicles, three routes a group): capacities and closures alone, and \
         with everything that a rehearsal assumes. Counted up from 100 days.\n\n\
         | chance | 1,000 days on one thread, s | on two, s | asked for on one | two threads, times faster | same on both | \
         MB | UXsim, 1,000 plays, s | safe, 5 to 95 % of days |\n|---|---|---|---|---|---|---|---|---|\n",
    );
    for (chance, told, asked) in DAYS {
        days(&folder, (chance, told), asked, &mut text)?;
    }
    text.push_str(
        "\n## Common random numbers\n\nThe variance of the difference in persons safe between the two plans of grid30-open-5m, \
         by the hour in which half of all are, over 100 days: on the same days, and on days of another seed. Asked for: a fifth or less.\n\n\
         | chance | by hour | same days | other days | part |\n|---|---|---|---|---|\n",
    );
    for (chance, told, _) in DAYS {
        common(&folder, (chance, told), &mut text)?;
    }
    solvers::write("rehearsal", &text)
}

/// A plan's schedule, where the peers read it.
fn schedule(folder: &Path, name: &str, file: &str, told: &[&str]) -> io::Result<Option<(PathBuf, String)>> {
    let Some(instance) = solvers::instance(folder, name) else { return Ok(None) };
    std::fs::create_dir_all(folder.join("out"))?;
    let schedule = folder.canonicalize()?.join(format!("out/{file}.sim.json")).display().to_string();
    solvers::ours("flow", &instance, &[&["--plan", "--schedule", &schedule], told].concat())?;
    Ok(Some((instance, schedule)))
}

fn replay(
    folder: &Path,
    (name, hours): (&str, &str),
    (which, told): (&str, &[&str]),
    text: &mut String,
) -> io::Result<()> {
    let Some((instance, schedule)) = schedule(folder, name, name, told)? else {
        let _ = writeln!(text, "| {name} | {which} | not run: the instance is absent | | | | | | | |");
        return Ok(());
    };
    let mut ours: Vec<Value> = Vec::new();
    for _ in 0..5 {
        ours.push(solvers::ours("replay", &instance, &[&schedule, hours])?.line);
    }
    ours.sort_by(|a, b| number(a, "sim_s").total_cmp(&number(b, "sim_s")));
    let ours = &ours[2];
    let (own, peak) = (number(ours, "sim_s"), &ours["peak_mb"]);
    let told = |said: &Value| ["t50_min", "t90_min", "t100_min"].map(|key| said[key].as_f64());
    let words = |times: [Option<f64>; 3]| {
        times.map(|time| time.map_or_else(|| "-".to_owned(), |time| format!("{time:.0}"))).join(", ")
    };
    let (arrived, all) = (&ours["arrived"], &ours["vehicles"]);
    let _ = writeln!(
        text,
        "| {name} | {which} | passage | {arrived} of {all} | {} | | | {own:.3}, {peak} | | |",
        words(told(ours))
    );
    let simulators: [(&str, &str, &[&str], f64); 2] = [
        ("UXsim, platoons of 5", "sim_uxsim.py", &[name, "5", "cpp", "fixed", hours], 40.0),
        ("SUMO, mesoscopic", "sim_sumo.py", &[name, "meso", hours], 60.0),
    ];
    for (simulator, script, arguments, asked) in simulators {
        let _ = write!(text, "| {name} | {which} | {simulator} ");
        match solvers::python(folder, script, arguments) {
            Ok(said) => {
                let apart = told(&said).into_iter().zip(told(ours)).map(|pair| match pair {
                    (Some(peer), Some(ours)) => format!("{:+.1}", (peer / ours - 1.0) * 100.0),
                    _ => "-".to_owned(),
                });
                let seconds = number(&said, "sim_s");
                let _ = writeln!(
                    text,
                    "| {} of {} | {} | {} | {seconds}, {} | {own:.3}, {peak} | {:.0} | {asked} |",
                    said["arrived"],
                    said["vehicles"],
                    words(told(&said)),
                    apart.collect::<Vec<_>>().join(", "),
                    said["peak_mb"],
                    seconds / own
                );
            }
            Err(error) => {
                let why = error.to_string().replace('|', "/");
                let _ = writeln!(text, "| not run: {why} | | | | | | {asked} |");
            }
        }
    }
    Ok(())
}

/// Why `UXsim` arrives at other times: two cases with known answers, and the exact plan with other shares at junctions.
fn apart(folder: &Path, text: &mut String) -> io::Result<()> {
    let name = "grid30-open-5m";
    text.push_str(
        "\n## Why they are apart\n\nOn routes that meet no other UXsim and passage arrive within half a minute of one another. The \
         rest is how junctions share a road:\n\n\
         - **Who is next is drawn in UXsim, and comes in turn here.** Two roads of a car each 4 s meet in one of 4 s, behind which the \
         cars of the first go on by a road of 6 s and the others by one of 4 s. In turn, a car for the slow road comes each 8 s: \
         4 s a car. Drawn, one car in four is for the slow road behind another and waits for 6 s: 3/4 x 4 + 1/4 x 6 = 4.5 s a \
         car. Ours is held to 4 s by a test (`roads_that_take_turns_lose_nothing_to_a_slow_road_behind`). On the plan of three \
         routes the last cars come over such a place (roads 2830 and 2944 into 2948, then 3066 or 3484); both routes over it \
         end 20 to 21 minutes later in UXsim, and no other so much.\n\
         - **Roads share evenly in UXsim, and by their rates here** (Daganzo 1995). With shares by rates in UXsim too, the exact \
         plan's times move by more than they are apart.\n\n\
         | case | UXsim | passage, or the formula |\n|---|---|---|\n",
    );
    for platoon in ["1", "5"] {
        let said = solvers::own_python(folder, "uxsim_merge_then_fork.py", &[platoon]);
        let said = said.map_or_else(|_| "not run".to_owned(), |said| format!("{:.2}", number(&said, "seconds_each")));
        let _ = writeln!(
            text,
            "| seconds a car behind a merge and a fork, platoons of {platoon} | {said} | in turn 4, drawn 4.5 |"
        );
    }
    if let Some((instance, schedule)) = schedule(folder, name, name, &[])? {
        let words = |said: &Value| ["t50_min", "t90_min", "t100_min"].map(|key| said[key].to_string()).join(", ");
        let ours = solvers::ours("replay", &instance, &[&schedule, "12"])?.line;
        for (shares, script) in [("evenly", "sim_uxsim.py"), ("by rates", "uxsim_by_rates.py")] {
            let arguments = [name, "5", "cpp", "fixed", "12"];
            let said = if shares == "evenly" {
                solvers::python(folder, script, &arguments)
            } else {
                solvers::own_python(folder, script, &arguments)
            };
            let said = said.map_or_else(|_| "not run".to_owned(), |said| words(&said));
            let _ = writeln!(
                text,
                "| {name}, exact plan, shares {shares}: half, nine tenths, the last, min | {said} | {} |",
                words(&ours)
            );
        }
    }
    Ok(())
}

fn days(folder: &Path, (chance, told): (&str, &[&str]), asked: f64, text: &mut String) -> io::Result<()> {
    let name = "grid30-open-5m";
    let Some((instance, schedule)) = schedule(folder, name, name, &["--routes", "3"])? else {
        let _ = writeln!(text, "| {chance} | not run: the instance is absent | | | | | | | |");
        return Ok(());
    };
    let said = solvers::ours("days", &instance, &[&[schedule.as_str(), PLAYED], told].concat())?.line;
    let thousand = |key: &str| number(&said, key) * 1000.0 / number(&said, "days");
    let (one, two) = (thousand("one_thread_s"), thousand("two_threads_s"));
    let peer = solvers::python(folder, "sim_uxsim.py", &[name, "5", "cpp", "fixed", "24"]);
    let peer = peer.map_or_else(|_| "not run".to_owned(), |said| format!("{:.0}", number(&said, "sim_s") * 1000.0));
    let _ = writeln!(
        text,
        "| {chance} | {one:.0} | {two:.0} | {asked} | {:.2} | {} | {} | {peer} | {} |",
        one / two,
        said["same"],
        said["peak_mb"],
        said["safe_5_to_95"]
    );
    Ok(())
}

fn common(folder: &Path, (chance, told): (&str, &[&str]), text: &mut String) -> io::Result<()> {
    let name = "grid30-open-5m";
    let few = schedule(folder, name, name, &["--routes", "3"])?;
    let exact = schedule(folder, name, &format!("{name}-exact"), &[])?;
    let (Some((instance, few)), Some((_, exact))) = (few, exact) else {
        let _ = writeln!(text, "| {chance} | not run: the instance is absent | | | |");
        return Ok(());
    };
    let arguments = [&[few.as_str(), PLAYED, "--other", &exact], told].concat();
    let said = solvers::ours("days", &instance, &arguments)?.line;
    let (same, other) = (number(&said, "variance_same_days"), number(&said, "variance_other_days"));
    let part = if other > 0.0 { format!("{:.3}", same / other) } else { "both are nothing".to_owned() };
    let _ = writeln!(text, "| {chance} | {} | {same:.0} | {other:.0} | {part} |", said["by_hour"]);
    Ok(())
}
