//! What is to be looked at next: hierarchical timing wheels (Varghese and Lauck, "Hashed and hierarchical timing wheels",
//! SOSP 1987) with a list through all that fall into one tick.
//!
//! Every queue has one moment at which its first vehicle is looked at, and one for its door. Noting one and taking the next cost
//! the same however many there are: a tick is so short that few share it, and those go through a heap of their own, so that order
//! is exact and a tick with everything in it is not slow. Twin: everything looked through (in the tests).

use crate::Moment;
use std::cmp::Reverse;
use std::collections::BinaryHeap;

/// Something to look at: a queue's first vehicle, or its door.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Look {
    First(u32),
    Door(u32),
}

/// No note.
const NONE: u32 = u32::MAX;

/// A wheel has two to this many slots; a slot of the next wheel is as long as all of them.
const BITS: u32 = 12;
const SLOTS: usize = 1 << BITS;

/// A tick has two to this many microseconds at least.
const LEAST: u32 = 10;

/// Where a note is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kept {
    Nowhere,
    Today,
    In { wheel: u8, slot: u16 },
}

/// The moment of one look: those of a slot are a list.
#[derive(Clone, Copy, Debug)]
struct Note {
    at: u64,
    before: u32,
    behind: u32,
    kept: Kept,
}

/// A wheel: the first note of each slot, and a bit for each slot with one.
#[derive(Debug)]
struct Wheel {
    slots: Vec<u32>,
    used: [u64; SLOTS / 64],
}

/// All that is to be looked at.
#[derive(Debug)]
pub(super) struct Looks {
    /// First vehicles, then doors.
    notes: Vec<Note>,
    queues: u32,
    wheels: Vec<Wheel>,
    /// Two to this many microseconds are a tick.
    tick: u32,
    /// The tick of today, and what falls into it.
    now: u64,
    today: BinaryHeap<Reverse<(u64, u32)>>,
}

impl Looks {
    /// Nothing yet, of so many queues, of which one is looked at about once in so much time.
    pub fn of(queues: usize, once_in: Moment) -> Self {
        let note = Note { at: u64::MAX, before: NONE, behind: NONE, kept: Kept::Nowhere };
        let tick = once_in.0.max(1).ilog2().clamp(LEAST, 30);
        Self {
            notes: vec![note; 2 * queues],
            queues: queues as u32,
            wheels: Vec::new(),
            tick,
            now: 0,
            today: BinaryHeap::new(),
        }
    }

    /// Notes when a queue's first vehicle is looked at, and no longer when it was to be before; [`Moment::NEVER`]: not at all.
    pub fn first(&mut self, queue: u32, at: Moment) {
        self.set(queue, at.0);
    }

    /// The same of its door.
    pub fn door(&mut self, queue: u32, at: Moment) {
        self.set(self.queues + queue, at.0);
    }

    fn set(&mut self, who: u32, at: u64) {
        self.take_out(who);
        self.notes[who as usize].at = at;
        if at < u64::MAX {
            self.put_in(who, at);
        }
    }

    /// Takes a note out of its slot. One of today stays in the heap, where it is known as old by its moment.
    fn take_out(&mut self, who: u32) {
        let Note { before, behind, kept, .. } = self.notes[who as usize];
        if let Kept::In { wheel, slot } = kept {
            if behind != NONE {
                self.notes[behind as usize].before = before;
            }
            if before == NONE {
                let wheel = &mut self.wheels[wheel as usize];
                wheel.slots[slot as usize] = behind;
                if behind == NONE {
                    wheel.used[slot as usize / 64] &= !(1 << (slot % 64));
                }
            } else {
                self.notes[before as usize].behind = behind;
            }
        }
        self.notes[who as usize].kept = Kept::Nowhere;
    }

    fn put_in(&mut self, who: u32, at: u64) {
        let tick = at >> self.tick;
        if tick <= self.now {
            self.notes[who as usize].kept = Kept::Today;
            self.today.push(Reverse((at, who)));
            return;
        }
        // The wheel on which this tick and today's differ first.
        let wheel = ((tick ^ self.now).ilog2() / BITS) as usize;
        while self.wheels.len() <= wheel {
            self.wheels.push(Wheel { slots: vec![NONE; SLOTS], used: [0; SLOTS / 64] });
        }
        let slot = (tick >> (wheel as u32 * BITS)) as usize % SLOTS;
        let turning = &mut self.wheels[wheel];
        let behind = std::mem::replace(&mut turning.slots[slot], who);
        turning.used[slot / 64] |= 1 << (slot % 64);
        if behind != NONE {
            self.notes[behind as usize].before = who;
        }
        let note = &mut self.notes[who as usize];
        (note.before, note.behind) = (NONE, behind);
        note.kept = Kept::In { wheel: wheel as u8, slot: slot as u16 };
    }

    /// Takes the next one, if it is not after `ends`: of the same moment first vehicles before doors, then by number.
    pub fn next(&mut self, ends: Moment) -> Option<(Moment, Look)> {
        loop {
            while let Some(&Reverse((at, who))) = self.today.peek() {
                let note = &mut self.notes[who as usize];
                let holds = note.kept == Kept::Today && note.at == at;
                if holds && at > ends.0 {
                    return None;
                }
                self.today.pop();
                if holds {
                    note.kept = Kept::Nowhere;
                    let door = who.checked_sub(self.queues);
                    return Some((Moment(at), door.map_or(Look::First(who), Look::Door)));
                }
            }
            if !self.turn(ends) {
                return None;
            }
        }
    }

    /// Turns to the next tick with something in it; whether there is one that begins no later than `ends`.
    fn turn(&mut self, ends: Moment) -> bool {
        for wheel in 0..self.wheels.len() {
            let shift = wheel as u32 * BITS;
            let Some(slot) = self.wheels[wheel].next_used((self.now >> shift) as usize % SLOTS) else { continue };
            let round = self.now >> shift >> BITS;
            let tick = ((round << BITS) | slot as u64) << shift;
            if tick > ends.0 >> self.tick {
                return false;
            }
            self.now = tick;
            let turning = &mut self.wheels[wheel];
            turning.used[slot / 64] &= !(1 << (slot % 64));
            let mut who = std::mem::replace(&mut turning.slots[slot], NONE);
            while who != NONE {
                let Note { at, behind, .. } = self.notes[who as usize];
                self.put_in(who, at);
                who = behind;
            }
            return true;
        }
        false
    }
}

impl Wheel {
    /// The next slot after this one with something in it.
    fn next_used(&self, slot: usize) -> Option<usize> {
        let from = slot + 1;
        let first = self.used.get(from / 64)? & (u64::MAX << (from % 64));
        if first != 0 {
            return Some(from / 64 * 64 + first.trailing_zeros() as usize);
        }
        let more = self.used[from / 64 + 1..].iter().position(|bits| *bits != 0)?;
        let word = from / 64 + 1 + more;
        Some(word * 64 + self.used[word].trailing_zeros() as usize)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn the_next_look_is_the_least_of_all(
            once_in in 0u64..1 << 16,
            notes in prop::collection::vec((0u32..9, 0u64..6, 0u64..1 << 24, any::<bool>()), 1..300),
        ) {
            let mut looks = Looks::of(9, Moment(once_in));
            let (mut all, mut now) = (std::collections::BTreeMap::new(), 0u64);
            let least = |all: &std::collections::BTreeMap<Look, u64>| {
                all.iter().map(|(look, at)| (Moment(*at), *look)).min().filter(|(at, _)| *at < Moment::NEVER)
            };
            for (queue, far, near, door) in notes {
                // At once, in a tick, some ticks on, on the next wheels, never.
                let at = [now, now + (near >> 12), now + near, now + (near << 14), now + (near << 28), u64::MAX][far as usize];
                if door {
                    looks.door(queue, Moment(at));
                    all.insert(Look::Door(queue), at);
                } else {
                    looks.first(queue, Moment(at));
                    all.insert(Look::First(queue), at);
                }
                let ends = Moment(if near % 3 > 0 { now + (near << (near % 20)) } else { now });
                let due = least(&all).filter(|(at, _)| *at <= ends);
                prop_assert_eq!(looks.next(ends), due);
                if let Some((at, look)) = due {
                    now = at.0;
                    all.remove(&look);
                }
            }
            while let Some(due) = least(&all) {
                prop_assert_eq!(looks.next(Moment::NEVER), Some(due));
                all.remove(&due.1);
            }
            prop_assert_eq!(looks.next(Moment::NEVER), None);
        }
    }
}
