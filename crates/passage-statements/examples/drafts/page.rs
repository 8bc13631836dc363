//! The page of the measured drafts: the table of the half that was never used for tuning, and every miss.

use super::labelled::{FIELDS, Read, Score, reports, same, scores};
use std::fmt::Write as _;

/// The paragraphs of one half, read.
pub fn read(held_out: bool) -> Vec<Read> {
    reports().iter().filter(|report| report.is_held_out() == held_out).map(super::labelled::Report::read).collect()
}

/// A field that is not as it was labelled, or a claim of which there is only one of the two.
pub struct Miss {
    /// The number of the paragraph.
    pub number: u32,
    /// The field; "claim" where there is only one of the two.
    pub field: &'static str,
    /// What was labelled.
    pub wanted: String,
    /// What was proposed.
    pub proposed: String,
}

/// Everything that is not as it was labelled.
pub fn misses(reads: &[Read]) -> Vec<Miss> {
    let mut misses = Vec::new();
    for read in reads {
        for (wanted, proposed) in &read.pairs {
            let claim = |row: &super::labelled::Row| format!("{} {}", row[6], row[5]);
            let number = read.number;
            match (wanted, proposed) {
                (Some(wanted), Some(proposed)) => {
                    let fields = FIELDS.into_iter().zip(wanted.iter().zip(proposed));
                    let wrong = fields.filter(|(_, (wanted, proposed))| !same(wanted, proposed));
                    misses.extend(wrong.map(|(field, (wanted, proposed))| Miss {
                        number,
                        field,
                        wanted: wanted.clone(),
                        proposed: proposed.clone(),
                    }));
                }
                (Some(row), None) => misses.push(Miss { number, field: "claim", wanted: claim(row), proposed: String::new() }),
                (None, Some(row)) => misses.push(Miss { number, field: "claim", wanted: String::new(), proposed: claim(row) }),
                (None, None) => {}
            }
        }
    }
    misses
}

/// A share to two places, "-" of nothing.
fn share(part: usize, whole: usize) -> String {
    if whole == 0 { "-".into() } else { format!("{:.2}", part as f64 / whole as f64) }
}

/// The table of a half.
pub fn table(reads: &[Read]) -> String {
    let (fields, claims) = scores(reads);
    let mut text = String::from("| field | labelled | proposed | right | precision | recall |\n|---|---|---|---|---|---|\n");
    let mut row = |name: &str, score: Score| {
        let (precision, recall) = (share(score.right, score.proposed), share(score.right, score.wanted));
        let _ = writeln!(text, "| {name} | {} | {} | {} | {precision} | {recall} |", score.wanted, score.proposed, score.right);
    };
    row("claim (sentence, measure and value)", claims);
    for (name, score) in FIELDS.iter().zip(fields) {
        row(name, score);
    }
    text
}

/// Why a miss of the held-out half is one. Written after the only measurement; no rule was changed for any of them.
const WHY: &[(u32, &str, &str)] = &[];

fn why(miss: &Miss) -> &'static str {
    let known = WHY.iter().find(|(number, field, _)| *number == miss.number && *field == miss.field);
    known.map_or("not explained", |(.., why)| *why)
}

/// The whole page.
pub fn page() -> String {
    let (held_out, tuning) = (read(true), read(false));
    let mut text = String::from(
        "# Drafts of claims, measured\n\n\
         `passage claim draft` reads a report and proposes claims. How often is a proposal right? This page is written by a program:\n\n\
         ```sh\ncargo run -p passage-statements --example drafts > docs/concepts/drafts.md\n```\n\n",
    );
    text += "## The half that was never used for tuning\n\n";
    text += &table(&held_out);
    text += "\n## The half that the rules were tuned on\n\n";
    text += &table(&tuning);
    text += "\n## Misses\n\n| paragraph | field | labelled | proposed | why |\n|---|---|---|---|---|\n";
    for miss in misses(&held_out) {
        let shown = |text: &str| if text.is_empty() { "-".to_owned() } else { text.replace('|', "\\|") };
        let _ = writeln!(text, "| {} | {} | {} | {} | {} |", miss.number, miss.field, shown(&miss.wanted), shown(&miss.proposed), why(&miss));
    }
    text
}
