//! `plan.json`: a plan as its canonical bytes, so that the file's SHA-256 is the plan's name.

use passage_model::digest::canonical_json;
use passage_model::plan::Plan;

/// The canonical bytes of a plan. `sha256sum` of the file gives the digest that other documents name it by.
pub fn write(plan: &Plan) -> Vec<u8> {
    canonical_json(plan).into_bytes()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::outcome::sample;
    use passage_model::digest::Digest;

    #[test]
    fn the_digest_of_the_file_is_the_name_of_the_plan_and_it_reads_back() {
        let plan = sample::outcome().likely.plan;
        let bytes = write(&plan);
        assert_eq!(Digest::of(&bytes), plan.digest());
        assert_eq!(serde_json::from_slice::<Plan>(&bytes).unwrap(), plan);
    }
}
