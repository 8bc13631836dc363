//! What is to be looked at next: a heap of one number each, with four children: half the levels, and a comparison
//! costs two instructions.

use crate::Moment;
use dary_heap::QuaternaryHeap;
use std::cmp::Reverse;

/// Something to look at: a queue's first vehicle, or its door.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Look {
    First(u32),
    Door(u32),
}

/// The bit of a door.
const DOOR: u128 = 1 << 32;

/// All that is to be looked at: by moment, the first vehicles before the doors, then by number.
#[derive(Debug, Default)]
pub(super) struct Looks(QuaternaryHeap<Reverse<u128>>);

impl Looks {
    pub fn push(&mut self, at: Moment, look: Look) {
        let look = match look {
            Look::First(queue) => u128::from(queue),
            Look::Door(queue) => DOOR | u128::from(queue),
        };
        self.0.push(Reverse(u128::from(at.0) << 33 | look));
    }

    /// Takes the next one, if it is not after `ends`.
    pub fn pop(&mut self, ends: Moment) -> Option<(Moment, Look)> {
        let Reverse(key) = *self.0.peek()?;
        let at = Moment((key >> 33) as u64);
        if at > ends {
            return None;
        }
        self.0.pop();
        let queue = key as u32;
        Some((at, if key & DOOR == 0 { Look::First(queue) } else { Look::Door(queue) }))
    }
}
