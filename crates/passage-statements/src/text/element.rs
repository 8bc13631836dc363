//! The twenty-two elements of a corridor text and the parts of each: `../shared/domain.md` A.3, which is the union of what the
//! ICRC asks for in public, the announcements of March 2022, cease-fire practice and the rules of notification.

/// What a part of an element is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Words.
    Text,
    /// Words of which the order does not matter.
    Texts,
    /// Names of places, of which the order does not matter.
    Places,
    /// Places in the order in which they are passed.
    Stops,
    /// From when until when.
    Window,
    /// A moment.
    Moment,
    /// How many.
    Count,
    /// Yes or no.
    Truth,
    /// How long, in seconds.
    Length,
}

/// A part of an element.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Part {
    /// Its key in the file.
    pub key: &'static str,
    /// What it is.
    pub kind: Kind,
    /// Whether the element is open without it.
    pub needed: bool,
}

/// An element of a corridor text.
#[derive(Debug, PartialEq, Eq)]
pub struct Element {
    /// Its number in the list, from 1.
    pub number: u8,
    /// Its key in the file.
    pub key: &'static str,
    /// Whether nothing is *agreed in detail* without it.
    pub precise: bool,
    /// Whether there may be several, each a `[[table]]`.
    pub many: bool,
    /// Its parts.
    pub parts: &'static [Part],
}

const fn need(key: &'static str, kind: Kind) -> Part {
    Part { key, kind, needed: true }
}

const fn may(key: &'static str, kind: Kind) -> Part {
    Part { key, kind, needed: false }
}

const fn element(number: u8, key: &'static str, parts: &'static [Part]) -> Element {
    // The first fourteen gate the state *agreed in detail*.
    Element { number, key, precise: number <= 14, many: false, parts }
}

const fn several(number: u8, key: &'static str, parts: &'static [Part]) -> Element {
    Element { many: true, ..element(number, key, parts) }
}

use Kind::{Count, Length, Moment, Places, Stops, Text, Texts, Truth, Window};

/// The elements, in the order of the list.
pub static ELEMENTS: [Element; 22] = [
    element(1, "parties", &[need("sides", Texts), need("instrument", Text), may("signatories", Texts)]),
    element(2, "direction", &[need("ways", Texts)]),
    several(3, "route", &[may("name", Text), may("way", Text), need("stops", Stops), may("by_passing", Places)]),
    element(4, "deviation", &[need("rule", Text), may("width_metres", Count)]),
    element(
        5,
        "times",
        &[need("silence", Window), need("first_move", Moment), need("last_entry", Moment), need("turn_back", Moment)],
    ),
    element(6, "people", &[need("may_leave", Texts), need("may_not_leave", Texts), may("persons", Count)]),
    element(7, "destination", &[need("places", Places), need("own_choice", Truth)]),
    element(
        8,
        "vehicles",
        &[
            may("buses", Count),
            need("private_cars", Truth),
            need("order", Text),
            need("marking", Text),
            may("most_aboard", Text),
        ],
    ),
    element(
        9,
        "escort",
        &[need("led_by", Text), need("hand_over", Places), may("vehicles", Count), may("staff", Count)],
    ),
    element(
        10,
        "search",
        &[need("rules", Text), need("most_time", Length), may("documents", Texts), may("phones", Text)],
    ),
    several(
        11,
        "checkpoint",
        &[
            need("name", Text),
            need("side", Text),
            need("hours", Window),
            may("vehicles_per_hour", Count),
            need("officer", Text),
        ],
    ),
    element(12, "mines", &[need("confirmed_by", Text), may("at", Moment), need("evidence", Text)]),
    element(
        13,
        "incidents",
        &[need("counts", Texts), need("response", Text), need("calls", Text), need("resumes", Text)],
    ),
    element(14, "goods", &[need("quantities", Texts), need("inspection", Text), may("window", Window)]),
    element(
        15,
        "assembly",
        &[need("points", Places), may("seats", Count), may("call_order", Text), may("shelter", Text)],
    ),
    element(16, "medical", &[may("ambulances", Count), may("equipment", Texts), need("hospital", Text)]),
    element(17, "fuel", &[may("tankers", Count), need("points", Places)]),
    element(18, "communications", &[need("plan", Text), may("code_words", Truth), may("radio_silence", Text)]),
    element(19, "announcement", &[need("by", Text), may("at", Moment), may("withheld", Texts)]),
    element(20, "monitoring", &[need("by", Texts), may("places", Places), may("disputes", Text)]),
    element(21, "data", &[need("lists", Texts), may("given_to", Texts), may("destroyed", Moment)]),
    element(22, "validity", &[need("window", Window), need("amendment", Text), need("withdrawal", Text)]),
];

impl Element {
    /// The element of a key.
    pub fn find(key: &str) -> Option<&'static Self> {
        ELEMENTS.iter().find(|element| element.key == key)
    }

    /// One of its parts.
    pub fn part(&self, key: &str) -> Option<&'static Part> {
        self.parts.iter().find(|part| part.key == key)
    }
}
