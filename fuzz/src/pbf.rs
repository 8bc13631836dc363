//! PBF files made of the contents of their blobs.

/// What stands before each blob's content.
pub const MARK: &[u8] = b"BLOB";

/// The blobs of an input that starts with [`MARK`] as a file, uncompressed; `None` for any other input.
pub fn framed(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut rest = bytes.strip_prefix(MARK)?;
    let mut file = Vec::new();
    blob(&mut file, b"OSMHeader", b"\x22\x0eOsmSchema-V0.6\x22\x0aDenseNodes");
    loop {
        let end = rest.windows(MARK.len()).position(|window| window == MARK);
        blob(&mut file, b"OSMData", &rest[..end.unwrap_or(rest.len())]);
        match end {
            Some(end) => rest = &rest[end + MARK.len()..],
            None => return Some(file),
        }
    }
}

/// The contents of the blobs of a file that was written uncompressed and in order, each behind [`MARK`].
pub fn unframed(mut file: &[u8]) -> Option<Vec<u8>> {
    let mut contents = Vec::new();
    while !file.is_empty() {
        let header = u32::from_be_bytes(file.get(..4)?.try_into().ok()?) as usize;
        let kind = file.get(6..6 + usize::from(*file.get(5)?))?;
        let size = varint(file.get(6 + kind.len() + 1..)?)?.0;
        let body = file.get(4 + header..4 + header + size)?;
        if kind == b"OSMData" {
            let (length, from) = varint(body.get(1..)?)?;
            contents.extend_from_slice(MARK);
            contents.extend_from_slice(body.get(1 + from..1 + from + length)?);
        }
        file = &file[4 + header + size..];
    }
    Some(contents)
}

fn blob(file: &mut Vec<u8>, kind: &[u8], content: &[u8]) {
    let mut body = vec![0x0a];
    push_varint(&mut body, content.len());
    body.extend_from_slice(content);
    let mut header = vec![0x0a, kind.len() as u8];
    header.extend_from_slice(kind);
    header.push(0x18);
    push_varint(&mut header, body.len());
    file.extend_from_slice(&(header.len() as u32).to_be_bytes());
    file.extend(header);
    file.extend(body);
}

fn push_varint(bytes: &mut Vec<u8>, mut number: usize) {
    while number >= 0x80 {
        bytes.push(number as u8 | 0x80);
        number >>= 7;
    }
    bytes.push(number as u8);
}

/// A number and how many bytes it takes.
fn varint(bytes: &[u8]) -> Option<(usize, usize)> {
    let length = bytes.iter().take(5).position(|byte| *byte < 0x80)? + 1;
    let number = bytes[..length].iter().rev().fold(0, |number, byte| number << 7 | usize::from(byte & 0x7f));
    Some((number, length))
}
