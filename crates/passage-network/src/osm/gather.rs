//! What both OpenStreetMap readers gather: the ways that are roads, the nodes they need, and how these become a draft.

use super::barrier;
use super::restrictions::{self, Restriction};
use super::tags::{self, RoadTags};
use crate::draft::{Draft, Facts, Line};
use crate::tally::{Kind, Tally};
use passage_model::finding::Finding;
use passage_model::network::Place;
use passage_model::units::Position;
use rayon::iter::{IntoParallelRefIterator as _, ParallelIterator as _};
use rayon::slice::ParallelSliceMut as _;
use std::collections::BTreeMap;

/// The licence and attribution of all data of OpenStreetMap.
const ATTRIBUTION: &str = "© OpenStreetMap contributors, Open Database License 1.0 (openstreetmap.org/copyright)";

/// Ways with more points than OpenStreetMap allows (2,000) by far are damage, not roads.
const MOST_POINTS: usize = 100_000;

/// Roads of one portion of a file: a blob, or all of it.
#[derive(Debug)]
pub(crate) struct Portion {
    refs: Vec<i64>,
    lines: Vec<Line>,
    facts: Vec<Facts>,
    facts_numbers: BTreeMap<Facts, u32>,
    names: Vec<String>,
    /// Names by their hash: comparing numbers is faster than comparing texts.
    names_numbers: BTreeMap<u64, u32>,
    /// Turn restrictions as the relations have them.
    pub restrictions: Vec<Restriction>,
    /// What was found.
    pub tally: Tally,
}

impl Default for Portion {
    /// Nothing yet; its first name is the empty one.
    fn default() -> Self {
        Self {
            refs: Vec::new(),
            lines: Vec::new(),
            facts: Vec::new(),
            facts_numbers: BTreeMap::new(),
            names: vec![String::new()],
            names_numbers: BTreeMap::from([(hash(""), 0)]),
            restrictions: Vec::new(),
            tally: Tally::default(),
        }
    }
}

impl Portion {
    /// Takes a way if it is a road: its number, its tags, and its nodes.
    pub(crate) fn add_way(&mut self, id: i64, tags: &RoadTags<'_>, refs: impl Iterator<Item = i64>) {
        let Some(road) = tags::facts(tags) else { return };
        if let Some(limit) = road.unread_limit {
            self.tally.count(UNREAD_LIMIT, || format!("way {id}: {limit}"));
        }
        if let Some(lanes) = road.unread_lanes {
            self.tally.count(UNREAD_LANES, || format!("way {id}: {lanes}"));
        }
        let first = self.refs.len();
        self.refs.extend(refs.take(MOST_POINTS + 1));
        let count = self.refs.len() - first;
        if !(2..=MOST_POINTS).contains(&count) {
            self.refs.truncate(first);
            let kind = if count < 2 { SHORT_WAY } else { LONG_WAY };
            return self.tally.count(kind, || format!("way {id}"));
        }
        let forward = road.forward.map(|facts| self.facts_number(facts));
        let backward = road.backward.map(|facts| self.facts_number(facts));
        let name = self.name_number(road.name);
        self.lines.push(Line {
            first_point: first as u32,
            point_count: count as u32,
            forward,
            backward,
            source: id,
            name,
            length: None,
        });
    }

    fn facts_number(&mut self, facts: Facts) -> u32 {
        *self.facts_numbers.entry(facts).or_insert_with(|| {
            self.facts.push(facts);
            self.facts.len() as u32 - 1
        })
    }

    fn name_number(&mut self, name: &str) -> u32 {
        let next = self.names.len() as u32;
        let number = *self.names_numbers.entry(hash(name)).or_insert(next);
        // Two names of one hash: the second is kept each time it comes, which costs a little room and no more.
        let is_known = self.names.get(number as usize).is_some_and(|known| known == name);
        if is_known {
            return number;
        }
        self.names.push(name.to_owned());
        next
    }

    /// Takes over the next portion of the same file.
    pub(crate) fn absorb(&mut self, next: Self) {
        let offset = self.refs.len() as u32;
        self.refs.extend_from_slice(&next.refs);
        let facts: Vec<u32> = next.facts.into_iter().map(|f| self.facts_number(f)).collect();
        let names: Vec<u32> = next.names.iter().map(|n| self.name_number(n)).collect();
        let renumbered = |number: Option<u32>| number.map(|n| facts[n as usize]);
        self.lines.extend(next.lines.iter().map(|line| Line {
            first_point: line.first_point + offset,
            forward: renumbered(line.forward),
            backward: renumbered(line.backward),
            name: names[line.name as usize],
            ..*line
        }));
        self.restrictions.extend(next.restrictions);
        self.tally.absorb(next.tally);
    }

    /// The nodes that its roads need.
    pub(crate) fn wanted(&mut self) -> (Nodes, Vec<u32>) {
        let refs = std::mem::take(&mut self.refs);
        let mut points = vec![0; refs.len()];
        let mut ids: Vec<i64> = Vec::new();
        let mut take = |id: i64, at: usize| {
            if ids.last() != Some(&id) {
                ids.push(id);
            }
            points[at] = ids.len() as u32 - 1;
        };
        let place_bits = u64::BITS - (refs.len() as u64).leading_zeros();
        let fits = |&id: &i64| u64::try_from(id).is_ok_and(|id| id <= u64::MAX >> place_bits);
        if refs.par_iter().all(fits) {
            // An id and its place in one number: half the memory, and sorted in two thirds of the time.
            let mut by_id: Vec<u64> =
                refs.into_iter().enumerate().map(|(at, id)| id.cast_unsigned() << place_bits | at as u64).collect();
            by_id.par_sort_unstable();
            let place = (1u64 << place_bits) - 1;
            for both in by_id {
                take((both >> place_bits).cast_signed(), (both & place) as usize);
            }
        } else {
            let mut by_id: Vec<(i64, usize)> = refs.into_iter().enumerate().map(|(at, id)| (id, at)).collect();
            by_id.par_sort_unstable();
            for (id, at) in by_id {
                take(id, at);
            }
        }
        ids.shrink_to_fit();
        let positions = vec![UNSEEN; ids.len()];
        (Nodes { ids, positions, closed: Vec::new() }, points)
    }
}

/// The 64-bit hash of Fowler, Noll and Vo (FNV-1a, draft-eastlake-fnv): fast on short texts, the same everywhere.
fn hash(text: &str) -> u64 {
    text.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

/// No position on Earth.
const UNSEEN: Position = Position { lon: i32::MAX, lat: i32::MAX };

/// The nodes that roads need, sorted by their ids, and where they are.
pub(crate) struct Nodes {
    ids: Vec<i64>,
    positions: Vec<Position>,
    /// Which of them have a barrier that closes the road, and its kind.
    closed: Vec<(u32, &'static str)>,
}

impl Nodes {
    /// A place from which ids are looked up in rising order, each step in O(1).
    pub(crate) fn lookup(&self) -> Lookup<'_> {
        Lookup { ids: &self.ids, at: 0, last: i64::MIN }
    }

    /// Notes at which nodes a barrier closes the road, and of what kind.
    pub(crate) fn close(&mut self, barriers: impl IntoIterator<Item = (u32, &'static str)>) {
        self.closed.extend(barriers);
    }

    /// Notes where a node is; the first of several positions stands.
    pub(crate) fn locate(&mut self, found: &[(u32, Position)], tally: &mut Tally) {
        for &(number, position) in found {
            let known = &mut self.positions[number as usize];
            if *known == UNSEEN {
                *known = position;
            } else if *known != position {
                tally.count(TWICE, || format!("node {}", self.ids[number as usize]));
            }
        }
    }
}

/// See [`Nodes::lookup`].
pub(crate) struct Lookup<'a> {
    ids: &'a [i64],
    at: usize,
    last: i64,
}

impl Lookup<'_> {
    /// The number of a node among those wanted.
    pub(crate) fn find(&mut self, id: i64) -> Option<u32> {
        if id < self.last || self.at == 0 {
            self.at = self.ids.partition_point(|&wanted| wanted < id);
        } else {
            while self.ids.get(self.at).is_some_and(|&wanted| wanted < id) {
                self.at += 1;
            }
        }
        self.last = id;
        (self.ids.get(self.at) == Some(&id)).then_some(self.at as u32)
    }
}

/// A position from ten-millionths of a degree; counted and `None` where it is not on Earth.
pub(crate) fn position(id: i64, lat: i64, lon: i64, tally: &mut Tally) -> Option<Position> {
    let on_earth = (-900_000_000..=900_000_000).contains(&lat) && (-1_800_000_000..=1_800_000_000).contains(&lon);
    if !on_earth {
        tally.count(OFF_EARTH, || format!("node {id} at {} {}", lat as f64 / 1e7, lon as f64 / 1e7));
    }
    on_earth.then_some(Position { lon: lon as i32, lat: lat as i32 })
}

/// The draft of all that was gathered. A way is cut where a node is missing: what lies between is not known.
/// Then it is cut where a barrier closes it.
pub(crate) fn draft(
    mut roads: Portion,
    nodes: Nodes,
    mut points: Vec<u32>,
    places: Vec<Place>,
) -> (Draft, Vec<Finding>) {
    let Nodes { ids, mut positions, closed } = nodes;
    let missing = positions.iter().filter(|p| **p == UNSEEN).count();
    let lines =
        if missing == 0 { std::mem::take(&mut roads.lines) } else { cut(&mut roads, &ids, &points, &positions) };
    let uncut = barrier::Roads { lines, points: &mut points, positions: &mut positions };
    let (lines, apart) = barrier::close(closed, &ids, uncut, &mut roads.tally);
    let turns = restrictions::turns(&roads.restrictions, &lines, &points, &ids, &mut roads.tally);
    let draft = Draft {
        points: positions,
        line_points: points,
        lines,
        facts: roads.facts,
        names: roads.names,
        turns,
        places,
        apart,
        attribution: ATTRIBUTION.to_owned(),
    };
    (draft, roads.tally.into_findings())
}

/// The lines without the nodes that are not in the file.
fn cut(roads: &mut Portion, ids: &[i64], points: &[u32], positions: &[Position]) -> Vec<Line> {
    let mut lines = Vec::with_capacity(roads.lines.len());
    for line in std::mem::take(&mut roads.lines) {
        let own = line.first_point as usize..(line.first_point + line.point_count) as usize;
        let is_missing = |at: &usize| positions[points[*at] as usize] == UNSEEN;
        let Some(lost) = own.clone().find(is_missing) else {
            lines.push(line);
            continue;
        };
        roads.tally.count(MISSING_NODE, || format!("way {} lacks node {}", line.source, ids[points[lost] as usize]));
        let mut from = own.start;
        for at in own.clone().filter(is_missing).chain(std::iter::once(own.end)) {
            if at - from >= 2 {
                lines.push(Line { first_point: from as u32, point_count: (at - from) as u32, ..line });
            }
            from = at + 1;
        }
    }
    lines
}

const UNREAD_LIMIT: Kind = Kind::note(
    "osm.unread-speed-limit",
    "a speed limit cannot be read; the usual speed of the class is used",
    "Correct `maxspeed` in OpenStreetMap if the road matters.",
);
const UNREAD_LANES: Kind = Kind::note(
    "osm.unread-lanes",
    "a number of lanes cannot be read; the usual number of the class is used",
    "Correct `lanes` in OpenStreetMap if the road matters.",
);
const SHORT_WAY: Kind = Kind::note("osm.short-way", "a road has fewer than two points and is left out", "");
const LONG_WAY: Kind = Kind::warning(
    "osm.long-way",
    "a road has more than 100,000 points, 50 times what OpenStreetMap allows, and is left out",
    "The file is probably damaged: download it again.",
);
const OFF_EARTH: Kind = Kind::warning(
    "osm.absurd-position",
    "a node is not on Earth and is treated as missing",
    "The file is probably damaged: download it again.",
);
const TWICE: Kind = Kind::warning(
    "osm.node-twice",
    "a node stands twice in the file at different positions; the first is used",
    "Merge extracts with a program that knows versions, such as `osmium merge`.",
);
const MISSING_NODE: Kind = Kind::note(
    "osm.missing-node",
    "a road uses nodes that are not in the file and is cut there",
    "Usual at the border of an extract; elsewhere download the file again.",
);
