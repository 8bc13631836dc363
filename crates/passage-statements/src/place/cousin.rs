//! Beginnings of names that Ukrainian and Russian write with other letters: Микол- and Никол-, Олекс- and Алекс-.

/// Two beginnings as [`passage_model::place::key::sound`] has them, and as they are written: the Russian one first. What both
/// languages spell alike but for habits (Orikhiv, Orekhov) needs no line: their sounds are one. Our list, from first names and
/// words that Ukrainian places are named after.
const STEMS: [(&str, &str, &str, &str); 10] = [
    ("nikil", "mikil", "Никол-", "Микол-"),
    ("aliks", "iliks", "Алекс-", "Олекс-"),
    ("aliS", "iliS", "Алеш-", "Олеш-"),
    ("alih", "ilih", "Алег-", "Олег-"),
    ("kamin", "kaman", "Камен-", "Кам'ян-"),
    ("sCast", "Wast", "Счаст-", "Щаст-"),
    ("vladimir", "vilidimir", "Владимир-", "Володимир-"),
    ("filip", "pilip", "Филипп-", "Пилип-"),
    ("afanas", "panas", "Афанас-", "Панас-"),
    ("ihnat", "hnat", "Игнат-", "Гнат-"),
];

/// Names that differ at their end.
const WHOLE: [(&str, &str, &str, &str); 1] = [("dnipr", "dnipri", "Днепр", "Дніпро")];

/// A sound with its beginning as the other language has it, and the two beginnings as they are written.
pub(super) struct Cousin {
    pub sound: String,
    pub from: &'static str,
    pub to: &'static str,
}

/// The other language's sounds of a name. O(stems).
pub(super) fn cousins(sound: &str) -> Vec<Cousin> {
    let stems = STEMS.iter().flat_map(|(russian, ukrainian, from, to)| {
        let there =
            |a: &str, b: &str, from, to| Some(Cousin { sound: format!("{b}{}", sound.strip_prefix(a)?), from, to });
        [there(russian, ukrainian, *from, *to), there(ukrainian, russian, *to, *from)]
    });
    let whole = WHOLE.iter().flat_map(|(russian, ukrainian, from, to)| {
        let there = |a: &str, b: &str, from, to| (sound == a).then(|| Cousin { sound: b.to_owned(), from, to });
        [there(russian, ukrainian, *from, *to), there(ukrainian, russian, *to, *from)]
    });
    stems.chain(whole).flatten().collect()
}
