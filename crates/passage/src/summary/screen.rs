//! The answer on a terminal: one screen of 80 columns and 24 lines with the prompt after it, no colour. Whatever is too
//! much for it is counted, and lies in the report. Warnings are told whatever the room.

use super::{bottlenecks, left_behind, warnings};
use crate::outcome::Outcome;
use crate::outcome::hours::{self, Hour};
use crate::outcome::names::Names;
use crate::outcome::{aid, foot, near, verdict, weighed};
use crate::words::{Words, count};
use passage_model::situation::Reading;
use passage_model::units::Persons;
use std::path::Path;

/// Columns of the smallest terminal (VT100).
const WIDTH: usize = 80;
/// Lines of the smallest terminal, less the one where it asks for the next command.
const LINES: usize = 23;
/// Lines that one entry of a list may take.
const ENTRY_LINES: usize = 2;
/// Rows of hours: the fewest that show a course of things, and the most.
const ROWS: (usize, usize) = (4, 10);

/// The screen. `files` are what was written to `folder`, `seconds` what the whole run took.
pub fn words_of(outcome: &Outcome<'_>, words: &Words, folder: &Path, files: &[String], seconds: f64) -> String {
    let mut answer = answer(outcome, words, ENTRY_LINES);
    let names = Names::new(outcome.network, &outcome.likely.situation);
    let left = left_behind(outcome, &names, words, 1);
    let mut lists = [
        List { always: true, ..List::new(weighed::figures(outcome, words), &weighed::prices(outcome, words)) },
        left_behind_list(outcome, words, &left),
        List::new(words.say("bottlenecks-title"), &bottlenecks(outcome, &names, words)),
    ];
    let files = files_line(folder, files, seconds, words);
    let warnings = warnings::lines(outcome, words);
    let mut table = table(outcome, words, ROWS.0);
    let used = |answer: &[String], lists: &[List], table: &[String]| {
        let lists: usize = lists.iter().map(|list| list.lines(words).len()).sum();
        answer.len() + table.len() + lists + warnings.len() + files.len()
    };
    if used(&answer, &lists, &table) > LINES {
        answer = self::answer(outcome, words, 1);
    }
    if used(&answer, &lists, &table) > LINES {
        table = self::table(outcome, words, ROWS.0 - 1);
    }
    // All that the answer rests on first, then more entries, in turn, then more hours, then room to breathe.
    let whole = self::answer(outcome, words, 2 * ENTRY_LINES);
    if used(&whole, &lists, &table) <= LINES {
        answer = whole;
    }
    let longest = lists.iter().map(|list| list.entries.len()).max().unwrap_or(0);
    for list in [0, 1, 2].repeat(longest) {
        let shown = lists[list].shown;
        lists[list].shown = (shown + 1).min(lists[list].entries.len());
        if used(&answer, &lists, &table) > LINES {
            lists[list].shown = shown;
        }
    }
    for most in ROWS.0 + 1..=ROWS.1 {
        let more = self::table(outcome, words, most);
        if used(&answer, &lists, &more) <= LINES {
            table = more;
        }
    }
    let mut spare = LINES.saturating_sub(used(&answer, &lists, &table));
    let mut lines = answer;
    let [weighed, left, full] = lists.map(|list| list.lines(words));
    for part in [table, weighed, left, full, warnings, files].into_iter().filter(|part| !part.is_empty()) {
        if spare > 0 {
            lines.push(String::new());
            spare -= 1;
        }
        lines.extend(part);
    }
    lines.join("\n")
}

/// Title, sentence, the answers beside it, what they rest on in at most `most` lines, the naive figure.
fn answer(outcome: &Outcome<'_>, words: &Words, most: usize) -> Vec<String> {
    let mut lines = Vec::new();
    if outcome.setting.exercise {
        lines.push(words.say("exercise-line"));
    }
    lines.extend(clipped(&outcome.setting.title, "", 1));
    let sentence = [Some(verdict::sentence(outcome, words)), near::words(outcome, words), bracket(outcome, words)];
    lines.extend(wrap(&sentence.into_iter().flatten().collect::<Vec<_>>().join(" "), ""));
    lines.extend(few_routes(outcome, words).iter().flat_map(|text| wrap(text, "")));
    for reading in [Reading::Pessimistic, Reading::Optimistic] {
        lines.extend(verdict::beside(outcome, reading, words).iter().flat_map(|text| wrap(text, "  ")));
    }
    lines.extend(verdict::contraflow(outcome, words).iter().flat_map(|text| wrap(text, "")));
    lines.extend(foot::lines(outcome, words).iter().flat_map(|text| wrap(text, "")));
    lines.extend(aid::lines(outcome, words).iter().flat_map(|text| wrap(text, "")));
    lines.extend(rest_on(outcome, words, most));
    lines.extend(verdict::naive(outcome, words).iter().flat_map(|text| wrap(text, "")));
    lines
}

/// What steps of another length could change.
fn bracket(outcome: &Outcome<'_>, words: &Words) -> Option<String> {
    // Beside few routes it would be read as theirs; the report has it.
    let bracket = outcome.bracket.as_ref().filter(|_| outcome.few_routes.is_none());
    bracket.and_then(|bracket| bracket.words(words))
}

/// What few routes cost.
fn few_routes(outcome: &Outcome<'_>, words: &Words) -> Option<String> {
    outcome.few_routes.as_ref().map(|few| few.words(&outcome.likely, &outcome.setting.times, words))
}

/// What the answers rest on: as many of the values as so many lines hold.
fn rest_on(outcome: &Outcome<'_>, words: &Words, most: usize) -> Vec<String> {
    let ranges = verdict::ranges(outcome);
    let told = |shown: usize| {
        let mut told = ranges[..shown].to_vec();
        if shown < ranges.len() {
            told.push(words.tell("and-more", &[("n", count((ranges.len() - shown) as u64))]));
        }
        verdict::rest_on_values(&told, words)
    };
    if ranges.is_empty() {
        return clipped(&told(0), "  ", most);
    }
    let fits = (1..=ranges.len()).rev().map(told).find(|text| wrap(text, "  ").len() <= most);
    // Half of a value would be worse than none.
    let counted = || words.tell("rest-on-many", &[("n", count(ranges.len() as u64))]);
    clipped(&fits.unwrap_or_else(counted), "  ", most)
}

/// Who stays, and why. One group alone is told with the title, which would say the same number.
fn left_behind_list(outcome: &Outcome<'_>, words: &Words, left: &[String]) -> List {
    if let [group] = left {
        let told = words.tell("left-behind-one", &[("group", group.as_str().into())]);
        let mut lines = wrap(&told, "  ");
        if let Some(first) = lines.first_mut() {
            *first = first.trim_start().to_owned();
        }
        lines.truncate(ENTRY_LINES + 1);
        let title = lines.remove(0);
        return List { shown: 1, entries: vec![lines], ..List::new(title, &[]) };
    }
    List { more: "and-more-groups", ..List::new(left_behind_head(outcome, words), left) }
}

fn left_behind_head(outcome: &Outcome<'_>, words: &Words) -> String {
    let persons: u64 = outcome.likely.plan.left_behind.iter().map(|left| u64::from(left.persons.0)).sum();
    words.tell("left-behind-head", &[("n", count(persons))])
}

/// Where to look, how much more there is, what to do next, how long it took if that was more than a moment.
fn files_line(folder: &Path, files: &[String], seconds: f64, words: &Words) -> Vec<String> {
    let report = folder.join("report.html").display().to_string();
    let others = files.iter().filter(|file| *file != "report.html").count();
    let mut told = words.tell("files-line", &[("report", report.into()), ("n", count(others as u64))]);
    if seconds >= 1.0 {
        told = format!("{told} {}", words.tell("files-took", &[("seconds", words.decimal(seconds, 1).into())]));
    }
    wrap(&told, "")
}

/// A list of which only the first entries may be shown.
struct List {
    title: String,
    entries: Vec<Vec<String>>,
    shown: usize,
    /// The message that counts those that are not.
    more: &'static str,
    /// Whether its title is told even where it has no entry.
    always: bool,
}

impl List {
    fn new(title: String, entries: &[String]) -> Self {
        let entries: Vec<Vec<String>> = entries.iter().map(|entry| clipped(entry, "  ", ENTRY_LINES)).collect();
        Self { title, shown: entries.len().min(1), entries, more: "and-more", always: false }
    }

    /// Title with what is not shown, and entries; nothing where there are none.
    fn lines(&self, words: &Words) -> Vec<String> {
        let hidden = self.entries.len().saturating_sub(self.shown);
        let title = if hidden > 0 {
            let more = words.tell(self.more, &[("n", count(hidden as u64))]);
            format!("{} ({more})", self.title)
        } else {
            self.title.clone()
        };
        let titled = self.always || !self.entries.is_empty();
        let title = if titled { clipped(&title, "", ENTRY_LINES) } else { Vec::new() };
        title.into_iter().chain(self.entries.iter().take(self.shown).flatten().cloned()).collect()
    }
}

/// At most so many hours, as fine as that allows, without those before anybody can be safe, save the last of them, and
/// without those after which nothing changes any more.
fn rows(outcome: &Outcome<'_>, most: usize) -> Vec<Hour> {
    let told = |each: usize| {
        let mut rows = hours::of(&outcome.likely, &outcome.setting.times, each);
        let empty = rows.iter().take_while(|hour| hour.limit == Persons(0)).count();
        rows.drain(..empty.saturating_sub(1));
        let same =
            rows.windows(2).rev().take_while(|pair| (pair[0].safe, pair[0].limit) == (pair[1].safe, pair[1].limit));
        rows.truncate(rows.len() - same.count());
        rows
    };
    let finest = (1..=64).rev().map(told).find(|rows| rows.len() <= most);
    finest.unwrap_or_else(|| told(1))
}

/// The table of hours with bars: `#` safe, `.` the limit beyond it.
fn table(outcome: &Outcome<'_>, words: &Words, most: usize) -> Vec<String> {
    let rows = rows(outcome, most);
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

/// The text on at most `most` lines; what does not fit is left off after a whole word, with three dots in its place: half
/// of a figure is another figure.
pub(super) fn clipped(text: &str, indent: &str, most: usize) -> Vec<String> {
    let mut lines = wrap(text, indent);
    if lines.len() > most || lines.iter().any(|line| line.chars().count() > WIDTH) {
        lines.truncate(most);
        if let Some(last) = lines.last_mut() {
            let fits: String = last.chars().take(WIDTH - 3).collect();
            let whole = if fits.len() < last.len() { fits.rfind(' ').filter(|&at| at > indent.len()) } else { None };
            let fits = &fits[..whole.unwrap_or(fits.len())];
            *last = format!("{}...", fits.trim_end_matches([' ', '(', ',', ';', ':']));
        }
    }
    lines
}

/// Lines of at most eighty columns, each begun with `indent`; a word that is longer keeps its own line.
pub fn wrap(text: &str, indent: &str) -> Vec<String> {
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::outcome::sample;
    use crate::summary::document;
    use crate::words::Language;

    fn screen(outcome: &Outcome<'_>, language: Language) -> String {
        let words = Words::new(language);
        let files = ["dispatch.csv", "plan.geojson", "plan.json", "report.html"].map(str::to_owned);
        let text = words_of(outcome, &words, Path::new("out"), &files, 0.42);
        let document = document(outcome, &words, Path::new("out"), &files, 0.42);
        assert_eq!(document["sentence"], verdict::sentence(outcome, &words));
        assert_eq!(words.missing(), Vec::<String>::new());
        assert!(text.lines().count() <= LINES, "{text}");
        for line in text.lines() {
            assert!(line.chars().count() <= 80, "{line}");
        }
        text
    }

    #[test]
    fn the_screen_begins_with_the_sentence() {
        // The whole English screen stands in the test of the demo.
        let (outcome, words) = (sample::outcome(), Words::new(Language::En));
        let mut first = vec![words.say("exercise-line"), outcome.setting.title.clone()];
        let bracket = bracket(&outcome, &words).unwrap();
        first.extend(wrap(&format!("{} {bracket}", verdict::sentence(&outcome, &words)), ""));
        assert!(first.len() > 2);
        let screen = screen(&outcome, Language::En);
        assert_eq!(screen.lines().take(first.len()).collect::<Vec<_>>(), first);
    }

    #[test]
    fn the_screen_is_ukrainian_too() {
        insta::assert_snapshot!(screen(&sample::outcome(), Language::Uk), @"
            НАВЧАЛЬНІ ДАНІ. Це не план справжньої операції.
            Mariupol, 5 March 2022
            З 200 000 осіб щонайбільше 1 908 можуть бути в безпеці до 16:00 5 березня 2022
            року (Europe/Kyiv, UTC+02; 17:00 Europe/Moscow, UTC+03); таким темпом потрібно
            105 таких вікон. Навіть до секунди жоден план не має понад 1 926 (тут −0,9 %).
              Песимістично: щонайбільше 1 325 (151 таке вікно)
              Оптимістично: щонайбільше 4 240 (48 таких вікон)
              В основі цих відповідей (песимістично / найімовірніше / оптимістично): persons
              per vehicle, own cars 2.5 / 3.6 / 5; і ще 1: див. report.html.
            Потік, помножений на години, дав би 10 800 (від 7 500 до 25 000). Це
            неправильно: коли вікно закінчується, на дорозі не повинно бути нікого, а шлях
            триває 4 год 07 хв, тож устигають лише ті, хто виїжджає між 11:00 і 11:53.
            до     у безпеці  щонайбільше  готові виїхати
            15:00          0            0         200 000
            16:00      1 908        1 908         200 000  #################################
            Зважено: найменша частка 0,9 % (Mariupol); без загрози й чекання, якщо все йде
            за планом; 530 машин.
            Хто залишається: Mariupol, own cars: 198 092 особи. Більше пропустити не
              можна: дорога Mariupol – Nikolske пропускає 600 машин на годину.
            Що стримує рух
              Дорога Mariupol – Nikolske пропускає 600 машин на годину; заповнено з 11:00 до
              11:53 (530 машин).
            Відкрийте out/report.html (поруч ще 3 файли). Далі: passage rehearse.
            ");
    }

    #[test]
    fn a_screen_is_never_longer_however_many_are_left_behind() {
        let mut outcome = sample::outcome();
        let plan = &mut outcome.likely.plan;
        plan.left_behind = vec![plan.left_behind[0].clone(); 40];
        plan.bottlenecks = vec![plan.bottlenecks[0].clone(); 30];
        let values = outcome.setting.assumptions.clone();
        outcome.setting.assumptions = values.into_iter().cycle().take(60).collect();
        outcome.setting.title = "A title that nobody could read aloud in one breath ".repeat(4);
        let screen_of = |language| screen(&outcome, language);
        let told = screen_of(Language::En);
        let clipped: Vec<&str> =
            told.lines().filter(|line| line.contains("...") || line.contains(": see report.html")).collect();
        insta::assert_snapshot!(clipped.join("\n"), @"
            A title that nobody could read aloud in one breath A title that nobody could...
              They rest on 40 values that are given as ranges: see report.html.
            Left behind: 7,923,680 people (and 39 more groups: see report.html)
            What holds people up (and 29 more: see report.html)
            ");
        screen_of(Language::Uk);
    }
}
