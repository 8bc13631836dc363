//! The examples in `examples/` are sound: read without a word, and true to the real roads.

use crate::stage::root;
use passage_model::scenario;

const SCENARIOS: [&str; 3] =
    ["mariupol-2022/scenario.toml", "mariupol-2022/berdiansk.toml", "ukraine-30/scenario.toml"];

#[test]
fn every_example_is_read_without_a_word() {
    for path in SCENARIOS {
        let bytes = std::fs::read(root().join("examples").join(path)).expect("an example");
        let (scenario, findings) = scenario::read(&bytes);
        assert!(findings.is_empty(), "{path}: {findings:#?}");
        assert!(scenario.expect("a scenario").exercise, "{path} is an exercise and says so");
    }
}
