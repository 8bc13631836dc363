//! GMNS, the General Modeling Network Specification: tables of nodes and links, perhaps one of units (`config.csv`).
//!
//! Specification: github.com/zephyr-data-specs/GMNS, version 0.97, tables `node`, `link` and `config`. Length is in the
//! configuration's `long_length`, speed in its `speed`, capacity in vehicles per hour *and lane*, lanes are those in the
//! direction of travel. Columns that are named like tags of OpenStreetMap (`surface`, `bridge`, `ford`, `tunnel`,
//! `junction`, `smoothness`, `tracktype`, `passage:connector`) are read as such; zones are not.

mod table;
mod units;

use crate::draft::Draft;
use crate::drafting::{Drafting, LineFacts};
use crate::foreign::finite;
use crate::osm::tags::{self, RoadTags, access};
use crate::projection::Crs;
use crate::stated::{self, Stated};
use crate::tally::{Kind, Tally, shortened};
use passage_model::finding::Finding;
use passage_model::units::Position;
use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Read};
use table::{Row, Table};
pub use table::{TableKind, table_kind};
use units::Units;

/// What the reader has to be told.
#[derive(Clone, Copy, Debug, Default)]
pub struct Settings {
    /// The coordinate reference system; without it the configuration's counts, or else degrees.
    pub crs: Option<Crs>,
}

/// The tables of one network, each a CSV file.
#[derive(Debug)]
pub struct Tables<R> {
    /// `node.csv`.
    pub nodes: R,
    /// `link.csv`.
    pub links: R,
    /// `config.csv`: units and coordinate reference system.
    pub config: Option<R>,
}

/// Reads a network. Only a failing disk is an error. O((nodes + links) log nodes) time.
pub fn read<R: Read>(tables: Tables<R>, settings: &Settings) -> io::Result<(Draft, Vec<Finding>)> {
    let mut reading = Reading {
        crs: settings.crs.unwrap_or(Crs::Degrees),
        units: Units::default(),
        drafting: Drafting::new(),
        tally: Tally::default(),
        nodes: BTreeMap::new(),
        links: BTreeSet::new(),
        stated_lengths: Vec::new(),
    };
    if let Some(config) = tables.config {
        reading.config(config, settings.crs)?;
    }
    if reading.nodes(tables.nodes)? && reading.links(tables.links)? {
        reading.lengths();
    }
    Ok((reading.drafting.finish(), reading.tally.into_findings()))
}

const MISSING_COLUMNS: Kind = Kind::error(
    "network.missing-columns",
    "a table lacks columns that it must have",
    "A GMNS network has node.csv with node_id, x_coord, y_coord and link.csv with link_id, from_node_id, \
             to_node_id, directed.",
);
const BAD_ROW: Kind = Kind::warning(
    "network.unreadable-element",
    "a row lacks a required value or has one that cannot be read; it was left out",
    "",
);
const OFF_EARTH: Kind = Kind::warning(
    "network.coordinates-off-earth",
    "a node lies outside what its coordinate reference system covers; it was left out with its links",
    "Say the coordinate reference system with --crs, such as --crs EPSG:32756.",
);
const DUPLICATE: Kind = Kind::warning("network.duplicate-id", "an id is used twice; the first one counts", "");
const DANGLING: Kind = Kind::warning(
    "network.dangling-reference",
    "a link names a node that is not in the node table; it was left out",
    "",
);
const NOT_FOR_CARS: Kind = Kind::note("network.not-for-cars", "a link is not for motor vehicles; it was left out", "");
const BAD_SHAPE: Kind = Kind::warning(
    "network.unreadable-geometry",
    "a link's geometry is no LINESTRING on Earth; the straight line between its nodes was taken",
    "",
);
const UNKNOWN_TYPE: Kind = Kind::note(
    "network.unknown-road-type",
    "a link's facility_type is none that passage knows; it was taken for an unclassified road",
    "Use OpenStreetMap's highway values, or state free_speed, lanes and capacity.",
);
const UNKNOWN_CRS: Kind = Kind::error(
    "network.unknown-crs",
    "the coordinate reference system in config.csv is not one that passage reads; degrees were assumed",
    "Convert the network to UTM or EPSG:4326, or name an equivalent system with --crs.",
);

/// The state of reading one network.
struct Reading {
    crs: Crs,
    units: Units,
    drafting: Drafting,
    tally: Tally,
    /// Node ids, to points; `None` for nodes that lie nowhere.
    nodes: BTreeMap<Box<str>, Option<u32>>,
    links: BTreeSet<Box<str>>,
    /// For each line, the length that its link states, in whatever unit.
    stated_lengths: Vec<Option<f64>>,
}

impl Reading {
    fn config(&mut self, config: impl Read, told: Option<Crs>) -> io::Result<()> {
        let mut table = Table::open(config, &mut self.tally)?;
        if let Some(row) = table.next(&mut self.tally)? {
            self.units = Units::stated(row.text("long_length"), row.text("speed"), &mut self.tally);
            if let (None, Some(crs)) = (told, row.text("crs")) {
                match Crs::parse(crs) {
                    Some(crs) => self.crs = crs,
                    None => self.tally.count(UNKNOWN_CRS, || shortened(crs)),
                }
            }
        }
        Ok(())
    }

    /// The nodes; `false` where the table is none.
    fn nodes(&mut self, nodes: impl Read) -> io::Result<bool> {
        let mut table = Table::open(nodes, &mut self.tally)?;
        if !self.has_columns(&table, "node.csv", &["node_id", "x_coord", "y_coord"]) {
            return Ok(false);
        }
        while let Some(row) = table.next(&mut self.tally)? {
            let number = |column| row.text(column).and_then(finite);
            let (Some(id), Some(x), Some(y)) = (row.text("node_id"), number("x_coord"), number("y_coord")) else {
                self.tally.count(BAD_ROW, || row.described());
                continue;
            };
            if self.nodes.contains_key(id) {
                self.tally.count(DUPLICATE, || row.described());
                continue;
            }
            let position = self.crs.position(x, y);
            if position.is_none() {
                self.tally.count(OFF_EARTH, || row.described());
            }
            let point = position.map(|position| self.drafting.add_point(position));
            self.nodes.insert(id.into(), point);
        }
        Ok(true)
    }

    /// The links; `false` where the table is none.
    fn links(&mut self, links: impl Read) -> io::Result<bool> {
        let mut table = Table::open(links, &mut self.tally)?;
        if !self.has_columns(&table, "link.csv", &["link_id", "from_node_id", "to_node_id", "directed"]) {
            return Ok(false);
        }
        while let Some(row) = table.next(&mut self.tally)? {
            if self.link(&row).is_none() {
                self.tally.count(BAD_ROW, || row.described());
            }
        }
        Ok(true)
    }

    fn has_columns<R: Read>(&mut self, table: &Table<R>, name: &str, wanted: &[&str]) -> bool {
        let missing: Vec<&str> = wanted.iter().copied().filter(|column| !table.has(column)).collect();
        if !missing.is_empty() {
            self.tally.count(MISSING_COLUMNS, || format!("{name}: {}", missing.join(", ")));
        }
        missing.is_empty()
    }

    /// One link; `None` where what is required is not there.
    fn link(&mut self, row: &Row<'_>) -> Option<()> {
        let (id, from, to) = (row.text("link_id")?, row.text("from_node_id")?, row.text("to_node_id")?);
        let directed = truth(row.text("directed")?)?;
        if !row.text("allowed_uses").is_none_or(for_motor_vehicles) {
            self.tally.count(NOT_FOR_CARS, || row.described());
            return Some(());
        }
        let (Some(Some(start)), Some(Some(end))) = (self.nodes.get(from), self.nodes.get(to)) else {
            self.tally.count(DANGLING, || row.described());
            return Some(());
        };
        let ends = [*start, *end];
        if !self.links.insert(id.into()) {
            self.tally.count(DUPLICATE, || row.described());
            return Some(());
        }
        let highway = self.highway(row);
        let lanes_both = row.text("lanes").and_then(finite).map(|lanes| {
            let lanes = lanes.round().clamp(1.0, 20.0);
            (if directed { lanes } else { 2.0 * lanes }).to_string()
        });
        let speed = row.text("free_speed").map(|speed| self.units.kmh(speed, &mut self.tally));
        let mut road_tags = RoadTags::read(OWN_TAGS.iter().filter_map(|key| Some((*key, row.text(key)?))));
        road_tags.highway = Some(highway);
        road_tags.oneway = directed.then_some("yes").or(Some("no"));
        road_tags.lanes = lanes_both.as_deref();
        road_tags.maxspeed = speed.as_deref();
        road_tags.name = row.text("name");
        let Some(facts) = tags::facts(&road_tags) else {
            self.tally.count(NOT_FOR_CARS, || row.described());
            return Some(());
        };
        let lanes = f64::from(facts.forward.or(facts.backward).map_or(1, |facts| facts.lanes));
        let capacity = row.text("capacity").map(|one| finite(one).map_or(one.to_owned(), |n| (n * lanes).to_string()));
        let figures = Stated { speed_kmh: speed.as_deref(), capacity: capacity.as_deref() };
        let both = [facts.forward, facts.backward];
        let [forward, backward] = figures.over(both, &mut self.tally, &|| row.described());
        let points = self.shape(row, ends);
        let source = id.parse().unwrap_or(0);
        self.drafting.add_line(&points, LineFacts { forward, backward, source, name: facts.name, length: None });
        self.stated_lengths.push(row.text("length").and_then(finite).filter(|length| *length > 0.0));
        Some(())
    }

    /// The `highway` value for the link's type.
    fn highway<'a>(&mut self, row: &Row<'a>) -> &'a str {
        let stated = row.text("facility_type").or_else(|| row.text("link_type_name"));
        let Some(stated) = stated else { return "unclassified" };
        if access::class_of(stated).is_some() {
            return stated;
        }
        let known = FACILITY_TYPES.iter().find(|(name, _)| stated.eq_ignore_ascii_case(name));
        known.map_or_else(
            || {
                self.tally.count(UNKNOWN_TYPE, || format!("{}: {}", row.described(), shortened(stated)));
                "unclassified"
            },
            |(_, highway)| *highway,
        )
    }

    /// The points of a link: its nodes, and between them those of its geometry.
    fn shape(&mut self, row: &Row<'_>, [start, end]: [u32; 2]) -> Vec<u32> {
        let mut points = vec![start];
        if let Some(text) = row.text("geometry") {
            match line_string(text, self.crs) {
                Some(mut shape) => {
                    if row.text("dir_flag").and_then(finite) == Some(-1.0) {
                        shape.reverse();
                    }
                    let inner = shape.get(1..shape.len().saturating_sub(1)).unwrap_or_default();
                    points.extend(inner.iter().map(|&position| self.drafting.add_point(position)));
                }
                None => self.tally.count(BAD_SHAPE, || row.described()),
            }
        }
        points.push(end);
        points
    }

    /// Gives the lines their stated lengths, once their unit is known.
    fn lengths(&mut self) {
        let draft = self.drafting.draft();
        let along = |i: usize| -> (f64, [Position; 2]) {
            let line = &draft.lines[i];
            let points = &draft.line_points[line.first_point as usize..][..line.point_count as usize];
            let positions: Vec<Position> = points.iter().map(|&point| draft.points[point as usize]).collect();
            let metres = positions.windows(2).map(|pair| pair[0].metres_to(pair[1])).sum();
            (metres, [positions[0], positions[positions.len() - 1]])
        };
        let stated: Vec<(usize, f64)> =
            self.stated_lengths.iter().enumerate().filter_map(|(i, length)| Some((i, (*length)?))).collect();
        let ratios = stated.iter().map(|&(i, length)| (length, along(i).0)).collect();
        let Some(metres_per_unit) = self.units.metres(ratios, &mut self.tally) else { return };
        let lengths: Vec<_> = stated
            .into_iter()
            .map(|(i, length)| {
                let subject = || format!("link {}", draft.lines[i].source);
                (i, stated::length(length * metres_per_unit, along(i).1, &mut self.tally, &subject))
            })
            .collect();
        let draft = self.drafting.draft();
        for (i, length) in lengths {
            draft.lines[i].length = length;
        }
    }
}

/// Columns that mean what OpenStreetMap's tag of that name means.
const OWN_TAGS: [&str; 8] =
    ["surface", "bridge", "ford", "tunnel", "junction", "smoothness", "tracktype", "passage:connector"];

/// Functional classes of road planners (FHWA, "Highway Functional Classification", 2013) beside OpenStreetMap's.
const FACILITY_TYPES: [(&str, &str); 11] = [
    ("freeway", "motorway"),
    ("interstate", "motorway"),
    ("expressway", "trunk"),
    ("highway", "trunk"),
    ("ramp", "motorway_link"),
    ("principal arterial", "primary"),
    ("major arterial", "primary"),
    ("arterial", "primary"),
    ("minor arterial", "secondary"),
    ("collector", "tertiary"),
    ("local", "residential"),
];

/// GMNS booleans: `true`, `false`, 1, 0.
fn truth(text: &str) -> Option<bool> {
    match text.to_ascii_lowercase().as_str() {
        "1" | "true" | "t" | "yes" | "1.0" => Some(true),
        "0" | "false" | "f" | "no" | "0.0" => Some(false),
        _ => None,
    }
}

/// Whether a list of uses names any that drives.
fn for_motor_vehicles(uses: &str) -> bool {
    let drives = ["auto", "car", "truck", "bus", "motor", "vehicle", "drive", "hov", "sov", "all", "any"];
    uses.to_ascii_lowercase().split([',', ';', ' ', '|']).any(|one| drives.iter().any(|word| one.contains(word)))
}

/// `LINESTRING (x y, x y)` of well-known text (OGC 06-103r4, section 7), with or without heights.
fn line_string(text: &str, crs: Crs) -> Option<Vec<Position>> {
    let text = text.trim();
    let keyword = text.get(..10).filter(|word| word.eq_ignore_ascii_case("LINESTRING"))?;
    let rest = text[keyword.len()..].trim_start();
    let rest = rest.trim_start_matches(['Z', 'M', 'z', 'm', ' ']);
    let inner = rest.strip_prefix('(')?.strip_suffix(')')?;
    let point = |point: &str| {
        let mut numbers = point.split_ascii_whitespace().map(finite);
        crs.position(numbers.next()??, numbers.next()??)
    };
    inner.split(',').map(point).collect::<Option<Vec<Position>>>().filter(|points| points.len() > 1)
}
