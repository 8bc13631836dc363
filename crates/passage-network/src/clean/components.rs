//! Groups of roads that no road joins to the others.

use super::Settings;
use super::joints::Sets;
use super::streets::Streets;
use passage_model::digits::tenths;
use passage_model::finding::Finding;

/// Tells the isolated groups and drops those shorter than [`Settings::drop_isolated_below_metres`] together; the
/// longest group always stays. Returns how many groups were dropped.
pub(crate) fn drop_tiny(streets: &mut Streets, settings: &Settings, found: &mut Vec<Finding>) -> u64 {
    let mut sets = Sets::new(streets.junctions.len());
    for street in &streets.streets {
        sets.join(street.from, street.to);
    }
    let mut metres = vec![0.0; streets.junctions.len()];
    let groups: Vec<u32> = streets.streets.iter().map(|street| sets.of(street.from)).collect();
    for (street, &group) in streets.streets.iter().zip(&groups) {
        metres[group as usize] += street.metres;
    }
    let mut is_group = vec![false; streets.junctions.len()];
    for group in &groups {
        is_group[*group as usize] = true;
    }
    let own: Vec<u32> = (0..is_group.len() as u32).filter(|group| is_group[*group as usize]).collect();
    let Some(largest) = own.iter().copied().max_by(|a, b| metres[*a as usize].total_cmp(&metres[*b as usize])) else {
        return 0;
    };
    let tiny = |group: u32| group != largest && metres[group as usize] < settings.drop_isolated_below_metres;
    let (dropped, kept): (Vec<u32>, Vec<u32>) = own.into_iter().filter(|g| *g != largest).partition(|g| tiny(*g));
    let kilometres = |groups: &[u32]| groups.iter().map(|g| metres[*g as usize]).sum::<f64>() / 1000.0;
    if !kept.is_empty() {
        let words = format!(
            "groups of roads are joined to the others by no road, {} km in all; they are kept",
            tenths(kilometres(&kept))
        );
        let advice = "Places on them can be reached from nowhere else: look whether the extract or a ferry is missing.";
        found.push(Finding::note("network.isolated-roads", words).advise(advice).times(kept.len() as u64));
    }
    if !dropped.is_empty() {
        let words = format!(
            "tiny groups of roads are joined to the others by no road, {} km in all; they are left out",
            tenths(kilometres(&dropped))
        );
        found.push(Finding::note("network.isolated-dropped", words).times(dropped.len() as u64));
        streets.retain(|at, _| !tiny(groups[at]));
    }
    dropped.len() as u64
}
