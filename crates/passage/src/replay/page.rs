//! The page: clock, counts, map, controls, places, story, and what is drawn how.

use super::sample::{self, Sample};
use super::{Shown, counted, data};
use crate::brief::page::{Own, Page};
use crate::map::{Ground, Size, Still, still};
use crate::markup::{escape, prose};
use crate::words::{Language, count};
use passage_model::digest::Digest;
use passage_model::id::RoadId;
use passage_rehearsal::{What, first_caught};
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::fmt::Write as _;

const SCRIPT: &str = include_str!("replay.js");
const STYLE: &str = include_str!("replay.css");
/// Minutes of the day in a second of watching, the third at first.
const SPEEDS: [u32; 6] = [1, 5, 10, 20, 30, 60];
const FIRST_SPEED: u32 = 10;
/// The picture of the day under the slider, in points.
const STRIP: (f64, f64) = (960.0, 44.0);

/// The whole file. The same bytes for the same day.
pub fn write(shown: &Shown<'_>) -> Vec<u8> {
    let words = shown.words;
    let road = |what: &What| if let What::Road(road) = *what { Some(road) } else { None };
    let used: BTreeSet<RoadId> = shown.stage.queues.iter().filter_map(road).collect();
    let ground = Ground { network: shown.stage.network, situation: shown.stage.situation, plan: shown.stage.plan };
    let [wide, narrow] = [Size::Wide, Size::Narrow].map(|size| still(&ground, &used, words, size));
    let set_out: Vec<u32> =
        (0u32..).zip(&shown.film.left).filter(|(_, left)| !left.is_empty()).map(|(vehicle, _)| vehicle).collect();
    let caught: BTreeSet<u32> = first_caught(shown.stage, shown.played).into_keys().collect();
    let sample = sample::of(&set_out, &caught);
    let (counts, moments) = counted::of(shown);
    let mut document = data::of(shown, &wide.projection, &counts, moments, &sample);
    document["words"] = spoken(shown);

    let mut page = Page::default();
    let title = words.tell("replay-title", &[("title", shown.title.into())]);
    let own = Own { script: Some(format!("sha256-{}", base64(&Digest::of(SCRIPT.as_bytes()).0))), style: STYLE };
    page.open_for(&title, shown.exercise, words, &own);
    page.raw(&format!("<header><h1>{}</h1></header>\n<main>\n", escape(&title)));
    page.paragraph("", &which(shown));
    page.raw(&format!("<noscript><p class=\"warning\">{}</p></noscript>\n", prose(&words.say("replay-no-script"))));
    clock_and_counts(&mut page, shown);
    map(&mut page, shown, &wide, &narrow);
    controls(&mut page, shown, &counted::strip(shown, &counts, STRIP.0, STRIP.1));
    legend(&mut page, shown);
    places(&mut page, shown);
    page.section("story", &words.say("replay-story"));
    page.list(&shown.story);
    page.section("basis", &words.say("replay-basis"));
    page.paragraph("", &sampled(shown, &sample, set_out.len(), caught.len()));
    let every = words.number(counted::apart(shown.stage.plan.horizon));
    page.paragraph("", &words.tell("replay-exact", &[("every", every.into())]));
    page.paragraph("small", &words.say("map-not-for-navigation"));
    let (plan, program) = (shown.stage.plan.digest().to_string(), concat!("passage ", env!("CARGO_PKG_VERSION")));
    page.raw(&format!("<p class=\"small\"><code>{}</code> {program}</p>\n</main>\n", escape(&plan)));
    // Nothing in the data ends its element.
    let text = document.to_string().replace('<', "\\u003c");
    let _ = write!(
        page.html,
        "<script type=\"application/json\" id=\"replay-data\">{text}</script>\n<script>{SCRIPT}</script>\n"
    );
    page.raw("</body>\n</html>\n");
    page.html.into_bytes()
}

/// Which day it is, of which plan.
fn which(shown: &Shown<'_>) -> String {
    let plan = shown.stage.plan.digest().short();
    match shown.day {
        Some(day) => shown
            .words
            .tell("replay-day", &[("day", count(day)), ("seed", shown.seed.to_string().into()), ("plan", plan.into())]),
        None => shown.words.tell("replay-calm", &[("plan", plan.into())]),
    }
}

/// What is drawn of all vehicles.
fn sampled(shown: &Shown<'_>, sample: &Sample, set_out: usize, caught: usize) -> String {
    let words = shown.words;
    let number = |number: usize| count(number as u64);
    if sample.one_of == 1 {
        return words.tell("replay-all-drawn", &[("n", number(set_out))]);
    }
    let figures = [("n", number(sample.vehicles.len())), ("all", number(set_out)), ("one", number(sample.one_of))];
    let drawn = words.tell("replay-sample", &figures);
    let of_caught = match (caught, sample.caught_one_of) {
        (0, _) => return drawn,
        (_, 1) => words.say("replay-sample-caught"),
        (_, one) => words.tell("replay-sample-caught-one", &[("one", number(one))]),
    };
    format!("{drawn} {of_caught}")
}

/// The words that the script says.
fn spoken(shown: &Shown<'_>) -> Value {
    let words = shown.words;
    json!({
        "play": words.say("replay-play"),
        "pause": words.say("replay-pause"),
        "dark": words.say("replay-dark"),
        "light": words.say("replay-light"),
        "open": words.say("replay-open"),
        "closed": words.say("replay-closed"),
        "group": if words.language == Language::En { "," } else { "\u{202f}" },
    })
}

fn clock_and_counts(page: &mut Page, shown: &Shown<'_>) {
    let words = shown.words;
    page.raw(
        "<p class=\"clock\"><time id=\"time\">–</time> <span id=\"day\"></span> <span id=\"dark\"></span> \
         <span id=\"zone\" class=\"small\"></span></p>\n<dl class=\"counts\">\n",
    );
    let mut count = |id: &str, name: String| {
        let _ = writeln!(page.html, "<div class=\"{id}\"><dt>{}</dt><dd id=\"{id}\">–</dd></div>", escape(&name));
    };
    count("home", words.say("replay-home"));
    count("way", words.say("replay-way"));
    count("safe", words.say("replay-safe"));
    count("caught", words.say("replay-caught"));
    count("vehicles", words.say("replay-vehicles"));
    if shown.played.joined > 0 {
        count("joined", words.say("replay-joined"));
    }
    page.raw("</dl>\n");
}

fn map(page: &mut Page, shown: &Shown<'_>, wide: &Still, narrow: &Still) {
    let label = escape(&shown.words.say("replay-map"));
    let (w, h) = (wide.projection.width, wide.projection.height);
    let _ = write!(
        page.html,
        "<figure>\n<div class=\"stage\" id=\"stage\" role=\"img\" aria-label=\"{label}\" style=\"aspect-ratio:{w:.0}/{h:.0};--shape:{:.3}\">\n",
        w / h,
    );
    let layer = |class: &str, still: &Still, inside: &str| {
        format!(
            "<svg class=\"layer {class}\" viewBox=\"0 0 {:.0} {:.0}\" aria-hidden=\"true\" \
             font-family=\"system-ui,sans-serif\" font-size=\"{}\">{inside}</svg>\n",
            still.projection.width, still.projection.height, still.letters,
        )
    };
    page.raw(&layer("under", wide, &wide.under));
    page.raw("<canvas class=\"layer\" id=\"canvas\"></canvas>\n");
    page.raw(&layer("wide", wide, &wide.over));
    page.raw(&layer("narrow", narrow, &narrow.over));
    for at in 0..shown.stage.situation.checkpoints.len() {
        let id = format!("checkpoint-badge-{at}");
        let _ = write!(page.html, "<span class=\"badge\" id=\"{id}\" aria-hidden=\"true\" hidden></span>");
    }
    page.raw("</div>\n</figure>\n");
}

fn controls(page: &mut Page, shown: &Shown<'_>, strip: &str) {
    let words = shown.words;
    // In whole minutes, as the keys move it by one.
    let minutes = shown.stage.plan.horizon.0.div_ceil(60);
    let _ = write!(
        page.html,
        "<div class=\"controls\"><button type=\"button\" id=\"play\" disabled>{}</button>\n\
         <label>{} <select id=\"speed\">",
        escape(&words.say("replay-play")),
        escape(&words.say("replay-speed")),
    );
    for minutes in SPEEDS {
        let chosen = if minutes == FIRST_SPEED { " selected" } else { "" };
        let text = words.tell("replay-speed-of", &[("n", count(minutes))]);
        let _ = write!(page.html, "<option value=\"{minutes}\"{chosen}>{}</option>", escape(&text));
    }
    let _ = write!(
        page.html,
        "</select></label></div>\n<div class=\"timeline\">{strip}<div class=\"now\" id=\"now\"></div>\n\
         <input type=\"range\" id=\"slider\" min=\"0\" max=\"{minutes}\" step=\"1\" value=\"0\" aria-label=\"{}\"></div>\n\
         <p class=\"small\">{}</p>\n",
        escape(&words.say("replay-slider")),
        escape(&words.say("replay-strip")),
    );
    page.raw(&format!("<p class=\"small keys\">{}</p>\n", prose(&words.say("replay-keys"))));
}

fn legend(page: &mut Page, shown: &Shown<'_>) {
    let words = shown.words;
    page.raw("<ul class=\"legend small\">\n");
    let mut entry = |class: &str, text: String| {
        let _ =
            writeln!(page.html, "<li><span class=\"key {class}\" aria-hidden=\"true\"></span>{}</li>", prose(&text));
    };
    entry("drives", words.say("replay-key-drives"));
    entry("stands", words.say("replay-key-stands"));
    entry("caught", words.say("replay-key-caught"));
    entry("full1", words.say("replay-key-quarter"));
    entry("full2", words.say("replay-key-half"));
    entry("full3", words.say("replay-key-three-quarters"));
    entry("full4", words.say("replay-key-full"));
    entry("shut", words.say("replay-key-closed"));
    entry("number", words.say("replay-key-number"));
    page.raw("</ul>\n");
}

/// Checkpoints, sites and corridors, each with its figure of the moment.
fn places(page: &mut Page, shown: &Shown<'_>) {
    let (words, situation) = (shown.words, shown.stage.situation);
    page.section("places", &words.say("replay-places"));
    let head = |name: &str, figure: &str| {
        format!(
            "<thead><tr><th scope=\"col\">{}</th><th scope=\"col\" class=\"n\">{}</th></tr></thead>",
            prose(name),
            prose(figure)
        )
    };
    let mut table = |id: &str, name: String, figure: String, all: Vec<&str>| {
        if all.is_empty() {
            return;
        }
        let rows = all.iter().enumerate().map(|(number, name)| {
            format!("<tr><th scope=\"row\">{}</th><td class=\"n\" id=\"{id}-{number}\">–</td></tr>\n", escape(name))
        });
        let rows: String = rows.collect();
        page.raw(&format!("<table>{}<tbody>\n{rows}</tbody></table>\n", head(&name, &figure)));
    };
    let checkpoints = situation.checkpoints.iter().map(|checkpoint| checkpoint.name.as_str()).collect();
    table("checkpoint", words.say("checkpoint"), words.say("replay-waiting"), checkpoints);
    let sites = situation.receptions.iter().map(|site| site.name.as_str()).collect();
    table("site", words.say("replay-site"), words.say("replay-received"), sites);
    let corridors = situation.corridors.iter().map(|corridor| corridor.name.as_str()).collect();
    table("corridor", words.say("corridor"), words.say("replay-now"), corridors);
}

/// Base 64 (RFC 4648), as a policy writes digests.
fn base64(bytes: &[u8]) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::new();
    for three in bytes.chunks(3) {
        let bits = three.iter().fold(0u32, |bits, byte| bits << 8 | u32::from(*byte)) << (8 * (3 - three.len()));
        for place in 0..4 {
            let letter = LETTERS[(bits >> (18 - 6 * place) & 63) as usize];
            text.push(if place <= three.len() { char::from(letter) } else { '=' });
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base_64_is_that_of_the_standard() {
        // RFC 4648, section 10.
        let all = ["", "f", "fo", "foo", "foob", "fooba", "foobar"].map(|text| base64(text.as_bytes()));
        assert_eq!(all, ["", "Zg==", "Zm8=", "Zm9v", "Zm9vYg==", "Zm9vYmE=", "Zm9vYmFy"]);
    }
}
