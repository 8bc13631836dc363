//! The state of one queue: who is in it, how much room is left, when the next may leave and enter.

use crate::Moment;
use crate::layout::{Layout, Queue, QueueId, Service};
use std::collections::VecDeque;

/// A vehicle in a queue: what is looked at in every move, in few bytes, one behind the other in memory as on the road.
#[derive(Clone, Copy, Debug)]
pub(super) struct UnderWay {
    /// When it is at the end of its queue.
    pub ready: Moment,
    /// Where it is in [`Run::ways`](super::Run).
    pub way: u32,
    /// Its number.
    pub vehicle: u32,
    /// Room that it takes.
    pub size: u32,
    /// Whether it has not left its start, and stays there from some moment on.
    pub may_stay: bool,
    /// Whether it stops or stays anywhere on its way.
    pub stops: bool,
}

/// A place whose first vehicle waits at a door.
#[derive(Clone, Copy, Debug)]
pub(super) struct Waits {
    /// What it has had of the door, which stays while it waits.
    pub share: u64,
    pub place: u32,
    /// Room that its first vehicle takes.
    pub size: u32,
}

/// The state of a queue, with what is asked of it in every move. In this order in memory: first what a vehicle that leaves asks, then
/// what both ask, then what one that enters asks, then what is asked at doors; each a line of the cache.
#[derive(Clone, Debug)]
#[repr(C)]
pub(super) struct Place {
    /// From the first on.
    pub vehicles: VecDeque<UnderWay>,
    /// When the next may leave by the rate.
    pub may_leave: Moment,
    pub headway: Moment,
    /// Who enters from some moment on is at its end not before so much later.
    pub ahead: Moment,
    pub queue: QueueId,
    /// Whether its first vehicle waits at a door.
    pub waits: bool,
    /// Whether anybody waits at its own.
    pub waited_for: bool,
    /// As in the [`Queue`].
    beside: bool,
    /// Whether it may take longer in the dark.
    pub slows: bool,

    /// Holes on their way to the entry: when they come, how large.
    holes: VecDeque<(Moment, u32)>,
    /// How long a hole takes to the entry; never, where there is room for all.
    pub wave: Moment,
    /// Room, and how much of it is taken, holes included that have not come to the entry or are not counted yet.
    room: u32,
    pub taken: u32,
    /// When the next may enter by the rate.
    pub may_enter: Moment,
    pub headway_in: Moment,

    /// From when to when it is known to be open.
    open: (Moment, Moment),
    pub free: Moment,
    /// So much ahead it is known whether there will be room, if nobody else enters: until a hole can have come up.
    pub known: Moment,
    pub lane: Option<Service>,
    /// The queues from which it is entered, if they are several.
    pub entrances: Box<[u32]>,

    /// Whose first vehicles wait at the door.
    pub waiting: Vec<Waits>,
    /// When the door is next looked at.
    pub door: Moment,
    /// Fair share: the virtual time of the door, and up to when each queue that waited there has had its part.
    pub served: u64,
    had: Vec<(u32, u64)>,
}

impl Place {
    pub fn new(id: QueueId, queue: &Queue, layout: &Layout) -> Self {
        // Where none pass in a day, the first does not either.
        let shut = |headway: Moment| if headway == Moment::NEVER { headway } else { Moment(0) };
        // How long somebody is in it is not its free time.
        let other = queue.beside || queue.lane.is_some();
        let wave = if queue.storage.is_none() { Moment::NEVER } else { queue.wave };
        Self {
            vehicles: VecDeque::new(),
            may_leave: shut(queue.headway),
            may_enter: shut(queue.headway_in),
            open: (Moment::NEVER, Moment(0)),
            room: queue.storage.unwrap_or(u32::MAX),
            taken: 0,
            waits: false,
            waited_for: false,
            slows: queue.driven && layout.is_slow(),
            beside: queue.beside,
            ahead: if other || wave.0 == 0 { Moment(0) } else { queue.free },
            // What is entered and left in one moment comes in the turn of its number.
            entrances: Box::default(),
            known: if other || queue.free.0 == 0 { Moment(0) } else { wave },
            free: queue.free,
            headway: queue.headway,
            headway_in: queue.headway_in,
            wave,
            holes: VecDeque::new(),
            waiting: Vec::new(),
            door: Moment::NEVER,
            served: 0,
            had: Vec::new(),
            queue: id,
            lane: queue.lane,
        }
    }

    /// Up to when a queue has had its part of this door, and no less than all have.
    pub fn share_of(&self, q: u32) -> u64 {
        self.had.iter().find(|had| had.0 == q).map_or(self.served, |had| had.1.max(self.served))
    }

    /// A queue with this share is let in, and has its part for so long.
    pub fn serve(&mut self, q: u32, share: u64, for_so_long: u64) {
        self.served = share;
        let until = share.saturating_add(for_so_long);
        match self.had.iter_mut().find(|had| had.0 == q) {
            Some(had) => had.1 = until,
            None => self.had.push((q, until)),
        }
    }

    /// Whether there is no room for a vehicle of this size at a moment.
    pub fn lacks_room(&self, size: u32, now: Moment) -> bool {
        let come: u32 = self.holes.iter().take_while(|hole| hole.0 <= now).map(|hole| hole.1).sum();
        self.wave < Moment::NEVER && self.taken - come > self.room.max(size) - size
    }

    /// The same, with the holes counted that have come.
    pub fn is_out_of_room(&mut self, size: u32, now: Moment) -> bool {
        self.wave < Moment::NEVER && {
            let most = self.room.max(size) - size;
            self.taken > most && {
                self.count_holes(now);
                self.taken > most
            }
        }
    }

    /// Counts the holes that have come.
    fn count_holes(&mut self, now: Moment) {
        while let Some(&(_, hole)) = self.holes.front().filter(|hole| hole.0 <= now) {
            self.taken -= hole;
            self.holes.pop_front();
        }
    }

    /// Whether there is none, and no hole on its way.
    pub fn is_full(&self, size: u32) -> bool {
        self.holes.is_empty() && self.lacks_room(size, Moment(0))
    }

    /// Somebody of this size has left: a hole goes upstream.
    #[inline]
    pub fn vacate(&mut self, size: u32, now: Moment) {
        if self.wave == Moment::NEVER {
            self.taken -= size;
        } else {
            // Holes come in the order of leaving, as the wave's speed is one.
            self.holes.push_back((now.after(self.wave), size));
        }
    }

    /// When the first vehicle can leave; never where there is none.
    pub fn first_can_leave(&self) -> Moment {
        self.vehicles.front().map_or(Moment::NEVER, |first| first.ready.max(self.may_leave))
    }

    /// Puts a vehicle behind all others, before the day begins.
    pub fn push(&mut self, vehicle: UnderWay) {
        self.taken += vehicle.size;
        self.vehicles.push_back(vehicle);
    }

    /// Puts those who are ready sooner first, before the day begins.
    pub fn sort(&mut self) {
        self.vehicles.make_contiguous().sort_by_key(|under_way| under_way.ready);
    }

    /// Puts a vehicle behind all others; beside the road, before the first of those who go later, unless that one waits at a
    /// door. Whether it is the first now.
    #[inline]
    pub fn append(&mut self, vehicle: UnderWay) -> bool {
        self.taken += vehicle.size;
        if self.beside {
            return self.append_beside(vehicle);
        }
        self.vehicles.push_back(vehicle);
        self.vehicles.len() == 1
    }

    #[cold]
    fn append_beside(&mut self, vehicle: UnderWay) -> bool {
        let waits = usize::from(self.waits);
        let before = |other: &UnderWay| other.ready <= vehicle.ready;
        let place = waits + self.vehicles.iter().skip(waits).take_while(|other| before(other)).count();
        let place = place.min(self.vehicles.len());
        self.vehicles.insert(place, vehicle);
        place == 0
    }

    /// When there is room for a vehicle of this size and the rate lets it in; [`Moment::NEVER`] while somebody has to leave first.
    #[inline]
    pub fn has_room(&mut self, size: u32, now: Moment) -> Moment {
        let moment = self.may_enter.max(now);
        if self.wave == Moment::NEVER {
            return moment;
        }
        // What is larger than a queue enters it when it is empty.
        let most = self.room.max(size) - size;
        if self.taken <= most { moment } else { self.when_taken(most, moment, now) }
    }

    /// When so many holes have come that no more than `most` is taken. Those that have come are counted only here, where room is short.
    #[inline(never)]
    fn when_taken(&mut self, most: u32, mut moment: Moment, now: Moment) -> Moment {
        self.count_holes(now);
        let mut taken = self.taken;
        let mut holes = self.holes.iter();
        while taken > most {
            let Some(&(comes, hole)) = holes.next() else { return Moment::NEVER };
            taken -= hole;
            moment = moment.max(comes);
        }
        moment
    }

    /// The first moment not before `moment` at which the queue is open.
    #[inline]
    pub fn open_from(&mut self, moment: Moment, layout: &Layout) -> Moment {
        if self.open.0 <= moment && moment < self.open.1 {
            return moment;
        }
        let queue = &layout.queues[self.queue.index()];
        let from = queue.open_from(moment);
        if from < Moment::NEVER {
            let next = queue.closed.partition_point(|closed| closed.from <= from);
            self.open = (from, queue.closed.get(next).map_or(Moment::NEVER, |closed| closed.from));
        }
        from
    }
}
