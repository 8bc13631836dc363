//! `passage demo`: plans the built-in example, Mariupol in March 2022, wherever the program was installed.

use crate::command::plan;
use crate::failure::{Failure, Kind};
use crate::folder;
use crate::terminal::Terminal;
use crate::words::Language;
use clap::Args;
use passage_model::finding::Finding;
use std::fs;
use std::path::{Path, PathBuf};

/// The example's files: names and contents. They go with the program, so that it needs no other file.
const EXAMPLE: [(&str, &str); 3] = [
    ("scenario.toml", include_str!("../../../../examples/mariupol-2022/scenario.toml")),
    ("roads.geojson", include_str!("../../../../examples/mariupol-2022/roads.geojson")),
    ("SOURCES.md", include_str!("../../../../examples/mariupol-2022/SOURCES.md")),
];

/// Plan the built-in example: Mariupol to Zaporizhzhia, 5 March 2022.
#[derive(Debug, Args)]
pub struct Demo {
    /// The folder for the example and its plan.
    #[arg(short, long, value_name = "FOLDER", default_value = "passage-demo")]
    pub out: PathBuf,
    /// The language of the summary and of the report.
    #[arg(long, value_enum, default_value_t = Language::En)]
    pub language: Language,
    /// Write over an example that was changed, and over another plan.
    #[arg(long)]
    pub force: bool,
}

/// Writes the example into the folder and plans it there, exactly as `passage plan` would.
pub fn run(demo: &Demo, terminal: &Terminal) -> Result<(), Failure> {
    folder::make(&demo.out)?;
    for (name, text) in EXAMPLE {
        lay_down(&demo.out.join(name), text, demo.force)?;
    }
    let plan = plan::Plan::of(demo.out.join("scenario.toml"), demo.out.clone(), demo.force);
    plan::run(&plan::Plan { language: demo.language, ..plan }, terminal)
}

/// Writes a file of the example, unless it lies there already. One that somebody changed is kept.
fn lay_down(path: &Path, text: &str, force: bool) -> Result<(), Failure> {
    match fs::read(path) {
        Ok(present) if present == text.as_bytes() => return Ok(()),
        Ok(_) if !force => {
            let words = format!("{} is no longer the built-in example: somebody changed it", path.display());
            let advice = "Plan the changed file with `passage plan`, name another folder with --out, or write over it \
                          with --force.";
            return Err(Failure::new(Kind::Input, Finding::error("demo.changed-example", words).advise(advice)));
        }
        _ => {}
    }
    fs::write(path, text).map_err(|cause| Failure::file("write", path, &cause))
}
