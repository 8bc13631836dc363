//! The wire format of Protocol Buffers, as far as PBF files use it: fields of a message, one after the other.
//!
//! Encoding: protobuf.dev/programming-guides/encoding. Every length is checked against the bytes that are there, and
//! every number may be anything.

/// A message that is cut off or has a field of unknown kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Malformed;

/// A field's content.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Value<'a> {
    /// A number, or a fixed-width one of any kind.
    Number(u64),
    /// A text, a message, or packed numbers.
    Bytes(&'a [u8]),
}

impl<'a> Value<'a> {
    /// Its bytes; none where it is a number.
    pub(crate) fn bytes(self) -> &'a [u8] {
        match self {
            Self::Bytes(bytes) => bytes,
            Self::Number(_) => &[],
        }
    }

    /// Its number; zero where it is bytes.
    pub(crate) fn number(self) -> u64 {
        match self {
            Self::Number(number) => number,
            Self::Bytes(_) => 0,
        }
    }
}

/// The fields of a message.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Message<'a> {
    bytes: &'a [u8],
}

impl<'a> Message<'a> {
    /// The message that these bytes are.
    pub(crate) const fn new(bytes: &'a [u8]) -> Self {
        Self { bytes }
    }

    /// The next field's number and content; `None` at the end.
    #[inline]
    pub(crate) fn field(&mut self) -> Result<Option<(u64, Value<'a>)>, Malformed> {
        if self.bytes.is_empty() {
            return Ok(None);
        }
        let key = take_varint(&mut self.bytes)?;
        let value = match key & 7 {
            0 => Value::Number(take_varint(&mut self.bytes)?),
            2 => {
                let length = usize::try_from(take_varint(&mut self.bytes)?).map_err(|_| Malformed)?;
                Value::Bytes(self.take(length)?)
            }
            1 => Value::Number(u64::from_le_bytes(self.take(8)?.try_into().map_err(|_| Malformed)?)),
            5 => Value::Number(u64::from(u32::from_le_bytes(self.take(4)?.try_into().map_err(|_| Malformed)?))),
            _ => return Err(Malformed),
        };
        Ok(Some((key >> 3, value)))
    }

    fn take(&mut self, length: usize) -> Result<&'a [u8], Malformed> {
        let (taken, rest) = self.bytes.split_at_checked(length).ok_or(Malformed)?;
        self.bytes = rest;
        Ok(taken)
    }
}

/// Packed numbers, one after the other.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Packed<'a> {
    bytes: &'a [u8],
}

impl<'a> Packed<'a> {
    /// The numbers that these bytes are.
    pub(crate) const fn new(bytes: &'a [u8]) -> Self {
        Self { bytes }
    }

    /// The next number; `None` at the end, and at a number that is cut off.
    #[inline]
    pub(crate) fn number(&mut self) -> Option<u64> {
        // Most numbers of a PBF file are differences that fit one or two bytes.
        match *self.bytes {
            [first, ref rest @ ..] if first < 0x80 => {
                self.bytes = rest;
                Some(u64::from(first))
            }
            [first, second, ref rest @ ..] if second < 0x80 => {
                self.bytes = rest;
                Some(u64::from(first & 0x7f) | u64::from(second) << 7)
            }
            _ => take_varint(&mut self.bytes).ok(),
        }
    }

    /// The next number that may be negative (`sint64`).
    #[inline]
    pub(crate) fn signed(&mut self) -> Option<i64> {
        self.number().map(zigzag)
    }
}

/// A `sint64` from its wire form: 0, -1, 1, -2, ...
#[inline]
pub(crate) const fn zigzag(number: u64) -> i64 {
    (number >> 1).cast_signed() ^ -((number & 1).cast_signed())
}

#[inline]
fn take_varint(bytes: &mut &[u8]) -> Result<u64, Malformed> {
    let mut number = 0;
    for (at, &byte) in bytes.iter().enumerate().take(10) {
        number |= u64::from(byte & 0x7f) << (7 * at);
        if byte < 0x80 {
            *bytes = &bytes[at + 1..];
            return Ok(number);
        }
    }
    Err(Malformed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_every_size_come_back() {
        for number in [0u64, 1, 127, 128, 300, 16_383, 16_384, u64::from(u32::MAX), u64::MAX] {
            let mut bytes = Vec::new();
            let mut rest = number;
            while rest >= 0x80 {
                bytes.push(rest as u8 | 0x80);
                rest >>= 7;
            }
            bytes.push(rest as u8);
            assert_eq!(Packed::new(&bytes).number(), Some(number));
            assert_eq!(Packed::new(&bytes[..bytes.len() - 1]).number(), None);
        }
        assert_eq!([0, 1, 2, 3, u64::MAX].map(zigzag), [0, -1, 1, -2, i64::MIN]);
    }

    #[test]
    fn a_length_beyond_the_end_is_malformed() {
        assert_eq!(Message::new(&[0x0a, 5, 1, 2]).field().err(), Some(Malformed));
        assert_eq!(Message::new(&[0x0b]).field().err(), Some(Malformed));
        assert_eq!(Message::new(&[0xff; 20]).field().err(), Some(Malformed));
        assert!(Message::new(&[]).field().unwrap().is_none());
    }
}
