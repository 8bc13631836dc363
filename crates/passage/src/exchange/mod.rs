//! Outward formats: what other programs and people with a spreadsheet or a map take from a plan.

pub mod calls;
pub mod dispatch;
pub mod exercise;
pub mod geojson;
pub mod json_place;
pub mod matsim_population;
pub mod plan_json;
pub mod rosters;
pub mod schedules;
pub mod walks;
