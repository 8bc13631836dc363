//! The warnings of reading a scenario, on the screen: each may mean that the answer is not to what was meant.

use super::screen::{clipped, wrap};
use crate::outcome::Outcome;
use crate::words::{Language, Words, count};
use passage_model::finding::{Finding, Severity};

/// The most warnings that are told; more are counted.
const MOST: usize = 5;

/// A title and an entry for each warning. What the reader of the roads found is left to the report: it comes with the
/// map, not with what somebody wrote.
pub fn lines(outcome: &Outcome<'_>, words: &Words) -> Vec<String> {
    let all: Vec<&Finding> = outcome.setting.findings.iter().filter(|finding| is_told(finding)).collect();
    if all.is_empty() {
        return Vec::new();
    }
    let title = words.tell("warnings-title", &[("n", count(all.len() as u64))]);
    let title = match all.len().saturating_sub(MOST) {
        0 => title,
        hidden => format!("{title} ({})", words.tell("and-more", &[("n", count(hidden as u64))])),
    };
    let entries = all.iter().take(MOST).flat_map(|finding| entry(finding, words));
    wrap(&title, "").into_iter().chain(entries).collect()
}

fn is_told(finding: &Finding) -> bool {
    finding.severity == Severity::Warning && !finding.code.starts_with("network.")
}

/// In another language than English the words have a headline before them, and take a line more.
fn entry(finding: &Finding, words: &Words) -> Vec<String> {
    clipped(&words.found(finding), "  ", if words.language == Language::En { 2 } else { 3 })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::outcome::sample;

    #[test]
    fn five_warnings_are_told_and_more_are_counted_in_both_languages() {
        let mut outcome = sample::outcome();
        outcome.setting.findings = vec![Finding::note("scenario.small-thing", "a note is none")];
        assert_eq!(lines(&outcome, &Words::new(Language::En)), Vec::<String>::new());
        let warning = |n: u32| {
            let words = "no road that may be used leads past it, and so it changes nothing in the plan at all";
            Finding::warning("scenario.not-on-the-way", words).about(format!("checkpoint \"Gate {n}\""))
        };
        outcome.setting.findings.extend((1..=7).map(warning));
        outcome.setting.findings.push(Finding::warning("network.gap-connectors", "told in the report"));
        let told = Language::ALL.map(|language| lines(&outcome, &Words::new(language)));
        assert_eq!((told[0].len(), told[1].len()), (11, 11));
        insta::assert_snapshot!([&told[0][..3], &told[1][..3]].concat().join("\n"), @r#"
        7 warnings: is this what was meant? (and 2 more: see report.html)
          checkpoint "Gate 1": no road that may be used leads past it, and so it changes
          nothing in the plan at all
        7 попереджень: чи так задумано? (і ще 2: див. report.html)
          checkpoint "Gate 1": дорогою до безпеки ніхто повз це місце не їде (no road
          that may be used leads past it, and so it changes nothing in the plan at all)
        "#);
    }
}
