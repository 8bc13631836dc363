//! GeoJSON (RFC 7946) to overlay: features whose `passage` property says what they are.

use super::{
    Area, CLOSURE_REACH, CROSSING_REACH, CheckpointPoint, Closure, Control, Crossing, Extent, Hazard, NamedArea,
    Overlay,
};
use crate::tally::{Kind, Tally};
use passage_model::finding::Finding;
use passage_model::units::{Decimetres, Position};
use serde_json::Value;

/// Reads an overlay.
///
/// Features with `passage` = `control` (`holder`, `may_cross`), `hazard` (`reason`), `area` (`name`), `closure` (`reason`,
/// `from`, `until`, and `within` for points), `crossing` (`within`), `checkpoint` (`side`); the rest is left out and counted. `within` is a
/// number of metres or a text such as `"200 m"` or `"1 km"`. A feature that cannot be read is an error among the findings;
/// the others are read all the same.
pub fn read(bytes: &[u8]) -> (Overlay, Vec<Finding>) {
    let mut reader = Reader::default();
    match serde_json::from_slice::<Value>(bytes) {
        Ok(document) => reader.document(&document),
        Err(cause) => {
            let finding = Finding::error("overlay.not-geojson", format!("this is not JSON: {cause}"));
            return (Overlay::default(), vec![finding.advise("Overlays are GeoJSON files.")]);
        }
    }
    (reader.overlay, reader.tally.into_findings())
}

const NOT_GEOJSON: Kind = Kind::error(
    "overlay.not-geojson",
    "this JSON is no GeoJSON feature or collection of features",
    "Overlays are GeoJSON files with a list of features.",
);
const BAD_GEOMETRY: Kind = Kind::error(
    "overlay.bad-geometry",
    "a feature has no usable geometry",
    "Areas are polygons of at least three different positions, crossings and checkpoints points; longitude comes first, in degrees.",
);
const ANTIMERIDIAN: Kind = Kind::error(
    "overlay.antimeridian",
    "an area spans more than half the Earth: it lies across the antimeridian, or its longitudes are mistaken",
    "Cut it at the antimeridian into two polygons, as RFC 7946 section 3.1.9 says.",
);
const MISSING: Kind = Kind::error(
    "overlay.missing-property",
    "a feature lacks a property that it needs, or has it in another type",
    "Add it to the feature's properties.",
);
const UNKNOWN_KIND: Kind = Kind::error(
    "overlay.unknown-kind",
    "a feature's `passage` property is none of control, hazard, area, closure, crossing, checkpoint",
    "Correct it; remove the property where the feature is not meant for passage.",
);
const NOT_FOR_PASSAGE: Kind =
    Kind::note("overlay.not-for-passage", "a feature has no `passage` property and was left out", "");

/// Deeper collections of geometries than any program writes; they are refused.
const DEEPEST: usize = 8;

#[derive(Default)]
struct Reader {
    overlay: Overlay,
    tally: Tally,
}

/// Why a feature was left out: of what kind, and which.
type Refused = (Kind, String);

/// A geometry, as far as overlays use it.
#[derive(Default)]
struct Shapes {
    polygons: Vec<Vec<Vec<Position>>>,
    points: Vec<Position>,
}

impl Reader {
    fn document(&mut self, document: &Value) {
        match (document["type"].as_str(), document["features"].as_array()) {
            (Some("FeatureCollection"), Some(features)) => {
                for (i, feature) in features.iter().enumerate() {
                    self.feature(feature, i + 1);
                }
            }
            (Some("Feature"), _) => self.feature(document, 1),
            _ => self.tally.count(NOT_GEOJSON, String::new),
        }
    }

    fn feature(&mut self, feature: &Value, number: usize) {
        let properties = &feature["properties"];
        let name = properties["name"].as_str().unwrap_or_default().trim().to_owned();
        let which = if name.is_empty() { format!("feature {number}") } else { format!("feature {number}, {name:?}") };
        let read = match &properties["passage"] {
            Value::Null => Err((NOT_FOR_PASSAGE, String::new())),
            Value::String(kind) => self.known(kind, name, feature),
            other => Err((UNKNOWN_KIND, format!("it is {other}"))),
        };
        if let Err((kind, detail)) = read {
            self.tally.count(kind, || if detail.is_empty() { which } else { format!("{which}: {detail}") });
        }
    }

    fn known(&mut self, kind: &str, name: String, feature: &Value) -> Result<(), Refused> {
        let properties = &feature["properties"];
        if !matches!(kind, "control" | "hazard" | "area" | "closure" | "crossing" | "checkpoint") {
            return Err((UNKNOWN_KIND, format!("it is {kind:?}")));
        }
        let mut shapes = Shapes::default();
        shapes.read(&feature["geometry"], 0)?;
        match kind {
            "control" => {
                let may_cross =
                    properties["may_cross"].as_bool().ok_or_else(|| missing("may_cross (true or false)"))?;
                let holder = required(properties, "holder")?;
                self.overlay.controls.push(Control { name, holder, may_cross, area: shapes.area()? });
            }
            "hazard" => {
                let reason = optional(properties, "reason")?.unwrap_or_default();
                self.overlay.hazards.push(Hazard { name, reason, area: shapes.area()? });
            }
            "area" => {
                let name = required(properties, "name")?;
                self.overlay.areas.push(NamedArea { name, area: shapes.area()? });
            }
            "closure" => self.closure(&name, properties, &shapes)?,
            "crossing" => {
                let within = reach(properties, CROSSING_REACH)?;
                let crossing = |position| Crossing { name: name.clone(), position, within };
                self.overlay.crossings.extend(shapes.points()?.iter().copied().map(crossing));
            }
            _ => {
                let side = optional(properties, "side")?.unwrap_or_default();
                let checkpoint = |position| CheckpointPoint { name: name.clone(), side: side.clone(), position };
                self.overlay.checkpoints.extend(shapes.points()?.iter().copied().map(checkpoint));
            }
        }
        Ok(())
    }

    fn closure(&mut self, name: &str, properties: &Value, shapes: &Shapes) -> Result<(), Refused> {
        let reason = required(properties, "reason")?;
        let (from, until) = (optional(properties, "from")?, optional(properties, "until")?);
        let within = reach(properties, CLOSURE_REACH)?;
        let mut extents: Vec<Extent> = shapes.points.iter().map(|&point| Extent::Point(point, within)).collect();
        if extents.is_empty() || !shapes.polygons.is_empty() {
            extents.push(Extent::Area(shapes.area()?));
        }
        for extent in extents {
            let (name, reason, from, until) = (name.to_owned(), reason.clone(), from.clone(), until.clone());
            self.overlay.closures.push(Closure { name, reason, from, until, extent });
        }
        Ok(())
    }
}

impl Shapes {
    fn read(&mut self, geometry: &Value, depth: usize) -> Result<(), Refused> {
        let coordinates = &geometry["coordinates"];
        let members = || coordinates.as_array().ok_or_else(|| bad("it has no coordinates"));
        match geometry["type"].as_str() {
            Some("Point") => self.points.push(position(coordinates)?),
            Some("MultiPoint") => self.points.extend(members()?.iter().map(position).collect::<Result<Vec<_>, _>>()?),
            Some("Polygon") => self.polygons.push(rings(coordinates)?),
            Some("MultiPolygon") => {
                for polygon in members()? {
                    self.polygons.push(rings(polygon)?);
                }
            }
            Some("GeometryCollection") if depth < DEEPEST => {
                for member in geometry["geometries"].as_array().ok_or_else(|| bad("its collection is empty"))? {
                    self.read(member, depth + 1)?;
                }
            }
            Some("LineString" | "MultiLineString") => return Err(bad("it is a line; draw a polygon around it")),
            _ => return Err(bad("it has none")),
        }
        Ok(())
    }

    fn area(&self) -> Result<Area, Refused> {
        for ring in self.polygons.iter().flatten() {
            let east = ring.iter().map(|p| i64::from(p.lon)).max().unwrap_or(0);
            let west = ring.iter().map(|p| i64::from(p.lon)).min().unwrap_or(0);
            if east - west > 1_800_000_000 {
                return Err((ANTIMERIDIAN, String::new()));
            }
        }
        let area = Area::new(&self.polygons);
        if area.is_empty() { Err(bad("it is no polygon")) } else { Ok(area) }
    }

    fn points(&self) -> Result<&[Position], Refused> {
        if self.points.is_empty() { Err(bad("it is no point")) } else { Ok(&self.points) }
    }
}

fn rings(polygon: &Value) -> Result<Vec<Vec<Position>>, Refused> {
    let rings = polygon.as_array().ok_or_else(|| bad("it has no rings"))?;
    rings
        .iter()
        .map(|ring| {
            let positions = ring.as_array().ok_or_else(|| bad("a ring is no list"))?;
            let positions = positions.iter().map(position).collect::<Result<Vec<_>, _>>()?;
            let mut different = positions.clone();
            different.sort_unstable();
            different.dedup();
            if different.len() < 3 {
                Err(bad("a ring has fewer than three different positions"))
            } else {
                Ok(positions)
            }
        })
        .collect()
}

fn position(coordinates: &Value) -> Result<Position, Refused> {
    let degrees = |i: usize| coordinates.get(i).and_then(Value::as_f64);
    let (Some(lon), Some(lat)) = (degrees(0), degrees(1)) else {
        return Err(bad("a position is not two numbers"));
    };
    Position::from_degrees(lat, lon).ok_or_else(|| bad(&format!("longitude {lon}, latitude {lat} is not on Earth")))
}

fn reach(properties: &Value, default: Decimetres) -> Result<Decimetres, Refused> {
    let metres = match &properties["within"] {
        Value::Null => return Ok(default),
        Value::Number(number) => number.as_f64(),
        Value::String(text) => metres(text),
        _ => None,
    };
    let sane = metres.filter(|m| (0.0..=1_000_000.0).contains(m)).map(Decimetres::from_metres);
    sane.ok_or_else(|| missing("within (metres, or a text such as \"200 m\" or \"1 km\")"))
}

fn metres(text: &str) -> Option<f64> {
    let text = text.trim();
    let (number, scale) = match (text.strip_suffix("km"), text.strip_suffix('m')) {
        (Some(number), _) => (number, 1000.0),
        (None, Some(number)) => (number, 1.0),
        (None, None) => (text, 1.0),
    };
    number.trim().parse::<f64>().ok().map(|n| n * scale)
}

fn required(properties: &Value, key: &str) -> Result<String, Refused> {
    optional(properties, key)?.filter(|text| !text.is_empty()).ok_or_else(|| missing(key))
}

fn optional(properties: &Value, key: &str) -> Result<Option<String>, Refused> {
    match &properties[key] {
        Value::Null => Ok(None),
        Value::String(text) => Ok(Some(text.trim().to_owned())),
        other => Err(missing(&format!("{key} as text; it is {other}"))),
    }
}

fn missing(key: &str) -> Refused {
    (MISSING, key.to_owned())
}

fn bad(detail: &str) -> Refused {
    (BAD_GEOMETRY, detail.to_owned())
}
