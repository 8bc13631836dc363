//! Entry bundles: entries one after the other, each after its length in two bytes, the higher first.

/// The longest entry that a bundle can hold, in bytes: its length is written in 16 bits (tlog-tiles, *Log entries*).
pub const LONGEST_ENTRY: usize = u16::MAX as usize;

/// An entry is longer than a bundle can hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "an entry has {length} bytes, and {LONGEST_ENTRY} at most can be kept: keep a file beside the record, and its digest here"
)]
pub struct TooLong {
    /// Its length, in bytes.
    pub length: usize,
}

/// Appends `entry` to the bytes of a bundle.
pub fn put_entry(bundle: &mut Vec<u8>, entry: &[u8]) -> Result<(), TooLong> {
    let length = u16::try_from(entry.len()).map_err(|_| TooLong { length: entry.len() })?;
    bundle.extend_from_slice(&length.to_be_bytes());
    bundle.extend_from_slice(entry);
    Ok(())
}

/// Bytes are no bundle of as many entries as they should be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotABundle {
    /// They end within an entry.
    #[error("the file ends within its entry {0}, counted from 0")]
    Cut(usize),
    /// There are bytes after the last entry.
    #[error("the file goes on for {0} bytes after its last entry")]
    Beyond(usize),
}

/// The `width` entries of a bundle, as slices of `bytes`.
pub fn bundle(bytes: &[u8], width: u16) -> Result<Vec<&[u8]>, NotABundle> {
    let mut rest = bytes;
    let mut entries = Vec::with_capacity(usize::from(width));
    for place in 0..usize::from(width) {
        let (length, after) = rest.split_first_chunk().ok_or(NotABundle::Cut(place))?;
        let length = usize::from(u16::from_be_bytes(*length));
        let (entry, after) = after.split_at_checked(length).ok_or(NotABundle::Cut(place))?;
        entries.push(entry);
        rest = after;
    }
    if rest.is_empty() { Ok(entries) } else { Err(NotABundle::Beyond(rest.len())) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn an_entry_of_65_536_bytes_is_refused_and_one_less_is_kept() {
        let mut bytes = Vec::new();
        assert_eq!(put_entry(&mut bytes, &vec![7; 65_536]), Err(TooLong { length: 65_536 }));
        assert!(bytes.is_empty());
        put_entry(&mut bytes, &vec![7; 65_535]).unwrap();
        assert_eq!(bundle(&bytes, 1), Ok(vec![vec![7; 65_535].as_slice()]));
    }

    proptest! {
        #[test]
        fn entries_come_back_as_they_went_in_and_nothing_else_is_read(
            entries in proptest::collection::vec(proptest::collection::vec(any::<u8>(), 0..40), 0..20),
            cut in 1..30_usize,
        ) {
            let mut bytes = Vec::new();
            for entry in &entries {
                put_entry(&mut bytes, entry).unwrap();
            }
            let count = entries.len() as u16;
            prop_assert_eq!(bundle(&bytes, count).unwrap(), entries.iter().map(Vec::as_slice).collect::<Vec<_>>());
            let whole = bytes.len();
            let is_cut = matches!(bundle(&bytes[..whole.saturating_sub(cut)], count), Err(NotABundle::Cut(_)));
            prop_assert!(is_cut || entries.is_empty());
            bytes.resize(whole + cut, 0);
            prop_assert_eq!(bundle(&bytes, count), Err(NotABundle::Beyond(cut)));
        }
    }
}
