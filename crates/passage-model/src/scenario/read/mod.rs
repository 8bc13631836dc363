//! Reads `scenario.toml`: every fault is found in one pass, each with where it stands, what is wrong and what to do.

mod fields;
mod fleet;
mod foot;
mod frame;
mod number;
mod people;
mod position;
mod rehearsal;
mod roads;
mod site;
mod state;
#[cfg(test)]
mod tests;
mod weighing;
mod when;
mod whole;

pub use state::read_state;

use super::{SCENARIO_VERSION, Scenario};
use crate::finding::{Finding, any_error};
use fields::{Fields, Notes};
use number::Limits;
use toml::de::DeTable;

/// The most findings shown at once: more than anybody corrects before trying again.
const MOST_FINDINGS: usize = 200;

/// The most lines that cannot be read at all and are told of: beyond these it is the file that is wrong, not a line.
const MOST_SYNTAX: usize = 10;

/// What a scenario may have at its top: tables and values.
pub const SCENARIO_KEYS: [&str; 28] = [
    "version",
    "title",
    "exercise",
    "zone",
    "h_hour",
    "horizon",
    "step",
    "network",
    "overlays",
    "travel_on",
    "turn_restrictions",
    "traffic",
    "assembly",
    "group",
    "depot",
    "fleet",
    "reception",
    "checkpoint",
    "corridor",
    "area",
    "closure",
    "waiting",
    "contraflow",
    "footway",
    "use_unconfirmed",
    "objectives",
    "fairness",
    "rehearsal",
];

/// Reads a scenario. `None` where anything in it is refused; the findings say what, with their bytes in `text`.
///
/// Never panics, whatever the bytes. O(length), times the keys of each table.
pub fn read(bytes: &[u8]) -> (Option<Scenario>, Vec<Finding>) {
    let text = match std::str::from_utf8(bytes) {
        Ok(text) => text,
        Err(error) => return (None, vec![not_text(bytes, error.valid_up_to())]),
    };
    if text.trim().is_empty() {
        let finding = Finding::error("scenario.empty", "the scenario is empty");
        return (None, vec![finding.advise("Start from examples/mariupol-2022/scenario.toml.")]);
    }
    let (table, errors) = DeTable::parse_recoverable(text);
    if !errors.is_empty() {
        let findings = another_kind(text).map_or_else(|| errors.iter().map(not_toml).collect(), |other| vec![other]);
        return (None, first_of(findings, MOST_SYNTAX));
    }
    let mut notes = Notes::new(text);
    let scenario = read_table(&mut notes, table.get_ref());
    let scenario = scenario.filter(|_| !any_error(&notes.findings));
    notes.findings.sort_by_key(|finding| finding.span.as_ref().map_or(0, |span| span.start));
    (scenario, first_of(notes.findings, MOST_FINDINGS))
}

/// The first findings, errors before the rest if some must go, and how many there are beyond them.
fn first_of(mut findings: Vec<Finding>, most: usize) -> Vec<Finding> {
    if findings.len() > most {
        findings.sort_by_key(|finding| std::cmp::Reverse(finding.severity));
        let more = findings.len() - most;
        findings.truncate(most);
        let words = format!("{more} more findings are not shown");
        findings.push(Finding::note("scenario.more-findings", words).advise("Correct these first.").times(more as u64));
    }
    findings
}

fn not_text(bytes: &[u8], at: usize) -> Finding {
    let line = bytes.iter().take(at).filter(|b| **b == b'\n').count() + 1;
    let known = match bytes {
        [0xFF, 0xFE, ..] | [0xFE, 0xFF, ..] => ": it is UTF-16",
        [b'P', b'K', 3, 4, ..] => ": it is a ZIP archive, such as a spreadsheet or a document",
        [0x1F, 0x8B, ..] => ": it is compressed with gzip",
        _ => "",
    };
    Finding::error("scenario.not-text", format!("line {line} is not text in UTF-8{known}"))
        .advise("Save the scenario as plain text in UTF-8.")
}

/// What a text is that can be no scenario: whoever named another file is not told of each of its lines.
fn another_kind(text: &str) -> Option<Finding> {
    let start = text.trim_start_matches('\u{feff}').trim_start();
    let kind = match start.chars().next()? {
        '{' => "JSON: roads, a network's overlay, or a plan",
        '<' => "XML or HTML: roads, or a page",
        _ => return None,
    };
    let finding = Finding::error("scenario.not-toml", format!("this is no scenario; it looks like {kind}"));
    Some(finding.advise("Give the scenario.toml; roads and overlays are named inside it."))
}

fn not_toml(error: &toml::de::Error) -> Finding {
    let words = error.message().lines().collect::<Vec<_>>().join(", ");
    let finding = Finding::error("scenario.not-toml", format!("this cannot be read: {words}"));
    let finding = finding.advise("A line is key = value; texts stand in \"quotes\", lists in [brackets].");
    match error.span() {
        Some(span) => finding.at(span),
        None => finding,
    }
}

fn read_table(notes: &mut Notes<'_>, table: &DeTable<'_>) -> Option<Scenario> {
    // The whole file is not a place to point at: what is missing at the top is said without a caret.
    let version = version_of(notes, table)?;
    let top = Fields::open(notes, table, 0..0, "", &SCENARIO_KEYS);
    let title = top.need_text(notes, "title", "title = \"Mariupol, 5 March 2022\"");
    let frame = frame::frame(notes, &top);
    let step = frame::step(notes, &top, &frame);
    let traffic = frame::traffic(notes, &top);
    let (network, overlays) = frame::files(notes, &top);
    let exercise = top.truth(notes, "exercise").unwrap_or(false);
    let travel_on = frame::travel_on(notes, &top);
    let obey_turns = frame::obey_turns(notes, &top);

    let site_keys = ["name", "place", "near", "at", "within"];
    let with = |more: &[&'static str]| [&site_keys[..], more].concat();
    let assemblies = each(notes, &top, "assembly", &with(&["most_present", "gather"]), people::assembly);
    let groups = each(notes, &top, "group", &people::GROUP_KEYS, |n, f| people::group(n, f, &frame));
    let depots = each(notes, &top, "depot", &site_keys, fleet::depot);
    let fleets = each(notes, &top, "fleet", &fleet::KEYS, |n, f| fleet::fleet(n, f, &frame));
    let receptions = each(notes, &top, "reception", &with(&["room", "only"]), people::reception);
    let checkpoint_keys = with(&["rate", "hours", "waiting", "side"]);
    let checkpoints = each(notes, &top, "checkpoint", &checkpoint_keys, |n, f| roads::checkpoint(n, f, &frame));
    let corridor_keys = ["name", "via", "windows", "said_by", "opens_with", "proposed", "confirmed", "cleared_by"];
    let corridors = each(notes, &top, "corridor", &corridor_keys, |n, f| roads::corridor(n, f, &frame));
    let areas = each(notes, &top, "area", &["name", "windows"], |n, f| roads::area(n, f, &frame));
    let closure_keys = ["between", "at", "within", "from", "until", "reason"];
    let closures = each(notes, &top, "closure", &closure_keys, |n, f| roads::closure(n, f, &frame));
    let waiting = each(notes, &top, "waiting", &with(&["vehicles"]), roads::waiting);
    let contraflow = each(notes, &top, "contraflow", &["between", "keep"], roads::contraflow);
    let footways = each(notes, &top, "footway", &foot::KEYS, |n, f| foot::footway(n, f, &frame));
    let whole = whole::Tables {
        assemblies,
        groups,
        depots,
        fleets,
        receptions,
        checkpoints,
        corridors,
        areas,
        closures,
        waiting,
        contraflow,
        footways,
    };
    let use_unconfirmed = weighing::use_unconfirmed(notes, &top);
    let fairness = weighing::fairness(notes, &top);
    let objectives = weighing::objectives(notes, &top, fairness.is_some());
    let rehearsal = rehearsal::rehearsal(notes, &top);
    whole::check(notes, &top, &whole, &overlays);

    Some(Scenario {
        version,
        title: title?.0,
        exercise,
        said: top.said.clone(),
        calendar: frame.calendar.clone(),
        horizon: frame::horizon_of(notes, &top, &frame)?,
        step: step?,
        network,
        overlays,
        travel_on: travel_on?,
        obey_turns: obey_turns?,
        traffic: traffic?,
        assemblies: whole.assemblies.all()?,
        groups: whole.groups.all()?,
        depots: whole.depots.all()?,
        fleets: whole.fleets.all()?,
        receptions: whole.receptions.all()?,
        checkpoints: whole.checkpoints.all()?,
        corridors: whole.corridors.all()?,
        areas: whole.areas.all()?,
        closures: whole.closures.all()?,
        waiting: whole.waiting.all()?,
        contraflow: whole.contraflow.all()?,
        footways: whole.footways.all()?,
        use_unconfirmed: use_unconfirmed?,
        objectives: objectives?,
        fairness,
        rehearsal,
    })
}

/// The version; `None` where the rest cannot be judged by this program.
fn version_of(notes: &mut Notes<'_>, table: &DeTable<'_>) -> Option<u32> {
    let top = Fields::unjudged(table);
    let at = top.need(notes, "version", "version = 1 as the first line");
    let Some(at) = at else { return Some(SCENARIO_VERSION) };
    let number = top.number(notes, "version", at, Limits::whole("versions", 1, u32::MAX));
    let Some(version) = number else { return Some(SCENARIO_VERSION) };
    if version as u32 > SCENARIO_VERSION {
        let words = format!("the scenario has version {version}, and this passage reads up to {SCENARIO_VERSION}");
        let finding = Finding::error("scenario.newer-version", words);
        notes.add(finding.advise("Use a newer passage to read it.").at(at.span()));
        return None;
    }
    Some(version as u32)
}

/// What the tables under one `[[key]]` gave: `None` for each that is refused.
struct Rows<T> {
    rows: Vec<(Option<T>, Option<Name>)>,
}

/// A name with where it stands.
type Name = (String, std::ops::Range<usize>);

impl<T> Rows<T> {
    /// All of them, if none is refused.
    fn all(self) -> Option<Vec<T>> {
        self.rows.into_iter().map(|(row, _)| row).collect()
    }

    /// Those that were understood.
    fn read(&self) -> impl Iterator<Item = &T> {
        self.rows.iter().filter_map(|(row, _)| row.as_ref())
    }

    /// The names, also of those that are refused, with where they stand.
    fn names(&self) -> impl Iterator<Item = &Name> {
        self.rows.iter().filter_map(|(_, name)| name.as_ref())
    }
}

fn each<T>(
    notes: &mut Notes<'_>,
    top: &Fields<'_>,
    key: &str,
    known: &[&str],
    mut one: impl FnMut(&mut Notes<'_>, &Fields<'_>) -> Option<T>,
) -> Rows<T> {
    let mut rows = Vec::new();
    for (table, span) in top.tables(notes, key) {
        let fields = Fields::open(notes, table, span, key, known);
        let named = fields.get("name").or(fields.get("place"));
        let name = named.and_then(|at| Some((at.value.as_str()?.trim().to_owned(), at.span())));
        rows.push((one(notes, &fields), name));
    }
    Rows { rows }
}
