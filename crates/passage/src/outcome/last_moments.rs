//! The last moment at each place, for each kind of vehicle and each window: where it leads, what a queue costs, and what
//! becomes of whoever is later.

mod footways;

use super::names::Names;
use super::sun;
use super::times::Times;
use passage_model::id::{JunctionId, OriginId, RoadId};
use passage_model::network::Network;
use passage_model::plan::Plan;
use passage_model::situation::{Origin, Situation, VehicleKind};
use passage_model::time::Clock;
use passage_plan::turn_back::{Chance, Driven, Drives, Held, Queues, drive, last_behind};
use std::collections::{BTreeMap, BTreeSet};

/// How much later the late vehicle is that rows tell of: half an hour, as in "last entry is 15:10; at 15:40 ...".
const LATE: u32 = 1800;

/// What a place is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum PlaceKind {
    /// Where people gather.
    AssemblyPoint,
    /// What people cross on foot before they go on.
    Footway,
    /// Where vehicles are served.
    Checkpoint,
    /// A place along the way.
    Place,
}

/// Somewhere to wait on the way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stay {
    /// Where.
    pub place: String,
    /// Vehicles that may wait there.
    pub room: u32,
    /// When the late vehicle comes there.
    pub at: Clock,
}

/// A vehicle that is late.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Late {
    /// When it passes the place.
    pub at: Clock,
    /// Where and when it is held.
    pub held: Held,
    /// When.
    pub until: Clock,
    /// Where that is: the named places before and behind it.
    pub between: [String; 2],
    /// Whether it is dark there by then.
    pub dark: bool,
    /// The sunset of that day there.
    pub sunset: Option<Clock>,
    /// Where it may wait before.
    pub stays: Vec<Stay>,
}

/// One chance to pass one place.
#[derive(Clone, Debug)]
pub struct Row {
    /// The place's name.
    pub place: String,
    /// What it is.
    pub what: PlaceKind,
    /// The kinds of vehicle that it holds for.
    pub kinds: Vec<VehicleKind>,
    /// From when until when; `None` where nobody is ever through.
    pub chance: Option<Chance>,
    /// Where and when the last one is received, driving freely.
    pub received: Option<(String, Clock)>,
    /// Whether that is in the dark.
    pub dark: bool,
    /// The corridors that it follows.
    pub corridors: Vec<String>,
    /// The checkpoints that it passes.
    pub checkpoints: Vec<String>,
    /// With a plan: the last moment behind its queues, if there is one, the vehicles ahead of the last free drive, and
    /// the seconds that they cost.
    pub behind: Option<(Option<Clock>, u64, u32)>,
    /// What becomes of whoever is half an hour later.
    pub late: Option<Late>,
    /// Of a footway: the last moment to be over it.
    pub over: Option<Clock>,
}

impl Row {
    /// A row that tells nothing yet but its chance.
    fn new(place: String, what: PlaceKind, kind: VehicleKind, chance: Option<Chance>) -> Self {
        Self {
            place,
            what,
            kinds: vec![kind],
            chance,
            received: None,
            dark: false,
            corridors: Vec::new(),
            checkpoints: Vec::new(),
            behind: None,
            late: None,
            over: None,
        }
    }
}

/// What rows are made from.
struct Desk<'a> {
    network: &'a Network,
    situation: &'a Situation,
    times: &'a Times,
    names: Names<'a>,
    queues: Queues,
    planned: bool,
}

/// The rows of a situation: its assembly points, its checkpoints, then the named places along the ways of the plan and
/// of the last drives, in the order in which they must be passed. With a plan, its queues count.
///
/// O(drives of each kind + places x roads of a drive).
pub fn of(network: &Network, situation: &Situation, plan: Option<&Plan>, times: &Times) -> Vec<Row> {
    let queues = plan.map(|plan| Queues::of(network, situation, plan)).unwrap_or_default();
    let names = Names::new(network, situation);
    let desk = Desk { network, situation, times, names, queues, planned: plan.is_some() };
    // Nobody on foot goes on by road.
    let kinds: BTreeSet<VehicleKind> =
        situation.origins.iter().map(|o| o.kind).filter(|kind| *kind != VehicleKind::Foot).collect();
    let mut rows: BTreeMap<(PlaceKind, String), Vec<Row>> = BTreeMap::new();
    for kind in kinds {
        let drives = Drives::new(network, situation, kind);
        let mut of_kind: BTreeMap<(PlaceKind, String), Vec<Row>> = BTreeMap::new();
        for (what, name, junction) in desk.places(plan, &drives, kind) {
            let found = desk.rows(what, &name, junction, kind, &drives);
            let known = of_kind.entry((what, name)).or_default();
            for row in found {
                add(known, row);
            }
        }
        for row in footways::of(situation, kind, &drives) {
            of_kind.entry((row.what, row.place.clone())).or_default().push(row);
        }
        for (place, found) in of_kind {
            let known = rows.entry(place).or_default();
            for row in found {
                // Kinds that differ in nothing are told once.
                match known.iter_mut().find(|old| same(old, &row)) {
                    Some(old) => old.kinds.extend((!old.kinds.contains(&kind)).then_some(kind)),
                    None => known.push(row),
                }
            }
        }
    }
    for row in footways::on_foot(situation) {
        rows.entry((row.what, row.place.clone())).or_default().push(row);
    }
    let mut rows: Vec<Vec<Row>> = rows.into_values().collect();
    rows.sort_by_key(|same| same.first().map(|row| (row.what, row.chance.as_ref().map(|chance| chance.last))));
    rows.into_iter().flatten().collect()
}

fn same(a: &Row, b: &Row) -> bool {
    (&a.chance, &a.behind, &a.late, a.over) == (&b.chance, &b.behind, &b.late, b.over)
}

/// Adds a row of a place to the others of the same kind. A place on the way has several junctions: it is told once for
/// each window, with the earliest last moment.
fn add(known: &mut Vec<Row>, row: Row) {
    let meets = |old: &Row| match (&old.chance, &row.chance) {
        (Some(old), Some(new)) => old.from <= new.last && new.from <= old.last,
        _ => false,
    };
    match known.iter().position(|old| row.what == PlaceKind::Place && meets(old)) {
        Some(at) => {
            let last = |row: &Row| row.chance.as_ref().map(|chance| chance.last);
            if last(&row) < last(&known[at]) {
                known[at] = row;
            }
        }
        None => known.push(row),
    }
}

impl Desk<'_> {
    /// The places that one kind passes, each once.
    fn places(
        &self,
        plan: Option<&Plan>,
        drives: &Drives<'_>,
        kind: VehicleKind,
    ) -> Vec<(PlaceKind, String, JunctionId)> {
        // Whoever is received on foot drives nowhere.
        let driving = |o: &Origin| o.kind == kind && kind != VehicleKind::Foot;
        let origins = self.situation.origins.iter().enumerate().filter(|(_, o)| driving(o));
        let mut places: BTreeSet<(PlaceKind, String, JunctionId)> = origins
            .map(|(i, o)| (PlaceKind::AssemblyPoint, self.situation.start_of(OriginId::at(i)), o.junction))
            .collect();
        let homes: Vec<JunctionId> = places.iter().map(|p| p.2).collect();
        let stations = self.situation.checkpoints.iter();
        places.extend(stations.map(|c| (PlaceKind::Checkpoint, c.name.clone(), c.junction)));
        let mut roads: BTreeSet<RoadId> =
            self.situation.corridors.iter().flat_map(|c| c.roads.iter().copied()).collect();
        roads.extend(plan.iter().flat_map(|plan| &plan.courses).flat_map(|course| course.roads.iter().copied()));
        roads.extend(homes.iter().flat_map(|home| drives.from(*home)).flat_map(|chance| chance.roads));
        let known: BTreeSet<JunctionId> = places.iter().map(|p| p.2).collect();
        for road in roads {
            for junction in [self.network.from(road), self.network.to(road)] {
                let received = self.situation.receptions_at(junction).next().is_some();
                if let Some(named) = self.names.at(junction).first().filter(|_| !received && !known.contains(&junction))
                {
                    places.insert((PlaceKind::Place, named.name.clone(), junction));
                }
            }
        }
        places.into_iter().collect()
    }

    fn rows(
        &self,
        what: PlaceKind,
        name: &str,
        junction: JunctionId,
        kind: VehicleKind,
        drives: &Drives<'_>,
    ) -> Vec<Row> {
        let chances = drives.from(junction);
        let row = |chance: Option<Chance>| Row::new(name.to_owned(), what, kind, chance);
        if chances.is_empty() && what != PlaceKind::Place {
            return vec![row(None)];
        }
        chances.into_iter().map(|chance| self.fill(row(Some(chance.clone())), &chance, kind)).collect()
    }

    /// What a chance leads to.
    fn fill(&self, mut row: Row, chance: &Chance, kind: VehicleKind) -> Row {
        let (network, situation) = (self.network, self.situation);
        let free = drive(network, situation, kind, &chance.roads, chance.last, &Queues::default());
        if let Some(&last) = chance.roads.last() {
            let end = network.to(last);
            row.received = situation
                .receptions_at(end)
                .find(|site| situation.receptions[site.index()].admits(kind))
                .map(|site| (situation.receptions[site.index()].name.clone(), free.until));
            row.dark = sun::at(self.times, free.until, network.position(end)).0;
        }
        let mut corridors: Vec<_> = chance.roads.iter().filter_map(|road| situation.corridor_of(*road)).collect();
        corridors.dedup();
        let mut seen = BTreeSet::new();
        corridors.retain(|corridor| seen.insert(*corridor));
        row.corridors = corridors.into_iter().map(|c| situation.corridors[c.index()].name.clone()).collect();
        row.checkpoints =
            free.passed.iter().filter_map(|(at, _)| situation.checkpoint(*at)).map(|c| c.name.clone()).collect();
        row.behind = self.planned.then(|| last_behind(network, situation, kind, chance, &self.queues));
        row.late = self.late(chance, kind);
        row
    }

    fn late(&self, chance: &Chance, kind: VehicleKind) -> Option<Late> {
        let at = Clock((chance.last.0 - chance.last.0 % 60).saturating_add(LATE));
        let driven = drive(self.network, self.situation, kind, &chance.roads, at, &Queues::default());
        let held = driven.held?;
        let spot = match held {
            Held::Before(road) | Held::On(road) | Held::Horizon(road) => self.network.from(road),
            Held::Checkpoint(junction) => junction,
        };
        let (dark, sunset) = sun::at(self.times, driven.until, self.network.position(spot));
        let between = match held {
            Held::Checkpoint(junction) => {
                let name = self.situation.checkpoint(junction).map(|c| c.name.clone()).unwrap_or_default();
                [name.clone(), name]
            }
            Held::Before(road) | Held::On(road) | Held::Horizon(road) => self.between(chance, road),
        };
        Some(Late { at, held, until: driven.until, between, dark, sunset, stays: self.stays(&driven) })
    }

    /// The named places of a drive before and behind one of its roads.
    fn between(&self, chance: &Chance, road: RoadId) -> [String; 2] {
        let place = chance.roads.iter().position(|r| *r == road).unwrap_or(0);
        let named = |junction: JunctionId| self.names.at(junction).first().map(|n| n.name.clone());
        let before = chance.roads[..=place].iter().rev().find_map(|r| named(self.network.from(*r)));
        let behind = chance.roads[place..].iter().find_map(|r| named(self.network.to(*r)));
        let (from, to) = (self.network.from(road), self.network.to(road));
        [before.unwrap_or_else(|| self.names.junction(from)), behind.unwrap_or_else(|| self.names.junction(to))]
    }

    fn stays(&self, driven: &Driven) -> Vec<Stay> {
        let passed = driven.passed.iter().skip(1);
        let room = passed.map(|(junction, at)| (*junction, *at, self.situation.waiting_room(*junction).0));
        let stay = |(junction, at, room): (JunctionId, Clock, u32)| {
            let checkpoint = self.situation.checkpoint(junction).map(|c| c.name.clone());
            Stay { place: checkpoint.unwrap_or_else(|| self.names.junction(junction)), room, at }
        };
        room.filter(|r| r.2 > 0).map(stay).collect()
    }
}
