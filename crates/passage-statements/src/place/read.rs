//! A table of places to a gazetteer. Reading never fails on content: what cannot be used is told with its line.

use super::codifier::codifier;
use super::gazetteer::{Gazetteer, Name, Place, Version, is_code};
use super::layout::{Columns, Layout, OBLASTS, dump, recognise};
use csv::{ReaderBuilder, StringRecord};
use passage_model::digest::Digest;
use passage_model::finding::Finding;
use passage_model::units::Position;
use std::collections::BTreeMap;
use std::ops::Range;

/// How many lines are looked at for the one of column names.
const MOST_TITLES: usize = 8;

/// A row of the table: its line, its bytes in the file, its fields.
pub(super) struct Row {
    pub line: u64,
    pub span: Range<usize>,
    pub fields: StringRecord,
}

impl Row {
    pub fn field(&self, at: Option<usize>) -> &str {
        at.and_then(|at| self.fields.get(at)).unwrap_or_default().trim()
    }
}

/// Findings of one kind are counted; the first is shown at its place.
#[derive(Default)]
pub(super) struct Notes {
    found: Vec<Finding>,
}

impl Notes {
    pub fn add(&mut self, finding: Finding) {
        match self.found.iter_mut().find(|known| known.code == finding.code) {
            Some(known) => known.count += 1,
            None => self.found.push(finding),
        }
    }

    /// The findings, each with how many more there were of it.
    fn told(self) -> Vec<Finding> {
        let told = |finding: Finding| match finding.count {
            1 => finding,
            more => Finding { words: format!("{} ({} such rows)", finding.words, more), ..finding },
        };
        self.found.into_iter().map(told).collect()
    }
}

/// Reads a table of places: OCHA's COD-AB, KATOTTH, `GeoNames`, or our own columns (docs/reference/places.md).
///
/// The fields are separated by commas, semicolons or tabs. Lines before the table that begin with `#` are remarks; `# version:
/// COD-AB 2025-01` names the version where `label` does not. `None` comes with an error among the findings. O(length, times
/// what [`Gazetteer::new`] takes).
pub fn read(bytes: &[u8], label: Option<&str>) -> (Option<Gazetteer>, Vec<Finding>) {
    let text = match std::str::from_utf8(bytes) {
        Ok(text) => text,
        Err(fault) => return (None, vec![not_text(bytes, fault.valid_up_to())]),
    };
    let (start, remarked) = remarks(text);
    let mut notes = Notes::default();
    let rows = rows(text, start, &mut notes);
    let Some(first) = rows.first() else {
        let finding = Finding::error("gazetteer.empty", "the table of places is empty");
        return (None, vec![finding.advise("Give a table with a line of column names: name,lat,lon.")]);
    };
    let header: Vec<&str> = first.fields.iter().collect();
    // A published table may have its title above the line of column names.
    let titled = rows.iter().take(MOST_TITLES).enumerate().find_map(|(at, row)| {
        let (layout, columns) = recognise(&row.fields.iter().collect::<Vec<_>>())?;
        Some((layout, columns, &rows[at + 1..]))
    });
    let (layout, columns, rows) = match (dump(&header), titled) {
        (Some(columns), _) => (Layout::GeoNames, columns, rows.as_slice()),
        (None, Some(titled)) => titled,
        (None, None) => return (None, vec![unknown(&header, first.span.clone())]),
    };
    open_quotes(rows, &mut notes);
    let places = match layout {
        Layout::Katotth => codifier(rows, &columns, &mut notes),
        _ => plain_rows(rows, &columns, &mut notes),
    };
    repeated_codes(&places, rows, &mut notes);
    if places.is_empty() {
        let finding = Finding::error("gazetteer.empty", "the table has no row with a name of a place");
        notes.add(finding.at(first.span.clone()).advise("Below the line of column names comes one place a line."));
        return (None, notes.told());
    }
    let dated = || rows.first().map(|row| row.field(columns.date)).filter(|date| !date.is_empty());
    let label = label.or(remarked).or_else(dated).unwrap_or_default().to_owned();
    let version = Version { label, digest: Digest::of(bytes), layout };
    (Some(Gazetteer::new(version, places)), notes.told())
}

fn not_text(bytes: &[u8], at: usize) -> Finding {
    let line = String::from_utf8_lossy(&bytes[..at]).matches('\n').count() + 1;
    let words = format!("the table of places is not text in UTF-8: line {line} has other bytes");
    Finding::error("gazetteer.not-text", words)
        .advise("Save it as \"CSV UTF-8\"; a spreadsheet (.xlsx) has to be exported first.")
}

fn unknown(header: &[&str], span: Range<usize>) -> Finding {
    let shown: Vec<String> = header.iter().take(8).map(|name| name.trim().chars().take(30).collect()).collect();
    let words = format!("none of the columns is known to hold names of places: {}", shown.join(", "));
    Finding::error("gazetteer.unknown-layout", words).at(span).advise(
        "The first line names the columns: those of COD-AB (ADM4_PCODE, ADM4_EN), KATOTTH, GeoNames (geonameid, name), or name, \
         lat, lon; see docs/reference/places.md.",
    )
}

/// Where the table begins, behind a byte-order mark and remarks, and the version that a remark names.
fn remarks(text: &str) -> (usize, Option<&str>) {
    let mut start = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    let mut version = None;
    while text[start..].starts_with('#') {
        let end = text[start..].find('\n').map_or(text.len(), |at| start + at + 1);
        let remark = text[start..end].trim_start_matches('#').trim();
        version = version.or_else(|| remark.strip_prefix("version:").map(str::trim));
        start = end;
    }
    (start, version.filter(|version| !version.is_empty()))
}

/// The mark between fields: whichever the first line has most of.
fn delimiter(line: &str) -> u8 {
    let count = |mark: u8| line.bytes().filter(|byte| *byte == mark).count();
    [b',', b'\t', b';'].into_iter().max_by_key(|mark| (count(*mark), *mark == b',')).unwrap_or(b',')
}

/// All rows with fields, in order; those of HXL tags left out.
fn rows(text: &str, start: usize, notes: &mut Notes) -> Vec<Row> {
    let body = &text[start..];
    let mark = delimiter(body.lines().next().unwrap_or_default());
    let lines_before = text[..start].matches('\n').count() as u64;
    let mut reader = ReaderBuilder::new();
    // GeoNames does not quote: a quote in a table with tabs is a letter.
    let mut reader =
        reader.has_headers(false).flexible(true).delimiter(mark).quoting(mark != b'\t').from_reader(body.as_bytes());
    let mut rows: Vec<Row> = Vec::new();
    let mut fields = StringRecord::new();
    loop {
        match reader.read_record(&mut fields) {
            Ok(false) => break,
            Ok(true) => {}
            Err(fault) => {
                notes.add(Finding::warning("gazetteer.unreadable-row", format!("a row cannot be read: {fault}")));
                break;
            }
        }
        let (line, at) = fields.position().map_or((1, 0), |place| (place.line(), place.byte() as usize));
        let tags = fields.iter().any(|field| field.starts_with('#'))
            && fields.iter().all(|field| field.is_empty() || field.starts_with('#'));
        if fields.iter().all(|field| field.trim().is_empty()) || tags {
            continue;
        }
        let end = body[at..].find('\n').map_or(body.len(), |newline| at + newline);
        let begin = at + body[at..end].len() - body[at..end].trim_start().len();
        let span = start + begin..start + begin + body[begin..end].trim_end().len();
        rows.push(Row { line: line + lines_before, span, fields: fields.clone() });
    }
    rows
}

/// A quote that is not closed takes lines into one field, up to the next quote or to the end of the table. No name has a
/// line end in it; the column names above the rows may.
fn open_quotes(rows: &[Row], notes: &mut Notes) {
    for row in rows {
        let taken: usize = row.fields.iter().map(|field| field.matches('\n').count()).sum();
        if taken > 0 {
            let words = format!(
                "a quote in line {} is not closed: it takes {taken} more lines, whose places are not read",
                row.line
            );
            let finding = Finding::warning("gazetteer.open-quote", words).at(row.span.clone());
            notes.add(finding.advise("Close the quote, or write it twice where it is a part of the name."));
        }
    }
}

fn plain_rows(rows: &[Row], columns: &Columns, notes: &mut Notes) -> Vec<Place> {
    let mut places = Vec::with_capacity(rows.len());
    for row in rows {
        let Some(mut place) = place(row, columns, notes) else { continue };
        if columns.numbered {
            let known = OBLASTS.iter().find(|(number, _)| *number == place.oblast);
            place.oblast = known.map_or(String::new(), |(_, name)| (*name).to_owned());
        }
        places.push(place);
    }
    places
}

/// The place of a row; one without a name is told.
pub(super) fn place(row: &Row, columns: &Columns, notes: &mut Notes) -> Option<Place> {
    let names = names(row, columns);
    let Some(first) = names.first() else {
        let words = format!("line {} has no name of a place and is left out", row.line);
        let finding = Finding::warning("gazetteer.no-name", words).at(row.span.clone());
        notes.add(finding.advise("Write its name, or take the line out."));
        return None;
    };
    let population = row.field(columns.population).replace([' ', '\u{a0}', '\u{202f}', ','], "");
    Some(Place {
        name: first.text.clone(),
        names,
        code: row.field(columns.code).to_owned(),
        kind: row.field(columns.kind).to_owned(),
        oblast: row.field(columns.oblast).to_owned(),
        district: row.field(columns.district).to_owned(),
        at: position(row, columns, notes),
        population: population.split('.').next().and_then(|whole| whole.parse().ok()).unwrap_or(0),
        line: row.line,
    })
}

/// The names of a row, each once in a language; the English one first, then in the order of the columns.
fn names(row: &Row, columns: &Columns) -> Vec<Name> {
    let mut names: Vec<Name> = Vec::new();
    for column in &columns.names {
        let field = row.field(Some(column.at));
        // GeoNames separates by commas, our own table by semicolons.
        let marks: &[char] = if columns.numbered { &[','] } else { &[';', '|'] };
        let parts: Vec<&str> = if column.several { field.split(marks).collect() } else { vec![field] };
        for part in parts.into_iter().map(str::trim).filter(|part| is_a_name(part)) {
            let (text, note) = noted(part, column.old);
            // One spelling of two languages is two names: they are romanised by other tables.
            let same = |name: &Name| name.text == text && name.old == column.old && name.language == column.language;
            let known = names.iter().any(same);
            if !known {
                names.push(Name {
                    text: text.to_owned(),
                    language: column.language,
                    old: column.old,
                    note: note.to_owned(),
                });
            }
        }
    }
    names.sort_by_key(|name| (name.old, name.language != "en"));
    names
}

/// "Artemivsk (until 2016)": the name, and what is said of it. Only old names have such a remark.
fn noted(part: &str, old: bool) -> (&str, &str) {
    match part.split_once('(').filter(|_| old) {
        Some((name, note)) => (name.trim(), note.trim_end_matches(')').trim()),
        None => (part, ""),
    }
}

/// Whether a field is a name: `GeoNames` lists addresses on the web and codes of airports among them.
fn is_a_name(text: &str) -> bool {
    text.chars().any(char::is_alphabetic) && !text.contains("://") && !is_code(text)
}

/// Where a row says that it lies; a position that is none is told.
fn position(row: &Row, columns: &Columns, notes: &mut Notes) -> Option<Position> {
    let (lat, lon) = (row.field(columns.lat), row.field(columns.lon));
    if lat.is_empty() && lon.is_empty() {
        return None;
    }
    let number = |text: &str| text.replace(',', ".").parse::<f64>().ok().filter(|degrees| degrees.is_finite());
    let position = number(lat).zip(number(lon)).and_then(|(lat, lon)| Position::from_degrees(lat, lon));
    if position.is_none() {
        let words = format!("line {} has no position on Earth: latitude {lat:?}, longitude {lon:?}", row.line);
        let finding = Finding::warning("gazetteer.no-position", words).at(row.span.clone());
        notes.add(finding.advise("The place is kept without one. Write degrees with decimals, or empty fields."));
    }
    position
}

/// Codes that stand twice: both places are kept, and told.
fn repeated_codes(places: &[Place], rows: &[Row], notes: &mut Notes) {
    let mut lines: BTreeMap<&str, u64> = BTreeMap::new();
    for place in places.iter().filter(|place| !place.code.is_empty()) {
        let Some(first) = lines.insert(&place.code, place.line) else { continue };
        let words = format!("the code {} stands in line {first} and again in line {}", place.code, place.line);
        let span = rows.iter().find(|row| row.line == place.line).map(|row| row.span.clone()).unwrap_or_default();
        notes.add(
            Finding::warning("gazetteer.code-twice", words)
                .at(span)
                .advise("Both are kept. Correct the code, or take a line out."),
        );
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_quote_that_is_not_closed_is_told_with_the_lines_that_it_takes() {
        let table = "name,lat,lon\nMariupol,47.1,37.5\n\"Manhush,47.05,37.3\nNikolske,47.2,37.3\n\"Tokmak\",47.25,35.7\nPolohy,47.5,36.3\n";
        let (gazetteer, findings) = read(table.as_bytes(), None);
        assert!(gazetteer.is_some());
        let told: Vec<String> = findings.iter().map(|finding| format!("{}: {}", finding.code, finding.words)).collect();
        insta::assert_snapshot!(told.join("\n"), @"gazetteer.open-quote: a quote in line 3 is not closed: it takes 2 more lines, whose places are not read");
        // The column names of a published table may go on over lines.
        let titled = "\"name\n(English)\",lat,lon\nMariupol,47.1,37.5\n";
        assert!(read(titled.as_bytes(), None).1.iter().all(|finding| finding.code != "gazetteer.open-quote"));
    }
}
