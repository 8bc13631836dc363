//! Names on the map: beside their place, not on each other, off the flows where that can be had.

use crate::markup::escape;

/// A name that wants a place.
#[derive(Clone, Debug)]
pub struct Label {
    /// The name.
    pub text: String,
    /// What is said behind it in small letters.
    pub note: String,
    /// Its place.
    pub x: f64,
    /// Its place.
    pub y: f64,
    /// The radius of its place's mark.
    pub radius: f64,
    /// The smaller the more important: 0 is set even if it covers another, below 10 it is a site, in bold letters.
    pub rank: u32,
    /// The height of its letters.
    pub size: f64,
}

/// The labels set so far.
pub struct Labels {
    width: f64,
    height: f64,
    along: Vec<(f64, f64)>,
    aside: f64,
    set: Vec<[f64; 4]>,
}

/// Width of an average letter in its height: `DejaVu` Sans and Segoe UI lie between 0.5 and 0.6.
const LETTER: f64 = 0.58;
/// The same of bold letters: between 0.58 and 0.68.
const BOLD_LETTER: f64 = 0.66;

impl Labels {
    /// No labels yet on a page; `along` are points of the flows, to be kept free by `aside` where
    /// possible.
    pub fn new(width: f64, height: f64, along: Vec<(f64, f64)>, aside: f64) -> Self {
        Self { width, height, along, aside, set: Vec::new() }
    }

    /// Keeps a frame (left, top, right, bottom) free of labels.
    pub fn keep_free(&mut self, frame: [f64; 4]) {
        self.set.push(frame);
    }

    /// Sets a label at the best of eight places around its point (Imhof 1975), near it or at its flow's edge, and gives
    /// its SVG; `None` where it would cover another: the tables have every name, and two on each other are none.
    pub fn place(&mut self, label: &Label) -> Option<String> {
        let letter = if label.rank < 10 { BOLD_LETTER } else { LETTER };
        let letters = label.text.chars().count() as f64 * letter + label.note.chars().count() as f64 * LETTER;
        let (w, h) = (letters * label.size, label.size);
        let (x, y) = (label.x, label.y);
        let near = label.radius + label.size * 0.3;
        let far = label.radius.max(self.aside) + label.size * 0.45;
        let boxes: Vec<[f64; 4]> = [near, far].into_iter().flat_map(|gap| around(x, y, w, h, gap)).collect();
        let (best, covered, _) = boxes
            .iter()
            .enumerate()
            .map(|(i, frame)| {
                let (covered, cost) = self.cost(frame);
                (i, covered, cost + i as f64 * 0.3)
            })
            .min_by(|a, b| a.2.total_cmp(&b.2))?;
        if covered && label.rank > 0 {
            return None;
        }
        let frame = boxes[best];
        self.set.push(frame);
        self.set.push([x - label.radius, y - label.radius, x + label.radius, y + label.radius]);
        let weight = if label.rank < 10 { " font-weight=\"700\"" } else { "" };
        let size = if label.rank < 10 { String::new() } else { format!(" font-size=\"{:.1}\"", label.size) };
        let note = if label.note.is_empty() {
            String::new()
        } else {
            format!("<tspan font-weight=\"400\">{}</tspan>", escape(&label.note))
        };
        // Anchored on the side of its point, so that letters narrower than assumed leave no gap there.
        let (anchor, at) = match best % 8 {
            0..=2 => ("start", frame[0]),
            3..=5 => ("end", frame[2]),
            _ => ("middle", f64::midpoint(frame[0], frame[2])),
        };
        Some(format!(
            "<text x=\"{at:.1}\" y=\"{:.1}\" text-anchor=\"{anchor}\"{size}{weight}>{}{note}</text>",
            frame[3] - h * 0.18,
            escape(&label.text)
        ))
    }

    /// Whether a frame covers a label or leaves the page, and how bad its place is.
    fn cost(&self, frame: &[f64; 4]) -> (bool, f64) {
        let outside = frame[0] < 2.0 || frame[1] < 2.0 || frame[2] > self.width - 2.0 || frame[3] > self.height - 2.0;
        let overlaps = self
            .set
            .iter()
            .filter(|s| frame[0] < s[2] && s[0] < frame[2] && frame[1] < s[3] && s[1] < frame[3])
            .count();
        let aside = self.aside;
        let inside = |p: &&(f64, f64)| {
            frame[0] - aside <= p.0 && p.0 <= frame[2] + aside && frame[1] - aside <= p.1 && p.1 <= frame[3] + aside
        };
        let on_flow = self.along.iter().filter(inside).count();
        (
            outside || overlaps > 0,
            f64::from(u8::from(outside)) * 1000.0 + overlaps as f64 * 100.0 + on_flow as f64 * 3.0,
        )
    }
}

/// Right, upper right, lower right, left, upper left, lower left, above, below: the order of preference.
fn around(x: f64, y: f64, w: f64, h: f64, gap: f64) -> [[f64; 4]; 8] {
    let corners = [
        (x + gap, y - h / 2.0),
        (x + gap * 0.7, y - gap * 0.7 - h),
        (x + gap * 0.7, y + gap * 0.7),
        (x - gap - w, y - h / 2.0),
        (x - gap * 0.7 - w, y - gap * 0.7 - h),
        (x - gap * 0.7 - w, y + gap * 0.7),
        (x - w / 2.0, y - gap - h),
        (x - w / 2.0, y + gap),
    ];
    corners.map(|(left, top)| [left, top, left + w, top + h])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn label(text: &str, x: f64, y: f64, rank: u32) -> Label {
        Label { text: text.to_owned(), note: String::new(), x, y, radius: 4.0, rank, size: 12.0 }
    }

    #[test]
    fn two_neighbours_get_different_sides_and_a_third_village_gives_way() {
        let mut labels = Labels::new(200.0, 100.0, Vec::new(), 1.0);
        assert!(labels.place(&label("Mariupol", 100.0, 50.0, 0)).is_some_and(|t| t.contains("start")));
        let second = labels.place(&label("Portovske", 96.0, 50.0, 1)).expect("there is room on another side");
        assert!(second.contains("end") || second.contains("middle"), "{second}");
        let crowd = (0..40).filter(|_| labels.place(&label("Village of the same place", 98.0, 50.0, 50)).is_some());
        assert!(crowd.count() < 8);
    }

    #[test]
    fn a_label_keeps_off_the_road_and_on_the_page() {
        let road = (0..60).map(|i| (f64::from(i) * 4.0, 50.0)).collect();
        let mut labels = Labels::new(240.0, 100.0, road, 1.0);
        let text = labels.place(&label("Orikhiv", 230.0, 50.0, 20)).expect("there is room");
        assert!(text.contains("text-anchor=\"end\"") && !text.contains("y=\"53"), "{text}");
    }

    #[test]
    fn a_town_by_a_broad_flow_is_named_beside_it_and_not_on_it() {
        let road: Vec<(f64, f64)> = (0..60).map(|i| (f64::from(i) * 4.0, 50.0)).collect();
        let mut labels = Labels::new(240.0, 100.0, road, 9.0);
        let text = labels.place(&label("Orikhiv", 120.0, 50.0, 20)).expect("there is room");
        let y: f64 = text.split(" y=\"").nth(1).and_then(|rest| rest.split('"').next()).expect("y").parse().unwrap();
        assert!(y < 50.0 - 9.0 || y - 12.0 > 50.0 + 9.0 - 3.0, "{text}");
    }

    #[test]
    fn names_keep_off_the_legend_but_a_reception_site_is_always_named() {
        let mut labels = Labels::new(100.0, 60.0, Vec::new(), 1.0);
        labels.keep_free([0.0, 0.0, 100.0, 60.0]);
        assert!(labels.place(&label("Nikopol", 50.0, 30.0, 1)).is_none());
        assert!(labels.place(&label("Odesa", 50.0, 30.0, 0)).is_some());
    }

    #[test]
    fn a_name_cannot_break_out_of_the_picture() {
        let mut labels = Labels::new(900.0, 100.0, Vec::new(), 1.0);
        let text = labels.place(&label("<script>&\"", 50.0, 50.0, 0)).expect("there is room");
        assert!(text.contains("&lt;script&gt;&amp;"));
    }
}
