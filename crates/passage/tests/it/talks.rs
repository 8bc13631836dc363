//! Acknowledgements, states and talks through the program, and that no red line is in anything that may be shared.

use crate::stage::{folder, passage, root};
use clap::CommandFactory as _;
use std::collections::BTreeSet;
use std::path::Path;

fn example(name: &str) -> String {
    root().join("examples/talks-2022").join(name).display().to_string()
}

/// Exit code and standard output, or standard error where that is empty.
fn said(arguments: &[&str]) -> String {
    let output = passage(&root(), arguments).output().unwrap();
    let out = if output.stdout.is_empty() { output.stderr } else { output.stdout };
    let text = String::from_utf8(out).unwrap().replace(&example(""), "");
    format!("exit code {}\n{}", output.status.code().unwrap(), text.trim_end())
}

const AT_EIGHT: &str = "2022-03-16T08:00+02:00";

#[test]
fn one_of_seven_has_confirmed_and_nobody_at_vasylivka() {
    let file = example("acknowledgements.toml");
    let ask = ["text", "acknowledgements", &file, "--at", AT_EIGHT];
    insta::assert_snapshot!(said(&ask), @"
        exit code 1
        Mariupol, the text of Ukraine, version 3: who has confirmed at 2022-03-16 08:00 (Europe/Kyiv)

        1 of 7 has confirmed. Nobody at Vasylivka, Sector Vasylivka has confirmed. Delivered, and nobody has answered: Berdiansk. Run out: Sector Berdiansk. Taken back: Tokmak. An older version only: Manhush.

        Joint command (command): confirmed by duty officer, hotline, 2022-03-15 21:40; valid until 2022-03-16 21:00 [0 of 6 below]
          Sector Berdiansk (sector): EXPIRED at 2022-03-16 07:00: operations desk, hotline, 2022-03-15 22:10 [0 of 2 below]
            Manhush (checkpoint): only version 2, which holds no longer: post commander, radio, 2022-03-15 19:30
            Berdiansk (checkpoint): delivered at 2022-03-15 22:30 (text message); nobody has answered
          Sector Vasylivka (sector): nobody has confirmed [0 of 2 below]
            Tokmak (checkpoint): TAKEN BACK at 2022-03-16 06:30: post commander, field telephone, 2022-03-15 23:00
            Vasylivka (checkpoint): nobody has confirmed

        The next to run out: Joint command, at 2022-03-16 21:00.
        A notice that was received is not approved.
        ");
    insta::assert_snapshot!(said(&[&ask[..], &["--language", "uk"]].concat()), @"
        exit code 1
        Mariupol, текст: Ukraine, версія 3; хто підтвердив станом на 2022-03-16 08:00 (Europe/Kyiv)

        Підтвердили 1 з 7. Ніхто не підтвердив: Vasylivka, Sector Vasylivka. Доставлено, ніхто не відповів: Berdiansk. Строк минув: Sector Berdiansk. Відкликано: Tokmak. Лише давніша версія: Manhush.

        Joint command (командування): підтверджено: duty officer, hotline, 2022-03-15 21:40; дійсне до 2022-03-16 21:00 [нижче 0 з 6]
          Sector Berdiansk (сектор): СТРОК МИНУВ 2022-03-16 07:00: operations desk, hotline, 2022-03-15 22:10 [нижче 0 з 2]
            Manhush (блокпост): лише версію 2, яка вже не чинна: post commander, radio, 2022-03-15 19:30
            Berdiansk (блокпост): доставлено 2022-03-15 22:30 (text message); ніхто не відповів
          Sector Vasylivka (сектор): ніхто не підтвердив [нижче 0 з 2]
            Tokmak (блокпост): ВІДКЛИКАНО 2022-03-16 06:30: post commander, field telephone, 2022-03-15 23:00
            Vasylivka (блокпост): ніхто не підтвердив

        Наступним мине строк: Joint command, 2022-03-16 21:00.
        Отримане повідомлення – не погодження.
        ");
    // An hour and a half before, two more held.
    let before = said(&["text", "acknowledgements", &file, "--at", "2022-03-16 06:29"]);
    assert!(before.contains("3 of 7 have confirmed."), "{before}");
    insta::assert_snapshot!(said(&["text", "acknowledgements", &file, "--at", "2022-03-15 12:00"]), @"
        exit code 1
        Mariupol: no version had been sent down at 2022-03-15 12:00 (Europe/Kyiv)

        0 of 7 have confirmed. Nobody at Manhush, Berdiansk, Tokmak, Vasylivka, Sector Berdiansk, Sector Vasylivka, Joint command has confirmed.

        Joint command (command): nobody has confirmed [0 of 6 below]
          Sector Berdiansk (sector): nobody has confirmed [0 of 2 below]
            Manhush (checkpoint): nobody has confirmed
            Berdiansk (checkpoint): nobody has confirmed
          Sector Vasylivka (sector): nobody has confirmed [0 of 2 below]
            Tokmak (checkpoint): nobody has confirmed
            Vasylivka (checkpoint): nobody has confirmed
        A notice that was received is not approved.
        ");
    let text = |name: &str| {
        let path = root().join("examples/texts-2022").join(name).display().to_string();
        said(&[&ask[..], &["--text", &path]].concat())
    };
    assert!(text("mariupol-2022-03-06-ukraine.toml").contains("has come to version 2"));
    assert!(!text("mariupol-2022-03-14-ukraine.toml").contains("has come to version"));
    let json = said(&[&["--json"], &ask[..]].concat());
    let document: serde_json::Value = serde_json::from_str(json.split_once('\n').unwrap().1).unwrap();
    assert_eq!((&document["confirmed"], &document["of"]), (&1.into(), &7.into()));
    assert_eq!((&document["approved"], &document["posts"][6]["standing"]), (&false.into(), &"nobody".into()));
}

#[test]
fn the_corridor_of_5_march_never_opened() {
    let file = example("5-march.toml");
    insta::assert_snapshot!(said(&["text", "state", &file]), @"
        exit code 0
        Mariupol: never opened
        No vehicle passed the other side's first checkpoint. Whoever was called is still where they gathered.

          2022-03-03 20:00  agreed in principle; sides: Ukraine, Russia
          2022-03-05 08:30  announced by one side; who says so: Mariupol city council; by which channel: Telegram
          2022-03-05 12:00  never opened; who says so: Mariupol city council; why: shelling; the silence was not observed along the whole route

        What may follow, and what it needs:
          reconciled: who says so
        ");
    insta::assert_snapshot!(said(&["text", "state", &file, "--as-of", "2022-03-05 09:00", "--language", "uk"]), @"
        exit code 0
        Mariupol станом на 2022-03-05 09:00: оголошено однією стороною

          2022-03-03 20:00  погоджено в принципі; сторони: Ukraine, Russia
          2022-03-05 08:30  оголошено однією стороною; хто так каже: Mariupol city council; яким каналом: Telegram

        Що може бути далі і що для цього потрібно:
          відповіли своїм текстом: хто так каже
          погоджено в принципі: сторони
          погоджено в деталях: тексти
          не відкрито зовсім: хто так каже, чому
          виїжджають без домовленості: хто бачив
          одностороннє, ніхто не скористався: хто так каже, хто бачив
          обстріляно під час збору: місце, хто так каже
        ");
    let json = said(&["--json", "text", "state", &file]);
    let document: serde_json::Value = serde_json::from_str(json.split_once('\n').unwrap().1).unwrap();
    assert_eq!((&document["state"], &document["failed"]), (&"never opened".into(), &true.into()));
}

/// A text of a side that is precise in all fourteen elements.
fn precise(side: &str) -> String {
    format!(
        "version = 1\ncorridor = 'Sumy'\nside = '{side}'\nzone = 'Europe/Kyiv'\ndate = '2022-03-08'\n\
         [parties]\nsides = ['Ukraine', 'Russia']\ninstrument = 'letter'\n[direction]\nways = 'out'\n\
         [[route]]\nway = 'out'\nstops = [{{ name = 'Sumy', at = [50.9077, 34.7981] }}, {{ name = 'Poltava', at = [49.5883, 34.5514] }}]\n\
         [deviation]\nrule = 'none'\n[times]\nsilence = '09:00-21:00'\nfirst_move = '10:00'\nlast_entry = '17:00'\n\
         turn_back = '18:00'\n[people]\nmay_leave = ['everybody']\nmay_not_leave = ['nobody']\n[destination]\nplaces = ['Poltava']\n\
         own_choice = true\n[vehicles]\nprivate_cars = true\norder = 'as they come'\nmarking = 'white cloth'\n[escort]\nled_by = \
         'ICRC'\nhand_over = ['Lokhvytsia']\n[search]\nrules = 'bags'\nmost_time = '10 min'\n[checkpoint]\nnone = true\n[mines]\n\
         confirmed_by = 'engineers'\nevidence = 'map'\n[incidents]\ncounts = ['fire']\nresponse = 'halt'\ncalls = 'hotline'\nresumes = \
         'both confirm'\n[goods]\nnone = true\n"
    )
}

#[test]
fn agreement_in_detail_is_found_in_the_texts_and_go_without_all_confirmations_needs_a_reason() {
    let stage = folder();
    let write = |name: &str, text: &str| std::fs::write(stage.path().join(name), text).unwrap();
    write("a.toml", &precise("Ukraine"));
    write("b.toml", &precise("Russia"));
    write(
        "who.toml",
        "version = 1\ncorridor = 'Sumy'\nzone = 'Europe/Kyiv'\ndate = '2022-03-08'\n[[sent]]\nrevision = 1\nat = '06:00'\n\
         [[must]]\nname = 'Sector'\nlevel = 'sector'\n",
    );
    let life = |rest: &str| {
        format!(
            "version = 1\ncorridor = 'Sumy'\nzone = 'Europe/Kyiv'\ndate = '2022-03-08'\n[[step]]\nto = 'agreed in detail'\nat = \
             '05:00'\ntexts = ['a.toml', 'b.toml']\n[[step]]\nto = 'notified down'\nat = '06:30'\nacknowledgements = \
             'who.toml'\n[[step]]\nto = 'go'\nat = '08:00'\nby = 'coordinator'\n{rest}"
        )
    };
    let ask = || {
        let output = passage(stage.path(), &["text", "state", "life.toml"]).output().unwrap();
        String::from_utf8([output.stdout, output.stderr].concat()).unwrap()
    };
    write("life.toml", &life(""));
    let refused = ask();
    assert!(refused.contains("life.go-unconfirmed") && refused.contains("0 of 1"), "{refused}");
    write("life.toml", &life("reason = 'the sector has no line; a runner is on the way'\n"));
    assert!(ask().starts_with("Sumy: go\n"), "{}", ask());
    write("life.toml", &life("reason = 'x'\n").replace("06:30", "05:30"));
    assert!(ask().contains("life.not-sent"), "{}", ask());
    // One minute more in one of the texts, and nothing is agreed.
    write("b.toml", &precise("Russia").replace("17:00", "17:01"));
    write("life.toml", &life("reason = 'x'\n"));
    assert!(ask().contains("is not said but found"), "{}", ask());
}

#[test]
fn talks_are_told_as_of_any_moment_and_promises_against_what_was_done() {
    let file = example("talks.toml");
    let show = ["talks", "show", &file, "--as-of", "2022-04-01 18:00"];
    insta::assert_snapshot!(said(&show), @"
        exit code 0
        Talks on the corridor from Mariupol, spring 2022: an exercise, as of 2022-04-01 18:00 (Europe/Kyiv)

        Who speaks for them:
          Ukraine: adviser to the head of the presidential office; deputy minister of foreign affairs
          Russia: presidential aide; deputy minister of defence

        Rounds:
          2: 2022-03-03 15:00; Belovezha; in person; Ukraine, Russia
          first day of round 4 (Russia) / round 5 (Ukraine): 2022-03-29 10:00; Istanbul; in person; Ukraine, Russia

        Put forward:
          5 times
            2022-03-03 16:00  Ukraine demands: “ceasefire, armistice, corridors for places destroyed or constantly shelled”
          7 destination
            2022-03-07 09:00  Russia holds: “routes to Belgorod, Rostov and Gomel as well”
            2022-03-07 12:00  Ukraine holds: “to Ukrainian towns only; no other route was agreed on”
          3 route
            2022-03-14 09:00  Russia concedes: “private cars by Berdiansk and Tokmak”

        Said to be so:
          CONTESTED  13 incidents: “the silence was broken by the other side” (said by Ukraine; denied by Russia)
          NOT ANSWERED  12 mines: “the road out of Mariupol was mined” (said by Ukraine)

        Promised:
          LATE  fuel: Ukraine: a tanker from Zaporizhzhia; due 2022-03-15 12:00
            Done, by the word of regional administration, 2022-03-15 16:00.
          BROKEN  silence: Russia → ICRC: silence along the whole route on 31 March; due 2022-03-31 18:00
            Broken, by the word of deputy prime minister, 2022-03-31 18:00. “the buses are held at Vasylivka”
          NOT KNOWN  buses: Ukraine → ICRC: 54 buses for Berdiansk; due 2022-04-01 16:00
            45 of 54, by the word of our monitor, 2022-04-01 17:20.
        ");
    insta::assert_snapshot!(said(&[&show[..], &["--language", "uk"]].concat()), @"
        exit code 0
        Talks on the corridor from Mariupol, spring 2022: an exercise, станом на 2022-04-01 18:00 (Europe/Kyiv)

        Хто від них говорить:
          Ukraine: adviser to the head of the presidential office; deputy minister of foreign affairs
          Russia: presidential aide; deputy minister of defence

        Раунди:
          2: 2022-03-03 15:00; Belovezha; in person; Ukraine, Russia
          first day of round 4 (Russia) / round 5 (Ukraine): 2022-03-29 10:00; Istanbul; in person; Ukraine, Russia

        Висунуто:
          5 час
            2022-03-03 16:00  Ukraine вимагає: “ceasefire, armistice, corridors for places destroyed or constantly shelled”
          7 куди
            2022-03-07 09:00  Russia стоїть на тому: “routes to Belgorod, Rostov and Gomel as well”
            2022-03-07 12:00  Ukraine стоїть на тому: “to Ukrainian towns only; no other route was agreed on”
          3 маршрут
            2022-03-14 09:00  Russia поступається: “private cars by Berdiansk and Tokmak”

        Кажуть, що так є:
          ОСКАРЖУЄТЬСЯ  13 інциденти: “the silence was broken by the other side” (каже Ukraine; заперечує Russia)
          БЕЗ ВІДПОВІДІ  12 міни: “the road out of Mariupol was mined” (каже Ukraine)

        Обіцяно:
          ІЗ ЗАПІЗНЕННЯМ  fuel: Ukraine: a tanker from Zaporizhzhia; строк 2022-03-15 12:00
            Зроблено – так каже regional administration, 2022-03-15 16:00.
          ПОРУШЕНО  silence: Russia → ICRC: silence along the whole route on 31 March; строк 2022-03-31 18:00
            Порушено – так каже deputy prime minister, 2022-03-31 18:00. “the buses are held at Vasylivka”
          НЕВІДОМО  buses: Ukraine → ICRC: 54 buses for Berdiansk; строк 2022-04-01 16:00
            45 з 54 – так каже our monitor, 2022-04-01 17:20.
        ");
    // On the morning of 16 March the tanker's arrival had not been learned yet.
    let before = said(&["talks", "show", &file, "--as-of", "2022-03-16 08:00"]);
    assert!(before.contains("NOT KNOWN  fuel"), "{before}");
    let own = said(&["talks", "show", &file, "--for", "ukraine", "--as-of", "2022-04-01 18:00"]);
    assert!(own.contains("against their will") && !own.contains("fifty buses"), "{own}");
}

/// The red lines of the fixture: nothing else has these words.
const MARKS: [&str; 2] = ["MARK-7F3A-UA", "MARK-91C4-RU"];

/// Talks with marked red lines, in values, in a remark and in keys that nobody knows.
fn marked() -> String {
    let [ukraine, russia] = MARKS;
    let text = std::fs::read_to_string(example("talks.toml")).unwrap();
    format!(
        "{text}\n# {ukraine} {russia}\n[[red_line]]\nby = \"Ukraine\"\non = \"{ukraine}\"\nwords = \"{ukraine}\"\nsource = \
         \"{ukraine}\"\n\n[[red_line]]\nby = \"Russia\"\non = \"route\"\nwords = \"{russia}\" # {russia}\n"
    )
}

/// Every way to ask for something that may be shared, by the leaf of the command that it covers.
fn exports() -> Vec<(&'static str, Vec<&'static str>)> {
    let leaf = |name: &'static str, arguments: &[&'static str]| (name, arguments.to_vec());
    vec![
        leaf("text check", &["text", "check", "a.toml"]),
        leaf("text diff", &["text", "diff", "a.toml", "b.toml"]),
        leaf(
            "text scenario",
            &["text", "scenario", "a.toml", "--with", "beside.toml", "--roads", "roads.geojson", "--out", "s.toml"],
        ),
        leaf("text scenario", &["text", "scenario", "a.toml", "b.toml"]),
        leaf("text answer", &["text", "answer", "a.toml", "--plan", "plan"]),
        leaf("text acknowledgements", &["text", "acknowledgements", "acknowledgements.toml", "--at", AT_EIGHT]),
        leaf("text acknowledgements", &["text", "acknowledgements", "acknowledgements.toml", "--text", "a.toml"]),
        leaf("text state", &["text", "state", "state.toml"]),
        leaf("talks show", &["talks", "show", "talks.toml"]),
        leaf("talks show", &["talks", "show", "talks.toml", "--shared"]),
        leaf("talks show", &["talks", "show", "talks.toml", "--as-of", "2022-04-01 18:00"]),
        leaf("talks show", &["talks", "show", "talks.toml", "--for", "nobody"]),
        leaf("talks show", &["talks", "show", "fault-1.toml"]),
        leaf("talks show", &["talks", "show", "fault-2.toml"]),
        leaf("talks show", &["talks", "show", "fault-3.toml"]),
        leaf("talks show", &["talks", "show", "fault-4.toml"]),
        leaf("claim add", &["claim", "add", "ledger.toml", "claims.toml"]),
        leaf("claim list", &["claim", "list", "claims.toml"]),
        leaf("claim show", &["claim", "show", "claims.toml", "S0-1"]),
        leaf("claim correct", &["claim", "correct", "ledger.toml", "S0-1", "correction.toml"]),
        leaf("claim draft", &["claim", "draft", "a.toml"]),
        leaf(
            "claim answer",
            &["claim", "answer", "ledger.toml", "disjoint", "S0-1", "--by", "Duty officer", "--because", "x"],
        ),
        leaf("figures", &["figures", "claims.toml"]),
        leaf("questions", &["questions", "claims.toml"]),
        leaf("questions", &["questions", "claims.toml", "--text", "a.toml", "--text", "b.toml"]),
        // The file of talks, given by mistake where something else is meant.
        leaf("text check", &["text", "check", "talks.toml"]),
        leaf("text diff", &["text", "diff", "a.toml", "talks.toml"]),
        leaf("text scenario", &["text", "scenario", "a.toml", "--with", "talks.toml"]),
        leaf("text scenario", &["text", "scenario", "b.toml", "--with", "talks.toml"]),
        leaf("text acknowledgements", &["text", "acknowledgements", "talks.toml"]),
        leaf("text state", &["text", "state", "talks.toml"]),
        leaf("claim list", &["claim", "list", "talks.toml"]),
        leaf("claim add", &["claim", "add", "ledger.toml", "talks.toml"]),
        leaf("claim draft", &["claim", "draft", "talks.toml", "--into", "drafts.toml"]),
        leaf("claim draft", &["claim", "draft", "fault-3.toml", "--html"]),
        leaf("figures", &["figures", "talks.toml"]),
        leaf("questions", &["questions", "talks.toml"]),
        leaf("questions", &["questions", "claims.toml", "--text", "talks.toml", "--state", "talks.toml"]),
    ]
    .into_iter()
    .chain(["fault-5.toml", "fault-6.toml", "fault-7.toml"].into_iter().flat_map(|file| {
        vec![
            ("talks show", vec!["talks", "show", file]),
            ("text check", vec!["text", "check", file]),
            ("text diff", vec!["text", "diff", "a.toml", file]),
            ("text state", vec!["text", "state", file]),
            ("text acknowledgements", vec!["text", "acknowledgements", file]),
            ("claim list", vec!["claim", "list", file]),
            ("claim add", vec!["claim", "add", "ledger.toml", file]),
            ("claim draft", vec!["claim", "draft", file]),
            ("figures", vec!["figures", file]),
            ("questions", vec!["questions", "claims.toml", "--text", file]),
        ]
    }))
    .collect()
}

/// The leaves of the commands whose answers may go to others.
fn leaves() -> BTreeSet<String> {
    let program = passage::command::Program::command();
    let rooms = ["text", "talks", "claim", "figures", "questions"];
    let mut found = BTreeSet::new();
    for room in rooms {
        let command = program.find_subcommand(room).unwrap();
        let below: Vec<String> = command.get_subcommands().map(|own| format!("{room} {}", own.get_name())).collect();
        found.extend(if below.is_empty() { vec![room.to_owned()] } else { below });
    }
    found
}

/// A folder with everything that the exports are made from.
fn fixture() -> tempfile::TempDir {
    let stage = folder();
    let copy = |from: &str, name: &str| {
        std::fs::copy(root().join("examples").join(from), stage.path().join(name)).unwrap();
    };
    copy("texts-2022/mariupol-2022-03-05-ukraine.toml", "a.toml");
    copy("texts-2022/mariupol-2022-03-05-russia.toml", "b.toml");
    copy("talks-2022/beside.toml", "beside.toml");
    copy("talks-2022/acknowledgements.toml", "acknowledgements.toml");
    copy("talks-2022/5-march.toml", "state.toml");
    copy("claims-2022/five-reports.toml", "claims.toml");
    copy("mariupol-2022/roads.geojson", "roads.geojson");
    let write = |name: &str, text: &str| std::fs::write(stage.path().join(name), text).unwrap();
    let talks = marked();
    write("talks.toml", &talks);
    write("fault-1.toml", &talks.replace("by = \"Russia\"\non = \"route\"", "by = \"Nobody\"\non = \"route\""));
    write("fault-2.toml", &talks.replace("[[red_line]]", "[[redline]]"));
    write("fault-3.toml", &talks.replace("words = \"MARK-91C4-RU\"", "words = \"MARK-91C4-RU"));
    write("fault-4.toml", &talks.replace("[[red_line]]", "[[demand]]\nred_line = \"MARK-7F3A-UA\"\n[[red_line]]"));
    // The same file, spelled in other ways.
    write("fault-5.toml", &talks.replace("words = ", "words   =   ").replace("[[red_line]]", "[[ red_line ]]"));
    write("fault-6.toml", &format!("red_line = [{{ by = \"Ukraine\", words = \"{}\" }}]\n{}", MARKS[0], talks));
    write("fault-7.toml", &format!("[red_lines]\nfirst = \"{}\"\n", MARKS[1]));
    write(
        "correction.toml",
        "zone = 'Europe/Kyiv'\n[[claim]]\nspeaker = 'Office of the President of Ukraine'\nsaid = '2022-03-16'\nabout = 'Mariupol'\n\
         measure = 'departed.people'\nvalue = 'about 18,000'\nperiod = '2022-03-15'\n",
    );
    stage
}

/// Every byte that an export has put anywhere: on the screen and into files, our own inputs left out.
fn written(stage: &Path, arguments: &[&str]) -> Vec<u8> {
    let output = passage(stage, arguments).output().unwrap();
    // A command line that is not understood would be searched in vain.
    assert_ne!(output.status.code(), Some(2), "passage {}", arguments.join(" "));
    let mut bytes = output.stdout;
    bytes.extend(output.stderr);
    let inputs = |name: &str| name == "talks.toml" || name.starts_with("fault-");
    let mut folders = vec![stage.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            if path.is_dir() {
                folders.push(path);
            } else if !inputs(&name) {
                bytes.extend(name.as_bytes());
                bytes.extend(std::fs::read(&path).unwrap());
            }
        }
    }
    bytes
}

fn holds(bytes: &[u8], mark: &str) -> bool {
    bytes.windows(mark.len()).any(|window| window == mark.as_bytes())
}

#[test]
fn no_red_line_is_in_any_byte_of_any_export() {
    let all: BTreeSet<String> = exports().into_iter().map(|(leaf, _)| leaf.to_owned()).collect();
    assert_eq!(all, leaves(), "a command that has come must be tried for leaks");
    let stage = fixture();
    passage(
        stage.path(),
        &["text", "scenario", "a.toml", "--with", "beside.toml", "--roads", "roads.geojson", "--out", "s.toml"],
    )
    .output()
    .unwrap();
    assert!(passage(stage.path(), &["plan", "s.toml", "-o", "plan"]).output().unwrap().status.success());
    for (_, arguments) in exports() {
        for language in ["en", "uk"] {
            for json in [&[][..], &["--json"]] {
                let ask = [json, &arguments[..], &["--language", language]].concat();
                let bytes = written(stage.path(), &ask);
                assert!(!bytes.is_empty());
                for mark in MARKS {
                    assert!(!holds(&bytes, mark), "passage {} gives away {mark}", ask.join(" "));
                }
            }
        }
    }
    // The search itself can find: what a side sees of its own has its mark, and not the other's.
    for (side, own, other) in [("Ukraine", MARKS[0], MARKS[1]), ("Russia", MARKS[1], MARKS[0])] {
        for json in [&[][..], &["--json"]] {
            let ask = [json, &["talks", "show", "talks.toml", "--for", side]].concat();
            let bytes = passage(stage.path(), &ask).output().unwrap().stdout;
            assert!(holds(&bytes, own) && !holds(&bytes, other), "{side}");
        }
    }
}
