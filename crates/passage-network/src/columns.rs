//! The sections of the network file: which columns there are, and how each is put into bytes and read back.

use passage_model::id::RoadId;
use passage_model::network::{Columns, ForbiddenTurn, Inconsistent, Network, Origin, Place};
use passage_model::units::Position;
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::io::{self, Write};

/// Writes one section into what it is given.
pub(crate) type Section<'a> = &'a dyn Fn(&mut dyn Write) -> io::Result<()>;

/// Why sections do not make a network.
pub(crate) enum Unreadable {
    /// The section of this name is missing or has no such form.
    Section(&'static str),
    /// The columns do not fit each other.
    Inconsistent(Inconsistent),
}

/// Hands each section, with its name of at most eight letters, to `take`. Always in the same order.
pub(crate) fn encode(
    network: &Network,
    take: &mut dyn FnMut(&'static str, Section<'_>) -> io::Result<()>,
) -> io::Result<()> {
    let columns = network.columns();
    take("origin", &|out| json(network.origin(), out))?;
    take("position", &|out| words(network.positions(), pair, out))?;
    for (name, column) in numbers(columns) {
        take(name, &|out| words(column, u32::to_le_bytes, out))?;
    }
    take("lanes", &|out| out.write_all(&columns.lanes))?;
    take("class", &|out| out.write_all(&columns.class))?;
    take("marks", &|out| out.write_all(&columns.marks))?;
    take("source", &|out| words(&columns.source, i64::to_le_bytes, out))?;
    take("shape", &|out| words(&columns.shape, pair, out))?;
    take("names", &|out| json(&network.names(), out))?;
    let turns = network.forbidden();
    take("turnfrom", &|out| words(turns, |turn| turn.from.0.to_le_bytes(), out))?;
    take("turnonto", &|out| words(turns, |turn| turn.onto.0.to_le_bytes(), out))?;
    take("places", &|out| json(&network.places(), out))
}

/// The network of the sections that `section` finds by name.
pub(crate) fn decode<'a>(section: &dyn Fn(&str) -> Option<&'a [u8]>) -> Result<Network, Unreadable> {
    let bytes = |name| section(name).ok_or(Unreadable::Section(name));
    let column = |name| bytes(name).and_then(|b| whole(b, name, u32::from_le_bytes));
    let columns = Columns {
        from: column("from")?,
        to: column("to")?,
        length: column("length")?,
        travel: column("travel")?,
        capacity: column("capacity")?,
        storage: column("storage")?,
        lanes: bytes("lanes")?.to_vec(),
        class: bytes("class")?.to_vec(),
        marks: bytes("marks")?.to_vec(),
        source: whole(bytes("source")?, "source", i64::from_le_bytes)?,
        name: column("name")?,
        shape_start: column("shapes")?,
        shape: whole(bytes("shape")?, "shape", position)?,
    };
    if columns.lanes.contains(&0) || columns.travel.contains(&0) {
        let words = "a road has no lane or takes no time".to_owned();
        return Err(Unreadable::Inconsistent(Inconsistent(words)));
    }
    let from = whole(bytes("turnfrom")?, "turnfrom", u32::from_le_bytes)?;
    let onto = whole(bytes("turnonto")?, "turnonto", u32::from_le_bytes)?;
    if from.len() != onto.len() {
        return Err(Unreadable::Section("turnonto"));
    }
    let turn = |(&from, &onto): (&u32, &u32)| ForbiddenTurn { from: RoadId(from), onto: RoadId(onto) };
    let forbidden = from.iter().zip(&onto).map(turn).collect();
    let origin: Origin = unjson(bytes("origin")?, "origin")?;
    let names: Vec<String> = unjson(bytes("names")?, "names")?;
    let places: Vec<Place> = unjson(bytes("places")?, "places")?;
    let positions = whole(bytes("position")?, "position", position)?;
    Network::from_columns(origin, positions, columns, names, forbidden, places).map_err(Unreadable::Inconsistent)
}

fn numbers(columns: &Columns) -> [(&'static str, &[u32]); 8] {
    [
        ("from", &columns.from),
        ("to", &columns.to),
        ("length", &columns.length),
        ("travel", &columns.travel),
        ("capacity", &columns.capacity),
        ("storage", &columns.storage),
        ("name", &columns.name),
        ("shapes", &columns.shape_start),
    ]
}

/// So many numbers at a time that hashing and writing them costs no calls, and that they stay in the cache.
const PORTION: usize = 1 << 12;

fn words<const N: usize, T: Copy>(numbers: &[T], bytes: impl Fn(T) -> [u8; N], out: &mut dyn Write) -> io::Result<()> {
    let mut portion = vec![0; PORTION.min(numbers.len()) * N];
    for numbers in numbers.chunks(PORTION) {
        let portion = &mut portion[..numbers.len() * N];
        for (place, number) in portion.as_chunks_mut::<N>().0.iter_mut().zip(numbers) {
            *place = bytes(*number);
        }
        out.write_all(portion)?;
    }
    Ok(())
}

fn pair(position: Position) -> [u8; 8] {
    (u64::from(position.lon.cast_unsigned()) | u64::from(position.lat.cast_unsigned()) << 32).to_le_bytes()
}

fn position(bytes: [u8; 8]) -> Position {
    let pair = u64::from_le_bytes(bytes);
    Position { lon: (pair as u32).cast_signed(), lat: ((pair >> 32) as u32).cast_signed() }
}

fn json(document: &impl Serialize, out: &mut dyn Write) -> io::Result<()> {
    out.write_all(passage_model::digest::canonical_json(document).as_bytes())
}

fn whole<const N: usize, T>(bytes: &[u8], name: &'static str, number: fn([u8; N]) -> T) -> Result<Vec<T>, Unreadable> {
    let (parts, rest) = bytes.as_chunks::<N>();
    if !rest.is_empty() {
        return Err(Unreadable::Section(name));
    }
    Ok(parts.iter().map(|&part| number(part)).collect())
}

fn unjson<T: DeserializeOwned>(bytes: &[u8], name: &'static str) -> Result<T, Unreadable> {
    serde_json::from_slice(bytes).map_err(|_| Unreadable::Section(name))
}
