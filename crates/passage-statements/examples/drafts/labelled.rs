//! Paragraphs in the manner of reports with what a careful reader would claim from them, as `tests/drafts` has them.

use passage_model::civil::Zone;
use passage_statements::draft::{Draft, Form, Given, draft};
use passage_statements::measure::Value;
use serde::Deserialize;

/// The fields that are compared, in the order of the table.
pub const FIELDS: [&str; 9] =
    ["sentence", "speaker", "side", "channel", "carrier", "measure", "value", "place", "period"];

/// A paragraph.
#[derive(Debug, Deserialize)]
pub struct Report {
    /// Up to 84 the first set, from 101 on the second.
    pub number: u32,
    said: String,
    #[serde(default)]
    kind: String,
    text: String,
    #[serde(default, rename = "claim")]
    claims: Vec<Label>,
}

/// A sentence of the text by its number, or in full.
#[derive(Debug, Deserialize)]
#[serde(untagged)]
enum Sentence {
    Number(usize),
    Text(String),
}

#[derive(Debug, Deserialize)]
struct Label {
    sentence: Sentence,
    #[serde(default)]
    speaker: String,
    #[serde(default)]
    side: String,
    #[serde(default)]
    channel: String,
    #[serde(default)]
    carrier: String,
    measure: String,
    value: String,
    #[serde(default)]
    place: String,
    #[serde(default)]
    period: String,
}

#[derive(Deserialize)]
struct File {
    report: Vec<Report>,
}

/// A claim as its fields in words; empty where a field is open.
pub type Row = [String; FIELDS.len()];

/// What became of a paragraph: each claim wanted or proposed, the two of one pair beside each other.
pub struct Read {
    /// Its number.
    pub number: u32,
    /// Wanted and proposed.
    pub pairs: Vec<(Option<Row>, Option<Row>)>,
}

/// Every paragraph, by number.
#[allow(clippy::expect_used)]
pub fn reports() -> Vec<Report> {
    let texts = [
        include_str!("../../tests/drafts/english.toml"),
        include_str!("../../tests/drafts/ukrainian.toml"),
        include_str!("../../tests/drafts/second.toml"),
        include_str!("../../tests/drafts/third.toml"),
        include_str!("../../tests/drafts/fourth.toml"),
    ];
    texts
        .iter()
        .flat_map(|text| toml::from_str::<File>(text).expect("the labelled paragraphs are TOML").report)
        .collect()
}

impl Report {
    /// Whether no rule may be tuned on it. The even ones of the first set were so until they had been read.
    pub fn is_held_out(&self) -> bool {
        self.number > 300
    }

    /// Reads it and sets what was proposed beside what was wanted.
    #[allow(clippy::expect_used)]
    pub fn read(&self) -> Read {
        let zone = Zone::find("Europe/Kyiv").expect("a zone");
        let form = if self.kind == "html" { Form::Html } else { Form::Plain };
        let given = Given { form, said: self.said.parse().ok(), zone: zone.clone() };
        let drafts = draft(self.text.replace('¦', "").as_bytes(), &given).drafts;
        let proposed: Vec<Row> = drafts.iter().map(|draft| row(draft, &zone)).collect();
        let wanted: Vec<Row> = self.claims.iter().map(|label| self.wanted(label)).collect();
        Read { number: self.number, pairs: paired(wanted, proposed) }
    }

    fn wanted(&self, label: &Label) -> Row {
        let sentence = match &label.sentence {
            Sentence::Text(text) => text.clone(),
            Sentence::Number(number) => self.text.split('¦').nth(number - 1).unwrap_or_default().trim().to_owned(),
        };
        let value = Value::read(&label.value).map_or_else(|_| label.value.clone(), |value| value.to_string());
        let fields = [&label.speaker, &label.side, &label.channel, &label.carrier, &label.measure];
        let [speaker, side, channel, carrier, measure] = fields.map(Clone::clone);
        [sentence, speaker, side, channel, carrier, measure, value, label.place.clone(), label.period.clone()]
    }
}

fn row(draft: &Draft, zone: &Zone) -> Row {
    let text = |found: &Option<passage_statements::draft::Found<String>>| {
        found.as_ref().map_or_else(String::new, |f| f.value.clone())
    };
    let period = draft
        .period
        .as_ref()
        .map_or_else(String::new, |found| passage_statements::draft::file::period(&found.value, zone));
    [
        draft.quote.clone(),
        text(&draft.speaker),
        text(&draft.side),
        text(&draft.channel),
        text(&draft.carrier),
        draft.measure.value.name().to_owned(),
        draft.value.value.to_string(),
        text(&draft.place),
        plain_period(&period),
    ]
}

/// A period without the offset of its clock, the last day of a sum written as a day: as labels have it.
fn plain_period(text: &str) -> String {
    let mut text = text.to_owned();
    for offset in [" +02:00", " +03:00"] {
        text = text.replace(offset, "");
    }
    if let Some((day, until)) = text.split_once(" until ")
        && let Some(time) = until.strip_prefix(day)
    {
        return format!("{day} until {}", time.trim());
    }
    // "until 2022-03-21 00:00" is until the end of the 20th.
    let midnight = text.strip_suffix(" 00:00").and_then(|text| {
        Some((text.get(..text.len() - 10)?.to_owned(), text[text.len() - 10..].parse::<jiff::civil::Date>().ok()?))
    });
    if let Some((before, date)) = midnight
        && let Ok(day) = date.yesterday()
        && before.contains("until")
    {
        return format!("{before}{day}").replace(" 00:00", "");
    }
    text
}

/// Two fields are one where they differ in capitals, blanks and articles alone.
pub fn same(one: &str, other: &str) -> bool {
    let folded = |text: &str| {
        let low = text.to_lowercase().replace('\u{2019}', "'");
        low.split_whitespace().filter(|word| !matches!(*word, "the" | "a" | "an")).collect::<Vec<_>>().join(" ")
    };
    folded(one) == folded(other)
}

const SENTENCE: usize = 0;
const MEASURE: usize = 5;
const VALUE: usize = 6;

/// Pairs what was wanted with what was proposed: of one sentence, with measure or value alike; the most alike first.
fn paired(wanted: Vec<Row>, proposed: Vec<Row>) -> Vec<(Option<Row>, Option<Row>)> {
    let alike = |a: &Row, b: &Row| {
        let fits = |field: usize| same(&a[field], &b[field]);
        let counts = if fits(SENTENCE) { fits(MEASURE) || fits(VALUE) } else { fits(MEASURE) && fits(VALUE) };
        let weight = |field: usize| if field == VALUE || field == SENTENCE { 10 } else { 1 };
        counts.then(|| (0..FIELDS.len()).filter(|field| fits(*field)).map(weight).sum::<usize>())
    };
    let mut scores: Vec<(usize, usize, usize)> = Vec::new();
    for (i, a) in wanted.iter().enumerate() {
        for (j, b) in proposed.iter().enumerate() {
            scores.extend(alike(a, b).map(|score| (usize::MAX - score, i, j)));
        }
    }
    scores.sort_unstable();
    let (mut wanted, mut proposed): (Vec<_>, Vec<_>) =
        (wanted.into_iter().map(Some).collect(), proposed.into_iter().map(Some).collect());
    let mut pairs = Vec::new();
    for (_, i, j) in scores {
        if wanted[i].is_some() && proposed[j].is_some() {
            pairs.push((wanted[i].take(), proposed[j].take()));
        }
    }
    pairs.extend(wanted.into_iter().flatten().map(|row| (Some(row), None)));
    pairs.extend(proposed.into_iter().flatten().map(|row| (None, Some(row))));
    pairs
}

/// How often a field was right.
#[derive(Clone, Copy, Debug, Default)]
pub struct Score {
    /// Proposed and right.
    pub right: usize,
    /// Proposed.
    pub proposed: usize,
    /// Labelled.
    pub wanted: usize,
}

/// The score of each field, and that of claims as a whole (a figure of a sentence found with its measure and value).
pub fn scores(reads: &[Read]) -> ([Score; FIELDS.len()], Score) {
    let mut fields = [Score::default(); FIELDS.len()];
    let mut claims = Score::default();
    for (wanted, proposed) in reads.iter().flat_map(|read| &read.pairs) {
        claims.wanted += usize::from(wanted.is_some());
        claims.proposed += usize::from(proposed.is_some());
        let fits =
            |field: usize| wanted.as_ref().zip(proposed.as_ref()).is_some_and(|(a, b)| same(&a[field], &b[field]));
        claims.right += usize::from([SENTENCE, MEASURE, VALUE].into_iter().all(fits));
        for (field, score) in fields.iter_mut().enumerate() {
            let filled = |row: &Option<Row>| row.as_ref().is_some_and(|row| !row[field].is_empty());
            score.wanted += usize::from(filled(wanted));
            score.proposed += usize::from(filled(proposed));
            score.right += usize::from(filled(wanted) && filled(proposed) && fits(field));
        }
    }
    (fields, claims)
}
