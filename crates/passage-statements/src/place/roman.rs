//! Names in Latin letters by the romanisations that people use, so that a match can say by which one.
//!
//! The tables are of the letters that place names have; they write, and never read back.

/// A way to write Ukrainian or Russian names in Latin letters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum System {
    /// Ukrainian: the Cabinet of Ministers' table, resolution 55 of 2010. Passports, road signs, KATOTTH in English.
    Kmu2010,
    /// Ukrainian: the National system of 1996, decision 9, simplified: like 2010 but for its apostrophes.
    National1996,
    /// Ukrainian: BGN/PCGN of 1965. Maps and news until 2019: Mykolayiv, Zaporizhzhya.
    BgnUkrainian,
    /// Russian: BGN/PCGN of 1947. Maps: Zaporozh'ye, Mariupol'.
    BgnRussian,
    /// Either: the scientific one of linguists, ISO/R 9:1968. Zaporižžja.
    Scientific,
    /// Either, as German texts write: Saporischschja, Charkiw.
    German,
    /// Either, as Polish texts write: Zaporiżżia, Charków's letters.
    Polish,
}

impl System {
    /// Every one, the commonest first.
    pub const ALL: [Self; 7] = [
        Self::Kmu2010,
        Self::BgnUkrainian,
        Self::National1996,
        Self::BgnRussian,
        Self::Scientific,
        Self::German,
        Self::Polish,
    ];

    /// What it is called.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Kmu2010 => "KMU 2010",
            Self::National1996 => "1996",
            Self::BgnUkrainian => "BGN/PCGN 1965",
            Self::BgnRussian => "BGN/PCGN 1947",
            Self::Scientific => "ISO/R 9",
            Self::German => "German",
            Self::Polish => "Polish",
        }
    }

    /// Whether it writes names of this language; names of no stated language are taken for either.
    pub fn writes(self, language: &str) -> bool {
        match (self, language) {
            (Self::Kmu2010 | Self::National1996 | Self::BgnUkrainian, "ru") | (Self::BgnRussian, "uk") => false,
            _ => !matches!(language, "en"),
        }
    }

    /// A name in Latin letters, its first letter as large as it was. `None` where it has no Cyrillic letter. O(length).
    pub fn write(self, name: &str) -> Option<String> {
        name.chars().any(is_cyrillic).then(|| {
            let letters: Vec<char> = name.chars().collect();
            let mut written = String::with_capacity(name.len());
            for (at, letter) in letters.iter().enumerate() {
                let small = letter.to_lowercase().next().unwrap_or(*letter);
                let before = at.checked_sub(1).map_or(' ', |at| letters[at].to_lowercase().next().unwrap_or(' '));
                match self.letter(small, before) {
                    Some(text) if letter.is_uppercase() => written.push_str(&capital(text)),
                    Some(text) => written.push_str(text),
                    None => written.push(*letter),
                }
            }
            written
        })
    }

    /// One letter behind another; `None` where it is no letter of these alphabets.
    fn letter(self, letter: char, before: char) -> Option<&'static str> {
        let first = !before.is_alphabetic() && !is_apostrophe(before);
        let own = match self {
            Self::Kmu2010 | Self::National1996 => ukrainian(letter, before, first),
            Self::BgnUkrainian => match letter {
                'й' | 'и' => Some("y"),
                'є' => Some("ye"),
                'ї' => Some("yi"),
                'ю' => Some("yu"),
                'я' => Some("ya"),
                'ь' => Some("'"),
                _ => None,
            },
            Self::BgnRussian => russian(letter, before, first),
            Self::Scientific => scientific(letter),
            Self::German => german(letter, before),
            Self::Polish => polish(letter),
        };
        own.or_else(|| common(letter))
    }
}

const fn is_cyrillic(letter: char) -> bool {
    matches!(letter, '\u{400}'..='\u{52f}')
}

const fn is_apostrophe(letter: char) -> bool {
    matches!(letter, '\'' | '\u{2019}' | '\u{2bc}' | '`')
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// The table of 2010; that of 1996 differs by an apostrophe, which no key has.
fn ukrainian(letter: char, before: char, first: bool) -> Option<&'static str> {
    Some(match letter {
        'г' if before == 'з' => "gh",
        'є' if first => "ye",
        'є' => "ie",
        'ї' if first => "yi",
        'й' if first => "y",
        'ї' | 'й' => "i",
        'ю' if first => "yu",
        'ю' => "iu",
        'я' if first => "ya",
        'я' => "ia",
        'и' => "y",
        'ь' | '\'' | '\u{2019}' | '\u{2bc}' => "",
        _ => return None,
    })
}

fn russian(letter: char, before: char, first: bool) -> Option<&'static str> {
    Some(match letter {
        'г' => "g",
        'е' | 'ё' if first || "аеёиоуыэюяйъь".contains(before) => "ye",
        'и' => "i",
        'й' | 'ы' => "y",
        'ь' => "'",
        'ъ' => "\"",
        _ => return None,
    })
}

fn scientific(letter: char) -> Option<&'static str> {
    Some(match letter {
        'є' => "je",
        'ж' => "ž",
        'и' | 'ы' => "y",
        'ї' => "ji",
        'й' => "j",
        'х' => "x",
        'ц' => "c",
        'ч' => "č",
        'ш' => "š",
        'щ' => "šč",
        'ю' => "ju",
        'я' => "ja",
        'ь' => "'",
        _ => return None,
    })
}

fn german(letter: char, before: char) -> Option<&'static str> {
    Some(match letter {
        'в' => "w",
        'є' | 'ё' => "je",
        'ж' | 'ш' => "sch",
        'з' => "s",
        'и' | 'ы' => "y",
        'ї' => "ji",
        'й' if matches!(before, 'и' | 'і') => "",
        'й' => "j",
        'х' => "ch",
        'ц' => "z",
        'ч' => "tsch",
        'щ' => "schtsch",
        'ю' => "ju",
        'я' => "ja",
        'ь' | 'ъ' => "",
        _ => return None,
    })
}

fn polish(letter: char) -> Option<&'static str> {
    Some(match letter {
        'в' => "w",
        'є' | 'ё' => "je",
        'ж' => "ż",
        'и' | 'ы' => "y",
        'ї' => "ji",
        'й' => "j",
        'х' => "ch",
        'ц' => "c",
        'ч' => "cz",
        'ш' => "sz",
        'щ' => "szcz",
        'ю' => "ju",
        'я' => "ja",
        'ь' | 'ъ' => "",
        _ => return None,
    })
}

/// What all of them write alike, and what a table of one language writes of the other's letters.
fn common(letter: char) -> Option<&'static str> {
    Some(match letter {
        'а' => "a",
        'б' => "b",
        'в' => "v",
        'г' => "h",
        'ґ' => "g",
        'д' => "d",
        'е' | 'э' => "e",
        'ё' => "yo",
        'є' => "ye",
        'ж' => "zh",
        'з' => "z",
        'и' | 'й' | 'ы' => "y",
        'і' => "i",
        'ї' => "yi",
        'к' => "k",
        'л' => "l",
        'м' => "m",
        'н' => "n",
        'о' => "o",
        'п' => "p",
        'р' => "r",
        'с' => "s",
        'т' => "t",
        'у' | 'ў' => "u",
        'ф' => "f",
        'х' => "kh",
        'ц' => "ts",
        'ч' => "ch",
        'ш' => "sh",
        'щ' => "shch",
        'ю' => "yu",
        'я' => "ya",
        'ь' | 'ъ' => "",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_system_writes_as_its_table_has_it() {
        let written = |system: System, name: &str| system.write(name).unwrap_or_default();
        // The examples of resolution 55 itself.
        for (name, latin) in [
            ("Алушта", "Alushta"),
            ("Згорани", "Zghorany"),
            ("Єнакієве", "Yenakiieve"),
            ("Їжакевич", "Yizhakevych"),
            ("Кадиївка", "Kadyivka"),
            ("Йосипівка", "Yosypivka"),
            ("Знам'янка", "Znamianka"),
            ("Щербухи", "Shcherbukhy"),
            ("Яготин", "Yahotyn"),
            ("Костянтин", "Kostiantyn"),
        ] {
            assert_eq!(written(System::Kmu2010, name), latin);
        }
        assert_eq!(written(System::BgnUkrainian, "Миколаїв"), "Mykolayiv");
        assert_eq!(written(System::BgnUkrainian, "Запоріжжя"), "Zaporizhzhya");
        assert_eq!(written(System::BgnRussian, "Запорожье"), "Zaporozh'ye");
        assert_eq!(written(System::BgnRussian, "Мариуполь"), "Mariupol'");
        assert_eq!(written(System::Scientific, "Запоріжжя"), "Zaporižžja");
        assert_eq!(written(System::German, "Запоріжжя"), "Saporischschja");
        assert_eq!(System::Kmu2010.write("Kyiv"), None);
    }
}
