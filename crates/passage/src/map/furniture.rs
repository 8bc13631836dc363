//! What every map needs beside its content: scale bar, north arrow, legend.

use super::Size;
use super::projection::Projection;
use crate::markup::escape;
use crate::words::{Words, count};
use std::fmt::Write as _;

/// Where the furniture stands, for names to keep off: left, top, right, bottom.
pub fn frames(projection: &Projection, size: Size) -> [[f64; 4]; 2] {
    let letters = size.letters() * 0.86;
    let (width, height) = (projection.width, projection.height);
    let corner = [0.0, height - letters * 4.4, width * 0.24 + letters * 5.0, height];
    [corner, [width - letters * 3.0, 0.0, width, letters * 4.0]]
}

/// Scale bar in the lower left, north arrow in the upper right, the widest flow's figure beside the scale.
pub fn draw(projection: &Projection, size: Size, words: &Words, widest: u64) -> String {
    let letters = size.letters() * 0.86;
    let kilometres = round_below(projection.width * 0.22 / projection.per_kilometre());
    let length = kilometres * projection.per_kilometre();
    let (left, bottom) = (projection.width * 0.02 + 4.0, projection.height - letters * 0.9);
    let label = words.tell("map-scale", &[("km", words.decimal(kilometres, usize::from(kilometres < 1.0)).into())]);
    let mut svg = format!(
        "<g font-size=\"{letters:.1}\" paint-order=\"stroke\" stroke=\"#fff\" stroke-width=\"3\" stroke-linejoin=\"round\">\
         <path d=\"M{left:.1} {:.1}v6h{length:.1}v-6\" fill=\"none\" stroke=\"#000\" stroke-width=\"1.5\"/>\
         <text x=\"{:.1}\" y=\"{:.1}\">{}</text>",
        bottom - 6.0,
        left + length + 6.0,
        bottom + 1.0,
        escape(&label),
    );
    if widest > 0 {
        let top = bottom - letters * 1.9;
        let _ = write!(
            svg,
            "<path d=\"M{left:.1} {:.1}h{:.1}\" stroke=\"#000\" stroke-width=\"{:.1}\"/><text x=\"{:.1}\" y=\"{top:.1}\">{}</text>",
            top - letters * 0.35,
            letters * 1.6,
            size.widest(),
            left + letters * 1.6 + 6.0,
            escape(&words.tell("map-widest", &[("n", count(widest))])),
        );
    }
    let (x, y) = (projection.width - letters * 1.6, letters * 3.2);
    let _ = write!(
        svg,
        "<path d=\"M{x:.1} {y:.1}v-{1:.1}m-4 7l4 -7l4 7\" fill=\"none\" stroke=\"#000\" stroke-width=\"1.5\"/>\
         <text x=\"{x:.1}\" y=\"{0:.1}\" text-anchor=\"middle\" font-weight=\"700\">{2}</text></g>",
        y - letters * 2.1,
        letters * 1.8,
        escape(&words.say("map-north")),
    );
    svg
}

/// The largest of 1, 2, 5, 10, 20, 50 ... and their tenths that is not above `most`.
fn round_below(most: f64) -> f64 {
    let power = 10f64.powf(most.max(0.01).log10().floor());
    [5.0, 2.0, 1.0].into_iter().map(|m| m * power).find(|&m| m <= most).unwrap_or(power)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_scale_bar_has_a_round_length() {
        let tenths = [63.0, 20.0, 19.9, 1.4, 0.7].map(|most| (round_below(most) * 10.0).round() as i32);
        assert_eq!(tenths, [500, 200, 100, 10, 5]);
    }
}
