//! The network file: a versioned head, a digest, and the columns one after the other, read back in one pass.
//!
//! ```text
//!   0  magic          8 bytes  89 'P' 'N' 'E' 'T' 0D 0A 1A (as PNG's: text-mode copies are noticed)
//!   8  version        u32
//!  12  sections       u32      how many
//!  16  digest        32 bytes  SHA-256 of the sections and then of the table with its CRC
//!  48  table crc      u32      CRC-32 of the table
//!  52  table         24 bytes each: name 8 bytes, length u64, CRC-32 u32, zero u32
//!      sections                in the order of the table, without gaps
//! ```
//! All numbers are little-endian. The digest names the network: plans quote it.

use crate::columns::{self, Unreadable};
use passage_model::digest::{Digest, Digester};
use passage_model::network::{Inconsistent, Network};
use std::io::{self, Seek, SeekFrom, Write};

/// The version that this program writes and reads. Version 1 hashed the sections alone: its digests name networks by
/// another rule, so that its files are refused and built again, which takes seconds.
pub const VERSION: u32 = 2;

const MAGIC: [u8; 8] = *b"\x89PNET\r\n\x1a";
const HEAD: usize = 52;
const ENTRY: usize = 24;
/// More sections than any version will have; guards the table's size.
const MOST_SECTIONS: u32 = 1000;

/// Why bytes are not a network that this program can use.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// Another kind of file.
    #[error("this is not a passage network file{}", seen(.0))]
    OtherKind(&'static str),
    /// A text-mode copy changed line ends, or the first bytes are damaged.
    #[error("the first bytes of this network file are damaged: it was probably copied as text")]
    CopiedAsText,
    /// Written by a newer program.
    #[error("this network file has version {0}, and this program reads up to version {VERSION}")]
    Newer(u32),
    /// Written by an older program, with digests of another rule.
    #[error("this network file has version {0}, whose digest was made by another rule than that of version {VERSION}")]
    Older(u32),
    /// The end is missing.
    #[error("this network file ends after {have} bytes of at least {need}")]
    Truncated {
        /// How many bytes there are.
        have: u64,
        /// How many there should be, as far as can be seen.
        need: u64,
    },
    /// Bytes changed.
    #[error("this network file is damaged in its {0}")]
    Damaged(String),
    /// The bytes are as they were written, but do not make a network.
    #[error(transparent)]
    Inconsistent(#[from] Inconsistent),
}

fn seen(kind: &str) -> String {
    if kind.is_empty() { String::new() } else { format!(" but {kind}") }
}

/// Whether `start` are the first bytes of a network file, whatever its version.
pub fn is_network(start: &[u8]) -> bool {
    start.len() >= 5 && start[..5] == MAGIC[..5]
}

/// Writes a network from where `out` stands; returns its digest. The network is encoded twice, so that no second copy
/// is ever held: once to be hashed, once to be written, beside each other; the head comes last.
pub fn write(network: &Network, out: &mut (impl Write + Seek + Send)) -> io::Result<Digest> {
    let mut sections: u64 = 0;
    columns::encode(network, &mut |_, _| {
        sections += 1;
        Ok(())
    })?;
    let start = out.stream_position()?;
    out.seek(SeekFrom::Start(start + HEAD as u64 + sections * ENTRY as u64))?;
    let write_sections = || {
        columns::encode(network, &mut |_, section| section(out))?;
        out.stream_position()
    };
    let (checked, end) = rayon::join(|| checked(network), write_sections);
    let ((digest, table, count), end) = (checked?, end?);
    out.seek(SeekFrom::Start(start))?;
    out.write_all(&MAGIC)?;
    out.write_all(&VERSION.to_le_bytes())?;
    out.write_all(&count.to_le_bytes())?;
    out.write_all(&digest.0)?;
    out.write_all(&crc32fast::hash(&table).to_le_bytes())?;
    out.write_all(&table)?;
    out.seek(SeekFrom::Start(end))?;
    Ok(digest)
}

/// The digest, the table of sections, and how many these are.
fn checked(network: &Network) -> io::Result<(Digest, Vec<u8>, u32)> {
    let mut digester = Digester::default();
    let (mut table, mut count) = (Vec::new(), 0);
    columns::encode(network, &mut |name, section| {
        let mut checked = Checked { length: 0, crc: crc32fast::Hasher::new(), digester: &mut digester };
        section(&mut checked)?;
        count += 1;
        table.extend_from_slice(name.as_bytes());
        table.resize(table.len().next_multiple_of(8), b' ');
        table.extend_from_slice(&checked.length.to_le_bytes());
        table.extend_from_slice(&checked.crc.finalize().to_le_bytes());
        table.extend_from_slice(&[0; 4]);
        Ok(())
    })?;
    Ok((digest_of(digester, &table), table, count))
}

/// The digest of sections that `digester` has seen, and of their table.
fn digest_of(mut digester: Digester, table: &[u8]) -> Digest {
    digester.update(&crc32fast::hash(table).to_le_bytes());
    digester.update(table);
    digester.finish()
}

/// The bytes of a network file and its digest.
pub fn to_bytes(network: &Network) -> (Vec<u8>, Digest) {
    let mut bytes = io::Cursor::new(Vec::new());
    // Writing to memory cannot fail.
    let digest = write(network, &mut bytes).unwrap_or_default();
    (bytes.into_inner(), digest)
}

/// The digest that names a network: the one its file has.
pub fn digest(network: &Network) -> Digest {
    checked(network).map(|(digest, ..)| digest).unwrap_or_default()
}

/// Reads a network file. O(bytes); the checks of the digest and of the columns run beside each other.
pub fn read(bytes: &[u8]) -> Result<(Network, Digest), StoreError> {
    let sections = table(bytes)?;
    let digest = Digest(array(bytes, 16).unwrap_or_default());
    let (table, rest) = bytes[HEAD..].split_at(sections.len() * ENTRY);
    let seen = || {
        let mut digester = Digester::default();
        digester.update(rest);
        digest_of(digester, table)
    };
    let (seen, parsed) = rayon::join(seen, || parse(bytes, &sections));
    let network = parsed?;
    if seen != digest {
        return Err(StoreError::Damaged("digest".to_owned()));
    }
    Ok((network, digest))
}

fn parse(bytes: &[u8], sections: &[Section]) -> Result<Network, StoreError> {
    for section in sections {
        if crc32fast::hash(&bytes[section.from..section.until]) != section.crc {
            return Err(StoreError::Damaged(format!("section `{}`", section.name)));
        }
    }
    let section = |name: &str| {
        let found = sections.iter().find(|s| s.name == name);
        found.map(|s| &bytes[s.from..s.until])
    };
    columns::decode(&section).map_err(|e| match e {
        Unreadable::Section(name) => StoreError::Damaged(format!("section `{name}`")),
        Unreadable::Inconsistent(e) => StoreError::Inconsistent(e),
    })
}

/// A section of the file, its range checked against the bytes that are there.
struct Section {
    name: String,
    from: usize,
    until: usize,
    crc: u32,
}

fn table(bytes: &[u8]) -> Result<Vec<Section>, StoreError> {
    let have = bytes.len() as u64;
    if bytes.len() >= 5 && !is_network(bytes) || bytes.is_empty() {
        return Err(StoreError::OtherKind(kind_of(bytes)));
    }
    if bytes.len() >= MAGIC.len() && bytes[..MAGIC.len()] != MAGIC {
        return Err(StoreError::CopiedAsText);
    }
    if bytes.len() < HEAD {
        return Err(StoreError::Truncated { have, need: HEAD as u64 });
    }
    let version = number(bytes, 8);
    if version > VERSION {
        return Err(StoreError::Newer(version));
    }
    if (1..VERSION).contains(&version) {
        return Err(StoreError::Older(version));
    }
    let count = number(bytes, 12);
    if version == 0 || count > MOST_SECTIONS {
        return Err(StoreError::Damaged("head".to_owned()));
    }
    let table_end = HEAD + count as usize * ENTRY;
    let Some(table) = bytes.get(HEAD..table_end) else {
        return Err(StoreError::Truncated { have, need: table_end as u64 });
    };
    if crc32fast::hash(table) != number(bytes, 48) {
        return Err(StoreError::Damaged("table of sections".to_owned()));
    }
    let mut from = table_end as u64;
    let mut sections = Vec::with_capacity(count as usize);
    for entry in table.chunks_exact(ENTRY) {
        let length = u64::from_le_bytes(array(entry, 8).unwrap_or_default());
        let until = from.saturating_add(length);
        if until > have {
            return Err(StoreError::Truncated { have, need: until });
        }
        let name = String::from_utf8_lossy(&entry[..8]).trim_end().to_owned();
        sections.push(Section { name, from: from as usize, until: until as usize, crc: number(entry, 16) });
        from = until;
    }
    if from != have {
        return Err(StoreError::Damaged("end: there are bytes after the last section".to_owned()));
    }
    Ok(sections)
}

/// What another file seems to be, from its first bytes.
fn kind_of(bytes: &[u8]) -> &'static str {
    let text =
        bytes.iter().take(64).skip_while(|b| b.is_ascii_whitespace() || **b >= 0x80).copied().collect::<Vec<_>>();
    match bytes {
        [] => "an empty file",
        [0x1f, 0x8b, ..] => "a gzip file",
        [b'P', b'K', 3, 4, ..] => "a zip file",
        [b'%', b'P', b'D', b'F', ..] => "a PDF",
        [0, 0, 0, _, 0x0a, 9, b'O', b'S', b'M', ..] => "an OpenStreetMap PBF (build a network of it first)",
        _ if text.starts_with(b"<") => "an XML file",
        _ if text.starts_with(b"{") => "a JSON file",
        _ => "",
    }
}

fn number(bytes: &[u8], at: usize) -> u32 {
    u32::from_le_bytes(array(bytes, at).unwrap_or_default())
}

fn array<const N: usize>(bytes: &[u8], at: usize) -> Option<[u8; N]> {
    bytes.get(at..at + N)?.try_into().ok()
}

/// Counts, checks and hashes what is written to it.
struct Checked<'a> {
    length: u64,
    crc: crc32fast::Hasher,
    digester: &'a mut Digester,
}

impl Write for Checked<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.length += bytes.len() as u64;
        self.crc.update(bytes);
        self.digester.update(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use passage_model::id::{JunctionId, RoadId};
    use passage_model::network::{Columns, ForbiddenTurn, Origin, Place, PlaceKind, Road, RoadClass};
    use passage_model::units::{Decimetres, Milliseconds, Position, Speed, Vehicles, VehiclesPerHour};

    fn small() -> Network {
        let at = |lat, lon| Position::from_degrees(lat, lon).unwrap();
        let road = |from, to, metres| Road {
            from: JunctionId(from),
            to: JunctionId(to),
            length: Decimetres::from_metres(metres),
            travel: Milliseconds::to_travel(Decimetres::from_metres(metres), Speed::from_kmh(50.0)),
            capacity: VehiclesPerHour(1500),
            storage: Vehicles(40),
            lanes: 1,
            class: RoadClass::Primary,
            source: -7,
            name: "вулиця Миру".to_owned(),
            shape: vec![at(47.05, 37.5)],
            ..Road::default()
        };
        let origin = Origin { file: "a.osm.pbf".to_owned(), settings: "{}".to_owned(), ..Origin::default() };
        let positions = vec![at(47.1, 37.5), at(47.0, 37.5), at(47.0, 37.4)];
        let roads = [road(0, 1, 11_000.0), road(1, 2, 7_000.0), road(1, 0, 11_000.0)];
        let turns = vec![ForbiddenTurn { from: RoadId(0), onto: RoadId(2) }];
        let place = Place {
            name: "Mariupol".to_owned(),
            other_names: vec!["Маріуполь".to_owned()],
            kind: PlaceKind::City,
            population: 431_859,
            position: at(47.1, 37.5),
        };
        Network::new(origin, positions, roads, turns, vec![place]).unwrap()
    }

    #[test]
    fn a_network_comes_back_as_it_was_written() {
        let network = small();
        let (bytes, written) = to_bytes(&network);
        let (back, named) = read(&bytes).unwrap();
        assert_eq!(back, network);
        assert_eq!((written, digest(&network)), (named, named));
    }

    #[test]
    fn an_empty_network_comes_back_too() {
        let (bytes, _) = to_bytes(&Network::new(Origin::default(), vec![], [], vec![], vec![]).unwrap());
        assert_eq!(read(&bytes).unwrap().0.road_count(), 0);
    }

    #[test]
    fn every_flipped_bit_is_noticed() {
        let (bytes, _) = to_bytes(&small());
        for at in 0..bytes.len() * 8 {
            let mut damaged = bytes.clone();
            damaged[at / 8] ^= 1 << (at % 8);
            assert!(read(&damaged).is_err(), "bit {at} flipped unnoticed");
        }
    }

    #[test]
    fn every_shortened_file_is_refused() {
        let (bytes, _) = to_bytes(&small());
        for length in 0..bytes.len() {
            assert!(read(&bytes[..length]).is_err(), "{length} bytes pass for the whole");
        }
        let mut longer = bytes;
        longer.push(0);
        assert!(read(&longer).is_err());
    }

    #[test]
    fn a_road_that_takes_no_time_or_has_no_lane_is_refused() {
        let network = small();
        for spoil in [|columns: &mut Columns| columns.travel[1] = 0, |columns: &mut Columns| columns.lanes[2] = 0] {
            let mut columns = network.columns().clone();
            spoil(&mut columns);
            let (positions, names) = (network.positions().to_vec(), network.names().to_vec());
            let spoilt = Network::from_columns(Origin::default(), positions, columns, names, vec![], vec![]).unwrap();
            let refused = read(&to_bytes(&spoilt).0).unwrap_err().to_string();
            assert!(refused.contains("a road has no lane or takes no time"), "{refused}");
        }
    }

    #[test]
    fn what_is_wrong_with_a_file_is_said_in_words() {
        let (bytes, _) = to_bytes(&small());
        let mut newer = bytes.clone();
        newer[8] = 3;
        let mut older = bytes.clone();
        older[8] = 1;
        let mut as_text = bytes.clone();
        as_text.remove(5);
        let said = |bytes: &[u8]| read(bytes).unwrap_err().to_string();
        let all = [
            said(b""),
            said(b"{\"type\": \"FeatureCollection\"}"),
            said(b"  <osm version='0.6'/>"),
            said(b"\0\0\0\x0d\x0a\x09OSMHeader\x18\x7c"),
            said(b"PK\x03\x04aaaaaaaaa"),
            said(&newer),
            said(&older),
            said(&as_text),
            said(&bytes[..20]),
            said(&bytes[..bytes.len() - 1]),
        ];
        insta::assert_snapshot!(all.join("\n"), @"
            this is not a passage network file but an empty file
            this is not a passage network file but a JSON file
            this is not a passage network file but an XML file
            this is not a passage network file but an OpenStreetMap PBF (build a network of it first)
            this is not a passage network file but a zip file
            this network file has version 3, and this program reads up to version 2
            this network file has version 1, whose digest was made by another rule than that of version 2
            the first bytes of this network file are damaged: it was probably copied as text
            this network file ends after 20 bytes of at least 52
            this network file ends after 987 bytes of at least 988
            ");
    }
}
