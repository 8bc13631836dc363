//! OpenStreetMap's XML, plain or compressed by gzip, read twice: the ways that are roads first, then their nodes.

use super::barrier::BarrierTags;
use super::gather::{self, Portion};
use super::place::PlaceTags;
use super::restrictions::{self, Member, MemberKind, RelationTags};
use super::tags::RoadTags;
use crate::draft::Draft;
use crate::source::Source;
use crate::tally::{Kind, Tally};
use passage_model::finding::Finding;
use passage_model::network::Place;
use passage_model::units::Position;
use passage_model::work::Work;
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use std::io::{self, BufRead, BufReader, Read};

/// Reads the roads and places of an `.osm` or `.osm.gz` file.
///
/// Damage does not stop it: what stands before it is kept. Memory: the roads' nodes and one element.
pub fn read(source: &dyn Source, work: &Work<'_>) -> io::Result<(Draft, Vec<Finding>)> {
    let mut roads = Portion::default();
    work.watch.progress("reading roads", 0, 0);
    let mut tally = Tally::default();
    each_element(source, work, &mut tally, &mut |element, tags| match element.kind {
        ElementKind::Way => {
            let read = RoadTags::read(tags.iter().map(|(key, value)| (key.as_str(), value.as_str())));
            roads.add_way(element.id, &read, element.refs.iter().copied());
        }
        ElementKind::Relation => relation(element, tags, &mut roads),
        ElementKind::Node => {}
    })?;
    let (mut nodes, points) = roads.wanted();
    let (mut found, mut places, mut closed) = (Vec::new(), Vec::new(), Vec::new());
    work.watch.progress("finding junctions", 0, 0);
    let mut lookup = nodes.lookup();
    // The same damage was counted in the first reading.
    each_element(source, work, &mut Tally::default(), &mut |element, tags| {
        if element.kind == ElementKind::Node {
            let wanted = lookup.find(element.id);
            node(element, tags, (wanted, &mut found), &mut places, &mut roads.tally);
            let barrier = wanted.and_then(|number| Some((number, barrier(element, tags, &mut roads.tally)?)));
            closed.extend(barrier);
        }
    })?;
    nodes.locate(&found, &mut roads.tally);
    nodes.close(closed);
    roads.tally.absorb(tally);
    Ok(gather::draft(roads, nodes, points, places))
}

/// A node, way or relation without its tags.
#[derive(Debug, Default)]
struct Element {
    kind: ElementKind,
    id: i64,
    /// Latitude and longitude of a node.
    degrees: Option<(f64, f64)>,
    /// The nodes of a way.
    refs: Vec<i64>,
    /// The members of a relation, with their roles.
    members: Vec<(MemberKind, i64, String)>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum ElementKind {
    #[default]
    Node,
    Way,
    Relation,
}

type Tags = Vec<(String, String)>;

fn relation(element: &Element, tags: &Tags, roads: &mut Portion) {
    let mut read = RelationTags::default();
    for (key, value) in tags {
        read.set(key, value);
    }
    if read.is_restriction() {
        let members = element.members.iter().map(|(kind, id, role)| Member { kind: *kind, id: *id, role });
        let restriction = restrictions::read(element.id, &read, members, &mut roads.tally);
        roads.restrictions.extend(restriction);
    }
}

fn node(
    element: &Element,
    tags: &Tags,
    (wanted, found): (Option<u32>, &mut Vec<(u32, Position)>),
    places: &mut Vec<Place>,
    tally: &mut Tally,
) {
    let mut read = PlaceTags::default();
    for (key, value) in tags {
        read.set(key, value);
    }
    let Some((lat, lon)) = element.degrees.filter(|_| wanted.is_some() || !tags.is_empty()) else { return };
    // Beyond the range of a degree the cast holds at the largest number, which is not on Earth either.
    let (lat, lon) = ((lat * 1e7).round() as i64, (lon * 1e7).round() as i64);
    let place = read.place(Position::default());
    if wanted.is_none() && place.is_none() {
        return;
    }
    if let Some(position) = gather::position(element.id, lat, lon, tally) {
        found.extend(wanted.map(|number| (number, position)));
        places.extend(place.map(|place| Place { position, ..place }));
    }
}

/// The kind of a barrier that closes the road, of a node on one.
fn barrier(element: &Element, tags: &Tags, tally: &mut Tally) -> Option<&'static str> {
    let mut read = BarrierTags::default();
    for (key, value) in tags {
        read.set(key, value);
    }
    read.closes(element.id, tally)
}

/// Hands each whole element to `take`.
fn each_element(
    source: &dyn Source,
    work: &Work<'_>,
    tally: &mut Tally,
    take: &mut dyn FnMut(&Element, &Tags),
) -> io::Result<()> {
    let mut reader = Reader::from_reader(unpacked(source)?);
    reader.config_mut().check_end_names = false;
    let (mut buffer, mut element, mut tags) = (Vec::new(), None, Vec::new());
    let mut count: u64 = 0;
    loop {
        buffer.clear();
        match reader.read_event_into(&mut buffer) {
            Ok(Event::Start(start)) => {
                open(&start, &mut element, &mut tags, tally);
            }
            Ok(Event::Empty(start)) => {
                if open(&start, &mut element, &mut tags, tally) {
                    close(&mut element, &tags, take);
                }
            }
            Ok(Event::End(end)) if matches!(end.name().as_ref(), "node" | "way" | "relation") => {
                close(&mut element, &tags, take);
            }
            Ok(Event::Eof) => break,
            Ok(_) => {}
            Err(cause) => {
                let at = reader.buffer_position();
                damaged(cause, at, tally)?;
                break;
            }
        }
        count += 1;
        if count.is_multiple_of(1 << 16) && work.stopped() {
            break;
        }
    }
    if element.is_some() {
        tally.count(TRUNCATED, || format!("after byte {}", reader.buffer_position()));
    }
    Ok(())
}

/// Plain text, or unpacked from all members of a gzip file.
fn unpacked(source: &dyn Source) -> io::Result<Box<dyn BufRead + '_>> {
    let mut packed = BufReader::with_capacity(1 << 16, source.open()?);
    let is_gzip = packed.fill_buf()?.starts_with(&[0x1f, 0x8b]);
    let plain: Box<dyn Read> =
        if is_gzip { Box::new(flate2::bufread::MultiGzDecoder::new(packed)) } else { Box::new(packed) };
    Ok(Box::new(BufReader::with_capacity(1 << 16, plain)))
}

/// Counts damage of the content; gives back what the system says.
fn damaged(cause: quick_xml::Error, at: u64, tally: &mut Tally) -> io::Result<()> {
    use io::ErrorKind::{InvalidData, InvalidInput, UnexpectedEof};
    match cause {
        quick_xml::Error::Io(cause) if !matches!(cause.kind(), InvalidData | InvalidInput | UnexpectedEof) => {
            Err(io::Error::new(cause.kind(), cause.to_string()))
        }
        quick_xml::Error::Io(_) => {
            tally.count(DAMAGED, || format!("the packed data break off after {at} bytes of text"));
            Ok(())
        }
        cause => {
            tally.count(DAMAGED, || format!("at byte {at}: {cause}"));
            Ok(())
        }
    }
}

/// Takes a start tag; `true` where it began a node, way or relation.
fn open(start: &BytesStart<'_>, element: &mut Option<Element>, tags: &mut Tags, tally: &mut Tally) -> bool {
    let name = start.name();
    let kind = match name.as_ref() {
        "node" => ElementKind::Node,
        "way" => ElementKind::Way,
        "relation" => ElementKind::Relation,
        inner => {
            if let Some(element) = element {
                inside(inner, start, element, tags);
            }
            return false;
        }
    };
    tags.clear();
    let id = attribute(start, "id").and_then(|id| id.trim().parse().ok());
    let Some(id) = id else {
        tally.count(NO_ID, || format!("<{}>", name.as_ref()));
        *element = None;
        return false;
    };
    let number = |key| attribute(start, key).and_then(|n| n.trim().parse::<f64>().ok()).filter(|n| n.is_finite());
    let degrees = (kind == ElementKind::Node).then(|| number("lat").zip(number("lon"))).flatten();
    // Deleted elements of change files are gone.
    let visible = attribute(start, "visible").is_none_or(|visible| visible != "false");
    *element = visible.then(|| Element { kind, id, degrees, ..Element::default() });
    visible
}

fn inside(name: &str, start: &BytesStart<'_>, element: &mut Element, tags: &mut Tags) {
    match name {
        "tag" => tags.extend(attribute(start, "k").zip(attribute(start, "v"))),
        "nd" => element.refs.extend(attribute(start, "ref").and_then(|id| id.trim().parse::<i64>().ok())),
        "member" => {
            let kind = match attribute(start, "type").as_deref() {
                Some("node") => MemberKind::Node,
                Some("way") => MemberKind::Way,
                Some("relation") => MemberKind::Relation,
                _ => MemberKind::Unknown,
            };
            let id = attribute(start, "ref").and_then(|id| id.trim().parse::<i64>().ok());
            element.members.extend(id.map(|id| (kind, id, attribute(start, "role").unwrap_or_default())));
        }
        _ => {}
    }
}

fn close(element: &mut Option<Element>, tags: &Tags, take: &mut dyn FnMut(&Element, &Tags)) {
    if let Some(whole) = element.take() {
        take(&whole, tags);
    }
}

fn attribute(start: &BytesStart<'_>, key: &str) -> Option<String> {
    let found = start.attributes().with_checks(false).flatten().find(|a| a.key.as_ref() == key)?;
    found.normalized_value(quick_xml::XmlVersion::Implicit1_0).ok().map(std::borrow::Cow::into_owned)
}

const ANEW: &str = "Download or copy the file again; a network built of it lacks roads.";
const TRUNCATED: Kind =
    Kind::warning("osm.truncated-file", "the file ends within an element; what comes after is lost", ANEW);
const DAMAGED: Kind =
    Kind::warning("osm.damaged-file", "the file cannot be read further from there on; what comes after is lost", ANEW);
const NO_ID: Kind = Kind::warning("osm.no-number", "an element has no number and is left out", ANEW);
