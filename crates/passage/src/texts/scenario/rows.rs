//! A scenario as tables whose every value knows where it comes from, written as TOML.

use std::fmt::Write as _;
use toml::Value;

/// Where a value comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Origin {
    /// A corridor text says so: whose.
    Text(String),
    /// The user gave it, with the source that they name; empty where they name none.
    Given(String),
    /// Nobody says so; we took it, for this reason.
    Assumed(Why),
}

/// Why a value was assumed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    /// Roads outside the ways stay closed.
    WaysOnly,
    /// What one side alone has confirmed is used, to see what it would give.
    OneSideAsked,
    /// One side's text is no agreement.
    OneSideAlone,
    /// A reception site that gives no room has room for everybody.
    RoomForAll,
}

impl Why {
    /// In the words of the scenario's `source`, which are English.
    pub const fn words(self) -> &'static str {
        match self {
            Self::WaysOnly => "nobody drives where no text leads",
            Self::OneSideAsked => {
                "one side's word is asked what it would give; nobody drives by it before the other side confirms"
            }
            Self::OneSideAlone => "one side's text is not agreed",
            Self::RoomForAll => "room for everybody; with less, fewer are received",
        }
    }

    /// Its message on a screen.
    pub const fn message(self) -> &'static str {
        match self {
            Self::WaysOnly => "made-why-ways",
            Self::OneSideAsked => "made-why-asked",
            Self::OneSideAlone => "made-why-alone",
            Self::RoomForAll => "made-why-room",
        }
    }
}

/// A value under its key.
#[derive(Clone, Debug, PartialEq)]
pub struct Cell {
    /// The key.
    pub key: String,
    /// The value.
    pub value: Value,
    /// Where it comes from.
    pub origin: Origin,
}

/// A table: the top of the file, `[traffic]`, or one of several `[[group]]`.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Row {
    /// Its values, in the order in which they are written.
    pub cells: Vec<Cell>,
}

/// The tables of a scenario.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Rows {
    /// The top of the file.
    pub top: Row,
    /// `[traffic]` and its like, by name.
    pub single: Vec<(String, Row)>,
    /// `[[group]]` and its like, by name, in the order in which they are written.
    pub many: Vec<(String, Row)>,
}

impl Row {
    /// A table with a name.
    pub fn named(name: &str, origin: &Origin) -> Self {
        let mut row = Self::default();
        row.set("name", name, origin.clone());
        row
    }

    /// Writes a value, in the place of the one that is there. Says where that came from, unless it was the same.
    pub fn set(&mut self, key: &str, value: impl Into<Value>, origin: Origin) -> Option<Origin> {
        let value = value.into();
        match self.cells.iter_mut().find(|cell| cell.key == key) {
            Some(cell) if cell.value == value => None,
            Some(cell) => {
                cell.value = value;
                Some(std::mem::replace(&mut cell.origin, origin))
            }
            None => {
                self.cells.push(Cell { key: key.to_owned(), value, origin });
                None
            }
        }
    }

    /// A value.
    pub fn get(&self, key: &str) -> Option<&Value> {
        self.cells.iter().find(|cell| cell.key == key).map(|cell| &cell.value)
    }

    /// Its name; empty where it has none.
    pub fn name(&self) -> &str {
        self.get("name").and_then(Value::as_str).unwrap_or_default()
    }

    /// Where its values come from, in one text: "via, windows: text of Ukraine, version 1; room: assumed by us: ...".
    fn source(&self) -> String {
        let mut origins: Vec<(&Origin, Vec<&str>)> = Vec::new();
        for cell in self.cells.iter().filter(|cell| !["name", "version"].contains(&cell.key.as_str())) {
            match origins.iter_mut().find(|(origin, _)| *origin == &cell.origin) {
                Some((_, keys)) => keys.push(&cell.key),
                None => origins.push((&cell.origin, vec![&cell.key])),
            }
        }
        let told = origins.into_iter().map(|(origin, keys)| format!("{}: {}", keys.join(", "), origin.words()));
        told.collect::<Vec<_>>().join("; ")
    }
}

impl Origin {
    /// In the words of the scenario's `source`, which are English.
    pub fn words(&self) -> String {
        match self {
            Self::Text(whose) => whose.clone(),
            Self::Given(said) if said.is_empty() => "given beside the text".to_owned(),
            Self::Given(said) => format!("given beside the text: {said}"),
            Self::Assumed(why) => format!("assumed by us: {}", why.words()),
        }
    }
}

impl Rows {
    /// The tables of one kind.
    pub fn of<'r>(&'r self, kind: &'r str) -> impl Iterator<Item = &'r Row> {
        self.many.iter().filter(move |(own, _)| own == kind).map(|(_, row)| row)
    }

    /// The table of a kind and name, to write into.
    pub fn find(&mut self, kind: &str, name: &str) -> Option<&mut Row> {
        self.many.iter_mut().find(|(own, row)| own == kind && row.name() == name).map(|(_, row)| row)
    }

    /// The scenario file.
    pub fn write(&self, head: &str) -> String {
        let mut text = format!("{head}\n");
        table(&mut text, "", &self.top);
        for (name, row) in &self.single {
            table(&mut text, &format!("\n[{name}]\n"), row);
        }
        for (name, row) in &self.many {
            table(&mut text, &format!("\n[[{name}]]\n"), row);
        }
        text
    }
}

fn table(text: &mut String, head: &str, row: &Row) {
    text.push_str(head);
    for cell in &row.cells {
        // Writing to a String cannot fail.
        let _ = writeln!(text, "{} = {}", cell.key, cell.value);
    }
    let source = row.source();
    if !source.is_empty() {
        let _ = writeln!(text, "source = {}", Value::String(source));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_value_names_its_source_and_the_file_can_be_read_again() {
        let text = Origin::Text("text of Ukraine, version 1".into());
        let mut row = Row::named("Zaporizhzhia \"north\"", &text);
        row.set("place", "Zaporizhzhia", text.clone());
        row.set("room", 200_000, Origin::Assumed(Why::RoomForAll));
        assert_eq!(row.set("place", "Zaporizhzhya", Origin::Given(String::new())), Some(text));
        let rows = Rows { many: vec![("reception".into(), row)], ..Rows::default() };
        let written = rows.write("# made");
        insta::assert_snapshot!(written, @r#"
        # made

        [[reception]]
        name = 'Zaporizhzhia "north"'
        place = "Zaporizhzhya"
        room = 200000
        source = "place: given beside the text; room: assumed by us: room for everybody; with less, fewer are received"
        "#);
        assert!(written.parse::<toml::Table>().is_ok());
    }
}
