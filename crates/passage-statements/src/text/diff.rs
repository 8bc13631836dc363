//! Two texts of one corridor, element by element: what both say, where they differ, what neither says.

use super::route::{Question, Side, align, pairs};
use super::{ELEMENTS, Element, Entry, Open, Text, Value};
use crate::clock::{Bound, Moment};
use crate::place::{Likeness, Names};

/// Two texts side by side.
#[derive(Clone, Debug)]
pub struct Comparison<'t> {
    /// The first text.
    pub a: &'t Text,
    /// The second text.
    pub b: &'t Text,
    /// Each element that at least one of them speaks of, in the order of the list.
    pub elements: Vec<Compared>,
    /// The elements that neither speaks of.
    pub silent: Vec<&'static Element>,
    /// What is open in the first text.
    pub open_a: Vec<Open>,
    /// What is open in the second text.
    pub open_b: Vec<Open>,
    is_one_corridor: bool,
}

/// One element in both texts.
#[derive(Clone, Debug)]
pub struct Compared {
    /// The element.
    pub element: &'static Element,
    /// How they differ; empty where they say the same.
    pub differences: Vec<Difference>,
    /// Names that may be one place.
    pub questions: Vec<Question>,
    /// Names taken for one place though they are written differently.
    pub taken: Vec<(String, String)>,
}

/// One difference.
#[derive(Clone, Debug, PartialEq)]
pub enum Difference {
    /// Only this side speaks of the element.
    Element(Side),
    /// Only this side says that there is none of it.
    None(Side),
    /// Only this side states a part.
    Part(Side, &'static str, Box<Value>),
    /// Both state a part, and not the same.
    Values(&'static str, Box<[Value; 2]>),
    /// Lists of which each side has what the other does not.
    Lists {
        /// The part.
        part: &'static str,
        /// What only the first has.
        only_a: Vec<String>,
        /// What only the second has.
        only_b: Vec<String>,
    },
    /// Only this side has a route through these places.
    Route(Side, Vec<String>),
    /// Only this side has a checkpoint of this name.
    Checkpoint(Side, String),
    /// Only this side's route passes these places, one after the other.
    Stops {
        /// Which side.
        side: Side,
        /// The places, as that side spells them.
        names: Vec<String>,
        /// What its route passes right before, in the first text's spelling where both pass it.
        after: Option<String>,
        /// What its route passes right after, likewise.
        before: Option<String>,
    },
    /// Both pass a place, not in the same order.
    Moved {
        /// The place.
        name: String,
        /// What the first route passes right before it.
        after_a: Option<String>,
        /// What the second route passes right before it.
        after_b: Option<String>,
    },
    /// Both pass a place, by other streets; empty where a side names none.
    Streets {
        /// The place.
        name: String,
        /// The streets by the first text, and by the second.
        streets: [String; 2],
    },
    /// One name, at two places.
    Apart {
        /// The name.
        name: String,
        /// How far they are from each other.
        metres: u64,
    },
}

/// How far two texts have come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Settled {
    /// They differ, or a name is in question.
    Differ,
    /// Nothing differs, and elements of the fourteen are open: agreed in principle at most.
    Open,
    /// Both sides hold to the same precise text.
    InDetail,
    /// Both are texts of one side, whatever they say.
    OneSide,
}

/// A side, without the office that speaks for it: "Ukraine, Ministry of Defence" is Ukraine.
fn side(name: &str) -> String {
    let end = name.find([',', ';', ':', '(', '/', '\u{2013}', '\u{2014}']).unwrap_or(name.len());
    plain(&name[..end])
}

/// That both sides hold to the same precise text. Nothing but a comparison of their two texts makes one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Agreement(());

impl<'t> Comparison<'t> {
    /// Compares two texts, names by their letters alone. O(elements, times the square of the longest list or route).
    pub fn of(a: &'t Text, b: &'t Text) -> Self {
        Self::by(a, b, &Names::default())
    }

    /// Compares two texts, their names with a gazetteer where `names` has one.
    pub fn by(a: &'t Text, b: &'t Text, names: &Names<'_>) -> Self {
        let mut elements = Vec::new();
        let mut silent = Vec::new();
        for element in &ELEMENTS {
            let (ours, theirs): (Vec<&Entry>, Vec<&Entry>) =
                (a.entries_of(element).collect(), b.entries_of(element).collect());
            if ours.is_empty() && theirs.is_empty() {
                silent.push(element);
            } else {
                elements.push(compare(element, &ours, &theirs, names));
            }
        }
        let is_one_corridor = names.is_same(&a.corridor, &b.corridor);
        Self { a, b, elements, silent, open_a: a.open(), open_b: b.open(), is_one_corridor }
    }

    /// Whether both name the same corridor, spelling aside.
    pub const fn is_one_corridor(&self) -> bool {
        self.is_one_corridor
    }

    /// How far the two have come.
    pub fn settled(&self) -> Settled {
        let differ = self.elements.iter().any(|e| !e.differences.is_empty() || !e.questions.is_empty());
        // Texts of two corridors that say the same are no agreement on either.
        let differ = differ || !self.is_one_corridor();
        match (differ, side(&self.a.side) == side(&self.b.side)) {
            (true, _) => Settled::Differ,
            (false, true) => Settled::OneSide,
            (false, false) if self.a.is_precise() && self.b.is_precise() => Settled::InDetail,
            (false, false) => Settled::Open,
        }
    }

    /// The agreement in detail, where there is one.
    pub fn agreement(&self) -> Option<Agreement> {
        (self.settled() == Settled::InDetail).then_some(Agreement(()))
    }
}

fn compare(element: &'static Element, ours: &[&Entry], theirs: &[&Entry], names: &Names<'_>) -> Compared {
    let mut compared = Compared { element, differences: Vec::new(), questions: Vec::new(), taken: Vec::new() };
    let differences = &mut compared.differences;
    let none = |entries: &[&Entry]| entries.iter().any(|entry| entry.none);
    match (ours, theirs) {
        (_, []) => differences.push(Difference::Element(Side::A)),
        ([], _) => differences.push(Difference::Element(Side::B)),
        _ if none(ours) && none(theirs) => {}
        _ if none(ours) => differences.push(Difference::None(Side::A)),
        _ if none(theirs) => differences.push(Difference::None(Side::B)),
        _ if element.key == "route" => routes(&mut compared, ours, theirs, names),
        _ if element.key == "checkpoint" => checkpoints(&mut compared, ours, theirs, names),
        ([a, ..], [b, ..]) => parts(&mut compared, a, b, names),
    }
    compared
}

/// Routes of the two texts are laid beside each other: those first that share the most places, and of these those that differ
/// by the fewest. Routes that share less than two places are two routes, and so are those of which one goes out and one in.
fn routes(compared: &mut Compared, ours: &[&Entry], theirs: &[&Entry], names: &Names<'_>) {
    let mut likely = Vec::new();
    for (i, a) in ours.iter().enumerate() {
        for (j, b) in theirs.iter().enumerate() {
            let laid = pairs(a.stops(), b.stops(), names);
            let shared = laid.iter().filter(|(a, b)| a.is_some() && b.is_some()).count();
            let opposite = !a.words("way").is_empty() && !b.words("way").is_empty() && a.words("way") != b.words("way");
            if shared >= 2 && !opposite {
                likely.push((std::cmp::Reverse(shared), laid.len(), i, j));
            }
        }
    }
    likely.sort_unstable();
    let (mut left, mut right) = (vec![true; ours.len()], vec![true; theirs.len()]);
    for (_, _, i, j) in likely {
        if left[i] && right[j] {
            (left[i], right[j]) = (false, false);
            let aligned = align(ours[i].stops(), theirs[j].stops(), names);
            compared.differences.extend(aligned.differences);
            compared.questions.extend(aligned.questions);
            compared.taken.extend(aligned.taken);
            parts(compared, ours[i], theirs[j], names);
        }
    }
    let alone = |side: Side, entry: &Entry| {
        Difference::Route(side, entry.stops().iter().map(|stop| stop.name.clone()).collect())
    };
    compared.differences.extend(ours.iter().zip(&left).filter(|(_, left)| **left).map(|(e, _)| alone(Side::A, e)));
    compared.differences.extend(theirs.iter().zip(&right).filter(|(_, left)| **left).map(|(e, _)| alone(Side::B, e)));
}

/// Checkpoints of one name are compared; of those that are left, those whose names may be one are asked about, and compared too.
fn checkpoints(compared: &mut Compared, ours: &[&Entry], theirs: &[&Entry], names: &Names<'_>) {
    let (mut left, mut right) = (vec![true; ours.len()], vec![true; theirs.len()]);
    for least in [Likeness::Transliteration, Likeness::Perhaps] {
        for (i, a) in ours.iter().enumerate() {
            let alike = |j: &usize| {
                left[i] && right[*j] && names.compare(a.words("name"), theirs[*j].words("name")).likeness <= least
            };
            let Some(j) = (0..theirs.len()).find(alike) else { continue };
            (left[i], right[j]) = (false, false);
            ask(compared, a.words("name"), theirs[j].words("name"), names);
            parts(compared, a, theirs[j], names);
        }
    }
    let alone = |side: Side, entry: &Entry| Difference::Checkpoint(side, entry.words("name").to_owned());
    compared.differences.extend(ours.iter().zip(&left).filter(|(_, left)| **left).map(|(e, _)| alone(Side::A, e)));
    compared.differences.extend(theirs.iter().zip(&right).filter(|(_, left)| **left).map(|(e, _)| alone(Side::B, e)));
}

/// What two names that stand for one place leave to tell: a question, or that they are spelled differently.
fn ask(compared: &mut Compared, a: &str, b: &str, names: &Names<'_>) {
    let found = names.compare(a, b);
    match found.likeness {
        Likeness::Perhaps => {
            let (a, b, why) = (a.to_owned(), b.to_owned(), found.reasons);
            compared.questions.push(Question { a, b, after: None, before: None, why });
        }
        _ if a != b => compared.taken.push((a.to_owned(), b.to_owned())),
        _ => {}
    }
}

/// Every part but the places of a route, the names of checkpoints, and how a side calls its own route.
fn parts(compared: &mut Compared, a: &Entry, b: &Entry, names: &Names<'_>) {
    for part in compared.element.parts.iter().filter(|part| !["stops", "name"].contains(&part.key)) {
        let found = match (a.part(part.key), b.part(part.key)) {
            (None, None) => None,
            (Some(ours), None) => Some(Difference::Part(Side::A, part.key, Box::new(ours.clone()))),
            (None, Some(theirs)) => Some(Difference::Part(Side::B, part.key, Box::new(theirs.clone()))),
            (Some(Value::Places(ours)), Some(Value::Places(theirs))) => {
                places(compared, part.key, (ours, theirs), names)
            }
            (Some(ours), Some(theirs)) => values(part.key, ours, theirs),
        };
        compared.differences.extend(found);
    }
}

/// Lists of places: those of one name are one, those whose names may be one are asked about.
fn places(
    compared: &mut Compared,
    part: &'static str,
    (ours, theirs): (&[String], &[String]),
    names: &Names<'_>,
) -> Option<Difference> {
    let (mut only_a, mut only_b) = (ours.to_vec(), theirs.to_vec());
    for most in [Likeness::Transliteration, Likeness::Perhaps] {
        only_a.retain(|a| {
            // A name that one side has twice is found twice in the other's list.
            let is_it = |b: &&String| names.compare(a, b).likeness <= most;
            let among = if most == Likeness::Perhaps { only_b.iter().find(is_it) } else { theirs.iter().find(is_it) };
            let Some(b) = among.cloned() else { return true };
            ask(compared, a, &b, names);
            only_b.retain(|own| !names.is_same(&b, own));
            false
        });
    }
    (!only_a.is_empty() || !only_b.is_empty()).then_some(Difference::Lists { part, only_a, only_b })
}

fn values(part: &'static str, a: &Value, b: &Value) -> Option<Difference> {
    let same = match (a, b) {
        (Value::Text(a), Value::Text(b)) => plain(a) == plain(b),
        (Value::Moment(a), Value::Moment(b)) => a.at == b.at && bound(part, a.bound) == bound(part, b.bound),
        (Value::Window(a), Value::Window(b)) => {
            same_end(a.from.as_ref(), b.from.as_ref()) && same_end(a.until.as_ref(), b.until.as_ref())
        }
        (Value::Count(a), Value::Count(b)) => a == b,
        (Value::Truth(a), Value::Truth(b)) => a == b,
        (Value::Length(a), Value::Length(b)) => a == b,
        (Value::Texts(a), Value::Texts(b)) => return lists(part, a, b, |a, b| plain(a) == plain(b)),
        // One part is of one kind in both texts.
        _ => a == b,
    };
    (!same).then(|| Difference::Values(part, Box::new([a.clone(), b.clone()])))
}

/// What a bound says of a part: a first move at 10:00 is one from 10:00 on, a last entry at 17:00 one by 17:00.
fn bound(part: &str, bound: Bound) -> Bound {
    match (part, bound) {
        ("first_move", Bound::At) => Bound::From,
        ("last_entry" | "turn_back", Bound::At) => Bound::By,
        (_, other) => other,
    }
}

fn same_end(a: Option<&Moment>, b: Option<&Moment>) -> bool {
    a.map(|moment| moment.at) == b.map(|moment| moment.at)
}

fn lists(part: &'static str, a: &[String], b: &[String], same: impl Fn(&str, &str) -> bool) -> Option<Difference> {
    let without = |list: &[String], other: &[String]| -> Vec<String> {
        list.iter().filter(|a| !other.iter().any(|b| same(a, b))).cloned().collect()
    };
    let (only_a, only_b) = (without(a, b), without(b, a));
    (!only_a.is_empty() || !only_b.is_empty()).then_some(Difference::Lists { part, only_a, only_b })
}

/// Words without case, spaces and full stops: two sides write one rule with one and without.
pub(super) fn plain(text: &str) -> String {
    let words = text.to_lowercase();
    let words = words.split_whitespace().map(|word| word.trim_matches(['.', ',', ';', '"']));
    words.filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}
