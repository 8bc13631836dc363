//! Chance from named streams: what is drawn depends on the seed, the day, what for, and for whom, and on nothing else.
//!
//! So two plans meet the same days (common random numbers), a day can be played again by its number, and one assumption can be
//! drawn anew while all others stay. A counter-based generator: `SplitMix64`'s finaliser over the key (Steele, Lea and Flood,
//! "Fast splittable pseudorandom number generators", OOPSLA 2014).

use crate::Moment;

/// A stream of numbers, one for each whom it is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stream(u64);

impl Stream {
    /// The stream of a seed, a day and a purpose.
    pub fn named(seed: u64, day: u64, purpose: &str) -> Self {
        let of = |key: u64, byte: &u8| mixed(key ^ u64::from(*byte));
        Self(purpose.as_bytes().iter().fold(mixed(mixed(seed) ^ day), of))
    }

    /// Another stream from this one, by a number.
    #[must_use]
    pub fn part(self, number: u64) -> Self {
        Self(mixed(self.0 ^ mixed(number)))
    }

    /// A number for somebody: any of 64 bits.
    pub fn bits(self, whom: u64) -> u64 {
        mixed(self.0 ^ mixed(whom.wrapping_add(0x9e37_79b9_7f4a_7c15)))
    }

    /// A number for somebody from 0 to 1, 1 not included.
    pub fn unit(self, whom: u64) -> f64 {
        (self.bits(whom) >> 11) as f64 / (1u64 << 53) as f64
    }

    /// The time that somebody's `count` vehicles take, exponential with this mean for each.
    pub(crate) fn exponential(self, whom: u64, count: u32, mean: Moment) -> Moment {
        let own = self.part(whom);
        let one = |n: u32| {
            let unit = own.unit(u64::from(n));
            // In thousandths of the mean, so that no last bit of a logarithm matters.
            let thousandths = (-(1.0 - unit).ln() * 1000.0).round() as u64;
            (mean.0 / 1000).saturating_mul(thousandths)
        };
        if mean == Moment::NEVER { mean } else { Moment((0..count).map(one).fold(0, u64::saturating_add)) }
    }
}

fn mixed(mut z: u64) -> u64 {
    z = z.wrapping_add(0x9e37_79b9_7f4a_7c15);
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}

/// What is known of a figure: no less, most likely, no more. Drawn from a triangle (Kotz and van Dorp 2004).
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Spread {
    /// No less.
    pub least: f64,
    /// Most likely.
    pub likely: f64,
    /// No more.
    pub most: f64,
}

impl Spread {
    /// Always the same.
    pub const fn fixed(value: f64) -> Self {
        Self { least: value, likely: value, most: value }
    }

    /// The figure below which lies this share of all draws.
    pub fn at(self, unit: f64) -> f64 {
        let Self { least, likely, most } = self;
        let width = most - least;
        if width <= 0.0 {
            return likely;
        }
        if unit * width < likely - least {
            least + (unit * width * (likely - least)).sqrt()
        } else {
            most - ((1.0 - unit) * width * (most - likely)).sqrt()
        }
    }

    /// Whether it is always the same.
    pub const fn is_fixed(self) -> bool {
        self.most <= self.least
    }

    /// The mean of all draws.
    pub fn mean(self) -> f64 {
        (self.least + self.likely + self.most) / 3.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stream_depends_on_its_name_alone() {
        let of = |seed, day, purpose| Stream::named(seed, day, purpose).bits(3);
        assert_eq!(of(1, 2, "ready"), of(1, 2, "ready"));
        let others = [of(2, 2, "ready"), of(1, 3, "ready"), of(1, 2, "readz"), Stream::named(1, 2, "ready").bits(4)];
        assert!(others.iter().all(|other| *other != of(1, 2, "ready")));
    }

    #[test]
    fn draws_have_the_mean_and_the_quantiles_of_their_distribution() {
        let stream = Stream::named(7, 0, "test");
        let spread = Spread { least: 2.5, likely: 3.6, most: 5.0 };
        let n = 100_000u64;
        let mean = (0..n).map(|whom| spread.at(stream.unit(whom))).sum::<f64>() / n as f64;
        // The standard error is 0.0016.
        assert!((mean - spread.mean()).abs() < 0.008, "{mean}");
        assert!((spread.at(0.0) - 2.5).abs() < 1e-9 && (spread.at(0.44) - 3.6).abs() < 1e-9);
        assert!((Spread::fixed(3.0).at(0.9) - 3.0).abs() < 1e-9);
        let served = (0..n).map(|whom| stream.exponential(whom, 1, Moment::seconds(10)).0).sum::<u64>() / n;
        // The standard error is 0.03 s.
        assert!(served.abs_diff(10_000_000) < 150_000, "{served}");
    }
}
