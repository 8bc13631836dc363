//! Places in a sentence: names that are known in their cases, and others behind words such as "from", "near", "region".

use super::word::{Sort, Word, any};
use std::ops::Range;

/// A place where it is named.
#[derive(Clone, Debug)]
pub struct Named {
    /// Its name, in the nominative where we know it.
    pub name: String,
    /// The words that name it.
    pub words: Range<usize>,
    /// How the sentence stands to it.
    pub role: Role,
    /// Whether only those who come from there are named: "маріупольців".
    pub is_demonym: bool,
    /// Whether the name is one that is known, so that its case is right.
    pub known: bool,
}

/// How a sentence stands to a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Role {
    /// "from Mariupol", "left Mariupol".
    From,
    /// "in Mariupol", "at Vasylivka".
    At,
    /// No word says how.
    Plain,
    /// "to Zaporizhzhia".
    To,
    /// Only an adjective: "Маріупольська міська рада".
    Adjective,
}

/// Names: English, Ukrainian, the stem of the Ukrainian name's cases, what may follow the stem in them.
const NAMES: &[(&str, &str, &str, &str)] = &[
    ("Mariupol", "Маріуполь", "маріупол", "ь|я|ю|і|ем"),
    ("Zaporizhzhia", "Запоріжжя", "запоріжж", "я|ю|і|ям"),
    ("Berdiansk", "Бердянськ", "бердянськ", "|а|у|ом"),
    ("Melitopol", "Мелітополь", "мелітопол", "ь|я|ю|і|ем"),
    ("Enerhodar", "Енергодар", "енергодар", "|а|і|у|ом"),
    ("Tokmak", "Токмак", "токмак", "|а|у|ом"),
    ("Vasylivka", "Василівка", "василів", "ка|ки|ці|ку|кою"),
    ("Manhush", "Мангуш", "мангуш", "|а|і|у|ем"),
    ("Nikolske", "Нікольське", "нікольськ", "е|ого|ому|им"),
    ("Volnovakha", "Волноваха", "волнова", "ха|хи|сі|ху|хою"),
    ("Polohy", "Пологи", "полог", "и|ів|ах|ам"),
    ("Orikhiv", "Оріхів", "оріх", "ів|ова|ові|ову|овом"),
    ("Sumy", "Суми", "сум", "|и|ах|ам|ами"),
    ("Trostianets", "Тростянець", "тростян", "ець|ця|ці|цю|цем"),
    ("Okhtyrka", "Охтирка", "охтир", "ка|ки|ці|ку|кою"),
    ("Konotop", "Конотоп", "конотоп", "|а|і|у|ом"),
    ("Lebedyn", "Лебедин", "лебедин", "|а|і|у|ом"),
    ("Kharkiv", "Харків", "харк", "ів|ова|ові|ову|овом"),
    ("Izium", "Ізюм", "ізюм", "|а|і|у|ом"),
    ("Balakliia", "Балаклія", "балаклі", "я|ї|ю|єю"),
    ("Chuhuiv", "Чугуїв", "чугу", "їв|єва|єві|єву"),
    ("Chernihiv", "Чернігів", "черніг", "ів|ова|ові|ову|овом"),
    ("Kyiv", "Київ", "ки", "їв|єва|єві|єву|євом"),
    ("Irpin", "Ірпінь", "ірп", "інь|еня|ені|еню|енем"),
    ("Bucha", "Буча", "буч", "а|і|у|ею"),
    ("Hostomel", "Гостомель", "гостомел", "ь|я|ю|і|ем"),
    ("Vorzel", "Ворзель", "ворзел", "ь|я|ю|і"),
    ("Borodianka", "Бородянка", "бородян", "ка|ки|ці|ку"),
    ("Mykolaiv", "Миколаїв", "микола", "їв|єва|єві|єву|євом"),
    ("Kherson", "Херсон", "херсон", "|а|і|у|ом"),
    ("Odesa", "Одеса", "одес", "а|и|і|у|ою"),
    ("Dnipro", "Дніпро", "дніпр", "о|а|і|у|ом"),
    ("Donetsk", "Донецьк", "донецьк", "|а|у|ом"),
    ("Luhansk", "Луганськ", "луганськ", "|а|у|ом"),
    ("Lysychansk", "Лисичанськ", "лисичанськ", "|а|у|ом"),
    ("Sievierodonetsk", "Сєвєродонецьк", "сєвєродонецьк", "|а|у|ом"),
    ("Rubizhne", "Рубіжне", "рубіжн", "е|ого|ому|им"),
    ("Popasna", "Попасна", "попасн", "а|ої|ій|у|ою"),
    ("Kreminna", "Кремінна", "кремінн", "а|ої|ій|у|ою"),
    ("Bakhmut", "Бахмут", "бахмут", "|а|і|у|ом"),
    ("Kramatorsk", "Краматорськ", "краматорськ", "|а|у|ом"),
    ("Sloviansk", "Слов'янськ", "слов'янськ", "|а|у|ом"),
    ("Huliaipole", "Гуляйполе", "гуляйпол", "е|я|і|ю"),
    ("Poltava", "Полтава", "полтав", "а|и|і|у|ою"),
    ("Lubny", "Лубни", "лубн", "и|ів|ах|ам"),
    ("Lokhvytsia", "Лохвиця", "лохвиц", "я|і|ю|ею"),
    ("Romny", "Ромни", "ромн", "и|ів|ах|ам"),
    ("Lviv", "Львів", "льв", "ів|ова|ові|ову"),
    ("Vinnytsia", "Вінниця", "вінниц", "я|і|ю|ею"),
    ("Zhytomyr", "Житомир", "житомир", "|а|і|у"),
    ("Derhachi", "Дергачі", "дергач", "і|ів|ах|ам"),
    ("Slavutych", "Славутич", "славутич", "|а|і|у|ем"),
    ("Brovary", "Бровари", "бровар", "и|ів|ах|ам"),
    ("Boryspil", "Бориспіль", "борисп", "іль|оля|олі|олю"),
    ("Vyshhorod", "Вишгород", "вишгород", "|а|і|у"),
    ("Makariv", "Макарів", "макар", "ів|ова|ові|ову"),
    ("Ivankiv", "Іванків", "іванк", "ів|ова|ові|ову"),
    ("Fastiv", "Фастів", "фаст", "ів|ова|ові|ову"),
    ("Nizhyn", "Ніжин", "ніжин", "|а|і|у"),
    ("Pryluky", "Прилуки", "прилук", "и|ах|ам"),
    ("Merefa", "Мерефа", "мереф", "а|и|і|у"),
    ("Lozova", "Лозова", "лозов", "а|ої|ій|у"),
    ("Kupiansk", "Куп'янськ", "куп'янськ", "|а|у|ом"),
    ("Vovchansk", "Вовчанськ", "вовчанськ", "|а|у|ом"),
    ("Avdiivka", "Авдіївка", "авдіїв", "ка|ки|ці|ку"),
    ("Marinka", "Мар'їнка", "мар'їн", "ка|ки|ці|ку"),
    ("Vuhledar", "Вугледар", "вугледар", "|а|і|у"),
    ("Pokrovsk", "Покровськ", "покровськ", "|а|у|ом"),
    ("Kakhovka", "Каховка", "кахов", "ка|ки|ці|ку"),
    ("Skadovsk", "Скадовськ", "скадовськ", "|а|у|ом"),
    ("Henichesk", "Генічеськ", "генічеськ", "|а|у|ом"),
    ("Bashtanka", "Баштанка", "баштан", "ка|ки|ці|ку"),
    ("Snihurivka", "Снігурівка", "снігурів", "ка|ки|ці|ку"),
    ("Voznesensk", "Вознесенськ", "вознесенськ", "|а|у|ом"),
    ("Uman", "Умань", "уман", "ь|і|ю"),
    ("Cherkasy", "Черкаси", "черкас", "и|ах|ам|"),
    ("Kremenchuk", "Кременчук", "кременчук", "|а|у|ом"),
    ("Pavlohrad", "Павлоград", "павлоград", "|а|і|у"),
    ("Nikopol", "Нікополь", "нікопол", "ь|я|ю|і"),
    ("Rivne", "Рівне", "рівн", "е|ого|ому"),
    ("Lutsk", "Луцьк", "луцьк", "|а|у|ом"),
    ("Uzhhorod", "Ужгород", "ужгород", "|а|і|у"),
    ("Ternopil", "Тернопіль", "терноп", "іль|оля|олі|олю"),
    ("Rozivka", "Розівка", "розів", "ка|ки|ці|ку"),
    ("Komyshuvakha", "Комишуваха", "комишува", "ха|хи|сі|ху"),
    ("Prymorsk", "Приморськ", "приморськ", "|а|у|ом"),
    ("Dniprorudne", "Дніпрорудне", "дніпрорудн", "е|ого|ому"),
    ("Azovstal", "Азовсталь", "азовстал", "ь|і|ю"),
    ("Ukraine", "Україна", "україн", "а|и|і|у|ою"),
    ("Sumy region", "Сумщина", "сумщин", "а|и|і|у|ою"),
    ("Kharkiv region", "Харківщина", "харківщин", "а|и|і|у|ою"),
    ("Kyiv region", "Київщина", "київщин", "а|и|і|у|ою"),
    ("Luhansk region", "Луганщина", "луганщин", "а|и|і|у|ою"),
    ("Chernihiv region", "Чернігівщина", "чернігівщин", "а|и|і|у|ою"),
    ("Donetsk region", "Донеччина", "донеччин", "а|и|і|у|ою"),
    ("Kherson region", "Херсонщина", "херсонщин", "а|и|і|у|ою"),
];

const FROM: &str = "from|out of|left|leave|fled|з|із|зі|покинули|залишили|залишило|покинуло|leaving|outside of";
const AT: &str = "in|at|near|outside|inside|beneath|around|у|в|на|під|біля|через|навколо|before|of|through|поблизу";
const TO: &str = "to|into|reached|reach|for|towards|toward|до|напрямку";

/// Who comes from a place, beside its name.
const PEOPLE: &str = "residents|inhabitants|people|citizens|evacuees|жителі|жителів|мешканці|мешканців|мешканцям";

/// Capitalised words that are no places.
const NO_PLACE: &str = "monday|ukrainian|russian|polish|western|eastern|southern|northern|tuesday|wednesday|thursday|friday|saturday|sunday|january|february|march|april|may|june|july|august|\
                        september|october|november|december|telegram|facebook|twitter|reuters|afp|ap|bbc|cnn|interfax|tass|russia|\
                        poland|moscow|un|icrc|unhcr|president|deputy|росії|рф|польщі|facebook|telegram|телеграмі|оон|росія|\
                        associated|facebook|twitter|суспільному|укрінформу|red|the|western|national|instagram|youtube|viber|europe";

/// The places that a sentence names, in their order.
pub fn places(words: &[Word]) -> Vec<Named> {
    let (mut named, mut at) = (Vec::new(), 0);
    while at < words.len() {
        match known(words, at).or_else(|| demonym(words, at)).or_else(|| unknown(words, at)) {
            Some(place) => {
                at = place.words.end;
                match named.last_mut().filter(|before: &&mut Named| is_listed(words, before, &place)) {
                    // "From Lysychansk, Rubizhne and Kreminna" is one answer; its first name stands for it.
                    Some(before) => before.words.end = place.words.end,
                    None => named.push(place),
                }
            }
            None => at += 1,
        }
    }
    named
}

/// Whether a place goes on with a list that the one before begins.
fn is_listed(words: &[Word], before: &Named, place: &Named) -> bool {
    let gap = before.words.end..place.words.start;
    place.role == Role::Plain && !gap.is_empty() && gap.clone().all(|at| any(",|and|та|і|й", words, at).is_some())
}

/// A name of the table, in any of its cases, or its adjective.
fn known(words: &[Word], at: usize) -> Option<Named> {
    let word = &words[at];
    if word.sort != Sort::Word || !word.is_capital() {
        return None;
    }
    // "Катерина Лозова" is a person.
    let before = at.checked_sub(1).map(|before| &words[before]);
    if before.is_some_and(|word| {
        word.is_capital() && !word.is_shouted() && at > 1 && !super::office::is_office(words, at - 1)
    }) {
        return None;
    }
    let low = word.low.trim_end_matches("'s");
    for (english, ukrainian, stem, endings) in NAMES {
        let region = any("region|oblast", words, at + 1).is_some();
        if low == english.to_lowercase() {
            let length = 1 + usize::from(region);
            let name = if region { format!("{english} region") } else { (*english).to_owned() };
            return Some(Named { name, words: at..at + length, role: role(words, at), known: true, is_demonym: false });
        }
        let Some(rest) = low.strip_prefix(stem) else { continue };
        if endings.split('|').any(|ending| ending == rest) {
            return Some(Named {
                name: (*ukrainian).to_owned(),
                words: at..at + 1,
                role: role(words, at),
                known: true,
                is_demonym: false,
            });
        }
        if is_adjective(rest) && !english.contains(' ') {
            return Some(Named {
                name: (*ukrainian).to_owned(),
                words: at..at + 1,
                role: Role::Adjective,
                known: true,
                is_demonym: false,
            });
        }
    }
    None
}

fn is_adjective(rest: &str) -> bool {
    let of_place = ["ськ", "івськ", "овськ", "ьськ", "зьк", "ізьк", "івк"].iter().any(|mark| rest.starts_with(mark));
    of_place && rest.chars().count() <= 9
}

/// "Маріупольців", "харків'ян": whoever is counted comes from there.
fn demonym(words: &[Word], at: usize) -> Option<Named> {
    let word = &words[at];
    if word.sort != Sort::Word || word.is_capital() {
        return None;
    }
    let endings = ["ьців", "ьці", "ьцям", "ьчан", "ців", "ці", "цям", "чан", "чани", "'ян", "'яни"];
    let of = |stem: &str| word.low.strip_prefix(stem).is_some_and(|rest| endings.contains(&rest));
    let (_, name, ..) = NAMES.iter().find(|(.., stem, _)| stem.chars().count() >= 5 && of(stem))?;
    Some(Named { name: (*name).to_owned(), words: at..at + 1, role: Role::From, is_demonym: true, known: true })
}

/// A capitalised word behind "from", "in", "near": a place by its position, as it stands.
fn unknown(words: &[Word], at: usize) -> Option<Named> {
    let word = &words[at];
    let role = role(words, at);
    let preceded = matches!(role, Role::From | Role::At | Role::To);
    let plain = word.is_capital()
        && !word.is_shouted()
        && !NO_PLACE.split('|').any(|other| other.trim() == word.low.trim_end_matches("'s"));
    // "в Офісі президента" is no place: an office is.
    let office = super::office::is_office(words, at) || words.get(at + 1).is_some_and(Word::is_capital);
    if !(preceded && plain && !office && at > 0) {
        return None;
    }
    let region = any("region|oblast|district", words, at + 1).is_some();
    let name = if region { format!("{} {}", word.text, words[at + 1].text) } else { word.text.clone() };
    Some(Named { name, words: at..at + 1 + usize::from(region), role, known: word.text.is_ascii(), is_demonym: false })
}

/// How the words before a place stand to it; "the", a quote and "the city of" between are gone past.
fn role(words: &[Word], at: usize) -> Role {
    // "Residents of Mariupol", "Mariupol residents", "жителі Маріуполя": where those come from who are counted.
    let of_people = at > 1 && words[at - 1].low == "of" && any(PEOPLE, words, at - 2).is_some();
    if of_people || any(PEOPLE, words, at + 1).is_some() || (at > 0 && any(PEOPLE, words, at - 1).is_some()) {
        return Role::From;
    }
    let mut before = at;
    while before > 0 && at - before < 5 {
        before -= 1;
        let is_filler = any(
            "the|city|town|village|plant|last|checkpoint|місто|міста|місті|«|\"|“|заблокованому|обложеному|same|towns|besieged",
            words,
            before,
        );
        if any(FROM, words, before).is_some() {
            return Role::From;
        }
        if any(TO, words, before).is_some() {
            return Role::To;
        }
        if words[before].is_mark_of_words() {
            return Role::Plain;
        }
        if words[before].low == "of" && before > 0 && words[before - 1].low == "out" {
            return Role::From;
        }
        // "the city of Sumy" goes on to "left".
        if words[before].low == "of" && before > 0 && any("city|town|village", words, before - 1).is_some() {
            continue;
        }
        if any(AT, words, before).is_some() {
            return Role::At;
        }
        if is_filler.is_none() {
            return Role::Plain;
        }
    }
    Role::Plain
}

impl Word {
    /// A mark that ends the search for a preposition; quotes do not.
    fn is_mark_of_words(&self) -> bool {
        self.sort == Sort::Mark && !matches!(self.text.as_str(), "«" | "\"" | "“" | "„")
    }
}
