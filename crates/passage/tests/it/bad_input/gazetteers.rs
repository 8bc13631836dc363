//! Tables of places that are wrong, codes that are not there, and times on the command line.

use super::{Case, says};

/// A table of places, asked for Sumy.
macro_rules! table {
    ($title:literal, $table:literal) => {
        Case::made(
            $title,
            concat!("`passage place Sumy --gazetteer places.csv`, with\n\n```csv\n", $table, "\n```"),
            |folder| {
                folder.write("places.csv", $table);
                vec!["place", "Sumy", "--gazetteer", "places.csv"]
            },
        )
    };
}

/// A time as the only argument but for its zone.
macro_rules! clock {
    ($title:literal, $text:literal) => {
        Case::made($title, concat!("`passage clock '", $text, "' --zone Europe/Kyiv`"), |_| {
            vec!["clock", $text, "--zone", "Europe/Kyiv"]
        })
    };
}

pub const CASES: &[Case] = &[
    Case::made(
        "A spreadsheet instead of a table",
        "`passage place Sumy --gazetteer places.xlsx`, a zip file",
        |folder| {
            folder.write("places.xlsx", b"PK\x03\x04\x14\0\x06\0\xff\xfe");
            vec!["place", "Sumy", "--gazetteer", "places.xlsx"]
        },
    ),
    Case::made("A table of places that is not there", "`passage place Sumy --gazetteer missing.csv`", |_| {
        vec!["place", "Sumy", "--gazetteer", "missing.csv"]
    }),
    table!("A table of no known columns", "town,wgs84_n,wgs84_e\nSumy,50.9,34.8"),
    table!("A table of places without a place", "name,lat,lon"),
    table!("A row without a name", "name,lat,lon\nSumy,50.9,34.8\n,50.0,33.0"),
    table!("A place beyond the pole", "name,lat,lon\nSumy,509,34.8"),
    table!("A code that two places have", "code,name\nUA5908,Sumy\nUA5908,Lubny"),
    table!("A quote that is never closed", "name,lat\n\"Sumy,50.9\nLubny,50\nRomny,50\nPoltava,49\nKyiv,50"),
    Case::made("A code of the time before the reform", "`passage place 5910100000 --gazetteer places.csv`", |folder| {
        folder.write("places.csv", "# version: KATOTTH 2024\ncode,name\nUA59080270010036634,Sumy\n");
        vec!["place", "5910100000", "--gazetteer", "places.csv"]
    }),
    Case::made("A version of no gazetteer", "`passage coordinates '47.1, 37.5' --gazetteer-version 2024`", |_| {
        vec!["coordinates", "47.1, 37.5", "--gazetteer-version", "2024"]
    }),
    clock!("An hour that the clocks jump over", "03:30 on 27 March 2022"),
    clock!("An hour that comes twice", "03:30 on 30 October 2022"),
    clock!("A window told by two clocks that disagree", "10:00-17:00 on 5 March 2022 (10:00-17:00 Moscow)"),
    clock!("A curfew without its date", "from 20:00 for 35 hours"),
    Case::made("A time with no clock", "`passage clock '10:00 on 5 March 2022'`", |_| {
        vec!["clock", "10:00 on 5 March 2022"]
    }),
    Case::made("A clock that is nowhere", "`passage clock '10:00 Kyiv' --on 2022-03-05 --by Europe/Kyyiv`", |_| {
        vec!["clock", "10:00 Kyiv", "--on", "2022-03-05", "--by", "Europe/Kyyiv"]
    }),
];

#[test]
fn rows_that_cannot_be_used_are_told_and_the_rest_is() {
    let said = says("A row without a name");
    assert!(said.starts_with("exit code 0") && said.contains("gazetteer.no-name"), "{said}");
    let said = says("A table of no known columns");
    assert!(said.starts_with("exit code 3") && said.contains("town, wgs84_n, wgs84_e"), "{said}");
}
