//! One table of GMNS: a CSV file whose columns are found by name, in any order.

use crate::foreign::{DAMAGED, is_damage};
use crate::tally::{Tally, shortened};
use csv::{ByteRecord, Reader, ReaderBuilder};
use std::io::{self, Read};

/// Which table of a network a file is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum TableKind {
    /// `node.csv`.
    Nodes,
    /// `link.csv`.
    Links,
    /// `config.csv`.
    Config,
}

/// The kind of table that a first line belongs to; `None`: none that is read here.
pub fn table_kind(first_line: &str) -> Option<TableKind> {
    let first_line = first_line.trim_start_matches('\u{feff}').to_ascii_lowercase();
    let has = |wanted: &str| first_line.split(',').any(|column| column.trim().trim_matches('"') == wanted);
    if has("from_node_id") || has("to_node_id") || has("link_id") {
        return Some(TableKind::Links);
    }
    if has("node_id") {
        return Some(TableKind::Nodes);
    }
    (has("long_length") || has("dataset_name")).then_some(TableKind::Config)
}

/// A table that is being read.
pub(super) struct Table<R> {
    reader: Reader<R>,
    columns: Vec<String>,
    record: Vec<String>,
    row: u64,
}

/// One row. Empty values and `NaN` count as not there, as the specification has it.
pub(super) struct Row<'a> {
    columns: &'a [String],
    values: &'a [String],
    number: u64,
}

impl<R: Read> Table<R> {
    /// Reads the header.
    pub(super) fn open(input: R, tally: &mut Tally) -> io::Result<Self> {
        let reader = ReaderBuilder::new().has_headers(false).flexible(true).from_reader(input);
        let mut table = Self { reader, columns: Vec::new(), record: Vec::new(), row: 0 };
        if table.advance(tally)? {
            let name = |name: &String| name.trim_start_matches('\u{feff}').trim().to_ascii_lowercase();
            table.columns = table.record.iter().map(name).collect();
        }
        Ok(table)
    }

    /// Whether there is such a column.
    pub(super) fn has(&self, column: &str) -> bool {
        self.columns.iter().any(|name| name == column)
    }

    /// The next row; `None` at the end.
    pub(super) fn next(&mut self, tally: &mut Tally) -> io::Result<Option<Row<'_>>> {
        if !self.advance(tally)? {
            return Ok(None);
        }
        Ok(Some(Row { columns: &self.columns, values: &self.record, number: self.row }))
    }

    fn advance(&mut self, tally: &mut Tally) -> io::Result<bool> {
        let mut bytes = ByteRecord::new();
        self.row += 1;
        match self.reader.read_byte_record(&mut bytes) {
            Ok(more) => {
                self.record = bytes.iter().map(|value| String::from_utf8_lossy(value).trim().to_owned()).collect();
                Ok(more)
            }
            Err(error) => {
                let words = error.to_string();
                match error.into_kind() {
                    csv::ErrorKind::Io(cause) if !is_damage(&cause) => Err(cause),
                    _ => {
                        tally.count(DAMAGED, || words);
                        Ok(false)
                    }
                }
            }
        }
    }
}

impl<'a> Row<'a> {
    /// The value of a column.
    pub(super) fn text(&self, column: &str) -> Option<&'a str> {
        let i = self.columns.iter().position(|name| name == column)?;
        self.values.get(i).map(String::as_str).filter(|value| !value.is_empty() && *value != "NaN")
    }

    /// The row, for an example.
    pub(super) fn described(&self) -> String {
        shortened(&format!("row {}: {}", self.number, self.values.join(",")))
    }
}
