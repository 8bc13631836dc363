//! Faults, counted by kind, with the first few of each in words.

use crate::digits::thousands;
use crate::finding::Finding;

/// How many faults of a kind are told in words; the rest are counted.
const TOLD: usize = 3;

/// A rule that a plan may break.
pub(super) struct Rule {
    /// Its code in the error index.
    pub code: &'static str,
    /// What is wrong where it is broken, as the start of a sentence.
    pub fault: &'static str,
    /// What to do then.
    pub advice: &'static str,
}

/// One fault: what it is about, and what is wrong there.
pub(super) struct Fault {
    /// A road, a checkpoint, a group with its departure.
    pub subject: String,
    /// Who, when, how many too many.
    pub words: String,
}

/// The faults found so far.
#[derive(Default)]
pub(super) struct Tally {
    kinds: Vec<Kind>,
}

struct Kind {
    rule: &'static Rule,
    count: u64,
    told: Vec<Fault>,
}

impl Tally {
    /// One more fault of this kind; `describe` is asked only if it will be told.
    pub(super) fn add(&mut self, rule: &'static Rule, describe: impl FnOnce() -> Fault) {
        let known = self.kinds.iter().position(|kind| kind.rule.code == rule.code);
        let at = known.unwrap_or_else(|| {
            self.kinds.push(Kind { rule, count: 0, told: Vec::new() });
            self.kinds.len() - 1
        });
        let kind = &mut self.kinds[at];
        kind.count += 1;
        if kind.told.len() < TOLD {
            kind.told.push(describe());
        }
    }

    /// One finding for each kind, in the order in which the kinds were first met.
    pub(super) fn findings(self) -> Vec<Finding> {
        self.kinds.into_iter().map(Kind::finding).collect()
    }
}

impl Fault {
    /// A fault of `subject`; `words` follow the subject and a colon.
    pub(super) fn new(subject: impl Into<String>, words: impl Into<String>) -> Self {
        Self { subject: subject.into(), words: words.into() }
    }
}

impl Kind {
    fn finding(self) -> Finding {
        let told: Vec<String> = self.told.iter().map(|fault| format!("{}: {}", fault.subject, fault.words)).collect();
        let more = match self.count - told.len() as u64 {
            0 => String::new(),
            more => format!("; and {} more", thousands(more)),
        };
        let words = format!("{}: {}{more}", self.rule.fault, told.join("; "));
        Finding::error(self.rule.code, words).advise(self.rule.advice).times(self.count)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_thousand_faults_of_a_kind_are_one_finding_with_three_of_them_told() {
        static RULE: Rule = Rule { code: "plan.closed-road", fault: "on a closed road", advice: "Stay." };
        let mut tally = Tally::default();
        for road in 0..1000 {
            tally.add(&RULE, || Fault::new(format!("road {road}"), "1 vehicle"));
        }
        let findings = tally.findings();
        assert_eq!(findings.len(), 1);
        assert_eq!(findings[0].count, 1000);
        assert_eq!(
            findings[0].words,
            "on a closed road: road 0: 1 vehicle; road 1: 1 vehicle; road 2: 1 vehicle; and 997 more"
        );
    }
}
