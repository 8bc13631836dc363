//! A map for what moves: what lies still under it, and the names over it.

use super::{Ground, Projection, Size, backdrop, furniture, line, marks, shown};
use crate::markup::escape;
use crate::words::Words;
use passage_model::id::RoadId;
use std::collections::BTreeSet;
use std::fmt::Write as _;

/// The two layers, each the inside of an SVG of the projection's size.
pub struct Still {
    /// From positions to points; those of all sizes are in proportion to one another.
    pub projection: Projection,
    /// Roads for orientation, and corridors.
    pub under: String,
    /// Sites, checkpoints and places with their names, scale and north.
    pub over: String,
    /// The height of its letters.
    pub letters: f64,
}

/// The still layers of a map with the roads of a plan, which are not drawn but kept free of names where that can be had.
pub fn still(ground: &Ground<'_>, used: &BTreeSet<RoadId>, words: &Words, size: Size) -> Still {
    let projection = Projection::around(&shown(ground, used.iter()), size.width());
    let along = |road: &RoadId| projection.all(ground.network.line(*road));
    let lines = used.iter().flat_map(|road| {
        let line = along(road);
        line.first().copied().into_iter().chain(line::stations(&line, 8.0).into_iter().map(|(x, y, _)| (x, y)))
    });
    let mut along: Vec<(f64, f64)> = Vec::new();
    for point in lines {
        // Short roads would count more than long ones otherwise.
        if along.last().is_none_or(|last| (last.0 - point.0).hypot(last.1 - point.1) >= 4.0) {
            along.push(point);
        }
    }
    Still {
        under: backdrop::draw(ground.network, &projection) + &corridors(ground, &projection),
        over: marks(ground, words, &projection, size, along) + &furniture::draw(&projection, size, words, 0),
        letters: size.letters(),
        projection,
    }
}

/// The corridors as pale bands: dashes would be read as closed.
fn corridors(ground: &Ground<'_>, projection: &Projection) -> String {
    let mut svg = String::from(
        "<g fill=\"none\" stroke=\"#d5d9e4\" stroke-width=\"8\" stroke-linejoin=\"round\" stroke-linecap=\"round\">",
    );
    for corridor in &ground.situation.corridors {
        let points = line::simple(projection.all(corridor.roads.iter().flat_map(|&r| ground.network.line(r))), 0.4);
        let _ = write!(svg, "<path d=\"{}\"><title>{}</title></path>", line::path(&points), escape(&corridor.name));
    }
    svg.push_str("</g>");
    svg
}
