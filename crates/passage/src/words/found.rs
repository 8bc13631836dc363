//! What was found, in the language of the page: findings carry English words with the values seen.

use super::{Language, Words};
use passage_model::finding::Finding;

/// The headline of each warning and note that a plan can come with.
const HEADLINES: [(&str, &str); 42] = [
    ("network.doubles-removed", "found-doubles-removed"),
    ("network.file-twice", "found-file-twice"),
    ("network.gap-connectors", "found-gap-connectors"),
    ("network.isolated-dropped", "found-isolated-dropped"),
    ("network.isolated-roads", "found-isolated-roads"),
    ("network.junctions-crossing", "found-junctions-crossing"),
    ("network.junctions-joined", "found-junctions-joined"),
    ("network.loops-removed", "found-loops-removed"),
    ("network.restriction-at-star", "found-restriction-at-star"),
    ("overlay.touches-no-road", "found-touches-no-road"),
    ("scenario.checkpoint-blocks", "found-checkpoint-blocks"),
    ("scenario.checkpoint-passes-nobody", "found-checkpoint-passes-nobody"),
    ("scenario.contraflow-one-way", "found-contraflow-one-way"),
    ("scenario.corridor-closed", "found-corridor-closed"),
    ("scenario.corridor-detour", "found-corridor-detour"),
    ("scenario.corridor-turns-back", "found-corridor-turns-back"),
    ("scenario.daily-rate-with-hours", "found-daily-rate-with-hours"),
    ("scenario.early-before-safe", "found-early-before-safe"),
    ("scenario.footway-far", "found-footway-far"),
    ("scenario.footway-short", "found-footway-short"),
    ("scenario.footway-straight", "found-footway-straight"),
    ("scenario.hazard-closes", "found-hazard-closes"),
    ("scenario.held-while-served", "found-held-while-served"),
    ("scenario.implausible", "found-implausible"),
    ("scenario.linked-never-opens", "found-linked-never-opens"),
    ("scenario.linked-opens-less", "found-linked-opens-less"),
    ("scenario.more-findings", "found-more-findings"),
    ("scenario.no-room", "found-no-room"),
    ("scenario.nobody", "found-nobody"),
    ("scenario.not-on-the-way", "found-not-on-the-way"),
    ("scenario.order-without-say", "found-order-without-say"),
    ("scenario.overlay-time", "found-overlay-time"),
    ("scenario.ready-before-start", "found-ready-before-start"),
    ("scenario.ready-too-late", "found-ready-too-late"),
    ("scenario.same-junction", "found-same-junction"),
    ("scenario.small-place", "found-small-place"),
    ("scenario.unconfirmed-closed", "found-unconfirmed-closed"),
    ("scenario.unconfirmed-used", "found-unconfirmed-used"),
    ("scenario.unreachable", "found-unreachable"),
    ("scenario.window-outside-horizon", "found-window-outside-horizon"),
    ("scenario.window-over-midnight", "found-window-over-midnight"),
    ("scenario.windows-overlap", "found-windows-overlap"),
];

impl Words {
    /// What a finding is about and what is wrong: in another language than English a headline by its code, with the
    /// English words, which have the values, beside it.
    pub fn found(&self, finding: &Finding) -> String {
        let subject = if finding.subject.is_empty() { String::new() } else { format!("{}: ", finding.subject) };
        format!("{subject}{}", self.wrong(finding))
    }

    fn wrong(&self, finding: &Finding) -> String {
        let message = HEADLINES.iter().find(|(code, _)| *code == finding.code).map(|(_, message)| *message);
        match (self.language, message) {
            (Language::En, _) | (_, None) => finding.words.clone(),
            (Language::Uk, Some(message)) => {
                let figures = [("headline", self.say(message).into()), ("words", finding.words.as_str().into())];
                self.tell("found-beside", &figures)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::path::Path;

    /// Every code with its severity in the sources: what is made as a warning or a note.
    fn codes(folder: &Path, found: &mut Vec<String>) {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                codes(&path, found);
            } else if path.extension().is_some_and(|end| end == "rs") && !path.ends_with("words/found.rs") {
                let text = std::fs::read_to_string(&path).unwrap();
                for call in ["Finding::warning(", "Finding::note("] {
                    let calls = text.split(call).skip(1).map(str::trim_start);
                    let codes = calls.filter_map(|rest| rest.strip_prefix('"')?.split('"').next());
                    found.extend(codes.map(str::to_owned));
                }
            }
        }
    }

    #[test]
    fn every_warning_of_a_scenario_its_roads_and_overlays_has_a_headline() {
        let mut found = Vec::new();
        for part in ["passage/src/situate", "passage-model/src/scenario", "passage-network/src"] {
            codes(&Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(part), &mut found);
        }
        assert!(found.len() > 30, "{found:?}");
        for code in found {
            assert!(HEADLINES.iter().any(|(known, _)| *known == code), "{code} has no headline");
        }
    }

    #[test]
    fn a_finding_is_headed_in_the_language_of_the_page() {
        let finding = Finding::warning("scenario.nobody", "no group gathers here").about("assembly \"Port\"");
        let told = Language::ALL.map(|language| Words::new(language).found(&finding));
        assert_eq!(told[0], "assembly \"Port\": no group gathers here");
        assert_eq!(told[1], "assembly \"Port\": тут нікого немає (no group gathers here)");
    }
}
