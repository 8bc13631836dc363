//! The planner's answer beside a corridor text: how many are to leave, how many can, how many do, and where the plan does
//! not keep to what the text says.

use super::names::part;
use super::scenario::{leaving, whose};
use crate::outcome::setting;
use crate::outcome::times::Times;
use crate::words::{Words, count};
use jiff::Timestamp;
use passage_model::plan::{BoundKind, Plan};
use passage_model::scenario::{Scenario, Source};
use passage_model::situation::Reading;
use passage_model::time::{Clock, Interval};
use passage_statements::clock::Moment;
use passage_statements::text::Outline;
use serde_json::{Value, json};

/// The plans of a folder, and the scenario that they were made for.
pub struct Planned {
    /// The scenario.
    pub scenario: Scenario,
    /// The likely plan.
    pub likely: Plan,
    /// The pessimistic one and the optimistic one, where they were made.
    pub others: Vec<Plan>,
}

/// A plan's figures beside a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// When people may be on their way by the text; `None` where it does not say.
    pub window: Option<(Timestamp, Timestamp)>,
    /// How many the text wants to leave; `None` where it does not say.
    pub asked: Option<u64>,
    /// Each reading that was planned, the likely one first.
    pub readings: Vec<Figures>,
    /// When the first vehicle leaves; `None` where none does.
    pub first: Option<Clock>,
    /// When the last one leaves.
    pub last: Option<Clock>,
    /// The last moment at which any way of the plan can be begun and driven to its end in time.
    pub latest: Option<Clock>,
    /// When the last person is received.
    pub clear: Option<Clock>,
    /// How many vehicles leave, one of a fleet for each of its runs.
    pub vehicles: u64,
    /// Where the plan does not keep to the text.
    pub misfits: Vec<Misfit>,
    /// Whether the scenario names the text as the source of a corridor. If not, nobody knows here whether it is the same way.
    pub is_sourced: bool,
    /// The planning step in seconds: the limit holds for plans in such steps.
    pub step: u32,
}

/// The figures of one reading.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Figures {
    /// Which reading.
    pub reading: Reading,
    /// How many want to leave.
    pub persons: u64,
    /// How many are safe by the plan.
    pub safe: u64,
    /// No plan has more.
    pub limit: u64,
    /// What that rests on.
    pub kind: BoundKind,
}

/// A thing in which a plan does not keep to a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Misfit {
    /// A way of the plan is open when the text has no silence.
    Window(Interval),
    /// The first vehicle leaves before the first move.
    FirstMove,
    /// The last vehicle leaves after the last entry.
    LastEntry,
    /// The plan is for another number of people.
    Persons(u64),
}

impl Answer {
    /// A plan beside a text, or beside what two texts both say.
    pub fn of(outline: &Outline, planned: &Planned) -> Self {
        let plan = &planned.likely;
        let times = setting::times(&planned.scenario);
        let at = |clock: Clock| times.at(clock).timestamp();
        let departures = plan.movements.iter().map(|movement| movement.departure);
        let (first, last) = (departures.clone().min(), departures.max());
        let readings: Vec<Figures> =
            std::iter::once(plan).chain(&planned.others).map(|plan| figures(&planned.scenario, plan)).collect();
        let span = leaving(outline);
        let window = span.from.as_ref().zip(span.until.as_ref()).map(|(from, until)| (from.at, until.at));
        let mut misfits = Vec::new();
        let spans =
            [&outline.silence, &outline.goods].map(|span| Some((span.from.as_ref()?.at, span.until.as_ref()?.at)));
        if outline.silence.is_closed() {
            let corridors = planned.scenario.in_force();
            let open = corridors.flat_map(|corridor| corridor.windows.opening.intervals().to_vec());
            let ends = |interval: &Interval| Interval { until: interval.until.min(plan.horizon), ..*interval };
            let within = |interval: &Interval| {
                let inside =
                    |(from, until): &(Timestamp, Timestamp)| *from <= at(interval.from) && at(interval.until) <= *until;
                spans.iter().flatten().any(inside)
            };
            misfits.extend(open.map(|interval| ends(&interval)).filter(|it| !within(it)).map(Misfit::Window));
        }
        let before = |text: &Option<Moment>| text.as_ref().zip(first).is_some_and(|(text, own)| at(own) < text.at);
        let after = |text: &Option<Moment>| text.as_ref().zip(last).is_some_and(|(text, own)| at(own) > text.at);
        misfits.extend(before(&outline.first_move).then_some(Misfit::FirstMove));
        misfits.extend(after(&outline.last_entry).then_some(Misfit::LastEntry));
        let wanted = u64::from(planned.scenario.persons().0);
        misfits.extend(outline.persons.filter(|asked| *asked != wanted).map(|_| Misfit::Persons(wanted)));
        Self {
            window,
            asked: outline.persons,
            readings,
            first,
            last,
            latest: plan.movements.iter().map(|movement| movement.turn_back).max(),
            clear: plan.clearance(),
            vehicles: plan.movements.iter().map(|movement| u64::from(movement.vehicles.0)).sum(),
            misfits,
            is_sourced: is_sourced(outline, &planned.scenario),
            step: plan.step.0,
        }
    }
}

/// Whether a corridor of a scenario says that it comes from this very text, side and version.
fn is_sourced(outline: &Outline, scenario: &Scenario) -> bool {
    let whose = whose(outline);
    scenario.in_force().any(|corridor| match &corridor.windows.source {
        Source::Given { said, .. } => said.contains(&whose),
        Source::Default { .. } => false,
    })
}

fn figures(scenario: &Scenario, plan: &Plan) -> Figures {
    let safe = u64::from(plan.safe().0);
    Figures {
        reading: plan.reading,
        persons: u64::from(scenario.persons().0),
        safe,
        limit: u64::from(plan.bound.persons.0).max(safe),
        kind: plan.bound.kind,
    }
}

/// The answer on the screen.
pub fn screen(outline: &Outline, planned: &Planned, answer: &Answer, words: &Words) -> String {
    let times = setting::times(&planned.scenario);
    let texts = outline
        .texts
        .iter()
        .map(|(side, n)| words.tell("text-version", &[("side", side.as_str().into()), ("n", count(*n))]));
    let texts = texts.collect::<Vec<_>>().join("; ");
    let head = [("corridor", outline.corridor.as_str().into()), ("texts", texts.into())];
    let mut lines = vec![words.tell("answer-head", &head)];
    if planned.scenario.exercise {
        lines.push(words.say("answer-exercise"));
    }
    lines.push(String::new());
    // First of all: the numbers below may be of another corridor.
    if !answer.is_sourced {
        lines.push(words.say("answer-source-unknown"));
    }
    lines.push(sentence(outline, answer, words));
    lines.extend(answer.readings.iter().skip(1).map(|other| beside(other, words)));
    lines.push(String::new());
    for (key, own) in [("first_move", answer.first), ("last_entry", answer.last)] {
        lines.extend(own.map(|own| compared(outline, key, &times.minute(own, words), words)));
    }
    if let Some(latest) = answer.latest {
        let latest = [("latest", times.minute(latest, words).into())];
        lines.push(words.tell("answer-latest", &latest));
    }
    lines.push(words.tell("answer-vehicles", &[("n", count(answer.vehicles))]));
    for misfit in &answer.misfits {
        lines.push(told_misfit(misfit, answer, &times, words));
    }
    if !outline.is_of_both() {
        lines.push(String::new());
        lines.push(words.say("answer-one-side"));
    }
    lines.join("\n")
}

/// "200,000 are to leave in this window: at most 1,904 can, which is proven; 1,904 do in the plan."
fn sentence(outline: &Outline, answer: &Answer, words: &Words) -> String {
    let Some(likely) = answer.readings.first() else { return String::new() };
    let window = window_words(outline, words);
    let figures = [
        ("all", count(likely.persons)),
        ("limit", count(likely.limit)),
        ("safe", count(likely.safe)),
        ("window", window.into()),
    ];
    if likely.safe >= likely.persons {
        return words.tell("answer-everybody", &figures);
    }
    let told = words.tell("answer-sentence", &figures);
    let proof = match likely.kind {
        BoundKind::Exact => "answer-proof-exact",
        BoundKind::Envelope | BoundKind::Relaxation => "answer-proof-generous",
        BoundKind::Shuttles => "answer-proof-shuttles",
    };
    let rests = words.tell(proof, &[("step", count(answer.step))]);
    let repeats = (likely.safe > 0).then(|| likely.persons.div_ceil(likely.safe));
    let such = repeats.map(|n| words.tell("answer-repeats", &[("n", count(n))]));
    [Some(told), Some(rests), such].into_iter().flatten().collect::<Vec<_>>().join(" ")
}

fn window_words(outline: &Outline, words: &Words) -> String {
    let span = leaving(outline);
    let Some((from, until)) = span.from.as_ref().zip(span.until.as_ref()) else { return words.say("answer-no-window") };
    let zone = outline.zone.as_ref().unwrap_or(&from.zone);
    let (begin, end) = (zone.at(from.at), zone.at(until.at));
    let end = if begin.date() == end.date() { end.strftime("%H:%M") } else { end.strftime("%F %H:%M") };
    format!("{}\u{2013}{end} ({})", begin.strftime("%F %H:%M"), zone.name())
}

fn beside(figures: &Figures, words: &Words) -> String {
    let name = words.say(match figures.reading {
        Reading::Pessimistic => "reading-pessimistic",
        Reading::Likely => "reading-likely",
        Reading::Optimistic => "reading-optimistic",
    });
    let parts = [("reading", name.into()), ("limit", count(figures.limit)), ("safe", count(figures.safe))];
    words.tell("answer-beside", &parts)
}

/// What the text says of a moment, and what the plan does.
fn compared(outline: &Outline, key: &'static str, own: &str, words: &Words) -> String {
    let said = match key {
        "first_move" => &outline.first_move,
        _ => &outline.last_entry,
    };
    let mut figures = vec![("part", part(key, words).into()), ("own", own.to_owned().into())];
    match said {
        Some(moment) => {
            let zone = outline.zone.as_ref().unwrap_or(&moment.zone);
            figures.push(("said", zone.at(moment.at).strftime("%H:%M").to_string().into()));
            words.tell(if key == "first_move" { "answer-first" } else { "answer-last" }, &figures)
        }
        None => words.tell(if key == "first_move" { "answer-first-unsaid" } else { "answer-last-unsaid" }, &figures),
    }
}

fn told_misfit(misfit: &Misfit, answer: &Answer, times: &Times, words: &Words) -> String {
    match misfit {
        Misfit::Window(interval) => {
            words.tell("answer-misfit-window", &[("open", times.span(*interval, words).into())])
        }
        Misfit::FirstMove => words.say("answer-misfit-first"),
        Misfit::LastEntry => words.say("answer-misfit-last"),
        Misfit::Persons(wanted) => {
            let figures = [("asked", count(answer.asked.unwrap_or_default())), ("planned", count(*wanted))];
            words.tell("answer-misfit-persons", &figures)
        }
    }
}

/// The answer for programs.
pub fn document(outline: &Outline, planned: &Planned, answer: &Answer, words: &Words) -> Value {
    let calendar = &planned.scenario.calendar;
    let at = |clock: Option<Clock>| clock.map(|clock| calendar.rfc3339(clock));
    let times = setting::times(&planned.scenario);
    let readings = answer.readings.iter().map(|own| {
        json!({
            "reading": own.reading,
            "persons": own.persons,
            "safe": own.safe,
            "limit": own.limit,
            "limit_kind": own.kind,
        })
    });
    json!({
        "corridor": outline.corridor,
        "texts": outline.texts.iter().map(|(side, n)| json!({ "side": side, "revision": n })).collect::<Vec<_>>(),
        "of_both": outline.is_of_both(),
        "exercise": planned.scenario.exercise,
        "window": answer.window.map(|(from, until)| json!({ "from": from.to_string(), "until": until.to_string() })),
        "asked": answer.asked,
        "readings": readings.collect::<Vec<_>>(),
        "first_departure": at(answer.first),
        "last_departure": at(answer.last),
        "latest_start": at(answer.latest),
        "clear": at(answer.clear),
        "vehicles": answer.vehicles,
        "step": answer.step,
        "of_this_text": answer.is_sourced,
        "plan": planned.likely.digest(),
        "words": sentence(outline, answer, words),
        "misfits": answer.misfits.iter().map(|it| told_misfit(it, answer, &times, words)).collect::<Vec<_>>(),
    })
}
