//! Claims that are wrong, and ledgers that do not take them.

use super::{Case, Folder, says};

/// A file of claims that is right but for what is changed in it.
const CLAIMS: &str = "zone = \"Europe/Kyiv\"\n\n[[claim]]\nname = \"S0-2\"\nspeaker = \"Mariupol city council\"\n\
    said = \"2022-03-15 14:00\"\nlearned = \"2022-03-15 15:00\"\nabout = \"Mariupol\"\nmeasure = \"departed.vehicles\"\n\
    value = \"2,000\"\nperiod = \"2022-03-15 until 14:00\"\n";

/// The claims below with one text replaced, asked for questions.
macro_rules! changed {
    ($title:literal, $old:literal, $new:literal) => {
        Case::made($title, concat!("A claim with\n\n```toml\n", $new, "\n```\n\ninstead of `", $old, "`"), |folder| {
            assert!(CLAIMS.contains($old), "the claims do not hold {:?}", $old);
            folder.write("claims.toml", CLAIMS.replacen($old, $new, 1));
            vec!["questions", "claims.toml"]
        })
    };
}

pub const CASES: &[Case] = &[
    changed!("A measure that is not in the vocabulary", "departed.vehicles", "departed.cars"),
    changed!("A claim of people in vehicles", "value =", "unit = \"people\"\nvalue ="),
    changed!("Who departed, counted on arrival", "value =", "point = \"arrival\"\nvalue ="),
    changed!("A point that is none", "value =", "point = \"somewhere\"\nvalue ="),
    changed!("A value that is no number", "2,000", "many"),
    changed!("A value without a measure", "measure = \"departed.vehicles\"\n", ""),
    changed!("A measure without a value", "value = \"2,000\"\n", ""),
    changed!("A claim that says nothing", "measure = \"departed.vehicles\"\nvalue = \"2,000\"\n", ""),
    changed!("A number and a topic in one claim", "value =", "topic = \"opened\"\nvalue ="),
    changed!("A claim of nobody", "speaker = \"Mariupol city council\"\n", ""),
    changed!("A claim about nothing", "about = \"Mariupol\"\n", ""),
    changed!("A claim without a date", "said = \"2022-03-15 14:00\"\n", ""),
    changed!("A claim that names no zone", "zone = \"Europe/Kyiv\"\n", ""),
    changed!("A claim in a zone that there is not", "Europe/Kyiv", "Europe/Kyyiv"),
    changed!("A claim that was said at a time that does not exist", "2022-03-15 14:00", "2022-03-27 03:30"),
    changed!("A claim that was learned before it was said", "2022-03-15 15:00", "2022-03-15 13:00"),
    changed!("A claim that does not say when it was learned", "learned = \"2022-03-15 15:00\"\n", ""),
    changed!("A period that is today", "2022-03-15 until 14:00", "today"),
    changed!("A period that ends before it begins", "2022-03-15 until 14:00", "since 2022-03-16 until 2022-03-14"),
    changed!("A verifier without a method", "value =", "verified_by = \"ICRC\"\nvalue ="),
    changed!("A grade that there is not", "value =", "source_grade = \"G\"\nvalue ="),
    changed!("An attribution to nobody", "value =", "attribution = \"claimed\"\nvalue ="),
    changed!("A way of knowing that there is not", "value =", "how_known = \"everybody says so\"\nvalue ="),
    changed!("A name of two words", "S0-2", "S0 2"),
    changed!("A key that claims do not have", "speaker =", "speeker ="),
    changed!("A value that is a table", "\"2,000\"", "{ n = 2000 }"),
    changed!("A claim that was changed after it was recorded", "value =", "id = \"0123456789ab\"\nvalue ="),
    changed!("A claim that refers to one that is not there", "value =", "corrects = [\"S0-1\"]\nvalue ="),
    Case::made("A line of claims that is no JSON", "A `claims.jsonl` whose second line is cut off", |folder| {
        folder.write("claims.jsonl", "{\"name\":\"a\",\"speaker\":\"b\",\"zone\":\"UTC\",\"said\":\"2022-03-15\",\"learned\":\"2022-03-16 09:00\",\"about\":\"c\",\"topic\":\"d\"}\n{\"name\":\"b\",\n");
        vec!["questions", "claims.jsonl"]
    }),
    Case::made("A quote in CSV that is never closed", "A `claims.csv` with an open quote", |folder| {
        folder.write(
            "claims.csv",
            "name,speaker,about,topic,zone,said,learned\na,\"b,c,d,UTC,2022-03-15,2022-03-16 09:00\n",
        );
        vec!["questions", "claims.csv"]
    }),
    Case::made("A file of claims of another kind", "`passage questions claims.xlsx`", |folder| {
        folder.write("claims.xlsx", "PK");
        vec!["questions", "claims.xlsx"]
    }),
    Case::made("Two claims of one name", "The claim twice, with another value", |folder| {
        let second = CLAIMS.split_once("\n\n").map_or("", |(_, claim)| claim).replace("2,000", "1,600");
        folder.write("claims.toml", format!("{CLAIMS}\n{second}"));
        vec!["questions", "claims.toml"]
    }),
    Case::made("A claim that is not in the ledger", "`passage claim show claims.toml S0-3`", |folder| {
        folder.write("claims.toml", CLAIMS);
        vec!["claim", "show", "claims.toml", "S0-3"]
    }),
    Case::made(
        "A ledger in CSV that is to be added to",
        "`passage claim add ledger.csv claims.toml`",
        |folder: &Folder| {
            folder.write("claims.toml", CLAIMS);
            vec!["claim", "add", "ledger.csv", "claims.toml"]
        },
    ),
    Case::made("A correction by several claims", "`passage claim correct claims.toml S0-2 none.toml`", |folder| {
        folder.write("claims.toml", CLAIMS);
        folder.write("none.toml", "version = 1\n");
        vec!["claim", "correct", "claims.toml", "S0-2", "none.toml"]
    }),
    Case::made("A capacity that is none", "`passage questions claims.toml --capacity Mariupol`", |folder| {
        folder.write("claims.toml", CLAIMS);
        vec!["questions", "claims.toml", "--capacity", "Mariupol"]
    }),
];

#[test]
fn what_a_claim_gets_wrong_is_said_where_it_stands() {
    for (title, code) in [
        ("A measure that is not in the vocabulary", "claim.unknown-measure"),
        ("A claim of people in vehicles", "claim.other-unit"),
        ("Who departed, counted on arrival", "claim.other-point"),
        ("A claim that was learned before it was said", "claim.learned-early"),
        ("A claim that was changed after it was recorded", "claim.changed"),
        ("A claim that refers to one that is not there", "ledger.unknown-claim"),
        ("Two claims of one name", "ledger.name-taken"),
    ] {
        let said = says(title);
        assert!(said.contains(code), "{title}: {said}");
    }
}
