//! `passage network reach`: what can be reached in time.

use super::ask::{Ground, Spot, span, told};
use crate::failure::Failure;
use crate::terminal::Terminal;
use clap::Args;
use passage_model::network::Place;
use passage_model::time::Clock;
use passage_model::units::{Decimetres, Milliseconds, Seconds};
use passage_network::route::{CLOSED, Search};
use passage_network::snap::{Onto, Snapper};
use serde::Serialize;
use std::fmt::Write as _;

/// From where, within what time.
#[derive(Debug, Args)]
pub struct Reach {
    #[command(flatten)]
    ground: Ground,
    /// Where one starts: a name, `NAME near NAME`, or `LATITUDE,LONGITUDE`.
    #[arg(long, value_name = "PLACE")]
    from: String,
    /// The time there is, such as "4 h".
    #[arg(long, value_name = "TIME", value_parser = span)]
    within: Seconds,
    /// How many of the largest places are told; `--json` tells all.
    #[arg(long, value_name = "NUMBER", default_value_t = 20)]
    places: usize,
}

/// A place with the time it takes to get there.
#[derive(Serialize)]
struct There<'a> {
    name: &'a str,
    population: u32,
    /// Seconds, rounded up; `None` where there is no way at all.
    seconds: Option<u32>,
    /// How far its junction is from its centre.
    off: Decimetres,
    reached: bool,
}

/// Tells which places can be reached in time, and which large ones cannot.
pub fn run(reach: &Reach, terminal: &Terminal) -> Result<(), Failure> {
    let ground = &reach.ground;
    let asked = ground.load(terminal)?;
    let network = &asked.loaded.network;
    let spots = ground.spots(network, std::slice::from_ref(&reach.from))?;
    let times = ground.router(&asked).times_from(&mut Search::default(), spots[0].junction);
    let in_time = |time: Milliseconds| time != CLOSED && Clock(time.seconds_up().0) <= Clock(reach.within.0);
    let junctions = times.iter().filter(|&&time| in_time(time)).count();
    let snapper = Snapper::new(network, Onto::Passable);
    let there = |place: &'_ Place| {
        let at = snapper.nearest_junction(place.position, ground.off_road).ok()?;
        Some((at.distance, times[at.junction.index()]))
    };
    let mut all: Vec<There<'_>> = network
        .places()
        .iter()
        .filter_map(|place| {
            let (off, time) = there(place)?;
            let seconds = (time != CLOSED).then_some(time.seconds_up().0);
            Some(There { name: &place.name, population: place.population, seconds, off, reached: in_time(time) })
        })
        .collect();
    all.sort_by_key(|t| (std::cmp::Reverse(t.population), t.seconds, t.name));
    let document = serde_json::json!({
        "network": asked.loaded.digest,
        "from": spots[0],
        "within": reach.within,
        "junctions_reached": junctions,
        "junctions": network.junction_count(),
        "places": all,
        "places_off_road": network.places().len() - all.len(),
        "roads_closed": asked.closed,
        "turns_waived": ground.waive_turns,
        "findings": asked.findings,
    });
    let counted = format!(
        "\nWithin {} of {}, on empty roads: {junctions} of {} junctions and {} of {} places.\n",
        told(Milliseconds(reach.within.0.saturating_mul(1000))),
        spots[0].name,
        network.junction_count(),
        all.iter().filter(|t| t.reached).count(),
        network.places().len(),
    );
    terminal.answer(&document, &(ground.rests_on(&asked, &spots) + &counted + &words(reach, &spots[0], &all)))
}

fn words(reach: &Reach, from: &Spot, all: &[There<'_>]) -> String {
    let mut words = String::new();
    let named = |t: &&There<'_>| t.name != from.name;
    for (title, reached) in [("In time, of the largest places:", true), ("Not in time:", false)] {
        let mut told_of: Vec<&There<'_>> = all.iter().filter(|t| t.reached == reached).filter(named).collect();
        let most = if reached { reach.places } else { reach.places / 2 };
        let left = told_of.len().saturating_sub(most);
        told_of.truncate(most);
        told_of.sort_by_key(|t| (t.seconds.unwrap_or(u32::MAX), t.name));
        if told_of.is_empty() {
            continue;
        }
        words.push_str(title);
        words.push('\n');
        for there in told_of {
            let time =
                there.seconds.map_or_else(|| "no way".to_owned(), |s| told(Milliseconds(s.saturating_mul(1000))));
            let _ = writeln!(words, "  {time:>12}  {}", there.name);
        }
        if left > 0 {
            let _ = writeln!(words, "  and {left} more");
        }
    }
    words
}
