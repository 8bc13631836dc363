//! A small world in the terms of OpenStreetMap, written as PBF in every layout that the format allows, and as XML.

use std::io::Write as _;

/// Tags, as pairs.
pub type Tags = Vec<(String, String)>;

/// Nodes, ways and relations.
#[derive(Clone, Debug, Default)]
pub struct World {
    pub nodes: Vec<Node>,
    pub ways: Vec<Way>,
    pub relations: Vec<Relation>,
}

#[derive(Clone, Debug)]
pub struct Node {
    pub id: i64,
    /// Ten-millionths of a degree.
    pub lat: i64,
    pub lon: i64,
    pub tags: Tags,
}

#[derive(Clone, Debug)]
pub struct Way {
    pub id: i64,
    pub refs: Vec<i64>,
    pub tags: Tags,
}

#[derive(Clone, Debug)]
pub struct Relation {
    pub id: i64,
    /// Kind (0 node, 1 way, 2 relation), number, role.
    pub members: Vec<(u64, i64, String)>,
    pub tags: Tags,
}

/// How a PBF file is laid out.
#[derive(Clone, Copy, Debug)]
pub struct Layout {
    /// Nodes as one dense group; if not, one message each.
    pub dense: bool,
    /// Blobs compressed by zlib.
    pub zlib: bool,
    /// Elements in a blob.
    pub in_blob: usize,
    /// Nodes first, then ways, then relations, each by number; if not, the other way round.
    pub sorted: bool,
}

impl Default for Layout {
    fn default() -> Self {
        Self { dense: true, zlib: true, in_blob: 8000, sorted: true }
    }
}

pub fn tags(pairs: &[(&str, &str)]) -> Tags {
    pairs.iter().map(|(key, value)| ((*key).to_owned(), (*value).to_owned())).collect()
}

impl World {
    /// One more node, at degrees.
    pub fn node(&mut self, id: i64, lat: f64, lon: f64, pairs: &[(&str, &str)]) -> &mut Self {
        let (lat, lon) = ((lat * 1e7).round() as i64, (lon * 1e7).round() as i64);
        self.nodes.push(Node { id, lat, lon, tags: tags(pairs) });
        self
    }

    /// One more way.
    pub fn way(&mut self, id: i64, refs: &[i64], pairs: &[(&str, &str)]) -> &mut Self {
        self.ways.push(Way { id, refs: refs.to_vec(), tags: tags(pairs) });
        self
    }

    /// One more turn restriction.
    pub fn restriction(&mut self, id: i64, from: i64, via: i64, onto: i64, pairs: &[(&str, &str)]) -> &mut Self {
        let members = vec![(1, from, "from".to_owned()), (0, via, "via".to_owned()), (1, onto, "to".to_owned())];
        let mut all = tags(&[("type", "restriction")]);
        all.extend(tags(pairs));
        self.relations.push(Relation { id, members, tags: all });
        self
    }

    /// As a PBF file.
    pub fn to_pbf(&self, layout: Layout) -> Vec<u8> {
        let mut blocks = Vec::new();
        let per = layout.in_blob.max(1);
        blocks.extend(self.nodes.chunks(per).map(|nodes| nodes_block(nodes, layout.dense)));
        blocks.extend(self.ways.chunks(per).map(ways_block));
        blocks.extend(self.relations.chunks(per).map(relations_block));
        if !layout.sorted {
            blocks.reverse();
        }
        let mut header = Message::default();
        header.bytes(4, b"OsmSchema-V0.6").bytes(4, b"DenseNodes");
        let mut file = blob("OSMHeader", &header.0, layout.zlib);
        for block in blocks {
            file.extend(blob("OSMData", &block, layout.zlib));
        }
        file
    }

    /// As an XML file.
    pub fn to_xml(&self) -> Vec<u8> {
        let mut xml = String::from("<?xml version='1.0' encoding='UTF-8'?>\n<osm version=\"0.6\">\n");
        for node in &self.nodes {
            let (lat, lon) = (node.lat as f64 / 1e7, node.lon as f64 / 1e7);
            xml += &format!(
                "<node id=\"{}\" lat=\"{lat:.7}\" lon=\"{lon:.7}\">{}</node>\n",
                node.id,
                tags_xml(&node.tags)
            );
        }
        for way in &self.ways {
            let refs: String = way.refs.iter().map(|id| format!("<nd ref=\"{id}\"/>")).collect();
            xml += &format!("<way id=\"{}\">{refs}{}</way>\n", way.id, tags_xml(&way.tags));
        }
        for relation in &self.relations {
            let kind = |kind: u64| ["node", "way", "relation"][kind as usize];
            let member = |(k, id, role): &(u64, i64, String)| {
                format!("<member type=\"{}\" ref=\"{id}\" role=\"{role}\"/>", kind(*k))
            };
            let members: String = relation.members.iter().map(member).collect();
            xml += &format!("<relation id=\"{}\">{members}{}</relation>\n", relation.id, tags_xml(&relation.tags));
        }
        (xml + "</osm>\n").into_bytes()
    }
}

/// Packed by gzip.
pub fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

/// A blob with its header.
pub fn blob(kind: &str, content: &[u8], zlib: bool) -> Vec<u8> {
    let mut body = Message::default();
    if zlib {
        let mut encoder = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::fast());
        encoder.write_all(content).unwrap();
        body.number(2, content.len() as u64).bytes(3, &encoder.finish().unwrap());
    } else {
        body.bytes(1, content);
    }
    framed(kind, &body.0)
}

/// A blob's message behind its header.
pub fn framed(kind: &str, body: &[u8]) -> Vec<u8> {
    let mut header = Message::default();
    header.bytes(1, kind.as_bytes()).number(3, body.len() as u64);
    let mut file = (header.0.len() as u32).to_be_bytes().to_vec();
    file.extend(header.0);
    file.extend_from_slice(body);
    file
}

/// A message of Protocol Buffers under construction.
#[derive(Default)]
pub struct Message(pub Vec<u8>);

impl Message {
    pub fn number(&mut self, field: u64, number: u64) -> &mut Self {
        varint(&mut self.0, field << 3);
        varint(&mut self.0, number);
        self
    }

    pub fn bytes(&mut self, field: u64, bytes: &[u8]) -> &mut Self {
        varint(&mut self.0, field << 3 | 2);
        varint(&mut self.0, bytes.len() as u64);
        self.0.extend_from_slice(bytes);
        self
    }

    fn packed(&mut self, field: u64, numbers: impl IntoIterator<Item = u64>) -> &mut Self {
        let mut bytes = Vec::new();
        numbers.into_iter().for_each(|number| varint(&mut bytes, number));
        self.bytes(field, &bytes)
    }
}

fn varint(bytes: &mut Vec<u8>, mut number: u64) {
    while number >= 0x80 {
        bytes.push(number as u8 | 0x80);
        number >>= 7;
    }
    bytes.push(number as u8);
}

fn zigzag(number: i64) -> u64 {
    (number << 1 ^ number >> 63).cast_unsigned()
}

fn differences(numbers: impl IntoIterator<Item = i64>) -> Vec<u64> {
    let mut last = 0i64;
    let step = |number: i64| zigzag(number.wrapping_sub(std::mem::replace(&mut last, number)));
    numbers.into_iter().map(step).collect()
}

/// The table of texts; the first is empty.
struct Texts(Vec<String>);

impl Texts {
    fn number(&mut self, text: &str) -> u64 {
        let known = self.0.iter().position(|t| t == text);
        known.unwrap_or_else(|| {
            self.0.push(text.to_owned());
            self.0.len() - 1
        }) as u64
    }

    fn keys_values(&mut self, tags: &Tags) -> (Vec<u64>, Vec<u64>) {
        tags.iter().map(|(key, value)| (self.number(key), self.number(value))).unzip()
    }

    fn block(&self, group: &Message) -> Vec<u8> {
        let mut table = Message::default();
        self.0.iter().for_each(|text| {
            table.bytes(1, text.as_bytes());
        });
        let mut block = Message::default();
        block.bytes(1, &table.0).bytes(2, &group.0);
        block.0
    }
}

fn nodes_block(nodes: &[Node], dense: bool) -> Vec<u8> {
    let mut texts = Texts(vec![String::new()]);
    let mut group = Message::default();
    if dense {
        let mut tags = Vec::new();
        for node in nodes {
            for (key, value) in &node.tags {
                tags.extend([texts.number(key), texts.number(value)]);
            }
            tags.push(0);
        }
        let mut message = Message::default();
        message.packed(1, differences(nodes.iter().map(|n| n.id)));
        message.packed(8, differences(nodes.iter().map(|n| n.lat)));
        message.packed(9, differences(nodes.iter().map(|n| n.lon)));
        message.packed(10, tags);
        group.bytes(2, &message.0);
    } else {
        for node in nodes {
            let (keys, values) = texts.keys_values(&node.tags);
            let mut message = Message::default();
            message.number(1, zigzag(node.id)).packed(2, keys).packed(3, values);
            message.number(8, zigzag(node.lat)).number(9, zigzag(node.lon));
            group.bytes(1, &message.0);
        }
    }
    texts.block(&group)
}

fn ways_block(ways: &[Way]) -> Vec<u8> {
    let mut texts = Texts(vec![String::new()]);
    let mut group = Message::default();
    for way in ways {
        let (keys, values) = texts.keys_values(&way.tags);
        let mut message = Message::default();
        message.number(1, way.id.cast_unsigned()).packed(2, keys).packed(3, values);
        message.packed(8, differences(way.refs.iter().copied()));
        group.bytes(3, &message.0);
    }
    texts.block(&group)
}

fn relations_block(relations: &[Relation]) -> Vec<u8> {
    let mut texts = Texts(vec![String::new()]);
    let mut group = Message::default();
    for relation in relations {
        let (keys, values) = texts.keys_values(&relation.tags);
        let roles: Vec<u64> = relation.members.iter().map(|(_, _, role)| texts.number(role)).collect();
        let mut message = Message::default();
        message.number(1, relation.id.cast_unsigned()).packed(2, keys).packed(3, values).packed(8, roles);
        message.packed(9, differences(relation.members.iter().map(|(_, id, _)| *id)));
        message.packed(10, relation.members.iter().map(|(kind, _, _)| *kind));
        group.bytes(4, &message.0);
    }
    texts.block(&group)
}

fn tags_xml(tags: &Tags) -> String {
    let escaped = |text: &str| text.replace('&', "&amp;").replace('<', "&lt;").replace('"', "&quot;");
    tags.iter().map(|(key, value)| format!("<tag k=\"{}\" v=\"{}\"/>", escaped(key), escaped(value))).collect()
}
