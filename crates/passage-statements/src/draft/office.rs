//! Offices in a text: what of a run of words is the office that speaks, without the names of persons.

use super::word::{Sort, Word, any, fits};
use std::ops::Range;

/// The last words of English offices.
const HEADS: &str = "mayor|governor|minister|ministers|pm|president|council|administration|office|ministry|spokesman|spokeswoman|\
                     spokesperson|police|agency|officials|official|authorities|authority|service|services|guard|centre|center|\
                     society|organisation|organization|coordinator|volunteer|volunteers|driver|drivers|reporter|reporters|\
                     correspondent|adviser|advisor|aide|resident|residents|head|army|military|commander|embassy|un|icrc|unhcr|\
                     committee|ombudsman|ombudswoman|commissioner|doctor|doctors|witness|witnesses|operator|chief|cross|who|ocha|\
                     osce|headquarters|nato|eu|government|department|directorate|staff|mission|monitors|rescuers|side|hospital|rector";

/// The heads of Ukrainian offices: their forms, the nominative, and its gender.
const UKRAINIAN_HEADS: &[(&str, &str, char)] = &[
    ("заступник|заступника|заступником|заступнику", "заступник", 'm'),
    ("заступниця|заступниці|заступницею", "заступниця", 'f'),
    ("керівник|керівника|керівником|керівнику", "керівник", 'm'),
    ("керівниця|керівниці", "керівниця", 'f'),
    ("речник|речника|речником|речнику", "речник", 'm'),
    ("речниця|речниці|речницею", "речниця", 'f'),
    ("голова|голови|голові|голову|головою", "голова", 'm'),
    ("мер|мера|меру|мером", "мер", 'm'),
    ("мерка|мерки|мерці", "мерка", 'f'),
    ("начальник|начальника|начальником|начальнику", "начальник", 'm'),
    ("очільник|очільника|очільником|очільнику", "очільник", 'm'),
    ("очільниця|очільниці", "очільниця", 'f'),
    ("міністр|міністра|міністром", "міністр", 'm'),
    ("міністерка|міністерки|міністерці", "міністерка", 'f'),
    ("віцепрем'єр-міністр|віцепрем'єр-міністра", "віцепрем'єр-міністр", 'm'),
    ("віцепрем'єр-міністерка|віцепрем'єр-міністерки|віцепрем'єр-міністерці", "віцепрем'єр-міністерка", 'f'),
    ("віцепрем'єрка|віцепрем'єрки|віцепрем'єрці", "віцепрем'єрка", 'f'),
    ("віцепрем'єр|віцепрем'єра", "віцепрем'єр", 'm'),
    ("президент|президента|президентом", "президент", 'm'),
    ("радник|радника|радником", "радник", 'm'),
    ("радниця|радниці", "радниця", 'f'),
    ("губернатор|губернатора", "губернатор", 'm'),
    ("поліцейський|поліцейського|поліцейські", "поліцейський", 'm'),
    ("волонтер|волонтера|волонтери", "волонтер", 'm'),
    ("волонтерка|волонтерки", "волонтерка", 'f'),
    ("водій|водія|водії", "водій", 'm'),
    ("мешканка|мешканки", "мешканка", 'f'),
    ("мешканець|мешканця", "мешканець", 'm'),
    ("омбудсмен|омбудсмена", "омбудсмен", 'm'),
    ("омбудсменка|омбудсменки", "омбудсменка", 'f'),
    ("рада|ради|раді|раду|радою", "рада", 'f'),
    ("міськрада|міськради|міськраді|міськраду|міськрадою", "міськрада", 'f'),
    ("облрада|облради|облраді", "облрада", 'f'),
    ("адміністрація|адміністрації|адміністрацію|адміністрацією", "адміністрація", 'f'),
    ("ова|мва|рва|ода", "ОВА", 'f'),
    ("поліція|поліції|поліцію|поліцією", "поліція", 'f'),
    ("служба|служби|службі|службу|службою", "служба", 'f'),
    ("пресслужба|пресслужби|пресслужбі", "пресслужба", 'f'),
    ("влада|влади|владі", "влада", 'f'),
    ("прокуратура|прокуратури|прокуратурі", "прокуратура", 'f'),
    ("міністерство|міністерства|міністерстві|міністерством", "міністерство", 'n'),
    ("посольство|посольства|посольстві", "посольство", 'n'),
    ("управління|управлінні", "управління", 'n'),
    ("міноборони|мінреінтеграції|моз|мвс|мзс|дснс|генштаб|генштабу|генштабі|мкчх|оон|увкб|обсє|сбу", "", 'n'),
    ("офіс|офісу|офісі|офісом", "офіс", 'm'),
    ("департамент|департаменту|департаменті|департаментом", "департамент", 'm'),
    ("штаб|штабу|штабі|штабом", "штаб", 'm'),
    ("хрест|хреста|хресту|хресті", "хрест", 'm'),
    ("сторона|сторони|стороні", "сторона", 'f'),
    ("командування|командуванні", "командування", 'n'),
    ("кореспондент|кореспондента|кореспонденти", "кореспондент", 'm'),
];

/// Words that a Ukrainian office does not go past.
const UKRAINIAN_ENDS: &str = "у|в|на|із|зі|що|і|й|та|а|але|про|під|час|своєму|своїй|своїм|суспільному|укрінформу|повідомив|каже|\
                              повідомила|заявив|заявила|стверджує|розповів|уточнивши|суспільному|від|до|повідомляє|за|пише|\
                              журналістам|медіа|в ефірі|телефоном|напередодні|сьогодні|вчора|учора|вранці|ввечері|для|спростували|\
                              заявили|повідомили|повідомило|повідомляють|наголосив|додав|додала|звинуватив|кажуть";

/// Words that an English office does not go past to the left.
const STARTS: &str =
    "the|a|an|his|her|their|its|that|and|but|as|from|in|on|at|by|to|with|said|told|quoted|according|while|when|because";

/// What was found of an office.
#[derive(Clone, Debug)]
pub struct Office {
    /// The office, in the nominative.
    pub name: String,
    /// The words of it.
    pub words: Range<usize>,
}

fn bare(low: &str) -> &str {
    low.strip_suffix("'s").or_else(|| low.strip_suffix('\'')).unwrap_or(low)
}

fn is_head(word: &Word) -> bool {
    word.sort == Sort::Word
        && HEADS.split('|').any(|head| head == bare(&word.low))
        && (word.low != "who" || word.is_shouted())
        && (word.low != "head" || !word.is_shouted())
}

fn ukrainian_head(word: &Word) -> Option<(&'static str, char)> {
    let fitting = |(forms, _, _): &&(&str, &str, char)| forms.split('|').any(|form| fits(&word.low, form));
    UKRAINIAN_HEADS.iter().find(fitting).map(|(_, nominative, gender)| (*nominative, *gender))
}

/// Whether a word is the head of an office.
pub fn is_office(words: &[Word], at: usize) -> bool {
    words.get(at).is_some_and(|word| is_head(word) || ukrainian_head(word).is_some())
}

/// The office that the words of a range name; `oblique` where they stand in another case than the nominative.
pub fn office(words: &[Word], range: Range<usize>, oblique: bool) -> Option<Office> {
    english(words, range.clone()).or_else(|| ukrainian(words, range, oblique))
}

fn english(words: &[Word], range: Range<usize>) -> Option<Office> {
    let first = range.clone().find(|at| is_head(&words[*at]))?;
    let mut start = first;
    while start > range.start && words[start - 1].sort == Sort::Word && any(STARTS, words, start - 1).is_none() {
        start -= 1;
    }
    let mut end = first + 1;
    while end < range.end {
        let word = &words[end];
        if word.sort != Sort::Word {
            break;
        }
        let joins = matches!(word.low.as_str(), "of" | "for");
        let later = (end..range.end.min(end + 6))
            .take_while(|at| words[*at].sort == Sort::Word)
            .filter(|at| is_head(&words[*at]))
            .last();
        if let Some(later) = later.filter(|_| joins || !word.is_capital() || words[end - 1].low.ends_with("'s")) {
            end = later + 1;
        } else if is_head(word) {
            end += 1;
        } else if joins {
            let rest = &words[end + 1..range.end];
            // "Head of the state railway" ends where its clause does.
            let whole = rest.len() <= 4
                && rest
                    .iter()
                    .enumerate()
                    .all(|(at, word)| word.sort == Sort::Word && (at == 0 || any(STARTS, rest, at).is_none()));
            let capitals = rest.iter().take_while(|word| word.is_capital() || word.low == "the").count();
            let run = if whole { rest.len() } else { capitals };
            if run == 0 {
                break;
            }
            end += 1 + run;
            end += usize::from(end < range.end && any("region|oblast|district|province|city", words, end).is_some());
        } else {
            break;
        }
    }
    Some(Office { name: said(words, start..end), words: start..end })
}

fn said(words: &[Word], range: Range<usize>) -> String {
    words[range].iter().map(|word| word.text.as_str()).collect::<Vec<_>>().join(" ")
}

fn ukrainian(words: &[Word], range: Range<usize>, oblique: bool) -> Option<Office> {
    let head = range.clone().find(|at| ukrainian_head(&words[*at]).is_some())?;
    let (nominative, gender) = ukrainian_head(&words[head])?;
    let mut start = head;
    while start > range.start && is_adjective(&words[start - 1]) {
        start -= 1;
    }
    let end = ukrainian_end(words, head, range.end);
    let mut parts: Vec<String> = words[start..end].iter().map(|word| word.text.clone()).collect();
    if oblique {
        for part in &mut parts[..head - start] {
            *part = nominative_adjective(part, gender);
        }
        let text = &words[head].text;
        if !nominative.is_empty() && !words[head].is_shouted() {
            parts[head - start] =
                if words[head].is_capital() { capitalised(nominative) } else { nominative.to_owned() };
        } else if text.ends_with("штабу") || text.ends_with("штабі") {
            text[..text.len() - "у".len()].clone_into(&mut parts[head - start]);
        }
    }
    Some(Office { name: parts.join(" "), words: start..end })
}

/// Where the words end that belong to a head: genitives, adjectives, abbreviations, known places, not the name of a person.
fn ukrainian_end(words: &[Word], head: usize, most: usize) -> usize {
    let mut end = head + 1;
    while end < most && end - head < 7 {
        let word = &words[end];
        let topic = any("з питань|у справах|в справах", words, end).is_some();
        let country = any("україни|росії|рф|польщі|молдови|румунії|сша", words, end).is_some();
        let place = country || super::place::places(&words[end..=end]).iter().any(|place| place.known);
        // "Голова правління Укрзалізниці": a name behind an institution is that of another one; behind a person, a person's.
        let alone = !words.get(end + 1).is_some_and(Word::is_capital);
        let of_institution = end > head + 1 && alone && ukrainian_head(&words[end - 1]).is_none();
        let belongs = of_institution
            || !word.is_capital()
            || word.is_shouted()
            || is_adjective(word)
            || ukrainian_head(word).is_some()
            || place;
        if word.sort != Sort::Word || (any(UKRAINIAN_ENDS, words, end).is_some() && !topic) || !belongs {
            break;
        }
        if topic {
            end += 1;
        }
        end += 1;
    }
    end.min(most)
}

/// Whether a word has the ending of an adjective.
fn is_adjective(word: &Word) -> bool {
    let endings = ["ий", "ій", "а", "е", "ої", "ого", "ому", "ою", "им", "ська", "ське", "ське"];
    let stems =
        ["ськ", "цьк", "зьк", "льн", "сн", "рн", "нн", "вн", "йн", "чн", "дн", "шн", "ов", "ійськ", "он", "жн", "кол"];
    let low = word.low.as_str();
    word.sort == Sort::Word
        && endings
            .iter()
            .any(|ending| low.strip_suffix(ending).is_some_and(|stem| stems.iter().any(|end| stem.ends_with(end))))
}

/// An adjective in the nominative of a gender.
fn nominative_adjective(text: &str, gender: char) -> String {
    let ending = match gender {
        'f' => "а",
        'n' => "е",
        _ => "ий",
    };
    for other in ["ого", "ому", "ої", "ою", "ій", "ий", "им", "а", "е", "у"] {
        if let Some(stem) = text.strip_suffix(other) {
            return format!("{stem}{ending}");
        }
    }
    text.to_owned()
}

fn capitalised(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

/// The party to the conflict that an office speaks for, where its words name it.
pub fn side(words: &[Word], office: &Range<usize>) -> Option<(&'static str, usize)> {
    let within = |patterns: &str| office.clone().find(|at| any(patterns, words, *at).is_some());
    if within("un|icrc|unhcr|red|ocha|osce|оон|червоний|червоного|червоному|мкчх|embassy|посольство").is_some()
    {
        return None;
    }
    let russia = within("russia|russia's|russian|росії|російськ*|рф|кремль").map(|at| ("Russia", at));
    russia.or_else(|| within("ukraine|ukraine's|ukrainian|україни|українськ*").map(|at| ("Ukraine", at)))
}
