//! A gazetteer: places with their names, old ones among them, under a version that every answer can be traced to.

use super::index::Index;
use super::layout::Layout;
use passage_model::digest::Digest;
use passage_model::units::Position;

/// One way to write a place's name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Name {
    /// The name.
    pub text: String,
    /// Its language as a BCP 47 tag ("uk", "ru", "en"); empty where the table does not say.
    pub language: &'static str,
    /// Whether the place was called so, and is no longer.
    pub old: bool,
    /// What the table says of it, such as until when; empty where nothing.
    pub note: String,
}

/// A place of a gazetteer.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Place {
    /// The name that it is shown by: the English one where there is one.
    pub name: String,
    /// All its names, the shown one first.
    pub names: Vec<Name>,
    /// Its code (P-code, KATOTTH, `GeoNames` number); empty where the table has none.
    pub code: String,
    /// What it is, in the table's own word: city, village, "M", "PPL".
    pub kind: String,
    /// The oblast that it lies in; empty where the table does not say.
    pub oblast: String,
    /// The raion or district; empty where the table does not say.
    pub district: String,
    /// Where it lies, where the table says so.
    pub at: Option<Position>,
    /// Its inhabitants; 0 where the table does not say.
    pub population: u64,
    /// Its line in the table, from 1.
    pub line: u64,
}

/// Which gazetteer it is: what an answer is traced to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Version {
    /// What the user calls it ("COD-AB 2025-01").
    pub label: String,
    /// The digest of the table's bytes: two tables of one label can be told apart.
    pub digest: Digest,
    /// Whose columns it has.
    pub layout: Layout,
}

/// Places, and an index of their names.
#[derive(Clone, Debug)]
pub struct Gazetteer {
    version: Version,
    places: Vec<Place>,
    index: Index,
    codes: Vec<(String, u32)>,
}

impl Gazetteer {
    /// Makes a gazetteer. O(letters of all names, times the square of the longest name).
    pub fn new(version: Version, places: Vec<Place>) -> Self {
        let index = Index::of(&places);
        let mut codes: Vec<(String, u32)> =
            (0u32..).zip(&places).filter(|(_, p)| !p.code.is_empty()).map(|(i, p)| (folded(&p.code), i)).collect();
        codes.sort();
        Self { version, places, index, codes }
    }

    /// A gazetteer of bare names, each its own place, to find names among names. O(as [`Gazetteer::new`]).
    pub(crate) fn of_names(names: &[&str]) -> Self {
        let place = |name: &&str| {
            let own = Name { text: (*name).to_owned(), language: "", old: false, note: String::new() };
            Place { name: (*name).to_owned(), names: vec![own], ..Place::default() }
        };
        let version = Version { label: String::new(), digest: Digest::of(&[]), layout: Layout::Simple };
        Self::new(version, names.iter().map(place).collect())
    }

    /// Which one it is.
    pub const fn version(&self) -> &Version {
        &self.version
    }

    /// The same under a label.
    #[must_use]
    pub fn called(mut self, label: &str) -> Self {
        label.clone_into(&mut self.version.label);
        self
    }

    /// Its places, in the order of the table.
    pub fn places(&self) -> &[Place] {
        &self.places
    }

    pub(super) const fn index(&self) -> &Index {
        &self.index
    }

    /// The places of a code, whatever its case. O(log places).
    pub fn of_code(&self, code: &str) -> impl Iterator<Item = usize> {
        let wanted = folded(code);
        let first = self.codes.partition_point(|(code, _)| *code < wanted);
        self.codes[first..].iter().take_while(move |(code, _)| *code == wanted).map(|(_, place)| *place as usize)
    }

    /// The place nearest to a position, and how far it is in metres; `None` where no place has a position. O(places).
    pub fn nearest(&self, position: Position) -> Option<(&Place, f64)> {
        let far = self.places.iter().filter_map(|place| Some((place, place.at?.metres_to(position))));
        far.min_by(|a, b| a.1.total_cmp(&b.1).then(a.0.line.cmp(&b.0.line)))
    }
}

fn folded(code: &str) -> String {
    code.trim().to_uppercase()
}

/// Whether a word has the form of a place's code: a P-code or KATOTTH ("UA23040010010063857"), or a number of `GeoNames` or of
/// the old KOATUU.
pub(super) fn is_code(text: &str) -> bool {
    let text = text.trim();
    let digits = |text: &str, least: usize| text.len() >= least && text.bytes().all(|b| b.is_ascii_digit());
    let lettered = text.get(..2).is_some_and(|country| country.bytes().all(|b| b.is_ascii_alphabetic()));
    digits(text, 5) || lettered && text.get(2..).is_some_and(|rest| digits(rest, 2))
}
