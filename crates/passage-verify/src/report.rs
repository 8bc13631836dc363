//! What was found, in words, in English and Ukrainian, and for programs.

/// The language of the answer.
#[derive(Clone, Copy, Default)]
pub enum Language {
    /// English.
    #[default]
    English,
    /// Ukrainian.
    Ukrainian,
}

impl Language {
    /// The language of this code.
    pub fn named(code: &str) -> Option<Language> {
        match code {
            "en" => Some(Language::English),
            "uk" => Some(Language::Ukrainian),
            _ => None,
        }
    }
}

/// What one line of the answer says.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Mark {
    Note,
    Holds,
    Open,
    Broken,
}

impl Mark {
    fn word(self, language: Language) -> &'static str {
        match (self, language) {
            (Mark::Note, _) => "",
            (Mark::Holds, Language::English) => "holds: ",
            (Mark::Holds, Language::Ukrainian) => "чинне: ",
            (Mark::Open, Language::English) => "open: ",
            (Mark::Open, Language::Ukrainian) => "не перевірено: ",
            (Mark::Broken, Language::English) => "BROKEN: ",
            (Mark::Broken, Language::Ukrainian) => "ПОРУШЕНО: ",
        }
    }

    fn code(self) -> &'static str {
        match self {
            Mark::Note => "note",
            Mark::Holds => "holds",
            Mark::Open => "open",
            Mark::Broken => "broken",
        }
    }
}

/// Everything that was found, in the order in which it was.
#[derive(Default)]
pub struct Report {
    lines: Vec<(Mark, &'static str, [String; 2])>,
    is_missing: bool,
}

impl Report {
    fn add(&mut self, mark: Mark, code: &'static str, english: String, ukrainian: String) {
        self.lines.push((mark, code, [english, ukrainian]));
    }

    /// What is being looked at.
    pub fn note(&mut self, code: &'static str, english: String, ukrainian: String) {
        self.add(Mark::Note, code, english, ukrainian);
    }

    /// Something that was checked and holds.
    pub fn holds(&mut self, code: &'static str, english: String, ukrainian: String) {
        self.add(Mark::Holds, code, english, ukrainian);
    }

    /// Something that could not be checked.
    pub fn open(&mut self, code: &'static str, english: String, ukrainian: String) {
        self.add(Mark::Open, code, english, ukrainian);
    }

    /// Something without which nothing can be relied upon, and which was not given.
    pub fn missing(&mut self, code: &'static str, english: String, ukrainian: String) {
        self.is_missing = true;
        self.open(code, english, ukrainian);
    }

    /// Something that does not hold.
    pub fn broken(&mut self, code: &'static str, english: String, ukrainian: String) {
        self.add(Mark::Broken, code, english, ukrainian);
    }

    /// How many things do not hold.
    pub fn faults(&self) -> usize {
        self.lines.iter().filter(|(mark, ..)| *mark == Mark::Broken).count()
    }

    /// 0 if all that was checked holds, 1 if something does not, 2 if what is needed to rely on it was not given.
    pub fn status(&self) -> u8 {
        match (self.faults(), self.is_missing) {
            (0, false) => 0,
            (0, true) => 2,
            _ => 1,
        }
    }

    /// The answer for people: a line for each finding, and one that sums up.
    pub fn words(&self, language: Language) -> String {
        let mut text = String::new();
        for (mark, _, words) in &self.lines {
            text.push_str(mark.word(language));
            text.push_str(&words[language as usize]);
            text.push('\n');
        }
        let open = self.lines.iter().any(|(mark, ..)| *mark == Mark::Open);
        text.push_str(match (self.faults(), open, language) {
            (0, false, Language::English) => "Everything holds.\n",
            (0, true, Language::English) => "What was checked holds; what is open was not checked.\n",
            (_, _, Language::English) => "Not everything holds.\n",
            (0, false, Language::Ukrainian) => "Усе чинне.\n",
            (0, true, Language::Ukrainian) => "Перевірене чинне; решту не перевірено.\n",
            (_, _, Language::Ukrainian) => "Не все чинне.\n",
        });
        text
    }

    /// The answer for programs: one JSON object.
    pub fn json(&self, language: Language) -> String {
        let line = |(mark, code, words): &(Mark, &str, [String; 2])| {
            format!(r#"{{"mark":"{}","code":"{code}","words":"{}"}}"#, mark.code(), escaped(&words[language as usize]))
        };
        let lines: Vec<String> = self.lines.iter().map(line).collect();
        format!("{{\"holds\":{},\"findings\":[{}]}}\n", self.faults() == 0, lines.join(","))
    }
}

/// A string as JSON writes it (RFC 8259, section 7).
fn escaped(text: &str) -> String {
    let mut out = String::new();
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            c if c.is_control() => out.extend(["\\u".to_owned(), format!("{:04x}", u32::from(c))]),
            c => out.push(c),
        }
    }
    out
}
