//! Every figure that an answer rests on, with its range and its source: what was given, and what was assumed.

use passage_model::scenario::{
    CheckpointSite, Closure, Factor, Group, Ranged, Scenario, Site, Source, Sourced, TravelOn, Windows,
};
use passage_model::situation::VehicleKind;
use passage_model::time::Clock;
use passage_model::units::{PersonsPerVehicle, VehiclesPerDay};
use serde::Serialize;
use std::fmt::Display;

/// One figure of a scenario.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Assumption {
    /// What it belongs to: `group "own cars" of "Mariupol"`; empty for the scenario as a whole.
    pub of: String,
    /// Its key in the scenario file: `persons_per_vehicle`.
    pub key: String,
    /// Its value for people, with its range: "3.6 (2.5 to 5) persons".
    pub value: String,
    /// Where it comes from: "line 40: Mariupol city council", "default: ...".
    pub source: String,
    /// The program's default, not written in the scenario.
    pub by_default: bool,
}

/// Every figure of a scenario, in the order of its file.
pub fn assumptions(scenario: &Scenario) -> Vec<Assumption> {
    let mut list = List::default();
    whole(&mut list, scenario);
    sites_within(&mut list, scenario);
    for assembly in &scenario.assemblies {
        list.site("assembly point", &assembly.site);
    }
    for group in &scenario.groups {
        group_figures(&mut list, scenario, group);
    }
    for reception in &scenario.receptions {
        list.site("reception site", &reception.site);
        let room = format!("{} persons", thousands(reception.room.value.0));
        list.add(&format!("reception site {:?}", reception.site.name), "room", room, &reception.room.source);
    }
    for checkpoint in &scenario.checkpoints {
        checkpoint_figures(&mut list, scenario, checkpoint);
    }
    for corridor in &scenario.corridors {
        list.windows(scenario, &format!("corridor {:?}", corridor.name), "windows", &corridor.windows);
    }
    for area in &scenario.areas {
        list.windows(scenario, &format!("area {:?}", area.name), "windows", &area.windows);
    }
    for closure in &scenario.closures {
        let value = closed(scenario, closure);
        list.add(&format!("closure ({})", closure.reason), "from, until", value, &closure.source);
    }
    for waiting in &scenario.waiting {
        list.site("waiting place", &waiting.site);
        let room = format!("{} vehicles at once", thousands(waiting.vehicles.value.0));
        list.add(&format!("waiting place {:?}", waiting.site.name), "vehicles", room, &waiting.vehicles.source);
    }
    list.figures
}

/// The word of a scenario file for a kind of vehicle.
pub const fn kind_words(kind: VehicleKind) -> &'static str {
    match kind {
        VehicleKind::OwnCar => "own car",
        VehicleKind::Bus => "bus",
        VehicleKind::Medical => "medical",
    }
}

/// A count with a comma between thousands: "200,000".
pub fn thousands(count: u32) -> String {
    let digits = count.to_string();
    let mut words = String::with_capacity(digits.len() + 3);
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            words.push(',');
        }
        words.push(digit);
    }
    words
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

#[derive(Default)]
struct List {
    figures: Vec<Assumption>,
}

impl List {
    fn add(&mut self, of: &str, key: &str, value: impl Display, source: &Source) {
        self.figures.push(Assumption {
            of: of.to_owned(),
            key: key.to_owned(),
            value: value.to_string(),
            source: source.words(),
            by_default: source.is_default(),
        });
    }

    fn ranged<T: Display + Copy + PartialEq>(&mut self, of: &str, key: &str, figure: &Sourced<Ranged<T>>, unit: &str) {
        self.add(of, key, format!("{}{unit}", figure.value), &figure.source);
    }

    fn site(&mut self, role: &str, site: &Site) {
        if site.within.source.is_default() {
            // Said once for all of them.
            return;
        }
        let value = format!("{} m", thousands(site.within.value));
        self.add(&format!("{role} {:?}", site.name), "within", value, &site.within.source);
    }

    fn windows(&mut self, scenario: &Scenario, of: &str, key: &str, windows: &Windows) {
        let civil = |clock: Clock| scenario.calendar.civil(clock);
        let value = if windows.written.is_empty() {
            "always".to_owned()
        } else {
            let spans = windows.opening.intervals().iter();
            let spans: Vec<String> =
                spans.map(|span| format!("{} to {}", civil(span.from), civil(span.until))).collect();
            let written = windows.written.join(", ");
            match spans.len() {
                0 => format!("never within the plan (written: {written})"),
                1..=3 => format!("{} (written: {written})", spans.join(", ")),
                more => format!("{}, and {} more (written: {written})", spans[..2].join(", "), more - 2),
            }
        };
        self.add(of, key, value, &windows.source);
    }
}

fn whole(list: &mut List, scenario: &Scenario) {
    let horizon = scenario.horizon.value;
    let until = format!("{}, {} after the H-hour", scenario.calendar.civil(horizon), span_words(horizon.0));
    list.add("", "horizon", until, &scenario.horizon.source);
    list.add("", "step", span_words(scenario.step.value.0), &scenario.step.source);
    let travel_on = match scenario.travel_on.value {
        TravelOn::AnyRoad => "any road",
        TravelOn::Corridors => "corridors",
    };
    list.add("", "travel_on", travel_on, &scenario.travel_on.source);
    let turns = if scenario.obey_turns.value { "obeyed" } else { "waived" };
    list.add("", "turn_restrictions", turns, &scenario.obey_turns.source);
    let traffic = &scenario.traffic;
    list.ranged::<Factor>("traffic", "speed_factor", &traffic.speed_factor, "");
    list.ranged::<Factor>("traffic", "capacity_factor", &traffic.capacity_factor, "");
    let flow = &traffic.sustained_flow_per_lane;
    list.ranged("traffic", "sustained_flow_per_lane", flow, " vehicles an hour on each lane");
}

/// How far a site's road may be: once for all sites that do not say.
fn sites_within(list: &mut List, scenario: &Scenario) {
    let gathering = scenario.assemblies.iter().map(|a| &a.site).chain(scenario.receptions.iter().map(|r| &r.site));
    let passing = scenario.checkpoints.iter().map(|c| &c.site).chain(scenario.waiting.iter().map(|w| &w.site));
    let within: Vec<_> = gathering.chain(passing).map(|s| &s.within).filter(|w| w.source.is_default()).collect();
    if let Some(first) = within.first() {
        let value = format!("{} m for {} sites", thousands(first.value), within.len());
        list.add("sites", "within", value, &first.source);
    }
}

fn group_figures(list: &mut List, scenario: &Scenario, group: &Group) {
    let of = format!("group {:?} of {:?}", group.name, group.assembly);
    list.add(
        &of,
        "persons",
        format!("{} by {}", thousands(group.persons.value.0), kind_words(group.kind)),
        &group.persons.source,
    );
    let mean = Sourced {
        value: group.persons_per_vehicle.value.map(PersonsPerVehicle::mean),
        source: group.persons_per_vehicle.source.clone(),
    };
    list.ranged(&of, "persons_per_vehicle", &mean, " persons");
    if let Some(vehicles) = &group.vehicles {
        list.add(&of, "vehicles", format!("at most {}", thousands(vehicles.value.0)), &vehicles.source);
    } else {
        let citation = "passage: as many as the persons need where no number is written".to_owned();
        let needed = group.persons_per_vehicle.value.likely.vehicles_for(group.persons.value);
        let value = format!("as many as needed ({})", thousands(needed.0));
        list.add(&of, "vehicles", value, &Source::Default { citation });
    }
    let ready = group.ready.value.iter().map(|part| {
        let from = scenario.calendar.civil(part.from);
        if part.share == Factor::ONE { from } else { format!("{:.0} % from {from}", part.share.number() * 100.0) }
    });
    list.add(&of, "ready", ready.collect::<Vec<_>>().join(", "), &group.ready.source);
}

fn checkpoint_figures(list: &mut List, scenario: &Scenario, checkpoint: &CheckpointSite) {
    list.site("checkpoint", &checkpoint.site);
    let of = format!("checkpoint {:?}", checkpoint.site.name);
    for (kind, rate) in VehicleKind::ALL.into_iter().zip(&checkpoint.rates) {
        let hourly = Sourced { value: rate.value.map(hourly), source: rate.source.clone() };
        list.ranged(&of, &format!("rate, {}", kind_words(kind)), &hourly, " an hour");
    }
    list.windows(scenario, &of, "hours", &checkpoint.hours);
    let waiting = format!("{} vehicles", thousands(checkpoint.waiting.value.0));
    list.add(&of, "waiting", waiting, &checkpoint.waiting.source);
}

/// Vehicles an hour to a hundredth: 20 a day are 0.83.
fn hourly(rate: VehiclesPerDay) -> f64 {
    (rate.per_hour() * 100.0).round() / 100.0
}

fn closed(scenario: &Scenario, closure: &Closure) -> String {
    let from = scenario.calendar.civil(closure.closed.from);
    if closure.closed.until == Clock::NEVER {
        format!("from {from} on")
    } else {
        format!("from {from} to {}", scenario.calendar.civil(closure.closed.until))
    }
}
