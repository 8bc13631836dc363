//! `report.html`: the plan for people, in one file that asks nothing of anywhere, prints in black and white, and reads
//! on a phone.

use super::page::Page;
use super::place::REHEARSAL;
use super::{last_moments, opening, overnight, roads, tables, timetable, weighed};
use crate::markup::escape;
use crate::outcome::Outcome;
use crate::words::Words;
use passage_model::time::Clock;

/// The sections in order, each with its anchor and its heading's message.
const SECTIONS: [(&str, &str); 12] = [
    ("map", "section-map"),
    ("hours", "section-hours"),
    ("weighed", "section-weighed"),
    ("timetable", "section-timetable"),
    ("bottlenecks", "section-bottlenecks"),
    ("left-behind", "section-left-behind"),
    ("turn-back", "section-turn-back"),
    ("corridors", "section-corridors"),
    ("assumptions", "section-assumptions"),
    ("findings", "section-findings"),
    ("roads", "section-roads"),
    ("documents", "section-documents"),
];

/// The whole file.
pub fn write(outcome: &Outcome<'_>, words: &Words) -> Vec<u8> {
    let mut page = Page::default();
    head(&mut page, outcome, words);
    opening::answer(&mut page, outcome, words);
    contents(&mut page, words);
    for (id, heading) in SECTIONS {
        page.section(id, &words.say(heading));
        match id {
            "map" => opening::map(&mut page, outcome, words),
            "hours" => {
                opening::hours(&mut page, outcome, words);
                // What becomes of these hours on other days, once somebody has rehearsed.
                page.raw(&format!("{}\n", REHEARSAL[1].empty()));
            }
            "weighed" => weighed::write(&mut page, outcome, words),
            "timetable" => {
                timetable::write(&mut page, outcome, words);
                overnight::write(&mut page, outcome, words);
            }
            "bottlenecks" => tables::bottlenecks(&mut page, outcome, words),
            "left-behind" => tables::left_behind(&mut page, outcome, words),
            "turn-back" => {
                tables::turn_back(&mut page, outcome, words);
                last_moments::table(&mut page, &outcome.last_moments(), &outcome.setting.times, words);
                if let Some(stay) = last_moments::who_stays(&outcome.likely.plan, words) {
                    page.paragraph("", &stay);
                }
            }
            "corridors" => roads::corridors(&mut page, outcome, words),
            "assumptions" => tables::assumptions(&mut page, outcome, words),
            "findings" => tables::findings(&mut page, outcome, words),
            "roads" => roads::roads(&mut page, outcome, words),
            _ => tables::documents(&mut page, outcome, words),
        }
    }
    page.raw("</main>\n</body>\n</html>\n");
    page.html.into_bytes()
}

fn head(page: &mut Page, outcome: &Outcome<'_>, words: &Words) {
    let setting = &outcome.setting;
    page.open(&setting.title, setting.exercise, words);
    page.raw(&format!("<header><h1>{}</h1>", escape(&setting.title)));
    let h_hour = setting.times.full(Clock::H_HOUR, words);
    let horizon = setting.times.full(outcome.likely.plan.horizon, words);
    page.paragraph("small", &words.tell("h-hour-line", &[("h", h_hour.into()), ("end", horizon.into())]));
    if setting.times.clock_change() {
        page.paragraph("warning", &words.say("clock-change-line"));
    }
    page.raw("</header>\n<main>\n");
}

fn contents(page: &mut Page, words: &Words) {
    let link = |(id, heading): &(&str, &str)| {
        let place = if *id == "hours" { REHEARSAL[0].empty() } else { String::new() };
        format!("<li><a href=\"#{id}\">{}</a></li>{place}", escape(&words.say(heading)))
    };
    let links: Vec<String> = SECTIONS.iter().map(link).collect();
    page.raw(&format!("<nav aria-label=\"{}\"><ul>{}</ul></nav>\n", escape(&words.say("contents")), links.concat()));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::outcome::sample;
    use crate::words::Language;

    fn written(outcome: &Outcome<'_>, language: Language) -> String {
        let words = Words::new(language);
        let html = String::from_utf8(write(outcome, &words)).unwrap();
        assert_eq!(words.missing(), Vec::<String>::new());
        html
    }

    #[test]
    fn the_report_is_one_file_that_asks_nothing_of_anywhere() {
        for language in Language::ALL {
            let html = written(&sample::outcome(), language);
            for request in ["src=", "@import", "url(http", "href=\"http", "<script", "<link"] {
                assert!(!html.contains(request), "{request}");
            }
            assert!(html.contains(&format!("<html lang=\"{}\">", language.tag())));
            assert!(html.len() < 100_000, "{} bytes", html.len());
        }
    }

    #[test]
    fn the_sentence_comes_first_and_an_exercise_says_so_before_it() {
        let outcome = sample::outcome();
        let html = written(&outcome, Language::En);
        let at = |text: &str| html.find(text).unwrap_or_else(|| panic!("{text}"));
        let body = at("<body>");
        assert!(body < at("class=\"exercise\"") && at("class=\"exercise\"") < at("class=\"answer\""));
        assert!(at("class=\"answer\"") < at("<nav") && at("<nav") < at("id=\"map\""));
        let mut real = sample::outcome();
        real.setting.exercise = false;
        assert!(!written(&real, Language::En).contains("EXERCISE"));
    }

    #[test]
    fn a_limit_that_no_checker_proves_is_said_to_be_the_planners_word() {
        for language in Language::ALL {
            let html = written(&sample::outcome(), language);
            for message in ["proof-whose", "how-to-check"] {
                assert_eq!(html.matches(&*escape(&Words::new(language).say(message))).count(), 1, "{message}");
            }
        }
    }

    #[test]
    fn every_section_is_there_and_reached_from_the_contents() {
        let html = written(&sample::outcome(), Language::Uk);
        for (id, _) in SECTIONS {
            assert_eq!(html.matches(&format!("<h2 id=\"{id}\">")).count(), 1, "{id}");
            assert_eq!(html.matches(&format!("<a href=\"#{id}\">")).count(), 1, "{id}");
        }
        let ids: Vec<&str> = html.split(" id=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
        let distinct: std::collections::BTreeSet<&&str> = ids.iter().collect();
        assert_eq!(distinct.len(), ids.len(), "an id is used twice");
    }

    #[test]
    fn foreign_names_stay_text() {
        let mut outcome = sample::outcome();
        outcome.setting.title = "<script>alert(1)</script>".to_owned();
        outcome.likely.situation.origins[0].assembly = "\"><img src=x>".to_owned();
        outcome.likely.situation.named[2].name = "</svg><b>".to_owned();
        let html = written(&outcome, Language::En);
        assert!(!html.contains("<script") && !html.contains("<img") && !html.contains("<b>"));
    }

    #[test]
    fn a_plan_for_nobody_makes_a_report_too() {
        let mut outcome = sample::outcome();
        let plan = &mut outcome.likely.plan;
        plan.movements.clear();
        plan.courses.clear();
        plan.curve.clear();
        plan.bottlenecks.clear();
        plan.left_behind.clear();
        plan.bound = passage_model::plan::Bound::default();
        outcome.setting.assumptions.clear();
        outcome.setting.findings.clear();
        outcome.setting.matched.clear();
        outcome.pessimistic = None;
        outcome.optimistic = None;
        for language in Language::ALL {
            assert!(!written(&outcome, language).contains("NaN"));
        }
    }
}
