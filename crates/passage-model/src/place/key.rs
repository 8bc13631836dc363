//! Comparison keys of names: case, marks and alphabet removed, and the usual differences of transliteration folded.

/// The key of a spelling: small Latin letters and digits only. Case, apostrophes, hyphens, spaces and diacritics are
/// gone; Ukrainian and Russian letters are written in Latin (the Ukrainian Cabinet's table of 2010, resolution 55,
/// without its exceptions at the start of words; Russian letters after BGN/PCGN 1947). O(length).
pub fn spelling(name: &str) -> String {
    let mut key = String::with_capacity(name.len());
    let mut before = ' ';
    for letter in name.chars().flat_map(char::to_lowercase) {
        match latin(letter, before) {
            Some(text) => key.push_str(text),
            None if letter.is_alphanumeric() => key.push(letter),
            None => {}
        }
        before = letter;
    }
    key
}

/// The key of a sound: what is left of a [`spelling`] when the habits of transliteration are taken away. Two names with
/// one sound may be one place; they are shown to a person before anything rests on it, unless only one is of any size.
///
/// Folded: g, h, kh, gh; v, w; doubled consonants; y, j and vowels that change between Ukrainian and Russian (e, i, o, y);
/// the endings -zhzhia, -zhye, -zhe and -tsia, -tsa. Kept apart: a, u, and all other consonants. From the spelling sets of
/// the reports on the corridors of 2022 (Zaporizhzhia/Zaporozhe, Manhush/Mangush, Orikhiv/Orekhiv/Orihiw, ...). O(length).
pub fn sound(name: &str) -> String {
    let letters: Vec<char> = spelling(name).chars().collect();
    let mut key = String::with_capacity(letters.len());
    let mut i = 0;
    while i < letters.len() {
        let run = letters[i..].iter().take_while(|&&l| is_vowel(l)).count();
        if run > 0 {
            let at_end = i + run == letters.len() && i > 0;
            key.push(vowel(&letters[i..i + run], at_end, key.ends_with('c')));
            i += run;
            continue;
        }
        let (code, used) = consonant(&letters[i..]);
        for code in code.chars() {
            if !key.ends_with(code) {
                key.push(code);
            }
        }
        i += used;
    }
    key
}

/// How many letters must be added, dropped, changed or swapped with their neighbour to make one key of the other
/// (optimal string alignment); `None` where it is more than `most`. Only what lies within `most` of the diagonal can count
/// (Ukkonen 1985): O(length times `most`). Twin: the whole table (tests).
pub fn distance(a: &str, b: &str, most: usize) -> Option<usize> {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    if a.len().abs_diff(b.len()) > most {
        return None;
    }
    let beyond = most.saturating_add(1);
    let mut rows = [vec![beyond; b.len() + 1], (0..=b.len()).collect::<Vec<usize>>(), vec![beyond; b.len() + 1]];
    for i in 1..=a.len() {
        let [older, last, row] = &mut rows;
        let first = i.saturating_sub(most).max(1);
        row[first - 1] = if first == 1 { i } else { beyond };
        for j in first..=i.saturating_add(most).min(b.len()) {
            let same = usize::from(a[i - 1] != b[j - 1]);
            row[j] = (last[j] + 1).min(row[j - 1] + 1).min(last[j - 1] + same);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                row[j] = row[j].min(older[j - 2] + 1);
            }
        }
        rows.rotate_left(1);
    }
    Some(rows[1][b.len()]).filter(|&d| d <= most)
}

const fn is_vowel(letter: char) -> bool {
    matches!(letter, 'a' | 'e' | 'i' | 'o' | 'u' | 'y' | 'j')
}

/// The class of a run of vowels: `a`, `u` or the rest.
fn vowel(run: &[char], at_end: bool, after_ts: bool) -> char {
    if run.contains(&'a') {
        // -zhzhia (Ukrainian) is -zhye (Russian); -tsia is -tsa.
        let soft = at_end && (run[0] != 'a' || after_ts);
        return if soft { 'i' } else { 'a' };
    }
    if run.contains(&'u') { 'u' } else { 'i' }
}

/// The code of the consonant at the front, and how many letters it takes.
fn consonant(letters: &[char]) -> (&'static str, usize) {
    const PAIRS: [(char, char, &str); 10] = [
        ('z', 'h', "Z"),
        ('k', 'h', "h"),
        ('g', 'h', "h"),
        ('s', 'h', "S"),
        ('c', 'h', "C"),
        ('t', 's', "c"),
        ('t', 'z', "c"),
        ('c', 'k', "k"),
        ('p', 'h', "f"),
        ('t', 'h', "t"),
    ];
    const SINGLE: &str = "bcdfhklmnprstvz0123456789";
    if letters.starts_with(&['s', 'h', 'c', 'h']) {
        return ("W", 4);
    }
    if let Some(pair) = letters.get(1).and_then(|&next| PAIRS.iter().find(|p| (p.0, p.1) == (letters[0], next))) {
        return (pair.2, 2);
    }
    match letters[0] {
        'g' => ("h", 1),
        'w' => ("v", 1),
        'q' => ("k", 1),
        'x' => ("ks", 1),
        // A letter of another alphabet has no sound here; the spelling keeps it.
        letter => (SINGLE.find(letter).map_or("", |at| &SINGLE[at..=at]), 1),
    }
}

/// A letter in plain Latin; `None` where it needs no change or is no letter.
fn latin(letter: char, before: char) -> Option<&'static str> {
    Some(match letter {
        'а' | 'á' | 'à' | 'â' | 'ã' | 'ä' | 'å' | 'ā' | 'ă' | 'ą' => "a",
        'б' => "b",
        'в' => "v",
        // Ukrainian зг is zgh, so that it is not read as ж.
        'г' if before == 'з' => "gh",
        'г' => "h",
        'ґ' | 'ğ' => "g",
        'д' | 'ď' | 'đ' => "d",
        'е' | 'э' | 'é' | 'è' | 'ê' | 'ë' | 'ē' | 'ė' | 'ę' | 'ě' => "e",
        'є' => "ie",
        'ё' => "yo",
        'ж' | 'ž' => "zh",
        'з' | 'ź' | 'ż' => "z",
        'и' | 'ы' | 'й' | 'ý' | 'ÿ' => "y",
        'і' | 'í' | 'ì' | 'î' | 'ï' | 'ī' | 'ı' => "i",
        'ї' => "yi",
        'к' => "k",
        'л' | 'ł' | 'ľ' => "l",
        'м' => "m",
        'н' | 'ñ' | 'ń' | 'ň' => "n",
        'о' | 'ó' | 'ò' | 'ô' | 'õ' | 'ö' | 'ø' | 'ő' => "o",
        'п' => "p",
        'р' | 'ř' => "r",
        'с' | 'ś' | 'ş' | 'ș' => "s",
        'т' | 'ť' | 'ţ' | 'ț' => "t",
        'у' | 'ў' | 'ú' | 'ù' | 'û' | 'ü' | 'ū' | 'ů' | 'ű' => "u",
        'ф' => "f",
        'х' => "kh",
        'ц' => "ts",
        'ç' | 'ć' => "c",
        'ч' | 'č' => "ch",
        'ш' | 'š' => "sh",
        'щ' => "shch",
        // Hard and soft signs, and the letter-like apostrophes of Unicode (U+02B0 to U+02FF).
        'ъ' | 'ь' | '\u{2b0}'..='\u{2ff}' => "",
        'ю' => "yu",
        'я' => "ya",
        'ß' => "ss",
        'æ' => "ae",
        'œ' => "oe",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_spellings_of_the_reports_sound_alike() {
        let sets: [&[&str]; 16] = [
            &[
                "Zaporizhzhia",
                "Zaporizhzhya",
                "Zaporizhia",
                "Zaporozhe",
                "Zaporozhye",
                "Запоріжжя",
                "Запорожье",
                "Zaporižžja",
            ],
            &["Berdiansk", "Berdyansk", "Бердянськ", "Бердянск"],
            &["Manhush", "Mangush", "Мангуш"],
            &["Vasylivka", "Vasilievka", "Vasilyevka", "Василівка", "Васильевка"],
            &["Orikhiv", "Orekhiv", "Orihiw", "Orekhov", "Оріхів", "Орехов"],
            &["Polohy", "Polohi", "Pologi", "Пологи"],
            &["Mykolaiv", "Mykolayiv", "Миколаїв"],
            &["Portovske", "Portivske"],
            &["Enerhodar", "Energodar", "Енергодар", "Энергодар"],
            &["Kyiv", "Kiev", "Київ", "Киев"],
            &["Kharkiv", "Kharkov", "Харків", "Харьков"],
            &["Lokhvytsia", "Lokhvitsya", "Лохвиця", "Лохвица"],
            &["Nikolske", "Nikolskoye", "Нікольське", "Никольское", "Nikol's'ke"],
            &["Holubivka", "Golubivka"],
            &["Novo-Mykolaivka", "Novomykolayivka", "Новомиколаївка"],
            &["Odesa", "Odessa", "Одеса", "Одесса"],
        ];
        for set in sets {
            for other in set {
                assert_eq!(sound(set[0]), sound(other), "{} and {other}", set[0]);
            }
        }
    }

    #[test]
    fn other_places_keep_their_own_sound() {
        let apart = [
            "Orikhiv",
            "Orikhove",
            "Zaporizke",
            "Zaporizhzhia",
            "Berdyansk",
            "Berdyanske",
            "Mariupol",
            "Melitopol",
            "Vasylkiv",
            "Vasylivka",
        ];
        for (i, a) in apart.iter().enumerate() {
            for b in &apart[i + 1..] {
                assert_ne!(sound(a), sound(b), "{a} and {b}");
            }
        }
    }

    #[test]
    fn case_marks_and_alphabet_do_not_count_in_a_spelling() {
        assert_eq!(spelling("ZAPORIZHZHIA"), spelling("zaporizhzhia "));
        assert_eq!(spelling("Ivano-Frankivs'k"), spelling("Ivano Frankivsʼk"));
        assert_eq!(spelling("Санто-Антао"), "santoantao");
        assert_eq!(spelling("São João"), "saojoao");
        assert_ne!(spelling("Згурівка"), spelling("Журівка"));
        assert_eq!(spelling("東京 7"), "東京7");
    }

    /// The table of all pairs of beginnings.
    fn twin(a: &str, b: &str) -> usize {
        let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
        let mut table = vec![vec![0; b.len() + 1]; a.len() + 1];
        for i in 0..=a.len() {
            for j in 0..=b.len() {
                let mut ways = vec![];
                ways.extend((i > 0).then(|| table[i - 1][j] + 1));
                ways.extend((j > 0).then(|| table[i][j - 1] + 1));
                if i > 0 && j > 0 {
                    ways.push(table[i - 1][j - 1] + usize::from(a[i - 1] != b[j - 1]));
                }
                if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                    ways.push(table[i - 2][j - 2] + 1);
                }
                table[i][j] = ways.into_iter().min().unwrap_or(0);
            }
        }
        table[a.len()][b.len()]
    }

    proptest! {
        #[test]
        fn near_the_diagonal_is_all_that_counts(a in "[ab]{0,9}", b in "[abc]{0,9}", most in 0usize..5) {
            let whole = twin(&a, &b);
            prop_assert_eq!(distance(&a, &b, most), Some(whole).filter(|&d| d <= most));
        }
    }

    #[test]
    fn a_swap_of_neighbours_is_one_mistake() {
        assert_eq!(distance("mairupol", "mariupol", 2), Some(1));
        assert_eq!(distance("tokmak", "tokmk", 2), Some(1));
        assert_eq!(distance("tokmak", "melitopol", 2), None);
        assert_eq!(distance("", "ab", 2), Some(2));
    }
}
