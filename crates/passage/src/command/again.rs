//! `passage plan --from STATE --parent PLAN`: a new plan from now on, that changes no more than asked.

use crate::command::check;
use crate::command::plan::{Plan, files, not_planned};
use crate::failure::{Failure, Kind};
use crate::folder;
use crate::given::given;
use crate::outcome::adrift::{self, Adrift};
use crate::outcome::bracket::Bracket;
use crate::outcome::changes::{self, Changed};
use crate::outcome::fleet_changes::{self, ChangedVehicle, Turn};
use crate::outcome::naive::Naive;
use crate::outcome::walked::OnFoot;
use crate::outcome::{Answer, Outcome, setting};
use crate::summary;
use crate::taken_up::chain::{self, Chain};
use crate::taken_up::{Counted, TakenUp, place, take_up};
use crate::terminal::Terminal;
use crate::words::{Words, count};
use passage_model::digest::canonical_json;
use passage_model::finding::Finding;
use passage_model::network::Network;
use passage_model::situation::Situation;
use passage_model::time::Clock;
use passage_model::units::Vehicles;
use passage_model::weighing::Objective;
use passage_plan::{Again, Change, Fixed, RunsLeft, plan_again, remaining, runs_left};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::path::Path;
use std::time::Instant;

/// Plans again from the state in a file.
pub fn run(plan: &Plan, from: &Path, parent: &Path, terminal: &Terminal) -> Result<(), Failure> {
    let begun = Instant::now();
    let words = Words::new(plan.language);
    let work = terminal.work(plan.seed);
    let old = check::read(parent)?;
    let mut given = given(&plan.scenario, plan.network.as_deref(), &work)?;
    let taken = take_up(&mut given, from, parent, &old)?;
    folder::may_hold(&plan.out, taken.after.scenario, plan.force)?;
    let TakenUp { state, standing, safe, plans, before, after, findings, matched, crossed } = taken;
    let change = Change { before: &before, after: &after, standing: &standing };
    let Again { plan: new, free, kept, remaining: told, kept_runs, remaining_runs } =
        plan_again(&given.network, change, (&old, old.digest()), &work).map_err(|error| not_planned(&error))?;
    let faults = passage_model::check::plan(&given.network, &after, &new);
    if !faults.is_empty() {
        let advice = "This is a fault of the program. Nothing was written. Please report it with its files.";
        let mut all = vec![Finding::error("plan.thrown-away", "the new plan does not hold").advise(advice)];
        all.extend(faults);
        return Err(Failure { kind: Kind::Answer, findings: all, text: None });
    }
    let quoted = |path: &Path| folder::quoted(&folder::path_from(&plan.out, path).to_string_lossy());
    let network = plan.network.as_ref().map(|_| format!(" --network {}", quoted(&given.network_path)));
    let check = format!(
        "passage check . --scenario {} --from {} --parent {}{}",
        quoted(&plan.scenario),
        quoted(from),
        quoted(parent),
        network.unwrap_or_default()
    );
    let runs_told = runs_left(&given.network, &after, &old, &standing);
    let mut wanted = remaining(&given.network, &after, &old, &standing);
    wanted.extend(led(&given.network, &after, &runs_told));
    let vehicles = fleet_changes::of(&runs_told, &new);
    let told_again = changes::of(&after, &wanted, &new, false);
    let walk_again = changes::of(&after, &wanted, &new, true);
    let mut adrift = adrift::adrift(&given.network, &after, &standing, &new);
    adrift.extend(fleet_changes::adrift(&given.network, &after, &standing, &new, &words));
    let gain = free.safe().0.saturating_sub(new.safe().0);
    let also =
        changes::of(&after, &wanted, &free, false).values().map(|c| c.moved + c.other_road + c.cancelled).sum::<u64>();
    let names: Vec<Option<String>> =
        adrift.iter().map(|a| a.shelter.map(|(junction, _)| place(&given, &after, junction))).collect();
    let on_board = standing.fleets.iter().filter_map(|vehicle| vehicle.load).map(|load| load.persons.0);
    let under_way = standing.under_way.iter().map(|part| part.persons.0).chain(on_board).sum::<u32>();
    let naive = Naive::of(&given.network, &after);
    // Keeping what was told, against the plan that is free to change.
    let prices = (gain > 0 || free.curve != new.curve).then(|| passage_plan::Priced {
        objective: Objective::Change,
        binds: true,
        other: free.clone(),
    });
    let prices = prices.into_iter().collect();
    let outer = passage_plan::outer(&given.network, &after, &work).map_err(|error| not_planned(&error))?;
    let likely = Answer { situation: after, plan: new, naive };
    let outcome = Outcome {
        network: &given.network,
        setting: setting::of(&given, &matched, &findings, check, &words),
        few_routes: None,
        bracket: outer.map(|outer| Bracket::of(&likely, outer)),
        likely,
        pessimistic: None,
        optimistic: None,
        prices,
    };
    let mut written = files(&outcome, &given, &words)?;
    let last = written.len() - 1;
    written.insert(last, ("state.json", canonical_json(&state).into_bytes()));
    let chain = Chain { before: plans, state: state.clone() };
    written.insert(last, (chain::FILE, canonical_json(&chain).into_bytes()));
    folder::write(&plan.out, &written)?;
    let mut listed: Vec<String> = written.into_iter().map(|(name, _)| name.to_owned()).collect();
    listed.sort();
    let seconds = begun.elapsed().as_secs_f64();
    let told_of = Told {
        outcome: &outcome,
        now: state.now,
        safe: safe.0,
        under_way,
        changes: &told_again,
        on_foot: &walk_again,
        vehicles: &vehicles,
        runs: (kept_runs, remaining_runs),
        adrift: &adrift,
        names: &names,
        crossed: &crossed,
        gain,
        also,
    };
    let mut document = summary::document(&outcome, &words, &plan.out, &listed, seconds);
    if let Value::Object(fields) = &mut document {
        fields.insert("again".to_owned(), told_of.document(kept, told, &old));
    }
    let text =
        format!("{}\n\n{}", told_of.words(&words), summary::words_of(&outcome, &words, &plan.out, &listed, seconds));
    terminal.answer(&document, &text)
}

/// The cars of columns that are left to go, as they were told.
fn led(network: &Network, situation: &Situation, told: &[RunsLeft]) -> Vec<Fixed> {
    let runs = told.iter().flat_map(|vehicle| &vehicle.runs);
    let columns = runs.filter_map(|(run, load)| {
        let ride = (*load)?;
        let origin = situation.origins.get(ride.origin.index()).filter(|origin| situation.is_led(origin))?;
        let course = run.course.clone();
        (origin.junction == run.from)
            .then(|| Fixed::new(network, situation, ride.origin, ride.reception, run.departure, course, ride.vehicles))
    });
    columns.collect()
}

/// What is told of a plan made again.
struct Told<'a> {
    outcome: &'a Outcome<'a>,
    now: Clock,
    safe: u32,
    under_way: u32,
    changes: &'a BTreeMap<String, Changed>,
    /// The same of those who are received on foot, in persons.
    on_foot: &'a BTreeMap<String, Changed>,
    vehicles: &'a [ChangedVehicle],
    /// Runs of fleets that could be kept, and that were told.
    runs: (u64, u64),
    adrift: &'a [Adrift],
    names: &'a [Option<String>],
    crossed: &'a [Counted],
    gain: u32,
    also: u64,
}

impl Told<'_> {
    fn document(&self, kept: u64, told: u64, parent: &passage_model::plan::Plan) -> Value {
        let times = &self.outcome.setting.times;
        let changes = |all: &BTreeMap<String, Changed>| -> Vec<Value> { all.iter().map(changed).collect() };
        let adrift = self.adrift.iter().zip(self.names).map(|(a, name)| {
            json!({ "who": a.who, "persons": a.persons, "vehicles": a.vehicles, "at_next_place": times.stamp(a.from),
                    "empty": a.empty, "broken_down": a.out, "caught_on_a_closed_road": a.caught,
                    "stands_at_the_roadside_until": a.roadside.map(|until| times.stamp(until)), "shelter": name,
                    "reached": a.shelter.map(|(_, at)| times.stamp(at)),
                    "goes_on": a.goes_on.map(|at| times.stamp(at)), "turns_back": a.back })
        });
        let fleets = &self.outcome.likely.situation.fleets;
        let vehicles = self.vehicles.iter().map(|v| {
            json!({ "fleet": fleets[v.fleet].name, "number": v.number + 1, "vehicles": v.vehicles,
                    "change": message(v.turn).trim_start_matches("again-vehicle-"),
                    "from": v.from.map(|from| times.stamp(from)) })
        });
        json!({
            "fleets": vehicles.collect::<Vec<_>>(),
            "runs_told": self.runs.1,
            "runs_that_could_be_kept": self.runs.0,
            "now": times.stamp(self.now),
            "parent": parent.digest(),
            "persons_safe_already": self.safe,
            "persons_under_way": self.under_way,
            "vehicles_told": told,
            "vehicles_that_could_be_kept": kept,
            "changes": changes(self.changes),
            "adrift": adrift.collect::<Vec<_>>(),
            "on_foot": self.footways().document(&changes(self.on_foot)),
            "free_plan_gains": self.gain,
            "vehicles_that_change_then": self.also,
        })
    }

    fn footways(&self) -> OnFoot<'_> {
        let Answer { situation, plan, .. } = &self.outcome.likely;
        OnFoot { situation, plan, now: self.now, counted: self.crossed }
    }

    /// For each fleet how many go as told, and whoever does not.
    fn fleets(&self, words: &Words) -> Vec<String> {
        let (times, fleets) = (&self.outcome.setting.times, &self.outcome.likely.situation.fleets);
        let mut lines = Vec::new();
        for (number, fleet) in fleets.iter().enumerate() {
            let mine = || self.vehicles.iter().filter(|vehicle| vehicle.fleet == number);
            let kept: u32 = mine().filter(|v| v.turn == Turn::Kept).map(|v| v.vehicles.0).sum();
            if kept > 0 {
                let figures = [("fleet", fleet.name.as_str().into()), ("n", count(kept))];
                lines.push(format!("  {}", words.tell("again-fleet-kept", &figures)));
            }
            let mut alike: Vec<(&ChangedVehicle, Vec<(u32, Vehicles)>)> = Vec::new();
            for vehicle in mine().filter(|vehicle| vehicle.turn != Turn::Kept) {
                // Whoever does not go any more does not go, whenever it was.
                let same = |other: &ChangedVehicle| {
                    other.turn == vehicle.turn && (other.from == vehicle.from || other.turn == Turn::Cancelled)
                };
                match alike.iter_mut().find(|(other, _)| same(other)) {
                    Some((_, numbers)) => numbers.push((vehicle.number, vehicle.vehicles)),
                    None => alike.push((vehicle, vec![(vehicle.number, vehicle.vehicles)])),
                }
            }
            for (vehicle, numbers) in alike {
                let name = fleet_changes::name(fleet, &numbers, words);
                let from = vehicle.from.unwrap_or(self.now);
                let figures = [("vehicle", name.into()), ("at", times.minute(from, words).into())];
                let figures = if vehicle.turn == Turn::Cancelled { &figures[..1] } else { &figures[..] };
                lines.push(format!("  {}", words.tell(message(vehicle.turn), figures)));
            }
        }
        lines
    }

    fn words(&self, words: &Words) -> String {
        let times = &self.outcome.setting.times;
        let mut lines = vec![words.tell(
            "again-standing",
            &[
                ("now", times.minute(self.now, words).into()),
                ("safe", count(self.safe)),
                ("way", count(self.under_way)),
                ("more", count(self.outcome.likely.plan.safe().0)),
            ],
        )];
        lines.extend(told_of(self.changes, words));
        lines.extend(self.fleets(words));
        lines.extend(self.footways().lines(words));
        lines.extend(told_of(self.on_foot, words));
        if self.gain > 0 {
            lines.push(words.tell("again-gain", &[("n", count(self.gain)), ("m", count(self.also))]));
        }
        if !self.adrift.is_empty() {
            lines.push(words.say("again-adrift"));
        }
        for (a, name) in self.adrift.iter().zip(self.names) {
            let message = match (a.empty, a.out, a.caught, a.roadside, name) {
                (false, false, false, None, Some(_)) if a.goes_on.is_some() => "again-halt",
                (false, false, false, None, Some(_)) if a.back => "again-back",
                (false, true, ..) => "again-out",
                (true, true, ..) => "again-empty-out",
                (false, false, true, ..) => "again-caught",
                (false, false, false, Some(_), _) => "again-roadside",
                (false, false, false, None, Some(_)) => "again-shelter",
                (false, false, false, None, None) => "again-no-shelter",
                (true, false, true, ..) => "again-empty-caught",
                (true, false, false, _, Some(_)) => "again-empty-shelter",
                (true, false, false, _, None) => "again-empty-no-shelter",
            };
            let until = a.roadside.or(a.shelter.map(|s| s.1)).unwrap_or(a.from);
            let figures = [
                ("who", a.who.as_str().into()),
                ("n", count(a.persons)),
                ("at", times.minute_after(until, words).into()),
                ("place", name.as_deref().unwrap_or_default().into()),
                ("until", times.minute(a.goes_on.unwrap_or(until), words).into()),
            ];
            let figures = if message == "again-halt" { &figures[..] } else { &figures[..4] };
            lines.push(format!("  {}", words.tell(message, figures)));
        }
        lines.join("\n")
    }
}

fn changed((who, c): (&String, &Changed)) -> Value {
    json!({ "assembly_point": who, "kept": c.kept, "moved": c.moved, "minutes": c.minutes,
            "other_road": c.other_road, "cancelled": c.cancelled, "new": c.new })
}

/// A line for each assembly point.
fn told_of(changes: &BTreeMap<String, Changed>, words: &Words) -> Vec<String> {
    let line = |(who, c): (&String, &Changed)| {
        let parts = [
            ("again-kept", c.kept),
            ("again-moved", c.moved),
            ("again-other-road", c.other_road),
            ("again-cancelled", c.cancelled),
            ("again-new", c.new),
        ];
        let part = |(message, n): &(&str, u64)| {
            let figures = [("n", count(*n)), ("m", count(c.minutes))];
            words.tell(message, if *message == "again-moved" { &figures } else { &figures[..1] })
        };
        let told: Vec<String> = parts.iter().filter(|(_, n)| *n > 0).map(part).collect();
        format!("  {who}: {}", told.join(", "))
    };
    changes.iter().map(line).collect()
}

/// The message that says what becomes of a vehicle.
fn message(turn: Turn) -> &'static str {
    match turn {
        Turn::Kept => "again-vehicle-kept",
        Turn::More => "again-vehicle-more",
        Turn::Otherwise => "again-vehicle-otherwise",
        Turn::Stops => "again-vehicle-stops",
        Turn::Cancelled => "again-vehicle-cancelled",
        Turn::New => "again-vehicle-new",
    }
}
