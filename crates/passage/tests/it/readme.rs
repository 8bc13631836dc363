//! Every command of README.md, of the guide and of the examples' own pages works as it is written there.

use crate::stage::{folder, root};
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;

#[test]
fn every_command_of_the_readme_works() {
    let text = std::fs::read_to_string(root().join("README.md")).expect("README.md");
    assert!(commands(&text).iter().any(|line| line.contains("demo")), "the README shows how to see something at once");
    every_command_works(Path::new("README.md"), &text);
}

#[test]
fn every_command_of_the_guide_and_of_the_examples_works() {
    let pages = pages();
    assert!(!pages.is_empty(), "the examples have pages of their own");
    for page in pages {
        let text = std::fs::read_to_string(root().join(&page)).expect("a page");
        every_command_works(&page, &text);
    }
}

/// `docs/guide/*.md` and `examples/*/README.md`, relative to the root, in order.
fn pages() -> Vec<PathBuf> {
    let inside = |folder: &str| {
        let entries = std::fs::read_dir(root().join(folder)).into_iter().flatten();
        entries.map(|entry| Path::new(folder).join(entry.expect("an entry").file_name())).collect::<Vec<_>>()
    };
    let guide = inside("docs/guide").into_iter().filter(|page| page.extension().is_some_and(|end| end == "md"));
    let examples = inside("examples").into_iter().map(|example| example.join("README.md"));
    let mut pages: Vec<PathBuf> = guide.chain(examples).filter(|page| root().join(page).is_file()).collect();
    pages.sort();
    pages
}

/// Runs the commands of a page, in order, in a stage that looks like the repository's root, so that what they write
/// does not land in it.
fn every_command_works(page: &Path, text: &str) {
    let outside = folder();
    let stage = outside.path().join("passage");
    std::fs::create_dir_all(stage.join("target")).expect("a folder");
    link(&root().join("examples"), &stage.join("examples"));
    let shared = root().join("../shared");
    let is_there = shared.join("data").is_dir();
    if is_there {
        link(&shared, &outside.path().join("shared"));
    }
    let page = page.display();
    // What follows a command that was skipped may need what it writes.
    let mut skipped = false;
    for line in commands(text) {
        skipped |= !is_there && line.contains("../shared");
        match arguments(&line) {
            Line::Passage(words) if !skipped => {
                run(&stage, &format!("{line}` of `{page}"), &words);
            }
            Line::Passage(_) => {
                let _ = writeln!(std::io::stderr(), "skipped: `{line}` of {page}: needs ../shared/data");
            }
            Line::Elsewhere => {}
            Line::Unknown => panic!("{page} has a command that this test cannot run: `{line}`"),
        }
    }
}

#[test]
fn a_command_that_is_not_ours_is_not_passed_over() {
    let commands = commands("# x\n\n```sh\n$ passage demo  # see\nwget it\n```\n\n```text\npassage no\n```\n");
    assert_eq!(commands, ["passage demo", "wget it"]);
    assert!(matches!(arguments("wget it"), Line::Unknown));
    assert!(matches!(arguments("cargo test"), Line::Elsewhere));
    assert!(
        matches!(arguments("cargo run --release -- demo --out x"), Line::Passage(words) if words == ["demo", "--out", "x"])
    );
    assert_eq!(shell_words("reach X --within \"3 h\" ''"), ["reach", "X", "--within", "3 h", ""]);
}

/// What a line of a page is for this test.
enum Line {
    /// The program with these arguments.
    Passage(Vec<String>),
    /// Something that other tests cover: `cargo test` runs this one.
    Elsewhere,
    /// Something nobody tests.
    Unknown,
}

/// The lines of the `sh` blocks, continuation lines joined, without prompts and comments.
fn commands(text: &str) -> Vec<String> {
    let mut inside = false;
    let mut joined = String::new();
    let mut commands = Vec::new();
    for line in text.lines() {
        if let Some(language) = line.trim().strip_prefix("```") {
            inside = !inside && language == "sh";
            continue;
        }
        if !inside {
            continue;
        }
        let line = line.split(" #").next().unwrap_or_default().trim();
        let line = line.strip_prefix("$ ").unwrap_or(line);
        if line.starts_with('#') || line.is_empty() {
            continue;
        }
        match line.strip_suffix('\\') {
            Some(start) => joined.push_str(start),
            None => commands.push(std::mem::take(&mut joined) + line),
        }
    }
    commands
}

fn arguments(line: &str) -> Line {
    let words = shell_words(line);
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let ours = match words.as_slice() {
        ["cargo", "test" | "install", ..] | ["cd" | "git", ..] | [".ci/run"] => return Line::Elsewhere,
        ["cargo", "run", rest @ ..] => match rest.iter().position(|word| *word == "--") {
            Some(dashes) => &rest[dashes + 1..],
            None => return Line::Unknown,
        },
        ["passage", rest @ ..] => rest,
        _ => return Line::Unknown,
    };
    Line::Passage(ours.iter().map(|word| (*word).to_owned()).collect())
}

/// The words of a line as a shell takes them: quotes keep blanks.
fn shell_words(line: &str) -> Vec<String> {
    let (mut words, mut word, mut quote) = (Vec::new(), None::<String>, None);
    for letter in line.chars() {
        match quote {
            Some(open) if letter == open => quote = None,
            None if matches!(letter, '"' | '\'') => {
                quote = Some(letter);
                word.get_or_insert_default();
            }
            None if letter.is_whitespace() => words.extend(word.take()),
            _ => word.get_or_insert_default().push(letter),
        }
    }
    words.extend(word);
    words
}

fn run(stage: &Path, line: &str, words: &[String]) {
    let output =
        Command::new(env!("CARGO_BIN_EXE_passage")).current_dir(stage).args(words).output().expect("it starts");
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "`{line}` failed:\n{said}");
    assert!(!output.stdout.is_empty(), "`{line}` answered nothing");
}

#[cfg(unix)]
fn link(from: &Path, to: &Path) {
    std::os::unix::fs::symlink(from, to).expect("a link");
}

#[cfg(windows)]
fn link(from: &Path, to: &Path) {
    std::os::windows::fs::symlink_dir(from, to).expect("a link");
}
