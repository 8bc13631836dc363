//! What is wrong with a file of claims, noted while it is read.

use super::row::KEYS;
use passage_model::finding::Finding;
use passage_model::nearest::nearest;
use std::ops::Range;

/// The most findings shown at once: more than anybody corrects before trying again.
const MOST_FINDINGS: usize = 50;

/// Where the keys are explained.
pub const ROW_KEYS_ADVICE: &str = "The keys of a claim and what they take are in docs/reference/claims.md.";

/// The findings so far.
#[derive(Debug, Default)]
pub struct Notes {
    pub findings: Vec<Finding>,
}

impl Notes {
    /// Notes a finding.
    pub fn add(&mut self, finding: Finding) {
        self.findings.push(finding);
    }

    /// Notes an error at some bytes.
    pub fn error(
        &mut self,
        code: &'static str,
        words: impl Into<String>,
        advice: impl Into<String>,
        span: Range<usize>,
    ) {
        self.add(Finding::error(code, words).advise(advice).at(span));
    }

    /// Notes a key that is not known.
    pub fn known_key(&mut self, key: &str, span: Range<usize>) {
        if KEYS.contains(&key) {
            return;
        }
        if key == crate::draft::file::MARK {
            let advice =
                "Compare it with its report. To accept it, delete this line; to reject it, delete the whole claim.";
            return self.error("claim.draft", "this claim is a draft that nobody has accepted", advice, span);
        }
        let advice = match nearest(key, KEYS) {
            Some(near) => format!("Did you mean {near:?}? {ROW_KEYS_ADVICE}"),
            None => ROW_KEYS_ADVICE.to_owned(),
        };
        self.error("claim.unknown-key", format!("a claim has no {key:?}"), advice, span);
    }

    /// The first findings in the order of the text, and how many there are beyond them.
    pub fn shown(mut self) -> Vec<Finding> {
        self.findings.sort_by_key(|finding| finding.span.as_ref().map_or(0, |span| span.start));
        if self.findings.len() > MOST_FINDINGS {
            let more = self.findings.len() - MOST_FINDINGS;
            self.findings.truncate(MOST_FINDINGS);
            let finding = Finding::error("claim.more-findings", format!("{more} more findings are not shown"));
            self.findings.push(finding.advise("Correct these first.").times(more as u64));
        }
        self.findings
    }
}
