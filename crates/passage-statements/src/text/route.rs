//! Two routes side by side: which places both pass, which only one, and where a person must say whether two names are one.

use super::Stop;
use super::diff::{Difference, plain};
use crate::place::{Likeness, Names, Reason};

/// Which of two texts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Side {
    /// The first.
    A,
    /// The second.
    B,
}

/// Two names that may be one place: a person must say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question {
    /// The name in the first text.
    pub a: String,
    /// The name in the second text.
    pub b: String,
    /// What both pass right before, in the first text's spelling.
    pub after: Option<String>,
    /// What both pass right after.
    pub before: Option<String>,
    /// Why they may be one place.
    pub why: Vec<Reason>,
}

/// Two routes, place by place.
#[derive(Clone, Debug, Default)]
pub(super) struct Aligned {
    pub differences: Vec<Difference>,
    pub questions: Vec<Question>,
    /// Names taken for one place though they are written differently.
    pub taken: Vec<(String, String)>,
    /// How many places both pass, as far as names tell.
    pub shared: usize,
}

/// A place of one of the routes or of both: its position in each.
type Pair = (Option<usize>, Option<usize>);

/// What it costs to leave a place out, or to take two names that are nearly alike for one.
const LEFT_OUT: u32 = 2;
const PERHAPS: u32 = 1;

/// Positions of one place in two texts that are farther apart than this are told. Our choice: lists put a town's centre as far
/// apart, and whoever is told can say that it is the same.
const APART_METRES: f64 = 1_000.0;

/// The cheapest way to lay two routes side by side in order (Needleman and Wunsch 1970). O(a b).
pub(super) fn pairs(a: &[Stop], b: &[Stop], names: &Names<'_>) -> Vec<Pair> {
    let likeness = |a: &Stop, b: &Stop| names.compare(&a.name, &b.name).likeness;
    let like: Vec<Vec<Likeness>> = a.iter().map(|a| b.iter().map(|b| likeness(a, b)).collect()).collect();
    let cost = |i: usize, j: usize| match like[i][j] {
        Likeness::Spelling | Likeness::Transliteration => Some(0),
        Likeness::Perhaps => Some(PERHAPS),
        Likeness::Different => None,
    };
    let mut best = vec![vec![0u32; b.len() + 1]; a.len() + 1];
    for i in (0..=a.len()).rev() {
        for j in (0..=b.len()).rev() {
            let down = (i < a.len()).then(|| best[i + 1][j] + LEFT_OUT);
            let right = (j < b.len()).then(|| best[i][j + 1] + LEFT_OUT);
            let both = (i < a.len() && j < b.len()).then(|| Some(best[i + 1][j + 1] + cost(i, j)?)).flatten();
            best[i][j] = [down, right, both].into_iter().flatten().min().unwrap_or(0);
        }
    }
    let (mut i, mut j, mut pairs) = (0, 0, Vec::new());
    while i < a.len() || j < b.len() {
        let both = i < a.len() && j < b.len() && cost(i, j).is_some_and(|c| best[i][j] == best[i + 1][j + 1] + c);
        if both {
            pairs.push((Some(i), Some(j)));
            (i, j) = (i + 1, j + 1);
        } else if i < a.len() && best[i][j] == best[i + 1][j] + LEFT_OUT {
            pairs.push((Some(i), None));
            i += 1;
        } else {
            pairs.push((None, Some(j)));
            j += 1;
        }
    }
    pairs
}

/// Lays two routes side by side and says how they differ.
pub(super) fn align(a: &[Stop], b: &[Stop], names: &Names<'_>) -> Aligned {
    let pairs = pairs(a, b, names);
    let is_same = |a: &str, b: &str| names.is_same(a, b);
    let mut aligned = Aligned::default();
    let alone = |side: Side, name: &str| {
        pairs.iter().any(|pair| match (side, pair) {
            (Side::A, (Some(i), None)) => is_same(&a[*i].name, name),
            (Side::B, (None, Some(j))) => is_same(&b[*j].name, name),
            _ => false,
        })
    };
    // The second route's places by the first one's spelling, where both pass them.
    let mut spelled: Vec<String> = b.iter().map(|stop| stop.name.clone()).collect();
    for pair in &pairs {
        if let (Some(i), Some(j)) = *pair {
            spelled[j].clone_from(&a[i].name);
        }
    }
    let own: Vec<String> = a.iter().map(|stop| stop.name.clone()).collect();
    let mut last = None;
    for pair in &pairs {
        let side = match *pair {
            (Some(i), Some(j)) => {
                both(a, b, (i, j), names, &mut aligned);
                None
            }
            // What stands elsewhere in the other route has moved: told once, from the first text.
            (Some(i), None) if alone(Side::B, &a[i].name) => {
                let place = b.iter().position(|stop| is_same(&stop.name, &a[i].name)).unwrap_or_default();
                aligned.differences.push(Difference::Moved {
                    name: a[i].name.clone(),
                    after_a: before_it(&own, i),
                    after_b: before_it(&spelled, place),
                });
                None
            }
            (None, Some(j)) if alone(Side::A, &b[j].name) => None,
            (Some(i), None) => Some((Side::A, i)),
            (None, Some(j)) => Some((Side::B, j)),
            (None, None) => None,
        };
        if let Some((side, at)) = side {
            let stops = if side == Side::A { &own } else { &spelled };
            only(&mut aligned.differences, side, stops, at, last == Some(side));
        }
        last = side.map(|(side, _)| side);
    }
    aligned
}

fn both(a: &[Stop], b: &[Stop], (i, j): (usize, usize), names: &Names<'_>, aligned: &mut Aligned) {
    let (ours, theirs) = (&a[i], &b[j]);
    aligned.shared += 1;
    let compared = names.compare(&ours.name, &theirs.name);
    match compared.likeness {
        Likeness::Perhaps => aligned.questions.push(Question {
            a: ours.name.clone(),
            b: theirs.name.clone(),
            after: i.checked_sub(1).map(|at| a[at].name.clone()),
            before: a.get(i + 1).map(|stop| stop.name.clone()),
            why: compared.reasons,
        }),
        _ if ours.name != theirs.name => aligned.taken.push((ours.name.clone(), theirs.name.clone())),
        _ => {}
    }
    if plain(&ours.streets) != plain(&theirs.streets) {
        let streets = [ours.streets.clone(), theirs.streets.clone()];
        aligned.differences.push(Difference::Streets { name: ours.name.clone(), streets });
    }
    if let (Some(here), Some(there)) = (ours.at, theirs.at) {
        let metres = here.metres_to(there);
        if metres > APART_METRES {
            aligned.differences.push(Difference::Apart { name: ours.name.clone(), metres: metres as u64 });
        }
    }
}

/// Only one route passes this place; `goes_on` where the one right before it is already told as such.
fn only(differences: &mut Vec<Difference>, side: Side, stops: &[String], at: usize, goes_on: bool) {
    let next = stops.get(at + 1).cloned();
    if let Some(Difference::Stops { names, before, .. }) = differences.last_mut().filter(|_| goes_on) {
        names.push(stops[at].clone());
        *before = next;
        return;
    }
    let (names, after) = (vec![stops[at].clone()], before_it(stops, at));
    differences.push(Difference::Stops { side, names, after, before: next });
}

fn before_it(stops: &[String], at: usize) -> Option<String> {
    at.checked_sub(1).and_then(|at| stops.get(at)).cloned()
}
