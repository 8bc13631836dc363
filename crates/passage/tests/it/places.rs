//! `passage place`, and `--gazetteer` beside texts, coordinates and claims: candidates with reasons, never one in silence.

use std::path::Path;
use std::process::Command;

fn said(arguments: &[&str]) -> String {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples/texts-2022");
    let output = Command::new(env!("CARGO_BIN_EXE_passage")).args(arguments).current_dir(folder).output().unwrap();
    let text = String::from_utf8(output.stdout).unwrap() + &String::from_utf8(output.stderr).unwrap();
    format!("exit code {}\n{}", output.status.code().unwrap(), text.trim_end())
}

const WITH: [&str; 4] = ["--gazetteer", "places.csv", "--gazetteer-version", "example"];

fn place(arguments: &[&str]) -> String {
    said(&[&["place"], arguments, &WITH[..]].concat())
}

#[test]
fn a_name_gives_candidates_with_reasons() {
    insta::assert_snapshot!(place(&["Raisins", "Komsomolske", "до Запоріжжя", "Mariuopl", "Atlantis"]), @"
        exit code 1
        Gazetteer: example (57 places, SHA-256 47c668b29a1f)

        Raisins: one candidate
        1. Izium (city, Kharkiv oblast, UA63040090010029555, 49.19, 37.28, 45,900 inhabitants): 70 of 100
           a machine translation that was published has Raisins for Izium; it is spelled Izium
        None of them is spelled so: a person has to say whether one is meant.

        Komsomolske: 2 candidates
        1. Slobozhanske (town, Kharkiv oblast, UA63140110010076882, 49.6, 36.52, 15,800 inhabitants): 98 of 100
           it was called Komsomolske (until 2016)
        2. Kalmiuske (city, Donetsk oblast, UA14100050010067495, 47.67, 38.07, 11,700 inhabitants): 98 of 100
           it was called Komsomolske (until 2016)
        Several may be meant: say which, by oblast, code or coordinates.

        до Запоріжжя: 2 candidates
        1. Zaporizhzhia (city, Zaporizhzhia oblast, 47.84, 35.14, 710,000 inhabitants): 99 of 100
           it is spelled Запоріжжя
        2. Zaporizhzhia (village, Zaporizhzhia oblast, 46.96, 35.04, 700 inhabitants): 99 of 100
           it is spelled Запоріжжя
        Several may be meant: say which, by oblast, code or coordinates.

        Mariuopl: one candidate
        1. Mariupol (city, Donetsk oblast, UA14140050010029262, 47.1, 37.55, 426,000 inhabitants): 68 of 100
           Mariuopl and Mariupol are nearly alike (letters that differ: 1), perhaps by a typing error
        None of them is spelled so: a person has to say whether one is meant.

        Atlantis: no place of the gazetteer has this name, or nearly so.
        ");
    insta::assert_snapshot!(place(&["Vasylivka, Odesa oblast", "Артёмовска", "Николаев", "--language", "uk"]), @"
        exit code 0
        Покажчик: example (місць: 57, SHA-256 47c668b29a1f)

        Vasylivka, Odesa oblast: 1 кандидат
        1. Vasylivka (village, Odesa oblast, UA51060070010082409, 45.64, 28.83, мешканців: 3 900): 100 зі 100
           так воно й пишеться: Vasylivka; воно лежить там, де сказано: Odesa oblast

        Артёмовска: 1 кандидат
        1. Bakhmut (city, Donetsk oblast, UA14020010010059145, 48.59, 38, мешканців: 73 000): 94 зі 100
           Артёмовска – це, можливо, артёмовск у відмінку; раніше називалося Артёмовск (1924 to 2016)

        Николаев: 2 кандидати
        1. Mykolaiv (city, Mykolaiv oblast, 46.98, 31.99, мешканців: 470 000): 100 зі 100
           так воно й пишеться: Николаев
        2. Mykolaiv (city, Lviv oblast, 49.53, 23.98, мешканців: 14 500): 100 зі 100
           так воно й пишеться: Николаев
        Може йтися про кілька місць: скажіть, про яке, – область, код чи координати.
        ");
    insta::assert_snapshot!(place(&["Rozivka", "--near", "46.9, 35.8"]), @"
        exit code 0
        Gazetteer: example (57 places, SHA-256 47c668b29a1f)

        Rozivka: 2 candidates
        1. Rozivka (village, Zaporizhzhia oblast, 46.94, 35.78, 800 inhabitants): 100 of 100
           it is spelled Rozivka
           5 km away
        2. Rozivka (town, Zaporizhzhia oblast, UA23100230010016159, 47.39, 37.07, 3,100 inhabitants): 100 of 100
           it is spelled Rozivka
           110 km away
        Several may be meant: say which, by oblast, code or coordinates.
        ");
    insta::assert_snapshot!(place(&["5310137000"]), @"
        exit code 1
        Gazetteer: example (57 places, SHA-256 47c668b29a1f)

        5310137000: no place of the gazetteer has this name, or nearly so.
        gazetteer.unknown-code

          ! the code 5310137000 is not in example
          help: It has the form of KOATUU, which KATOTTH took the place of after the reform of 2020. Look
                the place up by its name.
        ");
}

#[test]
fn programs_are_told_the_version_and_every_candidate() {
    let said = place(&["Vasylivka", "--json"]);
    let document: serde_json::Value = serde_json::from_str(said.split_once('\n').unwrap().1).unwrap();
    assert_eq!(document["gazetteer"]["label"], "example");
    assert_eq!(document["gazetteer"]["sha256"].as_str().map(str::len), Some(64));
    let candidates = document["names"][0]["candidates"].as_array().unwrap();
    let oblasts: Vec<&str> = candidates.iter().map(|found| found["oblast"].as_str().unwrap()).collect();
    assert_eq!(oblasts, ["Zaporizhzhia oblast", "Odesa oblast", "Poltava oblast"]);
    assert_eq!(candidates[0]["reasons"][0], "it is spelled Vasylivka");
}

/// Two texts of one corridor whose places are one to a gazetteer and not to letters.
fn texts() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let text = |side: &str, stops: &str, checkpoint: &str| {
        format!(
            "version = 1\ncorridor = 'Izium'\nside = '{side}'\nzone = 'Europe/Kyiv'\ndate = '2022-03-10'\n\
             [[route]]\nstops = [{stops}]\n[[checkpoint]]\nname = \"{checkpoint}\"\nside = '{side}'\n"
        )
    };
    let ours = text("A", "'Ізюм', 'Бахмут', { name = 'Покровськ', at = [49.9, 37.2] }", "Кам'янка");
    let theirs = text("B", "'Raisins', 'Artemivsk', 'Krasnoarmiisk'", "Bilmak");
    std::fs::write(folder.path().join("a.toml"), ours).unwrap();
    std::fs::write(folder.path().join("b.toml"), theirs).unwrap();
    folder
}

#[test]
fn places_that_a_gazetteer_brings_together_are_questions_between_two_texts() {
    let folder = texts();
    let path = |name: &str| folder.path().join(name).display().to_string();
    let (a, b) = (path("a.toml"), path("b.toml"));
    let diff = ["text", "diff", &a, &b];
    insta::assert_snapshot!(said(&diff), @"
        exit code 1
        Izium: A, version 1; and B, version 1

        Not agreed: 2 elements differ. Open in at least one text: 14 of 14.
        3 route
          A has the route Ізюм – Бахмут – Покровськ; B has not.
          B has the route Raisins – Artemivsk – Krasnoarmiisk; A has not.
        11 checkpoints
          A has the checkpoint Кам'янка; B has not.
          B has the checkpoint Bilmak; A has not.

        Neither speaks of: 1 parties, 2 direction, 4 leaving the route, 5 times, 6 who may leave, 7 destination, 8 vehicles, 9 escort, 10 search, 12 mines, 13 incidents, 14 goods inbound.
        ");
    insta::assert_snapshot!(said(&[&diff[..], &WITH].concat()), @"
        exit code 1
        Izium: A, version 1; and B, version 1

        Not agreed: 2 elements differ. Open in at least one text: 14 of 14.
        3 route
          B writes Raisins: is that the Ізюм of A? Why: a machine translation that was published has Raisins for Ізюм. Please confirm.
          B writes Artemivsk: is that the Бахмут of A? Why: both may be Bakhmut (Donetsk oblast); it was called Artemivsk (1924 to 2016). Please confirm.
          B writes Krasnoarmiisk: is that the Покровськ of A? Why: both may be Pokrovsk (Donetsk oblast); it was called Krasnoarmiisk (until 2016). Please confirm.
        11 checkpoints
          whose it is: A says “A”; B says “B”.
          B writes Bilmak: is that the Кам'янка of A? Why: both may be Kamianka (Zaporizhzhia oblast); it was called Bilmak (2016 to 2021). Please confirm.

        Neither speaks of: 1 parties, 2 direction, 4 leaving the route, 5 times, 6 who may leave, 7 destination, 8 vehicles, 9 escort, 10 search, 12 mines, 13 incidents, 14 goods inbound.
        Names compared by the gazetteer example (57 places, SHA-256 47c668b29a1f).
        ");
    insta::assert_snapshot!(said(&[&diff[..], &WITH, &["--language", "uk"]].concat()), @"
        exit code 1
        Izium: A, версія 1; та B, версія 1

        Не погоджено: різняться 2 елементи. Відкрито принаймні в одному тексті: 14 з 14.
        3 маршрут
          B пише Raisins: чи це Ізюм, як пише A? Підстава: в опублікованому машинному перекладі Raisins стоїть замість Ізюм. Підтвердьте, будь ласка.
          B пише Artemivsk: чи це Бахмут, як пише A? Підстава: обидва можуть бути Bakhmut (Donetsk oblast); раніше називалося Artemivsk (1924 to 2016). Підтвердьте, будь ласка.
          B пише Krasnoarmiisk: чи це Покровськ, як пише A? Підстава: обидва можуть бути Pokrovsk (Donetsk oblast); раніше називалося Krasnoarmiisk (until 2016). Підтвердьте, будь ласка.
        11 блокпости
          чий: A каже “A”; B каже “B”.
          B пише Bilmak: чи це Кам'янка, як пише A? Підстава: обидва можуть бути Kamianka (Zaporizhzhia oblast); раніше називалося Bilmak (2016 to 2021). Підтвердьте, будь ласка.

        Жодна сторона не каже про: 1 сторони, 2 напрямок, 4 відхилення від маршруту, 5 час, 6 хто може виїхати, 7 куди, 8 машини, 9 супровід, 10 перевірки людей, 12 міни, 13 інциденти, 14 вантажі всередину.
        Назви порівняно за покажчиком example (місць: 57, SHA-256 47c668b29a1f).
        ");
    let check = said(&[&["text", "check", &a][..], &WITH].concat());
    insta::assert_snapshot!(check.split_once("Its places").unwrap().1, @"
        , by the gazetteer example (57 places, SHA-256 47c668b29a1f):
          Покровськ is put 180 km from Pokrovsk (city, Donetsk oblast, UA14160210010099403, 48.28, 37.18, 60,000 inhabitants): another place, or wrong coordinates?
          Кам'янка is not one place for sure (2 candidates): Kamianka (city, Cherkasy oblast, UA71080130010022318, 49.04, 32.1, 11,500 inhabitants); Kamianka (town, Zaporizhzhia oblast, UA23100010010076329, 47.36, 36.65, 6,800 inhabitants). Say which, by oblast or coordinates.
          One place each, spelled so: Ізюм, Бахмут.
        ");
    let russia = said(&[&["text", "check", "mariupol-2022-03-07-russia.toml", "--language", "uk"][..], &WITH].concat());
    insta::assert_snapshot!(russia.split_once("Його місця").unwrap().1, @"
        за покажчиком example (місць: 57, SHA-256 47c668b29a1f):
         Mangush: Manhush (town, Donetsk oblast, UA14140030010076696, 47.06, 37.31, мешканців: 7 700); Mangush і Мангуш – одна назва за транслітерацією BGN/PCGN 1947.
         Rosivka – не напевно одне місце (кандидатів: 2; Rosivka і Rozivka майже однакові (різних літер: 1), можливо, описка): Rozivka (town, Zaporizhzhia oblast, UA23100230010016159, 47.39, 37.07, мешканців: 3 100); Rozivka (village, Zaporizhzhia oblast, 46.94, 35.78, мешканців: 800). Скажіть, яке: область чи координати.
         Bilmak: Kamianka (town, Zaporizhzhia oblast, UA23100010010076329, 47.36, 36.65, мешканців: 6 800); раніше називалося Bilmak (2016 to 2021).
         Polohi – не напевно одне місце (кандидатів: 2; Polohi і Polohy – одна назва за іншою транслітерацією чи іншою мовою): Polohy (city, Zaporizhzhia oblast, 47.48, 36.25, мешканців: 18 000); Polohy (village, Poltava oblast, 49.4, 34.62, мешканців: 500). Скажіть, яке: область чи координати.
         Orekhiv: Orikhiv (city, Zaporizhzhia oblast, 47.58, 35.78, мешканців: 14 500); Orekhiv і Orikhiv – одна назва за іншою транслітерацією чи іншою мовою.
         Zaporizhzhya – не напевно одне місце (кандидатів: 2): Zaporizhzhia (city, Zaporizhzhia oblast, 47.84, 35.14, мешканців: 710 000); Zaporizhzhia (village, Zaporizhzhia oblast, 46.96, 35.04, мешканців: 700). Скажіть, яке: область чи координати.
         По одному місцю, так і пишуться: Novoazovsk, Taganrog, Rostov, Mariupol, Portivske, Respublika.
        ");
}

#[test]
fn coordinates_are_said_back_by_the_nearest_place_of_the_gazetteer() {
    let said = said(&[&["coordinates", "47.3954, 37.0708"][..], &WITH].concat());
    assert!(said.ends_with("nearest  Rozivka (Zaporizhzhia oblast), 0.6 km"), "{said}");
}

/// Claims on three subjects that are one place, and on two that are not.
const CLAIMS: &str = "zone = 'Europe/Kyiv'\n";

fn claims() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let claim = |about: &str, value: &str| {
        format!(
            "[[claim]]\nspeaker = 'Council {value}'\nsaid = '2022-03-15'\nlearned = '2022-03-15 20:00'\nabout = '{about}'\n\
             measure = 'departed.people'\nvalue = '{value}'\nperiod = '2022-03-15'\n"
        )
    };
    let all = [
        claim("Bakhmut", "100"),
        claim("Artemivsk", "110"),
        claim("Бахмут", "120"),
        claim("corridor 1", "5"),
        claim("corridor 2", "6"),
    ];
    std::fs::write(folder.path().join("claims.toml"), CLAIMS.to_owned() + &all.concat()).unwrap();
    folder
}

#[test]
fn subjects_that_may_be_one_place_are_asked_about_and_never_merged() {
    let folder = claims();
    let path = folder.path().join("claims.toml").display().to_string();
    let asked = |arguments: &[&str]| {
        let text = said(&[&["questions", &path][..], arguments].concat());
        text.lines().filter(|line| line.contains("may be")).map(str::trim).collect::<Vec<_>>().join("\n")
    };
    insta::assert_snapshot!(asked(&[]), @"
        Bakhmut (claims: 1) and Бахмут (claims: 1) may be one place; their figures are kept apart.
        - They may be one place in two spellings: then their figures belong side by side.
        - They may be two places whose names are alike.
        ");
    insta::assert_snapshot!(asked(&WITH), @"
        Bakhmut (claims: 1) and Artemivsk (claims: 1) may be one place; their figures are kept apart.
        both may be Bakhmut (Donetsk oblast)
        - They may be one place in two spellings: then their figures belong side by side.
        - They may be two places whose names are alike.
        Bakhmut (claims: 1) and Бахмут (claims: 1) may be one place; their figures are kept apart.
        - They may be one place in two spellings: then their figures belong side by side.
        - They may be two places whose names are alike.
        ");
    let figures = said(&[&["figures", &path][..], &WITH].concat());
    let told: Vec<&str> = figures.lines().filter(|line| line.contains("may be one place")).collect();
    insta::assert_snapshot!(told.join("\n"), @"
        Bakhmut (claims: 1) and Artemivsk (claims: 1) may be one place; their figures are kept apart. Why: both may be Bakhmut (Donetsk oblast); it was called Artemivsk (1924 to 2016).
        Bakhmut (claims: 1) and Бахмут (claims: 1) may be one place; their figures are kept apart. Why: Бахмут and Bakhmut are one name by another transliteration or in the other language.
        ");
    // Each subject keeps its own table.
    assert_eq!(figures.matches(" departed.people, ").count(), 5, "{figures}");
}

#[test]
fn names_of_two_texts_that_a_gazetteer_brings_together_are_asked_about_beside_the_claims() {
    let (texts, claims) = (texts(), claims());
    let path = |folder: &tempfile::TempDir, name: &str| folder.path().join(name).display().to_string();
    let (a, b, ledger) = (path(&texts, "a.toml"), path(&texts, "b.toml"), path(&claims, "claims.toml"));
    let asked = |more: &[&str]| said(&[&["questions", &ledger, "--text", &a, "--text", &b][..], more].concat());
    assert!(!asked(&[]).contains("Бахмут and Artemivsk may be one place."));
    let with = asked(&WITH);
    assert!(with.contains("Бахмут and Artemivsk may be one place."), "{with}");
    assert!(with.contains("   it was called Artemivsk (1924 to 2016)"), "{with}");
}
