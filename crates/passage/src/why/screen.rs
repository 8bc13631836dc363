//! The answer on one screen of eighty columns.

use super::{Case, Explained, Hour, MORE_ON_FOOT, MORE_ROOM, Waits, What};
use crate::offers::screen::{paragraph, row};
use crate::offers::{Lever, MORE_AN_HOUR};
use crate::outcome::names::{Names, who};
use crate::outcome::times::{Times, duration};
use crate::words::{Words, count};
use passage_model::id::OriginId;
use passage_model::plan::{BottleneckAt, Reason};
use passage_model::time::Interval;
use passage_model::weighing::Objective;
use passage_plan::Place;
use std::fmt::Write as _;

/// Groups that are told of one place.
const MOST_GROUPS: usize = 3;
/// Places that are told of one hour.
const MOST_AN_HOUR: usize = 2;

/// What an explanation is told with.
pub struct Told<'a> {
    /// The case.
    pub case: &'a Case<'a>,
    /// Its clock.
    pub times: &'a Times,
    /// Its names.
    pub names: &'a Names<'a>,
    /// The language.
    pub words: &'a Words,
}

/// The screen.
pub fn write(explained: &Explained, told: &Told<'_>) -> String {
    let (mut out, words) = (String::new(), told.words);
    let agreed = told.case.scales.agreed();
    if agreed.exercise {
        let _ = writeln!(out, "{}", words.say("exercise-line"));
    }
    paragraph(&mut out, &words.tell("explain-title", &[("title", agreed.title.as_str().into())]), "");
    paragraph(&mut out, &told.opening(explained), "");
    let fleets = !told.case.situation.fleets.is_empty();
    if fleets {
        paragraph(&mut out, &words.say("explain-fleets"), "");
    }
    out.push('\n');
    let on_foot = told.case.plan.bottlenecks.iter().any(|full| matches!(full.at, BottleneckAt::Footway(_)));
    let nothing = explained.why.places.is_empty();
    if nothing && !on_foot {
        let weighs = told.case.plan.left_behind.iter().any(|left| matches!(left.reason, Reason::Weighed { .. }));
        let message = match (fleets, weighs) {
            (true, _) => "explain-nothing-fleets",
            (false, true) => "explain-nothing-weighed",
            (false, false) => "explain-nothing",
        };
        paragraph(&mut out, &words.say(message), "");
    } else if !nothing {
        let binds = if fleets { "explain-used" } else { "explain-binds" };
        row(&mut out, &words.say(binds), &[words.say("explain-vehicles")]);
    }
    for (number, place) in explained.why.places.iter().enumerate().take(super::MOST_PLACES) {
        told.place(&mut out, explained, number, place);
    }
    if fleets {
        told.carried(&mut out, explained);
    }
    told.footways(&mut out);
    if nothing && on_foot {
        paragraph(&mut out, &words.say("explain-only-foot"), "  ");
    }
    if !explained.changes.is_empty() {
        out.push('\n');
        paragraph(&mut out, &words.say("explain-change"), "");
    }
    for changed in &explained.changes {
        let gain = format!("+{}", words.number(changed.gain.0));
        row(&mut out, &format!("  {}", told.change(explained, &changed.what)), &[gain]);
    }
    if fleets && explained.changes.is_empty() {
        out.push('\n');
        paragraph(&mut out, &words.say("explain-no-change"), "");
    }
    if explained.left_out > 0 {
        paragraph(&mut out, &words.tell("explain-left-out", &[("n", count(explained.left_out as u64))]), "  ");
    }
    if explained.why.complete {
        paragraph(&mut out, &words.say("explain-nothing-else"), "  ");
    }
    hours(&mut out, explained, told);
    out
}

fn hours(out: &mut String, explained: &Explained, told: &Told<'_>) {
    if explained.hours.is_empty() {
        return;
    }
    out.push('\n');
    row(out, &told.words.say("explain-hours"), &[told.words.say("explain-hour-safe")]);
    // Hours with the same answer stand in one row, the last of them.
    let places = |hour: &Hour| hour.full.iter().map(|place| place.at).collect::<Vec<_>>();
    let alike = |a: &Hour, b: &Hour| a.safe == b.safe && places(a) == places(b);
    for same in explained.hours.chunk_by(alike) {
        let Some(hour) = same.last() else { continue };
        let figures = [("by", told.times.minute(hour.by, told.words).into()), ("what", told.hour(hour).into())];
        let label = format!("  {}", told.words.tell("explain-hour", &figures));
        row(out, &label, &[told.words.number(hour.safe.0)]);
    }
}

/// With a capital letter, at the beginning of a line.
fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or(String::new(), |first| first.to_uppercase().chain(letters).collect())
}

impl Told<'_> {
    /// Those who are carried or led and stay, where no place that is told has them wait for it.
    fn carried(&self, out: &mut String, explained: &Explained) {
        let (situation, plan) = (self.case.situation, self.case.plan);
        let told = |id: &OriginId| explained.why.places.iter().any(|place| place.met_by.contains(id));
        let groups = (0..situation.origins.len()).map(OriginId::at);
        let groups = groups.filter(|id| situation.origins[id.index()].is_carried() && !told(id));
        let stay = |id: OriginId| plan.left_behind.iter().any(|left| left.origin == id);
        let groups: Vec<String> = groups.filter(|id| stay(*id)).map(|id| self.carried_group(id)).collect();
        if !groups.is_empty() {
            let figures = [("groups", groups.join("; ").into())];
            paragraph(out, &self.words.tell("explain-carried", &figures), "  ");
        }
    }

    /// How many of a group that is carried or led stay.
    fn carried_group(&self, id: OriginId) -> String {
        let origin = &self.case.situation.origins[id.index()];
        let left = self.case.plan.left_behind.iter().filter(|left| left.origin == id);
        let stay: u64 = left.map(|left| u64::from(left.persons.0)).sum();
        let who = who("group-at", &origin.assembly, &origin.group, self.words);
        self.words.tell("explain-group-people", &[("who", who.into()), ("n", count(stay))])
    }

    /// The footways that hold people up in the plan: what is full before anybody can drive.
    fn footways(&self, out: &mut String) {
        for full in &self.case.plan.bottlenecks {
            let BottleneckAt::Footway(id) = full.at else { continue };
            let name = self.case.situation.footways[id.index()].name.as_str();
            let figures = [("name", name.into()), ("when", self.when(&full.full).into())];
            paragraph(out, &self.words.tell("explain-foot", &figures), "  ");
        }
    }

    fn opening(&self, explained: &Explained) -> String {
        let all = count(self.case.situation.persons().0);
        let minute = |clock| self.times.minute(clock, self.words);
        let zone = self.times.zone(explained.by, self.words);
        if let Some(end) = explained.everybody {
            let figures = [
                ("all", all),
                ("by", minute(end).into()),
                ("zone", zone.into()),
                ("before", minute(explained.at).into()),
                ("n", count(explained.safe.0)),
            ];
            return self.words.tell("explain-everybody", &figures);
        }
        let figures =
            [("by", minute(explained.by).into()), ("zone", zone.into()), ("n", count(explained.safe.0)), ("all", all)];
        self.words.tell("explain-safe", &figures)
    }

    fn place(&self, out: &mut String, explained: &Explained, number: usize, place: &Place) {
        let words = self.words;
        row(out, &format!("  {}", capital(&self.what(place))), &[words.number(place.vehicles.0)]);
        paragraph(out, &self.when(&place.full), "    ");
        let room = matches!(place.at, BottleneckAt::Reception(_));
        if room && !place.each.is_empty() {
            paragraph(out, &words.say("explain-each-room"), "    ");
        } else if place.each == place.full {
            paragraph(out, &words.say("explain-each-then"), "    ");
        } else if !place.each.is_empty() {
            paragraph(out, &words.tell("explain-each", &[("when", self.when(&place.each).into())]), "    ");
        } else if explained.useless.contains(&number) {
            let fleets = !self.case.situation.fleets.is_empty();
            let useless = if fleets { "explain-useless-fleets" } else { "explain-useless" };
            paragraph(out, &words.say(useless), "    ");
        }
        let groups = place.met_by.iter().take(MOST_GROUPS);
        let groups: Vec<String> = groups.map(|group| self.group(*group, &explained.waits[group.index()])).collect();
        if !groups.is_empty() {
            paragraph(out, &words.tell("explain-met", &[("groups", groups.join("; ").into())]), "    ");
        }
    }

    /// What is full: of several roads in a row from the first to the last.
    pub fn what(&self, place: &Place) -> String {
        let (BottleneckAt::Road(road), [first, .., last]) = (place.at, place.roads.as_slice()) else {
            return self.names.bottleneck(place.at, self.words);
        };
        let rate = self.words.number(self.case.situation.roads[road.index()].capacity.0);
        let road = self.names.between(*first, *last, self.words);
        self.words.tell("bottleneck-road", &[("road", road.into()), ("rate", rate.into())])
    }

    /// The longest time, and how many more there are.
    fn when(&self, when: &[Interval]) -> String {
        let longest = when.iter().max_by_key(|when| (when.until - when.from, std::cmp::Reverse(when.from)));
        let told = longest.map_or(String::new(), |when| self.times.between(when.from, when.until, self.words));
        match when.len() {
            0 | 1 => self.words.tell("explain-when", &[("when", told.into())]),
            times => {
                let figures = [("when", told.into()), ("n", count(times as u64 - 1))];
                self.words.tell("explain-when-more", &figures)
            }
        }
    }

    fn group(&self, id: OriginId, waits: &Waits) -> String {
        let origin = &self.case.situation.origins[id.index()];
        if origin.is_carried() {
            return self.carried_group(id);
        }
        let who = who("group-at", &origin.assembly, &origin.group, self.words);
        let figures = [
            ("who", who.into()),
            ("n", count(waits.stay.0)),
            ("mean", duration(waits.mean, self.words).into()),
            ("last", self.times.minute(waits.last, self.words).into()),
        ];
        match (waits.leave.0, waits.stay.0) {
            (0, _) => self.words.tell("explain-group-none", &figures[..2]),
            (_, 0) => {
                let [who, _, mean, last] = figures;
                self.words.tell("explain-group-all", &[who, mean, last])
            }
            _ => self.words.tell("explain-group", &figures),
        }
    }

    /// What a change is called.
    pub fn change(&self, explained: &Explained, what: &What) -> String {
        let (words, situation) = (self.words, self.case.situation);
        match what {
            What::Place(number, when) => {
                let n = ("n", count(MORE_AN_HOUR));
                let when = ("when", self.times.between(when.from, when.until, words).into());
                match explained.why.places[*number].at {
                    BottleneckAt::Road(road) => {
                        let roads = explained.why.places[*number].roads.as_slice();
                        let (first, last) = (roads.first().unwrap_or(&road), roads.last().unwrap_or(&road));
                        let road = self.names.between(*first, *last, words);
                        words.tell("explain-road-wider", &[n, ("road", road.into()), when])
                    }
                    BottleneckAt::Checkpoint(id) => {
                        let name = situation.checkpoints[id.index()].name.as_str();
                        words.tell("explain-lane-wider", &[n, ("name", name.into()), when])
                    }
                    at @ (BottleneckAt::Assembly(_) | BottleneckAt::Footway(_)) => self.names.bottleneck(at, words),
                    BottleneckAt::Reception(id) => {
                        let name = situation.receptions[id.index()].name.as_str();
                        words.tell("explain-room", &[("n", count(MORE_ROOM.0)), ("name", name.into())])
                    }
                }
            }
            What::Corridor(id) => {
                let name = situation.corridors[id.index()].name.as_str();
                words.tell("explain-corridor-wider", &[("n", count(MORE_AN_HOUR)), ("name", name.into())])
            }
            What::Footway(number) => {
                let name = situation.footways[*number].name.as_str();
                words.tell("explain-foot-wider", &[("n", count(MORE_ON_FOOT.0)), ("name", name.into())])
            }
            What::Without(objective) => words.say(match objective {
                Objective::Exposure => "explain-without-exposure",
                Objective::Fairness => "explain-without-fairness",
                _ => "explain-without-waiting",
            }),
            What::Vehicle(number) => {
                let name = situation.fleets[*number].name.as_str();
                words.tell("explain-vehicle", &[("name", name.into())])
            }
            What::Present(number, most) => {
                let crowd = &situation.crowds[*number];
                words.tell("explain-present", &[("name", crowd.name.as_str().into()), ("n", count(most.0))])
            }
            What::Agreed(Lever::Later) => words.say("explain-later"),
            What::Agreed(_) => words.say("explain-earlier"),
        }
    }

    fn hour(&self, hour: &Hour) -> String {
        if hour.everybody {
            return self.words.say("explain-hour-everybody");
        }
        if hour.full.is_empty() && hour.safe.0 > 0 && !self.case.situation.fleets.is_empty() {
            return self.words.say("explain-hour-nothing");
        }
        if hour.full.is_empty() || hour.safe.0 == 0 {
            return self.words.say("explain-hour-nobody");
        }
        let full = hour.full.iter().take(MOST_AN_HOUR).map(|place| self.what(place));
        capital(&full.collect::<Vec<_>>().join("; "))
    }
}
