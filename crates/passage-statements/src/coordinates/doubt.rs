//! A position that lies far from where it should be, and the slip of the hand that explains it.

use super::mgrs::Reference;
use super::read::{Form, Reading};
use super::utm::Utm;
use passage_model::units::Position;

/// Where a position should lie.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Area {
    /// Its middle.
    pub middle: Position,
    /// How far from there it reaches, in metres.
    pub metres: f64,
}

/// What people get wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Slip {
    /// Latitude and longitude in the other order.
    Swapped,
    /// North for south or the other way, or a minus lost.
    LatitudeSign,
    /// East for west or the other way, or a minus lost.
    LongitudeSign,
    /// Both signs.
    BothSigns,
    /// Another zone of the grid.
    Zone(u8),
}

/// A position out of its area.
#[derive(Clone, Debug, PartialEq)]
pub struct Doubt {
    /// How far it is from the middle of the area, in metres.
    pub metres: f64,
    /// The slips that would bring it into the area, with where it would be, the nearest to the middle first.
    pub likely: Vec<(Slip, Position)>,
}

impl Reading {
    /// What is doubtful about a position that should lie in an area; `None` where it does.
    pub fn doubt(&self, area: Area) -> Option<Doubt> {
        let metres = self.position.metres_to(area.middle);
        if metres <= area.metres {
            return None;
        }
        let mut likely: Vec<(Slip, Position)> = self.slips().collect();
        likely.retain(|(_, position)| position.metres_to(area.middle) <= area.metres);
        likely.sort_by(|a, b| a.1.metres_to(area.middle).total_cmp(&b.1.metres_to(area.middle)));
        Some(Doubt { metres, likely })
    }

    fn slips(&self) -> impl Iterator<Item = (Slip, Position)> {
        let (lat, lon) = (self.position.lat_degrees(), self.position.lon_degrees());
        let turned = [
            (Slip::Swapped, lon, lat),
            (Slip::LatitudeSign, -lat, lon),
            (Slip::LongitudeSign, lat, -lon),
            (Slip::BothSigns, -lat, -lon),
        ];
        let turned = turned.into_iter().filter_map(|(slip, lat, lon)| Some((slip, Position::from_degrees(lat, lon)?)));
        turned
            .filter(|_| matches!(self.form, Form::Decimal | Form::Degrees))
            .chain(self.zones())
            .collect::<Vec<_>>()
            .into_iter()
    }

    /// The same reference in the zones beside its own.
    fn zones(&self) -> Vec<(Slip, Position)> {
        let own = match (self.form, Reference::read(&self.quoted), Utm::of(self.position)) {
            (Form::Mgrs, Some(reference), _) => reference.zone,
            (Form::Utm, _, Some(utm)) => utm.zone,
            _ => return Vec::new(),
        };
        let beside = [own + 58, own].map(|zone| zone % 60 + 1);
        let there = beside.into_iter().filter_map(|zone| {
            let position = if self.form == Form::Mgrs {
                Reference { zone, ..Reference::read(&self.quoted)? }.position()?
            } else {
                let (lat, lon) = Utm { zone, ..Utm::of(self.position)? }.degrees();
                Position::from_degrees(lat, lon)?
            };
            Some((Slip::Zone(zone), position))
        });
        there.collect()
    }
}
