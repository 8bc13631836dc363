//! `passage talks`: rounds, demands, concessions and promises as of a moment, as both may see them or as one side does.

use crate::failure::{Failure, Kind};
use crate::said;
use crate::talks::{own_document, own_screen, shared_document, shared_screen};
use crate::terminal::Terminal;
use crate::words::{Language, Words};
use clap::{Args, Subcommand};
use jiff::Timestamp;
use passage_model::finding::Finding;
use passage_statements::talks::{Reading, Talks, read};
use std::path::{Path, PathBuf};

/// Talks: who demanded, held, conceded and promised what.
#[derive(Debug, Subcommand)]
pub enum TalksCommand {
    /// Show talks as of a moment, without anybody's red lines unless a side asks for its own.
    Show(Show),
}

/// What is shown.
#[derive(Debug, Args)]
#[command(after_help = "Example: what was promised and what came of it by the evening of 1 April\n  \
    passage talks show examples/talks-2022/talks.toml --as-of \"2022-04-01 18:00\"")]
pub struct Show {
    /// The talks.
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
    /// As this side sees it, with its own red lines: not to be shared.
    #[arg(long = "for", value_name = "SIDE", conflicts_with = "shared")]
    pub for_side: Option<String>,
    /// As both may see it, without red lines: the default.
    #[arg(long)]
    pub shared: bool,
    /// As of this moment [default: now].
    #[arg(long, value_name = "TIME")]
    pub as_of: Option<String>,
    /// The language of the answer.
    #[arg(long, value_enum, default_value_t = Language::En)]
    pub language: Language,
}

/// Does what was asked.
pub fn run(command: &TalksCommand, terminal: &Terminal) -> Result<(), Failure> {
    match command {
        TalksCommand::Show(show) => self::show(show, terminal),
    }
}

fn show(command: &Show, terminal: &Terminal) -> Result<(), Failure> {
    let words = Words::new(command.language);
    let talks = talks(&command.file, terminal)?;
    let record = talks.record();
    let at = match &command.as_of {
        Some(text) => text.parse::<Timestamp>().or_else(|_| said::moment(text, record.zone.as_ref()))?,
        None => Timestamp::from_second(Timestamp::now().as_second()).unwrap_or(Timestamp::UNIX_EPOCH),
    };
    let Some(side) = &command.for_side else {
        return terminal.answer(&shared_document(record, at, &words), &shared_screen(record, at, &words));
    };
    let Some(seat) = talks.seat(side) else {
        let finding = Finding::error("talks.no-such-side", format!("{side:?} is none of the sides"));
        return Err(Failure::input(finding.advise(format!("The sides are: {}.", record.sides.join(", ")))));
    };
    let own = talks.of(&seat);
    terminal.answer(&own_document(&own, seat.side(), at, &words), &own_screen(&own, seat.side(), at, &words))
}

/// Reads talks. What is shown of a faulty file has no private word in it.
fn talks(path: &Path, terminal: &Terminal) -> Result<Talks, Failure> {
    let bytes = std::fs::read(path).map_err(|cause| Failure::file("read", path, &cause))?;
    let Reading { talks, findings, shown } = read(&bytes);
    let source = (path.display().to_string(), shown);
    match talks {
        Some(talks) => {
            terminal.remark(&findings, Some(&source));
            Ok(talks)
        }
        None => Err(Failure { kind: Kind::Input, findings, text: Some(source) }),
    }
}
