//! A certificate holds if each of its cuts separates those who wait from its step, and its vehicles are a flow.
//!
//! Nothing here searches or is shared with the planner: every number is counted from the document.
//! O(cuts x (ranges log ranges + steps)), and [`super::flow`].

use super::flow;
use super::proof::{Fault, Proof, fault};
use crate::certificate::{CERTIFICATE_VERSION, Certificate, Cut, Limit, Rate, Source, Stretch};
use crate::digits::thousands;
use crate::units::PersonsPerVehicle;

/// On the near side for good.
const NEVER: u32 = u32::MAX;
/// Steps, and steps times spots and cuts, beyond which a document is refused before anything is counted.
const MOST: (u32, u64) = (1 << 20, 1 << 31);
/// Seconds in the day that rates are counted in.
const DAY: u128 = 86_400;

pub(super) const MALFORMED: &str = "certificate.malformed";
const NO_CUT: &str = "certificate.no-cut";

/// Verifies a certificate, which may be foreign: the first thing that is wrong with it, or what it proves.
pub fn certificate(document: &Certificate) -> Result<Proof, Fault> {
    shape(document)?;
    let carried = carried(document);
    let steps = document.last as usize + 1;
    let mut proof = Proof { safe: None, most: vec![u64::MAX; steps], persons: vec![u64::MAX; steps] };
    for limit in &document.limits {
        let Bounds { vehicles, persons } = bounds(document, limit, &carried)?;
        for step in 0..steps {
            proof.persons[step] = proof.persons[step].min(persons[step]);
            proof.most[step] = proof.most[step].min(vehicles[step]);
        }
    }
    let Some(flow) = &document.flow else { return Ok(proof) };
    let safe = flow::received(document, flow)?;
    if let Some(step) = (0..steps).find(|&step| safe[step] > proof.most[step]) {
        let (safe, most) = (thousands(safe[step]), thousands(proof.most[step]));
        return Err(fault(NO_CUT, format!("by the end of step {step} the cut is {most}, but {safe} are received")));
    }
    Ok(Proof { safe: Some(safe), ..proof })
}

/// The numbers of people in a vehicle, in hundredths: the most first.
fn carried(document: &Certificate) -> Vec<PersonsPerVehicle> {
    let mut carried: Vec<PersonsPerVehicle> = document.sources.iter().map(|source| source.per_vehicle).collect();
    carried.sort_unstable_by(|a, b| b.cmp(a));
    carried.dedup();
    carried
}

fn shape(document: &Certificate) -> Result<(), Fault> {
    let malformed = |words: String| Err(fault(MALFORMED, words));
    if document.version != CERTIFICATE_VERSION {
        return malformed(format!("it is of version {}, not {CERTIFICATE_VERSION}", document.version));
    }
    let (steps, carried) = (u64::from(document.last) + 1, carried(document).len());
    let cuts = (document.limits.len() * carried.max(1)) as u64 + 1;
    let all = steps.saturating_mul(document.spots.len() as u64 + 1).saturating_mul(cuts);
    if document.last > MOST.0 || all > MOST.1 {
        return malformed("it has more steps, spots and cuts than can be looked at".to_owned());
    }
    let ends = document.stretches.iter().flat_map(|stretch| [stretch.from, stretch.to]);
    let sites = document.sources.iter().map(|source| source.spot).chain(document.sinks.iter().map(|sink| sink.spot));
    if let Some(spot) = ends.chain(sites).find(|&spot| spot as usize >= document.spots.len()) {
        return malformed(format!("spot {spot} is not there"));
    }
    for (number, stretch) in document.stretches.iter().enumerate() {
        let rising = stretch.entries.is_sorted_by(|a, b| a.1 < b.0) && stretch.entries.iter().all(|e| e.0 <= e.1);
        if !rising || stretch.entries.last().is_some_and(|e| e.1 > document.last) {
            return malformed(format!("the entries of stretch {number} make no sense"));
        }
    }
    let (spots, sources) = (document.spots.len(), document.sources.len());
    let whole = |cut: &Cut| cut.spots.len() == spots && cut.sources.len() == sources;
    let known = |limit: &Limit| {
        let last = limit.rooms.last().is_none_or(|sink| (*sink as usize) < document.sinks.len());
        last && limit.rooms.is_sorted_by(|a, b| a < b)
    };
    if document.limits.is_empty() {
        return malformed("it has no cut at all".to_owned());
    }
    if !document.limits.iter().all(|l| l.cuts.len() == carried && known(l) && l.cuts.iter().all(whole)) {
        return malformed("a limit of it is not one cut for each number of people in a vehicle".to_owned());
    }
    Ok(())
}

/// What a limit leaves by the end of each step.
struct Bounds {
    vehicles: Vec<u64>,
    /// In hundredths.
    persons: Vec<u64>,
}

/// The rooms of some sites, and, of `w_1 > w_2 > ...` persons in a vehicle, `(w_k - w_(k+1))` times each cut of those
/// with `w_k` and more (Abel's summation). Whole persons: where some rooms are counted, each of the other sites may have one
/// more than the mean of its vehicles, of each mean that is not whole.
fn bounds(document: &Certificate, limit: &Limit, carried: &[PersonsPerVehicle]) -> Result<Bounds, Fault> {
    let rooms: u64 = limit.rooms.iter().map(|sink| u64::from(document.sinks[*sink as usize].room.0) * 100).sum();
    let broken = carried.iter().filter(|mean| !mean.0.is_multiple_of(100)).count();
    let others = document.sinks.len() - limit.rooms.len();
    let may_fill = document.sinks.iter().any(|sink| sink.room.0 != u32::MAX);
    let above = if may_fill && rooms > 0 { (broken * others) as u64 * 100 } else { 0 };
    let last = document.last as usize;
    let mut bounds = Bounds { vehicles: vec![0; last + 1], persons: vec![rooms; last + 1] };
    let mut all_vehicles = vec![0; last + 1];
    for (place, (cut, least)) in limit.cuts.iter().zip(carried).enumerate() {
        let next = carried.get(place + 1).map_or(0, |next| next.0);
        let most = capacities(document, limit, cut, *least)?;
        for (persons, vehicles) in bounds.persons.iter_mut().zip(&most) {
            *persons = persons.saturating_add(vehicles.saturating_mul(u64::from(least.0 - next)));
        }
        // Whoever fits into the rooms besides; the last cut is of all vehicles.
        let into_rooms = if least.0 == 0 && rooms > 0 { u64::MAX } else { rooms / u64::from(least.0.max(1)) };
        let all: u64 = document.sources.iter().map(|source| u64::from(source.vehicles.0)).sum();
        all_vehicles.clone_from(&most);
        bounds.vehicles = most.into_iter().map(|vehicles| vehicles.saturating_add(into_rooms).min(all)).collect();
    }
    // No vehicle has a whole person above the mean.
    for (persons, vehicles) in bounds.persons.iter_mut().zip(&all_vehicles) {
        *persons = persons.saturating_add(above.min(vehicles.saturating_mul(100)));
    }
    Ok(bounds)
}

/// From which step's cut on each copy of a spot stands on the far side, by ranges of copies.
struct Sides {
    starts: Vec<u32>,
    far: Vec<u32>,
    end: u32,
}

impl Sides {
    fn of(ranges: &[(u32, Option<u32>)], last: u32) -> Option<Self> {
        let mut sides = Self { starts: Vec::new(), far: Vec::new(), end: last };
        let mut next = 0u64;
        for &(steps, far) in ranges {
            sides.starts.push(u32::try_from(next).unwrap_or(NEVER));
            sides.far.push(far.unwrap_or(NEVER));
            next += u64::from(steps);
        }
        (next == u64::from(last) + 1 && ranges.iter().all(|(steps, _)| *steps > 0)).then_some(sides)
    }

    /// The side of a copy, and the last copy of its range.
    fn at(&self, step: u32) -> (u32, u32) {
        let range = self.starts.partition_point(|start| *start <= step) - 1;
        (self.far[range], self.starts.get(range + 1).map_or(self.end, |next| next - 1))
    }
}

/// Vehicles due before a step.
fn due(rate: Rate, step: u64, seconds: u32) -> u128 {
    u128::from(step + u64::from(rate.beat)) * u128::from(rate.per_day) * u128::from(seconds) / DAY
}

/// Vehicles that may enter from the first to the last of some steps.
pub(super) fn capacity(rate: Rate, first: u32, last: u32, seconds: u32) -> u128 {
    due(rate, u64::from(last) + 1, seconds) - due(rate, u64::from(first), seconds)
}

/// The capacities of the cuts for vehicles with `least` people or more. A cut is passed by whoever goes from its near
/// to its far side.
fn capacities(document: &Certificate, limit: &Limit, cut: &Cut, least: PersonsPerVehicle) -> Result<Vec<u64>, Fault> {
    let end = document.last;
    let sides: Option<Vec<Sides>> = cut.spots.iter().map(|ranges| Sides::of(ranges, end)).collect();
    let Some(sides) = sides else {
        return Err(fault(MALFORMED, "the sides of a spot do not add up to its steps".to_owned()));
    };
    // By how much the capacity changes with each step.
    let mut change = vec![0i128; end as usize + 1];
    let mut cross = |near: u32, far: u32, vehicles: u128| {
        let vehicles = i128::try_from(vehicles).unwrap_or(i128::MAX / 4);
        for (step, more) in [(far, vehicles), (near, -vehicles)] {
            if far < near && step <= end {
                change[step as usize] += more;
            }
        }
    };
    let mine = |source: &Source| source.per_vehicle >= least;
    for (source, far) in document.sources.iter().zip(&cut.sources).filter(|(source, _)| mine(source)) {
        let home = far.unwrap_or(NEVER);
        cross(NEVER, home, u128::from(source.vehicles.0));
        let leaves =
            |(far, step)| (far < home).then(|| format!("can leave spot {} across it in step {step}", source.spot));
        each_range(&sides[source.spot as usize], source.first, end, leaves)?;
    }
    let counted = |number: usize| limit.rooms.iter().any(|sink| *sink as usize == number);
    for (_, sink) in document.sinks.iter().enumerate().filter(|(number, _)| !counted(*number)) {
        // Of a range the first copy is the one that must be on the far side soonest.
        let before = |(far, step)| {
            (far > step).then(|| format!("come to spot {} in step {step} and are received before it", sink.spot))
        };
        each_range(&sides[sink.spot as usize], 0, end, before)?;
    }
    let open = |stretch: &Stretch| {
        stretch.lane.is_none_or(|lane| document.sources.iter().any(|s| mine(s) && s.kind == lane.kind))
    };
    for (number, stretch) in document.stretches.iter().enumerate().filter(|(_, stretch)| open(stretch)) {
        crossing(document, stretch, &sides, &mut |near, far, first, last| {
            let Some(rate) = stretch.rate else {
                let words = format!("stretch {number} leads across it in step {first}, and passes as many as come");
                return if far < near { Err(fault(NO_CUT, words)) } else { Ok(()) };
            };
            cross(near, far, capacity(rate, first, last, document.step.0));
            Ok(())
        })?;
    }
    for (spot, sides) in document.spots.iter().zip(&sides).filter(|(spot, _)| spot.room.0 > 0) {
        let mut step = 0;
        while step < end {
            let (near, same) = sides.at(step);
            // Only between two ranges does anybody wait across.
            if same < end {
                cross(near, sides.at(same + 1).0, u128::from(spot.room.0));
            }
            step = same + 1;
        }
    }
    let all: u64 = document.sources.iter().filter(|s| mine(s)).map(|source| u64::from(source.vehicles.0)).sum();
    let mut so_far = 0i128;
    let summed = change.into_iter().map(|more| {
        so_far = so_far.saturating_add(more);
        u64::try_from(so_far).unwrap_or(u64::MAX).min(all)
    });
    Ok(summed.collect())
}

/// Looks at the side and the first step of every range of copies from `first` on.
fn each_range(sides: &Sides, first: u32, last: u32, wrong: impl Fn((u32, u32)) -> Option<String>) -> Result<(), Fault> {
    let mut step = first;
    while step <= last {
        let (far, end) = sides.at(step);
        if let Some(words) = wrong((far, step)) {
            return Err(fault(NO_CUT, format!("it separates nobody: vehicles {words}")));
        }
        step = end + 1;
    }
    Ok(())
}

/// Each range of entries whose ends are each on one side: near, far, first and last entry. Whoever would arrive after
/// the last step is not received.
fn crossing(
    document: &Certificate,
    stretch: &Stretch,
    sides: &[Sides],
    each: &mut impl FnMut(u32, u32, u32, u32) -> Result<(), Fault>,
) -> Result<(), Fault> {
    let Some(latest) = document.last.checked_sub(stretch.steps) else { return Ok(()) };
    for &(first, last) in &stretch.entries {
        let mut step = first;
        while step <= last.min(latest) {
            let (near, near_end) = sides[stretch.from as usize].at(step);
            let (far, far_end) = sides[stretch.to as usize].at(step + stretch.steps);
            let end = near_end.min(far_end - stretch.steps).min(last);
            each(near, far, step, end)?;
            step = end + 1;
        }
    }
    Ok(())
}
