//! What a figure counts, by the words around it: people, vehicles, corridors, or something that is none of ours.

use super::deed;
use super::number::Number;
use super::word::{Sort, Word, any, look};

/// What is counted one by one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Noun {
    People,
    Children,
    Vehicles,
    Buses,
    Trucks,
    Tonnes,
    Convoys,
    Corridors,
    Seats,
    Crossings,
    /// "816 deaths": the dead.
    Dead,
    /// "1,333 injuries".
    Injured,
}

/// What was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Found {
    /// One of ours, at a word.
    Ours(Noun, usize),
    /// Nothing stands there: "17 were injured".
    Bare,
    /// Something that is none of ours: "12 missiles".
    Other,
}

const NOUNS: &[(&str, Noun)] = &[
    (
        "people|persons|person|civilians|civilian|residents|resident|inhabitants|evacuees|refugees|women|men|passengers|\
         students|citizens|displaced|drivers|workers|patients|souls|ukrainians|foreigners|arrivals|newcomers|новоприбул*|rescuers|soldiers|volunteers|\
         людей|люди|людина|людину|людини|людям|людьми|особи|осіб|особа|особу|особам|цивільних|цивільні|цивільної|мешканц*|\
         мешканок|мешканки|жител*|біженц*|переселенц*|громадян*|пасажир*|студент*|жінок|жінки|жінка|жінку|чоловік|чоловіки|чоловіків|\
         містян*|маріупольц*|маріупольчан*|сумчан*|харків'ян*|чернігівц*|бердянц*|мелітопольц*|запоріжц*|рятувальник*|водіїв|\
         водії|водіями|працівник*|врятован*|евакуйован*|евакуантів|поранених осіб|волонтер*|українців|українці|іноземц*",
        Noun::People,
    ),
    (
        "children|child|kids|minors|boys|girls|дітей|діти|дитина|дитини|дитину|дітьми|дітям|неповнолітн*|малюк*|немовлят*",
        Noun::Children,
    ),
    (
        "cars|car|vehicles|vehicle|automobiles|машин|машини|машина|машинах|машинами|машину|автомобіл*|авто|автівк*|автівок|\
         автомашин*|легковик*|транспортних засобів|транспортні засоби|одиниць транспорту",
        Noun::Vehicles,
    ),
    ("buses|bus|coaches|minibuses|автобус*|маршруток", Noun::Buses),
    ("trucks|truck|lorries|lorry|вантажівк*|вантажівок|фур|фури|фура", Noun::Trucks),
    ("tonnes|tons|tonne|тонн|тонни|тонна|тоннами", Noun::Tonnes),
    ("convoys|convoy|колон|колони|колона|колонами|колоні|колону|конвоїв|конвої|конвой", Noun::Convoys),
    ("corridors|corridor|routes|коридор*|маршрут|маршрути|маршрутів|маршрутами", Noun::Corridors),
    ("seats|places on|місць", Noun::Seats),
    ("crossings|border crossings|перетинів|перетини", Noun::Crossings),
    ("deaths|dead|fatalities|bodies|загиблих|загиблі|загиблий|смертей|убитих|вбитих", Noun::Dead),
    ("wounded|injured|injuries|casualties wounded|поранених|поранені|поранений|постраждалих", Noun::Injured),
];

/// What may stand between a number and what it counts.
const GOES_ON: &str = "досі|already|still|now|of|more|other|another|additional|further|ще|інших|the|such|so-called|about|its|their|our|local|из";

/// Words at which the search for what is counted ends.
const ENDS: &str = "were|was|have|had|has|are|is|be|been|by|from|to|in|on|at|with|and|or|for|as|than|who|which|that|when|while|\
                    after|before|since|per|і|й|та|або|із|зі|з|у|в|на|до|від|за|через|після|під|що|які|яких|було|були|вже|уже|чи|\
                    але|також|людьми|щоб|трьома|власним*|приватними|them|those|whom|цього|сьогодні|вчора|учора|для|по|о|об";

/// How many words behind a number what it counts may stand.
const FARTHEST: usize = 5;

/// What a figure counts, by the words behind it.
pub fn counted(words: &[Word], number: &Number) -> Found {
    let from = number.words.end;
    // "174,689 — діти".
    let from = from
        + usize::from(
            words.get(from).is_some_and(|mark| mark.is("—") || mark.is("–")) && look(NOUNS, words, from + 1).is_some(),
        );
    let mut unknown = false;
    // "624 of them children".
    let from = from + any("of them|of whom|із них|з них", words, from).unwrap_or(0);
    for at in from..(from + FARTHEST).min(words.len()) {
        let word = &words[at];
        if word.sort == Sort::Mark && matches!(word.text.as_str(), "%" | "°" | "$" | "€") {
            return Found::Other;
        }
        if word.sort != Sort::Word {
            break;
        }
        // "2,571 civilian casualties" are dead and injured together.
        if any("casualties|civilian casualties", words, at).is_some() {
            return Found::Other;
        }
        if let Some((length, noun)) = look(NOUNS, words, at) {
            return compound(words, at + length, noun, at);
        }
        if deed::is_deed(words, at) || any(ENDS, words, at).is_some() {
            break;
        }
        unknown |= any(GOES_ON, words, at).is_none();
    }
    if unknown { Found::Other } else { Found::Bare }
}

/// "Bus drivers" are people: the last of two nouns counts.
fn compound(words: &[Word], next: usize, noun: Noun, at: usize) -> Found {
    let vehicle = matches!(noun, Noun::Buses | Noun::Vehicles | Noun::Trucks | Noun::Convoys);
    match look(NOUNS, words, next) {
        Some((_, Noun::People)) if vehicle && words[at].text.is_ascii() => Found::Ours(Noun::People, next),
        _ if vehicle && any("bomb|bombs|crash|crashes|station|stations|accident|ride", words, next).is_some() => {
            Found::Other
        }
        _ => Found::Ours(noun, at),
    }
}

/// "жителів — 1500", "кількість загиблих перевищує десять тисяч": what stands before the figure and says what it counts.
pub fn counted_before(words: &[Word], number: &Number) -> Option<(Noun, usize)> {
    let from = number.words.start.saturating_sub(16);
    let at = super::word::first("number of|toll|кількість|число", words, from..number.words.start)?;
    (at..number.words.start).find_map(|at| look(NOUNS, words, at).map(|(_, noun)| (noun, at)))
}
