//! Calibration: free speeds fitted to known travel times, one factor for all roads and one for each class that has
//! enough of them.
//!
//! Default speeds say what a road is built for, not what is driven there: in Ukraine they are far too fast. The fit is
//! by least absolute deviations (Koenker, Bassett, "Regression Quantiles", Econometrica 46, 1978: the median
//! regression), so that a tenth of wrong rows moves nothing. Routes are found anew with each fit, because other
//! speeds mean other routes.

mod fit;
mod table;

pub use table::{Known, Table, read};

use crate::factors::SpeedFactors;
use crate::route::{Router, Search, Weights};
use crate::snap::{Onto, Snapper};
use passage_model::id::{JunctionId, RoadId};
use passage_model::network::{Network, RoadClass};
use passage_model::units::{Decimetres, Position};
use rayon::prelude::*;
use serde::Serialize;
use std::collections::BTreeMap;

/// A place counts as on the network where a road is this near: beyond it, the way to the road would be measured too.
pub const NEAR_ROAD: Decimetres = Decimetres(20_000);
/// The nearest junction may be so far: long roads are cut every 5 km, and the few kilometres to either side cancel out over
/// many journeys.
pub const NEAR_JUNCTION: Decimetres = Decimetres(50_000);
/// A way that is this much longer than the straight line is no witness: the road that was really driven is not in the
/// network. (Mean detour on European road networks: 1.2 to 1.4; Ballou, Rahardja, Sakai, Transportation Research A 36,
/// 2002.)
pub const MOST_DETOUR: f64 = 1.6;
/// Journeys shorter than this say more about streets and parking than about roads.
pub const LEAST_MINUTES: f64 = 10.0;
/// Mean speeds along the straight line beyond which a row is a slip of the pen, in km/h.
pub const PLAUSIBLE_KMH: (f64, f64) = (5.0, 110.0);
/// Factors by class are kept where they lower the mean error to this share of what one factor leaves, or less.
pub const WORTH_IT: f64 = 0.98;
/// How few journeys are too few to say anything.
pub const LEAST_JOURNEYS: usize = 10;

/// How well travel times agree with the known ones.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
pub struct Agreement {
    /// Mean of the absolute differences, in minutes.
    pub mean_absolute_error_minutes: f64,
    /// Median of known time over computed time; 1 is right, above 1 the network is too fast.
    pub median_ratio: f64,
    /// Kilometres of all routes over their computed hours.
    pub mean_kmh: f64,
}

/// The factor of one class of road.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct ClassFactor {
    /// The class.
    pub class: RoadClass,
    /// What its speeds are multiplied by.
    pub factor: f64,
    /// How many journeys spend at least a fifth of their time on it.
    pub journeys: usize,
    /// Its share of the kilometres of all journeys.
    pub share: f64,
    /// Whether it has a factor of its own, or the one for all.
    pub own: bool,
}

const CLASSES: usize = RoadClass::ALL.len();

/// What a calibration found.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Calibration {
    /// Journeys that were used.
    pub used: usize,
    /// Journeys that were not, by the reason why.
    pub unusable: BTreeMap<Unusable, usize>,
    /// The known mean speed: kilometres of all routes over the known hours.
    pub known_kmh: f64,
    /// Before.
    pub before: Agreement,
    /// The one factor for all roads: the median of computed over known times.
    pub overall: f64,
    /// With that factor alone.
    pub with_overall: Agreement,
    /// The factors by class, in the order of classes that the journeys use.
    pub classes: Vec<ClassFactor>,
    /// With a factor for each class.
    pub after: Agreement,
    /// What to apply to the network.
    pub factors: SpeedFactors,
}

/// Why a journey was not used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Unusable {
    /// No road near its start or its end.
    FarFromRoads,
    /// No way between them.
    NoWay,
    /// The network's way is a long detour: the real road is not in it.
    Detour,
    /// Shorter than [`LEAST_MINUTES`].
    TooShort,
    /// Faster or slower than anyone drives.
    Implausible,
}

impl Unusable {
    /// In words.
    pub const fn words(self) -> &'static str {
        match self {
            Self::FarFromRoads => "no road of the network within 2 km of the start or the end",
            Self::NoWay => "no way between them in the network",
            Self::Detour => "the network's way is more than 1.6 times the straight line: the road driven is not in it",
            Self::TooShort => "under 10 minutes: streets, not roads",
            Self::Implausible => "slower than 5 or faster than 110 km/h along the straight line",
        }
    }
}

/// How often routes are found anew; the factors settle in two rounds.
const MOST_ROUNDS: usize = 3;

/// Why there is no calibration.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("only {used} journeys of {of} can be used, and {LEAST_JOURNEYS} are needed")]
pub struct TooFew {
    /// How many can be used.
    pub used: usize,
    /// How many there are.
    pub of: usize,
    /// Why not the others.
    pub unusable: BTreeMap<Unusable, usize>,
}

/// Fits the speeds of `network`, which must be uncalibrated, to known journeys.
///
/// One search for each destination and round; O(rounds x destinations x (junctions + roads) log). The same journeys
/// give the same factors, on any number of threads.
pub fn calibrate(network: &Network, journeys: &[Known]) -> Result<Calibration, TooFew> {
    let mut unusable = BTreeMap::new();
    let placed = placed(network, journeys, &mut unusable);
    let routed = routed(network, &SpeedFactors::NONE, &placed);
    let mut used = Vec::new();
    let mut samples = Vec::new();
    for (journey, sample) in placed.iter().zip(routed) {
        match sample {
            None => *unusable.entry(Unusable::NoWay).or_insert(0) += 1,
            Some(sample) if sample.metres > MOST_DETOUR * journey.straight => {
                *unusable.entry(Unusable::Detour).or_insert(0) += 1;
            }
            Some(sample) => {
                used.push(*journey);
                samples.push(sample);
            }
        }
    }
    if used.len() < LEAST_JOURNEYS {
        return Err(TooFew { used: used.len(), of: journeys.len(), unusable });
    }
    Ok(fitted(network, &used, samples, unusable))
}

/// A journey with its ends on the network.
#[derive(Clone, Copy, Debug)]
struct Placed {
    from: JunctionId,
    to: JunctionId,
    minutes: f64,
    straight: f64,
}

/// A journey's way: minutes at uncalibrated speeds, and metres, on each class of road.
#[derive(Clone, Debug, Default)]
struct Sample {
    known: f64,
    minutes: [f64; CLASSES],
    metres_of: [f64; CLASSES],
    metres: f64,
}

impl Sample {
    /// Minutes with speeds multiplied by these factors.
    fn minutes_at(&self, factors: &[f64; CLASSES]) -> f64 {
        self.minutes.iter().zip(factors).map(|(minutes, factor)| minutes / factor).sum()
    }
}

fn placed(network: &Network, journeys: &[Known], unusable: &mut BTreeMap<Unusable, usize>) -> Vec<Placed> {
    let snapper = Snapper::new(network, Onto::LargestComponent);
    let junction = |position: Position| {
        snapper.nearest_road(position, NEAR_ROAD)?;
        snapper.nearest_junction(position, NEAR_JUNCTION).ok().map(|at| at.junction)
    };
    let mut placed = Vec::new();
    for journey in journeys {
        let straight = journey.from.metres_to(journey.to);
        let kmh = straight * 0.06 / journey.minutes;
        let reason = if journey.minutes < LEAST_MINUTES {
            Unusable::TooShort
        } else if !(PLAUSIBLE_KMH.0..=PLAUSIBLE_KMH.1).contains(&kmh) {
            Unusable::Implausible
        } else if let (Some(from), Some(to)) = (junction(journey.from), junction(journey.to)) {
            placed.push(Placed { from, to, minutes: journey.minutes, straight });
            continue;
        } else {
            Unusable::FarFromRoads
        };
        *unusable.entry(reason).or_insert(0) += 1;
    }
    placed
}

/// The ways of all journeys at the speeds that `factors` give, one search for each destination.
fn routed(network: &Network, factors: &SpeedFactors, journeys: &[Placed]) -> Vec<Option<Sample>> {
    let columns = network.columns();
    let mut weights = Weights::of_network(network);
    for road in network.roads() {
        let time = f64::from(columns.travel[road.index()]) / factors.of(network.class(road)).max(0.001);
        weights.set(road, passage_model::units::Milliseconds(time.clamp(1.0, 4e9) as u32));
    }
    let router = Router::new(network, &weights);
    let mut by_destination: BTreeMap<JunctionId, Vec<usize>> = BTreeMap::new();
    for (i, journey) in journeys.iter().enumerate() {
        by_destination.entry(journey.to).or_default().push(i);
    }
    let groups: Vec<(JunctionId, Vec<usize>)> = by_destination.into_iter().collect();
    let found: Vec<Vec<(usize, Option<Sample>)>> = groups
        .par_iter()
        .map_init(Search::default, |search, (to, members)| {
            let starts: Vec<JunctionId> = members.iter().map(|&i| journeys[i].from).collect();
            let found = router.routes_to(search, &starts, *to);
            members
                .iter()
                .zip(found)
                .map(|(&i, route)| (i, route.map(|route| sample(network, &route.roads, journeys[i].minutes))))
                .collect()
        })
        .collect();
    let mut samples = vec![None; journeys.len()];
    for (i, sample) in found.into_iter().flatten() {
        samples[i] = sample;
    }
    samples
}

fn sample(network: &Network, roads: &[RoadId], known: f64) -> Sample {
    let mut sample = Sample { known, ..Sample::default() };
    for &road in roads {
        let class = network.class(road) as usize;
        sample.minutes[class] += f64::from(network.travel(road).0) / 60_000.0;
        sample.metres_of[class] += network.length(road).metres();
        sample.metres += network.length(road).metres();
    }
    sample
}

fn fitted(
    network: &Network,
    journeys: &[Placed],
    samples: Vec<Sample>,
    unusable: BTreeMap<Unusable, usize>,
) -> Calibration {
    // One factor for all roads changes no route.
    let overall = fit::overall(&samples);
    let (before, with_overall) = (agreement(&samples, &[1.0; CLASSES]), agreement(&samples, &[overall; CLASSES]));
    let (mut fit, mut latest) = (fit::Fit::same(overall), samples);
    for _ in 0..MOST_ROUNDS {
        fit = fit::fit(&latest, overall);
        if !fit.own.contains(&true) {
            break;
        }
        let ways = routed(network, &thousandths(&fit.factors), journeys);
        latest = latest.into_iter().zip(ways).map(|(old, new)| new.unwrap_or(old)).collect();
    }
    let mut after = agreement(&latest, &fit.factors);
    if after.mean_absolute_error_minutes > WORTH_IT * with_overall.mean_absolute_error_minutes {
        fit = fit::Fit::same(overall);
        after = with_overall;
    }
    let kilometres: f64 = latest.iter().map(|sample| sample.metres / 1_000.0).sum();
    let hours: f64 = latest.iter().map(|sample| sample.known / 60.0).sum();
    Calibration {
        used: latest.len(),
        unusable,
        known_kmh: kilometres / hours,
        before,
        overall,
        with_overall,
        classes: classes(&latest, &fit),
        after,
        factors: thousandths(&fit.factors),
    }
}

fn agreement(samples: &[Sample], factors: &[f64; CLASSES]) -> Agreement {
    let times: Vec<(f64, f64)> = samples.iter().map(|sample| (sample.known, sample.minutes_at(factors))).collect();
    let count = times.len().max(1) as f64;
    let metres: f64 = samples.iter().map(|sample| sample.metres).sum();
    Agreement {
        mean_absolute_error_minutes: times.iter().map(|(known, computed)| (known - computed).abs()).sum::<f64>()
            / count,
        median_ratio: fit::weighted_median(times.iter().map(|&(known, computed)| (known / computed, 1.0)).collect()),
        mean_kmh: metres * 0.06 / times.iter().map(|(_, computed)| computed).sum::<f64>(),
    }
}

fn classes(samples: &[Sample], fit: &fit::Fit) -> Vec<ClassFactor> {
    let metres: f64 = samples.iter().map(|sample| sample.metres).sum();
    let of = |class: RoadClass| samples.iter().map(|sample| sample.metres_of[class as usize]).sum::<f64>();
    let factor = |class: RoadClass| ClassFactor {
        class,
        factor: fit.factors[class as usize],
        journeys: fit::journeys_on(samples, class as usize),
        share: of(class) / metres,
        own: fit.own[class as usize],
    };
    RoadClass::ALL.into_iter().filter(|&class| of(class) > 0.0).map(factor).collect()
}

/// Factors as the network's settings keep them; ferries keep their timetable.
fn thousandths(factors: &[f64; CLASSES]) -> SpeedFactors {
    let mut kept = SpeedFactors(factors.map(|factor| (factor * 1_000.0).round().clamp(1.0, 65_000.0) as u16));
    kept.0[RoadClass::Ferry as usize] = 1_000;
    kept
}

#[cfg(test)]
mod tests;
