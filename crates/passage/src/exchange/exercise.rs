//! The mark of an exercise in files and documents for programs: whoever has only one of them must not take it for orders.

use crate::failure::Failure;
use serde_json::Value;
use std::path::Path;

/// A table with a last column `exercise` that says EXERCISE in every row.
pub fn marked(table: &[u8], name: &str) -> Result<Vec<u8>, Failure> {
    let failed = |cause: csv::Error| Failure::file("write", Path::new(name), &cause.into());
    let mut rows = csv::ReaderBuilder::new().has_headers(false).from_reader(table);
    let mut marked = csv::Writer::from_writer(Vec::new());
    for (number, row) in rows.records().enumerate() {
        let mut row = row.map_err(failed)?;
        row.push_field(if number == 0 { "exercise" } else { "EXERCISE" });
        marked.write_record(&row).map_err(failed)?;
    }
    marked.into_inner().map_err(|cause| Failure::file("write", Path::new(name), &cause.into_error()))
}

/// A document that says whether it is of an exercise.
pub fn said(mut document: Value, exercise: bool) -> Value {
    if let Value::Object(fields) = &mut document {
        fields.insert("exercise".to_owned(), exercise.into());
    }
    document
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_has_the_mark_and_nothing_else_is_changed() {
        let table = "when,who,note\n11:00,\"cars, own\",\n11:15,\"of \"\"A\"\"\",'=1\n";
        let marked = String::from_utf8(marked(table.as_bytes(), "dispatch.csv").unwrap()).unwrap();
        insta::assert_snapshot!(marked, @r#"
        when,who,note,exercise
        11:00,"cars, own",,EXERCISE
        11:15,"of ""A""",'=1,EXERCISE
        "#);
    }
}
