//! Footways on the ground: where their far ends meet the roads, how long they are, and who walks over them.

use super::Laid;
use super::sites::Sites;
use super::spots::{Spots, kilometres};
use super::ways::place;
use passage_model::finding::Finding;
use passage_model::id::{JunctionId, OriginId};
use passage_model::scenario::{FootwayText, Group, Waypoint, WaypointPlace};
use passage_model::situation::{Footway, Reading, Riders, VehicleKind, Walkers};
use passage_model::units::{Decimetres, Persons, Position, Seconds};

/// People who must first get to a footway that is farther off than this are told of. Our choice: a quarter of an hour.
const BESIDE_METRES: f64 = 1_000.0;

/// A footway that was found.
#[derive(Clone, Debug)]
pub struct FootwayFound {
    /// Where its far end meets the roads.
    pub far: JunctionId,
    /// Its two ends, the near one first.
    pub ends: [Position; 2],
    /// Its length.
    metres: u32,
}

/// The footways, in the scenario's order; `None` for one that was not found.
pub fn footways(spots: &mut Spots<'_>, sites: &Sites) -> Vec<Option<FootwayFound>> {
    let scenario = spots.scenario;
    scenario.footways.iter().map(|text| footway(spots, sites, text)).collect()
}

fn footway(spots: &mut Spots<'_>, sites: &Sites, text: &FootwayText) -> Option<FootwayFound> {
    let about = format!("footway {:?}", text.name);
    let near = end(spots, sites, &text.ends[0], &about, &[])?;
    let far = end(spots, sites, &text.ends[1], &about, &[near.0])?;
    let ends = [near.0, far.0];
    let straight = near.0.metres_to(far.0).round() as u32;
    let metres = text.length.as_ref().map_or(straight, |length| length.value);
    let told = |metres: u32| kilometres(Decimetres(metres.saturating_mul(10)));
    let finding = match &text.length {
        Some(_) if metres == 0 => Finding::error("scenario.footway-nowhere", "its length is nought: nobody would walk")
            .advise("Write how long it is, such as length = \"600 m\", or leave length out."),
        _ if metres == 0 => Finding::error("scenario.footway-nowhere", "it begins and ends at the same spot")
            .advise("Name its other side, or give its ends as coordinates."),
        None => Finding::note(
            "scenario.footway-straight",
            format!("its length is not written: {}, the straight line between its ends, is used", told(metres)),
        )
        .advise("Nobody walks less. Write length = \"600 m\" if it is known."),
        Some(_) if f64::from(metres) < 0.9 * f64::from(straight) => Finding::warning(
            "scenario.footway-short",
            format!("it is {} long, and its ends lie {} apart", told(metres), told(straight)),
        )
        .advise("Check its length and its ends."),
        Some(_) => return Some(FootwayFound { far: far.1, ends, metres }),
    };
    let refused = metres == 0;
    spots.findings.push(finding.about(&about).at(text.span.0.clone()));
    (!refused).then_some(FootwayFound { far: far.1, ends, metres })
}

/// An end's position, and its junction.
fn end(
    spots: &mut Spots<'_>,
    sites: &Sites,
    waypoint: &Waypoint,
    about: &str,
    beside: &[Position],
) -> Option<(Position, JunctionId)> {
    let place = place(spots, sites, waypoint, about, beside)?;
    // A site stands where it was found, and not at its junction.
    let named = |name: &str| spots.matched.iter().find(|matched| matched.name == name).map(|matched| matched.position);
    let position = match &waypoint.place {
        WaypointPlace::Named(name) => named(name),
        WaypointPlace::At(_) => None,
    };
    Some((position.unwrap_or(place.spot.position), *place.junctions.first()?))
}

/// What is amiss with those who walk: too far from the footway, or on foot to where nobody receives them.
pub fn check(laid: &Laid<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for group in &laid.scenario.groups {
        let Some((text, found)) = walks(laid, group) else { continue };
        let about = format!("group {:?}", group.name);
        let assembly = laid.matched.iter().find(|m| m.role == "assembly point" && m.name == group.assembly);
        let apart = assembly.map_or(0.0, |assembly| assembly.position.metres_to(found.ends[0]));
        if apart > BESIDE_METRES {
            let far = kilometres(Decimetres::from_metres(apart));
            let words = format!(
                "the footway {:?} begins {far} from {:?}: that way is not in its length",
                text.name, group.assembly
            );
            let advice = "Put the assembly point where the footway begins, and say when people are ready there.";
            let finding = Finding::warning("scenario.footway-far", words).about(&about);
            findings.push(finding.advise(advice).at(group.span.0.clone()));
        }
        let received = laid.sites.receptions.contains(&Some(found.far));
        if group.kind == VehicleKind::Foot && !received {
            let words = format!("people on foot would stand at the end of {:?}: no reception site is there", text.name);
            let advice = "Let the footway end at a [[reception]], or write the kind of the vehicles that wait there.";
            let finding = Finding::error("scenario.on-foot", words).about(about);
            findings.push(finding.advise(advice).at(group.span.0.clone()));
        }
    }
    findings
}

/// The footway of a group that walks, if it was found.
pub fn walks<'l>(laid: &'l Laid<'_>, group: &Group) -> Option<(&'l FootwayText, &'l FootwayFound)> {
    let name = group.walks.as_ref()?;
    let at = laid.scenario.footways.iter().position(|footway| footway.name == *name)?;
    Some((&laid.scenario.footways[at], laid.footways.get(at)?.as_ref()?))
}

/// The footways by one reading; `ready` says how many persons of a group are ready from when on. `None` where one was not
/// found.
pub fn by_reading(laid: &Laid<'_>, reading: Reading, ready: impl Fn(&Group) -> Vec<Riders>) -> Option<Vec<Footway>> {
    let groups = || laid.scenario.groups.iter().enumerate();
    let one = |(text, found): (&FootwayText, &Option<FootwayFound>)| {
        let found = found.as_ref()?;
        let over = groups().filter(|(_, group)| group.walks.as_ref() == Some(&text.name));
        let walkers = over.map(|(at, group)| Walkers::new(OriginId::at(at), ready(group)));
        Some(Footway {
            name: text.name.clone(),
            ends: found.ends,
            far: found.far,
            walk: time(found.metres, text.speed.value.at(reading)),
            an_hour: Persons(text.persons_per_hour.value.at(reading).0),
            opening: text.windows.opening.clone(),
            exposed: text.exposed.value,
            walkers: walkers.collect(),
        })
    };
    laid.scenario.footways.iter().zip(&laid.footways).map(one).collect()
}

/// The time for so many metres at so many metres an hour, rounded up.
fn time(metres: u32, speed: u32) -> Seconds {
    let seconds = (u64::from(metres) * 3600).div_ceil(u64::from(speed.max(1)));
    Seconds(u32::try_from(seconds).unwrap_or(u32::MAX / 4))
}
