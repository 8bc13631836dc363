//! The back-test of the rehearsal on March and April 2022: `cargo run --release -p passage-rehearsal --example back_test`.
//!
//! Writes `docs/concepts/back-test.md` from `../shared/data/ukraine-2022/corridors_2022.csv` ([`record`]): every day foretold from
//! what was known the evening before ([`model`], on days that the simulator plays in [`corridor`]), beside *yesterday's figure*
//! ([`yesterday`]), scored ([`score`], [`compared`]). The same bytes for the same data.
#![allow(clippy::print_stdout, clippy::expect_used, reason = "a program of our own files")]

mod buses;
mod compared;
mod corridor;
mod model;
mod normal;
mod page;
mod record;
mod score;
mod yesterday;

use std::path::{Path, PathBuf};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    std::fs::create_dir_all(root().join("docs/concepts"))?;
    std::fs::write(root().join(PAGE), written(&root().join(DATA))?)?;
    println!("written: {PAGE}");
    Ok(())
}

/// The page, from the repository's root.
const PAGE: &str = "docs/concepts/back-test.md";
/// The record.
const DATA: &str = "../shared/data/ukraine-2022/corridors_2022.csv";

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// The page that the record gives.
fn written(record: &Path) -> Result<String, Box<dyn std::error::Error>> {
    let days = record::read(record)?;
    let (queue, first) = compared::played();
    let model = model::Model::new(&queue, &first);
    let (organiser, others) = (compared::compare(&model, &days, false), compared::compare(&model, &days, true));
    let told = page::Told { days: &days, organiser: &organiser, others: &others, paused: &queue.paused };
    Ok(page::page(&told)?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write as _;

    #[test]
    fn the_page_is_what_the_program_writes() {
        let record = root().join(DATA);
        if !record.is_file() {
            let _ = writeln!(std::io::stderr(), "skipped: the_page_is_what_the_program_writes: needs {DATA}");
            return;
        }
        let page = std::fs::read_to_string(root().join(PAGE)).expect(PAGE);
        let written = written(&record).expect("a page");
        let differs = page.lines().zip(written.lines()).find(|(page, written)| page != written);
        let again = "cargo run --release -p passage-rehearsal --example back_test";
        assert!(differs.is_none() && page == written, "{PAGE} is old ({differs:?}): {again}");
    }
}
