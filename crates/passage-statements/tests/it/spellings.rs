//! How well names are matched on the sets of the reports: the part of docs/concepts/names.md that needs nothing but what is here.

use passage_statements::place::{Candidate, Gazetteer, Likeness, Names, read};

const SPELLINGS: &str = include_str!("../data/spellings.txt");
const DECLINED: &str = include_str!("../data/declined.txt");
const PLACES: &str = include_str!("../../../../examples/texts-2022/places.csv");

/// A set of names that are one, and whether the keys were made with it.
struct Set {
    tuned: bool,
    names: Vec<String>,
}

fn sets() -> Vec<Set> {
    let lines = SPELLINGS.lines().filter(|line| !line.starts_with('#') && !line.is_empty());
    let set = |line: &str| {
        let names = line.trim_start_matches('*').split(" / ").map(|name| name.trim().to_owned()).collect();
        Set { tuned: line.starts_with('*'), names }
    };
    lines.map(set).collect()
}

fn percent(part: usize, whole: usize) -> String {
    format!("{:.1} %", part as f64 * 100.0 / whole.max(1) as f64)
}

/// The pairs of names that are one and of those that are not, by how they were matched; and what was missed.
fn pairs(tuned: bool) -> (String, Vec<String>) {
    let (names, sets) = (Names::default(), sets());
    let own: Vec<&Set> = sets.iter().filter(|set| set.tuned == tuned).collect();
    let (mut same, mut other) = ([0usize; 3], [0usize; 3]);
    let mut missed = Vec::new();
    for (at, set) in own.iter().enumerate() {
        for (i, a) in set.names.iter().enumerate() {
            for b in &set.names[i + 1..] {
                let class = class(&names, a, b);
                same[class] += 1;
                if class == 2 {
                    missed.push(format!("{a} / {b}"));
                }
            }
            for b in own[at + 1..].iter().flat_map(|set| &set.names) {
                other[class(&names, a, b)] += 1;
            }
        }
    }
    let (whole, found) = (same.iter().sum::<usize>(), same[0] + same[1]);
    let wrong = other[0] + other[1];
    let row = format!(
        "| {} | {whole} | {} | {} | {} | {} | {wrong} of {} | {} |",
        if tuned { "sets that the keys were made with" } else { "sets never used for tuning" },
        same[0],
        same[1],
        same[2],
        percent(found, whole),
        other.iter().sum::<usize>(),
        percent(found, found + wrong)
    );
    (row, missed)
}

/// 0 taken for one, 1 asked about, 2 held for two.
fn class(names: &Names<'_>, a: &str, b: &str) -> usize {
    match names.compare(a, b).likeness {
        Likeness::Spelling | Likeness::Transliteration => 0,
        Likeness::Perhaps => 1,
        Likeness::Different => 2,
    }
}

/// Names in a case, asked of the gazetteer of the examples: how many find their place among those that fit for sure.
fn declined() -> (String, Vec<String>) {
    let gazetteer: Gazetteer = read(PLACES.as_bytes(), None).0.expect("the gazetteer of the examples");
    let lines: Vec<(&str, &str)> =
        DECLINED.lines().filter(|line| !line.starts_with('#')).filter_map(|line| line.split_once(" = ")).collect();
    let right =
        |place: usize, name: &str| gazetteer.places()[place].names.iter().any(|own| own.text == name && !own.old);
    let (mut found, mut told, mut good, mut missed) = (0, 0, 0, Vec::new());
    for (written, name) in &lines {
        let sure: Vec<_> = gazetteer.find(written).into_iter().filter(Candidate::is_sure).collect();
        told += sure.len();
        good += sure.iter().filter(|candidate| right(candidate.place, name)).count();
        if sure.iter().any(|candidate| right(candidate.place, name)) {
            found += 1;
        } else {
            missed.push((*written).to_owned());
        }
    }
    let row = format!(
        "| {} | {found} | {} | {good} of {told} | {} |",
        lines.len(),
        percent(found, lines.len()),
        percent(good, told)
    );
    (row, missed)
}

/// The tables, as they stand in the documentation.
pub fn tables() -> String {
    let ((tuned, missed_tuned), (held, missed)) = (pairs(true), pairs(false));
    let (declined, undeclined) = declined();
    let list = |missed: Vec<String>| if missed.is_empty() { "none".to_owned() } else { missed.join(", ") };
    format!(
        "| spelling sets | pairs that are one | taken for one | asked about | missed | recall | wrongly taken or asked | precision |\n\
         |---|---|---|---|---|---|---|---|\n{tuned}\n{held}\n\n\
         Missed in the first row: {}. In the second: {}.\n\n\
         | names in a case | place found for sure | recall | candidates of that name | precision |\n|---|---|---|---|---|\n{declined}\n\n\
         Missed: {}.\n",
        list(missed_tuned),
        list(missed),
        list(undeclined)
    )
}

#[test]
fn the_page_on_names_has_the_figures_of_the_reports() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/concepts/names.md");
    let page = std::fs::read_to_string(path).unwrap_or_default().replace("\r\n", "\n");
    assert!(page.contains(&tables()), "docs/concepts/names.md should have:\n\n{}", tables());
}
