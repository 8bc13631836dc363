//! What is left when a day ends: where everybody is, and who waits for whom in a circle.

use super::{Day, Fate, NONE, Observer, Run, Stuck};
use crate::layout::QueueId;

impl<O: Observer> Run<'_, O> {
    pub(super) fn told(mut self) -> Day {
        let stuck = self.circles();
        for place in &self.places {
            for under_way in &place.vehicles {
                self.fates[under_way.vehicle as usize] = Fate::In(place.queue, under_way.ready);
            }
        }
        Day { fates: self.fates, stuck, moves: self.moves }
    }

    /// The circles of queues whose first vehicles wait for one another.
    fn circles(&self) -> Vec<Stuck> {
        let leads_to = |q: u32| {
            let place = &self.places[q as usize];
            let first = place.vehicles.front().filter(|_| place.waits)?;
            let next = self.ways[first.way as usize + 1];
            self.places[next as usize].is_full(first.size).then_some(next)
        };
        let mut seen = vec![NONE; self.places.len()];
        let mut circles = Vec::new();
        for start in 0..self.places.len() as u32 {
            let (mut at, mut path) = (start, Vec::new());
            while seen[at as usize] == NONE && !self.places[at as usize].vehicles.is_empty() {
                seen[at as usize] = start;
                path.push(at);
                let Some(next) = leads_to(at) else { break };
                at = next;
            }
            if seen[at as usize] == start
                && path.last().and_then(|&last| leads_to(last)) == Some(at)
                && let Some(from) = path.iter().position(|&q| q == at)
            {
                let mut circle: Vec<QueueId> = path[from..].iter().map(|&q| self.places[q as usize].queue).collect();
                let lowest = circle.iter().enumerate().min_by_key(|(_, q)| **q).map_or(0, |(i, _)| i);
                circle.rotate_left(lowest);
                circles.push(circle);
            }
        }
        circles
    }
}
