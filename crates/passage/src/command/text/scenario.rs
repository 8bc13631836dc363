//! `passage text scenario` and `passage text answer`: a text becomes a scenario for the planner, and the answer comes back.

use super::text;
use crate::command::check;
use crate::command::scenario::CorridorFigures;
use crate::failure::{Failure, Kind};
use crate::folder;
use crate::roads;
use crate::situate::lay;
use crate::terminal::Terminal;
use crate::texts::answer::{self, Answer, Planned};
use crate::texts::scenario::{Asked, Beside, document, draft, screen, whose};
use crate::words::{Language, Words};
use clap::Args;
use passage_model::digest::Digest;
use passage_model::finding::{Finding, any_error};
use passage_model::scenario::{self, Scenario};
use passage_model::situation::Reading;
use passage_network::overlay::Overlay;
use passage_statements::text::{Outline, Side, Text};
use std::path::{Path, PathBuf};

/// What a scenario is made from.
#[derive(Debug, Args)]
#[command(after_help = "Example: the text of 5 March as a scenario on the roads of the built-in example\n  \
    passage text scenario examples/texts-2022/mariupol-2022-03-05-ukraine.toml \\\n    \
    --roads examples/mariupol-2022/roads.geojson --with examples/talks-2022/beside.toml --exercise")]
pub struct MakeScenario {
    /// One side's text, or both sides': then what both hold to is taken.
    #[arg(value_name = "TEXT", num_args = 1..=2, required = true)]
    pub texts: Vec<PathBuf>,
    /// Of two texts, take this side's, and say where the other differs.
    #[arg(long, value_name = "SIDE")]
    pub of: Option<String>,
    /// The roads that the scenario is to name; names of places are tried on them.
    #[arg(long, value_name = "FILE")]
    pub roads: Option<PathBuf>,
    /// Tables of a scenario beside the text, for what it leaves open: groups, rates of checkpoints, [places].
    #[arg(long, value_name = "FILE", alias = "groups")]
    pub with: Option<PathBuf>,
    /// An exercise: everything made from the scenario says so.
    #[arg(long)]
    pub exercise: bool,
    /// Where to write the scenario; made only where nothing is lacking.
    #[arg(short, long, value_name = "FILE")]
    pub out: Option<PathBuf>,
    /// The language of the answer; the scenario is in English.
    #[arg(long, value_enum, default_value_t = Language::En)]
    pub language: Language,
}

/// What is laid beside a text.
#[derive(Debug, Args)]
pub struct AnswerTo {
    /// One side's text, or both sides'.
    #[arg(value_name = "TEXT", num_args = 1..=2, required = true)]
    pub texts: Vec<PathBuf>,
    /// Of two texts, this side's.
    #[arg(long, value_name = "SIDE")]
    pub of: Option<String>,
    /// The folder that `passage plan` has written.
    #[arg(long, value_name = "FOLDER")]
    pub plan: PathBuf,
    /// The language of the answer.
    #[arg(long, value_enum, default_value_t = Language::En)]
    pub language: Language,
}

/// Makes the scenario; exit code 1 while something is lacking.
pub fn make(command: &MakeScenario, terminal: &Terminal) -> Result<(), Failure> {
    let words = Words::new(command.language);
    let texts = command.texts.iter().map(|path| text(path, terminal)).collect::<Result<Vec<_>, _>>()?;
    let of = command.of.as_deref().and_then(|of| texts.iter().position(|text| is_of(text, of)));
    let asked = Asked {
        outline: outline(&texts, command.of.as_deref())?,
        sides: texts.iter().map(|text| text.side.clone()).collect(),
        of: of.filter(|_| texts.len() == 2).map(|at| if at == 0 { Side::A } else { Side::B }),
        texts: chosen(&texts, command.of.as_deref()),
        beside: command.with.as_deref().map(Beside::read).transpose()?.unwrap_or_default(),
        network: command.roads.as_deref().map(|roads| named_from(command.out.as_deref(), roads)),
        exercise: command.exercise,
    };
    let made = draft(&asked);
    if !made.lacking.is_empty() {
        let shown = screen(&asked, &made, &[], None, &words);
        terminal.answer(&document(&asked, &made, (None, &[]), None, &words), &shown)?;
        return Err(Failure::answered_no());
    }
    let text = made.rows.write(&head(&asked, command));
    let ways = try_out(&text, command, terminal)?;
    if let Some(out) = &command.out {
        write(out, &text)?;
    }
    let (out, made_of) = (command.out.as_deref(), (Some(text.as_str()), &ways[..]));
    let shown = screen(&asked, &made, &ways, out, &words);
    terminal.answer(&document(&asked, &made, made_of, out, &words), &shown)
}

/// What the texts say: one's, both's, or of two the one that is asked for, with where the other differs.
fn outline(texts: &[Text], of: Option<&str>) -> Result<Outline, Failure> {
    let (both, own) = match texts {
        [a, b] => (Some(Outline::of_both(a, b)), of.map(|_| chosen(texts, of))),
        _ => (None, of.map(|_| chosen(texts, of))),
    };
    match (both, own.as_deref()) {
        (_, Some([])) => {
            let sides: Vec<&str> = texts.iter().map(|text| text.side.as_str()).collect();
            let words = format!("none of the texts is of {:?}", of.unwrap_or_default());
            let advice = format!("Write --of and one of: {}.", sides.join(", "));
            Err(Failure::input(Finding::error("text.no-such-side", words).advise(advice)))
        }
        (Some(both), Some([own, ..])) => Ok(Outline { apart: both.apart, ..Outline::of(own) }),
        (Some(both), None) => Ok(both),
        (None, _) => Ok(Outline::of(&texts[0])),
    }
}

fn chosen<'t>(texts: &'t [Text], of: Option<&str>) -> Vec<&'t Text> {
    texts.iter().filter(|text| of.is_none_or(|side| is_of(text, side))).collect()
}

fn is_of(text: &Text, side: &str) -> bool {
    text.side.to_lowercase() == side.to_lowercase()
}

/// The road file as seen from where the scenario will lie.
fn named_from(out: Option<&Path>, roads: &Path) -> String {
    let beside = out
        .and_then(Path::parent)
        .map_or(Path::new("."), |parent| if parent.as_os_str().is_empty() { Path::new(".") } else { parent });
    if out.is_none() {
        return roads.display().to_string();
    }
    folder::path_from(beside, roads).display().to_string()
}

fn head(asked: &Asked<'_>, command: &MakeScenario) -> String {
    let names: Vec<String> = command
        .texts
        .iter()
        .map(|path| path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned())
        .collect();
    format!(
        "# Made by `passage text scenario` from {} ({}). Each table says in `source` where its values come from:\n\
         # from the text, from what was given beside it, or assumed by us.\n",
        names.join(" and "),
        whose(&asked.outline)
    )
}

/// Reads the scenario as the planner will, and lays it over the roads where they are given: how long each way is there.
fn try_out(text: &str, command: &MakeScenario, terminal: &Terminal) -> Result<Vec<CorridorFigures>, Failure> {
    let name = command.out.as_ref().map_or_else(|| "scenario.toml".to_owned(), |out| out.display().to_string());
    let refused = |findings: Vec<Finding>| Failure::in_text(Kind::Input, findings, name.clone(), text);
    let (scenario, mut findings) = scenario::read(text.as_bytes());
    let Some(scenario) = scenario else { return Err(refused(findings)) };
    let mut ways = Vec::new();
    if let Some(path) = &command.roads {
        let loaded = roads::load(path, &terminal.work(0))?;
        let laid = lay(&scenario, &loaded.network, loaded.digest, &Overlay::default());
        findings.extend(laid.findings.iter().cloned());
        if let Some(situation) = laid.situation(Reading::Likely) {
            ways = situation.corridors.iter().map(|own| CorridorFigures::of(&laid, &situation, own)).collect();
        }
    }
    if any_error(&findings) {
        return Err(refused(findings));
    }
    findings.retain(|finding| finding.severity > passage_model::finding::Severity::Note);
    terminal.remark(&findings, Some(&(name, text.to_owned())));
    Ok(ways)
}

/// Writes the scenario, but not over another one: somebody may have gone on working on it.
fn write(out: &Path, text: &str) -> Result<(), Failure> {
    if out.exists() && !std::fs::read(out).is_ok_and(|there| there == text.as_bytes()) {
        let words = format!("{} is there already and is another scenario", out.display());
        let advice = "It may be somebody's work. Name another file with --out, or remove it first.";
        return Err(Failure::input(Finding::error("file.in-the-way", words).advise(advice)));
    }
    std::fs::write(out, text).map_err(|cause| Failure::file("write", out, &cause))
}

/// Lays the plan's answer beside the text; exit code 1 where the plan does not keep to it.
pub fn answer(command: &AnswerTo, terminal: &Terminal) -> Result<(), Failure> {
    let words = Words::new(command.language);
    let texts = command.texts.iter().map(|path| text(path, terminal)).collect::<Result<Vec<_>, _>>()?;
    let outline = outline(&texts, command.of.as_deref())?;
    let planned = planned(&command.plan)?;
    let answer = Answer::of(&outline, &planned);
    let document = answer::document(&outline, &planned, &answer, &words);
    terminal.answer(&document, &answer::screen(&outline, &planned, &answer, &words))?;
    if answer.misfits.is_empty() { Ok(()) } else { Err(Failure::answered_no()) }
}

fn planned(folder: &Path) -> Result<Planned, Failure> {
    let likely = check::read(folder)?;
    let beside = if folder.is_dir() { folder.to_owned() } else { folder.parent().unwrap_or(folder).to_owned() };
    let path = beside.join("scenario.json");
    let bytes = std::fs::read(&path).map_err(|cause| Failure::file("read", &path, &cause))?;
    let scenario: Option<Scenario> = serde_json::from_slice(&bytes).ok();
    let scenario = scenario.filter(|scenario| scenario.digest() == likely.scenario).ok_or_else(|| {
        let found = Digest::of(&bytes).short();
        let words = format!("{} ({found}) is not the scenario that the plan beside it was made for", path.display());
        Failure::input(Finding::error("plan.other-scenario", words).advise("Plan anew with `passage plan`."))
    })?;
    let mut others = Vec::new();
    for name in ["plan-pessimistic.json", "plan-optimistic.json"] {
        let path = beside.join(name);
        if path.exists() {
            let other = check::read(&path)?;
            others.extend((other.scenario == likely.scenario).then_some(other));
        }
    }
    Ok(Planned { scenario, likely, others })
}
