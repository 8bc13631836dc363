//! The curve of persons safe as time passes, beside those ready to leave and the proven limit, as SVG.

pub mod band;

use crate::map::Size;
use crate::markup::escape;
use crate::outcome::hours;
use crate::outcome::times::Times;
use crate::outcome::{Answer, Outcome};
use crate::words::{Words, count};
use passage_model::id::{OpeningId, RoadId};
use passage_model::plan::Safe;
use passage_model::time::{Clock, Interval, Opening};
use passage_model::units::Persons;
use std::collections::BTreeSet;
use std::fmt::Write as _;

/// The plane of the curve: where hours and persons lie on the page.
struct Plane {
    left: f64,
    right: f64,
    top: f64,
    bottom: f64,
    horizon: f64,
    most: f64,
}

impl Plane {
    fn x(&self, clock: Clock) -> f64 {
        self.left + f64::from(clock.0).min(self.horizon) / self.horizon * (self.right - self.left)
    }

    fn y(&self, persons: Persons) -> f64 {
        self.bottom - f64::from(persons.0).min(self.most * 1.04) / self.most * (self.bottom - self.top)
    }
}

/// The curve. The upright axis reaches as far as anybody can be safe; where more people are ready than that, their line
/// runs out at the top and says so, for drawn to their scale the answer would be a hair above zero.
pub fn draw(outcome: &Outcome<'_>, words: &Words, size: Size) -> String {
    let id = if size == Size::Wide { "curve-wide" } else { "curve-narrow" };
    let plane = plane(outcome, size);
    let letters = if size == Size::Wide { 14.0 } else { 11.0 };
    let lines = lines(outcome, words, &plane);
    let below = if size == Size::Wide { 0.0 } else { lines.len() as f64 * letters * LINE };
    let (width, height) = (size.width(), plane.bottom + letters * 2.6 + below);
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"{id}\" viewBox=\"0 0 {width:.0} {height:.0}\" role=\"img\" \
         aria-labelledby=\"{id}-title {id}-desc\" font-family=\"system-ui,sans-serif\" font-size=\"{letters}\">\
         <title id=\"{id}-title\">{}</title><desc id=\"{id}-desc\">{}</desc>\
         <defs><pattern id=\"{id}-hatch\" width=\"7\" height=\"7\" patternUnits=\"userSpaceOnUse\" patternTransform=\"rotate(45)\">\
         <path d=\"M0 0v7\" stroke=\"#999\" stroke-width=\"1\"/></pattern></defs>\
         <rect width=\"{width:.0}\" height=\"{height:.0}\" fill=\"#fff\"/>",
        escape(&words.say("curve-title")),
        escape(&described(outcome, words)),
    );
    svg.push_str(&closed(outcome, &plane, id));
    svg.push_str(&axes(&outcome.setting.times, words, &plane, letters));
    svg.push_str("<g fill=\"none\" stroke-linejoin=\"round\">");
    for line in &lines {
        let _ = write!(svg, "<path {} d=\"{}\"/>", line.pen, line.path);
    }
    svg.push_str("</g>");
    svg.push_str(&if size == Size::Wide { beside(&lines, &plane, letters) } else { under(&lines, &plane, letters) });
    svg.push_str("</svg>");
    svg
}

/// The curve for those who do not see it.
fn described(outcome: &Outcome<'_>, words: &Words) -> String {
    let told = words.tell("curve-description", &[("n", count(outcome.likely.plan.safe().0))]);
    if shut(&outcome.likely).is_never() { told } else { format!("{told} {}", words.say("curve-hatched")) }
}

fn plane(outcome: &Outcome<'_>, size: Size) -> Plane {
    let limit = outcome.answers().map(|a| a.plan.bound.persons.max(a.plan.safe())).max().unwrap_or_default();
    let seated: Persons = outcome.likely.situation.origins.iter().map(passage_model::situation::Origin::seated).sum();
    // A little more than anybody reaches; everybody who has a seat, where that is not much more.
    let most = if seated.0 <= limit.0.saturating_mul(3) / 2 { seated.max(limit) } else { limit };
    // Names stand to the right of their curves, or on a phone below the plane.
    let (left, beside, height) = if size == Size::Wide { (76.0, 256.0, 380.0) } else { (56.0, 19.0, 250.0) };
    Plane {
        left,
        right: size.width() - beside,
        top: if size == Size::Wide { 62.0 } else { 34.0 },
        bottom: height,
        horizon: f64::from(outcome.likely.plan.horizon.0.max(1)),
        most: round_above(f64::from(most.0.max(1))),
    }
}

/// The hours in which none of the plan's ways is open, hatched.
fn closed(outcome: &Outcome<'_>, plane: &Plane, id: &str) -> String {
    let mut svg = String::new();
    for shut in shut(&outcome.likely).intervals() {
        let (from, until) = (plane.x(shut.from), plane.x(shut.until));
        let _ = write!(
            svg,
            "<rect x=\"{from:.1}\" y=\"{:.1}\" width=\"{:.1}\" height=\"{:.1}\" fill=\"url(#{id}-hatch)\"/>",
            plane.top,
            until - from,
            plane.bottom - plane.top
        );
    }
    svg
}

/// The hours up to the horizon in which every way of the plan is closed: on each of them, no road that has a window is
/// open. Never, where one way has no window at all. The ways are the plan's courses; without any, the corridors.
pub fn shut(answer: &Answer) -> Opening {
    let (situation, plan) = (&answer.situation, &answer.plan);
    let mut ways: Vec<&[RoadId]> = plan.courses.iter().map(|course| course.roads.as_slice()).collect();
    if ways.is_empty() {
        ways = situation.corridors.iter().map(|corridor| corridor.roads.as_slice()).collect();
    }
    // A window ends; a road that is only closed for some time is open to the end of time.
    let ends = |opening: &Opening| opening.intervals().last().is_some_and(|i| i.until < Clock::NEVER);
    let mut open = if ways.is_empty() { Opening::always() } else { Opening::never() };
    let mut seen = BTreeSet::new();
    for way in ways {
        let ids: BTreeSet<OpeningId> = way.iter().map(|road| situation.roads[road.index()].opening).collect();
        let windows: Vec<OpeningId> = ids.into_iter().filter(|id| ends(&situation.openings[id.index()])).collect();
        if windows.is_empty() {
            return Opening::never();
        }
        for id in windows.into_iter().filter(|id| seen.insert(*id)) {
            open = open.or(&situation.openings[id.index()]);
        }
    }
    Opening::within(vec![Interval { from: Clock::H_HOUR, until: plan.horizon }]).except(&open)
}

fn axes(times: &Times, words: &Words, plane: &Plane, letters: f64) -> String {
    let mut svg = String::from("<g stroke=\"#ccc\" stroke-width=\"1\" fill=\"none\">");
    let mut texts = String::from("<g fill=\"#000\">");
    for i in 0..=4u32 {
        let persons = Persons((plane.most * f64::from(i) / 4.0).round() as u32);
        let y = plane.y(persons);
        let _ = write!(svg, "<path d=\"M{:.1} {y:.1}H{:.1}\"/>", plane.left, plane.right);
        let _ = write!(
            texts,
            "<text x=\"{:.1}\" y=\"{:.1}\" text-anchor=\"end\">{}</text>",
            plane.left - 6.0,
            y + letters * 0.35,
            words.number(persons.0)
        );
    }
    let room = ((plane.right - plane.left) / (letters * 3.6)).max(2.0);
    let hours = plane.horizon / 3600.0;
    let every = [1u32, 2, 3, 6, 12, 24, 48, 96, 168].into_iter().find(|&e| hours / f64::from(e) <= room).unwrap_or(168);
    let mut at = times.first_hour();
    while f64::from(at.0) <= plane.horizon {
        let civil = times.at(at);
        if u32::from(civil.hour().unsigned_abs()) % every.min(24) == 0 {
            let x = plane.x(at);
            let _ = write!(svg, "<path d=\"M{x:.1} {:.1}v5\" stroke=\"#000\"/>", plane.bottom);
            let _ = write!(
                texts,
                "<text x=\"{x:.1}\" y=\"{:.1}\" text-anchor=\"middle\">{}</text>",
                plane.bottom + letters * 1.5,
                civil.strftime("%H:%M")
            );
        }
        at = Clock(at.0.saturating_add(3600));
    }
    let _ =
        write!(texts, "<text x=\"4\" y=\"{:.1}\">{}</text></g>", letters * 1.1, escape(&words.say("curve-persons")));
    let _ = write!(
        svg,
        "<path d=\"M{0:.1} {1:.1}V{2:.1}H{3:.1}\" stroke=\"#000\" stroke-width=\"1.5\"/></g>",
        plane.left, plane.top, plane.bottom, plane.right
    );
    svg + &texts
}

/// From one line of names to the next, in heights of a letter.
const LINE: f64 = 1.35;

/// A curve with its name.
struct Line {
    name: String,
    /// The attributes of its stroke.
    pen: &'static str,
    path: String,
    /// Where it ends at the right edge.
    end: f64,
}

/// The curves, the plan's last and boldest.
fn lines(outcome: &Outcome<'_>, words: &Words, plane: &Plane) -> Vec<Line> {
    let likely = &outcome.likely;
    let mut lines = Vec::new();
    let readings =
        [(outcome.pessimistic.as_ref(), "curve-pessimistic"), (outcome.optimistic.as_ref(), "curve-optimistic")];
    for (answer, name) in readings.into_iter().filter_map(|(answer, name)| Some((answer?, name))) {
        lines.push(Line {
            name: words.tell(name, &[("n", count(answer.plan.safe().0))]),
            pen: "stroke=\"#555\" stroke-width=\"1.3\"",
            path: stairs(&answer.plan.curve, plane),
            end: plane.y(answer.plan.safe()),
        });
    }
    let limit = likely.plan.bound.persons;
    if limit > likely.plan.safe() {
        lines.push(Line {
            name: words.tell("curve-limit", &[("n", count(limit.0))]),
            pen: "stroke=\"#000\" stroke-width=\"1.5\" stroke-dasharray=\"1.5 4\" stroke-linecap=\"round\"",
            path: stairs(&likely.plan.bound.curve, plane),
            end: plane.y(limit),
        });
    }
    let (path, off) = ready(likely, plane);
    let seated = hours::ready_by(likely, likely.plan.horizon);
    let name = if off { "curve-ready-above" } else { "curve-ready" };
    lines.push(Line {
        name: words.tell(name, &[("n", count(seated.0))]),
        pen: "stroke=\"#000\" stroke-width=\"1.5\" stroke-dasharray=\"7 5\"",
        path,
        end: if off { f64::NEG_INFINITY } else { plane.y(seated) },
    });
    lines.push(Line {
        name: words.tell("curve-safe", &[("n", count(likely.plan.safe().0))]),
        pen: "stroke=\"#000\" stroke-width=\"3.2\"",
        path: stairs(&likely.plan.curve, plane),
        end: plane.y(likely.plan.safe()),
    });
    lines
}

/// The names at the right of their curves, never on one another, each led to by a thin line. The name of a curve that
/// runs out at the top stands above the plane.
fn beside(lines: &[Line], plane: &Plane, letters: f64) -> String {
    let mut svg = String::from("<g>");
    let (above, mut ends): (Vec<&Line>, Vec<&Line>) = lines.iter().partition(|line| line.end == f64::NEG_INFINITY);
    for line in above {
        let (x, y) = (plane.right, letters * 1.1);
        let _ = write!(svg, "<text x=\"{x:.1}\" y=\"{y:.1}\" text-anchor=\"end\">{}</text>", escape(&line.name));
    }
    ends.sort_by(|a, b| b.end.total_cmp(&a.end));
    for (line, at) in ends.iter().zip(heights(&ends, plane, letters)) {
        let (x, y) = (plane.right + 3.0, line.end);
        let _ = write!(
            svg,
            "<path stroke=\"#777\" stroke-width=\"1\" d=\"M{x:.1} {y:.1}L{:.1} {at:.1}\"/>\
             <text x=\"{:.1}\" y=\"{:.1}\">{}</text>",
            x + 14.0,
            x + 18.0,
            at + letters * 0.35,
            escape(&line.name)
        );
    }
    svg + "</g>"
}

/// How high each name stands, the lowest first: at its curve's end or above the name before, and within the picture.
fn heights(ends: &[&Line], plane: &Plane, letters: f64) -> Vec<f64> {
    let mut below = plane.bottom + letters;
    let mut heights: Vec<f64> = Vec::with_capacity(ends.len());
    for line in ends {
        below = line.end.min(below - letters * LINE);
        heights.push(below);
    }
    let mut top = letters;
    for height in heights.iter_mut().rev() {
        *height = height.max(top);
        top = *height + letters * LINE;
    }
    heights
}

/// The names below the plane, the highest curve's first, each with a piece of its line.
fn under(lines: &[Line], plane: &Plane, letters: f64) -> String {
    let mut svg = String::from("<g fill=\"none\">");
    let mut texts = String::from("<g>");
    let mut ends: Vec<&Line> = lines.iter().collect();
    ends.sort_by(|a, b| a.end.total_cmp(&b.end));
    for (i, line) in ends.into_iter().enumerate() {
        let y = plane.bottom + letters * (2.9 + i as f64 * LINE);
        let _ = write!(svg, "<path {} d=\"M8 {y:.1}h28\"/>", line.pen);
        let _ = write!(texts, "<text x=\"44\" y=\"{:.1}\">{}</text>", y + letters * 0.35, escape(&line.name));
    }
    svg + "</g>" + &texts + "</g>"
}

/// A staircase: nobody more until the next arrival. Steps smaller than half a point are left out.
fn stairs(curve: &[Safe], plane: &Plane) -> String {
    let mut path = format!("M{:.1} {:.1}", plane.x(Clock::H_HOUR), plane.y(Persons(0)));
    let (mut x, mut y) = (plane.x(Clock::H_HOUR), plane.y(Persons(0)));
    for (i, safe) in curve.iter().enumerate() {
        let next = (plane.x(safe.by), plane.y(safe.persons));
        if i + 1 < curve.len() && next.0 - x < 0.6 && y - next.1 < 0.6 {
            continue;
        }
        (x, y) = next;
        let _ = write!(path, "H{x:.1}V{y:.1}");
    }
    let _ = write!(path, "H{:.1}", plane.right);
    path
}

/// The line of those ready to leave, and whether it runs out at the top.
fn ready(answer: &Answer, plane: &Plane) -> (String, bool) {
    let mut moments: Vec<Clock> = answer.situation.origins.iter().flat_map(|o| &o.ready).map(|r| r.from).collect();
    moments.sort_unstable();
    moments.dedup();
    let mut path = format!("M{:.1} {:.1}", plane.x(Clock::H_HOUR), plane.y(Persons(0)));
    let mut off = false;
    for moment in moments.into_iter().filter(|&m| f64::from(m.0) <= plane.horizon) {
        let persons = hours::ready_by(answer, moment);
        off = f64::from(persons.0) > plane.most * 1.04;
        let _ = write!(path, "H{:.1}V{:.1}", plane.x(moment), if off { plane.top - 8.0 } else { plane.y(persons) });
        if off {
            let x = plane.x(moment);
            let _ = write!(path, "M{:.1} {:.1}L{x:.1} {:.1}l4 7", x - 4.0, plane.top - 1.0, plane.top - 8.0);
            break;
        }
    }
    if !off {
        let _ = write!(path, "H{:.1}", plane.right);
    }
    (path, off)
}

/// The smallest of 1, 2, 4, 5, 8 or 10 times a power of ten that is not below `least`, never below 4 persons.
fn round_above(least: f64) -> f64 {
    let power = 10f64.powf(least.log10().floor());
    [1.0, 1.2, 1.6, 2.0, 2.4, 3.0, 4.0, 5.0, 6.0, 8.0, 10.0]
        .into_iter()
        .map(|m| m * power)
        .find(|&m| m >= least)
        .unwrap_or(power * 10.0)
        .max(4.0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::outcome::sample;
    use crate::words::Language;

    #[test]
    fn the_curve_names_its_lines_and_says_that_most_people_are_off_its_scale() {
        for language in Language::ALL {
            let words = Words::new(language);
            let svg = draw(&sample::outcome(), &words, Size::Wide);
            assert!(svg.contains(&words.number(1_908u32)) && svg.contains(&words.number(200_000u32)));
            assert!(!svg.contains("NaN") && !svg.contains("inf"));
            assert_eq!(words.missing(), Vec::<String>::new());
        }
    }

    #[test]
    fn the_hours_outside_the_window_are_hatched_and_said_to_be() {
        let outcome = sample::outcome();
        let hour = |from: u32, until: u32| Interval { from: Clock(from * 3600), until: Clock(until * 3600) };
        // Before eleven and after four.
        assert_eq!(shut(&outcome.likely).intervals(), [hour(0, 2), hour(7, 8)]);
        let words = Words::new(Language::En);
        let svg = draw(&outcome, &words, Size::Narrow);
        assert_eq!(svg.matches("fill=\"url(#curve-narrow-hatch)\"").count(), 2);
        assert!(svg.contains(&escape(&words.say("curve-hatched"))));
    }

    #[test]
    fn nothing_is_hatched_where_one_way_is_open_always() {
        let mut outcome = sample::outcome();
        let mut other = outcome.likely.plan.courses[0].clone();
        let openings = &outcome.likely.situation;
        other.roads.retain(|&road| openings.opening(road).is_always());
        outcome.likely.plan.courses.push(other);
        assert!(shut(&outcome.likely).is_never());
        let words = Words::new(Language::En);
        let svg = draw(&outcome, &words, Size::Wide);
        assert!(
            !svg.contains("fill=\"url(#curve-wide-hatch)\"") && !svg.contains(&escape(&words.say("curve-hatched")))
        );
    }

    #[test]
    fn an_empty_plan_has_a_flat_curve() {
        let mut outcome = sample::outcome();
        outcome.likely.plan.curve.clear();
        outcome.likely.plan.bound = passage_model::plan::Bound::default();
        outcome.pessimistic = None;
        outcome.optimistic = None;
        let svg = draw(&outcome, &Words::new(Language::En), Size::Wide);
        assert!(!svg.contains("NaN"));
    }
}
