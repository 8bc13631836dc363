//! What lints cannot see: the size and shape of files, words, codes and promises, each rule by one test.
//!
//! Every rule is a function from texts to faults, and is first shown a text that breaks it.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::process::Command;

/// The longest that a file of Rust may be, in lines.
const LONGEST: usize = 500;

/// Rooms for the homeless: no module may be called so.
const HOMELESS: [&str; 6] = ["util", "common", "helpers", "misc", "manager", "handler"];

/// What others call a junction or a road; our public types are never called so.
const FOREIGN_WORDS: [&str; 5] = ["Node", "Edge", "Arc", "Link", "Way"];

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// A file of the repository: its path from the root, and its text.
struct Page {
    path: String,
    text: String,
}

fn page(path: &str, text: &str) -> Page {
    Page { path: path.to_owned(), text: text.to_owned() }
}

/// Every file that is or would be committed and is text, sorted by path.
fn pages() -> Vec<Page> {
    let listed = Command::new("git")
        .args(["ls-files", "--cached", "--others", "--exclude-standard"])
        .current_dir(root())
        .output()
        .ok()
        .filter(|output| output.status.success())
        .map(|output| String::from_utf8_lossy(&output.stdout).lines().map(str::to_owned).collect::<Vec<_>>());
    // Unpacked from an archive, there is no git: then everything but what is built counts.
    let mut paths = listed.unwrap_or_else(|| walk(&root(), Path::new("")));
    paths.sort();
    paths.dedup();
    let text_of = |path: String| Some(Page { text: std::fs::read_to_string(root().join(&path)).ok()?, path });
    paths.into_iter().filter_map(text_of).collect()
}

fn walk(root: &Path, folder: &Path) -> Vec<String> {
    let mut paths = Vec::new();
    for entry in std::fs::read_dir(root.join(folder)).unwrap().flatten() {
        let path = folder.join(entry.file_name());
        match entry.file_type().unwrap().is_dir() {
            true if entry.file_name() == "target" || entry.file_name() == ".git" => {}
            true => paths.extend(walk(root, &path)),
            false => paths.push(path.to_str().unwrap().to_owned()),
        }
    }
    paths
}

fn rust_pages() -> Vec<Page> {
    let pages: Vec<Page> = pages().into_iter().filter(|p| has_ending(&p.path, "rs")).collect();
    assert!(pages.len() > 50, "only {} files of Rust were found", pages.len());
    pages
}

fn has_ending(path: &str, ending: &str) -> bool {
    Path::new(path).extension().is_some_and(|e| e == ending)
}

/// Shows the rule a bad text first, then holds it against ours.
fn hold(rule: impl Fn(&[Page]) -> Vec<String>, bad: &[Page], ours: &[Page]) {
    assert!(!rule(bad).is_empty(), "the rule cannot fail");
    let faults = rule(ours);
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn every_file_begins_by_saying_what_it_is_about() {
    let rule = |pages: &[Page]| -> Vec<String> {
        let silent = pages.iter().filter(|p| !p.text.starts_with("//! "));
        silent.map(|p| format!("{} does not begin with `//! `", p.path)).collect()
    };
    hold(rule, &[page("a.rs", "use std::fs;\n//! Late.\n")], &rust_pages());
}

#[test]
fn no_file_is_too_long_to_read() {
    let rule = |pages: &[Page]| -> Vec<String> {
        let long = pages.iter().map(|p| (p, p.text.lines().count())).filter(|(_, lines)| *lines > LONGEST);
        long.map(|(p, lines)| format!("{} has {lines} lines, more than {LONGEST}", p.path)).collect()
    };
    hold(rule, &[page("a.rs", &"\n".repeat(501))], &rust_pages());
}

#[test]
fn nothing_below_the_program_is_async() {
    let rule = |pages: &[Page]| -> Vec<String> {
        let below = pages.iter().filter(|p| p.path.starts_with("crates/passage-"));
        let found = below.filter(|p| code_lines(&p.text).any(|l| words(l).any(|w| w == "async")));
        found.map(|p| format!("{} is async", p.path)).collect()
    };
    hold(rule, &[page("crates/passage-model/src/a.rs", "async fn a() {}")], &rust_pages());
}

#[test]
fn no_module_is_a_home_for_the_homeless() {
    let rule = |pages: &[Page]| -> Vec<String> {
        let parts = |path: &str| path.trim_end_matches(".rs").split('/').map(str::to_owned).collect::<Vec<_>>();
        let found = pages.iter().filter(|p| parts(&p.path).iter().any(|part| HOMELESS.contains(&part.as_str())));
        let inline = pages.iter().filter(|p| {
            let mut names = code_lines(&p.text).filter_map(module_name);
            names.any(|name| HOMELESS.contains(&name))
        });
        found.chain(inline).map(|p| format!("{} is, or holds, a module without a subject", p.path)).collect()
    };
    hold(rule, &[page("crates/passage/src/util.rs", "")], &rust_pages());
    hold(rule, &[page("crates/passage/src/a.rs", "pub(crate) mod helpers {")], &[]);
}

#[test]
fn no_file_is_forgotten() {
    let rule = |pages: &[Page]| -> Vec<String> {
        let texts: BTreeMap<&str, &str> = pages.iter().map(|p| (p.path.as_str(), p.text.as_str())).collect();
        pages.iter().filter(|p| !is_reached(&p.path, &texts)).map(|p| format!("no `mod` names {}", p.path)).collect()
    };
    let bad = [page("crates/a/src/lib.rs", "mod b;"), page("crates/a/src/c.rs", "")];
    hold(rule, &bad, &rust_pages());
}

/// Whether a file is a root of a crate, or its parent names it as a module.
fn is_reached(path: &str, texts: &BTreeMap<&str, &str>) -> bool {
    let (folder, file) = path.rsplit_once('/').unwrap_or(("", path));
    let is_root = ["lib.rs", "main.rs", "build.rs"].contains(&file)
        || ["examples", "fuzz_targets", "bin", "benches"].iter().any(|place| folder.ends_with(place))
        // The fuzz crate names its programs in its Cargo.toml.
        || folder == "fuzz/src";
    if is_root {
        return true;
    }
    let name = file.trim_end_matches(".rs");
    let (name, folder) = match (name, folder.rsplit_once('/')) {
        ("mod", Some((above, own))) => (own, above),
        _ => (name, folder),
    };
    let parents =
        [format!("{folder}/mod.rs"), format!("{folder}/lib.rs"), format!("{folder}/main.rs"), format!("{folder}.rs")];
    // Example programs in one folder may share a module.
    let program =
        |other: &str| folder.ends_with("examples") && other.rsplit_once('/').is_some_and(|(at, _)| at == folder);
    let programs = texts.iter().filter(|(other, _)| program(other)).map(|(_, text)| text);
    let mut parents = parents.iter().filter_map(|parent| texts.get(parent.as_str())).chain(programs);
    parents.any(|text| code_lines(text).filter_map(module_name).any(|module| module == name))
}

/// The module that a line declares.
fn module_name(line: &str) -> Option<&str> {
    let line = line.trim();
    let rest = if let Some(rest) = line.strip_prefix("mod ") {
        rest
    } else {
        line.starts_with("pub").then(|| line.split_once(" mod "))??.1
    };
    Some(rest.trim_end_matches([';', '{', ' ', '}']))
}

#[test]
fn our_words_are_junction_and_road() {
    let rule = |pages: &[Page]| -> Vec<String> {
        let mut faults = Vec::new();
        for page in pages.iter().filter(|p| p.path.contains("/src/")) {
            for line in code_lines(&page.text).filter(|line| line.trim_start().starts_with("pub ")) {
                let mut declared = words(line)
                    .skip_while(|w| *w != "pub")
                    .skip_while(|w| !["struct", "enum", "trait", "type"].contains(w));
                let name = declared.nth(1).unwrap_or_default();
                if FOREIGN_WORDS.contains(&name) {
                    faults.push(format!("{}: `{name}` is somebody else's word", page.path));
                }
            }
        }
        faults
    };
    hold(rule, &[page("crates/passage-model/src/a.rs", "pub struct Edge {")], &rust_pages());
}

#[test]
fn every_finding_code_is_in_the_index() {
    let pages = rust_pages();
    let sources: Vec<&Page> = pages.iter().filter(|p| p.path.contains("/src/")).collect();
    let index = std::fs::read_to_string(root().join("docs/reference/errors/codes.md")).unwrap();
    let rows = index_rows(&index);
    let areas: BTreeSet<&str> = rows.iter().filter_map(|code| code.split_once('.')).map(|(area, _)| area).collect();
    let used: BTreeSet<String> = sources.iter().flat_map(|p| codes_in(&p.text, &areas)).collect();
    // What a figure counts has a name of the same shape: "population.prewar".
    let is_measure = |name: &str| passage_statements::measure::Measure::find(name).is_some();
    let unlisted: Vec<&String> = used.iter().filter(|code| !rows.contains(*code) && !is_measure(code)).collect();
    let unused: Vec<&String> = rows.iter().filter(|code| !used.contains(*code)).collect();
    assert!(unlisted.is_empty(), "without a row in docs/reference/errors/codes.md: {unlisted:#?}");
    assert!(unused.is_empty(), "in docs/reference/errors/codes.md, but no source says it: {unused:#?}");
    let listed: Vec<&str> = index.lines().filter(|line| line.starts_with("| `")).collect();
    assert!(listed.is_sorted(), "the rows are not sorted");
    // The rule itself can fail.
    let sample = r#"Finding::error("plan.no-such-code", words); "plan.json"; // "plan.commented-out""#;
    assert_eq!(codes_in(sample, &BTreeSet::from(["plan"])), ["plan.no-such-code"]);
}

/// The codes of the rows of the index.
fn index_rows(index: &str) -> BTreeSet<String> {
    let rows = index.lines().filter_map(|line| line.strip_prefix("| `")?.split_once('`'));
    rows.map(|(code, _)| code.to_owned()).collect()
}

/// String literals that are finding codes: one of the areas, a dot, and words joined by hyphens.
fn codes_in(text: &str, areas: &BTreeSet<&str>) -> Vec<String> {
    let files = ["json", "toml", "html", "csv", "geojson", "osm", "pbf", "xml", "passage", "rs"];
    let lines = code_lines(text).take_while(|line| !line.starts_with("mod tests {"));
    let literals = lines.flat_map(|line| line.split('"').skip(1).step_by(2).map(str::to_owned).collect::<Vec<_>>());
    let codes = literals.filter(|literal| {
        literal.split_once('.').is_some_and(|(area, rest)| {
            let spelled =
                !rest.is_empty() && rest.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-');
            areas.contains(area) && spelled && !files.contains(&rest)
        })
    });
    codes.collect()
}

#[test]
fn every_invariant_has_a_test() {
    let architecture = std::fs::read_to_string(root().join("ARCHITECTURE.md")).unwrap();
    let pages = rust_pages();
    let broken = untested(&architecture, &pages);
    assert!(broken.is_empty(), "{}", broken.join("\n"));
    assert!(invariants(&architecture).len() >= 10);
    let bad = "## Invariants\n\n1. Pigs fly. (test: `pigs_fly`)\n2. No test.\n";
    assert_eq!(untested(bad, &pages).len(), 2);
}

/// The numbered lines under `## Invariants`.
fn invariants(architecture: &str) -> Vec<&str> {
    let section = architecture.lines().skip_while(|l| !l.starts_with("## Invariants")).skip(1);
    let section = section.take_while(|l| !l.starts_with("## "));
    section.filter(|l| l.starts_with(|c: char| c.is_ascii_digit())).collect()
}

/// Invariants that name no test, or one that is not there.
fn untested(architecture: &str, pages: &[Page]) -> Vec<String> {
    let lines = invariants(architecture).into_iter();
    let faults = lines.filter_map(|line| {
        let Some(name) = line.split_once("(test: `").and_then(|(_, rest)| rest.split('`').next()) else {
            return Some(format!("names no test: {line}"));
        };
        let function = format!("fn {}(", name.rsplit("::").next().unwrap_or(name));
        let there = pages.iter().any(|p| p.text.contains(&function));
        (!there).then(|| format!("there is no test `{name}`: {line}"))
    });
    faults.collect()
}

#[test]
fn nothing_refers_to_somebodys_machine() {
    let rule = |pages: &[Page]| -> Vec<String> {
        let private = ["/work", "/root", "/home", "/tmp", "/Users"].map(|place| format!("{place}/"));
        let mut faults = Vec::new();
        for page in pages {
            for (number, line) in page.text.lines().enumerate() {
                // A page on the web may have such a path; a file of this machine may not be named.
                let here =
                    private.iter().any(|p| line.match_indices(p.as_str()).any(|(at, _)| begins_a_path(line, at)));
                if here {
                    faults.push(format!("{}:{}: {line}", page.path, number + 1));
                }
            }
        }
        faults
    };
    let bad = [page("README.md", concat!("see ", "/ro", "ot/notes"))];
    let ours: Vec<Page> =
        pages().into_iter().filter(|p| p.path != "Cargo.lock" && !p.path.ends_with("tidy.rs")).collect();
    hold(rule, &bad, &ours);
}

fn begins_a_path(line: &str, at: usize) -> bool {
    !line[..at].ends_with(|c: char| c.is_alphanumeric() || ".-_/~}".contains(c))
}

#[test]
fn every_crate_takes_the_workspaces_licence_and_lints() {
    let rule = |pages: &[Page]| -> Vec<String> {
        let wanted = ["license.workspace = true", "[lints]\nworkspace = true", "publish.workspace = true"];
        let crates = pages.iter().filter(|p| p.path.starts_with("crates/") && p.path.ends_with("/Cargo.toml"));
        let missing = crates
            .flat_map(|p| wanted.iter().filter(|w| !p.text.contains(**w)).map(|w| format!("{} lacks {w:?}", p.path)));
        missing.collect()
    };
    let all = pages();
    hold(rule, &[page("crates/a/Cargo.toml", "[package]\nlicense = \"GPL-3.0-only\"\n")], &all);
    for licence in ["LICENSE-MIT", "LICENSE-APACHE"] {
        assert!(all.iter().any(|p| p.path == licence), "{licence} is missing");
    }
}

/// The lines of a text that are not comments.
fn code_lines(text: &str) -> impl Iterator<Item = &str> {
    text.lines()
        .filter(|line| !line.trim_start().starts_with("//"))
        .map(|line| line.split(" // ").next().unwrap_or(line))
}

/// The words of a line.
fn words(line: &str) -> impl Iterator<Item = &str> {
    line.split(|c: char| !c.is_alphanumeric() && c != '_').filter(|word| !word.is_empty())
}
