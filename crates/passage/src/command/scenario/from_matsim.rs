//! `passage scenario from-matsim`: the population of a MATSim study as a scenario, every assumption written into it.

use crate::exchange::matsim_population::{Agent, Population, read};
use crate::failure::Failure;
use crate::folder;
use crate::terminal::Terminal;
use clap::Args;
use passage_model::digits::thousands;
use passage_model::finding::Finding;
use passage_model::units::Position;
use passage_network::projection::Crs;
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs::{self, File};
use std::path::{Path, PathBuf};

/// What is converted.
#[derive(Debug, Args)]
pub struct FromMatsim {
    /// The population (.xml, .xml.gz).
    #[arg(value_name = "POPULATION")]
    pub population: PathBuf,
    /// The network that the scenario is to name.
    #[arg(long, value_name = "FILE")]
    pub network: PathBuf,
    /// The coordinate system of the population, such as EPSG:32756.
    #[arg(long, value_name = "CRS")]
    pub crs: String,
    /// The folder for scenario.toml; made if it is not there.
    #[arg(short, long = "out", value_name = "FOLDER")]
    pub out: PathBuf,
    /// The most assembly points: homes are gathered in squares of a grid that is as fine as this allows.
    #[arg(long, value_name = "COUNT", default_value_t = 200, value_parser = points, allow_hyphen_values = true)]
    pub assembly_points: u32,
    /// The midnight from which the population counts its times, with its zone.
    #[arg(long, value_name = "TIME", default_value = "2000-01-01 00:00 UTC")]
    pub midnight: String,
    /// How long may be planned for.
    #[arg(long, value_name = "SPAN", default_value = "12 h")]
    pub horizon: String,
}

fn points(text: &str) -> Result<u32, String> {
    let count = text.trim().parse::<u32>().ok().filter(|count| (1..=2000).contains(count));
    count.ok_or_else(|| "write a whole number from 1 to 2000, as in --assembly-points 200".to_owned())
}

/// Does what was asked.
pub fn run(from: &FromMatsim, terminal: &Terminal) -> Result<(), Failure> {
    let Some(crs) = Crs::parse(&from.crs) else {
        let words = format!("{} is not a coordinate reference system that passage reads", from.crs);
        return Err(Failure::input(Finding::error("network.unknown-crs", words).advise(Crs::KNOWN)));
    };
    let path = &from.population;
    let file = File::open(path).map_err(|cause| Failure::file("read", path, &cause))?;
    let population = read(file, crs).map_err(|cause| Failure::file("read", path, &cause))?;
    if population.agents.is_empty() {
        let words = "the population has no agent that travels by car from one place to another".to_owned();
        let finding = Finding::error("population.empty", words).about(path.display().to_string());
        return Err(Failure::input(finding.advise("Give the population file of the study, not its network.")));
    }
    let areas = gathered(&population.agents, from.assembly_points as usize);
    let text = scenario(from, &population, &areas);
    let out = from.out.join("scenario.toml");
    may_be_written(&out, &text)?;
    folder::make(&from.out)?;
    fs::write(&out, text).map_err(|cause| Failure::file("write", &out, &cause))?;
    let farthest = areas.iter().map(|area| area.farthest).fold(0.0, f64::max);
    let words = format!(
        "{} agents in {} assembly points, at most {} m from their homes.\nNot taken: {} stay, {} not by car, {} \
         unreadable{}.\nWritten to {}.",
        thousands(population.agents.len() as u64),
        thousands(areas.len() as u64),
        thousands(farthest.max(0.0).round() as u64),
        thousands(population.staying),
        thousands(population.not_by_car),
        thousands(population.unreadable),
        population.damaged.as_ref().map_or(String::new(), |why| format!("; the file is damaged: {why}")),
        out.display()
    );
    let document = serde_json::json!({
        "out": out.display().to_string(),
        "agents": population.agents.len(),
        "assembly_points": areas.len(),
        "farthest_home_metres": farthest.round(),
        "not_taken": population,
    });
    terminal.answer(&document, &words)
}

/// Refuses to write over a scenario that says something else: somebody may have gone on working on it.
fn may_be_written(out: &Path, text: &str) -> Result<(), Failure> {
    if !out.exists() || fs::read(out).is_ok_and(|there| there == text.as_bytes()) {
        return Ok(());
    }
    let words = format!("{} is there already and is another scenario", out.display());
    let advice = "It may be somebody's work. Name another folder with --out, or remove it first.";
    Err(Failure::input(Finding::error("file.in-the-way", words).advise(advice)))
}

/// Homes that gather at one assembly point.
struct Area {
    /// The home that is nearest to the middle of all.
    at: Position,
    /// How far the farthest home is from there, in metres.
    farthest: f64,
    /// How many leave, by minutes after midnight, rounded up.
    leave: BTreeMap<u32, u32>,
    agents: u32,
}

/// Gathers homes in squares of the finest grid that has no more than `most` squares with homes in them.
///
/// Squares grow by a tenth from 100 m; the square of a home is found on a plane that is true at its own latitude.
fn gathered(agents: &[Agent], most: usize) -> Vec<Area> {
    let mut side = 100.0;
    loop {
        let mut squares: BTreeMap<(i64, i64), Vec<&Agent>> = BTreeMap::new();
        for agent in agents {
            squares.entry(square(agent.home, side)).or_default().push(agent);
        }
        if squares.len() <= most.max(1) {
            return squares.values().map(|members| area(members)).collect();
        }
        side *= 1.1;
    }
}

fn square(home: Position, side: f64) -> (i64, i64) {
    /// Metres of one degree of latitude, on the sphere that distances are measured on.
    const METRES_PER_DEGREE: f64 = 111_195.08;
    let row = (home.lat_degrees() * METRES_PER_DEGREE / side).floor();
    // All homes of a row share its shrinkage, so that the columns of a row stay squares side by side.
    let shrunk = (row * side / METRES_PER_DEGREE).to_radians().cos().max(0.01);
    (row as i64, (home.lon_degrees() * METRES_PER_DEGREE * shrunk / side).floor() as i64)
}

fn area(members: &[&Agent]) -> Area {
    let count = members.len() as i64;
    let middle = Position {
        lat: (members.iter().map(|agent| i64::from(agent.home.lat)).sum::<i64>() / count) as i32,
        lon: (members.iter().map(|agent| i64::from(agent.home.lon)).sum::<i64>() / count) as i32,
    };
    let nearest = |agent: &&&Agent| ((agent.home.metres_to(middle) * 1_000.0) as u64, agent.home);
    let at = members.iter().min_by_key(nearest).map_or(middle, |agent| agent.home);
    let mut leave = BTreeMap::new();
    for agent in members {
        *leave.entry(agent.leaves.div_ceil(60)).or_insert(0) += 1;
    }
    let farthest = members.iter().map(|agent| agent.home.metres_to(at)).fold(0.0, f64::max);
    Area { at, farthest, leave, agents: members.len() as u32 }
}

fn scenario(from: &FromMatsim, population: &Population, areas: &[Area]) -> String {
    let name = |path: &Path| path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned();
    let (midnight, zone) = from.midnight.rsplit_once(' ').unwrap_or((&from.midnight, "UTC"));
    let network = fs::canonicalize(&from.network).unwrap_or_else(|_| from.network.clone());
    let farthest = areas.iter().map(|area| area.farthest).fold(0.0, f64::max);
    let mut text = format!(
        "# Made from the MATSim population {} by `passage scenario from-matsim`. What was assumed:\n\
         #\n\
         # - One agent is one car and one person, as the study counts them: multiply persons for a real occupancy.\n\
         # - {} agents gather at {} assembly points: the home nearest to the middle of each square of a grid. No home is\n\
         #   farther than {farthest:.0} m from its assembly point.\n\
         # - They are ready when their plan leaves home. Stops on the way (the study's evacuation nodes) are left out.\n\
         # - Any reception site will do; each has room for the agents who ended there in the study, no more.\n\
         # - Times count from {} {zone}: the population names no date.\n\
         # - Any road may be used, at all times; capacities are the network's, with this program's evacuation factors.\n\
         # - Not taken: {} agents who stay, {} not by car, {} unreadable.\n\n",
        name(&from.population),
        population.agents.len(),
        areas.len(),
        midnight,
        population.staying,
        population.not_by_car,
        population.unreadable
    );
    let _ = write!(
        text,
        "version = 1\ntitle = {}\nexercise = true\nzone = {}\nh_hour = {}\nhorizon = {}\nstep = \"60 s\"\nnetwork = {}\n\
         travel_on = \"any road\"\nsource = {}\n",
        quoted(&format!("Evacuation of {}", name(&from.population))),
        quoted(zone),
        quoted(midnight),
        quoted(&from.horizon),
        quoted(&network.to_string_lossy()),
        quoted(&name(&from.population)),
    );
    for (i, area) in areas.iter().enumerate() {
        let (lat, lon) = (area.at.lat_degrees(), area.at.lon_degrees());
        let name = format!("Homes {:03}", i + 1);
        let _ = write!(
            text,
            "\n[[assembly]]\nname = \"{name}\"\nat = [{lat:.7}, {lon:.7}]\n\n[[group]]\nname = \"cars of {name}\"\nassembly = \
             \"{name}\"\nkind = \"own car\"\npersons = {}\npersons_per_vehicle = 1\nready = [{}]\n",
            area.agents,
            shares(area)
        );
    }
    let mut receptions: BTreeMap<(&str, Position), u32> = BTreeMap::new();
    for agent in &population.agents {
        *receptions.entry((&agent.end_name, agent.end)).or_insert(0) += 1;
    }
    for ((end, at), room) in receptions {
        let (lat, lon) = (at.lat_degrees(), at.lon_degrees());
        let name = quoted(&format!("Safe {end}"));
        let _ = write!(text, "\n[[reception]]\nname = {name}\nat = [{lat:.7}, {lon:.7}]\nroom = {room}\n");
    }
    text
}

/// The shares of an area's agents by the minute at which they leave; they add up to one.
fn shares(area: &Area) -> String {
    let mut left = 1.0;
    let mut parts = Vec::new();
    for (i, (&minutes, &count)) in area.leave.iter().enumerate() {
        let exact = f64::from(count) / f64::from(area.agents);
        let share = if i + 1 == area.leave.len() { left } else { (exact * 1e6).round() / 1e6 };
        left = ((left - share) * 1e6).round() / 1e6;
        let (hours, minutes) = (minutes / 60, minutes % 60);
        parts.push(format!("{{ from = \"{hours:02}:{minutes:02}\", share = {share} }}"));
    }
    parts.join(", ")
}

/// A text as TOML writes it.
fn quoted(text: &str) -> String {
    toml::Value::String(text.to_owned()).to_string()
}
