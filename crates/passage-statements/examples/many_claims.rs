//! How long many claims take: made up, written, read, asked and tabulated; and what one more costs at each length.
//!
//! `cargo run --release -p passage-statements --example many_claims [COUNT...]`; counts 1,000, 10,000 and 100,000 by default.

#![allow(clippy::print_stdout, clippy::disallowed_types, clippy::disallowed_methods, clippy::expect_used)]

use passage_statements::claim::{Claim, Format, read};
use passage_statements::ledger::{Ledger, days};
use passage_statements::question::Index;
use std::fmt::Write as _;
use std::time::{Duration, Instant};

/// Claims as five sources would make them on forty corridors from day to day; one in fifty does not fit the others.
fn made(count: usize) -> String {
    let measures = [
        ("departed.vehicles", 4),
        ("departed.people", 16),
        ("arrived.vehicles", 3),
        ("arrived.people", 12),
        ("killed.reported", 1),
    ];
    let mut text = String::new();
    for i in 0..count {
        let (measure, factor) = measures[i % 5];
        let (source, corridor, day) = (i / 5 % 5, i / 25 % 40, i / 1000);
        let date = jiff::civil::date(2022, 3, 1).checked_add(jiff::Span::new().days(day as i64)).expect("a date");
        let odd = i.wrapping_mul(2_654_435_761) >> 7;
        let value = if odd % 50 == 0 { 100 } else { factor * 300 + usize::from(measure == "killed.reported") * day };
        let period = if measure == "killed.reported" { format!("so far until {date}") } else { date.to_string() };
        let _ = writeln!(
            text,
            "{{\"name\":\"c{i}\",\"speaker\":\"Office {source}\",\"side\":\"Ukraine\",\"channel\":\"Telegram\",\"carrier\":\"Agency {source}\",\
             \"zone\":\"Europe/Kyiv\",\"said\":\"{date}\",\"learned\":\"{date} 20:00\",\"about\":\"corridor {corridor}\",\
             \"measure\":\"{measure}\",\"value\":\"about {value}\",\"period\":\"{period}\",\"quote\":\"about {value} by now\",\
             \"language\":\"en\"}}"
        );
    }
    text
}

/// The most memory so far, in megabytes, where the system tells.
fn memory() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap_or_default();
    line.trim().trim_end_matches(" kB").trim().parse::<u64>().unwrap_or(0) / 1024
}

fn measured(count: usize) {
    let text = made(count);
    let begun = Instant::now();
    let (entries, findings) = read(text.as_bytes(), Format::JsonLines, None);
    assert!(findings.is_empty(), "{findings:?}");
    drop(text);
    let mut ledger = Ledger::default();
    for entry in entries {
        ledger.add(entry.claim).expect("every claim is new");
    }
    let loaded = begun.elapsed();
    let mut index = Index::of(&ledger);
    let questions = index.questions(&ledger, None).len();
    let asked = begun.elapsed().saturating_sub(loaded);
    let tables = days(&ledger, None, None).len();
    let tabulated = begun.elapsed().saturating_sub(loaded + asked);
    let one = one_more(&mut ledger, &mut index);
    let ms = |time: Duration| time.as_secs_f64() * 1e3;
    println!(
        "| {count} | {:.0} ms | {:.0} ms | {:.0} ms | {:.2} s | {:.1} us | {questions} | {tables} | {} MB |",
        ms(loaded),
        ms(asked),
        ms(tabulated),
        (loaded + asked + tabulated).as_secs_f64(),
        one.as_secs_f64() * 1e6,
        memory()
    );
}

/// What one more claim costs: added, sorted in, its questions asked.
fn one_more(ledger: &mut Ledger, index: &mut Index) -> Duration {
    const MORE: usize = 200;
    let new: Vec<Claim> = (0..MORE)
        .map(|i| {
            let claim = &ledger.claims()[i * ledger.claims().len() / MORE];
            Claim { name: format!("new{i}"), speaker: "Another office".into(), ..claim.clone() }
        })
        .collect();
    let begun = Instant::now();
    let mut asked = 0;
    for claim in new {
        ledger.add(claim).expect("a new claim");
        index.follow(ledger);
        asked += index.questions_on(ledger, ledger.claims().len() - 1).len();
    }
    let time = begun.elapsed() / MORE as u32;
    assert!(asked <= MORE * 16);
    time
}

fn main() {
    let asked: Vec<usize> = std::env::args().skip(1).filter_map(|word| word.parse().ok()).collect();
    println!("| claims | read and kept | asked | tabulated | together | one more | questions | days | most memory |");
    println!("|---|---|---|---|---|---|---|---|---|");
    let counts = if asked.is_empty() { vec![1_000, 10_000, 100_000] } else { asked };
    for count in counts {
        measured(count);
    }
}
