//! Series over time on a screen: each report a row, in the order of the moments that they reach to; questions beside the rows.

use super::telling;
use crate::words::Words;
use jiff::Timestamp;
use passage_statements::claim::Claim;
use passage_statements::ledger::{Family, Ledger, Report, Series};
use passage_statements::measure::Nature;
use serde_json::json;
use std::fmt::Write as _;

/// The screen of the series of a family.
pub fn screen(ledger: &Ledger, family: &Family, all: &[Series], words: &Words) -> String {
    if all.is_empty() {
        return words.tell("series-none", &[("family", called(family, words).into())]);
    }
    let mut text = String::new();
    for series in all {
        let title = [("about", series.about.clone().into()), ("family", called(family, words).into())];
        let _ = writeln!(text, "{}", words.tell("series-title", &title));
        table(&mut text, ledger, series, words);
        for (number, question) in series.questions.iter().enumerate() {
            let lines = question.arithmetic.iter().map(|phrase| telling::phrase(phrase, words));
            let asked = lines.collect::<Vec<_>>().join("\n     ");
            let _ = writeln!(text, "  ?{} {asked} ({})", number + 1, question.detector.name());
            for phrase in &question.explanations {
                let _ = writeln!(text, "     - {}", telling::phrase(phrase, words));
            }
        }
        text.push('\n');
    }
    text.push_str(&words.say("series-foot"));
    text
}

/// What a family counts, in words; of a single measure its name.
fn called(family: &Family, words: &Words) -> String {
    match family.name {
        "left" => words.say("series-left"),
        "killed" => words.say("series-killed"),
        "injured" => words.say("series-injured"),
        measure => measure.to_owned(),
    }
}

fn table(text: &mut String, ledger: &Ledger, series: &Series, words: &Words) {
    let rows: Vec<[String; 5]> = series.reports.iter().map(|report| row(ledger, report, words)).collect();
    let heads =
        ["series-until", "series-figure", "series-time", "series-who", "series-asked"].map(|head| words.say(head));
    let lines: Vec<&[String; 5]> = std::iter::once(&heads).chain(&rows).collect();
    let widths: Vec<usize> =
        (0..5).map(|column| lines.iter().map(|line| line[column].chars().count()).max().unwrap_or(0)).collect();
    for line in lines {
        let cells: Vec<String> = line.iter().zip(&widths).map(|(cell, width)| format!("{cell:<width$}")).collect();
        let _ = writeln!(text, "  {}", cells.join("  ").trim_end());
    }
}

fn row(ledger: &Ledger, report: &Report, words: &Words) -> [String; 5] {
    let claim = &ledger.claims()[report.claim];
    let until = match report.until {
        Some(until) => telling::until(until, &claim.zone),
        None => words.say("series-open"),
    };
    let figure = claim
        .number()
        .map_or_else(String::new, |(measure, value)| format!("{} {measure}", telling::value(value, words)));
    let mut who = format!("{}  {}; {}", claim.called(), telling::source(claim, words), telling::verified(claim, words));
    if let Some(by) = report.corrected_by {
        let by = words.tell("claim-corrected-by", &[("by", ledger.claims()[by].called().into())]);
        let _ = write!(who, "; {by}");
    }
    let asked: Vec<String> = report.questions.iter().map(|question| format!("?{}", question + 1)).collect();
    [until, figure, time(claim, report, words), who, asked.join(" ")]
}

/// Of which sort its time is: a sum since a day, a day alone, a moment.
fn time(claim: &Claim, report: &Report, words: &Words) -> String {
    match (report.nature, claim.period.reach().0) {
        (Nature::Cumulative, Some(from)) => {
            let from = claim.zone.at(from).date().to_string();
            words.tell("series-sum-since", &[("from", from.into())])
        }
        (Nature::Cumulative, None) => words.say("series-sum"),
        (Nature::Daily, _) => words.say("series-day"),
        (Nature::Moment, _) => words.say("series-moment"),
        (Nature::Unstated, _) => words.say("claim-no-time"),
    }
}

/// The series as JSON.
pub fn document(
    ledger: &Ledger,
    family: &Family,
    all: &[Series],
    at: Option<Timestamp>,
    words: &Words,
) -> serde_json::Value {
    let called = |place: usize| ledger.claims()[place].called();
    let report = |report: &Report| {
        let claim = &ledger.claims()[report.claim];
        json!({
            "claim": called(report.claim),
            "until": report.until.map(|until| until.to_string()),
            "nature": report.nature.name(),
            "from": claim.period.reach().0.map(|from| from.to_string()),
            "measure": claim.number().map(|(measure, _)| measure.name()),
            "value": claim.number().map(|(_, value)| value.to_string()),
            "form": claim.number().map(|(_, value)| value.form().name()),
            "source": telling::source(claim, words),
            "independently_verified": claim.is_independently_verified(),
            "corrected_by": report.corrected_by.map(called),
            "questions": report.questions,
        })
    };
    let one = |series: &Series| {
        json!({
            "about": series.about,
            "reports": series.reports.iter().map(report).collect::<Vec<_>>(),
            "questions": super::questions::document(ledger, &series.questions, at, words),
        })
    };
    json!({
        "family": family.name,
        "measures": family.measures.iter().map(|measure| measure.name()).collect::<Vec<_>>(),
        "series": all.iter().map(one).collect::<Vec<_>>(),
    })
}
