//! Number words of English and Ukrainian: "twenty thousand", "дві тисячі", "пів сотні", "тисячу двісті", "forty-two".

use super::word::{Sort, Word, fits};

/// Halves of a count, so that "півтори тисячі" stays whole.
const HALVES: u64 = 2;

/// A word of a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Part {
    /// Added: 1 to 99, in halves.
    Small(u64),
    /// A hundred in itself: "двісті".
    Hundreds(u64),
    /// Times a hundred: "hundred".
    Hundred,
    /// Times ten or twelve: "десятків", "dozen".
    Times(u64),
    /// Times a thousand or a million.
    Scale(u64),
}

const WORDS: &[(&str, Part)] = &[
    ("one|один|одна|одне|одного|одну|однієї|одним|одному", Part::Small(2)),
    ("two|два|дві|двох|двом|двома|двоє", Part::Small(4)),
    ("three|три|трьох|трьом|трьома|троє", Part::Small(6)),
    ("four|чотири|чотирьох|чотирма|чотирьом|четверо|чотирьма", Part::Small(8)),
    ("five|п'ять|п'яти|п'ятьох|п'ятьма|п'ятеро|п'ятьом", Part::Small(10)),
    ("six|шість|шести|шістьох|шістьма|шестеро|шістьом", Part::Small(12)),
    ("seven|сім|семи|сімох|сімома|семеро", Part::Small(14)),
    ("eight|вісім|восьми|вісьмох|вісьмома|восьмеро", Part::Small(16)),
    ("nine|дев'ять|дев'яти|дев'ятьох|дев'ятьма|дев'ятеро", Part::Small(18)),
    ("ten|десять|десяти|десятьох|десятьма|десятеро", Part::Small(20)),
    ("eleven|одинадцят*", Part::Small(22)),
    ("twelve|дванадцят*", Part::Small(24)),
    ("thirteen|тринадцят*", Part::Small(26)),
    ("fourteen|чотирнадцят*", Part::Small(28)),
    ("fifteen|п'ятнадцят*", Part::Small(30)),
    ("sixteen|шістнадцят*", Part::Small(32)),
    ("seventeen|сімнадцят*", Part::Small(34)),
    ("eighteen|вісімнадцят*", Part::Small(36)),
    ("nineteen|дев'ятнадцят*", Part::Small(38)),
    ("twenty|двадцять|двадцяти|двадцятьох|двадцятьма|двадцятеро", Part::Small(40)),
    ("thirty|тридцять|тридцяти|тридцятьох|тридцятьма|тридцятеро", Part::Small(60)),
    ("forty|сорок|сорока", Part::Small(80)),
    ("fifty|п'ятдесят|п'ятдесяти|п'ятдесятьох|п'ятдесятьма", Part::Small(100)),
    ("sixty|шістдесят|шістдесяти|шістдесятьох|шістдесятьма", Part::Small(120)),
    ("seventy|сімдесят|сімдесяти|сімдесятьох|сімдесятьма", Part::Small(140)),
    ("eighty|вісімдесят|вісімдесяти|вісімдесятьох|вісімдесятьма", Part::Small(160)),
    ("ninety|дев'яносто|дев'яноста", Part::Small(180)),
    ("півтори|півтора", Part::Small(3)),
    ("пів|half-a", Part::Small(1)),
    ("сто|ста", Part::Hundreds(200)),
    ("двісті|двохсот", Part::Hundreds(400)),
    ("триста|трьохсот", Part::Hundreds(600)),
    ("чотириста|чотирьохсот", Part::Hundreds(800)),
    ("п'ятсот|п'ятисот", Part::Hundreds(1_000)),
    ("шістсот|шестисот", Part::Hundreds(1_200)),
    ("сімсот|семисот", Part::Hundreds(1_400)),
    ("вісімсот|восьмисот", Part::Hundreds(1_600)),
    ("дев'ятсот|дев'ятисот", Part::Hundreds(1_800)),
    ("півсотні", Part::Hundreds(100)),
    ("півтисячі", Part::Hundreds(1_000)),
    ("hundred|сотня|сотні|сотню|сотень|сотнею", Part::Hundred),
    ("dozen", Part::Times(12)),
    ("десяток|десятка|десятки|десятків|десятком", Part::Times(10)),
    ("thousand|тис|тисяча|тисячі|тисячу|тисяч|тисячею|тисячам|тисячами|тисячах", Part::Scale(1_000)),
    ("million|млн|мільйон|мільйона|мільйони|мільйонів|мільйону|мільйоном|мільйонами|мільйонах", Part::Scale(1_000_000)),
];

fn part(word: &str) -> Option<Part> {
    let fitting = |(patterns, _): &&(&str, Part)| patterns.split('|').any(|pattern| fits(word, pattern));
    WORDS.iter().find(fitting).map(|(_, part)| *part)
}

/// The power of ten of a word behind digits ("20 тис.", "1.5 million"), and how many words it takes.
pub fn scale(words: &[Word], at: usize) -> Option<(u64, usize)> {
    let word = words.get(at).filter(|word| word.sort == Sort::Word)?;
    let scale = match part(&word.low)? {
        Part::Scale(scale) => scale,
        Part::Hundred => 100,
        Part::Times(times) if word.low == "dozen" => times,
        _ => return None,
    };
    // The full stop of a short word belongs to it.
    let short = matches!(word.low.as_str(), "тис" | "млн") && words.get(at + 1).is_some_and(|mark| mark.is("."));
    Some((scale, 1 + usize::from(short)))
}

/// The number that words from one on spell, and how many they are; `None` where they spell none. A word such as "сотні",
/// which may be a number or only a word for many, is one here only behind another number word.
pub fn spelled(words: &[Word], at: usize) -> Option<(u64, usize)> {
    let (mut total, mut group, mut length, mut seen) = (0u64, 0u64, 0usize, false);
    // "a hundred", "a thousand": the article is one.
    if matches!(words.get(at)?.low.as_str(), "a" | "an") {
        let next = words.get(at + 1).and_then(|word| part(&word.low));
        if !matches!(next, Some(Part::Hundred | Part::Scale(_) | Part::Times(12))) {
            return None;
        }
        (group, length) = (HALVES, 1);
    }
    while let Some(word) = words.get(at + length) {
        if word.low == "and"
            && seen
            && words.get(at + length + 1).is_some_and(|next| spells_small(&next.low))
            && group >= 100 * HALVES
        {
            length += 1;
            continue;
        }
        if word.sort != Sort::Word {
            break;
        }
        let Some(parts) = hyphened(&word.low) else { break };
        for part in parts {
            (total, group) = add(total, group, part)?;
        }
        seen = true;
        length += 1;
        let short =
            matches!(word.low.as_str(), "тис" | "млн") && words.get(at + length).is_some_and(|mark| mark.is("."));
        length += usize::from(short);
    }
    let number = total.checked_add(group)?;
    (seen && number.is_multiple_of(HALVES)).then_some((number / HALVES, length))
}

fn spells_small(word: &str) -> bool {
    hyphened(word).is_some_and(|parts| parts.iter().all(|part| matches!(part, Part::Small(_))))
}

/// "forty-two": its parts, where each is one.
fn hyphened(word: &str) -> Option<Vec<Part>> {
    word.split('-').map(part).collect()
}

/// A part more: sums within a thousand, then scaled. `None` where it cannot be so ("two two").
fn add(total: u64, group: u64, part: Part) -> Option<(u64, u64)> {
    let times = |n: u64| if group == 0 { Some(n * HALVES) } else { group.checked_mul(n) };
    Some(match part {
        Part::Small(n) | Part::Hundreds(n) => (total, group + n),
        Part::Hundred => (total, times(100)?),
        Part::Times(n) => (total, times(n)?),
        Part::Scale(n) => (total.checked_add(times(n)?)?, 0),
    })
}

#[cfg(test)]
mod tests {
    use super::super::word::words;
    use super::*;

    #[test]
    fn number_words_are_spelled_out() {
        for (text, number) in [
            ("twenty thousand", 20_000),
            ("forty-two", 42),
            ("a hundred and one", 101),
            ("a thousand", 1_000),
            ("two hundred and fifty", 250),
            ("дві тисячі", 2_000),
            ("пів сотні", 50),
            ("півтори тисячі", 1_500),
            ("тисячу двісті", 1_200),
            ("двісті п’ятдесят", 250),
            ("чотирнадцятеро", 14),
            ("сто тисяч", 100_000),
            ("two dozen", 24),
            ("п'ять тис.", 5_000),
        ] {
            let words = words(text);
            assert_eq!(spelled(&words, 0), Some((number, words.len())), "{text}");
        }
        for text in ["people", "a man", "пів", ""] {
            assert_eq!(spelled(&words(text), 0), None, "{text}");
        }
    }
}
