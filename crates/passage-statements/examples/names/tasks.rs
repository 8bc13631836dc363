//! What is asked, and how the answers are counted.

use super::pairs::{Data, Pair, apart, hash};
use passage_model::place::key::sound;
use passage_statements::place::{Candidate, Gazetteer, read};
use std::fmt::Write as _;
use std::time::Instant;

/// One way of asking, counted.
pub struct Task {
    /// What was asked.
    pub name: &'static str,
    gazetteer: usize,
    asked: usize,
    found: usize,
    first: usize,
    told: usize,
    right: usize,
    /// Other places of the very name: of one sound.
    namesakes: usize,
    /// What did not find its place.
    pub missed: Vec<String>,
}

impl Task {
    fn new(name: &'static str, gazetteer: &Gazetteer) -> Self {
        let gazetteer = gazetteer.places().len();
        Self { name, gazetteer, asked: 0, found: 0, first: 0, told: 0, right: 0, namesakes: 0, missed: Vec::new() }
    }

    /// Counts one answer. Two entries of one place within 2 km are one.
    fn count(&mut self, asked: &str, expected: usize, gazetteer: &Gazetteer, answer: &[Candidate]) {
        let place = |number: usize| &gazetteer.places()[number];
        let is_it = |candidate: &&Candidate| {
            candidate.place == expected || apart(place(candidate.place).at, place(expected).at) < 2_000.0
        };
        let best = answer.first().map_or(0, |candidate| candidate.score);
        self.asked += 1;
        self.found += usize::from(answer.iter().any(|c| is_it(&c)));
        self.first += usize::from(answer.iter().any(|c| c.score == best && is_it(&c)));
        self.told += answer.len();
        self.right += answer.iter().filter(is_it).count();
        let heard = sound(&place(expected).name);
        let others = answer.iter().filter(|candidate| !is_it(candidate));
        self.namesakes += others.filter(|other| sound(&place(other.place).name) == heard).count();
        if !answer.iter().any(|c| is_it(&c)) {
            self.missed.push(format!("{asked} ({})", place(expected).name));
        }
    }

    /// Whose the candidates are that are not the right place.
    pub fn others(&self) -> String {
        let others = self.told - self.right;
        format!("{}: of {others} other candidates {} are places of the very name", self.name, self.namesakes)
    }

    /// A row of the table.
    pub fn row(&self) -> String {
        let percent = |part: usize, whole: usize| format!("{:.1} %", part as f64 * 100.0 / whole.max(1) as f64);
        format!(
            "| {} | {} | {} of {}: {} | {} | {} of {}: {} | {} |",
            self.name,
            self.gazetteer,
            self.found,
            self.asked,
            percent(self.found, self.asked),
            percent(self.first, self.asked),
            self.right,
            self.told,
            percent(self.right, self.told),
            self.missed.len()
        )
    }
}

fn sure(gazetteer: &Gazetteer, asked: &str) -> Vec<Candidate> {
    gazetteer.find(asked).into_iter().filter(Candidate::is_sure).collect()
}

/// "Василівка, Запорізька".
fn with_oblast(name: &str, oblast: &str) -> String {
    if oblast.is_empty() { name.to_owned() } else { format!("{name}, {oblast}") }
}

/// A Ukrainian name with its oblast, asked of `GeoNames`; only what fits for sure counts.
pub fn ukrainian_in_latin(data: &Data, half: &[&Pair]) -> Task {
    let mut task = Task::new("Ukrainian name and oblast, of Latin names", &data.latin);
    for pair in half {
        let own = &data.ukrainian.places()[pair.ukrainian];
        task.count(&own.name, pair.latin, &data.latin, &sure(&data.latin, &with_oblast(&own.name, &own.oblast)));
    }
    task
}

/// The other way round.
pub fn latin_in_ukrainian(data: &Data, half: &[&Pair]) -> Task {
    let mut task = Task::new("Latin name and oblast, of Ukrainian names", &data.ukrainian);
    for pair in half {
        let own = &data.latin.places()[pair.latin];
        task.count(
            &own.name,
            pair.ukrainian,
            &data.ukrainian,
            &sure(&data.ukrainian, &with_oblast(&own.name, &own.oblast)),
        );
    }
    task
}

/// A Latin name of seven letters or more with one error, with its oblast; every candidate counts.
pub fn misspelled(data: &Data, half: &[&Pair]) -> Task {
    let mut task = Task::new("Latin name with one typing error and oblast, of Latin names", &data.latin);
    for pair in half {
        let own = &data.latin.places()[pair.latin];
        let mut letters: Vec<char> = own.name.chars().collect();
        if letters.len() < 7 {
            continue;
        }
        let chance = hash(&own.code) as usize;
        let at = 1 + chance % (letters.len() - 2);
        let other = char::from(b'a' + (chance / 977 % 26) as u8);
        match chance / 31 % 4 {
            0 => {
                letters.remove(at);
            }
            1 => letters.insert(at, other),
            2 => letters[at] = other,
            _ => letters.swap(at, at + 1),
        }
        let asked: String = letters.into_iter().collect();
        task.count(&asked, pair.latin, &data.latin, &data.latin.find(&with_oblast(&asked, &own.oblast)));
    }
    task
}

/// Names that the gazetteer does not have: that of the other half's places is asked for this half's names.
pub fn absent(data: &Data, half: &[&Pair]) -> String {
    let tuning = half.first().is_some_and(|pair| pair.tuning);
    let others = data.pairs.iter().filter(|pair| pair.tuning != tuning).map(|pair| &data.latin.places()[pair.latin]);
    let mut table = String::from("name,oblast,lat,lon\n");
    for place in others {
        let (lat, lon) = place.at.map_or((0.0, 0.0), |at| (at.lat_degrees(), at.lon_degrees()));
        let _ = writeln!(table, "{},{},{lat},{lon}", place.name, place.oblast);
    }
    let without = read(table.as_bytes(), None).0.expect("a gazetteer");
    let (mut wrong, mut doubtful, mut examples) = (0, 0, Vec::new());
    for pair in half {
        let own = &data.ukrainian.places()[pair.ukrainian];
        let found = without.find(&with_oblast(&own.name, &own.oblast));
        let within = |c: &&Candidate| {
            c.reasons.iter().any(|reason| matches!(reason, passage_statements::place::Reason::Within(_)))
        };
        if let Some(first) = found.iter().find(|c| c.is_sure() && within(c)) {
            wrong += 1;
            examples.push(format!("{} ({})", own.name, without.places()[first.place].name));
        } else if found.iter().any(|c| within(&c)) {
            doubtful += 1;
        }
    }
    format!(
        "Of {} names that a gazetteer of {} places does not have, {wrong} find a place for sure in their oblast, and {doubtful} one that \
         is nearly alike and told as such. For sure: {}.",
        half.len(),
        without.places().len(),
        examples.join(", ")
    )
}

/// What a lookup costs as the gazetteer grows.
pub fn speed() -> String {
    let syllables =
        ["ba", "do", "hu", "ko", "li", "mya", "no", "po", "ri", "sta", "ty", "va", "ze", "kh", "shch", "iv"];
    let name = |number: usize| {
        let mut mixed = number.wrapping_mul(0x9e37_79b9_7f4a_7c15);
        let mut name = String::new();
        for _ in 0..6 {
            name += syllables[mixed >> 60];
            mixed <<= 4;
        }
        name + "ka"
    };
    let mut table = String::from("| places | made in | a lookup |\n|---|---|---|\n");
    for count in [1_000usize, 5_000, 30_000, 100_000] {
        let rows: String = (0..count).map(|number| name(number) + "\n").collect();
        let start = Instant::now();
        let gazetteer = read(format!("name\n{rows}").as_bytes(), None).0.expect("a gazetteer");
        let made = start.elapsed();
        let start = Instant::now();
        let mut seen = 0;
        for number in 0..1_000 {
            let mut asked = name(number * 7);
            asked.replace_range(2..3, "z");
            seen += gazetteer.find(&asked).len();
        }
        let each = start.elapsed() / 1_000;
        let _ = writeln!(table, "| {count} | {made:.1?} | {each:.1?} ({seen} candidates in 1,000 lookups) |");
    }
    table
}
