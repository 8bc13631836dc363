//! Lays a scenario over a network: names become junctions, corridors roads, civil windows openings of roads.
//!
//! Everything that does not depend on the reading is done once ([`lay`]); the three situations are then read off it.

mod check;
mod footways;
mod linked;
mod named;
mod openings;
mod reading;
mod shut;
mod sites;
mod spots;
#[cfg(test)]
mod tests;
mod ways;

pub use spots::{Matched, kilometres};
pub use ways::both_directions;

use openings::RoadOpenings;
use passage_model::digest::Digest;
use passage_model::finding::{Finding, any_error};
use passage_model::id::JunctionId;
use passage_model::network::Network;
use passage_model::scenario::Scenario;
use passage_model::situation::{Contraflow, Corridor, NamedJunction, Reading, Situation};
use passage_network::overlay::Overlay;

/// A scenario laid over a network.
pub struct Laid<'a> {
    scenario: &'a Scenario,
    network: &'a Network,
    network_digest: Digest,
    scenario_digest: Digest,
    /// What was found; any error among them means that there is no situation.
    pub findings: Vec<Finding>,
    /// What every name and position of the scenario was taken for.
    pub matched: Vec<Matched>,
    /// Where each assembly point, reception site, checkpoint and waiting place is, in the scenario's order.
    sites: sites::Sites,
    openings: RoadOpenings,
    corridors: Vec<Corridor>,
    contraflow: Vec<Contraflow>,
    footways: Vec<Option<footways::FootwayFound>>,
    named: Vec<NamedJunction>,
}

impl Laid<'_> {
    /// The situation for one reading of the ranges; `None` where the scenario is refused.
    ///
    /// O(roads).
    pub fn situation(&self, reading: Reading) -> Option<Situation> {
        if any_error(&self.findings) { None } else { reading::situation(self, reading) }
    }

    /// The corridors as roads, in the scenario's order; only those that were found.
    pub fn corridors(&self) -> &[Corridor] {
        &self.corridors
    }

    /// The scenario.
    pub fn scenario(&self) -> &Scenario {
        self.scenario
    }

    /// The network.
    pub fn network(&self) -> &Network {
        self.network
    }

    /// Where the assembly points join the road, in the scenario's order; `None` for one that was not found.
    pub fn assembly_junctions(&self) -> &[Option<JunctionId>] {
        &self.sites.assemblies
    }

    /// Where the reception sites are, in the scenario's order; `None` for one that was not found.
    pub fn reception_junctions(&self) -> &[Option<JunctionId>] {
        &self.sites.receptions
    }
}

/// Lays a scenario over a network and its overlays. `network_digest` names the network.
///
/// Never fails: what cannot be found or done is among the findings. O((sites + corridors' places) x places of the
/// network + corridors' legs x (junctions + roads) log + overlays' areas x roads).
pub fn lay<'a>(scenario: &'a Scenario, network: &'a Network, network_digest: Digest, overlay: &Overlay) -> Laid<'a> {
    laid(scenario, network, network_digest, overlay, true)
}

/// The same; where nobody can leave, with what shuts the way only if that is asked for.
fn laid<'a>(
    scenario: &'a Scenario,
    network: &'a Network,
    network_digest: Digest,
    overlay: &Overlay,
    causes: bool,
) -> Laid<'a> {
    let mut findings = Vec::new();
    let mut laid = Laid {
        scenario,
        network,
        network_digest,
        scenario_digest: scenario.digest(),
        findings: Vec::new(),
        matched: Vec::new(),
        sites: sites::Sites::default(),
        openings: RoadOpenings::always(network.road_count()),
        corridors: Vec::new(),
        contraflow: Vec::new(),
        footways: Vec::new(),
        named: Vec::new(),
    };
    if network.road_count() == 0 {
        let finding = Finding::error("scenario.empty-network", "the network has no road");
        laid.findings = vec![finding.advise("Build it again from a file that holds roads.")];
        return laid;
    }
    findings.extend(overlay.idle(network));
    let mut spots = spots::Spots::new(scenario, network, overlay);
    let mut sites = sites::Sites::gathering(&mut spots);
    let closed = ways::closed(&mut spots, &sites, &mut findings);
    let mut found = ways::corridors(&mut spots, &sites, &closed, &mut findings);
    linked::open_together(scenario, &mut found, &mut findings);
    let contraflow = ways::contraflow(&mut spots, &sites, &mut findings);
    let footways = footways::footways(&mut spots, &sites);
    let on_corridors = ways::junctions_of(network, &found);
    sites.settle_on_the_way(&mut spots, &on_corridors);
    let openings = openings::of_roads(scenario, network, overlay, &found, &closed, &mut findings);
    let named = named::named(&spots, &sites, &footways, &found, &on_corridors);
    findings.append(&mut spots.findings);
    laid.matched = std::mem::take(&mut spots.matched);
    drop(spots);
    laid.corridors = found.into_iter().map(|corridor| corridor.corridor).collect();
    laid.contraflow = contraflow;
    laid.footways = footways;
    laid.sites = sites;
    laid.openings = openings;
    laid.named = named;
    findings.extend(footways::check(&laid));
    let overlay = causes.then_some(overlay);
    findings.extend(check::check(&laid, overlay, any_error(&findings)));
    laid.findings = once(findings);
    laid
}

/// One situation with its findings and matches: [`lay`] for callers that want a single reading.
pub fn situate(
    scenario: &Scenario,
    network: &Network,
    network_digest: Digest,
    overlay: &Overlay,
    reading: Reading,
) -> (Option<Situation>, Vec<Finding>, Vec<Matched>) {
    let laid = lay(scenario, network, network_digest, overlay);
    (laid.situation(reading), laid.findings, laid.matched)
}

/// The findings without those that say the same of the same thing again, errors first, each sort in the text's order.
fn once(mut findings: Vec<Finding>) -> Vec<Finding> {
    let place = |f: &Finding| f.span.as_ref().map_or(usize::MAX, |span| span.start);
    findings.sort_by_key(|f| (std::cmp::Reverse(f.severity), place(f)));
    let mut kept: Vec<Finding> = Vec::with_capacity(findings.len());
    for finding in findings {
        if !kept.iter().any(|k| k.code == finding.code && k.words == finding.words && k.subject == finding.subject) {
            kept.push(finding);
        }
    }
    kept
}
