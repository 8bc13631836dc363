//! Policies (C2SP tlog-policy): which logs are trusted, which witnesses known, how many of them must have cosigned.

use std::collections::BTreeMap;

use crate::bytes::decimal;
use crate::note::{Key, Kind};

/// A policy.
#[derive(Default)]
pub struct Policy {
    /// The logs that are trusted.
    pub logs: Vec<Key>,
    /// The witnesses that are known, with what the policy calls them.
    pub witnesses: Vec<(String, Key)>,
    groups: BTreeMap<String, (usize, Vec<String>)>,
    /// The name of a witness or a group; empty for none.
    quorum: String,
}

impl Policy {
    /// Reads a policy file; the words say which line is wrong.
    pub fn read(text: &str) -> Result<Policy, String> {
        let mut policy = Policy::default();
        let mut has_quorum = false;
        for (at, line) in text.lines().enumerate() {
            let words: Vec<&str> = line.split([' ', '\t']).filter(|word| !word.is_empty()).collect();
            let wrong = |why: &str| format!("line {}: {why}: {line}", at + 1);
            match words[..] {
                [] => {}
                [first, ..] if first.starts_with('#') => {}
                ["log", key] | ["log", key, _] => {
                    let key =
                        Key::read(key).filter(|key| key.kind == Kind::Log).ok_or_else(|| wrong("no key of a log"))?;
                    policy.logs.push(key);
                }
                ["witness", name, key] | ["witness", name, key, _] => {
                    let key = Key::read(key).filter(|key| key.kind == Kind::Witness);
                    let key = key.ok_or_else(|| wrong("no key of a witness"))?;
                    let known = policy.witnesses.iter().any(|(_, other)| other.public == key.public);
                    if known || name == "none" || policy.knows(name) {
                        return Err(wrong("the name or the key stands on an earlier line"));
                    }
                    policy.witnesses.push((name.to_owned(), key));
                }
                ["group", name, needed, ref members @ ..] if !members.is_empty() => {
                    let placed =
                        |member: &str| policy.groups.values().any(|(_, all)| all.iter().any(|one| one == member));
                    let twice = members.iter().enumerate().any(|(at, one)| members[..at].contains(one) || placed(one));
                    if name == "none"
                        || policy.knows(name)
                        || twice
                        || !members.iter().all(|member| policy.knows(member))
                    {
                        return Err(wrong(
                            "a group needs a new name, and members of earlier lines that are in no group",
                        ));
                    }
                    let needed = match needed {
                        "all" => Some(members.len()),
                        "any" => Some(1),
                        number => decimal(number).map(|number| number as usize),
                    };
                    let needed = needed.filter(|needed| (1..=members.len()).contains(needed));
                    let needed =
                        needed.ok_or_else(|| wrong("a group asks for all, any, or a number of its members"))?;
                    policy
                        .groups
                        .insert(name.to_owned(), (needed, members.iter().map(|one| (*one).to_owned()).collect()));
                }
                ["quorum", name] if !has_quorum && (name == "none" || policy.knows(name)) => {
                    has_quorum = true;
                    name.clone_into(&mut policy.quorum);
                }
                _ => return Err(wrong("it is no line of a policy (log, witness, group, one quorum)")),
            }
        }
        if has_quorum {
            Ok(policy)
        } else {
            Err("no line says who must have cosigned (quorum NAME, or quorum none)".to_owned())
        }
    }

    fn knows(&self, name: &str) -> bool {
        self.groups.contains_key(name) || self.witnesses.iter().any(|(witness, _)| witness == name)
    }

    /// Whether it is enough that the witnesses of these names cosigned.
    pub fn is_met(&self, names: &[&str]) -> bool {
        self.quorum == "none" || self.counts(&self.quorum, names)
    }

    fn counts(&self, member: &str, names: &[&str]) -> bool {
        match self.groups.get(member) {
            Some((needed, members)) => members.iter().filter(|member| self.counts(member, names)).count() >= *needed,
            None => names.contains(&member),
        }
    }

    /// What is asked for, in words: "2 of A, B, C".
    pub fn asked(&self) -> String {
        self.words(&self.quorum)
    }

    fn words(&self, member: &str) -> String {
        match self.groups.get(member) {
            Some((needed, members)) => {
                let each: Vec<String> = members.iter().map(|one| self.words(one)).collect();
                format!("{needed}/{} ({})", members.len(), each.join(", "))
            }
            None => member.to_owned(),
        }
    }
}
