//! What a source states itself, instead of leaving it to the defaults: speed, capacity, lanes, length.

use crate::draft::Facts;
use crate::foreign::finite;
use crate::tally::{Kind, Tally, shortened};
use passage_model::units::{Decimetres, Position, Speed, VehiclesPerHour};

/// The most vehicles per hour that any lane carries: 2,400 passenger cars an hour on a freeway lane (Highway Capacity
/// Manual, basic freeway segments at 70 mph and above).
pub const MOST_PER_LANE: f64 = 2_400.0;
/// The most that any stated speed is believed: 130 km/h, the highest general limit in Europe.
pub const FASTEST_KMH: f64 = 130.0;

/// Figures that a feature or row states about itself.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Stated<'a> {
    /// km/h on the empty road.
    pub speed_kmh: Option<&'a str>,
    /// Vehicles per hour in each direction, all lanes together.
    pub capacity: Option<&'a str>,
}

impl Stated<'_> {
    /// The facts of both directions with what is stated in place of the defaults; what cannot be is counted, once, and
    /// not used.
    pub(crate) fn over(
        &self,
        [forward, backward]: [Option<Facts>; 2],
        tally: &mut Tally,
        subject: &dyn Fn() -> String,
    ) -> [Option<Facts>; 2] {
        let mut counted_before = Tally::default();
        let told = if forward.is_some() { &mut counted_before } else { &mut *tally };
        let backward = backward.map(|facts| self.over_one(facts, told, subject));
        [forward.map(|facts| self.over_one(facts, tally, subject)), backward]
    }

    fn over_one(&self, mut facts: Facts, tally: &mut Tally, subject: &dyn Fn() -> String) -> Facts {
        if let Some(text) = self.speed_kmh {
            match finite(text) {
                Some(kmh) if kmh > 0.0 => {
                    if kmh > FASTEST_KMH {
                        tally.count(TOO_FAST, || format!("{}: {} km/h", subject(), shortened(text)));
                    }
                    facts.speed = Speed::from_kmh(kmh.clamp(0.1, FASTEST_KMH));
                }
                _ => tally.count(UNREADABLE, || format!("{}: speed {}", subject(), shortened(text))),
            }
        }
        if let Some(text) = self.capacity {
            let most = MOST_PER_LANE * f64::from(facts.lanes.max(1));
            match finite(text) {
                Some(capacity) if capacity >= 0.0 => {
                    if capacity > most {
                        tally.count(TOO_MUCH, || {
                            format!("{}: {} an hour, lanes: {}", subject(), shortened(text), facts.lanes)
                        });
                    }
                    facts.capacity = VehiclesPerHour(capacity.min(most).round() as u32);
                }
                _ => tally.count(UNREADABLE, || format!("{}: capacity {}", subject(), shortened(text))),
            }
        }
        facts
    }
}

/// A stated length, where it can be true: not much below the straight line between the ends.
pub(crate) fn length(
    metres: f64,
    ends: [Position; 2],
    tally: &mut Tally,
    subject: &dyn Fn() -> String,
) -> Option<Decimetres> {
    let straight = ends[0].metres_to(ends[1]);
    if metres < 0.9 * straight - 1.0 {
        tally.count(TOO_SHORT, || format!("{}: {metres:.0} m, straight {straight:.0} m", subject()));
        return None;
    }
    Some(Decimetres::from_metres(metres))
}

/// A stated figure that is none.
pub(crate) const UNREADABLE: Kind = Kind::warning(
    "network.unreadable-figure",
    "a stated speed, capacity, length or number of lanes cannot be read; the default counts",
    "",
);
/// A stated speed that no road has.
pub(crate) const TOO_FAST: Kind =
    Kind::warning("network.speed-absurd", "a road states a speed above 130 km/h; it was lowered to that", "");
/// A stated capacity that no road has.
pub(crate) const TOO_MUCH: Kind = Kind::warning(
    "network.capacity-absurd",
    "a road states more capacity than any carries; it was lowered to 2,400 vehicles an hour and lane",
    "",
);
/// A stated length that cannot be.
pub(crate) const TOO_SHORT: Kind = Kind::warning(
    "network.shorter-than-straight",
    "a road is stated more than a tenth shorter than the straight line between its ends; its line counts",
    "Many of these mean a wrong coordinate reference system or unit.",
);
