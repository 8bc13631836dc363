//! Corridor texts that are wrong.

use super::{Case, Folder, says};

/// A corridor text that is right; each bad one differs from it in one thing.
const TEXT: &str = r#"version = 1
corridor = "Sumy"
side = "Ukraine"
zone = "Europe/Kyiv"
date = "2022-03-08"

[[said]]
speaker = "deputy prime minister"
for = "Ukraine"
channel = "letter"

[[receipt]]
by = "ICRC"
as = "received"

[[route]]
way = "out"
stops = ["Sumy", "Lubny", { name = "Poltava", at = [49.5883, 34.5514] }]

[times]
silence = "09:00-21:00"
first_move = "10:00"

[people]
may_leave = ["civilians"]

[goods]
quantities = ["20 t of flour"]

[search]
most_time = "10 min"
"#;

/// The right text with one text replaced by another, checked.
macro_rules! text {
    ($title:literal, $old:literal, $new:literal) => {
        Case::made($title, concat!("A corridor text with\n\n```toml\n", $new, "\n```"), |folder| {
            change(folder, $old, $new)
        })
    };
}

/// The right text without one of its lines, checked.
macro_rules! without {
    ($title:literal, $line:literal) => {
        Case::made($title, concat!("A corridor text without\n\n```toml\n", $line, "\n```"), |folder| {
            change(folder, $line, "")
        })
    };
}

pub const CASES: &[Case] = &[
    text!("A text of one side that says it is agreed", "zone = ", "state = \"agreed in detail\"\nzone = "),
    text!("A receipt that is taken for an approval", "as = \"received\"", "as = \"approved\""),
    text!("A receipt that speaks of consent", "as = \"received\"", "words = \"Approved, you may go.\""),
    text!("A window that names two times by two clocks", "09:00-21:00", "10:00-21:00 (10:00-21:00 Moscow)"),
    text!("A moment that names two times by two clocks", "\"10:00\"", "\"10:00 (10:00 Moscow)\""),
    text!("A window that ends before it begins", "09:00-21:00", "21:00-09:00"),
    text!("A window with one time only", "09:00-21:00", "09:00"),
    text!("A time that the clocks jumped over", "\"10:00\"", "\"03:30 on 27 March 2022\""),
    text!("A time that came twice", "\"10:00\"", "\"03:30 on 30 October 2022\""),
    text!("A date on another day of the week", "\"10:00\"", "\"Monday, 8 March 2022 10:00\""),
    text!("Midnight without its day's end", "\"10:00\"", "\"midnight\""),
    text!("A time in words that nobody can hold anybody to", "\"10:00\"", "\"in the morning\""),
    without!("A time with no zone", "zone = \"Europe/Kyiv\""),
    without!("A time with no date", "date = \"2022-03-08\""),
    text!("An element that is not one of the twenty-two", "[search]", "[serch]"),
    text!("A part that is not known", "may_leave", "may_leaves"),
    text!("A list of nobody", "[\"civilians\"]", "[]"),
    text!("Goods that are none and some", "quantities = ", "none = true\nquantities = "),
    text!("A position of a corridor text that is not on Earth", "[49.5883, 34.5514]", "[495883, 34.5514]"),
    text!("A place twice in a row", "\"Sumy\", \"Lubny\"", "\"Sumy\", \"Sumy\""),
    text!("A length of time that is none", "\"10 min\"", "\"shortly\""),
    without!("A text of nobody", "side = \"Ukraine\""),
    text!("A text of another version", "version = 1", "version = 2"),
    text!("A text that is no TOML", "[people]", "[people"),
    Case::made("A text that is not UTF-8", "A text saved as UTF-16.", |folder| {
        folder.write("text.toml", b"\xff\xfev\0e\0r\0");
        vec!["text", "check", "text.toml"]
    }),
    Case::made("A text that is not there", "`passage text check text.toml` without such a file.", |_| {
        vec!["text", "check", "text.toml"]
    }),
];

fn change(folder: &Folder, old: &str, new: &str) -> Vec<&'static str> {
    assert!(TEXT.contains(old), "the text does not hold {old:?}");
    folder.write("text.toml", TEXT.replacen(old, new, 1));
    vec!["text", "check", "text.toml"]
}

#[test]
fn what_a_text_gets_wrong_is_said_where_it_stands() {
    let codes = [
        ("A text of one side that says it is agreed", "text.one-sided"),
        ("A receipt that is taken for an approval", "text.receipt"),
        ("A receipt that speaks of consent", "text.receipt-words"),
        ("A window that names two times by two clocks", "scenario.clocks-disagree"),
        ("A time that the clocks jumped over", "scenario.time-skipped"),
        ("Midnight without its day's end", "clock.midnight"),
        ("An element that is not one of the twenty-two", "Did you mean \"search\"?"),
        ("Goods that are none and some", "text.none-and-some"),
    ];
    for (title, expected) in codes {
        let said = says(title);
        assert!(said.contains(expected) && said.contains("text.toml:"), "{title}: {said}");
    }
    assert!(says("A receipt that speaks of consent").starts_with("exit code 1"));
}
