//! A corridor text, or what two sides' texts both say, as a scenario for the planner.
//!
//! What the text says is written with its side and version as source, what the user gives beside it as given, and the few
//! things that we take for granted as assumed by us. What nobody says and a plan cannot do without is listed by name, and
//! then there is no scenario.

mod given;
mod open;
mod rows;
mod screen;

pub use given::{Beside, Replaced};
pub use open::Lacking;
pub use rows::{Cell, Origin, Row, Rows, Why};
pub use screen::{document, screen};

use passage_model::civil::Zone;
use passage_statements::clock::Moment;
use passage_statements::text::{Course, Outline, Side, Span, Stop, Text};
use toml::Value;

/// What a scenario is made from.
pub struct Asked<'t> {
    /// What the texts say.
    pub outline: Outline,
    /// The text, or both.
    pub texts: Vec<&'t Text>,
    /// The sides of the texts that were given, in their order.
    pub sides: Vec<String>,
    /// Of two texts, the one that is taken; `None` where what both say is.
    pub of: Option<Side>,
    /// What the user gives beside them.
    pub beside: Beside,
    /// The road file as the scenario is to name it.
    pub network: Option<String>,
    /// Whether it is an exercise.
    pub exercise: bool,
}

/// A scenario as far as it goes.
pub struct Draft {
    /// Its tables.
    pub rows: Rows,
    /// What is lacking; while there is anything, no plan can be made.
    pub lacking: Vec<Lacking>,
    /// What the user gave in the place of what the text says.
    pub replaced: Vec<Replaced>,
}

/// Cars of people's own, as the group that the text makes is called.
pub const OWN_CARS: &str = "own cars";

/// Makes the tables.
pub fn draft(asked: &Asked<'_>) -> Draft {
    let said = Origin::Text(whose(&asked.outline));
    let mut rows = Rows::default();
    let zone = zone(&asked.outline);
    top(&mut rows, asked, &said, zone.as_ref());
    let (out, inward): (Vec<&Course>, Vec<&Course>) = asked.outline.courses.iter().partition(|c| !c.inbound);
    sites(&mut rows, asked, &out, &said);
    checkpoints(&mut rows, asked, &said, zone.as_ref());
    let windows = window(&leaving(&asked.outline), zone.as_ref());
    let goods = if asked.outline.goods.is_closed() { &asked.outline.goods } else { &asked.outline.silence };
    let goods = window(goods, zone.as_ref());
    for (number, course) in out.iter().enumerate() {
        corridor(&mut rows, asked, course, (number, out.len()), windows.clone(), &said);
    }
    for (number, course) in inward.iter().enumerate() {
        corridor(&mut rows, asked, course, (number, inward.len()), goods.clone(), &said);
    }
    let replaced = asked.beside.fill(&mut rows);
    room(&mut rows);
    let lacking = open::lacking(asked, &rows);
    Draft { rows, lacking, replaced }
}

/// "the text of Ukraine on Sumy, version 1"; of two texts, what both say.
pub fn whose(outline: &Outline) -> String {
    let text = |(side, n): &(String, u64)| format!("{side} on {}, version {n}", outline.corridor);
    let each: Vec<String> = outline.texts.iter().map(text).collect();
    match &each[..] {
        [one] => format!("the text of {one}"),
        several => format!("what both texts say: {}", several.join(" and ")),
    }
}

/// The zone that times are written in: the text's, or that of its first time.
fn zone(outline: &Outline) -> Option<Zone> {
    let first = outline.silence.from.as_ref().or(outline.silence.until.as_ref());
    outline.zone.clone().or_else(|| first.map(|moment| moment.zone.clone()))
}

/// When people may be on their way: the silence, and not before the first move.
pub fn leaving(outline: &Outline) -> Span {
    let later = |a: &Moment, b: &Moment| if b.at > a.at { b.clone() } else { a.clone() };
    let from = match (&outline.silence.from, &outline.first_move) {
        (Some(from), Some(first)) => Some(later(from, first)),
        (from, _) => from.clone(),
    };
    Span { from, until: outline.silence.until.clone() }
}

fn shown(moment: &Moment, zone: &Zone) -> String {
    zone.at(moment.at).strftime("%F %H:%M").to_string()
}

/// A window as a scenario writes it, with the date at both ends.
fn window(span: &Span, zone: Option<&Zone>) -> Option<Value> {
    let (from, until, zone) = (span.from.as_ref()?, span.until.as_ref()?, zone?);
    Some(Value::from(format!("{} - {} {}", shown(from, zone), shown(until, zone), zone.name())))
}

fn top(rows: &mut Rows, asked: &Asked<'_>, said: &Origin, zone: Option<&Zone>) {
    let outline = &asked.outline;
    let day = outline.silence.from.as_ref().zip(zone).map(|(from, zone)| zone.at(from.at).strftime("%-d %B %Y"));
    let title = day.map_or_else(|| outline.corridor.clone(), |day| format!("{}, {day}", outline.corridor));
    let top = &mut rows.top;
    top.set("version", 1, said.clone());
    top.set("title", title, said.clone());
    if asked.exercise {
        top.set("exercise", true, Origin::Given(String::new()));
    }
    if let Some(zone) = zone {
        top.set("zone", zone.name(), said.clone());
    }
    if let Some((from, zone)) = outline.silence.from.as_ref().zip(zone) {
        top.set("h_hour", shown(from, zone), said.clone());
    }
    if let Some((from, until)) = outline.silence.from.as_ref().zip(outline.silence.until.as_ref()) {
        let minutes = until.at.duration_since(from.at).as_secs() / 60;
        let length = if minutes % 60 == 0 { format!("{} h", minutes / 60) } else { format!("{minutes} min") };
        top.set("horizon", length, said.clone());
    }
    if let Some(network) = &asked.network {
        top.set("network", network.as_str(), Origin::Given(String::new()));
    }
    let kept = if outline.keeps_to_way { said.clone() } else { Origin::Assumed(Why::WaysOnly) };
    top.set("travel_on", "corridors", kept);
    if !outline.is_of_both() {
        top.set("use_unconfirmed", true, Origin::Assumed(Why::OneSideAsked));
    }
}

/// Where a place of the text is: as the user says, at the position that the text has, or by its name.
fn located(row: &mut Row, stop: &Stop, asked: &Asked<'_>, said: &Origin) {
    match asked.beside.place(&stop.name) {
        Some(Value::String(name)) => row.set("place", name.as_str(), Origin::Given(String::new())),
        Some(at) => row.set("at", at.clone(), Origin::Given(String::new())),
        None => match stop.at {
            Some(at) => row.set("at", position(at), said.clone()),
            None => row.set("place", stop.name.as_str(), said.clone()),
        },
    };
}

fn position(at: passage_model::units::Position) -> Value {
    Value::Array(vec![Value::Float(at.lat_degrees()), Value::Float(at.lon_degrees())])
}

/// Assembly points, those who leave them, and where the ways end.
fn sites(rows: &mut Rows, asked: &Asked<'_>, out: &[&Course], said: &Origin) {
    let outline = &asked.outline;
    let at_start = |stop: &Stop| outline.assembly.is_empty().then(|| stop.clone());
    let named = |name: &String| Stop { name: name.clone(), at: None, streets: String::new() };
    let starts = out.iter().filter_map(|course| course.stops.first()).filter_map(at_start);
    let mut assembly: Vec<Stop> = outline.assembly.iter().map(named).chain(starts).collect();
    let mut ends: Vec<Stop> = out.iter().filter_map(|course| course.stops.last()).cloned().collect();
    for places in [&mut assembly, &mut ends] {
        let mut seen = Vec::new();
        places.retain(|stop| {
            let fresh = !seen.contains(&stop.name);
            seen.push(stop.name.clone());
            fresh
        });
    }
    for stop in &assembly {
        let mut row = Row::named(&stop.name, said);
        located(&mut row, stop, asked, said);
        rows.many.push(("assembly".into(), row));
    }
    if let ([only], Some(true)) = (&assembly[..], outline.private_cars) {
        let mut row = Row::named(OWN_CARS, said);
        row.set("assembly", only.name.as_str(), said.clone());
        row.set("kind", "own car", said.clone());
        if let Some(persons) = outline.persons {
            row.set("persons", i64::try_from(persons).unwrap_or(i64::MAX), said.clone());
        }
        if let Some((from, zone)) = leaving(outline).from.zip(zone(outline)) {
            row.set("ready", shown(&from, &zone), said.clone());
        }
        rows.many.push(("group".into(), row));
    }
    for stop in &ends {
        let mut row = Row::named(&stop.name, said);
        located(&mut row, stop, asked, said);
        rows.many.push(("reception".into(), row));
    }
}

fn checkpoints(rows: &mut Rows, asked: &Asked<'_>, said: &Origin, zone: Option<&Zone>) {
    for gate in &asked.outline.gates {
        let mut row = Row::named(&gate.name, said);
        let stops = asked.outline.courses.iter().flat_map(|course| &course.stops);
        let stop = stops.into_iter().find(|stop| stop.name == gate.name).cloned();
        let stop = stop.unwrap_or_else(|| Stop { name: gate.name.clone(), at: None, streets: String::new() });
        located(&mut row, &stop, asked, said);
        if !gate.side.is_empty() {
            row.set("side", gate.side.as_str(), said.clone());
        }
        if let Some(hours) = window(&gate.hours, zone) {
            row.set("hours", hours, said.clone());
        }
        if let Some(rate) = gate.vehicles_per_hour.and_then(|rate| i64::try_from(rate).ok()) {
            // "60 vehicles an hour" of whatever kind.
            let rates = ["own_car", "bus", "medical"].map(|kind| (kind.to_owned(), Value::Integer(rate)));
            row.set("rate", Value::Table(rates.into_iter().collect()), said.clone());
        }
        rows.many.push(("checkpoint".into(), row));
    }
}

fn corridor(
    rows: &mut Rows,
    asked: &Asked<'_>,
    course: &Course,
    (number, of): (usize, usize),
    windows: Option<Value>,
    said: &Origin,
) {
    let mut name = asked.outline.corridor.clone();
    if course.inbound {
        name.push_str(", inward");
    }
    if !course.name.is_empty() && of > 1 {
        name = format!("{name}, {}", course.name);
    } else if of > 1 {
        name = format!("{name}, {}", number + 1);
    }
    let mut row = Row::named(&name, said);
    let last = course.stops.len().saturating_sub(1);
    let via = course.stops.iter().enumerate().map(|(i, stop)| match (asked.beside.place(&stop.name), stop.at) {
        // Both ends of a way out are sites of the scenario, which have the place.
        _ if !course.inbound && (i == last || (i == 0 && asked.outline.assembly.is_empty())) => {
            Value::from(stop.name.as_str())
        }
        (Some(place), _) => place.clone(),
        (None, Some(at)) => position(at),
        (None, None) => Value::from(stop.name.as_str()),
    });
    row.set("via", Value::Array(via.collect()), said.clone());
    if let Some(windows) = windows {
        row.set("windows", Value::Array(vec![windows]), said.clone());
    }
    let spoken = asked.texts.iter().flat_map(|text| &text.spoken);
    let spoken: Vec<String> =
        spoken.map(|said| format!("{}, for {} ({})", said.speaker, said.on_behalf_of, said.channel)).collect();
    if !spoken.is_empty() {
        row.set("said_by", spoken.join("; "), said.clone());
    }
    if !asked.outline.is_of_both() {
        row.set("confirmed", false, Origin::Assumed(Why::OneSideAlone));
    }
    rows.many.push(("corridor".into(), row));
}

/// Where nobody says how many can be received, there is room for everybody: the answer is then as good as it can be.
fn room(rows: &mut Rows) {
    let persons: i64 = rows.of("group").filter_map(|row| row.get("persons")?.as_integer()).sum();
    if persons == 0 {
        return;
    }
    for (_, row) in rows.many.iter_mut().filter(|(kind, row)| kind == "reception" && row.get("room").is_none()) {
        row.set("room", persons, Origin::Assumed(Why::RoomForAll));
    }
}
