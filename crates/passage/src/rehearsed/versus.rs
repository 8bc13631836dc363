//! Two plans on the same days, in words and as a document.

use super::document::share;
use super::screen;
use crate::offers::screen::{paragraph, row};
use crate::outcome::times::Times;
use crate::words::{Words, count};
use passage_model::plan::Plan;
use passage_rehearsal::{Proportion, Versus};
use serde_json::{Value, json};
use std::fmt::Write as _;
use std::path::Path;

/// One of the plans.
pub struct Side<'a> {
    /// Where it lies.
    pub path: &'a Path,
    /// The plan.
    pub plan: &'a Plan,
    /// Its clock.
    pub times: &'a Times,
}

/// What is told.
pub struct Told<'a> {
    /// What the days say.
    pub versus: Versus,
    /// Which days.
    pub seed: u64,
    /// A and B.
    pub plans: [Side<'a>; 2],
    /// The language.
    pub words: &'a Words,
}

impl Told<'_> {
    /// On how many days somebody was caught with each.
    fn shares(&self) -> [Proportion; 2] {
        let Versus { days, caught, .. } = self.versus;
        [caught.first, caught.second].map(|alone| Proportion::of(caught.both + alone, days))
    }

    /// The document.
    pub fn document(&self) -> Value {
        let Versus { days, safe, caught } = self.versus;
        let shares = self.shares();
        let side = |n: usize, mean: f64, variance: f64| {
            let plan = self.plans[n].plan;
            json!({
                "plan": plan.digest(),
                "scenario": plan.scenario,
                "planned": plan.safe(),
                "mean_safe": mean,
                "variance_of_safe": variance,
                "caught": share(&shares[n]),
            })
        };
        json!({
            "version": super::document::REHEARSAL_VERSION,
            "program": concat!("passage ", env!("CARGO_PKG_VERSION")),
            "seed": self.seed,
            "days": days,
            "first": side(0, safe.means.0, safe.variances.0),
            "second": side(1, safe.means.1, safe.variances.1),
            "safe": {
                "difference": safe.mean,
                "low": safe.low,
                "high": safe.high,
                "variance_of_difference": safe.variance,
                "told_apart": safe.tells(),
            },
            "caught": {
                "both": caught.both,
                "first_alone": caught.first,
                "second_alone": caught.second,
                "neither": caught.neither,
                "difference": caught.difference,
                "low": caught.low,
                "high": caught.high,
                "chance_if_alike": caught.chance,
                "told_apart": caught.tells(),
            },
        })
    }

    /// The screen.
    pub fn screen(&self, exercise: bool) -> String {
        let (mut out, words) = (String::new(), self.words);
        if exercise {
            let _ = writeln!(out, "{}", words.say("exercise-line"));
        }
        let path = |n: usize| self.plans[n].path.display().to_string();
        let figures = [
            ("first", path(0).into()),
            ("second", path(1).into()),
            ("n", count(self.versus.days)),
            ("seed", self.seed.to_string().into()),
        ];
        paragraph(&mut out, &words.tell("versus-title", &figures), "");
        self.horizons(&mut out);
        let [first, second] = &self.plans;
        if first.plan.scenario != second.plan.scenario {
            paragraph(&mut out, &words.say("versus-scenarios"), "");
        }
        out.push('\n');
        self.table(&mut out);
        out.push('\n');
        let Versus { safe, caught, .. } = self.versus;
        if first.plan.digest() == second.plan.digest() && safe.mean == 0.0 && caught.first + caught.second == 0 {
            paragraph(&mut out, &words.say("versus-same"), "");
            return out;
        }
        paragraph(&mut out, &self.safe(), "");
        paragraph(&mut out, &self.caught(), "");
        if let Some(line) = self.sharper() {
            paragraph(&mut out, &line, "");
        }
        out
    }

    /// Persons are counted by each plan's own end.
    fn horizons(&self, out: &mut String) {
        let [first, second] = &self.plans;
        if first.plan.horizon == second.plan.horizon {
            return;
        }
        let end = |side: &Side<'_>| side.times.minute(side.plan.horizon, self.words).into();
        paragraph(out, &self.words.tell("versus-horizons", &[("first", end(first)), ("second", end(second))]), "");
    }

    fn table(&self, out: &mut String) {
        let (words, safe) = (self.words, self.versus.safe);
        row(out, &words.say("versus-plan"), &["A".to_owned(), "B".to_owned()]);
        let planned = [0, 1].map(|n: usize| words.number(self.plans[n].plan.safe().0));
        row(out, &format!("  {}", words.say("versus-planned")), &planned);
        let means = [safe.means.0, safe.means.1].map(|mean| words.number(mean.round() as u64));
        row(out, &format!("  {}", words.say("versus-mean")), &means);
        let shares = self.shares().map(|of| format!("{} %", screen::percent(of.share, words)));
        row(out, &format!("  {}", words.say("versus-caught")), &shares);
    }

    /// Who has more safe, or that the days do not tell.
    fn safe(&self) -> String {
        let safe = self.versus.safe;
        if !safe.tells() {
            let figures = [("low", self.persons(-safe.low).into()), ("high", self.persons(safe.high).into())];
            return self.words.tell("versus-safe-not-apart", &figures);
        }
        let [better, n, low, high] = if safe.mean > 0.0 {
            ["A".to_owned(), self.persons(safe.mean), self.persons(safe.low), self.persons(safe.high)]
        } else {
            ["B".to_owned(), self.persons(-safe.mean), self.persons(-safe.high), self.persons(-safe.low)]
        };
        let figures = [("plan", better.into()), ("n", n.into()), ("low", low.into()), ("high", high.into())];
        self.words.tell("versus-safe", &figures)
    }

    /// With whom somebody is caught on fewer days, or that the days do not tell.
    fn caught(&self) -> String {
        let (caught, words) = (self.versus.caught, self.words);
        let percent = |share: f64| words.decimal(share * 100.0, usize::from(share.abs() < 0.01)).into();
        let days = [("both", count(caught.both)), ("a", count(caught.first)), ("b", count(caught.second))];
        if !caught.tells() {
            // The test is what decides, where the interval alone would not hold nothing.
            let figures = [("low", percent((-caught.low).max(0.0))), ("high", percent(caught.high.max(0.0)))];
            return words.tell("versus-caught-not-apart", &[&figures[..], &days[..]].concat());
        }
        let (better, [n, low, high]) = if caught.difference < 0.0 {
            ("A", [-caught.difference, -caught.high, -caught.low])
        } else {
            ("B", [caught.difference, caught.low, caught.high])
        };
        let figures = [("plan", better.into()), ("n", percent(n)), ("low", percent(low)), ("high", percent(high))];
        words.tell("versus-caught-fewer", &[&figures[..], &days[..]].concat())
    }

    /// What the same days are worth: how many times as many a difference this sure would need if each plan had its own.
    fn sharper(&self) -> Option<String> {
        let safe = self.versus.safe;
        let times = (safe.variances.0 + safe.variances.1) / safe.variance;
        let shown = self.words.decimal(times, usize::from(times < 10.0));
        (safe.variance > 0.0 && times > 1.5).then(|| self.words.tell("versus-sharper", &[("times", shown.into())]))
    }

    /// Persons of a mean: whole, and below ten to a tenth.
    fn persons(&self, mean: f64) -> String {
        // Never a minus before nothing.
        let mean = if mean.abs() < 0.05 { 0.0 } else { mean };
        if mean < 9.95 { self.words.decimal(mean, 1) } else { self.words.number(mean.round() as u64) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::outcome::sample;
    use crate::words::Language;
    use passage_rehearsal::{Difference, Pairs};

    fn told(language: Language, safe: [[f64; 4]; 2], days: [(bool, bool); 40]) -> String {
        let (outcome, words) = (sample::outcome(), Words::new(language));
        let side = |path| Side { path: Path::new(path), plan: &outcome.likely.plan, times: &outcome.setting.times };
        let versus = Versus { days: 40, safe: Difference::of(&safe[0], &safe[1]), caught: Pairs::of(days.into_iter()) };
        let screen = Told { versus, seed: 7, plans: [side("a"), side("b")], words: &words }.screen(false);
        assert_eq!(words.missing(), Vec::<String>::new());
        screen.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn the_better_plan_is_named_in_both_directions_and_none_where_the_days_do_not_tell() {
        let more = [[1_212.0, 1_230.0, 1_190.0, 1_220.0], [1_000.0, 1_010.0, 985.0, 1_004.0]];
        let fewer = [more[1], more[0]];
        let days = std::array::from_fn(|day| (day < 4, day < 30));
        let english = told(Language::En, more, days);
        assert!(english.contains("A has 213 more persons safe on the mean day (95 %: 203 to 223)"), "{english}");
        assert!(english.contains("With A somebody is caught on 65 of 100 days fewer (95 %: 46 to 77)"), "{english}");
        assert!(told(Language::En, fewer, days).contains("B has 213 more"));
        let alike = [more[0], [1_250.0, 1_190.0, 1_210.0, 1_200.0]];
        let same = std::array::from_fn(|day| (day % 4 == 0, day % 5 == 0));
        let english = told(Language::En, alike, same);
        assert_eq!(english.matches("the days do not tell them apart").count(), 2, "{english}");
        assert!(told(Language::Uk, alike, same).contains("дні їх не розрізняють"));
    }
}
