//! `passage-verify`: checks a passage record, a proof, or a record checkpoint, offline, and says in words what holds.
//!
//! It is for an auditor, a court, the observer of the other side. It shares no code with passage and is meant to be read
//! in an afternoon, in this order: `bytes` (hashes, base64, dates), `tree` (the Merkle tree of RFC 6962), `note` (signed
//! texts), `policy` (whose signatures are needed), `entry` (one entry, and an author's chain), `proof`, `record` (a whole
//! folder), `report` (what is said at the end). `docs/reference/record.md` has the formats.

mod bytes;
mod entry;
mod note;
mod policy;
mod proof;
mod record;
mod report;
mod tree;

use std::io::Read;
use std::path::Path;

use crate::policy::Policy;
use crate::report::{Language, Report};

const HELP: &str = "\
passage-verify: checks a passage record, a proof or a record checkpoint. It needs no network and sends nothing.

  passage-verify FOLDER [--policy FILE] [--kept FILE]...   a whole record, and record checkpoints kept elsewhere
  passage-verify PROOF --entry FILE [--policy FILE]        that an entry is in a record
  passage-verify CHECKPOINT [--policy FILE]                who signed a state of a record
  passage-verify -                                         the same from standard input: what a QR code held

  --policy FILE       whose signatures are needed (C2SP tlog-policy); get it from somebody you trust, not from the record
  --kept FILE         a record checkpoint that you or another kept, to hold the record against; may be given again
  --entry FILE        the entry of a proof, as bytes
  --language en|uk    the language of the answer
  --json              the answer for programs

Exit status: 0 everything that was checked holds; 1 something does not; 2 nothing could be checked, or the policy or the
entry was not given.
Example: passage-verify mariupol.record --policy three-witnesses.policy --kept from-the-red-cross.txt
";

/// What was asked for on the command line.
#[derive(Default)]
struct Asked {
    target: Option<String>,
    policy: Option<String>,
    kept: Vec<String>,
    entry: Option<String>,
    language: Language,
    json: bool,
}

/// What the program answers: what goes to standard output, what to standard error, and its exit status.
#[derive(Debug, PartialEq, Eq)]
pub struct Answer {
    /// For standard output.
    pub words: String,
    /// For standard error.
    pub complaint: String,
    /// 0: all that was checked holds; 1: something does not; 2: nothing could be checked, or too little was given to do so.
    pub status: u8,
}

/// Does what the command line asks for; `input` is standard input. Reads files, writes none.
pub fn answer(arguments: &[String], input: &mut dyn Read) -> Answer {
    let asked = |word: &str| arguments.iter().any(|argument| argument == word);
    let plain = |words: &str, status| Answer { words: words.to_owned(), complaint: String::new(), status };
    if arguments.is_empty() || asked("--help") || asked("-h") {
        return plain(HELP, if arguments.is_empty() { 2 } else { 0 });
    }
    if asked("--version") {
        return plain(concat!("passage-verify ", env!("CARGO_PKG_VERSION"), "\n"), 0);
    }
    let outcome = read_arguments(arguments).and_then(|asked| run(&asked, input).map(|report| (report, asked)));
    match outcome {
        Ok((report, asked)) => {
            let words = if asked.json { report.json(asked.language) } else { report.words(asked.language) };
            plain(&words, report.status())
        }
        Err(words) => {
            let complaint = format!("passage-verify: {words}\nhint: passage-verify --help\n");
            Answer { words: String::new(), complaint, status: 2 }
        }
    }
}

fn read_arguments(arguments: &[String]) -> Result<Asked, String> {
    let mut asked = Asked::default();
    let mut rest = arguments.iter();
    while let Some(argument) = rest.next() {
        let mut value = || rest.next().cloned().ok_or_else(|| format!("a value should follow {argument}"));
        match argument.as_str() {
            "--policy" => asked.policy = Some(value()?),
            "--kept" => asked.kept.push(value()?),
            "--entry" => asked.entry = Some(value()?),
            "--language" => {
                let name = value()?;
                asked.language =
                    Language::named(&name).ok_or_else(|| format!("{name} is no language here: en or uk"))?;
            }
            "--json" => asked.json = true,
            other if other.starts_with("--") => return Err(format!("there is no option {other}")),
            _ if asked.target.is_some() => {
                return Err(format!("one thing is checked at a time, and {argument} is a second"));
            }
            _ => asked.target = Some(argument.clone()),
        }
    }
    Ok(asked)
}

fn run(asked: &Asked, input: &mut dyn Read) -> Result<Report, String> {
    let target = asked.target.as_deref().ok_or("name a record folder, a proof or a record checkpoint")?;
    let policy = match &asked.policy {
        Some(file) => Some(Policy::read(&text(&file_bytes(file)?, file)?).map_err(|error| format!("{file}: {error}"))?),
        None => None,
    };
    let mut report = Report::default();
    if Path::new(target).is_dir() {
        let mut kept = Vec::new();
        for file in &asked.kept {
            kept.push((file.clone(), file_bytes(file)?));
        }
        record::check(Path::new(target), policy.as_ref(), &kept, &mut report)?;
        return Ok(report);
    }
    if !asked.kept.is_empty() {
        return Err("--kept is for a record folder".to_owned());
    }
    let bytes = if target == "-" { standard_input(input)? } else { file_bytes(target)? };
    let whole = text(&bytes, target)?;
    if whole.starts_with(proof::FIRST_LINE) {
        let entry = asked.entry.as_deref().map(file_bytes).transpose()?;
        proof::check(&whole, entry.as_deref(), policy.as_ref(), &mut report)
            .map_err(|error| format!("{target}: {error}"))?;
    } else {
        note::check(&whole, policy.as_ref(), &mut report).map_err(|error| format!("{target}: {error}"))?;
    }
    Ok(report)
}

fn file_bytes(file: &str) -> Result<Vec<u8>, String> {
    std::fs::read(file).map_err(|error| format!("{file} cannot be read: {error}"))
}

fn standard_input(input: &mut dyn Read) -> Result<Vec<u8>, String> {
    let mut bytes = Vec::new();
    input.read_to_end(&mut bytes).map_err(|error| format!("standard input cannot be read: {error}"))?;
    Ok(bytes)
}

fn text(bytes: &[u8], name: &str) -> Result<String, String> {
    String::from_utf8(bytes.to_vec()).map_err(|_| format!("{name} is not text"))
}
