//! Times in the tables of files: the zone and the day that hold for a file, and a moment under a key, with carets.

use crate::clock::{ClockError, Context, Moment};
use crate::fields::{Fields, Notes};
use passage_model::civil::Zone;
use passage_model::finding::Finding;
use std::ops::Range;

/// The zone and the day of times that name none: `zone` and `date` at the top of a file.
pub(crate) fn context(notes: &mut Notes<'_>, top: &Fields<'_>) -> Context {
    let mut context = Context::default();
    if let Some((name, span)) = top.text(notes, "zone") {
        match Zone::find(&name) {
            Ok(zone) => context.zone = Some(zone),
            Err(error) => clock_finding(notes, top, &error.into(), span),
        }
    }
    if let Some((text, span)) = top.text(notes, "date") {
        match context.date(&text) {
            Ok(date) => context.date = Some(date),
            Err(error) => clock_finding(notes, top, &error, span),
        }
    }
    context
}

pub(crate) fn clock_finding(notes: &mut Notes<'_>, fields: &Fields<'_>, error: &ClockError, span: Range<usize>) {
    let finding = Finding::error(error.code(), error.to_string()).about(&fields.label);
    notes.add(finding.advise(error.advice()).at(span));
}

pub(crate) fn moment(
    notes: &mut Notes<'_>,
    fields: &Fields<'_>,
    context: &Context,
    text: &str,
    span: Range<usize>,
) -> Option<Moment> {
    let moment = context.moment(text);
    moment.map_err(|error| clock_finding(notes, fields, &error, span)).ok()
}

/// The moment under a key; `None` where it is not there or cannot be read.
pub(crate) fn moment_of(
    notes: &mut Notes<'_>,
    fields: &Fields<'_>,
    context: &Context,
    key: &str,
) -> Option<(Moment, Range<usize>)> {
    let (text, span) = fields.text(notes, key)?;
    moment(notes, fields, context, &text, span.clone()).map(|moment| (moment, span))
}

/// The moment under a key that must be there.
pub(crate) fn need_moment(
    notes: &mut Notes<'_>,
    fields: &Fields<'_>,
    context: &Context,
    key: &str,
    example: &str,
) -> Option<(Moment, Range<usize>)> {
    let (text, span) = fields.need_text(notes, key, example)?;
    moment(notes, fields, context, &text, span.clone()).map(|moment| (moment, span))
}
