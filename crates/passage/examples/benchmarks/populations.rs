//! The people of the Hawkesbury study on their own routes: written as a schedule, played, and counted.

use crate::conserved::{Moves, RULES};
use crate::{DATA, SCRATCH, solvers};
use flate2::read::GzDecoder;
use passage_rehearsal::{Moment, Nobody, QueueId, Roads, Schedule, ScheduledRoad, ScheduledRoute, day, world};
use quick_xml::XmlVersion;
use quick_xml::events::{BytesStart, Event};
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs::{self, File};
use std::io::{self, BufReader};
use std::path::{Path, PathBuf};

/// The two readings of the network's capacities: its name, and whether those of 600 and more are per hour.
const READINGS: [(&str, bool); 2] = [("all per minute, as the file says", false), ("600 and more per hour", true)];
/// What connectors of no length, with no limit of speed, are driven at, in km/h.
const CONNECTOR: f64 = 100.0;

/// A link of the network.
struct Link {
    from: String,
    to: String,
    metres: f64,
    /// Kilometres an hour.
    speed: f64,
    capacity: f64,
}

/// The roads of a route, and the stay on it.
type Driven = (Vec<u32>, Option<(u32, u32)>);

/// A person's way: links, how many of them are passed before the stay, until when that lasts, and the departure.
struct Way {
    links: Vec<String>,
    before: usize,
    until: u32,
    departs: u32,
}

/// Measures and writes `docs/reference/benchmarks/hawkesbury-population.md`.
pub fn write() -> io::Result<PathBuf> {
    let data = Path::new(DATA).join("hawkesbury");
    let links = links(&data.join("hawkesbury_network.xml.gz"))?;
    let ways = ways(&data.join("hawkesbury_population.xml.gz"))?;
    let mut text = solvers::page(
        "Rehearsal: the people of Hawkesbury on their own routes",
        "The 38,343 persons of the study, each in a car of its own, from home by its own route to its place of assembly, there until \
         the time that the study gives (beside the road), and on to safety: written as a schedule, and played until nobody moves \
         (`passage rehearse --schedule`). Seconds of the play alone and of reading both files and setting up (135,876 roads, 36,674 routes), the median of five, MB the most that the program held. The network's period of capacities is a \
         minute; local streets have 600 there, which can only be an hour's: both readings are played. Roads hold what a schedule's roads \
         hold (docs/reference/schedules.md): the file's lanes are not in that format.",
        "hawkesbury-population",
    );
    text.push_str(
        "\n| capacities | persons | arrived | on the way for good | gridlock | half, nine tenths, the last, min | play, s | \
         read and set up, s | MB | the same again | moves | moves that break a rule |\n|---|---|---|---|---|---|---|---|---|---|---|---|\n",
    );
    for (name, hourly) in READINGS {
        let (roads, schedule) = written(&links, &ways, hourly)?;
        text.push_str(&row(name, &links, &roads, &schedule)?);
    }
    text.push_str("\nConserved: books kept beside the play, which share nothing with the simulator but roads and routes, hold every move to\n");
    for rule in RULES {
        let _ = writeln!(text, "- {rule}");
    }
    text.push_str("\nand agree at the end with what is told of each person: arrived, or where it stands.\n");
    solvers::write("hawkesbury-population", &text)
}

/// Plays a schedule, measured and with books, and tells of it in a row.
fn row(name: &str, links: &BTreeMap<String, Link>, roads: &Path, schedule: &Path) -> io::Result<String> {
    let file = roads.canonicalize()?;
    let path = schedule.canonicalize()?.display().to_string();
    // Longer than anybody is on the way.
    let hours = "1000";
    let mut runs = Vec::new();
    for _ in 0..solvers::RUNS {
        runs.push(solvers::ours("replay", &file, &[&path, hours])?.line);
    }
    runs.sort_by(|a, b| solvers::number(a, "sim_s").total_cmp(&solvers::number(b, "sim_s")));
    let middle = &runs[runs.len() / 2];
    let read = |path: &Path| fs::read(path);
    let roads: Roads = serde_json::from_slice(&read(&file)?)?;
    let schedule: Schedule = serde_json::from_slice(&read(schedule)?)?;
    let (layout, trips) = world(&roads, &schedule).map_err(io::Error::other)?;
    let mut moves = Moves::default();
    let played = day(&layout, &trips, Moment::NEVER, &mut moves);
    let books = moves.written(&layout, &trips);
    let again = day(&layout, &trips, Moment::NEVER, &mut Nobody);
    let broken: u64 = books.broken.iter().sum();
    if !books.agree(&played) || books.moves != played.moves {
        return Err(io::Error::other("the books and the day do not agree"));
    }
    let all = trips.vehicles.len() as u64;
    let arrived = solvers::number(middle, "arrived") as u64;
    let times = ["t50_min", "t90_min", "t100_min"]
        .map(|key| middle[key].as_f64().map_or("-".to_owned(), |t| format!("{t:.0}")));
    // Roads are numbered in the order of the links' ids.
    let ids: Vec<&str> = links.keys().map(String::as_str).collect();
    let named = |circle: &Vec<QueueId>| circle.iter().map(|queue| ids[queue.index()]).collect::<Vec<_>>().join(" ");
    let circles: Vec<String> = played.stuck.iter().map(|circle| format!("links {}", named(circle))).collect();
    let gridlock = if circles.is_empty() { "none".to_owned() } else { circles.join("; ") };
    Ok(format!(
        "| {name} | {all} | {arrived} | {} | {gridlock} | {} | {:.3} | {:.2} | {} | {} | {} | {broken} |\n",
        all - arrived,
        times.join(", "),
        solvers::number(middle, "sim_s"),
        solvers::number(middle, "setup_s"),
        middle["peak_mb"],
        if again == played { "yes" } else { "no" },
        played.moves,
    ))
}

/// Both files of one reading.
fn written(links: &BTreeMap<String, Link>, ways: &[Way], hourly: bool) -> io::Result<(PathBuf, PathBuf)> {
    let mut junctions: BTreeMap<&str, u32> = BTreeMap::new();
    let mut numbers: BTreeMap<&str, u32> = BTreeMap::new();
    let mut roads = Vec::new();
    for (id, link) in links {
        let ends = [&link.from, &link.to].map(|junction| {
            let next = junctions.len() as u32;
            *junctions.entry(junction).or_insert(next)
        });
        let each = if hourly && link.capacity >= 600.0 { link.capacity / 60.0 } else { link.capacity };
        let steps = (link.metres / (link.speed / 3.6) / 60.0).ceil() as u32;
        numbers.insert(id, roads.len() as u32);
        roads.push(ScheduledRoad(ends[0], ends[1], steps, each, -1, link.metres, link.speed));
    }
    let mut routes: BTreeMap<Driven, Vec<u32>> = BTreeMap::new();
    for way in ways {
        let arcs = way.links.iter().map(|link| numbers.get(link.as_str()).copied()).collect::<Option<Vec<u32>>>();
        let arcs = arcs.ok_or_else(|| io::Error::other("a route names a link that the network does not have"))?;
        // Whoever is there later goes on at once.
        let stay = way.until.checked_sub(way.departs).map(|until| (way.before as u32, until));
        // Whoever lives at the place of assembly leaves home when the stay would end.
        let departs = if way.before == 0 { way.departs.max(way.until) } else { way.departs };
        routes.entry((arcs, stay.filter(|stay| stay.0 > 0))).or_default().push(departs);
    }
    let routes = routes.into_iter().map(|((arcs, stay), mut dep)| {
        dep.sort_unstable();
        ScheduledRoute { persons: vec![1; dep.len()], arcs, dep, stays: stay.into_iter().collect() }
    });
    let schedule = Schedule { routes: routes.collect() };
    let roads = Roads::new(1.0, 1440, Vec::new(), roads, Vec::new());
    let name = |what: &str| {
        Path::new(SCRATCH).join(format!("hawkesbury-{}.{what}.json", if hourly { "hourly" } else { "minutely" }))
    };
    fs::create_dir_all(SCRATCH)?;
    fs::write(name("roads"), serde_json::to_vec(&roads)?)?;
    fs::write(name("schedule"), serde_json::to_vec(&schedule)?)?;
    Ok((name("roads"), name("schedule")))
}

/// The links of the network by their ids.
fn links(file: &Path) -> io::Result<BTreeMap<String, Link>> {
    let mut links = BTreeMap::new();
    elements(file, |tag, _| {
        if tag.name().as_ref() == "link" {
            let number = |name| attribute(tag, name).parse::<f64>().unwrap_or(0.0);
            let speed = number("freespeed") * 3.6;
            links.insert(
                attribute(tag, "id"),
                Link {
                    from: attribute(tag, "from"),
                    to: attribute(tag, "to"),
                    metres: number("length"),
                    speed: if speed.is_finite() { speed } else { CONNECTOR },
                    capacity: number("capacity"),
                },
            );
        }
    })?;
    Ok(links)
}

/// The ways of the persons. The last link of the first leg and the first of the second both lead out of the place of assembly:
/// who goes on drives the second.
fn ways(file: &Path) -> io::Result<Vec<Way>> {
    let (mut ways, mut ends, mut legs) = (Vec::new(), Vec::new(), Vec::new());
    elements(file, |tag, text| match tag.name().as_ref() {
        "act" => ends.push(seconds(&attribute(tag, "end_time"))),
        "route" => legs.push(text.split_whitespace().map(str::to_owned).collect::<Vec<_>>()),
        "person" => {
            // A person's own tag comes before what it holds: this is the one before.
            ways.extend(way(&mut ends, &mut legs));
        }
        _ => {}
    })?;
    ways.extend(way(&mut ends, &mut legs));
    Ok(ways)
}

fn way(ends: &mut Vec<u32>, legs: &mut Vec<Vec<String>>) -> Option<Way> {
    let (ends, legs) = (std::mem::take(ends), std::mem::take(legs));
    let [mut first, second] = <[Vec<String>; 2]>::try_from(legs).ok()?;
    first.pop();
    let before = first.len();
    first.extend(second);
    Some(Way { links: first, before, until: *ends.get(1)?, departs: *ends.first()? })
}

/// Each element with the text that follows its tag.
fn elements(file: &Path, mut hear: impl FnMut(&BytesStart<'_>, &str)) -> io::Result<()> {
    let mut xml = quick_xml::Reader::from_reader(BufReader::new(GzDecoder::new(File::open(file)?)));
    let (mut buffer, mut open, mut text) = (Vec::new(), None::<BytesStart<'static>>, String::new());
    loop {
        buffer.clear();
        let event = xml.read_event_into(&mut buffer).map_err(io::Error::other)?;
        if !matches!(event, Event::Text(_))
            && let Some(tag) = open.take()
        {
            hear(&tag, &text);
        }
        match event {
            Event::Start(tag) | Event::Empty(tag) => {
                open = Some(tag.into_owned());
                text.clear();
            }
            Event::Text(part) => text.push_str(&part),
            Event::Eof => return Ok(()),
            _ => {}
        }
    }
}

/// The value of an attribute; nothing where it is not there.
fn attribute(tag: &BytesStart<'_>, name: &str) -> String {
    let found = tag.attributes().with_checks(false).flatten().find(|attribute| attribute.key.as_ref() == name);
    let value =
        found.and_then(|attribute| attribute.normalized_value(XmlVersion::Implicit1_0).ok().map(Cow::into_owned));
    value.unwrap_or_default()
}

/// Seconds after midnight of `HH:MM:SS`.
fn seconds(text: &str) -> u32 {
    text.split(':').fold(0, |so_far, part| so_far * 60 + part.parse::<u32>().unwrap_or(0))
}
