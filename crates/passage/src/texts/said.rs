//! Values of a corridor text in words that can be read out.

use crate::words::{Words, count};
use passage_model::civil::Zone;
use passage_statements::clock::{Bound, Moment, Window};
use passage_statements::text::{Comparison, Side, Text, Value};

/// "2022-03-08 10:00 (Europe/Moscow)", with what it is by the clocks of `other` where they show another time.
pub(super) fn moment(moment: &Moment, other: Option<&Zone>, words: &Words) -> String {
    let shown = |zone: &Zone| zone.at(moment.at).strftime("%F %H:%M").to_string();
    let own = format!("{} ({})", shown(&moment.zone), moment.zone.name());
    let differs = other.filter(|zone| zone.offset(moment.at) != moment.zone.offset(moment.at));
    let own = match differs {
        Some(zone) => {
            let hour = zone.at(moment.at).strftime("%H:%M").to_string();
            let figures = [("own", own.into()), ("hour", hour.into()), ("zone", zone.name().into())];
            words.tell("text-by-other-clock", &figures)
        }
        None => own,
    };
    if moment.about { words.tell("text-about", &[("moment", own.into())]) } else { own }
}

/// A moment with the word that says which way it bounds: "no later than", "not before".
fn bounded(own: &Moment, other: Option<&Zone>, words: &Words) -> String {
    let shown = moment(own, other, words);
    match own.bound {
        Bound::At | Bound::AsOf => shown,
        Bound::From => words.tell("text-not-before", &[("moment", shown.into())]),
        Bound::By => words.tell("text-no-later", &[("moment", shown.into())]),
    }
}

fn window(window: &Window, other: Option<&Zone>, words: &Words) -> String {
    let tell = |message: &str, at: &Moment| words.tell(message, &[("moment", moment(at, other, words).into())]);
    match (&window.from, &window.until) {
        (Some(from), Some(until)) if from.zone.at(from.at).date() == until.zone.at(until.at).date() => {
            let hours = |zone: &Zone| {
                format!("{}\u{2013}{}", zone.at(from.at).strftime("%H:%M"), zone.at(until.at).strftime("%H:%M"))
            };
            let date = from.zone.at(from.at).strftime("%F").to_string();
            let own = format!("{date} {} ({})", hours(&from.zone), from.zone.name());
            match other.filter(|zone| zone.offset(from.at) != from.zone.offset(from.at)) {
                Some(zone) => {
                    let figures = [("own", own.into()), ("hour", hours(zone).into()), ("zone", zone.name().into())];
                    words.tell("text-by-other-clock", &figures)
                }
                None => own,
            }
        }
        (Some(from), Some(until)) => {
            format!("{} \u{2013} {}", moment(from, other, words), moment(until, other, words))
        }
        (Some(from), None) => tell("text-from-no-end", from),
        (None, Some(until)) => tell("text-until-no-start", until),
        (None, None) => String::new(),
    }
}

/// A value; times also by the clocks of `other`, where these show another hour.
pub(super) fn value(value: &Value, other: Option<&Zone>, words: &Words) -> String {
    match value {
        Value::Text(text) => format!("\u{201c}{text}\u{201d}"),
        Value::Texts(list) | Value::Places(list) => list.join(", "),
        Value::Stops(stops) => stops.iter().map(|stop| stop.name.as_str()).collect::<Vec<_>>().join(" \u{2013} "),
        Value::Window(own) => window(own, other, words),
        Value::Moment(own) => bounded(own, other, words),
        Value::Count(number) => words.number(*number),
        Value::Truth(true) => words.say("text-yes"),
        Value::Truth(false) => words.say("text-no"),
        Value::Length(seconds) if seconds.is_multiple_of(60) => {
            words.tell("text-minutes", &[("n", count(seconds / 60))])
        }
        Value::Length(seconds) => words.tell("text-seconds", &[("n", count(*seconds))]),
    }
}

/// How a side is called: by its name, and by its version where both texts are of one side.
pub(super) fn side(comparison: &Comparison<'_>, side: Side, words: &Words) -> String {
    let own = text_of(comparison, side);
    if comparison.a.side == comparison.b.side { version(own, words) } else { own.side.clone() }
}

/// "Ukraine, version 2".
pub(super) fn version(text: &Text, words: &Words) -> String {
    words.tell("text-version", &[("side", text.side.as_str().into()), ("n", count(text.revision))])
}

pub(super) const fn text_of<'t>(comparison: &Comparison<'t>, side: Side) -> &'t Text {
    match side {
        Side::A => comparison.a,
        Side::B => comparison.b,
    }
}

pub(super) const fn other(side: Side) -> Side {
    match side {
        Side::A => Side::B,
        Side::B => Side::A,
    }
}
