//! `passage clock`: a time or a window as it was quoted, by the clocks of both sides, and across the change of the clocks.

use crate::failure::{Failure, Kind};
use crate::outcome::times::{MONTHS, duration};
use crate::terminal::Terminal;
use crate::words::{Language, Words};
use clap::Args;
use jiff::Timestamp;
use jiff::civil::Date;
use passage_model::civil::{AcrossChange, Zone, across_change};
use passage_model::finding::Finding;
use passage_model::units::Seconds;
use passage_statements::clock::{ClockError, Context, Window};
use serde_json::json;

/// What is read.
#[derive(Debug, Args)]
#[command(after_help = "Example: a window by two clocks, and a curfew of 35 hours\n  \
    passage clock \"10:00 to 17:00 Moscow\" --on 2022-03-05\n  \
    passage clock \"09:00-16:00 Kyiv (10:00-17:00 Moscow) on 5 March 2022\"\n  \
    passage clock \"from 20:00 on 15 March 2022 for 35 hours\" --zone Europe/Kyiv")]
pub struct Clock {
    /// Times or windows as they were quoted: "10:00 to 17:00 Moscow", "noon Kyiv", "from 20:00 for 35 hours".
    #[arg(value_name = "TEXT", required = true)]
    pub texts: Vec<String>,
    /// The date of times that name none: 2022-03-05.
    #[arg(long, value_name = "DATE")]
    pub on: Option<String>,
    /// The zone of times that name none: Europe/Kyiv.
    #[arg(long, value_name = "ZONE")]
    pub zone: Option<String>,
    /// A clock that the answer is told by; may be given again. Kyiv, Moscow and UTC unless said otherwise.
    #[arg(long, value_name = "ZONE")]
    pub by: Vec<String>,
    /// The language of the answer.
    #[arg(long, value_enum, default_value_t = Language::En)]
    pub language: Language,
}

/// The clocks that an answer is told by, unless said otherwise: of the two sides, and of the world.
const BY: [&str; 3] = ["Europe/Kyiv", "Europe/Moscow", "UTC"];

/// One text, read.
struct Quoted {
    window: Window,
    /// It is one moment, which stands as the beginning.
    one: bool,
}

/// Does what was asked. A time that does not exist, comes twice, or is told differently by two clocks is refused.
pub fn run(command: &Clock, terminal: &Terminal) -> Result<(), Failure> {
    let words = Words::new(command.language);
    let zone = command.zone.as_deref().map(zone).transpose()?;
    let date =
        command.on.as_deref().map(|text| Context::default().date(text)).transpose().map_err(|error| refused(&error))?;
    let context = Context { zone, date, said_at: None };
    let by = if command.by.is_empty() { BY.map(str::to_owned).to_vec() } else { command.by.clone() };
    let by = by.iter().map(|name| self::zone(name)).collect::<Result<Vec<Zone>, Failure>>()?;
    let (mut lines, mut documents) = (Vec::new(), Vec::new());
    for text in &command.texts {
        let quoted = read(&context, text).map_err(|error| refused(&error))?;
        lines.push(quoted.screen(&by, &words));
        documents.push(quoted.document(&by));
    }
    terminal.answer(&json!({ "times": documents }), &lines.join("\n\n"))
}

fn zone(name: &str) -> Result<Zone, Failure> {
    let known = match name.to_lowercase().as_str() {
        "kyiv" | "kiev" => "Europe/Kyiv",
        "moscow" => "Europe/Moscow",
        _ => name,
    };
    Zone::find(known).map_err(|error| refused(&error.into()))
}

fn refused(error: &ClockError) -> Failure {
    Failure::new(Kind::Input, Finding::error(error.code(), error.to_string()).advise(error.advice()))
}

fn read(context: &Context, text: &str) -> Result<Quoted, ClockError> {
    match context.window(text) {
        Ok(window) => Ok(Quoted { window, one: false }),
        Err(ClockError::OneMoment { .. }) => {
            let moment = context.moment(text)?;
            let (clocks, quoted) = (vec![moment.zone.clone()], moment.quoted.clone());
            Ok(Quoted { window: Window { from: Some(moment), until: None, clocks, quoted }, one: true })
        }
        Err(error) => Err(error),
    }
}

impl Quoted {
    /// The zone that it was quoted in.
    fn own(&self) -> Option<&Zone> {
        self.window.from.as_ref().or(self.window.until.as_ref()).map(|moment| &moment.zone)
    }

    /// Its ends; that of a window with one end twice.
    fn ends(&self) -> Option<(Timestamp, Timestamp)> {
        let (from, until) = (self.window.from.as_ref(), self.window.until.as_ref());
        Some((from.or(until)?.at, until.or(from)?.at))
    }

    /// The same hours on the other side of the change of the clocks, where the two are then apart by another amount.
    fn across(&self, other: &Zone) -> Option<AcrossChange> {
        across_change(other, self.own()?, self.ends()?)
    }

    /// What the hands of its own clock seem to say of its length, where the clocks change within it.
    fn seems(&self) -> Option<i64> {
        let ((from, until), own) = (self.ends()?, self.own()?);
        let moved = own.offset(until).seconds() - own.offset(from).seconds();
        (moved != 0).then(|| until.as_second() - from.as_second() + i64::from(moved))
    }

    fn screen(&self, by: &[Zone], words: &Words) -> String {
        let Some((own, (from, until))) = self.own().zip(self.ends()) else { return self.window.quoted.clone() };
        let mut lines = vec![self.window.quoted.clone()];
        let hours = ("hours", self.dated(own, (from, until), words).into());
        let length = self.window.length().map(|length| Seconds(length.as_secs().max(0) as u32));
        let said = match length {
            Some(length) => words.tell("clock-lasts", &[hours, ("length", duration(length, words).into())]),
            None => words.tell("clock-said", &[hours]),
        };
        lines.push(format!("  {said}"));
        if let Some(seems) = self.seems() {
            let seems = duration(Seconds(seems.max(0) as u32), words);
            lines.push(format!("  {}", words.tell("clock-within", &[("seems", seems.into())])));
        }
        for other in by.iter().filter(|other| other.name() != own.name()) {
            lines.push(format!("  {}", self.beside(own, other, (from, until), words)));
        }
        lines.join("\n")
    }

    /// "10:00 to 17:00 Moscow is 09:00 to 16:00 in Kyiv on 5 March 2022, and 10:00 to 17:00 on 28 March 2022: the clocks changed
    /// on 27 March 2022."
    fn beside(&self, own: &Zone, other: &Zone, ends: (Timestamp, Timestamp), words: &Words) -> String {
        let mut figures = vec![
            ("hours", self.clock(own, ends, words).into()),
            ("own", called(own, words).into()),
            ("there", self.dated(other, ends, words).into()),
        ];
        let one_day =
            |zone: &Zone, (from, until): (Timestamp, Timestamp)| zone.at(from).date() == zone.at(until).date();
        // What goes over days is told with its dates; the same over other days would only confuse.
        let far = self.across(other).filter(|far| one_day(own, ends) && one_day(other, (far.from, far.until)));
        let Some(far) = far else { return words.tell("clock-is", &figures) };
        let hours = self.clock(other, (far.from, far.until), words);
        let there = [("hours", hours.into()), ("date", date(other.at(far.from).date(), words).into())];
        figures.push(("far", words.tell("clock-on", &there).into()));
        figures.push(("change", date(own.at(far.change).date(), words).into()));
        words.tell("clock-is-across", &figures)
    }

    /// The hours alone: "10:00 to 17:00", "from 10:00", "until 21:00", "10:00".
    fn clock(&self, zone: &Zone, (from, until): (Timestamp, Timestamp), words: &Words) -> String {
        let shown = |at: Timestamp| zone.at(at).strftime("%H:%M").to_string();
        let (from, until) = (shown(from), shown(until));
        match (&self.window.from, &self.window.until) {
            (Some(_), Some(_)) => words.tell("clock-hours", &[("from", from.into()), ("until", until.into())]),
            (Some(_), None) if self.one => from,
            (Some(_), None) => words.tell("clock-from", &[("from", from.into())]),
            _ => words.tell("clock-until", &[("until", until.into())]),
        }
    }

    /// The hours with the zone and the date, or each with its own date.
    fn dated(&self, zone: &Zone, ends: (Timestamp, Timestamp), words: &Words) -> String {
        let (first, last) = (zone.at(ends.0), zone.at(ends.1));
        let name = ("zone", called(zone, words).into());
        if first.date() == last.date() {
            let hours = ("hours", self.clock(zone, ends, words).into());
            return words.tell("clock-on-by", &[hours, name, ("date", date(first.date(), words).into())]);
        }
        let [from, until] = [first, last].map(|at| {
            let hours = at.strftime("%H:%M").to_string();
            words.tell("clock-on", &[("hours", hours.into()), ("date", date(at.date(), words).into())])
        });
        let hours = words.tell("clock-hours", &[("from", from.into()), ("until", until.into())]);
        words.tell("clock-over", &[("hours", hours.into()), name])
    }

    fn document(&self, by: &[Zone]) -> serde_json::Value {
        let local = |zone: &Zone, at: Timestamp| json!({ "local": zone.at(at).to_string(), "offset": zone.offset(at).to_string(), "utc": at.to_string() });
        let (from, until) = (self.window.from.as_ref(), self.window.until.as_ref());
        let told = by.iter().map(|zone| {
            json!({
                "zone": zone.name(),
                "from": from.map(|moment| local(zone, moment.at)),
                "until": until.map(|moment| local(zone, moment.at)),
                "across_change": self.across(zone).map(|far| json!({
                    "clocks_change": far.change.to_string(),
                    "from": local(zone, far.from),
                    "until": local(zone, far.until),
                })),
            })
        });
        json!({
            "quoted": self.window.quoted,
            "zone": self.own().map(Zone::name),
            "from": from.map(|moment| local(&moment.zone, moment.at)),
            "until": until.map(|moment| local(&moment.zone, moment.at)),
            "is_moment": self.one,
            "seconds": self.window.length().map(|length| length.as_secs()),
            "clocks": self.window.clocks.iter().map(Zone::name).collect::<Vec<_>>(),
            "by": told.collect::<Vec<_>>(),
        })
    }
}

/// What a clock is called: the two capitals by their names, others as the database has them.
fn called(zone: &Zone, words: &Words) -> String {
    match zone.name() {
        "Europe/Kyiv" | "Europe/Kiev" => words.say("clock-kyiv"),
        "Europe/Moscow" => words.say("clock-moscow"),
        name => name.to_owned(),
    }
}

/// "5 March 2022".
fn date(date: Date, words: &Words) -> String {
    let month = words.say(MONTHS[usize::from(date.month().unsigned_abs().saturating_sub(1)) % 12]);
    let figures =
        [("day", date.day().to_string().into()), ("month", month.into()), ("year", date.year().to_string().into())];
    words.tell("date-long", &figures)
}
