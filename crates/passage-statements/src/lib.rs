//! What was said: by whom, when, in which clock, counted where; kept as it was said, compared, and questioned.
//!
//! Parties publish different texts of one corridor, and sources count different things under one word. Nothing here decides
//! who is right: a difference is put into words, a contradiction becomes a question that a person answers. It knows no roads
//! and no web; no clock, no file, no printing: the moment that counts as now is handed in. `measure` is what a figure
//! counts and where; `claim` one thing that was said, `draft` what a report proposes to be one, `ledger` all of them and their series,
//! `question` what they raise and who answered it; `clock` moments as they
//! were quoted; `text` the corridor text of each side; `coordinates` positions as they are handed over; `place` which place
//! a name may mean.
//!
//! ```
//! use passage_model::civil::Zone;
//! use passage_statements::clock::Context;
//! use passage_statements::measure::Value;
//!
//! let kyiv = Zone::find("Europe/Kyiv")?;
//! let day = Context { date: "2022-03-05".parse().ok(), ..Context::default() };
//! let window = day.window("10 a.m. to 5 p.m. Moscow")?;
//! assert!(window.by_clock_of(&kyiv).is_some_and(|words| words.contains("09:00-16:00 Europe/Kyiv on 5 March 2022")));
//!
//! // "around 20,000" and "up to 20,000" can both be true.
//! assert!(Value::read("around 20,000")?.agrees_with(Value::read("up to 20,000")?));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! ```
//! use passage_statements::text::{Comparison, Settled, read};
//!
//! let ours = read(b"version = 1\ncorridor = 'Sumy'\nside = 'A'\n[[route]]\nstops = ['Sumy', 'Holubivka', 'Lubny']");
//! let theirs = read(b"version = 1\ncorridor = 'Sumy'\nside = 'B'\n[[route]]\nstops = ['Sumy', 'Golubivka', 'Lubny']");
//! let (a, b) = (ours.0.ok_or("ours cannot be read")?, theirs.0.ok_or("theirs cannot be read")?);
//! let both = Comparison::of(&a, &b);
//! // Nothing differs, and most of it is open: agreed in principle at most.
//! assert_eq!(both.settled(), Settled::Open);
//! assert!(both.agreement().is_none());
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! ```
//! use passage_statements::claim::{Format, read};
//! use passage_statements::ledger::Ledger;
//! use passage_statements::question::Index;
//!
//! let claim = |measure: &str, value: &str, period: &str| {
//!     format!("[[claim]]\nspeaker = 'City council'\nsaid = '2022-03-15'\nlearned = '2022-03-15 20:00'\nabout = 'Mariupol'\n\
//!              measure = '{measure}'\nvalue = '{value}'\nperiod = '{period}'\n")
//! };
//! let people = claim("departed.people", "around 20,000", "2022-03-15");
//! let cars = claim("departed.vehicles", "2,000", "2022-03-15 until 14:00");
//! let (entries, findings) = read(format!("zone = 'Europe/Kyiv'\n{people}{cars}").as_bytes(), Format::Toml, None);
//! assert!(findings.is_empty());
//! let mut ledger = Ledger::default();
//! for entry in entries {
//!     ledger.add(entry.claim)?;
//! }
//! let questions = Index::of(&ledger).questions(&ledger, None);
//! assert!(questions[0].arithmetic[0].to_string().starts_with("10.0 people per vehicle"));
//!
//! // A person answers; no claim changes, and the question is known to be answered.
//! use passage_model::civil::Zone;
//! use passage_statements::question::{Answer, Answers};
//! let answer = Answer {
//!     by: "Duty officer".into(),
//!     because: "The car figure was so far at 14:00.".into(),
//!     at: "2022-03-15T19:00:00Z".parse()?,
//!     zone: Zone::find("Europe/Kyiv")?,
//! };
//! ledger.add(answer.to(&questions[0], &ledger))?;
//! assert!(Answers::of(&ledger, None).to(&questions[0]).is_some());
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! ```
//! use passage_statements::place::{Likeness, Names, read};
//!
//! let table = "name_en,name_uk,oblast,old_names\nBakhmut,Бахмут,Donetsk oblast,Artemivsk (until 2016)\n";
//! let gazetteer = read(table.as_bytes(), Some("ours")).0.ok_or("no gazetteer")?;
//! let found = gazetteer.find("до Бахмута");
//! assert_eq!(gazetteer.places()[found[0].place].name, "Bakhmut");
//! assert_eq!(found[0].reasons[0].phrase().to_string(), "Бахмута may be бахмут in a case");
//! // A former name is a question between two texts, never a silent match.
//! let compared = Names::by(Some(&gazetteer)).compare("Bakhmut", "Artemivsk");
//! assert_eq!(compared.likeness, Likeness::Perhaps);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

pub mod acknowledgement;
pub mod claim;
pub mod clock;
pub mod coordinates;
#[cfg(test)]
mod damage;
mod dated;
pub mod draft;
mod fields;
pub mod ledger;
pub mod measure;
pub mod place;
pub mod question;
pub mod talks;
pub mod text;
