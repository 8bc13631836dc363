//! `passage text scenario` and `passage text answer`: the text of 5 March 2022 becomes a scenario, a plan is made, and its
//! answer stands beside the text, through the real commands.

use crate::stage::{folder, root};
use std::path::Path;
use std::process::Command;

/// Exit code and what was printed on standard output.
fn passage(folder: &Path, arguments: &[&str]) -> (i32, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_passage")).args(arguments).current_dir(folder).output().unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    let text = if text.is_empty() { String::from_utf8(output.stderr).unwrap() } else { text };
    (output.status.code().unwrap(), text)
}

fn said(folder: &Path, arguments: &[&str]) -> String {
    let (code, text) = passage(folder, arguments);
    format!("exit code {code}\n{}", text.trim_end())
}

/// A folder with the texts and the roads of March 2022.
fn march() -> tempfile::TempDir {
    let stage = folder();
    for (from, name) in [
        ("texts-2022/mariupol-2022-03-05-ukraine.toml", "ukraine.toml"),
        ("texts-2022/mariupol-2022-03-05-russia.toml", "russia.toml"),
        ("texts-2022/mariupol-2022-03-14-ukraine.toml", "14-march.toml"),
        ("talks-2022/beside.toml", "beside.toml"),
        ("mariupol-2022/roads.geojson", "roads.geojson"),
    ] {
        std::fs::copy(root().join("examples").join(from), stage.path().join(name)).unwrap();
    }
    stage
}

const MAKE: [&str; 9] =
    ["text", "scenario", "ukraine.toml", "--roads", "roads.geojson", "--with", "beside.toml", "--exercise", "--out"];

#[test]
fn two_hundred_thousand_in_five_hours_are_answered_beside_the_text() {
    let stage = march();
    let made = said(stage.path(), &[&MAKE[..], &["scenario.toml"]].concat());
    insta::assert_snapshot!(made, @r#"
        exit code 0
        Mariupol: a scenario from the text of Ukraine, version 1

        On the roads:
          Mariupol: 226.8 km, 4 h 08 min on the empty road; open for 5 h.

        Assumed by us:
          use_unconfirmed = true (one side's word is asked what it would give; nobody drives by it before the other side confirms)
          [[reception]] "Zaporizhzhia" room = 200000 (room for everybody; with less, fewer are received)
          [[corridor]] "Mariupol" confirmed = false (one side's text is not agreed)

        Given beside the text:
          exercise = true
          network = "roads.geojson"
          [traffic] capacity_factor = 0.9 (best sustained evacuation flow measured on an open lane 600 vehicles an hour, 800 to 1,000 with contraflow (trid.trb.org 1093433))
          [traffic] sustained_flow_per_lane = { likely = 600, optimistic = 1000, pessimistic = 600 } (best sustained evacuation flow measured on an open lane 600 vehicles an hour, 800 to 1,000 with contraflow (trid.trb.org 1093433))
          [[group]] "own cars" persons_per_vehicle = { likely = 3.6, optimistic = 5.0, pessimistic = 2.5 } (2.99 counted on 18 March 2022, 3.97 on 17 March, 5.0 claimed on 15 March)

        Written to scenario.toml. Plan it with passage plan, and lay the answer beside the text with passage text answer.
        "#);
    let scenario = std::fs::read_to_string(stage.path().join("scenario.toml")).unwrap();
    insta::assert_snapshot!(scenario, @r#"
        # Made by `passage text scenario` from ukraine.toml (the text of Ukraine on Mariupol, version 1). Each table says in `source` where its values come from:
        # from the text, from what was given beside it, or assumed by us.

        version = 1
        title = "Mariupol, 5 March 2022"
        exercise = true
        zone = "Europe/Kyiv"
        h_hour = "2022-03-05 09:00"
        horizon = "7 h"
        network = "roads.geojson"
        travel_on = "corridors"
        use_unconfirmed = true
        source = "title, zone, h_hour, horizon, travel_on: the text of Ukraine on Mariupol, version 1; exercise, network: given beside the text; use_unconfirmed: assumed by us: one side's word is asked what it would give; nobody drives by it before the other side confirms"

        [traffic]
        capacity_factor = 0.9
        sustained_flow_per_lane = { likely = 600, optimistic = 1000, pessimistic = 600 }
        source = "capacity_factor, sustained_flow_per_lane: given beside the text: best sustained evacuation flow measured on an open lane 600 vehicles an hour, 800 to 1,000 with contraflow (trid.trb.org 1093433)"

        [[assembly]]
        name = "Mariupol"
        place = "Mariupol"
        source = "place: the text of Ukraine on Mariupol, version 1"

        [[group]]
        name = "own cars"
        assembly = "Mariupol"
        kind = "own car"
        persons = 200000
        ready = "2022-03-05 11:00"
        persons_per_vehicle = { likely = 3.6, optimistic = 5.0, pessimistic = 2.5 }
        source = "assembly, kind, persons, ready: the text of Ukraine on Mariupol, version 1; persons_per_vehicle: given beside the text: 2.99 counted on 18 March 2022, 3.97 on 17 March, 5.0 claimed on 15 March"

        [[reception]]
        name = "Zaporizhzhia"
        place = "Zaporizhzhia"
        room = 200000
        source = "place: the text of Ukraine on Mariupol, version 1; room: assumed by us: room for everybody; with less, fewer are received"

        [[corridor]]
        name = "Mariupol"
        via = ["Mariupol", "Nikolske", "Rozivka", "Bilmak", "Polohy crossroads", "Orikhiv", "Zaporizhzhia"]
        windows = ["2022-03-05 11:00 - 2022-03-05 16:00 Europe/Kyiv"]
        said_by = "city council, for Ukraine (Telegram)"
        confirmed = false
        source = "via, windows, said_by: the text of Ukraine on Mariupol, version 1; confirmed: assumed by us: one side's text is not agreed"
        "#);
    assert_eq!(passage(stage.path(), &["plan", "scenario.toml", "-o", "plan"]).0, 0);
    let answer = ["text", "answer", "ukraine.toml", "--plan", "plan"];
    insta::assert_snapshot!(said(stage.path(), &answer), @"
        exit code 0
        Mariupol: the planner's answer beside the text of Ukraine, version 1
        EXERCISE

        200,000 people are to leave in this window, 2022-03-05 11:00–16:00 (Europe/Kyiv): at most 1,872 can; 1,872 do in the plan. That limit is proven for plans in steps of 60 s: none brings out more. At this rate it takes 107 such windows.
        Pessimistic: at most 1,300 can; 1,300 do in the plan.
        Optimistic: at most 4,335 can; 4,335 do in the plan.

        first move: the text says 11:00; in the plan the first vehicle leaves at 11:00.
        last entry: the text does not say; in the plan the last vehicle leaves at 11:51.
        Whoever begins the way after 11:52 is still on the road when it must be clear.
        520 vehicles leave.

        The text is one side's. What it would give is no plan to drive by before the other side confirms.
        ");
    insta::assert_snapshot!(said(stage.path(), &[&answer[..], &["--language", "uk"]].concat()), @"
        exit code 0
        Mariupol: відповідь плану поруч із текстом: Ukraine, версія 1
        НАВЧАННЯ

        200 000 осіб має виїхати в цьому вікні, 2022-03-05 11:00–16:00 (Europe/Kyiv): щонайбільше можуть 1 872; за планом виїжджають 1 872. Цю межу доведено для планів із кроком 60 с: жоден не вивезе більше. Таким темпом потрібно 107 таких вікон.
        Песимістично: щонайбільше можуть 1 300; за планом виїжджають 1 300.
        Оптимістично: щонайбільше можуть 4 335; за планом виїжджають 4 335.

        перший рух: текст каже 11:00; за планом перша машина виїжджає о 11:00.
        останній в'їзд: текст не каже; за планом остання машина виїжджає о 11:51.
        Хто вирушить після 11:52, ще буде в дорозі, коли вона має бути вільна.
        Виїжджає 520 машин.

        Це текст однієї сторони. Те, що він дав би, – не план для виїзду, доки друга сторона не підтвердить.
        ");
    let (code, json) = passage(stage.path(), &[&["--json"], &answer[..]].concat());
    let document: serde_json::Value = serde_json::from_str(&json).unwrap();
    let likely = &document["readings"][0];
    assert_eq!((code, &likely["persons"], &document["of_both"]), (0, &200_000.into(), &false.into()));
    assert!(likely["safe"].as_u64() <= likely["limit"].as_u64());
}

#[test]
fn both_sides_have_said_too_little_to_plan_by_and_that_is_listed_by_name() {
    let stage = march();
    let both = ["text", "scenario", "ukraine.toml", "russia.toml"];
    insta::assert_snapshot!(said(stage.path(), &both), @r#"
        exit code 1
        Mariupol: a scenario from what both texts say: Ukraine, version 1; Russia, version 1

        Open, and to be given beside the text with --with FILE (3):
          When the silence ends, to the minute. Write: horizon = "7 h", and windows = ["..."] under [[corridor]]
          A way out that holds: places in order. Write: [[corridor]] name = "...", via = ["...", "..."]
          In what people leave: the text does not say that private cars may go. Write: [[group]] name = "...", assembly = "...", kind = "bus", persons = ...

        Not in both texts:
          3 route, places in order: only Ukraine says it; it is not taken. Take that side's text with --of.
          5 times, silence: both say it and differ; only what is in both is taken.
          5 times, first move: only Ukraine says it; it is kept to.
          6 who may leave, how many are to leave: only Ukraine says it; it is not taken. Take that side's text with --of.
          8 vehicles, private cars: only Ukraine says it; it is not taken. Take that side's text with --of.

        Assumed by us:
          use_unconfirmed = true (one side's word is asked what it would give; nobody drives by it before the other side confirms)

        No scenario was written: what is open is not invented.
        "#);
    insta::assert_snapshot!(said(stage.path(), &[&both[..], &["--of", "Ukraine", "--language", "uk"]].concat()), @r#"
        exit code 0
        Mariupol: сценарій з тексту: Ukraine, версія 1

        Не в обох текстах:
          3 маршрут, місця за порядком: каже лише Ukraine; спирається лише на слово цієї сторони.
          5 час, тиша: кажуть обидві по-різному; взято те, що каже Ukraine.
          5 час, перший рух: каже лише Ukraine; спирається лише на слово цієї сторони.
          6 хто може виїхати, скільки має виїхати: каже лише Ukraine; спирається лише на слово цієї сторони.
          8 машини, приватні авто: каже лише Ukraine; спирається лише на слово цієї сторони.

        Припущено нами:
          use_unconfirmed = true (запитано, що дало б слово однієї сторони; ніхто за ним не їде, доки друга сторона не підтвердить)
          [[reception]] "Zaporizhzhia" room = 200000 (місця вистачить усім; якщо менше, приймуть менше)
          [[corridor]] "Mariupol" confirmed = false (текст однієї сторони не погоджений)

        Нічого не бракує. Запишіть через --out scenario.toml.
        "#);
    insta::assert_snapshot!(said(stage.path(), &["text", "scenario", "14-march.toml"]), @r#"
        exit code 1
        Mariupol: a scenario from the text of Ukraine, version 3

        Open, and to be given beside the text with --with FILE (3):
          When the silence begins, to the minute. Write: h_hour = "2022-03-05 09:00"
          When the silence ends, to the minute. Write: horizon = "7 h", and windows = ["..."] under [[corridor]]
          In what people leave: the text does not say that private cars may go. Write: [[group]] name = "...", assembly = "...", kind = "bus", persons = ...

        Assumed by us:
          travel_on = "corridors" (nobody drives where no text leads)
          use_unconfirmed = true (one side's word is asked what it would give; nobody drives by it before the other side confirms)
          [[corridor]] "Mariupol" confirmed = false (one side's text is not agreed)

        Said, and not in the scenario:
          last entry and turn-back time: `passage text answer` holds the plan against them.

        No scenario was written: what is open is not invented.
        "#);
    let (code, json) = passage(stage.path(), &[&["--json"], &both[..]].concat());
    let document: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!((code, &document["scenario"]), (1, &serde_json::Value::Null));
    assert!(document["lacking"].as_array().is_some_and(|lacking| lacking.len() == 3));
}

/// A text of a side, precise enough to plan by.
fn whole(side: &str, silence: &str) -> String {
    format!(
        "version = 1\ncorridor = \"Mariupol\"\nside = \"{side}\"\nzone = \"Europe/Kyiv\"\ndate = \"2022-03-05\"\n\
         [[route]]\nway = \"out\"\nstops = [\"Mariupol\", \"Nikolske\", \"Rozivka\", \"Bilmak\", \"Orikhiv\", \"Zaporizhzhia\"]\n\
         [times]\nsilence = \"{silence}\"\nfirst_move = \"10:00\"\nlast_entry = \"10:30\"\n\
         [people]\npersons = 3000\n[vehicles]\nprivate_cars = true\nbuses = 20\n\
         [[checkpoint]]\nname = \"Orikhiv\"\nside = \"Ukraine\"\nhours = \"08:00-20:00\"\nvehicles_per_hour = 300\n"
    )
}

#[test]
fn where_both_hold_to_one_way_the_corridor_is_confirmed_and_the_window_is_theirs() {
    let stage = march();
    std::fs::write(stage.path().join("a.toml"), whole("Ukraine", "09:00-21:00")).unwrap();
    std::fs::write(stage.path().join("b.toml"), whole("Russia", "11:00-21:00 Moscow")).unwrap();
    let make = ["text", "scenario", "a.toml", "b.toml", "--roads", "roads.geojson", "--out", "both.toml"];
    insta::assert_snapshot!(said(stage.path(), &make), @r#"
        exit code 0
        Mariupol: a scenario from what both texts say: Ukraine, version 1; Russia, version 1

        On the roads:
          Mariupol: 226.8 km, 4 h 08 min on the empty road; open for 10 h.

        Not in both texts:
          5 times, silence: both say it and differ; only what is in both is taken.

        Assumed by us:
          travel_on = "corridors" (nobody drives where no text leads)
          [[reception]] "Zaporizhzhia" room = 3000 (room for everybody; with less, fewer are received)

        Given beside the text:
          network = "roads.geojson"

        Said, and not in the scenario:
          20 buses: the text does not say whom they carry. Give a [[fleet]] and a [[group]] that is carried_by it.
          last entry and turn-back time: `passage text answer` holds the plan against them.

        Written to both.toml. Plan it with passage plan, and lay the answer beside the text with passage text answer.
        "#);
    let scenario = std::fs::read_to_string(stage.path().join("both.toml")).unwrap();
    assert!(scenario.contains("windows = [\"2022-03-05 10:00 - 2022-03-05 20:00 Europe/Kyiv\"]"), "{scenario}");
    assert!(!scenario.contains("confirmed"), "{scenario}");
    assert!(scenario.contains("rate = { bus = 300, medical = 300, own_car = 300 }"), "{scenario}");
    assert_eq!(passage(stage.path(), &["plan", "both.toml", "-o", "plan"]).0, 0);
    // The planner does not know the last entry: the answer holds the plan against it.
    insta::assert_snapshot!(said(stage.path(), &["text", "answer", "a.toml", "b.toml", "--plan", "plan"]), @"
        exit code 1
        Mariupol: the planner's answer beside the text of Ukraine, version 1; Russia, version 1

        3,000 people are to leave in this window, 2022-03-05 10:00–20:00 (Europe/Kyiv), and all can: the plan brings out 3,000.
        Pessimistic: at most 3,000 can; 3,000 do in the plan.
        Optimistic: at most 3,000 can; 3,000 do in the plan.

        first move: the text says 10:00; in the plan the first vehicle leaves at 10:00.
        last entry: the text says 10:30; in the plan the last vehicle leaves at 12:46.
        Whoever begins the way after 15:52 is still on the road when it must be clear.
        834 vehicles leave.
        Not by the text: the plan's last vehicle leaves after the last entry.
        ");
    // The text of another corridor, whatever its side and version, is not answered with this one's numbers unsaid.
    std::fs::write(stage.path().join("sumy.toml"), whole("Ukraine", "09:00-20:00").replace("Mariupol\"\n", "Sumy\"\n"))
        .unwrap();
    let sumy = said(stage.path(), &["text", "answer", "sumy.toml", "--plan", "plan"]);
    let (unknown, number) = (sumy.find("does not name this text"), sumy.find("people are to leave"));
    assert!(sumy.contains("Sumy:") && unknown.is_some() && unknown < number, "{sumy}");
    // The plan of another day does not fit the text.
    let other = ["text", "answer", "14-march.toml", "--plan", "plan"];
    assert_eq!(passage(stage.path(), &other).0, 0, "that text has no window to hold it against");
    std::fs::write(stage.path().join("c.toml"), whole("Ukraine", "09:00-12:00")).unwrap();
    insta::assert_snapshot!(said(stage.path(), &["text", "answer", "c.toml", "--plan", "plan"]), @"
        exit code 1
        Mariupol: the planner's answer beside the text of Ukraine, version 1

        The plan's scenario does not name this text as its source: whether it is of the same way is not known here.
        3,000 people are to leave in this window, 2022-03-05 10:00–12:00 (Europe/Kyiv), and all can: the plan brings out 3,000.
        Pessimistic: at most 3,000 can; 3,000 do in the plan.
        Optimistic: at most 3,000 can; 3,000 do in the plan.

        first move: the text says 10:00; in the plan the first vehicle leaves at 10:00.
        last entry: the text says 10:30; in the plan the last vehicle leaves at 12:46.
        Whoever begins the way after 15:52 is still on the road when it must be clear.
        834 vehicles leave.
        Not by the text: the plan has a way open 10:00 to 20:00, which is not within the silence.
        Not by the text: the plan's last vehicle leaves after the last entry.

        The text is one side's. What it would give is no plan to drive by before the other side confirms.
        ");
}

#[test]
fn several_assembly_points_buses_and_a_way_in_are_planned_with_what_is_given_beside() {
    let stage = march();
    let text = whole("Ukraine", "06:00-23:00").replace("vehicles_per_hour = 300\n", "")
        + "[[route]]\nway = \"in\"\nstops = [\"Zaporizhzhia\", \"Orikhiv\", \"Mariupol\"]\n\
           [assembly]\npoints = [\"Mariupol\", \"Nikolske\"]\n[medical]\nambulances = 1\nhospital = \"5\"\n";
    std::fs::write(stage.path().join("text.toml"), text.replace("last_entry = \"10:30\"\n", "")).unwrap();
    let make = ["text", "scenario", "text.toml", "--roads", "roads.geojson", "--out", "made.toml"];
    let (code, told) = passage(stage.path(), &make);
    assert!(
        code == 1 && told.contains("from which of several assembly points") && told.contains("1 ambulance"),
        "{told}"
    );
    assert!(told.contains("How many vehicles an hour the checkpoint Orikhiv passes."), "{told}");
    std::fs::write(
        stage.path().join("more.toml"),
        "[[group]]\nname = 'cars'\nassembly = 'Mariupol'\nkind = 'own car'\npersons = 2200\n[[group]]\nname = 'riders'\nassembly = \
         'Nikolske'\nkind = 'bus'\npersons = 800\ncarried_by = ['buses']\n[[fleet]]\nname = 'buses'\nkind = 'bus'\ndepot = \
         'Mariupol'\nvehicles = 20\n[[checkpoint]]\nname = 'Orikhiv'\nrate = { own_car = 400, bus = 40 }\nhours = '06:00-23:00'\n",
    )
    .unwrap();
    let (code, told) = passage(stage.path(), &[&make[..], &["--with", "more.toml"]].concat());
    assert!(
        code == 0 && told.contains("[[checkpoint]] \"Orikhiv\" hours (before: the text of Ukraine, version 1)"),
        "{told}"
    );
    assert!(!told.contains("20 buses"), "they are planned: {told}");
    assert_eq!(passage(stage.path(), &["plan", "made.toml", "-o", "plan"]).0, 0);
    // The way in is open from the silence on, before the first move: that is by the text.
    let (code, told) = passage(stage.path(), &["text", "answer", "text.toml", "--plan", "plan"]);
    assert!(code == 0 && !told.contains("Not by the text"), "{told}");
}

#[test]
fn a_scenario_of_somebody_is_not_written_over() {
    let stage = march();
    std::fs::write(stage.path().join("scenario.toml"), "# mine\n").unwrap();
    let (code, text) = passage(stage.path(), &[&MAKE[..], &["scenario.toml"]].concat());
    assert!(code == 3 && text.contains("file.in-the-way"), "{text}");
}
