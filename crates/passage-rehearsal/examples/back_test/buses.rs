//! Buses that were known, on the evening before, to stand on their way with people or for people.

use crate::record::Date;
use crate::score::Forecast;
use passage_rehearsal::Spread;

/// A column of buses.
#[derive(Clone, Copy, Debug)]
pub struct Column {
    /// The day foretold.
    pub date: Date,
    /// Buses known of on the evening before.
    pub known: u32,
    /// What was known.
    pub told: &'static str,
    /// Persons who came in how many buses; none where they were held.
    pub came: Option<(u32, u32)>,
}

const fn column(date: (u32, u32), known: u32, told: &'static str, came: Option<(u32, u32)>) -> Column {
    Column { date: Date::new(date.0, date.1), known, told, came }
}

/// Persons in a bus: least 26 (79 in 3), usually 48 (46 and 50), most 70: `domain.md` A.8.
pub const IN_A_BUS: Spread = Spread { least: 26.0, likely: 48.0, most: 70.0 };
/// Columns of 12, 13 and 16 March, all held: they got through so often, of so many.
pub const FITTED: (u32, u32) = (0, 3);

/// Every column after 17 March whose number was told, from `corridors_2022.csv`; those of other places than Mariupol and Berdiansk
/// are left out, and columns whose number nobody told (24 March, 9 to 12 April).
pub const COLUMNS: [Column; 9] = [
    column((3, 19), 5, "5 spent the night on the road", Some((471, 5))),
    column((3, 22), 26, "26 had reached Berdiansk", Some((1100, 15))),
    column((3, 26), 48, "48 held at Vasylivka, with 4,000 people", Some((4000, 53))),
    column((3, 28), 15, "15 had reached the checkpoint of Berdiansk", None),
    column((3, 29), 15, "the same 15", None),
    column((4, 1), 45, "45 not let into Berdiansk, 600 people on board", Some((2500, 54))),
    column((4, 3), 17, "17 more sent to Berdiansk", Some((408, 10))),
    column((4, 4), 7, "7 of the Red Cross had reached Manhush", None),
    column((4, 5), 22, "those 7, and 15 from Zaporizhzhia", Some((400, 7))),
];

/// The chance that a column gets through, with half a time more for either.
pub fn chance() -> f64 {
    (f64::from(FITTED.0) + 0.5) / (f64::from(FITTED.1) + 1.0)
}

impl Column {
    /// Persons who come in it: all buses that are known or none.
    pub fn forecast(&self) -> Forecast {
        let held = 1.0 - chance();
        Forecast::of(
            |share| {
                if share <= held { 0.0 } else { f64::from(self.known) * IN_A_BUS.at((share - held) / chance()) }
            },
        )
    }

    /// Persons who came.
    pub fn persons(&self) -> f64 {
        self.came.map_or(0.0, |(persons, _)| f64::from(persons))
    }
}
