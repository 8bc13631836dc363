//! The messages of the figures of a rehearsal: what each is, and why it is as it is.

use passage_rehearsal::Figure;

/// What a figure is.
pub const fn what(figure: Figure) -> &'static str {
    match figure {
        Figure::ReadyLate => "figure-ready-late",
        Figure::LeaveEarly => "figure-leave-early",
        Figure::EarlyBy => "figure-early-by",
        Figure::Stay => "figure-stay",
        Figure::Join => "figure-join",
        Figure::PersonsInCar => "figure-persons-in-car",
        Figure::CheckpointPace => "figure-checkpoint-pace",
        Figure::Pauses => "figure-checkpoint-pauses",
        Figure::PauseLasts => "figure-pause-lasts",
        Figure::RoadPace => "figure-road-pace",
        Figure::Breakdowns => "figure-breakdowns",
        Figure::BreakdownLasts => "figure-breakdown-lasts",
        Figure::ShortOfFuel => "figure-short-of-fuel",
        Figure::FuelFor => "figure-fuel-for",
        Figure::OpensLate => "figure-opens-late",
        Figure::LateBy => "figure-late-by",
        Figure::OpensEarly => "figure-opens-early",
        Figure::OpensBy => "figure-opens-by",
        Figure::EndsEarly => "figure-ends-early",
        Figure::EndsBy => "figure-ends-by",
        Figure::Extended => "figure-extended",
        Figure::ExtendedBy => "figure-extended-by",
        Figure::Incidents => "figure-incidents",
        Figure::IncidentLasts => "figure-incident-lasts",
        Figure::DarkTime => "figure-dark-time",
        Figure::OtherRoad => "figure-other-road",
        Figure::Follow => "figure-follow",
        Figure::Mined => "figure-mined",
        Figure::MinedLasts => "figure-mined-lasts",
        Figure::ConvoyGap => "figure-convoy-gap",
    }
}

/// Why it is as it is where no scenario gives it.
pub const fn why(figure: Figure) -> &'static str {
    match figure {
        Figure::ReadyLate => "why-ready-late",
        Figure::LeaveEarly => "why-leave-early",
        Figure::EarlyBy => "why-early-by",
        Figure::Stay => "why-stay",
        Figure::Join => "why-join",
        Figure::PersonsInCar => "why-persons-in-car",
        Figure::CheckpointPace => "why-checkpoint-pace",
        Figure::Pauses => "why-checkpoint-pauses",
        Figure::PauseLasts => "why-pause-lasts",
        Figure::RoadPace => "why-road-pace",
        Figure::Breakdowns => "why-breakdowns",
        Figure::BreakdownLasts => "why-breakdown-lasts",
        Figure::ShortOfFuel => "why-short-of-fuel",
        Figure::FuelFor => "why-fuel-for",
        Figure::OpensLate => "why-opens-late",
        Figure::LateBy => "why-late-by",
        Figure::OpensEarly => "why-opens-early",
        Figure::OpensBy => "why-opens-by",
        Figure::EndsEarly => "why-ends-early",
        Figure::EndsBy => "why-ends-by",
        Figure::Extended => "why-extended",
        Figure::ExtendedBy => "why-extended-by",
        Figure::Incidents => "why-incidents",
        Figure::IncidentLasts => "why-incident-lasts",
        Figure::DarkTime => "why-dark-time",
        Figure::OtherRoad => "why-other-road",
        Figure::Follow => "why-follow",
        Figure::Mined => "why-mined",
        Figure::MinedLasts => "why-mined-lasts",
        Figure::ConvoyGap => "why-convoy-gap",
    }
}
