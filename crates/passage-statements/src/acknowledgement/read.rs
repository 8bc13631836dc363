//! Reads who must confirm a text and who has: every fault in one pass, each with where it stands.

use super::{Acknowledgements, Confirmation, Level, Post, Reach, Sent};
use crate::clock::Context;
use crate::dated::{context, moment_of, need_moment};
use crate::fields::{Fields, MOST_FINDINGS, Notes, table};
use crate::text::speaks_of_consent;
use passage_model::finding::{Finding, any_error};
use passage_model::nearest::nearest;
use std::ops::Range;
use toml::de::DeTable;

const TOP: [&str; 9] = ["version", "corridor", "side", "zone", "date", "source", "sent", "must", "confirmed"];

/// Reads the file. `None` where anything in it is refused; the findings say what, with their bytes in the text.
///
/// Never panics, whatever the bytes. O(length), times the keys of each table, and posts squared.
pub fn read(bytes: &[u8]) -> (Option<Acknowledgements>, Vec<Finding>) {
    let mut findings = Vec::new();
    let Some((source, top)) = table(bytes, "acknowledgements", &mut findings) else { return (None, findings) };
    let mut notes = Notes::new(source);
    let found = read_table(&mut notes, &top).filter(|_| !any_error(&notes.findings));
    notes.findings.sort_by_key(|finding| finding.span.as_ref().map_or(0, |span| span.start));
    notes.findings.truncate(MOST_FINDINGS);
    (found, notes.findings)
}

fn read_table(notes: &mut Notes<'_>, table: &DeTable<'_>) -> Option<Acknowledgements> {
    let top = Fields::open(notes, table, 0..0, "", &TOP);
    if top.count(notes, "version") != Some(1) {
        let at = top.get("version").map_or(0..0, |at| at.span());
        let finding = Finding::error("acknowledgement.version", "these are no acknowledgements of version 1").at(at);
        notes.add(
            finding.advise("The file begins with version = 1; docs/reference/acknowledgements.md tells the rest."),
        );
        return None;
    }
    let corridor = top.need_text(notes, "corridor", "corridor = \"Mariupol\"");
    let side = top.text(notes, "side").map(|(side, _)| side).unwrap_or_default();
    top.text(notes, "source");
    let context = context(notes, &top);
    let mut sent: Vec<Sent> = Vec::new();
    for (table, span) in top.tables(notes, "sent") {
        let fields = Fields::open(notes, table, span, "sent", &["revision", "at", "source"]);
        let revision = need_count(notes, &fields, "revision");
        let at = need_moment(notes, &fields, &context, "at", "at = \"2022-03-15 21:00\": when it was sent down");
        sent.extend(revision.zip(at).map(|(revision, (at, _))| Sent { revision, at }));
    }
    sent.sort_by_key(|sent| (sent.at.at, sent.revision));
    let (posts, known) = posts(notes, &top);
    let confirmations: Vec<Confirmation> = top
        .tables(notes, "confirmed")
        .into_iter()
        .filter_map(|(table, span)| confirmation(notes, &context, (&known, &sent), table, span))
        .collect();
    if posts.is_empty() && !any_error(&notes.findings) {
        let finding = Finding::error("statement.missing-key", "nobody must confirm: there is no [[must]]");
        notes.add(finding.advise("Write a [[must]] with a name and a level for each command, sector and checkpoint."));
    }
    if sent.is_empty() && !any_error(&notes.findings) {
        let finding = Finding::error("statement.missing-key", "no version was sent down: there is no [[sent]]");
        notes.add(finding.advise("Write a [[sent]] with the revision of the text and the time."));
    }
    Some(Acknowledgements { corridor: corridor?.0, side, zone: context.zone, sent, posts, confirmations })
}

fn need_count(notes: &mut Notes<'_>, fields: &Fields<'_>, key: &str) -> Option<u64> {
    if fields.get(key).is_none() {
        let finding = Finding::error("statement.missing-key", format!("{key:?} is missing")).about(&fields.label);
        notes.add(finding.advise(format!("Add {key} = 3: which version of the text.")).at(fields.span.clone()));
    }
    fields.count(notes, key)
}

/// Who must confirm, and their names for those who refer to them.
fn posts(notes: &mut Notes<'_>, top: &Fields<'_>) -> (Vec<Post>, Vec<String>) {
    let mut posts = Vec::new();
    let mut known: Vec<String> = Vec::new();
    let mut above = Vec::new();
    for (table, span) in top.tables(notes, "must") {
        let fields = Fields::open(notes, table, span, "must", &["name", "level", "under", "source"]);
        let Some((name, at)) = fields.need_text(notes, "name", "name = \"Vasylivka\"") else { continue };
        if known.contains(&name) {
            let finding = Finding::error("acknowledgement.name-twice", format!("{name:?} stands twice among [[must]]"));
            notes.add(finding.advise("Give each its own name: \"Vasylivka, north gate\".").at(at));
            continue;
        }
        let level = fields.need_text(notes, "level", "level = \"checkpoint\"");
        let level = level.and_then(|(word, span)| one_of(notes, &fields, &word, span, Level::ALL, Level::name));
        above.push(fields.text(notes, "under"));
        known.push(name.clone());
        posts.push(Post { name, level: level.unwrap_or(Level::Checkpoint), under: None });
    }
    for (place, under) in above.into_iter().enumerate() {
        let Some((name, span)) = under else { continue };
        match known.iter().position(|own| *own == name) {
            Some(own) => posts[place].under = Some(own),
            None => notes.add(unknown(&name, &known).at(span.clone())),
        }
        // A circle would have nobody on top.
        let mut climbed = posts[place].under;
        for _ in 0..=known.len() {
            climbed = match climbed {
                Some(own) if own == place => {
                    let words = format!("{} stands under itself", known[place]);
                    let finding = Finding::error("acknowledgement.circle", words).at(span.clone());
                    notes.add(finding.advise("Leave out \"under\" of whoever is on top."));
                    posts[place].under = None;
                    None
                }
                Some(own) => posts[own].under,
                None => None,
            };
        }
    }
    (posts, known)
}

fn unknown(name: &str, known: &[String]) -> Finding {
    let near = nearest(name, known.iter().map(String::as_str));
    let advice = match near {
        Some(near) => format!("Did you mean {near:?}?"),
        None => "Write a [[must]] of that name.".to_owned(),
    };
    Finding::error("acknowledgement.no-such-post", format!("nobody of the name {name:?} must confirm")).advise(advice)
}

/// The value of a word; another one is refused with those that there are.
fn one_of<T: Copy, const N: usize>(
    notes: &mut Notes<'_>,
    fields: &Fields<'_>,
    word: &str,
    span: Range<usize>,
    all: [T; N],
    name: fn(T) -> &'static str,
) -> Option<T> {
    let found = all.into_iter().find(|own| name(*own) == word);
    if found.is_none() {
        let names: Vec<&str> = all.into_iter().map(name).collect();
        let finding = Finding::error("statement.unknown-word", format!("{word:?} is none of the words for this"));
        notes.add(finding.about(&fields.label).advise(format!("Write one of: {}.", names.join(", "))).at(span));
    }
    found
}

fn confirmation(
    notes: &mut Notes<'_>,
    context: &Context,
    (known, sent): (&[String], &[Sent]),
    table: &DeTable<'_>,
    span: Range<usize>,
) -> Option<Confirmation> {
    let keys = ["by", "who", "channel", "at", "until", "revision", "as", "withdrawn", "words", "source"];
    let fields = Fields::open(notes, table, span, "confirmed", &keys);
    let by = fields.need_text(notes, "by", "by = \"Vasylivka\": one of those who must");
    let post = by.and_then(|(name, span)| {
        let found = known.iter().position(|own| *own == name);
        if found.is_none() {
            notes.add(unknown(&name, known).at(span));
        }
        found
    });
    let who = fields.need_text(notes, "who", "who = \"duty officer\": the office that said so");
    let channel = fields.need_text(notes, "channel", "channel = \"field telephone\"");
    let at = need_moment(notes, &fields, context, "at", "at = \"2022-03-16 07:30\"");
    let until = need_moment(notes, &fields, context, "until", "until = \"2022-03-16 18:00\": until when it is valid");
    let revision = need_count(notes, &fields, "revision");
    let withdrawn = moment_of(notes, &fields, context, "withdrawn").map(|(withdrawn, _)| withdrawn);
    let reach = fields.text(notes, "as").map_or(Some(Reach::Received), |(word, span)| {
        if speaks_of_consent(&word) {
            let words = format!("a notice that was received cannot be {word:?}");
            let advice = "This is a notice, not a request. Record it as received: as = \"received\".";
            notes.add(Finding::error("acknowledgement.not-approval", words).about("confirmed").advise(advice).at(span));
            return None;
        }
        one_of(notes, &fields, &word, span, Reach::ALL, Reach::name)
    });
    let words = fields.text(notes, "words");
    if let Some((said, span)) = words.as_ref().filter(|(said, _)| speaks_of_consent(said)) {
        let finding = Finding::warning("text.receipt-words", format!("the receipt speaks of consent: {said:?}"));
        let advice = "It stays *received*. If consent was meant, ask for that side's own text.";
        notes.add(finding.about("confirmed").advise(advice).at(span.clone()));
    }
    if let Some(((at, _), (until, span))) = at.as_ref().zip(until.as_ref())
        && until.at <= at.at
    {
        let finding = Finding::error("acknowledgement.ends-first", "it has run out before it was given");
        notes.add(finding.about("confirmed").advise("\"until\" must be after \"at\".").at(span.clone()));
    }
    if let Some(((at, span), revision)) = at.as_ref().zip(revision)
        && !sent.iter().any(|sent| sent.revision == revision && sent.at.at <= at.at)
    {
        let words = format!("version {revision} had not been sent down when it was confirmed");
        let advice = "Correct the version or the time, or write the [[sent]] of that version.";
        notes.add(Finding::error("acknowledgement.not-sent", words).about("confirmed").advise(advice).at(span.clone()));
    }
    Some(Confirmation {
        post: post?,
        who: who?.0,
        channel: channel?.0,
        at: at?.0,
        until: until?.0,
        revision: revision?,
        reach: reach?,
        withdrawn,
        words: words.map(|(words, _)| words).unwrap_or_default(),
    })
}
