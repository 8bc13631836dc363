//! Names in a case: "з Маріуполя", "в Изюме", "до Кривого Рогу". Endings are taken off by a table; what comes out is only tried,
//! and counts where a gazetteer or the other text has such a name.

/// Endings of cases and what the name may end in instead, in Ukrainian and in Russian. Longer endings stand first. From the
/// declensions of both languages' grammars, for nouns and adjectives as place names have them; what differs only by what
/// transliteration folds (і and о of Харків, Харкова) needs no line.
const ENDINGS: [(&str, &[&str]); 43] = [
    // Adjectives: Нової Каховки, Білій Церкві, Кривого Рогу, Нікольського.
    ("ього", &["є", "ій"]),
    ("ому", &["е", "ий", "ое", "ый", "ой"]),
    ("ого", &["е", "ий", "ое", "ый", "ой"]),
    ("його", &["е"]),
    ("ої", &["а"]),
    ("ою", &["а"]),
    ("ій", &["а", "я"]),
    ("ой", &["ая", "а"]),
    ("ую", &["ая"]),
    ("им", &["е", "ий", "і"]),
    ("ым", &["ое", "ый"]),
    ("ім", &["е", "ий"]),
    ("их", &["і"]),
    ("іх", &["і"]),
    ("ых", &["ые"]),
    ("ыми", &["ые"]),
    // Nouns in the plural: Сум, Пологів, в Черкассах, Лубнами.
    ("ами", &["и", "ы"]),
    ("ями", &["і", "и"]),
    ("ах", &["и", "ы", "а"]),
    ("ях", &["і", "и"]),
    ("ам", &["и", "ы"]),
    ("ів", &["и", "і"]),
    ("ов", &["ы", "и"]),
    // Nouns: з Василівки, у Василівці, до Запоріжжя, из Мариуполя, в Запорожье.
    ("ці", &["ка", "ця"]),
    ("зі", &["га"]),
    ("сі", &["ха"]),
    ("ові", &[""]),
    ("еві", &["ь"]),
    ("єю", &["я"]),
    ("ею", &["я", "а"]),
    ("ем", &["ь", "е"]),
    ("ом", &["", "о"]),
    ("ья", &["ье"]),
    ("ью", &["ье"]),
    ("ї", &["я", "й"]),
    ("я", &["ь", "й", "е"]),
    ("ю", &["я", "ь", "й", "е"]),
    ("и", &["а", "я"]),
    ("ы", &["а"]),
    ("і", &["", "а", "я", "ь", "о", "е"]),
    ("е", &["", "а", "ь", "о"]),
    ("у", &["", "а", "о"]),
    ("а", &["", "о"]),
];

/// The shortest stem that an ending is taken off: shorter ones are words of their own.
const SHORTEST_STEM: usize = 2;

/// The most forms that are tried of one name.
const MOST_FORMS: usize = 48;

/// What a name may be in the nominative, the whole of it in small letters; empty where it is not in Cyrillic. Its words are taken
/// one by one ("Нової Каховки"). `after_preposition` adds the plural without an ending ("із Сум"). O(endings, words).
pub(super) fn nominatives(name: &str, after_preposition: bool) -> Vec<String> {
    let lower = name.to_lowercase();
    let words: Vec<&str> = lower.split_whitespace().collect();
    if words.is_empty() || words.len() > 3 || !lower.chars().any(|c| ('а'..='ґ').contains(&c)) {
        return Vec::new();
    }
    let mut forms: Vec<Vec<String>> = vec![Vec::new()];
    for word in words {
        let ways = of_word(word, after_preposition);
        let longer =
            forms.iter().flat_map(|form| ways.iter().map(|way| [form.as_slice(), std::slice::from_ref(way)].concat()));
        forms = longer.take(MOST_FORMS).collect();
    }
    let mut forms: Vec<String> = forms.into_iter().map(|words| words.join(" ")).filter(|form| *form != lower).collect();
    forms.sort();
    forms.dedup();
    forms
}

/// A word as it stands, and without each ending that it has.
fn of_word(word: &str, after_preposition: bool) -> Vec<String> {
    let mut ways = vec![word.to_owned()];
    for (ending, instead) in ENDINGS {
        if let Some(stem) = word.strip_suffix(ending).filter(|stem| stem.chars().count() >= SHORTEST_STEM) {
            ways.extend(instead.iter().map(|end| format!("{stem}{end}")));
        }
    }
    let consonant = word.chars().last().is_some_and(|last| !"аеєиіїоуюяьйыэ".contains(last));
    if after_preposition && consonant {
        ways.extend(["и", "ы", "і"].map(|end| format!("{word}{end}")));
        // A vowel that comes and goes: Лубен, Лубни; Ромен, Ромни.
        let letters: Vec<char> = word.chars().collect();
        if let [start @ .., 'е' | 'о', last] = letters.as_slice() {
            ways.push(start.iter().chain([last, &'и']).collect());
        }
    }
    ways.dedup();
    ways
}

/// A preposition of place in front of a name: "до", "from". Given the name behind it.
pub(super) fn behind_preposition(text: &str) -> Option<&str> {
    const PREPOSITIONS: [&str; 30] = [
        "from",
        "to",
        "in",
        "at",
        "near",
        "into",
        "towards",
        "through",
        "via",
        "з",
        "із",
        "зі",
        "до",
        "у",
        "в",
        "на",
        "від",
        "під",
        "біля",
        "через",
        "к",
        "из",
        "от",
        "под",
        "возле",
        "около",
        "по",
        "за",
        "out of",
        "для",
    ];
    let lower = text.to_lowercase();
    PREPOSITIONS.iter().find_map(|word| {
        let rest = lower.strip_prefix(word).filter(|rest| rest.starts_with(char::is_whitespace))?;
        // Case folding may change the length of exotic letters: then nothing is taken off.
        text.get(text.len().checked_sub(rest.len())?..).map(str::trim).filter(|rest| !rest.is_empty())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_in_a_case_come_back_to_their_nominative() {
        for (declined, nominative) in [
            ("Маріуполя", "маріуполь"),
            ("Маріуполі", "маріуполь"),
            ("Василівки", "василівка"),
            ("Василівці", "василівка"),
            ("Запоріжжю", "запоріжжя"),
            ("Запорожью", "запорожье"),
            ("Изюме", "изюм"),
            ("Нової Каховки", "нова каховка"),
            ("Новой Каховке", "новая каховка"),
            ("Білій Церкві", "біла церква"),
            ("Нікольського", "нікольське"),
            ("Дніпра", "дніпро"),
            ("Вінниці", "вінниця"),
            ("Черкассах", "черкассы"),
        ] {
            let found = nominatives(declined, false);
            let same = |form: &&String| {
                passage_model::place::key::spelling(form) == passage_model::place::key::spelling(nominative)
            };
            assert!(found.iter().any(|form| same(&form)), "{declined}: {found:?}");
        }
        for (declined, nominative) in [("Сум", "суми"), ("Лубен", "лубни"), ("Полог", "пологи")]
        {
            assert!(nominatives(declined, true).contains(&nominative.to_owned()), "{declined}");
        }
        assert!(nominatives("Mariupol", true).is_empty());
    }

    #[test]
    fn a_preposition_is_taken_off_only_before_a_name() {
        assert_eq!(behind_preposition("до Запоріжжя"), Some("Запоріжжя"));
        assert_eq!(behind_preposition("From Mariupol"), Some("Mariupol"));
        assert_eq!(behind_preposition("Доброслав"), None);
        assert_eq!(behind_preposition("до "), None);
    }
}
