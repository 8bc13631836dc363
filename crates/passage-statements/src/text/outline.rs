//! What of a text a planner can use: ways, hours, checkpoints, vehicles, how many people. Of two sides' texts, what both hold to.
//!
//! Nothing is added to what was said. Of two texts a permission holds where both give it, a restriction where either makes
//! it: the window is the time that lies in both, the way is one that both name, a checkpoint stands where either names it.

use super::is_same_place as is_same;
use super::route::{Side, align};
use super::{Element, Entry, Stop, Text, Value};
use crate::clock::Moment;
use crate::place::Names;
use passage_model::civil::Zone;

/// What of one text, or of two, can be planned with. What is `None` or empty was not said, or only one of the two said it.
#[derive(Clone, Debug, PartialEq)]
pub struct Outline {
    /// The corridor.
    pub corridor: String,
    /// Whose clocks to show times by.
    pub zone: Option<Zone>,
    /// Whose texts it was taken from: side and version.
    pub texts: Vec<(String, u64)>,
    /// The ways, those out and those in.
    pub courses: Vec<Course>,
    /// The silence.
    pub silence: Span,
    /// When the first vehicle may move.
    pub first_move: Option<Moment>,
    /// When the last may enter.
    pub last_entry: Option<Moment>,
    /// When whoever is not past must turn back.
    pub turn_back: Option<Moment>,
    /// Whether the text binds people to the way.
    pub keeps_to_way: bool,
    /// Whether private cars may go.
    pub private_cars: Option<bool>,
    /// How many buses.
    pub buses: Option<u64>,
    /// How many ambulances.
    pub ambulances: Option<u64>,
    /// How many people are to leave.
    pub persons: Option<u64>,
    /// Where people gather.
    pub assembly: Vec<String>,
    /// The checkpoints.
    pub gates: Vec<Gate>,
    /// The window of goods on their way in.
    pub goods: Span,
    /// What the two texts do not both say, in the order of the elements.
    pub apart: Vec<Apart>,
}

/// From when until when, as far as it was said to the minute; what is only "about" was not.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Span {
    /// When it begins.
    pub from: Option<Moment>,
    /// When it ends.
    pub until: Option<Moment>,
}

/// A way, as an ordered list of places.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Course {
    /// How it is called; empty where the text does not say.
    pub name: String,
    /// Whether it leads in.
    pub inbound: bool,
    /// Its places.
    pub stops: Vec<Stop>,
}

/// A checkpoint.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gate {
    /// Its name.
    pub name: String,
    /// Whose it is; empty where nobody says.
    pub side: String,
    /// Its hours.
    pub hours: Span,
    /// What it passes, of all kinds together.
    pub vehicles_per_hour: Option<u64>,
}

/// A part of an element that two texts do not both say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Apart {
    /// The element's key.
    pub element: &'static str,
    /// The part's key.
    pub part: &'static str,
    /// In which way.
    pub how: How,
}

/// In which way two texts do not both say a thing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum How {
    /// Only this side says it, and it is a permission: it does not hold.
    Permission(Side),
    /// Only this side says it, and it is a restriction: it holds.
    Restriction(Side),
    /// Both say it, and not the same: the narrower holds.
    Narrowed,
    /// Both say it, and nothing is in both.
    Nothing,
}

impl Outline {
    /// What one text says.
    pub fn of(text: &Text) -> Self {
        let entry = |key: &str| entry(text, key);
        let moment = |part: &str| match entry("times").and_then(|times| times.part(part)) {
            Some(Value::Moment(moment)) if !moment.about => Some(moment.clone()),
            _ => None,
        };
        let count = |key: &str, part: &str| match entry(key).and_then(|entry| entry.part(part)) {
            Some(Value::Count(count)) => Some(*count),
            _ => None,
        };
        let private_cars = match entry("vehicles").and_then(|vehicles| vehicles.part("private_cars")) {
            Some(Value::Truth(truth)) => Some(*truth),
            _ => None,
        };
        let assembly = match entry("assembly").and_then(|assembly| assembly.part("points")) {
            Some(Value::Places(points)) => points.clone(),
            _ => Vec::new(),
        };
        Self {
            corridor: text.corridor.clone(),
            zone: text.zone.clone(),
            texts: vec![(text.side.clone(), text.revision)],
            courses: all(text, "route").filter(|route| route.stops().len() >= 2).map(course).collect(),
            silence: span(entry("times"), "silence"),
            first_move: moment("first_move"),
            last_entry: moment("last_entry"),
            turn_back: moment("turn_back"),
            keeps_to_way: entry("deviation").is_some_and(|deviation| deviation.part("rule").is_some()),
            private_cars,
            buses: count("vehicles", "buses"),
            ambulances: count("medical", "ambulances"),
            persons: count("people", "persons"),
            assembly,
            gates: all(text, "checkpoint").filter(|gate| !gate.words("name").is_empty()).map(gate).collect(),
            goods: span(entry("goods"), "window"),
            apart: Vec::new(),
        }
    }

    /// What two sides' texts both hold to. O(ways and checkpoints of both, multiplied).
    pub fn of_both(a: &Text, b: &Text) -> Self {
        let (ours, theirs) = (Self::of(a), Self::of(b));
        let mut both = Both(Vec::new());
        let courses = both.courses(&ours.courses, &theirs.courses);
        let silence = both.span(("times", "silence"), &ours.silence, &theirs.silence);
        let first_move = both.latest(("times", "first_move"), ours.first_move, theirs.first_move);
        let last_entry = both.earliest(("times", "last_entry"), ours.last_entry, theirs.last_entry);
        let turn_back = both.earliest(("times", "turn_back"), ours.turn_back, theirs.turn_back);
        let persons = both.same(("people", "persons"), ours.persons, theirs.persons);
        let cars = both.same(("vehicles", "private_cars"), ours.private_cars, theirs.private_cars);
        Self {
            corridor: ours.corridor,
            zone: ours.zone.or(theirs.zone),
            texts: ours.texts.into_iter().chain(theirs.texts).collect(),
            courses,
            silence,
            first_move,
            last_entry,
            turn_back,
            keeps_to_way: ours.keeps_to_way || theirs.keeps_to_way,
            private_cars: cars,
            buses: both.fewest(("vehicles", "buses"), ours.buses, theirs.buses),
            ambulances: both.fewest(("medical", "ambulances"), ours.ambulances, theirs.ambulances),
            persons,
            assembly: both.places(("assembly", "points"), &ours.assembly, &theirs.assembly),
            gates: both.gates(&ours.gates, &theirs.gates),
            goods: both.span(("goods", "window"), &ours.goods, &theirs.goods),
            apart: both.0,
        }
    }

    /// Whether both sides hold to the ways and the silence of it.
    pub fn is_of_both(&self) -> bool {
        let sides: Vec<&String> = self.texts.iter().map(|(side, _)| side).collect();
        sides.len() == 2 && sides[0] != sides[1] && !self.courses.is_empty() && self.silence.is_closed()
    }
}

impl Span {
    /// Whether both ends were said.
    pub const fn is_closed(&self) -> bool {
        self.from.is_some() && self.until.is_some()
    }
}

fn all<'t>(text: &'t Text, key: &str) -> impl Iterator<Item = &'t Entry> {
    let element = Element::find(key).map(|element| element.number);
    text.entries.iter().filter(move |entry| Some(entry.element.number) == element && !entry.none)
}

fn entry<'t>(text: &'t Text, key: &str) -> Option<&'t Entry> {
    all(text, key).next()
}

fn span(entry: Option<&Entry>, part: &str) -> Span {
    let Some(Value::Window(window)) = entry.and_then(|entry| entry.part(part)) else { return Span::default() };
    let precise = |moment: &Option<Moment>| moment.clone().filter(|moment| !moment.about);
    Span { from: precise(&window.from), until: precise(&window.until) }
}

fn course(route: &Entry) -> Course {
    Course { name: route.words("name").into(), inbound: route.words("way") == "in", stops: route.stops().to_vec() }
}

fn gate(entry: &Entry) -> Gate {
    let vehicles_per_hour = match entry.part("vehicles_per_hour") {
        Some(Value::Count(count)) => Some(*count),
        _ => None,
    };
    let hours = span(Some(entry), "hours");
    Gate { name: entry.words("name").into(), side: entry.words("side").into(), hours, vehicles_per_hour }
}

/// What two texts do not both say, so far.
struct Both(Vec<Apart>);

type Key = (&'static str, &'static str);

impl Both {
    fn note(&mut self, (element, part): Key, how: How) {
        self.0.push(Apart { element, part, how });
    }

    /// The time that lies in both: each end holds where both sides say one.
    fn span(&mut self, key: Key, a: &Span, b: &Span) -> Span {
        let ends = |a: &Option<Moment>, b: &Option<Moment>, later: bool| {
            let (a, b) = (a.clone()?, b.clone()?);
            Some(if (b.at > a.at) == later { b } else { a })
        };
        let said = |span: &Span| span.from.is_some() || span.until.is_some();
        let same = |a: &Option<Moment>, b: &Option<Moment>| a.as_ref().map(|m| m.at) == b.as_ref().map(|m| m.at);
        match (said(a), said(b)) {
            (false, false) => return Span::default(),
            (true, false) => self.note(key, How::Permission(Side::A)),
            (false, true) => self.note(key, How::Permission(Side::B)),
            (true, true) if same(&a.from, &b.from) && same(&a.until, &b.until) => {}
            (true, true) => self.note(key, How::Narrowed),
        }
        let joint = Span { from: ends(&a.from, &b.from, true), until: ends(&a.until, &b.until, false) };
        if let (Some(from), Some(until)) = (&joint.from, &joint.until)
            && from.at >= until.at
        {
            self.note(key, How::Nothing);
            return Span::default();
        }
        joint
    }

    /// A moment before which nothing may be.
    fn latest(&mut self, key: Key, a: Option<Moment>, b: Option<Moment>) -> Option<Moment> {
        self.restriction(key, a, b, |a, b| if b.at > a.at { b } else { a }, |a, b| a.at == b.at)
    }

    /// A moment after which nothing may be.
    fn earliest(&mut self, key: Key, a: Option<Moment>, b: Option<Moment>) -> Option<Moment> {
        self.restriction(key, a, b, |a, b| if b.at < a.at { b } else { a }, |a, b| a.at == b.at)
    }

    fn fewest(&mut self, key: Key, a: Option<u64>, b: Option<u64>) -> Option<u64> {
        self.permission(key, a, b, |a, b| Some(a.min(b)))
    }

    fn same<T: PartialEq>(&mut self, key: Key, a: Option<T>, b: Option<T>) -> Option<T> {
        self.permission(key, a, b, |a, b| (a == b).then_some(a))
    }

    fn restriction<T>(
        &mut self,
        key: Key,
        a: Option<T>,
        b: Option<T>,
        narrower: impl Fn(T, T) -> T,
        same: impl Fn(&T, &T) -> bool,
    ) -> Option<T> {
        match (a, b) {
            (Some(a), Some(b)) => {
                if !same(&a, &b) {
                    self.note(key, How::Narrowed);
                }
                Some(narrower(a, b))
            }
            (Some(only), None) => {
                self.note(key, How::Restriction(Side::A));
                Some(only)
            }
            (None, Some(only)) => {
                self.note(key, How::Restriction(Side::B));
                Some(only)
            }
            (None, None) => None,
        }
    }

    fn permission<T: PartialEq>(
        &mut self,
        key: Key,
        a: Option<T>,
        b: Option<T>,
        narrower: impl Fn(T, T) -> Option<T>,
    ) -> Option<T> {
        match (a, b) {
            (Some(a), Some(b)) => {
                let differ = a != b;
                let kept = narrower(a, b);
                if differ {
                    self.note(key, if kept.is_some() { How::Narrowed } else { How::Nothing });
                }
                kept
            }
            (Some(_), None) => {
                self.note(key, How::Permission(Side::A));
                None
            }
            (None, Some(_)) => {
                self.note(key, How::Permission(Side::B));
                None
            }
            (None, None) => None,
        }
    }

    /// Places that both name, as the first spells them.
    fn places(&mut self, key: Key, a: &[String], b: &[String]) -> Vec<String> {
        let shared: Vec<String> = a.iter().filter(|a| b.iter().any(|b| is_same(a, b))).cloned().collect();
        self.shared(key, shared.len(), (a.len(), b.len()));
        shared
    }

    /// Notes how far two lists share what they have.
    fn shared(&mut self, key: Key, shared: usize, (a, b): (usize, usize)) {
        match (a, b) {
            (0, 0) => {}
            (_, 0) => self.note(key, How::Permission(Side::A)),
            (0, _) => self.note(key, How::Permission(Side::B)),
            _ if shared == 0 => self.note(key, How::Nothing),
            _ if shared < a.max(b) => self.note(key, How::Narrowed),
            _ => {}
        }
    }

    /// Ways that both name place by place, with nothing in question; a way of one side alone does not hold.
    fn courses(&mut self, a: &[Course], b: &[Course]) -> Vec<Course> {
        let same = |a: &Course, b: &Course| {
            let aligned = align(&a.stops, &b.stops, &Names::default());
            a.inbound == b.inbound && aligned.differences.is_empty() && aligned.questions.is_empty()
        };
        let shared: Vec<Course> = a.iter().filter(|a| b.iter().any(|b| same(a, b))).cloned().collect();
        self.shared(("route", "stops"), shared.len(), (a.len(), b.len()));
        shared
    }

    /// A checkpoint stands where either side names it; it works when both let it, and passes what the slower says.
    fn gates(&mut self, a: &[Gate], b: &[Gate]) -> Vec<Gate> {
        let mut gates = Vec::new();
        for gate in a {
            let Some(other) = b.iter().find(|other| is_same(&gate.name, &other.name)) else {
                self.note(("checkpoint", "name"), How::Restriction(Side::A));
                gates.push(gate.clone());
                continue;
            };
            let hours = self.hours(&gate.hours, &other.hours);
            let (ours, theirs) = (gate.vehicles_per_hour, other.vehicles_per_hour);
            let key = ("checkpoint", "vehicles_per_hour");
            let vehicles_per_hour = self.restriction(key, ours, theirs, u64::min, u64::eq);
            let side = if gate.side.is_empty() { &other.side } else { &gate.side };
            gates.push(Gate { name: gate.name.clone(), side: side.clone(), hours, vehicles_per_hour });
        }
        for gate in b.iter().filter(|gate| !a.iter().any(|own| is_same(&own.name, &gate.name))) {
            self.note(("checkpoint", "name"), How::Restriction(Side::B));
            gates.push(gate.clone());
        }
        gates
    }

    fn hours(&mut self, a: &Span, b: &Span) -> Span {
        let key = ("checkpoint", "hours");
        let from = self.latest(key, a.from.clone(), b.from.clone());
        let until = self.earliest(key, a.until.clone(), b.until.clone());
        Span { from, until }
    }
}
