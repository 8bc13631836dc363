//! `passage network reach`: what can be reached in time.

use super::ask::{Ground, Spot, span, told, whole};
use crate::failure::{Failure, Kind};
use crate::given::given;
use crate::situate::lay;
use crate::terminal::Terminal;
use clap::Args;
use passage_model::civil::Calendar;
use passage_model::digits::thousands;
use passage_model::finding::{Finding, Severity, any_error};
use passage_model::id::PlaceId;
use passage_model::network::{Network, Place};
use passage_model::situation::{Reading, VehicleKind};
use passage_model::time::Clock;
use passage_model::units::{Decimetres, Milliseconds, Seconds};
use passage_network::route::{CLOSED, OneVehicle, Router, Search, Weights};
use passage_network::snap::{Onto, Snapper};
use serde::Serialize;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

/// From where, within what time.
#[derive(Debug, Args)]
#[command(
    after_help = "Example: what one car can reach by 16:00 under the windows, closures and checkpoints of a scenario\n  \
    passage network reach roads.geojson --scenario scenario.toml --from Mariupol --leave 11:00 --within \"5 h\""
)]
pub struct Reach {
    #[command(flatten)]
    ground: Ground,
    /// Where one starts: a name, `NAME near NAME`, or `LATITUDE,LONGITUDE`.
    #[arg(long, value_name = "PLACE", allow_hyphen_values = true)]
    from: String,
    /// The time there is, such as "4 h".
    #[arg(long, value_name = "TIME", value_parser = span, allow_hyphen_values = true)]
    within: Seconds,
    /// How many of the largest places are told; `--json` tells all.
    #[arg(long, value_name = "NUMBER", default_value_t = 20, value_parser = places, allow_hyphen_values = true)]
    places: usize,
    /// A scenario whose windows, closures, overlays, waiting places and checkpoints count, with its likely values.
    #[arg(long, value_name = "FILE", conflicts_with_all = ["overlays", "waive_turns"])]
    scenario: Option<PathBuf>,
    /// With a scenario: when one may leave at the earliest, as its times are written; the H-hour if not given.
    #[arg(long, value_name = "TIME", requires = "scenario", allow_hyphen_values = true)]
    leave: Option<String>,
    /// With a scenario: what one drives. A checkpoint may not let it through.
    #[arg(long, value_name = "KIND", requires = "scenario", value_parser = kind, default_value = "own car")]
    vehicle: VehicleKind,
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
    if let Some(scenario) = &reach.scenario {
        return under(scenario, reach, terminal);
    }
    let ground = &reach.ground;
    let asked = ground.load(terminal)?;
    let network = &asked.loaded.network;
    let spots = ground.spots(network, std::slice::from_ref(&reach.from))?;
    let times = ground.router(&asked).times_from(&mut Search::default(), spots[0].junction);
    let seconds: Vec<Option<u32>> = times.iter().map(|&time| (time != CLOSED).then_some(time.seconds_up().0)).collect();
    let found = Found::of(network, reach, &spots[0], reach.within, &seconds);
    let document = serde_json::json!({
        "network": asked.loaded.digest,
        "from": spots[0],
        "within": reach.within,
        "junctions_reached": found.junctions,
        "other_junctions": network.junction_count().saturating_sub(1),
        "places": found.places,
        "places_off_road": found.off_road,
        "roads_closed": asked.closed,
        "turns_waived": ground.waive_turns,
        "findings": asked.findings,
    });
    let within = format!("Within {} of {}, on empty roads", told_seconds(reach.within.0), spots[0].name);
    let words = found.words(network, reach, &within);
    terminal.answer(&document, &(ground.rests_on(&asked, &spots) + &words))
}

/// The same for one vehicle under a scenario: [`Router::reach`] over its situation.
fn under(scenario: &Path, reach: &Reach, terminal: &Terminal) -> Result<(), Failure> {
    let ground = &reach.ground;
    let given = given(scenario, Some(&ground.network), &terminal.work(0))?;
    let laid = lay(&given.scenario, &given.network, given.network_digest, &given.overlay);
    let findings: Vec<Finding> = given.findings.iter().chain(&laid.findings).cloned().collect();
    let Some(situation) = laid.situation(Reading::Likely).filter(|_| !any_error(&findings)) else {
        let (name, text) = given.text;
        return Err(Failure::in_text(Kind::Input, findings, name, text));
    };
    let network = &given.network;
    let calendar = &given.scenario.calendar;
    let leave = leave(reach, calendar, situation.horizon)?;
    // Windows are known up to the horizon only.
    let until = Clock(leave.0.saturating_add(reach.within.0)).min(situation.horizon);
    let spots = ground.spots(network, std::slice::from_ref(&reach.from))?;
    let weights = Weights::of_situation(&situation);
    let obeyed = situation.obey_turns;
    let router = if obeyed { Router::new(network, &weights) } else { Router::waiving_turns(network, &weights) };
    let reached = router.reach(spots[0].junction, leave, until, &OneVehicle::of(&situation, reach.vehicle));
    let mut seconds = vec![None; network.junction_count()];
    for (junction, arrival) in reached.reached() {
        seconds[junction.index()] = Some((arrival - leave).0);
    }
    let found = Found::of(network, reach, &spots[0], until - leave, &seconds);
    let document = serde_json::json!({
        "network": given.network_digest,
        "scenario": given.scenario.digest(),
        "reading": situation.reading,
        "vehicle": reach.vehicle,
        "from": spots[0],
        "leave": calendar.rfc3339(leave),
        "until": calendar.rfc3339(until),
        "within": until - leave,
        "junctions_reached": found.junctions,
        "other_junctions": network.junction_count().saturating_sub(1),
        "places": found.places,
        "places_off_road": found.off_road,
        "turns_waived": !obeyed,
        "findings": findings,
        "network_findings": given.foreign,
    });
    let said: Vec<Finding> = findings.iter().filter(|f| f.severity > Severity::Note).cloned().collect();
    terminal.remark(&said, Some(&given.text));
    let mut words = Ground::rests_on_spots(&spots, !obeyed);
    let (title, vehicle) = (&given.scenario.title, kind_words(reach.vehicle));
    let _ = writeln!(
        words,
        "Under the windows, closures and checkpoints of {title:?}, likely values; one {vehicle}, nobody before it."
    );
    if until < Clock(leave.0.saturating_add(reach.within.0)) {
        let _ = writeln!(words, "The scenario ends at {}: nothing later is told.", calendar.civil(until));
    }
    let heading =
        format!("From {}, leaving at {} or later, by {}", spots[0].name, calendar.civil(leave), calendar.civil(until));
    words.push_str(&found.words(network, reach, &heading));
    terminal.answer(&document, &words)
}

/// When one may leave at the earliest: within the scenario's time.
fn leave(reach: &Reach, calendar: &Calendar, horizon: Clock) -> Result<Clock, Failure> {
    let Some(text) = &reach.leave else { return Ok(Clock::H_HOUR) };
    let refused = |words: String, advice: String| {
        Failure::input(Finding::error("reach.leave", words).about("--leave".to_owned()).advise(advice))
    };
    let moment = calendar.moment(text).map_err(|error| refused(error.to_string(), error.advice()))?;
    let clock = u32::try_from(moment).map(Clock).ok().filter(|clock| *clock <= horizon);
    clock.ok_or_else(|| {
        let (from, until) = (calendar.civil(Clock::H_HOUR), calendar.civil(horizon));
        refused(format!("{text} lies outside the time of the scenario"), format!("Give a time from {from} to {until}."))
    })
}

/// Reads "own car", "bus" or "medical".
fn kind(text: &str) -> Result<VehicleKind, String> {
    let known = VehicleKind::ALL.into_iter().find(|&kind| kind_words(kind) == text.trim().replace('-', " "));
    known.ok_or_else(|| {
        "it is no kind that passage knows; write \"own car\", \"bus\" or \"medical\" (ambulances), as in --vehicle bus".to_owned()
    })
}

/// Reads how many places are told.
fn places(text: &str) -> Result<usize, String> {
    whole(text, &usize::MAX, "--places 20")
}

const fn kind_words(kind: VehicleKind) -> &'static str {
    match kind {
        VehicleKind::OwnCar => "own car",
        VehicleKind::Bus => "bus",
        VehicleKind::Medical => "medical",
        VehicleKind::Truck => "truck",
        VehicleKind::Foot => "foot",
    }
}

/// What can be reached.
struct Found<'n> {
    /// How many other junctions.
    junctions: usize,
    /// Every other place beside a road, the largest first.
    places: Vec<There<'n>>,
    /// How many places are too far from any road.
    off_road: usize,
}

impl<'n> Found<'n> {
    /// `seconds` are the times to each junction; `None` where none is known. The start is not among what is reached.
    fn of(network: &'n Network, reach: &Reach, from: &Spot, within: Seconds, seconds: &[Option<u32>]) -> Self {
        let start = from.place.as_ref().map(|place| place.place);
        let in_time = |seconds: Option<u32>| seconds.is_some_and(|seconds| seconds <= within.0);
        let snapper = Snapper::new(network, Onto::Passable);
        let there = |(at, place): (usize, &'n Place)| {
            if start == Some(PlaceId::at(at)) {
                return None;
            }
            let at = snapper.nearest_junction(place.position, reach.ground.off_road).ok()?;
            let (off, seconds) = (at.distance, seconds[at.junction.index()]);
            Some(There { name: &place.name, population: place.population, seconds, off, reached: in_time(seconds) })
        };
        let mut places: Vec<There<'n>> = network.places().iter().enumerate().filter_map(there).collect();
        places.sort_by_key(|t| (std::cmp::Reverse(t.population), t.seconds, t.name));
        let others = seconds.iter().enumerate().filter(|(at, _)| *at != from.junction.index());
        let junctions = others.filter(|(_, seconds)| in_time(**seconds)).count();
        let other_places = network.places().len() - usize::from(start.is_some());
        Self { junctions, off_road: other_places - places.len(), places }
    }

    fn words(&self, network: &Network, reach: &Reach, heading: &str) -> String {
        let reached = self.places.iter().filter(|t| t.reached).count();
        let (all, places) = (network.junction_count().saturating_sub(1), self.places.len() + self.off_road);
        let [junctions, all, reached, places] =
            [self.junctions, all, reached, places].map(|number| thousands(number as u64));
        format!("\n{heading}: {junctions} of {all} other junctions and {reached} of {places} other places.\n")
            + &words(reach, &self.places)
    }
}

fn told_seconds(seconds: u32) -> String {
    told(Milliseconds(seconds.saturating_mul(1000)))
}

fn words(reach: &Reach, all: &[There<'_>]) -> String {
    let mut words = String::new();
    // Under windows nobody looks farther than the deadline.
    let no_way = if reach.scenario.is_some() { "" } else { "no way" };
    for (title, reached) in [("In time, of the largest places:", true), ("Not in time:", false)] {
        let mut told_of: Vec<&There<'_>> = all.iter().filter(|t| t.reached == reached).collect();
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
            let time = there.seconds.map_or_else(|| no_way.to_owned(), told_seconds);
            let _ = writeln!(words, "  {time:>12}  {}", there.name);
        }
        if left > 0 {
            let _ = writeln!(words, "  and {} more", thousands(left as u64));
        }
    }
    words
}
