//! The rehearsal of the same plan that lies in its folder already.

use serde_json::Value;
use std::path::Path;

/// How many days of which seed it was.
pub struct Before {
    /// Its days.
    pub days: u64,
    /// Its seed.
    pub seed: u64,
}

/// What lies there; none where nothing does, or of another plan.
pub fn of(folder: &Path, document: &Value) -> Option<Before> {
    let there: Value = serde_json::from_slice(&std::fs::read(folder.join("rehearsal.json")).ok()?).ok()?;
    let same = there["plan"] == document["plan"];
    Some(Before { days: there["days"].as_u64()?, seed: there["seed"].as_u64()? }).filter(|_| same)
}
