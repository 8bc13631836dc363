//! Speed limits: every spelling of `maxspeed`, and the limits that nations set where no sign stands.

/// What a value of `maxspeed` says.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Limit {
    /// So many km/h.
    Kmh(f64),
    /// No limit.
    Unlimited,
    /// Walking pace.
    Walk,
    /// A limit that changes (`signals`, `variable`): known to exist, not known.
    Changing,
}

/// Kilometres per mile (exact: international mile) and per nautical mile (exact).
const KM_PER_MILE: f64 = 1.609_344;
const KM_PER_NAUTICAL_MILE: f64 = 1.852;

/// Reads a value of `maxspeed`, `maxspeed:type`, `source:maxspeed`, `zone:maxspeed` or `zone:traffic`.
///
/// Numbers are km/h unless they say `mph` or `knots` (wiki, `Key:maxspeed`). Of several values the lowest holds.
/// `None` where it cannot be read.
pub fn read(value: &str) -> Option<Limit> {
    let parts = value.split([';', '|']).map(str::trim).filter(|part| !part.is_empty());
    let mut lowest: Option<Limit> = None;
    for part in parts {
        let limit = one(part)?;
        lowest = Some(match lowest {
            Some(other) if rank(other) <= rank(limit) => other,
            _ => limit,
        });
    }
    lowest
}

/// The limit in km/h, for comparison and for use: walking pace is 7 km/h (German courts' upper value for
/// `Schrittgeschwindigkeit`, OSM wiki `Default speed limits`), no limit is the German advisory speed of 130 km/h.
pub fn kmh(limit: Limit) -> Option<f64> {
    match limit {
        Limit::Kmh(kmh) => Some(kmh),
        Limit::Unlimited => Some(130.0),
        Limit::Walk => Some(7.0),
        Limit::Changing => None,
    }
}

fn rank(limit: Limit) -> u32 {
    kmh(limit).map_or(u32::MAX, |kmh| (kmh * 10.0) as u32)
}

fn one(part: &str) -> Option<Limit> {
    match part {
        "none" | "unlimited" => return Some(Limit::Unlimited),
        "walk" => return Some(Limit::Walk),
        "signals" | "variable" | "implicit" | "sign" | "signs" => return Some(Limit::Changing),
        _ => {}
    }
    if let Some((country, kind)) = part.split_once([':', '_']).filter(|(c, _)| c.len() == 2 && c.is_ascii()) {
        return national(&country.to_ascii_uppercase(), kind);
    }
    let part = part.strip_prefix("zone:").or_else(|| part.strip_prefix("zone")).unwrap_or(part);
    let digits = part.find(|c: char| !(c.is_ascii_digit() || c == '.' || c == ',')).unwrap_or(part.len());
    let number: f64 = part[..digits].replace(',', ".").parse().ok()?;
    let factor = match part[digits..].trim() {
        "" | "km/h" | "kmh" | "kph" | "kmph" | "км/ч" | "км/год" => 1.0,
        "mph" => KM_PER_MILE,
        "knots" | "kn" => KM_PER_NAUTICAL_MILE,
        _ => return None,
    };
    let kmh = number * factor;
    // Above 300 km/h no road has a limit (assumed by us: the highest posted in the world is 160); zero would close the road, which `access` does, not `maxspeed`.
    (1.0..=300.0).contains(&kmh).then_some(Limit::Kmh(kmh))
}

/// The limit that a country sets: `urban`, `rural`, `trunk`, `motorway`, `living_street` (and the spellings that
/// its mappers use), in the order of the table below; or a number as in `DE:zone30`, `DE:30`.
fn national(country: &str, kind: &str) -> Option<Limit> {
    let column = match kind {
        "urban" | "built-up" | "city" | "nsl_restricted" | "urban_primary" | "urban_secondary" => 0,
        "rural" | "nsl_single" | "single_carriageway" | "nonurban" => 1,
        "trunk" | "expressway" | "nsl_dual" | "express" => 2,
        "motorway" => 3,
        "living_street" | "bicycle_road" | "pedestrian_zone" | "shared_zone" | "school_zone" => 4,
        _ => {
            return one(kind.trim_start_matches("zone").trim_start_matches(':')).filter(|l| matches!(l, Limit::Kmh(_)));
        }
    };
    let row = NATIONAL.iter().find(|(code, _)| *code == country).map_or(&GENERIC, |(_, row)| row);
    Some(match row[column] {
        NO_LIMIT => Limit::Unlimited,
        WALK => Limit::Walk,
        kmh => Limit::Kmh(f64::from(kmh)),
    })
}

const NO_LIMIT: u16 = u16::MAX;
const WALK: u16 = 0;

/// Urban, rural, trunk (road for motor vehicles, divided), motorway, living street, in km/h: OSM wiki,
/// `Default speed limits`, after each country's traffic code (Ukraine: Traffic Rules 12.4 to 12.6; Poland: Prawo o
/// ruchu drogowym art. 20; Romania: OUG 195/2002 art. 49, 50; Moldova: Regulament 47, 48; Russia: PDD 10.2, 10.3;
/// Belarus: PDD 87, 88; Germany: `StVO` § 3; France: Code de la route R413-2, R413-3; Portugal: Código da Estrada art.
/// 27; Malta: Highway Code; Spain: Reglamento de Circulación art. 48, 50; Australia: Road Rules 24, 25 and the
/// states' usual 110 on motorways).
const NATIONAL: [(&str, [u16; 5]); 12] = [
    ("AU", [50, 100, 100, 110, 10]),
    ("BY", [60, 90, 90, 110, 20]),
    ("DE", [50, 100, NO_LIMIT, NO_LIMIT, WALK]),
    ("ES", [50, 90, 90, 120, 20]),
    ("FR", [50, 80, 110, 130, 20]),
    ("MD", [50, 90, 110, 110, 20]),
    ("MT", [50, 80, 80, 80, 20]),
    ("PL", [50, 90, 120, 140, 20]),
    ("PT", [50, 90, 100, 120, 20]),
    ("RO", [50, 90, 100, 130, 20]),
    ("RU", [60, 90, 110, 110, 20]),
    ("UA", [50, 90, 110, 130, 20]),
];

/// Every other country: the values that most of Europe has (OpenStreetMap wiki, "Default speed limits").
const GENERIC: [u16; 5] = [50, 90, 100, 120, 20];
