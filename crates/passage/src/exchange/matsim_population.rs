//! A MATSim population: agents with a home, a departure and a last activity. Only what an evacuation needs is kept.
//!
//! Format: Horni, Nagel, Axhausen (editors), "The Multi-Agent Transport Simulation MATSim" (2016), section 2.2, and the
//! document types `population_v5.dtd` (`act`) and `population_v6.dtd` (`activity`).

use flate2::bufread::MultiGzDecoder;
use passage_model::units::Position;
use passage_network::projection::Crs;
use quick_xml::XmlVersion;
use quick_xml::events::{BytesStart, Event};
use serde::Serialize;
use std::borrow::Cow;
use std::io::{self, BufRead, BufReader, Read};

/// One agent that leaves its first activity and ends at its last.
#[derive(Clone, Debug, PartialEq)]
pub struct Agent {
    /// Where it starts.
    pub home: Position,
    /// When it leaves, in seconds after midnight.
    pub leaves: u32,
    /// Where it ends.
    pub end: Position,
    /// The facility where it ends, or the link.
    pub end_name: String,
}

/// What a population holds.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Population {
    /// Agents that travel by car from one place to another.
    #[serde(skip)]
    pub agents: Vec<Agent>,
    /// Agents that stay where they are or have no plan.
    pub staying: u64,
    /// Agents whose first leg is not by car.
    pub not_by_car: u64,
    /// Agents whose coordinates or departure cannot be read.
    pub unreadable: u64,
    /// What is wrong with the file, where its end was not reached.
    pub damaged: Option<String>,
}

/// Reads a population, plain or compressed with gzip: the selected plan of each person, or the first. Only a failing disk
/// is an error.
pub fn read(input: impl Read, crs: Crs) -> io::Result<Population> {
    let mut input = BufReader::with_capacity(1 << 16, input);
    let compressed = input.fill_buf()?.starts_with(&[0x1f, 0x8b]);
    let bytes: Box<dyn BufRead> =
        if compressed { Box::new(BufReader::new(MultiGzDecoder::new(input))) } else { Box::new(input) };
    let mut xml = quick_xml::Reader::from_reader(bytes);
    let mut reading = Reading { crs, population: Population::default(), person: None };
    let mut buffer = Vec::new();
    loop {
        buffer.clear();
        match xml.read_event_into(&mut buffer) {
            Ok(Event::Start(tag)) => reading.start(&tag),
            Ok(Event::Empty(tag)) => {
                reading.start(&tag);
                reading.end(tag.name().as_ref());
            }
            Ok(Event::End(tag)) => reading.end(tag.name().as_ref()),
            Ok(Event::Eof) => break,
            Ok(_) => {}
            Err(quick_xml::Error::Io(cause)) if cause.kind() == io::ErrorKind::Other => {
                return Err(io::Error::new(cause.kind(), cause.to_string()));
            }
            Err(cause) => {
                reading.population.damaged = Some(cause.to_string());
                break;
            }
        }
    }
    Ok(reading.population)
}

struct Reading {
    crs: Crs,
    population: Population,
    person: Option<Person>,
}

/// The plan that is being read.
#[derive(Default)]
struct Person {
    /// Whether a plan was read that counts; later ones do not then.
    done: bool,
    in_plan: bool,
    first: Option<Activity>,
    last: Option<Activity>,
    activities: u32,
    by_car: Option<bool>,
}

struct Activity {
    position: Option<Position>,
    ends: Option<u32>,
    name: String,
}

impl Reading {
    fn start(&mut self, tag: &BytesStart<'_>) {
        let name = tag.name();
        if name.as_ref() == "person" {
            self.person = Some(Person::default());
            return;
        }
        let crs = self.crs;
        let Some(person) = &mut self.person else { return };
        match name.as_ref() {
            "plan" if !person.done => {
                let [selected] = values(tag, ["selected"]);
                let selected = selected.is_none_or(|selected| selected == "yes" || selected == "true");
                if selected {
                    *person = Person { in_plan: true, done: true, ..Person::default() };
                }
            }
            "act" | "activity" if person.in_plan => {
                let activity = activity(tag, crs);
                person.activities += 1;
                if person.first.is_none() {
                    person.first = Some(activity);
                } else {
                    person.last = Some(activity);
                }
            }
            "leg" if person.in_plan && person.by_car.is_none() => {
                let [mode] = values(tag, ["mode"]);
                person.by_car = Some(mode.is_some_and(|mode| mode == "car"));
            }
            _ => {}
        }
    }

    fn end(&mut self, name: &str) {
        match name {
            "plan" => {
                if let Some(person) = &mut self.person {
                    person.in_plan = false;
                }
            }
            "person" => {
                let person = self.person.take().unwrap_or_default();
                self.take(person);
            }
            _ => {}
        }
    }

    fn take(&mut self, person: Person) {
        let counts = &mut self.population;
        let (Some(first), Some(last)) = (person.first, person.last) else {
            counts.staying += 1;
            return;
        };
        if person.by_car != Some(true) {
            counts.not_by_car += 1;
            return;
        }
        match (first.position, first.ends, last.position) {
            (Some(home), Some(leaves), Some(end)) => {
                counts.agents.push(Agent { home, leaves, end, end_name: last.name });
            }
            _ => counts.unreadable += 1,
        }
    }
}

fn activity(tag: &BytesStart<'_>, crs: Crs) -> Activity {
    let [x, y, ends, facility, link] = values(tag, ["x", "y", "end_time", "facility", "link"]);
    let number = |text: Option<Cow<'_, str>>| text.and_then(|text| text.trim().parse::<f64>().ok());
    let position = number(x).zip(number(y)).and_then(|(x, y)| crs.position(x, y));
    let name = facility.or(link).unwrap_or_default().into_owned();
    Activity { position, ends: ends.and_then(|ends| seconds(&ends)), name }
}

/// Seconds after midnight of `HH:MM:SS`; hours may go beyond 24.
fn seconds(text: &str) -> Option<u32> {
    let mut parts = text.trim().split(':').map(|part| part.parse::<u32>().ok());
    let (hours, minutes) = (parts.next()??, parts.next()??);
    let seconds = parts.next().unwrap_or(Some(0))?;
    if parts.next().is_some() || minutes > 59 || seconds > 59 {
        return None;
    }
    hours.checked_mul(3_600)?.checked_add(minutes * 60 + seconds)
}

/// The values of some attributes; those that cannot be read are not there.
fn values<'a, const N: usize>(tag: &'a BytesStart<'_>, wanted: [&str; N]) -> [Option<Cow<'a, str>>; N] {
    let mut found = [const { None }; N];
    for attribute in tag.attributes().with_checks(false).flatten() {
        if let Some(i) = wanted.iter().position(|name| *name == attribute.key.as_ref()) {
            found[i] = attribute.normalized_value(XmlVersion::Implicit1_0).ok();
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    const PERSONS: &str = r#"<?xml version="1.0"?><population>
        <person id="0"><plan selected="no"><act type="Home" x="0" y="0" end_time="01:00:00"/></plan>
          <plan selected="yes"><act type="Home" x="37.5" y="47.1" end_time="00:08:30"/><leg mode="car"><route>1 2</route></leg>
          <act type="Evacuation" x="37.4" y="47.1" end_time="00:20:00"/><leg mode="car"/><act type="Safe" facility="80" x="37.3" y="47.2"/></plan></person>
        <person id="1"><plan><activity type="Home" x="37.5" y="47.1" end_time="00:08:00"/></plan></person>
        <person id="2"><plan><act x="37.5" y="47.1" end_time="07:00"/><leg mode="walk"/><act x="37.3" y="47.2"/></plan></person>
        <person id="3"><plan><act x="here" y="47.1" end_time="07:00"/><leg mode="car"/><act x="37.3" y="47.2"/></plan></person>
        </population>"#;

    #[test]
    fn an_agent_goes_from_its_first_activity_to_its_last_by_its_selected_plan() {
        let population = read(PERSONS.as_bytes(), Crs::Degrees).unwrap();
        let at = |lat, lon| Position::from_degrees(lat, lon).unwrap();
        let agent = Agent { home: at(47.1, 37.5), leaves: 510, end: at(47.2, 37.3), end_name: "80".to_owned() };
        assert_eq!(population.agents, [agent]);
        assert_eq!((population.staying, population.not_by_car, population.unreadable), (1, 1, 1));
        assert_eq!(population.damaged, None);
    }

    #[test]
    fn a_population_cut_off_keeps_whoever_was_whole() {
        let cut = &PERSONS[..PERSONS.find("id=\"3\"").unwrap()];
        let population = read(cut.as_bytes(), Crs::Degrees).unwrap();
        assert_eq!(population.agents.len(), 1);
        assert!(population.damaged.is_some());
    }
}
