//! One table of GMNS: a CSV file whose columns are found by name, in any order.

use crate::foreign::{DAMAGED, is_damage};
use crate::tally::{Tally, shortened};
use csv::{ByteRecord, Reader, ReaderBuilder};
use std::collections::BTreeMap;
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
    /// Where each column stands; of several of one name the first.
    columns: BTreeMap<String, usize>,
    record: ByteRecord,
    /// The record as text; reused from row to row.
    values: Vec<String>,
    row: u64,
}

/// One row. Empty values and `NaN` count as not there, as the specification has it.
pub(super) struct Row<'a> {
    columns: &'a BTreeMap<String, usize>,
    values: &'a [String],
    number: u64,
}

impl<R: Read> Table<R> {
    /// Reads the header.
    pub(super) fn open(input: R, tally: &mut Tally) -> io::Result<Self> {
        let reader = ReaderBuilder::new().has_headers(false).flexible(true).from_reader(input);
        let columns = BTreeMap::new();
        let mut table = Self { reader, columns, record: ByteRecord::new(), values: Vec::new(), row: 0 };
        if table.advance(tally)? {
            for (at, name) in table.values.iter().enumerate() {
                let name = name.trim_start_matches('\u{feff}').trim().to_ascii_lowercase();
                table.columns.entry(name).or_insert(at);
            }
        }
        Ok(table)
    }

    /// Whether there is such a column.
    pub(super) fn has(&self, column: &str) -> bool {
        self.columns.contains_key(column)
    }

    /// The next row; `None` at the end.
    pub(super) fn next(&mut self, tally: &mut Tally) -> io::Result<Option<Row<'_>>> {
        if !self.advance(tally)? {
            return Ok(None);
        }
        Ok(Some(Row { columns: &self.columns, values: &self.values, number: self.row }))
    }

    fn advance(&mut self, tally: &mut Tally) -> io::Result<bool> {
        self.row += 1;
        match self.reader.read_byte_record(&mut self.record) {
            Ok(more) => {
                self.values.resize_with(self.record.len(), String::new);
                for (value, bytes) in self.values.iter_mut().zip(&self.record) {
                    value.clear();
                    value.push_str(String::from_utf8_lossy(bytes).trim());
                }
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
    /// The value of a column. O(log columns).
    pub(super) fn text(&self, column: &str) -> Option<&'a str> {
        let at = *self.columns.get(column)?;
        self.values.get(at).map(String::as_str).filter(|value| !value.is_empty() && *value != "NaN")
    }

    /// The row, for an example.
    pub(super) fn described(&self) -> String {
        shortened(&format!("row {}: {}", self.number, self.values.join(",")))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_found_by_name_and_no_row_keeps_what_the_row_above_it_said() {
        let text = "\u{feff}Node_ID, x ,x,name\n1,2,3,Orikhiv\n4\n5,NaN,,Polohy\n";
        let mut tally = Tally::default();
        let mut table = Table::open(text.as_bytes(), &mut tally).unwrap();
        assert!(table.has("node_id") && table.has("x") && !table.has("Node_ID"));
        let mut rows = Vec::new();
        while let Some(row) = table.next(&mut tally).unwrap() {
            let cell = |column| row.text(column).unwrap_or("-").to_owned();
            rows.push([cell("node_id"), cell("x"), cell("name"), row.described()].join(" | "));
        }
        assert_eq!(
            rows,
            ["1 | 2 | Orikhiv | row 2: 1,2,3,Orikhiv", "4 | - | - | row 3: 4", "5 | - | Polohy | row 4: 5,NaN,,Polohy"]
        );
    }
}
