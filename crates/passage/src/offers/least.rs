//! The least that must be agreed to get so many people out by a moment.

use super::book::Book;
use super::grid::Grid;
use super::weigh::Weighed;
use super::{Asked, LONGEST, Offers};
use crate::failure::Failure;
use passage_model::situation::Reading;
use passage_model::time::Clock;
use passage_model::units::Persons;
use passage_model::work::Work;

/// Sets times readings that are looked at with fleets, unless all are asked for: five plans each.
const MOST_SEARCHES: usize = 18;

/// The shortest windows that do.
pub struct Least {
    /// How many people.
    pub persons: Persons,
    /// By when; `None`: by the end.
    pub by: Option<Clock>,
    /// The sets that were looked at, by their positions among the offers' sets.
    pub sets: Vec<usize>,
    /// For each of these: the shortest window by each reading.
    pub hours: Vec<Vec<Shortest>>,
    /// Whether each of these is struck out: another with no more corridors needs no longer a window by the likely reading,
    /// and has fewer corridors or a shorter one.
    pub struck_out: Vec<bool>,
}

/// The shortest window, in whole hours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shortest {
    /// The shortest for which there is a plan; `None`: none within a day.
    pub hours: Option<u32>,
    /// For any shorter one there is none, proven: with fleets, on the ways that were planned with.
    pub no_less: u32,
}

/// Halves the interval of whole hours for each set and reading: a longer window never brings out fewer. Says which sets
/// were looked at: all, or with fleets the best of each size where there are many.
pub fn weigh(
    book: &mut Book<'_>,
    grid: &Grid<'_>,
    persons: Persons,
    asked: &Asked,
    work: &Work<'_>,
) -> Result<Vec<usize>, Failure> {
    let sets = looked_at(book, grid, asked);
    let pairs: Vec<(usize, Reading)> =
        sets.iter().flat_map(|set| grid.readings.iter().map(move |r| (*set, *r))).collect();
    let change = |(set, _): (usize, Reading), hours: u32| Grid::change(&grid.sets[set], hours);
    // Of each pair: too short so far, long enough so far (one more than the longest: nothing yet).
    let mut between: Vec<(u32, u32)> = pairs.iter().map(|pair| known(book, grid, *pair, persons, asked)).collect();
    loop {
        let open: Vec<usize> = (0..pairs.len()).filter(|&i| between[i].1 - between[i].0 > 1).collect();
        if open.is_empty() {
            return Ok(sets);
        }
        let middle: Vec<u32> = between.iter().map(|b| u32::midpoint(b.0, b.1)).collect();
        let changes: Vec<_> = open.iter().map(|&i| (change(pairs[i], middle[i]), pairs[i].1)).collect();
        book.weigh(&changes, "looking for the shortest windows", work)?;
        for (&i, (change, reading)) in open.iter().zip(&changes) {
            let does = book.get(change, *reading).is_some_and(|weighed| enough(weighed, persons, asked.by));
            if does { between[i].1 = middle[i] } else { between[i].0 = middle[i] }
        }
    }
}

fn looked_at(book: &Book<'_>, grid: &Grid<'_>, asked: &Asked) -> Vec<usize> {
    let few = grid.sets.len() * grid.readings.len() <= MOST_SEARCHES;
    if asked.all || few || book.scales().agreed().fleets.is_empty() {
        return (0..grid.sets.len()).collect();
    }
    let best = grid.best_of_each_size(book);
    (0..grid.sets.len()).filter(|&set| best.contains(&grid.sets[set])).take(MOST_SEARCHES).collect()
}

/// What the book knows already.
fn known(
    book: &Book<'_>,
    grid: &Grid<'_>,
    (set, reading): (usize, Reading),
    persons: Persons,
    asked: &Asked,
) -> (u32, u32) {
    let of = |hours: u32| Some((hours, book.get(&Grid::change(&grid.sets[set], hours), reading)?));
    let weighed: Vec<_> = (1..=LONGEST).filter_map(of).collect();
    let does = |weighed: &Weighed| enough(weighed, persons, asked.by);
    let enough = weighed.iter().find(|(_, weighed)| does(weighed)).map_or(LONGEST + 1, |(hours, _)| *hours);
    let short = weighed.iter().filter(|(hours, _)| *hours < enough).map(|(hours, _)| *hours).max();
    (short.unwrap_or(0), enough)
}

/// The answer from what is in the book.
pub fn least(book: &Book<'_>, grid: &Grid<'_>, sets: Vec<usize>, asked: &Asked) -> Least {
    let (persons, by) = (asked.persons.unwrap_or_default(), asked.by);
    let shortest = |set: usize, reading: Reading| {
        let (_, found) = known(book, grid, (set, reading), persons, asked);
        let never = |hours: &u32| {
            let weighed = book.get(&Grid::change(&grid.sets[set], *hours), reading);
            weighed.is_some_and(|weighed| by.map_or(weighed.most(), |by| weighed.most_by(by)) < persons)
        };
        let no_less = (1..found).rev().find(never).map_or(1, |hours| hours + 1);
        Shortest { hours: (found <= LONGEST).then_some(found), no_less }
    };
    let each = |set: &usize| grid.readings.iter().map(|reading| shortest(*set, *reading)).collect();
    let hours: Vec<Vec<Shortest>> = sets.iter().map(each).collect();
    let cost = |i: usize| Some((grid.sets[sets[i]].len(), hours[i].get(Offers::LIKELY)?.hours?));
    let beaten = |i: usize| {
        let Some(own) = cost(i) else { return true };
        (0..sets.len()).filter_map(cost).any(|other| other != own && other.0 <= own.0 && other.1 <= own.1)
    };
    let struck_out = (0..sets.len()).map(beaten).collect();
    Least { persons, by, sets, hours, struck_out }
}

fn enough(weighed: &Weighed, persons: Persons, by: Option<Clock>) -> bool {
    by.map_or(weighed.safe(), |by| weighed.by(by)) >= persons
}
