//! The answer on a terminal: one screen of eighty columns, no colour.

use crate::exchange::geojson::reason;
use crate::outcome::names::{Names, who};
use crate::outcome::times::duration;
use crate::outcome::verdict::{self, Verdict};
use crate::outcome::{Answer, Outcome, hours};
use crate::words::{Words, count};
use passage_model::plan::{Bottleneck, BottleneckAt, LeftBehind, Reason};
use passage_model::situation::Reading;
use passage_model::time::{Interval, Opening};
use passage_model::units::Persons;
use serde_json::{Value, json};
use std::path::Path;

const WIDTH: usize = 80;
/// Lines of a kind before "and so many more": a screen holds about forty.
const MOST_LINES: usize = 4;

/// The screen. `files` are what was written to `folder`, `seconds` what the whole run took.
pub fn words_of(outcome: &Outcome<'_>, words: &Words, folder: &Path, files: &[String], seconds: f64) -> String {
    let mut lines = Vec::new();
    if outcome.setting.exercise {
        lines.push(words.say("exercise-line"));
    }
    lines.push(outcome.setting.title.clone());
    lines.push(String::new());
    lines.extend(wrap(&verdict::sentence(outcome, words), ""));
    for reading in [Reading::Pessimistic, Reading::Optimistic] {
        lines.extend(verdict::beside(outcome, reading, words).iter().flat_map(|text| wrap(text, "  ")));
    }
    lines.extend(wrap(&verdict::rest_on(outcome, words), "  "));
    lines.extend(verdict::naive(outcome, words).iter().flat_map(|text| wrap(text, "")));
    lines.push(String::new());
    lines.extend(table(outcome, words));
    let names = Names::new(outcome.network, &outcome.likely.situation);
    section(&mut lines, words.say("left-behind-title"), &left_behind(outcome, &names, words), words);
    section(&mut lines, words.say("bottlenecks-title"), &bottlenecks(outcome, &names, words), words);
    lines.push(String::new());
    let folder = folder.display().to_string();
    let report = Path::new(&folder).join("report.html").display().to_string();
    lines.extend(wrap(&words.tell("files-line", &[("report", report.into())]), ""));
    let others: Vec<&str> = files.iter().map(String::as_str).filter(|f| *f != "report.html").collect();
    lines.extend(wrap(
        &words.tell("files-others", &[("files", others.join(", ").into()), ("folder", folder.into())]),
        "",
    ));
    lines.push(words.tell("seconds-line", &[("seconds", words.decimal(seconds, 1).into())]));
    lines.join("\n")
}

/// The same for programs.
pub fn document(outcome: &Outcome<'_>, words: &Words, folder: &Path, files: &[String], seconds: f64) -> Value {
    let times = &outcome.setting.times;
    let figures = |answer: &Answer| {
        let verdict = Verdict::of(answer);
        json!({
            "persons": verdict.persons,
            "safe": verdict.safe,
            "limit": verdict.limit,
            "by": times.stamp(verdict.by),
            "repeats": verdict.repeats,
            "naive": verdict.naive,
            "clearance": answer.plan.clearance().map(|clock| times.stamp(clock)),
            "bound": answer.plan.bound.kind,
            "not_safe_sum": { "plan": answer.plan.bound.plan_sum, "limit": answer.plan.bound.not_safe_sum },
            "plan": answer.plan.digest(),
        })
    };
    let names = Names::new(outcome.network, &outcome.likely.situation);
    let hours: Vec<Value> = hours::of(&outcome.likely, times, usize::MAX)
        .into_iter()
        .map(|h| json!({ "by": times.stamp(h.by), "safe": h.safe, "ready": h.ready, "limit": h.limit }))
        .collect();
    let left: Vec<Value> = outcome
        .likely
        .plan
        .left_behind
        .iter()
        .map(|l| {
            let origin = &outcome.likely.situation.origins[l.origin.index()];
            json!({
                "assembly_point": origin.assembly, "group": origin.group, "persons": l.persons,
                "vehicles": l.vehicles, "reason": reason(&l.reason), "words": why(l, outcome, &names, words),
            })
        })
        .collect();
    json!({
        "title": outcome.setting.title,
        "exercise": outcome.setting.exercise,
        "sentence": verdict::sentence(outcome, words),
        "rest_on": verdict::rest_on(outcome, words),
        "naive": verdict::naive(outcome, words),
        "likely": figures(&outcome.likely),
        "pessimistic": outcome.pessimistic.as_ref().map(figures),
        "optimistic": outcome.optimistic.as_ref().map(figures),
        "hours": hours,
        "left_behind": left,
        "bottlenecks": bottlenecks(outcome, &names, words),
        "findings": outcome.setting.findings,
        "folder": folder.display().to_string(),
        "files": files,
        "seconds": (seconds * 1000.0).round() / 1000.0,
    })
}

/// Who is left and why, one line each, the most people first.
pub fn left_behind(outcome: &Outcome<'_>, names: &Names<'_>, words: &Words) -> Vec<String> {
    let situation = &outcome.likely.situation;
    let mut left: Vec<&LeftBehind> = outcome.likely.plan.left_behind.iter().collect();
    left.sort_by_key(|l| (std::cmp::Reverse(l.persons), l.origin));
    left.iter()
        .map(|l| {
            let origin = &situation.origins[l.origin.index()];
            words.tell(
                "left-behind",
                &[
                    ("who", who("group-at", &origin.assembly, &origin.group, words).into()),
                    ("n", count(l.persons.0)),
                    ("why", why(l, outcome, names, words).into()),
                ],
            )
        })
        .collect()
}

/// Why a group is left, in words.
pub fn why(left: &LeftBehind, outcome: &Outcome<'_>, names: &Names<'_>, words: &Words) -> String {
    match &left.reason {
        Reason::NoSeat => words.say("why-no-seat"),
        Reason::NoRoad => words.say("why-no-road"),
        Reason::TooLate => words.say("why-too-late"),
        Reason::WindowTooShort { journey, longest_window } => words.tell(
            "why-window",
            &[("journey", duration(*journey, words).into()), ("window", duration(*longest_window, words).into())],
        ),
        Reason::Full { bottlenecks } => {
            let all = &outcome.likely.plan.bottlenecks;
            let first = bottlenecks.iter().find_map(|&i| all.get(i as usize));
            let full = first.map(|b| lower(&names.bottleneck(b.at, words)));
            match (full, bottlenecks.len()) {
                (None, _) => words.say("why-full"),
                (Some(what), 1) => words.tell("why-full-at", &[("what", what.into())]),
                (Some(what), n) => {
                    words.tell("why-full-among", &[("what", what.into()), ("others", count(n as u64 - 1))])
                }
            }
        }
    }
}

/// What is full and when, in words, as the planner orders it.
pub fn bottlenecks(outcome: &Outcome<'_>, names: &Names<'_>, words: &Words) -> Vec<String> {
    outcome.likely.plan.bottlenecks.iter().map(|b| bottleneck(b, outcome, names, words)).collect()
}

/// One bottleneck: `The checkpoint at V passes 60 cars an hour: it is full from 09:40 to 15:20.`
fn bottleneck(bottleneck: &Bottleneck, outcome: &Outcome<'_>, names: &Names<'_>, words: &Words) -> String {
    let what = capital(&names.bottleneck(bottleneck.at, words));
    let times = &outcome.setting.times;
    // A checkpoint that is shut for the night is not full then.
    let open = match bottleneck.at {
        BottleneckAt::Road(road) => outcome.likely.situation.opening(road).clone(),
        BottleneckAt::Checkpoint(id) => outcome.likely.situation.checkpoints[id.index()].hours.clone(),
        BottleneckAt::Reception(_) => Opening::always(),
    };
    let mut full = Opening::within(bottleneck.full.clone()).and(&open).intervals().to_vec();
    full.sort_by_key(|i| (std::cmp::Reverse(i.until - i.from), i.from));
    let total: u32 = full.iter().map(|i| (i.until.min(outcome.likely.plan.horizon) - i.from).0).sum();
    let Some(longest) = full.first() else {
        return words.tell("full-total", &[("what", what.into()), ("n", count(bottleneck.vehicles.0))]);
    };
    let mut first: Vec<Interval> = full.iter().take(3).copied().collect();
    first.sort_unstable();
    let spans: Vec<String> = first.iter().map(|i| times.span(*i, words)).collect();
    let figures = [
        ("what", what.into()),
        ("spans", spans.join(", ").into()),
        ("n", count(bottleneck.vehicles.0)),
        ("total", duration(passage_model::units::Seconds(total), words).into()),
    ];
    if full.len() > 3 {
        let mut figures = figures.to_vec();
        figures.push(("longest", times.span(*longest, words).into()));
        figures.remove(1);
        words.tell("full-often", &figures)
    } else {
        words.tell("full-spans", &figures[..3])
    }
}

/// The table of hours with bars: `#` safe, `.` the limit beyond it.
fn table(outcome: &Outcome<'_>, words: &Words) -> Vec<String> {
    let answer = &outcome.likely;
    let rows = hours::of(answer, &outcome.setting.times, 10);
    let most = rows.iter().map(|h| h.limit).max().unwrap_or_default().max(Persons(1));
    let heads = [words.say("hour-by"), words.say("hour-safe"), words.say("hour-limit"), words.say("hour-ready")];
    let cells: Vec<[String; 4]> = rows
        .iter()
        .map(|h| {
            let number = |p: Persons| words.number(p.0);
            [outcome.setting.times.minute(h.by, words), number(h.safe), number(h.limit), number(h.ready)]
        })
        .collect();
    let width = |column: usize| {
        cells.iter().map(|row| &row[column]).chain([&heads[column]]).map(|c| c.chars().count()).max().unwrap_or(0)
    };
    let widths: Vec<usize> = (0..4).map(width).collect();
    let bar_room = WIDTH.saturating_sub(widths.iter().sum::<usize>() + 8);
    let row = |cells: &[String; 4], bar: &str| {
        let [a, b, c, d] = cells;
        format!("{a:<0$}  {b:>1$}  {c:>2$}  {d:>3$}  {bar}", widths[0], widths[1], widths[2], widths[3])
            .trim_end()
            .to_owned()
    };
    let mut lines = vec![row(&heads, "")];
    for (hour, cells) in rows.iter().zip(&cells) {
        let length = |p: Persons| (u64::from(p.0) * bar_room as u64 / u64::from(most.0)) as usize;
        let (safe, limit) = (length(hour.safe), length(hour.limit));
        lines.push(row(cells, &format!("{}{}", "#".repeat(safe), ".".repeat(limit.saturating_sub(safe)))));
    }
    lines
}

fn section(lines: &mut Vec<String>, title: String, entries: &[String], words: &Words) {
    if entries.is_empty() {
        return;
    }
    lines.push(String::new());
    lines.push(title);
    let more = entries.len().saturating_sub(MOST_LINES);
    for entry in entries.iter().take(MOST_LINES) {
        lines.extend(wrap(entry, "  "));
    }
    if more > 0 {
        lines.push(format!("  {}", words.tell("and-more", &[("n", count(more as u64))])));
    }
}

/// Lines of at most eighty columns, each begun with `indent`; a word that is longer keeps its own line.
fn wrap(text: &str, indent: &str) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = indent.to_owned();
    for word in text.split(' ') {
        let begun = line.len() > indent.len();
        if begun && line.chars().count() + 1 + word.chars().count() > WIDTH {
            lines.push(std::mem::replace(&mut line, format!("{indent}{word}")));
        } else {
            if begun {
                line.push(' ');
            }
            line.push_str(word);
        }
    }
    lines.push(line);
    lines
}

/// With a capital first letter.
pub fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// With a small first letter, unless the second is large too (a road number such as M14 keeps its own).
fn lower(text: &str) -> String {
    let mut letters = text.chars();
    match (letters.next(), letters.clone().next()) {
        (Some(first), Some(second)) if second.is_lowercase() => first.to_lowercase().chain(letters).collect(),
        _ => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::outcome::sample;
    use crate::words::Language;

    fn screen(outcome: &Outcome<'_>, language: Language) -> String {
        let words = Words::new(language);
        let files = ["dispatch.csv", "plan.geojson", "plan.json", "report.html"].map(str::to_owned);
        let text = words_of(outcome, &words, Path::new("out"), &files, 0.42);
        let document = document(outcome, &words, Path::new("out"), &files, 0.42);
        assert_eq!(document["sentence"], verdict::sentence(outcome, &words));
        assert_eq!(words.missing(), Vec::<String>::new());
        for line in text.lines() {
            assert!(line.chars().count() <= 80, "{line}");
        }
        text
    }

    #[test]
    fn the_screen_begins_with_the_sentence() {
        insta::assert_snapshot!(screen(&sample::outcome(), Language::En), @r"
        EXERCISE DATA. This is not the plan of a real operation.
        Mariupol, 5 March 2022

        Of 200,000 people, at most 1,944 can be safe by 16:00 on 5 March 2022
        (Europe/Kyiv, UTC+02; 17:00 Europe/Moscow, UTC+03); at this rate it takes 103
        such windows.
          Pessimistic: at most 1,350 (149 such windows)
          Optimistic: at most 4,320 (47 such windows)
          They rest on (pessimistic / likely / optimistic): persons per vehicle, own
          cars 2.5 / 3.6 / 5; sustained flow per lane, vehicles per hour 600 / 600 /
          1,000.
        Flow multiplied by hours would say 10,800 (7,500 to 25,000). That is wrong:
        nobody may be on the road when the window ends, and the journey takes 4 h 07
        min, so only those who leave between 11:00 and 11:53 are through in time.

        by      safe  at most  ready to go
        10:00      0        0            0
        11:00      0        0      200,000
        12:00      0        0      200,000
        13:00      0        0      200,000
        14:00      0        0      200,000
        15:00      0        0      200,000
        16:00  1,944    1,944      200,000  ############################################
        17:00  1,944    1,944      200,000  ############################################

        Left behind
          Mariupol, own cars: 198,056 people. No more fit through: the road from
          Mariupol to Nikolske takes 600 vehicles an hour.

        What holds people up
          The road from Mariupol to Nikolske takes 600 vehicles an hour: it is full from
          11:00 to 11:54 (540 vehicles).

        Open out/report.html
        Beside it in out: dispatch.csv, plan.geojson, plan.json
        Took 0.4 s.
        ");
    }

    #[test]
    fn the_screen_is_ukrainian_too() {
        insta::assert_snapshot!(screen(&sample::outcome(), Language::Uk), @r"
        НАВЧАЛЬНІ ДАНІ. Це не план справжньої операції.
        Mariupol, 5 March 2022

        З 200 000 осіб щонайбільше 1 944 можуть бути в безпеці до 16:00 5 березня 2022
        року (Europe/Kyiv, UTC+02; 17:00 Europe/Moscow, UTC+03); з такою швидкістю
        потрібно 103 таких вікна.
          Песимістично: щонайбільше 1 350 (149 таких вікон)
          Оптимістично: щонайбільше 4 320 (47 таких вікон)
          Вони спираються на (песимістично / імовірно / оптимістично): persons per
          vehicle, own cars 2.5 / 3.6 / 5; sustained flow per lane, vehicles per hour
          600 / 600 / 1,000.
        Потік, помножений на години, дав би 10 800 (від 7 500 до 25 000). Це хибно:
        ніхто не може бути на дорозі, коли вікно закінчується, а дорога триває 4 год 07
        хв, тож устигають лише ті, хто виїжджає між 11:00 і 11:53.

        до     у безпеці  щонайбільше  готові їхати
        10:00          0            0             0
        11:00          0            0       200 000
        12:00          0            0       200 000
        13:00          0            0       200 000
        14:00          0            0       200 000
        15:00          0            0       200 000
        16:00      1 944        1 944       200 000  ###################################
        17:00      1 944        1 944       200 000  ###################################

        Хто залишається
          Mariupol, own cars: 198 056 осіб. Більше не проходить: дорога Mariupol –
          Nikolske: пропускає 600 машин на годину.

        Що стримує рух
          Дорога Mariupol – Nikolske: пропускає 600 машин на годину; заповнено з 11:00
          до 11:54 (540 машин).

        Відкрийте out/report.html
        Поруч у out: dispatch.csv, plan.geojson, plan.json
        Тривало 0,4 с.
        ");
    }

    #[test]
    fn every_reason_has_its_words() {
        let mut outcome = sample::outcome();
        let reasons = [
            Reason::NoSeat,
            Reason::NoRoad,
            Reason::TooLate,
            Reason::WindowTooShort {
                journey: passage_model::units::Seconds(14_820),
                longest_window: passage_model::units::Seconds(10_800),
            },
            Reason::Full { bottlenecks: vec![0] },
            Reason::Full { bottlenecks: Vec::new() },
            Reason::Full { bottlenecks: vec![0, 0, 0] },
        ];
        let one = outcome.likely.plan.left_behind[0].clone();
        let left = reasons.map(|reason| LeftBehind { reason, persons: Persons(21), ..one.clone() });
        outcome.likely.plan.left_behind = left.to_vec();
        for (language, said) in Language::ALL.map(|l| (l, Words::new(l))) {
            let names = Names::new(outcome.network, &outcome.likely.situation);
            let lines = left_behind(&outcome, &names, &said).join("\n");
            assert_eq!(said.missing(), Vec::<String>::new());
            match language {
                Language::En => insta::assert_snapshot!(lines, @r"
        Mariupol, own cars: 21 people. There are fewer seats than people.
        Mariupol, own cars: 21 people. No open road leads from there to any reception site.
        Mariupol, own cars: 21 people. They are ready too late to arrive by the end of the plan.
        Mariupol, own cars: 21 people. The journey takes 4 h 07 min at its shortest; the longest stretch of time in which it may be made is 3 h.
        Mariupol, own cars: 21 people. No more fit through: the road from Mariupol to Nikolske takes 600 vehicles an hour.
        Mariupol, own cars: 21 people. The roads, checkpoints or reception sites before them are full.
        Mariupol, own cars: 21 people. No more fit through: the road from Mariupol to Nikolske takes 600 vehicles an hour, and 2 more places.
        "),
                Language::Uk => insta::assert_snapshot!(lines, @r"
        Mariupol, own cars: 21 особа. Місць у машинах менше, ніж людей.
        Mariupol, own cars: 21 особа. Жодна відкрита дорога не веде звідти до місця прийому.
        Mariupol, own cars: 21 особа. Вони готові надто пізно, щоб прибути до кінця плану.
        Mariupol, own cars: 21 особа. Найкоротша дорога триває 4 год 07 хв; найдовший проміжок, у який її можна проїхати, — 3 год.
        Mariupol, own cars: 21 особа. Більше не проходить: дорога Mariupol – Nikolske: пропускає 600 машин на годину.
        Mariupol, own cars: 21 особа. Дороги, блокпости або місця прийому перед ними заповнені.
        Mariupol, own cars: 21 особа. Більше не проходить: дорога Mariupol – Nikolske: пропускає 600 машин на годину і ще 2 місця.
        "),
            }
        }
    }
}
