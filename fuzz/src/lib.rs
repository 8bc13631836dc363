//! What every fuzz target checks beside the absence of panics.

use passage_model::finding::Finding;
use passage_model::network::Origin;
use passage_model::work::Work;
use passage_network::clean::{Settings, clean};
use passage_network::draft::Draft;

/// Every number of a draft points at something that is there, no point lies off the Earth, and cleaning it gives a
/// network whose roads join.
pub fn check_draft(draft: Draft) {
    check_numbers(&draft);
    if draft.lines.is_empty() || draft.line_points.len() > 20_000 {
        return;
    }
    let cleaned = clean(draft, Origin::default(), &Settings::default(), &Work::quiet());
    let network = cleaned.expect("a draft in order cleans to a network").network;
    for road in network.roads() {
        assert!(network.lanes(road) >= 1 && network.travel(road).0 >= 1);
        assert!(network.leaving(network.from(road)).contains(&road));
    }
}

fn check_numbers(draft: &Draft) {
    let points = draft.points.len();
    for line in &draft.lines {
        let end = line.first_point as usize + line.point_count as usize;
        assert!(line.point_count >= 2 && end <= draft.line_points.len());
        assert!((line.name as usize) < draft.names.len());
        for facts in [line.forward, line.backward].into_iter().flatten() {
            assert!((facts as usize) < draft.facts.len());
        }
    }
    assert!(draft.line_points.iter().all(|&point| (point as usize) < points));
    for point in draft.points.iter().chain(draft.places.iter().map(|place| &place.position)) {
        assert!(point.lon.abs() <= 1_800_000_000 && point.lat.abs() <= 900_000_000);
    }
    for facts in &draft.facts {
        assert!(facts.lanes >= 1 && facts.speed.0 >= 1);
    }
    for turn in &draft.turns {
        assert!((turn.from as usize) < draft.lines.len() && (turn.onto as usize) < draft.lines.len());
        assert!((turn.via as usize) < points);
    }
}

/// Findings stay readable whatever the input: they are counted by kind, not repeated, and foreign text in them is short.
pub fn check_findings(findings: &[Finding]) {
    assert!(findings.len() < 200, "{} findings", findings.len());
    for finding in findings {
        assert!(!finding.words.is_empty() && finding.count >= 1);
        assert!(finding.words.len() < 4_000, "{}", finding.words.len());
    }
}
