//! MATSim network XML: nodes in projected coordinates, one-way links with length, free speed, capacity and lanes.
//!
//! Format: Horni, Nagel, Axhausen (editors), "The Multi-Agent Transport Simulation MATSim" (2016), section 2.2 and
//! the document types `network_v1.dtd` and `network_v2.dtd`.

use crate::draft::{Draft, Facts};
use crate::drafting::{Drafting, LineFacts};
use crate::foreign::{DAMAGED, decompressed, finite, is_damage};
use crate::projection::Crs;
use crate::stated::{self, FASTEST_KMH, MOST_PER_LANE, TOO_FAST, TOO_MUCH};
use crate::tally::{Kind, Tally, shortened};
use passage_model::finding::Finding;
use passage_model::network::{RoadClass, RoadMarks};
use passage_model::units::{Decimetres, Speed, VehiclesPerHour};
use quick_xml::XmlVersion;
use quick_xml::events::{BytesStart, Event};
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Read};

/// Capacity of a lane where a link states none: the `MATSim` default for the smallest streets, 600 vehicles an hour
/// (`OsmNetworkReader`, highway defaults).
const DEFAULT_PER_LANE: f64 = 600.0;
/// No carriageway has more lanes; larger numbers stand for "never full".
const MOST_LANES: f64 = 20.0;

/// What the reader has to be told.
#[derive(Clone, Copy, Debug, Default)]
pub struct Settings {
    /// The coordinate reference system; without it the file's own statement counts.
    pub crs: Option<Crs>,
}

/// Reads a network, plain or compressed with gzip. Only a failing disk is an error.
///
/// Every node becomes a point and every link for cars a line with forward facts only, so that their numbers can be
/// compared with the file's. Links of infinite speed are connectors that modellers draw between parts of a network;
/// they keep their capacity and are marked [`RoadMarks::GAP`]. O((nodes + links) log nodes) time.
pub fn read(input: impl Read, settings: &Settings) -> io::Result<(Draft, Vec<Finding>)> {
    let mut reading = Reading::new(settings.crs);
    let mut xml = match decompressed(input) {
        Ok(bytes) => quick_xml::Reader::from_reader(bytes),
        Err(cause) if is_damage(&cause) => {
            reading.tally.count(DAMAGED, || cause.to_string());
            return Ok(reading.finish());
        }
        Err(cause) => return Err(cause),
    };
    xml.config_mut().check_end_names = false;
    let mut buffer = Vec::new();
    loop {
        buffer.clear();
        let at = xml.buffer_position();
        match xml.read_event_into(&mut buffer) {
            Ok(Event::Start(tag) | Event::Empty(tag)) => {
                if !reading.element(&tag) {
                    break;
                }
            }
            Ok(Event::Text(text)) => reading.text(&text),
            Ok(Event::End(tag)) => {
                reading.crs_follows = false;
                reading.ended |= tag.name().as_ref() == "network";
            }
            Ok(Event::Eof) => {
                reading.end_of_file();
                break;
            }
            Ok(_) => {}
            Err(quick_xml::Error::Io(cause)) if !is_damage(&cause) => {
                return Err(io::Error::new(cause.kind(), cause.to_string()));
            }
            Err(cause) => {
                reading.tally.count(DAMAGED, || format!("byte {at}: {cause}"));
                break;
            }
        }
    }
    Ok(reading.finish())
}

const NOT_MATSIM: Kind = Kind::error(
    "network.not-matsim",
    "the file is XML but no MATSim network: its outermost element is not <network>",
    "Give the network file, not the population or the configuration.",
);
const NO_CRS: Kind = Kind::error(
    "network.no-crs",
    "the file does not say in which coordinate reference system its coordinates are",
    "Say it with --crs, such as --crs EPSG:32756 for UTM zone 56 south; the model's documentation or its \
             configuration file (coordinateSystem) names it.",
);
const UNKNOWN_CRS: Kind = Kind::error(
    "network.unknown-crs",
    "the file's coordinate reference system is not one that passage reads",
    "Convert the network to UTM (EPSG:326zz north, EPSG:327zz south) or EPSG:4326, or name an equivalent one \
             with --crs.",
);
const BAD_ELEMENT: Kind = Kind::warning(
    "network.unreadable-element",
    "a node or link lacks a required attribute or has one that cannot be read; it was left out",
    "",
);
const OFF_EARTH: Kind = Kind::warning(
    "network.coordinates-off-earth",
    "a node lies outside what its coordinate reference system covers; it was left out with its links",
    "Check the coordinate reference system.",
);
const DUPLICATE: Kind = Kind::warning("network.duplicate-id", "an id is used twice; the first one counts", "");
const DANGLING: Kind =
    Kind::warning("network.dangling-reference", "a link names a node that is not in the file; it was left out", "");
const NOT_FOR_CARS: Kind =
    Kind::note("network.not-for-cars", "a link is for other modes than cars; it was left out", "");
const PER_HOUR: Kind = Kind::warning(
    "network.capacity-period",
    "a link's capacity over the file's capperiod is more than any road carries (2,400 vehicles an hour and \
            lane); it was read as vehicles per hour",
    "Ask whoever made the network which period these capacities are for.",
);
const NO_CAPACITY: Kind = Kind::warning(
    "network.no-capacity",
    "a link states no usable capacity; 600 vehicles an hour and lane were assumed",
    "",
);
const CONNECTOR: Kind = Kind::note(
    "network.connector",
    "a link has infinite speed: a connector between a zone's centre and its roads, not a road; it was kept, \
            marked as a gap, at 130 km/h and with the capacity that the file states, which no road has",
    "Read its capacity as none at all: what holds vehicles up there are the roads behind it.",
);
const BAD_PERIOD: Kind = Kind::warning(
    "network.capperiod-unreadable",
    "the period of the capacities (capperiod) cannot be read; one hour was assumed",
    "",
);

/// The state of reading one file.
struct Reading {
    crs: Option<Crs>,
    drafting: Drafting,
    tally: Tally,
    /// Node ids, to points; `None` for nodes that lie nowhere.
    nodes: BTreeMap<Box<str>, Option<u32>>,
    links: BTreeSet<Box<str>>,
    rooted: bool,
    ended: bool,
    crs_follows: bool,
    /// What the file names instead of a system that can be read.
    unknown_crs: Option<String>,
    /// Hours that a capacity is stated for.
    period: f64,
}

impl Reading {
    fn new(crs: Option<Crs>) -> Self {
        Self {
            crs,
            drafting: Drafting::new(),
            tally: Tally::default(),
            nodes: BTreeMap::new(),
            links: BTreeSet::new(),
            rooted: false,
            ended: false,
            crs_follows: false,
            unknown_crs: None,
            period: 1.0,
        }
    }

    /// One element; `false`: there is no sense in reading on.
    fn element(&mut self, tag: &BytesStart<'_>) -> bool {
        let name = tag.name();
        let name = name.as_ref();
        if !self.rooted {
            if name != "network" {
                self.tally.count(NOT_MATSIM, || format!("it is <{}>", shortened(name)));
                return false;
            }
            self.rooted = true;
            return true;
        }
        match name {
            "attribute" => self.crs_follows = is_crs(tag),
            "node" => return self.node(tag),
            "links" => self.links_begin(tag),
            "link" if self.link(tag).is_none() => self.tally.count(BAD_ELEMENT, || described(tag)),
            _ => {}
        }
        true
    }

    /// Text between tags: of interest only where it names the coordinate reference system.
    fn text(&mut self, text: &str) {
        let text = text.trim();
        if self.crs_follows && self.crs.is_none() && !text.is_empty() {
            self.crs = Crs::parse(text);
            if self.crs.is_none() {
                self.unknown_crs = Some(shortened(text));
            }
        }
    }

    fn node(&mut self, tag: &BytesStart<'_>) -> bool {
        let Some(crs) = self.crs else {
            if self.unknown_crs.is_none() {
                self.tally.count(NO_CRS, String::new);
            }
            return false;
        };
        let Some([Some(id), Some(x), Some(y)]) = values(tag, ["id", "x", "y"]) else {
            self.tally.count(BAD_ELEMENT, || described(tag));
            return true;
        };
        if self.nodes.contains_key(id.as_ref()) {
            self.tally.count(DUPLICATE, || format!("node {}", shortened(&id)));
            return true;
        }
        let position = finite(&x).zip(finite(&y)).and_then(|(x, y)| crs.position(x, y));
        if position.is_none() {
            self.tally
                .count(OFF_EARTH, || format!("node {} at x={} y={}", shortened(&id), shortened(&x), shortened(&y)));
        }
        let point = position.map(|position| self.drafting.add_point(position));
        self.nodes.insert(id.as_ref().into(), point);
        true
    }

    fn links_begin(&mut self, tag: &BytesStart<'_>) {
        if let Some([Some(period)]) = values(tag, ["capperiod"]) {
            match hours(&period) {
                Some(hours) => self.period = hours,
                None => self.tally.count(BAD_PERIOD, || format!("capperiod={}", shortened(&period))),
            }
        }
    }

    /// One link; `None` where what is required is not there.
    fn link(&mut self, tag: &BytesStart<'_>) -> Option<()> {
        let wanted = ["id", "from", "to", "length", "freespeed", "capacity", "permlanes", "modes", "type"];
        let [id, from, to, length, speed, capacity, lanes, modes, kind] = values(tag, wanted)?;
        let (id, from, to) = (id?, from?, to?);
        if modes.is_some_and(|modes| !modes.split(',').any(|mode| mode.trim() == "car")) {
            self.tally.count(NOT_FOR_CARS, || format!("link {}", shortened(&id)));
            return Some(());
        }
        let speed: f64 = speed?.trim().parse().ok().filter(|speed: &f64| *speed > 0.0)?;
        let lanes = lanes.and_then(|lanes| finite(&lanes)).filter(|l| *l > 0.0).unwrap_or(1.0);
        let lanes = lanes.round().clamp(1.0, MOST_LANES);
        let (Some(Some(start)), Some(Some(end))) = (self.nodes.get(from.as_ref()), self.nodes.get(to.as_ref())) else {
            self.tally.count(DANGLING, || {
                format!("link {} from node {} to {}", shortened(&id), shortened(&from), shortened(&to))
            });
            return Some(());
        };
        let ends = [*start, *end];
        if !self.links.insert(id.as_ref().into()) {
            self.tally.count(DUPLICATE, || format!("link {}", shortened(&id)));
            return Some(());
        }
        let connector = speed.is_infinite();
        let stated = capacity.and_then(|capacity| finite(&capacity));
        let capacity = self.capacity(&id, stated, lanes, connector);
        let facts = Facts {
            class: match named_class(kind.as_deref().unwrap_or_default()) {
                Some(class) => class,
                None if connector => RoadClass::Unclassified,
                None => class_of(capacity / lanes, speed * 3.6),
            },
            speed: self.speed(&id, speed),
            lanes: lanes as u8,
            capacity: VehiclesPerHour(capacity.round() as u32),
            marks: if connector { RoadMarks::GAP } else { RoadMarks::default() },
            travel: None,
            storage: None,
        };
        let length = self.length(&id, length.and_then(|length| finite(&length)), ends, connector);
        let source = id.parse().unwrap_or(0);
        self.drafting.add_line(&ends, LineFacts { forward: Some(facts), source, length, ..LineFacts::default() });
        Some(())
    }

    /// Vehicles per hour, from a capacity over the file's period.
    fn capacity(&mut self, id: &str, stated: Option<f64>, lanes: f64, connector: bool) -> f64 {
        let most = MOST_PER_LANE * lanes;
        let Some(stated) = stated.filter(|stated| *stated >= 0.0) else {
            self.tally.count(NO_CAPACITY, || format!("link {}", shortened(id)));
            return DEFAULT_PER_LANE * lanes;
        };
        let hourly = stated / self.period;
        if connector {
            return hourly.min(f64::from(u32::MAX));
        }
        if hourly <= most {
            return hourly;
        }
        let example = || format!("link {}: {stated} in {} min, lanes: {lanes}", shortened(id), self.period * 60.0);
        if stated <= most {
            self.tally.count(PER_HOUR, example);
            return stated;
        }
        self.tally.count(TOO_MUCH, example);
        most
    }

    fn speed(&mut self, id: &str, metres_per_second: f64) -> Speed {
        let kmh = metres_per_second * 3.6;
        if kmh.is_infinite() {
            self.tally.count(CONNECTOR, || format!("link {}", shortened(id)));
        } else if kmh > FASTEST_KMH {
            self.tally.count(TOO_FAST, || format!("link {}: {kmh:.0} km/h", shortened(id)));
        }
        Speed::from_kmh(kmh.min(FASTEST_KMH))
    }

    /// The stated length, where it can be true: a connector's always, else one not much below the straight line.
    fn length(&mut self, id: &str, stated: Option<f64>, ends: [u32; 2], connector: bool) -> Option<Decimetres> {
        let stated = stated.filter(|metres| *metres >= 0.0)?;
        if connector {
            return Some(Decimetres::from_metres(stated));
        }
        let points = &self.drafting.draft().points;
        let ends = ends.map(|end| points[end as usize]);
        stated::length(stated, ends, &mut self.tally, &|| format!("link {}", shortened(id)))
    }

    fn end_of_file(&mut self) {
        if !self.rooted {
            self.tally.count(NOT_MATSIM, || "it has no elements".to_owned());
        } else if !self.ended {
            self.tally.count(DAMAGED, || "the file ends before </network>".to_owned());
        }
    }

    fn finish(mut self) -> (Draft, Vec<Finding>) {
        if let Some(name) = self.unknown_crs {
            self.tally.count(UNKNOWN_CRS, || name);
        }
        (self.drafting.finish(), self.tally.into_findings())
    }
}

/// The class of a link's `type`: an OpenStreetMap `highway` value, with or without `highway.` before it.
fn named_class(kind: &str) -> Option<RoadClass> {
    let highway = kind.trim().trim_start_matches("highway.");
    serde_json::from_value(serde_json::Value::from(highway)).ok()
}

/// The class whose usual capacity and speed in `MATSim` networks come nearest (`OsmNetworkReader`, highway defaults:
/// motorway 2,000 and 120 km/h, trunk 2,000 and 80, primary 1,500, secondary 1,000, tertiary 600 and 45, residential
/// 600 and 30, living street 300).
fn class_of(per_lane: f64, kmh: f64) -> RoadClass {
    match per_lane {
        lane if lane >= 1_800.0 && kmh > 95.0 => RoadClass::Motorway,
        lane if lane >= 1_800.0 => RoadClass::Trunk,
        lane if lane >= 1_250.0 => RoadClass::Primary,
        lane if lane >= 800.0 => RoadClass::Secondary,
        lane if lane >= 450.0 && kmh > 40.0 => RoadClass::Tertiary,
        lane if lane >= 450.0 => RoadClass::Residential,
        _ => RoadClass::LivingStreet,
    }
}

/// Hours of a span such as `01:00:00`, `1:00` or `3600` (seconds), as `MATSim` writes it.
fn hours(text: &str) -> Option<f64> {
    let parts: Vec<f64> =
        text.trim().split(':').map(|part| finite(part).filter(|p| *p >= 0.0)).collect::<Option<_>>()?;
    let hours = match parts[..] {
        [h, m, s] => h + m / 60.0 + s / 3600.0,
        [h, m] => h + m / 60.0,
        [s] => s / 3600.0,
        _ => return None,
    };
    (hours > 0.0 && hours <= 24.0 * 366.0).then_some(hours)
}

/// Whether an `<attribute>` holds the coordinate reference system.
fn is_crs(tag: &BytesStart<'_>) -> bool {
    matches!(values(tag, ["name"]), Some([Some(name)]) if name == "coordinateReferenceSystem")
}

/// The values of some attributes of an element; `None` where its attributes cannot be read.
fn values<'a, const N: usize>(tag: &'a BytesStart<'_>, wanted: [&str; N]) -> Option<[Option<Cow<'a, str>>; N]> {
    let mut found = [const { None }; N];
    for attribute in tag.attributes().with_checks(false) {
        let attribute = attribute.ok()?;
        if let Some(i) = wanted.iter().position(|name| *name == attribute.key.as_ref()) {
            found[i] = Some(attribute.normalized_value(XmlVersion::Implicit1_0).ok()?);
        }
    }
    Some(found)
}

/// An element, for an example.
fn described(tag: &BytesStart<'_>) -> String {
    shortened(&format!("<{}{}>", tag.name().as_ref(), tag.attributes_raw()))
}
