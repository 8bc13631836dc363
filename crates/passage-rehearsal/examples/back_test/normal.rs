//! The normal distribution.

/// The share of a normal distribution below `z` standard deviations: Abramowitz and Stegun 7.1.26, good to 2e-7.
pub fn below(z: f64) -> f64 {
    let x = z.abs() / std::f64::consts::SQRT_2;
    let t = 1.0 / (1.0 + 0.327_591_1 * x);
    let series = [1.061_405_429, -1.453_152_027, 1.421_413_741, -0.284_496_736, 0.254_829_592];
    let tail = series.iter().fold(0.0, |sum, term| (sum + term) * t) * (-x * x).exp() / 2.0;
    if z < 0.0 { tail } else { 1.0 - tail }
}

/// How many standard deviations below which this share lies: halved until it is known.
pub fn at(share: f64) -> f64 {
    let (mut low, mut high) = (-8.0, 8.0);
    for _ in 0..60 {
        let middle = f64::midpoint(low, high);
        if below(middle) < share { low = middle } else { high = middle }
    }
    f64::midpoint(low, high)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_quantiles_come_out() {
        for (share, z) in [(0.5, 0.0), (0.75, 0.674_490), (0.95, 1.644_854), (0.975, 1.959_964), (0.01, -2.326_348)] {
            assert!((at(share) - z).abs() < 1e-5, "{share}: {}", at(share));
            assert!((below(z) - share).abs() < 1e-6, "{z}: {}", below(z));
        }
    }
}
