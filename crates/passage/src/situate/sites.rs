//! The junctions of the scenario's sites.

use super::spots::{Spot, Spots};
use passage_model::finding::Finding;
use passage_model::id::JunctionId;
use passage_model::scenario::{Scenario, Site};
use passage_model::units::Decimetres;
use std::collections::BTreeMap;

/// The junctions of the sites, in the scenario's order; `None` for one that was not found.
#[derive(Debug, Default)]
pub struct Sites {
    pub assemblies: Vec<Option<JunctionId>>,
    pub receptions: Vec<Option<JunctionId>>,
    pub depots: Vec<Option<JunctionId>>,
    pub checkpoints: Vec<Option<JunctionId>>,
    pub waiting: Vec<Option<JunctionId>>,
    checkpoint_spots: Vec<Option<Spot>>,
    waiting_spots: Vec<Option<Spot>>,
}

/// A site of the scenario that was not found on the ground, which is reported where it stands.
pub struct NotFound;

impl Sites {
    /// Finds the assembly points and the reception sites, and where the checkpoints and the waiting places are.
    pub fn gathering(spots: &mut Spots<'_>) -> Self {
        let scenario = spots.scenario;
        let settle = |spots: &mut Spots<'_>, role: &str, site: &Site| {
            let spot = spots.site(role, site)?;
            let at = spots.junction(&spot, within(site), &format!("{role} {:?}", site.name), &site.span.0)?;
            spots.took(role, &site.name, &spot, at);
            Some(at.junction)
        };
        let assemblies = scenario.assemblies.iter().map(|a| settle(spots, "assembly point", &a.site)).collect();
        let receptions = scenario.receptions.iter().map(|r| settle(spots, "reception site", &r.site)).collect();
        let depots = scenario.depots.iter().map(|d| settle(spots, "depot", &d.site)).collect();
        let sites = Self {
            assemblies,
            receptions,
            depots,
            checkpoint_spots: scenario.checkpoints.iter().map(|c| spots.site("checkpoint", &c.site)).collect(),
            waiting_spots: scenario.waiting.iter().map(|w| spots.site("waiting place", &w.site)).collect(),
            ..Self::default()
        };
        sites.apart(spots);
        sites
    }

    /// Says which sites meet the road at one junction: a plan cannot tell them apart there.
    fn apart(&self, spots: &mut Spots<'_>) {
        let scenario = spots.scenario;
        let assemblies = scenario.assemblies.iter().map(|a| ("assembly point", &a.site)).zip(&self.assemblies);
        // From where all walk nobody joins the road.
        let assemblies = assemblies.filter(|((_, site), _)| !all_walk(scenario, &site.name));
        let receptions = scenario.receptions.iter().map(|r| ("reception site", &r.site)).zip(&self.receptions);
        let mut seen: BTreeMap<JunctionId, (&str, &Site)> = BTreeMap::new();
        for ((role, site), junction) in assemblies.chain(receptions) {
            let Some(junction) = *junction else { continue };
            let Some((other_role, other)) = seen.get(&junction) else {
                seen.insert(junction, (role, site));
                continue;
            };
            let words = format!("it meets the road at the same junction as the {other_role} {:?}", other.name);
            let finding = Finding::warning("scenario.same-junction", words).about(format!("{role} {:?}", site.name));
            let advice = if role == *other_role {
                "Both are planned from there; give coordinates if they lie apart."
            } else {
                "Whoever gathers there is safe at once; give coordinates if they lie apart."
            };
            spots.findings.push(finding.advise(advice).at(site.span.0.clone()));
        }
    }

    /// The position of a checkpoint or waiting place, by its name in the scenario.
    pub fn spot_of(&self, spots: &Spots<'_>, name: &str) -> Option<&Spot> {
        let checkpoints = spots.scenario.checkpoints.iter().map(|c| &c.site).zip(&self.checkpoint_spots);
        let waiting = spots.scenario.waiting.iter().map(|w| &w.site).zip(&self.waiting_spots);
        checkpoints.chain(waiting).find(|(site, _)| site.name == name)?.1.as_ref()
    }

    /// The junction of an assembly point, reception site or depot, by its name in the scenario; `None` where there is none of
    /// that name.
    pub fn junction_of(&self, spots: &Spots<'_>, name: &str) -> Option<Result<JunctionId, NotFound>> {
        let assemblies = spots.scenario.assemblies.iter().map(|a| &a.site).zip(&self.assemblies);
        let receptions = spots.scenario.receptions.iter().map(|r| &r.site).zip(&self.receptions);
        let depots = spots.scenario.depots.iter().map(|d| &d.site).zip(&self.depots);
        let sites = assemblies.chain(receptions).chain(depots);
        sites
            .filter(|(site, _)| site.name == name)
            .map(|(_, junction)| junction)
            .next()
            .map(|junction| junction.ok_or(NotFound))
    }

    /// Puts checkpoints and waiting places on the corridors' roads where one of those passes by, and on the nearest road
    /// elsewhere: a checkpoint stands where people pass.
    pub fn settle_on_the_way(&mut self, spots: &mut Spots<'_>, on_corridors: &[bool]) {
        let scenario = spots.scenario;
        let mut settle = |role: &str, site: &Site, spot: Option<&Spot>| {
            let spot = spot?;
            let about = format!("{role} {:?}", site.name);
            let near = spots.junctions(spot, within(site), &about, &site.span.0);
            let passed = near.iter().find(|junction| on_corridors.get(junction.index()) == Some(&true));
            let junction = *passed.or(near.first())?;
            let at = spots.at(spot, junction);
            spots.took(role, &site.name, spot, at);
            Some(junction)
        };
        let checkpoints = scenario.checkpoints.iter().zip(&self.checkpoint_spots);
        self.checkpoints = checkpoints.map(|(c, spot)| settle("checkpoint", &c.site, spot.as_ref())).collect();
        let waiting = scenario.waiting.iter().zip(&self.waiting_spots);
        self.waiting = waiting.map(|(w, spot)| settle("waiting place", &w.site, spot.as_ref())).collect();
    }
}

/// Whether everybody of an assembly point walks over a footway first.
pub fn all_walk(scenario: &Scenario, assembly: &str) -> bool {
    let mut groups = scenario.groups.iter().filter(|group| group.assembly == assembly).peekable();
    groups.peek().is_some() && groups.all(|group| group.walks.is_some())
}

fn within(site: &Site) -> Decimetres {
    Decimetres(site.within.value.saturating_mul(10))
}
