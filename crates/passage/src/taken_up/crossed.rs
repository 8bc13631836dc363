//! Counts of those who have come over footways: they go before what the plans say.

use passage_model::digits::thousands;
use passage_model::finding::Finding;
use passage_model::id::OriginId;
use passage_model::scenario::state::{Crossed, State};
use passage_model::situation::{Situation, VehicleKind};
use passage_model::standing::Standing;
use passage_model::units::{Persons, Vehicles};

/// A group that was counted behind its footway.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Counted {
    /// The group and its assembly point.
    pub who: String,
    /// Persons who have come over on this day, as counted.
    pub counted: Persons,
    /// The same by the plans.
    pub planned: Persons,
}

/// Puts the counts of a state into how things stand; the counts that are not as planned. Whoever has gone on by the plans
/// has come over: a count of fewer is refused.
pub(super) fn count(
    standing: &mut Standing,
    base: &Situation,
    state: &State,
    earlier: &[Standing],
) -> Result<Vec<Counted>, Vec<Finding>> {
    let (mut counted, mut findings) = (Vec::new(), Vec::new());
    for count in &state.crossed {
        let named = |o: &passage_model::situation::Origin| o.group == count.group && o.assembly == count.assembly;
        let Some(at) = base.origins.iter().position(named) else { continue };
        let before: Persons = earlier.iter().filter_map(|earlier| earlier.gone.get(at)).map(|gone| gone.1).sum();
        let (origin, over) = (OriginId::at(at), count.persons - before);
        let planned = before + standing.over(origin).max(standing.gone[at].1);
        let otherwise = planned != count.persons;
        if otherwise && base.origins[at].kind == VehicleKind::Foot && count.persons >= before {
            receive(standing, base, state, at, over);
        }
        let gone = before + standing.gone[at].1;
        if count.persons < gone {
            findings.push(fewer(count, gone));
            continue;
        }
        standing.count_over(origin, over, base.origins[at].persons);
        let who = format!("{}, {}", count.assembly, count.group);
        counted.extend(otherwise.then_some(Counted { who, counted: count.persons, planned }));
    }
    if findings.is_empty() { Ok(counted) } else { Err(findings) }
}

/// Whoever is received on foot is received as they come over; a count of the site itself goes before this.
fn receive(standing: &mut Standing, base: &Situation, state: &State, at: usize, over: Persons) {
    let here = base.receptions_at(base.origins[at].junction).next();
    let by_plan = std::mem::replace(&mut standing.gone[at], (Vehicles(over.0), over)).1;
    let Some(site) = here.filter(|site| state.safe.iter().all(|safe| safe.site != base.receptions[site.index()].name))
    else {
        return;
    };
    let safe = &mut standing.safe[site.index()];
    *safe = (safe.0 + Vehicles(over.0) - Vehicles(by_plan.0), safe.1 + over - by_plan);
}

fn fewer(count: &Crossed, gone: Persons) -> Finding {
    let (name, over, gone) = (&count.group, thousands(count.persons.0), thousands(gone.0));
    let words = format!("{over} persons of {name:?} have come over, and by the plan {gone} have gone on behind it");
    let advice = "Correct the count; if fewer have gone on, say who was seen on the road under [[under_way]].";
    Finding::error("state.crossed-few", words).advise(advice).at(count.span.0.clone())
}
