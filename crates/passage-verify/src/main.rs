//! The program: what `answer` says, on the terminal.

use std::io::Write;
use std::process::ExitCode;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let answer = passage_verify::answer(&arguments, &mut std::io::stdin());
    // A reader that has gone away, such as `head`, is no fault.
    let _ = std::io::stdout().write_all(answer.words.as_bytes());
    let _ = std::io::stderr().write_all(answer.complaint.as_bytes());
    ExitCode::from(answer.status)
}
