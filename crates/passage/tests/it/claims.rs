//! Claims, figures and questions through the program: screens of the fixtures, a ledger that only grows.

use crate::stage::{folder, passage, root, runs};
use serde_json::Value;
use std::path::Path;

fn example(name: &str) -> String {
    root().join("examples/claims-2022").join(name).display().to_string()
}

/// What the program says on standard output, its own paths left out.
fn said(folder: &Path, arguments: &[&str]) -> String {
    let text = String::from_utf8(runs(folder, arguments).stdout).unwrap();
    text.replace(&example(""), "").trim_end().to_owned()
}

#[test]
fn the_five_reports_raise_their_questions_on_the_screen() {
    let folder = folder();
    insta::assert_snapshot!(said(folder.path(), &["questions", &example("five-reports.toml")]), @r#"
    4 questions on 35 claims.

    1. Mariupol (disjoint)
       S0-7 supports 440,000 at most, S0-7-elsewhere at least 450,000: no number fits both, they are 10,000 apart.
         S0-7  about 400,000 population.prewar, no time stated; speaker not named, news report of 15 March; not independently verified
         S0-7-elsewhere  450,000 population.prewar, no time stated; speaker not named, Al Arabiya; not independently verified
       May be:
         - They may be of different areas or routes under one name.
         - They may have been counted until different hours.
         - One of them may repeat an older figure.
       Would settle it:
         - Ask both what exactly they counted: where, of whom, until which hour.
         - A count by somebody else, at one place, over the same hours.

    2. Mariupol (people-per-vehicle)
       10.0 people per vehicle (20,000 by S0-1, divided by 2,000 by S0-2). Plausible is 1.2 to 6.0.
       With the vehicles that were waiting (S0-3) there are 4,000: 5.0 people per vehicle.
         S0-1  about 20,000 departed.people, private cars, 2022-03-15; Office of the President of Ukraine, Telegram; not independently verified
         S0-2  2,000 departed.vehicles, private cars, 2022-03-15 until 14:00; Mariupol city council, Telegram; not independently verified
         S0-3  2,000 waiting.vehicles, as of 2022-03-15 14:00; Mariupol city council, Telegram; not independently verified
       May be:
         - Most likely the vehicle figure is so far (14:00) and the people figure is the whole day.
         - The people figure may include those in buses or on foot.
         - The people figure may be of those who wanted to leave, not of those who left.
       Would settle it:
         - Both figures for the same hours at the same place.
         - Somebody who counts people and vehicles at one checkpoint.

    3. Mariupol, siege (falling)
       A sum that can only grow falls: more than 2,500 by S0-6-day-before, later more than 2,300 by S0-6; 200 fewer.
       A sum that can only grow falls: more than 2,500 by S0-6-day-before, later more than 2,100 by S0-6-same-day; 400 fewer.
       Figures of the form "more than" may both be true, but whoever knows of the larger one does not say the smaller one.
         S0-6  more than 2,300 killed.reported, so far, until 2022-03-15; Local officials; not independently verified
         S0-6-same-day  more than 2,100 killed.reported, so far, until 2022-03-15; Local officials, Al Arabiya; not independently verified
         S0-6-day-before  more than 2,500 killed.reported, so far, until 2022-03-14; City of Mariupol, Reuters; not independently verified
       May be:
         - One of them may repeat an older figure.
         - They may be of different areas or routes under one name.
         - The sum may have been revised, or counts something narrower now.
       Would settle it:
         - Ask both what exactly they counted: where, of whom, until which hour.
         - The figures of one source from day to day, with the words in which it revised them.

    4. Mariupol, evacuation of 6 March (attribution)
       Ukraine holds Russia responsible (S2-1).
       Russia holds Ukraine responsible (S2-2).
       The attribution is disputed, and nobody outside the conflict has stated one.
         S2-1  halted, 2022-03-06, holds Russia responsible; Adviser to the Ministry of Internal Affairs of Ukraine; not independently verified
         S2-2  ceasefire not observed, 2022-03-06, holds Ukraine responsible; Separatist administration in Donetsk, Interfax; not independently verified
       May be:
         - Parties to a conflict hold each other responsible, whatever happened.
       Would settle it:
         - A named verifier who is no party to the conflict, and the method.

    These are questions. None of the figures is taken for the right one.
    "#);
}

#[test]
fn a_question_is_asked_in_ukrainian_too() {
    let folder = folder();
    let text = said(
        folder.path(),
        &["questions", &example("five-reports.toml"), "--language", "uk", "--as-of", "2022-03-15 20:00"],
    );
    let asked: Vec<&str> = text.split("\n\n").filter(|part| part.contains("people-per-vehicle")).collect();
    insta::assert_snapshot!(asked.concat(), @r"
    2. Mariupol (people-per-vehicle)
       10,0 осіб на машину (20 000 за S0-1, поділено на 2 000 за S0-2). Правдоподібно від 1,2 до 6,0.
       Разом із машинами, що чекали (S0-3), машин 4 000: 5,0 осіб на машину.
         S0-1  близько 20 000 departed.people, private cars, 2022-03-15; Office of the President of Ukraine, Telegram; незалежно не перевірено
         S0-2  2 000 departed.vehicles, private cars, 2022-03-15 до 14:00; Mariupol city council, Telegram; незалежно не перевірено
         S0-3  2 000 waiting.vehicles, станом на 2022-03-15 14:00; Mariupol city council, Telegram; незалежно не перевірено
       Можливо:
         - Найімовірніше, число машин — станом на 14:00, а число людей — за весь день.
         - У числі людей можуть бути й ті, хто їхав автобусами або йшов пішки.
         - Число людей може бути про тих, хто хотів виїхати, а не про тих, хто виїхав.
       Це з’ясувало б:
         - Обидва числа за ті самі години в тому самому місці.
         - Хтось, хто рахує людей і машини на одному блокпості.
    ");
}

#[test]
fn the_day_of_15_march_stands_side_by_side() {
    let folder = folder();
    insta::assert_snapshot!(said(folder.path(), &["figures", &example("mariupol.toml"), "--day", "2022-03-15"]), @"
        Mariupol, 2022-03-15
                    announced  departed                            seen on the way             arrived  registered
          people    -          about 20,000 in private cars [1]    -                           -        -
          vehicles  -          2,000 private cars until 14:00 [2]  2,000 waiting at 14:00 [4]  570 [5]  -
                               4,000 private cars [3]
          [1] S0-1  about 20,000 departed.people, private cars, 2022-03-15; Office of the President of Ukraine; not independently verified
          [2] S0-2  2,000 departed.vehicles, private cars, 2022-03-15 until 14:00; Mariupol city council; not independently verified
          [3] M15-2  4,000 departed.vehicles, private cars, 2022-03-15; Office of the President of Ukraine, AFP; not independently verified
          [4] S0-3  2,000 waiting.vehicles, as of 2022-03-15 14:00; Mariupol city council; not independently verified
          [5] M15-1  570 arrived.vehicles, 2022-03-15; Office of the President of Ukraine, AFP; not independently verified

        A cell has the figure as it was said, of several claims what all support, or from the least to the most where they disagree. Nothing is added or averaged.
        ");
    insta::assert_snapshot!(said(folder.path(), &["figures", &example("mariupol.toml"), "--day", "2022-04-01", "--language", "uk"]), @"
        all corridors, 2022-04-01
                оголошено  виїхали  бачили в дорозі  прибули    зареєстровано
          люди  -          -        -                6 266 [1]  -
          [1] A1-6  6 266 arrived.people, 2022-04-01; Deputy Prime Minister of Ukraine; незалежно не перевірено

        Mariupol, 2022-04-01
                    оголошено  виїхали  бачили в дорозі  прибули                            зареєстровано
          люди      -          -        -                3 071 [1]                          -
                                                         понад 2 500 (buses) [2]
          машини    -          -        -                понад 300 private cars [3]         -
          автобуси  -          -        -                від 27 до 54 (не сходяться) [4,5]  -
          [1] A1-5  3 071 arrived.people, 2022-04-01; Deputy Prime Minister of Ukraine; незалежно не перевірено
          [2] A1-3  понад 2 500 arrived.people, buses, 2022-04-01; Office of the President of Ukraine; незалежно не перевірено
          [3] A1-4  понад 300 arrived.vehicles, private cars, 2022-04-01; Office of the President of Ukraine; незалежно не перевірено
          [4] A1-1  54 arrived.buses, 2022-04-01; Deputy Prime Minister of Ukraine; незалежно не перевірено
          [5] A1-2  близько 30 arrived.buses, 2022-04-01; мовця не названо, AFP; незалежно не перевірено

        У клітинці число так, як його сказали, з кількох тверджень – те, що підтримують усі, або від найменшого до найбільшого, якщо вони не сходяться. Нічого не додано й не усереднено.
        ");
    let then = ["figures", &example("five-reports.toml"), "--day", "2022-03-15", "--as-of", "2022-03-15 15:30"];
    insta::assert_snapshot!(said(folder.path(), &then), @r"
    As it was known at 2022-03-15 15:30.

    Mariupol, 2022-03-15
                announced  departed                            seen on the way             arrived  registered
      vehicles  -          2,000 private cars until 14:00 [1]  2,000 waiting at 14:00 [2]  -        -
      [1] S0-2  2,000 departed.vehicles, private cars, 2022-03-15 until 14:00; Mariupol city council, Telegram; not independently verified
      [2] S0-3  2,000 waiting.vehicles, as of 2022-03-15 14:00; Mariupol city council, Telegram; not independently verified

    A cell has the figure as it was said, of several claims what all support, or from the least to the most where they disagree. Nothing is added or averaged.
    ");
}

const CORRECTION: &str = "zone = \"Europe/Kyiv\"\n[[claim]]\nname = \"S0-2b\"\nspeaker = \"Mariupol city council\"\n\
    said = \"2022-03-15 17:00\"\nabout = \"Mariupol\"\nmeasure = \"departed.vehicles\"\nvalue = \"1,600\"\n\
    period = \"2022-03-15 until 14:00\"\n";

#[test]
fn a_ledger_only_grows_and_a_correction_leaves_the_old_claim_in_it() {
    for ledger in ["ledger.toml", "ledger.jsonl"] {
        let folder = folder();
        let path = folder.path().join(ledger);
        let read = || std::fs::read_to_string(&path).unwrap();
        runs(folder.path(), &["claim", "add", ledger, &example("five-reports.toml")]);
        let first = read();
        runs(folder.path(), &["claim", "add", ledger, &example("five-reports.toml")]);
        assert_eq!(read(), first, "claims that are there already are not added again");
        std::fs::write(folder.path().join("correction.toml"), CORRECTION).unwrap();
        let learned = "2022-03-15 17:30 Europe/Kyiv";
        let arguments = ["claim", "correct", ledger, "S0-2", "correction.toml", "--learned", learned, "--json"];
        let answer: Value = serde_json::from_slice(&runs(folder.path(), &arguments).stdout).unwrap();
        assert_eq!(answer["added"], serde_json::json!(["S0-2b"]));
        assert!(read().starts_with(&first) && read().len() > first.len(), "it is added to");
        let known = |at: &str| said(folder.path(), &["claim", "list", ledger, "--about", "Mariupol", "--as-of", at]);
        assert!(known("2022-03-15 17:00").contains("S0-2 ") && !known("2022-03-15 17:00").contains("S0-2b"));
        assert!(known("2022-03-15 18:00").contains("S0-2b") && !known("2022-03-15 18:00").contains("S0-2 "));
        let shown = said(folder.path(), &["claim", "show", ledger, "S0-2"]);
        assert!(shown.contains("corrected by S0-2b") && shown.contains("referred to by S0-2b (corrects)"), "{shown}");
        // Nobody changes what was recorded without being seen.
        std::fs::write(&path, read().replace("1,600", "1,500")).unwrap();
        let output = passage(folder.path(), &["claim", "list", ledger]).output().unwrap();
        assert_eq!(output.status.code(), Some(3));
        assert!(String::from_utf8_lossy(&output.stderr).contains("claim.changed"));
    }
}

#[test]
fn nothing_is_written_where_one_of_the_claims_is_refused() {
    let folder = folder();
    let two = CORRECTION.to_owned() + &CORRECTION.split_once('\n').unwrap().1.replace("1,600", "1,700");
    std::fs::write(folder.path().join("two.toml"), two).unwrap();
    let output = passage(folder.path(), &["claim", "add", "ledger.toml", "two.toml"]).output().unwrap();
    assert_eq!(output.status.code(), Some(3));
    assert!(String::from_utf8_lossy(&output.stderr).contains("ledger.name-taken"));
    assert!(!folder.path().join("ledger.toml").exists());
}

#[test]
fn the_texts_of_two_sides_ask_beside_the_claims_in_both_languages() {
    let folder = folder();
    let texts = root().join("examples/texts-2022");
    let text = |name: &str| texts.join(name).display().to_string();
    let (ukraine, russia) = (text("sumy-2022-03-08-ukraine.toml"), text("sumy-2022-03-08-russia.toml"));
    let ask = |language: &str| {
        let claims = example("mariupol.toml");
        let arguments = ["questions", &claims, "--text", &ukraine, "--text", &russia, "--language", language];
        let told = said(folder.path(), &arguments);
        let at = told.find("Sumy (waypoints)").expect("the ways are asked about");
        told[at..].to_owned()
    };
    insta::assert_snapshot!(ask("en"), @"
        Sumy (waypoints)
           Russia has Romny between Holubivka and Lokhvytsia; Ukraine does not.
           Only Ukraine has the way Lokhvytsia – Andriyashivka – Romny – Nedryhailiv – Sumy; Russia has not.
           Only Russia has the way Sudzha – Belgorod; Ukraine has not.
           May be:
             - One list may be shortened, and the road be the same.
             - The two sides may mean different roads.
             - One place may be spelled in a way that is not known here.
           Would settle it:
             - Read the route aloud to both sides, place by place. Same road, other road, or ask?

        These are questions. None of the figures is taken for the right one.
        ");
    insta::assert_snapshot!(ask("uk"), @"
        Sumy (waypoints)
           Russia має Romny між Holubivka і Lokhvytsia; Ukraine не має.
           Лише Ukraine має шлях Lokhvytsia – Andriyashivka – Romny – Nedryhailiv – Sumy; Russia не має.
           Лише Russia має шлях Sudzha – Belgorod; Ukraine не має.
           Можливо:
             - Один перелік може бути скорочений, а дорога та сама.
             - Сторони можуть мати на увазі різні дороги.
             - Місце може бути записане так, як тут не знають.
           Це з’ясувало б:
             - Прочитати маршрут уголос обом сторонам, місце за місцем. Та сама дорога, інша, чи запитати?

        Це запитання. Жодне з чисел не взято за правильне.
        ");
}

#[test]
fn open_by_a_claim_and_not_by_text_or_record_is_asked() {
    let folder = folder();
    std::fs::write(
        folder.path().join("claims.toml"),
        "zone = 'Europe/Kyiv'\n[[claim]]\nname = 'C-1'\nspeaker = 'agency'\nsaid = '2022-03-05'\nlearned = '2022-03-05 \
         20:00'\nabout = 'Mariupol'\ntopic = 'open'\nperiod = 'at 2022-03-05 08:40'\n[[claim]]\nname = 'C-2'\nspeaker = \
         'council'\nsaid = '2022-03-05'\nlearned = '2022-03-05 20:00'\nabout = 'Mariupol'\nmeasure = \
         'departed.vehicles'\nvalue = '900'\nperiod = '2022-03-05 until 14:00'\n",
    )
    .unwrap();
    let text = root().join("examples/texts-2022/mariupol-2022-03-05-ukraine.toml");
    let slow =
        std::fs::read_to_string(&text).unwrap() + "\n[[checkpoint]]\nname = \"Vasylivka\"\nvehicles_per_hour = 60\n";
    std::fs::write(folder.path().join("text.toml"), slow).unwrap();
    let state = root().join("examples/talks-2022/5-march.toml").display().to_string();
    let told = said(folder.path(), &["questions", "claims.toml", "--text", "text.toml", "--state", &state]);
    let told: Vec<&str> =
        told.lines().filter(|line| line.contains("Mariupol (") || line.starts_with("   C-")).collect();
    insta::assert_snapshot!(told.join("\n"), @"
        1. Mariupol (opened)
           C-1 says that it is open; nobody says when a first vehicle passed a checkpoint or arrived.
        2. Mariupol (too-fast)
        3. Mariupol (opened)
           C-1 says that it is open at 2022-03-05 08:40 Europe/Kyiv; by the text of Ukraine the silence is 09:00-16:00 Europe/Kyiv.
        4. Mariupol (opened)
           C-1 says that it is open; by the record it was announced by one side (2022-03-05 08:30).
        ");
}
