//! Bands and figures, drawn.

use crate::record::{Day, FITTED};
use crate::score::{Band, Forecast};
use std::fmt::{Result, Write};

const WIDE: f64 = 960.0;
const HIGH: f64 = 380.0;
/// Where the days begin, and the lowest and the highest figure are.
const LEFT: f64 = 64.0;
const GROUND: f64 = 330.0;
const TOP: f64 = 30.0;
/// The highest figure that is drawn.
const MOST: f64 = 15_000.0;
/// Between two days.
const STEP: f64 = 18.0;

/// The picture: a bar from end to end of each band, a dot for each claim. By roots, so that small figures are seen.
pub fn picture(days: &[Day], forecasts: &[Forecast]) -> std::result::Result<String, std::fmt::Error> {
    let mut picture = String::new();
    writeln!(
        picture,
        r##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDE} {HIGH}" font-family="sans-serif" font-size="12" role="img">
<title>Foretold and reported, Mariupol to Zaporizhzhia, 5 March to 22 April 2022</title>
<rect width="{WIDE}" height="{HIGH}" fill="#fff"/>"##
    )?;
    scale(&mut picture)?;
    for (number, (day, forecast)) in days.iter().zip(forecasts).enumerate() {
        let x = LEFT + STEP * (number as f64 + 0.5);
        bar(&mut picture, x, 12.0, "#cfdcec", forecast.nine_of_ten())?;
        bar(&mut picture, x, 12.0, "#7fa3cc", forecast.half())?;
        let middle = height(forecast.median());
        writeln!(picture, r##"<path d="M{:.1} {middle:.1}h12" stroke="#1d3f6e" stroke-width="2"/>"##, x - 6.0)?;
        for (place, claim) in day.claims.iter().enumerate() {
            let fill = if place == 0 { "#c2410c" } else { "#fff" };
            let y = height(claim.persons);
            writeln!(
                picture,
                r##"<circle cx="{x:.1}" cy="{y:.1}" r="4" fill="{fill}" stroke="#c2410c" stroke-width="1.5"/>"##
            )?;
        }
        if matches!(day.date.day, 1 | 5 | 10 | 15 | 20 | 25) {
            writeln!(
                picture,
                r##"<text x="{x:.1}" y="{:.1}" text-anchor="middle" fill="#333">{}</text>"##,
                GROUND + 18.0,
                day.date
            )?;
        }
        if day.date == FITTED {
            let x = x + STEP / 2.0;
            writeln!(picture, r##"<path d="M{x:.1} {TOP}V{GROUND}" stroke="#333" stroke-dasharray="4 3"/>"##)?;
            writeln!(
                picture,
                r##"<text x="{:.1}" y="{:.1}" fill="#333">foretold from here on</text>"##,
                x + 5.0,
                TOP - 4.0
            )?;
            writeln!(
                picture,
                r##"<text x="{:.1}" y="{:.1}" text-anchor="end" fill="#333">fitted</text>"##,
                x - 5.0,
                TOP - 4.0
            )?;
        }
    }
    writeln!(
        picture,
        r##"<text x="{LEFT}" y="{:.1}" fill="#333">Persons a day. Pale: 90 % band, blue: 50 % band, line: middle. Full dots: the organiser's figure; empty ones: another claim.</text>
</svg>"##,
        HIGH - 10.0
    )?;
    Ok(picture)
}

fn scale(picture: &mut String) -> Result {
    for persons in [0, 100, 500, 1000, 2000, 4000, 6000, 8000, 10_000, 12_000, 14_000] {
        let y = height(f64::from(persons));
        let told = super::words::persons(f64::from(persons));
        writeln!(picture, r##"<path d="M{LEFT} {y:.1}H{WIDE}" stroke="#e5e5e5"/>"##)?;
        writeln!(
            picture,
            r##"<text x="{:.1}" y="{:.1}" text-anchor="end" fill="#333">{told}</text>"##,
            LEFT - 6.0,
            y + 4.0
        )?;
    }
    Ok(())
}

fn bar(picture: &mut String, x: f64, wide: f64, fill: &str, band: Band) -> Result {
    let (top, ground) = (height(band.high), height(band.low));
    let (left, high) = (x - wide / 2.0, ground - top);
    writeln!(picture, r#"<rect x="{left:.1}" y="{top:.1}" width="{wide}" height="{high:.1}" fill="{fill}"/>"#)
}

fn height(persons: f64) -> f64 {
    GROUND - (GROUND - TOP) * (persons.min(MOST) / MOST).sqrt()
}
