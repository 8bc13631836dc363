//! Reading a plan: foreign bytes, whoever wrote them.

use super::{PLAN_VERSION, Plan, Reason};
use crate::finding::Finding;
use crate::nearest::nearest;

/// How many references to nothing are told one by one.
const TOLD: usize = 3;

/// A plan from its JSON, or what is wrong with it; with the plan there is no finding.
///
/// A newer version is refused before the rest is looked at. References within the plan (courses, bottlenecks) are
/// checked here, so that whoever has the plan can follow them; those to a network and a scenario are checked by
/// [`crate::check::plan`]. O(bytes) time and space.
pub fn read(bytes: &[u8]) -> (Option<Plan>, Vec<Finding>) {
    let text = match std::str::from_utf8(bytes) {
        Ok(text) => text,
        Err(cause) => {
            let at = cause.valid_up_to();
            return refused(Finding::error("plan.not-readable", format!("byte {at} is not text (UTF-8)")).at(at..at));
        }
    };
    match serde_json::from_str::<Head>(text) {
        Ok(Head { proves: Some(_), .. }) => {
            let words = "this is a certificate, not a plan: the proof of a plan's limit";
            let advice = "Give the folder of the plan, and `--certificate` to verify the proof in it: `passage check \
                          FOLDER --scenario FILE --certificate`.";
            return refused(Finding::error("plan.is-certificate", words).advise(advice));
        }
        Ok(Head { version: Some(version), .. }) if version > u64::from(PLAN_VERSION) => {
            let words = format!("the plan is of version {version}; this program knows versions up to {PLAN_VERSION}");
            let advice = "Use the program that made it, or a newer one.";
            return refused(Finding::error("plan.newer-version", words).advise(advice));
        }
        Ok(Head { version: None, .. }) => {
            let words = "this is JSON, but not a plan: it has no `version`";
            return refused(Finding::error("plan.not-readable", words));
        }
        // What is not even JSON, or has another kind of version, is described by the second reading.
        Ok(_) | Err(_) => {}
    }
    let plan = match serde_json::from_str::<Plan>(text) {
        Ok(plan) => plan,
        Err(cause) => {
            let at = offset(text, cause.line(), cause.column());
            if let Some(finding) = unknown_key(text, at, &cause) {
                return refused(finding);
            }
            let words = format!("this is not a plan: {}", brief(&cause));
            return refused(Finding::error("plan.not-readable", words).at(at..at));
        }
    };
    let lost = lost_references(&plan);
    if lost.is_empty() {
        return (Some(plan), Vec::new());
    }
    let words = format!("the plan refers to something that is not in it: {}", lost[..lost.len().min(TOLD)].join("; "));
    refused(Finding::error("plan.unknown-index", words).times(lost.len() as u64))
}

/// A key that no plan has, told with its place and the key that was probably meant; `None` for any other cause.
///
/// A key that is read over would let two people read two plans in one file.
fn unknown_key(text: &str, at: usize, cause: &serde_json::Error) -> Option<Finding> {
    let words = cause.to_string();
    let rest = words.strip_prefix("unknown field `")?;
    // The key itself may hold anything; what is expected after it is ours.
    let (key, known) = rest.rsplit_once("`, expected ")?;
    let known = known.rsplit_once(" at line ").map_or(known, |(known, _)| known);
    let known: Vec<&str> = known.split('`').skip(1).step_by(2).collect();
    let short: String = key.chars().take(MOST_LETTERS).collect();
    let written = format!("\"{key}\"");
    // `at` is the key's closing quote.
    let end = (at + 1..=text.len()).find(|&end| text.is_char_boundary(end)).unwrap_or(at);
    let from = text[..end].rfind(&written).unwrap_or(at);
    let line = text[..from].matches('\n').count() + 1;
    let advice = match nearest(key, known.iter().copied()) {
        Some(meant) => format!("Did you mean {meant:?}? Give the plan.json that `passage plan` wrote, unchanged."),
        None => "Give the plan.json that `passage plan` wrote, unchanged.".to_owned(),
    };
    let words = format!("the key {short:?} in line {line} is not known here");
    let until = if from < at { from + written.len() } else { end };
    Some(Finding::error("plan.unknown-key", words).advise(advice).at(from..until))
}

/// What is read first, whatever else a newer version may hold.
#[derive(serde::Deserialize)]
struct Head {
    version: Option<u64>,
    /// What only a certificate has.
    #[serde(rename = "limits")]
    proves: Option<serde::de::IgnoredAny>,
}

fn refused(finding: Finding) -> (Option<Plan>, Vec<Finding>) {
    let advice = "Give the plan.json that `passage plan` wrote, unchanged.";
    let finding = if finding.advice.is_empty() { finding.advise(advice) } else { finding };
    (None, vec![finding])
}

/// Letters of a cause that are told. It may repeat any text of the file, however long.
const MOST_LETTERS: usize = 200;

/// What is wrong, its end left out where it is long. Where it is wrong is told by the finding's place in the text.
fn brief(cause: &serde_json::Error) -> String {
    let whole = cause.to_string();
    let what = whole.rfind(" at line ").map_or(whole.as_str(), |place| &whole[..place]);
    match what.char_indices().nth(MOST_LETTERS) {
        Some((end, _)) => format!("{} ...", &what[..end]),
        None => what.to_owned(),
    }
}

/// The byte at a line and column, both counted from 1 as `serde_json` does; columns are bytes there.
fn offset(text: &str, line: usize, column: usize) -> usize {
    let start: usize = text.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum();
    let at = (start + column.saturating_sub(1)).min(text.len());
    (0..=at).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0)
}

fn lost_references(plan: &Plan) -> Vec<String> {
    let mut lost = Vec::new();
    for (i, movement) in plan.movements.iter().enumerate() {
        let (course, courses) = (movement.course, plan.courses.len());
        if course.index() >= courses {
            lost.push(format!("movement {i} takes course {course}, where there are {courses}"));
        }
    }
    for (i, left) in plan.left_behind.iter().enumerate() {
        let Reason::Full { bottlenecks } = &left.reason else { continue };
        let known = plan.bottlenecks.len();
        for bottleneck in bottlenecks.iter().filter(|b| **b as usize >= known) {
            lost.push(format!("left behind {i} names bottleneck {bottleneck}, where there are {known}"));
        }
    }
    lost
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(bytes: &[u8]) -> String {
        let (plan, findings) = read(bytes);
        assert!(plan.is_none());
        assert_eq!(findings.len(), 1);
        format!("{}: {}", findings[0].code, findings[0].words)
    }

    #[test]
    fn a_plan_of_tomorrow_is_refused_by_its_version_alone() {
        insta::assert_snapshot!(said(br#"{"version": 2, "courses": "in a format of tomorrow"}"#), @"plan.newer-version: the plan is of version 2; this program knows versions up to 1");
    }

    #[test]
    fn what_is_no_plan_is_refused_with_the_place() {
        insta::assert_snapshot!(said(b"\xff\xfe"), @"plan.not-readable: byte 0 is not text (UTF-8)");
        insta::assert_snapshot!(said(b""), @"plan.not-readable: this is not a plan: EOF while parsing a value");
        insta::assert_snapshot!(said(b"{}"), @"plan.not-readable: this is JSON, but not a plan: it has no `version`");
        insta::assert_snapshot!(said(b"[1, 2"), @"plan.not-readable: this is not a plan: invalid type: integer `2`, expected a string");
        insta::assert_snapshot!(said(br#"{"version": 1}"#), @"plan.not-readable: this is not a plan: missing field `program`");
        insta::assert_snapshot!(said(br#"{"version": 1, "seed": -1}"#), @"plan.not-readable: this is not a plan: invalid value: integer `-1`, expected u64");
        let deep = "[".repeat(100_000);
        assert!(said(deep.as_bytes()).starts_with("plan.not-readable"));
    }

    #[test]
    fn a_key_that_no_plan_has_is_refused_at_its_place() {
        let text = "{\"version\": 1,\n \"sead\": 7}";
        let (plan, findings) = read(text.as_bytes());
        assert!(plan.is_none());
        let finding = &findings[0];
        assert_eq!(finding.span.clone().map(|span| &text[span]), Some("\"sead\""));
        insta::assert_snapshot!(format!("{}: {} {}", finding.code, finding.words, finding.advice), @r#"plan.unknown-key: the key "sead" in line 2 is not known here Did you mean "seed"? Give the plan.json that `passage plan` wrote, unchanged."#);
        // Keys below the first are looked at too, and whatever stands in one.
        insta::assert_snapshot!(said(br#"{"version":1,"courses":[{"roads":[],"enter":[],"arrive":0,"via":[]}]}"#), @r#"plan.unknown-key: the key "via" in line 1 is not known here"#);
        insta::assert_snapshot!(said("{\"version\":1,\"`, expected `ї\":0}".as_bytes()), @r#"plan.unknown-key: the key "`, expected `ї" in line 1 is not known here"#);
        insta::assert_snapshot!(said(br#"{"version":1,"k\u0065y":0}"#), @r#"plan.unknown-key: the key "key" in line 1 is not known here"#);
        let long = said(format!(r#"{{"version":1,"{}":1}}"#, "ї".repeat(9_000)).as_bytes());
        assert!(long.len() < 600, "{long}");
    }

    #[test]
    fn a_plan_with_a_book_for_a_number_is_told_in_part_and_where() {
        let words = said(format!(r#"{{"version":1,"program":"p","seed":"{}"}}"#, "ї".repeat(9_000)).as_bytes());
        assert!(words.len() < 600 && words.ends_with(" ..."), "{words}");
    }

    #[test]
    fn places_are_found_behind_letters_of_two_bytes() {
        let text = "Київ\nОдеса";
        assert_eq!(offset(text, 2, 1), "Київ\n".len());
        assert_eq!(offset(text, 2, 2), "Київ\n".len());
        assert_eq!(offset(text, 9, 9), text.len());
    }
}
