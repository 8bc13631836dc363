//! What every fuzz target checks beside the absence of panics.

pub mod pbf;
/// The world that the checker's own tests start from.
#[path = "../../crates/passage-model/tests/it/check/mariupol.rs"]
pub mod small;

use passage_model::finding::Finding;
use passage_model::network::{Network, Origin};
use passage_model::units::Position;
use passage_model::work::Work;
use passage_network::clean::{Settings, clean};
use passage_network::draft::Draft;
use passage_network::store;

/// Lets rayon work in the thread that asks: handing a small input over to another one costs more than reading it.
pub fn one_thread() {
    rayon::ThreadPoolBuilder::new().num_threads(1).use_current_thread().build_global().expect("the first pool");
}

/// Every number of a draft points at something that is there, no point lies off the Earth, and cleaning it gives a
/// network whose roads join.
pub fn check_draft(draft: Draft) {
    check_numbers(&draft);
    if draft.lines.is_empty() || draft.line_points.len() > 20_000 {
        return;
    }
    let cleaned = clean(draft, Origin::default(), &Settings::default(), &Work::quiet());
    let cleaned = cleaned.expect("a draft in order cleans to a network");
    check_findings(&cleaned.findings);
    check_network(&cleaned.network);
    let (written, _) = store::to_bytes(&cleaned.network);
    let (read, _) = store::read(&written).expect("what was written can be read");
    assert_eq!(read, cleaned.network);
}

/// Findings stay few and short, and their spans lie within the text.
pub fn check_spans(bytes: &[u8], findings: &[Finding]) {
    for span in findings.iter().filter_map(|finding| finding.span.as_ref()) {
        assert!(span.start <= span.end && span.end <= bytes.len(), "{span:?} of {}", bytes.len());
    }
    check_findings(findings);
}

/// Whatever a network is asked for is there.
pub fn check_network(network: &Network) {
    for junction in network.junctions() {
        assert!(is_on_earth(network.position(junction)));
        assert!(network.leaving(junction).iter().all(|road| network.from(*road) == junction));
        assert!(network.entering(junction).iter().all(|road| network.to(*road) == junction));
    }
    for road in network.roads() {
        assert!(
            network.leaving(network.from(road)).contains(&road) && network.entering(network.to(road)).contains(&road)
        );
        assert_eq!(network.line(road).count(), network.shape(road).len() + 2);
        assert!(network.lanes(road) >= 1 && network.travel(road).0 >= 1);
        let _ = (network.name(road), network.class(road), network.speed(road), network.length(road));
        let _ = (network.capacity(road), network.storage(road), network.marks(road), network.source(road));
    }
    for turn in network.forbidden() {
        assert!(!network.may_turn(turn.from, turn.onto) && network.to(turn.from) == network.from(turn.onto));
    }
    for place in network.places() {
        let _ = (place.position.lat_degrees(), &place.name, place.population);
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
    // Points that no line uses may be nowhere: nodes that the file lacks.
    let used = draft.lines.iter().flat_map(|line| {
        let first = line.first_point as usize;
        draft.line_points[first..first + line.point_count as usize].iter().map(|&point| &draft.points[point as usize])
    });
    for point in used.chain(draft.places.iter().map(|place| &place.position)) {
        assert!(is_on_earth(*point));
    }
    for facts in &draft.facts {
        assert!(facts.lanes >= 1 && facts.speed.0 >= 1);
    }
    for point in &draft.apart {
        assert!((*point as usize) < points);
    }
    for turn in &draft.turns {
        assert!((turn.from as usize) < draft.lines.len() && (turn.onto as usize) < draft.lines.len());
        assert!((turn.via as usize) < points);
    }
}

fn is_on_earth(point: Position) -> bool {
    point.lon.abs() <= 1_800_000_000 && point.lat.abs() <= 900_000_000
}

/// Findings stay readable whatever the input: they are counted by kind, not repeated, and foreign text in them is short.
pub fn check_findings(findings: &[Finding]) {
    // The most that a scenario is told, and the word that there are more.
    assert!(findings.len() <= 201, "{} findings", findings.len());
    for finding in findings {
        assert!(!finding.words.is_empty() && finding.count >= 1);
        assert!(finding.words.len() < 4_000, "{}", finding.words.len());
    }
}
