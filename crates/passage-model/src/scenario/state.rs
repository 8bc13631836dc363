//! What is known at a moment of the day: what was counted, what was lost, what was agreed or broken since. Read beside
//! the scenario that it belongs to, and applied to it.

use super::{Closure, Group, Ranged, Scenario, Source, Sourced, Span, Windows};
use crate::digest::Digest;
use crate::digits::thousands;
use crate::finding::Finding;
use crate::situation::VehicleKind;
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
    /// Who has come over footways; a group that is not named is where the parent plan has it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub crossed: Vec<Crossed>,
    /// Footways that pass more or fewer than expected, or close at another time.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub footways: Vec<SeenFootway>,
}

/// How many of a group have come over its footway.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Crossed {
    /// The group.
    pub group: String,
    /// Its assembly point.
    pub assembly: String,
    /// Persons who have come over on this day, gone on or not.
    pub persons: Persons,
    /// Where it is written.
    #[serde(skip)]
    pub span: Span,
}

/// A footway as it was seen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SeenFootway {
    /// The footway.
    pub footway: String,
    /// Persons who begin to walk in an hour; `None`: as expected.
    pub persons_per_hour: Option<Sourced<Ranged<Persons>>>,
    /// When its window that is open now, or was last, ends; `None`: as agreed.
    pub until: Option<Clock>,
    /// Where it is written.
    #[serde(skip)]
    pub span: Span,
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
    pub rates: [Sourced<Ranged<VehiclesPerDay>>; VehicleKind::COUNT],
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
            if group.is_some_and(|group| group.kind == VehicleKind::Foot) {
                let words = format!("the people of {:?} are on foot: they are under way on no road", seen.group);
                let advice = "Count those who have come over the footway, under [[crossed]].";
                late.push(Finding::error("state.not-by-road", words).advise(advice).at(seen.span.0.clone()));
            }
            if group.is_none() {
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
            let name = format!("corridor {:?}", window.corridor);
            match self.ending(&name, &corridor.windows, window.until) {
                Ok(windows) => corridor.windows = windows,
                Err(finding) => late.push(finding.at(window.span.0.clone())),
            }
        }
        for seen in &self.footways {
            let Some(footway) = amended.footways.iter_mut().find(|footway| footway.name == seen.footway) else {
                let known = scenario.footways.iter().map(|footway| footway.name.as_str()).collect();
                unknown("footway", &seen.footway, known, &seen.span);
                continue;
            };
            if let Some(rate) = &seen.persons_per_hour {
                footway.persons_per_hour.clone_from(rate);
            }
            let name = format!("footway {:?}", seen.footway);
            match seen.until.map(|until| self.ending(&name, &footway.windows, until)).transpose() {
                Ok(windows) => footway.windows = windows.unwrap_or_else(|| footway.windows.clone()),
                Err(finding) => late.push(finding.at(seen.span.0.clone())),
            }
        }
        for crossed in &self.crossed {
            let named = |g: &&Group| g.name == crossed.group && g.assembly == crossed.assembly;
            let Some(group) = scenario.groups.iter().find(named) else {
                let known = scenario.groups.iter().map(|g| g.name.as_str()).collect();
                unknown("group of that assembly point", &crossed.group, known, &crossed.span);
                continue;
            };
            late.extend(self.wrong_about(crossed, group).map(|finding| finding.at(crossed.span.0.clone())));
        }
        findings.append(&mut late);
        (amended, findings)
    }

    /// Windows of which the one that is open now, or was last, ends at another time.
    fn ending(&self, name: &str, windows: &Windows, until: Clock) -> Result<Windows, Box<Finding>> {
        let opening = &windows.opening;
        let begun = opening.intervals().iter().rev().find(|i| i.from <= self.now).copied();
        let Some(open) = begun.filter(|open| until > open.from) else {
            let words = format!("{name} has no window that has begun and can end then");
            let advice = "Name a moment after the window's beginning, or write a new window into the scenario.";
            return Err(Box::new(Finding::error("state.no-window", words).advise(advice)));
        };
        let between = |from, until| Opening::within(vec![Interval { from, until }]);
        let opening = if until < open.until {
            opening.except(&between(until, open.until))
        } else {
            opening.or(&between(open.from, until))
        };
        Ok(Windows { opening, source: Source::Given { line: 0, said: self.said.clone() }, ..windows.clone() })
    }

    /// What is wrong about a count of those who have come over, by the scenario alone.
    fn wrong_about(&self, crossed: &Crossed, group: &Group) -> Option<Finding> {
        let finding = |code, words, advice: &str| Some(Finding::error(code, words).advise(advice));
        let (name, persons) = (&crossed.group, thousands(crossed.persons.0));
        if group.walks.is_none() {
            let words = format!("the people of {name:?} walk over no footway");
            return finding("state.not-on-foot", words, "Leave the count out, or name a group that walks.");
        }
        if crossed.persons > group.persons.value {
            let all = thousands(group.persons.value.0);
            let words = format!("{persons} persons of {name:?} have come over, and the group has {all}");
            return finding("state.crossed-many", words, "Correct the count, or the persons of the group.");
        }
        let same = |other: &&Crossed| (&other.group, &other.assembly) == (name, &crossed.assembly);
        if self.crossed.iter().find(same) != Some(crossed) {
            let words = format!("those of {name:?} who have come over are counted twice");
            return finding("state.crossed-twice", words, "Write one count: all who have come over on this day.");
        }
        None
    }
}
