//! How well names are matched: the tables of docs/concepts/names.md.
//!
//! `cargo run --release -p passage-statements --example names` from the repository's root. Ukrainian names of municipalities'
//! centres are paired with `GeoNames`' Latin ones by their coordinates alone (`../shared/data/ukraine-2022`); half of the pairs was
//! looked at while the rules were made (`-- tuning` shows it), the figures are of the other half.

#![allow(
    clippy::print_stdout,
    clippy::disallowed_types,
    clippy::disallowed_methods,
    clippy::expect_used,
    clippy::print_stderr
)]

mod pairs;
#[path = "../../tests/it/spellings.rs"]
mod spellings;
mod tasks;

use std::path::Path;

fn main() {
    println!("{}", spellings::tables());
    let folder = Path::new("../shared/data/ukraine-2022");
    let Some(data) = pairs::Data::read(folder) else {
        eprintln!("skipped: the pairs of names need {}", folder.display());
        return;
    };
    let tuning = std::env::args().any(|word| word == "tuning");
    let half: Vec<&pairs::Pair> = data.pairs.iter().filter(|pair| pair.tuning == tuning).collect();
    println!("{} pairs within 2 km, {} of them in this half.\n", data.pairs.len(), half.len());
    println!("| asked | of a gazetteer of | recall | first | precision | missed |\n|---|---|---|---|---|---|");
    let told = [
        tasks::ukrainian_in_latin(&data, &half),
        tasks::latin_in_ukrainian(&data, &half),
        tasks::misspelled(&data, &half),
    ];
    for task in &told {
        println!("{}", task.row());
    }
    println!();
    for task in &told {
        println!("{}", task.others());
    }
    println!("\n{}\n", tasks::absent(&data, &half));
    for task in &told {
        println!("{}: {}\n", task.name, task.missed.join(", "));
    }
    println!("{}", tasks::speed());
}
