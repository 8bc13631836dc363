//! OpenStreetMap's binary format, read twice: the ways that are roads first, then the nodes that they need.
//!
//! The decoder is our own: the `osmpbf` crate, which the tests hold it against element by element, builds every
//! element of every block and panics on some damaged ones (an unknown kind of member, a sum that overflows).

mod blob;
mod block;
mod wire;

use super::gather::{self, Nodes, Portion};
use crate::draft::Draft;
use crate::source::Source;
use crate::tally::{Kind, Tally};
use blob::{Blob, End, Packing};
use block::{Block, Holds, Located};
use passage_model::finding::Finding;
use passage_model::network::Place;
use passage_model::work::Work;
use rayon::iter::{IntoParallelRefIterator as _, ParallelIterator as _};
use std::io;

/// Blobs that are unpacked side by side: enough to keep the cores busy, few enough to hold (each is at most 32 MiB,
/// and in practice 1 to 2).
const SIDE_BY_SIDE: usize = 16;

/// Whether `start` are the first bytes of a PBF file.
pub fn is_pbf(start: &[u8]) -> bool {
    start.len() >= 15 && start[..2] == [0, 0] && start[4..6] == [0x0a, 9] && &start[6..15] == b"OSMHeader"
}

/// Reads the roads and places of a PBF file.
///
/// Damage does not stop it: blobs that cannot be unpacked are left out and counted. Files sorted by type, as all usual
/// ones are, have their node blobs unpacked once, others twice; which it is is seen from the blobs themselves, not from
/// what the header claims. Blobs are unpacked in parallel and used in the order of the file.
/// Memory: the roads' nodes (28 bytes each at the peak) and the blobs under way.
pub fn read(source: &dyn Source, work: &Work<'_>) -> io::Result<(Draft, Vec<Finding>)> {
    let (blobs, end) = blob::list(&mut *source.open()?)?;
    let mut tally = Tally::default();
    match end {
        End::Whole => {}
        End::Truncated(at) => tally.count(TRUNCATED, || format!("from byte {at} on")),
        End::Damaged(at) => tally.count(DAMAGED, || format!("from byte {at} on")),
    }
    for header in blobs.iter().filter(|blob| !blob.is_data) {
        check_header(source, *header, &mut tally)?;
    }
    let data: Vec<Blob> = blobs.into_iter().filter(|blob| blob.is_data).collect();
    let mut read = in_order(source, &data, true, work)?;
    if !read.sorted {
        // A blob that was taken to hold nodes alone has ways: look at every blob for ways.
        read = in_order(source, &data, false, work)?;
    }
    tally.absorb(std::mem::take(&mut read.roads.tally));
    read.roads.tally = tally;
    Ok(gather::draft(read.roads, read.nodes, read.points, read.places))
}

/// The roads of a file, the nodes they need, and its places.
struct Read {
    roads: Portion,
    nodes: Nodes,
    points: Vec<u32>,
    places: Vec<Place>,
    /// Whether the file is sorted as was assumed.
    sorted: bool,
}

fn in_order(source: &dyn Source, data: &[Blob], sorted: bool, work: &Work<'_>) -> io::Result<Read> {
    let Ways { mut roads, with_nodes, unseen } = ways(source, data, sorted, work)?;
    let (mut nodes, points) = roads.wanted();
    let (places, sorted) = locate(source, &with_nodes, unseen, (&mut nodes, &mut roads.tally), work)?;
    Ok(Read { roads, nodes, points, places, sorted })
}

/// The roads, and the blobs that hold nodes; the first `unseen` of these were not looked into.
struct Ways {
    roads: Portion,
    with_nodes: Vec<Blob>,
    unseen: usize,
}

/// From the end of the file backwards, as ways come last in a sorted file, and up to the first batch with nodes.
fn ways(source: &dyn Source, data: &[Blob], sorted: bool, work: &Work<'_>) -> io::Result<Ways> {
    let mut portions = Vec::new();
    let mut with_nodes = Vec::new();
    let mut unseen = data.len();
    // Small files end in few blobs of ways: a small batch looks into few blobs of nodes in vain.
    let batch_size = (data.len() / 64).clamp(2, SIDE_BY_SIDE);
    while unseen > 0 && !work.stopped() {
        work.watch.progress("reading roads", (data.len() - unseen) as u64, data.len() as u64);
        let batch = &data[unseen.saturating_sub(batch_size)..unseen];
        unseen -= batch.len();
        let read = unpack_each(source, batch, |bytes, portion: &mut Portion| {
            let block = Block::new(bytes)?;
            block.roads(portion)?;
            block.holds()
        })?;
        let mut any_nodes = false;
        for (blob, (portion, holds)) in batch.iter().zip(read).rev() {
            portions.push(portion);
            if holds.nodes {
                with_nodes.push(*blob);
                any_nodes |= !holds.others;
            }
        }
        if sorted && any_nodes {
            break;
        }
    }
    with_nodes.extend(data[..unseen].iter().rev());
    with_nodes.reverse();
    let mut roads = Portion::default();
    while let Some(portion) = portions.pop() {
        roads.absorb(portion);
    }
    Ok(Ways { roads, with_nodes, unseen })
}

/// Finds the nodes, and the places. `false`: there are ways among the first `unseen` blobs, which were taken to hold
/// nodes alone.
fn locate(
    source: &dyn Source,
    blobs: &[Blob],
    unseen: usize,
    (nodes, tally): (&mut Nodes, &mut Tally),
    work: &Work<'_>,
) -> io::Result<(Vec<Place>, bool)> {
    let mut places = Vec::new();
    let mut sorted = true;
    for (at, batch) in blobs.chunks(SIDE_BY_SIDE).enumerate() {
        work.watch.progress("finding junctions", (at * SIDE_BY_SIDE) as u64, blobs.len() as u64);
        if work.stopped() {
            break;
        }
        let known = &*nodes;
        let read = unpack_each(source, batch, |bytes, (located, tally): &mut (Located, Tally)| {
            let block = Block::new(bytes)?;
            *located = block.nodes(&mut known.lookup(), tally)?;
            block.holds()
        })?;
        for (within, ((located, found), holds)) in read.into_iter().enumerate() {
            sorted &= !holds.others || at * SIDE_BY_SIDE + within >= unseen;
            nodes.locate(&located.nodes, tally);
            nodes.close(located.closed);
            places.extend(located.places);
            tally.absorb(found);
        }
    }
    Ok((places, sorted))
}

/// What a blob's content gives, and what it holds.
trait Content: Default + Send {
    /// Where findings go.
    fn tally(&mut self) -> &mut Tally;
}

impl Content for Portion {
    fn tally(&mut self) -> &mut Tally {
        &mut self.tally
    }
}

impl Content for (Located, Tally) {
    fn tally(&mut self) -> &mut Tally {
        &mut self.1
    }
}

/// Reads blobs, unpacks and reads them in parallel; the results are in the order of the blobs.
fn unpack_each<T: Content>(
    source: &dyn Source,
    batch: &[Blob],
    read: impl Fn(&[u8], &mut T) -> Result<Holds, wire::Malformed> + Sync,
) -> io::Result<Vec<(T, Holds)>> {
    let mut packed = Vec::with_capacity(batch.len());
    let mut reader: Option<(Box<dyn io::Read + Send>, u64)> = None;
    for blob in batch {
        // Blobs lie one behind the other, but for their headers.
        let (mut open, at) = match reader.take() {
            Some((open, at)) if at <= blob.from => (open, at),
            _ => (source.open_at(blob.from)?, blob.from),
        };
        io::copy(&mut io::Read::take(&mut open, blob.from - at), &mut io::sink())?;
        let mut bytes = vec![0; blob.length];
        let length = blob::fill(&mut *open, &mut bytes)?;
        bytes.truncate(length);
        packed.push((blob.from, bytes));
        reader = Some((open, blob.from + length as u64));
    }
    let one = |unpacked: &mut Vec<u8>, (from, bytes): &(u64, Vec<u8>)| {
        let mut content = T::default();
        let damaged = |content: &mut T, kind: Kind| {
            content.tally().count(kind, || format!("at byte {from}"));
            Holds::default()
        };
        let holds = match blob::unpack(bytes, unpacked) {
            Ok(()) => {
                read(unpacked, &mut content).unwrap_or_else(|wire::Malformed| damaged(&mut content, DAMAGED_BLOB))
            }
            Err(Packing::Damaged) => damaged(&mut content, DAMAGED_BLOB),
            Err(Packing::Unknown) => damaged(&mut content, UNKNOWN_PACKING),
        };
        (content, holds)
    };
    Ok(packed.par_iter().map_init(Vec::new, one).collect())
}

/// The features of a file that this program knows (wiki, `PBF Format`, "required features").
const KNOWN_FEATURES: [&[u8]; 2] = [b"OsmSchema-V0.6", b"DenseNodes"];

fn check_header(source: &dyn Source, header: Blob, tally: &mut Tally) -> io::Result<()> {
    let mut bytes = vec![0; header.length];
    let length = blob::fill(&mut *source.open_at(header.from)?, &mut bytes)?;
    let mut unpacked = Vec::new();
    if blob::unpack(&bytes[..length], &mut unpacked).is_err() {
        tally.count(DAMAGED_BLOB, || format!("the header at byte {}", header.from));
        return Ok(());
    }
    let mut message = wire::Message::new(&unpacked);
    while let Ok(Some((field, value))) = message.field() {
        if field == 4 && !KNOWN_FEATURES.contains(&value.bytes()) {
            tally.count(UNKNOWN_FEATURE, || String::from_utf8_lossy(value.bytes()).into_owned());
        }
    }
    Ok(())
}

const TRUNCATED: Kind = Kind::warning(
    "osm.truncated-file",
    "the file ends within a blob; what comes after is lost, roads perhaps among it",
    "Download or copy the file again; a network built of it lacks roads.",
);
const DAMAGED: Kind = Kind::warning(
    "osm.damaged-file",
    "the file is not PBF from there on; what comes after is lost",
    "Download or copy the file again; a network built of it lacks roads.",
);
const DAMAGED_BLOB: Kind = Kind::warning(
    "osm.damaged-blob",
    "a blob of the file is damaged; what it holds is lost in part or whole",
    "Download or copy the file again; a network built of it lacks roads.",
);
const UNKNOWN_PACKING: Kind = Kind::warning(
    "osm.unknown-packing",
    "a blob is compressed in a way that is not read here (lzma, lz4 or zstd); what it holds is lost",
    "Write the file anew with zlib, such as by `osmium cat FILE -o NEW.osm.pbf`.",
);
const UNKNOWN_FEATURE: Kind = Kind::warning(
    "osm.unknown-feature",
    "the file needs a feature that is not known here; its roads may be wrong",
    "Of a history file take one moment, such as by `osmium time-filter`.",
);
