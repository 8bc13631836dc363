//! Signed notes (C2SP signed-note): a text, a blank line, and lines of those who signed it.

use ed25519_dalek::{Signature, VerifyingKey};

use crate::bytes::{Hash, decimal, from_base64, hash_from_base64, moment, sha256};
use crate::policy::Policy;
use crate::report::Report;

/// A note as it came.
pub struct Note {
    /// What is signed, with its last line end.
    pub text: String,
    /// Who is said to have signed: name, key id, signature.
    pub signatures: Vec<(String, [u8; 4], Vec<u8>)>,
}

/// What a key's signature means: of the log itself, or of a witness at a time.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Signature type 0x01 of signed-note.
    Log,
    /// Signature type 0x04, of tlog-cosignature.
    Witness,
}

/// A public key with its name.
#[derive(Clone, PartialEq, Eq)]
pub struct Key {
    /// Its name.
    pub name: String,
    /// What its signatures mean.
    pub kind: Kind,
    /// The first four bytes of `SHA-256(name || "\n" || type || key)`.
    pub id: [u8; 4],
    /// The key.
    pub public: [u8; 32],
}

impl Key {
    /// Reads `name+id+key`.
    pub fn read(text: &str) -> Option<Key> {
        let mut parts = text.splitn(3, '+');
        let (name, id, encoded) = (parts.next()?, parts.next()?, from_base64(parts.next()?)?);
        let kind = match encoded.first()? {
            1 => Kind::Log,
            4 => Kind::Witness,
            _ => return None,
        };
        let public: [u8; 32] = encoded.get(1..)?.try_into().ok()?;
        // A weak key accepts signatures that nobody made.
        if name.is_empty() || VerifyingKey::from_bytes(&public).ok()?.is_weak() {
            return None;
        }
        let [a, b, c, d, ..] = sha256(&[name.as_bytes(), b"\n", &encoded]);
        (crate::bytes::hexadecimal(&[a, b, c, d]) == id).then(|| Key {
            name: name.to_owned(),
            kind,
            id: [a, b, c, d],
            public,
        })
    }
}

/// Whether `public` signed `message`, strictly.
pub fn signed(public: &[u8; 32], message: &[u8], signature: &[u8]) -> bool {
    let (Ok(key), Ok(signature)) = (VerifyingKey::from_bytes(public), <&[u8; 64]>::try_from(signature)) else {
        return false;
    };
    key.verify_strict(message, &Signature::from_bytes(signature)).is_ok()
}

impl Note {
    /// Reads a note; the words say why it is none.
    pub fn read(whole: &str) -> Result<Note, String> {
        if let Some(control) = whole.chars().find(|c| u32::from(*c) < 0x20 && *c != '\n') {
            return Err(format!("it holds the control character {control:?}: was it saved with Windows line ends?"));
        }
        let (text, lines) = whole.rsplit_once("\n\n").ok_or("it has no signatures after a blank line")?;
        let lines = lines.strip_suffix('\n').ok_or("its last line is cut")?;
        let mut signatures = Vec::new();
        for line in lines.split('\n') {
            let wrong = || format!("this line is no signature: {line}");
            let (name, encoded) =
                line.strip_prefix("\u{2014} ").and_then(|rest| rest.split_once(' ')).ok_or_else(wrong)?;
            let bytes = from_base64(encoded).ok_or_else(wrong)?;
            let (id, signature) = bytes.split_first_chunk().ok_or_else(wrong)?;
            signatures.push((name.to_owned(), *id, signature.to_vec()));
        }
        Ok(Note { text: format!("{text}\n"), signatures })
    }

    /// Whether `key` signed: none if it is not among the signatures, or whether its signature holds, and when it was made.
    pub fn by(&self, key: &Key) -> Option<Result<Option<u64>, ()>> {
        let (_, _, bytes) = self.signatures.iter().find(|(name, id, _)| *name == key.name && *id == key.id)?;
        Some(match key.kind {
            Kind::Log => signed(&key.public, self.text.as_bytes(), bytes).then_some(None).ok_or(()),
            Kind::Witness => bytes.split_first_chunk().map_or(Err(()), |(time, signature)| {
                let time = u64::from_be_bytes(*time);
                let message = format!("cosignature/v1\ntime {time}\n{}", self.text);
                let holds = i64::try_from(time).is_ok() && signed(&key.public, message.as_bytes(), signature);
                holds.then_some(Some(time)).ok_or(())
            }),
        })
    }
}

/// A state of a record: its name, how many entries, their root (C2SP tlog-checkpoint).
pub struct Checkpoint {
    /// The record's name.
    pub origin: String,
    /// How many entries.
    pub size: u64,
    /// The root of their tree.
    pub root: Hash,
}

impl Checkpoint {
    /// Reads the text of a note.
    pub fn read(text: &str) -> Option<Checkpoint> {
        let mut lines = text.strip_suffix('\n')?.split('\n');
        let origin = lines.next().filter(|origin| !origin.is_empty())?.to_owned();
        let (size, root) = (decimal(lines.next()?)?, hash_from_base64(lines.next()?)?);
        lines.all(|line| !line.is_empty()).then_some(Checkpoint { origin, size, root })
    }
}

/// Checks who signed the record checkpoint in `whole`.
pub fn check(whole: &str, policy: Option<&Policy>, report: &mut Report) -> Result<(), String> {
    // A request to cosign is a record checkpoint after a proof for the witness.
    let after_proof = whole.strip_prefix("old ").and_then(|rest| rest.split_once("\n\n")).map(|(_, note)| note);
    let note = Note::read(after_proof.unwrap_or(whole))?;
    let checkpoint = Checkpoint::read(&note.text).ok_or("it is no record checkpoint: name, number of entries, root")?;
    let Checkpoint { origin, size, root } = &checkpoint;
    report.note(
        "checkpoint",
        format!("A state of the record {origin}: {size} entries, root {}.", crate::bytes::hexadecimal(root)),
        format!("Стан журналу {origin}: записів {size}, корінь {}.", crate::bytes::hexadecimal(root)),
    );
    standing(&note, &checkpoint, policy, report);
    Ok(())
}

/// Says on whose signatures a record checkpoint rests; answers who cosigned it, and when, if the policy is met.
pub fn standing(
    note: &Note,
    checkpoint: &Checkpoint,
    policy: Option<&Policy>,
    report: &mut Report,
) -> Option<Vec<(String, u64)>> {
    let Some(policy) = policy else {
        let names: Vec<&str> = note.signatures.iter().map(|(name, ..)| name.as_str()).collect();
        let names = names.join(", ");
        report.missing(
            "no-policy",
            format!("Nobody's signature was checked: give --policy with the keys that you trust. It says that it is signed by: {names}."),
            format!("Жодного підпису не перевірено: задайте --policy з ключами, яким довіряєте. Зазначені підписи: {names}."),
        );
        return None;
    };
    let origin = &checkpoint.origin;
    let log = policy.logs.iter().filter(|log| log.name == *origin).find_map(|log| note.by(log));
    match log {
        Some(Ok(_)) => {}
        Some(Err(())) => {
            report.broken(
                "log-signature",
                format!("The signature of the record {origin} does not belong to this text: one of them was changed."),
                format!("Підпис журналу {origin} не відповідає цьому тексту: щось із них змінено."),
            );
            return None;
        }
        None => {
            report.broken(
                "no-log",
                format!("The record {origin} has not signed this, or its key is not one that your policy trusts."),
                format!("Журнал {origin} цього не підписав, або його ключа немає у вашій політиці."),
            );
            return None;
        }
    }
    let mut cosigned = Vec::new();
    let mut absent = Vec::new();
    for (name, key) in &policy.witnesses {
        match note.by(key) {
            Some(Ok(time)) => cosigned.push((name.clone(), time.unwrap_or_default())),
            Some(Err(())) => {
                report.broken(
                    "witness-signature",
                    format!("The cosignature of {name} does not belong to this text: one of them was changed."),
                    format!("Співпідпис {name} не відповідає цьому тексту: щось із них змінено."),
                );
                return None;
            }
            None => absent.push(name.as_str()),
        }
    }
    let all = cosigned.len() + absent.len();
    let with = |language: usize| {
        let each = cosigned.iter().map(|(name, time)| format!("{name} ({})", moment(*time as i64)[language]));
        each.collect::<Vec<_>>().join(", ")
    };
    let missing = absent.join(", ");
    let english = match (cosigned.is_empty(), absent.is_empty()) {
        (true, true) => format!("The record stands on {origin} alone: your policy knows no witnesses."),
        (true, false) => format!("0 of {all} witnesses: the record stands on {origin} alone. Missing: {missing}."),
        (false, true) => format!("{all} of {all} witnesses: the record stands on {origin} and {}.", with(0)),
        (false, false) => {
            format!(
                "{} of {all} witnesses: the record stands on {origin} and {}. Missing: {missing}.",
                cosigned.len(),
                with(0)
            )
        }
    };
    let ukrainian = match (cosigned.is_empty(), absent.is_empty()) {
        (true, true) => format!("Журнал тримається лише на {origin}: ваша політика не знає свідків."),
        (true, false) => format!("Свідків: 0 з {all}. Журнал тримається лише на {origin}. Бракує: {missing}."),
        (false, true) => format!("Свідків: {all} з {all}. Журнал тримається на {origin} та {}.", with(1)),
        (false, false) => {
            format!(
                "Свідків: {} з {all}. Журнал тримається на {origin} та {}. Бракує: {missing}.",
                cosigned.len(),
                with(1)
            )
        }
    };
    let names: Vec<&str> = cosigned.iter().map(|(name, _)| name.as_str()).collect();
    if policy.is_met(&names) {
        report.holds("signatures", english, ukrainian);
        Some(cosigned)
    } else {
        report.broken(
            "quorum",
            format!("{english} Your policy asks for more: {}.", policy.asked()),
            format!("{ukrainian} Ваша політика вимагає більше: {}.", policy.asked()),
        );
        None
    }
}
