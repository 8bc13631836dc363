//! How often the drafts of claims are right, on paragraphs that the rules never met: writes `docs/concepts/drafts.md`.
//!
//! `cargo run -p passage-statements --example drafts > docs/concepts/drafts.md`; with `-- tuning` it shows instead what is wrong
//! on the paragraphs that the rules may be tuned on.

#![allow(clippy::print_stdout, clippy::disallowed_types, clippy::disallowed_methods, clippy::expect_used)]

mod labelled;
mod page;

fn main() {
    let tuning = std::env::args().any(|argument| argument == "tuning");
    if tuning {
        for miss in page::misses(&page::read(false)) {
            println!("{} {}: wanted {:?}, proposed {:?}", miss.number, miss.field, miss.wanted, miss.proposed);
        }
        print!("{}", page::table(&page::read(false)));
    } else {
        print!("{}", page::page());
    }
}
