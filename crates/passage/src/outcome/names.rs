//! What people call a junction, a road, a course: by the places that they know.

use super::apart::{self, Apart};
use crate::words::Words;
use fluent_bundle::FluentValue;
use passage_model::id::{CorridorId, JunctionId, RoadId};
use passage_model::network::Network;
use passage_model::plan::{BottleneckAt, Course};
use passage_model::situation::{NamedJunction, Situation, VehicleKind};
use passage_model::units::{Position, VehiclesPerDay};
use std::collections::BTreeMap;

/// The shortest stay on the way that is told as one, in seconds: less is in the minutes that people read.
const SHORTEST_WAIT: u32 = 60;

/// A named place on a course.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Passed<'a> {
    /// Its name.
    pub name: &'a str,
    /// Seconds after the departure at which one comes there; the same as `leaves` but where one waits.
    pub comes: u32,
    /// Seconds after the departure at which one leaves there.
    pub leaves: u32,
}

/// The names of one situation.
pub struct Names<'a> {
    network: &'a Network,
    situation: &'a Situation,
    corridors: BTreeMap<RoadId, CorridorId>,
    /// Of roads that would have one name with another: what tells them apart.
    pub(super) apart: BTreeMap<RoadId, Apart>,
}

impl<'a> Names<'a> {
    /// Prepares the look-ups: O(roads of corridors log).
    pub fn new(network: &'a Network, situation: &'a Situation) -> Self {
        let mut corridors = BTreeMap::new();
        for (i, corridor) in situation.corridors.iter().enumerate() {
            for &road in &corridor.roads {
                corridors.entry(road).or_insert(CorridorId::at(i));
            }
        }
        Self { network, situation, corridors, apart: BTreeMap::new() }
    }

    /// The named places that stand at a junction.
    pub fn at(&self, junction: JunctionId) -> &'a [NamedJunction] {
        let named = &self.situation.named;
        let first = named.partition_point(|n| n.junction < junction);
        let after = named.partition_point(|n| n.junction <= junction);
        &named[first..after]
    }

    /// The name of a junction: its own, or that of the nearest named place.
    pub fn junction(&self, junction: JunctionId) -> String {
        if let Some(named) = self.at(junction).first() {
            return named.name.clone();
        }
        let here = self.network.position(junction);
        let named = self.situation.named.iter().map(|n| (n.position.metres_to(here), &n.name));
        let near = named.min_by(|a, b| a.0.total_cmp(&b.0));
        let known = self.network.places().iter().map(|p| (p.position.metres_to(here), &p.name));
        // A named place of the scenario is preferred to a hamlet that happens to be a little nearer.
        let best = match near {
            Some(near) if near.0 <= 5_000.0 => Some(near),
            near => known.chain(near).min_by(|a, b| a.0.total_cmp(&b.0)),
        };
        best.map_or_else(|| format!("{junction}"), |(_, name)| name.clone())
    }

    /// A road in words: its name or number, and from where to where; where others have the same name, how far it lies from there.
    pub fn road(&self, road: RoadId, words: &Words) -> String {
        let name = self.plain_road(road, words);
        let Some(apart) = self.apart.get(&road) else { return name };
        let (from, to) = self.ends(road);
        match self.network.name(road) {
            // Its distance says near what it is.
            named if from == to && !named.is_empty() => apart.told("road-apart-near", named, words),
            _ => apart.told("road-apart", &name, words),
        }
    }

    /// A road in words, whatever others are called.
    fn plain_road(&self, road: RoadId, words: &Words) -> String {
        let (from, to) = self.ends(road);
        let name = self.network.name(road);
        let figures = [("from", from.as_str().into()), ("to", to.as_str().into()), ("name", name.into())];
        match (name.is_empty(), from == to) {
            (true, true) => words.tell("road-near", &figures[..1]),
            (true, false) => words.tell("road-between", &figures[..2]),
            (false, true) => words.tell("road-named-near", &[figures[0].clone(), figures[2].clone()]),
            (false, false) => words.tell("road-named-between", &figures),
        }
    }

    /// From now on tells those of these roads apart that would have one name.
    #[must_use]
    pub fn apart(mut self, roads: impl Iterator<Item = RoadId>) -> Self {
        let mut named: BTreeMap<_, Vec<RoadId>> = BTreeMap::new();
        for road in roads {
            named.entry((self.network.name(road), self.ends(road))).or_default().push(road);
        }
        let alike = named.into_iter().filter(|(_, roads)| roads.len() > 1);
        let alike = alike.map(|((_, (from, _)), roads)| (from, roads)).collect::<Vec<_>>();
        self.apart = alike
            .into_iter()
            .flat_map(|(from, roads)| apart::of(self.network, self.place(&from, roads[0]), &from, &roads))
            .collect();
        self
    }

    /// Where a place of a name lies, the nearest to a road's beginning.
    fn place(&self, name: &str, road: RoadId) -> Position {
        let here = self.network.position(self.network.from(road));
        let scenario = self.situation.named.iter().map(|named| (named.position, &named.name));
        let all = scenario.chain(self.network.places().iter().map(|place| (place.position, &place.name)));
        let called = all.filter(|(_, called)| *called == name).map(|(position, _)| position);
        called.min_by(|a, b| a.metres_to(here).total_cmp(&b.metres_to(here))).unwrap_or(here)
    }

    /// Roads in a row in words: one by its name, several by their two ends.
    pub fn between(&self, first: RoadId, last: RoadId, words: &Words) -> String {
        if first == last {
            return self.road(first, words);
        }
        let (from, to) = (self.junction(self.network.from(first)), self.junction(self.network.to(last)));
        words.tell("road-between", &[("from", from.into()), ("to", to.into())])
    }

    /// What a course is called on a dispatch list: the corridor that most of it follows, else the name of its first
    /// named road, else the places that it passes.
    pub fn course(&self, course: &Course, words: &Words) -> String {
        let mut shares: BTreeMap<CorridorId, u64> = BTreeMap::new();
        let mut all = 0;
        for road in &course.roads {
            let length = u64::from(self.network.length(*road).0);
            all += length;
            if let Some(&corridor) = self.corridors.get(road) {
                *shares.entry(corridor).or_default() += length;
            }
        }
        let main = shares.iter().max_by_key(|(id, share)| (**share, std::cmp::Reverse(**id)));
        if let Some((&corridor, _)) = main.filter(|(_, share)| **share * 2 >= all) {
            return self.situation.corridors[corridor.index()].name.clone();
        }
        let by = self.middle(course);
        if !by.is_empty() {
            return words.tell("road-by", &[("places", by.join(", ").into())]);
        }
        let named = course.roads.iter().map(|&r| self.network.name(r)).find(|n| !n.is_empty());
        named.map_or_else(
            || course.roads.first().map_or_else(|| words.say("no-road"), |&r| self.road(r, words)),
            str::to_owned,
        )
    }

    /// Every named place that a course passes, each once for as long as it is there: with the seconds after departure at
    /// which it comes, and at which it leaves.
    pub fn passed(&self, course: &Course) -> Vec<Passed<'a>> {
        let mut found: Vec<Passed<'a>> = Vec::new();
        let mut comes = 0;
        let ends = course.enter.iter().map(|enter| enter.0).chain([course.arrive.0]);
        let junctions = course.roads.iter().map(|&road| self.network.from(road));
        let junctions = junctions.chain(course.roads.last().map(|&road| self.network.to(road)));
        for (place, (junction, leaves)) in junctions.zip(ends).enumerate() {
            // What rounding puts off is no wait.
            let waits = self.situation.waiting_room(junction).0 > 0 && leaves > comes + SHORTEST_WAIT;
            let comes_here = if waits { comes } else { leaves };
            found.extend(self.at(junction).iter().map(|named| Passed {
                name: named.name.as_str(),
                comes: comes_here,
                leaves,
            }));
            let travel = course.roads.get(place).map(|road| self.situation.roads[road.index()].travel.seconds_up().0);
            comes = leaves.saturating_add(travel.unwrap_or(0));
        }
        found
    }

    /// Up to three named places between a course's ends, spread over it.
    fn middle(&self, course: &Course) -> Vec<&'a str> {
        let mut all: Vec<&str> = self.passed(course).into_iter().map(|passed| passed.name).collect();
        all.dedup();
        if all.len() <= 2 {
            return Vec::new();
        }
        let inner = &all[1..all.len() - 1];
        let wanted = inner.len().min(3);
        (0..wanted).map(|i| inner[(2 * i + 1) * inner.len() / (2 * wanted)]).collect()
    }

    /// What a bottleneck is called, with the rate that it passes.
    pub fn bottleneck(&self, at: BottleneckAt, words: &Words) -> String {
        match at {
            BottleneckAt::Road(road) => {
                let rate = self.situation.roads[road.index()].capacity.0;
                words.tell(
                    "bottleneck-road",
                    &[("road", self.road(road, words).into()), ("rate", words.number(rate).into())],
                )
            }
            BottleneckAt::Checkpoint(id) => {
                let checkpoint = &self.situation.checkpoints[id.index()];
                let rates: Vec<String> = VehicleKind::ALL
                    .iter()
                    .zip(checkpoint.rates)
                    .filter(|(_, rate)| rate.0 > 0)
                    .map(|(&kind, rate)| words.tell(per_hour(kind), &[("rate", whole_or_not(rate, words))]))
                    .collect();
                words.tell(
                    "bottleneck-checkpoint",
                    &[("name", checkpoint.name.as_str().into()), ("rates", rates.join(", ").into())],
                )
            }
            BottleneckAt::Footway(id) => {
                let footway = &self.situation.footways[id.index()];
                let figures = [("name", footway.name.as_str().into()), ("n", crate::words::count(footway.an_hour.0))];
                words.tell("bottleneck-footway", &figures)
            }
            BottleneckAt::Assembly(at) => {
                let crowd = &self.situation.crowds[at as usize];
                words.tell(
                    "bottleneck-crowd",
                    &[("name", crowd.name.as_str().into()), ("most", crate::words::count(crowd.most.0))],
                )
            }
            BottleneckAt::Reception(id) => {
                let reception = &self.situation.receptions[id.index()];
                words.tell(
                    "bottleneck-reception",
                    &[("name", reception.name.as_str().into()), ("room", crate::words::count(reception.room.0))],
                )
            }
        }
    }

    /// The two ends of a road, by name; a chain's both ends may be nearest to one place.
    fn ends(&self, road: RoadId) -> (String, String) {
        (self.junction(self.network.from(road)), self.junction(self.network.to(road)))
    }
}

/// A group and where it gathers, by `message`; where the name of one has the other's in it, that name alone: a group
/// "Mariupol, own cars" need not be told to be of Mariupol.
pub fn who(message: &str, assembly: &str, group: &str, words: &Words) -> String {
    if names(group, assembly) {
        group.to_owned()
    } else if names(assembly, group) {
        assembly.to_owned()
    } else {
        words.tell(message, &[("assembly", assembly.into()), ("group", group.into())])
    }
}

/// Whether a name has another one in it, whole words only.
fn names(name: &str, other: &str) -> bool {
    !other.is_empty()
        && name.match_indices(other).any(|(at, found)| {
            let before = name[..at].chars().next_back();
            let after = name[at + found.len()..].chars().next();
            ![before, after].into_iter().flatten().any(char::is_alphanumeric)
        })
}

/// A whole rate is a number, so that its noun agrees with it.
fn whole_or_not<'a>(rate: VehiclesPerDay, words: &Words) -> FluentValue<'a> {
    if rate.0.is_multiple_of(24) { crate::words::count(rate.0 / 24) } else { words.rate(rate).into() }
}

/// The message for a kind's rate at a checkpoint.
const fn per_hour(kind: VehicleKind) -> &'static str {
    match kind {
        VehicleKind::OwnCar => "cars-an-hour",
        VehicleKind::Bus => "buses-an-hour",
        VehicleKind::Medical => "medical-an-hour",
        VehicleKind::Truck => "trucks-an-hour",
        VehicleKind::Foot => "walkers-an-hour",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::outcome::sample;
    use crate::words::Language;
    use passage_model::id::CheckpointId;

    #[test]
    fn roads_and_checkpoints_are_told_by_the_places_people_know() {
        let (network, mut situation) = sample::mariupol();
        sample::add_checkpoint(&mut situation, 60);
        let names = Names::new(&network, &situation);
        let words = Words::new(Language::En);
        assert_eq!(names.road(RoadId(0), &words), "the road from Mariupol to Nikolske");
        assert_eq!(names.road(RoadId(4), &words), "T0803 \"<Polohy>\" from Rozivka to Polohy");
        insta::assert_snapshot!(
            names.bottleneck(BottleneckAt::Checkpoint(CheckpointId(0)), &words),
            @"The checkpoint at Orikhiv passes 60 cars an hour"
        );
        assert!(words.missing().is_empty());
    }

    #[test]
    fn a_place_that_a_groups_name_tells_already_is_not_told_again() {
        let words = Words::new(Language::En);
        let said = |assembly, group| who("group-at", assembly, group, &words);
        assert_eq!(said("Mariupol", "own cars"), "Mariupol, own cars");
        assert_eq!(said("Mariupol", "Mariupol, own cars"), "Mariupol, own cars");
        assert_eq!(said("Mariupol", "Mariupol"), "Mariupol");
        assert_eq!(said("Kharkiv, ring road", "Kharkiv"), "Kharkiv, ring road");
        assert_eq!(said("Os", "Kos, buses"), "Os, Kos, buses");
        assert!(words.missing().is_empty());
    }

    #[test]
    fn a_course_outside_every_corridor_is_told_by_the_places_on_the_way() {
        let outcome = sample::outcome();
        let (network, mut situation) = sample::mariupol();
        let course = &outcome.likely.plan.courses[0];
        let words = Words::new(Language::En);
        let name = Names::new(&network, &situation).course(course, &words);
        assert_eq!(name, "Mariupol to Zaporizhzhia by Orikhiv");
        situation.corridors.clear();
        let names = Names::new(&network, &situation);
        assert_eq!(names.course(course, &words), "by Nikolske, Polohy, Orikhiv");
        assert_eq!(names.passed(course).len(), 6);
    }
}
