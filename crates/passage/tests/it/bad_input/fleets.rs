//! Fleets, depots and those who are carried.

use super::{Case, says};

/// The scenario with a fleet in place of its last corridor's beginning.
macro_rules! fleet {
    ($title:literal, $group:literal, $fleet:literal) => {
        Case::changed(
            $title,
            "persons = 2000\n",
            concat!("persons = 2000\n", $group, "\n[[depot]]\nname = \"Garage\"\nplace = \"Mariupol\"\n\n", $fleet),
        )
    };
}

pub const CASES: &[Case] = &[
    fleet!(
        "A fleet that stands nowhere",
        "",
        "[[fleet]]\nname = \"city buses\"\nkind = \"bus\"\ndepot = \"Garag\"\nvehicles = 50\n"
    ),
    fleet!(
        "A group carried by a fleet that is not there",
        "carried_by = [\"city bus\"]\n",
        "[[fleet]]\nname = \"city buses\"\nkind = \"bus\"\ndepot = \"Garage\"\nvehicles = 50\n"
    ),
    fleet!(
        "A group carried by a list of nobody",
        "carried_by = []\n",
        "[[fleet]]\nname = \"city buses\"\nkind = \"bus\"\ndepot = \"Garage\"\nvehicles = 50\n"
    ),
    Case::changed("A site for no kind at all", "room = 2000\n", "room = 2000\nonly = []\n"),
    fleet!(
        "A group carried by vehicles of another kind",
        "carried_by = [\"ambulances\"]\n",
        "[[fleet]]\nname = \"ambulances\"\nkind = \"medical\"\ndepot = \"Garage\"\nvehicles = 10\n"
    ),
    fleet!(
        "A carried group with vehicles of its own",
        "vehicles = 30\ncarried_by = [\"city buses\"]\n",
        "[[fleet]]\nname = \"city buses\"\nkind = \"bus\"\ndepot = \"Garage\"\nvehicles = 50\n"
    ),
    fleet!(
        "Trucks with seats",
        "",
        "[[fleet]]\nname = \"aid\"\nkind = \"truck\"\ndepot = \"Garage\"\nvehicles = 5\nseats = 2\n\
         deliver_to = \"Mariupol\"\nby = \"15:00\"\n"
    ),
    fleet!(
        "Aid without a time",
        "",
        "[[fleet]]\nname = \"aid\"\nkind = \"truck\"\ndepot = \"Garage\"\nvehicles = 5\ndeliver_to = \"Mariupol\"\n"
    ),
    fleet!(
        "A crew that never rests",
        "",
        "[[fleet]]\nname = \"city buses\"\nkind = \"bus\"\ndepot = \"Garage\"\nvehicles = 50\ncrew_hours = 30\n"
    ),
    fleet!(
        "A column of thirty-one",
        "escorted_by = [\"lead cars\"]\n",
        "[[fleet]]\nname = \"lead cars\"\nkind = \"lead\"\ndepot = \"Garage\"\nvehicles = 4\ncolumn = 31\n"
    ),
    fleet!(
        "A column longer than is advised",
        "escorted_by = [\"lead cars\"]\n",
        "[[fleet]]\nname = \"lead cars\"\nkind = \"lead\"\ndepot = \"Garage\"\nvehicles = 4\ncolumn = 14\n"
    ),
    fleet!(
        "A gap that is no time",
        "escorted_by = [\"lead cars\"]\n",
        "[[fleet]]\nname = \"lead cars\"\nkind = \"lead\"\ndepot = \"Garage\"\nvehicles = 4\ngap = \"a while\"\n"
    ),
    fleet!(
        "A group led by buses",
        "escorted_by = [\"city buses\"]\n",
        "[[fleet]]\nname = \"city buses\"\nkind = \"bus\"\ndepot = \"Garage\"\nvehicles = 50\n"
    ),
    fleet!(
        "A group carried by lead cars",
        "carried_by = [\"lead cars\"]\n",
        "[[fleet]]\nname = \"lead cars\"\nkind = \"lead\"\ndepot = \"Garage\"\nvehicles = 4\n"
    ),
    fleet!(
        "Lead cars with seats",
        "escorted_by = [\"lead cars\"]\n",
        "[[fleet]]\nname = \"lead cars\"\nkind = \"lead\"\ndepot = \"Garage\"\nvehicles = 4\nseats = 3\n"
    ),
    Case::changed("A bus that is escorted", "kind = \"own car\"", "kind = \"bus\"\nescorted_by = [\"lead cars\"]"),
    Case::changed("A site for no known kind", "room = 2000", "room = 2000\nonly = [\"medcal\"]"),
    Case::changed("A bus as large as a train", "[[assembly]]", "[traffic]\nequivalents = { bus = 25 }\n\n[[assembly]]"),
];

#[test]
fn each_fault_of_a_fleet_is_said_where_it_stands() {
    let codes = [
        ("A fleet that stands nowhere", "scenario.unknown-name", "Did you mean \"Garage\"?"),
        // The caret stands under the name, not under the table.
        ("A fleet that stands nowhere", "scenario.unknown-name", "| depot = \"Garag\"\n    :         ^^^|^^^"),
        ("A group carried by a fleet that is not there", "scenario.unknown-name", "Did you mean \"city buses\"?"),
        ("A group carried by a list of nobody", "scenario.empty-list", "carried_by = []"),
        ("A site for no kind at all", "scenario.empty-list", "leave \"only\" out"),
        ("A group carried by vehicles of another kind", "scenario.carried", "same kind"),
        ("A carried group with vehicles of its own", "scenario.carried", "vehicles = 30"),
        ("Trucks with seats", "scenario.fleet-task", "seats = 2"),
        ("Aid without a time", "scenario.missing-key", "\"by\" is missing"),
        ("A crew that never rests", "scenario.out-of-range", "crew_hours = 30"),
        ("A column of thirty-one", "scenario.out-of-range", "column = 31"),
        ("A column longer than is advised", "scenario.implausible", "column = 14"),
        ("A gap that is no time", "scenario.out-of-range", "gap = \"10 min\""),
        ("A group led by buses", "scenario.escorted", "kind = \"lead\""),
        ("A group carried by lead cars", "scenario.escorted", "escorted_by = [\"lead cars\"]"),
        ("Lead cars with seats", "scenario.fleet-task", "seats = 3"),
        ("A bus that is escorted", "scenario.escorted", "only own cars"),
        ("A site for no known kind", "scenario.unknown-choice", "Did you mean \"medical\"?"),
        ("A bus as large as a train", "scenario.out-of-range", "bus = 25"),
    ];
    for (title, code, words) in codes {
        let said = says(title);
        assert!(said.contains(code) && said.contains(words), "{title}:\n{said}");
    }
}
