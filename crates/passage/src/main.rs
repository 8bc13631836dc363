//! The passage program: reads the command line, runs one command, says what went wrong.

use passage::command;
use passage::failure::Failure;
use passage::terminal::Terminal;
use std::io::Write as _;
use std::process::ExitCode;

fn main() -> ExitCode {
    let program = match command::understand(std::env::args_os()) {
        Ok(program) => program,
        Err(error) if error.use_stderr() && command::wants_json(std::env::args_os()) => {
            return failed(&Failure::usage(&error), true);
        }
        // Help, the version, and what is wrong with the command, as clap prints them.
        Err(error) => error.exit(),
    };
    let terminal = Terminal::new(program.json);
    match command::run(&program.command, &terminal) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => failed(&failure, program.json),
    }
}

fn failed(failure: &Failure, json: bool) -> ExitCode {
    if failure.findings.is_empty() {
        return ExitCode::from(failure.kind.exit_code());
    }
    // With nowhere left to write to, the exit code still tells.
    let _ = if json {
        writeln!(std::io::stdout(), "{}", failure.to_json())
    } else {
        writeln!(std::io::stderr(), "{}", failure.to_words().trim_end())
    };
    ExitCode::from(failure.kind.exit_code())
}
