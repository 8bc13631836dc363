//! The page in `docs/concepts`.

mod misses;
mod picture;
mod tables;
mod words;

use crate::compared::{Compared, HINDSIGHT, REHEARSAL, Scores, YESTERDAY, scored, scores};
use crate::corridor::{DAYS, HOURS, LATE, SPEED, STRETCHES};
use crate::model::SPREADS;
use crate::record::Day;
pub use picture::picture;
use std::fmt::{Result, Write};
use tables::paired;
use words::{percent, persons, signed};

/// What the page tells of.
#[derive(Clone, Copy, Debug)]
pub struct Told<'a> {
    /// Every day.
    pub days: &'a [Day],
    /// Foretold with the organiser's figures.
    pub organiser: &'a Compared,
    /// Foretold with the other claim wherever two differ.
    pub others: &'a Compared,
    /// For each day played, the seconds for which the checkpoint stopped.
    pub paused: &'a [u32],
}

/// The page.
pub fn page(told: &Told<'_>) -> std::result::Result<String, std::fmt::Error> {
    let mut page = String::new();
    answer(&mut page, told)?;
    inputs(&mut page)?;
    method(&mut page, told)?;
    tables::claims(&mut page, told)?;
    tables::table(&mut page, told)?;
    tables::all_scores(&mut page, told)?;
    misses::misses(&mut page, told)?;
    misses::columns(&mut page)?;
    misses::limits(&mut page, told)?;
    Ok(page)
}

fn answer(page: &mut String, told: &Told<'_>) -> Result {
    let of = |way: usize| scores(told.days, &told.organiser.methods[way].forecasts, false);
    let (ours, yesterday, hindsight) = (of(REHEARSAL), of(YESTERDAY), of(HINDSIGHT));
    let n = scored(told.days, false).len();
    writeln!(page, "# Back-test: March and April 2022\n")?;
    writeln!(
        page,
        "Had somebody rehearsed the corridor from Mariupol to Zaporizhzhia every evening of spring 2022, what would the rehearsal \
         have said of the next day, and how far off would it have been? Fitted on the days to 17 March, it foretells the {n} days \
         from 18 March to 22 April of which a figure was reported.\n"
    )?;
    writeln!(page, "![Bands and figures, day by day](back-test.svg)\n")?;
    writeln!(page, "This page is written by a program, from the root of the repository beside `../shared/data`:\n")?;
    writeln!(page, "```sh\ncargo run --release -p passage-rehearsal --example back_test\n```\n")?;
    writeln!(
        page,
        "- **Bands.** The reported figure lies in the 50 % band on {} of {n} days ({}) and in the 90 % band on {} ({}). {}",
        ours.in_half,
        percent(ours.in_half as f64 / n as f64),
        ours.in_nine,
        percent(ours.in_nine as f64 / n as f64),
        breadth(&ours, n),
    )?;
    writeln!(
        page,
        "- **Against yesterday's figure.** The weighted interval score is {} persons, that of yesterday's figure with a spread \
         fitted on the same days {}: the rehearsal is {} by {}. Beside yesterday's figure with the best spread in hindsight, \
         which nobody could know ({}), it is {} by {}.",
        persons(ours.persons),
        persons(yesterday.persons),
        better(ours.persons, yesterday.persons),
        percent((ours.persons / yesterday.persons - 1.0).abs()),
        persons(hindsight.persons),
        better(ours.persons, hindsight.persons),
        percent((ours.persons / hindsight.persons - 1.0).abs()),
    )?;
    let (difference, half, days) = paired(told, REHEARSAL, YESTERDAY);
    writeln!(
        page,
        "- **How sure.** It is better on {days} of {n} days; the mean difference of a day is {} persons, plus or minus {} (95 %, as \
         if days were independent, which they are not): {}.",
        signed(difference),
        persons(half),
        if difference.abs() > half { "the days tell the two apart" } else { "the days do not tell the two apart" },
    )?;
    writeln!(
        page,
        "- **What it cannot say.** When a side holds a column or shuts a corridor, nothing before tells it. The misses are [below]\
         (#misses).\n"
    )
}

fn breadth(ours: &Scores, n: usize) -> &'static str {
    match (ours.in_half * 2 > n + n / 5, ours.in_nine * 10 > n * 9 + n / 2) {
        (true, true) => {
            "Both bands are too wide: the three days with a figure before 18 March differ more from one another than most later ones."
        }
        (false, false) if ours.in_nine * 10 < n * 8 => "The bands are too narrow.",
        _ => "The bands are about as wide as they say.",
    }
}

fn better(ours: f64, theirs: f64) -> &'static str {
    if ours < theirs { "better" } else { "worse" }
}

fn inputs(page: &mut String) -> Result {
    let kilometres = STRETCHES.map(|stretch| stretch.to_string()).join(", ");
    writeln!(page, "## Inputs\n")?;
    writeln!(page, "| what | value | source |\n|---|---|---|")?;
    let rows = [
        (
            "what is foretold",
            "people who come from Mariupol to Zaporizhzhia on a day, as reported that evening; by bus from Berdiansk apart".to_owned(),
            "`corridors_2022.csv`: rows of Mariupol to Zaporizhzhia, and days on which no corridor opened",
        ),
        (
            "roads",
            format!("Mariupol, Berdiansk, Tokmak, Vasylivka, Zaporizhzhia: {kilometres} km at {SPEED} km/h, 600 cars an hour"),
            "`../shared/data/README.md`; 275 km in all, 600 an hour: `domain.md` A.8; speed: `examples/mariupol-2022/SOURCES.md`",
        ),
        (
            "hours",
            format!("the checkpoint at Vasylivka and the road up to it {}:00 to {}:00, the road behind it to {LATE}:00", HOURS[0], HOURS[1]),
            "15 March: open from 09:00, be in Vasylivka by 18:00 (ukrinform 3430165); to 21:00 is assumed by us",
        ),
        (
            "who wants to leave",
            "more than the checkpoint passes: in the morning a queue for four fifths of its day, the rest from Mariupol; on 15 \
             March everybody from Mariupol, 09:00 to 19:00"
                .to_owned(),
            "100,000 and more were still in the city in April; 15 March: 2,000 cars gone by 14:00, 2,000 waiting. The shares are \
             assumed by us",
        ),
        (
            "what goes otherwise",
            "all that `passage rehearse --assumptions` lists, as it stands: persons in a car, pace and pauses of checkpoints, \
             late openings, early ends, incidents, breakdowns"
                .to_owned(),
            "`domain.md` A.5, A.6, A.8; each figure with its source there",
        ),
        (
            "people who left Ukraine",
            "read and not used: `UNHCR_UKR_Date.csv`".to_owned(),
            "40,000 to 200,000 a day over all borders; Mariupol's hundreds and thousands do not show in it",
        ),
    ];
    for (what, value, source) in rows {
        writeln!(page, "| {what} | {value} | {source} |")?;
    }
    writeln!(page)
}

fn method(page: &mut String, told: &Told<'_>) -> Result {
    let fitted = &told.organiser.fitted;
    let [(open, after_open), (closed, after_closed)] = fitted.opened_after;
    writeln!(page, "## Method\n")?;
    writeln!(
        page,
        "The simulator plays {DAYS} days of the corridor at each of four rates of the checkpoint (20 to 2,500 cars on a day without \
         incident), with the same chances at each. That gives how many come at any rate. The rate itself is not seen: it drifts from \
         day to day, and a day is better or worse than its level. What is known of it on an evening follows from the figures so \
         far by Bayes' rule on a grid, exactly. A forecast is that, times the days played, times the chance that the corridor opens.\n"
    )?;
    writeln!(page, "Fitted on the days to 17 March, and on nothing else:\n")?;
    writeln!(
        page,
        "- the chance that it opens: {} after a day on which it was used ({open} of {after_open} times), {} after one on which it was \
         not ({closed} of {after_closed}), each with half a time more for yes and for no (Jeffreys);",
        percent(fitted.chance(true)),
        percent(fitted.chance(false)),
    )?;
    writeln!(
        page,
        "- how much the level drifts in a day, and how much a day differs from it: standard deviations of the logarithm. Three days \
         with a figure cannot tell one pair from all others, so that all are kept, with these weights:\n"
    )?;
    let spreads = SPREADS.map(|spread| format!("{spread}"));
    writeln!(page, "| drift, a day | {} |\n|---|{}", spreads.join(" | "), "--:|".repeat(SPREADS.len()))?;
    for (spread, row) in spreads.iter().zip(fitted.weights) {
        writeln!(page, "| {spread} | {} |", row.map(percent).join(" | "))?;
    }
    writeln!(
        page,
        "\n*Yesterday's figure* is the last figure reported, with a normal distribution of its square root (so that a day with \
         nobody is a number like others) whose spread is that of the changes to 17 March; more methods are in the [scores]\
         (#scores). The score is the weighted interval score: the interval score of Gneiting and Raftery (2007) over eleven bands and \
         the median (Bracher and others 2021), in persons, smaller is better; also of logarithms (Bosse and others 2023), where \
         a day with few people counts as much as one with many.\n"
    )
}
