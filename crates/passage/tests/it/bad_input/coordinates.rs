//! Coordinates that are wrong.

use super::{Case, says};

/// Coordinates as the only argument.
macro_rules! coordinates {
    ($title:literal, $text:literal) => {
        Case::made($title, concat!("`passage coordinates '", $text, "'`"), |_| vec!["coordinates", $text])
    };
}

pub const CASES: &[Case] = &[
    coordinates!("Sixty-one minutes", "47°61'00\"N 37°32'36\"E"),
    coordinates!("Seconds beyond sixty", "47 05 75 37 32 36"),
    coordinates!("A latitude beyond the pole", "137.5434, 47.0971"),
    coordinates!("A minus beside a letter", "47.1N -37.5E"),
    coordinates!("Two latitudes", "47.1N 37.5N"),
    coordinates!("One number alone", "47.1"),
    coordinates!("A zone of the grid that is not there", "61T CN 89462 16983"),
    coordinates!("A square of another zone", "37T SN 89462 16983"),
    coordinates!("A grid reference with a blank in the wrong place", "37T CN 8946 216983"),
    coordinates!("The letter S, band or half", "18S 323480 4306481"),
    coordinates!("A northing that is not in its band", "37U 389463 5216984"),
];

#[test]
fn wrong_coordinates_are_refused_in_words() {
    for (title, code) in [("Sixty-one minutes", "coordinates.beyond-sixty"), ("A latitude beyond the pole", "Swapped?")]
    {
        let said = says(title);
        assert!(said.starts_with("exit code 3") && said.contains(code), "{said}");
    }
}
