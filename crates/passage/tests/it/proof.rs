//! `passage check --certificate` where buses and cars share a site that fills up: the limit, the gap, and a plan that was
//! made to look better than it is.

use serde_json::Value;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Exit code, standard output, standard error.
fn passage(arguments: &[&str], files: &[&Path]) -> (i32, String, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_passage"));
    let output = command.args(arguments).args(files).output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    (output.status.code().unwrap(), text(output.stdout), text(output.stderr))
}

/// The example with buses that are ready after the cars, and a site with room for a thousand.
fn crowded(folder: &Path) -> (PathBuf, PathBuf) {
    let example = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples/mariupol-2022").canonicalize().unwrap();
    let text = std::fs::read_to_string(example.join("scenario.toml")).unwrap();
    let roads = format!("network = \"{}\"", example.join("roads.geojson").display());
    let buses = "[[group]]\nname = \"municipal buses\"\nassembly = \"Mariupol\"\nkind = \"bus\"\npersons = 1500\n\
                 vehicles = 30\npersons_per_vehicle = 50\nready = \"11:30\"\nsource = \"a test\"\n\n[[reception]]";
    let text = text.replace("network = \"roads.geojson\"", &roads);
    let text = text.replacen("[[reception]]", buses, 1).replace("room = 200000", "room = 1000");
    let (scenario, plan) = (folder.join("scenario.toml"), folder.join("plan"));
    std::fs::write(&scenario, text).unwrap();
    let (code, _, err) = passage(&["plan", "--certificate", "--out"], &[&plan, &scenario]);
    assert_eq!(code, 0, "{err}");
    (scenario, plan)
}

#[test]
fn buses_and_cars_at_a_full_site_have_a_limit_that_is_proven_and_a_gap_that_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let (scenario, plan) = crowded(folder.path());
    let said = |language: &str| {
        let arguments = ["check", "--certificate", "--language", language, "--scenario"];
        let (code, said, err) = passage(&arguments, &[&scenario, &plan]);
        assert_eq!(code, 0, "{err}");
        // The digests are those of a folder of this run.
        said.lines()
            .filter(|line| !line.contains("network ") && !line.contains("мережа "))
            .collect::<Vec<_>>()
            .join("\n")
    };
    insta::assert_snapshot!(said("en"), @"
        The plan holds: 1,000 persons in 20 vehicles, 5 movements; 200,500 persons are left behind.
        Nobody is on a closed road. No road passes more than it can. Nobody waits where there is no room,
        arrives late or without room, or is lost. Every figure is that of the movements.
        The proof holds: no plan can bring out more than 1,000 by 16:00.
        This plan does bring them out.
        At 34 of 480 deadlines this plan is below the limit, by 1,000 people at most.
        Certificate of 3 kB. It leaves out no window, time, capacity, turn, checkpoint,
        waiting place or vehicle of the 57 roads that lead to safety; vehicles carry the
        mean of their group, move in steps of 60 s and never turn back.
        ");
    insta::assert_snapshot!(said("uk"), @"
        План витримав перевірку: людей 1 000, 20 машин, рухів 5; залишаються 200 500 людей.
        Нікого немає на закритій дорозі. Жодна дорога не пропускає більше, ніж може. Ніхто не чекає там, де немає місця,
        не приїжджає запізно чи туди, де місця немає, і не губиться. Кожне число – з рухів плану.
        Доказ витримав перевірку: жоден план не вивезе більше ніж 1 000 до 16:00.
        Цей план їх вивозить.
        На 34 із 480 строків план нижче межі, щонайбільше на 1 000 людей. Доказ займає 3
        кБ. У ньому не пропущено жодного вікна, часу, пропускної здатності, повороту,
        блокпоста, місця чекання чи машини на 57 дорогах, що ведуть до безпеки; машини
        везуть середнє для своєї групи, рушають кроками по 60 с і ніколи не повертають
        назад.
        ");
    let (code, out, _) = passage(&["check", "--json", "--certificate", "--scenario"], &[&scenario, &plan]);
    let answer: Value = serde_json::from_str(&out).unwrap();
    assert_eq!((code, &answer["bound"]["proved_here"]), (0, &true.into()));
    let by_hour = answer["bound"]["certificate"]["by_hour"].as_array().unwrap();
    assert!(by_hour.iter().all(|hour| hour["persons"].as_u64() >= hour["reached"].as_u64()), "{out}");
    assert_eq!(by_hour.last().unwrap()["persons"], 1000);
}

#[test]
fn a_plan_that_states_its_own_figures_as_the_limit_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let (scenario, plan) = crowded(folder.path());
    let file = plan.join("plan.json");
    let mut changed: Value = serde_json::from_str(&std::fs::read_to_string(&file).unwrap()).unwrap();
    assert_eq!(changed["bound"]["kind"], "relaxation");
    changed["bound"]["curve"] = changed["curve"].clone();
    for kind in ["relaxation", "envelope", "exact"] {
        changed["bound"]["kind"] = kind.into();
        if kind == "exact" {
            changed["bound"]["not_safe_sum"] = changed["bound"]["plan_sum"].clone();
        }
        std::fs::write(&file, changed.to_string()).unwrap();
        let (code, _, err) = passage(&["check", "--scenario"], &[&scenario, &plan]);
        assert_eq!(code, 0, "without a certificate nobody can tell: {err}");
        let (code, _, err) = passage(&["check", "--certificate", "--scenario"], &[&scenario, &plan]);
        assert_eq!(code, 1, "{kind}");
        assert!(err.contains("certificate.bound-not-proven"), "{err}");
    }
}
