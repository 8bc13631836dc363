//! The passage program: reads the command line, runs one command, says what went wrong.

use clap::Parser as _;
use passage::command::{self, Program};
use passage::terminal::Terminal;
use std::io::Write as _;
use std::process::ExitCode;

fn main() -> ExitCode {
    let program = Program::parse();
    let terminal = Terminal::new(program.json);
    match command::run(&program.command, &terminal) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            // With no standard error left to write to, the exit code still tells.
            let _ = if program.json {
                writeln!(std::io::stdout(), "{}", failure.to_json())
            } else {
                writeln!(std::io::stderr(), "{}", failure.to_words().trim_end())
            };
            ExitCode::from(failure.kind.exit_code())
        }
    }
}
