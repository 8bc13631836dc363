//! The answers on one screen of eighty columns, for the negotiating table.

use super::losses::Loss;
use super::told::Told;
use super::weigh::Scales;
use super::{Offers, Set};
use crate::outcome::times::Times;
use crate::summary::screen::wrap;
use crate::words::{Words, count};
use std::fmt::Write as _;

const WIDTH: usize = 80;
/// Columns for each figure.
const CELL: usize = 13;
/// Lengths of windows that are shown; the page has all.
const MOST_LENGTHS: usize = 9;
/// Rows of losses that are shown; the page has all.
const MOST_LOSSES: usize = 3;
/// Sets of corridors that are shown beside each other.
const MOST_SETS: usize = 4;

/// The screen.
pub fn write(offers: &Offers, scales: &Scales<'_>, times: &Times, words: &Words) -> String {
    let told = Told { offers, scales, times, words };
    let mut out = String::new();
    if scales.agreed().exercise {
        let _ = writeln!(out, "{}", words.say("exercise-line"));
    }
    let title = scales.agreed().title.as_str();
    paragraph(&mut out, &words.tell("offers-title", &[("title", title.into())]), "");
    paragraph(&mut out, &told.agreed(), "");
    for line in told.legend().into_iter().chain(told.remarks()) {
        paragraph(&mut out, &line, "  ");
    }
    worth(&mut out, &told);
    if let Some(line) = told.times_over() {
        paragraph(&mut out, &line, "");
    }
    lengths(&mut out, &told);
    least(&mut out, &told);
    losses(&mut out, &told);
    out
}

fn worth(out: &mut String, told: &Told<'_>) {
    let heads: Vec<String> = told.offers.readings.iter().map(|reading| told.reading(*reading)).collect();
    let _ = writeln!(out);
    row(out, &told.words.say("offers-worth"), &heads);
    for worth in &told.offers.worth {
        let gains = worth.weighed.iter().zip(&told.offers.agreed);
        let gains: Vec<String> = gains.map(|(with, without)| told.gain(with.safe(), without.safe())).collect();
        row(out, &format!("  {}", told.lever(worth.lever)), &gains);
    }
}

fn lengths(out: &mut String, told: &Told<'_>) {
    let offers = told.offers;
    let mut shown: Vec<&Set> = offers.sets.iter().collect();
    if shown.len() > MOST_SETS {
        shown = offers.best_of_each_size();
        shown.truncate(MOST_SETS);
    }
    if offers.lengths.is_empty() || shown.is_empty() {
        return;
    }
    let nobody = |length: usize| shown.iter().all(|set| set.by_length[length][Offers::LIKELY].safe().0 == 0);
    let idle = (0..offers.lengths.len()).take_while(|&length| nobody(length)).count();
    let _ = writeln!(out);
    let heads: Vec<String> = shown.iter().map(|set| Told::set(set)).collect();
    row(out, &told.words.say("offers-lengths"), &heads);
    let lengths: Vec<usize> = (idle.saturating_sub(1)..offers.lengths.len()).collect();
    let every = lengths.len().div_ceil(MOST_LENGTHS).max(1);
    for &length in lengths.iter().step_by(every) {
        let cells: Vec<String> = shown
            .iter()
            .map(|set| {
                let number = told.words.number(set.by_length[length][Offers::LIKELY].safe().0);
                if set.struck_out[length] { format!("[{number}]") } else { number }
            })
            .collect();
        let hours = told.length(offers.lengths[length]);
        row(out, &format!("  {hours}"), &cells);
    }
    if shown.iter().any(|set| set.struck_out.iter().any(|out| *out)) {
        paragraph(out, &told.words.say("offers-struck-out"), "  ");
    }
}

fn least(out: &mut String, told: &Told<'_>) {
    let Some(least) = &told.offers.least else { return };
    let _ = writeln!(out);
    let heads: Vec<String> = told.offers.readings.iter().map(|reading| told.reading(*reading)).collect();
    row(out, &told.least(least), &heads);
    let sets = told.offers.sets.iter().zip(&least.hours).zip(&least.struck_out);
    let mut shown = 0;
    for ((set, hours), _) in sets.filter(|(_, struck_out)| !**struck_out) {
        let cells: Vec<String> = hours.iter().map(|hours| told.shortest(*hours)).collect();
        row(out, &format!("  {}", Told::set(set)), &cells);
        shown += 1;
    }
    if shown == 0 {
        paragraph(out, &told.words.say("offers-least-none"), "  ");
    }
}

fn losses(out: &mut String, told: &Told<'_>) {
    let offers = told.offers;
    if offers.losses.whole.is_empty() {
        return;
    }
    let _ = writeln!(out);
    let heads: Vec<String> = offers.readings.iter().map(|reading| told.reading(*reading)).collect();
    row(out, &told.words.say("offers-losses"), &heads);
    let costs = |loss: &Loss| -> Vec<String> {
        let pairs = loss.left.iter().zip(&offers.agreed);
        pairs.map(|(left, agreed)| told.gain(left.safe(), agreed.safe())).collect()
    };
    // Losses that cost the same stand in one row.
    for alike in offers.losses.whole.chunk_by(|a, b| costs(a) == costs(b)).take(MOST_LOSSES) {
        let [first, others @ ..] = alike else { continue };
        let mut label = told.loss(&first.what);
        if !others.is_empty() {
            let figures = [("what", label.into()), ("n", count(others.len() as u64))];
            label = told.words.tell("offers-loss-alike", &figures);
        }
        row(out, &format!("  {label}"), &costs(first));
    }
    if let Some(line) = told.loss_by_hour() {
        paragraph(out, &line, "  ");
    }
}

/// Words in lines, each after the indent.
pub fn paragraph(out: &mut String, text: &str, indent: &str) {
    for line in wrap(text, indent) {
        let _ = writeln!(out, "{line}");
    }
}

/// A label with figures to its right; a label that is too long goes on in the lines before its figures.
pub fn row(out: &mut String, label: &str, cells: &[String]) {
    let room = WIDTH - CELL * cells.len();
    let indent: String = label.chars().take_while(|c| *c == ' ').collect();
    let mut line = indent.clone();
    for word in label.split_whitespace() {
        let begun = line.chars().count() > indent.len();
        if begun && line.chars().count() + 1 + word.chars().count() > room {
            let _ = writeln!(out, "{line}");
            line = format!("{indent}  {word}");
        } else {
            let _ = write!(line, "{}{word}", if begun { " " } else { "" });
        }
    }
    let pad = room.saturating_sub(line.chars().count());
    let _ = write!(out, "{line}{}", " ".repeat(pad));
    for cell in cells {
        let _ = write!(out, "{}{cell}", " ".repeat(CELL.saturating_sub(cell.chars().count())));
    }
    out.push('\n');
}
