//! Every value that an answer rests on, with its range and its source: what was given, and what was assumed. One list
//! for the report, the summary and `scenario show`.

mod foot;
mod weighed;

use crate::figures::GapFigures;
use crate::outcome::names::who;
use crate::outcome::times::{Times, duration};
use crate::words::{Words, count};
use passage_model::network::Network;
use passage_model::scenario::{
    CheckpointSite, Closure, Factor, FleetTask, FleetText, Group, Ranged, Scenario, Site, Source, TravelOn,
    WaypointPlace, Windows,
};
use passage_model::situation::{Reading, VehicleKind};
use passage_model::time::Opening;
use passage_model::units::Seconds;
use serde::Serialize;

/// A value that the answer rests on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Assumption {
    /// What it is: `persons per vehicle, own cars`.
    pub what: String,
    /// Its value, with its unit.
    pub value: String,
    /// The pessimistic and the optimistic value, where it is a range.
    pub range: Option<(String, String)>,
    /// Where it comes from.
    pub source: String,
    /// Assumed by the program, not written in the scenario.
    pub by_default: bool,
}

/// Every value of a scenario, in the words of a page: people and vehicles first, the frame of the plan last, then what
/// was assumed of the network's gap connectors.
pub fn assumptions(scenario: &Scenario, times: &Times, network: &Network, words: &Words) -> Vec<Assumption> {
    Values { words, times, scenario, network, list: Vec::new() }.all()
}

/// A length of time for people: "8 h", "4 h 08 min", "90 s".
pub fn span_words(seconds: u32) -> String {
    match (seconds / 3600, seconds / 60 % 60, seconds % 60) {
        (0, 0, seconds) => format!("{seconds} s"),
        (0, minutes, 0) => format!("{minutes} min"),
        (0, minutes, seconds) => format!("{minutes} min {seconds} s"),
        (hours, 0, 0) => format!("{hours} h"),
        (hours, minutes, _) => format!("{hours} h {minutes:02} min"),
    }
}

/// The values of a scenario under collection.
struct Values<'a> {
    words: &'a Words,
    times: &'a Times,
    scenario: &'a Scenario,
    network: &'a Network,
    list: Vec<Assumption>,
}

impl Values<'_> {
    fn all(mut self) -> Vec<Assumption> {
        let scenario = self.scenario;
        for group in &scenario.groups {
            if !group.carried_by.is_empty() || group.kind == VehicleKind::Foot {
                self.group(group);
                continue;
            }
            if let Some(groups) = alike(scenario, group) {
                if scenario.groups.iter().find(|g| g.kind == group.kind) == Some(group) {
                    self.per_vehicle_of_all(group, groups);
                }
            } else {
                self.per_vehicle(group);
            }
            self.group(group);
        }
        self.unsaid();
        for fleet in &scenario.fleets {
            self.fleet(fleet);
        }
        self.traffic();
        self.off_road();
        for reception in &scenario.receptions {
            let what = self.words.tell("value-room", &[("site", reception.site.name.as_str().into())]);
            let value = self.words.tell("persons", &[("n", count(reception.room.value.0))]);
            self.add(what, value, &reception.room.source);
        }
        for assembly in &scenario.assemblies {
            let Some(most) = &assembly.most_present else { continue };
            let site = [("site", assembly.site.name.as_str().into())];
            let value = self.words.tell("persons", &[("n", count(most.value.0))]);
            self.add(self.words.tell("value-crowd", &site), value, &most.source);
            let time = duration(assembly.gather.value, self.words);
            self.add(self.words.tell("value-gather", &site), time, &assembly.gather.source);
        }
        for checkpoint in &scenario.checkpoints {
            self.checkpoint(checkpoint);
        }
        for corridor in &scenario.corridors {
            let message = if corridor.proposed { "value-corridor-proposed" } else { "value-corridor" };
            self.windows(message, &corridor.name, &corridor.windows);
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
        self.footways();
        for stretch in &scenario.contraflow {
            let ends = stretch.between.each_ref().map(|end| match &end.place {
                WaypointPlace::Named(name) => name.clone(),
                WaypointPlace::At(at) => format!("{:.5}, {:.5}", at.lat_degrees(), at.lon_degrees()),
            });
            let what = self.words.tell("value-contraflow", &[("stretch", ends.join(" – ").into())]);
            let value = self.words.tell("cars-an-hour", &[("rate", count(stretch.keep.value.0))]);
            self.add(what, value, &stretch.keep.source);
        }
        self.frame();
        self.weighed();
        self.gaps();
        self.list
    }

    fn add(&mut self, what: String, value: String, source: &Source) {
        let (by_default, source) = (source.is_default(), source_words(source, self.words));
        self.list.push(Assumption { what, value, range: None, source, by_default });
    }

    fn add_range(&mut self, what: String, range: Ranged<String>, source: &Source) {
        let ends = (!range_is_same(&range)).then(|| (range.pessimistic.clone(), range.optimistic.clone()));
        self.add(what, range.likely, source);
        if let Some(last) = self.list.last_mut() {
            last.range = ends;
        }
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
            VehicleKind::Truck | VehicleKind::Foot => "value-per-vehicle",
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
        if !group.ready.source.is_default() {
            self.add(words.tell("value-ready", &of), self.ready(group), &group.ready.source);
        }
    }

    fn ready(&self, group: &Group) -> String {
        let ready = group.ready.value.iter().map(|part| {
            let at = self.times.minute(part.from, self.words);
            if part.share == Factor::ONE {
                return at;
            }
            let share = number(part.share.number() * 100.0, self.words);
            self.words.tell("share-from", &[("share", share.into()), ("time", at.into())])
        });
        ready.collect::<Vec<_>>().join(", ")
    }

    /// What groups do not say of their vehicles and of when they are ready: once for all that do not.
    fn unsaid(&mut self) {
        let (words, groups) = (self.words, &self.scenario.groups);
        let own =
            |group: &&Group| group.vehicles.is_none() && group.carried_by.is_empty() && group.kind != VehicleKind::Foot;
        let without: Vec<&Group> = groups.iter().filter(own).collect();
        if !without.is_empty() {
            let citation = "passage: as many as the persons need where no number is written".to_owned();
            let needed = |group: &&Group| group.persons_per_vehicle.value.likely.vehicles_for(group.persons.value).0;
            let all: u64 = without.iter().map(|group| u64::from(needed(group))).sum();
            let what = words.tell("value-vehicles", &[("who", self.who_all(&without).into())]);
            self.add(what, words.tell("vehicles-needed", &[("n", count(all))]), &Source::Default { citation });
        }
        let silent: Vec<&Group> = groups.iter().filter(|group| group.ready.source.is_default()).collect();
        if let Some(first) = silent.first() {
            let what = words.tell("value-ready", &[("who", self.who_all(&silent).into())]);
            self.add(what, self.ready(first), &first.ready.source);
        }
    }

    fn fleet(&mut self, fleet: &FleetText) {
        let words = self.words;
        let of = [("fleet", fleet.name.as_str().into())];
        let span = |seconds: Seconds| duration(seconds, words);
        let vehicles = words.tell("vehicles", &[("n", count(fleet.vehicles.value.0))]);
        self.add(words.tell("value-fleet", &of), vehicles, &fleet.vehicles.source);
        match &fleet.task {
            FleetTask::Carry { seats, loading, unloading } => {
                let value = written(seats.value.map(|seats| seats.0), |seats| words.number(seats));
                self.add_range(words.tell("value-seats", &of), value, &seats.source);
                self.add(words.tell("value-loading", &of), span(loading.value), &loading.source);
                self.add(words.tell("value-unloading", &of), span(unloading.value), &unloading.source);
            }
            FleetTask::Deliver { to, by, .. } => {
                let figures = [("site", to.as_str().into()), ("time", self.times.minute(by.value, words).into())];
                self.add(words.tell("value-delivery", &of), words.tell("delivery", &figures), &by.source);
            }
            FleetTask::Lead { cars, forming, gap, apart } => {
                let value = words.tell("vehicles", &[("n", count(cars.value.0))]);
                self.add(words.tell("value-column", &of), value, &cars.source);
                self.add(words.tell("value-forming", &of), span(forming.value), &forming.source);
                self.add(words.tell("value-gap", &of), span(gap.value), &gap.source);
                let citation =
                    "passage: as long as the slowest checkpoint takes for a car, at least 15 s; assumed by us";
                let source =
                    apart.as_ref().map_or(Source::Default { citation: citation.to_owned() }, |a| a.source.clone());
                let value = apart.as_ref().map_or_else(|| self.scenario.apart(Reading::Likely), |apart| apart.value);
                let value = words.tell("seconds", &[("n", count(value.0))]);
                self.add(words.tell("value-apart", &of), value, &source);
            }
        }
        let hours = self.opening(&fleet.duty.opening);
        self.add(words.tell("value-duty", &of), hours, &fleet.duty.source);
        self.add(words.tell("value-crew", &of), span(fleet.longest_duty.value), &fleet.longest_duty.source);
    }

    /// A group by its name, several by their number.
    fn who_all(&self, groups: &[&Group]) -> String {
        match groups {
            [one] => who("group-of", &one.assembly, &one.name, self.words),
            several => self.words.tell("groups-silent", &[("n", count(several.len() as u64))]),
        }
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
        let there = |kind: VehicleKind| {
            !matches!(kind, VehicleKind::OwnCar | VehicleKind::Foot)
                && (self.scenario.groups.iter().any(|group| group.kind == kind)
                    || self.scenario.fleets.iter().any(|fleet| fleet.kind == kind))
        };
        for kind in VehicleKind::ALL.into_iter().filter(|kind| there(*kind)) {
            let counts_as = &traffic.equivalents[kind as usize];
            let of = [("kind", words.say(crate::brief::kind(kind)).into())];
            let value = number(f64::from(counts_as.value.0) / 100.0, words);
            self.add(words.tell("value-equivalents", &of), value, &counts_as.source);
        }
    }

    fn checkpoint(&mut self, checkpoint: &CheckpointSite) {
        let words = self.words;
        let site = ("site", checkpoint.site.name.as_str().into());
        for (kind, rate) in VehicleKind::ALL.into_iter().zip(&checkpoint.rates) {
            let rare = matches!(kind, VehicleKind::Truck | VehicleKind::Foot);
            if rare && matches!(rate.source, Source::Default { .. }) {
                continue;
            }
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

    /// How far a site may be from its road: once for all sites that do not say.
    fn off_road(&mut self) {
        let (words, scenario) = (self.words, self.scenario);
        let gathering = scenario.assemblies.iter().map(|a| &a.site).chain(scenario.receptions.iter().map(|r| &r.site));
        let passing = scenario.checkpoints.iter().map(|c| &c.site).chain(scenario.waiting.iter().map(|w| &w.site));
        let sites: Vec<&Site> = gathering.chain(passing).collect();
        let metres = |site: &Site| words.tell("metres", &[("n", count(site.within.value))]);
        let unsaid: Vec<&&Site> = sites.iter().filter(|site| site.within.source.is_default()).collect();
        if let Some(first) = unsaid.first() {
            let what = words.tell("value-within-all", &[("n", count(unsaid.len() as u64))]);
            self.add(what, metres(first), &first.within.source);
        }
        for site in sites.iter().filter(|site| !site.within.source.is_default()) {
            let what = words.tell("value-within", &[("site", site.name.as_str().into())]);
            self.add(what, metres(site), &site.within.source);
        }
    }

    /// What was assumed of roads that nobody has seen.
    fn gaps(&mut self) {
        let Some(gaps) = GapFigures::of(self.network) else { return };
        let words = self.words;
        let figures = [
            ("kmh", between(words, &gaps.kmh, 0).into()),
            ("rate", between(words, &gaps.capacity.map(f64::from), 0).into()),
            ("km", words.decimal(gaps.kilometres, 1).into()),
        ];
        self.list.push(Assumption {
            what: words.tell("value-gaps", &[("n", count(gaps.count as u64))]),
            value: words.tell("gap-figures", &figures),
            range: None,
            source: words.say("source-gaps"),
            by_default: true,
        });
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

/// The least and the most, or the one that both are.
fn between(words: &Words, [least, most]: &[f64; 2], places: usize) -> String {
    let (least, most) = (words.decimal(*least, places), words.decimal(*most, places));
    if least == most { least } else { words.tell("between", &[("least", least.into()), ("most", most.into())]) }
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

/// Where a value comes from.
pub fn source_words(source: &Source, words: &Words) -> String {
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
