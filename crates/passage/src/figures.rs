//! What a network holds, in figures: counted once, told as words and as JSON.

use passage_model::digits::{tenths, thousands};
use passage_model::id::RoadId;
use passage_model::network::{Network, PlaceKind, RoadClass, RoadMarks};
use serde::Serialize;
use std::fmt::{Display, Write as _};

/// The figures of a network.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Figures {
    /// Junctions.
    pub junctions: usize,
    /// Directed roads.
    pub roads: usize,
    /// Length of all directed roads, in km.
    pub kilometres: f64,
    /// Length of the roads on the ground, each counted once whether it is driven in one direction or both, in km.
    pub kilometres_on_the_ground: f64,
    /// Mean free speed over the length, in km/h.
    pub mean_kmh: f64,
    /// Forbidden turns.
    pub forbidden_turns: usize,
    /// Places, and of these cities and towns.
    pub places: usize,
    /// Cities and towns.
    pub cities_and_towns: usize,
    /// The gap connectors, where there are any. The classes are without them.
    pub gaps: Option<GapFigures>,
    /// The classes that occur.
    pub classes: Vec<ClassFigures>,
}

/// The gap connectors: roads that nobody has seen, with what was assumed of them.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct GapFigures {
    /// Connectors on the ground, each counted once whether it is driven in one direction or both.
    pub count: usize,
    /// Their length on the ground, in km.
    pub kilometres: f64,
    /// The least and the most free speed, in km/h; connectors that are too short to tell are left out.
    pub kmh: [f64; 2],
    /// The least and the most capacity, in vehicles per hour.
    pub capacity: [u32; 2],
}

/// The roads of one class, without gap connectors.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ClassFigures {
    /// The class.
    pub class: RoadClass,
    /// Directed roads.
    pub roads: usize,
    /// Their length, in km.
    pub kilometres: f64,
    /// Mean free speed over the length, in km/h.
    pub mean_kmh: f64,
    /// The least and the most capacity, in vehicles per hour.
    pub capacity: (u32, u32),
}

impl Figures {
    /// Counts a network. O(roads log roads).
    pub fn of(network: &Network) -> Self {
        let columns = network.columns();
        let classes = RoadClass::ALL.iter().filter_map(|&class| ClassFigures::of(network, class)).collect();
        let hours: f64 = columns.travel.iter().map(|ms| f64::from(*ms) / 3_600_000.0).sum();
        let kilometres: f64 = columns.length.iter().map(|dm| f64::from(*dm) / 10_000.0).sum();
        let is_large = |kind: PlaceKind| matches!(kind, PlaceKind::City | PlaceKind::Town);
        let ground = on_the_ground(network, |_| true);
        Self {
            junctions: network.junction_count(),
            roads: network.road_count(),
            kilometres: tenth(kilometres),
            kilometres_on_the_ground: tenth(ground.1),
            mean_kmh: tenth(kilometres / hours.max(f64::MIN_POSITIVE)),
            forbidden_turns: network.forbidden().len(),
            places: network.places().len(),
            cities_and_towns: network.places().iter().filter(|place| is_large(place.kind)).count(),
            gaps: GapFigures::of(network),
            classes,
        }
    }

    /// The figures for a person.
    pub fn to_words(&self, network: &Network) -> String {
        let mut words = String::new();
        let origin = network.origin();
        let _ = writeln!(words, "From      {} (SHA-256 {})", origin.file, origin.digest.short());
        for (i, setting) in settings(&origin.settings).iter().enumerate() {
            let _ = writeln!(words, "{:<9} {setting}", if i == 0 { "Settings" } else { "" });
        }
        let named = if origin.attribution.is_empty() { "the source names none" } else { &origin.attribution };
        let _ = writeln!(words, "Licence   {named}");
        let (ground, directed) = (tenths(self.kilometres_on_the_ground), tenths(self.kilometres));
        let count = |number: usize| thousands(number as u64);
        let _ = writeln!(words, "{:>9} junctions", count(self.junctions));
        let _ = writeln!(
            words,
            "{:>9} roads, one for each direction: {directed} km; {ground} km on the ground",
            count(self.roads)
        );
        let _ = writeln!(words, "{:>9} km/h mean free speed", self.mean_kmh);
        let _ = writeln!(words, "{:>9} forbidden turns", count(self.forbidden_turns));
        let _ = writeln!(
            words,
            "{:>9} places, {} of them cities or towns",
            count(self.places),
            count(self.cities_and_towns)
        );
        words.push_str(&self.gaps.as_ref().map(GapFigures::to_words).unwrap_or_default());
        let _ = writeln!(words, "\n{:<15} {:>9} {:>11} {:>6} {:>12}", "Class", "roads", "km", "km/h", "vehicles/h");
        for class in &self.classes {
            let name = format!("{:?}", class.class);
            let capacity = between(&thousands(class.capacity.0), &thousands(class.capacity.1));
            let (roads, length, speed) = (count(class.roads), tenths(class.kilometres), class.mean_kmh);
            let _ = writeln!(words, "{name:<15} {roads:>9} {length:>11} {speed:>6.1} {capacity:>12}");
        }
        words
    }
}

impl GapFigures {
    /// Counts the gap connectors of a network; `None` where there are none. O(roads).
    pub fn of(network: &Network) -> Option<Self> {
        let columns = network.columns();
        let gaps: Vec<usize> =
            network.roads().filter(|&road| network.marks(road).has(RoadMarks::GAP)).map(RoadId::index).collect();
        let capacity = gaps.iter().map(|&road| columns.capacity[road]);
        let capacity = [capacity.clone().min()?, capacity.max()?];
        // Times are whole milliseconds: on a few metres they do not tell a speed.
        let timed = gaps.iter().filter(|&&road| columns.travel[road] >= 1000);
        let kmh = timed.map(|&road| f64::from(columns.length[road]) * 360.0 / f64::from(columns.travel[road]));
        let (least, most) = kmh.fold((f64::INFINITY, 0.0), |(least, most), kmh| (kmh.min(least), kmh.max(most)));
        let (count, kilometres) = on_the_ground(network, |marks| marks.has(RoadMarks::GAP));
        Some(Self { count, kilometres: tenth(kilometres), kmh: [tenth(least.min(most)), tenth(most)], capacity })
    }

    fn to_words(&self) -> String {
        let Self { count, kilometres, kmh: [slowest, fastest], capacity: [least, most] } = self;
        // No road of eight lanes carries as much: 8 x 2,400 (HCM).
        let no_road = if *most > 19_200 { " (connectors of a traffic model: more than any road)" } else { "" };
        let speed = if *fastest > 0.0 { format!("{} km/h, ", between(slowest, fastest)) } else { String::new() };
        format!(
            "{:>9} gap connectors, {} km: not seen on the ground\n{:>9} assumed of them, measured by \
             nobody: {speed}{} vehicles/h{no_road}\n",
            thousands(*count as u64),
            tenths(*kilometres),
            "",
            between(&thousands(*least), &thousands(*most))
        )
    }
}

fn between<T: Display + PartialEq>(least: &T, most: &T) -> String {
    if least == most { least.to_string() } else { format!("{least}-{most}") }
}

/// The settings of an import, kept in canonical JSON, as `key: value`; what cannot be read is shown as it is.
fn settings(json: &str) -> Vec<String> {
    let Ok(serde_json::Value::Object(settings)) = serde_json::from_str(json) else { return vec![json.to_owned()] };
    let mut words = Vec::new();
    for (key, value) in &settings {
        match value {
            serde_json::Value::Object(parts) => words.extend(parts.iter().map(|(key, value)| setting(key, value))),
            _ => words.push(setting(key, value)),
        }
    }
    words
}

fn setting(key: &str, value: &serde_json::Value) -> String {
    let value = match value {
        serde_json::Value::Array(factors) if key == "speed_factors" => speed_factors(factors),
        serde_json::Value::String(text) => text.clone(),
        serde_json::Value::Number(number) => number.as_f64().map_or_else(|| number.to_string(), plain),
        other => other.to_string(),
    };
    format!("{}: {value}", key.replace('_', " "))
}

/// A number without a decimal that says nothing: "5,000", "0.5".
fn plain(number: f64) -> String {
    let whole = number >= 0.0 && number.fract() == 0.0 && number < 1e15;
    if whole { thousands(number as u64) } else { number.to_string() }
}

/// Factors in thousandths, one for each class, told where they change a speed.
fn speed_factors(factors: &[serde_json::Value]) -> String {
    let thousandths = factors.iter().map(|factor| factor.as_u64().unwrap_or(1000));
    let changed = RoadClass::ALL.iter().zip(thousandths).filter(|(_, factor)| *factor != 1000);
    let words: Vec<String> = changed.map(|(class, factor)| format!("{class:?} {}", factor as f64 / 1000.0)).collect();
    if words.is_empty() { "none".to_owned() } else { words.join(", ") }
}

impl ClassFigures {
    fn of(network: &Network, class: RoadClass) -> Option<Self> {
        let columns = network.columns();
        let own = || {
            (0..columns.class.len())
                .filter(|&r| columns.class[r] == class as u8 && !RoadMarks(columns.marks[r]).has(RoadMarks::GAP))
        };
        let roads = own().count();
        let (low, high) = (own().map(|r| columns.capacity[r]).min()?, own().map(|r| columns.capacity[r]).max()?);
        let kilometres: f64 = own().map(|r| f64::from(columns.length[r]) / 10_000.0).sum();
        let hours: f64 = own().map(|r| f64::from(columns.travel[r]) / 3_600_000.0).sum();
        let mean_kmh = tenth(kilometres / hours.max(f64::MIN_POSITIVE));
        Some(Self { class, roads, kilometres: tenth(kilometres), mean_kmh, capacity: (low, high) })
    }
}

/// How many roads there are on the ground and how long they are: two directions of one length between the same
/// junctions, from the same source, are one.
fn on_the_ground(network: &Network, counts: impl Fn(RoadMarks) -> bool) -> (usize, f64) {
    let (mut count, mut kilometres) = (0, 0.0);
    for road in network.roads().filter(|road| counts(network.marks(*road))) {
        let is_twin = |other: RoadId| {
            other < road
                && network.to(other) == network.from(road)
                && network.length(other) == network.length(road)
                && network.source(other) == network.source(road)
        };
        if !network.leaving(network.to(road)).iter().any(|&other| is_twin(other)) {
            count += 1;
            kilometres += network.length(road).kilometres();
        }
    }
    (count, kilometres)
}

fn tenth(number: f64) -> f64 {
    (number * 10.0).round() / 10.0
}
