//! People by the length of the windows, a line for each set of corridors, as SVG.

use super::told::Told;
use super::{Offers, Set};
use crate::map::Size;
use crate::markup::escape;
use std::fmt::Write as _;

/// Lines that can still be told apart.
pub const MOST_LINES: usize = 6;
/// Their strokes: on a black and white print they differ by their dashes.
const PENS: [&str; MOST_LINES] = [
    "stroke=\"#111\" stroke-width=\"3\"",
    "stroke=\"#003d99\" stroke-width=\"2.5\" stroke-dasharray=\"9 4\"",
    "stroke=\"#b34700\" stroke-width=\"2.5\" stroke-dasharray=\"2 4\"",
    "stroke=\"#006644\" stroke-width=\"2.5\" stroke-dasharray=\"12 4 2 4\"",
    "stroke=\"#7a1f7a\" stroke-width=\"2\" stroke-dasharray=\"5 3\"",
    "stroke=\"#555\" stroke-width=\"2\"",
];

/// The sets that are drawn: all of a few, else the best of each size.
pub fn shown<'a>(offers: &'a Offers) -> Vec<&'a Set> {
    let mut shown: Vec<&'a Set> = offers.sets.iter().collect();
    if shown.len() > MOST_LINES {
        shown = offers.best_of_each_size();
        shown.truncate(MOST_LINES);
    }
    shown
}

/// Hours, people safe and what no plan exceeds, by the lengths that have been weighed.
fn of(offers: &Offers, set: &Set) -> Vec<(u32, f64, f64)> {
    let lengths = offers.lengths.iter().enumerate();
    let point = |(length, hours): (usize, &u32)| {
        let weighed = set.likely(length)?;
        Some((*hours, f64::from(weighed.safe().0), f64::from(weighed.most().0)))
    };
    lengths.filter_map(point).collect()
}

struct Plane {
    left: f64,
    right: f64,
    top: f64,
    bottom: f64,
    hours: f64,
    most: f64,
}

impl Plane {
    fn x(&self, hours: u32) -> f64 {
        self.left + f64::from(hours) / self.hours * (self.right - self.left)
    }

    fn y(&self, persons: f64) -> f64 {
        self.bottom - persons / self.most * (self.bottom - self.top)
    }
}

/// The picture.
pub fn draw(told: &Told<'_>, size: Size) -> String {
    let (offers, words) = (told.offers, told.words);
    let (id, letters) = if size == Size::Wide { ("curve-wide", 14.0) } else { ("curve-narrow", 11.0) };
    let shown = shown(offers);
    let most = shown.iter().flat_map(|set| of(offers, set).into_iter().map(|(_, _, most)| most));
    let most = round_up(most.fold(1.0, f64::max));
    let (left, beside) = if size == Size::Wide { (76.0, 110.0) } else { (56.0, 64.0) };
    let height = if size == Size::Wide { 360.0 } else { 260.0 };
    let hours = f64::from(offers.lengths.last().copied().unwrap_or(1));
    let plane = Plane { left, right: size.width() - beside, top: letters * 2.2, bottom: height, hours, most };
    let full = height + letters * 3.6;
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"{id}\" viewBox=\"0 0 {:.0} {full:.0}\" role=\"img\" \
         aria-labelledby=\"{id}-title {id}-desc\" font-family=\"system-ui,sans-serif\" font-size=\"{letters}\">\
         <title id=\"{id}-title\">{}</title><desc id=\"{id}-desc\">{}</desc>\
         <rect width=\"{:.0}\" height=\"{full:.0}\" fill=\"#fff\"/>",
        size.width(),
        escape(&words.say("offers-picture")),
        escape(&words.say("offers-picture-description")),
        size.width(),
    );
    axes(&mut svg, told, &plane, letters);
    let mut ends: Vec<(f64, usize)> = Vec::new();
    for (i, set) in shown.iter().enumerate() {
        let points = of(offers, set);
        let mut path = format!("M{:.1} {:.1}", plane.x(0), plane.y(0.0));
        for (hours, safe, _) in &points {
            let _ = write!(path, "L{:.1} {:.1}", plane.x(*hours), plane.y(*safe));
        }
        if points.iter().any(|(_, safe, most)| most > safe) {
            let back = points.iter().rev().map(|(hours, _, most)| (plane.x(*hours), plane.y(*most)));
            let mut round = path.clone();
            for (x, y) in back {
                let _ = write!(round, "L{x:.1} {y:.1}");
            }
            let _ = write!(svg, "<path fill=\"#111\" fill-opacity=\"0.15\" stroke=\"none\" d=\"{round}Z\"/>");
        }
        let _ = write!(svg, "<path fill=\"none\" stroke-linejoin=\"round\" {} d=\"{path}\"/>", PENS[i]);
        ends.push((plane.y(points.last().map_or(0.0, |(_, safe, _)| *safe)), i));
    }
    for (y, i) in apart(ends, letters * 1.25, plane.bottom) {
        let (x, y, name) = (plane.right + 34.0, y + letters * 0.35, escape(&Told::set(shown[i])));
        let (from, to, at) = (plane.right + 6.0, plane.right + 30.0, y - letters * 0.35);
        let _ = write!(svg, "<path fill=\"none\" {} d=\"M{from:.1} {at:.1}H{to:.1}\"/>", PENS[i]);
        let _ = write!(svg, "<text x=\"{x:.1}\" y=\"{y:.1}\">{name}</text>");
    }
    svg.push_str("</svg>");
    svg
}

fn axes(svg: &mut String, told: &Told<'_>, plane: &Plane, letters: f64) {
    let words = told.words;
    for quarter in 0..=4 {
        let persons = plane.most * f64::from(quarter) / 4.0;
        let y = plane.y(persons);
        let _ = write!(svg, "<path stroke=\"#ccc\" fill=\"none\" d=\"M{:.1} {y:.1}H{:.1}\"/>", plane.left, plane.right);
        let (x, y, number) = (plane.left - 6.0, y + letters * 0.35, words.number(persons.round() as u64));
        let _ = write!(svg, "<text x=\"{x:.1}\" y=\"{y:.1}\" text-anchor=\"end\">{number}</text>");
    }
    let every = if plane.hours > 12.0 && letters < 12.0 { 3 } else { 1 + usize::from(plane.hours > 12.0) };
    for hours in (0..=plane.hours as u32).step_by(every) {
        let (x, y) = (plane.x(hours), plane.bottom + letters * 1.3);
        let _ = write!(svg, "<text x=\"{x:.1}\" y=\"{y:.1}\" text-anchor=\"middle\">{hours}</text>");
    }
    let _ = write!(
        svg,
        "<text x=\"{:.1}\" y=\"{:.1}\" text-anchor=\"end\">{}</text><text x=\"{:.1}\" y=\"{:.1}\">{}</text>",
        plane.right,
        plane.bottom + letters * 2.8,
        escape(&words.say("offers-axis-hours")),
        4.0,
        letters * 1.1,
        escape(&words.say("offers-axis-persons")),
    );
    let longest = super::change::longest(told.scales.agreed()).0;
    if longest > 0 {
        let x = plane.left + f64::from(longest) / 3600.0 / plane.hours * (plane.right - plane.left);
        let (top, bottom) = (plane.top, plane.bottom);
        let _ = write!(
            svg,
            "<path stroke=\"#111\" stroke-dasharray=\"1 3\" fill=\"none\" d=\"M{x:.1} {top:.1}V{bottom:.1}\"/>"
        );
        let (at, label) = (top - letters * 0.35, escape(&words.say("offers-axis-agreed")));
        let _ = write!(svg, "<text x=\"{x:.1}\" y=\"{at:.1}\" text-anchor=\"middle\">{label}</text>");
    }
}

/// The ends of lines from top to bottom, moved so that their names do not cover each other.
fn apart(mut ends: Vec<(f64, usize)>, gap: f64, bottom: f64) -> Vec<(f64, usize)> {
    ends.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
    let mut next = f64::NEG_INFINITY;
    for end in &mut ends {
        end.0 = end.0.max(next);
        next = end.0 + gap;
    }
    let mut limit = bottom;
    for end in ends.iter_mut().rev() {
        end.0 = end.0.min(limit);
        limit = end.0 - gap;
    }
    ends
}

/// The next of 1, 2, 4, 6, 8, 10 times a power of ten: its quarters are round.
fn round_up(most: f64) -> f64 {
    let power = 10f64.powf(most.log10().floor());
    [1.0, 2.0, 4.0, 6.0, 8.0, 10.0].into_iter().map(|m| m * power).find(|m| *m >= most).unwrap_or(most)
}
