//! `rehearsal.html`: a rehearsal for people, in one file that asks nothing of anywhere, in the look of the report.

mod sections;

use super::{Rehearsed, screen};
use crate::brief::page::Page;
use crate::chart::band::{self, Bands};
use crate::folder::quoted;
use crate::map::Size;
use crate::markup::{escape, prose};
use crate::words::{Words, count};
use std::path::{Path, PathBuf};

/// The sections in order, each with its anchor and its heading's message.
const SECTIONS: [(&str, &str); 8] = [
    ("hours", "rehearsal-section-hours"),
    ("caught", "rehearsal-section-caught"),
    ("checkpoints", "rehearsal-section-checkpoints"),
    ("sites", "rehearsal-section-sites"),
    ("causes", "rehearse-causes"),
    ("worst", "rehearsal-section-worst"),
    ("assumed", "rehearsal-section-assumed"),
    ("basis", "rehearsal-section-basis"),
];

/// What the page is beside.
pub struct Beside {
    /// The scenario, as it is named from inside the plan's folder.
    pub scenario: PathBuf,
    /// The network, where it was named.
    pub network: Option<PathBuf>,
    /// Whether the plan's report lies there.
    pub report: bool,
}

impl Beside {
    /// The command that plays a day again, inside the plan's folder.
    fn again(&self, seed: u64, day: u64) -> String {
        let word = |path: &Path| quoted(&path.display().to_string());
        let network =
            self.network.as_deref().map_or_else(String::new, |network| format!(" --network {}", word(network)));
        format!("passage rehearse . --scenario {}{network} --seed {seed} --day {day}", word(&self.scenario))
    }
}

/// The whole file.
pub fn write(rehearsed: &Rehearsed<'_>, beside: &Beside, words: &Words) -> Vec<u8> {
    let mut page = Page::default();
    head(&mut page, rehearsed, beside, words);
    page.paragraph("answer", &safe(rehearsed, words));
    outlook(&mut page, rehearsed, words);
    contents(&mut page, words);
    for (id, heading) in SECTIONS {
        page.section(id, &words.say(heading));
        match id {
            "hours" => {
                chart(&mut page, rehearsed, words);
                sections::hours(&mut page, rehearsed, words);
            }
            "caught" => sections::caught(&mut page, rehearsed, words),
            "checkpoints" => sections::checkpoints(&mut page, rehearsed, words),
            "sites" => sections::sites(&mut page, rehearsed, words),
            "causes" => sections::causes(&mut page, rehearsed, words),
            "worst" => sections::worst(&mut page, rehearsed, beside, words),
            "assumed" => sections::assumed(&mut page, rehearsed, words),
            _ => basis(&mut page, rehearsed, words),
        }
    }
    page.raw("</main>\n</body>\n</html>\n");
    page.html.into_bytes()
}

fn head(page: &mut Page, rehearsed: &Rehearsed<'_>, beside: &Beside, words: &Words) {
    let figures = [
        ("title", rehearsed.title.into()),
        ("n", count(rehearsed.summary.days)),
        ("seed", rehearsed.rehearsal.seed.to_string().into()),
    ];
    let title = words.tell("rehearse-title", &figures);
    page.open(&title, rehearsed.exercise, words);
    page.raw(&format!("<header><h1>{}</h1>", escape(&title)));
    if beside.report {
        page.raw(&format!(
            "<p class=\"small\"><a href=\"report.html\">{}</a></p>",
            escape(&words.say("rehearsal-report"))
        ));
    }
    page.raw("</header>\n<main>\n");
}

/// How many are safe: what was planned, and between what it lies.
fn safe(rehearsed: &Rehearsed<'_>, words: &Words) -> String {
    screen::safe(rehearsed, words).unwrap_or_default()
}

/// What is likely, in three sentences.
pub fn summary(page: &mut Page, rehearsed: &Rehearsed<'_>, words: &Words) {
    page.paragraph("", &safe(rehearsed, words));
    outlook(page, rehearsed, words);
}

/// Who is caught, and the chance that all is done.
fn outlook(page: &mut Page, rehearsed: &Rehearsed<'_>, words: &Words) {
    page.paragraph("warning", &screen::caught_line(rehearsed, words));
    if let Some(line) = screen::out_of_fuel_line(rehearsed, words) {
        page.paragraph("", &line);
    }
    let share = screen::share(&rehearsed.summary.finished, words);
    page.paragraph("", &words.tell("rehearse-finished", &[("share", share.into())]));
}

fn contents(page: &mut Page, words: &Words) {
    let link = |(id, heading): &(&str, &str)| format!("<li><a href=\"#{id}\">{}</a></li>", escape(&words.say(heading)));
    let links: Vec<String> = SECTIONS.iter().map(link).collect();
    page.raw(&format!("<nav aria-label=\"{}\"><ul>{}</ul></nav>\n", escape(&words.say("contents")), links.concat()));
}

/// The bands over the hours.
pub fn chart(page: &mut Page, rehearsed: &Rehearsed<'_>, words: &Words) {
    let bands = Bands {
        plan: rehearsed.rehearsal.stage.plan,
        hours: &rehearsed.summary.hours,
        times: rehearsed.times,
        described: &safe(rehearsed, words),
    };
    page.raw("<figure>");
    page.raw(&band::draw(&bands, words, Size::Wide));
    page.raw(&band::draw(&bands, words, Size::Narrow));
    page.raw(&format!("<figcaption>{}</figcaption></figure>\n", prose(&words.say("band-legend"))));
}

/// What the page is of: the documents by their digests, and what it does not know.
fn basis(page: &mut Page, rehearsed: &Rehearsed<'_>, words: &Words) {
    page.paragraph("", &words.say("rehearsal-basis"));
    let plan = rehearsed.rehearsal.stage.plan;
    let digests = [plan.digest(), plan.scenario, plan.network].map(|digest| digest.to_string());
    for (message, digest) in ["rehearsal-of-plan", "rehearsal-of-scenario", "rehearsal-of-network"].iter().zip(digests)
    {
        page.raw(&format!("<p class=\"small\">{} <code>{}</code></p>\n", escape(&words.say(message)), escape(&digest)));
    }
}
