//! The answers on one screen of eighty columns, for the negotiating table.

use super::losses::Loss;
use super::told::Told;
use super::weigh::Scales;
use super::{Offers, Set};
use crate::outcome::times::Times;
use crate::summary::screen::wrap;
use crate::words::Words;
use std::fmt::Write as _;

const WIDTH: usize = 80;
/// Columns for each figure.
const CELL: usize = 13;
/// Columns for two figures, with fleets: what was found, and what no plan exceeds.
const WIDE_CELL: usize = 17;
/// Lengths of windows that are shown; the page has all.
const MOST_LENGTHS: usize = 9;
/// Rows of losses that are shown; the page has all.
const MOST_LOSSES: usize = 3;
/// What stands where nothing was weighed.
pub const NOT_WEIGHED: &str = "\u{b7}";
/// Sets of corridors that are shown beside each other; one fewer with fleets.
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
    told_row(out, told, &told.words.say("offers-worth"), &heads);
    for worth in &told.offers.worth {
        let gains = worth.weighed.iter().zip(&told.offers.agreed);
        let gains: Vec<String> = gains.map(|(with, without)| told.gain(with.safe(), without.safe())).collect();
        told_row(out, told, &format!("  {}", told.lever(worth.lever)), &gains);
        proven(out, told, told.proven_worth(worth));
    }
}

/// What is proven of the figures above, where it is not those.
fn proven(out: &mut String, told: &Told<'_>, cells: Option<Vec<String>>) {
    if let Some(cells) = cells {
        told_row(out, told, &format!("    {}", told.words.say("offers-proven")), &cells);
    }
}

/// A row with cells as wide as the scenario's figures.
fn told_row(out: &mut String, told: &Told<'_>, label: &str, cells: &[String]) {
    let fleets = !told.scales.agreed().fleets.is_empty();
    row_of(out, label, cells, if fleets { WIDE_CELL } else { CELL });
}

fn lengths(out: &mut String, told: &Told<'_>) {
    let offers = told.offers;
    let mut shown: Vec<&Set> = offers.sets.iter().collect();
    let most = if told.scales.agreed().fleets.is_empty() { MOST_SETS } else { MOST_SETS - 1 };
    if shown.len() > most {
        shown = offers.best_of_each_size();
        shown.truncate(most);
    }
    if offers.lengths.is_empty() || shown.is_empty() {
        return;
    }
    let nobody = |length: usize| shown.iter().filter_map(|set| set.likely(length)).all(|safe| safe.most().0 == 0);
    let idle = (0..offers.lengths.len()).take_while(|&length| nobody(length)).count();
    let _ = writeln!(out);
    let heads: Vec<String> = shown.iter().map(|set| Told::set(set)).collect();
    told_row(out, told, &told.words.say("offers-lengths"), &heads);
    let lengths: Vec<usize> = (idle.saturating_sub(1)..offers.lengths.len()).collect();
    let every = lengths.len().div_ceil(MOST_LENGTHS).max(1);
    for &length in lengths.iter().step_by(every) {
        let cells: Vec<String> = shown
            .iter()
            .map(|set| {
                let Some(weighed) = set.likely(length) else { return NOT_WEIGHED.to_owned() };
                let number = told.safe(weighed);
                if set.struck_out[length] { format!("[{number}]") } else { number }
            })
            .collect();
        let hours = told.length(offers.lengths[length]);
        told_row(out, told, &format!("  {hours}"), &cells);
    }
    if shown.iter().any(|set| set.struck_out.iter().any(|out| *out)) {
        let fleets = !told.scales.agreed().fleets.is_empty();
        paragraph(out, &told.words.say(if fleets { "offers-struck-out-fleets" } else { "offers-struck-out" }), "  ");
    }
    if let Some(line) = told.left_out() {
        paragraph(out, &line, "  ");
    }
}

fn least(out: &mut String, told: &Told<'_>) {
    let Some(least) = &told.offers.least else { return };
    let _ = writeln!(out);
    let heads: Vec<String> = told.offers.readings.iter().map(|reading| told.reading(*reading)).collect();
    let sets = least.sets.iter().map(|&set| &told.offers.sets[set]).zip(&least.hours).zip(&least.struck_out);
    let sets = sets.filter(|(_, struck_out)| !**struck_out);
    let rows: Vec<(String, Vec<String>)> = sets
        .map(|((set, hours), _)| {
            (format!("  {}", Told::set(set)), hours.iter().map(|hours| told.shortest(*hours)).collect())
        })
        .collect();
    // A blank before the longest of them at least.
    let longest = rows.iter().flat_map(|(_, cells)| cells).chain(&heads).map(|cell| cell.chars().count()).max();
    let cell = if told.scales.agreed().fleets.is_empty() { CELL } else { WIDE_CELL };
    let wide = cell.max(longest.unwrap_or(0) + 1);
    row_of(out, &told.least(least), &heads, wide);
    for (label, cells) in &rows {
        row_of(out, label, cells, wide);
    }
    if rows.is_empty() {
        paragraph(out, &told.none(), "  ");
    }
    if let Some(line) = told.least_left_out(least) {
        paragraph(out, &line, "  ");
    }
}

fn losses(out: &mut String, told: &Told<'_>) {
    let offers = told.offers;
    if offers.losses.whole.is_empty() {
        return;
    }
    let _ = writeln!(out);
    let heads: Vec<String> = offers.readings.iter().map(|reading| told.reading(*reading)).collect();
    told_row(out, told, &told.words.say("offers-losses"), &heads);
    let costs = |loss: &Loss| -> Vec<String> {
        let pairs = loss.left.iter().zip(&offers.agreed);
        pairs.map(|(left, agreed)| told.gain(left.safe(), agreed.safe())).collect()
    };
    // Losses that cost the same stand in one row.
    let alike = |a: &Loss, b: &Loss| costs(a) == costs(b) && told.proven_loss(&a.left) == told.proven_loss(&b.left);
    for alike in offers.losses.whole.chunk_by(|a, b| alike(a, b)).take(MOST_LOSSES) {
        let Some(first) = alike.first() else { continue };
        let label = told.losses_alike(alike);
        told_row(out, told, &format!("  {label}"), &costs(first));
        proven(out, told, told.proven_loss(&first.left));
    }
    for line in told.loss_by_hour().into_iter().chain(told.worst_hour()) {
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
    row_of(out, label, cells, CELL);
}

/// The same with cells so wide.
pub fn row_of(out: &mut String, label: &str, cells: &[String], wide: usize) {
    let room = WIDTH - wide * cells.len();
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
        let _ = write!(out, "{}{cell}", " ".repeat(wide.saturating_sub(cell.chars().count())));
    }
    out.push('\n');
}
