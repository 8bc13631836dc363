//! Factors on free speeds: one number, or one for each class of road, as calibration finds them.

use passage_model::network::{Inconsistent, Network, Origin, RoadClass};
use serde::{Deserialize, Serialize};

/// What the free speed of each class of road is multiplied by, in thousandths, in the order of
/// [`RoadClass::ALL`]. Ferries keep their timetable unless their own factor says otherwise.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct SpeedFactors(pub [u16; RoadClass::ALL.len()]);

impl SpeedFactors {
    /// Speeds as the source and the defaults have them.
    pub const NONE: Self = Self([1000; RoadClass::ALL.len()]);

    /// The same factor on every class but ferries, held within 0.001 and 65.
    pub fn all(factor: f64) -> Self {
        let mut factors = [(factor * 1000.0).round().clamp(1.0, 65_000.0) as u16; RoadClass::ALL.len()];
        factors[RoadClass::Ferry as usize] = 1000;
        Self(factors)
    }

    /// The factor on a class.
    pub fn of(&self, class: RoadClass) -> f64 {
        f64::from(self.0[class as usize]) / 1000.0
    }

    /// The network with its times divided by the factors, rounded up. `origin`: what it was made from now; `None`
    /// keeps what it says.
    pub fn apply(&self, network: Network, origin: Option<Origin>) -> Result<Network, Inconsistent> {
        if *self == Self::NONE && origin.is_none() {
            return Ok(network);
        }
        let columns = network.columns();
        let slowed = |(&travel, &class): (&u32, &u8)| {
            let factor = self.0.get(usize::from(class)).copied().unwrap_or(1000).max(1);
            u32::try_from((u64::from(travel) * 1000).div_ceil(u64::from(factor))).unwrap_or(u32::MAX)
        };
        let travel = columns.travel.iter().zip(&columns.class).map(slowed).collect();
        let origin = origin.unwrap_or_else(|| network.origin().clone());
        network.retimed(origin, travel)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use passage_model::id::{JunctionId, RoadId};
    use passage_model::network::Road;
    use passage_model::units::{Milliseconds, Position};

    #[test]
    fn half_the_speed_takes_twice_the_time_but_ferries_keep_theirs() {
        let road = |class| Road { to: JunctionId(1), travel: Milliseconds(1001), class, ..Road::default() };
        let roads = [road(RoadClass::Primary), road(RoadClass::Ferry)];
        let network = Network::new(Origin::default(), vec![Position::default(); 2], roads, vec![], vec![]).unwrap();
        let slow = SpeedFactors::all(0.5).apply(network, None).unwrap();
        assert_eq!(slow.travel(RoadId(0)), Milliseconds(2002));
        assert_eq!(slow.travel(RoadId(1)), Milliseconds(1001));
    }
}
