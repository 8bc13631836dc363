//! What is left when the program ends or the power goes.

use super::chance::Chance;
use super::{Change, Contents, Names, Simulated};

/// What a disk writes in one piece, if it is not torn: bytes. Older disks' sector, so that there is more to tear.
const SECTOR: usize = 512;

impl Simulated {
    /// The disk as the next program finds it when only the program has ended: what was seen is seen, what was not durable
    /// is not yet.
    #[must_use]
    pub fn after_the_program_ended(&self) -> Simulated {
        Simulated { ended: false, locked: false, full: false, fault: None, ..self.clone() }
    }

    /// The disk after the power went: of all that was not durable, chance decides what arrived.
    #[must_use]
    pub fn after_the_power_went(&self) -> Simulated {
        let mut disk = self.after_the_program_ended();
        // Whether all is lost, all is there, or each deed for itself: the extremes are the likeliest in the world.
        let mood = Mood::of(&mut disk.chance);
        for naming in std::mem::take(&mut disk.unsynced) {
            if mood.arrives(&mut disk.chance) {
                disk.durable.apply(&naming.deed);
            }
        }
        disk.durable.forget_orphans();
        disk.seen = disk.durable.clone();
        for contents in disk.files.values_mut() {
            contents.power_goes(mood, &mut disk.chance);
        }
        let named: std::collections::BTreeSet<u64> = disk.seen.files.values().copied().collect();
        disk.files.retain(|file, _| named.contains(file));
        disk
    }
}

#[derive(Clone, Copy)]
enum Mood {
    Nothing,
    Everything,
    Each,
}

impl Mood {
    fn of(chance: &mut Chance) -> Mood {
        match chance.below(6) {
            0 => Mood::Nothing,
            1 => Mood::Everything,
            _ => Mood::Each,
        }
    }

    fn arrives(self, chance: &mut Chance) -> bool {
        match self {
            Mood::Nothing => false,
            Mood::Everything => true,
            Mood::Each => chance.coin(),
        }
    }
}

impl Names {
    /// Files and directories whose directory is not there are not either.
    fn forget_orphans(&mut self) {
        let there = self.directories.clone();
        let reached = |path: &str| path.match_indices('/').all(|(at, _)| there.contains(&path[..at]));
        self.directories.retain(|path| reached(path));
        self.files.retain(|path, _| reached(path));
    }
}

impl Contents {
    /// Makes durable whatever a sync still can.
    pub(super) fn sync(&mut self) {
        let mut left = Vec::new();
        for (change, can_be_synced) in std::mem::take(&mut self.unsynced) {
            if can_be_synced {
                change.apply(&mut self.durable);
            } else {
                left.push((change, false));
            }
        }
        self.unsynced = left;
    }

    fn power_goes(&mut self, mood: Mood, chance: &mut Chance) {
        for (change, _) in std::mem::take(&mut self.unsynced) {
            match (&change, mood) {
                (_, Mood::Nothing) => {}
                (Change::Write { at, bytes }, Mood::Each) => arrive(&mut self.durable, *at, bytes, chance),
                _ if mood.arrives(chance) => change.apply(&mut self.durable),
                _ => {}
            }
        }
        self.seen.clone_from(&self.durable);
    }
}

impl Change {
    pub(super) fn apply(&self, durable: &mut Vec<u8>) {
        match self {
            Change::Write { at, bytes } => put(durable, *at, bytes),
            Change::Cut { length } => durable.truncate(*length),
        }
    }
}

/// Of a write each sector arrives, or not, or a beginning of it; the file may be longer, with zeros where nothing arrived.
fn arrive(durable: &mut Vec<u8>, at: usize, bytes: &[u8], chance: &mut Chance) {
    // A whole write lost, or whole, is likelier than its sectors would have it.
    match chance.below(4) {
        0 => return,
        1 => return put(durable, at, bytes),
        _ => {}
    }
    if chance.coin() && durable.len() < at + bytes.len() {
        durable.resize(at + bytes.len(), 0);
    }
    let mut start = 0;
    while start < bytes.len() {
        // Up to the end of the sector of the disk, not of the write.
        let end = bytes.len().min(start + SECTOR - (at + start) % SECTOR);
        match chance.below(5) {
            0 | 1 => put(durable, at + start, &bytes[start..end]),
            2 => put(durable, at + start, &bytes[start..start + chance.below((end - start) as u64) as usize]),
            _ => {}
        }
        start = end;
    }
}

fn put(durable: &mut Vec<u8>, at: usize, bytes: &[u8]) {
    if durable.len() < at + bytes.len() {
        durable.resize(at + bytes.len(), 0);
    }
    durable[at..at + bytes.len()].copy_from_slice(bytes);
}
