//! The page of the measured drafts: the table of the set that was never used for tuning, and every miss.

use super::labelled::{FIELDS, Read, Score, reports, same, scores};
use std::fmt::Write as _;

/// The paragraphs that no rule was tuned on, or all others, read.
pub fn read(held_out: bool) -> Vec<Read> {
    reports().iter().filter(|report| report.is_held_out() == held_out).map(super::labelled::Report::read).collect()
}

/// A field that is not as it was labelled, or a claim of which there is only one of the two.
pub struct Miss {
    /// The number of the paragraph.
    pub number: u32,
    /// The field; "claim" where there is only one of the two.
    pub field: &'static str,
    /// What was labelled.
    pub wanted: String,
    /// What was proposed.
    pub proposed: String,
}

/// Everything that is not as it was labelled.
pub fn misses(reads: &[Read]) -> Vec<Miss> {
    let mut misses = Vec::new();
    for read in reads {
        for (wanted, proposed) in &read.pairs {
            let claim = |row: &super::labelled::Row| format!("{} {}", row[6], row[5]);
            let number = read.number;
            match (wanted, proposed) {
                (Some(wanted), Some(proposed)) => {
                    let fields = FIELDS.into_iter().zip(wanted.iter().zip(proposed));
                    let wrong = fields.filter(|(_, (wanted, proposed))| !same(wanted, proposed));
                    misses.extend(wrong.map(|(field, (wanted, proposed))| Miss {
                        number,
                        field,
                        wanted: wanted.clone(),
                        proposed: proposed.clone(),
                    }));
                }
                (Some(row), None) => {
                    misses.push(Miss { number, field: "claim", wanted: claim(row), proposed: String::new() });
                }
                (None, Some(row)) => {
                    misses.push(Miss { number, field: "claim", wanted: String::new(), proposed: claim(row) });
                }
                (None, None) => {}
            }
        }
    }
    misses
}

/// A share to two places, "-" of nothing.
fn share(part: usize, whole: usize) -> String {
    if whole == 0 { "-".into() } else { format!("{:.2}", part as f64 / whole as f64) }
}

/// The table of some paragraphs.
pub fn table(reads: &[Read]) -> String {
    let (fields, claims) = scores(reads);
    let mut text =
        String::from("| field | labelled | proposed | right | precision | recall |\n|---|---|---|---|---|---|\n");
    let mut row = |name: &str, score: Score| {
        let (precision, recall) = (share(score.right, score.proposed), share(score.right, score.wanted));
        let _ = writeln!(
            text,
            "| {name} | {} | {} | {} | {precision} | {recall} |",
            score.wanted, score.proposed, score.right
        );
    };
    row("claim (sentence, measure and value)", claims);
    for (name, score) in FIELDS.iter().zip(fields) {
        row(name, score);
    }
    text
}

/// Why a miss of the fourth set is one. Written after it was read; no rule was changed for any of them.
const WHY: &[(u32, &str, &str)] = &[
    (301, "claim", "\"Drove to Zaporizhzhia\" is no deed of the table: \"drove out\" is."),
    (
        303,
        "measure",
        "\"Led a convoy ... to Zaporizhzhia\" is no deed; the farther \"fled\" of a subordinate clause is taken for the cars and the people.",
    ),
    (
        303,
        "period",
        "\"Said on Wednesday that its team had led\": the day stands with the verb of saying, and is not taken for that of the figure.",
    ),
    (303, "claim", "\"A convoy of seven buses\": no deed near enough that fits buses."),
    (
        304,
        "period",
        "\"Since Russia's invasion began\": a possessive between \"since\" and \"invasion\" is not in the table.",
    ),
    (
        305,
        "claim",
        "\"A village of some 1,300\": the size of a village is known behind \"village of\" without a form only.",
    ),
    (
        306,
        "claim",
        "\"170,000 are still in the city\" has no deed of the table; and \"denied a claim that\" denies, where \"denied that\" alone is known.",
    ),
    (
        307,
        "claim",
        "\"No corridors will open\" is of what is to come; none that will open is taken for none that opened.",
    ),
    (308, "place", "\"Other towns\" is no name, so the place of the sentence before is taken over, and marked so."),
    (309, "claim", "\"Counted 1,124 cars from Mariupol\" and \"were given shelter\" are no deeds of the table."),
    (310, "claim", "\"Two adults and a child\": adults are no noun of the table, and \"a\" is no number."),
    (311, "speaker", "Two speakers in one sentence: \"a statement put the dead at\" is none of the verbs of saying."),
    (311, "channel", "The statement of the council, see above."),
    (
        311,
        "claim",
        "\"4,500 residents were forcibly taken across the border\" has no deed; the nearer of two halves, \"the dead\", is taken.",
    ),
    (312, "claim", "\"Fifty more\" are buses, named before by a figure that was left out for want of a deed."),
    (315, "speaker", "\"Моніторингова місія\" is no head of an office of the table."),
    (315, "measure", "\"Дістали поранення\": the word for getting is the word for reaching a place."),
    (315, "period", "\"Станом на\" is read by what is counted, and here that was read wrongly."),
    (
        318,
        "claim",
        "\"У них було 4972 людини\": there were in them, and that they had arrived stands in the sentence before.",
    ),
    (319, "speaker", "\"За уточненими даними\": an adjective in the phrase that names a source."),
    (321, "speaker", "\"Розвідка\" is no head of an office of the table; the ministry behind it is."),
    (322, "place", "Taken from the Ukrainians who are counted, for whom the label left it open."),
    (
        322,
        "claim",
        "\"Ten million left their homes\" stayed in the country, the most of them; the words say only that they left.",
    ),
    (
        323,
        "claim",
        "\"Іще 20 чекають\" are buses, which no measure of those who wait counts; nothing says so near enough.",
    ),
    (324, "speaker", "Two speakers in one sentence, in two languages: the first is taken for both."),
    (324, "channel", "That of the first speaker."),
    (324, "claim", "\"2,000 more are parked\": parked is no deed of the table, and \"left\" is near."),
];

fn why(miss: &Miss) -> &'static str {
    let known = WHY.iter().find(|(number, field, _)| *number == miss.number && *field == miss.field);
    known.map_or("not explained", |(.., why)| *why)
}

/// What stands above the tables.
const OPENING: &str = "\
# Drafts of claims, measured

`passage claim draft` reads a report and proposes claims: rules, no model, nothing learned. How often is a proposal right?
Written by a program, and held by a test:

```sh
cargo run -p passage-statements --example drafts > docs/concepts/drafts.md
```

- **On text that the rules never met, three in four claims are right, and three in four are found** (the first table). The aim was
  0.9 and 0.8: missed. A draft is a help to whoever reads the report anyway, and never takes the place of reading it.
- **What is wrong with the others.** One draft in five is of a figure that a reader would have left alone; most of the rest has
  the right number and counts the wrong thing. Most causes are words that the tables do not have yet.
- **One figure alone flatters.** On the half of the first set that was kept apart, written on the same evening by the same
  person as the half for tuning, claims were right at 0.85 and 0.85. On a second set with other turns of phrase: 0.57 and 0.53.

## How it was measured

168 paragraphs in the manner of reports, English and Ukrainian in equal parts, some mixed and some HTML, were invented and labelled
(`crates/passage-statements/tests/drafts`): 84 before the first rule was written, 84 later. The commits show the order. Each set was
labelled before the rules learned from the set before it, and was read once, when the rules were done; after that it was
spent, and rules were tuned on it. For what the fourth set showed no rule was changed.

| reading | paragraphs | rules tuned on | claims: precision | recall |
|---|---|---|---|---|
| first set, even numbers | 42 | first set, odd numbers | 0.85 | 0.85 |
| second set | 30 | first set | 0.57 | 0.53 |
| third set | 30 | first and second set | 0.80 | 0.80 |
| fourth set | 24 | first, second and third set | see below | see below |

*Precision*: of what was proposed in a field, how much is right; every field of a draft that should not be counts as wrong.
*Recall*: of what was labelled, how much was proposed right. Right is the same text but for capitals, blanks and articles; a
period is the same moments, a value the same number in the same form. One person wrote paragraphs, labels and rules,
and knew the rules while writing the later sets; \"a further 2,000\", which the fixtures have, was taken up before the first
reading, where an even paragraph has it too. Labels stand as they were written: one even word for tens was put right before
the first rule, and what a label forgot counts against the drafts. Real reports are longer and worse written.

";

/// The whole page.
pub fn page() -> String {
    let (held_out, tuning) = (read(true), read(false));
    let mut text = OPENING.to_owned();
    text += "## The fourth set, which no rule was tuned on\n\n";
    text += &table(&held_out);
    text += &verdict(&held_out);
    text += "\n## The sets that the rules were tuned on\n\nOnly to show how much tuning flatters.\n\n";
    text += &table(&tuning);
    text += "\n## Misses\n\nEvery one of the fourth set.\n\n| paragraph | field | labelled | proposed | why |\n|---|---|---|---|---|\n";
    for miss in misses(&held_out) {
        let shown = |text: &str| if text.is_empty() { "-".to_owned() } else { text.replace('|', "\\|") };
        let _ = writeln!(
            text,
            "| {} | {} | {} | {} | {} |",
            miss.number,
            miss.field,
            shown(&miss.wanted),
            shown(&miss.proposed),
            why(&miss)
        );
    }
    text
}

/// The least precision and recall that were aimed at, in percent.
const AIM: (usize, usize) = (90, 80);

/// Which fields fall short of the aim.
fn verdict(reads: &[Read]) -> String {
    let (fields, claims) = scores(reads);
    let all = FIELDS.into_iter().zip(fields).chain([("claim", claims)]);
    let (mut precision, mut recall) = (Vec::new(), Vec::new());
    for (name, score) in all {
        if score.right * 100 < AIM.0 * score.proposed {
            precision.push(name);
        }
        if score.right * 100 < AIM.1 * score.wanted {
            recall.push(name);
        }
    }
    let list = |names: &[&str]| if names.is_empty() { "nothing".to_owned() } else { names.join(", ") };
    format!(
        "\nThe aim was 0.9 and 0.8. Short of it in precision: {}; in recall: {}.\n",
        list(&precision),
        list(&recall)
    )
}
