//! Findings of one kind in foreign data: counted, with the first few examples, never repeated.

use passage_model::finding::{Finding, Severity};
use std::collections::BTreeMap;

/// How many examples of one kind are kept.
const EXAMPLES: usize = 3;

/// What kind of thing is counted: the same for every one of its kind.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Kind {
    /// How much it matters.
    pub severity: Severity,
    /// The finding's code.
    pub code: &'static str,
    /// What is wrong with one of them, in the singular.
    pub words: &'static str,
    /// What to do about it; empty where there is nothing to do.
    pub advice: &'static str,
}

impl Kind {
    /// A kind that is worth knowing.
    pub(crate) const fn note(code: &'static str, words: &'static str, advice: &'static str) -> Self {
        Self { severity: Severity::Note, code, words, advice }
    }

    /// A kind that takes something away from the answer, or may.
    pub(crate) const fn warning(code: &'static str, words: &'static str, advice: &'static str) -> Self {
        Self { severity: Severity::Warning, code, words, advice }
    }

    /// A kind that makes what was read unusable.
    pub(crate) const fn error(code: &'static str, words: &'static str, advice: &'static str) -> Self {
        Self { severity: Severity::Error, code, words, advice }
    }
}

/// Counts findings by kind.
#[derive(Debug, Default)]
pub(crate) struct Tally {
    kinds: BTreeMap<&'static str, Counted>,
}

#[derive(Debug)]
struct Counted {
    kind: Kind,
    count: u64,
    examples: Vec<String>,
}

impl Tally {
    /// One more of `kind`; `example` names it and is only made while examples are still wanted. None is told twice.
    pub(crate) fn count(&mut self, kind: Kind, example: impl FnOnce() -> String) {
        let counted = self.kinds.entry(kind.code).or_insert(Counted { kind, count: 0, examples: Vec::new() });
        counted.count += 1;
        if counted.examples.len() < EXAMPLES {
            counted.tell(shortened(&example()));
        }
    }

    /// Takes over what was counted elsewhere, later in the same order.
    pub(crate) fn absorb(&mut self, other: Self) {
        for (code, theirs) in other.kinds {
            let ours = self.kinds.entry(code).or_insert(Counted { kind: theirs.kind, count: 0, examples: Vec::new() });
            ours.count += theirs.count;
            for example in theirs.examples {
                ours.tell(example);
            }
        }
    }

    /// The findings, sorted by code.
    pub(crate) fn into_findings(self) -> Vec<Finding> {
        self.kinds.into_values().map(Counted::into_finding).collect()
    }
}

impl Counted {
    fn tell(&mut self, example: String) {
        if self.examples.len() < EXAMPLES && !example.is_empty() && !self.examples.contains(&example) {
            self.examples.push(example);
        }
    }

    fn into_finding(self) -> Finding {
        let such_as = match self.examples.len() {
            0 => String::new(),
            _ => format!(" ({}{})", if self.count == 1 { "" } else { "such as " }, self.examples.join("; ")),
        };
        Finding::new(self.kind.severity, self.kind.code, format!("{}{such_as}", self.kind.words))
            .advise(self.kind.advice)
            .times(self.count)
    }
}

/// At most 80 characters of a foreign text, without control characters: it is shown to people.
pub(crate) fn shortened(text: &str) -> String {
    let mut short: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).take(80).collect();
    if text.chars().nth(80).is_some() {
        short.push_str(" ...");
    }
    short
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_fourth_of_a_kind_is_counted_but_not_told() {
        let kind = Kind { severity: Severity::Note, code: "network.odd", words: "a road is odd", advice: "Look." };
        let mut tally = Tally::default();
        for i in 0..4 {
            tally.count(kind, || format!("road {i}"));
        }
        let findings = tally.into_findings();
        assert_eq!(findings.len(), 1);
        assert_eq!(findings[0].words, "a road is odd (such as road 0; road 1; road 2)");
        assert_eq!(findings[0].count, 4);
    }

    #[test]
    fn a_long_foreign_text_is_cut_at_a_character() {
        assert_eq!(shortened(&"ї".repeat(100)), format!("{} ...", "ї".repeat(80)));
        assert_eq!(shortened("a\nb"), "a b");
    }

    #[test]
    fn no_example_is_told_twice() {
        let kind = || Kind { code: "a.b", severity: Severity::Note, words: "a road is odd", advice: "" };
        let (mut one, mut two) = (Tally::default(), Tally::default());
        for name in ["A", "A", "A", "A", "B"] {
            one.count(kind(), || name.to_owned());
            two.count(kind(), || name.to_owned());
        }
        two.count(kind(), || "C".to_owned());
        one.absorb(two);
        let findings = one.into_findings();
        assert_eq!((findings[0].words.as_str(), findings[0].count), ("a road is odd (such as A; B; C)", 11));
    }
}
