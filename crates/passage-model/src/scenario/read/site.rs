//! Sites and waypoints: by name or by position.

use super::super::{Location, Site, Source, Sourced, Span, Waypoint, WaypointPlace};
use super::fields::{At, Fields, Notes};
use crate::finding::Finding;
use toml::de::DeValue;

/// The farthest that a road may be from a site, in metres: beyond it another place is meant.
const FARTHEST_METRES: u32 = 100_000;

impl<'a> Fields<'a> {
    /// The name and the location of a site; without a name it has its place's.
    pub fn site(&self, notes: &mut Notes<'_>, within: Sourced<u32>) -> Option<Site> {
        let within = if self.has("within") { self.metres(notes, "within") } else { Some(within) };
        let name = self.text(notes, "name");
        let place = self.text(notes, "place");
        let near = self.text(notes, "near").map(|(near, _)| near);
        let at = self.get("at");
        if let (Some((place, _)), Some(at)) = (&place, at) {
            let words = format!("both the place {place:?} and a position are named");
            let finding = Finding::error("scenario.two-locations", words).about(&self.label);
            notes.add(finding.advise("Keep the one that is meant.").at(at.span()));
            return None;
        }
        let (location, span, fallback) = match (place, at) {
            (Some((place, span)), _) if !place.is_empty() => {
                (Location::Place { name: place.clone(), near }, span, Some(place))
            }
            (_, Some(at)) => (Location::At(self.position(notes, "at", at)?), at.span(), None),
            _ => {
                self.need(notes, "location", "place = \"Mariupol\" or at = [47.0958, 37.5494] (latitude, longitude)");
                return None;
            }
        };
        let name = name.map(|(name, _)| name).filter(|name| !name.is_empty()).or(fallback);
        let Some(name) = name else {
            self.need(notes, "name", "name = \"what people call it\"");
            return None;
        };
        Some(Site { name, location, within: within?, span: Span(span) })
    }

    /// A distance such as "5 km" or "200 m", in metres.
    pub fn metres(&self, notes: &mut Notes<'_>, key: &str) -> Option<Sourced<u32>> {
        let (text, span) = self.text(notes, key)?;
        let split = text.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(text.len());
        let number = text[..split].parse::<f64>().ok();
        let metres = match text[split..].trim() {
            "m" => number,
            "km" => number.map(|n| n * 1000.0),
            _ => None,
        };
        let refused = match metres {
            Some(metres) if metres <= f64::from(FARTHEST_METRES) => {
                let source = self.given(notes, span.start);
                return Some(Sourced { value: metres.round() as u32, source });
            }
            Some(_) => Finding::error("scenario.out-of-range", format!("{key} is {text}: more than 100 km away"))
                .advise("Name a place or a position nearer to the road."),
            None => Finding::error("scenario.not-a-distance", format!("{text:?} is not a distance"))
                .advise("Write \"5 km\" or \"200 m\"."),
        };
        notes.add(refused.about(&self.label).at(span));
        None
    }

    /// A place of a corridor or a closure: a name, or `[latitude, longitude]`.
    pub fn waypoint(&self, notes: &mut Notes<'_>, key: &str, at: At<'a>) -> Option<Waypoint> {
        let place = if let DeValue::Array(_) = at.value {
            WaypointPlace::At(self.position(notes, key, at)?)
        } else {
            let (name, span) = self.as_text(notes, key, at)?;
            if name.is_empty() {
                let finding = Finding::error("scenario.missing-key", format!("a place of {key:?} is blank"));
                notes.add(finding.about(&self.label).at(span));
                return None;
            }
            WaypointPlace::Named(name)
        };
        Some(Waypoint { place, span: Span(at.span()) })
    }

    /// The value under `key`, or the default.
    pub fn or<T>(
        &self,
        value: Option<Sourced<T>>,
        key: &str,
        default: impl FnOnce() -> Sourced<T>,
    ) -> Option<Sourced<T>> {
        if self.has(key) { value } else { Some(default()) }
    }

    /// A value with the source of the key that it stands under.
    pub fn sourced<T>(&self, notes: &Notes<'_>, value: T, start: usize) -> Sourced<T> {
        let source: Source = self.given(notes, start);
        Sourced { value, source }
    }
}
