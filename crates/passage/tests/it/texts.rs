//! `passage text check` and `passage text diff`: the texts of March 2022 on one screen, in both languages, and for programs.

use std::path::Path;
use std::process::Command;

/// Exit code and what was printed, standard error behind it.
fn passage(arguments: &[&str]) -> (i32, String) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples/texts-2022");
    let output = Command::new(env!("CARGO_BIN_EXE_passage")).args(arguments).current_dir(folder).output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    (output.status.code().unwrap(), text(output.stdout) + &text(output.stderr))
}

fn said(arguments: &[&str]) -> String {
    let (code, text) = passage(arguments);
    format!("exit code {code}\n{}", text.trim_end())
}

const SUMY: [&str; 4] = ["text", "diff", "sumy-2022-03-08-ukraine.toml", "sumy-2022-03-08-russia.toml"];

#[test]
fn the_two_texts_of_sumy_are_compared_on_one_screen() {
    let english = said(&SUMY);
    insta::assert_snapshot!(english, @"
        exit code 1
        Sumy: Ukraine, version 1; and Russia, version 1

        Not agreed: 7 elements differ. Open in at least one text: 13 of 14.
        1 parties
          Ukraine speaks of it; Russia does not.
        2 direction
          directions: only Ukraine has in.
        3 route
          Russia has Romny between Holubivka and Lokhvytsia; Ukraine does not.
          Ukraine has the route Lokhvytsia – Andriyashivka – Romny – Nedryhailiv – Sumy; Russia has not.
          Russia has the route Sudzha – Belgorod; Ukraine has not.
        5 times
          silence: Ukraine says 2022-03-08 09:00–21:00 (Europe/Kyiv), that is 10:00–22:00 (Europe/Moscow); Russia says from 2022-03-08 10:00 (Europe/Moscow), that is 09:00 (Europe/Kyiv), no end stated. Both begin at the same moment.
          first move: Ukraine says 2022-03-08 10:00 (Europe/Kyiv), that is 11:00 (Europe/Moscow); Russia does not say.
        6 who may leave
          Ukraine speaks of it; Russia does not.
        7 destination
          places: only Russia has Belgorod.
        14 goods inbound
          Ukraine speaks of it; Russia does not.

        Neither speaks of: 4 leaving the route, 8 vehicles, 9 escort, 10 search, 11 checkpoints, 12 mines, 13 incidents.
        Spelled differently, taken for one place: Holubivka = Golubivka, Lokhvytsia = Lokhvitsya.
        ");
    assert!(english.lines().count() <= 30);
    let ukrainian = said(&[&SUMY[..], &["--language", "uk"]].concat());
    insta::assert_snapshot!(ukrainian, @"
        exit code 1
        Sumy: Ukraine, версія 1; та Russia, версія 1

        Не погоджено: різниться 7 елементів. Відкрито принаймні в одному тексті: 13 з 14.
        1 сторони
          Ukraine про це каже; Russia – ні.
        2 напрямок
          напрямки: лише Ukraine має in.
        3 маршрут
          Russia має Romny між Holubivka та Lokhvytsia; Ukraine не має.
          Ukraine має маршрут Lokhvytsia – Andriyashivka – Romny – Nedryhailiv – Sumy; Russia не має.
          Russia має маршрут Sudzha – Belgorod; Ukraine не має.
        5 час
          тиша: Ukraine каже 2022-03-08 09:00–21:00 (Europe/Kyiv), тобто 10:00–22:00 (Europe/Moscow); Russia каже з 2022-03-08 10:00 (Europe/Moscow), тобто 09:00 (Europe/Kyiv), кінця не вказано. Обидва починаються тієї самої миті.
          перший рух: Ukraine каже 2022-03-08 10:00 (Europe/Kyiv), тобто 11:00 (Europe/Moscow); Russia не каже.
        6 хто може виїхати
          Ukraine про це каже; Russia – ні.
        7 куди
          місця: лише Russia має Belgorod.
        14 вантажі всередину
          Ukraine про це каже; Russia – ні.

        Жодна сторона не каже про: 4 відхилення від маршруту, 8 машини, 9 супровід, 10 перевірки людей, 11 блокпости, 12 міни, 13 інциденти.
        Написано по-різному, прийнято за одне місце: Holubivka = Golubivka, Lokhvytsia = Lokhvitsya.
        ");
}

#[test]
fn the_texts_of_mariupol_are_compared() {
    let diff = |a: &str, b: &str| {
        said(&["text", "diff", &format!("mariupol-2022-03-{a}.toml"), &format!("mariupol-2022-03-{b}.toml")])
    };
    insta::assert_snapshot!(diff("05-ukraine", "05-russia"), @"
        exit code 1
        Mariupol: Ukraine, version 1; and Russia, version 1

        Not agreed: 5 elements differ. Open in at least one text: 14 of 14.
        3 route
          Ukraine speaks of it; Russia does not.
        4 leaving the route
          Ukraine speaks of it; Russia does not.
        5 times
          silence: Ukraine says 2022-03-05 09:00–16:00 (Europe/Kyiv), that is 10:00–17:00 (Europe/Moscow); Russia says from 2022-03-05 10:00 (Europe/Moscow), that is 09:00 (Europe/Kyiv), no end stated. Both begin at the same moment.
          first move: Ukraine says 2022-03-05 11:00 (Europe/Kyiv), that is 12:00 (Europe/Moscow); Russia does not say.
        6 who may leave
          Ukraine speaks of it; Russia does not.
        8 vehicles
          Ukraine speaks of it; Russia does not.

        Neither speaks of: 1 parties, 2 direction, 7 destination, 9 escort, 10 search, 11 checkpoints, 12 mines, 13 incidents, 14 goods inbound.
        ");
    insta::assert_snapshot!(diff("05-ukraine", "06-ukraine"), @"
        exit code 1
        Mariupol: Ukraine, version 1; and Ukraine, version 2
        They are of different days: the first of 2022-03-05, the other of 2022-03-06.

        Not agreed: 3 elements differ. Open in at least one text: 13 of 14.
        3 route
          Ukraine, version 1 has Nikolske between Mariupol and Rozivka; Ukraine, version 2 does not.
          Ukraine, version 2 has Portovske, Manhush, Respublika between Mariupol and Rozivka; Ukraine, version 1 does not.
          around: Ukraine, version 2 says Nikolske; Ukraine, version 1 does not say.
        5 times
          silence: Ukraine, version 1 says 2022-03-05 09:00–16:00 (Europe/Kyiv); Ukraine, version 2 says 2022-03-06 10:00–21:00 (Europe/Kyiv).
          first move: Ukraine, version 1 says 2022-03-05 11:00 (Europe/Kyiv); Ukraine, version 2 says 2022-03-06 12:00 (Europe/Kyiv).
        6 who may leave
          Ukraine, version 1 speaks of it; Ukraine, version 2 does not.

        The same in both: 4 leaving the route, 8 vehicles.
        Neither speaks of: 1 parties, 2 direction, 7 destination, 9 escort, 10 search, 11 checkpoints, 12 mines, 13 incidents, 14 goods inbound.
        ");
    insta::assert_snapshot!(diff("06-ukraine", "07-russia"), @"
        exit code 1
        Mariupol: Ukraine, version 2; and Russia, version 2
        They are of different days: the first of 2022-03-06, the other of 2022-03-07.

        Not agreed: 4 elements differ. Open in at least one text: 14 of 14.
        3 route
          around: Ukraine says Nikolske; Russia does not say.
          Russia has the route Novoazovsk – Taganrog – Rostov; Ukraine has not.
          Russia writes Rosivka: is that the Rozivka of Ukraine? Why: Rosivka and Rozivka are nearly alike (letters that differ: 1), perhaps by a typing error. Please confirm.
        4 leaving the route
          Ukraine speaks of it; Russia does not.
        5 times
          Ukraine speaks of it; Russia does not.
        8 vehicles
          Ukraine speaks of it; Russia does not.

        Neither speaks of: 1 parties, 2 direction, 6 who may leave, 7 destination, 9 escort, 10 search, 11 checkpoints, 12 mines, 13 incidents, 14 goods inbound.
        Spelled differently, taken for one place: Manhush = Mangush, Orikhiv = Orekhiv, Polohy = Polohi, Portovske = Portivske, Zaporizhzhia = Zaporizhzhya.
        ");
    insta::assert_snapshot!(diff("06-ukraine", "14-ukraine"), @"
        exit code 1
        Mariupol: Ukraine, version 2; and Ukraine, version 3
        They are of different days: the first of 2022-03-06, the other of 2022-03-14.

        Not agreed: 4 elements differ. Open in at least one text: 14 of 14.
        3 route
          Both pass Mariupol: Ukraine, version 2 by streets that it does not name, Ukraine, version 3 by “exit towards Melekine”.
          Ukraine, version 2 has Respublika, Rozivka, Bilmak, Polohy, Orikhiv between Manhush and Zaporizhzhia; Ukraine, version 3 does not.
          Ukraine, version 3 has Berdiansk, Tokmak, Vasylivka between Manhush and Zaporizhzhia; Ukraine, version 2 does not.
          around: Ukraine, version 2 says Nikolske; Ukraine, version 3 does not say.
        4 leaving the route
          Ukraine, version 2 speaks of it; Ukraine, version 3 does not.
        5 times
          silence: Ukraine, version 2 says 2022-03-06 10:00–21:00 (Europe/Kyiv); Ukraine, version 3 does not say.
          first move: Ukraine, version 2 says 2022-03-06 12:00 (Europe/Kyiv); Ukraine, version 3 does not say.
          last entry: Ukraine, version 3 says no later than 2022-03-14 18:00 (Europe/Kyiv); Ukraine, version 2 does not say.
        8 vehicles
          Ukraine, version 2 speaks of it; Ukraine, version 3 does not.

        Neither speaks of: 1 parties, 2 direction, 6 who may leave, 7 destination, 9 escort, 10 search, 11 checkpoints, 12 mines, 13 incidents, 14 goods inbound.
        ");
}

#[test]
fn what_a_text_leaves_open_is_said_and_no_one_sided_text_is_agreed() {
    insta::assert_snapshot!(said(&["text", "check", "sumy-2022-03-08-ukraine.toml"]), @"
        exit code 1
        Sumy: the text of Ukraine, version 1
        Said by: deputy prime minister, for Ukraine; announcement and letter; to ICRC

        Not agreed in detail: 12 of 14 elements are open.
          3 route: no coordinates for Sumy, Holubivka, Lokhvytsia, Lubny, Poltava; no coordinates for Lokhvytsia, Andriyashivka, Romny, Nedryhailiv, Sumy
          4 leaving the route: nothing is said
          5 times: last entry not stated; turn-back time not stated
          6 who may leave: who may not leave not stated
          7 destination: the person's own choice not stated
          8 vehicles: nothing is said
          9 escort: nothing is said
          10 search: nothing is said
          11 checkpoints: nothing is said
          12 mines: nothing is said
          13 incidents: nothing is said
          14 goods inbound: quantities and inspection are not stated; inspection not stated
        Precise: 1 parties, 2 direction.

        This is what Ukraine says. One side's text is a proposal, an announcement or a notice; it is not agreed.
        ");
    insta::assert_snapshot!(said(&["text", "check", "mariupol-2022-03-14-ukraine.toml", "--language", "uk"]), @"
        exit code 1
        Mariupol: текст, Ukraine, версія 3
        Хто сказав: city council, від імені: Ukraine; Telegram

        Не погоджено в деталях: відкрито 14 елементів з 14.
          1 сторони: нічого не сказано
          2 напрямок: нічого не сказано
          3 маршрут: немає координат: Mariupol, Portovske, Manhush, Berdiansk, Tokmak, Vasylivka, Zaporizhzhia
          4 відхилення від маршруту: нічого не сказано
          5 час: 18:00 is the latest at Vasylivka; no other time is stated; не вказано: тиша; не вказано: перший рух; не вказано: час повернення
          6 хто може виїхати: нічого не сказано
          7 куди: нічого не сказано
          8 машини: нічого не сказано
          9 супровід: нічого не сказано
          10 перевірки людей: нічого не сказано
          11 блокпости: нічого не сказано
          12 міни: нічого не сказано
          13 інциденти: нічого не сказано
          14 вантажі всередину: нічого не сказано

        Так каже Ukraine. Текст однієї сторони – пропозиція, оголошення чи повідомлення; він не погоджений.
        ");
}

#[test]
fn programs_are_told_the_same_and_get_one_document() {
    let (code, text) = passage(&[&["--json"], &SUMY[..]].concat());
    let document: serde_json::Value = serde_json::from_str(&text).unwrap();
    assert_eq!((code, &document["settled"]), (1, &"differ".into()));
    let route = document["elements"].as_array().unwrap().iter().find(|e| e["element"] == "route").unwrap();
    assert_eq!(route["differences"][0]["kind"], "stops");
    assert_eq!(
        route["differences"][0]["words"],
        "Russia has Romny between Holubivka and Lokhvytsia; Ukraine does not."
    );
    let (code, text) = passage(&["--json", "text", "check", "mariupol-2022-03-05-russia.toml"]);
    let document: serde_json::Value = serde_json::from_str(&text).unwrap();
    assert_eq!((code, &document["agreed"], &document["precise"]), (1, &false.into(), &false.into()));
}

#[test]
fn a_text_is_the_same_as_itself_and_agrees_with_nobody() {
    let text = said(&["text", "diff", "sumy-2022-03-08-russia.toml", "sumy-2022-03-08-russia.toml"]);
    insta::assert_snapshot!(text, @"
        exit code 0
        Sumy: Russia, version 1; and Russia, version 1

        Both are texts of Russia: whatever they say, one side does not agree with itself.

        The same in both: 2 direction, 3 route, 5 times, 7 destination.
        Neither speaks of: 1 parties, 4 leaving the route, 6 who may leave, 8 vehicles, 9 escort, 10 search, 11 checkpoints, 12 mines, 13 incidents, 14 goods inbound.
        ");
}
