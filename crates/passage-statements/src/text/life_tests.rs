//! Lives of corridors: nothing without evidence, nothing out of order, and every failure exit with its case.

use super::*;
use crate::clock::Context;

const HEAD: &str = "version = 1\ncorridor = 'Mariupol'\nzone = 'Europe/Kyiv'\ndate = '2022-03-05'\n";

fn codes(steps: &str) -> Vec<String> {
    read_history((HEAD.to_owned() + steps).as_bytes()).1.iter().map(|f| format!("{}: {}", f.code, f.words)).collect()
}

#[test]
fn opened_needs_a_first_vehicle_time_and_a_place() {
    let steps = "[[step]]\nto = 'opened'\nat = '11:00'\n";
    assert_eq!(codes(steps), ["life.no-evidence: \"opened\" needs a first-vehicle time and a place"]);
    assert!(codes(&(steps.to_owned() + "first_vehicle = '11:20'\nplace = 'Vasylivka'\n")).is_empty());
    assert_eq!(
        codes("[[step]]\nto = 'openend'\nat = '11:00'\n"),
        ["life.no-such-state: \"openend\" is no state of a corridor"]
    );
}

#[test]
fn every_state_but_the_time_needs_something_and_every_failure_has_its_case() {
    for state in State::ALL {
        assert!(!state.needs().is_empty(), "{state:?}");
        assert_eq!(state.is_failure(), state.case().is_some(), "{state:?}");
        let wanting = format!("[[step]]\nto = '{}'\nat = '11:00'\n", state.name());
        assert_eq!(codes(&wanting).len(), 1, "{state:?}");
    }
}

#[test]
fn a_life_is_lived_as_of_a_moment_and_stops_where_a_step_does_not_follow() {
    let steps = "[[step]]\nto = 'announced by one side'\nat = '06:00'\nby = 'city council'\nchannel = 'Telegram'\n\
        [[step]]\nto = 'never opened'\nat = '12:00'\nby = 'city council'\nreason = 'shelling'\n\
        [[step]]\nto = 'flowing'\nat = '13:00'\nseen_by = 'nobody'\n";
    let (history, findings) = read_history((HEAD.to_owned() + steps).as_bytes());
    assert!(findings.is_empty());
    let history = history.unwrap();
    let context = Context { zone: history.zone.clone(), date: "2022-03-05".parse().ok(), said_at: None };
    let by = |time: &str| history.life(Some(context.moment(time).unwrap().at), |_| None);
    assert_eq!(by("05:00").unwrap().state(), State::Proposed);
    assert_eq!(by("06:00").unwrap().state(), State::AnnouncedByOneSide);
    assert_eq!(by("12:30").unwrap().state(), State::NeverOpened);
    let stopped = by("13:00").unwrap_err();
    assert_eq!(stopped, Stopped { step: 2, refused: Refused::DoesNotFollow(State::NeverOpened, State::Flowing) });
}

#[test]
fn agreement_in_detail_is_not_written_but_found() {
    let steps = "[[step]]\nto = 'agreed in detail'\nat = '06:00'\ntexts = ['a.toml', 'b.toml']\n";
    let history = read_history((HEAD.to_owned() + steps).as_bytes()).0.unwrap();
    assert_eq!(history.life(None, |_| None).unwrap_err().refused, Refused::NotFound(State::AgreedInDetail));
}
