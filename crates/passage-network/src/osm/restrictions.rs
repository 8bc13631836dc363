//! Turn restrictions: from relations to pairs of lines that meet at a point.

use crate::draft::{Line, Turn};
use crate::tally::{Kind, Tally};

/// Turns of one restriction; `no_entry` and `no_exit` may have several ways, yet never so many.
const MOST_TURNS: usize = 1_000;

/// A turn restriction as its relation has it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Restriction {
    /// The relation.
    pub id: i64,
    /// The ways that are left.
    pub from: Vec<i64>,
    /// The nodes that the turn is at.
    pub via: Vec<i64>,
    /// The ways that are entered.
    pub onto: Vec<i64>,
    /// `true`: only this turn is allowed.
    pub only: bool,
}

/// The tags of a relation that matter.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct RelationTags<'a> {
    kind: Option<&'a str>,
    everyone: Option<&'a str>,
    vehicles: Option<&'a str>,
    cars: Option<&'a str>,
    except: Option<&'a str>,
    conditional: bool,
}

impl<'a> RelationTags<'a> {
    /// Takes one tag.
    pub(crate) fn set(&mut self, key: &str, value: &'a str) {
        match key {
            "type" => self.kind = Some(value),
            "restriction" => self.everyone = Some(value),
            "restriction:motor_vehicle" => self.vehicles = Some(value),
            "restriction:motorcar" => self.cars = Some(value),
            "except" => self.except = Some(value),
            "restriction:conditional" => self.conditional = true,
            _ => {}
        }
    }

    /// Whether it is a turn restriction at all.
    pub(crate) fn is_restriction(&self) -> bool {
        self.kind.is_some_and(|kind| kind == "restriction" || kind.starts_with("restriction:"))
    }
}

/// A member of a relation.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Member<'a> {
    /// What it is.
    pub kind: MemberKind,
    /// Its number.
    pub id: i64,
    /// Its role.
    pub role: &'a str,
}

/// What a member of a relation is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum MemberKind {
    /// A node.
    Node,
    /// A way.
    Way,
    /// A relation.
    Relation,
    /// Something that this format does not know.
    Unknown,
}

/// Reads a relation; `None` and counted where it restricts no turn of motor vehicles that a network can hold.
///
/// Rules of the wiki's `Relation:restriction`: `except=motorcar` frees cars, `restriction:motorcar` is for them
/// alone, a way as `via` is one manoeuvre over several roads (waived: a network forbids turns between two roads).
/// A restriction for some hours is waived too: in an evacuation it is not known who keeps it.
pub(crate) fn read<'a>(
    id: i64,
    tags: &RelationTags<'_>,
    members: impl Iterator<Item = Member<'a>>,
    tally: &mut Tally,
) -> Option<Restriction> {
    let Some(rule) = tags.cars.or(tags.vehicles).or(tags.everyone) else {
        if tags.conditional {
            tally.count(CONDITIONAL, || format!("relation {id}"));
        }
        return None;
    };
    let excepted =
        |except: &str| except.split(';').any(|v| matches!(v.trim(), "motorcar" | "motor_vehicle" | "vehicle"));
    if tags.except.is_some_and(excepted) {
        return None;
    }
    let only = rule.starts_with("only_");
    if !only && !rule.starts_with("no_") {
        tally.count(UNKNOWN_RULE, || format!("relation {id}: {rule}"));
        return None;
    }
    let mut read = Restriction { id, only, ..Restriction::default() };
    let mut over_ways = false;
    for member in members {
        match (member.kind, member.role) {
            (MemberKind::Way, "from") => read.from.push(member.id),
            (MemberKind::Way, "to") => read.onto.push(member.id),
            (MemberKind::Node, "via") => read.via.push(member.id),
            (MemberKind::Way, "via") => over_ways = true,
            (MemberKind::Relation, _) if member.id == id => tally.count(CYCLE, || format!("relation {id}")),
            _ => {}
        }
    }
    if over_ways {
        tally.count(OVER_WAYS, || format!("relation {id}"));
        return None;
    }
    if read.from.is_empty() || read.onto.is_empty() || read.via.len() != 1 {
        tally.count(INCOMPLETE, || format!("relation {id}"));
        return None;
    }
    Some(read)
}

/// The turns between lines that `restrictions` speak of. `ids` are the nodes' own numbers, sorted, and `points` the
/// lines' points as positions in them. O(points + restrictions log restrictions), and at most 1,000 turns of each.
pub(crate) fn turns(
    restrictions: &[Restriction],
    lines: &[Line],
    points: &[u32],
    ids: &[i64],
    tally: &mut Tally,
) -> Vec<Turn> {
    let via_of = |restriction: &Restriction| ids.binary_search(restriction.via.first()?).ok().map(|via| via as u32);
    let arms = arms(restrictions.iter().filter_map(via_of), lines, points);
    let mut turns = Vec::new();
    for restriction in restrictions {
        let Some(via) = via_of(restriction) else {
            tally.count(DANGLING, || format!("relation {}", restriction.id));
            continue;
        };
        let lines_of = |ways: &[i64]| -> Vec<u32> {
            let of_way = |way: i64| {
                let first = arms.partition_point(|&(v, w, _)| (v, w) < (via, way));
                arms[first..].iter().take_while(move |&&(v, w, _)| (v, w) == (via, way)).map(|&(_, _, line)| line)
            };
            ways.iter().flat_map(|&way| of_way(way)).take(MOST_TURNS + 1).collect()
        };
        let (from, onto) = (lines_of(&restriction.from), lines_of(&restriction.onto));
        match from.len() * onto.len() {
            0 => tally.count(DANGLING, || format!("relation {}", restriction.id)),
            1..=MOST_TURNS => {
                let pairs = from.iter().flat_map(|&from| onto.iter().map(move |&onto| (from, onto)));
                turns.extend(pairs.map(|(from, onto)| Turn { from, via, onto, only: restriction.only }));
            }
            _ => tally.count(SPRAWLING, || format!("relation {}", restriction.id)),
        }
    }
    turns
}

/// The lines at the points of restrictions: point, way, line; sorted, each once.
fn arms(vias: impl Iterator<Item = u32>, lines: &[Line], points: &[u32]) -> Vec<(u32, i64, u32)> {
    let mut is_via = vec![false; points.iter().max().map_or(0, |most| *most as usize + 1)];
    for via in vias {
        // No road runs over the others.
        if let Some(is_via) = is_via.get_mut(via as usize) {
            *is_via = true;
        }
    }
    let mut arms = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        let own = &points[line.first_point as usize..][..line.point_count as usize];
        arms.extend(own.iter().filter(|point| is_via[**point as usize]).map(|&via| (via, line.source, at as u32)));
    }
    arms.sort_unstable();
    arms.dedup();
    arms
}

const CONDITIONAL: Kind = Kind::note(
    "osm.restriction-by-hours",
    "a turn restriction holds for some hours only and is waived",
    "Put a closure into the scenario where it matters.",
);
const UNKNOWN_RULE: Kind =
    Kind::note("osm.restriction-unknown", "a turn restriction is of a kind that is not known and is waived", "");
const OVER_WAYS: Kind = Kind::warning(
    "osm.restriction-over-ways",
    "a turn restriction runs over a road between two junctions and is waived",
    "Routes may use that turn: look whether drivers can be told, or put a closure into the scenario.",
);
const INCOMPLETE: Kind = Kind::note(
    "osm.restriction-incomplete",
    "a turn restriction lacks its from, via or to, or has several via nodes, and is waived",
    "Usual at the border of an extract.",
);
const DANGLING: Kind = Kind::note(
    "osm.restriction-elsewhere",
    "a turn restriction is between ways that are no roads here, or do not meet at its node, and has no effect",
    "Usual at the border of an extract and between foot and cycle ways.",
);
const SPRAWLING: Kind = Kind::warning(
    "osm.restriction-sprawling",
    "a turn restriction is between more pieces of roads than any real one, and is waived",
    "The file is probably damaged or has its ways many times over: download it again.",
);
const CYCLE: Kind = Kind::warning(
    "osm.relation-of-itself",
    "a relation has itself as a member; that member is left out",
    "Correct the relation in OpenStreetMap.",
);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_a_long_way_only_the_nodes_of_restrictions_are_kept() {
        let line = |first_point, source| Line {
            first_point,
            point_count: 50_000,
            forward: Some(0),
            backward: None,
            source,
            name: 0,
            length: None,
        };
        let points: Vec<u32> = (0..100_000).collect();
        let lines = [line(0, 7), line(50_000, 8)];
        assert_eq!(arms([60_000, 3, 3, 100_000].into_iter(), &lines, &points), [(3, 7, 0), (60_000, 8, 1)]);
        let every: Vec<u32> = (0..100_000).collect();
        assert_eq!(arms(every.into_iter(), &lines, &points).len(), points.len());
    }
}
