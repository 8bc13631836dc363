//! What is known at a moment of the day: what was counted, what was lost, what was agreed or broken since. Read beside
//! the scenario that it belongs to, and applied to it.

use super::{Closure, Ranged, Scenario, Source, Sourced, Span};
use crate::digest::Digest;
use crate::finding::Finding;
use crate::time::{Clock, Interval, Opening};
use crate::units::{Persons, Position, Vehicles, VehiclesPerDay};
use serde::{Deserialize, Serialize};

/// The version of the state file that this program reads.
pub const STATE_VERSION: u32 = 1;

/// What is known at a moment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct State {
    /// [`STATE_VERSION`].
    pub version: u32,
    /// The moment.
    pub now: Clock,
    /// Where it is known from.
    pub said: String,
    /// What was counted at the reception sites; a site that is not named has what the parent plan says.
    pub safe: Vec<SafeSoFar>,
    /// Vehicles under way; a group that is not named is where the parent plan has it.
    pub under_way: Vec<Seen>,
    /// Roads lost.
    pub lost: Vec<Closure>,
    /// Windows that end at another time than agreed.
    pub windows: Vec<NewEnd>,
    /// Checkpoints that pass more or fewer than expected.
    pub rates: Vec<SeenRate>,
    /// Vehicles of fleets that have broken down.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub out: Vec<BrokenDown>,
}

/// Vehicles of a fleet that have broken down.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BrokenDown {
    /// The fleet.
    pub fleet: String,
    /// Their numbers as the plan prints them, from 1.
    pub numbers: Vec<u32>,
    /// Where it is written.
    #[serde(skip)]
    pub span: Span,
}

/// What was counted at a reception site.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SafeSoFar {
    /// The site.
    pub site: String,
    /// Persons received.
    pub persons: Persons,
    /// Where it is written.
    #[serde(skip)]
    pub span: Span,
}

/// Vehicles that were seen on their way.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Seen {
    /// Their group.
    pub group: String,
    /// Its assembly point.
    pub assembly: String,
    /// How many.
    pub vehicles: Vehicles,
    /// How many persons in all of them.
    pub persons: Persons,
    /// Where they are.
    pub whereabouts: Whereabouts,
    /// Where it is written.
    #[serde(skip)]
    pub span: Span,
}

/// Where somebody is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Whereabouts {
    /// At a named place of the ways.
    Place(String),
    /// At a position.
    At(Position),
    /// On the road from one named place to another.
    Between {
        /// The place that they have passed.
        from: String,
        /// The place that they come to.
        to: String,
        /// When they passed the first.
        passed: Clock,
    },
}

/// A window that ends at another time than agreed: extended or broken.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewEnd {
    /// The corridor.
    pub corridor: String,
    /// When the window that is open now, or was last, ends.
    pub until: Clock,
    /// Where it is written.
    #[serde(skip)]
    pub span: Span,
}

/// What a checkpoint passes as seen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SeenRate {
    /// The checkpoint.
    pub checkpoint: String,
    /// For each kind in the order of [`crate::situation::VehicleKind::ALL`].
    pub rates: [Sourced<Ranged<VehiclesPerDay>>; crate::situation::VehicleKind::COUNT],
    /// Where it is written.
    #[serde(skip)]
    pub span: Span,
}

impl State {
    /// Its name: the digest of its canonical bytes.
    pub fn digest(&self) -> Digest {
        Digest::of_document(self)
    }

    /// The scenario as it is by now, with what of this state does not fit it; spans point into the state's text.
    pub fn applied_to(&self, scenario: &Scenario) -> (Scenario, Vec<Finding>) {
        let mut amended = scenario.clone();
        let (mut findings, mut late) = (Vec::new(), Vec::new());
        let mut unknown = |what: &str, name: &str, known: Vec<&str>, span: &Span| {
            let known = known.iter().map(|name| format!("{name:?}")).collect::<Vec<_>>().join(", ");
            let finding = Finding::error("state.unknown-name", format!("the scenario has no {what} {name:?}"));
            findings.push(finding.advise(format!("It has {known}.")).at(span.0.clone()));
        };
        // Spans of closures would point into the state's text where the scenario's is shown.
        amended.closures.extend(self.lost.iter().map(|lost| Closure { span: Span(0..0), ..lost.clone() }));
        for rate in &self.rates {
            if let Some(checkpoint) = amended.checkpoints.iter_mut().find(|c| c.site.name == rate.checkpoint) {
                checkpoint.rates.clone_from(&rate.rates);
            } else {
                let known = scenario.checkpoints.iter().map(|c| c.site.name.as_str()).collect();
                unknown("checkpoint", &rate.checkpoint, known, &rate.span);
            }
        }
        for safe in &self.safe {
            if !scenario.receptions.iter().any(|r| r.site.name == safe.site) {
                let known = scenario.receptions.iter().map(|r| r.site.name.as_str()).collect();
                unknown("reception site", &safe.site, known, &safe.span);
            }
        }
        for out in &self.out {
            let fleet = scenario.fleets.iter().find(|fleet| fleet.name == out.fleet);
            let Some(fleet) = fleet else {
                let known = scenario.fleets.iter().map(|fleet| fleet.name.as_str()).collect();
                unknown("fleet", &out.fleet, known, &out.span);
                continue;
            };
            let most = fleet.vehicles.value.0;
            if let Some(beyond) = out.numbers.iter().find(|number| **number > most) {
                let words = format!("{:?} has no vehicle {beyond}: it has {most}", out.fleet);
                let advice = "Write the numbers that the plan prints, from 1.";
                late.push(Finding::error("state.unknown-vehicle", words).advise(advice).at(out.span.0.clone()));
            }
        }
        for seen in &self.under_way {
            let group = scenario.groups.iter().find(|g| g.name == seen.group && g.assembly == seen.assembly);
            if group.is_some_and(|group| group.fleets().next().is_some()) {
                let words = format!("the people of {:?} are carried or led by a fleet", seen.group);
                let advice = "They are where the parent has their vehicle. Leave them out; name vehicles that have \
                              broken down under [[fleet]].";
                late.push(Finding::error("state.in-fleet", words).advise(advice).at(seen.span.0.clone()));
            }
            if !scenario.groups.iter().any(|g| g.name == seen.group && g.assembly == seen.assembly) {
                let known = scenario.groups.iter().map(|g| g.name.as_str()).collect();
                unknown("group of that assembly point", &seen.group, known, &seen.span);
            }
        }
        for window in &self.windows {
            if !amended.corridors.iter().any(|c| c.name == window.corridor) {
                let known = scenario.corridors.iter().map(|c| c.name.as_str()).collect();
                unknown("corridor", &window.corridor, known, &window.span);
                continue;
            }
            let Some(corridor) = amended.corridors.iter_mut().find(|c| c.name == window.corridor) else { continue };
            let opening = &corridor.windows.opening;
            let begun = opening.intervals().iter().rev().find(|i| i.from <= self.now).copied();
            let Some(open) = begun.filter(|open| window.until > open.from) else {
                let words = format!("corridor {:?} has no window that has begun and can end then", window.corridor);
                let advice = "Name a moment after the window's beginning, or write a new window into the scenario.";
                late.push(Finding::error("state.no-window", words).advise(advice).at(window.span.0.clone()));
                continue;
            };
            let between = |from, until| Opening::within(vec![Interval { from, until }]);
            corridor.windows.opening = if window.until < open.until {
                opening.except(&between(window.until, open.until))
            } else {
                opening.or(&between(open.from, window.until))
            };
            corridor.windows.source = Source::Given { line: 0, said: self.said.clone() };
        }
        findings.append(&mut late);
        (amended, findings)
    }
}
