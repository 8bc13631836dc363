//! Talks, acknowledgements, lives of corridors and what is given beside a text, that are wrong.

use super::{Case, Folder, says};

/// Each kind of file when it is right; each bad one differs from it in one thing.
const ACKNOWLEDGEMENTS: &str = r#"version = 1
corridor = "Mariupol"
zone = "Europe/Kyiv"
date = "2022-03-16"

[[sent]]
revision = 3
at = "06:00"

[[must]]
name = "Sector South"
level = "sector"

[[must]]
name = "Vasylivka"
level = "checkpoint"
under = "Sector South"

[[confirmed]]
by = "Vasylivka"
who = "duty officer"
channel = "field telephone"
at = "07:30"
until = "18:00"
revision = 3
as = "received"
"#;

const LIFE: &str = r#"version = 1
corridor = "Mariupol"
zone = "Europe/Kyiv"
date = "2022-03-16"

[[step]]
to = "announced by one side"
at = "08:00"
by = "city council"
channel = "Telegram"

[[step]]
to = "used without agreement"
at = "09:00"
seen_by = "our monitor"
"#;

const TALKS: &str = r#"version = 1
title = "Talks"
sides = ["Ukraine", "Russia"]
zone = "Europe/Kyiv"
date = "2022-03-14"

[[round]]
name = "istanbul"
at = "10:00"

[[demand]]
by = "Ukraine"
round = "istanbul"
at = "11:00"
on = "route"
words = "by Berdiansk"

[[commitment]]
name = "buses"
by = "Ukraine"
at = "11:00"
due = "16:00"
what = "54 buses"
amount = 54

[[report]]
on = "buses"
by = "our monitor"
at = "17:20"
amount = "45"

[[red_line]]
by = "Ukraine"
on = "destination"
words = "kept to ourselves"
"#;

const TEXT: &str = "version = 1\ncorridor = \"Mariupol\"\nside = \"Ukraine\"\nzone = \"Europe/Kyiv\"\ndate = \"2022-03-05\"\n\
    [[route]]\nstops = [\"Mariupol\", \"Orikhiv\", \"Zaporizhzhya\"]\n[times]\nsilence = \"09:00-16:00\"\n\
    [people]\npersons = 2000\n[vehicles]\nprivate_cars = true\n[[checkpoint]]\nname = \"Orikhiv\"\n";

macro_rules! acknowledged {
    ($title:literal, $old:literal, $new:literal) => {
        Case::made(
            $title,
            concat!("Acknowledgements with\n\n```toml\n", $new, "\n```\n\ninstead of `", $old, "`"),
            |folder| {
                change(
                    folder,
                    ACKNOWLEDGEMENTS,
                    ($old, $new),
                    &["text", "acknowledgements", "file.toml", "--at", "2022-03-16 08:00"],
                )
            },
        )
    };
}

macro_rules! life {
    ($title:literal, $old:literal, $new:literal) => {
        Case::made(
            $title,
            concat!("A corridor's life with\n\n```toml\n", $new, "\n```\n\ninstead of `", $old, "`"),
            |folder| change(folder, LIFE, ($old, $new), &["text", "state", "file.toml"]),
        )
    };
}

macro_rules! talks {
    ($title:literal, $old:literal, $new:literal) => {
        Case::made($title, concat!("Talks with\n\n```toml\n", $new, "\n```\n\ninstead of `", $old, "`"), |folder| {
            change(folder, TALKS, ($old, $new), &["talks", "show", "file.toml", "--as-of", "2022-03-14 18:00"])
        })
    };
}

macro_rules! beside {
    ($title:literal, $given:literal) => {
        Case::made($title, concat!("Beside a corridor text\n\n```toml\n", $given, "\n```"), |folder| {
            folder.write("text.toml", TEXT);
            folder.write("beside.toml", $given);
            vec!["text", "scenario", "text.toml", "--with", "beside.toml", "--roads", "roads.osm"]
        })
    };
}

pub const CASES: &[Case] = &[
    acknowledged!("A confirmation that is taken for an approval", "as = \"received\"", "as = \"approved\""),
    acknowledged!("A confirmation in a word that is none", "as = \"received\"", "as = \"noted\""),
    acknowledged!("A confirmation whose words speak of consent", "as = \"received\"", "words = \"Approved.\""),
    acknowledged!("A confirmation by nobody who must", "by = \"Vasylivka\"", "by = \"Vasilivka\""),
    Case::made("A confirmation without an end", "Acknowledgements without `until`.", |folder| {
        change(
            folder,
            ACKNOWLEDGEMENTS,
            (
                "until = \"18:00\"
",
                "",
            ),
            &["text", "acknowledgements", "file.toml"],
        )
    }),
    acknowledged!("A confirmation that has run out before it was given", "until = \"18:00\"", "until = \"07:00\""),
    acknowledged!("A confirmation of a version that was not sent down", "revision = 3", "revision = 4"),
    acknowledged!(
        "Posts that stand under each other",
        "level = \"sector\"",
        "level = \"sector\"\nunder = \"Vasylivka\""
    ),
    acknowledged!("Two posts of one name", "name = \"Sector South\"", "name = \"Vasylivka\""),
    acknowledged!("A level that is none", "level = \"sector\"", "level = \"brigade\""),
    acknowledged!("Acknowledgements of another version of the file", "version = 1", "version = 2"),
    life!("Opened without a first vehicle", "used without agreement", "opened"),
    life!("A state that is none", "used without agreement", "used without agreemnt"),
    life!("A step that does not follow", "to = \"used without agreement\"", "to = \"flowing\""),
    life!(
        "Agreement by one side",
        "to = \"used without agreement\"",
        "to = \"agreed in principle\"\nsides = [\"Ukraine\"]"
    ),
    life!("Steps out of order", "at = \"09:00\"", "at = \"07:00\""),
    life!(
        "A never-opened corridor without a reason",
        "to = \"used without agreement\"",
        "to = \"never opened\"\nby = \"council\""
    ),
    life!(
        "Agreement in detail of texts that are not there",
        "to = \"used without agreement\"",
        "to = \"agreed in detail\"\ntexts = [\"a.toml\", \"b.toml\"]"
    ),
    Case::made("A demand with no side named", "Talks with a `[[demand]]` without `by`.", |folder| {
        change(
            folder,
            TALKS,
            (
                "[[demand]]
by = \"Ukraine\"",
                "[[demand]]",
            ),
            &["talks", "show", "file.toml"],
        )
    }),
    talks!("A demand of a side that does not take part", "by = \"Ukraine\"", "by = \"ICRC\""),
    Case::made(
        "Silence that one side alone has confirmed",
        "A step to `silence confirmed` with `sides = [\"Ukraine\"]`.",
        |folder| {
            let steps = "to = \"silence confirmed\"\nsides = [\"Ukraine\"]";
            change(folder, LIFE, ("to = \"used without agreement\"", steps), &["text", "state", "file.toml"])
        },
    ),
    talks!("A demand in a round that is not there", "round = \"istanbul\"", "round = \"istambul\""),
    talks!("A promise that was due before it was made", "due = \"16:00\"", "due = \"10:00\""),
    talks!("A report on no promise", "on = \"buses\"", "on = \"busses\""),
    talks!("A report with a number that is none", "amount = \"45\"", "amount = \"many\""),
    talks!("An outcome that is none", "amount = \"45\"", "outcome = \"half\""),
    talks!("Talks of one side", "sides = [\"Ukraine\", \"Russia\"]", "sides = [\"Ukraine\"]"),
    Case::made("A red line of nobody", "Talks with a `[[red_line]]` without `by`.", |folder| {
        change(
            folder,
            TALKS,
            (
                "[[red_line]]
by = \"Ukraine\"",
                "[[red_line]]",
            ),
            &["talks", "show", "file.toml"],
        )
    }),
    talks!("A red line under a key that is not known", "[[red_line]]", "[[redline]]"),
    talks!("Talks of another version", "version = 1", "version = 2"),
    Case::made("Two promises of one name", "Talks with the same `[[commitment]]` twice.", |folder| {
        let at = TALKS.find("[[commitment]]").unwrap_or(0);
        let promise = &TALKS[at..TALKS.find("[[report]]").unwrap_or(at)];
        folder.write("file.toml", TALKS.replacen("[[report]]", &format!("{promise}[[report]]"), 1));
        vec!["talks", "show", "file.toml", "--as-of", "2022-03-14 18:00"]
    }),
    Case::made("Talks for a side that does not take part", "`passage talks show talks.toml --for ICRC`", |folder| {
        folder.write("talks.toml", TALKS);
        vec!["talks", "show", "talks.toml", "--for", "ICRC"]
    }),
    beside!("A scenario without the rate of a checkpoint", "source = \"nobody says\""),
    beside!("A table beside a text that no scenario has", "[[gruop]]\nname = \"own cars\""),
    beside!("A place beside a text that the text does not have", "[places]\n\"Orikiv\" = \"Orikhiv\""),
    beside!(
        "A figure beside a text that is none",
        "[[checkpoint]]\nname = \"Orikhiv\"\nrate = { own_car = 60 }\n\n[[group]]\nname = \"own cars\"\nvehicles = \"many\""
    ),
    beside!(
        "A place of a text that is not on the roads",
        "[places]\n\"Orikhiv\" = \"Nowhere\"\n\n[[checkpoint]]\nname = \"Orikhiv\"\nrate = { own_car = 60 }"
    ),
    Case::made("The text of a side that was not given", "`passage text scenario text.toml --of Russia`", |folder| {
        folder.write("text.toml", TEXT);
        vec!["text", "scenario", "text.toml", "--of", "Russia"]
    }),
    Case::made(
        "An answer to a plan that is not there",
        "`passage text answer text.toml --plan plan` without a plan.",
        |folder| {
            folder.write("text.toml", TEXT);
            vec!["text", "answer", "text.toml", "--plan", "plan"]
        },
    ),
];

fn change(folder: &Folder, right: &str, (old, new): (&str, &str), arguments: &[&'static str]) -> Vec<&'static str> {
    assert!(right.contains(old), "the file does not hold {old:?}");
    folder.write("file.toml", right.replacen(old, new, 1));
    arguments.to_vec()
}

#[test]
fn what_is_wrong_with_talks_is_said_where_it_stands_and_no_red_line_is_shown() {
    let codes = [
        ("A confirmation that is taken for an approval", "acknowledgement.not-approval"),
        ("A confirmation by nobody who must", "Did you mean \"Vasylivka\"?"),
        ("Opened without a first vehicle", "needs a first-vehicle time and a place"),
        ("A step that does not follow", "life.does-not-follow"),
        ("Silence that one side alone has confirmed", "Ukraine alone has confirmed is not confirmed"),
        ("A demand with no side named", "Who put this forward?"),
        ("A red line of nobody", "talks.nobody-named"),
        ("A red line under a key that is not known", "Did you mean \"red_line\"?"),
    ];
    for (title, expected) in codes {
        let said = says(title);
        // Lines are wrapped: compare word by word.
        let plain = |text: &str| text.replace('|', " ").split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(plain(&said).contains(expected) && said.contains("file.toml:"), "{title}: {said}");
    }
    for case in CASES {
        assert!(!case.said().contains("kept to ourselves"), "{}", case.title);
    }
}

#[test]
fn the_files_that_the_bad_ones_are_made_from_are_right() {
    let folder = Folder::new();
    for (text, arguments) in [
        (ACKNOWLEDGEMENTS, &["text", "acknowledgements", "file.toml", "--at", "2022-03-16 08:00"][..]),
        (LIFE, &["text", "state", "file.toml"]),
        (TALKS, &["talks", "show", "file.toml", "--as-of", "2022-03-14 18:00"]),
    ] {
        folder.write("file.toml", text);
        let said = folder.run(arguments);
        assert!(said.starts_with("exit code 0") || said.starts_with("exit code 1\nMariupol"), "{said}");
    }
}
