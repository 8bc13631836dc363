//! Persons safe over the hours of many days: what is planned, the half of all days, and nine of ten, as SVG.

use super::{LINE, Plane, axes, round_above, stairs};
use crate::map::Size;
use crate::markup::escape;
use crate::outcome::times::Times;
use crate::words::Words;
use passage_model::plan::Plan;
use passage_model::time::Clock;
use passage_model::units::Persons;
use passage_rehearsal::{Band, Hour};
use std::fmt::Write as _;

/// What is drawn.
pub struct Bands<'a> {
    /// The plan.
    pub plan: &'a Plan,
    /// Its hours.
    pub hours: &'a [Hour],
    /// Its clock.
    pub times: &'a Times,
    /// What it says to whoever does not see it.
    pub described: &'a str,
}

/// Nine days of ten, the half of all, and what stands over them: shades and strokes that stay apart in black and white.
const NINE: &str = "fill=\"#ddd\" stroke=\"#999\" stroke-width=\"0.8\"";
const HALF: &str = "fill=\"#aaa\" stroke=\"#666\" stroke-width=\"0.8\"";
const MEDIAN: &str =
    "fill=\"none\" stroke=\"#000\" stroke-width=\"1.5\" stroke-dasharray=\"2 4\" stroke-linecap=\"round\"";
const PLANNED: &str = "fill=\"none\" stroke=\"#000\" stroke-width=\"2.8\" stroke-linejoin=\"round\"";

/// The chart; the names of what is drawn stand below it.
pub fn draw(bands: &Bands<'_>, words: &Words, size: Size) -> String {
    // The page's style shows one of both, as it does with the report's curve.
    let (class, id) = if size == Size::Wide { ("curve-wide", "band-wide") } else { ("curve-narrow", "band-narrow") };
    let letters = if size == Size::Wide { 14.0 } else { 11.0 };
    let plane = plane(bands, size);
    let (width, height) = (size.width(), plane.bottom + letters * (2.6 + 4.0 * LINE));
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"{class}\" viewBox=\"0 0 {width:.0} {height:.0}\" role=\"img\" \
         aria-labelledby=\"{id}-title {id}-desc\" font-family=\"system-ui,sans-serif\" font-size=\"{letters}\">\
         <title id=\"{id}-title\">{}</title><desc id=\"{id}-desc\">{}</desc>\
         <rect width=\"{width:.0}\" height=\"{height:.0}\" fill=\"#fff\"/>",
        escape(&words.say("band-title")),
        escape(bands.described),
    );
    let area = |low: fn(&Band) -> u32, high: fn(&Band) -> u32| area(bands, &plane, low, high);
    let _ = write!(svg, "<path {NINE} d=\"{}\"/>", area(|band| band.p5, |band| band.p95));
    let _ = write!(svg, "<path {HALF} d=\"{}\"/>", area(|band| band.p25, |band| band.p75));
    svg.push_str(&axes(bands.times, words, &plane, letters));
    let _ = write!(svg, "<path {MEDIAN} d=\"M{}\"/>", points(bands, &plane, |band| band.p50).join("L"));
    let _ = write!(svg, "<path {PLANNED} d=\"{}\"/>", stairs(&bands.plan.curve, &plane));
    svg.push_str(&names(&plane, words, letters));
    svg + "</svg>"
}

fn plane(bands: &Bands<'_>, size: Size) -> Plane {
    let most = bands.hours.iter().map(|hour| hour.planned.0.max(hour.safe.p95)).max().unwrap_or(1);
    let (left, right, bottom) = if size == Size::Wide { (76.0, 24.0, 380.0) } else { (56.0, 19.0, 250.0) };
    Plane {
        left,
        right: size.width() - right,
        top: if size == Size::Wide { 36.0 } else { 26.0 },
        bottom,
        horizon: f64::from(bands.plan.horizon.0.max(1)),
        most: round_above(f64::from(most.max(1))),
    }
}

/// The ends of hours; nobody is safe at the beginning.
fn points(bands: &Bands<'_>, plane: &Plane, of: fn(&Band) -> u32) -> Vec<String> {
    let none = (Clock::H_HOUR, 0);
    let each = std::iter::once(none).chain(bands.hours.iter().map(|hour| (hour.by, of(&hour.safe))));
    each.map(|(by, persons)| format!("{:.1} {:.1}", plane.x(by), plane.y(Persons(persons)))).collect()
}

/// Along one quantile and back along another.
fn area(bands: &Bands<'_>, plane: &Plane, low: fn(&Band) -> u32, high: fn(&Band) -> u32) -> String {
    let mut back = points(bands, plane, low);
    back.reverse();
    format!("M{}L{}Z", points(bands, plane, high).join("L"), back.join("L"))
}

fn names(plane: &Plane, words: &Words, letters: f64) -> String {
    let mut svg = String::new();
    let all = [(PLANNED, "band-planned"), (MEDIAN, "band-half"), (HALF, "band-middle"), (NINE, "band-nine")];
    for (n, (pen, name)) in all.into_iter().enumerate() {
        let y = plane.bottom + letters * (2.9 + n as f64 * LINE);
        let path = if pen.starts_with("fill=\"none\"") {
            format!("M8 {y:.1}h28")
        } else {
            format!("M8 {:.1}h28v{1:.1}h-28z", y - letters * 0.45, letters * 0.9)
        };
        let _ = write!(
            svg,
            "<path {pen} d=\"{path}\"/><text x=\"44\" y=\"{:.1}\">{}</text>",
            y + letters * 0.35,
            escape(&words.say(name))
        );
    }
    svg
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::outcome::sample;
    use crate::words::Language;

    #[test]
    fn bands_are_drawn_over_one_another_with_words_for_whoever_does_not_see_them() {
        let outcome = sample::outcome();
        let (plan, times) = (&outcome.likely.plan, &outcome.setting.times);
        let hour = |n: u32| Hour {
            by: Clock(n * 3600),
            planned: Persons(n * 200),
            safe: Band { p5: n * 100, p25: n * 150, p50: n * 180, p75: n * 190, p95: n * 200, mean: 170.0 },
        };
        let hours: Vec<Hour> = (1..=8).map(hour).collect();
        let bands = Bands { plan, hours: &hours, times, described: "nine of ten <days>" };
        for language in Language::ALL {
            let words = Words::new(language);
            for size in [Size::Wide, Size::Narrow] {
                let svg = draw(&bands, &words, size);
                assert!(svg.contains("nine of ten &lt;days&gt;") && !svg.contains("NaN"), "{svg}");
                assert_eq!((svg.matches("<title").count(), svg.matches(NINE).count()), (1, 2));
            }
            assert_eq!(words.missing(), Vec::<String>::new());
        }
    }
}
