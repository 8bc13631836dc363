//! Long roads are cut, so that whoever lives on one has a junction near.

use super::Settings;
use super::streets::{Cut, Streets, metres};
use passage_model::units::Position;

/// Cuts streets longer than [`Settings::cut_above_metres`] into equal parts: at a point of theirs within a tenth of
/// a part if there is one, else between two points. Returns how many cuts were made.
pub(crate) fn cut(streets: &mut Streets, settings: &Settings) -> u64 {
    let longest = settings.cut_above_metres;
    if longest.is_nan() || longest <= 0.0 {
        return 0;
    }
    let before = streets.streets.len();
    // A millionth of slack: what was cut once is not cut again for its last digit.
    let parts = |at: &usize| (streets.streets[*at].metres / longest / 1.000_001).ceil();
    let is_long = |at: &usize| parts(at) >= 2.0 && parts(at).is_finite();
    let long: Vec<usize> = (0..before).filter(is_long).collect();
    let all: Vec<(usize, Vec<Cut>)> =
        long.into_iter().map(|at| (at, cuts(streets, at, parts(&at).min(1_000.0) as usize))).collect();
    streets.cut(all);
    (streets.streets.len() - before) as u64
}

fn cuts(streets: &Streets, at: usize, parts: usize) -> Vec<Cut> {
    let street = &streets.streets[at];
    let mut line = vec![streets.junctions[street.from as usize]];
    line.extend_from_slice(streets.points(street));
    line.push(streets.junctions[street.to as usize]);
    let steps: Vec<f64> = line.windows(2).map(|pair| metres(pair[0], pair[1])).collect();
    let drawn: f64 = steps.iter().sum();
    // The stated length may differ from the drawn one.
    let scale = if drawn > 0.0 { street.metres / drawn } else { 0.0 };
    let mut cuts = Vec::with_capacity(parts - 1);
    let (mut segment, mut along) = (0, 0.0);
    for part in 1..parts {
        let target = drawn * part as f64 / parts as f64;
        while segment + 1 < steps.len() && along + steps[segment] < target {
            along += steps[segment];
            segment += 1;
        }
        // `line[segment]` lies before the target and is the shape point of number `segment - 1`.
        let near = drawn / parts as f64 / 10.0;
        let (ahead, behind) = (along + steps[segment] - target, target - along);
        let taken = cuts.last().map_or(0, |cut: &Cut| cut.points_before + u32::from(cut.on_point)) as usize;
        if behind <= near && segment > taken {
            let (position, metres) = (line[segment], along * scale);
            cuts.push(Cut { points_before: segment as u32 - 1, on_point: true, position, metres });
        } else if ahead <= near && segment + 2 < line.len() {
            let (position, metres) = (line[segment + 1], (along + steps[segment]) * scale);
            cuts.push(Cut { points_before: segment as u32, on_point: true, position, metres });
        } else {
            let share = if steps[segment] > 0.0 { behind / steps[segment] } else { 0.0 };
            let position = between(line[segment], line[segment + 1], share);
            cuts.push(Cut { points_before: segment as u32, on_point: false, position, metres: target * scale });
        }
    }
    cuts
}

/// The point at a share of the way between two near points.
fn between(a: Position, b: Position, share: f64) -> Position {
    let mean = |a: i32, b: i32| (f64::from(a) + (f64::from(b) - f64::from(a)) * share.clamp(0.0, 1.0)).round() as i32;
    Position { lon: mean(a.lon, b.lon), lat: mean(a.lat, b.lat) }
}
