//! What is left when a day ends: where everybody is, and who waits for whom in a circle.

use super::{Day, Fate, NONE, Observer, Progress, Run, Stuck, UnderWay};
use crate::layout::QueueId;

impl<O: Observer> Run<'_, O> {
    pub(super) fn told(self) -> Day {
        let fate = |v: &UnderWay| match v.state {
            Progress::Arrived => Fate::Arrived(v.ready),
            Progress::BrokenDown => Fate::BrokenDown(QueueId(self.queue_of(v)), v.ready),
            Progress::Stayed => Fate::Stayed(v.ready),
            Progress::Waiting => Fate::Waiting,
            Progress::Home | Progress::UnderWay => Fate::In(QueueId(self.queue_of(v)), v.ready),
        };
        let fates = self.vehicles.iter().map(fate).collect();
        let stuck = self.circles();
        Day { fates, stuck, moves: self.moves }
    }

    /// The circles of queues whose first vehicles wait for one another.
    fn circles(&self) -> Vec<Stuck> {
        let leads_to = |q: u32| {
            let state = &self.queues[q as usize];
            let next = if state.waits { self.next_of(state.first) } else { return None };
            let full = self.queues[next as usize].holes.is_empty();
            full.then_some(next)
        };
        let mut seen = vec![NONE; self.queues.len()];
        let mut circles = Vec::new();
        for start in 0..self.queues.len() as u32 {
            let (mut at, mut path) = (start, Vec::new());
            while seen[at as usize] == NONE && self.queues[at as usize].first != NONE {
                seen[at as usize] = start;
                path.push(at);
                let Some(next) = leads_to(at) else { break };
                at = next;
            }
            if seen[at as usize] == start
                && path.last().and_then(|&last| leads_to(last)) == Some(at)
                && let Some(from) = path.iter().position(|&q| q == at)
            {
                let mut circle: Vec<QueueId> = path[from..].iter().map(|&q| QueueId(q)).collect();
                let lowest = circle.iter().enumerate().min_by_key(|(_, q)| **q).map_or(0, |(i, _)| i);
                circle.rotate_left(lowest);
                circles.push(circle);
            }
        }
        circles
    }
}
