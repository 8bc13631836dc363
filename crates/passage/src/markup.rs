//! Text inside HTML and SVG: escaped, always.

/// Text that is safe inside an element and inside a quoted attribute. Control characters, which XML forbids, are left
/// out.
pub fn escape(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            '\'' => safe.push_str("&#39;"),
            '\n' | '\t' => safe.push(letter),
            control if control.is_control() => {}
            other => safe.push(other),
        }
    }
    safe
}

/// Units and months that stay on one line with the number before them, in every language of ours (ISO 80000-1, 7.2.2;
/// DSTU 3582).
const BOUND: [&str; 52] = [
    "h",
    "min",
    "s",
    "km",
    "m",
    "km/h",
    "%",
    "MB",
    "Jan",
    "Feb",
    "Mar",
    "Apr",
    "May",
    "Jun",
    "Jul",
    "Aug",
    "Sep",
    "Oct",
    "Nov",
    "Dec",
    "January",
    "February",
    "March",
    "April",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
    "год",
    "хв",
    "с",
    "км",
    "м",
    "км/год",
    "січня",
    "лютого",
    "березня",
    "квітня",
    "травня",
    "червня",
    "липня",
    "серпня",
    "вересня",
    "жовтня",
    "листопада",
    "грудня",
    "people",
    "осіб",
    "особи",
];

/// Words inside an element, escaped: a number and its unit are never parted by the end of a line.
pub fn prose(text: &str) -> String {
    let safe = escape(text);
    let mut bound = String::with_capacity(safe.len());
    for (at, part) in safe.split(' ').enumerate() {
        if at > 0 {
            let unit = part.trim_end_matches(|c: char| !c.is_alphanumeric() && c != '%');
            let before = bound.rsplit([' ', '\u{a0}']).next().unwrap_or_default();
            let after_number = before.ends_with(|c: char| c.is_ascii_digit());
            let unit_of_number = after_number && BOUND.contains(&unit);
            let time_of_day = is_clock(part) && (after_number || BOUND.contains(&before));
            bound.push(if unit_of_number || time_of_day { '\u{a0}' } else { ' ' });
        }
        bound.push_str(part);
    }
    bound
}

/// Whether a word begins as a time of day does: `06:00`, which stays on one line with its day.
fn is_clock(word: &str) -> bool {
    matches!(word.as_bytes(), [a, b, b':', c, d, ..] if [a, b, c, d].iter().all(|digit| digit.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_keeps_its_unit_on_its_line() {
        assert_eq!(prose("4 h 07 min, 24 h."), "4\u{a0}h 07\u{a0}min, 24\u{a0}h.");
        assert_eq!(prose("(gap 0.0 %); 12 км/год"), "(gap 0.0\u{a0}%); 12\u{a0}км/год");
        assert_eq!(prose("16:00 on 5 March 2022"), "16:00 on 5\u{a0}March 2022");
        assert_eq!(prose("Uman 20 Apr 06:00, by 21.04 07:00"), "Uman 20\u{a0}Apr\u{a0}06:00, by 21.04\u{a0}07:00");
        assert_eq!(prose("P 9 minutes, a h"), "P 9 minutes, a h");
    }

    #[test]
    fn no_name_becomes_markup() {
        assert_eq!(escape("<b a=\"1\" c='2'>&\u{0}x"), "&lt;b a=&quot;1&quot; c=&#39;2&#39;&gt;&amp;x");
    }
}
