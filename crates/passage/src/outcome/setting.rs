//! What a scenario says of itself, in the language of the page: its clock, its values with ranges and sources.

use super::names::who;
use super::times::{Times, duration};
use super::{Assumption, Matched, Setting};
use crate::given::Given;
use crate::situate;
use crate::words::{Words, count};
use jiff::Timestamp;
use jiff::tz::TimeZone;
use passage_model::civil::Zone;
use passage_model::finding::Finding;
use passage_model::network::PlaceKind;
use passage_model::scenario::{CheckpointSite, Closure, Factor, Group, Ranged, Scenario, Source, TravelOn, Windows};
use passage_model::situation::VehicleKind;
use passage_model::time::{Clock, Opening};
use passage_model::units::Seconds;

/// The setting of a scenario that was read and laid out; `findings` are those of the laying out.
pub fn of(given: &Given, matched: &[situate::Matched], findings: &[Finding], words: &Words) -> Setting {
    let scenario = &given.scenario;
    let times = times(scenario);
    let mut all: Vec<Finding> = Vec::new();
    for finding in given.findings.iter().chain(findings).chain(&given.foreign) {
        let known =
            all.iter().any(|f| f.code == finding.code && f.words == finding.words && f.subject == finding.subject);
        if !known {
            // Spans point into a file that the page does not show.
            all.push(Finding { span: None, ..finding.clone() });
        }
    }
    all.sort_by_key(|f| std::cmp::Reverse(f.severity));
    let file = std::path::Path::new(&given.text.0).file_name();
    Setting {
        title: scenario.title.clone(),
        exercise: scenario.exercise,
        scenario_file: file.map_or_else(|| given.text.0.clone(), |name| name.to_string_lossy().into_owned()),
        network: given.network_digest,
        assumptions: Values { words, times: &times, scenario, list: Vec::new() }.all(),
        matched: matched.iter().map(|m| found(m, words)).collect(),
        findings: all,
        times,
    }
}

/// The clock of a scenario. The second zone is the first other one that a window quotes after "=".
fn times(scenario: &Scenario) -> Times {
    let calendar = &scenario.calendar;
    let instant = calendar.rfc3339(Clock::H_HOUR).parse::<Timestamp>().unwrap_or(Timestamp::UNIX_EPOCH);
    let zone = TimeZone::get(calendar.zone().name()).unwrap_or_else(|_| {
        // A zone without a name is an offset, and the instant's own text carries it.
        let text = calendar.rfc3339(Clock::H_HOUR);
        offset(&text).unwrap_or(TimeZone::UTC)
    });
    Times::new(instant.to_zoned_datetime(zone), second_zone(scenario), scenario.horizon.value)
}

/// The offset at the end of an RFC 3339 text.
fn offset(text: &str) -> Option<TimeZone> {
    let tail = text.get(text.len().checked_sub(6)?..)?;
    let sign = if tail.starts_with('-') { -1 } else { 1 };
    let (hours, minutes) = tail.get(1..)?.split_once(':')?;
    let seconds = hours.parse::<i32>().ok()? * 3600 + minutes.parse::<i32>().ok()? * 60;
    Some(jiff::tz::Offset::from_seconds(sign * seconds).ok()?.to_time_zone())
}

fn second_zone(scenario: &Scenario) -> Option<TimeZone> {
    let windows = scenario.corridors.iter().map(|c| &c.windows).chain(scenario.areas.iter().map(|a| &a.windows));
    let own = scenario.calendar.zone().name();
    windows
        .flat_map(|w| &w.written)
        .flat_map(|written| written.split('=').filter_map(|quoted| quoted.split_whitespace().next_back()))
        .filter_map(|name| Zone::find(name).ok())
        .find(|zone| zone.name() != own)
        .and_then(|zone| TimeZone::get(zone.name()).ok())
}

/// What a name was taken for, in words.
fn found(matched: &situate::Matched, words: &Words) -> Matched {
    let position = format!("{:.4}, {:.4}", matched.position.lat_degrees(), matched.position.lon_degrees());
    let what = matched.place.as_ref().map_or(position, |place| {
        let kind = words.say(match place.kind {
            PlaceKind::City => "place-city",
            PlaceKind::Town => "place-town",
            PlaceKind::Village => "place-village",
            PlaceKind::Hamlet => "place-hamlet",
            PlaceKind::Other => "place-other",
        });
        let figures = [("name", place.name.as_str().into()), ("kind", kind.into()), ("n", count(place.population))];
        words.tell(if place.population > 0 { "place-with-people" } else { "place-without-people" }, &figures)
    });
    let far = words.decimal(matched.distance.kilometres(), 1);
    Matched {
        asked: matched.name.clone(),
        found: words.tell("matched-with-distance", &[("what", what.into()), ("km", far.into())]),
    }
}

/// The values of a scenario under collection.
struct Values<'a> {
    words: &'a Words,
    times: &'a Times,
    scenario: &'a Scenario,
    list: Vec<Assumption>,
}

impl Values<'_> {
    fn all(mut self) -> Vec<Assumption> {
        let scenario = self.scenario;
        for group in &scenario.groups {
            if let Some(groups) = alike(scenario, group) {
                if scenario.groups.iter().find(|g| g.kind == group.kind) == Some(group) {
                    self.per_vehicle_of_all(group, groups);
                }
            } else {
                self.per_vehicle(group);
            }
            self.group(group);
        }
        self.traffic();
        for reception in &scenario.receptions {
            let what = self.words.tell("value-room", &[("site", reception.site.name.as_str().into())]);
            let value = self.words.tell("persons", &[("n", count(reception.room.value.0))]);
            self.add(what, value, &reception.room.source);
        }
        for checkpoint in &scenario.checkpoints {
            self.checkpoint(checkpoint);
        }
        for corridor in &scenario.corridors {
            self.windows("value-corridor", &corridor.name, &corridor.windows);
        }
        for area in &scenario.areas {
            self.windows("value-area", &area.name, &area.windows);
        }
        for closure in &scenario.closures {
            self.closure(closure);
        }
        for waiting in &scenario.waiting {
            let what = self.words.tell("value-waiting", &[("site", waiting.site.name.as_str().into())]);
            let value = self.words.tell("vehicles", &[("n", count(waiting.vehicles.value.0))]);
            self.add(what, value, &waiting.vehicles.source);
        }
        self.frame();
        self.list
    }

    fn add(&mut self, what: String, value: String, source: &Source) {
        self.list.push(Assumption { what, value, range: None, source: source_words(source, self.words) });
    }

    fn add_range(&mut self, what: String, range: Ranged<String>, source: &Source) {
        let ends = (!range_is_same(&range)).then(|| (range.pessimistic.clone(), range.optimistic.clone()));
        let source = source_words(source, self.words);
        self.list.push(Assumption { what, value: range.likely, range: ends, source });
    }

    fn per_vehicle(&mut self, group: &Group) {
        let of = [("who", who("group-of", &group.assembly, &group.name, self.words).into())];
        let mean = mean_per_vehicle(group, self.words);
        self.add_range(self.words.tell("value-per-vehicle", &of), mean, &group.persons_per_vehicle.source);
    }

    /// Said once for the groups of a kind, which are alike in this.
    fn per_vehicle_of_all(&mut self, group: &Group, groups: usize) {
        let what = self.words.say(match group.kind {
            VehicleKind::OwnCar => "value-per-own-car",
            VehicleKind::Bus => "value-per-bus",
            VehicleKind::Medical => "value-per-medical",
        });
        self.add_range(what, mean_per_vehicle(group, self.words), &group.persons_per_vehicle.source);
        if let Some(last) = self.list.last_mut() {
            let figures = [("source", last.source.as_str().into()), ("n", count(groups as u64))];
            last.source = self.words.tell("source-alike", &figures);
        }
    }

    fn group(&mut self, group: &Group) {
        let words = self.words;
        let of = [("who", who("group-of", &group.assembly, &group.name, words).into())];
        let value = words.tell("persons", &[("n", count(group.persons.value.0))]);
        self.add(words.tell("value-persons", &of), value, &group.persons.source);
        if let Some(vehicles) = &group.vehicles {
            let value = words.tell("vehicles", &[("n", count(vehicles.value.0))]);
            self.add(words.tell("value-vehicles", &of), value, &vehicles.source);
        }
        let ready = group.ready.value.iter().map(|part| {
            let at = self.times.minute(part.from, words);
            if part.share == Factor::ONE {
                return at;
            }
            words.tell(
                "share-from",
                &[("share", number(part.share.number() * 100.0, words).into()), ("time", at.into())],
            )
        });
        let ready = ready.collect::<Vec<_>>().join(", ");
        self.add(words.tell("value-ready", &of), ready, &group.ready.source);
    }

    fn traffic(&mut self) {
        let (words, traffic) = (self.words, &self.scenario.traffic);
        let flow = &traffic.sustained_flow_per_lane;
        let value = written(flow.value.map(|rate| rate.0), |rate| words.number(rate));
        self.add_range(words.say("value-flow"), value, &flow.source);
        for (name, factor) in
            [("value-speed-factor", &traffic.speed_factor), ("value-capacity-factor", &traffic.capacity_factor)]
        {
            let value = written(factor.value, |f| number(f.number(), words));
            self.add_range(words.say(name), value, &factor.source);
        }
    }

    fn checkpoint(&mut self, checkpoint: &CheckpointSite) {
        let words = self.words;
        let site = ("site", checkpoint.site.name.as_str().into());
        for (kind, rate) in VehicleKind::ALL.into_iter().zip(&checkpoint.rates) {
            let kind = words.say(crate::brief::kind(kind));
            let what = words.tell("value-rate", &[site.clone(), ("kind", kind.into())]);
            let value = written(rate.value, |rate| words.rate(rate));
            self.add_range(what, value, &rate.source);
        }
        let hours = self.opening(&checkpoint.hours.opening);
        self.add(words.tell("value-hours", std::slice::from_ref(&site)), hours, &checkpoint.hours.source);
        let waiting = words.tell("vehicles", &[("n", count(checkpoint.waiting.value.0))]);
        self.add(words.tell("value-checkpoint-waiting", &[site]), waiting, &checkpoint.waiting.source);
    }

    fn windows(&mut self, message: &str, name: &str, windows: &Windows) {
        let what = self.words.tell(message, &[("name", name.into())]);
        let mut value = self.opening(&windows.opening);
        if !windows.written.is_empty() {
            let written = windows.written.join(", ");
            value = self.words.tell("window-as-written", &[("open", value.into()), ("written", written.into())]);
        }
        self.add(what, value, &windows.source);
    }

    fn closure(&mut self, closure: &Closure) {
        let what = self.words.tell("value-closure", &[("reason", closure.reason.as_str().into())]);
        let closed = Opening::within(vec![closure.closed]);
        let value = self.opening(&closed);
        self.add(what, value, &closure.source);
    }

    /// Horizon, step, where one may travel, turns.
    fn frame(&mut self) {
        let (words, scenario) = (self.words, self.scenario);
        let horizon = duration(Seconds(scenario.horizon.value.0), words);
        self.add(words.say("value-horizon"), horizon, &scenario.horizon.source);
        let step = words.tell("seconds", &[("n", count(scenario.step.value.0))]);
        self.add(words.say("value-step"), step, &scenario.step.source);
        let travel = words.say(match scenario.travel_on.value {
            TravelOn::AnyRoad => "any-road",
            TravelOn::Corridors => "corridors-only",
        });
        self.add(words.say("value-travel-on"), travel, &scenario.travel_on.source);
        let turns = words.say(if scenario.obey_turns.value { "obeyed" } else { "waived" });
        self.add(words.say("value-turns"), turns, &scenario.obey_turns.source);
    }

    fn opening(&self, opening: &Opening) -> String {
        if opening.is_always() {
            return self.words.say("always");
        }
        let horizon = self.scenario.horizon.value;
        let spans = opening.intervals().iter().filter(|i| i.from < horizon);
        let spans: Vec<String> = spans.map(|i| self.times.span(*i, self.words)).collect();
        if spans.is_empty() { self.words.say("never") } else { spans.join(", ") }
    }
}

/// How many groups of a group's kind there are, where there are several and all have as many persons in a vehicle and
/// have it from the same source.
fn alike(scenario: &Scenario, group: &Group) -> Option<usize> {
    let own = &group.persons_per_vehicle;
    let same = |other: &Group| {
        let other = &other.persons_per_vehicle;
        let source = match (&own.source, &other.source) {
            (Source::Given { said: a, .. }, Source::Given { said: b, .. }) => a == b,
            (a, b) => a == b,
        };
        own.value == other.value && source
    };
    let of_kind = || scenario.groups.iter().filter(|g| g.kind == group.kind);
    (of_kind().count() > 1 && of_kind().all(same)).then(|| of_kind().count())
}

fn mean_per_vehicle(group: &Group, words: &Words) -> Ranged<String> {
    let mean = group.persons_per_vehicle.value.map(|p| p.0);
    written(mean, |hundredths| number(f64::from(hundredths) / 100.0, words))
}

fn source_words(source: &Source, words: &Words) -> String {
    match source {
        Source::Given { line, said } if said.is_empty() => words.tell("source-line", &[("line", count(*line))]),
        Source::Given { line, said } => {
            words.tell("source-line-said", &[("line", count(*line)), ("said", said.as_str().into())])
        }
        Source::Default { citation } => words.tell("source-default", &[("citation", citation.as_str().into())]),
    }
}

/// Each of a range's figures as text.
fn written<T: Copy>(range: Ranged<T>, text: impl Fn(T) -> String) -> Ranged<String> {
    Ranged { pessimistic: text(range.pessimistic), likely: text(range.likely), optimistic: text(range.optimistic) }
}

fn range_is_same(range: &Ranged<String>) -> bool {
    range.pessimistic == range.likely && range.likely == range.optimistic
}

/// A number with as many decimals as it needs, two at most.
fn number(value: f64, words: &Words) -> String {
    let places = if value.fract().abs() < 1e-9 {
        0
    } else if (value * 10.0).fract().abs() < 1e-9 {
        1
    } else {
        2
    };
    words.decimal(value, places)
}
