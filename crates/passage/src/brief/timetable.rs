//! The timetable: who leaves each assembly point, first in one line for each, then by road and site.

use super::page::{Column, Page};
use crate::exchange::dispatch;
use crate::outcome::Outcome;
use crate::outcome::names::Names;
use crate::outcome::runs::{aloud, followers, runs};
use crate::outcome::times::duration;
use crate::words::{Words, count};
use passage_model::id::{OriginId, ReceptionId};
use passage_model::plan::Movement;
use passage_model::situation::VehicleKind;
use passage_model::time::Clock;
use passage_model::units::Seconds;
use std::collections::{BTreeMap, BTreeSet};

/// Rows of a timetable in slots: about two pages. With more, departures that follow one another stand in one row.
const MOST_IN_SLOTS: usize = 100;
/// Rows of any timetable before longer pauses are read over: about seven pages.
const MOST_ROWS: usize = 250;
/// A way that fewer than one in so many vehicles of its group to its site take is counted with its like.
const SMALL: u64 = 50;

/// Departures of one group by one road to one site that stand in one row.
#[derive(Clone, Debug)]
struct Row {
    origin: OriginId,
    reception: ReceptionId,
    road: String,
    /// How many roads are counted together here.
    roads: usize,
    vehicles: u64,
    persons: u64,
    first: Clock,
    last: Clock,
    arrives_first: Clock,
    arrives_last: Clock,
}

/// How departures are gathered into rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Gathered {
    /// By slots that begin at whole multiples of so many minutes on the civil clock.
    Slots(u32),
    /// As long as no pause is as long as so many minutes; small ways together.
    Pauses(u32),
}

/// Where people start, in order of the names, with their rows in the order of leaving.
type Timetable = BTreeMap<String, Vec<Row>>;

/// The section: an overview, and one table for each assembly point.
pub fn write(page: &mut Page, outcome: &Outcome<'_>, words: &Words) {
    if outcome.likely.plan.movements.is_empty() && outcome.likely.plan.rosters.is_empty() {
        page.paragraph("", &words.say("timetable-empty"));
        return;
    }
    let (gathered, timetable) = timetable(outcome, words);
    overview(page, outcome, words, &timetable);
    let (message, minutes) = match gathered {
        Gathered::Slots(minutes) => ("timetable-slots", minutes),
        Gathered::Pauses(minutes) => ("timetable-pauses", minutes),
    };
    let rows = dispatch::departures(&outcome.likely).len() as u64;
    let how = words.tell(message, &[("span", duration(Seconds(minutes * 60), words).into())]);
    page.paragraph("", &format!("{how} {}", words.tell("timetable-file", &[("rows", count(rows))])));
    let step = duration(outcome.likely.plan.step, words);
    page.paragraph("", &words.tell("timetable-follow", &[("step", step.into())]));
    if !outcome.likely.plan.rosters.is_empty() {
        page.paragraph("", &words.say("timetable-fleets"));
    }
    super::calls::write(page, outcome, words);
    super::foot::write(page, outcome, words);
    for (assembly, rows) in &timetable {
        page.heading(assembly);
        block(page, outcome, words, rows);
    }
    rosters(page, outcome, words);
}

/// What each vehicle of a fleet does, as a dispatcher reads it aloud.
fn rosters(page: &mut Page, outcome: &Outcome<'_>, words: &Words) {
    let vehicles = runs(outcome, words);
    if vehicles.is_empty() {
        return;
    }
    page.heading(&words.say("rosters"));
    let moving = vehicles.iter().map(|vehicle| u64::from(vehicle.vehicles.0)).sum::<u64>();
    page.paragraph("", &words.tell("rosters-about", &[("n", count(moving))]));
    let lines: Vec<String> = vehicles.iter().map(|vehicle| aloud(vehicle, outcome, words)).collect();
    page.list(&lines);
}

/// Rows short enough to be read: slots where they are few, else whatever follows without long pauses.
fn timetable(outcome: &Outcome<'_>, words: &Words) -> (Gathered, Timetable) {
    let own = outcome.likely.plan.slots.map(|slots| (Gathered::Slots((slots.length.0 / 60).max(1)), MOST_ROWS));
    let slots = [15, 30, 60].map(|minutes| (Gathered::Slots(minutes), MOST_IN_SLOTS));
    let pauses = [60, 180, 360].map(|minutes| (Gathered::Pauses(minutes), MOST_ROWS));
    let ways = own.into_iter().chain(slots).chain(pauses);
    let made = ways.map(|(gathered, most)| (gathered, gather(outcome, words, gathered), most));
    let mut last = (Gathered::Pauses(360), Timetable::new());
    for (gathered, timetable, most) in made {
        last = (gathered, timetable);
        if last.1.values().map(Vec::len).sum::<usize>() <= most {
            break;
        }
    }
    last
}

fn gather(outcome: &Outcome<'_>, words: &Words, gathered: Gathered) -> Timetable {
    let (plan, situation) = (&outcome.likely.plan, &outcome.likely.situation);
    let names = Names::new(outcome.network, situation);
    let roads: Vec<String> = plan.courses.iter().map(|course| names.course(course, words)).collect();
    let mut movements: Vec<(&Movement, Seconds)> = plan.movements.iter().zip(followers(&outcome.likely)).collect();
    movements.sort_by_key(|(m, _)| m.departure);
    let mut rows: BTreeMap<(OriginId, ReceptionId, &str), Vec<Row>> = BTreeMap::new();
    for (m, followed) in movements {
        let road = roads[m.course.index()].as_str();
        let (arrival, rows) = (m.arrival(plan.course(m)), rows.entry((m.origin, m.reception, road)).or_default());
        let same = rows.last_mut().filter(|row| together(outcome, row.last, m.departure, gathered));
        let mut own = Row::of(m, road, arrival, followed);
        if situation.origins[m.origin.index()].kind == VehicleKind::Foot {
            // Whoever walks is no vehicle.
            own.vehicles = 0;
        }
        match same {
            Some(row) => row.join(&own),
            None => rows.push(own),
        }
    }
    if let Gathered::Pauses(_) = gathered {
        fold_small(&mut rows);
    }
    let mut timetable = Timetable::new();
    for row in rows.into_values().flatten() {
        timetable.entry(situation.start_of(row.origin)).or_default().push(row);
    }
    for rows in timetable.values_mut() {
        rows.sort_by(|a, b| (a.first, a.origin, &a.road, a.reception).cmp(&(b.first, b.origin, &b.road, b.reception)));
    }
    timetable
}

/// Whether a departure stands in one row with the one before it on its road.
fn together(outcome: &Outcome<'_>, before: Clock, next: Clock, gathered: Gathered) -> bool {
    match gathered {
        Gathered::Pauses(minutes) => next - before < Seconds(minutes * 60),
        Gathered::Slots(minutes) => {
            let h_hour = outcome.setting.times.h_hour();
            let into = (h_hour.hour() as u32 * 60 + h_hour.minute() as u32) % minutes * 60 + h_hour.second() as u32;
            let slot = |clock: Clock| clock.0.saturating_add(into) / (minutes * 60);
            slot(before) == slot(next)
        }
    }
}

/// The ways of each group to each site that hardly anybody takes become one row, where there are several.
fn fold_small(rows: &mut BTreeMap<(OriginId, ReceptionId, &str), Vec<Row>>) {
    let mut all: BTreeMap<(OriginId, ReceptionId), u64> = BTreeMap::new();
    let mut ways: BTreeMap<(OriginId, ReceptionId), Vec<(&str, u64)>> = BTreeMap::new();
    for (&(origin, reception, road), rows) in rows.iter() {
        let vehicles = rows.iter().map(|row| row.vehicles).sum::<u64>();
        *all.entry((origin, reception)).or_default() += vehicles;
        ways.entry((origin, reception)).or_default().push((road, vehicles));
    }
    for ((origin, reception), ways) in ways {
        let total = all.get(&(origin, reception)).copied().unwrap_or(0);
        let small: Vec<&str> =
            ways.iter().filter(|(_, vehicles)| vehicles * SMALL < total).map(|(road, _)| *road).collect();
        if small.len() < 2 {
            continue;
        }
        let mut folded: Vec<Row> =
            small.iter().filter_map(|&road| rows.remove(&(origin, reception, road))).flatten().collect();
        let Some(mut one) = folded.pop() else { continue };
        for row in &folded {
            one.join(row);
        }
        one.roads = small.len();
        rows.insert((origin, reception, small[0]), vec![one]);
    }
}

impl Row {
    fn of(m: &Movement, road: &str, arrival: Clock, followed: Seconds) -> Self {
        Self {
            origin: m.origin,
            reception: m.reception,
            road: road.to_owned(),
            roads: 1,
            vehicles: m.vehicles.0.into(),
            persons: m.persons.0.into(),
            first: m.departure,
            last: m.departure,
            arrives_first: arrival,
            arrives_last: arrival + followed,
        }
    }

    fn join(&mut self, other: &Self) {
        self.vehicles += other.vehicles;
        self.persons += other.persons;
        self.first = self.first.min(other.first);
        self.last = self.last.max(other.last);
        self.arrives_first = self.arrives_first.min(other.arrives_first);
        self.arrives_last = self.arrives_last.max(other.arrives_last);
    }
}

/// One line for each assembly point.
fn overview(page: &mut Page, outcome: &Outcome<'_>, words: &Words, timetable: &Timetable) {
    let (times, situation) = (&outcome.setting.times, &outcome.likely.situation);
    let columns = [
        Column::words(words.say("assembly-point")),
        Column::times(words.say("leave")),
        Column::number(words.say("column-vehicles")),
        Column::number(words.say("column-persons")),
        Column::words(words.say("to-with-persons")),
    ];
    // Those from which nobody leaves have their line too: they are who is left behind.
    let points: BTreeSet<String> =
        (0..situation.origins.len()).map(|origin| situation.start_of(OriginId::at(origin))).collect();
    let rows: Vec<Vec<String>> = points
        .into_iter()
        .map(|assembly| {
            let rows = timetable.get(&assembly).map_or(&[][..], Vec::as_slice);
            let mut sites: BTreeMap<&str, u64> = BTreeMap::new();
            for row in rows {
                *sites.entry(&situation.receptions[row.reception.index()].name).or_default() += row.persons;
            }
            let mut sites: Vec<(&str, u64)> = sites.into_iter().collect();
            sites.sort_by_key(|&(name, persons)| (std::cmp::Reverse(persons), name));
            let sites: Vec<String> =
                sites.iter().map(|(name, n)| format!("{name}\u{a0}{}", words.number(*n))).collect();
            let all = whole(rows);
            let leave = all.as_ref().map(|all| times.between(all.first, all.last, words));
            vec![
                assembly,
                leave.unwrap_or_else(|| words.say("timetable-nobody")),
                words.number(all.as_ref().map_or(0, |all| all.vehicles)),
                words.number(all.as_ref().map_or(0, |all| all.persons)),
                sites.join("; "),
            ]
        })
        .collect();
    page.table(&words.say("timetable-overview"), true, &columns, &rows);
}

/// All rows as one.
fn whole(rows: &[Row]) -> Option<Row> {
    let (first, others) = rows.split_first()?;
    let mut all = first.clone();
    for row in others {
        all.join(row);
    }
    Some(all)
}

/// The table of one assembly point. One group needs no column for itself.
fn block(page: &mut Page, outcome: &Outcome<'_>, words: &Words, rows: &[Row]) {
    let (times, situation) = (&outcome.setting.times, &outcome.likely.situation);
    let groups: BTreeSet<OriginId> = rows.iter().map(|row| row.origin).collect();
    let group = |origin: OriginId| situation.origins[origin.index()].group.clone();
    let all = whole(rows);
    let mut caption = words.tell(
        "timetable-caption",
        &[
            ("persons", words.tell("persons", &[("n", count(all.as_ref().map_or(0, |all| all.persons)))]).into()),
            ("vehicles", words.tell("vehicles", &[("n", count(all.as_ref().map_or(0, |all| all.vehicles)))]).into()),
        ],
    );
    let mut columns = vec![Column::times(words.say("leave"))];
    match groups.first() {
        Some(&only) if groups.len() == 1 => caption = format!("{}: {caption}", group(only)),
        _ => columns.push(Column::words(words.say("group"))),
    }
    columns.extend([
        Column::words(words.say("road")),
        Column::number(words.say("column-vehicles")),
        Column::number(words.say("column-persons")),
        Column::words(words.say("to")),
        Column::words(words.say("arrive")),
    ]);
    let cells = |row: &Row| {
        let road = match row.roads {
            1 => row.road.clone(),
            more => words.tell("small-ways", &[("n", count(more as u64))]),
        };
        let group = (groups.len() > 1).then(|| group(row.origin));
        let mut cells = vec![times.between(row.first, row.last, words)];
        cells.extend(group);
        cells.extend([
            road,
            words.number(row.vehicles),
            words.number(row.persons),
            situation.receptions[row.reception.index()].name.clone(),
            times.between_after(row.arrives_first, row.arrives_last, words),
        ]);
        cells
    };
    page.table(&caption, true, &columns, &rows.iter().map(cells).collect::<Vec<_>>());
}

#[cfg(test)]
mod tests;
