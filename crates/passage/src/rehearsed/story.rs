//! One day, told as a story.

use super::document::clock;
use crate::offers::screen::paragraph;
use crate::outcome::names::Names;
use crate::outcome::times::{Times, duration};
use crate::words::{Words, count};
use passage_model::time::Clock;
use passage_model::units::Seconds;
use passage_rehearsal::{Played, QueueId, Setting, Stage, Told as Event, What, Where};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// What a story is told with.
pub struct Told<'a> {
    /// The plan, set up.
    pub stage: &'a Stage<'a>,
    /// Its clock.
    pub times: &'a Times,
    /// Its names.
    pub names: &'a Names<'a>,
    /// The language.
    pub words: &'a Words,
}

/// The day as a document.
pub fn document(day: u64, seed: u64, setting: &Setting, played: &Played, told: &Told<'_>) -> Value {
    let (vehicles, persons) = played.caught_in_all();
    json!({
        "day": day,
        "seed": seed,
        "safe": played.safe.last(),
        "caught": { "vehicles": vehicles, "persons": persons },
        "stayed": played.stayed,
        "left_on_the_way": played.left_on_the_way,
        "joined": played.joined,
        "joined_left": played.joined_left,
        "story": told.lines(setting, played),
    })
}

/// The day on a screen.
pub fn screen(day: u64, setting: &Setting, played: &Played, told: &Told<'_>, exercise: bool) -> String {
    let title = told.words.tell("rehearse-day-title", &[("day", count(day))]);
    under(&title, setting, played, told, exercise)
}

/// The day with chance left out on a screen.
pub fn calm(setting: &Setting, played: &Played, told: &Told<'_>, exercise: bool) -> String {
    let (safe, planned) = (played.safe.last().copied().unwrap_or(0), told.stage.plan.safe().0);
    let title = told.words.tell("rehearse-calm", &[("n", count(safe)), ("planned", count(planned))]);
    under(&title, setting, played, told, exercise)
}

fn under(title: &str, setting: &Setting, played: &Played, told: &Told<'_>, exercise: bool) -> String {
    let mut out = String::new();
    if exercise {
        let _ = writeln!(out, "{}", told.words.say("exercise-line"));
    }
    paragraph(&mut out, title, "");
    for line in told.lines(setting, played) {
        paragraph(&mut out, &line, "  ");
    }
    out
}

impl Told<'_> {
    /// The story: what went otherwise, what came of it.
    pub fn lines(&self, setting: &Setting, played: &Played) -> Vec<String> {
        let mut lines = self.events(setting);
        lines.push(self.safe(played));
        lines.extend(self.outcome(played));
        lines
    }

    /// What went otherwise.
    pub fn events(&self, setting: &Setting) -> Vec<String> {
        let mut events: Vec<&Event> = setting.told.iter().collect();
        // What holds for the whole day first, then what happens at a moment, in the order of time.
        events.sort_by_key(|event| match event {
            Event::Incident(_, from, _) | Event::Pause(_, from, _) | Event::Mined(_, from) => Some(*from),
            _ => None,
        });
        let mut lines: Vec<String> = events.into_iter().filter_map(|event| self.event(event)).collect();
        lines.extend(self.persons_in_all(setting));
        lines
    }

    /// How many sit in the planned cars, where that is not as planned.
    fn persons_in_all(&self, setting: &Setting) -> Option<String> {
        let planned = self.stage.plan.safe().0;
        let all: u32 = setting.loads.iter().filter(|load| load.movement.is_some()).map(|load| load.persons).sum();
        let figures = [("all", count(all)), ("planned", count(planned))];
        (all != planned).then(|| self.words.tell("rehearse-persons-in-all", &figures))
    }

    /// How many are safe.
    pub fn safe(&self, played: &Played) -> String {
        let (safe, planned) = (played.safe.last().copied().unwrap_or(0), self.stage.plan.safe());
        self.words.tell("rehearse-day-safe", &[("n", count(safe)), ("planned", count(planned.0))])
    }

    /// What came of it, but for how many are safe.
    pub fn outcome(&self, played: &Played) -> Vec<String> {
        let mut lines = self.caught(played);
        for ((queue, since), checkpoint) in played.longest.iter().zip(&self.stage.situation.checkpoints) {
            if *queue > 0 {
                let at = clock(*since).unwrap_or(Clock::H_HOUR);
                let figures = [
                    ("n", count(*queue)),
                    ("name", checkpoint.name.as_str().into()),
                    ("time", self.times.minute(at, self.words).into()),
                ];
                lines.push(self.words.tell("rehearse-day-queue", &figures));
            }
        }
        if played.stayed > 0 {
            lines.push(self.words.tell("rehearse-day-stayed", &[("n", count(played.stayed))]));
        }
        if played.left_on_the_way > 0 {
            lines.push(self.words.tell("rehearse-day-on-the-way", &[("n", count(played.left_on_the_way))]));
        }
        for circle in &played.stuck {
            let places: Vec<String> = circle.iter().map(|queue| self.queue(*queue)).collect();
            lines.push(self.words.tell("rehearse-day-gridlock", &[("places", places.join("; ").into())]));
        }
        lines
    }

    /// Who was caught, by the moments at which windows ended: on how many roads, and where most.
    fn caught(&self, played: &Played) -> Vec<String> {
        let mut ends: BTreeMap<Clock, BTreeMap<QueueId, u32>> = BTreeMap::new();
        for caught in &played.caught {
            let ended = clock(caught.ended).unwrap_or(Clock::H_HOUR);
            *ends.entry(ended).or_default().entry(caught.road).or_default() += caught.vehicles;
        }
        let line = |(ended, roads): (Clock, BTreeMap<QueueId, u32>)| {
            let most = roads.iter().max_by_key(|(road, n)| (**n, std::cmp::Reverse(**road)));
            let (road, n) = most.map_or((QueueId(0), 0), |(road, n)| (*road, *n));
            let figures = [
                ("all", count(roads.values().sum::<u32>())),
                ("n", count(n)),
                ("road", self.queue(road).into()),
                ("time", self.times.minute(ended, self.words).into()),
            ];
            let message = if roads.len() == 1 { "rehearse-day-caught" } else { "rehearse-day-caught-roads" };
            self.words.tell(message, &figures)
        };
        ends.into_iter().map(line).collect()
    }

    fn event(&self, event: &Event) -> Option<String> {
        let words = self.words;
        let (message, figures): (&str, Vec<(&str, fluent_bundle::FluentValue<'_>)>) = match *event {
            Event::Late(whose, by) => {
                ("rehearse-late", vec![("name", self.whose(whose).into()), ("by", self.span(by).into())])
            }
            Event::Before(whose, by) => {
                ("rehearse-before", vec![("name", self.whose(whose).into()), ("by", self.span(by).into())])
            }
            Event::Early(whose, by) => {
                ("rehearse-early", vec![("name", self.whose(whose).into()), ("by", self.span(by).into())])
            }
            Event::Extended(whose, by) => {
                ("rehearse-extended", vec![("name", self.whose(whose).into()), ("by", self.span(by).into())])
            }
            Event::Incident(queue, from, lasts) => (
                "rehearse-incident",
                vec![
                    ("road", self.queue(queue).into()),
                    ("time", self.times.minute(Clock(from), words).into()),
                    ("by", self.span(lasts).into()),
                ],
            ),
            Event::Pause(queue, from, lasts) => (
                "rehearse-pause",
                vec![
                    ("name", self.queue(queue).into()),
                    ("time", self.times.minute(Clock(from), words).into()),
                    ("by", self.span(lasts).into()),
                ],
            ),
            Event::CheckpointPace(pace) => ("rehearse-checkpoint-pace", vec![("share", self.percent(pace).into())]),
            Event::RoadPace(pace) if pace >= 999 => return None,
            Event::RoadPace(pace) => ("rehearse-road-pace", vec![("share", self.percent(pace).into())]),
            Event::PersonsInCar(n) => ("rehearse-persons", vec![("n", words.decimal(f64::from(n) / 100.0, 1).into())]),
            Event::OtherRoad(n) => ("rehearse-went-other-road", vec![("n", count(n))]),
            Event::Followed(columns, n) => ("rehearse-followed", vec![("columns", count(columns)), ("n", count(n))]),
            Event::Mined(queue, until) => (
                "rehearse-mined",
                vec![("road", self.queue(queue).into()), ("time", self.times.minute(Clock(until), words).into())],
            ),
            Event::Joined(n) => ("rehearse-joined", vec![("n", count(n))]),
            Event::Stayed(n) => ("rehearse-not-come", vec![("n", count(n))]),
            Event::BrokeDown(n) => ("rehearse-broke-down", vec![("n", count(n))]),
            Event::OutOfFuel(n) => ("rehearse-out-of-fuel", vec![("n", count(n))]),
        };
        Some(words.tell(message, &figures))
    }

    fn span(&self, seconds: u32) -> String {
        duration(Seconds(seconds), self.words)
    }

    fn percent(&self, thousandths: u32) -> String {
        format!("{} %", self.words.decimal(f64::from(thousandths) / 10.0, 0))
    }

    fn whose(&self, whose: Where) -> String {
        match whose {
            Where::Corridor(corridor) => self.stage.situation.corridors[corridor as usize].name.clone(),
            Where::Roads(_) => self.words.say("rehearse-other-roads"),
        }
    }

    /// A queue in words.
    pub fn queue(&self, queue: QueueId) -> String {
        let situation = self.stage.situation;
        match self.stage.queues[queue.index()] {
            What::Road(road) => self.names.road(road, self.words),
            What::Lane(checkpoint, _) => situation.checkpoints[checkpoint.index()].name.clone(),
            What::Waiting(junction, _) => self.names.junction(junction),
            What::Group(origin, _) => situation.origins[origin.index()].assembly.clone(),
            What::Run(roster, _) => {
                let fleet = self.stage.plan.rosters[roster as usize].fleet;
                situation.fleets[fleet.index()].name.clone()
            }
        }
    }
}
