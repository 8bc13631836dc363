//! The folder of a plan: written whole or not at all, and never over another scenario's plan by accident.

use crate::failure::{Failure, Kind};
use passage_model::digest::Digest;
use passage_model::finding::Finding;
use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::{Component, Path, PathBuf};

/// The files that belong to a plan; those of an earlier plan that a new one does not write are taken away.
const OURS: [&str; 17] = [
    "calls.csv",
    "certificate.json",
    "chain.json",
    "dispatch.csv",
    "plan-optimistic.json",
    "plan-pessimistic.json",
    "plan.geojson",
    "plan.json",
    "rehearsal.html",
    "rehearsal.json",
    "replay.html",
    "report.html",
    "rosters.csv",
    "scenario.json",
    "state.json",
    "turn-back.csv",
    "walks.csv",
];

/// Refuses a folder that holds the plan of another scenario, or files of ours without a plan, unless `force`.
pub fn may_hold(folder: &Path, scenario: Digest, force: bool) -> Result<(), Failure> {
    if force {
        return Ok(());
    }
    if folder.is_file() {
        let words = format!("{} is a file, not a folder", folder.display());
        return Err(refused("file.in-the-way", words, "Name another folder with --out."));
    }
    if let Some(name) = OURS.iter().find(|name| folder.join(name).is_symlink()) {
        let words = format!("{name} in {} is a link to somewhere else", folder.display());
        let advice = "The files of a plan are moved into their folder whole, in the place of what is there. Name another \
                      folder with --out, or put the file in the place of the link with --force.";
        return Err(refused("file.in-the-way", words, advice));
    }
    let path = folder.join("plan.json");
    if !path.exists() {
        let Some(name) = OURS.iter().find(|name| folder.join(name).exists()) else { return Ok(()) };
        let words = format!("{} lies in {} without a plan.json beside it", name, folder.display());
        let advice = "It may be somebody's work. Name another folder with --out, or write over it with --force.";
        return Err(refused("file.in-the-way", words, advice));
    }
    let bytes = fs::read(&path).map_err(|cause| Failure::file("read", &path, &cause))?;
    let there = serde_json::from_slice::<serde_json::Value>(&bytes).ok();
    let there = there.and_then(|plan| Digest::parse(plan.get("scenario")?.as_str()?));
    if there == Some(scenario) {
        return Ok(());
    }
    let words = match there {
        Some(other) => format!("{} holds the plan of another scenario ({})", folder.display(), other.short()),
        None => format!("{} cannot be read as a plan", path.display()),
    };
    let advice = "A scenario that was changed is another scenario: somebody may be using the plan that lies there. \
                  Name another folder with --out, or write over it with --force.";
    Err(refused("plan.in-the-way", words, advice))
}

/// The way to a file from inside a folder, which may not be there yet; the file's own full path where the two have
/// nothing but the root in common.
pub fn path_from(folder: &Path, file: &Path) -> PathBuf {
    let (folder, file) = (real(folder), real(file));
    let common = folder.components().zip(file.components()).take_while(|(a, b)| a == b).count();
    if common < 2 {
        return file;
    }
    let up = folder.components().skip(common).map(|_| Component::ParentDir);
    up.chain(file.components().skip(common)).collect()
}

/// A path without links, as far as it is there: ".." leads elsewhere behind a link.
fn real(path: &Path) -> PathBuf {
    let path = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let there = path.ancestors().find_map(|part| Some((part, part.canonicalize().ok()?)));
    match there {
        // Joining nothing would put a separator at the end.
        Some((part, real)) => match path.strip_prefix(part) {
            Ok(rest) if rest.as_os_str().is_empty() => real,
            Ok(rest) => real.join(rest),
            Err(_) => real,
        },
        None => path,
    }
}

/// Where a path leads behind links, so that what is written there does not take the place of a link. What it leads to
/// need not be there; that links lead round in a circle is an error.
pub fn behind_links(path: &Path) -> io::Result<PathBuf> {
    /// As many as Linux follows (`path_resolution(7)`).
    const MOST_LINKS: usize = 40;
    let mut path = path.to_owned();
    for _ in 0..MOST_LINKS {
        match fs::read_link(&path) {
            // A link names its target as seen from its own folder.
            Ok(target) => path = path.parent().unwrap_or_else(|| Path::new("")).join(target),
            Err(_) => return Ok(path),
        }
    }
    Err(io::Error::new(io::ErrorKind::InvalidInput, "links there lead round in a circle"))
}

/// Makes a folder where a path leads, with those that it lies in.
pub fn make(folder: &Path) -> Result<PathBuf, Failure> {
    let made = behind_links(folder).and_then(|real| fs::create_dir_all(&real).map(|()| real));
    made.map_err(|cause| Failure::file("make the folder", folder, &cause))
}

/// A word of a command as a shell reads it: between quotes where it has more than letters, digits and signs of paths.
pub fn quoted(word: &str) -> String {
    let plain = !word.is_empty() && word.chars().all(|c| c.is_alphanumeric() || "/._-+:,@%=".contains(c));
    let word = if word.starts_with('-') { format!("./{word}") } else { word.to_owned() };
    if plain { word } else { format!("'{}'", word.replace('\'', "'\\''")) }
}

/// Writes the files of a plan as [`add`] does. Where a plan lies in the folder, what it had and the new one has not
/// goes: old rosters beside a new plan would be followed. Without a plan a file of such a name is somebody's own.
pub fn write(folder: &Path, files: &[(&str, Vec<u8>)]) -> Result<(), Failure> {
    let stale: &[&str] = if folder.join("plan.json").exists() { &OURS } else { &[] };
    put(folder, files, stale)
}

/// Writes the files into a folder beside their places, then moves each into its place, the last one last: whoever finds
/// the last file finds all of them. Where anything fails, nothing in the folder has been changed, unless moving does.
/// Nothing else in the folder is touched.
pub fn add(folder: &Path, files: &[(&str, Vec<u8>)]) -> Result<(), Failure> {
    put(folder, files, &[])
}

fn put(folder: &Path, files: &[(&str, Vec<u8>)], stale: &[&str]) -> Result<(), Failure> {
    let folder = &make(folder)?;
    let beside = folder.join(format!(".passage-{}", std::process::id()));
    let written = fill(&beside, files).and_then(|()| settle(folder, &beside, files, stale));
    // Empty when all went well; if it cannot be removed, that is no reason to call the plan a failure.
    let _ = fs::remove_dir_all(&beside);
    written
}

fn fill(beside: &Path, files: &[(&str, Vec<u8>)]) -> Result<(), Failure> {
    fs::create_dir_all(beside).map_err(|cause| Failure::file("make the folder", beside, &cause))?;
    for (name, bytes) in files {
        let path = beside.join(name);
        let mut file = File::create(&path).map_err(|cause| Failure::file("write", &path, &cause))?;
        file.write_all(bytes).and_then(|()| file.sync_all()).map_err(|cause| Failure::file("write", &path, &cause))?;
    }
    Ok(())
}

fn settle(folder: &Path, beside: &Path, files: &[(&str, Vec<u8>)], stale: &[&str]) -> Result<(), Failure> {
    for name in stale.iter().filter(|name| !files.iter().any(|(new, _)| new == *name)) {
        let path = folder.join(name);
        if path.exists() {
            fs::remove_file(&path).map_err(|cause| Failure::file("remove", &path, &cause))?;
        }
    }
    for (name, _) in files {
        let path = folder.join(name);
        fs::rename(beside.join(name), &path).map_err(|cause| Failure::file("write", &path, &cause))?;
    }
    Ok(())
}

fn refused(code: &'static str, words: String, advice: &str) -> Failure {
    Failure::new(Kind::Input, Finding::error(code, words).advise(advice))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plan_of(scenario: Digest) -> Vec<u8> {
        format!("{{\"scenario\":\"{scenario}\"}}").into_bytes()
    }

    fn names(folder: &Path) -> Vec<String> {
        let entries = fs::read_dir(folder).unwrap();
        let mut names: Vec<String> = entries.map(|e| e.unwrap().file_name().to_string_lossy().into_owned()).collect();
        names.sort();
        names
    }

    #[test]
    fn the_same_scenario_may_be_planned_again_and_what_it_no_longer_writes_goes() {
        let folder = tempfile::tempdir().unwrap();
        let scenario = Digest::of(b"one");
        let first = [("plan-optimistic.json", b"{}".to_vec()), ("plan.json", plan_of(scenario))];
        may_hold(folder.path(), scenario, false).unwrap();
        write(folder.path(), &first).unwrap();
        may_hold(folder.path(), scenario, false).unwrap();
        fs::write(folder.path().join("notes.txt"), "kept").unwrap();
        write(folder.path(), &first[1..]).unwrap();
        assert_eq!(names(folder.path()), ["notes.txt", "plan.json"]);
    }

    #[test]
    fn what_is_no_plan_takes_nothing_of_a_plan_away() {
        let folder = tempfile::tempdir().unwrap();
        let plan = ["dispatch.csv", "report.html", "plan.json"].map(|name| (name, b"{}".to_vec()));
        write(folder.path(), &plan).unwrap();
        add(folder.path(), &[("offers.html", b"o".to_vec())]).unwrap();
        assert_eq!(names(folder.path()), ["dispatch.csv", "offers.html", "plan.json", "report.html"]);
    }

    #[test]
    fn a_file_of_a_plans_name_is_somebodys_own_where_no_plan_lies() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("rosters.csv"), "mine").unwrap();
        let plan = [("plan.json", plan_of(Digest::of(b"one")))];
        assert!(may_hold(folder.path(), Digest::of(b"one"), false).is_err());
        write(folder.path(), &plan).unwrap();
        assert_eq!(names(folder.path()), ["plan.json", "rosters.csv"]);
        write(folder.path(), &plan).unwrap();
        assert_eq!(names(folder.path()), ["plan.json"], "beside a plan they are a plan's");
    }

    #[test]
    fn a_plan_of_another_scenario_is_not_written_over() {
        let folder = tempfile::tempdir().unwrap();
        write(folder.path(), &[("plan.json", plan_of(Digest::of(b"one")))]).unwrap();
        let refused = may_hold(folder.path(), Digest::of(b"two"), false).unwrap_err();
        assert_eq!((refused.kind, refused.findings[0].code.as_ref()), (Kind::Input, "plan.in-the-way"));
        may_hold(folder.path(), Digest::of(b"two"), true).unwrap();
        fs::write(folder.path().join("plan.json"), "not a plan").unwrap();
        assert!(may_hold(folder.path(), Digest::of(b"one"), false).is_err());
    }

    #[test]
    fn a_file_is_named_from_inside_the_folder_that_is_still_to_be_made() {
        let stage = tempfile::tempdir().unwrap();
        let at = |path: &str| stage.path().join(path);
        fs::create_dir_all(at("a/b")).unwrap();
        fs::write(at("a/scenario.toml"), "").unwrap();
        let from = |folder: &str| path_from(&at(folder), &at("a/scenario.toml")).to_string_lossy().into_owned();
        assert_eq!(from("a"), "scenario.toml");
        assert_eq!(from("a/b"), "../scenario.toml");
        assert_eq!(from("new/out"), "../../a/scenario.toml");
        // Nothing but the root in common: its own path, which is that of a file.
        let far = path_from(Path::new("/nowhere/at/all"), &at("a/scenario.toml"));
        assert!(far.is_absolute() && far.to_string_lossy().ends_with("scenario.toml"), "{}", far.display());
    }

    #[test]
    fn a_name_with_a_space_or_a_quote_is_still_one_word_to_the_shell() {
        assert_eq!(quoted("../дороги/a-1.toml"), "../дороги/a-1.toml");
        assert_eq!(quoted("my plan.toml"), "'my plan.toml'");
        assert_eq!(quoted("it's.toml"), "'it'\\''s.toml'");
        assert_eq!(quoted("-x"), "./-x");
    }

    #[cfg(unix)]
    #[test]
    fn a_link_is_followed_to_its_end_whether_that_is_there_or_not() {
        let stage = tempfile::tempdir().unwrap();
        let at = |path: &str| stage.path().join(path);
        fs::create_dir_all(at("a")).unwrap();
        let link = |target: &str, name: &str| std::os::unix::fs::symlink(target, at(name)).unwrap();
        link("../end", "a/first");
        link("a/first", "second");
        link("round", "round");
        assert_eq!(behind_links(&at("second")).unwrap(), at("a").join("../end"));
        assert_eq!(behind_links(&at("plain")).unwrap(), at("plain"));
        assert_eq!(behind_links(&at("round")).unwrap_err().kind(), io::ErrorKind::InvalidInput);
        write(&at("second"), &[("plan.json", plan_of(Digest::of(b"one")))]).unwrap();
        assert!(at("end/plan.json").is_file() && at("second").is_symlink());
        fs::rename(at("end/plan.json"), at("kept.json")).unwrap();
        link("../kept.json", "end/plan.json");
        let refused = may_hold(&at("end"), Digest::of(b"one"), false).unwrap_err();
        assert_eq!(refused.findings[0].code, "file.in-the-way");
    }

    #[test]
    fn somebodys_own_report_is_not_written_over() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("report.html"), "mine").unwrap();
        let refused = may_hold(folder.path(), Digest::of(b"one"), false).unwrap_err();
        assert_eq!(refused.findings[0].code, "file.in-the-way");
        let file = folder.path().join("report.html");
        assert_eq!(may_hold(&file, Digest::of(b"one"), false).unwrap_err().findings[0].code, "file.in-the-way");
    }
}
