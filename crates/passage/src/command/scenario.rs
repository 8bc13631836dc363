//! `passage scenario`: what a scenario says, what was assumed beside it, and what its names were taken for.

mod from_matsim;

use crate::assumptions::{Assumption, assumptions, span_words};
use crate::failure::{Failure, Kind};
use crate::given::{Given, given};
use crate::outcome::setting;
use crate::rehearsed;
use crate::situate::{Laid, Matched, lay};
use crate::terminal::Terminal;
use crate::words::{Language, Words};
use clap::{Args, Subcommand};
use passage_model::digits::{tenths, thousands};
use passage_model::finding::{Finding, Severity, any_error};
use passage_model::network::Network;
use passage_model::scenario::Scenario;
use passage_model::situation::{Corridor, Reading, Situation};
use passage_model::time::Clock;
use passage_model::units::Decimetres;
use serde::Serialize;
use std::fmt::Write as _;
use std::path::PathBuf;

/// Scenarios: read, completed, laid over a network.
#[derive(Debug, Subcommand)]
pub enum ScenarioCommand {
    /// Print a scenario back with every default and source, and what its names were taken for.
    Show(Show),
    /// Make a scenario of a MATSim population: homes gathered at assembly points, last activities as reception sites.
    FromMatsim(from_matsim::FromMatsim),
}

/// What is shown.
#[derive(Debug, Args)]
pub struct Show {
    /// The scenario file.
    #[arg(value_name = "SCENARIO")]
    pub scenario: PathBuf,
    /// The network to lay it over, instead of the one that it names.
    #[arg(long, value_name = "FILE")]
    pub network: Option<PathBuf>,
}

/// Does what was asked.
pub fn run(command: &ScenarioCommand, terminal: &Terminal) -> Result<(), Failure> {
    match command {
        ScenarioCommand::Show(show) => self::show(show, terminal),
        ScenarioCommand::FromMatsim(from) => from_matsim::run(from, terminal),
    }
}

fn show(show: &Show, terminal: &Terminal) -> Result<(), Failure> {
    let given = given(&show.scenario, show.network.as_deref(), &terminal.work(0))?;
    let laid = lay(&given.scenario, &given.network, given.network_digest, &given.overlay);
    let mut findings = given.findings.clone();
    findings.extend(laid.findings.iter().cloned());
    let Some(situation) = laid.situation(Reading::Likely).filter(|_| !any_error(&findings)) else {
        let (name, text) = given.text;
        return Err(Failure::in_text(Kind::Input, findings, name, text));
    };
    let corridors: Vec<CorridorFigures> =
        situation.corridors.iter().map(|corridor| CorridorFigures::of(&laid, &situation, corridor)).collect();
    let times = setting::times(&given.scenario);
    let english = Words::new(Language::En);
    let mut figures = assumptions(&given.scenario, &times, &given.network, &english);
    // No plan rests on these, so that no report of a plan has them.
    figures.extend(rehearsed::assumed::listed(&given.scenario, &english));
    let document = serde_json::json!({
        "digest": given.scenario.digest(),
        "network": given.network_digest,
        "scenario": given.scenario,
        "assumptions": figures,
        "matched": laid.matched,
        "corridors": corridors,
        "findings": findings,
        "network_findings": given.foreign,
    });
    let said: Vec<Finding> = findings.into_iter().filter(|f| f.severity > Severity::Note).collect();
    terminal.remark(&said, Some(&given.text));
    terminal.answer(&document, &words(&given, &figures, &laid.matched, &corridors))
}

/// A corridor in figures.
#[derive(Debug, Serialize)]
pub struct CorridorFigures {
    /// Its name.
    pub name: String,
    /// Its length in kilometres.
    pub kilometres: f64,
    /// The time on its empty roads, in seconds.
    pub travel_seconds: u32,
    /// The kilometres that are closed at some time between H-hour and horizon: where a vehicle must be through in time.
    pub kilometres_under_windows: f64,
    /// The kilometres that cross gaps closed by the map's maker.
    pub kilometres_over_gaps: f64,
    /// The longest time that the whole of it is open, in seconds.
    pub longest_window_seconds: u32,
}

impl CorridorFigures {
    /// The figures of a corridor of a situation.
    pub fn of(laid: &Laid<'_>, situation: &Situation, corridor: &Corridor) -> Self {
        let network: &Network = laid.network();
        let length = |keep: &dyn Fn(passage_model::id::RoadId) -> bool| {
            let roads = corridor.roads.iter().filter(|road| keep(**road));
            roads.map(|road| network.length(*road)).sum::<Decimetres>().kilometres()
        };
        let horizon = situation.horizon;
        let bound = |road| !situation.opening(road).holds(Clock::H_HOUR, horizon);
        let gap = |road| network.marks(road).has(passage_model::network::RoadMarks::GAP);
        let travel: u64 = corridor.roads.iter().map(|road| u64::from(situation.roads[road.index()].travel.0)).sum();
        let common = corridor.roads.iter().map(|road| situation.opening(*road));
        let common = common.fold(passage_model::time::Opening::always(), |all, one| all.and(one));
        let spans = common.intervals().iter().map(|span| span.until.min(horizon) - span.from);
        Self {
            name: corridor.name.clone(),
            kilometres: length(&|_| true),
            travel_seconds: u32::try_from(travel.div_ceil(1000)).unwrap_or(u32::MAX),
            kilometres_under_windows: length(&bound),
            kilometres_over_gaps: length(&gap),
            longest_window_seconds: spans.map(|span| span.0).max().unwrap_or(0),
        }
    }

    fn words(&self) -> String {
        let mut words = format!(
            "{}: {} km, {} on the empty road",
            self.name,
            tenths(self.kilometres),
            // Rounded up as in a plan: a journey is never said to be shorter than it is.
            span_words(self.travel_seconds.next_multiple_of(60))
        );
        if self.kilometres_under_windows > 0.0 {
            let share = self.kilometres_under_windows / self.kilometres.max(0.001) * 100.0;
            let _ = write!(
                words,
                "; {} km of it ({share:.0} %) under windows, the whole open for {} at most",
                tenths(self.kilometres_under_windows),
                span_words(self.longest_window_seconds)
            );
        }
        if self.longest_window_seconds < self.travel_seconds {
            words += ": too short to drive it through";
        }
        if self.kilometres_over_gaps > 0.0 {
            let _ = write!(words, "; {} km over gaps closed by the map's maker", tenths(self.kilometres_over_gaps));
        }
        words
    }
}

fn words(given: &Given, figures: &[Assumption], matched: &[Matched], corridors: &[CorridorFigures]) -> String {
    let scenario: &Scenario = &given.scenario;
    let calendar = &scenario.calendar;
    let mut out = String::new();
    let exercise = if scenario.exercise { "  EXERCISE" } else { "" };
    let _ = writeln!(out, "{}{exercise}", scenario.title);
    let _ = writeln!(out, "scenario {}, network {}", scenario.digest().short(), given.network_digest.short());
    if !scenario.said.is_empty() {
        let _ = writeln!(out, "source: {}", scenario.said);
    }
    let (h_hour, offset) = (calendar.civil(Clock::H_HOUR), calendar.offset(Clock::H_HOUR));
    let _ = writeln!(out, "H-hour {h_hour} {} ({offset})", calendar.zone().name());
    let _ = writeln!(out, "{} persons want to leave", thousands(scenario.persons().0));

    let _ = writeln!(out, "\nWhat the names were taken for");
    for m in matched {
        let far = crate::situate::kilometres(m.distance);
        let _ = writeln!(out, "  {} {}: {}; {far} from the road", m.role, m.name, m.words);
    }
    if !corridors.is_empty() {
        let _ = writeln!(out, "\nCorridors");
        for (corridor, text) in corridors.iter().zip(scenario.in_force()) {
            let said_by = if text.said_by.is_empty() { "nobody is named" } else { &text.said_by };
            let _ = writeln!(out, "  {}\n    whose word it rests on: {said_by}", corridor.words());
        }
    }
    let _ = writeln!(out, "\nEvery figure and where it comes from");
    let mut last = "";
    for figure in figures {
        let range = figure.range.as_ref().map_or(String::new(), |(low, high)| format!(" ({low} to {high})"));
        // The source of a whole table is written once.
        let (line, said) = figure.source.split_once(": ").unwrap_or((&figure.source, ""));
        let again = !figure.by_default && !said.is_empty() && said == last;
        let source = if again { line } else { &figure.source };
        last = if figure.by_default { last } else { said };
        let _ = writeln!(out, "  {}: {}{range} [{source}]", figure.what, figure.value);
    }
    out
}
