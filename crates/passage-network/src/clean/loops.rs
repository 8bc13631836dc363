//! Streets that return to their own junction.

use super::streets::{Cut, Streets, metres};
use passage_model::finding::Finding;

/// A loop shorter than this, in metres, is a drawing error: no vehicle turns in a circle of 30 cm.
const LEAST: f64 = 1.0;

/// Cuts each loop at the middle one of its points, so that the people who live on it have a junction; removes those
/// that have no length or no point. Returns how many loops there were.
pub(crate) fn cut(streets: &mut Streets, found: &mut Vec<Finding>) -> u64 {
    let is_loop = |s: &super::streets::Street| s.from == s.to;
    let is_nothing = |s: &super::streets::Street| is_loop(s) && (s.metres < LEAST || s.shape_count == 0);
    let removed = streets.streets.iter().filter(|s| is_nothing(s)).count() as u64;
    if removed > 0 {
        streets.retain(|_, street| !is_nothing(street));
        let words = "roads returned to their own junction without going anywhere and were removed";
        found.push(Finding::note("network.loops-removed", words).times(removed));
    }
    let loops: Vec<usize> = (0..streets.streets.len()).filter(|&at| is_loop(&streets.streets[at])).collect();
    let cuts: Vec<(usize, Vec<Cut>)> = loops.iter().map(|&at| (at, vec![middle(streets, at)])).collect();
    streets.cut(cuts);
    removed + loops.len() as u64
}

/// The shape point nearest the middle of a loop.
fn middle(streets: &Streets, at: usize) -> Cut {
    let street = &streets.streets[at];
    let points = streets.points(street);
    let mut last = streets.junctions[street.from as usize];
    let mut drawn = Vec::with_capacity(points.len());
    let mut total = 0.0;
    for &point in points {
        total += metres(last, point);
        drawn.push(total);
        last = point;
    }
    total += metres(last, streets.junctions[street.to as usize]);
    let nearest =
        drawn.iter().enumerate().min_by(|a, b| (a.1 - total / 2.0).abs().total_cmp(&(b.1 - total / 2.0).abs()));
    let before = nearest.map_or(0, |(at, _)| at);
    // The stated length may differ from the drawn one.
    let along = if total > 0.0 { street.metres * drawn[before] / total } else { 0.0 };
    Cut { points_before: before as u32, on_point: true, position: points[before], metres: along }
}
