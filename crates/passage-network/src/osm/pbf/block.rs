//! A block of elements: its table of texts, and its nodes, ways and relations (wiki, `PBF Format`, "Encoding OSM
//! entities into fileblocks"; field numbers are those of `osmformat.proto`).

use super::wire::{Malformed, Message, Packed, zigzag};
use crate::osm::barrier::BarrierTags;
use crate::osm::gather::{self, Lookup, Portion};
use crate::osm::place::PlaceTags;
use crate::osm::restrictions::{self, Member, MemberKind, RelationTags};
use crate::osm::tags::RoadTags;
use crate::tally::Tally;
use passage_model::network::Place;
use passage_model::units::Position;

/// A block, its groups not yet read.
pub(crate) struct Block<'a> {
    texts: Vec<&'a [u8]>,
    groups: Vec<&'a [u8]>,
    granularity: i64,
    lat_offset: i64,
    lon_offset: i64,
}

/// Which kinds of elements a block holds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Holds {
    /// Nodes.
    pub nodes: bool,
    /// Ways or relations.
    pub others: bool,
}

/// What the nodes of a block give.
#[derive(Default)]
pub(crate) struct Located {
    /// Nodes that roads need, by their number among those.
    pub nodes: Vec<(u32, Position)>,
    /// Places.
    pub places: Vec<Place>,
    /// Of the nodes, those with a barrier that closes the road, and its kind.
    pub closed: Vec<(u32, &'static str)>,
}

/// The keys that make the tags of a node worth reading, by their numbers; `None`: no node of the block has it.
#[derive(Clone, Copy)]
struct NodeKeys {
    place: Option<u64>,
    barrier: Option<u64>,
}

impl NodeKeys {
    fn any(self) -> bool {
        self.place.is_some() || self.barrier.is_some()
    }
}

impl<'a> Block<'a> {
    /// Reads the frame of a block.
    pub(crate) fn new(bytes: &'a [u8]) -> Result<Self, Malformed> {
        let mut block = Self { texts: Vec::new(), groups: Vec::new(), granularity: 100, lat_offset: 0, lon_offset: 0 };
        let mut message = Message::new(bytes);
        while let Some((field, value)) = message.field()? {
            match field {
                1 => {
                    let mut table = Message::new(value.bytes());
                    while let Some((field, text)) = table.field()? {
                        if field == 1 {
                            block.texts.push(text.bytes());
                        }
                    }
                }
                2 => block.groups.push(value.bytes()),
                17 => block.granularity = value.number().cast_signed(),
                19 => block.lat_offset = value.number().cast_signed(),
                20 => block.lon_offset = value.number().cast_signed(),
                _ => {}
            }
        }
        Ok(block)
    }

    /// Which kinds of elements it holds: one look at each group, which holds one kind (wiki).
    pub(crate) fn holds(&self) -> Result<Holds, Malformed> {
        let mut holds = Holds::default();
        for group in &self.groups {
            match Message::new(group).field()? {
                Some((1 | 2, _)) => holds.nodes = true,
                Some((3 | 4, _)) => holds.others = true,
                _ => {}
            }
        }
        Ok(holds)
    }

    /// Reads its ways and relations into `roads`.
    pub(crate) fn roads(&self, roads: &mut Portion) -> Result<(), Malformed> {
        let keys = self.number_of(b"highway").into_iter().chain(self.number_of(b"route")).collect::<Vec<_>>();
        for group in &self.groups {
            let mut elements = Message::new(group);
            while let Some((field, value)) = elements.field()? {
                match field {
                    3 => self.way(value.bytes(), &keys, roads)?,
                    4 => self.relation(value.bytes(), roads)?,
                    _ => {}
                }
            }
        }
        Ok(())
    }

    fn way(&self, bytes: &[u8], road_keys: &[u64], roads: &mut Portion) -> Result<(), Malformed> {
        let (mut id, mut keys, mut values, mut refs): (_, &[u8], &[u8], &[u8]) = (0, &[], &[], &[]);
        let mut way = Message::new(bytes);
        while let Some((field, value)) = way.field()? {
            match field {
                1 => id = value.number().cast_signed(),
                2 => keys = value.bytes(),
                3 => values = value.bytes(),
                8 => refs = value.bytes(),
                _ => {}
            }
        }
        let mut numbers = Packed::new(keys);
        if !std::iter::from_fn(|| numbers.number()).any(|key| road_keys.contains(&key)) {
            return Ok(());
        }
        let tags = RoadTags::read(self.tags(keys, values));
        let mut differences = Packed::new(refs);
        let mut node: i64 = 0;
        let nodes = std::iter::from_fn(|| {
            node = node.wrapping_add(differences.signed()?);
            Some(node)
        });
        roads.add_way(id, &tags, nodes);
        Ok(())
    }

    fn relation(&self, bytes: &[u8], roads: &mut Portion) -> Result<(), Malformed> {
        let (mut id, mut keys, mut values): (_, &[u8], &[u8]) = (0, &[], &[]);
        let (mut roles, mut members, mut kinds): (&[u8], &[u8], &[u8]) = (&[], &[], &[]);
        let mut relation = Message::new(bytes);
        while let Some((field, value)) = relation.field()? {
            match field {
                1 => id = value.number().cast_signed(),
                2 => keys = value.bytes(),
                3 => values = value.bytes(),
                8 => roles = value.bytes(),
                9 => members = value.bytes(),
                10 => kinds = value.bytes(),
                _ => {}
            }
        }
        let mut tags = RelationTags::default();
        self.tags(keys, values).for_each(|(key, value)| tags.set(key, value));
        if !tags.is_restriction() {
            return Ok(());
        }
        let (mut roles, mut members, mut kinds) = (Packed::new(roles), Packed::new(members), Packed::new(kinds));
        let mut member: i64 = 0;
        let members = std::iter::from_fn(|| {
            member = member.wrapping_add(members.signed()?);
            let kind = match kinds.number()? {
                0 => MemberKind::Node,
                1 => MemberKind::Way,
                2 => MemberKind::Relation,
                _ => MemberKind::Unknown,
            };
            Some(Member { kind, id: member, role: self.text(roles.number()?) })
        });
        let restriction = restrictions::read(id, &tags, members, &mut roads.tally);
        roads.restrictions.extend(restriction);
        Ok(())
    }

    /// Reads its nodes: those that `wanted` finds, and those that are places.
    pub(crate) fn nodes(&self, wanted: &mut Lookup<'_>, tally: &mut Tally) -> Result<Located, Malformed> {
        let mut located = Located::default();
        let keys = NodeKeys { place: self.number_of(b"place"), barrier: self.number_of(b"barrier") };
        for group in &self.groups {
            let mut elements = Message::new(group);
            while let Some((field, value)) = elements.field()? {
                match field {
                    1 => self.node(value.bytes(), keys, wanted, &mut located, tally)?,
                    2 => self.dense(value.bytes(), keys, wanted, &mut located, tally)?,
                    _ => {}
                }
            }
        }
        Ok(located)
    }

    fn node(
        &self,
        bytes: &[u8],
        special: NodeKeys,
        wanted: &mut Lookup<'_>,
        located: &mut Located,
        tally: &mut Tally,
    ) -> Result<(), Malformed> {
        let (mut id, mut lat, mut lon, mut keys, mut values): (_, _, _, &[u8], &[u8]) = (0, 0, 0, &[], &[]);
        let mut node = Message::new(bytes);
        while let Some((field, value)) = node.field()? {
            match field {
                1 => id = zigzag(value.number()),
                2 => keys = value.bytes(),
                3 => values = value.bytes(),
                8 => lat = zigzag(value.number()),
                9 => lon = zigzag(value.number()),
                _ => {}
            }
        }
        let wanted = wanted.find(id);
        if let Some(number) = wanted {
            located.nodes.extend(self.position(id, lat, lon, tally).map(|position| (number, position)));
        }
        if !special.any() {
            return Ok(());
        }
        let has = |wanted: Option<u64>| {
            let mut numbers = Packed::new(keys);
            wanted.is_some() && std::iter::from_fn(|| numbers.number()).any(|key| Some(key) == wanted)
        };
        if has(special.place) {
            let mut tags = PlaceTags::default();
            self.tags(keys, values).for_each(|(key, value)| tags.set(key, value));
            let place = self.position(id, lat, lon, tally).and_then(|position| tags.place(position));
            located.places.extend(place);
        }
        if let Some(number) = wanted.filter(|_| has(special.barrier)) {
            let mut tags = BarrierTags::default();
            self.tags(keys, values).for_each(|(key, value)| tags.set(key, value));
            located.closed.extend(tags.closes(id, tally).map(|kind| (number, kind)));
        }
        Ok(())
    }

    fn dense(
        &self,
        bytes: &[u8],
        special: NodeKeys,
        wanted: &mut Lookup<'_>,
        located: &mut Located,
        tally: &mut Tally,
    ) -> Result<(), Malformed> {
        let (mut ids, mut lats, mut lons, mut tags) =
            (Packed::new(&[]), Packed::new(&[]), Packed::new(&[]), Packed::new(&[]));
        let mut dense = Message::new(bytes);
        while let Some((field, value)) = dense.field()? {
            match field {
                1 => ids = Packed::new(value.bytes()),
                8 => lats = Packed::new(value.bytes()),
                9 => lons = Packed::new(value.bytes()),
                // A block without these texts has no places and no barriers: its tags need not be read.
                10 if special.any() => tags = Packed::new(value.bytes()),
                _ => {}
            }
        }
        let (mut id, mut lat, mut lon): (i64, i64, i64) = (0, 0, 0);
        while let (Some(id_step), Some(lat_step), Some(lon_step)) = (ids.signed(), lats.signed(), lons.signed()) {
            id = id.wrapping_add(id_step);
            lat = lat.wrapping_add(lat_step);
            lon = lon.wrapping_add(lon_step);
            let number = wanted.find(id);
            if let Some(number) = number {
                located.nodes.extend(self.position(id, lat, lon, tally).map(|position| (number, position)));
            }
            let start = tags;
            let (mut is_place, mut is_barrier) = (false, false);
            // The tags of a node are pairs up to a zero.
            while let Some(key) = tags.number().filter(|&key| key != 0) {
                is_place |= Some(key) == special.place;
                is_barrier |= Some(key) == special.barrier;
                tags.number();
            }
            if is_place {
                let mut tags = PlaceTags::default();
                self.dense_tags(start).for_each(|(key, value)| tags.set(key, value));
                let place = self.position(id, lat, lon, tally).and_then(|at| tags.place(at));
                located.places.extend(place);
            }
            if let Some(number) = number.filter(|_| is_barrier) {
                let mut tags = BarrierTags::default();
                self.dense_tags(start).for_each(|(key, value)| tags.set(key, value));
                located.closed.extend(tags.closes(id, tally).map(|kind| (number, kind)));
            }
        }
        Ok(())
    }

    fn dense_tags(&self, mut numbers: Packed<'_>) -> impl Iterator<Item = (&'a str, &'a str)> {
        std::iter::from_fn(move || {
            let key = numbers.number().filter(|&key| key != 0)?;
            Some((self.text(key), self.text(numbers.number()?)))
        })
    }

    /// A position from the block's own units.
    #[inline]
    fn position(&self, id: i64, lat: i64, lon: i64, tally: &mut Tally) -> Option<Position> {
        if self.granularity == 100 && self.lat_offset == 0 && self.lon_offset == 0 {
            return gather::position(id, lat, lon, tally);
        }
        // Whatever overflows is nowhere on Earth.
        let scaled = |offset: i64, units: i64| {
            self.granularity
                .checked_mul(units)
                .and_then(|nano| nano.checked_add(offset))
                .map_or(i64::MAX, |nano| nano / 100)
        };
        gather::position(id, scaled(self.lat_offset, lat), scaled(self.lon_offset, lon), tally)
    }

    fn tags(&self, keys: &[u8], values: &[u8]) -> impl Iterator<Item = (&'a str, &'a str)> + '_ {
        let (mut keys, mut values) = (Packed::new(keys), Packed::new(values));
        let mut numbers = Vec::with_capacity(16);
        while let (Some(key), Some(value)) = (keys.number(), values.number()) {
            numbers.push((key, value));
        }
        numbers.into_iter().map(|(key, value)| (self.text(key), self.text(value)))
    }

    /// A text; empty where there is none or it is not UTF-8.
    fn text(&self, number: u64) -> &'a str {
        let text = usize::try_from(number).ok().and_then(|number| self.texts.get(number));
        text.and_then(|text| std::str::from_utf8(text).ok()).unwrap_or("")
    }

    fn number_of(&self, text: &[u8]) -> Option<u64> {
        self.texts.iter().position(|t| *t == text).map(|at| at as u64)
    }
}
