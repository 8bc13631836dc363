//! Windows as they are quoted: both ends, one of them, a length, and the same by several clocks.

use super::phrase::{Phrase, next_day};
use super::token::{Token, tokens};
use super::{Bound, ClockError, Context, Moment};
use jiff::SignedDuration;
use jiff::civil::Date;
use passage_model::civil::{CivilError, Zone, by_another_clock};

/// A window as it was quoted, and what it means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Window {
    /// When it begins; `None` where the text does not say.
    pub from: Option<Moment>,
    /// When it ends; `None` where the text does not say.
    pub until: Option<Moment>,
    /// The zone of each clock that it is quoted by, in the order of the text.
    pub clocks: Vec<Zone>,
    /// The text.
    pub quoted: String,
}

impl Window {
    /// Whether both ends are stated.
    pub const fn is_closed(&self) -> bool {
        self.from.is_some() && self.until.is_some()
    }

    /// How long it is; `None` where an end is not stated. Elapsed time: a night in which the clocks go forward is shorter.
    pub fn length(&self) -> Option<SignedDuration> {
        Some(self.until.as_ref()?.at.duration_since(self.from.as_ref()?.at))
    }

    /// What its hours are by the clocks of another zone, and on the far side of the nearest change of the clocks: the
    /// sentence that is read out on the phone. `None` where an end is not stated.
    pub fn by_clock_of(&self, zone: &Zone) -> Option<String> {
        let (from, until) = (self.from.as_ref()?, self.until.as_ref()?);
        Some(by_another_clock(zone, &from.zone, (from.at, until.at)))
    }
}

impl Context {
    /// Reads a window: "5 March 2022 09:00-16:00 Kyiv", "from 10:00 Moscow", "until 21:00", "from 20:00 on 15 March for 35
    /// hours"; the same by another clock may follow in brackets or behind "=".
    ///
    /// # Errors
    ///
    /// As [`Context::moment`]; the window ends before it starts; its clocks name different times.
    pub fn window(&self, text: &str) -> Result<Window, ClockError> {
        let tokens = tokens(text)?;
        let mut quotes = tokens.split(|token| *token == Token::Same).filter(|quote| !quote.is_empty());
        let first = quotes.next().ok_or_else(|| ClockError::not_understood(text, text, EXPECTED))?;
        let mut window = self.quote(text, first, None)?;
        let date = |moment: &Option<Moment>| moment.as_ref().map(|m| m.zone.at(m.at).date());
        let day = date(&window.from).or(date(&window.until));
        for quote in quotes {
            let other = self.other_clock(text, quote, day, &window)?;
            window.clocks.extend(other.clocks);
        }
        Ok(window)
    }

    /// The same window by another clock, which may be a day ahead or behind at that moment.
    fn other_clock(&self, text: &str, quote: &[Token], day: Option<Date>, main: &Window) -> Result<Window, ClockError> {
        if !quote.iter().any(|token| matches!(token, Token::Zone(_))) {
            return Err(ClockError::ZoneMissing { text: text.trim().to_owned() });
        }
        let days = [day, day.and_then(|d| d.yesterday().ok()), day.and_then(|d| d.tomorrow().ok())];
        let agrees = |other: &Window| {
            let same = |a: &Option<Moment>, b: &Option<Moment>| match (a, b) {
                (Some(a), Some(b)) => a.at == b.at,
                (a, b) => a.is_none() && b.is_none(),
            };
            same(&main.from, &other.from) && same(&main.until, &other.until)
        };
        let same_day = self.quote(text, quote, days[0])?;
        if agrees(&same_day) {
            return Ok(same_day);
        }
        let other_days = days[1..].iter().flatten().filter_map(|day| self.quote(text, quote, Some(*day)).ok());
        other_days.into_iter().find(agrees).ok_or_else(|| disagreement(main, &same_day))
    }

    /// One clock's window; `day` is the date that another clock's lends it.
    fn quote(&self, text: &str, tokens: &[Token], day: Option<Date>) -> Result<Window, ClockError> {
        let parts: Vec<&[Token]> = tokens.split(|token| *token == Token::Dash).collect();
        let (from, until) = match parts[..] {
            [one] => return self.one_sided(text, one, day),
            // "until 21:00": nothing stands before the word.
            [[], until] => (None, Phrase::of(text, until)?),
            [from, until] => (Some(Phrase::of(text, from)?), Phrase::of(text, until)?),
            _ => return Err(ClockError::not_understood(text, text, EXPECTED)),
        };
        let Some(from) = from else {
            let until = self.resolve(text, &until, day, None)?;
            return Ok(window(text, None, Some(Moment { bound: Bound::By, ..until })));
        };
        if from.bound == Bound::By || until.bound == Bound::From || from.length.is_some() || until.length.is_some() {
            return Err(ClockError::not_understood(text, text, EXPECTED));
        }
        self.two_sided(text, &from, &until, day)
    }

    /// "from 10:00", "by 21:00", "from 20:00 for 35 hours".
    fn one_sided(&self, text: &str, tokens: &[Token], day: Option<Date>) -> Result<Window, ClockError> {
        let phrase = Phrase::of(text, tokens)?;
        let moment = self.resolve(text, &phrase, day, None)?;
        match (phrase.bound, phrase.length) {
            (Bound::From | Bound::At, Some(seconds)) => {
                let beyond = |_| ClockError::Impossible { text: text.to_owned() };
                let end = moment.at.checked_add(SignedDuration::from_secs(seconds)).map_err(beyond)?;
                let until = Moment { at: end, bound: Bound::By, ..moment.clone() };
                Ok(window(text, Some(Moment { bound: Bound::From, ..moment }), Some(until)))
            }
            (Bound::From, None) => Ok(window(text, Some(moment), None)),
            (Bound::By, None) => Ok(window(text, None, Some(moment))),
            _ => Err(ClockError::OneMoment { text: text.trim().to_owned() }),
        }
    }

    fn two_sided(&self, text: &str, from: &Phrase, until: &Phrase, day: Option<Date>) -> Result<Window, ClockError> {
        let zone = self.zone_of(text, from, until.zone.as_ref())?;
        // "09:00-16:00 on 5 March": the date behind holds for both.
        let lent = until.date.filter(|_| from.date.is_none()).map(|_| self.date_of(text, until, day)).transpose()?;
        let first = self.resolve(text, from, lent.or(day), Some(&zone))?;
        let own_day = first.zone.at(first.at).date();
        let mut until = until.clone();
        if until.midnight {
            // The end of a window on one day is that day's end.
            (until.midnight, until.time) = (false, Some(86_400));
        }
        let last = self.resolve(text, &until, Some(own_day), Some(&zone))?;
        if last.at <= first.at {
            return Err(ends_before_start(text, &first, &last, until.date.is_some())?);
        }
        Ok(window(text, Some(first), Some(last)))
    }
}

const EXPECTED: &str = "a window such as \"5 March 2022 09:00-16:00 Kyiv\" or \"from 10:00 Moscow\"";

fn window(text: &str, from: Option<Moment>, until: Option<Moment>) -> Window {
    let clocks = from.iter().chain(&until).map(|moment| moment.zone.clone()).take(1).collect();
    Window { from, until, clocks, quoted: text.trim().to_owned() }
}

fn ends_before_start(text: &str, first: &Moment, last: &Moment, dated: bool) -> Result<ClockError, ClockError> {
    let (from, until) = (first.zone.at(first.at), last.zone.at(last.at));
    let when = if last.at < first.at { "before" } else { "when" };
    let meant = (!dated && last.at < first.at)
        .then(|| {
            next_day(until.date())
                .map(|next| format!("{} - {next} {}", from.strftime("%F %H:%M"), until.strftime("%H:%M")))
        })
        .transpose()?;
    Ok(CivilError::EndsBeforeStart { text: text.trim().to_owned(), when, meant }.into())
}

/// What the two clocks of one window name, by the first one's clock.
fn disagreement(main: &Window, other: &Window) -> ClockError {
    let hours = |window: &Window, zone: &Zone| {
        let ends = [(&window.from, "from"), (&window.until, "until")];
        let said = ends.iter().filter_map(|(moment, word)| {
            moment.as_ref().map(|m| format!("{word} {}", zone.at(m.at).strftime("%H:%M")))
        });
        said.collect::<Vec<_>>().join(" ")
    };
    let (ours, theirs) = (&main.clocks[0], &other.clocks[0]);
    let date = other
        .from
        .as_ref()
        .or(other.until.as_ref())
        .map_or_else(String::new, |moment| ours.at(moment.at).strftime("%-d %B %Y").to_string());
    let second = format!("{} {}", hours(other, theirs), theirs.name());
    let translated = format!("{} by {} on {date}", hours(other, ours), ours.name());
    let first = format!("{} {}", hours(main, ours), ours.name());
    let both_sides = other.by_clock_of(ours).unwrap_or_else(|| format!("{second} is {translated}"));
    CivilError::ClocksDisagree { first, second, translated, both_sides }.into()
}
