//! Checkpoints, corridors, areas, closures and waiting places.

use super::super::{
    AreaText, CheckpointSite, ClosedRoads, Closure, ContraflowText, CorridorText, Ranged, Source, Sourced, Span,
    WaitingPlace, Waypoint, Windows, defaults,
};
use super::fields::{Fields, Notes};
use super::number::Limits;
use super::when::{Frame, reach};
use crate::finding::Finding;
use crate::situation::VehicleKind;
use crate::time::{Clock, Interval};
use crate::units::{Vehicles, VehiclesPerDay, VehiclesPerHour};
use std::ops::Range;

const WAITING: Limits = Limits::whole("vehicles", 0, 1_000_000);
/// Ten lanes at the most that an open lane ever passes.
const RATE: Limits = Limits::any("vehicles", 0.0, 20_000.0).beyond("A rate is in vehicles per hour.");
/// A day of the same.
const DAILY: Limits =
    Limits::any("vehicles", 0.0, 480_000.0).beyond("A rate with per = \"day\" is in vehicles per day.");
const KIND_KEYS: [&str; VehicleKind::COUNT] = ["own_car", "bus", "medical", "truck", "foot"];
const RATE_KEYS: [&str; VehicleKind::COUNT + 1] = ["own_car", "bus", "medical", "truck", "foot", "per"];

pub(super) fn checkpoint(notes: &mut Notes<'_>, fields: &Fields<'_>, frame: &Frame) -> Option<CheckpointSite> {
    let site = fields.site(notes, defaults::within());
    let rates = rates(notes, fields);
    let hours = fields.windows(notes, "hours", frame);
    if let Some(hours) = hours.as_ref().filter(|hours| !hours.opening.is_always()) {
        daily_rate_with_hours(notes, fields, hours);
    }
    let waiting = fields.whole(notes, "waiting", WAITING).map(|w| w_vehicles(&w));
    let waiting = fields.or(waiting, "waiting", || {
        Sourced::by_default(Vehicles(0), "passage: nobody waits on an exposed road where nothing says that they may")
    });
    let holder = fields.text(notes, "side").map(|(side, _)| side).unwrap_or_default();
    Some(CheckpointSite { site: site?, rates: rates?, hours: hours?, waiting: waiting?, side: holder })
}

pub(super) fn rates(
    notes: &mut Notes<'_>,
    fields: &Fields<'_>,
) -> Option<[Sourced<Ranged<VehiclesPerDay>>; VehicleKind::COUNT]> {
    let example = "rate = { own_car = 60, bus = 10, medical = 20 }, in vehicles per hour";
    let at = fields.need(notes, "rate", example)?;
    let Some(table) = at.value.as_table() else {
        fields.wrong_type(notes, "rate", &format!("a rate for each kind, as in {example}"), at.value, at.span());
        return None;
    };
    let mut kinds = Fields::open(notes, table, at.span(), &format!("rate of {}", fields.label), &RATE_KEYS);
    if kinds.said.is_empty() {
        kinds.said.clone_from(&fields.said);
    }
    let per = kinds.choice(notes, "per", &[("hour", (24.0, RATE)), ("day", (1.0, DAILY))]);
    let (days, limits) = per.map_or((24.0, RATE), |(chosen, _)| chosen);
    let rates = KIND_KEYS.map(|key| {
        let rate = kinds.ranged(notes, key, limits);
        let daily = |v: f64| VehiclesPerDay((v * days).round() as u32);
        let rate = rate.map(|r| Sourced { value: r.value.map(daily), source: r.source });
        kinds.or(rate, key, || {
            Sourced::by_default(Ranged::same(VehiclesPerDay(0)), "passage: a kind not named is not let through")
        })
    });
    let [Some(own_car), Some(bus), Some(medical), Some(truck), Some(foot)] = rates else { return None };
    let rates = [own_car, bus, medical, truck, foot];
    if rates.iter().all(|rate| rate.value.optimistic == VehiclesPerDay(0)) {
        let finding = Finding::warning("scenario.checkpoint-passes-nobody", "the checkpoint passes nobody");
        let advice = "Its place is closed by this; write [[closure]] if that is meant, or the rates that were seen.";
        notes.add(finding.about(&fields.label).advise(advice).at(at.span()));
    }
    Some(rates)
}

/// A rate for a day of 24 hours at a place that works fewer: the vehicles of the closed hours are not made up for.
fn daily_rate_with_hours(notes: &mut Notes<'_>, fields: &Fields<'_>, hours: &Windows) {
    let Some(at) = fields.get("rate") else { return };
    let per = at.value.as_table().and_then(|table| table.get("per")).and_then(|per| per.get_ref().as_str());
    if per == Some("day") && !hours.written.is_empty() {
        let words =
            "the rate is for a day of 24 hours, and the checkpoint works fewer: it will pass fewer than that a day";
        let advice = "Give the rate per hour of work, without per = \"day\".";
        notes.add(
            Finding::warning("scenario.daily-rate-with-hours", words).about(&fields.label).advise(advice).at(at.span()),
        );
    }
}

fn w_vehicles(count: &Sourced<u32>) -> Sourced<Vehicles> {
    Sourced { value: Vehicles(count.value), source: count.source.clone() }
}

pub(super) fn corridor(notes: &mut Notes<'_>, fields: &Fields<'_>, frame: &Frame) -> Option<CorridorText> {
    let name = fields.need_text(notes, "name", "name = \"Mariupol to Zaporizhzhia\"");
    let via = match fields.need(notes, "via", "via = [\"Mariupol\", \"Nikolske\", \"Zaporizhzhia\"]") {
        Some(_) => via(notes, fields),
        None => None,
    };
    let windows = fields.windows(notes, "windows", frame);
    let said_by = fields.text(notes, "said_by").map(|(said, _)| said).unwrap_or_default();
    let proposed = fields.truth(notes, "proposed").unwrap_or_default();
    let unconfirmed = !fields.truth(notes, "confirmed").unwrap_or(true);
    let cleared_by = cleared_by(notes, fields);
    let opens_with = if fields.has("opens_with") { fields.texts(notes, "opens_with") } else { Some(Vec::new()) };
    let opens_with = opens_with.map(|names| names.into_iter().map(|(name, _)| name).collect());
    let span = Span(fields.span.clone());
    let name = name?.0;
    let (via, windows, opens_with) = (via?, windows?, opens_with?);
    Some(CorridorText { name, via, windows, said_by, opens_with, proposed, unconfirmed, cleared_by, span })
}

/// Who has confirmed that a corridor is clear of mines, and when.
fn cleared_by(notes: &mut Notes<'_>, fields: &Fields<'_>) -> Option<Sourced<String>> {
    const EXAMPLE: &str = "cleared_by = \"sappers of both sides, 14 March 18:00\", or remove the line";
    fields.get("cleared_by")?;
    let (value, span) = fields.need_text(notes, "cleared_by", EXAMPLE)?;
    Some(Sourced { value, source: fields.given(notes, span.start) })
}

fn via(notes: &mut Notes<'_>, fields: &Fields<'_>) -> Option<Vec<Waypoint>> {
    let at = fields.get("via")?;
    let values = fields.list("via")?;
    let waypoints: Vec<_> = values.iter().map(|value| fields.waypoint(notes, "via", *value)).collect();
    if waypoints.len() < 2 {
        let words = format!("a corridor leads through at least two places, and this names {}", waypoints.len());
        let finding = Finding::error("scenario.corridor-too-short", words).about(&fields.label);
        notes.add(finding.advise("Name its start, the places on its way and its end, in order.").at(at.span()));
        return None;
    }
    let waypoints: Vec<_> = waypoints.into_iter().collect::<Option<_>>()?;
    for pair in waypoints.windows(2).filter(|pair| pair[0].place == pair[1].place) {
        let finding = Finding::error("scenario.waypoint-twice", "the same place stands twice in a row");
        notes.add(finding.about(&fields.label).advise("Remove one of them.").at(pair[1].span.0.clone()));
    }
    Some(waypoints)
}

pub(super) fn area(notes: &mut Notes<'_>, fields: &Fields<'_>, frame: &Frame) -> Option<AreaText> {
    let name = fields.need_text(notes, "name", "name = \"the name of a feature in an overlay\"");
    let windows = match fields.need(notes, "windows", "windows = [\"09:00-16:00\"]") {
        Some(_) => fields.windows(notes, "windows", frame),
        None => None,
    };
    Some(AreaText { name: name?.0, windows: windows?, span: Span(fields.span.clone()) })
}

pub(super) fn closure(notes: &mut Notes<'_>, fields: &Fields<'_>, frame: &Frame) -> Option<Closure> {
    let roads = closed_roads(notes, fields);
    let reason = fields.need_text(notes, "reason", "reason = \"bridge destroyed\"");
    let from = fields.clock(notes, "from", frame);
    let until = fields.clock(notes, "until", frame);
    let understood = (from.is_some() || !fields.has("from")) && (until.is_some() || !fields.has("until"));
    let closed = Interval {
        from: from.as_ref().map_or(Clock::H_HOUR, |(from, _)| *from),
        until: until.as_ref().map_or(Clock::NEVER, |(until, _)| *until),
    };
    let span_of = |time: Option<&(Clock, Range<usize>)>| time.map_or(fields.span.clone(), |(_, span)| span.clone());
    if frame.sure && understood && closed.until <= closed.from {
        let words = match &from {
            Some(_) if closed.until > Clock::H_HOUR => "the closure ends before it starts",
            _ => "the closure ends before the plan begins, and closes nothing",
        };
        let finding = Finding::error("scenario.closure-ends-before-it-starts", words).about(&fields.label);
        notes.add(finding.advise("Check both times.").at(span_of(until.as_ref().or(from.as_ref()))));
        return None;
    }
    if frame.sure && closed.from >= frame.horizon {
        let words = format!("the closure begins outside the plan, {}", reach(frame));
        let finding = Finding::warning("scenario.window-outside-horizon", words).about(&fields.label);
        let finding = finding.advise("Check its date, or the H-hour and the horizon.");
        notes.add(finding.at(span_of(from.as_ref())));
    }
    let source = match from.or(until) {
        Some((_, span)) => fields.given(notes, span.start),
        None => Source::Default { citation: "passage: closed throughout where no time is named".to_owned() },
    };
    let (reason, _) = reason?;
    understood.then_some(())?;
    Some(Closure { roads: roads?, closed, reason, source, span: Span(fields.span.clone()) })
}

/// The two places of `between`.
fn two_places(notes: &mut Notes<'_>, fields: &Fields<'_>, span: Range<usize>) -> Option<[Waypoint; 2]> {
    let values = fields.list("between")?;
    let ends: Option<Vec<_>> = values.iter().map(|v| fields.waypoint(notes, "between", *v)).collect();
    let ends: Result<[Waypoint; 2], _> = ends?.try_into();
    if ends.is_err() {
        let finding = Finding::error("scenario.wrong-type", "\"between\" must name two places");
        notes.add(finding.about(&fields.label).at(span));
    }
    ends.ok()
}

pub(super) fn contraflow(notes: &mut Notes<'_>, fields: &Fields<'_>) -> Option<ContraflowText> {
    let between = match fields.need(notes, "between", "between = [\"Mariupol\", \"Nikolske\"]") {
        Some(at) => two_places(notes, fields, at.span()),
        None => None,
    };
    let keep = fields.whole(notes, "keep", Limits::whole("vehicles", 0, 20_000));
    let keep = keep.map(|keep| Sourced { value: VehiclesPerHour(keep.value), source: keep.source });
    let keep = fields.or(keep, "keep", || {
        Sourced::by_default(
            VehiclesPerHour(60),
            "passage: one vehicle a minute for ambulances and buses on their way in; assumed",
        )
    });
    Some(ContraflowText { between: between?, keep: keep?, span: Span(fields.span.clone()) })
}

fn closed_roads(notes: &mut Notes<'_>, fields: &Fields<'_>) -> Option<ClosedRoads> {
    match (fields.get("between"), fields.get("at")) {
        (Some(between), None) => two_places(notes, fields, between.span()).map(ClosedRoads::Between),
        (None, Some(at)) => {
            let within = fields.metres(notes, "within");
            let within = fields.or(within, "within", defaults::closure_within);
            Some(ClosedRoads::Near { at: fields.position(notes, "at", at)?, within: within? })
        }
        (Some(_), Some(at)) => {
            let finding = Finding::error("scenario.two-locations", "both \"between\" and \"at\" are named");
            notes.add(finding.about(&fields.label).advise("Keep the one that is meant.").at(at.span()));
            None
        }
        (None, None) => {
            let example = "between = [\"Mariupol\", \"Nikolske\"], or at = [47.1, 37.5] and within = \"200 m\"";
            fields.need(notes, "between", example);
            None
        }
    }
}

pub(super) fn waiting(notes: &mut Notes<'_>, fields: &Fields<'_>) -> Option<WaitingPlace> {
    let site = fields.site(notes, defaults::within());
    let vehicles = match fields.need(notes, "vehicles", "vehicles = 500") {
        Some(_) => fields.whole(notes, "vehicles", WAITING),
        None => None,
    };
    Some(WaitingPlace { site: site?, vehicles: w_vehicles(&vehicles?) })
}
