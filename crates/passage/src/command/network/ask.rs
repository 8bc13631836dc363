//! What every question to a network shares: which network, what is laid over it, and which places are meant.

use crate::failure::Failure;
use crate::roads::{self, Loaded};
use crate::terminal::Terminal;
use clap::Args;
use passage_model::civil;
use passage_model::digits::{shortly, thousands};
use passage_model::finding::Finding;
use passage_model::id::JunctionId;
use passage_model::network::Network;
use passage_model::place::{self, Candidate, Match};
use passage_model::units::{Decimetres, Milliseconds, Position, Seconds};
use passage_network::overlay::{self, Overlay};
use passage_network::route::{Router, Weights};
use passage_network::snap::{AtJunction, Onto, Snapper, TooFar};
use serde::Serialize;
use std::fmt::Write as _;
use std::path::PathBuf;

/// The network and what holds on it.
#[derive(Debug, Args)]
pub struct Ground {
    /// A network file, or a road file, which is then imported on the spot.
    #[arg(value_name = "NETWORK")]
    pub network: PathBuf,
    /// GeoJSON whose control areas, closures and hazards close roads, whatever their times. May be repeated.
    #[arg(long = "overlay", value_name = "FILE")]
    pub overlays: Vec<PathBuf>,
    /// How far a place may be from the nearest road.
    #[arg(long, value_name = "DISTANCE", default_value = "5 km", allow_hyphen_values = true, value_parser = distance)]
    pub off_road: Decimetres,
    /// Drive through forbidden turns.
    #[arg(long)]
    pub waive_turns: bool,
}

/// A network with what is laid over it.
pub struct Asked {
    /// The network.
    pub loaded: Loaded,
    /// The times on its roads; closed ones are marked.
    pub weights: Weights,
    /// How many roads the overlays close.
    pub closed: usize,
    /// What was found in the network and in the overlays.
    pub findings: Vec<Finding>,
}

/// A place that was asked for.
#[derive(Clone, Debug, Serialize)]
pub struct Spot {
    /// As it was written.
    pub asked: String,
    /// Its name in the network; what was written where it is a position.
    pub name: String,
    /// The place, unless a position was written.
    pub place: Option<Candidate>,
    /// Where it is.
    pub position: Position,
    /// The junction where it meets the roads.
    pub junction: JunctionId,
    /// How far that junction is.
    pub distance: Decimetres,
    /// What was matched, in words.
    pub words: String,
}

impl Ground {
    /// Loads the network and closes what the overlays close. Their findings are shown on standard error.
    pub fn load(&self, terminal: &Terminal) -> Result<Asked, Failure> {
        let loaded = roads::load(&self.network, &terminal.work(0))?;
        let mut overlay = Overlay::default();
        let mut findings = Vec::new();
        for path in &self.overlays {
            let bytes = std::fs::read(path).map_err(|cause| Failure::file("read", path, &cause))?;
            let (read, found) = overlay::read(&bytes);
            overlay.add(read);
            findings.extend(found.into_iter().map(|finding| finding.about(path.display().to_string())));
        }
        if passage_model::finding::any_error(&findings) {
            // Whoever left out a closure that could not be read would send people onto the road it closes.
            return Err(Failure { kind: crate::failure::Kind::Input, findings, text: None });
        }
        findings.extend(overlay.idle(&loaded.network));
        terminal.remark(&findings, None);
        let mut weights = Weights::of_network(&loaded.network);
        let closed = close(&loaded.network, &overlay, &mut weights);
        findings.splice(0..0, loaded.findings.iter().cloned());
        Ok(Asked { loaded, weights, closed, findings })
    }

    /// The router that was asked for.
    pub fn router<'a>(&self, asked: &'a Asked) -> Router<'a> {
        let network = &asked.loaded.network;
        if self.waive_turns {
            Router::waiving_turns(network, &asked.weights)
        } else {
            Router::new(network, &asked.weights)
        }
    }

    /// Finds the places, each written as a name, as `NAME near NAME`, or as `LATITUDE,LONGITUDE`. Every one that cannot be
    /// found is among the findings of the failure.
    pub fn spots(&self, network: &Network, texts: &[String]) -> Result<Vec<Spot>, Failure> {
        let snapper = Snapper::new(network, Onto::Passable);
        let (mut spots, mut findings) = (Vec::new(), Vec::new());
        for text in texts {
            match spot(network, &snapper, text, self.off_road) {
                Ok(spot) => spots.push(spot),
                Err(finding) => findings.push(*finding),
            }
        }
        if findings.is_empty() {
            return Ok(spots);
        }
        Err(Failure { kind: crate::failure::Kind::Input, findings, text: None })
    }

    /// What an answer rests on, in lines: what was matched, what is closed, what is waived.
    pub fn rests_on(&self, asked: &Asked, spots: &[Spot]) -> String {
        let mut words = Self::rests_on_spots(spots, false);
        if asked.closed > 0 {
            let _ = writeln!(words, "The overlays close {} directed roads.", thousands(asked.closed as u64));
        }
        if self.waive_turns {
            words.push_str(WAIVED);
        }
        words
    }

    /// What was matched, and whether turns are waived, in lines.
    pub fn rests_on_spots(spots: &[Spot], waived: bool) -> String {
        let mut words = String::from("Matched:\n");
        for spot in spots {
            let off = spot.distance.kilometres();
            let _ = writeln!(words, "  {}; its road junction is {off:.1} km away", spot.words);
        }
        if waived {
            words.push_str(WAIVED);
        }
        words
    }
}

/// A warning for every two of the places that meet the roads at the same junction: between them there is no way to tell.
pub fn at_one_junction(spots: &[Spot]) -> Vec<Finding> {
    let pairs = spots.iter().enumerate().flat_map(|(i, one)| spots[i + 1..].iter().map(move |other| (one, other)));
    let same = pairs.filter(|(one, other)| one.junction == other.junction).map(|(one, other)| {
        let words =
            format!("{} and {} meet the roads at the same junction: the way is 0 km long", one.asked, other.asked);
        let advice = "Write another place, `NAME near NAME`, or positions, as in 47.0971,37.5434.";
        Finding::warning("place.one-junction", words).advise(advice)
    });
    same.collect()
}

/// Farther from every road than this nobody walks: the place is not one of this network. Passage's own assumption.
const ELSEWHERE: Decimetres = Decimetres(1_000_000);

const WAIVED: &str = "Forbidden turns are WAIVED: some of this may not be lawful or possible to drive.\n";

/// Closes what the overlay closes, at whatever time; how many roads that are.
fn close(network: &Network, overlay: &Overlay, weights: &mut Weights) -> usize {
    let controls = overlay.controls.iter().flat_map(|control| control.closes(network, &overlay.crossings));
    let closures = overlay.closures.iter().flat_map(|closure| closure.extent.roads(network));
    let hazards = overlay.hazards.iter().flat_map(|hazard| overlay::roads_in(network, &hazard.area));
    let mut closed: Vec<_> = controls.chain(closures).chain(hazards).collect();
    closed.sort_unstable();
    closed.dedup();
    for &road in &closed {
        weights.close(road);
    }
    closed.len()
}

fn spot(network: &Network, snapper: &Snapper<'_>, text: &str, off_road: Decimetres) -> Result<Spot, Box<Finding>> {
    let (name, place, position, words) = locate(network, text)?;
    let AtJunction { junction, distance } = snapper.nearest_junction(position, off_road).map_err(|too_far| {
        let advice = match too_far {
            TooFar::Nothing => "Build the network again from a file that holds roads one can drive on.".to_owned(),
            TooFar::Beyond { nearest, .. } if nearest.distance > ELSEWHERE => {
                "That is elsewhere: check the coordinates (latitude first), or take the network of that place."
                    .to_owned()
            }
            TooFar::Beyond { nearest, .. } => {
                let enough = nearest.distance.kilometres().ceil();
                format!("If people can get to that road, say so: --off-road \"{enough} km\".")
            }
        };
        Finding::error("place.too-far", too_far.to_string()).about(words.clone()).advise(advice)
    })?;
    Ok(Spot { asked: text.to_owned(), name, place, position, junction, distance, words })
}

/// Name, place, position, and what was matched in words.
fn locate(network: &Network, text: &str) -> Result<(String, Option<Candidate>, Position, String), Box<Finding>> {
    let text = text.replace('\u{2212}', "-");
    let text = text.as_str();
    if let Some((lat, lon)) = text.split_once(',')
        && let (Ok(lat), Ok(lon)) = (lat.trim().parse::<f64>(), lon.trim().parse::<f64>())
    {
        let position = Position::from_degrees(lat, lon).ok_or_else(|| {
            let words = format!("latitude {}, longitude {} is not on Earth", shortly(lat), shortly(lon));
            Finding::error("place.not-on-earth", words).advise("Write latitude first, in degrees: 47.0951,37.5413.")
        })?;
        return Ok((text.trim().to_owned(), None, position, format!("the position {lat}, {lon}")));
    }
    let (name, near) = match text.split_once(" near ") {
        None => (text, None),
        Some((name, near)) => (name, Some(locate(network, near)?.2)),
    };
    let found = place::find(network.places(), name.trim(), near);
    if let Some(finding) = found.finding(name) {
        let advice = match &found {
            Match::Overshadowed { larger, .. } => format!(
                "For the large one write {:?}; for the small one a place near it, as in \"Vasylivka near \
                 Tokmak\", or its coordinates.",
                larger.first().map_or("", |l| l.name.as_str())
            ),
            Match::NotFound { .. } => {
                "Use the spelling of the one that is meant, or coordinates, as in 47.4422,35.2821.".to_owned()
            }
            _ => "Write a place near it, as in \"Vasylivka near Tokmak\", or its coordinates, as in 47.4422,35.2821."
                .to_owned(),
        };
        return Err(Box::new(finding.advise(advice)));
    }
    let found = found.one().ok_or_else(|| Finding::error("place.not-found", format!("no place is called {name:?}")))?;
    let words = found.words(name);
    Ok((found.place.name.clone(), Some(found.place.clone()), found.place.position, words))
}

/// Reads "5 km" or "800 m".
pub fn distance(text: &str) -> Result<Decimetres, String> {
    let number = |digits: &str| digits.trim().parse::<f64>().ok().filter(|n| (0.0..=40_000_000.0).contains(n));
    let metres = match (text.trim().strip_suffix("km"), text.trim().strip_suffix('m')) {
        (Some(digits), _) => number(digits).map(|n| n * 1000.0),
        (None, Some(digits)) => number(digits),
        (None, None) => None,
    };
    metres.map(Decimetres::from_metres).ok_or_else(|| "write a distance such as \"5 km\" or \"800 m\"".to_owned())
}

/// Reads a whole number, for an option that a person may have put a word into; `example` is told then.
pub fn whole<T: std::str::FromStr + std::fmt::Display>(text: &str, most: &T, example: &str) -> Result<T, String> {
    let text = text.trim();
    let is_number = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    text.parse::<T>().map_err(|_| {
        if is_number { format!("it is at most {most}") } else { format!("write a whole number, as in {example}") }
    })
}

/// Reads "4 h", "90 min" or "4:30".
pub fn span(text: &str) -> Result<Seconds, String> {
    civil::span(text).ok_or_else(|| "write a length of time such as \"4 h\", \"90 min\" or \"4:30\"".to_owned())
}

/// A time in words: "3 h 46 min", rounded up to a minute.
pub fn told(travel: Milliseconds) -> String {
    let minutes = travel.seconds_up().0.div_ceil(60);
    match (minutes / 60, minutes % 60) {
        (0, minutes) => format!("{minutes} min"),
        (hours, minutes) => format!("{hours} h {minutes:02} min"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn distances_and_times_are_read_with_their_units() {
        assert_eq!(distance("5 km"), Ok(Decimetres(50_000)));
        assert_eq!(distance("0.8km"), Ok(Decimetres(8_000)));
        assert_eq!(distance("800 m"), Ok(Decimetres(8_000)));
        for wrong in ["5", "km", "-1 km", "1e99 km", "NaN m", ""] {
            assert!(distance(wrong).is_err(), "{wrong}");
        }
        assert_eq!(span("4 h"), Ok(Seconds(14_400)));
        assert!(span("4").is_err());
    }

    #[test]
    fn times_are_told_in_hours_and_minutes() {
        assert_eq!(told(Milliseconds(13_550_001)), "3 h 46 min");
        assert_eq!(told(Milliseconds(59_000)), "1 min");
        assert_eq!(told(Milliseconds(7_200_000)), "2 h 00 min");
    }
}
