//! The first sentence: how many, by when, how many such windows, and what it rests on.

use super::times::duration;
use super::{Answer, Outcome, hours};
use crate::words::{Words, count};
use passage_model::id::RoadId;
use passage_model::plan::{BoundKind, Reason};
use passage_model::situation::Reading;
use passage_model::time::{Clock, Interval, Opening};
use passage_model::units::{Persons, Seconds};

/// The figures of one answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Verdict {
    /// Everybody who wants to leave.
    pub persons: Persons,
    /// Persons safe in the plan.
    pub safe: Persons,
    /// The proven limit: no plan has more.
    pub limit: Persons,
    /// The moment that the sentence names: nobody more is safe after it, up to the horizon.
    pub by: Clock,
    /// How many times as much it takes to bring out everybody, at the plan's rate; `None` where nobody comes out.
    pub repeats: Option<u32>,
    /// Whether everybody's way leads through one and the same window, so that one can say how many such windows.
    pub windowed: bool,
    /// What flow times hours would have said.
    pub naive: Persons,
}

impl Verdict {
    /// The figures of an answer.
    pub fn of(answer: &Answer) -> Self {
        let (plan, situation) = (&answer.plan, &answer.situation);
        let persons = situation.persons();
        let safe = plan.safe();
        let limit = plan.bound.persons.max(safe);
        let windowed = one_window(answer);
        Self {
            persons,
            safe,
            limit,
            by: by(answer),
            repeats: (safe > Persons(0)).then(|| persons.0.div_ceil(safe.0.max(1))),
            windowed,
            naive: answer.naive.persons,
        }
    }

    /// Whether everybody who wants to leave is safe.
    pub fn everybody(&self) -> bool {
        self.safe >= self.persons
    }
}

/// The one sentence.
pub fn sentence(outcome: &Outcome<'_>, words: &Words) -> String {
    let answer = &outcome.likely;
    let verdict = Verdict::of(answer);
    let times = &outcome.setting.times;
    let by = times.full(verdict.by, words);
    let all = ("all", count(verdict.persons.0));
    if verdict.persons == Persons(0) {
        return words.say("sentence-nobody-there");
    }
    if verdict.everybody() {
        let clear = answer.plan.clearance().unwrap_or(verdict.by);
        return words.tell("sentence-everybody", &[all, ("by", times.full(minute_up(clear), words).into())]);
    }
    let Some(repeats) = verdict.repeats else {
        if verdict.limit > Persons(0) {
            return words.tell("sentence-nobody-found", &[all, ("by", by.into()), ("limit", count(verdict.limit.0))]);
        }
        return words.tell("sentence-nobody", &[all, ("by", by.into())]);
    };
    let such = such(&verdict, answer.plan.horizon, repeats, words);
    let figures = [
        all,
        ("by", by.into()),
        ("safe", count(verdict.safe.0)),
        ("limit", count(verdict.limit.0)),
        ("such", such.into()),
    ];
    if verdict.limit == verdict.safe {
        words.tell("sentence-at-most", &figures)
    } else {
        words.tell("sentence-gap", &figures)
    }
}

/// So many such windows; where there is not one window for all, so many such periods.
fn such(verdict: &Verdict, horizon: Clock, repeats: u32, words: &Words) -> String {
    if verdict.windowed {
        return words.tell("such-windows", &[("n", count(repeats))]);
    }
    let span = duration(Seconds(horizon.0), words);
    words.tell("such-periods", &[("n", count(repeats)), ("span", span.into())])
}

/// One reading beside the sentence: `Pessimistic: 1,322 safe (152 such windows)`.
pub fn beside(outcome: &Outcome<'_>, reading: Reading, words: &Words) -> Option<String> {
    let answer = outcome.answer(reading)?;
    let verdict = Verdict::of(answer);
    let name = words.say(match reading {
        Reading::Pessimistic => "reading-pessimistic",
        Reading::Likely => "reading-likely",
        Reading::Optimistic => "reading-optimistic",
    });
    let figures = [
        ("reading", name.into()),
        ("safe", count(verdict.safe.0)),
        ("limit", count(verdict.limit.0)),
        ("such", such(&verdict, answer.plan.horizon, verdict.repeats.unwrap_or(0), words).into()),
    ];
    let message = match (verdict.repeats, verdict.everybody(), verdict.limit == verdict.safe) {
        (None, false, _) => "beside-nobody",
        (_, true, _) => "beside-everybody",
        (_, _, true) => "beside-at-most",
        (_, _, false) => "beside-gap",
    };
    Some(words.tell(message, &figures))
}

/// Which stretches of contraflow the plan needs, or that none helps; nothing where none is offered.
pub fn contraflow(outcome: &Outcome<'_>, words: &Words) -> Option<String> {
    let (offered, plan) = (&outcome.likely.situation.contraflow, &outcome.likely.plan);
    if offered.is_empty() {
        return None;
    }
    let chosen: Vec<&str> =
        plan.reversed.iter().filter_map(|&at| offered.get(at as usize)).map(|stretch| stretch.name.as_str()).collect();
    if chosen.is_empty() {
        return Some(words.say("contraflow-of-no-use"));
    }
    Some(words.tell("contraflow-in-force", &[("stretches", chosen.join("; ").into())]))
}

/// What the three answers rest on: the values that are ranges; says so where none is.
pub fn rest_on(outcome: &Outcome<'_>, words: &Words) -> String {
    rest_on_values(&ranges(outcome), words)
}

/// The values that are ranges, each with its three figures.
pub fn ranges(outcome: &Outcome<'_>) -> Vec<String> {
    let all = outcome.setting.assumptions.iter();
    all.filter_map(|a| a.range.as_ref().map(|(low, high)| format!("{} {low} / {} / {high}", a.what, a.value))).collect()
}

/// That the answers rest on these.
pub fn rest_on_values(ranges: &[String], words: &Words) -> String {
    if ranges.is_empty() {
        words.say("rest-on-single")
    } else {
        words.tell("rest-on", &[("values", ranges.join("; ").into())])
    }
}

/// The naive figure and why it is wrong; `None` where it says hardly more than the proven limit (less than a twentieth),
/// and of a plan made again: nobody computes that of people who are under way.
pub fn naive(outcome: &Outcome<'_>, words: &Words) -> Option<String> {
    if outcome.likely.plan.parent.is_some() {
        return None;
    }
    let verdict = Verdict::of(&outcome.likely);
    if u64::from(verdict.naive.0) * 20 <= u64::from(verdict.limit.0) * 21 {
        return None;
    }
    let (low, high) = (
        outcome.pessimistic.as_ref().map_or(verdict.naive, |a| a.naive.persons),
        outcome.optimistic.as_ref().map_or(verdict.naive, |a| a.naive.persons),
    );
    let figures = [("naive", count(verdict.naive.0)), ("low", count(low.0)), ("high", count(high.0))];
    let figure = words.tell(if low < high { "naive-range" } else { "naive" }, &figures);
    Some(format!("{figure} {}", why(&outcome.likely, outcome, words)))
}

/// How the bound was proven, in words.
pub fn proof(answer: &Answer, words: &Words) -> String {
    let verdict = Verdict::of(answer);
    let bound = &answer.plan.bound;
    let message = match bound.kind {
        _ if answer.plan.slots.is_some() => "proof-few-routes",
        BoundKind::Exact => "proof-exact",
        BoundKind::Envelope => "proof-envelope",
        BoundKind::Relaxation if answer.situation.weighing.named.is_empty() => "proof-relaxation",
        BoundKind::Relaxation => "proof-weighed",
        BoundKind::Shuttles => "proof-shuttles",
    };
    let gap = if verdict.limit.0 > 0 {
        f64::from((verdict.limit - verdict.safe).0) * 100.0 / f64::from(verdict.limit.0)
    } else {
        0.0
    };
    let hours = |sum: u64| sum * u64::from(answer.plan.step.0) / 3600;
    words.tell(
        message,
        &[
            ("limit", count(verdict.limit.0)),
            ("safe", count(verdict.safe.0)),
            ("gap", words.decimal(gap, 1).into()),
            ("sum", count(hours(bound.plan_sum))),
            ("least", count(hours(bound.not_safe_sum))),
        ],
    )
}

/// Why flow times hours is too much: the journey, where a window ends; what binds, elsewhere.
fn why(answer: &Answer, outcome: &Outcome<'_>, words: &Words) -> String {
    let times = &outcome.setting.times;
    let journey = answer.plan.movements.iter().map(|m| answer.plan.course(m).arrive).min();
    let (first, last) = (
        answer.plan.movements.first().map(|m| m.departure),
        answer.plan.movements.iter().map(|m| m.departure + answer.plan.step).max(),
    );
    match (journey, first, last, one_window(answer)) {
        (Some(journey), Some(first), Some(last), true) => words.tell(
            "naive-why-window",
            &[
                ("journey", duration(journey, words).into()),
                ("first", times.minute(first, words).into()),
                ("last", times.minute(last, words).into()),
            ],
        ),
        (Some(journey), ..) => words.tell("naive-why-journey", &[("journey", duration(journey, words).into())]),
        _ => match answer.plan.left_behind.iter().find_map(too_short) {
            Some((journey, window)) => words.tell(
                "naive-why-short",
                &[("journey", duration(journey, words).into()), ("window", duration(window, words).into())],
            ),
            None => words.say(nobody(answer)),
        },
    }
}

/// Why nobody leaves at all: the reason of the most of them.
fn nobody(answer: &Answer) -> &'static str {
    match answer.plan.left_behind.iter().max_by_key(|left| left.persons).map(|left| &left.reason) {
        Some(Reason::TooLate) => "naive-why-late",
        Some(Reason::NoRoom) => "naive-why-room",
        Some(Reason::Weighed { .. }) => "naive-why-weighed",
        None | Some(Reason::NoRoad | Reason::WindowTooShort { .. }) => "naive-why-closed",
        Some(Reason::NoSeat | Reason::Full { .. } | Reason::NotCarried | Reason::NotOver { .. }) => "naive-why-nobody",
    }
}

fn too_short(left: &passage_model::plan::LeftBehind) -> Option<(Seconds, Seconds)> {
    match left.reason {
        Reason::WindowTooShort { journey, longest_window } => Some((journey, longest_window)),
        _ => None,
    }
}

/// The moment that the sentence names: the end of the last window, where the limit rises no more after it; else the
/// horizon.
fn by(answer: &Answer) -> Clock {
    let horizon = answer.plan.horizon;
    let last = last_window_end(answer).unwrap_or(horizon);
    let nobody_later =
        hours::limit_by(answer, last) >= answer.plan.bound.persons && answer.plan.safe_by(last) == answer.plan.safe();
    if nobody_later { last } else { horizon }
}

/// When the last window of the plan's roads ends, if that is before the horizon or at it; `None` where no road in use
/// has a window. Without a plan the corridors tell.
fn last_window_end(answer: &Answer) -> Option<Clock> {
    let (situation, plan) = (&answer.situation, &answer.plan);
    let on_courses = plan.courses.iter().flat_map(|c| &c.roads).map(|&road| situation.opening(road));
    let on_corridors = situation.corridors.iter().map(|c| &c.opening);
    let ends = |openings: &mut dyn Iterator<Item = &Opening>| {
        openings.filter_map(|o| o.intervals().iter().map(|i| i.until).filter(|u| *u <= plan.horizon).max()).max()
    };
    if plan.courses.is_empty() { ends(&mut on_corridors.into_iter()) } else { ends(&mut on_courses.into_iter()) }
}

/// Whether every course passes a road that is open once only, and all of them within one stretch of time.
fn one_window(answer: &Answer) -> bool {
    let (situation, plan) = (&answer.situation, &answer.plan);
    let windows = |roads: &[RoadId]| {
        let limited = roads.iter().map(|&road| situation.opening(road)).filter(|o| !o.is_always());
        limited.flat_map(|o| o.intervals().iter().copied()).filter(|i| i.from <= plan.horizon).collect::<Vec<_>>()
    };
    let ways: Vec<&[RoadId]> = if plan.courses.is_empty() {
        situation.corridors.iter().map(|c| c.roads.as_slice()).collect()
    } else {
        plan.courses.iter().map(|c| c.roads.as_slice()).collect()
    };
    let all: Vec<Vec<Interval>> = ways.into_iter().map(windows).collect();
    let joined = Opening::within(all.iter().flatten().copied().collect());
    let until = joined.intervals().first().map_or(Clock::NEVER, |i| i.until);
    joined.intervals().len() == 1 && until < Clock::NEVER && all.iter().all(|windows| !windows.is_empty())
}

/// Up to the next whole minute.
fn minute_up(clock: Clock) -> Clock {
    Clock(clock.0.div_ceil(60).saturating_mul(60))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::outcome::sample;
    use crate::words::Language;
    use passage_model::units::Vehicles;

    fn said(outcome: &Outcome<'_>, language: Language) -> String {
        let words = Words::new(language);
        let mut lines = vec![sentence(outcome, &words)];
        lines
            .extend([Reading::Pessimistic, Reading::Optimistic].into_iter().filter_map(|r| beside(outcome, r, &words)));
        lines.push(rest_on(outcome, &words));
        lines.extend(naive(outcome, &words));
        lines.push(proof(&outcome.likely, &words));
        assert_eq!(words.missing(), Vec::<String>::new());
        lines.join("\n")
    }

    #[test]
    fn a_window_that_binds_says_how_many_such_windows_it_takes() {
        insta::assert_snapshot!(said(&sample::outcome(), Language::En), @r"
            Of 200,000 people, at most 1,908 can be safe by 16:00 on 5 March 2022 (Europe/Kyiv, UTC+02; 17:00 Europe/Moscow, UTC+03); at this rate it takes 105 such windows.
            Pessimistic: at most 1,325 (151 such windows)
            Optimistic: at most 4,240 (48 such windows)
            They rest on (pessimistic / likely / optimistic): persons per vehicle, own cars 2.5 / 3.6 / 5; sustained flow per lane, vehicles per hour 600 / 600 / 1,000.
            Flow multiplied by hours would say 10,800 (7,500 to 25,000). That is wrong: nobody may be on the road when the window ends, and the journey takes 4 h 07 min, so only those who leave between 11:00 and 11:53 are through in time.
            Proven: no plan brings out more than 1,908, and none brings people out earlier, at any hour. 1,908 are safe in this plan (gap 0.0 %); waiting adds up to 0 person-hours, the least possible being 0.
            ");
        insta::assert_snapshot!(said(&sample::outcome(), Language::Uk), @r"
            З 200 000 осіб щонайбільше 1 908 можуть бути в безпеці до 16:00 5 березня 2022 року (Europe/Kyiv, UTC+02; 17:00 Europe/Moscow, UTC+03); таким темпом потрібно 105 таких вікон.
            Песимістично: щонайбільше 1 325 (151 таке вікно)
            Оптимістично: щонайбільше 4 240 (48 таких вікон)
            В основі цих відповідей (песимістично / найімовірніше / оптимістично): persons per vehicle, own cars 2.5 / 3.6 / 5; sustained flow per lane, vehicles per hour 600 / 600 / 1,000.
            Потік, помножений на години, дав би 10 800 (від 7 500 до 25 000). Це неправильно: коли вікно закінчується, на дорозі не повинно бути нікого, а шлях триває 4 год 07 хв, тож устигають лише ті, хто виїжджає між 11:00 і 11:53.
            Доведено: жоден план не вивезе більше ніж 1 908 і жоден не вивезе людей раніше — на жодну годину. За цим планом у безпеці будуть 1 908 (розрив 0,0 %); очікування становить 0 людино-годин, найменше можливе — 0.
            ");
    }

    #[test]
    fn nobody_can_leave_over_a_road_that_never_opens_long_enough() {
        let mut outcome = sample::outcome();
        for answer in [Some(&mut outcome.likely), outcome.optimistic.as_mut(), outcome.pessimistic.as_mut()] {
            let plan = &mut answer.unwrap().plan;
            plan.movements.clear();
            plan.courses.clear();
            plan.curve.clear();
            plan.bound = passage_model::plan::Bound::default();
            plan.left_behind[0].reason =
                Reason::WindowTooShort { journey: Seconds(14_800), longest_window: Seconds(14_400) };
        }
        insta::assert_snapshot!(said(&outcome, Language::En), @r"
        Of 200,000 people, nobody can be safe by 16:00 on 5 March 2022 (Europe/Kyiv, UTC+02; 17:00 Europe/Moscow, UTC+03); no number of such tries changes that.
        Pessimistic: nobody
        Optimistic: nobody
        They rest on (pessimistic / likely / optimistic): persons per vehicle, own cars 2.5 / 3.6 / 5; sustained flow per lane, vehicles per hour 600 / 600 / 1,000.
        Flow multiplied by hours would say 10,800 (7,500 to 25,000). That is wrong: the journey takes 4 h 07 min at its shortest, and the longest stretch of time in which it may be made is 4 h.
        Proven: no plan brings out more than 0, and none brings people out earlier, at any hour. 0 are safe in this plan (gap 0.0 %); waiting adds up to 0 person-hours, the least possible being 0.
        ");
        insta::assert_snapshot!(said(&outcome, Language::Uk), @r"
        З 200 000 осіб ніхто не може бути в безпеці до 16:00 5 березня 2022 року (Europe/Kyiv, UTC+02; 17:00 Europe/Moscow, UTC+03); жодна кількість таких спроб цього не змінить.
        Песимістично: ніхто
        Оптимістично: ніхто
        В основі цих відповідей (песимістично / найімовірніше / оптимістично): persons per vehicle, own cars 2.5 / 3.6 / 5; sustained flow per lane, vehicles per hour 600 / 600 / 1,000.
        Потік, помножений на години, дав би 10 800 (від 7 500 до 25 000). Це неправильно: найкоротший шлях триває 4 год 07 хв, а найдовший проміжок, за який його можна проїхати, — 4 год.
        Доведено: жоден план не вивезе більше ніж 0 і жоден не вивезе людей раніше — на жодну годину. За цим планом у безпеці будуть 0 (розрив 0,0 %); очікування становить 0 людино-годин, найменше можливе — 0.
        ");
    }

    #[test]
    fn everybody_safe_is_said_with_the_moment_of_the_last_arrival() {
        let outcome = with_persons(1_500);
        insta::assert_snapshot!(sentence(&outcome, &Words::new(Language::En)), @"All 1,500 people can be safe by 15:49 on 5 March 2022 (Europe/Kyiv, UTC+02; 16:49 Europe/Moscow, UTC+03).");
        insta::assert_snapshot!(sentence(&outcome, &Words::new(Language::Uk)), @"Усі 1 500 осіб можуть бути в безпеці до 15:49 5 березня 2022 року (Europe/Kyiv, UTC+02; 16:49 Europe/Moscow, UTC+03).");
    }

    #[test]
    fn one_person_is_one_person() {
        let outcome = with_persons(1);
        insta::assert_snapshot!(sentence(&outcome, &Words::new(Language::En)), @"The 1 person who wants to leave can be safe by 15:08 on 5 March 2022 (Europe/Kyiv, UTC+02; 16:08 Europe/Moscow, UTC+03).");
        insta::assert_snapshot!(sentence(&outcome, &Words::new(Language::Uk)), @"Усі, хто хоче виїхати (1 особа), можуть бути в безпеці до 15:08 5 березня 2022 року (Europe/Kyiv, UTC+02; 16:08 Europe/Moscow, UTC+03).");
    }

    #[test]
    fn a_plan_below_its_bound_says_both() {
        let mut outcome = sample::outcome();
        outcome.likely.plan.bound.persons += Persons(54);
        outcome.likely.plan.bound.kind = BoundKind::Relaxation;
        insta::assert_snapshot!(said(&outcome, Language::En), @r"
            Of 200,000 people, this plan brings out 1,908 by 17:00 on 5 March 2022 (Europe/Kyiv, UTC+02; 18:00 Europe/Moscow, UTC+03), and no plan more than 1,962; at this plan's rate it takes 105 such windows.
            Pessimistic: at most 1,325 (151 such windows)
            Optimistic: at most 4,240 (48 such windows)
            They rest on (pessimistic / likely / optimistic): persons per vehicle, own cars 2.5 / 3.6 / 5; sustained flow per lane, vehicles per hour 600 / 600 / 1,000.
            Flow multiplied by hours would say 10,800 (7,500 to 25,000). That is wrong: nobody may be on the road when the window ends, and the journey takes 4 h 07 min, so only those who leave between 11:00 and 11:53 are through in time.
            Proven: no plan brings out more than 1,962; 1,908 are safe in this plan (gap 2.8 %). With different numbers of people in a vehicle the limit is computed a little generously: waiting adds up to 0 person-hours, and it is proven that it cannot be less than 0.
            ");
        insta::assert_snapshot!(said(&outcome, Language::Uk), @r"
            З 200 000 осіб цей план вивозить 1 908 до 17:00 5 березня 2022 року (Europe/Kyiv, UTC+02; 18:00 Europe/Moscow, UTC+03), а жоден план не вивезе більше ніж 1 962; темпом цього плану потрібно 105 таких вікон.
            Песимістично: щонайбільше 1 325 (151 таке вікно)
            Оптимістично: щонайбільше 4 240 (48 таких вікон)
            В основі цих відповідей (песимістично / найімовірніше / оптимістично): persons per vehicle, own cars 2.5 / 3.6 / 5; sustained flow per lane, vehicles per hour 600 / 600 / 1,000.
            Потік, помножений на години, дав би 10 800 (від 7 500 до 25 000). Це неправильно: коли вікно закінчується, на дорозі не повинно бути нікого, а шлях триває 4 год 07 хв, тож устигають лише ті, хто виїжджає між 11:00 і 11:53.
            Доведено: жоден план не вивезе більше ніж 1 962; за цим планом у безпеці будуть 1 908 (розрив 2,8 %). Через різну кількість людей у машинах межу обчислено з невеликим запасом: очікування становить 0 людино-годин, і доведено, що менше ніж 0 бути не може.
            ");
    }

    #[test]
    fn without_windows_the_span_is_repeated_and_the_horizon_named() {
        let mut outcome = sample::outcome();
        outcome.likely.situation.openings[1] = Opening::always();
        outcome.likely.situation.corridors[0].opening = Opening::always();
        let verdict = Verdict::of(&outcome.likely);
        assert!(!verdict.windowed);
        assert_eq!(verdict.by, outcome.likely.plan.horizon);
        insta::assert_snapshot!(sentence(&outcome, &Words::new(Language::En)), @"Of 200,000 people, at most 1,908 can be safe by 17:00 on 5 March 2022 (Europe/Kyiv, UTC+02; 18:00 Europe/Moscow, UTC+03); at this rate it takes 105 such periods of 8 h.");
    }

    fn with_persons(persons: u32) -> Outcome<'static> {
        let mut outcome = sample::outcome();
        let mut situation = outcome.likely.situation.clone();
        situation.origins[0].persons = Persons(persons);
        let vehicles = situation.origins[0].per_vehicle.vehicles_for(Persons(persons));
        situation.origins[0].ready[0].vehicles = vehicles.max(Vehicles(1));
        outcome.likely = sample::answer_to(outcome.network, situation);
        outcome
    }
}
