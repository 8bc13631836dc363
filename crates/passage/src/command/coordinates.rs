//! `passage coordinates`: coordinates read in any form, said back in the others, and doubted where they lie far from where they
//! should.

use crate::failure::{Failure, Kind};
use crate::places::{GazetteerFile, version_document};
use crate::roads;
use crate::terminal::Terminal;
use crate::words::{Language, Words, count};
use clap::Args;
use passage_model::finding::Finding;
use passage_model::units::Position;
use passage_statements::coordinates::{Area, Doubt, Form, Reading, Slip, nearest};
use passage_statements::place::Place;
use serde_json::json;
use std::path::PathBuf;

/// How far from `--near` a position may lie, in kilometres, unless said otherwise: a corridor is shorter.
const WITHIN_KM: u32 = 300;

/// What is read.
#[derive(Debug, Args)]
pub struct Coordinates {
    /// Coordinates: decimal degrees (latitude first), degrees and minutes, UTM, MGRS.
    #[arg(value_name = "COORDINATES", required = true)]
    pub coordinates: Vec<String>,
    /// Where they should be, as coordinates in any form.
    #[arg(long, value_name = "COORDINATES")]
    pub near: Option<String>,
    /// How far from there they may be, in kilometres.
    #[arg(long, value_name = "KM", default_value_t = WITHIN_KM, requires = "near")]
    pub within: u32,
    /// Roads or a network, for the name of the nearest place.
    #[arg(long, value_name = "FILE")]
    pub network: Option<PathBuf>,
    /// A table of places, for the name of the nearest one.
    #[command(flatten)]
    pub gazetteer: GazetteerFile,
    /// The language of the answer.
    #[arg(long, value_enum, default_value_t = Language::En)]
    pub language: Language,
}

/// Does what was asked. A position out of its area is an answer with exit code 1.
pub fn run(command: &Coordinates, terminal: &Terminal) -> Result<(), Failure> {
    let words = Words::new(command.language);
    let network = command.network.as_deref().map(|path| roads::load(path, &terminal.work(0))).transpose()?;
    let mut places: Vec<(String, Position)> = network.map_or_else(Vec::new, |loaded| {
        loaded.network.places().iter().map(|place| (place.name.clone(), place.position)).collect()
    });
    let gazetteer = command.gazetteer.read(terminal)?;
    if let Some(gazetteer) = &gazetteer {
        let named = |place: &Place| Some((in_oblast(place), place.at?));
        places.extend(gazetteer.places().iter().filter_map(named));
    }
    let middle = command.near.as_deref().map(read).transpose()?;
    let area = middle.map(|near| Area { middle: near.position, metres: f64::from(command.within) * 1_000.0 });
    let (mut documents, mut lines, mut in_area) = (Vec::new(), Vec::new(), true);
    for text in &command.coordinates {
        let reading = read(text)?;
        let doubt = area.and_then(|area| reading.doubt(area));
        in_area &= doubt.is_none();
        let near = nearest(reading.position, places.iter().map(|(name, at)| (name.as_str(), *at)));
        lines.push(screen(&reading, doubt.as_ref(), near, &words));
        documents.push(document(&reading, doubt.as_ref(), near));
    }
    let version = gazetteer.as_ref().map(version_document);
    terminal.answer(&json!({ "coordinates": documents, "gazetteer": version }), &lines.join("\n\n"))?;
    if in_area { Ok(()) } else { Err(Failure::answered_no()) }
}

/// "Izium (Kharkiv oblast)".
fn in_oblast(place: &Place) -> String {
    if place.oblast.is_empty() { place.name.clone() } else { format!("{} ({})", place.name, place.oblast) }
}

/// Reads coordinates of the command line.
pub(super) fn read(text: &str) -> Result<Reading, Failure> {
    // A minus sign may have come as one that does not look like an option.
    let reading = Reading::read(text);
    reading.map_err(|error| {
        Failure::new(Kind::Input, Finding::error(error.code(), error.to_string()).advise(error.advice()))
    })
}

fn screen(reading: &Reading, doubt: Option<&Doubt>, near: Option<(&str, f64)>, words: &Words) -> String {
    let head = [("text", reading.quoted.as_str().into()), ("form", form_words(reading.form, words).into())];
    let mut lines = vec![words.tell("coordinates-head", &head)];
    let forms = [
        ("coordinates-decimal", Some(reading.decimal())),
        ("coordinates-degrees", Some(reading.degrees())),
        ("coordinates-utm", reading.utm()),
        ("coordinates-mgrs", reading.mgrs()),
    ];
    for (message, form) in forms {
        lines.extend(form.map(|form| format!("  {}", words.tell(message, &[("form", form.into())]))));
    }
    if let Some((name, metres)) = near {
        let figures = [("name", name.into()), ("far", far(metres, words).into())];
        lines.push(format!("  {}", words.tell("coordinates-nearest", &figures)));
    }
    if let Some(doubt) = doubt {
        lines.push(words.tell("coordinates-far", &[("far", far(doubt.metres, words).into())]));
        for (slip, position) in &doubt.likely {
            let there = Reading { position: *position, ..reading.clone() }.decimal();
            let figures = [("slip", slip_words(*slip, words).into()), ("there", there.into())];
            lines.push(words.tell("coordinates-likely", &figures));
        }
        if doubt.likely.is_empty() {
            lines.push(words.say("coordinates-unexplained"));
        }
    }
    lines.join("\n")
}

fn far(metres: f64, words: &Words) -> String {
    let kilometres = metres / 1_000.0;
    let shown = if kilometres < 10.0 { words.decimal(kilometres, 1) } else { words.number(kilometres.round() as u64) };
    words.tell("coordinates-km", &[("km", shown.into())])
}

fn form_words(form: Form, words: &Words) -> String {
    match form {
        Form::Decimal => words.say("coordinates-form-decimal"),
        Form::Degrees => words.say("coordinates-form-degrees"),
        Form::Utm | Form::Mgrs => form.name().to_owned(),
    }
}

fn slip_words(slip: Slip, words: &Words) -> String {
    match slip {
        Slip::Swapped => words.say("coordinates-swapped"),
        Slip::LatitudeSign => words.say("coordinates-latitude-sign"),
        Slip::LongitudeSign => words.say("coordinates-longitude-sign"),
        Slip::BothSigns => words.say("coordinates-both-signs"),
        Slip::Zone(zone) => words.tell("coordinates-zone", &[("zone", count(zone))]),
    }
}

fn document(reading: &Reading, doubt: Option<&Doubt>, near: Option<(&str, f64)>) -> serde_json::Value {
    let words = Words::new(Language::En);
    let position = [reading.position.lat_degrees(), reading.position.lon_degrees()];
    json!({
        "quoted": reading.quoted,
        "form": reading.form.name(),
        "position": position,
        "decimal": reading.decimal(),
        "degrees": reading.degrees(),
        "utm": reading.utm(),
        "mgrs": reading.mgrs(),
        "nearest": near.map(|(name, metres)| json!({ "name": name, "metres": metres.round() })),
        "doubt": doubt.map(|doubt| json!({
            "metres": doubt.metres.round(),
            "likely": doubt.likely.iter().map(|(slip, there)| json!({
                "slip": slip_words(*slip, &words),
                "position": [there.lat_degrees(), there.lon_degrees()],
            })).collect::<Vec<_>>(),
        })),
    })
}
