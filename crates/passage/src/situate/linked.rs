//! Linked corridors: one opens only if the others do (Aleppo and Foua with Kefraya, December 2016: `domain.md` A.6).

use super::ways::CorridorFound;
use passage_model::finding::Finding;
use passage_model::scenario::Scenario;
use passage_model::time::Opening;

/// Narrows the opening of each corridor to the times in which those that it waits for are open too, through any number of
/// links. One that is not in force, or was not found, is never open. O(corridors^2 x openings).
pub fn open_together(scenario: &Scenario, found: &mut [CorridorFound], findings: &mut Vec<Finding>) {
    // Each round settles at least one link more; openings only shrink.
    for _ in 0..found.len() {
        for at in 0..found.len() {
            let mut opening = found[at].corridor.opening.clone();
            let own = scenario.in_force().filter(|text| text.name == found[at].corridor.name);
            for other in own.flat_map(|text| &text.opens_with) {
                let there = found.iter().find(|way| way.corridor.name == *other);
                opening = there.map_or_else(Opening::never, |way| opening.and(&way.corridor.opening));
            }
            found[at].corridor.opening = opening;
        }
    }
    for text in scenario.in_force().filter(|text| !text.opens_with.is_empty()) {
        let Some(way) = found.iter().find(|way| way.corridor.name == text.name) else { continue };
        let others = text.opens_with.join("\", \"");
        let about = format!("corridor {:?}", text.name);
        if way.corridor.opening.is_never() {
            let words = format!("it never opens: it waits for \"{others}\", which is not open in any of its windows");
            let finding = Finding::warning("scenario.linked-never-opens", words).about(about);
            let advice = "Agree the other corridor for the same hours, or drop opens_with.";
            findings.push(finding.advise(advice).at(text.span.0.clone()));
        } else if way.corridor.opening != text.windows.opening {
            let words = format!("it opens for less time than its windows: only together with \"{others}\"");
            let finding = Finding::note("scenario.linked-opens-less", words).about(about);
            findings.push(finding.advise("The plan uses the hours that they share.").at(text.span.0.clone()));
        }
    }
}
