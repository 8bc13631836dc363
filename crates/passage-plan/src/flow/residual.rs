//! What can still change: the ways into and out of each copy in the residual network, numbered so that a search can
//! go on where it stopped.

use super::{Dock, Flow, Hub, Row};

/// A copy of a spot, a hub (the spot holds its number) or a dock (the same).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct At {
    pub what: Kind,
    pub spot: u32,
    pub k: u32,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Copy,
    Hub,
    Dock,
}

impl At {
    pub fn copy(spot: u32, k: u32) -> Self {
        Self { what: Kind::Copy, spot, k }
    }
    pub fn hub(hub: u32) -> Self {
        Self { what: Kind::Hub, spot: hub, k: 0 }
    }
    pub fn dock(dock: u32) -> Self {
        Self { what: Kind::Dock, spot: dock, k: 0 }
    }
}

/// One residual way, seen from its head: what is pushed along it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Way {
    /// Enter a stretch: its place in the arrays.
    Enter(usize),
    /// Take back an entry.
    Return(usize),
    /// Wait one more step.
    Wait(usize),
    /// Take back a wait.
    Unwait(usize),
    /// Leave home: hub and place.
    Leave(u32, usize),
    /// Stay at home after all.
    Stay(u32, usize),
    /// Be received: dock and place.
    Arrive(u32, usize),
    /// Give up one's place at a full dock.
    Yield(u32, usize),
}

/// A residual way, seen from one of its ends.
#[derive(Clone, Copy, Debug)]
pub(super) struct Link {
    pub way: Way,
    /// The other end.
    pub end: At,
}

impl Flow<'_> {
    pub(super) fn node(&self, at: At) -> u32 {
        match at.what {
            Kind::Copy => self.copy(at.spot, at.k),
            Kind::Hub => self.copies() + at.spot,
            Kind::Dock => self.copies() + self.hubs.len() as u32 + at.spot,
        }
    }

    /// What a node stands for. O(log spots).
    pub(super) fn at_node(&self, node: u32) -> At {
        let Some(beyond) = node.checked_sub(self.copies()) else {
            // Spots without a copy start where the next one does.
            let spot = self.copy_start.partition_point(|start| *start <= node) as u32 - 1;
            let first = self.timed.spots[spot as usize].first;
            return At::copy(spot, first + node - self.copy_start[spot as usize]);
        };
        beyond.checked_sub(self.hubs.len() as u32).map_or(At::hub(beyond), At::dock)
    }

    /// The next residual way into `at` from number `next` on; `next` is left behind it. Those by which somebody gives
    /// up a place at a full dock only in steps from `yields_from` on.
    pub(super) fn way_in(&self, at: At, next: &mut u32) -> Option<Link> {
        match at.what {
            Kind::Copy => self.way_into_copy(at.spot, at.k, next),
            Kind::Hub => {
                let hub = &self.hubs[at.spot as usize];
                let place = hub.sent.iter().skip(*next as usize).position(|&n| n > 0)? + *next as usize;
                *next = place as u32 + 1;
                let end = At::copy(hub.source.spot, hub.first + place as u32);
                Some(Link { way: Way::Stay(at.spot, place), end })
            }
            Kind::Dock => {
                let dock = &self.docks[at.spot as usize];
                let mut places = *next as usize..dock.received.len();
                let place = places.find(|&place| dock.may_come(place) > 0)?;
                *next = place as u32 + 1;
                let end = At::copy(dock.sink.spot, dock.first + place as u32);
                Some(Link { way: Way::Arrive(at.spot, place), end })
            }
        }
    }

    /// The node with this number, if the spot, hub or dock that it belongs to is known.
    pub(super) fn at_known(&self, node: u32, spot: u32) -> At {
        match node.checked_sub(self.copies()) {
            None => {
                let first = self.timed.spots[spot as usize].first;
                At::copy(spot, first + (node - self.copy_start[spot as usize]))
            }
            Some(beyond) if beyond < self.hubs.len() as u32 => At::hub(spot),
            Some(_) => At::dock(spot),
        }
    }

    /// The residual ways into `at` from number `from` on, until `each` has enough: number, the other end's node and its
    /// spot, hub or dock.
    #[inline]
    pub(super) fn each_way_in(&self, at: At, from: u32, mut each: impl FnMut(u32, u32, u32) -> bool) {
        if at.what == Kind::Copy {
            return self.each_way_into_copy(at.spot, at.k, from, each);
        }
        let mut next = from;
        while let Some(link) = self.way_in(at, &mut next) {
            if each(next - 1, self.node(link.end), link.end.spot) {
                return;
            }
        }
    }

    /// The same ways under the same numbers as [`Flow::way_in`] tells them, without a look at what only their ends know.
    #[inline]
    fn each_way_into_copy(&self, spot: u32, k: u32, from: u32, mut each: impl FnMut(u32, u32, u32) -> bool) {
        let s = spot as usize;
        let hubs = &self.hubs_at[s];
        for number in from..hubs.len() as u32 {
            let hub = hubs[number as usize];
            let source = &self.hubs[hub as usize];
            let may = k >= source.first && source.may_leave((k - source.first) as usize) > 0;
            if may && each(number, self.copies() + hub, hub) {
                return;
            }
        }
        let before = hubs.len() as u32;
        let into = &self.into[self.into_start[s] as usize..self.into_start[s + 1] as usize];
        for (number, row) in (before..).zip(into).skip(from.saturating_sub(before) as usize) {
            let enter = k.wrapping_sub(row.steps);
            let within = k >= row.steps && enter >= row.first && enter <= row.last;
            if within
                && self.left.stretch[row.base.wrapping_add(enter as usize)] > 0
                && each(number, row.copy.wrapping_add(enter), row.other)
            {
                return;
            }
        }
        let before = before + into.len() as u32;
        let out = &self.out[self.out_start[s] as usize..self.out_start[s + 1] as usize];
        for (number, row) in (before..).zip(out).skip(from.saturating_sub(before) as usize) {
            let within = k >= row.first && k <= row.last;
            if within
                && self.used[row.base.wrapping_add(k as usize)] > 0
                && each(number, row.copy.wrapping_add(k + row.steps), row.other)
            {
                return;
            }
        }
        let before = before + out.len() as u32;
        if self.timed.spots[s].room == 0 && k < self.yields_from {
            return;
        }
        let mut next = from.max(before);
        while let Some(link) = self.wait_into_copy(spot, k, &mut next, before) {
            if each(next - 1, self.node(link.end), link.end.spot) {
                return;
            }
        }
    }

    fn way_into_copy(&self, spot: u32, k: u32, next: &mut u32) -> Option<Link> {
        let s = spot as usize;
        let hubs = self.hubs_at[s].len() as u32;
        while *next < hubs {
            let hub = self.hubs_at[s][*next as usize];
            *next += 1;
            let source = &self.hubs[hub as usize];
            if k >= source.first && source.may_leave((k - source.first) as usize) > 0 {
                return Some(Link { way: Way::Leave(hub, (k - source.first) as usize), end: At::hub(hub) });
            }
        }
        let into = &self.into[self.into_start[s] as usize..self.into_start[s + 1] as usize];
        let before = hubs;
        while *next < before + into.len() as u32 {
            let row = &into[(*next - before) as usize];
            *next += 1;
            if let Some(link) = self.entered(row, k) {
                return Some(link);
            }
        }
        let before = before + into.len() as u32;
        let out = &self.out[self.out_start[s] as usize..self.out_start[s + 1] as usize];
        while *next < before + out.len() as u32 {
            let row = &out[(*next - before) as usize];
            *next += 1;
            let place = row.base.wrapping_add(k as usize);
            if k >= row.first && k <= row.last && self.used[place] > 0 {
                return Some(Link { way: Way::Return(place), end: At::copy(row.other, k + row.steps) });
            }
        }
        self.wait_into_copy(spot, k, next, before + out.len() as u32)
    }

    fn entered(&self, row: &Row, k: u32) -> Option<Link> {
        let enter = k.checked_sub(row.steps).filter(|&e| e >= row.first && e <= row.last)?;
        let place = row.base.wrapping_add(enter as usize);
        (self.left.stretch[place] > 0).then(|| Link { way: Way::Enter(place), end: At::copy(row.other, enter) })
    }

    fn wait_into_copy(&self, spot: u32, k: u32, next: &mut u32, before: u32) -> Option<Link> {
        let s = spot as usize;
        let timed = &self.timed.spots[s];
        if *next == before {
            *next += 1;
            if timed.room > 0 && k > timed.first {
                let place = self.left.wait_base[s].wrapping_add(k as usize - 1);
                if self.left.wait[place] > 0 {
                    return Some(Link { way: Way::Wait(place), end: At::copy(spot, k - 1) });
                }
            }
        }
        if *next == before + 1 {
            *next += 1;
            if timed.room > 0 && k < timed.last {
                let place = self.left.wait_base[s].wrapping_add(k as usize);
                if self.waits[place] > 0 {
                    return Some(Link { way: Way::Unwait(place), end: At::copy(spot, k + 1) });
                }
            }
        }
        if k < self.yields_from {
            return None;
        }
        let docks = &self.docks_at[s];
        while let Some(&dock) = docks.get((*next - before - 2) as usize) {
            *next += 1;
            let site = &self.docks[dock as usize];
            let place = (k - site.first) as usize;
            if site.full && site.received[place] > 0 {
                return Some(Link { way: Way::Yield(dock, place), end: At::dock(dock) });
            }
        }
        None
    }

    /// The first residual way out of `at` that `wanted` takes, among all there are, in a fixed order.
    pub(super) fn find_way_out(&self, at: At, mut wanted: impl FnMut(Link) -> bool) -> Option<Link> {
        let mut wanted = |way, end| Some(Link { way, end }).filter(|link| wanted(*link));
        match at.what {
            Kind::Hub => {
                let hub = &self.hubs[at.spot as usize];
                (0..hub.sent.len()).filter(|&place| hub.may_leave(place) > 0).find_map(|place| {
                    wanted(Way::Leave(at.spot, place), At::copy(hub.source.spot, hub.first + place as u32))
                })
            }
            Kind::Dock => {
                let dock = &self.docks[at.spot as usize];
                (0..dock.received.len()).filter(|&place| dock.received[place] > 0).find_map(|place| {
                    wanted(Way::Yield(at.spot, place), At::copy(dock.sink.spot, dock.first + place as u32))
                })
            }
            Kind::Copy => self.find_way_out_of_copy(at.spot, at.k, wanted),
        }
    }

    fn find_way_out_of_copy(&self, spot: u32, k: u32, mut wanted: impl FnMut(Way, At) -> Option<Link>) -> Option<Link> {
        let s = spot as usize;
        for &dock in &self.docks_at[s] {
            let site = &self.docks[dock as usize];
            let place = (k - site.first) as usize;
            if site.may_come(place) > 0 {
                let found = wanted(Way::Arrive(dock, place), At::dock(dock));
                if found.is_some() {
                    return found;
                }
            }
        }
        for row in &self.out[self.out_start[s] as usize..self.out_start[s + 1] as usize] {
            let place = row.base.wrapping_add(k as usize);
            if k >= row.first && k <= row.last && self.left.stretch[place] > 0 {
                let found = wanted(Way::Enter(place), At::copy(row.other, k + row.steps));
                if found.is_some() {
                    return found;
                }
            }
        }
        for row in &self.into[self.into_start[s] as usize..self.into_start[s + 1] as usize] {
            let enter = k.wrapping_sub(row.steps);
            let place = row.base.wrapping_add(enter as usize);
            if k >= row.steps && enter >= row.first && enter <= row.last && self.used[place] > 0 {
                let found = wanted(Way::Return(place), At::copy(row.other, enter));
                if found.is_some() {
                    return found;
                }
            }
        }
        self.find_wait_out_of_copy(spot, k, wanted)
    }

    fn find_wait_out_of_copy(
        &self,
        spot: u32,
        k: u32,
        mut wanted: impl FnMut(Way, At) -> Option<Link>,
    ) -> Option<Link> {
        let timed = &self.timed.spots[spot as usize];
        let mut found = None;
        if timed.room > 0 {
            let place = self.left.wait_base[spot as usize].wrapping_add(k as usize);
            if k < timed.last && self.left.wait[place] > 0 {
                found = wanted(Way::Wait(place), At::copy(spot, k + 1));
            }
            let before = place.wrapping_sub(1);
            if found.is_none() && k > timed.first && self.waits[before] > 0 {
                found = wanted(Way::Unwait(before), At::copy(spot, k - 1));
            }
        }
        let homes = self.hubs_at[spot as usize].iter();
        found.or_else(|| {
            homes.copied().find_map(|hub| {
                let home = &self.hubs[hub as usize];
                let place = k.checked_sub(home.first).filter(|&place| home.sent[place as usize] > 0)?;
                wanted(Way::Stay(hub, place as usize), At::hub(hub))
            })
        })
    }

    /// How much can be pushed along a way.
    pub(super) fn slack(&self, way: Way) -> u32 {
        match way {
            Way::Enter(place) => u32::from(self.left.stretch[place]),
            Way::Return(place) => u32::from(self.used[place]),
            Way::Wait(place) => self.left.wait[place],
            Way::Unwait(place) => self.waits[place],
            Way::Leave(hub, place) => self.hubs[hub as usize].may_leave(place),
            Way::Arrive(dock, place) => self.docks[dock as usize].may_come(place),
            Way::Stay(hub, place) => self.hubs[hub as usize].sent[place],
            Way::Yield(dock, place) => self.docks[dock as usize].received[place],
        }
    }

    /// Pushes `vehicles` along a way; at most its slack.
    pub(super) fn push(&mut self, way: Way, vehicles: u32) {
        match way {
            Way::Enter(place) => {
                self.left.stretch[place] -= vehicles as u16;
                self.used[place] += vehicles as u16;
            }
            Way::Return(place) => {
                self.used[place] -= vehicles as u16;
                self.left.stretch[place] += vehicles as u16;
            }
            Way::Wait(place) => {
                self.left.wait[place] -= vehicles;
                self.waits[place] += vehicles;
            }
            Way::Unwait(place) => {
                self.waits[place] -= vehicles;
                self.left.wait[place] += vehicles;
            }
            Way::Leave(hub, place) => self.hubs[hub as usize].leave(place, vehicles),
            Way::Stay(hub, place) => self.hubs[hub as usize].stay(place, vehicles),
            Way::Arrive(dock, place) => self.docks[dock as usize].come(place, vehicles),
            Way::Yield(dock, place) => self.docks[dock as usize].give_up(place, vehicles),
        }
    }
}

impl Hub {
    fn may_leave(&self, place: usize) -> u32 {
        if self.limited { self.may[place] } else { u32::MAX }
    }

    fn leave(&mut self, place: usize, vehicles: u32) {
        self.sent[place] += vehicles;
        if self.limited {
            self.may[place] -= vehicles;
        }
    }

    fn stay(&mut self, place: usize, vehicles: u32) {
        self.sent[place] -= vehicles;
        if self.limited {
            self.may[place] += vehicles;
        }
    }
}

impl Dock {
    pub(super) fn may_come(&self, place: usize) -> u32 {
        if self.limited { self.may[place] } else { u32::MAX }
    }

    fn come(&mut self, place: usize, vehicles: u32) {
        self.received[place] += vehicles;
        if self.limited {
            self.may[place] -= vehicles;
        }
    }

    fn give_up(&mut self, place: usize, vehicles: u32) {
        self.received[place] -= vehicles;
        if self.limited {
            self.may[place] += vehicles;
        }
    }
}
