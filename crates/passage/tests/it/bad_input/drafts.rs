//! Reports that cannot be read, drafts that nobody has accepted, answers to what was not asked.

use super::{Case, Folder, says};

/// A ledger whose claims raise one question.
const LEDGER: &str = "zone = \"Europe/Kyiv\"\n\n[[claim]]\nname = \"day-before\"\nspeaker = \"City council\"\nsaid = \"2022-03-14\"\n\
    learned = \"2022-03-14 20:00\"\nabout = \"Mariupol\"\nmeasure = \"killed.reported\"\nvalue = \"2,500\"\n\
    period = \"so far until 2022-03-14\"\n\n[[claim]]\nname = \"today\"\nspeaker = \"City council\"\nsaid = \"2022-03-15\"\n\
    learned = \"2022-03-15 20:00\"\nabout = \"Mariupol\"\nmeasure = \"killed.reported\"\nvalue = \"2,000\"\n\
    period = \"so far until 2022-03-15\"\n";

fn report(folder: &Folder) {
    folder.write("report.txt", "More than 160 cars left Mariupol on Monday, the city council said.");
}

/// An answer to a question of the ledger above, with these words in the place of the detector and the claims.
fn answer(folder: &Folder, what: &[&'static str]) -> Vec<&'static str> {
    folder.write("ledger.toml", LEDGER);
    let mut arguments = vec!["claim", "answer", "ledger.toml"];
    arguments.extend(what);
    arguments.extend(["--by", "Duty officer", "--because", "The council repeated an older figure."]);
    arguments
}

pub const CASES: &[Case] = &[
    Case::made("A report that is no text", "A report in another encoding than UTF-8", |folder| {
        folder.write("report.txt", [0xcc, 0xe0, 0xf0, 0xb3, 0xf3, 0xef, 0xee, 0xeb, 0xfc]);
        vec!["claim", "draft", "report.txt"]
    }),
    Case::made("A report that is a file of tables", "Talks, given by mistake", |folder| {
        folder
            .write("talks.toml", "version = 1\n[[red_line]]\nby = \"A\"\nwords = \"No more than 500 people leave.\"\n");
        vec!["claim", "draft", "talks.toml"]
    }),
    Case::made("A report that is not there", "No file of that name", |_| vec!["claim", "draft", "report.txt"]),
    Case::made("A report that was said on no date", "`--said yesterday`", |folder| {
        report(folder);
        vec!["claim", "draft", "report.txt", "--said", "yesterday"]
    }),
    Case::made("A report by clocks that there are not", "`--zone Europe/Kyyiv`", |folder| {
        report(folder);
        vec!["claim", "draft", "report.txt", "--zone", "Europe/Kyyiv"]
    }),
    Case::made("Drafts into a file of another format", "`--into drafts.csv`", |folder| {
        report(folder);
        vec!["claim", "draft", "report.txt", "--into", "drafts.csv"]
    }),
    Case::made("Drafts into a file that is there", "`--into drafts.toml`, where one lies", |folder| {
        report(folder);
        folder.write("drafts.toml", "version = 1\n");
        vec!["claim", "draft", "report.txt", "--into", "drafts.toml"]
    }),
    Case::made(
        "A draft that nobody has accepted",
        "A file of drafts, as it was written, added to a ledger",
        |folder| {
            let text = LEDGER.replacen("[[claim]]\n", "[[claim]]\ndraft = \"not accepted\"\n", 1);
            folder.write("drafts.toml", text);
            vec!["claim", "add", "ledger.toml", "drafts.toml"]
        },
    ),
    Case::made("An answer to a question of no sort", "`passage claim answer ledger.toml fallling today`", |folder| {
        answer(folder, &["fallling", "today"])
    }),
    Case::made("An answer to what is not asked", "`passage claim answer ledger.toml disjoint today`", |folder| {
        answer(folder, &["disjoint", "today"])
    }),
    Case::made(
        "An answer about a claim that there is not",
        "`passage claim answer ledger.toml falling todai`",
        |folder| answer(folder, &["falling", "todai"]),
    ),
    Case::made("An answer before anybody knew", "`--at \"2022-03-15 10:00 Europe/Kyiv\"`", |folder| {
        let mut arguments = answer(folder, &["falling", "today"]);
        arguments.extend(["--at", "2022-03-15 10:00 Europe/Kyiv"]);
        arguments
    }),
    Case::made("An answer for no reason", "`--because \" \"`", |folder| {
        let mut arguments = answer(folder, &["falling", "today"]);
        arguments.pop();
        arguments.push(" ");
        arguments
    }),
    Case::made("A series that there is not", "`passage figures ledger.toml --series kiled`", |folder| {
        folder.write("ledger.toml", LEDGER);
        vec!["figures", "ledger.toml", "--series", "kiled"]
    }),
];

#[test]
fn a_draft_that_nobody_has_accepted_is_named_with_its_line() {
    insta::assert_snapshot!(says("A draft that nobody has accepted"), @r#"
    exit code 3
    claim.draft

      x this claim is a draft that nobody has accepted
       ,-[drafts.toml:4:1]
     3 | [[claim]]
     4 | draft = "not accepted"
       : ^^|^^
       :   `-- here
     5 | name = "day-before"
       `----
      help: Compare it with its report. To accept it, delete this line; to reject it, delete the whole
            claim.
    "#);
    insta::assert_snapshot!(says("An answer to what is not asked"), @r"
    exit code 3
    ledger.no-such-question

      x no question of the sort disjoint with today is asked at that moment
      help: See `passage questions`: only what is asked can be answered.
    ");
    insta::assert_snapshot!(says("A report that is no text"), @r"
    exit code 3
    claim.report-not-text

      x report.txt is not text in UTF-8
      help: Save the report as plain text or as a web page, in UTF-8. Of a PDF or a picture, copy the
            text into a file.
    ");
}
