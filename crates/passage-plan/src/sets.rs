//! Every set of reception sites, each for every deadline: what a choice of corridors is worth.

use crate::PlanError;
use crate::lose::{InTime, Lost, Ongoing};
use passage_model::situation::Situation;
use passage_model::work::Work;
use rayon::prelude::*;

/// What one set of sites is worth.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// The sites that receive, by their numbers in the situation, rising.
    pub sites: Vec<usize>,
    /// Vehicles received by the end of each step.
    pub curve: Vec<u64>,
    /// Whether each number of the curve is the most: no site is full.
    pub most_by_every_step: bool,
}

/// Every set but the empty one of the first `first` sites, all others closed; in the order of the numbers whose binary
/// digits are the sites. `None` where one flow does not answer ([`Ongoing::solve`]).
///
/// All sets are in steps of one network in time: where roads take no whole steps, a set alone may be another's by less
/// than a step. A set is a larger one repaired ([`Ongoing::lose`]), down a tree in which sites are lost in rising order;
/// where a site of the larger one is full it is solved anew. Cost: one flow, and for each set a copy of it and the
/// repair. Memory: `first + 1` flows for each thread. Twin: each set solved by itself.
pub fn choices(
    in_time: &InTime,
    situation: &Situation,
    first: usize,
    work: &Work<'_>,
) -> Result<Option<Vec<Choice>>, PlanError> {
    let first = first.min(situation.receptions.len());
    let Some(all) = Ongoing::solve_without(in_time, situation, |site| site >= first, work)? else {
        return Ok(None);
    };
    if first == 0 {
        return Ok(Some(Vec::new()));
    }
    let mut found = with_losses(&all, &(0..first).collect::<Vec<_>>(), 0, work)?;
    found.sort_by_key(|(number, _)| *number);
    Ok(Some(found.into_iter().map(|(_, choice)| choice).collect()))
}

/// The choice of `sites`, whose flow is `ongoing`, and those that lose one or more of its sites from number `next` on.
fn with_losses(
    ongoing: &Ongoing<'_>,
    sites: &[usize],
    next: usize,
    work: &Work<'_>,
) -> Result<Vec<(u64, Choice)>, PlanError> {
    let number = sites.iter().map(|site| 1u64 << site).sum();
    let (curve, most_by_every_step) = (ongoing.curve(), ongoing.most_by_every_step());
    let mut found = vec![(number, Choice { sites: sites.to_vec(), curve, most_by_every_step })];
    let fewer: Vec<usize> = sites.iter().copied().filter(|site| *site >= next && sites.len() > 1).collect();
    let below: Vec<Vec<(u64, Choice)>> = fewer
        .into_par_iter()
        .map(|lost| {
            let mut smaller = ongoing.clone();
            smaller.lose(&Lost { receptions: vec![lost], ..Lost::default() }, work)?;
            let rest: Vec<usize> = sites.iter().copied().filter(|site| *site != lost).collect();
            with_losses(&smaller, &rest, lost + 1, work)
        })
        .collect::<Result<_, PlanError>>()?;
    found.extend(below.into_iter().flatten());
    Ok(found)
}
