//! What a text leaves open that a plan cannot do without.

use super::rows::Rows;
use super::{Asked, OWN_CARS};
use passage_model::nearest::nearest;

/// A thing that is lacking: it must be given beside the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Lacking {
    /// No zone for the times.
    Zone,
    /// When the silence begins.
    Begin,
    /// When it ends.
    End,
    /// A way out.
    Way,
    /// Where people gather is known, who is at which of several points is not.
    Shares,
    /// How many people leave.
    Persons,
    /// Whether private cars may go, and in what else.
    Vehicles,
    /// What a checkpoint passes.
    Rate(String),
    /// A place of [places] that the text does not have, and the nearest that it has.
    NoSuchPlace(String, Option<String>),
}

/// What is lacking in the tables, in the order in which it would be asked.
pub fn lacking(asked: &Asked<'_>, rows: &Rows) -> Vec<Lacking> {
    let mut lacking = Vec::new();
    let top = |key: &str| rows.top.get(key).is_some();
    let mut unless = |there: bool, what: Lacking| {
        if !there {
            lacking.push(what);
        }
    };
    let has_windows = rows.of("corridor").all(|row| row.get("windows").is_some());
    unless(top("zone"), Lacking::Zone);
    unless(top("h_hour"), Lacking::Begin);
    unless(top("horizon") && has_windows, Lacking::End);
    unless(asked.outline.courses.iter().any(|c| !c.inbound) || rows.of("corridor").next().is_some(), Lacking::Way);
    let groups = rows.of("group").count();
    let counted = rows.of("group").all(|row| row.get("persons").is_some());
    if groups == 0 && rows.of("assembly").count() > 1 {
        unless(false, Lacking::Shares);
    } else if groups == 0 {
        unless(asked.outline.private_cars == Some(true), Lacking::Vehicles);
    }
    unless(groups == 0 || counted, Lacking::Persons);
    for gate in rows.of("checkpoint").filter(|row| row.get("rate").is_none()) {
        unless(false, Lacking::Rate(gate.name().to_owned()));
    }
    for (name, _) in &asked.beside.places {
        let mut known = asked.outline.courses.iter().flat_map(|c| &c.stops).map(|stop| stop.name.as_str());
        let known: Vec<&str> = known.by_ref().chain(asked.outline.assembly.iter().map(String::as_str)).collect();
        let gates = asked.outline.gates.iter().map(|gate| gate.name.as_str());
        let known: Vec<&str> = known.into_iter().chain(gates).collect();
        let near = nearest(name, known.iter().copied()).map(str::to_owned);
        unless(known.contains(&name.as_str()), Lacking::NoSuchPlace(name.clone(), near));
    }
    lacking
}

impl Lacking {
    /// What to write beside the text.
    pub fn example(&self) -> String {
        match self {
            Self::Zone => "zone = \"Europe/Kyiv\"".into(),
            Self::Begin => "h_hour = \"2022-03-05 09:00\"".into(),
            Self::End => "horizon = \"7 h\", and windows = [\"...\"] under [[corridor]]".into(),
            Self::Way => "[[corridor]] name = \"...\", via = [\"...\", \"...\"]".into(),
            Self::Shares => {
                "[[group]] assembly = \"...\", kind = \"own car\", persons = ...; one for each point".into()
            }
            Self::Persons => format!("[[group]] name = {OWN_CARS:?}, persons = ..."),
            Self::Vehicles => "[[group]] name = \"...\", assembly = \"...\", kind = \"bus\", persons = ...".into(),
            Self::Rate(name) => format!("[[checkpoint]] name = {name:?}, rate = {{ own_car = ..., bus = ... }}"),
            Self::NoSuchPlace(_, Some(near)) => format!("{near:?} = \"...\""),
            Self::NoSuchPlace(_, None) => "...".into(),
        }
    }
}
