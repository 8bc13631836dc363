//! Lines on the page: simplified, written as path data, and walked along.

use std::fmt::Write as _;

/// The line with fewer points, nowhere farther than `tolerance` from the whole one.
///
/// Ramer (1972), Douglas and Peucker (1973), without recursion; O(points log points) as a rule.
pub fn simple(points: Vec<(f64, f64)>, tolerance: f64) -> Vec<(f64, f64)> {
    let keep = kept(&points, tolerance, from_line);
    points.into_iter().zip(keep).filter(|(_, keep)| *keep).map(|(point, _)| point).collect()
}

/// Which points stay, by a distance of a point from the stretch between two others; the first and the last always.
pub fn kept<P: Copy>(points: &[P], tolerance: f64, distance: impl Fn(P, P, P) -> f64) -> Vec<bool> {
    if points.len() < 3 {
        return vec![true; points.len()];
    }
    let mut keep = vec![false; points.len()];
    keep[0] = true;
    keep[points.len() - 1] = true;
    let mut open = vec![(0, points.len() - 1)];
    while let Some((first, last)) = open.pop() {
        let far = (first + 1..last)
            .map(|i| (i, distance(points[i], points[first], points[last])))
            .max_by(|a, b| a.1.total_cmp(&b.1));
        if let Some((i, _)) = far.filter(|f| f.1 > tolerance) {
            keep[i] = true;
            open.push((first, i));
            open.push((i, last));
        }
    }
    keep
}

/// Path data to a tenth of a point, relative after the first point: short.
pub fn path(points: &[(f64, f64)]) -> String {
    let mut data = String::new();
    let mut at = (0i64, 0i64);
    for (i, &(x, y)) in points.iter().enumerate() {
        let next = ((x * 10.0).round() as i64, (y * 10.0).round() as i64);
        let step = (next.0 - at.0, next.1 - at.1);
        if i > 0 && step == (0, 0) && points.len() > 2 {
            continue;
        }
        data.push_str(match i {
            0 => "M",
            1 => "l",
            _ => " ",
        });
        tenths(&mut data, step.0);
        data.push(' ');
        tenths(&mut data, step.1);
        at = next;
    }
    data
}

/// Points along a line, `apart` from one another, the first half as far from its start, each with the line's direction
/// in degrees.
pub fn stations(points: &[(f64, f64)], apart: f64) -> Vec<(f64, f64, f64)> {
    let mut found = Vec::new();
    let mut until_next = apart / 2.0;
    for pair in points.windows(2) {
        let (dx, dy) = (pair[1].0 - pair[0].0, pair[1].1 - pair[0].1);
        let length = dx.hypot(dy);
        while length > 0.0 && until_next <= length {
            let share = until_next / length;
            found.push((pair[0].0 + dx * share, pair[0].1 + dy * share, dy.atan2(dx).to_degrees()));
            until_next += apart;
        }
        until_next -= length;
    }
    found
}

fn tenths(data: &mut String, tenths: i64) {
    let sign = if tenths < 0 { "-" } else { "" };
    let (whole, rest) = (tenths.abs() / 10, tenths.abs() % 10);
    // Writing to a String cannot fail.
    let _ = if rest == 0 { write!(data, "{sign}{whole}") } else { write!(data, "{sign}{whole}.{rest}") };
}

/// How far a point is from the stretch between two others.
pub fn from_line(p: (f64, f64), a: (f64, f64), b: (f64, f64)) -> f64 {
    let (dx, dy) = (b.0 - a.0, b.1 - a.1);
    let square = dx * dx + dy * dy;
    let share = if square > 0.0 { (((p.0 - a.0) * dx + (p.1 - a.1) * dy) / square).clamp(0.0, 1.0) } else { 0.0 };
    (p.0 - a.0 - share * dx).hypot(p.1 - a.1 - share * dy)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_straight_line_keeps_its_ends_and_a_corner_stays() {
        let straight = vec![(0.0, 0.0), (1.0, 0.1), (2.0, 0.0)];
        assert_eq!(simple(straight, 0.4), [(0.0, 0.0), (2.0, 0.0)]);
        let corner = vec![(0.0, 0.0), (5.0, 5.0), (10.0, 0.0)];
        assert_eq!(simple(corner.clone(), 0.4), corner);
    }

    #[test]
    fn path_data_is_short_and_exact_to_a_tenth() {
        assert_eq!(path(&[(1.0, 2.0), (1.25, 1.5), (11.3, 1.5)]), "M1 2l0.3 -0.5 10 0");
    }

    #[test]
    fn stations_are_evenly_spread_and_point_along_the_line() {
        let found = stations(&[(0.0, 0.0), (10.0, 0.0), (10.0, 10.0)], 8.0);
        let rounded: Vec<(i64, i64, i64)> =
            found.iter().map(|s| (s.0.round() as i64, s.1.round() as i64, s.2.round() as i64)).collect();
        assert_eq!(rounded, [(4, 0, 0), (10, 2, 90), (10, 10, 90)]);
    }
}
