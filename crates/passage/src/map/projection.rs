//! From positions to points on the page: equirectangular about the middle latitude, north up. Within a few hundred
//! kilometres its shapes and distances are off by less than a line's width.

use passage_model::units::Position;

/// The page of one map.
#[derive(Clone, Copy, Debug)]
pub struct Projection {
    /// Points across.
    pub width: f64,
    /// Points down.
    pub height: f64,
    west: f64,
    north: f64,
    per_lon: f64,
    per_lat: f64,
}

/// Metres in a degree of latitude on the sphere of radius 6,371,008.8 m.
const METRES_PER_DEGREE: f64 = 111_195.08;

impl Projection {
    /// A page of `width` points that shows all of `shown` with a margin; at least a kilometre, neither much higher
    /// nor much flatter than wide.
    pub fn around(shown: &[Position], width: f64) -> Self {
        let bounds = shown.iter().fold(None, |bounds: Option<(f64, f64, f64, f64)>, p| {
            let (lon, lat) = (p.lon_degrees(), p.lat_degrees());
            Some(bounds.map_or((lon, lat, lon, lat), |(w, s, e, n)| (w.min(lon), s.min(lat), e.max(lon), n.max(lat))))
        });
        let (west, south, east, north) = bounds.unwrap_or_default();
        let (middle_lon, middle_lat) = (f64::midpoint(west, east), f64::midpoint(south, north));
        let shrink = middle_lat.to_radians().cos().max(0.01);
        let across = ((east - west) * METRES_PER_DEGREE * shrink).max(1_000.0);
        let down = ((north - south) * METRES_PER_DEGREE).max(1_000.0);
        let (margin_x, margin_y) = (width * 0.09, width * 0.07);
        let height = (down / across * (width - 2.0 * margin_x) + 2.0 * margin_y).clamp(width * 0.5, width * 1.15);
        let scale = ((width - 2.0 * margin_x) / across).min((height - 2.0 * margin_y) / down);
        let (per_lon, per_lat) = (scale * METRES_PER_DEGREE * shrink, scale * METRES_PER_DEGREE);
        Self {
            width,
            height,
            west: middle_lon - width / 2.0 / per_lon,
            north: middle_lat + height / 2.0 / per_lat,
            per_lon,
            per_lat,
        }
    }

    /// Where a position lies on the page.
    pub fn point(&self, position: Position) -> (f64, f64) {
        let x = (position.lon_degrees() - self.west) * self.per_lon;
        (x, (self.north - position.lat_degrees()) * self.per_lat)
    }

    /// Where positions lie on the page.
    pub fn all(&self, positions: impl Iterator<Item = Position>) -> Vec<(f64, f64)> {
        positions.map(|p| self.point(p)).collect()
    }

    /// Whether a point lies on the page.
    pub fn holds(&self, (x, y): (f64, f64)) -> bool {
        (0.0..=self.width).contains(&x) && (0.0..=self.height).contains(&y)
    }

    /// Points for a kilometre.
    pub fn per_kilometre(&self) -> f64 {
        self.per_lat / METRES_PER_DEGREE * 1000.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(lat: f64, lon: f64) -> Position {
        Position::from_degrees(lat, lon).unwrap()
    }

    #[test]
    fn everything_shown_is_on_the_page_with_north_up() {
        let (south, north) = (at(47.1, 37.5), at(47.8, 35.1));
        let page = Projection::around(&[south, north], 960.0);
        assert!(page.holds(page.point(south)) && page.holds(page.point(north)));
        assert!(page.point(north).1 < page.point(south).1 && page.point(north).0 < page.point(south).0);
        let apart = (page.point(south).0 - page.point(north).0).hypot(page.point(south).1 - page.point(north).1);
        let kilometres = south.metres_to(north) / 1000.0;
        assert!((apart / page.per_kilometre() / kilometres - 1.0).abs() < 0.01);
    }

    #[test]
    fn one_point_alone_or_none_makes_a_page_too() {
        for shown in [vec![], vec![at(47.0, 37.0)]] {
            let page = Projection::around(&shown, 380.0);
            assert!(page.height.is_finite() && page.per_kilometre().is_finite());
        }
    }
}
