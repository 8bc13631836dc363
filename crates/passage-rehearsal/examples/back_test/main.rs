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
    for (name, text) in written(&root().join(DATA))? {
        std::fs::write(root().join(name), text)?;
        println!("written: {name}");
    }
    Ok(())
}

/// The page and its picture, from the repository's root.
const PAGE: &str = "docs/concepts/back-test.md";
const PICTURE: &str = "docs/concepts/back-test.svg";
/// The record.
const DATA: &str = "../shared/data/ukraine-2022/corridors_2022.csv";

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// The page and the picture that the record gives.
fn written(record: &Path) -> Result<[(&'static str, String); 2], Box<dyn std::error::Error>> {
    let days = record::read(record)?;
    let (queue, first) = compared::played();
    let model = model::Model::new(&queue, &first);
    let (organiser, others) = (compared::compare(&model, &days, false), compared::compare(&model, &days, true));
    let told = page::Told { days: &days, organiser: &organiser, others: &others, paused: &queue.paused };
    let picture = page::picture(&days, &organiser.methods[compared::REHEARSAL].forecasts)?;
    Ok([(PAGE, page::page(&told)?), (PICTURE, picture)])
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
        for (name, written) in written(&record).expect("a page") {
            let committed = std::fs::read_to_string(root().join(name)).expect(name);
            let differs = committed.lines().zip(written.lines()).find(|(committed, written)| committed != written);
            let again = "cargo run --release -p passage-rehearsal --example back_test";
            assert!(committed == written, "{name} is old ({differs:?}): {again}");
        }
    }
}
