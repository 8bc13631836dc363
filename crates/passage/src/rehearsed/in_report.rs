//! The rehearsal in the report of its plan: a section at a place that the report keeps for it, and a line in the contents.

use super::{Rehearsed, page};
use crate::brief::page::Page;
use crate::brief::place::REHEARSAL;
use crate::markup::escape;
use crate::words::{Language, Words, count};

/// Why a report is left as it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Left {
    /// It keeps no place for a rehearsal: somebody changed it, or an earlier passage wrote it.
    NoPlace,
    /// It is the report of another plan.
    OtherPlan,
}

/// The report with the rehearsal in it, in the report's language. `today` is the date that is told, unless the very same
/// rehearsal stands there already: that one keeps its own, so that rehearsing again changes no byte.
pub fn put(report: &str, rehearsed: &Rehearsed<'_>, today: &str) -> Result<String, Left> {
    let [contents, section] = REHEARSAL;
    let there = section.content(report).ok_or(Left::NoPlace)?;
    if !report.contains(&rehearsed.rehearsal.stage.plan.digest().to_string()) {
        return Err(Left::OtherPlan);
    }
    let tag = report.split("<html lang=\"").nth(1).and_then(|rest| rest.split('"').next());
    let language = Language::ALL.into_iter().find(|language| Some(language.tag()) == tag).unwrap_or_default();
    let words = Words::new(language);
    let before = there.split("<time datetime=\"").nth(1).and_then(|rest| rest.split('"').next());
    let same = before.filter(|date| written(rehearsed, date, &words) == there);
    let filled = section.filled(report, &written(rehearsed, same.unwrap_or(today), &words)).ok_or(Left::NoPlace)?;
    let line = format!("<li><a href=\"#rehearsal\">{}</a></li>", escape(&words.say("in-report-heading")));
    contents.filled(&filled, &line).ok_or(Left::NoPlace)
}

/// The section.
fn written(rehearsed: &Rehearsed<'_>, date: &str, words: &Words) -> String {
    let mut section = Page::default();
    section.raw("\n");
    section.section("rehearsal", &words.say("in-report-heading"));
    page::summary(&mut section, rehearsed, words);
    page::chart(&mut section, rehearsed, words);
    let link = escape(&words.say("in-report-link"));
    section.raw(&format!("<p><a href=\"rehearsal.html\">{link}</a></p>\n"));
    let figures = [
        ("n", count(rehearsed.summary.days)),
        ("seed", rehearsed.rehearsal.seed.to_string().into()),
        ("date", DATE.into()),
    ];
    let whence = escape(&words.tell("in-report-whence", &figures)).replace(DATE, &dated(date));
    section.raw(&format!("<p class=\"small\">{whence}</p>\n"));
    section.html
}

/// What stands for the date until the words are escaped: the sign for an object among them.
const DATE: &str = "\u{fffc}";

fn dated(date: &str) -> String {
    let date = escape(date);
    format!("<time datetime=\"{date}\">{date}</time>")
}
