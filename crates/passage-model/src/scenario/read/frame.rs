//! The top of a scenario: when it starts, how long it lasts, which files and which rules of traffic it uses.

use super::super::{Factor, Ranged, Sourced, Traffic, TravelOn, defaults};
use super::fields::{Fields, Notes};
use super::number::Limits;
use super::when::{Frame, refused};
use crate::civil::{Calendar, Zone, span};
use crate::finding::Finding;
use crate::situation::{CarEquivalents, VehicleKind};
use crate::time::Clock;
use crate::units::{Seconds, VehiclesPerHour};

/// The longest plan: a month. Beyond it another H-hour is meant.
const LONGEST: Seconds = Seconds(31 * 86_400);
/// The most steps of a plan, so that its arrays stay small enough for a laptop.
const MOST_STEPS: u32 = 100_000;

/// Zone, H-hour and horizon. Where they cannot be understood, a calendar to read the rest with.
pub(super) fn frame(notes: &mut Notes<'_>, top: &Fields<'_>) -> Frame {
    let zone = top.text(notes, "zone").and_then(|(name, span)| match Zone::find(&name) {
        Ok(zone) => Some(zone),
        Err(error) => {
            notes.add(refused(&error, "", span));
            None
        }
    });
    let zone_sure = zone.is_some() || !top.has("zone");
    let calendar = match top.need_text(notes, "h_hour", "h_hour = \"2022-03-05 09:00\"") {
        // Without its zone the H-hour is not judged: one fault, one finding.
        Some(_) if !zone_sure => None,
        Some((text, span)) => Calendar::new(&text, zone.clone())
            .map_err(|error| {
                // A zone in the H-hour itself may be the unknown one.
                notes.add(refused(&error, "", span));
            })
            .ok(),
        None => None,
    };
    let sure = calendar.is_some();
    let calendar = calendar.unwrap_or_else(|| Calendar::of_no_date(zone));
    let horizon = horizon(notes, top, &calendar, sure);
    Frame { calendar, horizon: horizon.unwrap_or(Clock(LONGEST.0)), sure: sure && horizon.is_some() }
}

/// A span from the H-hour ("8 h") or a civil time.
fn horizon(notes: &mut Notes<'_>, top: &Fields<'_>, calendar: &Calendar, sure: bool) -> Option<Clock> {
    let (text, at) = top.need_text(notes, "horizon", "horizon = \"8 h\"")?;
    let seconds = match span(&text) {
        Some(span) => i64::from(span.0),
        None if text.contains(':') => match calendar.moment(&text) {
            Ok(seconds) if sure => seconds,
            Ok(_) => return None,
            Err(error) => {
                notes.add(refused(&error, "", at));
                return None;
            }
        },
        None => {
            let finding = Finding::error("scenario.not-a-span", format!("{text:?} is not a length of time"));
            notes.add(finding.advise("Write \"8 h\", \"90 min\" or a time such as \"2022-03-05 17:00\".").at(at));
            return None;
        }
    };
    let refused = if seconds == 0 {
        Finding::error("scenario.horizon", "the horizon is the H-hour itself: nothing can happen before it")
            .advise("Write how long the plan may last, such as horizon = \"8 h\".")
    } else if seconds < 0 {
        Finding::error("scenario.horizon", "the horizon lies before the H-hour").advise("Check both dates.")
    } else if seconds > i64::from(LONGEST.0) {
        Finding::error("scenario.horizon", format!("the horizon is {} days after the H-hour", seconds / 86_400))
            .advise("A plan lasts at most 31 days. Check the dates, or plan its parts one after the other.")
    } else {
        return Some(Clock(seconds as u32));
    };
    notes.add(refused.at(at));
    None
}

/// The horizon with its source, for the document.
pub(super) fn horizon_of(notes: &Notes<'_>, top: &Fields<'_>, frame: &Frame) -> Option<Sourced<Clock>> {
    let at = top.get("horizon")?;
    frame.sure.then(|| top.sourced(notes, frame.horizon, at.start))
}

/// The planning step: whole minutes or seconds that divide the horizon.
pub(super) fn step(notes: &mut Notes<'_>, top: &Fields<'_>, frame: &Frame) -> Option<Sourced<Seconds>> {
    let default = defaults::step();
    let (step, at) = match top.get("step") {
        None => (Some(default.value), 0..0),
        Some(_) => top.text(notes, "step").map(|(text, at)| (span(&text), at))?,
    };
    let refused =
        match step {
            None => Finding::error("scenario.not-a-span", "the step is not a length of time")
                .advise("Write step = \"60 s\"."),
            Some(Seconds(0)) => Finding::error("scenario.step", "the step is zero: time would stand still")
                .advise("Write step = \"60 s\"."),
            Some(step) if step > Seconds(3600) => {
                Finding::error("scenario.step", format!("a step of {step} s is too coarse to drive by"))
                    .advise("Write at most step = \"1 h\"; 60 s is usual.")
            }
            Some(step) if frame.sure && !frame.horizon.0.is_multiple_of(step.0) => {
                let words = format!("the step of {step} s does not divide the horizon of {} s", frame.horizon.0);
                let common = common(frame.horizon, step);
                Finding::error("scenario.step", words)
                    .advise(format!("{common} s would, or a horizon of {} s.", frame.horizon.0 / step.0 * step.0))
            }
            Some(step) if frame.sure && frame.horizon.0 / step.0 > MOST_STEPS => {
                Finding::error("scenario.step", format!("{} steps are too many", frame.horizon.0 / step.0))
                    .advise(format!("At most {MOST_STEPS}: write a longer step or a shorter horizon."))
            }
            Some(_) if !top.has("step") => return Some(default),
            Some(step) => return Some(top.sourced(notes, step, at.start)),
        };
    notes.add(refused.at(at));
    None
}

/// The largest step up to `step` that divides the horizon (Euclid).
fn common(horizon: Clock, step: Seconds) -> Seconds {
    let (mut a, mut b) = (horizon.0, step.0);
    while b > 0 {
        (a, b) = (b, a % b);
    }
    Seconds(a.max(1))
}

pub(super) fn traffic(notes: &mut Notes<'_>, top: &Fields<'_>) -> Option<Traffic> {
    let mut tables = top.tables(notes, "traffic");
    let Some((table, span)) = tables.pop() else {
        return Some(Traffic {
            speed_factor: defaults::speed_factor(),
            capacity_factor: defaults::capacity_factor(),
            sustained_flow_per_lane: defaults::sustained_flow_per_lane(),
            equivalents: VehicleKind::ALL.map(defaults::equivalents),
        });
    };
    let known = ["speed_factor", "capacity_factor", "sustained_flow_per_lane", "equivalents"];
    let fields = Fields::open(notes, table, span, "traffic", &known);
    let factor =
        |value: Sourced<Ranged<f64>>| Sourced { value: value.value.map(Factor::from_number), source: value.source };
    let speed = fields.ranged(notes, "speed_factor", Limits::any("times the speed", 0.05, 3.0)).map(factor);
    let capacity = fields.ranged(notes, "capacity_factor", Limits::any("times the capacity", 0.01, 3.0)).map(factor);
    // Highway Capacity Manual: no lane passes more than 2,400 cars an hour, ever.
    let most = Limits::whole("vehicles per hour on one lane", 1, 2_400);
    let flow = fields.ranged(notes, "sustained_flow_per_lane", most.beyond("No lane ever passes more."));
    let flow = flow.map(|f| Sourced { value: f.value.map(|v| VehiclesPerHour(v as u32)), source: f.source });
    let equivalents = equivalents(notes, &fields);
    Some(Traffic {
        equivalents: equivalents?,
        speed_factor: fields.or(speed, "speed_factor", defaults::speed_factor)?,
        capacity_factor: fields.or(capacity, "capacity_factor", defaults::capacity_factor)?,
        sustained_flow_per_lane: fields.or(flow, "sustained_flow_per_lane", defaults::sustained_flow_per_lane)?,
    })
}

/// How many cars each kind counts as.
fn equivalents(notes: &mut Notes<'_>, fields: &Fields<'_>) -> Option<[Sourced<CarEquivalents>; VehicleKind::COUNT]> {
    const KEYS: [(&str, VehicleKind); 3] =
        [("bus", VehicleKind::Bus), ("medical", VehicleKind::Medical), ("truck", VehicleKind::Truck)];
    let mut found = VehicleKind::ALL.map(defaults::equivalents);
    let Some((table, span)) = fields.tables(notes, "equivalents").pop() else {
        return (!fields.has("equivalents")).then_some(found);
    };
    let part = Fields::open(notes, table, span, "equivalents of traffic", &KEYS.map(|(key, _)| key));
    for (key, kind) in KEYS {
        let Some(at) = part.get(key) else { continue };
        // HCM 2000, exhibit 23-8: 4.5 cars in mountains, which is the most of it.
        let most = Limits::any("cars for one vehicle", 1.0, 10.0).beyond("A bus counts as 2 to 3 cars.");
        let number = part.number(notes, key, at, most)?;
        found[kind as usize] = part.sourced(notes, CarEquivalents((number * 100.0).round() as u32), at.start);
    }
    Some(found)
}

/// The network's and the overlays' file names.
pub(super) fn files(notes: &mut Notes<'_>, top: &Fields<'_>) -> (Option<String>, Vec<String>) {
    let network =
        if top.has("network") { top.need_text(notes, "network", "network = \"roads.geojson\"") } else { None };
    let overlays = top.texts(notes, "overlays").unwrap_or_default();
    (network.map(|(name, _)| name), overlays.into_iter().map(|(name, _)| name).collect())
}

pub(super) fn travel_on(notes: &mut Notes<'_>, top: &Fields<'_>) -> Option<Sourced<TravelOn>> {
    let choices = [("any road", TravelOn::AnyRoad), ("corridors", TravelOn::Corridors)];
    let chosen = top.choice(notes, "travel_on", &choices).map(|(chosen, start)| top.sourced(notes, chosen, start));
    top.or(chosen, "travel_on", || {
        Sourced::by_default(TravelOn::AnyRoad, "passage: every road that nothing closes may be used")
    })
}

pub(super) fn obey_turns(notes: &mut Notes<'_>, top: &Fields<'_>) -> Option<Sourced<bool>> {
    let choices = [("obeyed", true), ("waived", false)];
    let chosen = top.choice(notes, "turn_restrictions", &choices).map(|(c, start)| top.sourced(notes, c, start));
    top.or(chosen, "turn_restrictions", || Sourced::by_default(true, "passage: forbidden turns are obeyed"))
}
