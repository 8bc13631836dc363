//! What a rehearsal assumes: the figures of the scenario's `[rehearsal]`, and the program's own for the rest.

use super::{effects, figures};
use crate::assumptions::{Assumption, source_words};
use crate::words::{Words, count};
use passage_model::scenario::rehearsal::{RehearsalFigure, figure};
use passage_model::scenario::{CorridorText, Factor, Scenario, Source, Sourced};
use passage_rehearsal::{Assumptions, Effect, Figure, Spread};
use serde_json::{Value, json};

/// All figures with where they come from.
pub struct Assumed<'a> {
    /// The figures.
    pub figures: Assumptions,
    /// Those that the scenario gives.
    pub given: &'a [Sourced<RehearsalFigure>],
    /// Corridors, of which somebody or nobody has confirmed that they are clear of mines.
    pub corridors: &'a [CorridorText],
}

impl<'a> Assumed<'a> {
    /// What a scenario gives, and the program's own.
    pub fn of(scenario: &'a Scenario) -> Self {
        let mut figures = Assumptions::default();
        for known in Figure::ALL {
            if let Some(given) = figure(&scenario.rehearsal, known.key()) {
                let RehearsalFigure { least, likely, most, .. } = given.value;
                let [least, likely, most] = [least, likely, most].map(Factor::number);
                figures.set(known, Spread { least, likely, most });
            }
        }
        Self { figures, given: &scenario.rehearsal, corridors: &scenario.corridors }
    }

    /// Nothing goes otherwise, whatever a scenario says.
    pub fn none() -> Self {
        Self { figures: Assumptions::none(), given: &[], corridors: &[] }
    }

    /// Where the scenario gives a figure: its line, and the source that it names.
    fn source(&self, of: Figure) -> Option<(u32, &'a str)> {
        match &figure(self.given, of.key())?.source {
            Source::Given { line, said } => Some((*line, said)),
            Source::Default { .. } => None,
        }
    }

    /// The figures that nobody but us vouches for: of the program without a public source, or of a scenario that names none.
    pub fn unsourced(&self) -> Vec<Figure> {
        let nobody = |figure: &Figure| match self.source(*figure) {
            Some((_, said)) => said.is_empty(),
            None => figure.said().source.is_none(),
        };
        Figure::ALL.into_iter().filter(nobody).collect()
    }

    /// The figures as a document: `given` by the scenario or not, with the source of each, and what those do to the risk of which it is
    /// known.
    pub fn document(&self, effects: &[Effect]) -> Value {
        let of = |figure: Figure| {
            let (said, spread, given) = (figure.said(), self.figures.of(figure), self.source(figure));
            let source = match given {
                Some((line, "")) => Some(format!("line {line} of the scenario")),
                Some((line, named)) => Some(format!("line {line} of the scenario: {named}")),
                None => said.source.map(str::to_owned),
            };
            json!({
                "key": said.key,
                "cause": said.cause.name(),
                "unit": said.unit,
                "least": spread.least,
                "likely": spread.likely,
                "most": spread.most,
                "given": given.is_some(),
                "source": source,
                "assumed_by_us": source.is_none(),
                "why": given.is_none().then_some(said.why),
                "effect": effects.iter().find(|effect| effect.figure == figure).map(effects::document),
            })
        };
        json!(Figure::ALL.map(of).to_vec())
    }

    /// The corridors that are agreed.
    fn agreed(&self) -> impl Iterator<Item = &'a CorridorText> {
        self.corridors.iter().filter(|corridor| !corridor.proposed)
    }

    /// Of every agreed corridor who has confirmed that it is clear of mines, or that nobody has.
    pub fn clearances(&self, words: &Words) -> Vec<String> {
        let line = |corridor: &CorridorText| {
            let name = ("name", corridor.name.as_str().into());
            match &corridor.cleared_by {
                None => words.tell("rehearse-mines-nobody", &[name]),
                Some(by) => {
                    let source = line_of(&by.source, words);
                    words.tell(
                        "rehearse-mines-said",
                        &[name, ("said", by.value.as_str().into()), ("source", source.into())],
                    )
                }
            }
        };
        self.agreed().map(line).collect()
    }

    /// The same as a document.
    pub fn mines(&self) -> Value {
        let of = |corridor: &CorridorText| {
            let by = corridor.cleared_by.as_ref().map(|by| by.value.as_str());
            json!({ "corridor": corridor.name, "cleared_by": by, "confirmed_clear": by.is_some() })
        };
        json!(self.agreed().map(of).collect::<Vec<_>>())
    }

    /// A figure with its unit: "10 (0 to 45) minutes".
    pub fn value(&self, figure: Figure, words: &Words) -> String {
        let Spread { least, likely, most } = self.figures.of(figure);
        let [low, middle, high] = [least, likely, most].map(|number| shown(figure, number, words));
        let unit = words.say(unit(figure.said().unit));
        if least >= most {
            return format!("{middle} {unit}");
        }
        let figures = [("least", low.into()), ("likely", middle.into()), ("most", high.into()), ("unit", unit.into())];
        words.tell("rehearse-value", &figures)
    }

    /// Its least and most with its unit: "0 to 45 minutes".
    pub fn ends(&self, figure: Figure, words: &Words) -> String {
        let Spread { least, most, .. } = self.figures.of(figure);
        let [least, most] = [least, most].map(|number| shown(figure, number, words));
        let both = words.tell("rehearse-effect", &[("least", least.into()), ("most", most.into())]);
        format!("{both} {}", words.say(unit(figure.said().unit)))
    }

    /// Where a figure comes from, and why.
    pub fn because(&self, figure: Figure, words: &Words) -> String {
        let said = figure.said();
        if self.source(figure).is_some() {
            return self.word(figure, words);
        }
        let message = if said.source.is_some() { "rehearse-sourced" } else { "rehearse-assumed" };
        let why = words.say(figures::why(figure));
        words.tell(message, &[("why", why.into()), ("source", said.source.unwrap_or_default().into())])
    }

    /// On whose word a figure rests: a line of the scenario, a public source, or ours.
    pub fn word(&self, figure: Figure, words: &Words) -> String {
        match self.source(figure) {
            Some((line, "")) => words.tell("rehearse-given", &[("line", count(line))]),
            Some((line, said)) => words.tell("rehearse-given-said", &[("line", count(line)), ("said", said.into())]),
            None => figure.said().source.map_or_else(|| words.say("rehearse-by-us"), str::to_owned),
        }
    }

    /// Why a figure is as it is; empty where the scenario gives it.
    pub fn why(&self, figure: Figure, words: &Words) -> String {
        if self.source(figure).is_some() { String::new() } else { words.say(figures::why(figure)) }
    }
}

/// What a scenario gives for rehearsals, in a list of its figures.
pub fn listed(scenario: &Scenario, words: &Words) -> Vec<Assumption> {
    let assumed = Assumed::of(scenario);
    let given = Figure::ALL.into_iter().filter_map(|known| Some((known, figure(assumed.given, known.key())?)));
    let line = |(known, given): (Figure, &Sourced<RehearsalFigure>)| Assumption {
        what: words.tell("rehearse-listed", &[("key", known.key().into())]),
        value: assumed.value(known, words),
        range: None,
        source: source_words(&given.source, words),
        by_default: false,
    };
    let cleared = |corridor: &CorridorText| {
        let by = corridor.cleared_by.as_ref()?;
        let what = words.tell("rehearse-mines-listed", &[("name", corridor.name.as_str().into())]);
        let (value, source) = (by.value.clone(), line_of(&by.source, words));
        Some(Assumption { what, value, range: None, source, by_default: false })
    };
    given.map(line).chain(scenario.corridors.iter().filter_map(cleared)).collect()
}

/// The line on which something is said: its source is another key's.
fn line_of(source: &Source, words: &Words) -> String {
    match source {
        Source::Given { line, .. } => source_words(&Source::Given { line: *line, said: String::new() }, words),
        Source::Default { .. } => source_words(source, words),
    }
}

/// A number of a figure as people read it: shares in per cent.
fn shown(figure: Figure, number: f64, words: &Words) -> String {
    plain(if figure.said().unit == "share" { number * 100.0 } else { number }, words)
}

/// The message of a unit.
fn unit(of: &str) -> &'static str {
    match of {
        "minutes" => "rehearse-unit-minutes",
        "share" => "rehearse-unit-share",
        "persons" => "rehearse-unit-persons",
        "a day" => "rehearse-unit-a-day",
        "km" => "rehearse-unit-km",
        "m" => "rehearse-unit-m",
        _ => "rehearse-unit-breakdowns",
    }
}

/// A number with as many decimals as it has, six at most.
pub fn plain(number: f64, words: &Words) -> String {
    let is_whole = |places: &usize| {
        let scaled = number * 10f64.powi(*places as i32);
        (scaled - scaled.round()).abs() < 1e-6
    };
    words.decimal(number, (0..6).find(is_whole).unwrap_or(6))
}

#[cfg(test)]
mod tests {
    use super::*;
    use passage_model::scenario::rehearsal::REHEARSAL_KEYS;

    /// The model holds the keys as data, for it knows no rehearsal: both lists are one.
    #[test]
    fn scenarios_know_every_figure_of_a_rehearsal_and_no_other() {
        let known = REHEARSAL_KEYS.map(|key| (key.key, key.unit));
        let said = Figure::ALL.map(|figure| (figure.key(), figure.said().unit));
        assert_eq!(known, said);
        for (key, figure) in REHEARSAL_KEYS.iter().zip(Figure::ALL) {
            let Spread { least, most, .. } = figure.said().spread;
            assert!(key.least <= least && most <= key.most, "{} could not be written as it is", key.key);
        }
    }

    #[test]
    fn every_figure_has_its_name_and_its_reason_in_both_languages() {
        for language in crate::words::Language::ALL {
            let words = Words::new(language);
            for figure in Figure::ALL {
                let (key, why) = (figure.key(), words.say(figures::why(figure)));
                assert!(!words.say(figures::what(figure)).is_empty());
                assert_eq!(why == figure.said().why, language == crate::words::Language::En, "{key}: {why}");
            }
            assert_eq!(words.missing(), Vec::<String>::new());
        }
    }

    #[test]
    fn a_number_has_the_decimals_that_it_has() {
        let words = Words::new(crate::words::Language::En);
        let shown = [0.005, 2.5, 45.0, 0.05].map(|number| plain(number, &words));
        assert_eq!(shown, ["0.005", "2.5", "45", "0.05"]);
    }
}
