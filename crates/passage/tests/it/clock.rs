//! `passage clock`: windows by the clocks of both sides, across the change of the clocks, curfews over days, in both languages.

use std::process::Command;

fn said(arguments: &[&str]) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_passage")).arg("clock").args(arguments).output().unwrap();
    let text = String::from_utf8(output.stdout).unwrap() + &String::from_utf8(output.stderr).unwrap();
    format!("exit code {}\n{}", output.status.code().unwrap(), text.trim_end())
}

#[test]
fn a_window_of_moscow_is_told_in_kyiv_before_and_after_the_clocks_changed() {
    let window = ["10:00 to 17:00 Moscow", "--on", "2022-03-05"];
    insta::assert_snapshot!(said(&window), @"
        exit code 0
        10:00 to 17:00 Moscow
          10:00 to 17:00 in Moscow on 5 March 2022. It lasts 7 h.
          10:00 to 17:00 Moscow is 09:00 to 16:00 in Kyiv on 5 March 2022, and 10:00 to 17:00 on 28 March 2022: the clocks changed on 27 March 2022.
          10:00 to 17:00 Moscow is 07:00 to 14:00 in UTC on 5 March 2022.
        ");
    insta::assert_snapshot!(said(&[&window[..], &["--language", "uk"]].concat()), @"
        exit code 0
        10:00 to 17:00 Moscow
          10:00 – 17:00 (Москва), 5 березня 2022. Триває 7 год.
          10:00 – 17:00 (Москва) – це 09:00 – 16:00 (Київ), 5 березня 2022, а по той бік переведення – 10:00 – 17:00, 28 березня 2022: годинники перевели 27 березня 2022.
          10:00 – 17:00 (Москва) – це 07:00 – 14:00 (UTC), 5 березня 2022.
        ");
}

#[test]
fn a_curfew_of_thirty_five_hours_ends_where_it_should_even_where_the_clocks_change() {
    let curfews = ["from 20:00 on 15 March 2022 for 35 hours", "from 20:00 on 26 March 2022 for 35 hours"];
    insta::assert_snapshot!(said(&[&curfews[..], &["--zone", "Kyiv", "--by", "UTC"]].concat()), @"
        exit code 0
        from 20:00 on 15 March 2022 for 35 hours
          20:00 on 15 March 2022 to 07:00 on 17 March 2022, Kyiv. It lasts 35 h.
          20:00 to 07:00 Kyiv is 18:00 on 15 March 2022 to 05:00 on 17 March 2022, UTC.

        from 20:00 on 26 March 2022 for 35 hours
          20:00 on 26 March 2022 to 08:00 on 28 March 2022, Kyiv. It lasts 35 h.
          The clocks change within it: by their hands it seems to last 36 h.
          20:00 to 08:00 Kyiv is 18:00 on 26 March 2022 to 05:00 on 28 March 2022, UTC.
        ");
}

#[test]
fn a_moment_and_a_window_without_an_end_are_told_as_such() {
    insta::assert_snapshot!(said(&["noon Moscow", "from 10:00 Kyiv", "--on", "5 March 2022", "--by", "Kyiv"]), @"
        exit code 0
        noon Moscow
          12:00 in Moscow on 5 March 2022.
          12:00 Moscow is 11:00 in Kyiv on 5 March 2022, and 12:00 on 28 March 2022: the clocks changed on 27 March 2022.

        from 10:00 Kyiv
          from 10:00 in Kyiv on 5 March 2022.
        ");
}

#[test]
fn programs_are_told_the_same() {
    let said = said(&["--json", "10:00 to 17:00 Moscow", "--on", "2022-03-05"]);
    let document: serde_json::Value = serde_json::from_str(said.split_once('\n').unwrap().1).unwrap();
    let only = &document["times"][0];
    assert_eq!(only["seconds"], 7 * 3600);
    assert_eq!(only["by"][0]["from"]["local"], "2022-03-05T09:00:00");
    assert_eq!(only["by"][0]["across_change"]["from"]["local"], "2022-03-28T10:00:00");
    assert_eq!(only["by"][2]["from"]["utc"], "2022-03-05T07:00:00Z");
}
