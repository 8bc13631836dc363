//! `passage rehearse`: a plan played through many days on which things go otherwise.

mod against;
mod before;
mod schedule;

use crate::command::check;
use crate::exchange::exercise;
use crate::failure::{Failure, Kind};
use crate::folder;
use crate::given::{Given, given};
use crate::offers::screen::paragraph;
use crate::outcome::names::Names;
use crate::outcome::setting;
use crate::outcome::times::Times;
use crate::rehearsed::assumed::Assumed;
use crate::rehearsed::in_report::Left;
use crate::rehearsed::{Rehearsed, dark, document, in_report, margins, page, screen, story};
use crate::replay::{self, Shown};
use crate::situate::lay;
use crate::terminal::Terminal;
use crate::words::{Language, Words, count};
use clap::Args;
use passage_model::check as checks;
use passage_model::finding::{Finding, any_error};
use passage_model::plan::Plan;
use passage_model::situation::Situation;
use passage_rehearsal::{Enough, Rehearsal, Stage, Storage, Summary, What, film};
use std::path::{Path, PathBuf};

/// Which plan, and how often.
#[derive(Debug, Args)]
#[command(
    after_help = "Writes rehearsal.json and rehearsal.html beside the plan, and the section on the rehearsal in its \
    report.html; nothing else there changes.\n\n\
    Examples: a thousand days; one of them told again; two plans on the same days\n  \
    passage rehearse passage-demo --scenario scenario.toml --runs 1000 --seed 7\n  \
    passage rehearse passage-demo --scenario scenario.toml --seed 7 --day 417\n  \
    passage rehearse plan-a --scenario scenario.toml --against plan-b\n\n\
    That day to watch, as a page\n  \
    passage rehearse passage-demo --scenario scenario.toml --seed 7 --day 417 --replay\n\n\
    The plan as a schedule that traffic simulators replay; such a schedule replayed\n  \
    passage rehearse passage-demo --scenario scenario.toml --write-schedule out.sim.json --write-roads out.json\n  \
    passage rehearse --schedule out.sim.json --roads out.json"
)]
pub struct Rehearse {
    /// The plan: the folder that `passage plan` wrote, or its plan.json.
    // The defaults never count: without a schedule both are demanded.
    #[arg(value_name = "PLAN", required_unless_present = "schedule", default_value = ".", hide_default_value = true)]
    pub plan: PathBuf,
    /// The scenario that it was made for.
    #[arg(
        long,
        value_name = "FILE",
        required_unless_present = "schedule",
        default_value = ".",
        hide_default_value = true
    )]
    pub scenario: PathBuf,
    /// The network that it was made on, instead of the one that the scenario names.
    #[arg(long, value_name = "FILE")]
    pub network: Option<PathBuf>,
    /// How many days at most.
    #[arg(long, value_name = "N", default_value_t = 1000, value_parser = runs, allow_negative_numbers = true)]
    pub runs: u64,
    /// The seed: the same days for the same seed, whatever the plan.
    #[arg(long, value_name = "S", default_value_t = 1, value_parser = whole, allow_negative_numbers = true)]
    pub seed: u64,
    /// Stop as soon as the mean of persons safe and the share of days with somebody caught are known this well, in per cent.
    #[arg(long, value_name = "PERCENT", value_parser = precision, allow_negative_numbers = true)]
    pub precision: Option<f64>,
    /// Tell one day, by its number, instead of many.
    #[arg(long, value_name = "N", value_parser = whole, allow_negative_numbers = true, conflicts_with_all = ["precision", "runs"])]
    pub day: Option<u64>,
    /// Leave chance out: the plan as it is, with queues that spill back.
    #[arg(long, conflicts_with_all = ["precision", "runs", "day"])]
    pub calm: bool,
    /// Propose margins (earlier turn-back times, fewer cars, a slower first hour) until somebody is caught on no more than this
    /// share of days, in per cent, and say what they cost.
    #[arg(long, value_name = "PERCENT", value_parser = precision, allow_negative_numbers = true, conflicts_with_all = ["precision", "day", "calm"])]
    pub harden: Option<f64>,
    /// Write one day as a page to watch: the vehicles on the map, with clock and counts. The day is that of --day; without it, it is
    /// the plan with chance left out, as with --calm. The worst days have their numbers in rehearsal.json. Without FILE it is
    /// replay.html beside the plan.
    #[arg(long, value_name = "FILE.html", num_args = 0..=1, conflicts_with_all = ["precision", "runs", "harden", "assumptions", "against"])]
    pub replay: Option<Option<PathBuf>>,
    /// Write the rehearsal although one of more days of the same plan lies in its folder.
    #[arg(long)]
    pub replace: bool,
    /// Compare with another plan on the same days: the folder that `passage plan` wrote, or its plan.json.
    #[arg(long, value_name = "PLAN", conflicts_with_all = ["day", "calm", "harden"])]
    pub against: Option<PathBuf>,
    /// The scenario that the other plan was made for, if it is another.
    #[arg(long, value_name = "FILE", requires = "against")]
    pub against_scenario: Option<PathBuf>,
    /// Print what is assumed, with sources, and stop.
    #[arg(long, conflicts_with_all = ["day", "runs", "calm", "harden"])]
    pub assumptions: bool,
    /// The language of the answer.
    #[arg(long, value_enum, default_value_t = Language::En)]
    pub language: Language,
    /// Schedules.
    #[command(flatten, next_help_heading = "Schedules, for those who work with traffic simulators")]
    pub scheduled: schedule::Scheduled,
}

fn runs(text: &str) -> Result<u64, String> {
    let number = text.parse().ok().filter(|number| (1..=1_000_000).contains(number));
    number.ok_or_else(|| "write a whole number of days from 1 to 1000000".to_owned())
}

fn whole(text: &str) -> Result<u64, String> {
    text.parse().map_err(|_| format!("write a whole number from 0 to {}", u64::MAX))
}

fn precision(text: &str) -> Result<f64, String> {
    let number: f64 =
        text.trim_end_matches('%').trim().parse().map_err(|_| "write a number above 0, and 50 at most".to_owned())?;
    if number > 0.0 && number <= 50.0 {
        Ok(number / 100.0)
    } else {
        Err("write a number above 0, and 50 at most".to_owned())
    }
}

/// Days that are played again for each cause.
const FOR_CAUSES: u64 = 200;

/// Days on which each figure without a public source is at its least, and at its most.
const FOR_EFFECTS: u64 = 100;

/// Days on which each set of margins is played, at most.
const MOST_FOR_MARGINS: u64 = 200;

/// Does what was asked.
pub fn run(command: &Rehearse, terminal: &Terminal) -> Result<(), Failure> {
    if let Some(file) = &command.scheduled.schedule {
        return schedule::replay(command, file, terminal);
    }
    let words = Words::new(command.language);
    let (plan, work) = (check::read(&command.plan)?, terminal.work(command.seed));
    let given = given(&command.scenario, command.network.as_deref(), &work)?;
    let situation = situation_of(&given, &plan)?;
    let times = setting::times(&given.scenario);
    let stage = Stage::new(&given.network, &situation, &plan, Storage::Finite);
    let roads = stage.queues.iter().filter_map(|what| if let What::Road(road) = *what { Some(road) } else { None });
    let names = Names::new(&given.network, &situation).apart(roads);
    if let Some(file) = &command.scheduled.write_schedule {
        return schedule::write(command, file, (&stage, &given, &times), terminal);
    }
    let calm = command.calm || command.replay.is_some() && command.day.is_none();
    let assumed = if calm { Assumed::none() } else { Assumed::of(&given.scenario) };
    let dark = dark::hours(&stage, &times);
    let rehearsal = Rehearsal { stage: &stage, assumptions: &assumed.figures, dark: &dark, seed: command.seed };
    let exercise = given.scenario.exercise;
    if command.assumptions {
        let document = exercise::said(
            serde_json::json!({ "assumptions": assumed.document(&[]), "mines": assumed.mines() }),
            exercise,
        );
        return terminal.answer(&document, &screen::assumptions(&assumed, &words));
    }
    if let Some(file) = &command.replay {
        let scene =
            Scene { command, given: &given, rehearsal: &rehearsal, times: &times, names: &names, words: &words };
        return scene.replay(file.as_deref(), terminal);
    }
    if let Some(day) = command.day {
        let (setting, played) = (rehearsal.setting(day, None), rehearsal.day(day, None));
        let told = story::Told { stage: &stage, times: &times, names: &names, words: &words };
        let document = exercise::said(story::document(day, command.seed, &setting, &played, &told), exercise);
        return terminal.answer(&document, &story::screen(day, &setting, &played, &told, exercise));
    }
    if let Some(limit) = command.harden {
        let search = rehearsal.harden(limit, command.runs.min(MOST_FOR_MARGINS), &work).ok_or_else(stopped)?;
        let told = margins::Told { limit, search: &search, stage: &stage, times: &times, words: &words };
        return terminal.answer(&exercise::said(told.document(command.seed), exercise), &told.screen(exercise));
    }
    if let Some(other) = &command.against {
        return against::run(command, other, &rehearsal, &given, terminal);
    }
    let enough = Enough { days: if command.calm { 1 } else { command.runs }, precision: command.precision };
    let days = rehearsal.days(enough, &work).ok_or_else(stopped)?;
    let contributions = if command.calm {
        Vec::new()
    } else {
        rehearsal.contributions(&days, FOR_CAUSES, &work).ok_or_else(stopped)?
    };
    let effect_days = if days.len() > 1 { FOR_EFFECTS.min(days.len() as u64) } else { 0 };
    let unsourced = if effect_days > 0 { assumed.unsourced() } else { Vec::new() };
    let effects = rehearsal.effects(&unsourced, effect_days, &work).ok_or_else(stopped)?;
    let rehearsed = Rehearsed {
        summary: Summary::of(&stage, &days),
        contributions,
        effects,
        effect_days,
        rehearsal: &rehearsal,
        assumed: &assumed,
        days: &days,
        times: &times,
        names: &names,
        exercise,
        title: &given.scenario.title,
    };
    let document = exercise::said(document::of(&rehearsed, &words), exercise);
    let mut text = screen::of(&rehearsed, &words);
    if command.plan.is_dir() && !command.calm {
        text = format!("{text}\n{}", write(command, &rehearsed, &document, &words)?);
    }
    terminal.answer(&document, &text)
}

/// What a day to watch is made of.
struct Scene<'a> {
    command: &'a Rehearse,
    given: &'a Given,
    rehearsal: &'a Rehearsal<'a, 'a>,
    times: &'a Times,
    names: &'a Names<'a>,
    words: &'a Words,
}

impl Scene<'_> {
    /// Writes the page of a day, and tells the day.
    fn replay(&self, file: Option<&Path>, terminal: &Terminal) -> Result<(), Failure> {
        let Self { command, given, rehearsal, times, names, words } = *self;
        let (stage, exercise) = (rehearsal.stage, given.scenario.exercise);
        let day = command.day.unwrap_or(0);
        let setting = rehearsal.setting(day, None);
        let (played, moves) = film(stage, &setting);
        let told = story::Told { stage, times, names, words };
        let page = replay::write(&Shown {
            stage,
            setting: &setting,
            played: &played,
            film: &moves,
            day: command.day,
            seed: command.seed,
            dark: rehearsal.dark,
            title: &given.scenario.title,
            exercise,
            story: told.lines(&setting, &played),
            times,
            names,
            words,
        });
        let beside = if command.plan.is_dir() { Some(command.plan.as_path()) } else { command.plan.parent() };
        let file = file.map_or_else(|| beside.unwrap_or(Path::new("")).join("replay.html"), Path::to_path_buf);
        let name = file.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let folder = file.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        if !folder.is_dir() {
            return Err(Failure::file("write", &file, &std::io::ErrorKind::NotFound.into()));
        }
        folder::add(folder, &[(&name, page)])?;
        let mut document = exercise::said(story::document(day, command.seed, &setting, &played, &told), exercise);
        document["replay"] = file.display().to_string().into();
        let mut text = match command.day {
            Some(day) => story::screen(day, &setting, &played, &told, exercise),
            None => story::calm(&setting, &played, &told, exercise),
        };
        text = format!("{text}\n{}\n", words.tell("rehearse-written", &[("file", file.display().to_string().into())]));
        terminal.answer(&document, &text)
    }
}

/// Writes the page and the document beside the plan; says so.
fn write(
    command: &Rehearse,
    rehearsed: &Rehearsed<'_>,
    document: &serde_json::Value,
    words: &Words,
) -> Result<String, Failure> {
    let folder = &command.plan;
    let before = before::of(folder, document);
    let figures = |before: &before::Before| [("n", count(before.days)), ("seed", before.seed.to_string().into())];
    if let Some(longer) = before.as_ref().filter(|before| before.days > rehearsed.summary.days && !command.replace) {
        let mut text = String::new();
        paragraph(&mut text, &words.tell("rehearse-kept", &figures(longer)), "");
        return Ok(text);
    }
    let from_inside = |file: &Path| folder::path_from(folder, file);
    let beside = page::Beside {
        scenario: from_inside(&command.scenario),
        network: command.network.as_deref().map(from_inside),
        report: folder.join("report.html").is_file(),
    };
    let mut files = vec![
        ("rehearsal.html", page::write(rehearsed, &beside, words)),
        ("rehearsal.json", format!("{document:#}\n").into_bytes()),
    ];
    let mut text = String::new();
    match beside.report.then(|| in_report(&folder.join("report.html"), rehearsed)) {
        Some(Ok(report)) => files.insert(1, ("report.html", report)),
        Some(Err(message)) => paragraph(&mut text, &words.say(message), ""),
        None => {}
    }
    folder::add(folder, &files)?;
    for (name, _) in &files {
        let file = folder.join(name).display().to_string();
        text = format!("{text}{}\n", words.tell("rehearse-written", &[("file", file.into())]));
    }
    let same =
        |before: &before::Before| (before.days, before.seed) == (rehearsed.summary.days, rehearsed.rehearsal.seed);
    if let Some(replaced) = before.as_ref().filter(|before| !same(before)) {
        paragraph(&mut text, &words.tell("rehearse-replaced", &figures(replaced)), "");
    }
    Ok(text)
}

/// The report with the rehearsal in it, or why it is left as it is.
fn in_report(file: &Path, rehearsed: &Rehearsed<'_>) -> Result<Vec<u8>, &'static str> {
    let foreign = "in-report-no-place";
    if file.is_symlink() {
        return Err(foreign);
    }
    let report = std::fs::read_to_string(file).map_err(|_| foreign)?;
    let today = jiff::Timestamp::now().strftime("%Y-%m-%d").to_string();
    in_report::put(&report, rehearsed, &today).map(String::into_bytes).map_err(|left| match left {
        Left::NoPlace => foreign,
        Left::OtherPlan => "in-report-other-plan",
    })
}

/// Somebody has called the work off.
fn stopped() -> Failure {
    Failure::input(Finding::error("rehearse.stopped", "the rehearsal was stopped"))
}

/// The situation that a plan was made for; the plan must hold in it.
fn situation_of(given: &Given, plan: &Plan) -> Result<Situation, Failure> {
    let laid = lay(&given.scenario, &given.network, given.network_digest, &given.overlay);
    let mut findings = given.findings.clone();
    findings.extend(laid.findings.iter().cloned());
    let Some(situation) = laid.situation(plan.reading).filter(|_| !any_error(&findings)) else {
        let (name, text) = given.text.clone();
        return Err(Failure::in_text(Kind::Input, findings, name, text));
    };
    check::made_for(plan, &situation)?;
    let situation = situation.with_reversed(&plan.reversed);
    let faults = checks::plan(&given.network, &situation, plan);
    if any_error(&faults) {
        return Err(Failure { kind: Kind::Answer, findings: faults, text: None });
    }
    Ok(situation)
}
