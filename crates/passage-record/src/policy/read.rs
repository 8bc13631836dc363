//! Reads a policy file, line by line.

use std::str::FromStr;

use super::{Group, Known, Member, Policy};
use crate::checkpoint::decimal;
use crate::note::{NotAKey, Role, VerifierKey};

/// The most lines that define something, so that no file can make a program work for ever; the specification asks for 32
/// logs, witnesses and groups each at least.
const MOST_LINES: usize = 1000;

/// What is wrong with a line of a policy.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum WrongLine {
    /// None of the words that begin a line.
    #[error("a line begins with log, witness, group or quorum, or with # for a comment; this one with '{0}'")]
    Word(String),
    /// Too little or too much on a line.
    #[error("it should read: {0}")]
    Form(&'static str),
    /// A key that is none.
    #[error("{0}")]
    Key(#[from] NotAKey),
    /// A key of the other kind.
    #[error("this key signs {}, and the line is of a {}", if *.0 == "log" { "as a witness" } else { "for a log" }, .0)]
    Role(&'static str),
    /// The same key again.
    #[error("this key stands on an earlier line")]
    KeyTwice,
    /// The same name again.
    #[error("the name '{0}' stands for something else already")]
    NameTwice(String),
    /// A name that stands for nothing yet.
    #[error("'{0}' is neither a witness nor a group of an earlier line")]
    Unknown(String),
    /// A member in two groups.
    #[error("'{0}' is a member of a group already, and can count in one alone")]
    MemberTwice(String),
    /// A threshold that no group can have.
    #[error("of {members} members between 1 and {members} can be asked for, or 'all', or 'any'")]
    Threshold {
        /// Members of the group.
        members: usize,
    },
    /// A second quorum.
    #[error("the quorum stands on an earlier line")]
    QuorumTwice,
    /// More than any policy needs.
    #[error("a policy has at most {MOST_LINES} lines")]
    Long,
}

/// What is no policy.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotAPolicy {
    /// A line is wrong.
    #[error("line {line}: {error}")]
    Line {
        /// The line, from 1.
        line: usize,
        /// What is wrong.
        error: WrongLine,
    },
    /// No quorum.
    #[error("no line says who must have cosigned: add 'quorum NAME', or 'quorum none'")]
    NoQuorum,
}

/// A policy while its lines are read.
#[derive(Default)]
struct Reading {
    policy: Policy,
    /// Members that stand in a group.
    placed: Vec<Member>,
    has_quorum: bool,
}

impl FromStr for Policy {
    type Err = NotAPolicy;

    fn from_str(text: &str) -> Result<Policy, NotAPolicy> {
        let mut reading = Reading::default();
        for (at, line) in text.split('\n').enumerate() {
            let at_line = |error| NotAPolicy::Line { line: at + 1, error };
            let words: Vec<&str> = line.split([' ', '\t']).filter(|word| !word.is_empty()).collect();
            if at >= MOST_LINES && !words.is_empty() {
                return Err(at_line(WrongLine::Long));
            }
            reading.line(&words).map_err(at_line)?;
        }
        if reading.has_quorum { Ok(reading.policy) } else { Err(NotAPolicy::NoQuorum) }
    }
}

impl Reading {
    fn line(&mut self, words: &[&str]) -> Result<(), WrongLine> {
        match words {
            [] => Ok(()),
            [first, ..] if first.starts_with('#') => Ok(()),
            ["log", key] | ["log", key, _] => self.log(key),
            ["log", ..] => Err(WrongLine::Form("log KEY [ADDRESS]")),
            ["witness", name, key] | ["witness", name, key, _] => self.witness(name, key),
            ["witness", ..] => Err(WrongLine::Form("witness NAME KEY [ADDRESS]")),
            ["group", name, needed, members @ ..] if !members.is_empty() => self.group(name, needed, members),
            ["group", ..] => Err(WrongLine::Form("group NAME all|any|NUMBER MEMBER ...")),
            ["quorum", name] => self.quorum(name),
            ["quorum", ..] => Err(WrongLine::Form("quorum NAME, or quorum none")),
            [other, ..] => Err(WrongLine::Word((*other).to_owned())),
        }
    }

    /// A key that no line has had yet, for `role`.
    fn key(&self, text: &str, role: Role, wanted: &'static str) -> Result<VerifierKey, WrongLine> {
        let key: VerifierKey = text.parse()?;
        if key.role() != role {
            return Err(WrongLine::Role(wanted));
        }
        let mut known = self.policy.logs.iter().chain(self.policy.witnesses.iter().map(|witness| &witness.key));
        if known.any(|known| known.public() == key.public() && known.role() == role) {
            return Err(WrongLine::KeyTwice);
        }
        Ok(key)
    }

    fn log(&mut self, key: &str) -> Result<(), WrongLine> {
        let key = self.key(key, Role::Log, "log")?;
        self.policy.logs.push(key);
        Ok(())
    }

    fn witness(&mut self, name: &str, key: &str) -> Result<(), WrongLine> {
        let key = self.key(key, Role::Witness, "witness")?;
        self.new_name(name)?;
        self.policy.witnesses.push(Known { name: name.to_owned(), key });
        Ok(())
    }

    fn new_name(&self, name: &str) -> Result<(), WrongLine> {
        let free = name != "none" && self.member(name).is_none();
        if free { Ok(()) } else { Err(WrongLine::NameTwice(name.to_owned())) }
    }

    fn member(&self, name: &str) -> Option<Member> {
        let witness = self.policy.witnesses.iter().position(|witness| witness.name == name).map(Member::Witness);
        witness.or_else(|| self.policy.groups.iter().position(|group| group.name == name).map(Member::Group))
    }

    fn group(&mut self, name: &str, needed: &str, names: &[&str]) -> Result<(), WrongLine> {
        self.new_name(name)?;
        let mut members = Vec::new();
        for member in names {
            let found = self.member(member).ok_or_else(|| WrongLine::Unknown((*member).to_owned()))?;
            if self.placed.contains(&found) {
                return Err(WrongLine::MemberTwice((*member).to_owned()));
            }
            self.placed.push(found);
            members.push(found);
        }
        let needed = match needed {
            "all" => Some(members.len()),
            "any" => Some(1),
            number => decimal(number).and_then(|number| usize::try_from(number).ok()),
        };
        let needed = needed
            .filter(|needed| (1..=members.len()).contains(needed))
            .ok_or(WrongLine::Threshold { members: members.len() })?;
        self.policy.groups.push(Group { name: name.to_owned(), needed, members });
        Ok(())
    }

    fn quorum(&mut self, name: &str) -> Result<(), WrongLine> {
        if self.has_quorum {
            return Err(WrongLine::QuorumTwice);
        }
        self.has_quorum = true;
        if name != "none" {
            self.policy.quorum = Some(self.member(name).ok_or_else(|| WrongLine::Unknown(name.to_owned()))?);
        }
        Ok(())
    }
}
