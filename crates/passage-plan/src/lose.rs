//! A flow for every deadline that goes on when roads or reception sites are lost: what is worth keeping of it is kept.
//!
//! `Ongoing::solve` finds the flow once; `Ongoing::lose` repairs it ([`crate::flow`]) instead of solving what is left from
//! nothing, and both have a certificate. Whoever is under way has happened: they go on from where they are next.

use crate::certificate::{cut, flow_of, written};
use crate::expand::{self, Timed};
use crate::fleet;
use crate::flow::{Capacity, Flow, Loss};
use crate::reduce::What;
use crate::{PlanError, fits, reduce};
use passage_model::certificate::{self as document, Certificate};
use passage_model::id::{JunctionId, ReceptionId, RoadId};
use passage_model::network::Network;
use passage_model::situation::Situation;
use passage_model::units::{Persons, Vehicles};
use passage_model::work::Work;

/// A network in time: what flows run over.
#[derive(Debug)]
pub struct InTime {
    timed: Timed,
}

impl InTime {
    /// The useful part of `network` in the steps of `situation`. O(spots log spots + roads).
    pub fn of(network: &Network, situation: &Situation) -> Result<Self, PlanError> {
        fits(network, situation)?;
        let timed = expand::expand(network, situation, reduce::reduce(network, situation, false))?;
        Ok(Self { timed })
    }
}

/// What is lost from a step on.
#[derive(Clone, Debug, Default)]
pub struct Lost {
    /// The first step in which it is. All that happens before has happened.
    pub step: u32,
    /// Roads that can no longer be entered. Whoever is on one by then drives it to its end.
    pub roads: Vec<RoadId>,
    /// Reception sites that receive nobody any more, by their number in the situation.
    pub receptions: Vec<usize>,
}

/// Vehicles that were under way when something was lost.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UnderWay {
    /// The junction where they are next, or wait.
    pub junction: JunctionId,
    /// The step in which they are there.
    pub step: u32,
    /// How many.
    pub vehicles: Vehicles,
}

/// An earliest-arrival flow that can lose roads.
#[derive(Clone)]
pub struct Ongoing<'a> {
    flow: Flow<'a>,
    cuts: Vec<u32>,
    /// Vehicles received in each step before the last loss.
    received: Vec<u64>,
    /// How many groups at home there are; behind them are those under way.
    homes: usize,
    /// From which step on each stretch was lost.
    lost: Vec<u32>,
    /// Sites that receive nobody any more.
    closed: Vec<usize>,
    now: u32,
    /// Vehicles on a stretch whose further roads were lost.
    pub adrift: u64,
    /// Whether the last loss was repaired; if not, what is left was solved from nothing.
    pub repaired: bool,
}

impl<'a> Ongoing<'a> {
    /// The flow for every deadline. `None` with vehicles of several occupancies, where forbidden turns had to be shared
    /// out, and where no reception site can be reached. Cost: as [`crate::arrivals`].
    pub fn solve(in_time: &'a InTime, situation: &Situation, work: &Work<'_>) -> Result<Option<Self>, PlanError> {
        Self::solve_without(in_time, situation, |_| false, work)
    }

    /// The same with some reception sites, by their numbers, closed from the beginning.
    pub(crate) fn solve_without(
        in_time: &'a InTime,
        situation: &Situation,
        closed: impl Fn(usize) -> bool,
        work: &Work<'_>,
    ) -> Result<Option<Self>, PlanError> {
        let timed = &in_time.timed;
        let classes = fleet::classes(situation, timed);
        let ([class], false) = (classes.as_slice(), timed.shared_out) else { return Ok(None) };
        if !timed.spots.iter().any(|spot| spot.reaches) {
            return Ok(None);
        }
        let (sources, _) = fleet::sources(situation, timed, class);
        let sinks = fleet::sinks(situation, timed, class.occupancy, &fleet::rooms_for(situation, class));
        let mut flow = Flow::new(timed, Capacity::full(timed), &class.kinds, &sources, &sinks)?;
        let closed: Vec<usize> = (0..flow.docks.len()).filter(|&site| closed(site)).collect();
        if !closed.is_empty() {
            let docks = closed.iter().map(|&site| site as u32).collect();
            flow.cut_off_past(&Loss { docks, ..Loss::default() });
        }
        flow.note_cuts();
        flow.run(work)?;
        let cuts = flow.cuts();
        let lost = vec![u32::MAX; timed.stretches.len()];
        let homes = flow.hubs.len();
        Ok(Some(Self {
            flow,
            cuts,
            received: Vec::new(),
            homes,
            lost,
            closed: Vec::new(),
            now: 0,
            adrift: 0,
            repaired: false,
        }))
    }

    /// Loses roads and sites, and makes the best of what is left, for every deadline, without solving it anew.
    ///
    /// Where a reception site is full the flow of what is left is solved from nothing, with the promise of
    /// [`crate::arrivals`]. Cost: a look at each stretch in each step to cut off the past, then the vehicles on what was
    /// lost times the copies cut off within the steps between their old arrival and the new one.
    pub fn lose(&mut self, what: &Lost, work: &Work<'_>) -> Result<(), PlanError> {
        let loss = self.cut_off(what);
        let past = self.flow.cut_off_past(&loss);
        self.note(&loss, &past.received, past.adrift);
        self.repaired = self.flow.repair(&past, &mut self.cuts, work)?;
        if self.repaired { Ok(()) } else { self.solve_left(work) }
    }

    /// The same without keeping anything: the twin of [`Ongoing::lose`], as a full solve of what is left.
    pub fn lose_and_start_over(&mut self, what: &Lost, work: &Work<'_>) -> Result<(), PlanError> {
        let loss = self.cut_off(what);
        let past = self.flow.cut_off_past(&loss);
        self.note(&loss, &past.received, past.adrift);
        self.repaired = false;
        self.solve_left(work)
    }

    fn solve_left(&mut self, work: &Work<'_>) -> Result<(), PlanError> {
        self.flow.start_over();
        self.flow.note_cuts();
        self.flow.run(work)?;
        self.cuts = self.flow.cuts();
        Ok(())
    }

    /// The stretches that lead over lost roads, each with the first step of entry that meets the loss.
    fn cut_off(&self, lost: &Lost) -> Loss {
        let timed = self.flow.timed;
        let mut stretches = Vec::new();
        for (number, stretch) in timed.stretches.iter().enumerate() {
            let What::Roads(range) = &stretch.what else { continue };
            let meets = |place: usize| {
                let steps_before = timed.enters[place] / timed.step;
                lost.roads.contains(&timed.roads[place]).then(|| lost.step.saturating_sub(steps_before))
            };
            let first = (range.start as usize..range.end as usize).filter_map(meets).min();
            stretches.extend(first.map(|first| (number as u32, first)));
        }
        Loss { now: lost.step, stretches, docks: lost.receptions.iter().map(|&site| site as u32).collect() }
    }

    fn note(&mut self, loss: &Loss, received: &[u64], adrift: u64) {
        self.now = self.now.max(loss.now);
        self.received.resize(loss.now.max(self.received.len() as u32) as usize, 0);
        for (all, more) in self.received.iter_mut().zip(received) {
            *all += more;
        }
        for &(stretch, first) in &loss.stretches {
            let from = &mut self.lost[stretch as usize];
            *from = (*from).min(first);
        }
        self.closed.extend(loss.docks.iter().map(|&dock| dock as usize));
        self.adrift += adrift;
    }

    /// Vehicles received by the end of each step, those before the loss included.
    pub fn curve(&self) -> Vec<u64> {
        let mut arrivals = self.flow.arrivals();
        for (all, before) in arrivals.iter_mut().zip(&self.received) {
            *all += before;
        }
        fleet::summed(arrivals)
    }

    /// Whether each number of the curve is the most: no reception site is full.
    pub fn most_by_every_step(&self) -> bool {
        !self.flow.docks.iter().any(|dock| dock.full)
    }

    /// Whoever was under way at the last loss.
    pub fn under_way(&self) -> Vec<UnderWay> {
        let of_hub = |hub: &crate::flow::Hub| {
            let junction = self.flow.timed.spots[hub.source.spot as usize].junction;
            let there = hub.there().filter(|(step, ..)| *step >= self.now);
            there
                .map(|(step, vehicles, _)| UnderWay { junction, step, vehicles: Vehicles(vehicles) })
                .collect::<Vec<_>>()
        };
        self.flow.hubs[self.homes..].iter().flat_map(of_hub).collect()
    }

    /// Vehicles of each group, and each part of it that becomes ready together, that had not left at the last loss.
    pub fn at_home(&self) -> Vec<(JunctionId, Vehicles)> {
        let junction = |spot: u32| self.flow.timed.spots[spot as usize].junction;
        let homes = &self.flow.hubs[..self.homes];
        homes.iter().map(|hub| (junction(hub.source.spot), Vehicles(hub.source.vehicles))).collect()
    }

    /// What each reception site, in their order, has received before the last loss is no longer in its room: the room
    /// left then; `None` where it takes all who come.
    pub fn room(&self) -> Vec<Option<Vehicles>> {
        let room = |room: u32| (room != u32::MAX).then_some(Vehicles(room));
        self.flow.docks.iter().map(|dock| room(dock.sink.room)).collect()
    }

    /// The proof, for what was left at the last loss and every deadline after it: flow and cuts of the same size. Those
    /// under way stand in it as groups at spots of their own.
    ///
    /// Where sites are full the cuts are those with room for all, which costs one more flow.
    pub fn certificate(&self, situation: &Situation, work: &Work<'_>) -> Result<Certificate, PlanError> {
        let timed = self.flow.timed;
        let any: Vec<bool> = situation.receptions.iter().map(|site| site.room.0 > 0).collect();
        let ample = if self.most_by_every_step() { None } else { Some(self.flow.cuts_with_room_for_all(&any, work)?) };
        let cuts = ample.as_ref().unwrap_or(&self.cuts);
        let classes = fleet::classes(situation, timed);
        let mut certificate = written(situation, timed, &classes);
        let mut flow = flow_of(situation, timed, &self.flow);
        let mut cut = cut(timed, &self.flow, cuts, self.homes);
        for (source, hub) in certificate.sources.iter_mut().zip(&self.flow.hubs) {
            (source.first, source.vehicles) = (hub.source.first, Vehicles(hub.source.vehicles));
        }
        flow.leave.truncate(self.homes);
        let open = |site: &ReceptionId| !self.closed.contains(&site.index());
        let mut sites = certificate.sinks.iter().map(|sink| open(&sink.site)).collect::<Vec<_>>().into_iter();
        flow.receive.retain(|_| sites.next().unwrap_or(false));
        certificate.sinks.retain(|sink| open(&sink.site));
        for sink in &mut certificate.sinks {
            sink.room = self.room_left(sink.site, classes.first().map_or(0, |class| class.occupancy));
        }
        for far in &mut cut.spots {
            *far = from_step(far, self.now);
        }
        for (stretch, &lost) in certificate.stretches.iter_mut().zip(&self.lost) {
            let within = |(first, last): (u32, u32)| (first.max(self.now), last.min(lost.saturating_sub(1)));
            stretch.entries = stretch.entries.iter().map(|&entry| within(entry)).filter(|e| e.0 <= e.1).collect();
            if lost <= self.now {
                stretch.entries.clear();
            }
        }
        let mut left = Left { certificate, flow, cut };
        let alike = left.certificate.sources.first().copied();
        for hub in &self.flow.hubs[self.homes..] {
            for (step, vehicles, sent) in hub.there() {
                let stage = cuts[self.flow.copy(hub.source.spot, step) as usize];
                let spot = hub.source.spot;
                let source =
                    alike.map(|source| document::Source { spot, first: step, vehicles: Vehicles(vehicles), ..source });
                if let Some(source) = source {
                    left.add_under_way(source, sent, stage);
                }
            }
        }
        left.certificate.limits = vec![document::Limit { rooms: Vec::new(), cuts: vec![left.cut] }];
        left.certificate.flow = Some(left.flow);
        Ok(left.certificate)
    }

    /// The persons whom a site still takes.
    fn room_left(&self, site: ReceptionId, occupancy: u32) -> Persons {
        let room = self.flow.docks[site.index()].sink.room;
        let persons = (u64::from(room) * u64::from(occupancy)).div_ceil(100);
        Persons(if room == u32::MAX { u32::MAX } else { u32::try_from(persons).unwrap_or(u32::MAX) })
    }
}

/// The proof of what was left, being written.
struct Left {
    certificate: Certificate,
    flow: document::Flow,
    cut: document::Cut,
}

impl Left {
    /// Adds vehicles that are at a spot in one step and cannot wait there: a spot of their own, from which only that step
    /// leads on, on the same side of each cut.
    fn add_under_way(&mut self, source: document::Source, sent: u32, stage: u32) {
        let far = (stage != u32::MAX).then_some(stage);
        let (own, step) = (self.certificate.spots.len() as u32, source.first);
        let there = &self.certificate.spots[source.spot as usize];
        let (junction, phase) = (there.junction, there.phase);
        self.certificate.spots.push(document::Spot { junction, phase, room: Vehicles(0) });
        self.cut.spots.push(vec![(self.certificate.last + 1, far)]);
        self.flow.waits.push(Vec::new());
        let runs = if sent > 0 { vec![[step, 1, sent]] } else { Vec::new() };
        self.certificate.stretches.push(document::Stretch {
            from: own,
            to: source.spot,
            steps: 0,
            roads: Vec::new(),
            lane: None,
            entries: vec![(step, step)],
            rate: None,
        });
        self.flow.enter.push(runs.clone());
        self.certificate.sources.push(document::Source { spot: own, ..source });
        self.cut.sources.push(far);
        self.flow.leave.push(runs);
    }
}

/// The sides of a spot's copies, with those before `now`, at which nobody is any more, on the far side of every cut.
fn from_step(far: &[(u32, Option<u32>)], now: u32) -> Vec<(u32, Option<u32>)> {
    let mut sides = if now > 0 { vec![(now, Some(0))] } else { Vec::new() };
    let mut step = 0;
    for &(steps, side) in far {
        let end = step + steps;
        if end > now {
            sides.push((end - step.max(now), side));
        }
        step = end;
    }
    sides
}
