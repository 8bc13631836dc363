//! `GeoJSON` (RFC 7946): lines with the tags of OpenStreetMap as properties become roads, points with `place` places.
//!
//! Beside the tags, a line may state its own figures: `length_m` (metres, lines of one piece only), `speed_kmh` (km/h
//! on the empty road) and `capacity` (vehicles per hour in each direction, all lanes together); `lanes` counts both
//! directions as in OpenStreetMap. Two lines meet where they share a coordinate, to the seventh decimal. The
//! collection's member `attribution` is kept. Features are read one at a time: memory is proportional to the roads.

use crate::draft::Draft;
use crate::drafting::{Drafting, LineFacts};
use crate::foreign::{DAMAGED, decompressed, finite, is_damage};
use crate::osm::place::PlaceTags;
use crate::osm::tags::{self, RoadTags};
use crate::projection::Crs;
use crate::stated::{self, Stated};
use crate::tally::{Kind, Tally, shortened};
use passage_model::finding::Finding;
use passage_model::units::Position;
use serde::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Value};
use std::collections::BTreeMap;
use std::io::{self, Read};

/// Reads a collection, a single feature or a bare geometry, plain or compressed with gzip. Only a failing disk is an
/// error. O(points log points) time.
pub fn read(input: impl Read) -> io::Result<(Draft, Vec<Finding>)> {
    let mut reading = Reading::default();
    let bytes = match decompressed(input) {
        Ok(bytes) => bytes,
        Err(cause) if is_damage(&cause) => {
            reading.tally.count(DAMAGED, || cause.to_string());
            return Ok(reading.finish());
        }
        Err(cause) => return Err(cause),
    };
    let mut json = serde_json::Deserializer::from_reader(bytes);
    let outcome = Document(&mut reading).deserialize(&mut json).and_then(|()| json.end());
    match outcome {
        Ok(()) => {}
        Err(error) if error.is_data() => reading.tally.count(NOT_GEOJSON, || error.to_string()),
        Err(error) => {
            let words = error.to_string();
            let io = error.is_io().then(|| io::Error::from(error)).filter(|cause| !is_damage(cause));
            if let Some(cause) = io {
                return Err(cause);
            }
            reading.tally.count(DAMAGED, || words);
        }
    }
    Ok(reading.finish())
}

const NOT_GEOJSON: Kind = Kind::error(
    "network.not-geojson",
    "the file is JSON but not GeoJSON: a FeatureCollection, a Feature or a geometry",
    "Export the roads as GeoJSON (RFC 7946).",
);
const BAD_FEATURE: Kind = Kind::warning(
    "network.unreadable-element",
    "a feature is not of the shape that GeoJSON asks for; it was left out",
    "",
);
const NO_GEOMETRY: Kind = Kind::warning("network.no-geometry", "a feature has no geometry; it was left out", "");
const OTHER_GEOMETRY: Kind = Kind::note(
    "network.other-geometry",
    "a feature is neither a line nor a place's point; it was left out",
    "Polygons belong into an overlay.",
);
const OFF_EARTH: Kind = Kind::warning(
    "network.coordinates-off-earth",
    "a coordinate is not on Earth; its feature was left out",
    "GeoJSON is in degrees, longitude first; projected coordinates must be converted to EPSG:4326.",
);
const SWAPPED: Kind = Kind::error(
    "network.coordinates-swapped",
    "a latitude is beyond the poles but would be a longitude: the coordinates seem to be swapped; its feature \
            was left out",
    "GeoJSON puts the longitude first: [37.54, 47.10] for Mariupol.",
);
const HEIGHTS: Kind = Kind::note("network.heights", "a feature has heights; they were not used", "");
const SHORT_LINE: Kind =
    Kind::warning("network.line-without-length", "a line has fewer than two different points; it was left out", "");
const NOT_A_ROAD: Kind = Kind::note(
    "network.not-for-cars",
    "a line has no `highway` for motor vehicles, or they may not use it; it was left out",
    "",
);
const NO_NAME: Kind = Kind::note("network.place-without-name", "a point is no place with a name; it was left out", "");
const UNKNOWN_CRS: Kind = Kind::error(
    "network.unknown-crs",
    "the file's coordinate reference system is not one that passage reads; its coordinates were taken as degrees",
    "Convert the file to EPSG:4326.",
);

/// The state of reading one file.
struct Reading {
    drafting: Drafting,
    tally: Tally,
    points: BTreeMap<Position, u32>,
    crs: Crs,
    features: u64,
    /// The last feature whose heights were counted.
    heights: u64,
}

impl Default for Reading {
    fn default() -> Self {
        Self {
            drafting: Drafting::new(),
            tally: Tally::default(),
            points: BTreeMap::new(),
            crs: Crs::Degrees,
            features: 0,
            heights: 0,
        }
    }
}

/// The outermost object: its features are read as they come, its few other members kept.
struct Document<'a>(&'a mut Reading);

impl<'de> DeserializeSeed<'de> for Document<'_> {
    type Value = ();
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for Document<'_> {
    type Value = ();

    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("an object with `features`, `geometry` or `coordinates`")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        let mut members = Map::new();
        let mut collection = false;
        while let Some(key) = map.next_key::<String>()? {
            match key.as_str() {
                "features" => {
                    collection = true;
                    map.next_value_seed(Features(self.0))?;
                }
                "crs" => self.0.crs(&map.next_value()?),
                "attribution" => {
                    if let Value::String(attribution) = map.next_value()? {
                        self.0.drafting.draft().attribution = attribution;
                    }
                }
                "type" | "id" | "geometry" | "properties" | "coordinates" | "geometries" => {
                    members.insert(key, map.next_value()?);
                }
                _ => {
                    map.next_value::<IgnoredAny>()?;
                }
            }
        }
        if collection {
            return Ok(());
        }
        if members.contains_key("geometry") {
            self.0.feature(&Value::Object(members));
        } else if members.contains_key("coordinates") || members.contains_key("geometries") {
            self.0.geometry(&Value::Object(members), &Map::new(), 1);
        } else {
            self.0.tally.count(NOT_GEOJSON, || "it has no `features`".to_owned());
        }
        Ok(())
    }
}

/// The features, one at a time.
struct Features<'a>(&'a mut Reading);

impl<'de> DeserializeSeed<'de> for Features<'_> {
    type Value = ();
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_seq(self)
    }
}

impl<'de> Visitor<'de> for Features<'_> {
    type Value = ();

    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("an array of features")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut features: A) -> Result<(), A::Error> {
        while let Some(feature) = features.next_element::<Value>()? {
            self.0.feature(&feature);
        }
        Ok(())
    }
}

impl Reading {
    /// The `crs` member of older files (GeoJSON 2008), such as `urn:ogc:def:crs:OGC:1.3:CRS84`.
    fn crs(&mut self, member: &Value) {
        let Some(name) = member.pointer("/properties/name").and_then(Value::as_str) else { return };
        let code = name.rsplit(':').next().unwrap_or_default();
        match if code == "CRS84" { Some(Crs::Degrees) } else { Crs::parse(code) } {
            Some(crs) => self.crs = crs,
            None => self.tally.count(UNKNOWN_CRS, || shortened(name)),
        }
    }

    fn feature(&mut self, feature: &Value) {
        self.features += 1;
        let number = self.features;
        if feature.get("type").and_then(Value::as_str) != Some("Feature") {
            self.tally.count(BAD_FEATURE, || format!("feature {number}: its type is not \"Feature\""));
            return;
        }
        let none = Map::new();
        let properties = feature.get("properties").and_then(Value::as_object).unwrap_or(&none);
        let source = source_number(feature, properties).unwrap_or(number as i64);
        match feature.get("geometry") {
            None | Some(Value::Null) => self.tally.count(NO_GEOMETRY, || described(number, properties)),
            Some(geometry) => self.geometry(geometry, properties, source),
        }
    }

    fn geometry(&mut self, geometry: &Value, properties: &Map<String, Value>, source: i64) {
        let number = self.features;
        let kind = geometry.get("type").and_then(Value::as_str).unwrap_or_default();
        let list = |member: &str| geometry.get(member).and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
        match kind {
            "Point" => match geometry.get("coordinates").and_then(|c| self.position(c, number)) {
                Some(position) => self.place(position, properties),
                None if geometry.get("coordinates").is_some_and(Value::is_array) => {}
                None => self.tally.count(BAD_FEATURE, || described(number, properties)),
            },
            "LineString" => self.line(list("coordinates"), properties, (source, true)),
            "MultiLineString" => {
                let parts = list("coordinates");
                for part in parts {
                    match part.as_array() {
                        Some(part) => self.line(part, properties, (source, parts.len() == 1)),
                        None => self.tally.count(BAD_FEATURE, || described(number, properties)),
                    }
                }
            }
            "GeometryCollection" => {
                for part in list("geometries") {
                    self.geometry(part, properties, source);
                }
            }
            "MultiPoint" | "Polygon" | "MultiPolygon" => {
                self.tally.count(OTHER_GEOMETRY, || format!("{}: {kind}", described(number, properties)));
            }
            _ => self.tally.count(BAD_FEATURE, || format!("{}: {}", described(number, properties), shortened(kind))),
        }
    }

    fn line(&mut self, coordinates: &[Value], properties: &Map<String, Value>, (source, whole): (i64, bool)) {
        let number = self.features;
        let subject = || described(number, properties);
        let texts: Vec<(&str, String)> =
            properties.iter().filter_map(|(k, v)| Some((k.as_str(), text_of(v)?))).collect();
        let text = |key: &str| texts.iter().find(|(k, _)| *k == key).map(|(_, v)| v.as_str());
        let mut road_tags = RoadTags::read(texts.iter().map(|(k, v)| (*k, v.as_str())));
        let figures = Stated { speed_kmh: text("speed_kmh"), capacity: text("capacity") };
        // So that the capacity by default is the one that goes with the stated speed.
        road_tags.maxspeed = road_tags.maxspeed.or(figures.speed_kmh);
        let Some(facts) = tags::facts(&road_tags) else {
            self.tally.count(NOT_A_ROAD, subject);
            return;
        };
        let mut positions = Vec::with_capacity(coordinates.len());
        for coordinate in coordinates {
            let Some(position) = self.position(coordinate, number) else { return };
            if positions.last() != Some(&position) {
                positions.push(position);
            }
        }
        let (Some(&first), Some(&last), true) = (positions.first(), positions.last(), positions.len() > 1) else {
            self.tally.count(SHORT_LINE, subject);
            return;
        };
        for unread in [facts.unread_limit, facts.unread_lanes].into_iter().flatten() {
            self.tally.count(stated::UNREADABLE, || format!("{}: {}", subject(), shortened(unread)));
        }
        let mut length = None;
        if let Some(metres) = text("length_m") {
            match finite(metres).filter(|metres| whole && *metres > 0.0) {
                Some(metres) => length = stated::length(metres, [first, last], &mut self.tally, &subject),
                None => self.tally.count(stated::UNREADABLE, || format!("{}: length {}", subject(), shortened(metres))),
            }
        }
        let [forward, backward] = figures.over([facts.forward, facts.backward], &mut self.tally, &subject);
        let points: Vec<u32> = positions.into_iter().map(|position| self.point(position)).collect();
        self.drafting.add_line(&points, LineFacts { forward, backward, source, name: facts.name, length });
    }

    fn point(&mut self, position: Position) -> u32 {
        let drafting = &mut self.drafting;
        *self.points.entry(position).or_insert_with(|| drafting.add_point(position))
    }

    /// The position of `[longitude, latitude, ...]`; what is none is counted.
    fn position(&mut self, coordinate: &Value, feature: u64) -> Option<Position> {
        let numbers: Option<Vec<f64>> = coordinate.as_array().and_then(|c| c.iter().map(Value::as_f64).collect());
        let Some([x, y, rest @ ..]) = numbers.as_deref() else {
            self.tally.count(BAD_FEATURE, || format!("feature {feature}: a coordinate is not two numbers"));
            return None;
        };
        if !rest.is_empty() && self.heights < feature {
            self.heights = feature;
            self.tally.count(HEIGHTS, || format!("feature {feature}"));
        }
        let position = self.crs.position(*x, *y);
        if position.is_none() {
            let swapped = self.crs == Crs::Degrees && y.abs() <= 180.0 && x.abs() <= 90.0;
            let kind = if swapped { SWAPPED } else { OFF_EARTH };
            self.tally.count(kind, || format!("feature {feature}: [{x}, {y}]"));
        }
        position
    }

    fn place(&mut self, position: Position, properties: &Map<String, Value>) {
        let number = self.features;
        let texts: Vec<_> = properties.iter().filter_map(|(k, v)| Some((k.as_str(), text_of(v)?))).collect();
        let mut tags = PlaceTags::default();
        for (key, value) in &texts {
            tags.set(key, value);
        }
        match tags.place(position) {
            Some(place) => self.drafting.draft().places.push(place),
            None => self.tally.count(NO_NAME, || described(number, properties)),
        }
    }

    fn finish(self) -> (Draft, Vec<Finding>) {
        (self.drafting.finish(), self.tally.into_findings())
    }
}

/// The source's number of a feature: `osm_id`, `@id` or its own id, such as `way/123`.
fn source_number(feature: &Value, properties: &Map<String, Value>) -> Option<i64> {
    let ids = [properties.get("osm_id"), properties.get("@id"), feature.get("id")];
    ids.into_iter().flatten().find_map(|id| match id {
        Value::Number(number) => number.as_i64(),
        Value::String(text) => text.rsplit('/').next().and_then(|digits| digits.parse().ok()),
        _ => None,
    })
}

/// A property as the text of a tag: `true` is `yes`.
fn text_of(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        Value::Bool(yes) => Some(if *yes { "yes" } else { "no" }.to_owned()),
        _ => None,
    }
}

fn described(number: u64, properties: &Map<String, Value>) -> String {
    match properties.get("name").and_then(Value::as_str) {
        Some(name) => format!("feature {number}, {}", shortened(name)),
        None => format!("feature {number}"),
    }
}
