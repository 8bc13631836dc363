//! The table as a document, held to what the program says today.

use super::{Given, all, root};
use std::fmt::Write as _;

const FILE: &str = "docs/reference/errors/bad-inputs.md";

const HEAD: &str = "# What passage says to bad input\n\n\
    Written by the test `the_document_of_bad_inputs_is_what_the_program_says` from the very cases that it runs. To write\n\
    it anew after a change of words: `PASSAGE_WRITE_DOCS=1 cargo test -p passage bad_inputs`.\n\n\
    Exit codes: 0 done (with a warning), 1 the answer is no, 2 the command was not understood, 3 the input cannot be used,\n\
    4 a file cannot be read or written. Each code in brackets is explained in [codes.md](codes.md).\n";

fn document() -> String {
    let mut text = HEAD.to_owned();
    for (heading, cases) in all() {
        let _ = writeln!(text, "\n## {heading}");
        for case in cases {
            let _ = writeln!(text, "\n### {}\n", case.title);
            let _ = match case.given {
                Given::Changed(old, "") => writeln!(text, "Without:\n\n```toml\n{}\n```\n", old.trim_end()),
                Given::Changed(_, new) => writeln!(text, "```toml\n{}\n```\n", new.trim_end()),
                Given::Made(given, _) => writeln!(text, "{given}\n"),
            };
            let _ = writeln!(text, "```text\n{}\n```", case.said());
        }
    }
    text
}

#[test]
fn the_document_of_bad_inputs_is_what_the_program_says() {
    let path = root().join(FILE);
    let now = document();
    if std::env::var_os("PASSAGE_WRITE_DOCS").is_some() {
        std::fs::write(&path, &now).expect("the document is written");
    }
    let then = std::fs::read_to_string(&path).unwrap_or_default().replace("\r\n", "\n");
    let differs = now.lines().zip(then.lines()).position(|(now, then)| now != then);
    let line = differs.or((now != then).then_some(now.lines().count().min(then.lines().count())));
    assert!(
        line.is_none(),
        "{FILE} differs in line {}: write it anew with PASSAGE_WRITE_DOCS=1 cargo test -p passage bad_inputs",
        line.unwrap_or(0) + 1
    );
}
