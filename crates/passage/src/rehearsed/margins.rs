//! Margins in words: what makes a plan safer, and what it costs.

use super::document::{clock, share};
use super::screen;
use crate::offers::screen::paragraph;
use crate::outcome::names::who;
use crate::outcome::times::{Times, duration};
use crate::words::{Words, count};
use passage_model::id::OriginId;
use passage_model::time::Clock;
use passage_model::units::Seconds;
use passage_rehearsal::{Hardened, Margins, Moment, Search, Stage};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// What is told.
pub struct Told<'a> {
    /// The share of days that may have somebody caught.
    pub limit: f64,
    /// What was found.
    pub search: &'a Search,
    /// The plan.
    pub stage: &'a Stage<'a>,
    /// Its clock.
    pub times: &'a Times,
    /// The language.
    pub words: &'a Words,
}

impl Told<'_> {
    /// The document.
    pub fn document(&self, seed: u64) -> Value {
        json!({
            "plan": self.stage.plan.digest(),
            "seed": seed,
            "limit": self.limit,
            "days": self.search.days,
            "as_planned": hardened(&self.search.plan),
            "proposed": self.search.best.as_ref().map(hardened),
            "tried": self.search.tried.iter().map(hardened).collect::<Vec<_>>(),
        })
    }

    /// The screen.
    pub fn screen(&self, exercise: bool) -> String {
        let (mut out, words) = (String::new(), self.words);
        if exercise {
            let _ = writeln!(out, "{}", words.say("exercise-line"));
        }
        let plan = &self.search.plan;
        let figures = |of: &Hardened| {
            vec![
                ("called", count(of.called)),
                ("share", screen::share(&of.caught, words).into()),
                ("dry", screen::share(&of.out_of_fuel, words).into()),
                ("safe", count(of.safe.round() as u64)),
                ("less", count(plan.called.saturating_sub(of.called))),
                ("limit", words.decimal(self.limit * 100.0, 0).into()),
                ("days", count(self.search.days)),
                ("tried", count(self.search.tried.len() as u64)),
            ]
        };
        paragraph(&mut out, &words.tell("rehearse-harden-plan", &figures(plan)), "");
        if plan.out_of_fuel.days > 0 && self.search.best.is_none() {
            paragraph(&mut out, &words.tell("rehearse-harden-out-of-fuel", &figures(plan)), "");
        }
        let Some(best) = &self.search.best else {
            paragraph(&mut out, &words.tell("rehearse-harden-none", &figures(plan)), "");
            if let Some(least) = self.least() {
                paragraph(&mut out, &words.tell("rehearse-harden-least", &figures(least)), "");
                self.margins(&mut out, least);
            }
            return out;
        };
        if best.margins == Margins::NONE {
            paragraph(&mut out, &words.tell("rehearse-harden-enough", &figures(best)), "");
            return out;
        }
        paragraph(&mut out, &words.tell("rehearse-harden-best", &figures(best)), "");
        self.margins(&mut out, best);
        paragraph(&mut out, &words.tell("rehearse-harden-days", &figures(best)), "");
        if best.out_of_fuel.days > 0 {
            paragraph(&mut out, &words.tell("rehearse-harden-out-of-fuel", &figures(best)), "");
        }
        out
    }

    /// The margins that were tried with the least risk.
    fn least(&self) -> Option<&Hardened> {
        let tried = self.search.tried.iter();
        tried.min_by(|a, b| a.caught.share.total_cmp(&b.caught.share).then(b.safe.total_cmp(&a.safe)))
    }

    fn margins(&self, out: &mut String, of: &Hardened) {
        let (words, margins) = (self.words, of.margins);
        if margins.earlier > Moment(0) {
            let earlier = duration(Seconds((margins.earlier.0 / 1_000_000) as u32), words);
            paragraph(out, &words.tell("rehearse-margin-earlier", &[("by", earlier.into())]), "  ");
            for (who, last) in self.last_calls(margins) {
                let figures = [("who", who.into()), ("time", self.times.minute(last, words).into())];
                paragraph(out, &words.tell("rehearse-margin-last", &figures), "    ");
            }
        }
        if margins.called < 100 {
            paragraph(out, &words.tell("rehearse-margin-called", &[("n", margins.called.to_string().into())]), "  ");
        }
        if margins.first_hour < 100 {
            let figures = [("n", margins.first_hour.to_string().into())];
            paragraph(out, &words.tell("rehearse-margin-first-hour", &figures), "  ");
        }
    }
}

impl Told<'_> {
    /// Of each group and day the last moment at which anybody is called.
    fn last_calls(&self, margins: Margins) -> Vec<(String, Clock)> {
        let stage = self.stage.with(margins);
        let mut last: BTreeMap<(OriginId, String), Clock> = BTreeMap::new();
        for (number, vehicle) in (0u32..).zip(&stage.trips.vehicles).filter(|(_, vehicle)| vehicle.latest > Moment(0)) {
            if let (Some(origin), Some(called)) = (stage.group(number), clock(vehicle.called)) {
                let date = self.times.stamp(called).chars().take(10).collect();
                let known = last.entry((origin, date)).or_insert(called);
                *known = called.max(*known);
            }
        }
        let told = |((origin, _), called): ((OriginId, String), Clock)| {
            let group = &self.stage.situation.origins[origin.index()];
            (who("group-at", &group.assembly, &group.group, self.words), called)
        };
        last.into_iter().map(told).collect()
    }
}

fn hardened(of: &Hardened) -> Value {
    json!({
        "turn_back_earlier_seconds": of.margins.earlier.0 / 1_000_000,
        "called_percent": of.margins.called,
        "called_percent_in_the_first_hour": of.margins.first_hour,
        "persons_called": of.called,
        "caught": share(&of.caught),
        "out_of_fuel": share(&of.out_of_fuel),
        "mean_safe": (of.safe * 10.0).round() / 10.0,
    })
}
