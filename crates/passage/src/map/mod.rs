//! The map of a plan as SVG: roads for orientation, corridors, flows as wide as they are strong, sites with their
//! names. Black and white, text output: it prints, it can be compared in tests, it needs nothing from anywhere.

mod backdrop;
mod furniture;
mod label;
pub mod line;
mod projection;
mod still;

use crate::markup::escape;
use crate::outcome::{Outcome, flows};
use crate::words::{Words, count};
use backdrop::Chain;
use label::{Label, Labels};
use passage_model::id::{JunctionId, OriginId, RoadId};
use passage_model::network::{Network, RoadMarks};
use passage_model::plan::Plan;
use passage_model::situation::Situation;
use passage_model::units::Position;
pub use projection::Projection;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
pub use still::{Still, still};

/// For which page the map is drawn; a phone's has the same size of letters on fewer points.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Size {
    /// A desktop's page or a sheet of A4: 960 points wide.
    Wide,
    /// A phone's page: 380 points wide.
    Narrow,
}

impl Size {
    /// Points across.
    pub const fn width(self) -> f64 {
        match self {
            Self::Wide => 960.0,
            Self::Narrow => 380.0,
        }
    }

    const fn letters(self) -> f64 {
        match self {
            Self::Wide => 14.0,
            Self::Narrow => 11.0,
        }
    }

    /// The widest flow.
    const fn widest(self) -> f64 {
        match self {
            Self::Wide => 13.0,
            Self::Narrow => 7.0,
        }
    }
}

/// What a map is drawn of.
#[derive(Clone, Copy)]
pub struct Ground<'a> {
    /// The roads.
    pub network: &'a Network,
    /// Sites, checkpoints, corridors.
    pub situation: &'a Situation,
    /// The plan.
    pub plan: &'a Plan,
}

/// The map. O(roads in view) time; a few hundred kilobytes at most, as lines are simplified to half a point.
pub fn draw(outcome: &Outcome<'_>, words: &Words, size: Size) -> String {
    let network = outcome.network;
    let ground = Ground { network, situation: &outcome.likely.situation, plan: &outcome.likely.plan };
    let flows: BTreeMap<RoadId, u64> =
        flows::of(&outcome.likely.plan).into_iter().map(|flow| (flow.road, flow.vehicles)).collect();
    let projection = Projection::around(&shown(&ground, flows.keys()), size.width());
    let mut svg = head(outcome, words, &projection, size);
    svg.push_str(&backdrop::draw(network, &projection));
    svg.push_str(&corridors(&ground, &projection, size));
    let (drawn, along) = streams(outcome, &flows, &projection, size);
    svg.push_str(&drawn);
    svg.push_str(&marks(&ground, words, &projection, size, along));
    svg.push_str(&furniture::draw(&projection, size, words, flows.values().copied().max().unwrap_or(0)));
    svg.push_str("</svg>");
    svg
}

/// Every point that must be on the map.
fn shown<'r>(ground: &'r Ground<'_>, used: impl Iterator<Item = &'r RoadId>) -> Vec<Position> {
    let Ground { network, situation, .. } = *ground;
    let sites = situation.origins.iter().map(|o| o.junction).chain(situation.receptions.iter().map(|r| r.junction));
    let mut points: Vec<Position> = sites.map(|j| network.position(j)).collect();
    let roads = used.chain(situation.corridors.iter().flat_map(|c| &c.roads));
    points.extend(roads.flat_map(|&road| network.line(road)));
    points
}

fn head(outcome: &Outcome<'_>, words: &Words, projection: &Projection, size: Size) -> String {
    let id = if size == Size::Wide { "map-wide" } else { "map-narrow" };
    let situation = &outcome.likely.situation;
    let list = |names: &mut dyn Iterator<Item = &String>| {
        names.collect::<BTreeSet<_>>().into_iter().cloned().collect::<Vec<_>>().join(", ")
    };
    let description = words.tell(
        "map-description",
        &[
            ("from", list(&mut situation.origins.iter().map(|o| &o.assembly)).into()),
            ("to", list(&mut situation.receptions.iter().map(|r| &r.name)).into()),
            ("n", count(u64::from(outcome.likely.plan.safe().0))),
        ],
    );
    let (w, h) = (projection.width, projection.height);
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"{id}\" viewBox=\"0 0 {w:.0} {h:.0}\" role=\"img\" \
         aria-labelledby=\"{id}-title {id}-desc\" font-family=\"system-ui,sans-serif\" font-size=\"{}\">\
         <title id=\"{id}-title\">{}</title><desc id=\"{id}-desc\">{}</desc>\
         <clipPath id=\"{id}-clip\"><rect width=\"{w:.0}\" height=\"{h:.0}\"/></clipPath>\
         <rect width=\"{w:.0}\" height=\"{h:.0}\" fill=\"#fff\"/>",
        size.letters(),
        escape(&words.say("map-title")),
        escape(&description),
    )
}

/// The corridors as dashed lines under the flows; also where nobody uses them.
fn corridors(ground: &Ground<'_>, projection: &Projection, size: Size) -> String {
    let mut svg = String::from("<g fill=\"none\" stroke=\"#444\" stroke-dasharray=\"6 4\">");
    for corridor in &ground.situation.corridors {
        let points = line::simple(projection.all(corridor.roads.iter().flat_map(|&r| ground.network.line(r))), 0.4);
        let width = if size == Size::Wide { 2.2 } else { 1.6 };
        let _ = write!(
            svg,
            "<path stroke-width=\"{width}\" d=\"{}\"><title>{}</title></path>",
            line::path(&points),
            escape(&corridor.name)
        );
    }
    svg.push_str("</g>");
    svg
}

/// The flows, and points along them that labels should keep off.
fn streams(
    outcome: &Outcome<'_>,
    flows: &BTreeMap<RoadId, u64>,
    projection: &Projection,
    size: Size,
) -> (String, Vec<(f64, f64)>) {
    let most = flows.values().copied().max().unwrap_or(1).max(1);
    let (mut casing, mut core, mut gaps) = (String::new(), String::new(), String::new());
    let (mut arrows, mut inside) = (String::new(), String::new());
    let mut along = Vec::new();
    for Chain { roads, amount } in backdrop::chains(outcome.network, flows) {
        let full = projection.all(roads.iter().flat_map(|&road| outcome.network.line(road)));
        let points = line::simple(full, 0.4);
        // Area, not only width, tells the amount: the width is in proportion, but never below what can be seen.
        let width = (amount as f64 / most as f64 * size.widest()).max(1.4);
        let path = line::path(&points);
        let _ = write!(casing, "<path stroke-width=\"{:.1}\" d=\"{path}\"/>", width + 2.6);
        let _ = write!(core, "<path stroke-width=\"{width:.1}\" d=\"{path}\"/>");
        for (x, y, angle) in line::stations(&points, if size == Size::Wide { 90.0 } else { 60.0 }) {
            // Inside a broad line a white arrow, over a thin one a black arrow that is broader than the line.
            let (list, reach) =
                if width >= 5.0 { (&mut inside, width * 0.36) } else { (&mut arrows, width / 2.0 + 2.6) };
            let _ = write!(
                list,
                "<path transform=\"translate({x:.1} {y:.1}) rotate({angle:.0})\" \
                 d=\"M{reach:.1} 0L-{reach:.1} {reach:.1}L-{reach:.1} -{reach:.1}Z\"/>"
            );
        }
        along.extend(line::stations(&points, 8.0).into_iter().map(|(x, y, _)| (x, y)));
        for &road in roads.iter().filter(|&&r| outcome.network.marks(r).has(RoadMarks::GAP)) {
            let gap = line::simple(projection.all(outcome.network.line(road)), 0.4);
            let _ = write!(gaps, "<path stroke-width=\"{:.1}\" d=\"{}\"/>", (width * 0.45).max(0.8), line::path(&gap));
        }
    }
    let svg = format!(
        "<g fill=\"none\" stroke-linejoin=\"round\" stroke-linecap=\"round\"><g stroke=\"#fff\">{casing}</g>\
         <g stroke=\"#000\">{core}</g><g stroke=\"#fff\" stroke-dasharray=\"3 4\" stroke-linecap=\"butt\">{gaps}</g></g>\
         <g fill=\"#000\" stroke=\"#fff\" stroke-width=\"1\" stroke-linejoin=\"round\">{arrows}</g>\
         <g fill=\"#fff\">{inside}</g>"
    );
    (svg, along)
}

/// Sites, checkpoints and other named places, with their labels.
fn marks(ground: &Ground<'_>, words: &Words, projection: &Projection, size: Size, along: Vec<(f64, f64)>) -> String {
    let Ground { network, situation, plan } = *ground;
    let letters = size.letters();
    let at = |junction: JunctionId| projection.point(network.position(junction));
    let mut shapes = String::new();
    let mut labels = Labels::new(projection.width, projection.height, along, size.widest() / 2.0);
    for frame in furniture::frames(projection, size) {
        labels.keep_free(frame);
    }
    let mut told: BTreeSet<(String, JunctionId)> = BTreeSet::new();
    let mut wanted: Vec<Label> = Vec::new();
    let mut tell = |name: &str, junction: JunctionId, rank: u32, radius: f64, note: String| {
        if told.insert((name.to_owned(), junction)) {
            let (x, y) = at(junction);
            wanted.push(Label { text: name.to_owned(), note, x, y, radius, rank, size: letters });
        }
    };
    for reception in &situation.receptions {
        let (x, y) = at(reception.junction);
        let r = letters * 0.5;
        let (left, top, edge) = (x - r, y - r, 2.0 * r);
        let _ = write!(shapes, "<rect x=\"{left:.1}\" y=\"{top:.1}\" width=\"{edge:.1}\" height=\"{edge:.1}\"/>");
        tell(&reception.name, reception.junction, 0, r, String::new());
    }
    for checkpoint in &situation.checkpoints {
        let (x, y) = at(checkpoint.junction);
        let r = letters * 0.62;
        let _ = write!(shapes, "<path d=\"M{x:.1} {:.1}l{r:.1} {r:.1}l-{r:.1} {r:.1}l-{r:.1} -{r:.1}z\"/>", y - r);
        tell(&checkpoint.name, checkpoint.junction, 1, r, format!(" ({})", words.say("map-checkpoint")));
    }
    for (number, origin) in situation.origins.iter().enumerate() {
        let (x, y) = at(origin.junction);
        let r = letters * 0.5;
        let _ = write!(shapes, "<circle cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"{r:.1}\"/>");
        // Where there is no room for every name, those of the most people stay.
        let rank = [50_000, 20_000, 10_000, 5_000, 1_000].iter().take_while(|&&most| origin.persons.0 < most).count();
        let start = situation.start_of(OriginId::at(number));
        tell(&start, origin.junction, 1 + rank as u32, r, String::new());
    }
    let sites: BTreeSet<String> = wanted.iter().map(|l| l.text.clone()).collect();
    let mut dots = String::new();
    let used: BTreeSet<JunctionId> = plan
        .courses
        .iter()
        .flat_map(|c| &c.roads)
        .chain(situation.corridors.iter().flat_map(|c| &c.roads))
        .flat_map(|&r| [network.from(r), network.to(r)])
        .collect();
    let on_the_way = situation.named.iter().filter(|n| used.contains(&n.junction) && !sites.contains(&n.name));
    for named in on_the_way {
        let (x, y) = at(named.junction);
        let people = population(network, named.position, &named.name);
        wanted.push(Label {
            text: named.name.clone(),
            note: String::new(),
            x,
            y,
            radius: letters * 0.22,
            rank: 10 + 1_000_000_000 / (people + 1).min(900_000_000),
            size: letters * 0.86,
        });
    }
    wanted.sort_by_key(|l| l.rank);
    let mut texts = String::new();
    for label in &wanted {
        if let Some(text) = labels.place(label) {
            texts.push_str(&text);
            if label.rank >= 10 {
                let (x, y, r) = (label.x, label.y, label.radius);
                let _ = write!(dots, "<circle cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"{r:.1}\"/>");
            }
        }
    }
    format!(
        "<g fill=\"#fff\" stroke=\"#000\" stroke-width=\"1.2\">{dots}</g>\
         <g fill=\"#fff\" stroke=\"#000\" stroke-width=\"2.2\">{shapes}</g>\
         <g paint-order=\"stroke\" stroke=\"#fff\" stroke-width=\"3.4\" stroke-linejoin=\"round\">{texts}</g>"
    )
}

/// How many people live in a named place, as the network's gazetteer has it.
fn population(network: &Network, position: Position, name: &str) -> u32 {
    let same = network.places().iter().filter(|p| p.name == name || p.position == position);
    same.filter(|p| p.position.metres_to(position) < 3_000.0).map(|p| p.population).max().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::outcome::sample;
    use crate::words::Language;

    #[test]
    fn the_map_names_every_place_once_and_tells_what_it_is() {
        let words = Words::new(Language::En);
        for size in [Size::Wide, Size::Narrow] {
            let svg = draw(&sample::outcome(), &words, size);
            for place in ["Mariupol", "Rozivka", "Polohy", "Orikhiv", "Zaporizhzhia"] {
                assert_eq!(svg.matches(&format!(">{place}<")).count(), 1, "{place}");
            }
            assert!(svg.contains("<title") && svg.contains("<desc") && svg.contains("km"));
            assert!(!svg.contains("NaN") && !svg.contains("inf"));
            let mut tags = closed_tags(&svg);
            assert!(tags.all(|fine| fine), "the map is well-formed XML");
        }
        assert_eq!(words.missing(), Vec::<String>::new());
    }

    #[test]
    fn a_plan_without_any_flow_still_has_its_map() {
        let mut outcome = sample::outcome();
        outcome.likely.plan.movements.clear();
        outcome.likely.plan.courses.clear();
        let svg = draw(&outcome, &Words::new(Language::Uk), Size::Wide);
        assert!(svg.contains("Mariupol") && !svg.contains("NaN"));
    }

    /// Whether each tag is closed by its own name, in order.
    fn closed_tags(svg: &str) -> impl Iterator<Item = bool> {
        let mut open: Vec<&str> = Vec::new();
        let mut fine = Vec::new();
        for tag in svg.split('<').skip(1) {
            let tag = tag.split('>').next().unwrap_or_default();
            let name = tag.trim_start_matches('/').split([' ', '/']).next().unwrap_or_default();
            if let Some(closed) = tag.strip_prefix('/') {
                fine.push(open.pop() == Some(closed));
            } else if !tag.ends_with('/') {
                open.push(name);
            }
        }
        fine.push(open.is_empty());
        fine.into_iter()
    }
}
