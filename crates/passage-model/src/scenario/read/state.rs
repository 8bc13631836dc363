//! Reads a state file: what is known at a moment of the day, beside its scenario.

use super::fields::{Fields, Notes};
use super::number::Limits;
use super::when::{Frame, clock, reach};
use super::{MOST_FINDINGS, MOST_SYNTAX, each, first_of, foot, not_text, not_toml, roads};
use crate::finding::{Finding, any_error};
use crate::scenario::state::{
    BrokenDown, Crossed, NewEnd, STATE_VERSION, SafeSoFar, Seen, SeenFootway, SeenRate, State, Whereabouts,
};
use crate::scenario::{Scenario, Span};
use crate::time::Clock;
use crate::units::{Persons, Vehicles};
use std::ops::Range;
use toml::de::DeTable;

const KEYS: [&str; 11] =
    ["version", "now", "source", "safe", "under_way", "crossed", "lost", "window", "checkpoint", "footway", "fleet"];

/// A time without a date that lies further ahead, in seconds, is more likely of the day before.
const HALF_A_DAY: u32 = 12 * 3600;

/// More people or vehicles than anywhere at once.
const PERSONS: Limits = Limits::whole("persons", 0, 10_000_000);
const VEHICLES: Limits = Limits::whole("vehicles", 1, 1_000_000);

/// Reads the state of a scenario. `None` where anything in it is refused; the findings say what, with their bytes in
/// `bytes`. Never panics, whatever the bytes. O(length), times the keys of each table.
pub fn read_state(bytes: &[u8], scenario: &Scenario) -> (Option<State>, Vec<Finding>) {
    let text = match std::str::from_utf8(bytes) {
        Ok(text) => text,
        Err(error) => return (None, vec![not_text(bytes, error.valid_up_to())]),
    };
    let (table, errors) = DeTable::parse_recoverable(text);
    if !errors.is_empty() {
        return (None, first_of(errors.iter().map(not_toml).collect(), MOST_SYNTAX));
    }
    let mut notes = Notes::new(text);
    let frame = Frame { calendar: scenario.calendar.clone(), horizon: scenario.horizon.value, sure: true };
    let state = table_of(&mut notes, table.get_ref(), &frame);
    let state = state.filter(|_| !any_error(&notes.findings));
    notes.findings.sort_by_key(|finding| finding.span.as_ref().map_or(0, |span| span.start));
    (state, first_of(notes.findings, MOST_FINDINGS))
}

fn table_of(notes: &mut Notes<'_>, table: &DeTable<'_>, frame: &Frame) -> Option<State> {
    let top = Fields::open(notes, table, 0..0, "", &KEYS);
    let version = top.need(notes, "version", "version = 1 as the first line");
    let version = version.and_then(|at| top.number(notes, "version", at, Limits::whole("versions", 1, u32::MAX)));
    if let (Some(number), Some(at)) = (version.filter(|v| *v as u32 > STATE_VERSION), top.get("version")) {
        let words = format!("the state has version {number}, and this passage reads up to {STATE_VERSION}");
        let finding = Finding::error("state.newer-version", words);
        notes.add(finding.advise("Use a newer passage to read it.").at(at.span()));
        return None;
    }
    top.need(notes, "now", "now = \"2022-03-05 13:00\"");
    let now = now(notes, &top, frame);
    if let Some((_, span)) = now.as_ref().filter(|(now, _)| *now >= frame.horizon) {
        let finding = Finding::error("state.after-horizon", "by then the plan has ended");
        notes.add(
            finding.advise("Check its date; a longer plan needs a scenario with a later horizon.").at(span.clone()),
        );
    }
    let safe = each(notes, &top, "safe", &["site", "persons"], safe);
    let seen_keys = ["group", "assembly", "vehicles", "persons", "place", "at", "between", "passed"];
    let under_way = each(notes, &top, "under_way", &seen_keys, |n, f| seen(n, f, frame));
    let lost_keys = ["between", "at", "within", "from", "until", "reason"];
    let lost = each(notes, &top, "lost", &lost_keys, |n, f| roads::closure(n, f, frame));
    let windows = each(notes, &top, "window", &["corridor", "until"], |n, f| {
        new_end(n, f, frame, now.as_ref().map(|(now, _)| *now))
    });
    let rates = each(notes, &top, "checkpoint", &["name", "rate"], |notes, fields| {
        let name = fields.need_text(notes, "name", "name = \"Vasylivka\"");
        let rates = roads::rates(notes, fields);
        Some(SeenRate { checkpoint: name?.0, rates: rates?, span: Span(fields.span.clone()) })
    });
    let out = each(notes, &top, "fleet", &["name", "out"], broken_down);
    let crossed = each(notes, &top, "crossed", &["group", "assembly", "persons"], crossed);
    let footways = each(notes, &top, "footway", &["name", "persons_per_hour", "until"], |n, f| {
        footway(n, f, frame, now.as_ref().map(|(now, _)| *now))
    });
    Some(State {
        version: version? as u32,
        now: now?.0,
        said: top.said.clone(),
        safe: safe.all()?,
        under_way: under_way.all()?,
        lost: lost.all()?,
        windows: windows.all()?,
        rates: rates.all()?,
        out: out.all()?,
        crossed: crossed.all()?,
        footways: footways.all()?,
    })
}

fn safe(notes: &mut Notes<'_>, fields: &Fields<'_>) -> Option<SafeSoFar> {
    let site = fields.need_text(notes, "site", "site = \"Zaporizhzhia\"");
    fields.need(notes, "persons", "persons = 1200");
    let persons = fields.whole(notes, "persons", PERSONS);
    Some(SafeSoFar { site: site?.0, persons: Persons(persons?.value), span: Span(fields.span.clone()) })
}

fn broken_down(notes: &mut Notes<'_>, fields: &Fields<'_>) -> Option<BrokenDown> {
    let name = fields.need_text(notes, "name", "name = \"city buses\"");
    fields.need(notes, "out", "out = [3, 7]");
    let numbers = fields.list("out")?.into_iter().map(|at| fields.number(notes, "out", at, VEHICLES));
    let numbers: Vec<Option<f64>> = numbers.collect();
    let numbers: Option<Vec<u32>> = numbers.into_iter().map(|number| number.map(|number| number as u32)).collect();
    Some(BrokenDown { fleet: name?.0, numbers: numbers?, span: Span(fields.span.clone()) })
}

fn crossed(notes: &mut Notes<'_>, fields: &Fields<'_>) -> Option<Crossed> {
    let group = fields.need_text(notes, "group", "group = \"for Kyiv\"");
    let assembly = fields.need_text(notes, "assembly", "assembly = \"Irpin, the bridge\"");
    fields.need(notes, "persons", "persons = 640, all who have come over on this day");
    let persons = Persons(fields.whole(notes, "persons", PERSONS)?.value);
    Some(Crossed { group: group?.0, assembly: assembly?.0, persons, span: Span(fields.span.clone()) })
}

fn footway(notes: &mut Notes<'_>, fields: &Fields<'_>, frame: &Frame, now: Option<Clock>) -> Option<SeenFootway> {
    let name = fields.need_text(notes, "name", "name = \"Romanivka bridge\"");
    let (rate, ends) = (fields.has("persons_per_hour"), fields.has("until"));
    if !rate && !ends {
        fields.need(notes, "persons_per_hour", "persons_per_hour = 600, or until = \"12:00\"")?;
    }
    let persons_per_hour = if rate { Some(foot::rate(notes, fields)?) } else { None };
    let until = if ends { Some(until(notes, fields, frame, now)?) } else { None };
    Some(SeenFootway { footway: name?.0, persons_per_hour, until, span: Span(fields.span.clone()) })
}

/// The moment of the state: not before the plan, where it would be taken for the H-hour.
fn now(notes: &mut Notes<'_>, top: &Fields<'_>, frame: &Frame) -> Option<(Clock, Range<usize>)> {
    let (seconds, text, span) = top.seconds(notes, "now", frame)?;
    if seconds < 0 {
        let words = format!("at {text} the plan has not begun: it is {}", reach(frame));
        let advice = "Check its date. Before the plan begins, change the scenario and plan it instead.";
        notes.add(Finding::error("state.before-start", words).advise(advice).at(span.clone()));
    }
    Some((clock(seconds), span))
}

fn new_end(notes: &mut Notes<'_>, fields: &Fields<'_>, frame: &Frame, now: Option<Clock>) -> Option<NewEnd> {
    let corridor = fields.need_text(notes, "corridor", "corridor = \"the corridor's name in the scenario\"");
    fields.need(notes, "until", "until = \"18:00\"");
    let until = until(notes, fields, frame, now)?;
    Some(NewEnd { corridor: corridor?.0, until, span: Span(fields.span.clone()) })
}

/// When a window ends.
fn until(notes: &mut Notes<'_>, fields: &Fields<'_>, frame: &Frame, now: Option<Clock>) -> Option<Clock> {
    let (seconds, text, span) = fields.seconds(notes, "until", frame)?;
    let until = clock(seconds);
    // A time alone is the first such time after the H-hour: by now it may be another day than was meant.
    let alone = !text.contains('-');
    if let Some(now) = now.filter(|now| alone && until.0 > now.0.saturating_add(HALF_A_DAY)) {
        let (until, now) = (frame.calendar.civil(until), frame.calendar.civil(now));
        let words = format!("{text:?} is taken for {until}, which is long after {now}");
        let advice = "Write it with its date, so that a window that was broken is not taken for one that was extended.";
        notes.add(Finding::error("state.which-day", words).about(&fields.label).advise(advice).at(span));
        return None;
    }
    Some(until)
}

fn seen(notes: &mut Notes<'_>, fields: &Fields<'_>, frame: &Frame) -> Option<Seen> {
    let group = fields.need_text(notes, "group", "group = \"own cars\"");
    let assembly = fields.need_text(notes, "assembly", "assembly = \"Mariupol\"");
    fields.need(notes, "vehicles", "vehicles = 40");
    fields.need(notes, "persons", "persons = 150");
    let (vehicles, persons) = (fields.whole(notes, "vehicles", VEHICLES), fields.whole(notes, "persons", PERSONS));
    let whereabouts = whereabouts(notes, fields, frame);
    Some(Seen {
        group: group?.0,
        assembly: assembly?.0,
        vehicles: Vehicles(vehicles?.value),
        persons: Persons(persons?.value),
        whereabouts: whereabouts?,
        span: Span(fields.span.clone()),
    })
}

fn whereabouts(notes: &mut Notes<'_>, fields: &Fields<'_>, frame: &Frame) -> Option<Whereabouts> {
    if let Some(at) = fields.get("at") {
        return fields.position(notes, "at", at).map(Whereabouts::At);
    }
    if fields.has("place") {
        return fields.text(notes, "place").map(|(place, _)| Whereabouts::Place(place));
    }
    let example = "place = \"Tokmak\", or at = [47.25, 35.70], or between = [\"Tokmak\", \"Vasylivka\"]";
    let between = fields.need(notes, "between", example)?;
    fields.need(notes, "passed", "passed = \"12:40\"");
    let passed = fields.clock(notes, "passed", frame);
    let names: Vec<String> = fields.texts(notes, "between")?.into_iter().map(|(name, _)| name).collect();
    let Ok([from, to]) = <[String; 2]>::try_from(names) else {
        let finding = Finding::error("scenario.wrong-type", "\"between\" must name two places");
        notes.add(finding.about(&fields.label).at(between.span()));
        return None;
    };
    Some(Whereabouts::Between { from, to, passed: passed?.0 })
}
